"""How a claim reads, field by field: what a workbook shows, what a correction replaces, what a comparison compares."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from claimx.consolidation import NameLookup, load_names, name_key
from claimx.consolidation.names import Family
from claimx.model import Claim, Direction, Kind
from claimx.review.values import ValueReader, load_value_reader
from claimx.review.vocabulary import FIELDS, LIST_SEPARATOR, NOTHING, Field
from claimx.writers.wording import QUALIFIERS, readable

FAMILIES: dict[Field, Family] = {
    "benchmark": "benchmarks", "metric": "metrics", "model": "models", "base_model": "models", "baseline": "models",
}  # fmt: skip
"""The fields that hold names, and the lexicon of each."""

_NOT_A_LETTER = re.compile(r"[^a-z]+")
_KINDS: dict[str, tuple[Kind, Direction | None]] = {
    "score": ("score", ""), "delta": ("delta", ""), "delta up": ("delta", "up"), "delta down": ("delta", "down"),
    "transition": ("transition", None), "transition up": ("transition", "up"),
    "transition down": ("transition", "down"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What typed words and numbers are understood with.

    Args:
        names: The names of benchmarks, metrics and models.
        values: Reads numbers and units.
    """

    names: NameLookup
    values: ValueReader

    def canonical(self, field: Field, name: str) -> str:
        """Return the name that exactly one lexicon entry gives to `name`, else `name` itself."""
        entries = self.names.find(FAMILIES[field], name)
        return entries[0].name if len(entries) == 1 else name

    def spellings(self, field: Field, name: str) -> tuple[str, ...]:
        """Return every way of writing a name, its own first."""
        entries = self.names.find(FAMILIES[field], name)
        others = (entries[0].name, *entries[0].aliases) if len(entries) == 1 else ()
        return tuple(dict.fromkeys((name, *others)))


@cache
def load_vocabulary() -> Vocabulary:
    """Load the names and the grammar of numbers that claimx ships."""
    return Vocabulary(load_names(), load_value_reader())


def read_kind(typed: str) -> tuple[Kind, Direction | None] | None:
    """Return kind and direction of words such as ``delta, up``, or None where they are none.

    The direction of a transition is None where it is left to its two levels.
    """
    return _KINDS.get(_NOT_A_LETTER.sub(" ", typed.lower()).strip())


def field_names(claim: Claim, field: Field) -> tuple[str, ...]:
    """Return the canonical names that a claim has in a field of names."""
    if field == "benchmark":
        return tuple(benchmark.name for benchmark in claim.benchmarks)
    item = getattr(claim, field)
    return (item.name,) if item else ()


def field_text(claim: Claim, field: Field) -> str:
    """Return a field as a workbook shows it and as a reviewer may type it; empty where there is nothing."""
    if field == "value":
        return _value_text(claim)
    if field == "unit":
        return claim.value.unit
    if field == "kind":
        return f"{claim.kind}{f', {claim.direction}' if claim.direction else ''}"
    return LIST_SEPARATOR.join(map(readable, field_names(claim, field)))


def shown_text(claim: Claim, field: Field) -> str:
    """Return a field for a message: `field_text` with a word where there is nothing."""
    return field_text(claim, field) or NOTHING


def is_same(field: Field, first: Claim, second: Claim, vocabulary: Vocabulary) -> bool:
    """Say whether two claims say the same in a field, however its names are spelt; digits compare exactly.

    What a paper says beside a field counts with it: a scale with the kind, an aggregate with the metric.
    """
    if field == "value":
        return _numbers(first) == _numbers(second)
    if field == "unit":
        return first.value.unit.strip() == second.value.unit.strip()
    if field == "kind":
        return (first.kind, first.direction, first.scale) == (second.kind, second.direction, second.scale)
    if field == "metric" and first.aggregate != second.aggregate:
        return False
    names = [
        {name_key(vocabulary.canonical(field, name)) for name in field_names(claim, field)} for claim in (first, second)
    ]
    return names[0] == names[1]


def find_differences(first: Claim, second: Claim, vocabulary: Vocabulary) -> list[Field]:
    """Return the fields in which two claims differ, in their usual order."""
    if first == second:
        return []
    return [field for field in FIELDS if not is_same(field, first, second, vocabulary)]


def split_names(typed: str) -> list[str]:
    """Return the names of a list that a reviewer typed; a comma ends a name only where no semicolon does."""
    parts: Iterable[str] = typed.split(";") if ";" in typed else typed.split(",")
    return [name for part in parts if (name := part.strip())]


def _value_text(claim: Claim) -> str:
    value = claim.value
    number = _with_unit(value.low, value.unit)
    if value.high != value.low:
        number = f"{value.low:.12g} to {_with_unit(value.high, value.unit)}"
    start = f"{_with_unit(claim.from_.low, claim.from_.unit)} → " if claim.from_ else ""
    return start + QUALIFIERS[value.qualifier] + number


def _with_unit(number: float, unit: str) -> str:
    digits = f"{number:.12g}"
    if unit in ("%", "x"):
        return digits + unit
    if len(unit) == 1 and not unit.isalnum():  # a sign of currency
        return unit + digits
    return f"{digits} {unit}".strip()


def _numbers(claim: Claim) -> tuple[float | str | None, ...]:
    start = claim.from_.low if claim.from_ else None
    return claim.value.low, claim.value.high, claim.value.qualifier, start
