"""Precision, recall and F1 of claims against gold, per level and per slot, and what a confidence is worth.

The levels and the matching are those of the labelling guidelines, section 4; the numbers agree with the
guidelines' own scorer to the last digit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any

from claimx.measure.agreement import SLOTS, levels, slots_right
from claimx.measure.gold import GoldClaim, GoldDocument
from claimx.model import Claim

LEVELS = ("L1 detection", "L2 value", "L3 result", "L4 record")

# Lower edges of the confidence bins; the last bin ends at, and includes, 1.
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
TRUSTED = 0.9
"""Claims above this confidence are meant to be right at L3 at least 95 times in 100."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold claim, the claim that was found for it, and which slots are right."""

    doc_id: str
    gold: GoldClaim
    claim: Claim
    right: dict[str, bool]

    @property
    def wrong(self) -> list[str]:
        """The slots that are not right, in their usual order."""
        return [slot for slot in SLOTS if not self.right[slot]]


@dataclass(frozen=True, slots=True)
class Matching:
    """What of a document's claims and labels belongs together; `spurious` claims have no label."""

    pairs: list[Pair]
    missed: list[GoldClaim]
    spurious: list[Claim]


@dataclass(frozen=True, slots=True)
class Precision:
    """How many claims a group has, and the share that is right at L2 and at L3; None where the group is empty."""

    claims: int
    l2: float | None
    l3: float | None


@dataclass(frozen=True, slots=True)
class ConfidenceBin:
    """The claims with a confidence in ``[low, high)``, or up to and including 1."""

    low: float
    high: float
    precision: Precision


@dataclass(slots=True)
class Score:
    """The outcome of scoring; all shares are rounded to four digits, as the guidelines' scorer rounds them."""

    documents: int = 0
    gold: int = 0
    predicted: int = 0
    pairs: list[Pair] = field(default_factory=list)
    missed: list[tuple[str, GoldClaim]] = field(default_factory=list)
    spurious: list[tuple[str, Claim]] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        """Return the score over the documents of both."""
        return Score(
            self.documents + other.documents,
            self.gold + other.gold,
            self.predicted + other.predicted,
            self.pairs + other.pairs,
            self.missed + other.missed,
            self.spurious + other.spurious,
        )

    def levels(self) -> dict[str, dict[str, float]]:
        """Return precision, recall and F1 for each level."""
        table = {}
        for number, level in enumerate(LEVELS):
            hits = sum(levels(pair.right)[number] for pair in self.pairs)
            precision = hits / self.predicted if self.predicted else 0.0
            recall = hits / self.gold if self.gold else 0.0
            f1 = round(2 * precision * recall / (precision + recall), 4) if hits else 0.0
            table[level] = {"p": round(precision, 4), "r": round(recall, 4), "f1": f1}
        return table

    def slots(self) -> dict[str, float]:
        """Return for each slot the share of matched claims in which it is right."""
        matched = len(self.pairs)
        return {
            slot: round(sum(pair.right[slot] for pair in self.pairs) / matched, 4) if matched else 0.0 for slot in SLOTS
        }

    def confidence(self) -> list[ConfidenceBin]:
        """Return the calibration curve: precision by confidence, the lowest bin first."""
        judged = self._judged()
        bins = []
        for low, high in pairwise([*BINS, 1.0]):
            inside = [item for item in judged if low <= item[0].confidence < high or item[0].confidence == high == 1.0]
            bins.append(ConfidenceBin(low, high, _precision(inside)))
        return bins

    def trusted(self) -> Precision:
        """Return the precision of the claims with a confidence above 0.9."""
        return _precision([item for item in self._judged() if item[0].confidence > TRUSTED])

    def by_rule(self) -> dict[str, Precision]:
        """Return the precision of each rule's claims, the rule with most claims first."""
        groups: defaultdict[str, list[tuple[Claim, bool, bool]]] = defaultdict(list)
        for item in self._judged():
            groups[item[0].rule].append(item)
        ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
        return {rule: _precision(items) for rule, items in ordered}

    def to_dict(self) -> dict[str, Any]:
        """Return the score as plain data: the keys of the guidelines' scorer, and the calibration and the rules."""
        bins = [{"low": item.low, "high": item.high, **asdict(item.precision)} for item in self.confidence()]
        return {
            "documents": self.documents,
            "gold": self.gold,
            "predicted": self.predicted,
            "levels": self.levels(),
            "slots": self.slots(),
            "confidence": {"bins": bins, f"above_{TRUSTED}": asdict(self.trusted())},
            "rules": {rule: asdict(precision) for rule, precision in self.by_rule().items()},
        }

    def _judged(self) -> list[tuple[Claim, bool, bool]]:
        """Return each claim that counts, and whether it is right at L2 and at L3."""
        found = [(pair.claim, *levels(pair.right)[1:3]) for pair in self.pairs]
        return [*found, *((claim, False, False) for _, claim in self.spurious)]


