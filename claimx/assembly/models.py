"""Whose result it is, and against what it is set."""

from __future__ import annotations

from claimx.assembly.draft import Draft, Place
from claimx.assembly.phrases import run_right, strip_phrase
from claimx.mentions import Definition, Definitions, TaggedSentence
from claimx.rulebook import Rulebook


def definition_place(definition: Definition | None) -> Place | None:
    """Return the place of a definition."""
    if definition is None:
        return None
    return Place(definition.span, definition.long or definition.name, definition.in_title)


class ModelFinder:
    """Finds models, base models and baselines of drafts.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        sets = rulebook.chars
        self._rulebook = rulebook
        self._words = rulebook.wording
        self._verbs = sets("any-verb") - sets("propose")
        self._compared, self._strict = sets("compared"), sets("compared-strict")
        self._than = sets("than")
        self._baseline_words = sets("nominal", "det") | sets("of")
        self._phrase = sets("nominal", "det")
        self._gain_any = sets("gain-any", "comparative")
        self._beat = sets("beat")
        self._keep = self._words.strip_left - self._words.keep_left_baseline
        self._names = frozenset("NSO")

    def own(self, definitions: Definitions) -> Place | None:
        """Return the paper's own system under its most specific name."""
        return definition_place(definitions.model) or definition_place(definitions.phrase)

    def attach_model(self, draft: Draft, definitions: Definitions, left_limit: int) -> None:
        """Set the model of a draft: a name in brackets' reach, the subject of its clause, or the paper's own."""
        sentence = draft.sentence
        named = self._name_before_bracket(draft)
        if named is None:
            named = self._subject(sentence, draft.token, left_limit, definitions)
        if named is not None:
            draft.model = named
            draft.steps.append("model: the subject")
            return
        draft.model = self.own(definitions)
        if draft.model:
            draft.steps.append("model: the paper's own")

    def _name_before_bracket(self, draft: Draft) -> Place | None:
        tags, index = draft.sentence.tags, draft.token - 1
        if index < 1 or tags[index] not in "([":
            return None
        end = index
        first = end
        while first > 0 and tags[first - 1] in "SNCd":
            first -= 1
        if any(tags[i] == "S" for i in range(first, end)):
            return Place(draft.sentence.token_span(first, end))
        return None

    def _subject(self, sentence: TaggedSentence, token: int, left_limit: int, definitions: Definitions) -> Place | None:
        """The name in the noun phrase before the nearest verb to the left."""
        tags = sentence.tags
        index = token - 1
        while index >= 0:
            if tags[index] in self._verbs:
                end = index
                while end > 0 and (tags[end - 1] in self._rulebook.chars("adverb-any", "aux")):
                    end -= 1
                first = end
                while first > 0 and end - first < 8 and tags[first - 1] in self._phrase:
                    first -= 1
                for position in range(end - 1, first - 1, -1):
                    if tags[position] in self._names:
                        begin = position
                        while begin > first and tags[begin - 1] in "SNC":
                            begin -= 1
                        return Place(sentence.token_span(begin, position + 1))
                if first < end:
                    return None
            index -= 1
        return None

    def attach_baseline(self, draft: Draft, left_limit: int, right_limit: int) -> None:
        """Set what a difference is against."""
        bounds = draft.reading.slots.get("baseline")
        if bounds:
            draft.baseline = self._baseline_place(draft.sentence, bounds)
            if draft.baseline:
                draft.steps.append("baseline: by the rule")
                return
        tags = draft.sentence.tags
        for index in range(draft.token + 1, right_limit):
            loose = tags[index] in self._compared and index <= draft.reading.last + 6
            if tags[index] in self._strict or tags[index] in self._than or loose:
                draft.baseline = self._phrase_after(draft.sentence, index)
                if draft.baseline:
                    draft.steps.append("baseline: after the number")
                    return
        for index in range(draft.token - 1, -1, -1):
            if tags[index] in self._strict or tags[index] in self._beat:
                draft.baseline = self._phrase_after(draft.sentence, index)
                if draft.baseline:
                    draft.steps.append("baseline: before the number")
                    return

    def _phrase_after(self, sentence: TaggedSentence, index: int) -> Place | None:
        end = run_right(sentence, index + 1, self._baseline_words, 9)
        return self._baseline_place(sentence, (index + 1, end)) if end > index + 1 else None

    def _baseline_place(self, sentence: TaggedSentence, bounds: tuple[int, int]) -> Place | None:
        narrowed = strip_phrase(sentence, *bounds, self._keep)
        if narrowed is None or any(tag in "%pxufi$chDTt" for tag in sentence.tags[narrowed[0] : narrowed[1]]):
            return None
        return Place(sentence.token_span(*narrowed))
