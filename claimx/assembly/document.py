"""Document -> drafts: the steps of assembly in their order, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import regex

from claimx.assembly.aggregates import AggregateFinder
from claimx.assembly.baselines import BaselineFinder
from claimx.assembly.benchmarks import BenchmarkFinder
from claimx.assembly.context import Context
from claimx.assembly.coordination import (
    LISTED,
    carry_metric,
    continue_list,
    continues_rejected,
    direct_as_before,
    direct_by_verb,
    number_before,
    share_apposed_metric,
    share_baselines,
    share_benchmarks_in_order,
    share_metrics_in_order,
)
from claimx.assembly.data_nouns import DataNounFinder, names_data
from claimx.assembly.draft import Draft, Place
from claimx.assembly.evidence import EvidenceReader
from claimx.assembly.groups import GroupFinder
from claimx.assembly.metrics import MetricFinder
from claimx.assembly.models import ModelFinder
from claimx.assembly.outline import Outline
from claimx.assembly.reading import Reading, RuleIndex, choose_reading, find_readings
from claimx.mentions import (
    DefinitionFinder,
    Definitions,
    NameMention,
    Quantity,
    TaggedSentence,
    Tagger,
    find_names,
    find_quantities,
    has_numbers,
)
from claimx.mentions.acronyms import Acronym, find_acronyms
from claimx.model import Span
from claimx.rulebook import Entry, Rulebook
from claimx.text import find_sentences

# A sentence with more numbers is a table or worse; what is done for each number looks at all of them.
_MOST_NUMBERS = 100
# What a title says of a benchmark before its name.
_GOVERNED = regex.compile(r"(?:\b(?:at|on|for|in|to|of|from)|@)\s(?:the\s)?$")


@dataclass(frozen=True, slots=True)
class Rejection:
    """A number that became no claim.

    Args:
        quantity: The number.
        rule: Id of the rule that put it out, or empty.
        reason: Why, in a few words.
    """

    quantity: Quantity
    rule: str
    reason: str


class Assembler:
    """Makes drafts of plain texts.

    Args:
        rulebook: The rulebook.
        prefilter: Skip what cannot match; never changes the result.
        decide: Drop numbers that too little speaks for; off only to fit the weights.
    """

    def __init__(self, rulebook: Rulebook, *, prefilter: bool = True, decide: bool = True) -> None:
        self._rulebook, self._prefilter, self.decide = rulebook, prefilter, decide
        self._index = RuleIndex(rulebook.rules)
        self._tagger = Tagger(rulebook.vocabulary, rulebook.naming.generic_names | rulebook.naming.hardware_names)
        self._definitions = DefinitionFinder(rulebook.naming)
        self._metrics = MetricFinder(rulebook)
        self._groups = GroupFinder(rulebook)
        self._aggregates = AggregateFinder(rulebook)
        self._benchmarks = BenchmarkFinder(rulebook)
        self._models, self._baselines = ModelFinder(rulebook), BaselineFinder(rulebook)
        self._data_nouns = DataNounFinder(rulebook)
        self._finite = rulebook.chars("any-verb") - rulebook.chars("noun-verb", "verb-ing", "verb-ed", "be")
        self._no_measure = rulebook.chars("method-noun", "data-noun", "task-noun")
        self._method_nouns = frozenset(rulebook.naming.method_nouns)
        self._evidence = EvidenceReader(rulebook)

    def assemble(self, title: str, text: str, outline: Outline | None = None) -> tuple[list[Draft], list[Rejection]]:
        """Return the drafts and the numbers that became none, in order of place.

        Args:
            title: The plain title.
            text: The plain text.
            outline: Its sections; None where it is an abstract, or otherwise one piece.
        """
        if not has_numbers(text, self._rulebook.quantities):
            return [], []
        acronyms = find_acronyms(text)
        names = self._own_acronyms_out(text, find_names(text, self._rulebook.finder), acronyms)
        measures = self._measures(acronyms)
        quantities = find_quantities(text, self._rulebook.quantities, [n.span for n in names if not n.weak])
        if not quantities:
            return [], []
        rejections: list[Rejection] = []
        found: list[tuple[TaggedSentence, dict[int, list[Reading]]]] = []
        data = self._data_nouns.find(text)
        for span, inside, mentions in _by_sentence(find_sentences(text), quantities, names):
            if len(inside) > _MOST_NUMBERS:
                rejections += [Rejection(quantity, "", "a run of numbers, no sentence") for quantity in inside]
            elif inside or names_data(span, mentions, data):
                sentence = self._tagger.tag(text, span, inside, mentions, measures=measures)
                readings = find_readings(sentence, self._index, prefilter=self._prefilter) if inside else {}
                found.append((sentence, readings))
        if not any(self._reads_result(sentence, readings) for sentence, readings in found):
            for sentence, readings in found:
                made, lost = self._read(sentence, readings)
                rejections += lost + [Rejection(draft.quantity, "", "no rule reads it as a result") for draft in made]
            return [], rejections
        known = {text[n.span.start : n.span.end] for n in names if not n.weak}
        titled = cache(partial(self._title_benchmark, title))
        context = Context(self._define(title, text, known, outline, acronyms), titled)
        if context.definitions.benchmark:
            context.measured.add(context.definitions.benchmark.name)
        drafts: list[Draft] = []
        section = 0
        for plain_sentence, readings in found:
            if outline and section != (section := bisect_right(outline.sections, plain_sentence.span.start)):
                context.carried = None
            sentence = plain_sentence.with_own(context.definitions.own_names)
            made, lost = self._read(sentence, readings)
            lost += self._attach(sentence, made, context)
            drafts += made
            rejections += lost
        self._evidence.read(text, drafts)
        if self.decide:
            drafts, rejections = self._decided(drafts, rejections)
        self._models.supply_models(drafts, context.definitions)
        for draft in drafts:
            draft.confidence = self._evidence.confidence(draft)
        return drafts, rejections

    def _title_benchmark(self, title: str) -> Place | None:
        """Return the benchmark that the title names: "FooTeam at SemEval-2020 Task 11"."""
        for mention in find_names(title, self._rulebook.finder):
            governed = _GOVERNED.search(title, 0, mention.span.start)
            if mention.kind == "benchmarks" and not mention.weak and governed:
                return Place(mention.span, mention.name or "", in_title=True)
        return None

    def _define(
        self, title: str, text: str, known: set[str], outline: Outline | None, acronyms: list[Acronym]
    ) -> Definitions:
        """Return what the text defines: acronyms anywhere, its own names as early as they are named."""
        if outline is None:
            return self._definitions.find(title, text, known, acronyms)
        found: Definitions | None = None
        for end in outline.leads:
            further = self._definitions.find(title, text[:end], known)
            if found is None or further.sure or further.benchmark:
                found = further
            if found.model or found.benchmark:
                break
        found = found or self._definitions.find(title, "", known)
        return replace(found, acronyms={acronym.short: acronym.long for acronym in acronyms})

    @staticmethod
    def _reads_result(sentence: TaggedSentence, readings: dict[int, list[Reading]]) -> bool:
        for token, members in sentence.quantities.items():
            chosen = choose_reading(readings.get(token, []), members[0])
            if chosen is not None and chosen.rule.kind != "none" and chosen.rule.id != LISTED:
                return True
        return False

    def reasons(self, draft: Draft) -> str:
        """Return what moves the confidence of a draft most, in words with signed log odds."""
        return "; ".join(f"{weight:+.2f} {reason}" for reason, weight in self._evidence.reasons(draft))

    def _decided(self, drafts: list[Draft], rejections: list[Rejection]) -> tuple[list[Draft], list[Rejection]]:
        """Keep the drafts whose evidence suffices; the others join the rejections with the reason that weighs most."""
        kept: list[Draft] = []
        for draft in drafts:
            draft.probability = self._evidence.probability(draft)
            if draft.probability >= self._rulebook.evidence.threshold:
                kept.append(draft)
            else:
                reason = f"too little speaks for a result: {self._evidence.strongest(draft, against=True)}"
                rejections.append(Rejection(draft.quantity, draft.reading.rule.id, reason))
        return kept, rejections

    def _measures(self, acronyms: list[Acronym]) -> frozenset[str]:
        """Return the short forms that stand for a quantity: a common noun phrase that ends in no system and no task."""
        found = set()
        for acronym in acronyms:
            last = acronym.long.split()[-1].lower() if acronym.long else ""
            code = self._rulebook.vocabulary.codes.get(last, "n")
            common = acronym.long[1:] == acronym.long[1:].lower()
            if not common or code in self._no_measure or last.endswith("ing"):
                continue
            if last not in self._method_nouns and last.removesuffix("s") not in self._method_nouns:
                found.add(acronym.short)
        return frozenset(found)

    @staticmethod
    def _own_acronyms_out(text: str, names: list[NameMention], acronyms: list[Acronym]) -> list[NameMention]:
        """Drop names whose short form the document itself expands to something else."""
        own = {acronym.short: acronym.long.lower() for acronym in acronyms}
        kept = []
        for name in names:
            long = own.get(text[name.span.start : name.span.end])
            if long is not None and not _shares_word(long, name.entries):
                continue
            kept.append(name)
        return kept

    def _read(
        self, sentence: TaggedSentence, readings: dict[int, list[Reading]]
    ) -> tuple[list[Draft], list[Rejection]]:
        drafts: list[Draft] = []
        rejections: list[Rejection] = []
        put_out: Reading | None = None
        for token, members in sorted(sentence.quantities.items()):
            for number, quantity in enumerate(members):
                chosen = choose_reading(readings.get(token, []), quantity)
                if (
                    put_out
                    and chosen
                    and put_out.token < token
                    and continues_rejected(sentence, put_out, chosen, self._finite)
                ):
                    chosen = replace(put_out, token=token)
                put_out = chosen if chosen and chosen.rule.kind == "none" else None
                if chosen is None:
                    rejections.append(Rejection(quantity, "", "no rule reads it as a result"))
                elif chosen.rule.kind == "none":
                    rejections.append(Rejection(quantity, chosen.rule.id, chosen.rule.reason))
                else:
                    others = [r for r in readings[token] if r is not chosen]
                    drafts.append(Draft(sentence, token, number, quantity, chosen, others))
        return drafts, rejections

    def _attach(self, sentence: TaggedSentence, drafts: list[Draft], context: Context) -> list[Rejection]:
        listed = self._groups.find(sentence, context.definitions, context.measured)
        groups = [group for group in listed if not group.training]
        context.trained_on = next((g for g in reversed(listed) if g.training and g.sure), context.trained_on)
        tokens = sorted({draft.token for draft in drafts})
        contrasted = self._benchmarks.contrasted(sentence, groups, tokens)
        told: list[Draft] = []
        for number, draft in enumerate(drafts):
            earlier = drafts[:number]
            position = tokens.index(draft.token)
            left = tokens[position - 1] + 1 if position else 0
            right = tokens[position + 1] if position + 1 < len(tokens) else len(sentence.tags)
            draft.measured = context.measured
            self._metrics.attach(draft, left, right)
            previous = number_before(draft, told)
            share_apposed_metric(self._rulebook, draft, previous)
            self._settle(draft)
            direct_as_before(draft, previous)
            if previous is not None:
                continue_list(self._rulebook, draft, previous)
            share_metrics_in_order(self._rulebook, draft, earlier)
            direct_by_verb(self._rulebook, draft, self._metrics.lower_is_better)
            self._baselines.attach(draft, right)
            apart = contrasted.get(draft.token)
            if apart and draft.metric and draft.metric.span == apart.span:
                draft.metric = None  # "table detection (94.2%)"
            if apart and (draft.metric is None or not draft.metric.span.overlaps(apart.span)):
                draft.benchmarks = [self._benchmarks.meant(draft, apart, context)]
                draft.steps.append("benchmark: what tells the numbers apart")
            elif not share_benchmarks_in_order(self._rulebook, draft, earlier):
                self._benchmarks.attach(draft, groups, tokens, context)
            silent = draft.metric is None and draft.reading.rule.metric != "none" and draft.kind != "delta"
            named = silent and any(step.startswith(("benchmark: in", "benchmark: beside")) for step in draft.steps)
            if named and not self._metrics.is_physical(draft):
                usual = self._benchmarks.usual_metric(draft)
                draft.metric_inferred = usual if self._metrics.fits(draft, usual) else ""
            carry_metric(self._rulebook, draft, [d for d in earlier if d.names_metric] or context.told)
            self._models.attach_model(draft, context.definitions, earlier)
            self._models.attach_base(draft, right, context.definitions)
            if draft.reading.rule.id != LISTED or draft.continues:
                told.append(draft)
        orphans = [d for d in drafts if d.reading.rule.id == LISTED and not d.continues]
        rejections = [Rejection(d.quantity, "", "no rule reads it as a result") for d in orphans]
        drafts[:] = [d for d in drafts if d not in orphans]
        share_baselines(drafts)
        context.told = [draft for draft in drafts if draft.names_metric]
        self._benchmarks.note_tasks(sentence, groups, context)
        if groups and any(group.sure for group in groups):
            context.carried = next(group for group in reversed(groups) if group.sure)
            context.listed = tuple(place for group in groups for place in group.places)
        return rejections

    def _settle(self, draft: Draft) -> None:
        """Settle kind, unit, direction, bound, aggregate and scale."""
        rule, quantity = draft.reading.rule, draft.quantity
        draft.kind, draft.unit, draft.qualifier = rule.kind, quantity.unit, rule.qualifier or quantity.qualifier
        if not draft.qualifier:  # "up to 4.2x and 3.1x"
            draft.qualifier = draft.sentence.quantities[draft.token][0].qualifier
        draft.unit = draft.unit or self._metrics.counted_noun(draft)
        draft.direction = self._direction(draft, rule.direction)
        window = draft.sentence.words(max(0, draft.token - 5), min(len(draft.sentence.tags), draft.token + 4)).lower()
        draft.aggregate = self._aggregates.find(draft)
        if draft.kind != "score":
            if "relative" in window.replace("relative to", ""):
                draft.scale = "relative"
            elif "absolute" in window:
                draft.scale = "absolute"

    def _direction(self, draft: Draft, said: str) -> str:
        quantity = draft.quantity
        if draft.kind == "score":
            return ""
        if said == "compare":
            start = quantity.start_level
            if start is None:
                return ""
            scales = self._rulebook.quantities.scales
            before, after = (
                q.low * scales.get(q.unit, 1.0) if start.unit != quantity.unit else q.low for q in (start, quantity)
            )
            return "" if before == after else "up" if after > before else "down"
        unsaid = not said or draft.reading.rule.id.startswith("delta.than")  # "5.9% errors (+0.8% over the teacher)"
        if said == "sign" or (unsaid and quantity.sign):
            return "down" if quantity.sign == "-" else "up"
        if said in {"better", "worse"}:
            up = (said == "better") != self._metrics.lower_is_better(draft)
            return "up" if up else "down"
        if said in {"faster", "slower"}:
            up = (said == "faster") != self._metrics.is_time(draft)
            return "up" if up else "down"
        return said


def _shares_word(long: str, entries: tuple[Entry, ...]) -> bool:
    """Say whether an expansion has a word of four or more letters in common with a spelling of one of the entries."""
    words = {word for word in long.replace("-", " ").split() if len(word) > 3}
    spellings = (spelling for entry in entries for spelling in (entry.name, *entry.aliases))
    return any(word in spelling.lower() for spelling in spellings for word in words)


def _by_sentence(
    spans: Sequence[Span], quantities: Sequence[Quantity], names: Sequence[NameMention]
) -> Iterator[tuple[Span, list[Quantity], list[NameMention]]]:
    """Yield each sentence with its numbers and names, up to the last sentence that has a number."""
    number = name = 0
    for span in spans:
        if number == len(quantities):
            return
        inside: list[Quantity] = []
        while number < len(quantities) and quantities[number].span.start < span.end:
            if quantities[number].span.start >= span.start:
                inside.append(quantities[number])
            number += 1
        mentions: list[NameMention] = []
        while name < len(names) and names[name].span.start < span.end:
            if span.contains(names[name].span):
                mentions.append(names[name])
            name += 1
        yield span, inside, mentions
