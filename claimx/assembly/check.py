"""Whether the rules keep their word: every example and counter-example, each rule alone and all rules together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claimx.assembly.document import Assembler, Rejection
from claimx.assembly.draft import Draft, Place
from claimx.assembly.reading import RuleIndex, choose_reading, find_readings
from claimx.mentions import DefinitionFinder, Quantity, TaggedSentence, Tagger, find_names, find_quantities
from claimx.model import Span
from claimx.rulebook import Rule, Rulebook
from claimx.text import find_sentences, normalise


@dataclass(frozen=True, slots=True)
class Failure:
    """An example or counter-example that does not hold.

    Args:
        rule: The rule that it stands in.
        text: The example.
        reason: What was expected and what came, in one clause.
    """

    rule: Rule
    text: str
    reason: str


def check_rules(rulebook: Rulebook) -> Iterator[Failure]:
    """Run every example and counter-example of every rule.

    A text of `matches` must be read by its rule alone. With all rules together, its number must become a claim of the
    rule's kind with the slots of `gives` (whichever rule wins), or be put out where the rule's kind is ``none``.
    A text of `rejects` must not be read by the rule alone.
    """
    checker = RuleChecker(rulebook)
    for rule in rulebook.rules:
        for example in rule.matches:
            for text in example.texts:
                reason = checker.check_match(rule, text, example.gives)
                if reason:
                    yield Failure(rule, text, reason)
        for text in rule.rejects:
            reason = checker.check_reject(rule, text)
            if reason:
                yield Failure(rule, text, reason)


class RuleChecker:
    """Checks single examples; holds what all checks share.

    Args:
        rulebook: The rulebook whose rules are checked.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._assembler = Assembler(rulebook, decide=False)  # fragments have no evidence around them
        self._tagger = Tagger(rulebook.vocabulary, rulebook.naming.generic_names | rulebook.naming.hardware_names)
        self._definitions = DefinitionFinder(rulebook.naming)

    def check_match(self, rule: Rule, text: str, gives: Mapping[str, Any]) -> str:
        """Return why `text` is no proper example of the rule, or an empty string.

        Args:
            rule: The rule.
            text: The example.
            gives: Slot -> expected value.
        """
        plain = normalise(text).plain
        read = self._read_alone(rule, plain)
        if not read:
            return "the rule alone does not read it"
        drafts, rejections = self._assembler.assemble("", plain)
        if rule.kind == "none":
            claimed = [draft for draft in drafts if draft.quantity.span in read]
            return f"{_printed(claimed[0])} is taken for a result by {claimed[0].reading.rule.id}" if claimed else ""
        made = [draft for draft in drafts if draft.quantity.span in read]
        if not made:
            return f"no claim is made of its number: {_lost(rejections, read)}"
        wanted = {"kind": rule.kind, **gives}
        reasons = [_difference(draft, wanted) for draft in made]
        return min(reasons, key=len) if all(reasons) else ""

    def check_reject(self, rule: Rule, text: str) -> str:
        """Return why `text` is no proper counter-example of the rule, or an empty string."""
        return "the rule alone reads it, although it must not" if self._read_alone(rule, normalise(text).plain) else ""

    def _read_alone(self, rule: Rule, plain: str) -> set[Span]:
        """Return the places of the numbers that the rule reads where no other rule is."""
        read: set[Span] = set()
        for sentence in self._tagged(plain):
            for token, readings in find_readings(sentence, RuleIndex([rule])).items():
                quantities: tuple[Quantity, ...] = sentence.quantities[token]
                read.update(quantity.span for quantity in quantities if choose_reading(readings, quantity))
        return read

    def _tagged(self, plain: str) -> Iterator[TaggedSentence]:
        names = find_names(plain, self._rulebook.finder)
        quantities = find_quantities(plain, self._rulebook.quantities, [n.span for n in names if not n.weak])
        own = self._definitions.find(
            "", plain, {plain[n.span.start : n.span.end] for n in names if not n.weak}
        ).own_names
        for span in find_sentences(plain):
            inside = [q for q in quantities if span.start <= q.span.start < span.end]
            yield self._tagger.tag(plain, span, inside, [n for n in names if span.contains(n.span)], own)


def _printed(draft: Draft) -> str:
    span = draft.quantity.span
    return repr(draft.sentence.text[span.start : span.end])


def _lost(rejections: list[Rejection], read: set[Span]) -> str:
    reasons = [rejection.reason for rejection in rejections if rejection.quantity.span in read]
    return reasons[0] if reasons else "it is not found"


def _difference(draft: Draft, wanted: Mapping[str, Any]) -> str:
    """Return the first slot in which a draft is not as wanted, or an empty string."""
    for slot, content in wanted.items():
        got = _slot(draft, slot)
        expected = {str(item).lower() for item in content} if isinstance(content, list) else str(content).lower()
        if isinstance(expected, set):
            same = len(got) == len(expected) and all(expected & options for options in got)
        elif slot in {"low", "high", "from"}:
            same = any(float(option) == float(expected) for options in got for option in options)
        else:
            same = (not expected and not got) or any(expected in options for options in got)
        if not same:
            shown = ", ".join(sorted("/".join(sorted(options)) for options in got)) or "nothing"
            return f"{slot} is {shown} instead of {content} (read by {draft.reading.rule.id})"
    return ""


def _slot(draft: Draft, slot: str) -> list[set[str]]:
    """Return the contents of a slot in lower case; each is the set of its spellings (as written, canonical name)."""
    quantity = draft.quantity
    plain = {
        "kind": draft.kind, "direction": draft.direction, "unit": draft.unit, "qualifier": draft.qualifier,
        "low": repr(quantity.low), "high": repr(quantity.high),
        "from": repr(quantity.start_level.low) if quantity.start_level else "",
    }  # fmt: skip
    if slot in plain:
        return [{plain[slot].lower()}] if plain[slot] else []
    places: dict[str, list[Place]] = {
        "benchmarks": draft.benchmarks,
        "metric": [draft.metric] if draft.metric else [],
        "model": [draft.model] if draft.model else [],
        "baseline": [draft.baseline] if draft.baseline else [],
    }
    text = draft.sentence.text
    return [{text[place.span.start : place.span.end].lower(), place.name.lower()} - {""} for place in places[slot]]
