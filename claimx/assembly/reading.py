"""Tagged sentence -> readings: which rules read which numbers, and which of them wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimx.mentions import Quantity, TaggedSentence
from claimx.rulebook import Rule, Shape


@dataclass(frozen=True, slots=True)
class Reading:
    """One rule's reading of one number (or list of numbers).

    Args:
        rule: The rule.
        token: Index of the number's token.
        first: First token of the match.
        last: Token after the match.
        slots: Slot -> (first token, token after) for every slot but the value.
    """

    rule: Rule
    token: int
    first: int
    last: int
    slots: dict[str, tuple[int, int]]


def _rank(reading: Reading) -> tuple[int, int, int, str]:
    return (reading.rule.order, reading.first - reading.last, reading.first, reading.rule.id)


class RuleIndex:
    """The shapes of all rules, found by a character that they need.

    Args:
        rules: The rules.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.shapes = [(rule, shape) for rule in rules for shape in rule.shapes]
        # One bit for each distinct set of characters that some shape needs one of.
        bits: dict[frozenset[str], int] = {}
        for _, shape in self.shapes:
            for need in shape.needs:
                bits.setdefault(need, 1 << len(bits))
        self._all = (1 << len(bits)) - 1
        self._met_by: dict[str, int] = {}
        for need, bit in bits.items():
            for char in need:
                self._met_by[char] = self._met_by.get(char, 0) | bit
        # Under the need of each shape that the fewest characters meet: all its needs, and its place among the shapes.
        self._by_need: dict[int, list[tuple[int, int]]] = {}
        for place, (_, shape) in enumerate(self.shapes):
            needed = sum(bits[need] for need in set(shape.needs))
            rarest = bits[min(shape.needs, key=len)] if shape.needs else 0
            self._by_need.setdefault(rarest, []).append((needed, place))

    def candidates(self, present: set[str]) -> list[tuple[Rule, Shape]]:
        """Return the shapes that may match a sentence with these characters, in the order of the rules."""
        met = 0
        for char in present:
            met |= self._met_by.get(char, 0)
        unmet = self._all & ~met
        found = [
            place
            for need, places in self._by_need.items()
            if not need & unmet
            for needed, place in places
            if not needed & unmet
        ]
        return [self.shapes[place] for place in sorted(found)]


def find_readings(sentence: TaggedSentence, index: RuleIndex, *, prefilter: bool = True) -> dict[int, list[Reading]]:
    """Return number token -> its readings, the winning one first.

    The order is total: pass, then length of the match, then place, then rule id.

    Args:
        sentence: The sentence.
        index: The rules to try.
        prefilter: Skip rules that cannot match because a character they need is absent; never changes the result.
    """
    tags = sentence.tags
    found: dict[int, list[Reading]] = {token: [] for token in sentence.quantities}
    for rule, shape in index.candidates(set(tags)) if prefilter else index.shapes:
        if shape.pattern.search(tags) is None:  # most find nothing, sooner than an iterator does
            continue
        for match in shape.pattern.finditer(tags):
            token = match.start("value")
            if token not in found:
                continue
            slots = {name: match.span(name) for name in shape.slots if match.start(name) >= 0}
            found[token].append(Reading(rule, token, *match.span(), slots))
    for readings in found.values():
        if len(readings) > 1:
            readings.sort(key=_rank)
    return found


def choose_reading(readings: Sequence[Reading], quantity: Quantity) -> Reading | None:
    """Return the first reading that fits the number, or None: a rule may ask for units, and a sign makes a change.

    Args:
        readings: The readings of the number's token, the winning one first.
        quantity: The number.
    """
    for reading in readings:
        if reading.rule.units and reading.rule.units.isdisjoint((quantity.unit, quantity.unit.partition(" per ")[0])):
            continue
        if reading.rule.direction == "sign" and (
            not quantity.sign or quantity.start_level or (quantity.sign == "-" and quantity.klass in "fu")
        ):
            continue
        if reading.rule.kind == "score" and (
            quantity.sign == "+" or (quantity.sign == "-" and quantity.klass in "%px")
        ):
            continue
        return reading
    return None
