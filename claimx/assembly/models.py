"""Whose result it is, and against what it is set."""

from __future__ import annotations

from functools import partial

from claimx.assembly.draft import Draft, Place
from claimx.assembly.phrases import list_items, run_right, strip_phrase
from claimx.mentions import Definition, Definitions, TaggedSentence
from claimx.rulebook import Rulebook

_QUANTITY = frozenset("%pxufi$chDTtz")


def definition_place(definition: Definition | None) -> Place | None:
    """Return the place of a definition."""
    if definition is None:
        return None
    return Place(definition.span, definition.long or definition.name, definition.in_title)


class ModelFinder:
    """Finds models, base models and baselines of drafts.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        sets = rulebook.chars
        self._words = rulebook.wording
        self._generic = rulebook.naming.generic_names
        self._verbs = sets("any-verb") - sets("propose", "noun-verb")
        self._finite = self._verbs - sets("verb-ing", "verb-ed")
        self._before_verb = sets("adverb-any", "aux")
        self._compared, self._strict = sets("compared"), sets("compared-strict")
        self._prep = sets("prep")
        self._aided = sets("aided")
        self._acts = sets("ing", "verb-ing", "reach-ing", "evaluate-ing", "training", "intervene")
        self._clause = sets("that-word")
        self._versus, self._of_whom = sets("versus"), sets("of-whom")
        self._change_noun = sets("gain", "reduction", "speedup")
        self._than, self._beat = sets("than"), sets("beat")
        self._baseline_words = sets("nominal", "det") | sets("of") | frozenset("l")
        self._joins = sets("and") | frozenset(",")
        self._phrase = sets("nominal", "det", "pronoun")
        self._method_noun, self._pronoun = sets("method-noun"), sets("we", "pronoun")
        self._det, self._contrast = sets("det"), sets("contrast-prep")
        self._training = sets("training")
        self._doing = sets("using-word")
        self._personal = sets("personal-pronoun")
        self._keep = self._words.strip_left - self._words.keep_left_baseline

    def own(self, definitions: Definitions) -> Place | None:
        """Return the paper's own system under its most specific name."""
        phrase = definitions.phrase
        telling = phrase is not None and len(phrase.name.split()) > 2
        if definitions.model is not None and (definitions.sure or not telling):
            return definition_place(definitions.model)
        return definition_place(phrase)

    def attach_model(self, draft: Draft, definitions: Definitions) -> None:
        """Set the model: a name before its bracket, after "vs.", the subject of its clause, or the paper's own."""
        for find, how in (
            (self._name_before_bracket, "before the bracket"),
            (self._name_after, "named after the number"),
            (self._elliptic, "the name that stands for its clause"),
            (partial(self._subject, definitions=definitions), "the subject"),
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

    @staticmethod
    def _free_from(draft: Draft, model: Place) -> None:
        """Let no benchmark be what is the model already ("3.9 bits for Gorilla")."""
        if not model.in_title:
            draft.benchmarks = [b for b in draft.benchmarks if b.in_title or not b.span.overlaps(model.span)]

    def _name_before_bracket(self, draft: Draft) -> Place | None:
        tags, end = draft.sentence.tags, draft.token - 1
        if end < 1 or tags[end] not in "([":
            return None
        first = end
        while first > 0 and tags[first - 1] in "SNCOd":
            first -= 1
        if "S" in tags[first:end]:
            return Place(draft.sentence.token_span(first, end))
        named = any(tags[i] in "NO" for i in range(first, end))
        return (
            Place(draft.sentence.token_span(first, end))
            if named and draft.kind == "score" and not self._is_metric(draft, first, end)
            else None
        )

    @staticmethod
    def _is_metric(draft: Draft, first: int, end: int) -> bool:
        return draft.metric is not None and draft.metric.span.overlaps(draft.sentence.token_span(first, end))

    def _name_after(self, draft: Draft) -> Place | None:
        """The system after a number that is set against another: "vs. 28 s for Image-GS"."""
        tags, token = draft.sentence.tags, draft.token
        if draft.kind != "score" or token + 2 >= len(tags) or tags[token + 1] not in self._of_whom:
            return None
        against = self._is_against(tags, token)
        end = run_right(draft.sentence, token + 2, self._baseline_words, 8)
        if end == token + 2:
            return None
        named = self._name_in(draft.sentence, token + 2, end, draft)
        if named is not None and (against or "S" in tags[token + 2 : end]):
            return named
        narrowed = strip_phrase(draft.sentence, token + 2, end, self._keep) if against else None
        return Place(draft.sentence.token_span(*narrowed)) if narrowed else None

    def _is_against(self, tags: str, token: int) -> bool:
        """Say whether a number is, or goes on with, what another is set against ("versus 12% for A and 32% for B")."""
        for index in range(token - 1, max(-1, token - 12), -1):
            if tags[index] in self._strict or tags[index] in self._versus:
                return index >= token - 2 or not _QUANTITY.isdisjoint(tags[index:token])
            if tags[index] in self._finite or tags[index] in ".;:":
                return False
        return False

    def _elliptic(self, draft: Draft) -> Place | None:
        """The known system that has a number right after it and no verb: "..., and Mistral-Large in 47%"."""
        tags, end = draft.sentence.tags, draft.token
        while end > 0 and draft.token - end < 3 and (tags[end - 1] in self._prep or tags[end - 1] in self._before_verb):
            end -= 1
        first = end
        while first > 0 and tags[first - 1] in "Sd":
            first -= 1
        if first == end or draft.kind != "score" or first == 0 or tags[first - 1] not in self._joins | frozenset(";"):
            return None
        return Place(draft.sentence.token_span(first, end)) if "S" in tags[first:end] else None

    def _subject(self, draft: Draft, definitions: Definitions) -> Place | None:
        """The system in the noun phrase before a verb, the nearest such phrase to the left of the number."""
        sentence, tags = draft.sentence, draft.sentence.tags
        for index in range(draft.token - 1, 0, -1):
            if tags[index] == ";":
                return None
            if tags[index] not in self._verbs:
                continue
            first, end = self._phrase_before(tags, index)
            if first == end:
                place = self._apposed(draft, end - 1) if end > 1 and tags[end - 1] == "," else None
            else:
                place = self._helped_subject(draft, first, end) or self._listed_subject(draft, first, end)
            if place is not None:
                return place
            if first == end:
                continue
            own = self.own(definitions)
            if definitions.model and self._built_in(sentence, first, end, definitions.model.name):
                draft.base_model = self._name_in(sentence, first, end, draft)
                return own
            words = sentence.words(first, end).lower().split()
            place = self._name_in(sentence, first, end, draft) or self._others(sentence, first, end, words)
            if place is not None:
                return place
            if all(word in self._words.generic_subject for word in words):
                if own:
                    return own
                continue
            if tags[end - 1] in self._method_noun:
                telling = sum(word not in self._words.generic_subject for word in words)
                means_own = own and telling < 3 and (definitions.sure or words[0] == "our")
                narrowed = None if means_own else strip_phrase(sentence, first, end, self._keep)
                return Place(sentence.token_span(*narrowed)) if narrowed else own
            if any(tags[i] in self._pronoun for i in range(first, end)) and own:
                return own
            gerund = self._gerund(sentence, end) if own is None else None
            if gerund is not None:
                return gerund
        return None

    def _others(self, sentence: TaggedSentence, first: int, end: int, words: list[str]) -> Place | None:
        """The systems of others: "existing methods", "prior work"."""
        if sentence.tags[end - 1] not in self._method_noun or self._words.others.isdisjoint(words):
            return None
        narrowed = strip_phrase(sentence, first, end, self._keep)
        return Place(sentence.token_span(*narrowed)) if narrowed else None

    @staticmethod
    def _built_in(sentence: TaggedSentence, first: int, end: int, name: str) -> bool:
        """Say whether a compound of the paper's own name stands in the phrase ("FooNet-tuned Llama")."""
        return any(
            sentence.text.startswith(name + "-", sentence.starts[i]) and sentence.tags[i] == "n"
            for i in range(first, end)
        )

    def _phrase_before(self, tags: str, verb: int) -> tuple[int, int]:
        """Return the tokens of the noun phrase before a verb and its helpers: two equal numbers where none is."""
        end = verb
        while end > 0 and tags[end - 1] in self._before_verb:
            end -= 1
        return self._phrase_start(tags, end), end

    def _phrase_start(self, tags: str, end: int) -> int:
        first = end
        while first > 0 and end - first < 9:
            adapted = tags[first - 1] in self._training and 1 < first < end and tags[first - 2] in self._phrase
            if not adapted and tags[first - 1] not in self._phrase:
                break
            first -= 1
            if first == end - 1 and tags[first] in self._personal:
                break  # "With Llama it reaches": a pronoun is a phrase of its own
        return first

    def _apposed(self, draft: Draft, comma: int) -> Place | None:
        """The name between commas before a verb: "the best, Claude Opus, reaches"."""
        tags = draft.sentence.tags
        opening = tags.rfind(",", 0, comma)
        if opening < 0 or comma - opening > 8 or not self._finite.isdisjoint(tags[opening:comma]):
            return None
        return self._name_in(draft.sentence, opening + 1, comma, draft)

    def _helped_subject(self, draft: Draft, first: int, end: int) -> Place | None:
        """The system before "with ...": in "FooNet with Llama reaches", Llama is the base."""
        sentence, tags = draft.sentence, draft.sentence.tags
        if first < 2 or tags[first - 1] not in self._aided or "S" not in tags[first:end]:
            return None
        before = self._phrase_start(tags, first - 1)
        named = self._name_in(sentence, before, first - 1, draft) if before < first - 1 else None
        if named is not None:
            draft.base_model = self._name_in(sentence, first, end, draft)
        return named

    def _gerund(self, sentence: TaggedSentence, end: int) -> Place | None:
        """The act that is the subject of a clause: "Fine-tuning on medical data reduces"."""
        tags = sentence.tags
        start = end - 1
        while start > 0 and end - start < 12 and tags[start - 1] not in ",;:" and tags[start - 1] not in self._clause:
            start -= 1
        if start < end and (tags[start] in self._acts):
            return Place(sentence.token_span(start, min(end, start + 8)))
        return None

    def _listed_subject(self, draft: Draft, first: int, end: int) -> Place | None:
        """Give each of several numbers its own of several subjects ("A and B reach 91% and 72%, respectively")."""
        sentence, tags = draft.sentence, draft.sentence.tags
        members = len(sentence.quantities[draft.token])
        if members < 2 or first == 0 or tags[first - 1] not in self._joins:
            return None
        items = [(first, end)]
        while first > 0 and tags[first - 1] in self._joins:
            stop = first - 1
            while stop > 0 and tags[stop - 1] in self._joins:
                stop -= 1
            first = stop
            while first > 0 and stop - first < 9 and tags[first - 1] in self._phrase:
                first -= 1
            if first == stop:
                break
            items.insert(0, (first, stop))
        governed = items[0][0] > 0 and tags[items[0][0] - 1] in self._prep
        spoken = any(tags[i] in "Bb" or tags[i] in self._pronoun for i in range(items[0][0], items[-1][1]))
        if len(items) != members or governed or spoken:
            return None
        narrowed = strip_phrase(sentence, *items[draft.member], self._keep)
        return Place(sentence.token_span(*narrowed)) if narrowed else None

    def _name_in(self, sentence: TaggedSentence, first: int, end: int, draft: Draft) -> Place | None:
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
                return Place(sentence.token_span(begin, stop))
        return None

    def _names(self, sentence: TaggedSentence, position: int, draft: Draft) -> bool:
        """Say whether a name-like token can be a system: no hardware, no metric of this number, no known acronym."""
        text = sentence.words(position, position + 1)
        if not text[0].isalpha() or text in self._generic:
            return False
        if text in draft.measured:
            return False
        return not (draft.metric and draft.metric.span.start <= sentence.starts[position] < draft.metric.span.end)

    def attach_base(self, draft: Draft, right_limit: int) -> None:
        """Set what the model is built on: a known system after the change, or one that opens the sentence.

        "gains of 24.3% on Llama-3.1-8B", "With Llama-3.1-8B, FooNet reaches".
        """
        sentence, tags = draft.sentence, draft.sentence.tags
        if draft.base_model is not None or draft.model is None:
            return
        where = range(draft.token + 1, min(right_limit, draft.token + 12)) if draft.kind != "score" else range(0)
        before = range(draft.token - 3, draft.token - 2) if draft.kind == "transition" and draft.token > 3 else range(0)
        opening = range(1) if tags[0] in self._aided and "," in tags[1:7] else range(0)
        for index in (*before, *where, *opening):
            if tags[index] in self._finite or tags[index] == ";":
                break
            first = index + 1
            while first < len(tags) and tags[first] in self._det:
                first += 1
            if tags[index] in self._aided | self._contrast and tags[first : first + 1] == "S":
                place = Place(sentence.token_span(first, first + 1))
                taken = [name.span for name in (draft.model, draft.baseline) if name and not name.in_title]
                if not any(span.overlaps(place.span) for span in taken):
                    draft.base_model = place
                    draft.steps.append("base model: built on it")
                return

    def attach_baseline(self, draft: Draft, right_limit: int) -> None:
        """Set what a difference is against."""
        for bounds in draft.slots("baseline"):
            draft.baseline = self._baseline_place(draft.sentence, bounds)
            if draft.baseline:
                draft.steps.append("baseline: by the rule")
                return
        tags = draft.sentence.tags
        for index in range(draft.token + 1, right_limit):
            if tags[index] == ";":
                break
            loose = tags[index] in self._compared and index <= draft.reading.last + 6
            if tags[index] in self._strict or tags[index] in self._than or loose:
                draft.baseline = self._phrase_after(draft, index)
                if draft.baseline:
                    draft.steps.append("baseline: after the number")
                    return
        first_number = next(index for index, tag in enumerate(tags) if tag in _QUANTITY)
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
            if tags[index] in self._strict or gained or (tags[index] in self._beat and draft.direction):
                draft.baseline = self._phrase_after(draft, index)
                if draft.baseline:
                    draft.steps.append("baseline: before the number")
                    return

    def _phrase_after(self, draft: Draft, index: int) -> Place | None:
        sentence, members = draft.sentence, len(draft.sentence.quantities[draft.token])
        if members > 1:
            items = list_items(sentence.tags, index + 1, self._baseline_words, self._joins)
            if len(items) == members:
                return self._baseline_place(sentence, items[draft.member])
        if sentence.tags[index + 1 : index + 2] in self._doing:
            index += 1  # "compared to using real data only"
        end = run_right(sentence, index + 1, self._baseline_words, 9)
        if (
            end == index + 2
            and end < len(sentence.tags)
            and sentence.tags[end] in self._joins
            and "-" in sentence.words(end - 1, end)
        ):
            end = max(end, run_right(sentence, end + 1, self._baseline_words, 8))
        return self._baseline_place(sentence, (index + 1, end)) if end > index + 1 else None

    def _baseline_place(self, sentence: TaggedSentence, bounds: tuple[int, int]) -> Place | None:
        narrowed = strip_phrase(sentence, *bounds, self._keep)
        if narrowed is None or not _QUANTITY.isdisjoint(sentence.tags[narrowed[0] : narrowed[1]]):
            return None
        return Place(sentence.token_span(*narrowed))
