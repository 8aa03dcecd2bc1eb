"""Whether a number is an average, a median or one over all, as the words around it say."""

from __future__ import annotations

from claimx.assembly.draft import Draft
from claimx.rulebook import Rulebook

_PUNCTUATION = ".,;:()[]\"'"
_REACH = 5


class AggregateFinder:
    """Finds aggregates of drafts.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._aggregates = rulebook.wording.aggregates
        self._metrics = rulebook.metrics
        self._breaks = rulebook.chars("and", "while") | frozenset(";(")
        self._links = rulebook.chars("in-prep", "with", "on-prep", "det")

    def find(self, draft: Draft) -> str:
        """Return the aggregate that the words around a number or before its metric name, or nothing.

        A word inside the name of a metric ("mean absolute error") names none, nor does one that belongs to the
        number before ("2.3 rounds on average and costs $0.04").

        Args:
            draft: The number, with its metric.
        """
        sentence = draft.sentence
        text = sentence.text[sentence.span.start : sentence.span.end].lower()
        if not any(map(text.__contains__, self._aggregates)):
            return ""
        first = self._first(draft)
        words: set[str] = set()
        for token in range(first, self._last(draft)):
            text = sentence.words(token, token + 1).lower()
            words.add(text.strip(_PUNCTUATION))
            if token not in sentence.names:
                words.update(text.split())
        if draft.metric and not self._is_borrowed(draft, draft.metric.span.end):
            start, end = draft.metric.span.start, draft.metric.span.end
            words.update(sentence.text[max(sentence.span.start, start - 9) : start].lower().split()[-1:])
            if not self._is_part_of_name(sentence.text[start:end]):
                words.add(sentence.text[start:end].lower().split()[0])
        return next((aggregate for word, aggregate in self._aggregates.items() if word in words), "")

    def _first(self, draft: Draft) -> int:
        """Return the first token before a number that can say something of it."""
        sentence = draft.sentence
        first = max(0, draft.token - _REACH)
        breaks = [token for token in range(first, draft.token) if sentence.tags[token] in "(;:"]
        first = breaks[-1] + 1 if breaks else first
        before = max((token for token in sentence.quantities if token < draft.token), default=-1)
        if before < 0 or before < first - _REACH:
            return first
        index = before + 1
        first = max(first, index)
        while index < draft.token and sentence.tags[index] in self._links:
            index += 1
        of_that = sentence.words(index, index + 1).lower() in self._aggregates
        return max(first, index + 1) if of_that and index < draft.token else first

    def _last(self, draft: Draft) -> int:
        """Return the token after the last one that can say something of a number before it."""
        sentence, index = draft.sentence, draft.token + 1
        while index < min(len(sentence.tags), draft.token + _REACH - 1):
            if sentence.tags[index] in self._breaks or index in sentence.quantities:
                break
            index += 1
        return index

    def _is_borrowed(self, draft: Draft, end: int) -> bool:
        """Say whether another number stands between a number and its metric, so that words there are not its own."""
        sentence = draft.sentence
        numbers = [sentence.starts[token] for token in sentence.quantities if token < draft.token]
        return end <= sentence.span.start or any(end <= start for start in numbers)

    def _is_part_of_name(self, text: str) -> bool:
        """Say whether a metric's first word is a letter of its acronym: MAE, mIoU, AP."""
        return any(
            sum(map(str.isupper, alias)) > 1 and " " not in alias and alias[0].lower() == text[0].lower()
            for entry in self._metrics.lookup(text)
            for alias in (entry.name, *entry.aliases)
        )
