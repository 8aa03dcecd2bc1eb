"""Against what a difference is set."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from claimx.assembly.draft import Draft, Place
from claimx.assembly.phrases import bracket_before, list_items, run_right, strip_phrase
from claimx.mentions import QUANTITY_TAGS, TaggedSentence
from claimx.model import Span
from claimx.rulebook import Rulebook

_LONGEST_REMARK = 16  # tokens
# Numbers that are no part of a name; a size is one ("the 70B teacher").
_MEASURED = QUANTITY_TAGS - {"z"}


class BaselineFinder:
    """Finds the baselines of drafts.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        sets = rulebook.chars
        self._compared, self._strict = sets("compared"), sets("compared-strict")
        self._change_noun = sets("gain", "reduction", "speedup")
        self._than, self._beat = sets("than"), sets("beat")
        self._baseline_words = sets("nominal", "det") | sets("of") | frozenset("lz")
        self._and, self._better = sets("and"), sets("better", "worse")
        self._joins = self._and | frozenset(",")
        self._remark = sets("nominal", "of") | QUANTITY_TAGS | frozenset("BbMm=:,;")
        self._of, self._as, self._same = sets("of"), sets("as-to"), sets("same")
        self._doing, self._participle = sets("using-word"), sets("ed", "verb-ed", "use-data")
        self._data = sets("data-noun", "plural-data-noun", "task-noun")
        self._paid = rulebook.wording.resources
        self._respectively = sets("respectively")
        self._said = self._respectively | frozenset(",")
        self._improves = sets("improve")
        self._others, self._method_noun = rulebook.wording.others, sets("method-noun")
        self._numerals = rulebook.quantities.numerals.values
        self._keep = rulebook.wording.strip_left - rulebook.wording.keep_left_baseline

    def attach(self, draft: Draft, right_limit: int) -> None:
        """Set what a difference is against."""
        share = draft.kind == "score" and self._is_share(draft)
        ways: list[tuple[Callable[[Draft], Place | None], str]] = [(self._by_rule, "by the rule")]
        if share:
            ways.append((self._whole, "what it is a share of"))
        if share or draft.kind != "score":  # no other level is against something
            ways += [
                (self._before_bracket, "before the bracket"),
                (partial(self._after, right_limit=right_limit), "after the number"),
                (self._before, "before the number"),
                (self._whose_metric, "whose metric is changed"),
                (self._improved, "what is improved"),
            ]
        for find, how in ways:
            place = find(draft)
            if place is not None:
                draft.baseline = place
                draft.steps.append(f"baseline: {how}")
                return

    def _by_rule(self, draft: Draft) -> Place | None:
        members = len(draft.sentence.quantities[draft.token])
        for first, _ in draft.slots("baseline"):
            ordered = members > 1 and not self._respectively.isdisjoint(draft.sentence.tags[draft.token :])
            items = list_items(draft.sentence.tags, first, self._baseline_words, self._joins) if ordered else []
            if ordered and len(items) == members:  # "by 50% and 40% over A and B, respectively"
                return self._baseline_place(draft.sentence, items[draft.member])
        places = (self._baseline_place(draft.sentence, bounds) for bounds in draft.slots("baseline"))
        return next((place for place in places if place), None)

    def _after(self, draft: Draft, right_limit: int) -> Place | None:
        tags, start = draft.sentence.tags, draft.token + 1
        close = tags.find(")", start)
        if (
            tags[start : start + 1] == "(" and 0 < close - start < _LONGEST_REMARK
        ):  # "by 50% (from 0.18 to 0.09), compared"
            start = close
            later = (token for token in draft.sentence.quantities if token > close)
            right_limit = min(later, default=len(tags))
        said = run_right(draft.sentence, start, self._said, 3)  # "by 2.1x and 1.6x, respectively, over"
        start = said if not self._respectively.isdisjoint(tags[start:said]) else start
        for index in range(start, right_limit):
            if tags[index] == ";":
                break
            near = index <= draft.reading.last + 6 and "," not in tags[start:index]
            loose = tags[index] in self._compared and near
            if tags[index] in self._strict or tags[index] in self._than or loose:
                place = self._phrase_after(draft, index)
                if place is not None:
                    return place
        return None

    def _before_bracket(self, draft: Draft) -> Place | None:
        """Each of those beaten, with the lead in its bracket: "it outperforms BarNet (+2%) and BazNet (+3%)"."""
        tags = draft.sentence.tags
        end = bracket_before(tags, draft.token, self._remark) if draft.quantity.sign else -1
        first = end
        while first > 0 and tags[first - 1] in "SNCOd":
            first -= 1
        beaten = first < end and any(tag in self._beat or tag in self._strict for tag in tags[:first])
        return self._baseline_place(draft.sentence, (first, end)) if beaten else None

    def _before(self, draft: Draft) -> Place | None:
        tags = draft.sentence.tags
        first_number = next(index for index, tag in enumerate(tags) if tag in QUANTITY_TAGS)
        followed = not self._strict.isdisjoint(tags[draft.token :])
        for index in range(draft.token - 1, -1, -1):
            if followed and first_number < index:  # the comparison is of the numbers after it
                break
            if self._compares(draft, index):
                place = self._phrase_after(draft, index)
                if place is not None:
                    return place
        return None

    def _compares(self, draft: Draft, index: int) -> bool:
        """Say whether a token before a number opens what that is compared with."""
        tags = draft.sentence.tags
        tag, before = tags[index], tags[max(0, index - 1) : index]
        if tag in self._strict or (tag in self._than and before and before in self._better):
            return True
        if tag in self._beat:
            return bool(draft.direction) or draft.quantity.klass == "%"
        if tag in self._compared and before and before in self._change_noun:
            return "," not in tags[index : draft.token]
        return index > 1 and tag in self._as and not self._same.isdisjoint(tags[max(0, index - 4) : index])

    def _whose_metric(self, draft: Draft) -> Place | None:
        """Whose metric is changed: "halving the latency of the earlier parser"."""
        sentence = draft.sentence
        if draft.metric is None or draft.kind != "delta":
            return None
        index = next((i for i, end in enumerate(sentence.ends) if end == draft.metric.span.end), len(sentence.tags)) + 1
        if sentence.tags[index : index + 1] not in self._of:
            return None
        end = run_right(sentence, index + 1, self._baseline_words, 9)
        others = not self._others.isdisjoint(sentence.words(index + 1, end).lower().split())
        return self._phrase_after(draft, index) if others and sentence.tags[end - 1] in self._method_noun else None

    def _improved(self, draft: Draft) -> Place | None:
        """The known system that is improved, where the metric is another: "improves Sparse R-CNN by 8% in mAP"."""
        for first, end in draft.slots("metric"):
            others = not self._others.isdisjoint(draft.sentence.words(end - 1, end).lower().split())
            system = draft.sentence.tags[end - 1] == "S" or others
            improved = draft.sentence.tags[first - 1 : first] in self._improves and system
            named = end <= draft.token and first and improved
            if named and draft.kind == "delta" and draft.metric is not None:
                place = self._baseline_place(draft.sentence, (first, end))
                if place is not None and not place.span.overlaps(draft.metric.span):
                    return place
        return None

    def _is_share(self, draft: Draft) -> bool:
        """Say whether a level is a share of what something else costs: "half the memory", "30% of the computation"."""
        if draft.quantity.klass in "hx":
            return True
        metric = draft.metric
        words = draft.sentence.text[metric.span.start : metric.span.end].lower().split() if metric else []
        return draft.quantity.klass == "%" and not self._paid.isdisjoint(words)

    def _whole(self, draft: Draft) -> Place | None:
        """Whose amount a share is of: "half the memory of BarNet"."""
        sentence = draft.sentence
        if draft.metric is None or draft.metric.span.start < sentence.ends[draft.token]:
            return None
        index = next(
            (i for i, start in enumerate(sentence.starts) if start >= draft.metric.span.end), len(sentence.tags)
        )
        return self._phrase_after(draft, index) if sentence.tags[index : index + 1] in self._of else None

    def _phrase_after(self, draft: Draft, index: int) -> Place | None:
        sentence, members = draft.sentence, len(draft.sentence.quantities[draft.token])
        if members > 1:
            items = list_items(sentence.tags, index + 1, self._baseline_words, self._joins)
            joined = len(items) == members and any(
                tag in self._and for tag in sentence.tags[items[-2][1] : items[-1][0]]
            )
            if joined:
                return self._baseline_place(sentence, items[draft.member])
        if sentence.tags[index + 1 : index + 2] in self._doing:
            index += 1  # "compared to using real data only"
        if self._numerals.get(sentence.words(index + 1, index + 2).lower()) == 1:
            index += 1  # "compared to one monolithic accelerator"
        first = index + 2 if self._describes(sentence, index + 1) else index + 1
        end = run_right(sentence, first, self._baseline_words, 9)
        if sentence.tags[end : end + 1] in self._participle and sentence.words(end - 1, end).endswith("ly"):
            end = run_right(sentence, end + 1, self._baseline_words, 6)  # "the most commonly used stores"
        if (
            end == index + 2
            and end < len(sentence.tags)
            and sentence.tags[end] in self._and
            and "-" in sentence.words(end - 1, end)
        ):
            end = max(end, run_right(sentence, end + 1, self._baseline_words, 8))
        return self._baseline_place(sentence, (index + 1, end)) if end > index + 1 else None

    def _baseline_place(self, sentence: TaggedSentence, bounds: tuple[int, int]) -> Place | None:
        narrowed = strip_phrase(sentence, *bounds, self._keep)
        if narrowed is None:
            return None
        first, end = narrowed
        if sentence.tags[end - 1] in self._data and sentence.words(first, first + 1).lower() in self._numerals:
            return None  # "over ten datasets"
        inner = first + 1 if self._describes(sentence, first) else first
        if inner == end or not _MEASURED.isdisjoint(sentence.tags[inner:end]):
            return None
        span = sentence.token_span(first, end)
        article, space, _ = sentence.words(first, first + 1).partition(" ")
        if space and article.lower() in self._keep:  # "the 70B" is one number
            span = Span(span.start + len(article) + 1, span.end)
        return Place(span)

    @staticmethod
    def _describes(sentence: TaggedSentence, index: int) -> bool:
        """Say whether a number only describes what comes next: "compared to 32-bit training"."""
        if index >= len(sentence.tags) or sentence.tags[index] not in QUANTITY_TAGS:
            return False
        text = sentence.words(index, index + 1)
        return text[:1].isdigit() and "-" in text and text[-1:].isalpha()
