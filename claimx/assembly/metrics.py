"""Which metric a number measures: from its rule, from its surroundings, or implied by its benchmark."""

from __future__ import annotations

from claimx.assembly.draft import Draft, Place
from claimx.assembly.metric_heads import MetricHeads
from claimx.assembly.metric_lists import MetricLists
from claimx.assembly.metric_phrases import MetricPhrases
from claimx.assembly.phrases import list_items, opens_list, run_right
from claimx.mentions import TaggedSentence
from claimx.rulebook import Rulebook

_CLAUSE_BREAKS = frozenset(";:")
_BENCHMARKS = frozenset("BbN")


class MetricFinder:
    """Finds metrics of drafts.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._words = rulebook.wording
        self._phrases = MetricPhrases(rulebook)
        self._lists = MetricLists(rulebook)
        self._heads = MetricHeads(rulebook)
        self._known = rulebook.chars("metric-name")
        self._weak = rulebook.chars("weak-metric-name")
        self._inside = rulebook.chars("metric-word")
        self._on, self._on_strict = rulebook.chars("on-prep"), rulebook.chars("on-strict")
        self._and, self._respectively = rulebook.chars("and"), rulebook.chars("respectively")
        self._joins = self._and | frozenset(",")
        self._det = rulebook.chars("det")
        self._listed = self._and | self._det
        self._in_terms_of = rulebook.chars("in-terms-strict")
        self._new_clause = rulebook.chars("be", "while") | frozenset(";")
        self._against = rulebook.chars("compared", "than", "versus")
        self._spend = rulebook.chars("spend")
        self._moves = rulebook.chars("gain-any")
        self._of = rulebook.chars("of")
        self._for = rulebook.chars("contrast-prep") & rulebook.chars("of-whom")
        self._in = rulebook.chars("in-prep")
        self._adverb = rulebook.chars("adverb")
        self._data = rulebook.chars("data-noun", "task-noun", "method-noun")
        self._threshold = rulebook.chars("condition-noun")
        self._stop = rulebook.chars("prep", "and", "compared", "while", "any-verb")
        self._doing = rulebook.chars("verb-ing")
        self._same, self._at = rulebook.chars("same"), rulebook.chars("prep")
        self._named, self._det_or_in = self._known | self._weak, self._det | self._in
        self._like_unit, self._weak_like_unit = self._known - self._stop, self._weak - self._stop

    def attach(self, draft: Draft, left_limit: int, right_limit: int) -> None:
        """Set the metric of a draft.

        Args:
            draft: The draft.
            left_limit: First token of its stretch of the sentence (after the number before it).
            right_limit: Token after its stretch (the number after it).
        """
        place, why = self._stated(draft)
        if place is None and draft.reading.rule.metric != "none":
            place, why = self._nearby(draft, left_limit, right_limit)
            if place:
                draft.doubts.append("metric taken from the surroundings")
        if place:
            draft.metric = place
            draft.steps.append(f"metric: {why}")

    def _stated(self, draft: Draft) -> tuple[Place | None, str]:
        """Return the metric that belongs to the number itself, and how it is said to."""
        sentence = draft.sentence
        place = self._in_terms(draft, draft.token + 1)
        if place:
            return place, "named by the phrase after the number"
        place = self._in_bracket(draft) or self._for_metric(draft)
        if place:
            return place, "in the bracket or phrase after the number"
        hint = next((q.metric_hint for q in sentence.quantities[draft.token][draft.member :] if q.metric_hint), None)
        if hint:
            return Place(
                hint, self._phrases.canonical(sentence.text[hint.start : hint.end])
            ), "stands between number and unit"
        if draft.reading.rule.metric == "none":
            return None, ""
        ordered = self._lists.in_order(draft)
        place = self._phrases.place(sentence, ordered) if ordered else None
        if place:
            return place, "in the order of the numbers"
        if self._is_acronym_like_unit(sentence, draft.token + 1):
            return self._phrases.place(sentence, (draft.token + 1, draft.token + 2)), "beside the number"
        place = self._right_beside(draft) if self._is_unit_like(sentence, draft.token + 1) else None
        if place:
            return place, "beside the number"
        place = self._by_rule(draft)
        if place:
            return place, "by the rule"
        return self._right_beside(draft) or self._right_before(draft), "beside the number"

    def _in_terms(self, draft: Draft, index: int) -> Place | None:
        """Return the known metric that a phrase at a token names: "(37.5 in terms of BLEU)"."""
        sentence, tags = draft.sentence, draft.sentence.tags
        if index >= len(tags) or tags[index] not in self._in_terms_of or draft.reading.rule.metric == "none":
            return None
        first = run_right(sentence, index + 1, self._det, 1)
        end = run_right(sentence, first, self._inside, 6)
        if tags[end : end + 1] and tags[end] in self._joins:  # several metrics, in the order of several numbers
            items = list_items(tags, first, self._inside | self._det, self._joins)
            alike = len(items) == len(sentence.quantities[draft.token])
            ordered = alike and any(tag in self._respectively for tag in tags[end:])
            return self._phrases.place(sentence, items[draft.member]) if ordered else None
        while end > first and tags[end - 1] not in self._named:
            end -= 1
        return self._phrases.place(sentence, (first, end)) if end > first and self._measures(draft, end - 1) else None

    def _in_bracket(self, draft: Draft) -> Place | None:
        """Return the metric that alone stands in the bracket after a number: "by 1.7 points (precision)"."""
        sentence, tags, first = draft.sentence, draft.sentence.tags, draft.token + 2
        if tags[first - 1 : first] != "(" or len(sentence.quantities[draft.token]) > 1:
            return None
        end = run_right(sentence, first, self._inside, 4)
        named = end > first and tags[end - 1] in self._named and tags[end : end + 1] == ")"
        return self._phrases.place(sentence, (first, end)) if named and self._measures(draft, end - 1) else None

    def _for_metric(self, draft: Draft) -> Place | None:
        """Return the metric that a number is said to be for: "78.9% for F1 score and 63.4% for EM"."""
        sentence, tags, first = draft.sentence, draft.sentence.tags, draft.token + 2
        one = draft.reading.rule.kind == "score" and len(sentence.quantities[draft.token]) == 1
        one = one and draft.reading.slots.get("metric", (draft.token, 0))[0] >= draft.token
        if not one or tags[first - 1 : first] not in self._for:
            return None
        end = run_right(sentence, first, self._inside, 4)
        closes = end == len(tags) or tags[end] in ").,;" or tags[end] in self._stop
        named = end > first and tags[end - 1] in self._named and closes
        return self._phrases.place(sentence, (first, end)) if named and self._measures(draft, end - 1) else None

    def _by_rule(self, draft: Draft) -> Place | None:
        """Return the metric slot of the winning reading, or of another one of its kind."""
        sentence = draft.sentence
        for bounds in draft.slots("metric"):
            if bounds[0] < draft.token and self._is_name_in_front(sentence, bounds):
                return None  # "FooNet (81.2%)", "FooNet gains 6 points"
            if not self._measures(draft, bounds[1] - 1):
                continue  # "an accuracy of 68% at 30 frames per second"
            if sentence.tags[bounds[1] : bounds[1] + 1] == "(" and self._is_compared(sentence, *bounds):
                continue  # "longer than in ordinary texts (6.8%)"
            if bounds[1] == draft.token > bounds[0] + 1 and sentence.tags[bounds[1] - 1] in self._spend:
                continue  # "removing the parser costs 3 points"
            if self._is_task_done_well(sentence, bounds):
                continue  # "the best result in image deblurring from 32.9 dB to 33.6 dB"
            rivals = (reading.slots.get("baseline", (0, 0)) for reading in (draft.reading, *draft.others))
            if any(first <= bounds[0] < end for first, end in rivals):
                continue  # "beats the teacher and a tuned student by 3%"
            head = self._heads.head(draft, bounds)
            place = self._phrases.place(sentence, head) if head != bounds else None
            place = place or self._phrases.place(sentence, self._lists.member(draft, bounds))
            if place:
                return place
        return None

    def _is_task_done_well(self, sentence: TaggedSentence, bounds: tuple[int, int]) -> bool:
        """Say whether a phrase is the task that something was good at, not what was measured."""
        if sentence.words(bounds[1] - 1, bounds[1]).lower() not in self._words.activities:
            return False
        before = bounds[0] - 1
        while before > 0 and sentence.tags[before] in self._det:
            before -= 1
        return before > 0 and sentence.tags[before] in self._on and sentence.tags[before - 1] not in self._moves

    def _nearby(self, draft: Draft, left_limit: int, right_limit: int) -> tuple[Place | None, str]:
        """Return the nearest metric that the lexicon knows, first after the number, then before it."""
        sentence = draft.sentence
        for indices, why in (
            (range(draft.token + 1, self._clause_end(sentence, draft.token, right_limit)), "named after the number"),
            (range(draft.token - 1, left_limit - 1, -1), "named before the number"),
            (range(left_limit - 1, -1, -1), "named earlier in the sentence"),
        ):
            for index in indices:
                if sentence.tags[index] == ";":
                    break
                known = sentence.tags[index] in self._known and not self._describes(sentence, index)
                if known and self._measures(draft, index) and not self._is_held_equal(sentence, index):
                    place = self._phrases.place(sentence, self._grown(sentence, index))
                    if place:
                        return place, why
            if indices.step > 0:
                ends = self._in_terms_of | self._new_clause
                stop = (i for i in range(draft.token, len(sentence.tags)) if sentence.tags[i] in ends)
                place = self._in_terms(draft, next(stop, len(sentence.tags)))
                if place:
                    return place, "named by the phrase that closes the clause"
        return None, ""

    def _is_name_in_front(self, sentence: TaggedSentence, bounds: tuple[int, int]) -> bool:
        """Say whether a phrase before a bracket is a system's name in mixed case, not a noun that is measured."""
        first, last = bounds
        while first < last - 1 and sentence.tags[first] in self._doing:
            first += 1  # "rivaling BarNet (79.5)"
        inside, after = sentence.tags[first:last], sentence.tags[last : last + 1]
        if inside == "b" and after in {"(", ":"}:
            return True  # "WNUT: 60.2%"
        if after == "(" and inside[-1] == "N" and opens_list(sentence.tags, first, self._on_strict, self._listed):
            return True  # "on the INSET (91.3%) and OUTSET (62.1%)"
        names = inside == "N" and not sentence.words(first, last).isupper()
        return names and (after == "(" or after in self._stop)

    def _is_compared(self, sentence: TaggedSentence, first: int, last: int) -> bool:
        """Say whether a phrase before a bracket is what something is compared with, not what is measured."""
        if any(tag in self._named for tag in sentence.tags[first:last]):
            return False
        while first > 0 and sentence.tags[first - 1] in self._det_or_in:
            first -= 1
        return first > 0 and sentence.tags[first - 1] in self._against

    def _right_beside(self, draft: Draft) -> Place | None:
        """The noun phrase right after the number: "by 15% in clinical correctness", "(+2.2% macF1)"."""
        sentence, tags = draft.sentence, draft.sentence.tags
        index = draft.token + 1
        opened = False
        counted = draft.quantity.klass == "p"
        while index < len(tags) and (
            tags[index] in self._in or tags[index] in self._adverb or (counted and tags[index] in self._of)
        ):
            opened = opened or tags[index] in self._in
            index += 1
        end = run_right(sentence, index, self._inside, 6)
        while index < end and tags[index] in self._known and tags[end - 1] not in self._named:
            end -= 1  # "63% F1 zero-shot", "3.6 BLEU better than"
        if end == index or any(tag in "BbS" or tag in self._data for tag in tags[index:end]):
            return None
        closes = end == len(tags) or tags[end] in ").,;" or tags[end] in self._stop
        if tags[end : end + 1] == "," and tags[run_right(sentence, end + 1, self._inside, 6) - 1] in self._data:
            return None  # "in complex, noisy scenes"
        known = any(tag in self._known for tag in tags[index:end])
        direct = opened or index == draft.token + 1
        known = known or (closes and direct and any(tag in self._weak for tag in tags[index:end]))
        if (
            not known
            and not (opened and closes and tags[end - 1] not in "NC")
            and not (tags[draft.token - 1] == "(" and closes)
        ):
            return None
        return self._phrases.place(sentence, (index, end))

    def _is_unit_like(self, sentence: TaggedSentence, index: int) -> bool:
        """Say whether the word after a number is a metric used like a unit: "improves quality by 1.7 BLEU"."""
        tag, after = sentence.tags[index : index + 1], sentence.tags[index + 1 : index + 2]
        return tag in self._like_unit or (after == ")" and tag in self._weak_like_unit)

    def _is_acronym_like_unit(self, sentence: TaggedSentence, index: int) -> bool:
        """Say whether an unknown acronym stands between a number and its benchmark: "70.7 SUC on LaSOT"."""
        tags, word = sentence.tags, sentence.words(index, index + 1)
        if tags[index : index + 1] != "N" or not (word.isupper() and word.isalpha()):
            return False
        listed = tags[index + 1 : index + 2] in self._joins
        if listed and any(tags[token + 1 : token + 2] in self._known for token in sentence.quantities):
            return True  # "61.1% AUC, 79.3% NP"
        return tags[index + 1 : index + 2] in self._on and tags[index + 2 : index + 3] in _BENCHMARKS

    def _right_before(self, draft: Draft) -> Place | None:
        """Return the metric's name that stands right before the number: "a recall of 80% and a precision 70%"."""
        index = draft.token - 1
        if index > 0 and draft.reading.rule.kind == "score" and draft.sentence.tags[index] in self._of:
            index -= 1  # "28.9 BLEU at an average lagging of 1.8 s"
        if index < 0 or draft.sentence.tags[index] not in self._like_unit | self._weak_like_unit:
            return None
        return self._phrases.place(draft.sentence, self._grown(draft.sentence, index))

    def _measures(self, draft: Draft, index: int) -> bool:
        """Say whether a metric can have the unit of the number: no quality is counted in seconds, dollars or size."""
        name = draft.sentence.names.get(index)
        if name is None or name.kind != "metrics":
            return True
        compared = draft.sentence.words(draft.token + 1, draft.token + 2).partition(" ")[0]  # "smaller than"
        if not self.is_physical(draft) and compared not in self._words.sized:
            return True
        entries = name.entries
        return any(e.fields["better"] != "higher" or e.fields["unit"] not in {"%", ""} for e in entries)

    def _is_held_equal(self, sentence: TaggedSentence, index: int) -> bool:
        """Say whether a metric is what was kept the same in a comparison ("at similar FLOPs")."""
        while index > 1 and sentence.tags[index] in self._inside and sentence.tags[index] not in self._same:
            index -= 1
        before = index - 2 if sentence.tags[index - 1] in self._det else index - 1
        return sentence.tags[index] in self._same and before >= 0 and sentence.tags[before] in self._at

    def is_physical(self, draft: Draft) -> bool:
        """Say whether the draft's number has a unit that no quality is measured in."""
        if draft.quantity.klass not in "u$":
            return False
        unit = draft.quantity.unit
        entries = self._rulebook.units.lookup(unit) or self._rulebook.units.lookup(unit.partition(" per ")[0])
        if not entries:
            return "/" in unit or " per " in unit  # a rate that no lexicon knows
        return any(entry.fields["dimension"] in self._words.physical for entry in entries)

    def counted_noun(self, draft: Draft) -> str:
        """Return the noun that a number counts ("9 of the 12 hard tasks", "1.3 slips per page"), or empty."""
        sentence = draft.sentence
        if draft.reading.rule.unit == "counted":
            return sentence.words(*draft.reading.slots["metric"]).split(" per ")[0]
        if draft.quantity.klass != "c":
            return ""
        first = run_right(sentence, draft.token + 1, self._of | self._det, 2)
        end = run_right(sentence, first, self._inside, 4)
        words = [sentence.words(index, index + 1) for index in range(first, end)]
        for position, word in enumerate(words):
            if word.islower() and word.endswith("s") and not word.endswith(("ss", "us", "is")):
                return "data " * (words[position - 1 : position] == ["data"]) + word
        return next((word for word in words if word in self._words.irregular_plurals), "")

    def _describes(self, sentence: TaggedSentence, index: int) -> bool:
        """Say whether a metric's name only says of what kind the next noun is ("the ASR benchmark")."""
        return index + 1 < len(sentence.tags) and sentence.tags[index + 1] in self._data | self._threshold

    def _clause_end(self, sentence: TaggedSentence, token: int, limit: int) -> int:
        for index in range(token + 1, limit):
            if sentence.tags[index] in _CLAUSE_BREAKS or sentence.tags[index] == ",":
                return index
        return limit

    def _grown(self, sentence: TaggedSentence, index: int) -> tuple[int, int]:
        first = index
        while (
            first > 0
            and index - first < 4
            and sentence.tags[first - 1] in self._inside
            and sentence.tags[first - 1] not in "\"'/&+"
        ):
            first -= 1
        return first, index + 1

    def fits(self, draft: Draft, metric: str) -> bool:
        """Say whether a metric that the text does not name can have a number: no perplexity is a percentage."""
        for entry in self._rulebook.metrics.lookup(metric):
            better, unit = entry.fields["better"], entry.fields["unit"]
            if draft.kind == "transition" and (draft.direction == "down") != (better == "lower"):
                return False  # what improves from 10.5% to 6.3% is no accuracy
            if draft.unit == "%" and unit != "%" and better == "lower":
                return False
            if draft.unit not in {"", "%", "points"} and not (unit and draft.unit.startswith(unit)):
                return False
        return True

    def lower_is_better(self, draft: Draft) -> bool:
        """Say whether less of the draft's metric is better; False where that is not known."""
        if draft.metric is None:
            return False
        text = draft.sentence.text[draft.metric.span.start : draft.metric.span.end]
        entries = self._rulebook.metrics.lookup(text)
        if entries:
            return all(entry.fields["better"] == "lower" for entry in entries)
        for written in (text.replace("-", " "), text.lower().replace("-", " ")):  # acronyms are known in capitals only
            words = written.split()
            for end in range(len(words)):
                entries = self._rulebook.metrics.lookup(" ".join(words[end:]))
                if entries:
                    return all(entry.fields["better"] == "lower" for entry in entries)
        return any(word in self._words.lower_is_better for word in words)

    def is_time(self, draft: Draft) -> bool:
        """Say whether the draft's metric is a time, so that faster means less of it."""
        if draft.metric is None:
            return False
        text = draft.sentence.text[draft.metric.span.start : draft.metric.span.end].lower()
        return text.split()[-1] in self._words.time_words
