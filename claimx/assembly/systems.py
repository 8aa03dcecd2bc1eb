"""Noun phrases that name systems, read from the tags of a sentence."""

from __future__ import annotations

from claimx.assembly.draft import Draft, Place
from claimx.assembly.phrases import OWNS
from claimx.mentions import TaggedSentence
from claimx.model import Span
from claimx.rulebook import Rulebook


class SystemReader:
    """Finds the limits of noun phrases and the systems that they name.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        sets = rulebook.chars
        self._generic = rulebook.naming.generic_names | rulebook.naming.common_acronyms
        self._hardware = rulebook.naming.hardware_names
        self._before_verb = sets("adverb-any", "aux")
        self._phrase, self._det = sets("nominal", "det", "pronoun"), sets("det")
        self._training, self._personal = sets("training"), sets("personal-pronoun")
        self._led_by = self._phrase | sets("that-word") | frozenset(",;(")
        self._method_noun = sets("method-noun")

    def phrase_before(self, tags: str, verb: int) -> tuple[int, int]:
        """Return the tokens of the noun phrase before a verb and its helpers: two equal numbers where none is."""
        end = verb
        while end > 0 and tags[end - 1] in self._before_verb:
            end -= 1
        return self.phrase_start(tags, end), end

    def phrase_start(self, tags: str, end: int) -> int:
        first = end
        while first > 0 and end - first < 9:
            adapted = (
                tags[first - 1] in self._training and first < end and (first == 1 or tags[first - 2] in self._led_by)
            )
            if not adapted and tags[first - 1] not in self._phrase:
                break
            first -= 1
            if first == end - 1 and tags[first] in self._personal:
                break  # "With Llama it reaches": a pronoun is a phrase of its own
            if tags[first] in self._det and first < end - 1 and tags[first - 1] not in self._det:
                break  # "On the hidden tasks our agent reaches"
        return first

    def name_in(self, sentence: TaggedSentence, first: int, end: int, draft: Draft) -> Place | None:
        tags = sentence.tags
        for position in range(end - 1, first - 1, -1):
            if tags[position] in "SO" or (tags[position] == "N" and self._names(sentence, position, draft)):
                begin = position
                while begin > first and tags[begin - 1] in "SNC":
                    begin -= 1
                stop = position + 1
                while stop < end and tags[stop] in "SNCd":
                    stop += 1
                if tags[position] == "N" and end - stop > 1 and tags[end - 1] not in self._method_noun:
                    stop = end  # the name only describes what comes after it: "CPM model surrogate"
                if not self._hardware.isdisjoint(sentence.words(first, stop).split()):
                    return None  # "an NVIDIA Jetson Orin NX"
                span = sentence.token_span(begin, stop)
                owned = sentence.text[span.start : span.end].endswith(OWNS)  # "FooNet's accuracy"
                return Place(Span(span.start, span.end - 2)) if owned else Place(span)
        return None

    def _names(self, sentence: TaggedSentence, position: int, draft: Draft) -> bool:
        """Say whether a name-like token can be a system: no hardware, no metric of this number, no known acronym."""
        text = sentence.words(position, position + 1)
        if not text[0].isalpha() or text in self._generic:
            return False
        if text in draft.measured:
            return False
        return not (draft.metric and draft.metric.span.start <= sentence.starts[position] < draft.metric.span.end)
