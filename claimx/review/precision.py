"""How often a rule is right, by what reviewers decided, with an interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimx.review.agreement import find_conflicts
from claimx.review.application import find_standing
from claimx.review.intervals import Estimate, wilson_interval
from claimx.review.ledger import Decision
from claimx.review.placing import ADDED_RULE
from claimx.review.slots import Vocabulary

ALL_RULES = "all rules"


@dataclass(frozen=True, slots=True)
class RulePrecision:
    """How often one rule's claims are right.

    Args:
        rule: The rule.
        accepted: Claims right in every field.
        corrected: Claims right after a correction.
        rejected: Claims that are none.
        undecided: Claims that reviewers are unsure about or disagree on; they count for and against nothing.
    """

    rule: str
    accepted: int
    corrected: int
    rejected: int
    undecided: int

    @property
    def decided(self) -> int:
        """How many claims count."""
        return self.accepted + self.corrected + self.rejected

    @property
    def exact(self) -> Estimate | None:
        """The share of claims that are right in every field, with its Wilson interval; None without any."""
        return wilson_interval(self.accepted, self.decided)

    @property
    def found(self) -> Estimate | None:
        """The share of claims that are results at all, right or corrected, with its Wilson interval."""
        return wilson_interval(self.accepted + self.corrected, self.decided)

    def to_dict(self) -> dict[str, Any]:
        """Return the counts and shares as plain data."""
        counts = {
            "accepted": self.accepted, "corrected": self.corrected, "rejected": self.rejected,
            "undecided": self.undecided,
        }  # fmt: skip
        shares = {"exact": self.exact, "found": self.found}
        return {"rule": self.rule, **counts, **{name: share and share.to_dict() for name, share in shares.items()}}


def measure_precision(
    decisions: Sequence[Decision], vocabulary: Vocabulary, renamed: Mapping[str, str] | None = None
) -> list[RulePrecision]:
    """Return the precision of every rule that made a claim reviewers decided on, and of all together, last.

    Args:
        decisions: The ledger.
        vocabulary: What corrections are compared with.
        renamed: Earlier name of a rule -> the name that it has now.
    """
    renamed = renamed or {}
    conflicts = find_conflicts(decisions, vocabulary)
    verdicts: dict[str, Decision] = {}
    for decision in find_standing(decisions):
        before = verdicts.get(decision.claim_id)
        if before is None or decision.stage == "consensus":
            verdicts[decision.claim_id] = decision
    counts: dict[str, Counter[str]] = {}
    for claim_id, decision in verdicts.items():
        rule = renamed.get(decision.seen.rule, decision.seen.rule)
        if rule != ADDED_RULE:
            said = "unsure" if claim_id in conflicts else str(decision.verdict)
            counts.setdefault(rule, Counter())[said] += 1
    return [*_sorted(counts), _precision(ALL_RULES, sum(counts.values(), Counter()))]


def _sorted(counts: Mapping[str, Counter[str]]) -> Iterable[RulePrecision]:
    rules = [_precision(rule, count) for rule, count in counts.items()]
    return sorted(rules, key=lambda item: (-item.decided - item.undecided, item.rule))


def _precision(rule: str, count: Counter[str]) -> RulePrecision:
    return RulePrecision(rule, count["accept"], count["correct"], count["reject"], count["unsure"])