def score_claims(gold: Iterable[GoldDocument], claims: Iterable[Claim]) -> Score:
    """Score claims against gold; claims of documents that gold does not know are ignored.

    Args:
        gold: The labelled documents.
        claims: The claims of any number of documents, in any order of documents.
    """
    by_document: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.doc_id].append(claim)
    score = Score()
    for document in gold:
        matching = match_claims(document, by_document[document.doc_id])
        # What only one of two annotators saw neither helps nor harms.
        pairs = [pair for pair in matching.pairs if not pair.gold.optional]
        missed = [label for label in matching.missed if not label.optional]
        score.documents += 1
        score.gold += len(pairs) + len(missed)
        score.predicted += len(pairs) + len(matching.spurious)
        score.pairs += pairs
        score.missed += [(document.doc_id, label) for label in missed]
        score.spurious += [(document.doc_id, claim) for claim in matching.spurious]
    return score


def match_claims(document: GoldDocument, claims: Sequence[Claim]) -> Matching:
    """Pair labels and claims whose numbers overlap, greedily: the largest overlap first, then most slots right."""
    candidates = []
    for i, label in enumerate(document.claims):
        for j, claim in enumerate(claims):
            if overlap := _overlap(label.spans, _number_spans(claim)):
                right = slots_right(label, claim)
                candidates.append((-overlap, -sum(right.values()), i, j, right))
    candidates.sort(key=lambda candidate: candidate[:4])
    pairs: dict[int, Pair] = {}
    taken: Counter[int] = Counter()
    for _, _, i, j, right in candidates:
        if i not in pairs and not taken[j]:
            pairs[i] = Pair(document.doc_id, document.claims[i], claims[j], right)
            taken[j] += 1
    return Matching(
        pairs=list(pairs.values()),
        missed=[label for i, label in enumerate(document.claims) if i not in pairs],
        spurious=[claim for j, claim in enumerate(claims) if not taken[j]],
    )


def is_right(pair: Pair) -> bool:
    """Say whether a matched claim is right at L3: value, benchmarks and metric."""
    return levels(pair.right)[2]


def _number_spans(claim: Claim) -> list[tuple[int, int]]:
    values = [claim.value] if claim.from_ is None else [claim.value, claim.from_]
    return [(value.start, value.end) for value in values]


def _overlap(left: Iterable[tuple[int, int]], right: Sequence[tuple[int, int]]) -> int:
    """Return the number of characters that the two sets of spans share."""
    return sum(max(0, min(e1, e2) - max(s1, s2)) for s1, e1 in left for s2, e2 in right)


def _precision(judged: Sequence[tuple[Claim, bool, bool]]) -> Precision:
    n = len(judged)
    if not n:
        return Precision(0, None, None)
    l2, l3 = sum(right for _, right, _ in judged), sum(right for _, _, right in judged)
    return Precision(n, round(l2 / n, 4), round(l3 / n, 4))
