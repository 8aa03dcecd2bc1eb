"""Where numbers in digits stand: the pattern of numbers is tried only where a number can begin."""

from __future__ import annotations

import re

import regex

_DIGIT = re.compile(r"\d")
_DIGITS = "0123456789"
# The first digit of a number; not in the midst of a word ("Llama3", "GPT-4") or of another number.
_FIRST_DIGIT = re.compile(r"\d(?<![A-Za-z\d,@#^].)(?:(?<=\bsub-.)|(?<![A-Za-z\d][-–.].))")
# Currency, white space, sign and decimal point are all that a number can have before its first digit.
_BEFORE_DIGIT = 5
_OPENERS = frozenset("$€£+-–.")


def has_digit(text: str) -> bool:
    """Say whether a text has a digit of any script."""
    return any(map(text.__contains__, _DIGITS)) or (not text.isascii() and _DIGIT.search(text) is not None)


def next_number(text: str, position: int, pattern: regex.Pattern[str]) -> regex.Match[str] | None:
    """Return the first number in digits that starts at `position` or later, or None.

    Args:
        text: The text.
        position: Where to start.
        pattern: What matches a number from its currency, sign or first digit on.
    """
    for digit in _FIRST_DIGIT.finditer(text, position):
        found = _match(text, position, digit.start(), pattern)
        if found is not None:
            return found
    return None


def _match(text: str, position: int, digit: int, pattern: regex.Pattern[str]) -> regex.Match[str] | None:
    """Return the number whose first digit is given, if one starts at `position` or later."""
    for start in range(max(position, digit - _BEFORE_DIGIT), digit):
        if text[start] in _OPENERS:
            found = pattern.match(text, start)
            if found is not None:
                return found
    return pattern.match(text, digit)
