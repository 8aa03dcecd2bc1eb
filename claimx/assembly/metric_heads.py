"""The head of a long subject: what is measured stands before the phrases that qualify it."""

from __future__ import annotations

from claimx.assembly.draft import Draft
from claimx.rulebook import Rulebook

_FARTHEST = 14
_NAMES = frozenset("NSOBbC")


class MetricHeads:
    """Finds the head of a subject whose last noun a rule took for the metric.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._head = rulebook.chars("metric-word", "det")
        self._preps = rulebook.chars("rest-prep")
        self._and = rulebook.chars("and")
        self._inner = rulebook.chars("nominal", "det", "rest-prep", "and") | frozenset("i")
        self._opens = rulebook.chars("that-word", "while") - self._and | frozenset(",;:")
        self._verbs = rulebook.chars("any-verb")
        self._adverbs = rulebook.chars("adverb-any")
        self._metrics = rulebook.chars("metric-name", "weak-metric-name", "cue-metric")

    def head(self, draft: Draft, bounds: tuple[int, int]) -> tuple[int, int]:
        """Return the head of the subject that ends in a phrase: "demand of six old and two new programs falls by 3%".

        The phrase itself comes back where it is no subject, where it is a metric, or where no noun heads it.
        """
        sentence, tags = draft.sentence, draft.sentence.tags
        after = bounds[1]
        while after < draft.token and tags[after] in self._adverbs:
            after += 1
        if not (after < draft.token and tags[after] in self._verbs):
            return bounds
        if any(tag in self._metrics for tag in tags[bounds[0] : bounds[1]]):
            return bounds
        first = bounds[0]
        while first > 0 and bounds[0] - first < _FARTHEST and tags[first - 1] in self._inner:
            first -= 1
        listed = any(tag in self._and for tag in tags[first : bounds[0]])
        if first > 0 and (listed or tags[first - 1] not in self._verbs) and tags[first - 1] not in self._opens:
            return bounds
        end = first
        while end < bounds[0] and tags[end] in self._head:
            end += 1
        named = not _NAMES.isdisjoint(tags[first:end])
        if end == first or named or tags[end] not in self._preps or sentence.words(first, end)[:1].isdigit():
            return bounds
        return first, end
