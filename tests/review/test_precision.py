"""Rules are judged by what reviewers decided, and undecided claims count for and against nothing."""

from __future__ import annotations

from claimx.review.precision import ALL_RULES, RulePrecision, measure_precision
from tests.review.books import VOCABULARY, vote
from tests.writers.samples import sample_claims

CLAIMS = [
    claim.model_copy(update={"rule": "delta.gain" if number < 6 else "score.level"})
    for number, claim in enumerate(sample_claims())
]


def counts(item: RulePrecision) -> tuple[int, int, int, int]:
    return item.accepted, item.corrected, item.rejected, item.undecided


def test_verdicts_are_counted_by_rule_the_most_judged_first_and_all_together_last() -> None:
    decisions = [
        vote(CLAIMS[0]),
        vote(CLAIMS[1], "correct", corrections={"value": "9"}),
        vote(CLAIMS[2], "reject", reason="x"),
        vote(CLAIMS[3], "unsure"),
        vote(CLAIMS[6]),
    ]
    measured = measure_precision(decisions, VOCABULARY)
    assert [(item.rule, counts(item)) for item in measured] == [
        ("delta.gain", (1, 1, 1, 1)),
        ("score.level", (1, 0, 0, 0)),
        (ALL_RULES, (2, 1, 1, 1)),
    ]
    exact, found = measured[0].exact, measured[0].found
    assert exact is not None
    assert found is not None
    assert (round(exact.value, 3), round(found.value, 3), exact.n) == (0.333, 0.667, 3)
    assert exact.low < 0.333 < exact.high


def test_a_conflict_is_undecided_until_its_consensus() -> None:
    votes = [vote(CLAIMS[0]), vote(CLAIMS[0], "reject", "bo", reason="x")]
    assert counts(measure_precision(votes, VOCABULARY)[0]) == (0, 0, 0, 1)
    settled = [*votes, vote(CLAIMS[0], "reject", "cy", stage="consensus", reason="x")]
    assert counts(measure_precision(settled, VOCABULARY)[0]) == (0, 0, 1, 0)


def test_a_renamed_rule_keeps_its_record_and_added_claims_are_no_rules() -> None:
    decisions = [vote(CLAIMS[0]), vote(CLAIMS[6].model_copy(update={"rule": "added by a reviewer"}), "add")]
    measured = measure_precision(decisions, VOCABULARY, {"delta.gain": "delta.new"})
    assert [item.rule for item in measured] == ["delta.new", ALL_RULES]


def test_without_decisions_there_is_no_share() -> None:
    (everything,) = measure_precision([], VOCABULARY)
    assert (everything.exact, everything.to_dict()["found"]) == (None, None)
