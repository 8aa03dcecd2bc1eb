"""Numbers in words ("twenty-five", "a dozen", "one and a half"): their pattern, and what they are worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import regex

_SPLIT = regex.compile(r"[\s-]+")
_MULTIPLIERS = {"hundred": 100.0, "thousand": 1000.0, "dozen": 12.0}
_PARTS = {"half": 0.5, "quarter": 0.25}


@dataclass(frozen=True)
class NumberWords:
    """The words of whole numbers, and how they join.

    Args:
        values: Word from ``zero`` to ``ninety`` -> its number.
    """

    values: Mapping[str, float]

    @property
    def pattern(self) -> str:
        """A pattern of any number in words, to be matched in any case; it ends with the last word."""
        ones = _any_of(word for word, value in self.values.items() if 0 < value < 10)
        tens = _any_of(word for word, value in self.values.items() if value >= 20)
        below = rf"(?:(?:{tens})(?:[\s-](?:{ones}))?|(?:{_any_of(w for w, v in self.values.items() if v < 20)}))"
        hundred = rf"hundred(?:\s(?:and\s)?{below})?"
        return (
            rf"(?:{below}(?:\s(?:{hundred}|dozen|and\sa\s(?:half|quarter)))?|a\s(?:{hundred}|dozen|thousand)"
            rf"|{hundred}|thousand|half\san?(?:\sdozen|(?=[\s-])))(?:\b|(?=fold\b))"
        )

    def value(self, text: str) -> float:
        """Return the number that a match of the pattern stands for.

        >>> NumberWords({"five": 5, "twenty": 20}).value("twenty-five")
        25.0
        """
        total = 0.0
        for word in _SPLIT.split(text.lower()):
            if word in _MULTIPLIERS:
                total = (total or 1.0) * _MULTIPLIERS[word]
            else:
                total += _PARTS.get(word, 0.0) + self.values.get(word, 0.0)
        return total


def fractions_in_words(parts: Mapping[str, float], values: Mapping[str, float]) -> dict[str, float]:
    """Return every fraction in words that is less than one ("a third", "two-thirds").

    Args:
        parts: Name of a part -> how many of it make the whole.
        values: Number word -> its number.
    """
    found = {}
    for part, whole in parts.items():
        plural = "halves" if part == "half" else f"{part}s"
        article = "an" if part[0] in "aeio" else "a"
        for word, count in ((article, 1.0), *values.items()):
            if 1 <= count < min(whole, 10) and not (part == "half" and word == article):  # "half" will do
                share = float(f"{count / whole:.6g}")
                name = part if count == 1 else plural
                found[f"{word} {name}"] = share
                if len(word) > 2:
                    found[f"{word}-{name}"] = share
    return found


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
