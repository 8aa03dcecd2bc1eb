"""How far reviewers agree, on their first votes, and what they still disagree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from claimx.model import Claim
from claimx.review.application import find_standing
from claimx.review.correction import CorrectionError, correct_claim
from claimx.review.intervals import Estimate, cohen_kappa
from claimx.review.ledger import Decision
from claimx.review.slots import Vocabulary, find_differences, is_same
from claimx.review.values import TypedValueError
from claimx.review.vocabulary import FIELDS, VERDICTS, Field, Verdict

KEPT, CHANGED = "kept", "corrected"


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """How far two reviewers agree on one field of the claims that both let stand.

    Args:
        n: How many claims both let stand, as they are or corrected.
        same: For how many both arrive at the same content.
        kappa: Agreement beyond chance on whether the field needed a correction; None where both always say the same.
    """

    n: int
    same: int
    kappa: Estimate | None


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How far two reviewers agree.

    Args:
        first: One reviewer.
        second: The other.
        counts: (verdict of the first, verdict of the second) -> claims, where both gave one.
        not_seen: Claims that only one of the two gave a verdict on; they are no disagreement.
        same_outcome: Claims on which verdict, corrected fields and reason all agree.
        fields: Field -> agreement on it.
    """

    first: str
    second: str
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    not_seen: int = 0
    same_outcome: int = 0
    fields: dict[Field, FieldAgreement] = field(default_factory=dict)

    @property
    def seen(self) -> int:
        """How many claims both gave a verdict on."""
        return sum(self.counts.values())

    @property
    def agreed(self) -> int:
        """On how many of them the verdicts are the same."""
        return sum(count for (first, second), count in self.counts.items() if first == second)

    @property
    def kappa(self) -> Estimate | None:
        """Cohen's kappa of the four verdicts; ``unsure`` is one of them."""
        return cohen_kappa(self.counts)

    def specific(self, verdict: Verdict) -> float | None:
        """Return the share of agreement among all uses of one verdict, or None where nobody used it.

        Source: D. V. Cicchetti and A. R. Feinstein, "High agreement but low kappa: II. Resolving the paradoxes",
        Journal of Clinical Epidemiology 43 (1990), 551-558, for more than two verdicts.
        """
        uses = sum((pair[0] == verdict) * n + (pair[1] == verdict) * n for pair, n in self.counts.items())
        return 2 * self.counts[verdict, verdict] / uses if uses else None

    def to_dict(self) -> dict[str, Any]:
        """Return the agreement as plain data."""
        return {
            "reviewers": [self.first, self.second],
            "seen_by_both": self.seen,
            "seen_by_one": self.not_seen,
            "agreed": self.agreed,
            "percent": round(100 * self.agreed / self.seen, 1) if self.seen else None,
            "same_outcome": self.same_outcome,
            "kappa": self.kappa.to_dict() if self.kappa else None,
            "table": [{"first": a, "second": b, "claims": n} for (a, b), n in sorted(self.counts.items())],
            "decisions": {verdict: _rounded(self.specific(verdict)) for verdict in VERDICTS},
            "fields": {
                name: {"n": item.n, "same": item.same, "kappa": item.kappa.to_dict() if item.kappa else None}
                for name, item in self.fields.items()
            },
        }


def find_first_votes(decisions: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """Return the first verdict of every reviewer on every claim: (id of the claim, reviewer) -> decision.

    What a reviewer decides later, and a consensus, change nothing about them. Who adds a claim has no vote on it
    that another could have agreed with unseen, so an addition counts once somebody else voted on the claim.
    """
    first: dict[tuple[str, str], Decision] = {}
    for decision in decisions:
        if decision.stage == "vote" and decision.verdict:
            first.setdefault((decision.claim_id, decision.reviewer), decision)
    return first


def measure_agreement(decisions: Sequence[Decision], vocabulary: Vocabulary) -> list[PairAgreement]:
    """Return the agreement of every two reviewers, in the order of their names."""
    votes: dict[str, dict[str, Decision]] = {}
    for (claim_id, reviewer), decision in find_first_votes(decisions).items():
        votes.setdefault(reviewer, {})[claim_id] = decision
    return [
        _compare(first, second, votes[first], votes[second], vocabulary)
        for first, second in combinations(sorted(votes), 2)
    ]


def find_conflicts(decisions: Sequence[Decision], vocabulary: Vocabulary) -> dict[str, list[Decision]]:
    """Return what reviewers disagree on and no consensus settles: id of a claim -> the standing votes on it.

    Unlike verdicts, unlike corrections and unlike reasons for rejecting are all disagreements.
    """
    standing = find_standing(decisions)
    settled = {decision.claim_id for decision in standing if decision.stage == "consensus"}
    by_claim: dict[str, list[Decision]] = {}
    for decision in standing:
        if decision.stage == "vote" and decision.claim_id not in settled:
            by_claim.setdefault(decision.claim_id, []).append(decision)
    return {
        claim_id: votes
        for claim_id, votes in by_claim.items()
        if any(not _is_same_outcome(votes[0], other, vocabulary) for other in votes[1:])
    }


def outcome(decision: Decision, vocabulary: Vocabulary) -> Claim:
    """Return the claim as a reviewer left it; one whose corrections no longer read stays as it was seen."""
    try:
        return correct_claim(decision.seen, decision.corrections, vocabulary)
    except (CorrectionError, TypedValueError):
        return decision.seen


def _compare(
    first: str,
    second: str,
    votes: dict[str, Decision],
    others: dict[str, Decision],
    vocabulary: Vocabulary,
) -> PairAgreement:
    both = [claim_id for claim_id in votes if claim_id in others]
    pairs = [(votes[claim_id], others[claim_id]) for claim_id in both]
    standing = [
        (one, outcome(one, vocabulary), two, outcome(two, vocabulary))
        for one, two in pairs
        if {one.verdict, two.verdict} <= {"accept", "correct"}
    ]
    fields = {}
    for name in FIELDS:
        same = sum(is_same(name, left, right, vocabulary) for _, left, _, right in standing)
        changed = Counter(
            (_change(name, one, left, vocabulary), _change(name, two, right, vocabulary))
            for one, left, two, right in standing
        )
        fields[name] = FieldAgreement(len(standing), same, cohen_kappa(changed))
    return PairAgreement(
        first,
        second,
        Counter((one.verdict or "", two.verdict or "") for one, two in pairs),
        len(votes.keys() ^ others.keys()),
        sum(_is_same_outcome(one, two, vocabulary) for one, two in pairs),
        fields,
    )


def _change(name: Field, decision: Decision, result: Claim, vocabulary: Vocabulary) -> str:
    return KEPT if is_same(name, decision.seen, result, vocabulary) else CHANGED


def _is_same_outcome(first: Decision, second: Decision, vocabulary: Vocabulary) -> bool:
    stands = ("accept", "correct")
    if first.verdict in stands and second.verdict in stands:
        return not find_differences(outcome(first, vocabulary), outcome(second, vocabulary), vocabulary)
    if first.verdict != second.verdict:
        return False
    return first.verdict != "reject" or first.reason.casefold() == second.reason.casefold()


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
