"""Searching for words: the first of several, a name that stands alone, a pattern of alternatives."""

from __future__ import annotations

from collections.abc import Collection

import regex

from claimx.model import Span


def first_of(words: list[str], nouns: Collection[str]) -> int:
    """Return the index of the first word, or pair of words, that is one of `nouns`; their number where none is."""
    for index, word in enumerate(words):
        if word in nouns or (index + 1 < len(words) and f"{word} {words[index + 1]}" in nouns):
            return index
    return len(words)


def find_word(text: str, name: str) -> Span | None:
    """Return where a name first stands alone in a text, or None."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum()):
            return Span(start, end)
        start = text.find(name, start + 1)
    return None


def alternation(words: Collection[str]) -> str:
    """Return a pattern of one of the words, longest first."""
    return "|".join(regex.escape(word, special_only=True) for word in sorted(words, key=lambda w: (-len(w), w)))
