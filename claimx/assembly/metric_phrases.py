"""From a noun phrase to a metric: what of the phrase names what was measured, and under which canonical name."""

from __future__ import annotations

from claimx.assembly.draft import Place
from claimx.assembly.phrases import OWNS, run_right, strip_phrase
from claimx.mentions import TaggedSentence
from claimx.rulebook import Rulebook

_NAME_TAGS = frozenset("BSNO")


class MetricPhrases:
    """Narrows noun phrases to metrics.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._words = rulebook.wording
        self._named = rulebook.chars("metric-name", "weak-metric-name")
        self._inside = rulebook.chars("metric-word")
        self._moved = rulebook.chars("reduction", "loss") & rulebook.chars("nominal")
        self._det = rulebook.chars("det")
        self._moving = rulebook.chars("raise-ed", "reduce-ed", "improve-ed", "move")
        self._speed = rulebook.chars("faster")
        self._per = rulebook.vocabulary.codes["per"]
        self._noun_verb = rulebook.chars("noun-verb") & rulebook.chars("any-verb")
        self._subject = rulebook.chars("we", "personal-pronoun", "to", "aux", "name", "model-name", "own-name")
        self._move = rulebook.chars("move")
        self._of = rulebook.chars("of")
        self._adverb = rulebook.chars("adverb")
        self._no_metric = rulebook.chars("method-noun", "data-noun", "task-noun", "benchmark-name", "model-name")
        self._noun = self._inside - rulebook.chars("prep", "and", "compared", "while", "any-verb")
        self._plain = self._inside - self._det

    def place(self, sentence: TaggedSentence, bounds: tuple[int, int]) -> Place | None:
        """Turn a token range into a metric, or None where nothing is left that names one."""
        start = bounds[0]
        for index in range(bounds[0] + 1, bounds[1]):
            if sentence.tags[index] in self._det and sentence.tags[index - 1] in self._noun:
                start = index  # "For long schemas the overhead sinks"
        narrowed = strip_phrase(sentence, start, bounds[1], self._words.strip_left)
        if narrowed is None and bounds[1] - bounds[0] == 1 and sentence.tags[bounds[0]] in self._speed:
            narrowed = bounds  # "2.1x faster", where nothing else says what was measured
        if narrowed is None:
            return None
        narrowed = self._before_verbs(sentence, *self._after_names(sentence, *narrowed))
        narrowed = self._after_verb(sentence, *narrowed)
        again = strip_phrase(sentence, *narrowed, self._words.strip_left)
        if again is None and narrowed != bounds:
            return None  # "FooNet yields consistent", of gains
        narrowed = again or narrowed
        if sentence.tags[narrowed[1] - 1] in self._no_metric | self._move:
            return None
        narrowed = self._with_per(sentence, *narrowed)
        inside = sentence.tags[narrowed[0] : narrowed[1]]
        if not inside.strip("dlCSBO"):
            return None
        if sentence.words(*narrowed).lower() in self._words.no_metric:
            return None
        if sentence.words(narrowed[1] - 1, narrowed[1]).lower() in self._words.no_metric_heads:
            return None  # "in physical experiments"
        if narrowed[1] - narrowed[0] == 1 and inside not in self._named:
            narrowed = narrowed[0], self._with_complement(sentence, narrowed[1])
        span = sentence.token_span(*narrowed)
        text = sentence.text[span.start : span.end]
        if text.lower() in self._words.no_metric:
            return None
        return Place(span, self.canonical(text))

    def _before_verbs(self, sentence: TaggedSentence, first: int, last: int) -> tuple[int, int]:
        """Leave out the verb of change after a metric ("accuracy improved from")."""
        while last - first > 1 and sentence.tags[last - 1] in self._moving:
            last -= 1
        return first, last

    def _after_verb(self, sentence: TaggedSentence, first: int, last: int) -> tuple[int, int]:
        """Leave out a verb that looks like a noun but has its subject before it ("We report new BLEU scores")."""
        before = first - 1
        while before > 0 and sentence.tags[before] in self._adverb:
            before -= 1
        if (
            last - first > 1
            and before >= 0
            and sentence.tags[first] in self._noun_verb
            and sentence.tags[before] in self._subject
        ):
            return first + 1, last
        return first, last

    def _with_per(self, sentence: TaggedSentence, first: int, last: int) -> tuple[int, int]:
        """Take along what a metric is counted per, and what is counted ("energy per query")."""
        if first > 1 and sentence.tags[first - 1] == self._per:
            first -= 1
            while first > 0 and sentence.tags[first - 1] in self._plain:
                first -= 1
        elif sentence.tags[last : last + 1] == self._per:
            last = run_right(sentence, last + 1, self._inside, 2)
        return first, last

    def _after_names(self, sentence: TaggedSentence, first: int, last: int) -> tuple[int, int]:
        """Leave out the benchmark or system that stands before a metric ("AIME 2024 pass@1")."""
        for index in range(last - 2, first - 1, -1):
            if sentence.words(max(0, index - 1), index + 1).endswith(OWNS):
                return index + 1, last  # "FooNet's accuracy"
            if sentence.tags[index] in "SBO":
                rest = sentence.words(index + 1, last).lower()
                return (
                    (first, last) if rest in self._words.no_metric or rest in {"rate", "rates"} else (index + 1, last)
                )
            if sentence.tags[index] in self._moving and index > first:
                return index + 1, last
        return first, last

    def _with_complement(self, sentence: TaggedSentence, index: int) -> int:
        """Take "of ..." along where a lone noun says little ("spread of hate speech")."""
        if index < len(sentence.tags) and sentence.tags[index] in self._of:
            end = index + 1
            while (
                end < len(sentence.tags)
                and end - index < 6
                and (
                    sentence.tags[end] in self._inside
                    or sentence.tags[end] in self._det
                    or (end == index + 1 and sentence.tags[end] in self._moved)  # "number of drops"
                )
            ):
                end += 1
            if end > index + 1 and _NAME_TAGS.isdisjoint(sentence.tags[index:end]):
                return end
        return index

    def canonical(self, text: str) -> str:
        """Return the canonical name of a metric as written, or the text itself where the lexicon does not know it."""
        entries = self._rulebook.metrics.lookup(text)
        head, _, tail = text.rpartition(" ")
        if not entries and tail in self._words.metric_tails:
            entries = self._rulebook.metrics.lookup(head)
        return entries[0].name if len(entries) == 1 else text
