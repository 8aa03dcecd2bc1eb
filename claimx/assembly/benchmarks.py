"""On what a number was measured: named beside it, shared by the sentence, or carried from the document."""

from __future__ import annotations

from dataclasses import dataclass

from claimx.assembly.draft import Draft, Place
from claimx.mentions import Definitions, TaggedSentence
from claimx.model import Span
from claimx.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Group:
    """A list of benchmarks as one preposition (or bracket) governs it.

    Args:
        first: Token of the preposition.
        last: Token after the list.
        places: The benchmarks.
        sure: At least one is known to a lexicon, or a data noun stands beside it, or the preposition is strict.
    """

    first: int
    last: int
    places: tuple[Place, ...]
    sure: bool


class BenchmarkFinder:
    """Finds benchmarks of drafts.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        sets = rulebook.chars
        self._strict, self._loose = sets("on-strict"), sets("on-prep")
        self._names = frozenset("NCBbOS")
        self._known = frozenset("Bb")
        self._data_noun = sets("data-noun")
        self._method_noun = sets("method-noun")
        self._joins = sets("and") | frozenset(",/&")
        self._det = sets("det")
        self._fill = sets("nominal") | self._det | sets("data-noun", "evaluative")
        self._metric = sets("metric-name", "weak-metric-name")

    def groups(self, sentence: TaggedSentence, definitions: Definitions) -> list[Group]:
        """Return every list of benchmarks that a preposition governs, in order of place."""
        found = []
        index = 0
        tags = sentence.tags
        while index < len(tags):
            if tags[index] in self._loose:
                group = self._read(sentence, index, definitions)
                if group:
                    found.append(group)
                    index = group.last
                    continue
            index += 1
        return found

    def _read(self, sentence: TaggedSentence, start: int, definitions: Definitions) -> Group | None:
        """Read the list after the preposition at token `start`."""
        tags = sentence.tags
        strict = tags[start] in self._strict
        places: list[Place] = []
        sure, index, item_start, end = False, start + 1, start + 1, start + 1
        while index <= len(tags):
            tag = tags[index] if index < len(tags) else "."
            if tag in self._fill and tag not in "/&":
                index += 1
                continue
            item = self._item(sentence, item_start, index, strict, definitions)
            if item:
                places.append(item[0])
                sure = sure or item[1]
                end = index
            elif tag not in self._joins or not places:
                break
            if tag == "(" and item:
                close = tags.find(")", index)
                inside = tags[index + 1 : close] if close > 0 else ""
                if close > 0 and len(inside) <= 4 and not any(char in "%pxuf$chDT" for char in inside):
                    index = close + 1
                    tag = tags[index] if index < len(tags) else "."
            if tag not in self._joins:
                break
            while index < len(tags) and tags[index] in self._joins:
                index += 1
            if index < len(tags) and tags[index] in self._loose:
                break
            item_start = index
        if not places or not (sure or strict):
            return None
        return Group(start, end, tuple(places), sure)

    def _item(
        self, sentence: TaggedSentence, first: int, last: int, strict: bool, definitions: Definitions
    ) -> tuple[Place, bool] | None:
        """Read one member of a list: (place, whether it is surely a benchmark)."""
        tags = sentence.tags
        for index in range(first, last):
            if tags[index] == "B" or (tags[index] == "b" and (strict or self._has_data_noun(tags, first, last))):
                return self._known_place(sentence, index, last), True
        noun = self._has_data_noun(tags, first, last)
        if not (strict or noun):
            return None
        named = [i for i in range(first, last) if tags[i] in "NCO"]
        if not named or any(tags[i] in "S" for i in range(first, last)):
            return None
        if any(tags[i] in self._method_noun or tags[i] in self._metric for i in range(first, last)):
            return None
        if all(tags[i] == "C" for i in named) and not noun and len(named) < 2:
            return None
        begin, stop = named[0], named[-1] + 1
        text = sentence.words(begin, stop)
        if tags[begin] == "O" and not (definitions.benchmark and definitions.benchmark.name == text):
            return None
        if text in self._rulebook.naming.generic_names:
            return None
        return Place(sentence.token_span(begin, stop), text), noun

    def _has_data_noun(self, tags: str, first: int, last: int) -> bool:
        return any(tags[i] in self._data_noun for i in range(first, last))

    def _known_place(self, sentence: TaggedSentence, index: int, last: int) -> Place:
        """A lexicon name with the name-like words that follow it ("LibriSpeech test-clean")."""
        end = index + 1
        while end < last and sentence.tags[end] in "Nd" and end - index < 4:
            end += 1
        span = sentence.token_span(index, end)
        mention = sentence.names.get(index)
        text = sentence.text[span.start : span.end]
        name = text
        if end == index + 1 and mention is not None:
            name = mention.name or text
        return Place(span, name)

    def beside(self, draft: Draft, groups: list[Group], left_limit: int, right_limit: int) -> Group | None:
        """Return the list that stands beside a number: after it up to the next number, or before it in its stretch."""
        after = [g for g in groups if draft.token < g.first < right_limit]
        if after:
            return after[0]
        before = [g for g in groups if left_limit <= g.first and g.last <= draft.token]
        return before[-1] if before else None

    def adjacent_name(self, draft: Draft, definitions: Definitions) -> Place | None:
        """Return a known benchmark right before the number: "GSM8K (80.5%)", "GSM8K: 80.5"."""
        tags, index = draft.sentence.tags, draft.token - 1
        while index >= 0 and tags[index] in "(:=[":
            index -= 1
        if index >= 0 and tags[index] == "B" and index < draft.token - 1:
            return self._known_place(draft.sentence, index, index + 1)
        return None

    def own(self, definitions: Definitions) -> Place | None:
        """Return the benchmark that the paper introduces."""
        defined = definitions.benchmark
        if defined is None:
            return None
        return Place(defined.span, defined.name, defined.in_title)

    @staticmethod
    def span_of(place: Place) -> Span:
        """Return where a benchmark stands."""
        return place.span
