"""Whose result it is."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise

from claimx.assembly.draft import Draft, Place
from claimx.assembly.phrases import bracket_before, opens_list, run_right, strip_phrase
from claimx.assembly.subjects import SubjectFinder
from claimx.assembly.systems import SystemReader
from claimx.mentions import QUANTITY_TAGS, Definition, Definitions
from claimx.rulebook import Rulebook

_LANGUAGES = re.compile(r"[A-Z][a-z]{1,2}(?:-|–|→|->)[A-Z][a-z]{1,2}")  # a pair to translate between: "En-De"


def definition_place(definition: Definition | None) -> Place | None:
    """Return the place of a definition."""
    if definition is None:
        return None
    return Place(definition.span, definition.long or definition.name, definition.in_title)


class ModelFinder:
    """Finds models and base models of drafts.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        sets = rulebook.chars
        self._systems = SystemReader(rulebook)
        self._subjects = SubjectFinder(rulebook, self._systems)
        self._finite = sets("any-verb") - sets("propose", "noun-verb", "verb-ing", "verb-ed")
        self._before_verb = sets("adverb-any", "aux")
        self._strict, self._versus, self._of_whom = sets("compared-strict"), sets("versus"), sets("of-whom")
        self._prep, self._aided, self._det = sets("prep"), sets("aided"), sets("det")
        self._contrast = sets("contrast-prep")
        self._for, self._with = self._contrast & self._of_whom, self._aided & self._of_whom
        self._built_on = self._aided | self._contrast | sets("applied-to")
        self._baseline_words = sets("nominal", "det") | sets("of") | frozenset("l")
        self._joins = sets("and") | frozenset(",")
        self._phrase = sets("nominal", "det", "pronoun")
        self._remark = sets("nominal", "of") | QUANTITY_TAGS | frozenset("BbMm=:,;")
        self._plain = sets("nominal") - frozenset("SNOB")
        self._of, self._generic = sets("of"), rulebook.wording.generic_subject
        self._others = rulebook.wording.earlier
        self._paid = rulebook.wording.resources | rulebook.wording.lower_is_better
        self._method_noun = sets("method-noun")
        self._applied = sets("applied-to")
        self._beats, self._on = sets("beat"), sets("on-strict")
        self._personal = sets("personal-pronoun")
        self._keep = rulebook.wording.strip_left - rulebook.wording.keep_left_baseline

    def own(self, definitions: Definitions) -> Place | None:
        """Return the paper's own system under its most specific name."""
        phrase = definitions.phrase
        telling = phrase is not None and not phrase.in_title and len(phrase.name.split()) > 2
        if definitions.model is not None and (definitions.sure or not telling):
            return definition_place(definitions.model)
        return definition_place(phrase)

    def attach_model(self, draft: Draft, definitions: Definitions, earlier: list[Draft]) -> None:
        """Set the model: a name before its bracket, after "vs.", the subject of its clause, or the paper's own.

        Args:
            draft: The draft.
            definitions: What the document defines.
            earlier: The drafts before it in its sentence.
        """
        for find, how in (
            (partial(self._before_bracket, earlier=earlier), "before the bracket"),
            (partial(self._name_after, definitions=definitions), "named after the number"),
            (self._told_against, "what the difference before is against"),
            (self._headed, "the name at the head of its list item"),
            (self._elliptic, "the name that stands for its clause"),
            (partial(self._for_whom, definitions=definitions), "whom the number is for"),
            (self._whose, "whose the metric is"),
            (partial(self._other_side, earlier=earlier), "what the result before is set against"),
            (partial(self._subjects.subject, definitions=definitions, own=self.own(definitions)), "the subject"),
        ):
            named = find(draft)
            if named is not None:
                draft.model = named
                draft.steps.append(f"model: {how}")
                self._free_from(draft, named)
                return
        draft.model = self.own(definitions)
        if draft.model:
            draft.steps.append("model: the paper's own")

    def supply_models(self, drafts: list[Draft], definitions: Definitions) -> None:
        """Give claims without a model what acts in their clause; it weighs nothing in whether they are claims."""
        for draft in drafts:
            if draft.model is None:
                self._supply(draft, self._subjects.titled(draft, definitions), "what acts and stands in the title")
                self._supply(draft, self._subjects.agent(draft), "what acts in the clause")
        for before, draft in pairwise(drafts):
            goes_on = self._goes_on(before, draft) and not self._is_others(before)
            self._supply(draft, before.model if goes_on else None, "that of the claim before")
        wanting = [draft for draft in drafts if draft.model is None]
        fallback = definition_place(definitions.fallback) if wanting else None
        for draft in wanting:
            self._supply(draft, fallback, "what the paper uses or its title names")
            self._supply(draft, self._subjects.agent(draft, anaphoric=True), "what the clause points back to")

    @staticmethod
    def _supply(draft: Draft, model: Place | None, how: str) -> None:
        if draft.model is None and model is not None:
            draft.model = model
            draft.steps.append(f"model: {how}, for want of a name")

    @staticmethod
    def _goes_on(before: Draft, draft: Draft) -> bool:
        """Say whether a claim follows on another's heels, whose model acts in its clause."""
        acts = any(
            step.startswith(("model: what acts", "model: the subject", "model: that of")) for step in before.steps
        )
        return (
            acts and 0 <= draft.sentence.starts[0] - before.sentence.ends[-1] < 3
        ) or draft.sentence is before.sentence

    def _is_others(self, draft: Draft) -> bool:
        """Say whether a claim is of the systems of others: "prior art has 28%"."""
        place = draft.model
        words = draft.sentence.text[place.span.start : place.span.end].lower().split() if place else []
        return bool(place and not place.in_title) and not self._others.isdisjoint(words)

    @staticmethod
    def _free_from(draft: Draft, model: Place) -> None:
        """Let no benchmark be what is the model already ("3.9 bits for Gorilla")."""
        if not model.in_title:
            draft.benchmarks = [b for b in draft.benchmarks if b.in_title or not b.span.overlaps(model.span)]

    def _before_bracket(self, draft: Draft, earlier: list[Draft]) -> Place | None:
        """A system before its bracket: by its name, or because others of the list have theirs there."""
        named = self._name_before_bracket(draft)
        alike = [other for other in earlier if "model: before the bracket" in other.steps]
        if named is not None or not alike:
            return named
        if ")" not in draft.sentence.tags[alike[-1].token : draft.token] and draft.kind == "score":
            return alike[-1].model  # "BarNet (9 FPS, 53.9 AP)"
        end = draft.token - 1
        if end < 1 or draft.sentence.tags[end] not in "([":
            return None
        narrowed = strip_phrase(draft.sentence, self._systems.phrase_start(draft.sentence.tags, end), end, self._keep)
        return Place(draft.sentence.token_span(*narrowed)) if narrowed else None

    def _name_before_bracket(self, draft: Draft) -> Place | None:
        tags, end = draft.sentence.tags, bracket_before(draft.sentence.tags, draft.token, self._remark)
        if end < 1 or tags[end + 2 : end + 3] in self._versus or (end < draft.token - 1 and draft.kind != "score"):
            return None
        for_whom = run_right(draft.sentence, draft.token + 1, self._phrase | self._prep | QUANTITY_TAGS, 6)
        if any(tags[i] in self._for and tags[i + 1 : i + 2] in tuple("SNO") for i in range(draft.token + 1, for_whom)):
            return None  # "it is faster than BarNet (34% AP at 3 ms for FooNet)"
        first = end
        while first > 0 and tags[first - 1] in "SNCOd":
            first -= 1
        if draft.baseline and first < end and draft.baseline.span.overlaps(draft.sentence.token_span(first, end)):
            return None  # "it outperforms BarNet (+2%) and BazNet (+3%)"
        if "S" in tags[first:end]:
            return Place(draft.sentence.token_span(first, end))
        beaten = first > 0 and (
            tags[first - 1] in self._beats or (tags[first - 1] in self._joins and ")" in tags[:first])
        )
        named = any(tags[i] in "NO" or (beaten and tags[i] == "C") for i in range(first, end))
        listed = opens_list(tags, first, self._on, self._joins | self._det)
        measured_on = listed or "benchmark: beside the number" in draft.steps
        if (measured_on and "O" not in tags[first:end]) or _LANGUAGES.fullmatch(draft.sentence.words(first, end)):
            return None
        return (
            Place(draft.sentence.token_span(first, end))
            if named and draft.kind == "score" and not self._is_metric(draft, first, end)
            else None
        )

    @staticmethod
    def _is_metric(draft: Draft, first: int, end: int) -> bool:
        return draft.metric is not None and draft.metric.span.overlaps(draft.sentence.token_span(first, end))

    def _name_after(self, draft: Draft, definitions: Definitions) -> Place | None:
        """The system after a number that is set against another: "vs. 28 s for Image-GS".

        What comes with the paper's own system is what that is built on: "FooNet is ahead (49.4 AP with ResNet-101)".
        """
        tags, token = draft.sentence.tags, draft.token
        if draft.kind != "score" or token + 2 >= len(tags) or tags[token + 1] not in self._of_whom:
            return None
        against = self._is_against(tags, token)
        if draft.quantity.klass in "hx" and not against:
            return None  # "half the memory of BarNet"
        end = run_right(draft.sentence, token + 2, self._baseline_words, 8)
        if end == token + 2:
            return None
        named = self._systems.name_in(draft.sentence, token + 2, end, draft)
        if named is not None and (against or "S" in tags[token + 2 : end]):
            helps = tags[token + 1] in self._with and not against and definitions.sure
            return None if helps and draft.quantity.klass != "$" else named
        whole = tags[token + 1] in self._of and tags[end - 1] not in self._method_noun  # "against 87% of queries"
        narrowed = strip_phrase(draft.sentence, token + 2, end, self._keep) if against and not whole else None
        return Place(draft.sentence.token_span(*narrowed)) if narrowed else None

    def _is_against(self, tags: str, token: int) -> bool:
        """Say whether a number is, or goes on with, what another is set against ("versus 12% for A and 32% for B")."""
        for index in range(token - 1, max(-1, token - 12), -1):
            if tags[index] in self._strict or tags[index] in self._versus:
                return index >= token - 2 or not QUANTITY_TAGS.isdisjoint(tags[index:token])
            if tags[index] in self._finite or tags[index] in ".;:":
                return False
        return False

    def _told_against(self, draft: Draft) -> Place | None:
        """What the number in its bracket is the level of: "a 30% reduction from the best parser (4.1)"."""
        if draft.kind != "score" or draft.quantity.klass in "hx":
            return None
        narrowed = [strip_phrase(draft.sentence, *bounds, self._keep) for bounds in draft.slots("rival")]
        return next((Place(draft.sentence.token_span(*tokens)) for tokens in narrowed if tokens), None)

    def _headed(self, draft: Draft) -> Place | None:
        """The name at the head of an item: "2) Guided decoding: without training, it gains 4%", "(o1: 87.1 AP)"."""
        tags = draft.sentence.tags
        colon = tags.rfind(":", 0, draft.token)
        if tags[max(0, draft.token - 3) : draft.token] in ("(S:", ",S:", ";S:"):
            return Place(draft.sentence.token_span(colon - 1, colon))
        if colon < 0 or ";" in tags[colon : draft.token]:
            return None
        first = self._systems.phrase_start(tags, colon)
        return (
            Place(draft.sentence.token_span(first, colon)) if first < colon and tags[first - 1 : first] == ")" else None
        )

    def _for_whom(self, draft: Draft, definitions: Definitions) -> Place | None:
        """The system after the metric, where it is the paper's own, its rival, or known: "36% AP at 3 ms for o1"."""
        tags, token = draft.sentence.tags, draft.token
        index = run_right(draft.sentence, token + 1, self._phrase, 6)
        if tags[index : index + 1] in self._prep and tags[index + 1 : index + 2] in QUANTITY_TAGS:
            index += 2
        first = run_right(draft.sentence, index + 1, self._det, 2)
        named = tags[first : first + 1]
        if tags[index : index + 1] not in self._for or not named:
            return None
        wanted = "SNO" if self._is_against(tags, token) else "S" if self.own(definitions) is None else "O"
        if named in wanted:
            return Place(draft.sentence.token_span(first, first + 1))
        end = run_right(draft.sentence, first, self._phrase, 6)
        if self.own(definitions) is not None or end == first or tags[end - 1] not in self._method_noun:
            return None
        narrowed = strip_phrase(draft.sentence, first, end, self._keep)
        return Place(draft.sentence.token_span(*narrowed)) if narrowed else None

    def _whose(self, draft: Draft) -> Place | None:
        """The system that the metric after a number is of: "approaching the 88% accuracy of a human expert"."""
        tags = draft.sentence.tags
        index = run_right(draft.sentence, draft.token + 1, self._phrase, 5)
        if draft.kind != "score" or draft.quantity.klass in "hx" or index == draft.token + 1:
            return None
        first = run_right(draft.sentence, index + 1, self._det, 2)
        end = run_right(draft.sentence, first, self._phrase, 5)
        if tags[index : index + 1] not in self._of or end == first:
            return None
        if not self._paid.isdisjoint(draft.sentence.words(draft.token + 1, index).lower().split()):
            return None  # "30% of the parameters of BarNet"
        if tags[first] == "S":
            return Place(draft.sentence.token_span(first, first + 1))
        words = draft.sentence.words(first, end).lower().split()
        if tags[end - 1] not in self._method_noun or all(word in self._generic for word in words):
            return None
        return Place(draft.sentence.token_span(first, end))

    def _other_side(self, draft: Draft, earlier: list[Draft]) -> Place | None:
        """The baseline of the result before, for the second of "it leads GPT-4 by 3 points (71 vs. 68)"."""
        tags, token = draft.sentence.tags, draft.token
        if (
            draft.kind != "score"
            or tags[token - 1] not in self._versus | self._strict
            or tags[token - 2] not in QUANTITY_TAGS
        ):
            return None
        told = next((other.baseline for other in reversed(earlier) if other.baseline is not None), None)
        told = told or self._beaten(draft)
        rivals = (other.model for other in reversed(earlier) if "model: named after the number" in other.steps)
        told = told or (next(rivals, None) if any(tag in self._strict for tag in tags[token - 1 : token]) else None)
        if told is not None or not any(tag in self._strict for tag in tags[token:]):
            return told
        index = next(i for i in range(token, len(tags)) if tags[i] in self._strict)
        narrowed = strip_phrase(
            draft.sentence, index + 1, run_right(draft.sentence, index + 1, self._baseline_words, 8), self._keep
        )
        return Place(draft.sentence.token_span(*narrowed)) if narrowed else None

    def _beaten(self, draft: Draft) -> Place | None:
        """The known system that the clause says is beaten: "it surpasses Mask DINO on COCO (55.3% vs. 54.7%)"."""
        tags = draft.sentence.tags
        verb = next((i for i in range(draft.token - 2, -1, -1) if tags[i] in self._beats), None)
        if verb is None or any(tag in self._finite or tag in ";:" for tag in tags[verb + 1 : draft.token]):
            return None
        return self._systems.name_in(
            draft.sentence, verb + 1, run_right(draft.sentence, verb + 1, self._baseline_words, 8), draft
        )

    def _elliptic(self, draft: Draft) -> Place | None:
        """The known system that has a number right after it and no verb: "..., and Mistral-Large in 47%"."""
        if draft.kind != "score" or len(draft.sentence.quantities[draft.token]) > 1:
            return None
        tags, end = draft.sentence.tags, draft.token
        while end > 0 and draft.token - end < 3 and (tags[end - 1] in self._prep or tags[end - 1] in self._before_verb):
            end -= 1
        first = end
        while first > 0 and tags[first - 1] in "Sd":
            first -= 1
        if first == end or first == 0 or tags[first - 1] not in self._joins | frozenset(";"):
            return None
        return Place(draft.sentence.token_span(first, end)) if "S" in tags[first:end] else None

    def _base_places(self, draft: Draft, right_limit: int, definitions: Definitions) -> list[int]:
        """Return the tokens after a number that may open what its system is built on.

        A level has it right after itself, or after "with" where the paper's own system is known:
        "48.3% on FooSet is achieved with ResNet50".
        """
        tags = draft.sentence.tags
        near = range(draft.token + 1, min(right_limit, draft.token + 12))
        if draft.kind != "score":
            return list(near)
        if tags[draft.token + 1 : draft.token + 2] in self._with:
            return [draft.token + 1]
        return [i for i in near if tags[i] in self._with and tags[i + 1 : i + 2] == "S"] if definitions.sure else []

    def attach_base(self, draft: Draft, right_limit: int, definitions: Definitions) -> None:
        """Set what the model is built on: a known system after the change, or one that opens the sentence.

        "gains of 24.3% on Llama-3.1-8B", "With Llama-3.1-8B, FooNet reaches".
        """
        sentence, tags = draft.sentence, draft.sentence.tags
        if draft.base_model is not None or draft.model is None:
            return
        where = self._base_places(draft, right_limit, definitions)
        before = range(draft.token - 3, draft.token - 2) if draft.kind == "transition" and draft.token > 3 else range(0)
        ends = "," in tags[1:7] or tags[2:3] in self._personal
        opening = range(1) if tags[0] in self._aided and ends else range(0)
        applied = [i for i in range(draft.token) if tags[i] in self._applied]
        for index in (*before, *where, *opening, *applied):
            if tags[index] in self._finite or tags[index] == ";":
                break
            first = run_right(sentence, index + 1, self._det, 3)
            if index == 0:  # "Equipped with a larger backbone ViT-H, we reach"
                first = run_right(sentence, first, self._plain | self._of | frozenset("z-"), 4)
            if tags[index] in self._built_on and tags[first : first + 1] == "S":
                place = Place(sentence.token_span(first, first + 1))
                taken = [name.span for name in (draft.model, draft.baseline) if name and not name.in_title]
                if not any(span.overlaps(place.span) for span in taken):
                    draft.base_model = place
                    draft.steps.append("base model: built on it")
                return
