"""Gold labels: what people say is true."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from claimx.errors import InputError
from claimx.model import Direction, Kind
from claimx.writers.problems import describe_validation_error


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
    documents = []
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    documents.append(_gold_document(line, path, number))
    except OSError as error:
        raise InputError(f"cannot read it: {error.strerror or error}", str(path)) from error
    return documents


def _gold_document(line: bytes, path: Path, number: int) -> GoldDocument:
    try:
        return GoldDocument.model_validate(json.loads(line))
    except ValidationError as error:
        reason = f"not a labelled document: {describe_validation_error(error)}"
        raise InputError(reason, str(path), number) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a line of JSON: {error}", str(path), number) from error
