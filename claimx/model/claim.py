"""The claim record: what leaves the package, validated by pydantic.

The meaning of every field is the one of the labelling guidelines; the shape is the contract that other
programs rely on, so a change here is a change of format.
"""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["score", "delta", "transition"]
Direction = Literal["", "up", "down"]
Qualifier = Literal["", "up_to", "over", "under", "about"]
Scale = Literal["unstated", "relative", "absolute"]
Aggregate = Literal["", "average", "median", "overall"]


class Record(BaseModel):
    """Base of all records: immutable, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Quote(Record):
    """A stretch of the source: ``source[start:end] == text``.

    `start` and `end` count Unicode code points, half open, in the document's text as read, or in its title
    where `in` is ``title``.
    """

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    in_: Literal["text", "title"] = Field(default="text", alias="in")


class Value(Quote):
    """The number of a claim: `low` and `high` are equal unless the text gives a range.

    Numbers are as printed ("34.20" is 34.2; the printed form stays in `text`); a delta's are magnitudes.
    `unit` is ``%``, ``points``, ``x``, a unit as written, or empty for a bare number.
    """

    low: float
    high: float
    unit: str = ""
    qualifier: Qualifier = ""


class Name(Quote):
    """A named thing: `text` as the paper writes it, `name` its canonical form."""

    name: str


class Metric(Record):
    """What was measured. An inferred metric is implied by the benchmark, stated nowhere, and has no place."""

    text: str
    name: str
    start: int | None = None
    end: int | None = None
    in_: Literal["text", "title"] = Field(default="text", alias="in")
    inferred: bool = False


class Claim(Record):
    """One result that a paper states with a number."""

    id: str
    doc_id: str
    title: str = ""
    kind: Kind
    value: Value
    from_: Value | None = Field(default=None, alias="from")
    direction: Direction = ""
    scale: Scale = "unstated"
    aggregate: Aggregate = ""
    benchmarks: tuple[Name, ...] = ()
    metric: Metric | None = None
    model: Name | None = None
    base_model: Name | None = None
    baseline: Name | None = None
    sentence: Quote
    section: str = "abstract"
    rule: str
    confidence: float = Field(ge=0.0, le=1.0)
    date: str | None = None
    url: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain data in the contract's field order.

        ``"in"`` appears only where it is ``title``; `date` and `url` only where they are known.
        """
        data = self.model_dump(by_alias=True, mode="json")
        for key in ("date", "url"):
            if data[key] is None:
                del data[key]
        for item in _quotes(data):
            if item.get("in") == "text":
                del item["in"]
        return data

    def to_json(self) -> str:
        """Return the record as one line of JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False)


def _quotes(data: dict[str, Any]) -> list[dict[str, Any]]:
    single = [data[key] for key in ("value", "from", "metric", "model", "base_model", "baseline", "sentence")]
    return [item for item in [*single, *data["benchmarks"]] if item]
