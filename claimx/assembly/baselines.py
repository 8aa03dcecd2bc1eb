"""Against what a difference is set."""

from __future__ import annotations

from claimx.assembly.draft import Draft, Place
from claimx.assembly.phrases import list_items, run_right, strip_phrase
from claimx.mentions import QUANTITY_TAGS, TaggedSentence
from claimx.model import Span
from claimx.rulebook import Rulebook

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
        self._of, self._as, self._same = sets("of"), sets("as-to"), sets("same")
        self._doing = sets("using-word")
        self._data = sets("data-noun", "plural-data-noun", "task-noun")
        self._paid = rulebook.wording.resources
        self._numerals = rulebook.quantities.numerals.values
        self._keep = rulebook.wording.strip_left - rulebook.wording.keep_left_baseline

    def attach(self, draft: Draft, right_limit: int) -> None:
        """Set what a difference is against."""
        for bounds in draft.slots("baseline"):
            draft.baseline = self._baseline_place(draft.sentence, bounds)
            if draft.baseline:
                draft.steps.append("baseline: by the rule")
                return
        if draft.kind == "score":
            if not self._is_share(draft):
                return
            draft.baseline = self._whole(draft)
            if draft.baseline:
                draft.steps.append("baseline: what it is a share of")
                return
        tags = draft.sentence.tags
        for index in range(draft.token + 1, right_limit):
            if tags[index] == ";":
                break
            near = index <= draft.reading.last + 6 and "," not in tags[draft.token : index]
            loose = tags[index] in self._compared and near
            if tags[index] in self._strict or tags[index] in self._than or loose:
                draft.baseline = self._phrase_after(draft, index)
                if draft.baseline:
                    draft.steps.append("baseline: after the number")
                    return
        first_number = next(index for index, tag in enumerate(tags) if tag in QUANTITY_TAGS)
        followed = not self._strict.isdisjoint(tags[draft.token :])
        for index in range(draft.token - 1, -1, -1):
            if followed and first_number < index:  # the comparison is of the numbers after it
                break
            gained = (
                index
                and tags[index] in self._compared
                and tags[index - 1] in self._change_noun
                and "," not in tags[index : draft.token]
            )
            better = index and tags[index] in self._than and tags[index - 1] in self._better
            equal = index > 1 and tags[index] in self._as and not self._same.isdisjoint(tags[max(0, index - 4) : index])
            if (
                tags[index] in self._strict
                or gained
                or better
                or equal
                or (tags[index] in self._beat and (draft.direction or draft.quantity.klass == "%"))
            ):
                draft.baseline = self._phrase_after(draft, index)
                if draft.baseline:
                    draft.steps.append("baseline: before the number")
                    return

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
        first = index + 2 if self._describes(sentence, index + 1) else index + 1
        end = run_right(sentence, first, self._baseline_words, 9)
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
