"""Numbers as reviewers type them, in any locale, read by the same grammar that reads the papers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from claimx.mentions import Quantity, find_quantities
from claimx.model import Qualifier, Span
from claimx.rulebook.lexicon import Lexicon, load_lexicon
from claimx.rulebook.quantities import QuantityGrammar, load_quantities
from claimx.text import normalise, rules_root
from claimx.writers.wording import QUALIFIERS

_BOUNDS: tuple[Qualifier, ...] = ("up_to", "over", "under", "about")
_NUMBER = re.compile(r"\d(?:[\d.,'’\u00a0\u2009\u202f]*\d)?")
_GROUP_MARKS = re.compile(r"(?<=\d)['’\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_GROUPED = re.compile(r"\d{1,3}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*")
_PRINTED = re.compile(r"\d[\d.,]*\d|\d")
_EXACTLY = re.compile(r"^exactly\b\s*", re.IGNORECASE)
_ARROW = re.compile(r"→|->|=>|⇒")
_EDGES = " ~≈.()"
_ROUND_UNITS = ("%", "points", "x")  # all other units stay as the reviewer writes them


class TypedValueError(ValueError):
    """A typed value that cannot be read, or can be read in two ways; the message says what to do."""


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A value as a reviewer typed it; None is what the reviewer left unsaid.

    Args:
        low: The number, or the lower end of a range; a magnitude.
        high: The upper end, equal to `low` unless it is a range.
        unit: The unit, where one was typed.
        qualifier: The bound; empty where the reviewer said that the value is exact.
        start: The level that a transition starts from.
        sign: ``+``, ``-`` or empty.
    """

    low: float
    high: float
    unit: str | None = None
    qualifier: Qualifier | None = None
    start: float | None = None
    sign: str = ""


class ValueReader:
    """Reads typed values and units.

    Args:
        grammar: The grammar of numbers.
        units: Units of measurement.
    """

    def __init__(self, grammar: QuantityGrammar, units: Lexicon) -> None:
        self._grammar, self._units = grammar, units

    def read_value(self, typed: str, evidence: str = "") -> TypedValue:
        """Return what was typed, as numbers.

        Args:
            typed: The text of the cell, such as ``46``, ``71,2 %``, ``up to 46%``, ``35.4-61.1`` or ``50 → 71``.
            evidence: The quote; it settles whether ``1,240`` is more than a thousand or a little more than one.

        Raises:
            TypedValueError: It is no value, more than one, or ambiguous.
        """
        before, arrow, after = _ARROW.sub("→", typed, count=1).partition("→")
        if arrow:
            start, value = self.read_value(before, evidence), self.read_value(after, evidence)
            return replace(value, start=start.low, unit=start.unit if value.unit is None else value.unit)
        text, exactly = _EXACTLY.subn("", typed.strip())
        text = normalise(_NUMBER.sub(lambda number: _plain_number(number.group(), evidence), text)).plain
        quantity = self._only_quantity(text, typed)
        value = self._typed(quantity)
        return replace(value, qualifier="") if exactly else value

    def write_value(self, typed: TypedValue) -> str:
        """Return a typed value without its unit in the one form that `read_value` reads the same in every release."""
        bound = QUALIFIERS[typed.qualifier] if typed.qualifier else "" if typed.qualifier is None else "exactly "
        start = "" if typed.start is None else f"{_digits(typed.start)} → "
        high = "" if typed.high == typed.low else f" - {_digits(typed.high)}"
        return f"{start}{bound}{typed.sign}{_digits(typed.low)}{high}"

    def find_values(self, text: str) -> list[tuple[Span, TypedValue]]:
        """Return every value of a text with its place, in code points of the text; both levels of a transition."""
        plain = normalise(text)
        found: list[Quantity] = []
        for quantity in find_quantities(plain.plain, self._grammar):
            found += [quantity.start_level, quantity] if quantity.start_level else [quantity]
        return [(plain.to_source(quantity.span), self._typed(quantity)) for quantity in found]

    def read_unit(self, typed: str) -> str:
        """Return a unit in the form that claims have it: ``percent`` is ``%``, ``times`` is ``x``; others as typed."""
        text = typed.strip()
        entries = self._units.lookup(text)
        return entries[0].name if len(entries) == 1 and entries[0].name in _ROUND_UNITS else text

    def _typed(self, quantity: Quantity) -> TypedValue:
        qualifier: Qualifier | None = next((name for name in _BOUNDS if name == quantity.qualifier), None)
        unit = self.read_unit(quantity.unit) if quantity.unit else None
        start = quantity.start_level.low if quantity.start_level else None
        return TypedValue(quantity.low, quantity.high, unit, qualifier, start, quantity.sign)

    def _only_quantity(self, text: str, typed: str) -> Quantity:
        found = find_quantities(text, self._grammar)
        if not found:
            raise TypedValueError(f"{typed!r} is not a number")
        if len(found) > 1:
            raise TypedValueError(f"{typed!r} holds more than one value; one claim has one value")
        rest = f"{text[: found[0].reach.start]} {text[found[0].reach.end :]}".strip(_EDGES)
        # rules keep some bounds outside of the number, so that they can read them as words
        if rest.lower() not in ("", "from") and rest.lower() not in self._grammar.qualifiers:
            raise TypedValueError(f"{typed!r}: cannot tell what {rest!r} means; a unit goes into its own column")
        return found[0]


def _digits(number: float) -> str:
    return format(Decimal(repr(number)), "f").removesuffix(".0")


def _plain_number(number: str, evidence: str) -> str:
    """Return a number with a decimal point and without marks between thousands."""
    number = _GROUP_MARKS.sub("", number)
    points, commas = number.count("."), number.count(",")
    if points and commas:
        decimal = "." if number.rindex(".") > number.rindex(",") else ","
        return _join(number, decimal)
    if not points and not commas:
        return number
    mark = "." if points else ","
    if points + commas > 1:
        return _join(number, "," if mark == "." else ".")
    if not _GROUPED.fullmatch(number) or number.startswith("0"):
        return number.replace(mark, ".")
    return _settle(number, mark, evidence)


def _join(number: str, decimal: str) -> str:
    """Join the thousands of a number whose decimal mark is known."""
    whole, _, decimals = number.partition(decimal)
    groups = whole.replace(",", ".").split(".")
    if decimal in decimals or len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:]):
        raise TypedValueError(
            f"cannot tell thousands from decimals in {number!r}; write it without marks between thousands"
        )
    return "".join(groups) + (f".{decimals}" if decimals else "")


def _settle(number: str, mark: str, evidence: str) -> str:
    """Read ``1,240`` or ``1.240`` as the quote has it; a point is a decimal point where the quote has neither."""
    as_thousands, as_decimal = number.replace(mark, ""), number.replace(mark, ".")
    printed = {found.replace(",", "") for found in _PRINTED.findall(evidence)}
    if (as_thousands in printed) != (as_decimal in printed):
        return as_thousands if as_thousands in printed else as_decimal
    if mark == ".":
        return as_decimal
    raise TypedValueError(f"{number!r} can be {as_thousands} or {as_decimal}; write one of them")


@cache
def load_value_reader() -> ValueReader:
    """Load the grammar of numbers and the units that claimx ships."""
    units = load_lexicon(rules_root() / "lexicons" / "units", "units")
    return ValueReader(load_quantities(rules_root() / "quantities.yaml", units), units)
