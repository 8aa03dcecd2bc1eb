"""Noun phrases of a tagged sentence: their limits, and what is stripped from them."""

from __future__ import annotations

from collections.abc import Collection

from claimx.mentions import TaggedSentence
from claimx.model import Span

_EDGE = set(",.;:()[]\"'/-&=+¤!?")


def strip_phrase(sentence: TaggedSentence, first: int, last: int, words: Collection[str]) -> tuple[int, int] | None:
    """Strip `words` and punctuation from the left of a token range, and punctuation from its right.

    Returns:
        The narrowed (first token, token after), or None where nothing is left.
    """
    while first < last and (_is_edge(sentence, first) or sentence.words(first, first + 1).lower() in words):
        first += 1
    while first < last and _is_edge(sentence, last - 1):
        last -= 1
    return (first, last) if first < last else None


def _is_edge(sentence: TaggedSentence, index: int) -> bool:
    return sentence.text[sentence.starts[index] : sentence.ends[index]] in _EDGE


def run_right(sentence: TaggedSentence, start: int, allowed: Collection[str], most: int) -> int:
    """Return the token after the longest run of `allowed` tags from `start` on, at most `most` tokens."""
    end = start
    while end < len(sentence.tags) and end - start < most and sentence.tags[end] in allowed:
        end += 1
    return end


def phrase_span(sentence: TaggedSentence, bounds: tuple[int, int]) -> Span:
    """Return the span of a token range."""
    return sentence.token_span(*bounds)
