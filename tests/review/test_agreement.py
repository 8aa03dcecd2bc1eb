"""Agreement is measured on first votes; what only one reviewer saw is no disagreement."""

from __future__ import annotations

import pytest

from claimx.review.agreement import PairAgreement, find_conflicts, find_first_votes, measure_agreement
from claimx.review.ledger import Decision
from tests.review.books import VOCABULARY, vote
from tests.writers.samples import sample_claims

CLAIMS = sample_claims()
GAIN, GAIN_2025, CUT, FASTER, RISE = CLAIMS[:5]


def measure(*decisions: Decision) -> PairAgreement:
    (pair,) = measure_agreement(decisions, VOCABULARY)
    return pair


def test_percent_and_kappa_are_those_of_the_four_verdicts() -> None:
    votes = [
        ("accept", "accept"),
        ("accept", "accept"),
        ("reject", "reject"),
        ("accept", "reject"),
        ("unsure", "unsure"),
    ]
    decisions = []
    for claim, (ana, bo) in zip(CLAIMS, votes, strict=False):
        decisions += [vote(claim, ana, reason="x"), vote(claim, bo, "bo", reason="x")]
    pair = measure(*decisions)
    assert (pair.seen, pair.agreed, pair.not_seen) == (5, 4, 0)
    # observed 4/5; expected (3*2 + 1*2 + 1*1) / 25
    assert pair.kappa is not None
    assert pair.kappa.value == pytest.approx((0.8 - 0.36) / (1 - 0.36))
    assert pair.specific("accept") == pytest.approx(4 / 5)
    assert pair.specific("correct") is None


def test_what_only_one_saw_is_not_seen_and_no_disagreement() -> None:
    pair = measure(vote(GAIN), vote(GAIN, reviewer="bo"), vote(CUT), vote(RISE, "note", "bo", note="hm"))
    assert (pair.seen, pair.agreed, pair.not_seen) == (1, 1, 1)


def test_first_votes_stay_whatever_is_decided_later() -> None:
    first = [vote(GAIN), vote(GAIN, "reject", "bo", reason="x")]
    later = [vote(GAIN, reviewer="bo"), vote(GAIN, "reject", "cy", stage="consensus", reason="x")]
    assert measure(*first, *later) == measure(*first)
    assert find_first_votes([*first, *later])[GAIN.id, "bo"] == first[1]


def test_fields_are_compared_by_what_they_come_to() -> None:
    pair = measure(
        vote(GAIN, "correct", corrections={"benchmark": "AIME 2025"}),
        vote(GAIN, "correct", "bo", corrections={"benchmark": "AIME25"}),
        vote(CUT),
        vote(CUT, "correct", "bo", corrections={"value": "47"}),
        vote(RISE, "reject", reason="x"),
        vote(RISE, reviewer="bo"),
    )
    assert {name: (item.n, item.same) for name, item in pair.fields.items()} == {
        name: (2, 1 if name == "value" else 2)
        for name in ("value", "unit", "kind", "benchmark", "metric", "model", "base_model", "baseline")
    }
    kappa = pair.fields["benchmark"].kappa
    assert kappa is not None
    assert kappa.value == pytest.approx(1)  # both corrected the one and kept the other
    assert pair.fields["metric"].kappa is None  # nobody ever corrected it
    assert pair.same_outcome == 1


def test_no_claim_in_common_gives_no_percentage() -> None:
    pair = measure(vote(GAIN), vote(CUT, reviewer="bo"))
    assert (pair.seen, pair.not_seen, pair.to_dict()["percent"], pair.kappa) == (0, 2, None, None)


def test_every_two_reviewers_are_compared() -> None:
    pairs = measure_agreement([vote(GAIN, reviewer=name) for name in ("cy", "ana", "bo")], VOCABULARY)
    assert [(pair.first, pair.second) for pair in pairs] == [("ana", "bo"), ("ana", "cy"), ("bo", "cy")]


def test_unlike_verdicts_corrections_and_reasons_are_conflicts() -> None:
    decisions = [
        vote(GAIN), vote(GAIN, "unsure", "bo"),
        vote(CUT, "correct", corrections={"value": "47"}), vote(CUT, "correct", "bo", corrections={"value": "48"}),
        vote(RISE, "reject", reason="duplicate"), vote(RISE, "reject", "bo", reason="not a result"),
        vote(FASTER, "reject", reason="Duplicate"), vote(FASTER, "reject", "bo", reason="duplicate"),
        vote(GAIN_2025), vote(GAIN_2025, "correct", "bo", corrections={"value": "9,4"}),
    ]  # fmt: skip
    assert set(find_conflicts(decisions, VOCABULARY)) == {GAIN.id, CUT.id, RISE.id}


def test_a_consensus_or_a_changed_mind_settles_a_conflict() -> None:
    votes = [vote(GAIN), vote(GAIN, "unsure", "bo")]
    assert find_conflicts([*votes, vote(GAIN, reviewer="cy", stage="consensus")], VOCABULARY) == {}
    assert find_conflicts([*votes, vote(GAIN, reviewer="bo")], VOCABULARY) == {}
