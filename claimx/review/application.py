"""Decisions applied to claims: what stands, what is out, and what people must look at again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from claimx.model import Claim, Document
from claimx.review.ledger import Decision
from claimx.review.placing import relocate_claim
from claimx.review.slots import Vocabulary, find_differences
from claimx.review.threeway import CurrentClaims, Fit, fit_decision


@dataclass(frozen=True, slots=True)
class Rejected:
    """A claim that reviewers took out, and the decision that did."""

    claim: Claim
    by: str
    reason: str


@dataclass(slots=True)
class Reviewed:
    """Claims after review; every decision of the ledger is accounted for.

    Args:
        extracted: All claims as they were before the decisions, those that reviewers added at the end of their paper.
        claims: The claims that stand, in the same order, corrected ones corrected.
        rejected: The claims that were taken out.
        added: Ids of the claims that reviewers added and that stand or were rejected.
        decided: Id of a claim -> the decision that holds for it.
        disputed: Id of a claim -> the verdicts that contradict each other and wait for a consensus; the claim stands
            as it was extracted.
        stale: Decisions that no longer fit, each with the reason; the claim stands as it was extracted.
        settled: Decisions whose wish is fulfilled without them.
        fitting: Every standing decision that fits, with the claim that it is about now.
    """

    extracted: list[Claim] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    added: set[str] = field(default_factory=set)
    decided: dict[str, Decision] = field(default_factory=dict)
    disputed: dict[str, tuple[Decision, ...]] = field(default_factory=dict)
    stale: list[Fit] = field(default_factory=list)
    settled: list[Decision] = field(default_factory=list)
    fitting: list[Fit] = field(default_factory=list)

    @property
    def current_ids(self) -> dict[str, str]:
        """Id that a claim had when a fitting decision was made -> the id that it has now."""
        return {fit.decision.claim_id: fit.claim.id for fit in self.fitting if fit.claim}


def find_standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the last verdict of every reviewer on every claim, in the order of the ledger; withdrawn ones are out."""
    last: dict[tuple[str, str, str], Decision] = {}
    for decision in decisions:
        if decision.decision != "note":
            last.pop(decision.key, None)
            last[decision.key] = decision
    return [decision for decision in last.values() if decision.verdict]


def apply_decisions(
    claims: Sequence[Claim],
    decisions: Sequence[Decision],
    vocabulary: Vocabulary,
    documents: Mapping[str, Document] | None = None,
) -> Reviewed:
    """Apply a ledger to claims by three-way comparison.

    A consensus counts before votes; votes count where they agree. Nothing is applied that was decided about
    something else than what is there now.

    Args:
        claims: The claims of today.
        decisions: The ledger, oldest first.
        vocabulary: What names and numbers are compared with.
        documents: The papers by id, where they are known: added claims follow their sentence in them.
    """
    reviewed = Reviewed()
    standing = find_standing(decisions)
    current = CurrentClaims(claims)
    reviewed.extracted = _with_added(claims, decisions, standing, current, vocabulary, reviewed, documents or {})
    current = CurrentClaims(reviewed.extracted)
    fits = [fit_decision(decision, current, vocabulary) for decision in standing]
    places = {id(fit): place for place, fit in enumerate(fits)}
    by_claim: defaultdict[str, list[Fit]] = defaultdict(list)
    for fit in fits:
        if fit.is_settled:
            reviewed.settled.append(fit.decision)
        if not fit.stale and fit.claim:
            reviewed.fitting.append(fit)
            by_claim[fit.claim.id].append(fit)
    known = {item.decision.key for item in reviewed.stale}
    newest = {claim_id: max(places[id(fit)] for fit in found) for claim_id, found in by_claim.items()}
    for place, fit in enumerate(fits):
        # a consensus that no longer fits is done with once somebody decided anew
        is_superseded = fit.decision.stage == "consensus" and fit.claim and newest.get(fit.claim.id, -1) > place
        if fit.stale and fit.decision.key not in known and not is_superseded:
            reviewed.stale.append(fit)
    for claim in reviewed.extracted:
        _settle(claim, by_claim.get(claim.id, []), vocabulary, reviewed)
    return reviewed


