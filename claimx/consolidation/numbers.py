"""Numbers as papers print them: their digits, their precision, their bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from claimx.model import Direction, Measure, Qualifier, Value

QUALIFIER_WORDS: Final[dict[Qualifier, str]] = {
    "": "",
    "up_to": "up to",
    "over": "over",
    "under": "under",
    "about": "about",
}
"""How every output prints a bound."""

_NUMERAL = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_SPREAD = re.compile(r"(?:±|\\pm|\+/?-)\s*(\d+(?:\.\d+)?|\.\d+)")
_CURRENCIES = frozenset("$€£¥")


@dataclass(frozen=True, slots=True)
class Printed:
    """The digits of a value, exact to the last printed zero.

    Args:
        low: The number, or a range's lower end.
        high: A range's upper end, equal to `low` otherwise.
        spread: What stands after "±", or None.
    """

    low: Decimal
    high: Decimal
    spread: Decimal | None = None

    @property
    def digits(self) -> str:
        """The number alone: ``34.20``, ``35.4–61.1``, ``80.5 ± 0.3``."""
        text = f"{self.low:f}" if self.low == self.high else f"{self.low:f}–{self.high:f}"
        return text if self.spread is None else f"{text} ± {self.spread:f}"

    @property
    def half_step(self) -> Decimal:
        """Half a unit of the last printed place of `low`: how far rounding may have moved it."""
        exponent = self.low.as_tuple().exponent
        return Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)

    @property
    def round_step(self) -> Decimal:
        """Half a unit of the last place that is not a zero: what "about 80" may stand for."""
        exponent = self.low.normalize().as_tuple().exponent
        return Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)

    def scaled(self, places: int) -> Printed:
        """Return the value times ten to the `places`, with the precision moved along ("0.920" -> "92.0")."""
        moved = [None if item is None else Decimal(f"{item.scaleb(places):f}") for item in (self.low, self.high)]
        spread = None if self.spread is None else Decimal(f"{self.spread.scaleb(places):f}")
        assert moved[0] is not None
        assert moved[1] is not None
        return Printed(moved[0], moved[1], spread)


def read_printed(value: Value) -> Printed:
    """Return the digits of a value as the paper printed them; of a number word, the number it stands for."""
    text = value.text.replace("{,}", ",").replace("\u2009", "").replace("\u202f", "")
    numerals = [Decimal(numeral.replace(",", "")) for numeral in _NUMERAL.findall(text)]
    low, high = (_as_printed(number, numerals) for number in (value.low, value.high))
    spread = _SPREAD.search(text)
    return Printed(low, high, Decimal(spread.group(1)) if spread and value.low == value.high else None)


def _as_printed(number: float, numerals: list[Decimal]) -> Decimal:
    for numeral in numerals:
        if float(numeral) == number:
            return numeral
    return Decimal(f"{Decimal(repr(number)).normalize():f}")


def print_value(
    digits: str, *, measure: Measure, unit: str, qualifier: Qualifier, direction: Direction
) -> tuple[str, str]:
    """Return (text, digits) for a value: the full wording with bound and unit, and the signed digits alone.

    A bounded value keeps the words of its bound next to its number ("up to 46%"); its direction is an arrow.
    """
    is_change = measure in ("delta", "relative change", "change", "factor")
    arrow = {"up": "↑", "down": "↓", "": ""}[direction] if is_change else ""
    sign = {"up": "+", "down": "−", "": ""}[direction] if is_change and measure != "factor" else ""
    with_unit = _with_unit(digits, unit)
    if qualifier:
        words = f"{QUALIFIER_WORDS[qualifier]} {with_unit}"
        return (f"{arrow} {words}" if arrow else words), sign + digits
    if measure == "factor":
        return arrow + with_unit, digits
    return sign + with_unit, sign + digits


def _with_unit(digits: str, unit: str) -> str:
    if unit == "x":
        return f"{digits}×"
    if unit == "%":
        return f"{digits}%"
    if unit in _CURRENCIES:
        return f"{unit}{digits}"
    return f"{digits} {unit}" if unit else digits


def bounds(printed: Printed, qualifier: Qualifier) -> tuple[float, float]:
    """Return the magnitudes that a printed value may stand for, rounding included.

    Args:
        printed: The value.
        qualifier: Empty or ``about``; other bounds leave one end open, so that no sum can be done with them.
    """
    step = printed.round_step if qualifier == "about" else printed.half_step
    return float(printed.low - step), float(printed.high + step)
