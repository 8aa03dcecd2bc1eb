"""YAML that every reader takes alike."""

from __future__ import annotations

import io
from typing import Any


def dump_yaml(data: Any) -> str:
    """Return plain data as block YAML; every string is quoted.

    A YAML 1.1 reader takes a bare ``no``, ``1_0`` or ``2025-10-03`` for something else than text.
    """
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 2**31 - 1  # a folded line would be correct, but is no joy in a diff
    yaml.indent(mapping=2, sequence=2, offset=0)
    stream = io.StringIO()
    yaml.dump(_quoted(data), stream)
    return stream.getvalue()


def _quoted(item: Any) -> Any:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if isinstance(item, dict):
        return {key: _quoted(value) for key, value in item.items()}
    if isinstance(item, list):
        return [_quoted(value) for value in item]
    if isinstance(item, str):
        # half of a surrogate pair has no place in YAML
        return DoubleQuotedScalarString(item.encode("utf-8", "replace").decode("utf-8"))
    return item
