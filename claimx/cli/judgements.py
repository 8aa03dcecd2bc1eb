"""Reviewers' decisions as exporters need them: claims that stand, claims that do not, and who said what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from claimx.cli.decided import Decided
from claimx.cli.export_context import Judged
from claimx.model import Claim
from claimx.review.application import find_standing
from claimx.review.ledger import Decision, Stage
from claimx.review.threeway import CurrentClaims
from claimx.writers.interchange import Judgement, LeftOut

STALE = "stale"
"""Stands in place of a decision that no longer fits what the claim is now."""


def build_judged(claims: Sequence[Claim], decided: Decided) -> Judged:
    """Return claims as exporters need them.

    Args:
        claims: The claims as extracted.
        decided: What reviewers made of them.
    """
    reviewed = decided.result
    added = [claim for claim in reviewed.claims if claim.id in reviewed.added]
    added += [item.claim for item in reviewed.rejected if item.claim.id in reviewed.added]
    everything = [*claims, *added]
    stale = {fit.decision.key: fit.stale for fit in reviewed.stale}
    return Judged(
        everything=everything,
        standing=reviewed.claims,
        rejected=[
            LeftOut(item.claim, f"rejected by {item.by}" + (f" ({item.reason})" if item.reason else ""))
            for item in reviewed.rejected
        ],
        judgements=_list_judgements(everything, decided.ledger, stale),
        unprinted=frozenset(_find_unprinted(everything, reviewed.claims)),
    )


def _find_unprinted(before: Iterable[Claim], after: Iterable[Claim]) -> Iterator[str]:
    values = {claim.id: claim.value for claim in before}
    for claim in after:
        old, new = values[claim.id], claim.value
        if (old.low, old.high) != (new.low, new.high) and (old.text, old.start) == (new.text, new.start):
            yield claim.id


def _list_judgements(
    claims: Sequence[Claim], decisions: Sequence[Decision], stale: dict[tuple[str, str, Stage], str]
) -> dict[str, tuple[Judgement, ...]]:
    current = CurrentClaims(claims)
    remarks = {decision.key: decision for decision in decisions if decision.decision == "note"}
    found: defaultdict[str, list[Judgement]] = defaultdict(list)
    for decision in [*find_standing(decisions), *remarks.values()]:
        claim = current.find(decision.seen)
        why = stale.get(decision.key, "") if decision.verdict else ""
        found[claim.id if claim else decision.claim_id].append(
            Judgement(
                decision=STALE if why else decision.verdict or "",
                reviewer=decision.reviewer,
                reason=f"{decision.verdict}, but {why}" if why else decision.reason,
                corrections=tuple((field.replace("_", " "), text) for field, text in decision.corrections.items()),
                note=decision.note,
            )
        )
    return {claim_id: tuple(judgements) for claim_id, judgements in found.items()}
