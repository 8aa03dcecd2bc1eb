"""Three-way comparison: a claim as exported, as it is now, and as reviewed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimx.model import Claim
from claimx.review.correction import CorrectionError, correct_claim
from claimx.review.ledger import Decision
from claimx.review.slots import Vocabulary, find_differences, is_same, shown_text
from claimx.review.values import TypedValueError
from claimx.review.vocabulary import Field
from claimx.writers.wording import readable

_SPACE_AND_CASE = re.compile(r"[\W_]+")
_LIKELY = 60.0  # likeness of two sentences, in percent, from which on one is shown beside the other

FIELD_WORDS: dict[Field, str] = {"base_model": "base model"}
"""Fields whose name for people is not their own."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a decision fits the claims of today.

    Args:
        decision: The decision.
        claim: The claim that it is about now; where it does not fit, the likeliest one, or None.
        result: What the claim becomes, where the decision fits and does not take it out.
        stale: Why it does not fit; empty where it does.
        is_settled: Whether the claims already are as the reviewer wanted them, so that there is nothing to do.
    """

    decision: Decision
    claim: Claim | None
    result: Claim | None = None
    stale: str = ""
    is_settled: bool = False


class CurrentClaims:
    """The claims of today, to be found by their id or, where an id is gone, by what they say.

    Args:
        claims: The claims.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.by_id: dict[str, Claim] = {}
        self._by_content: defaultdict[tuple[str, ...], list[Claim]] = defaultdict(list)
        self._by_paper: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            self.by_id[claim.id] = claim
            self._by_content[_content(claim)].append(claim)
            self._by_paper[claim.doc_id].append(claim)

    def find(self, seen: Claim) -> Claim | None:
        """Return the claim with the id of the one seen; else the only one with its kind, value and sentence."""
        claim = self.by_id.get(seen.id)
        if claim is not None:
            return claim
        candidates = self._by_content.get(_content(seen), [])
        return candidates[0] if len(candidates) == 1 else None

    def find_likely(self, seen: Claim) -> Claim | None:
        """Return what a claim that is gone has most likely become: the same number in the most similar sentence.

        In the same sentence it may also be another reading of the same words.
        """
        from rapidfuzz import fuzz  # only stale decisions need it

        numbers = (seen.value.low, seen.value.high)
        candidates = [
            (fuzz.ratio(seen.sentence.text, claim.sentence.text), -place, claim)
            for place, claim in enumerate(self._by_paper.get(seen.doc_id, ()))
            if (claim.value.low, claim.value.high) == numbers or _reads_same_words(claim, seen)
        ]
        best = max(candidates, default=None, key=lambda item: item[:2])
        return best[2] if best and best[0] >= _LIKELY else None

    def in_paper(self, doc_id: str) -> Sequence[Claim]:
        """Return the claims of one paper."""
        return self._by_paper.get(doc_id, ())


def fit_decision(decision: Decision, current: CurrentClaims, vocabulary: Vocabulary) -> Fit:
    """Compare a verdict with the claims of today.

    Args:
        decision: A decision with a verdict.
        current: The claims of today.
        vocabulary: What makes two spellings one name.
    """
    claim = current.find(decision.seen)
    if claim is None:
        if decision.verdict == "reject":
            return Fit(decision, None, is_settled=True)
        return Fit(decision, current.find_likely(decision.seen), stale="the claim is no longer found")
    if decision.verdict != "correct":
        changed = find_differences(decision.seen, claim, vocabulary)
        stale = "; ".join(_change(field, decision.seen, claim) for field in changed)
        result = None if stale or decision.verdict == "reject" else claim
        return Fit(decision, claim, result, stale)
    return _fit_correction(decision, claim, vocabulary)


def _fit_correction(decision: Decision, claim: Claim, vocabulary: Vocabulary) -> Fit:
    try:
        reviewed = correct_claim(decision.seen, decision.corrections, vocabulary)
        result = correct_claim(claim, decision.corrections, vocabulary)
    except (CorrectionError, TypedValueError) as error:
        return Fit(decision, claim, stale=f"the correction no longer fits: {error}")
    wanted = find_differences(decision.seen, reviewed, vocabulary)
    changed = find_differences(decision.seen, claim, vocabulary)
    if not find_differences(reviewed, claim, vocabulary):
        return Fit(decision, claim, claim, is_settled=True)
    stale = []
    for field in changed:
        if is_same(field, reviewed, claim, vocabulary):
            continue
        reviewed_as = f", corrected to {shown_text(reviewed, field)}" if field in wanted else ""
        stale.append(_change(field, decision.seen, claim) + reviewed_as)
    if stale:
        return Fit(decision, claim, stale="; ".join(stale))
    return Fit(decision, claim, result)


def _change(field: Field, seen: Claim, now: Claim) -> str:
    word = FIELD_WORDS.get(field, field)
    before, after = shown_text(seen, field), shown_text(now, field)
    if before == after:  # what differs is beside the field: the scale or the aggregate
        before, after = (f"{text} ({_beside(claim)})" for text, claim in ((before, seen), (after, now)))
    return f"{word} was {before}, now {after}"


def _beside(claim: Claim) -> str:
    words = [] if claim.scale == "unstated" else [claim.scale]
    return ", ".join([*words, *([claim.aggregate] if claim.aggregate else [])]) or "plain"


def _reads_same_words(first: Claim, second: Claim) -> bool:
    if first.sentence.text != second.sentence.text:
        return False
    one, other = ((c.value.start - c.sentence.start, c.value.end - c.sentence.start) for c in (first, second))
    return one[0] < other[1] and other[0] < one[1]


def _content(claim: Claim) -> tuple[str, ...]:
    sentence = _SPACE_AND_CASE.sub(" ", readable(claim.sentence.text)).casefold().strip()
    return claim.doc_id, claim.kind, readable(claim.value.text), sentence
