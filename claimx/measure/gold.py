"""Gold labels and claims as files: what scoring reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from claimx.errors import InputError
from claimx.model import Claim, Direction, Kind

RecordT = TypeVar("RecordT", bound=BaseModel)


class GoldClaim(BaseModel):
    """A claim that people labelled; every string slot lists all right answers, the preferred one first.

    `spans` are the half-open offsets of the claim's numbers in the document's text. An item of `benchmarks` may
    list alternatives itself. `alt` holds a second annotator's reading of some slots, and `optional` marks a
    claim that only one annotator saw.
    """

    model_config = ConfigDict(frozen=True)

    spans: tuple[tuple[int, int], ...]
    kind: Kind
    low: float
    high: float
    value_text: str = ""
    from_text: str = ""
    from_value: float | None = None
    unit: str = ""
    direction: Direction = ""
    qualifier: str = ""
    aggregate: str = ""
    benchmarks: tuple[str | tuple[str, ...], ...] = ()
    metric: tuple[str, ...] = ()
    model: tuple[str, ...] = ()
    base_model: tuple[str, ...] = ()
    baseline: tuple[str, ...] = ()
    quote: str = ""
    optional: bool = False
    alt: dict[str, Any] | None = None

    @cached_property
    def readings(self) -> list[GoldClaim]:
        """The claim as each annotator read it."""
        if not self.alt:
            return [self]
        return [self, GoldClaim.model_validate({**self.model_dump(), **self.alt, "alt": None})]


class GoldDocument(BaseModel):
    """The labels of one paper; a paper without claims has an empty list."""

    model_config = ConfigDict(frozen=True)

    doc_id: str
    claims: tuple[GoldClaim, ...]


def load_gold(path: Path) -> list[GoldDocument]:
    """Read gold labels, one document a line.

    Raises:
        InputError: The file cannot be read, or a line is no labelled document.
    """
    return [_validated(GoldDocument, data, path, number) for number, data in _json_lines(path)]


def load_claims(path: Path) -> list[Claim]:
    """Read claims as `claimx extract` writes them, one a line.

    Raises:
        InputError: The file cannot be read, or a line is no claim.
    """
    return [_validated(Claim, data, path, number) for number, data in _json_lines(path)]


def _json_lines(path: Path) -> Iterator[tuple[int, Any]]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    try:
                        yield number, json.loads(line)
                    except json.JSONDecodeError as error:
                        raise InputError(f"broken JSON: {error.msg}", str(path), number) from error
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8 text", str(path)) from error
    except OSError as error:
        raise InputError(error.strerror or str(error), str(path)) from error


def _validated(record: type[RecordT], data: Any, path: Path, number: int) -> RecordT:
    try:
        return record.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"not a {record.__name__}: {place}: {first['msg']}", str(path), number) from error
