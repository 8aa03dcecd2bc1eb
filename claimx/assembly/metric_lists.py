"""Lists of metrics: each of several numbers gets its own of as many metrics beside them."""

from __future__ import annotations

from claimx.assembly.draft import Draft
from claimx.assembly.phrases import list_items, respective_run
from claimx.mentions import TaggedSentence
from claimx.rulebook import Rulebook

_NAMES = frozenset("NSOBbC")


class MetricLists:
    """Finds the member of a list of metrics that a number of a list of numbers belongs to.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._inside = rulebook.chars("metric-word")
        self._metric = rulebook.chars("metric-name", "weak-metric-name")
        self._preps = rulebook.chars("rest-prep")
        self._by = rulebook.chars("by")
        self._joins = rulebook.chars("and") | frozenset(",")
        self._det = rulebook.chars("det")
        self._links = rulebook.chars("be", "of", "adverb", "det", "reach")
        self._respectively = rulebook.chars("respectively")
        self._in = rulebook.chars("in-prep")
        self._stop = rulebook.chars("prep", "and", "compared", "while", "any-verb")

    def member(self, draft: Draft, bounds: tuple[int, int]) -> tuple[int, int]:
        """Give each of several numbers its own of several metrics ("A and B by 3% and 5%", "A/B of 3/5")."""
        sentence, members = draft.sentence, len(draft.sentence.quantities[draft.token])
        if members < 2:
            return bounds
        if sentence.tags.count("/", *bounds) == members - 1:
            items = list_items(sentence.tags, bounds[0], (self._inside | self._det) - {"/"}, "/")
            if len(items) == members and all(sentence.tags[end - 1] in self._metric for _, end in items):
                return items[draft.member]
        if shared := self._shared_head(draft, bounds, members):
            return shared
        found = self._listed_before(sentence, bounds, members)
        if len(found) == members and bounds[1] <= draft.token:
            return found[draft.member]
        items = list_items(sentence.tags, bounds[0], self._inside | self._det, self._joins)
        return items[draft.member] if len(items) == members else bounds

    def in_order(self, draft: Draft) -> tuple[int, int] | None:
        """Give numbers of several kinds the metrics before or after them: "A and B were 88% and 0.94, respectively"."""
        sentence, numbers = draft.sentence, draft.sentence.quantities
        run = respective_run(sentence, draft.token, self._joins, self._respectively, self._in, self._stop - self._joins)
        if len(run) < 2:
            return None
        end = run[0]
        while end > 0 and sentence.tags[end - 1] in self._links:
            end -= 1
        first = end
        while first > 0 and end - first < 6 and sentence.tags[first - 1] in self._inside:
            first -= 1
        total = sum(len(numbers[token]) for token in run)
        position = sum(len(numbers[token]) for token in run if token < draft.token) + draft.member
        after = list_items(sentence.tags, run[-1] + 2, self._inside | self._det, self._joins)
        if sentence.tags[run[-1] + 1] in self._in and len(after) == total:
            return after[position]
        found = self._listed_before(sentence, (first, end), total) if first < end else []
        return found[position] if len(found) == total else None

    def _shared_head(self, draft: Draft, head: tuple[int, int], members: int) -> tuple[int, int] | None:
        """Give each of several numbers its own of what one noun is of: "adherence to A and B by 3% and 5%"."""
        tags = draft.sentence.tags
        if head[1] >= draft.token or tags[head[1]] not in self._preps or tags[head[1] - 1] in self._metric:
            return None
        items = list_items(tags, head[1] + 1, self._inside | self._det, self._joins)
        end = items[-1][1] if items else draft.token
        named = not _NAMES.isdisjoint(tags[head[1] : end])
        if len(items) != members or named or tags[end] not in self._by:
            return None
        return (head[0], items[0][1]) if draft.member == 0 else items[draft.member]

    def _listed_before(self, sentence: TaggedSentence, last: tuple[int, int], most: int) -> list[tuple[int, int]]:
        """Return the noun phrases of the list that ends in `last`, at most so many from its end."""
        found = [last]
        first = last[0]
        while len(found) < most and first > 1 and sentence.tags[first - 1] in self._joins:
            end = first - 1
            while end > 0 and sentence.tags[end - 1] in self._joins:
                end -= 1
            first = end
            while first > 0 and end - first < 6 and sentence.tags[first - 1] in self._inside:
                first -= 1
            if first == end:
                break
            found.insert(0, (first, end))
        return found
