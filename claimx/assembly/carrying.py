"""Whether a number is still about the benchmark that an earlier sentence named."""

from __future__ import annotations

from claimx.assembly.context import Context
from claimx.assembly.draft import Draft
from claimx.rulebook import Rulebook


class Carrying:
    """Tells sentences that go on about a benchmark from those that speak of something else.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._wording = rulebook.wording
        self._judgement = rulebook.wording.judges | rulebook.wording.judging
        self._costs = frozenset(
            alias
            for alias, _ in rulebook.units.spellings()
            if any(entry.fields["dimension"] in rulebook.wording.costs for entry in rulebook.units.lookup(alias))
        )

    def goes_on(self, draft: Draft, context: Context) -> bool:
        """Say whether a number without a benchmark of its own has that of an earlier sentence.

        What something costs, what people thought of it, and what held in a case that the sentence opens with, were not
        measured on a benchmark. A paper on one benchmark speaks of its cases, though ("in Spanish").
        """
        if self.is_cost(draft) or self._is_share_of_cost(draft) or self._is_judged(draft):
            return False
        return not self._is_case(draft) or context.titled() is not None

    def is_cost(self, draft: Draft) -> bool:
        """Say whether the unit is one in which something is paid for."""
        return draft.unit in self._costs

    def _is_share_of_cost(self, draft: Draft) -> bool:
        """Say whether the number is a share or a multiple of what something costs: "a fifth of the memory"."""
        sentence = draft.sentence
        after = [
            sentence.words(i, i + 1).lower() for i in range(draft.token + 1, min(draft.token + 5, len(sentence.tags)))
        ]
        return after[:1] in (["of"], ["the"]) and any(word in self._wording.resources for word in after)

    def _is_judged(self, draft: Draft) -> bool:
        """Say whether people judged: "participants preferred it in 60% of the cases", "83% believed it would help"."""
        sentence = draft.sentence
        text = sentence.text[sentence.span.start : sentence.span.end].lower()
        if not any(map(text.__contains__, self._judgement)):
            return False
        before = [sentence.words(i, i + 1).lower() for i in range(draft.token)]
        after = [
            sentence.words(i, i + 1).lower() for i in range(draft.token + 1, min(draft.token + 5, len(sentence.tags)))
        ]
        return any(word in self._wording.judges for word in before + after) or (
            after[:1] != [] and after[0] in self._wording.judging
        )

    def _is_case(self, draft: Draft) -> bool:
        """Say whether the sentence opens with a case of its own: "For scanned pages, ...", "When links fail, ..."."""
        sentence = draft.sentence
        comma = sentence.tags.find(",", 0, min(draft.token, 16))
        if comma < 2 or sentence.words(0, 1).lower() not in self._wording.case_openings:
            return False
        return sentence.words(1, 2).lower() not in self._wording.case_exceptions