def _settle(claim: Claim, fits: Sequence[Fit], vocabulary: Vocabulary, reviewed: Reviewed) -> None:
    """Decide what becomes of one claim."""
    holding = [fit for fit in fits if fit.decision.stage == "consensus"][-1:] or list(fits)
    if not holding:
        reviewed.claims.append(claim)
        return
    if not all(_agree(holding[0], other, vocabulary) for other in holding[1:]):
        reviewed.claims.append(claim)
        reviewed.disputed[claim.id] = tuple(fit.decision for fit in holding)
        return
    decision = holding[0].decision
    reviewed.decided[claim.id] = decision
    if decision.verdict == "reject":
        who = ", ".join(dict.fromkeys(fit.decision.reviewer for fit in holding))
        reasons = "; ".join(dict.fromkeys(fit.decision.reason for fit in holding))
        reviewed.rejected.append(Rejected(claim, who, reasons))
    else:
        reviewed.claims.append(holding[0].result or claim)


def _agree(first: Fit, second: Fit, vocabulary: Vocabulary) -> bool:
    """Say whether two fitting decisions make the same of a claim."""
    outcomes = []
    for fit in (first, second):
        verdict = fit.decision.verdict
        outcomes.append("stands" if verdict in ("accept", "correct") else verdict)
    if outcomes[0] != outcomes[1]:
        return False
    if first.result is None or second.result is None:
        return True
    return not find_differences(first.result, second.result, vocabulary)


def _with_added(
    claims: Sequence[Claim],
    decisions: Sequence[Decision],
    standing: Sequence[Decision],
    current: CurrentClaims,
    vocabulary: Vocabulary,
    reviewed: Reviewed,
    documents: Mapping[str, Document],
) -> list[Claim]:
    """Return the claims with those that reviewers added, each once, at the end of its paper."""
    wanted = {decision.claim_id for decision in standing}
    added: defaultdict[str, list[Claim]] = defaultdict(list)
    for decision in decisions:
        claim = decision.seen
        if decision.decision != "add" or claim.id in reviewed.added or claim.id not in wanted:
            continue
        if current.find(claim) is not None:
            continue  # rules find it by now: the reviewer's decision counts as a vote on what they find
        rivals = [other for other in current.in_paper(claim.doc_id) if _overlap(claim, other)]
        standing_rivals = [other for other in rivals if not _is_rejected(other, standing, current, vocabulary)]
        if standing_rivals:
            reviewed.stale.append(
                Fit(decision, standing_rivals[0], stale="rules now make another claim of this number")
            )
            continue
        document = documents.get(claim.doc_id)
        placed = claim if document is None else relocate_claim(claim, document)
        if placed is None:
            reviewed.stale.append(Fit(decision, None, stale="the paper no longer says it in these words"))
            continue
        reviewed.added.add(claim.id)
        added[claim.doc_id].append(placed)
    return _insert(claims, added)


def _insert(claims: Sequence[Claim], added: dict[str, list[Claim]]) -> list[Claim]:
    last = {claim.doc_id: place for place, claim in enumerate(claims)}
    result: list[Claim] = []
    for place, claim in enumerate(claims):
        result.append(claim)
        if last[claim.doc_id] == place:
            result += added.pop(claim.doc_id, [])
    return result + [claim for rest in added.values() for claim in rest]


def _overlap(first: Claim, second: Claim) -> bool:
    a, b = first.value, second.value
    return a.in_ == b.in_ and a.start < b.end and b.start < a.end


def _is_rejected(claim: Claim, standing: Sequence[Decision], current: CurrentClaims, vocabulary: Vocabulary) -> bool:
    about = [decision for decision in standing if decision.claim_id == claim.id]
    deciding = [decision for decision in about if decision.stage == "consensus"][-1:] or about
    fits = [fit_decision(decision, current, vocabulary) for decision in deciding]
    return bool(fits) and all(fit.decision.verdict == "reject" and not fit.stale for fit in fits)
