"""Which system a clause is about: the noun phrase before its verb."""

from __future__ import annotations

from collections.abc import Collection

from claimx.assembly.draft import Draft, Place
from claimx.assembly.phrases import strip_phrase
from claimx.assembly.systems import SystemReader
from claimx.mentions import QUANTITY_TAGS, Definitions, TaggedSentence
from claimx.rulebook import Rulebook

_LONGEST_HELP = 16
_LONGEST_NAME = 5  # tokens
_FEWEST_WORDS = 2  # of a phrase that its standing in the title makes a system


class SubjectFinder:
    """Finds the system that the clause of a number is about.

    Args:
        rulebook: The rulebook.
        systems: Reads the names of noun phrases.
    """

    def __init__(self, rulebook: Rulebook, systems: SystemReader) -> None:
        sets = rulebook.chars
        self._words, self._systems = rulebook.wording, systems
        self._verbs = sets("any-verb", "to-level") - sets("propose", "noun-verb")
        self._finite = self._verbs - sets("verb-ing", "verb-ed")
        self._prep, self._aided, self._clause = sets("prep"), sets("aided"), sets("that-word")
        self._acts = sets("ing", "verb-ing", "reach-ing", "evaluate-ing", "training", "intervene")
        self._ablating = sets("ablating")
        self._joins = sets("and") | frozenset(",")
        self._method_noun, self._pronoun = sets("method-noun"), sets("we", "pronoun")
        self._spend = sets("spend")
        self._training, self._no_head = sets("training"), sets("ed", "adverb-any")
        self._report = sets("range")
        self._opening, self._det = sets("that-word") - sets("and"), sets("det")
        self._compared = sets("compared-strict") | frozenset(
            rulebook.vocabulary.codes[w] for w in ("against", "versus")
        )
        self._of, self._data = sets("of"), sets("data-noun")
        self._with = self._aided & sets("of-whom")
        self._within = sets("nominal", "det", "and", "of")
        self._beats, self._reaching = sets("beat"), sets("verb-ing", "reach-ing")
        self._linking, self._moves = sets("be"), sets("change-verb")
        self._keep = self._words.strip_left - self._words.keep_left_baseline

    def subject(self, draft: Draft, definitions: Definitions, own: Place | None) -> Place | None:
        """The system in the noun phrase before a verb, the nearest such phrase to the left of the number.

        Args:
            draft: The draft.
            definitions: What the document defines.
            own: The paper's own system.
        """
        tags = draft.sentence.tags
        for index in range(draft.token - 1, 0, -1):
            if tags[index] == ";":
                return None
            spends = tags[index] in self._spend and tags[index + 1] in QUANTITY_TAGS  # "FooNet costs 3 hours"
            if tags[index] not in self._verbs and not spends:
                continue
            first, end = self._systems.phrase_before(tags, index)
            if first < end and tags[end - 1] in self._data:
                continue  # "Experiments on the FooSet and BarSet datasets show that it gains"
            if first and tags[index] in self._reaching and tags[first - 1] in self._beats:
                continue  # "FooNet outperforms other methods, reaching"
            if first and first < end and tags[first - 1] in self._compared:
                continue  # "Compared to plain network training, we reach", "Simulations against the rival show"
            first, end = self._before_which(draft, *self._head(draft, first, end))
            if first == end:
                before = {",": self._before_comma, ")": self._bracketed}.get(tags[end - 1])
                place = before(draft, end - 1, definitions, own) if before else None
            else:
                place = (
                    (self._gerund(draft.sentence, end, self._ablating) if tags[index] in self._finite else None)
                    or self._helped_subject(draft, first, end, definitions, own)
                    or self._listed_subject(draft, first, end)
                    or self._described(draft, first, end, definitions, own)
                )
            ours = first < end and draft.sentence.words(first, first + 1).lower() in {"our", "we"}
            if place is not None or ours:
                return place
        return None

    def _head(self, draft: Draft, first: int, end: int) -> tuple[int, int]:
        """Return the tokens of "our method" where a phrase only says what that is for: "our method for parsing"."""
        start = self._systems.phrase_start(draft.sentence.tags, first - 1) if first > 1 else first
        ours = start < first - 1 and draft.sentence.words(start, start + 1).lower() == "our"
        method = draft.sentence.tags[first - 2] in self._method_noun and draft.sentence.tags[first - 1] in self._prep
        return (start, first - 1) if ours and method else (first, end)

    def _before_which(self, draft: Draft, first: int, end: int) -> tuple[int, int]:
        """Return the tokens of what "..., which" speaks of, where that is the subject; else the same tokens."""
        tags, stop = draft.sentence.tags, end - 1
        if end - first > 1 or draft.sentence.words(stop, stop + 1).lower() != "which" or tags[stop - 1 : stop] != ",":
            return first, end
        start = self._systems.phrase_start(tags, stop - 1)
        system = tags[stop - 2] in self._method_noun or tags[stop - 2] in "SN"
        return (start, stop - 1) if start < stop - 1 and system else (first, end)

    def _described(
        self, draft: Draft, first: int, end: int, definitions: Definitions, own: Place | None
    ) -> Place | None:
        """What a noun phrase says its system is: a name, somebody else's, a description, or the paper's own."""
        sentence, tags = draft.sentence, draft.sentence.tags
        if definitions.model and self._built_in(sentence, first, end, definitions.model.name):
            draft.base_model = self._systems.name_in(sentence, first, end, draft)
            return own
        words = sentence.words(first, end).lower().split()
        place = self._systems.name_in(sentence, first, end, draft) or self._others(sentence, first, end, words)
        if place is not None:
            return place
        if all(word in self._words.generic_subject for word in words):
            return own
        if tags[end - 1] in self._method_noun:
            telling = sum(word not in self._words.generic_subject for word in words)
            means_own = own and telling < 3 and (definitions.sure or words[0] == "our")
            narrowed = None if means_own else strip_phrase(sentence, first, end, self._keep)
            return Place(sentence.token_span(*narrowed)) if narrowed else own
        if own is None:
            return self._gerund(sentence, end, self._acts)
        if any(tags[i] in self._pronoun for i in range(first, end)):
            return own
        return self._bare(draft, first, end, words) if self._governs(draft, end) else None

    def _governs(self, draft: Draft, end: int) -> bool:
        """Say whether the verb after a phrase is an active one, and the number's own."""
        tags = draft.sentence.tags
        verbs = [i for i in range(end, draft.token) if tags[i] in self._verbs]
        if len(verbs) != 1 or tags[verbs[0]] not in self._finite or tags[verbs[0]] in self._linking | self._report:
            return False
        return not (tags[verbs[0]] in self._moves and (tags[verbs[0] + 1] in self._prep or verbs[0] + 1 == draft.token))

    def _bare(self, draft: Draft, first: int, end: int, words: list[str]) -> Place | None:
        """What opens a clause without an article and is no measure: "where zone maps skip 38%"."""
        sentence, tags = draft.sentence, draft.sentence.tags
        opens = first == 0 or tags[first - 1] in self._opening
        if (
            not opens
            or tags[first] in self._det
            or not self._words.no_agent.isdisjoint(words)
            or "M" in tags[first:end]
        ):
            return None
        place = Place(sentence.token_span(first, end))
        return None if draft.metric and draft.metric.span.overlaps(place.span) else place

    def agent(self, draft: Draft, *, anaphoric: bool = False) -> Place | None:
        """What the clause says acts, whatever it is: "the mutable sketch achieves"; no metric, no study.

        Args:
            draft: The draft.
            anaphoric: Take also what only points back: "the system".
        """
        sentence, tags = draft.sentence, draft.sentence.tags
        for index in range(draft.token - 1, 0, -1):
            if tags[index] == ";":
                return None
            if tags[index] not in self._finite or tags[index] in self._linking or tags[index - 1] in self._linking:
                continue
            if tags[index] in self._moves and (tags[index + 1] in self._prep or index + 1 == draft.token):
                continue  # "Memory falls to 3 GB": what moves is measured
            first, end = self._systems.phrase_before(tags, index)
            while 1 < first < end and tags[first - 1] in self._prep:  # "lossy storage of logs"
                start = self._systems.phrase_start(tags, first - 1)
                first = end if start == first - 1 else start
            first = max([first, *(i + 1 for i in range(first, end - 1) if tags[i] in self._clause)])
            governed = first and tags[first - 1] in self._prep
            if first == end or governed or tags[first] in self._training or tags[end - 1] in self._no_head:
                continue
            words = sentence.words(first, end).lower().split()
            if all(word in self._words.generic_subject for word in words) and not (
                anaphoric and tags[end - 1] in self._method_noun
            ):
                return None
            if not self._words.no_agent.isdisjoint(words) or "M" in tags[first:end]:
                continue
            narrowed = strip_phrase(sentence, first, end, self._keep)
            place = Place(sentence.token_span(*narrowed)) if narrowed else None
            if place and not (draft.metric and draft.metric.span.overlaps(place.span)):
                return place
        return None

    def titled(self, draft: Draft, definitions: Definitions) -> Place | None:
        """What acts in the clause and stands in the title: "Dynamic evaluation improves ..."."""
        sentence, tags = draft.sentence, draft.sentence.tags
        verb = next((i for i in range(draft.token - 1, 0, -1) if tags[i] in self._finite), 0)
        first, end = self._systems.phrase_before(tags, verb)
        narrowed = strip_phrase(sentence, first, end, self._keep)
        governed = first and tags[first - 1] in self._prep
        if narrowed is None or governed or narrowed[1] - narrowed[0] < _FEWEST_WORDS or "M" in tags[first:end]:
            return None
        place = Place(sentence.token_span(*narrowed))
        measured = draft.metric is not None and draft.metric.span.overlaps(place.span)
        return None if measured or sentence.words(*narrowed).lower() not in definitions.title else place

    @staticmethod
    def _is_named(tags: str, first: int, end: int) -> bool:
        return any(tag in "NSO" for tag in tags[first:end])

    def _others(self, sentence: TaggedSentence, first: int, end: int, words: list[str]) -> Place | None:
        """The systems of others: "existing methods", "prior work", "the previous best result"."""
        systems = sentence.tags[end - 1] in self._method_noun and not self._words.others.isdisjoint(words)
        records = words[-1] in self._words.records and not self._words.earlier.isdisjoint(words)
        if not (systems or records):
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

    def _bracketed(self, draft: Draft, close: int, definitions: Definitions, own: Place | None) -> Place | None:
        """The system that a bracket before the verb names: "the best model (FooNet) reaches"."""
        opening = draft.sentence.tags.rfind("(", 0, close)
        if opening < 1 or close - opening > _LONGEST_NAME or draft.sentence.tags[opening - 1] not in self._method_noun:
            return None
        named = self._systems.name_in(draft.sentence, opening + 1, close, draft)
        if named is not None:
            return named
        first = self._systems.phrase_start(draft.sentence.tags, opening)
        return self._described(draft, first, opening, definitions, own) if first < opening else None

    def _before_comma(self, draft: Draft, comma: int, definitions: Definitions, own: Place | None) -> Place | None:
        """The system whose verb stands after a comma: an apposition, or what comes before "..., with ..., reaches"."""
        sentence, tags = draft.sentence, draft.sentence.tags
        opening = tags.rfind(",", 0, comma)
        if opening < 1 or tags[opening + 1] not in self._with or comma - opening > _LONGEST_HELP:
            return self._apposed(draft, comma)
        first = self._systems.phrase_start(tags, opening)
        governed = first and tags[first - 1] in self._prep
        if first == opening or governed or any(tag in self._finite for tag in tags[opening:comma]):
            return None
        place = self._described(draft, first, opening, definitions, own)
        if place is not None and "S" in tags[opening:comma]:
            draft.base_model = self._systems.name_in(sentence, opening + 2, comma, draft)
        return place

    def _apposed(self, draft: Draft, comma: int) -> Place | None:
        """The name between commas before a verb: "the best, Claude Opus, reaches"."""
        tags = draft.sentence.tags
        opening = tags.rfind(",", 0, comma)
        listed = tags[opening + 1] in self._joins
        if opening < 0 or listed or comma - opening > 8 or any(tag in self._finite for tag in tags[opening:comma]):
            return None
        return self._systems.name_in(draft.sentence, opening + 1, comma, draft)

    def _helped_subject(
        self, draft: Draft, first: int, end: int, definitions: Definitions, own: Place | None
    ) -> Place | None:
        """The system before "with ...": in "FooNet with the backbone of Llama reaches", Llama is the base."""
        sentence, tags = draft.sentence, draft.sentence.tags
        helped = first
        while helped > 1 and end - helped < _LONGEST_HELP and tags[helped - 1] in self._within:
            helped -= 1
        named = "S" if tags[helped - 1 : helped] not in self._with else "SN"
        if helped < 2 or tags[helped - 1] not in self._aided or not any(tag in named for tag in tags[helped:end]):
            return None
        before = self._systems.phrase_start(tags, helped - 1)
        if before == helped - 1:
            return None
        place = self._systems.name_in(sentence, before, helped - 1, draft)
        if place is None and tags[helped - 2] in self._method_noun:
            place = self._described(draft, before, helped - 1, definitions, own)
        if place is not None and "S" in tags[helped:end]:
            draft.base_model = self._systems.name_in(sentence, helped, end, draft)
        return place

    def _gerund(self, sentence: TaggedSentence, end: int, acts: Collection[str]) -> Place | None:
        """The act that is the subject of a clause: "Fine-tuning on medical data reduces"."""
        tags = sentence.tags
        start = end - 1
        while start > 0 and end - start < 12 and tags[start - 1] not in ",;:" and tags[start - 1] not in self._clause:
            start -= 1
        if start < end and tags[start] in acts and not any(tag in self._finite for tag in tags[start + 1 : end]):
            return Place(sentence.token_span(start, min(end, start + 8)))
        return None

    def _listed_subject(self, draft: Draft, first: int, end: int) -> Place | None:
        """Give each of several numbers its own of several subjects ("A and B reach 91% and 72%, respectively")."""
        sentence, tags = draft.sentence, draft.sentence.tags
        members = len(sentence.quantities[draft.token])
        if members < 2 or first == 0 or tags[first - 1] not in self._joins or tags[first - 1] == ",":
            return None
        items = [(first, end)]
        while first > 0 and tags[first - 1] in self._joins:
            stop = first - 1
            while stop > 0 and tags[stop - 1] in self._joins:
                stop -= 1
            first = self._systems.phrase_start(tags, stop)
            if first == stop:
                break
            items.insert(0, (first, stop))
        if len(items) == 2 and "," in tags[items[0][1] : items[1][0]]:
            return None  # "it beats BarNet, and BazNet reaches 94% and 70%"
        governed = items[0][0] > 0 and tags[items[0][0] - 1] in self._prep
        if governed and items[0][0] == 1 and len(items) == members + 1:
            del items[0]  # "Without extra data, A, B and C reach"
            governed = False
        if governed and tags[items[0][0] - 1] in self._of and all(self._is_named(tags, *item) for item in items):
            governed = False  # "The performance of A, B and C is"
        spoken = any(tags[i] in "Bb" or tags[i] in self._pronoun for i in range(items[0][0], items[-1][1]))
        if len(items) != members or governed or spoken:
            return None
        narrowed = strip_phrase(sentence, *items[draft.member], self._keep)
        place = Place(sentence.token_span(*narrowed)) if narrowed else None
        measured = place and draft.metric and draft.metric.span.overlaps(place.span)  # "Precision and recall are"
        return None if measured else place
