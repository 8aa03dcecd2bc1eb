"""On what a number was measured: named beside it, shared by the sentence, or carried from the document."""

from __future__ import annotations

from itertools import pairwise

from claimx.assembly.benchmark_names import is_bits, known_place, named_place, with_head
from claimx.assembly.carrying import Carrying
from claimx.assembly.context import Context, Group
from claimx.assembly.contrast import ContrastFinder, task_key
from claimx.assembly.draft import Draft, Place
from claimx.assembly.phrases import list_items, opens_list
from claimx.mentions import QUANTITY_TAGS, Definitions, TaggedSentence
from claimx.rulebook import Rulebook


class BenchmarkFinder:
    """Finds benchmarks of drafts.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._carrying = Carrying(rulebook)
        self._contrast = ContrastFinder(rulebook)
        sets = rulebook.chars
        self._strict, self._loose = sets("on-strict"), sets("on-prep")
        self._joins = sets("and") | frozenset(",/&")
        self._fill = sets("nominal", "det", "data-noun", "task-noun", "evaluative") - frozenset("/&,") | frozenset("l")
        self._metric, self._det = sets("metric-name"), sets("det")
        self._known_metric = self._metric | frozenset("mM")
        self._verbs = sets("any-verb") - sets("noun-verb", "verb-ing", "verb-ed")
        self._clause = self._verbs - sets("gain", "reduction", "increase", "speedup")
        self._over, self._compared = sets("compared"), sets("compared-strict", "than")
        self._and, self._method_noun = sets("and"), sets("method-noun")
        self._opening = sets("and", "while") | frozenset(",;")
        self._finite = self._clause - sets("be")
        self._participle = sets("verb-ing") | frozenset("g")
        self._clause_joins = sets("and", "while")
        self._part = sets("data-noun") | frozenset("n")
        self._tail = self._part | sets("task-noun")
        self._respectively = sets("respectively")
        self._listing, self._to = self._and | frozenset(","), sets("to")

    def attach(self, draft: Draft, groups: list[Group], values: list[int], context: Context) -> None:
        """Give a draft its benchmarks.

        Args:
            draft: The draft.
            groups: The lists of the sentence, without those of training data.
            values: Tokens of all numbers of the sentence that are results.
            context: What earlier sentences left.
        """
        adjacent = self.adjacent_name(draft, groups) or self.distribute(draft, groups)
        if adjacent:
            alike = (place for group in groups for place in group.places if place.span == adjacent.span)
            draft.benchmarks = [next(alike, adjacent)]
            draft.steps.append("benchmark: beside the number")
            return
        members = len(draft.sentence.quantities[draft.token])
        group = self._in_order(draft, groups) or self.beside(draft, groups, values)
        if group is None or (not group.places and any(g.places for g in groups)):
            earlier = [g for g in groups if g.last <= draft.token and g.places]
            tags = draft.sentence.tags
            later = [
                g for g in groups if g.first > draft.token and g.places and not self._opens(tags, g, groups, values)
            ]
            group = earlier[-1] if earlier else later[0] if later else None
        if group is not None:
            places = group.places or self._meant(draft, group, context)
            share = draft.member if members > 1 and len(places) == members else self._share(draft, group, values)
            draft.benchmarks = list(places) if share is None else [places[share]]
            carried = "benchmark: carried from an earlier sentence" if places else "benchmark: several, unnamed"
            draft.steps.append("benchmark: in the sentence" if group.places else carried)
            return
        own, opening = self.own(context.definitions), self._contrast.opening(draft)
        task = self._contrast.task(draft)
        if task:
            draft.benchmarks = [task]
            draft.steps.append("benchmark: the task after the number")
        elif opening:
            draft.benchmarks = [opening]
            draft.steps.append("benchmark: opens the sentence")
        elif own:
            draft.benchmarks = [own]
            draft.steps.append("benchmark: introduced by the paper")
        elif context.carried is not None and self._carrying.goes_on(draft, context):
            one = members > 1 and len(context.carried.places) == members
            draft.benchmarks = [context.carried.places[draft.member]] if one else list(context.carried.places)
            draft.steps.append("benchmark: carried from an earlier sentence")
        elif context.carried is None and not self._carrying.is_cost(draft) and (titled := context.titled()):
            draft.benchmarks = [titled]
            draft.steps.append("benchmark: named by the title")
        elif context.carried is None and context.trained_on is not None:
            draft.benchmarks = list(context.trained_on.places)
            draft.steps.append("benchmark: what the system was trained on, for want of another")

    def _share(self, draft: Draft, group: Group, values: list[int]) -> int | None:
        """Return which member of a list is a number's own, where the list runs parallel to one of numbers.

        "84.1% mIoU and 52.3% AP on A and B, respectively", where each may have several numbers; three or more scores
        need no "respectively".
        """
        sentence = draft.sentence
        after = draft.token > group.last
        said = next((i for i, tag in enumerate(sentence.tags) if tag in self._respectively and i > group.first), 0)
        end = said if said > max(draft.token, group.last) else 0
        if ";" in sentence.tags[group.first : end] or (after and not end):
            return None
        run = [v for v in values if (group.last <= v < end if after else v < group.first)]
        numbers = [(token, member) for token in run for member in range(len(sentence.quantities[token]))]
        places, count = len(group.places), len(numbers)
        unsaid = draft.kind != "score" or places != count or (places < 3 and not self._one_metric(sentence, run))
        if min(places, count) < 2 or count % places or (not end and unsaid):
            return None
        if (draft.token, draft.member) not in numbers:
            return None
        index = numbers.index((draft.token, draft.member))
        between = sentence.tags[numbers[places - 1][0] : numbers[places][0]] if count > places else ""
        if count == 2 * places and not self._to.isdisjoint(between):
            return index % places  # "by 1 AP / 2 IoU to 61 AP / 64 IoU on A and B"
        return index * places // count

    def _one_metric(self, sentence: TaggedSentence, run: list[int]) -> bool:
        """Say whether numbers are of one list, or have the same metric told with each: "63.5 AP and 64.8 AP"."""
        told = {sentence.words(token + 1, token + 2) for token in run}
        return len(run) == 1 or (len(told) == 1 and sentence.tags[run[0] + 1] in self._known_metric)

    def _in_order(self, draft: Draft, groups: list[Group]) -> Group | None:
        """Return the member's own of several lists before: "first on A and second on B with 63.9 and 64.9"."""
        members = len(draft.sentence.quantities[draft.token])
        before = [g for g in groups if g.last <= draft.token and len(g.places) == 1]
        after = draft.sentence.tags[draft.token + 1 : draft.token + 6]
        if members < 2 or len(before) != members or not any(tag in self._respectively for tag in after):
            return None
        return before[draft.member]

    def _meant(self, draft: Draft, group: Group, context: Context) -> tuple[Place, ...]:
        """Return the benchmarks, named before, that a list without names speaks of: "on these datasets"."""
        words = (draft.sentence.words(i, i + 1).lower() for i in range(group.first + 1, group.last))
        return context.listed if any(word in self._rulebook.wording.anaphors for word in words) else ()

    def beside(self, draft: Draft, groups: list[Group], values: list[int]) -> Group | None:
        """Return the list that stands beside a number.

        Lists stand after their numbers ("80% on A, 82% on B") unless one stands before the first number and none
        follows the last ("on A it reaches 80%, on B 82%"), or they open what comes next ("..., and on B 82%").

        Args:
            draft: The draft.
            groups: The lists of the sentence.
            values: Tokens of all numbers of the sentence that are results.
        """
        tags = draft.sentence.tags
        left, right = self._reach(tags, draft.token, values)
        named = [g for g in groups if g.places] or groups
        leading = any(g.last <= values[0] for g in named)
        following = [g for g in named if not self._blocked(tags, draft.token, g.first, leading)]
        after = [g for g in following if draft.token < g.first < right and not self._opens(tags, g, named, values)]
        before = [g for g in named if left <= g.first and g.last <= draft.token]
        trailing = any(g.first > values[-1] and not self._blocked(tags, values[-1], g.first, leading) for g in named)
        if not leading and before and not after and (joint := self._with_next(tags, draft.token, values, named)):
            return joint
        if before and after and self._is_of_metric(tags, before[-1], draft.token, after[0]):
            return after[0]
        if leading and not trailing and before:
            return before[-1]
        if after:
            return after[0]
        if trailing and not leading:
            later = [g for g in named if g.first > draft.token and ";" not in tags[draft.token : g.first]]
            if later:
                return later[0]
        return before[-1] if before else None

    def _with_next(self, tags: str, token: int, values: list[int], named: list[Group]) -> Group | None:
        """Return the list that a number has in common with the next: "80% on A, 53 AP and 46 AR on B"."""
        follow = any(values[0] < g.first < values[1] for g in named) if len(values) > 1 else False
        index = values.index(token)
        if not follow or index + 1 == len(values):
            return None
        between = tags[token + 1 : values[index + 1]]
        if between[-1:] not in self._and or any(tag in "," or tag in self._finite for tag in between):
            return None
        end = values[index + 2] if index + 2 < len(values) else len(tags)
        return next((g for g in named if values[index + 1] < g.first < end), None)

    def _is_of_metric(self, tags: str, group: Group, token: int, after: Group) -> bool:
        """Say whether a name is part of a metric's: "a PoseBusters passing rate of 96% on FooSet"."""
        adjoins = tags[group.last : group.last + 1] in self._known_metric and group.last < token
        return adjoins and tags[after.first] in self._strict and "," not in tags[token : after.first]

    @staticmethod
    def _reach(tags: str, token: int, values: list[int]) -> tuple[int, int]:
        """Return how far to the left and right a number reaches; one in a bracket right after it is no limit."""
        inside = range(token + 2, tags.find(")", token)) if tags[token + 1 : token + 2] == "(" else range(0)
        left = max((value + 1 for value in values if value < token), default=0)
        right = min((value for value in values if value > token and value not in inside), default=len(tags))
        return left, right

    def _opens(self, tags: str, group: Group, groups: list[Group], values: list[int]) -> bool:
        """Say whether a list opens a clause whose number comes after it ("lowers WER on A to 5.1, and on B to 7.0")."""
        if tags[group.first - 1] not in self._opening:
            return False
        later = [value for value in values if value >= group.last]
        if not later or ";" in tags[group.last : later[0]]:
            return False
        end = later[1] if len(later) > 1 else len(tags)
        return not any(
            group.last <= g.first < end and tags[g.first - 1] not in self._opening for g in groups if g is not group
        )

    def _blocked(self, tags: str, first: int, last: int, leading: bool) -> bool:
        """Say whether a number does not belong to a list after it.

        Args:
            tags: The tags of the sentence.
            first: Token of the number.
            last: First token of the list.
            leading: A list stands before all numbers of the sentence; then a new verb, or a participle or conjunction
                after a comma, begins something else.
        """
        between = tags[first + 1 : last]
        if any(tag == ";" or tag in self._compared for tag in between):
            return True
        opens = any(a == "," and b in self._participle | self._clause_joins for a, b in pairwise(between))
        return leading and (opens or any(tag in self._finite for tag in between))

    def adjacent_name(self, draft: Draft, groups: list[Group]) -> Place | None:
        """Return the benchmark beside a bracket or sign: "GSM8K (val: 80.5%, test: 79%)", "80.5% (GSM8K)"."""
        tags, index = draft.sentence.tags, draft.token - 1
        after = tags[draft.token + 1 : draft.token + 4]
        if after in ("(B)", "(b)"):
            return known_place(draft.sentence, draft.token + 2, draft.token + 3)
        while index >= 0 and tags[index] in "(:=[":
            index -= 1
        signed = index if index < draft.token - 1 else self._before_colon(tags, draft.token)
        return (
            self._name_at(draft, signed, groups)
            or self._name_at(draft, self._before_bracket(tags, draft.token), groups)
            or self._listed_name(draft.sentence, draft.token)
        )

    def _listed_name(self, sentence: TaggedSentence, token: int) -> Place | None:
        """Return the name right before a number, in a list of such: "on FooSet 79.3% (+2.6%) and BarSet 64.7%"."""
        tags = sentence.tags
        if tags[token - 1] == "(" and tags[token - 2] in QUANTITY_TAGS:
            token -= 2
        first = token
        while first > 0 and tags[first - 1] in "NBbC":
            first -= 1
        listed = 1 < first < token and tags[first - 1] in self._listing and QUANTITY_TAGS & set(tags[:first])
        if not listed or not opens_list(tags, first, self._strict, self._and):
            return None
        return Place(sentence.token_span(first, token))

    @staticmethod
    def _before_colon(tags: str, index: int) -> int:
        """Return the token before the colon that opens what a number ends: "(IDRiD: a distance of 20.5 pixels)"."""
        for position in range(index - 1, max(0, index - 6), -1):
            if tags[position] in ",;()%pxfu":
                break
            if tags[position] == ":":
                return position - 1 if tags[position - 1] in "BbN" else -1
        return -1

    def _name_at(self, draft: Draft, index: int, groups: list[Group]) -> Place | None:
        """Return the benchmark that ends at a token, but for the name of a part ("DAVIS 2016 val")."""
        tags = draft.sentence.tags
        for end in range(index, max(-1, index - 3), -1):
            alike = tags[end] in "NCb" and tags[end + 1] == ":" and "B:" in tags  # "FooSet: 60%, MMLU: 63%"
            if tags[end] == "B" or alike:
                return known_place(draft.sentence, end, end + 1)
            if place := self._place_at(draft, end, groups):
                return place
            if tags[end] not in self._part:
                return None
        return None

    @staticmethod
    def _place_at(draft: Draft, index: int, groups: list[Group]) -> Place | None:
        """Return the member of a list that holds a token; of joined members the one in the order of the numbers."""
        start, end = draft.sentence.starts[index], draft.sentence.ends[index]
        for places in (group.places for group in groups):
            for number, place in enumerate(places):
                if place.span.start <= start and end <= place.span.end:
                    shift = draft.member - len(draft.sentence.quantities[draft.token]) + 1
                    joined = draft.sentence.words(max(0, index - 1), index) in {"&", "/"}  # "Foo V1&V2 (67.3% & 74.6%)"
                    return places[max(0, number + shift)] if joined else place
        return None

    @staticmethod
    def _before_bracket(tags: str, index: int) -> int:
        """Return the token before the bracket that a token stands in, or -1."""
        depth = 0
        for position in range(index - 1, -1, -1):
            if tags[position] in ")]":
                depth += 1
            elif tags[position] in "([":
                if not depth:
                    return position - 1
                depth -= 1
        return -1

    def distribute(self, draft: Draft, groups: list[Group]) -> Place | None:
        """Return the member's own share of a plain list of things as long as the list of numbers.

        "reduces NMSE by 7.2, 4.1 and 5.3 dB for reconstruction, tracking and prediction, respectively", "For Khmer and
        Sinhala, fertility shrinks 2.6-fold and 3.4-fold".

        Args:
            draft: The draft.
            groups: The lists of benchmarks of the sentence.
        """
        members = len(draft.sentence.quantities[draft.token])
        tags = draft.sentence.tags
        if members < 2:
            return None
        for index in range(max(draft.token + 1, draft.reading.last), min(draft.token + 8, len(tags))):
            if tags[index] == "," or tags[index] in self._verbs:
                break
            if tags[index] in self._loose and tags[index] not in self._over:
                items = list_items(tags, index + 1, self._fill, self._joins)
                if len(items) == members and tags[items[-2][1] : items[-1][0]] != ",":  # "in complex, noisy scenes"
                    return self._listed(draft, items)
        joined = next((i for i in range(1, draft.token) if tags[i] in self._and), 0)
        if tags[0] not in self._loose or not joined or any(group.places for group in groups):
            return None
        comma = tags.find(",", joined, draft.token)
        items = list_items(tags[: comma if comma > 0 else draft.token], 1, self._fill, self._joins)
        closed = len(items) == members and any(tag in self._and for tag in tags[items[-2][1] : items[-1][0]])
        return self._listed(draft, items) if closed else None

    def _listed(self, draft: Draft, items: list[tuple[int, int]]) -> Place | None:
        """Return the member's own item of a list of tasks or groups."""
        tags = draft.sentence.tags
        first, last = items[draft.member]
        if any(self._is_no_task(draft.sentence, i) for i in range(first, last)):
            return None
        if any(tags[i] in self._method_noun for item in items for i in range(*item)):
            return None
        while first < last and tags[first] in self._det:
            first += 1
        last = next((i for i in range(first, last) if tags[i] in self._det), last)
        while last > first + 1 and tags[last - 1] in self._tail and any(tag in "NC" for tag in tags[first : last - 1]):
            last -= 1
        if first == last:
            return None
        place, lead = Place(draft.sentence.token_span(first, last)), named_place(draft.sentence, *items[0])
        return with_head(lead, place, draft.sentence.words(first, last)) if draft.member else place

    def _is_no_task(self, sentence: TaggedSentence, index: int) -> bool:
        """Say whether a word can be no part of a task's name: a metric, a system, a benchmark, hardware, bits."""
        tag = sentence.tags[index]
        word = sentence.words(index, index + 1)
        return tag in self._metric or tag in "SBb" or word in self._rulebook.naming.hardware_names or is_bits(word)

    def contrasted(self, sentence: TaggedSentence, groups: list[Group], values: list[int]) -> dict[int, Place]:
        """Return value token -> common phrase that tells it from the others.

        Args:
            sentence: The sentence.
            groups: Its lists of benchmarks.
            values: Tokens of all numbers of the sentence that are results.
        """
        if len(values) < 2:
            return {}
        if named := [group for group in groups if group.places]:
            return self._contrast.beside_named(sentence, named, values)
        return self._contrast.find(sentence, values)

    def note_tasks(self, sentence: TaggedSentence, groups: list[Group], context: Context) -> None:
        """Note which tasks of a sentence have a benchmark each, for later sentences that name only the tasks."""
        if len(groups) > 1:
            context.tasks |= self._contrast.tasks(sentence, groups, context.definitions.acronyms)

    @staticmethod
    def meant(draft: Draft, task: Place, context: Context) -> Place:
        """Return the benchmark that an earlier sentence named for a task, or the task itself."""
        return context.tasks.get(task_key(draft.sentence, task, context.definitions.acronyms), task)

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
