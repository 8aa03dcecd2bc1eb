"""Acronyms and their expansions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from claimx.model import Span

_BRACKET = regex.compile(r"\s?\(\s?[\"']?(?P<short>[A-Za-z\d^][\w^+*'@/& .-]{0,24}?)[\"']?\s?[);,]")


@dataclass(frozen=True, slots=True)
class Acronym:
    """A short form in brackets after its long form.

    Args:
        short: The short form.
        long: The long form.
        span: Where the short form stands.
        long_start: Where the long form starts.
    """

    short: str
    long: str
    span: Span
    long_start: int


def find_acronyms(text: str) -> list[Acronym]:
    """Return every "Long Form (LF)" whose letters agree, in order of place.

    The long form is the shortest run of words before the bracket whose letters give the short form's letters in order,
    the first at the start of a word (after Schwartz and Hearst, 2003, "A simple algorithm for identifying
    abbreviation definitions in biomedical text").
    """
    found: dict[str, Acronym] = {}
    for match in _find_brackets(text):
        short = match["short"]
        letters = [char.lower() for char in short if char.isalnum()]
        if not 2 <= len(letters) <= 14 or not any(char.isupper() for char in short) or short in found:
            continue
        left_start = max(0, match.start() - 120)
        long = _long_form(text[left_start : match.start()], letters)
        if long:
            start = match.start() - len(long)
            found[short] = Acronym(short, long, Span(*match.span("short")), start)
    return list(found.values())


def _find_brackets(text: str) -> Iterator[regex.Match[str]]:
    """Yield the matches of the pattern in order of place; it is tried only at brackets, with the space before them."""
    place = text.find("(")
    while place >= 0:
        match = _BRACKET.match(text, place - 1 if text[place - 1 : place].isspace() else place)
        if match:
            yield match
        place = text.find("(", place + 1)


def _long_form(left: str, letters: list[str]) -> str:
    lowered = left.lower()
    if len(lowered) != len(left):
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in left)
    position = len(left)
    for letter in reversed(letters[1:]):
        position = lowered.rfind(letter, 0, position)
        if position < 0:
            return ""
    position = lowered.rfind(letters[0], 0, position)
    while position > 0 and left[position - 1].isalnum():
        position = lowered.rfind(letters[0], 0, position)
    if position < 0:
        return ""
    long = left[position:]
    if any(mark in long for mark in ".;:()") or len(long.split()) > len(letters) + 4 or long != long.strip():
        return ""
    return long
