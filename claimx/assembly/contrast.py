"""Common noun phrases that tell the numbers of a sentence apart: tasks, groups, parts of the data."""

from __future__ import annotations

from collections.abc import Mapping

from claimx.assembly.context import Group
from claimx.assembly.draft import Draft, Place
from claimx.mentions import TaggedSentence
from claimx.rulebook import Rulebook

_PARTS = (" set", " sets", " split", " splits", " subset", " part", " half", "test data", "testset")


def task_key(sentence: TaggedSentence, task: Place, acronyms: Mapping[str, str]) -> str:
    """Return what tells a task from others however it is written: "named entity recognition (NER)", "NER"."""
    key = sentence.text[task.span.start : task.span.end].lower()
    for short, long in acronyms.items():
        key = key.replace(f" ({short.lower()})", "").replace(long.lower(), short.lower())
    return key


class ContrastFinder:
    """Finds what tells numbers apart where no benchmark is named.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        sets = rulebook.chars
        self._activities = tuple(rulebook.wording.activities)
        self._strict, self._contrast, self._in = sets("on-strict"), sets("contrast-prep"), sets("in-prep")
        self._metric, self._method_noun, self._det = sets("metric-name"), sets("method-noun"), sets("det")
        self._plain = sets("nominal") - frozenset("/&+\"'d")
        self._average, self._data_noun = sets("average-word"), sets("data-noun")
        self._hardware = rulebook.naming.hardware_names | rulebook.naming.hardware_nouns
        verbs = sets("any-verb") - sets("noun-verb", "verb-ing", "verb-ed")
        self._clause = verbs - sets("gain", "reduction", "increase", "speedup")
        self._compared = sets("compared-strict", "than")
        self._opening = sets("and", "while") | frozenset(",;")

    def find(self, sentence: TaggedSentence, values: list[int]) -> dict[int, Place]:
        """Return value token -> task or group that tells it from the others.

        "80% for hand pose estimation and 77% for forearm position estimation": a common noun phrase is a benchmark only
        where several numbers of the sentence have one each, in the same way.

        Args:
            sentence: The sentence.
            values: Tokens of all numbers of the sentence that are results.
        """
        found: dict[str, dict[int, Place]] = {}
        for position, value in enumerate(values):
            start = values[position - 1] + 1 if position else 0
            limit = values[position + 1] if position + 1 < len(values) else len(sentence.tags)
            listed = found.get("bracket", {}).get(values[position - 1]) if position else None
            for how, place in (
                self._after(sentence, value, limit),
                ("bracket", self._before_bracket(sentence, value, limit, listed)),
                ("opening", self._opens(sentence, value, start)),
            ):
                if place is not None:
                    found.setdefault(how, {})[value] = place
        best = max(found.values(), key=len, default={})
        names = {sentence.text[p.span.start : p.span.end].lower() for p in best.values()}
        return best if len(names) > 1 else {}

    def task(self, draft: Draft) -> Place | None:
        """The task after a number that its sentence measures on nothing else: "81% for emotion recognition"."""
        sentence = draft.sentence
        token, tags = draft.token, sentence.tags
        limit = min((value for value in sentence.quantities if value > token), default=len(tags))
        limit = next((index for index in range(token + 1, limit) if tags[index] in self._opening), limit)
        _, place = self._after(sentence, draft.token, limit)
        if place is None or not sentence.text[: place.span.end].lower().endswith(self._activities):
            return None
        return place

    def beside_named(self, sentence: TaggedSentence, groups: list[Group], values: list[int]) -> dict[int, Place]:
        """Return value token -> phrase after it where others have names in the same way: "5% for A, 3% for scans".

        Args:
            sentence: The sentence.
            groups: Its lists of benchmarks.
            values: Tokens of all numbers of the sentence that are results.
        """
        found: dict[int, tuple[str, Place]] = {}
        named = set()
        for position, value in enumerate(values):
            limit = values[position + 1] if position + 1 < len(values) else len(sentence.tags)
            after = next((group for group in groups if value < group.first < limit), None)
            word, place = self._after(sentence, value, limit)
            if after is not None:
                if not any(tag in self._contrast for tag in sentence.tags[value + 1 : after.first]):
                    named.add(sentence.words(after.first, after.first + 1).lower())
            elif place is not None and not (groups[0].last <= value and self._is_part(sentence, place)):
                found[value] = word, place
        return {value: place for value, (word, place) in found.items() if word in named}

    def tasks(self, sentence: TaggedSentence, groups: list[Group], acronyms: Mapping[str, str]) -> dict[str, Place]:
        """Return task -> the benchmark named for it: "FooSet for parsing and BarSet for tagging".

        Args:
            sentence: The sentence.
            groups: Its lists of benchmarks.
            acronyms: Short form -> what it stands for.
        """
        tags = sentence.tags
        found: dict[str, Place] = {}
        for group in groups:
            index = group.last
            while index < len(tags) and (tags[index] in "NC" or tags[index] in self._data_noun):
                index += 1
            if index == len(tags) or sentence.words(index, index + 1).lower() != "for" or len(group.places) != 1:
                continue
            limit = next((i for i in range(index, len(tags)) if tags[i] in self._opening), len(tags))
            task = self._phrase(sentence, index + 1, limit)
            if task is not None:
                found[task_key(sentence, task, acronyms)] = group.places[0]
        return found if len(found) > 1 else {}

    def _after(self, sentence: TaggedSentence, value: int, limit: int) -> tuple[str, Place | None]:
        """Return the preposition and the phrase after a number: "80% for hand pose estimation"."""
        tags = sentence.tags
        start = max(value, tags.find(")", value)) + 1 if tags[value + 1 : value + 2] in ("(", "[") else value + 1
        for index in range(start, min(limit, start + 8)):
            if tags[index] in ",;:()" or tags[index] in self._clause or tags[index] in self._compared:
                break
            if tags[index] in self._contrast or tags[index] in self._in:
                place = self._phrase(sentence, index + 1, limit)
                if place is not None and (tags[index] in self._contrast or self._is_task_or_data(sentence, place)):
                    return sentence.words(index, index + 1).lower(), place
        return "", None

    def _before_bracket(self, sentence: TaggedSentence, value: int, limit: int, before: Place | None) -> Place | None:
        """Return the phrase before the bracket of a number with a metric: "for gliomas (Dice 0.91) and cysts (...)".

        Args:
            sentence: The sentence.
            value: Token of the number.
            limit: Token of the next number.
            before: What the number before has in the same way; then this one can go on with its list.
        """
        tags = sentence.tags
        opened = tags.rfind("(", max(0, value - 5), value)
        close = tags.find(")", value)
        if opened < 2 or not 0 < close <= limit or ")" in tags[opened:value]:
            return None
        bare = close == value + 1 and opened == value - 1
        if not bare and not any(tag in self._metric or tag in "mM" for tag in tags[opened:close]):
            return None
        first = opened
        while (
            first > 0 and opened - first < 6 and tags[first - 1] in self._plain and tags[first - 1] not in self._clause
        ):
            first -= 1
        if bare:  # "receipt classification (91.1%), table detection (94.2%)"
            named = first < opened and sentence.words(first, opened).lower().endswith(self._activities)
            return self._phrase(sentence, first, opened) if named else None
        governed = first > 0 and (tags[first - 1] in self._contrast or tags[first - 1] in self._in)
        listed = first > 1 and tags[first - 1] in self._opening and before is not None
        return self._phrase(sentence, first, opened) if first < opened and (governed or listed) else None

    def _opens(self, sentence: TaggedSentence, value: int, start: int) -> Place | None:
        """Return the phrase that opens the clause of a number: "..., and for tracking, it reaches 62%"."""
        tags = sentence.tags
        for comma in range(value - 1, start, -1):
            if tags[comma] != ",":
                continue
            for first in range(max(start, comma - 8), comma - 1):
                opens = first == 0 or tags[first - 1] in self._opening
                if opens and tags[first] in self._contrast:
                    place = self._phrase(sentence, first + 1, comma)
                    if place is not None and place.span.end == sentence.token_span(comma - 1, comma).end:
                        return place
        return None

    @staticmethod
    def _is_part(sentence: TaggedSentence, place: Place) -> bool:
        """Say whether a phrase may name a part of a benchmark named before: "the validation set"."""
        return sentence.text[: place.span.end].lower().endswith(_PARTS)

    def _is_task_or_data(self, sentence: TaggedSentence, place: Place) -> bool:
        """Say whether a phrase ends in an activity or in data: after "in" only these are measured on."""
        last = next(i for i, end in enumerate(sentence.ends) if end == place.span.end)
        text = sentence.text[place.span.start : place.span.end].lower()
        return sentence.tags[last] in self._data_noun or text.endswith(self._activities)

    def _phrase(self, sentence: TaggedSentence, first: int, limit: int) -> Place | None:
        tags = sentence.tags
        while first < limit and tags[first] in self._det:
            first += 1
        end = first
        while end < limit and end - first < 6 and tags[end] in self._plain:
            end += 1
        if end == first or any(
            tags[i] in self._metric or tags[i] in "SBbO" or tags[i] in self._method_noun for i in range(first, end)
        ):
            return None
        if tags[first:end] in self._average or any(
            sentence.words(i, i + 1) in self._hardware for i in range(first, end)
        ):
            return None
        return Place(sentence.token_span(first, end))

    def opening(self, draft: Draft) -> Place | None:
        """Return the task or group that opens the sentence before a comma: "For report correction, it reaches 63%"."""
        tags = draft.sentence.tags
        start = 2 if tags[1:2] == ":" else 0  # "Results: For report correction, ..."
        comma = tags.find(",", start, start + 10)
        if comma < start + 3 or comma > draft.token or tags[start] not in self._contrast or tags[start] in self._strict:
            return None
        first = start + 1
        if "of" in (words := [draft.sentence.words(i, i + 1).lower() for i in range(first, comma)]):
            first += 1 + words.index("of")
        place = self._phrase(draft.sentence, first, comma)
        whole = place is not None and place.span.end == draft.sentence.token_span(comma - 1, comma).end
        return place if whole else None
