"""Which sentences without numbers can say what is measured on: those with a benchmark, or a noun of data."""

from __future__ import annotations

from bisect import bisect_left

import ahocorasick_rs
import regex

from claimx.mentions import NameMention
from claimx.model import Span
from claimx.rulebook import Rulebook


class DataNounFinder:
    """Finds nouns of data.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        codes = rulebook.chars("data-noun")
        nouns = sorted(word for word, code in rulebook.vocabulary.codes.items() if code in codes)
        self._noun = regex.compile(rf"\b(?:{'|'.join(nouns)})\b")
        self._machine = ahocorasick_rs.AhoCorasick(nouns)

    def find(self, text: str) -> list[int]:
        """Return where nouns of data start in a text, in order; plain words are found sooner than by the pattern."""
        starts = {start for _, start, _ in self._machine.find_matches_as_indexes(text, overlapping=True)}
        return [start for start in sorted(starts) if self._noun.match(text, start)]


def names_data(span: Span, mentions: list[NameMention], nouns: list[int]) -> bool:
    """Say whether a sentence can name what is measured on.

    Args:
        span: The sentence.
        mentions: Its lexicon names.
        nouns: Where nouns of data start in the whole text, in order.
    """
    place = bisect_left(nouns, span.start)
    return any(mention.kind == "benchmarks" for mention in mentions) or (place < len(nouns) and nouns[place] < span.end)
