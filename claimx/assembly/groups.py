"""The lists of benchmarks that a sentence names."""

from __future__ import annotations

from dataclasses import replace

from claimx.assembly.benchmark_names import (
    NameReader,
    Scope,
    is_capital,
    is_edition,
    is_year,
    known_place,
    named_place,
    with_head,
)
from claimx.assembly.context import Group
from claimx.assembly.draft import Place
from claimx.assembly.phrases import list_items, run_right
from claimx.mentions import Definitions, TaggedSentence
from claimx.rulebook import Rulebook


class GroupFinder:
    """Finds the lists of benchmarks of a sentence.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._names = NameReader(rulebook)
        sets = rulebook.chars
        self._strict = sets("on-strict")
        self._loose = sets("on-prep")
        self._data_noun = sets("data-noun")
        self._task_noun = sets("task-noun")
        self._and = sets("and")
        self._joins = self._and | frozenset(",/&")
        self._fill = sets("nominal", "det", "data-noun", "task-noun", "evaluative", "ordinal") - frozenset(
            "/&,"
        ) | frozenset("l")
        self._metric = sets("metric-name")
        self._verbs = sets("any-verb") - sets("noun-verb", "verb-ing", "verb-ed")
        self._predicate = sets("any-verb") - sets("verb-ing", "verb-ed")
        self._training = sets("training")
        self._pretrained = sets("pretraining")
        self._evaluated = sets("evaluate-ed")
        self._we, self._use = sets("we"), sets("use-data")
        self._made_from = frozenset(
            rulebook.vocabulary.codes[word] for word in ("training", "pretraining", "pre-training")
        )
        self._plural_data = sets("plural-data-noun")
        self._one_data = self._data_noun - self._plural_data
        self._ends_title = self._joins | self._data_noun | frozenset("(.")
        self._compared = sets("compared-strict", "than")
        self._such_as = sets("such-as")
        self._of = sets("of")
        self._part_of = self._of | frozenset(rulebook.vocabulary.codes[word] for word in ("for", "from"))
        self._of_in = self._of | sets("in-prep")
        self._det = sets("det")
        self._opens_list = self._loose | self._use | frozenset("Bb(")
        self._activity = sets("nominal", "verb-ing") - frozenset("/&+\"'dNCBbSO")

    def find(self, sentence: TaggedSentence, definitions: Definitions, measured: set[str]) -> list[Group]:
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
            if tags[index] in self._loose and not self._is_aim(sentence, index):
                group = self._read(sentence, index, definitions, measured)
            elif tags[index] in self._use:
                if not self._we.isdisjoint(tags[max(0, index - 2) : index]):  # "We used the FooSet data set"
                    group = self._read(sentence, index, definitions, measured)
            elif tags[index] == "B" or (tags[index] == "b" and tags[index + 1 : index + 2] in self._one_data):
                group = self._free_list(sentence, index)
            elif tags[index] == "(" and index and tags[index - 1] in self._data_noun | self._plural_data:
                group = self._bracketed(sentence, index)
            if group:
                trained = self._trained_by(tags, group)
                if trained:
                    found.append(replace(group, training=True, sure=group.sure and trained not in self._pretrained))
                else:
                    found.append(group)
                    measured.update(sentence.text[p.span.start : p.span.end] for p in group.places)
                reached = max(group.last, index + 1)
        return _with_heads(sentence, found)

    def _is_aim(self, sentence: TaggedSentence, index: int) -> bool:
        """Say whether a preposition opens what the work is about: "focusing on machine translation"."""
        before = sentence.words(index - 1, index).lower() if index else ""
        return before in self._rulebook.naming.aim_words

    def _trained_by(self, tags: str, group: Group) -> str:
        """Return the word that says that a list is of what something was trained on or made from, or ""."""
        if tags[group.last : group.last + 1] in self._made_from:
            return tags[group.last]
        for position in range(group.first - 1, max(-1, group.first - 8), -1):
            if tags[position] in self._training:
                return tags[position]
            if tags[position] in self._evaluated:
                break  # "trained and tested on"
            if tags[position] in ",;:()%pxfu" or tags[position] in self._verbs or tags[position] in self._metric:
                break
        return ""

    def _apposed(self, sentence: TaggedSentence, start: int, index: int) -> Group | None:
        """Read the names that tell what several benchmarks are: "on three datasets: A, B and C", "..., including A"."""
        tags = sentence.tags
        comma = tags[index : index + 1] == ","
        while index < len(tags) and (tags[index] in ",:" or tags[index] in self._such_as):
            comma = comma and tags[index] == ","
            index += 1
        places: list[Place] = []
        joins: list[str] = []
        end = index
        while index < len(tags):
            first = index
            while index < len(tags) and not (tags[index] == "B" and index > first):
                amid = first < index and tags[index - 1] == "C" and tags[index + 1 : index + 2] == "C"
                if tags[index] not in "NCBbd" and not (amid and is_capital(sentence, index)):
                    break
                index += 1
            titled = first < index and not comma and tags[index : index + 1] in self._ends_title
            if self._is_subject(tags, first, index) or not (titled or any(tag in "NB" for tag in tags[first:index])):
                break
            places.append(
                known_place(sentence, first, index) if tags[first] == "B" else named_place(sentence, first, index)
            )
            while index < len(tags) and tags[index] in self._fill and tags[index] not in "NBb":
                index += 1
            index = end = self._after_bracket(tags, index, True)
            index = run_right(sentence, index, self._data_noun, 1)
            if index == len(tags) or tags[index] not in self._joins or self._closes(joins, tags[index]):
                break
            joins.append(tags[index : index + 2])
            while index < len(tags) and tags[index] in self._joins:
                index += 1
        if not places or (comma and (len(places) < 2 or tags[end : end + 1] in self._verbs)):
            return None
        return Group(start, end, tuple(places), True)

    def _bracketed(self, sentence: TaggedSentence, start: int) -> Group | None:
        """Read names in brackets after unnamed benchmarks ("on four benchmarks (A, B, C and D)", "a dataset (A)")."""
        tags = sentence.tags
        close = tags.find(")", start)
        names = [i for i in range(start + 1, close) if tags[i] in "NBb"]
        several = tags[start - 1] in self._plural_data
        if len(names) < 1 + several or any(tag in "%pxf$hDTuS" for tag in tags[start:close]):
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
        if start > 1 and tags[start - 2] in "Bb" and sentence.words(start - 1, start) in self._rulebook.wording.shifts:
            start -= 2
            places.append(named_place(sentence, start, index + 1))  # "adaptation of Foo to Bar"
            index += 1
        while index < len(tags):
            if tags[index] in "Bb":
                places.append(known_place(sentence, index, index + 1))
            elif places and tags[index] == "N" and tags[index - 1] in self._joins:
                if self._is_subject(tags, index, index + 1):
                    break
                places.append(Place(sentence.token_span(index, index + 1)))
            elif not (tags[index] in self._joins or tags[index] in self._data_noun):
                break
            elif tags[index] == "/" and is_edition(sentence, places[-1], index + 1):
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
        opens = start == 0 or tags[start - 1] in self._joins or (start == 1 and sentence.words(0, 1).endswith("ed"))
        noun = self._shares_noun(tags, start + 1)
        scope = Scope(definitions, measured, tags[start] in self._strict, noun, opens=opens)
        places: list[Place] = []
        ends: list[tuple[int, bool]] = []
        joins: list[str] = []
        index = item_start = self._after_count(sentence, start + 1) if scope.strict else start + 1
        while True:
            index = self._phrase_end(sentence, index)
            other = index == item_start or (places and self._is_subject(tags, item_start, index))
            scope = scope.among(known=len(places) > 1 and self._joins_known(tags, index))
            item = None if other else self._names.read(sentence, item_start, index, scope)
            if item is None and places:
                item = self._edition(sentence, places, item_start)
                index = max(index, item_start + 1) if item else index
            if item:
                places.append(item[0])
                ends = [*ends[: len(places) - 1], (index, item[1])]
                scope = scope.stricter() if item[1] else scope
            elif index > item_start and places:
                break
            elif index > item_start and tags[index : index + 1] in self._part_of and not scope.part:
                of = tags[index] in self._of
                holds = self._holds(tags, item_start, index)
                if holds and of and (task := self._task(sentence, item_start, index)):
                    return task
                if holds or (of and scope.strict):
                    scope = replace(scope, part=True, strict=holds and scope.strict)
                    index = item_start = index + 1
                    continue
            if not item:
                break
            index = self._after_bracket(tags, index, scope.strict)
            if index >= len(tags) or tags[index] not in self._joins or self._closes(joins, tags[index]):
                break
            item_start = index
            while item_start < len(tags) and tags[item_start] in self._joins:
                item_start += 1
            joins.append(tags[index:item_start])
            index = item_start
        if opens and all(join == "," for join in joins):
            _drop_subject(places, ends)
        if (
            not places
            and scope.strict
            and index > start + 2
            and any(tag in self._plural_data for tag in tags[start + 1 : index])
        ):
            return self._apposed(sentence, start, index) or Group(start, index, (), False)
        sure = any(known for _, known in ends)
        if not places or not (sure or scope.strict):
            return None
        return Group(start, ends[-1][0], tuple(places), sure)

    def _joins_known(self, tags: str, index: int) -> bool:
        """Say whether a list goes on with a known benchmark."""
        while index < len(tags) and tags[index] in self._joins:
            index += 1
        return tags[index : index + 1] == "B"

    def _closes(self, joins: list[str], tag: str) -> bool:
        """Say whether "and" has closed a list before a comma: "on A and B, FooNet reaches"."""
        return tag == "," and bool(joins) and any(join in self._and for join in joins[-1])

    def _is_subject(self, tags: str, first: int, last: int) -> bool:
        """Say whether a name after a comma begins the main clause: "Evaluated on FooBench, FooNet reaches"."""
        return tags[first - 1] == "," and tags[last : last + 1] in self._predicate

    def _edition(self, sentence: TaggedSentence, places: list[Place], index: int) -> tuple[Place, bool] | None:
        """Return the edition of the last benchmark that a number is: "AIME24/25", "PASCAL VOC 2007 and 2012"."""
        tags = sentence.tags
        if tags[index - 1] == "/" and tags[index : index + 1] in {"d", "i"}:
            return self._after_slash(sentence, places, index), True
        if self._is_further_year(sentence, places[-1], index):
            return Place(sentence.token_span(index, index + 1)), True
        return None

    @staticmethod
    def _is_further_year(sentence: TaggedSentence, place: Place, index: int) -> bool:
        """Say whether a token is the year of another edition: "PASCAL VOC 2007 and 2012"."""
        ends = sentence.text[place.span.end - 4 : place.span.end]
        return index < len(sentence.tags) and is_year(sentence, index) and ends.isdecimal() and ends[:2] in ("19", "20")

    @staticmethod
    def _after_slash(sentence: TaggedSentence, places: list[Place], index: int) -> Place:
        """Return another edition of the last benchmark ("AIME24/25"), or it again where the number tells nothing."""
        if is_edition(sentence, places[-1], index):
            return Place(sentence.token_span(index, index + 1))
        return places.pop()

    def _phrase_end(self, sentence: TaggedSentence, index: int) -> int:
        """Return the token after a noun phrase; "of" or "in" stands in a name between capitals ("Journal of Foo")."""
        tags = sentence.tags
        while index < len(tags) and (
            tags[index] in self._fill
            or (tags[index] in self._of_in and is_capital(sentence, index - 1) and self._goes_on(sentence, index + 1))
            or (tags[index] == "i" and tags[index - 1] in self._task_noun and tags[index + 1 : index + 2] in self._of)
            or (tags[index] == "i" and tags[index - 1] in "NCBb" and is_year(sentence, index))
            or (tags[index] == "g" and tags[index - 1] == "n" and self._reaches_data(tags, index + 1))
        ):
            index += 1
        return index

    def _reaches_data(self, tags: str, index: int) -> bool:
        """Say whether a phrase goes on to several data sets: "image captioning and retrieval benchmarks"."""
        end = index
        while end < min(len(tags), index + 4) and tags[end] in self._activity | self._and:
            end += 1
        return tags[end : end + 1] in self._plural_data or tags[end - 1] in self._plural_data

    def _goes_on(self, sentence: TaggedSentence, index: int) -> bool:
        """Say whether a name goes on after its "of": "University of Foo", "Institute of Technology"."""
        tags, after = sentence.tags, sentence.tags[index + 1 : index + 2]
        capital = index < len(tags) and is_capital(sentence, index)
        return tags[index : index + 1] == "C" or (capital and (after == "C" or after in self._data_noun))

    def _holds(self, tags: str, first: int, last: int) -> bool:
        """Say whether a phrase before "of" is a part of what comes after it: "the test set of", "scenario 8 of"."""
        return any(tags[i] in self._data_noun or tags[i] in self._task_noun for i in range(first, last))

    def _after_count(self, sentence: TaggedSentence, index: int) -> int:
        """Return the token after a count of parts: "12 kernels from", "four years of"; or the token itself."""
        tags = sentence.tags
        if tags[index : index + 1] not in tuple("iu"):
            return index
        end = run_right(sentence, index + 1, self._activity, 3)
        last = sentence.words(end - 1, end).split()[-1]
        naming = self._rulebook.naming
        part = last.endswith("s") and last not in naming.system_parts and last not in naming.hardware_nouns
        return end + 1 if part and tags[end : end + 1] in self._part_of else index

    def _task(self, sentence: TaggedSentence, first: int, of: int) -> Group | None:
        """Read a task that is described, not named: "the task of fake news detection"."""
        tags = sentence.tags
        if tags[of - 1] not in self._task_noun:
            return None
        start = end = run_right(sentence, of + 1, self._det, 3)
        while end < len(tags) and end - start < 6 and tags[end] in self._activity and tags[end] not in self._metric:
            end += 1
        if end == start or tags[end - 1] in self._data_noun or tags[end : end + 1] in tuple("NCBbS"):
            return None
        return Group(first - 1, end, (Place(sentence.token_span(start, end)),), False)

    def _shares_noun(self, tags: str, start: int) -> bool:
        """Say whether a noun at the end of a list makes all of its members data: "A, B and C datasets"."""
        if self._data_noun.isdisjoint(tags[start:]):
            return False
        items = list_items(tags, start, self._fill | frozenset("di"), self._joins)  # with years and editions
        return len(items) > 1 and any(tags[i] in self._data_noun for i in range(*items[-1]))

    @staticmethod
    def _after_bracket(tags: str, index: int, named: bool) -> int:
        """Return the token after a short bracket at `index`: a remark, or numbers after a name of the list."""
        if index < len(tags) and tags[index] == "(":
            close = tags.find(")", index)
            numbers = any(char in "%pxfu" for char in tags[index:close])
            short = 0 < close - index <= (10 if numbers else 6)
            if short and (named or not numbers) and not any(char in "$chDT" for char in tags[index:close]):
                return close + 1
        return index


def _with_heads(sentence: TaggedSentence, groups: list[Group]) -> list[Group]:
    """Name the benchmarks as a whole that only say in what they differ from the one before."""
    found: list[Group] = []
    previous: Place | None = None
    for group in groups:
        places: list[Place] = []
        for place in group.places:
            text = sentence.text[place.span.start : place.span.end]
            previous = with_head(previous, place, text) if previous else place
            places.append(previous)
        found.append(replace(group, places=tuple(places)))
    return found


def _drop_subject(places: list[Place], ends: list[tuple[int, bool]]) -> None:
    """Drop what comes after the comma that ends an opening phrase: "On FooBench, FooNet reaches"."""
    while len(places) > 1 and not (ends[-1][1] and len(places) > 2):
        places.pop()
        ends.pop()
