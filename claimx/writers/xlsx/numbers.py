"""Number formats that show a value as the paper prints it while the cell stays a number."""

from __future__ import annotations

import re
import unicodedata

from claimx.model import Claim, Value

GENERAL = "General"
_MOST_DECIMALS = 10
_LONG = 10_000  # from here on a whole number is easier to read in thousands
_NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d*)(?:\.(?P<decimals>\d+))?")


def signed_number(claim: Claim, number: float) -> float:
    """Return a claim's magnitude as a cell holds it: negative for a difference downwards, but never for a factor."""
    is_negative = claim.kind == "delta" and claim.direction == "down" and claim.value.unit != "x"
    return -number if is_negative and number else number


def claim_number_format(claim: Claim, number: float) -> str:
    """Return the format of one end of a claim's value, with its sign where it is a difference."""
    is_signed = claim.kind == "delta" and claim.direction != "" and claim.value.unit != "x"
    return number_format(claim.value.text, number, claim.value.unit, is_signed=is_signed)


def value_number_format(value: Value) -> str:
    """Return the format of a level."""
    return number_format(value.text, value.low, value.unit)


def number_format(
    printed: str, number: float, unit: str = "", *, is_signed: bool = False, before: str = "", after: str = ""
) -> str:
    """Return an Excel number format with as many decimals as printed and the unit as a literal.

    A percent sign is quoted, so that 46 shows as ``46%``: unquoted, Excel would multiply by a hundred.

    Args:
        printed: The text to take decimals and thousands separators from.
        number: The number in the cell, whose form is looked for in `printed`.
        unit: ``%``, ``x`` and signs of currency become part of the format; other units have their own column.
        is_signed: Whether a positive number shows its plus sign.
        before: A literal before the number.
        after: A literal after the number.
    """
    body = _digits_format(printed, abs(number))
    sign = unit if len(unit) == 1 and unicodedata.category(unit) == "Sc" else ""
    before, after = before + sign, {"%": "%", "x": "×"}.get(unit, "") + after
    positive = f"{_quote(before)}{body}{_quote(after)}"
    if is_signed:
        return f"{_quote(before)}+{body}{_quote(after)};{_quote(before)}-{body}{_quote(after)};{positive}"
    return positive


def number_width(printed: str, number: float) -> float:
    """Return how many digits wide a column must be so that a number shows whole, with sign, unit and margins."""
    found = _find_printed(printed, abs(number))
    return 5.5 + (len(found.group()) if found else len(f"{number:,.15g}"))


def _digits_format(printed: str, number: float) -> str:
    found = _find_printed(printed, number)
    if found is None:
        # a number word, an exponent, a "1.2k": no printed digits to follow
        return "#,##0" if number >= _LONG and number == int(number) else GENERAL
    whole = "#,##0" if "," in found["whole"] else "0"
    return f"{whole}.{'0' * len(found['decimals'])}" if found["decimals"] else whole


def _find_printed(printed: str, number: float) -> re.Match[str] | None:
    for found in _NUMBER.finditer(printed):
        if not found.group().strip("."):
            continue
        if float(found.group().replace(",", "")) == number and len(found["decimals"] or "") <= _MOST_DECIMALS:
            return found
    return None


def _quote(literal: str) -> str:
    return f'"{literal.replace(chr(34), "")}"' if literal else ""
