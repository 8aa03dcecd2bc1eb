"""On what a number was measured: named beside it, shared by the sentence, or carried from the document."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claimx.assembly.draft import Draft, Place
from claimx.assembly.phrases import list_items
from claimx.mentions import Definitions, TaggedSentence
from claimx.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Group:
    """A list of benchmarks as one preposition governs it.

    Args:
        first: Token of the preposition.
        last: Token after the list.
        places: The benchmarks.
            Empty where the list only says "five benchmarks".
        sure: At least one is known to a lexicon, or has a noun beside it that makes it one.
        training: It is what something was trained on or made from.
    """

    first: int
    last: int
    places: tuple[Place, ...]
    sure: bool
    training: bool = False


class BenchmarkFinder:
    """Finds benchmarks of drafts.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        sets = rulebook.chars
        self._endings = tuple(ending for ending in rulebook.naming.benchmark_endings if len(ending) > 2)
        self._strict, self._loose = sets("on-strict"), sets("on-prep")
        self._data_noun, self._task_noun = sets("data-noun"), sets("task-noun")
        self._method_noun = sets("method-noun")
        self._joins = sets("and") | frozenset(",/&")
        self._fill = sets("nominal", "det", "data-noun", "task-noun", "evaluative") - frozenset("/&,") | frozenset("l")
        self._metric = sets("metric-name")
        self._det = sets("det")
        self._contrast = sets("contrast-prep")
        self._plain = sets("nominal") - frozenset("/&+\"'d")
        self._average = sets("average-word")
        self._verbs = sets("any-verb") - sets("noun-verb", "verb-ing", "verb-ed")
        self._clause = self._verbs - sets("gain", "reduction", "increase", "speedup")
        self._over = rulebook.chars("compared")
        self._training = sets("training")
        self._plural_data = sets("plural-data-noun")
        self._compared = sets("compared-strict", "than")
        self._opens_list = self._loose | frozenset("B(")

    def groups(self, sentence: TaggedSentence, definitions: Definitions, measured: set[str]) -> list[Group]:
        """Return every list of benchmarks of a sentence, in order of place.

        Args:
            sentence: The sentence.
            definitions: What the document defines.
            measured: Names that the document has measured on so far; new ones are added.
        """
        before = len(measured)
        found = self._collect(sentence, definitions, measured)
        return found if len(measured) == before else self._collect(sentence, definitions, measured)

    def _collect(self, sentence: TaggedSentence, definitions: Definitions, measured: set[str]) -> list[Group]:
        found = []
        reached = 0
        tags = sentence.tags
        for index in [place for place, tag in enumerate(tags) if tag in self._opens_list]:
            if index < reached:
                continue
            group = None
            if tags[index] in self._loose:
                group = self._read(sentence, index, definitions, measured)
            elif tags[index] == "B":
                group = self._free_list(sentence, index)
            elif tags[index] == "(" and index and tags[index - 1] in self._plural_data:
                group = self._bracketed(sentence, index)
            if group:
                if self._is_training(tags, group.first):
                    found.append(replace(group, training=True))
                else:
                    found.append(group)
                    measured.update(sentence.text[p.span.start : p.span.end] for p in group.places)
                reached = max(group.last, index + 1)
        return found

    def _is_training(self, tags: str, index: int) -> bool:
        """Say whether the list is of what something was trained on or made from."""
        for position in range(index - 1, max(-1, index - 8), -1):
            if tags[position] in self._training:
                return True
            if tags[position] in ",;:()" or tags[position] in self._verbs:
                return False
        return False

    @staticmethod
    def _bracketed(sentence: TaggedSentence, start: int) -> Group | None:
        """Read names in brackets after several unnamed benchmarks ("on four benchmarks (A, B, C and D)")."""
        tags = sentence.tags
        close = tags.find(")", start)
        names = [i for i in range(start + 1, close) if tags[i] in "NBb"]
        if len(names) < 2 or any(tag in "%pxf$hDTuS" for tag in tags[start:close]):
            return None
        return Group(start, close + 1, tuple(Place(sentence.token_span(i, i + 1)) for i in names), True)

    def _free_list(self, sentence: TaggedSentence, start: int) -> Group | None:
        """Read a list of known benchmarks that no preposition governs ("benchmarks (A, B)", "including A, B and C")."""
        tags = sentence.tags
        while (
            start > 1
            and tags[start - 1] in self._joins
            and tags[start - 2] in "bN"
            and tags[start - 3 : start - 2] != "d"
        ):
            start -= 2
        places: list[Place] = []
        index = end = start
        while index < len(tags):
            if tags[index] in "Bb":
                places.append(self._known_place(sentence, index, index + 1))
            elif places and tags[index] == "N" and tags[index - 1] in self._joins:
                places.append(Place(sentence.token_span(index, index + 1)))
            elif not (tags[index] in self._joins or tags[index] in self._data_noun):
                break
            elif tags[index] == "/" and index + 1 < len(tags) and tags[index + 1] == "d":
                places.append(Place(sentence.token_span(index + 1, index + 2)))
                index += 1
            end = index = index + 1
        while end > start and tags[end - 1] in self._joins:
            end -= 1
        before = tags[start - 1] if start else ""
        if before in self._compared or (start > 1 and tags[start - 2] in self._compared):
            return None
        return Group(start, end, tuple(places), True)

    def _read(self, sentence: TaggedSentence, start: int, definitions: Definitions, measured: set[str]) -> Group | None:
        """Read the list after the preposition at token `start`."""
        tags = sentence.tags
        strict = tags[start] in self._strict
        places: list[Place] = []
        joins: list[str] = []
        sure, end = False, start + 1
        first_end = end
        index = item_start = start + 1
        while True:
            while index < len(tags) and tags[index] in self._fill:
                index += 1
            item = (
                self._item(sentence, item_start, index, strict, definitions, measured) if index > item_start else None
            )
            if item is None and places and tags[item_start:index] == "d" and tags[item_start - 1] == "/":
                item = Place(sentence.token_span(item_start, index)), True
            if item:
                places.append(item[0])
                sure = sure or item[1]
                end = index
                first_end = first_end if len(places) > 1 else end
            elif index > item_start and places:
                break
            index = self._after_bracket(tags, index)
            if index >= len(tags) or tags[index] not in self._joins or not item:
                break
            item_start = index
            while item_start < len(tags) and tags[item_start] in self._joins:
                item_start += 1
            joins.append(tags[index:item_start])
            index = item_start
        opens_clause = start == 0 or tags[start - 1] in self._joins
        if len(places) > 1 and opens_clause and all(join == "," for join in joins):
            # "On FooBench, FooNet reaches": the comma ends the phrase
            places, end = places[:1], first_end
        if (
            not places
            and strict
            and index > start + 2
            and any(tag in self._plural_data for tag in tags[start + 1 : index])
        ):
            return Group(start, index, (), False)
        if not places or not (sure or strict):
            return None
        return Group(start, end, tuple(places), sure)

    @staticmethod
    def _after_bracket(tags: str, index: int) -> int:
        if index < len(tags) and tags[index] == "(":
            close = tags.find(")", index)
            if 0 < close - index <= 6 and not any(char in "%pxf$chDT" for char in tags[index:close]):
                return close + 1
        return index

    def _item(
        self,
        sentence: TaggedSentence,
        first: int,
        last: int,
        strict: bool,
        definitions: Definitions,
        measured: set[str],
    ) -> tuple[Place, bool] | None:
        """Read one member of a list: (place, whether it is surely a benchmark)."""
        tags = sentence.tags
        inside = tags[first:last]
        noun = not self._data_noun.isdisjoint(inside)
        if not self._training.isdisjoint(inside):
            return None
        if tags[last - 1] in self._method_noun and not noun:
            return None
        for index in range(first, last):
            if tags[index] == "B" or (tags[index] == "b" and (noun or (strict and index - first <= 1))):
                return self._known_place(sentence, index, last), True
        task = strict and not self._task_noun.isdisjoint(inside)
        named = [i for i in range(first, last) if tags[i] in "NCO" or (tags[i] == "S" and tags[i + 1 : i + 2] == "C")]
        name = sentence.words(named[0], named[-1] + 1) if named else ""
        known = name in measured or name.endswith(self._endings)
        if not (strict or noun or known) or not named:
            return None
        before_capital = tags.find("SC", first, last) >= 0
        if any(
            (tags[i] == "S" and not before_capital) or tags[i] in self._metric or tags[i] in self._method_noun
            for i in range(first, last)
        ):
            return None
        if all(tags[i] == "C" for i in named) and not (noun or task) and len(named) < 2:
            return None
        begin = named[0]
        stop = begin + 1
        while stop < last and tags[stop] in "NCOd":
            stop += 1
        text = sentence.words(begin, stop)
        if text in self._rulebook.naming.generic_names or (text in definitions.acronyms and not (noun or task)):
            return None
        if tags[begin] == "O" and not noun and not (definitions.benchmark and definitions.benchmark.name == text):
            return None
        return Place(sentence.token_span(begin, stop), text), noun or known

    def _known_place(self, sentence: TaggedSentence, index: int, last: int) -> Place:
        """A lexicon name with the name-like words that follow it ("LibriSpeech test-clean")."""
        end = index + 1
        while end < last and sentence.tags[end] in "Nd" and end - index < 4:
            end += 1
        span = sentence.token_span(index, end)
        mention = sentence.names.get(index)
        text = sentence.text[span.start : span.end]
        name = mention.name if end == index + 1 and mention is not None else None
        return Place(span, name or text)

    def beside(self, draft: Draft, groups: list[Group], values: list[int]) -> Group | None:
        """Return the list that stands beside a number.

        Lists stand after their numbers ("80% on A, 82% on B") unless one stands before the first number and none
        follows the last ("on A it reaches 80%, on B 82%").

        Args:
            draft: The draft.
            groups: The lists of the sentence.
            values: Tokens of all numbers of the sentence that are results.
        """
        tags = draft.sentence.tags
        position = values.index(draft.token)
        left = values[position - 1] + 1 if position else 0
        right = values[position + 1] if position + 1 < len(values) else len(tags)
        named = [g for g in groups if g.places] or groups
        after = [g for g in named if draft.token < g.first < right and not self._blocked(tags, draft.token, g.first)]
        before = [g for g in named if left <= g.first and g.last <= draft.token]
        groups = named
        leading = any(g.last <= values[0] for g in groups)
        trailing = any(g.first > values[-1] and not self._blocked(tags, values[-1], g.first) for g in groups)
        if leading and not trailing and before:
            return before[-1]
        if after:
            return after[0]
        if trailing and not leading:
            later = [g for g in groups if g.first > draft.token and ";" not in tags[draft.token : g.first]]
            if later:
                return later[0]
        return before[-1] if before else None

    def _blocked(self, tags: str, first: int, last: int) -> bool:
        return any(tags[i] == ";" or tags[i] in self._compared for i in range(first + 1, last))

    def adjacent_name(self, draft: Draft) -> Place | None:
        """Return a known benchmark right before the number in brackets or after a sign: "GSM8K (80.5%)"."""
        tags, index = draft.sentence.tags, draft.token - 1
        while index >= 0 and tags[index] in "(:=[":
            index -= 1
        if index >= 0 and tags[index] == "B" and index < draft.token - 1:
            return self._known_place(draft.sentence, index, index + 1)
        return None

    def distribute(self, draft: Draft) -> Place | None:
        """Return the member's own share of a plain list of things after a list of numbers of the same length.

        "reduces NMSE by 7.2, 4.1 and 5.3 dB for reconstruction, tracking and prediction, respectively".
        """
        members = len(draft.sentence.quantities[draft.token])
        tags = draft.sentence.tags
        if members < 2:
            return None
        for index in range(max(draft.token + 1, draft.reading.last), min(draft.token + 8, len(tags))):
            if tags[index] == "," or tags[index] in self._verbs:
                return None
            if tags[index] in self._loose and tags[index] not in self._over:
                items = list_items(tags, index + 1, self._fill, self._joins)
                if len(items) == members:
                    first, last = items[draft.member]
                    if any(self._is_no_task(draft.sentence, i) for i in range(first, last)):
                        return None
                    while first < last and tags[first] in self._det:
                        first += 1
                    if first == last:
                        return None
                    return Place(draft.sentence.token_span(first, last))
        return None

    def _is_no_task(self, sentence: TaggedSentence, index: int) -> bool:
        """Say whether a word can be no part of a task's name: a metric, a system, a benchmark, hardware."""
        tag = sentence.tags[index]
        hardware = sentence.words(index, index + 1) in self._rulebook.naming.hardware_names
        return tag in self._metric or tag in "SBb" or hardware

    def contrasted(self, sentence: TaggedSentence, values: list[int]) -> dict[int, Place]:
        """Return value token -> task or group that tells it from the others.

        "80% for hand pose estimation and 77% for forearm position estimation": a common noun phrase is a benchmark only
        where several numbers of the sentence have one each after the same preposition.
        """
        tags = sentence.tags
        found: dict[str, dict[int, Place]] = {}
        for position, value in enumerate(values):
            limit = values[position + 1] if position + 1 < len(values) else len(tags)
            for index in range(value + 1, min(limit, value + 9)):
                if tags[index] in ",;:()" or tags[index] in self._clause or tags[index] in self._compared:
                    break
                if tags[index] in self._contrast:
                    place = self._common_phrase(sentence, index + 1, limit)
                    if place is not None:
                        word = sentence.words(index, index + 1).lower()
                        found.setdefault(word, {})[value] = place
                        break
        best = max(found.values(), key=len, default={})
        names = {sentence.text[p.span.start : p.span.end].lower() for p in best.values()}
        return best if len(names) > 1 else {}

    def _common_phrase(self, sentence: TaggedSentence, first: int, limit: int) -> Place | None:
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
        if tags[first:end] in self._average:
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
        place = self._common_phrase(draft.sentence, first, comma)
        whole = place is not None and place.span.end == draft.sentence.token_span(comma - 1, comma).end
        return place if whole else None

    def usual_metric(self, draft: Draft) -> str:
        """Return the metric that all benchmarks of a draft usually have, or "" where they differ or are unknown."""
        if draft.kind == "delta" and draft.quantity.klass == "x":
            return ""
        usual = set()
        for place in draft.benchmarks:
            entries = self._rulebook.benchmarks.lookup(place.name)
            usual |= {entry.fields["metric"] for entry in entries} or {""}
        return usual.pop() if len(usual) == 1 else ""

    def own(self, definitions: Definitions) -> Place | None:
        """Return the benchmark that the paper introduces."""
        defined = definitions.benchmark
        if defined and definitions.model and definitions.sure and defined.name == definitions.model.name:
            return None
        return Place(defined.span, defined.name, defined.in_title) if defined else None
