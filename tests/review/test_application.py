"""Decisions survive what does not matter, go stale where something does, and are never lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.model import Claim, Document
from claimx.review.application import Reviewed, apply_decisions
from claimx.review.ledger import Decision
from tests.review.books import VOCABULARY, vote
from tests.writers.samples import RIVERBED, build_claim, sample_claims

CLAIMS = sample_claims()
GAIN, GAIN_2025, CUT, FASTER, RISE = CLAIMS[:5]


def apply(claims: list[Claim], *decisions: Decision, **settings: Any) -> Reviewed:
    return apply_decisions(claims, decisions, VOCABULARY, **settings)


def benchmark(claim: Claim, name: str, text: str | None = None) -> Claim:
    changed = claim.benchmarks[0].model_copy(update={"name": name, "text": text or claim.benchmarks[0].text})
    return claim.model_copy(update={"benchmarks": (changed,)})


def moved(claim: Claim, by: int = 40) -> Claim:
    """Return the claim as found further down in the paper, by a renamed rule of a later release."""

    def shift(item: Any) -> Any:
        return item and item.model_copy(update={"start": item.start + by, "end": item.end + by})

    changes = {name: shift(getattr(claim, name)) for name in ("value", "from_", "sentence", "model", "baseline")}
    changes["benchmarks"] = tuple(map(shift, claim.benchmarks))
    return claim.model_copy(update=changes | {"rule": "delta.renamed", "confidence": 0.41})


def test_accepted_claims_stand_and_rejected_ones_are_out_with_who_and_why() -> None:
    reviewed = apply(CLAIMS, vote(GAIN), vote(CUT, "reject", reason="duplicate"), vote(RISE, "unsure"))
    assert reviewed.claims == [claim for claim in CLAIMS if claim is not CUT]
    assert [(item.claim, item.by, item.reason) for item in reviewed.rejected] == [(CUT, "ana", "duplicate")]
    assert set(reviewed.decided) == {GAIN.id, CUT.id, RISE.id}
    assert not reviewed.stale


def test_corrections_are_applied() -> None:
    reviewed = apply(CLAIMS, vote(GAIN, "correct", corrections={"benchmark": "AIME 2026", "value": "12"}))
    assert (reviewed.claims[0].benchmarks[0].name, reviewed.claims[0].value.low) == ("AIME 2026", 12)


@pytest.mark.parametrize("decision", ["accept", "reject", "correct", "unsure"])
def test_a_decision_survives_a_moved_sentence_a_renamed_rule_and_another_confidence(decision: str) -> None:
    corrections = {"metric": "pass rate"} if decision == "correct" else {}
    reviewed = apply([moved(GAIN)], vote(GAIN, decision, reason="duplicate", corrections=corrections))
    assert set(reviewed.decided) == {GAIN.id}
    assert not reviewed.stale


def test_a_decision_survives_a_new_id_where_only_white_space_and_case_of_the_sentence_changed() -> None:
    sentence = GAIN.sentence.model_copy(update={"text": GAIN.sentence.text.replace(" on ", "\n on ")})
    now = GAIN.model_copy(update={"id": "new", "sentence": sentence})
    assert set(apply([now], vote(GAIN)).decided) == {"new"}


def test_a_decision_survives_another_spelling_of_the_same_name() -> None:
    assert not apply([benchmark(GAIN, "AIME24")], vote(GAIN)).stale
    assert not apply([benchmark(GAIN, "aime-2024")], vote(GAIN)).stale


def test_a_decision_about_something_else_than_is_there_now_is_stale_and_not_applied() -> None:
    now = benchmark(GAIN, "AIME 2025")
    for decision in (vote(GAIN), vote(GAIN, "reject", reason="duplicate"), vote(GAIN, "unsure")):
        reviewed = apply([now], decision)
        assert reviewed.claims == [now]
        assert not reviewed.decided
        assert [fit.stale for fit in reviewed.stale] == ["benchmark was AIME 2024, now AIME 2025"]


def test_a_correction_applies_only_where_what_it_corrects_and_all_else_is_as_it_was() -> None:
    decision = vote(GAIN, "correct", corrections={"metric": "pass rate"})
    stale = apply([benchmark(GAIN, "AIME 2025")], decision).stale
    assert [fit.stale for fit in stale] == ["benchmark was AIME 2024, now AIME 2025"]
    other = GAIN.model_copy(update={"metric": CLAIMS[7].metric})
    assert [fit.stale for fit in apply([other], decision).stale] == [
        "metric was accuracy, now word error rate, corrected to pass rate"
    ]


def test_a_correction_that_a_new_release_makes_itself_is_settled() -> None:
    decision = vote(GAIN, "correct", corrections={"benchmark": "AIME 2025"})
    now = benchmark(GAIN, "AIME 2025")
    reviewed = apply([now], decision)
    assert reviewed.claims == [now]
    assert reviewed.settled == [decision]
    assert set(reviewed.decided) == {GAIN.id}


def test_a_claim_that_is_gone_leaves_its_acceptance_stale_and_its_rejection_settled() -> None:
    accept, reject = vote(GAIN), vote(CUT, "reject", reason="duplicate")
    reviewed = apply([RISE], accept, reject)
    assert [(fit.decision, fit.stale) for fit in reviewed.stale] == [(accept, "the claim is no longer found")]
    assert reviewed.settled == [reject]


def test_a_stale_decision_names_what_the_claim_most_likely_became() -> None:
    sentence = GAIN.sentence.model_copy(update={"text": GAIN.sentence.text.replace("gains", "now gains")})
    now = GAIN.model_copy(update={"id": "new", "sentence": sentence})
    assert [fit.claim for fit in apply([RISE, now], vote(GAIN)).stale] == [now]


def test_the_last_word_of_a_reviewer_counts_and_a_withdrawn_one_does_not() -> None:
    assert apply(CLAIMS, vote(GAIN, "reject", reason="x"), vote(GAIN)).claims == CLAIMS
    assert not apply(CLAIMS, vote(GAIN), vote(GAIN, "withdraw")).decided
    assert set(apply(CLAIMS, vote(GAIN), vote(GAIN, "note", note="hm")).decided) == {GAIN.id}


def test_reviewers_who_disagree_leave_the_claim_as_it_was_until_a_consensus() -> None:
    votes = [vote(GAIN), vote(GAIN, "reject", "bo", reason="duplicate")]
    reviewed = apply(CLAIMS, *votes)
    assert reviewed.claims == CLAIMS
    assert reviewed.disputed == {GAIN.id: tuple(votes)}
    settled = apply(CLAIMS, *votes, vote(GAIN, "reject", "cy", stage="consensus", reason="duplicate"))
    assert not settled.disputed
    assert [item.claim for item in settled.rejected] == [GAIN]


def test_an_acceptance_and_an_unsure_do_not_agree() -> None:
    assert set(apply(CLAIMS, vote(GAIN), vote(GAIN, "unsure", "bo")).disputed) == {GAIN.id}


def test_corrections_that_come_to_the_same_agree() -> None:
    one = vote(GAIN, "correct", corrections={"benchmark": "AIME 2025"})
    other = vote(GAIN, "correct", "bo", corrections={"benchmark": "AIME25"})
    assert not apply(CLAIMS, one, other).disputed
    assert set(apply(CLAIMS, one, vote(GAIN, reviewer="bo")).disputed) == {GAIN.id}


def test_a_stale_consensus_gives_way_to_a_newer_vote() -> None:
    consensus, now = vote(GAIN, "reject", "cy", stage="consensus", reason="x"), benchmark(GAIN, "AIME 2025")
    assert [fit.decision for fit in apply([now], consensus).stale] == [consensus]
    reviewed = apply([now], consensus, vote(now))
    assert not reviewed.stale
    assert reviewed.decided == {GAIN.id: vote(now)}


class TestAddedClaims:
    SENTENCE = "It cuts output tokens by up to 46% and runs 2.1x faster than Qwen3-8B."
    ADDED = build_claim(RIVERBED, SENTENCE, "46%", low=46, id="added", rule="added by a reviewer")
    OTHERS = tuple(claim for claim in CLAIMS if claim is not CUT)

    def add(self, reviewer: str = "ana") -> Decision:
        return vote(self.ADDED, "add", reviewer)

    def test_an_added_claim_stands_once_at_the_end_of_its_paper(self) -> None:
        reviewed = apply(list(self.OTHERS), self.add(), self.add("bo"))
        assert reviewed.claims == [*self.OTHERS[:6], self.ADDED, *self.OTHERS[6:]]
        assert reviewed.added == {"added"}

    def test_another_reviewer_can_reject_it(self) -> None:
        reviewed = apply(list(self.OTHERS), self.add(), vote(self.ADDED, "reject", "bo", reason="duplicate"))
        assert set(reviewed.disputed) == {"added"}

    def test_who_added_it_can_take_it_out(self) -> None:
        reviewed = apply(list(self.OTHERS), self.add(), vote(self.ADDED, "reject", reason="duplicate"))
        assert [item.claim for item in reviewed.rejected] == [self.ADDED]
        assert reviewed.claims == list(self.OTHERS)

    def test_it_is_not_added_beside_a_claim_of_the_same_number(self) -> None:
        reviewed = apply(CLAIMS, self.add())
        assert reviewed.claims == CLAIMS
        assert [fit.stale for fit in reviewed.stale] == ["rules now make another claim of this number"]

    def test_it_replaces_a_rejected_claim_of_the_same_number(self) -> None:
        reviewed = apply(CLAIMS, vote(CUT, "reject", reason="wrong number"), self.add())
        assert self.ADDED in reviewed.claims
        assert CUT not in reviewed.claims

    def test_rules_that_find_it_by_now_take_its_place(self) -> None:
        found = self.ADDED.model_copy(update={"rule": "delta.cuts"})
        reviewed = apply([*self.OTHERS, found], self.add())
        assert reviewed.claims == [*self.OTHERS, found]
        assert (reviewed.added, set(reviewed.decided)) == (set(), {"added"})

    def test_it_follows_its_sentence_in_the_paper_of_today(self) -> None:
        paper = Document(RIVERBED.doc_id, RIVERBED.title, f"A new first sentence. {RIVERBED.text}")
        added = next(
            claim for claim in apply(list(self.OTHERS), self.add(), documents={paper.doc_id: paper}).claims
            if claim.id == "added"
        )  # fmt: skip
        assert paper.text[added.value.start : added.value.end] == "46%"
        assert paper.text[added.sentence.start : added.sentence.end] == self.SENTENCE

    def test_it_is_stale_where_the_paper_no_longer_says_it(self) -> None:
        paper = Document(RIVERBED.doc_id, RIVERBED.title, "Riverbed is fast.")
        reviewed = apply(list(self.OTHERS), self.add(), documents={paper.doc_id: paper})
        assert [fit.stale for fit in reviewed.stale] == ["the paper no longer says it in these words"]
        assert reviewed.claims == list(self.OTHERS)


VERDICTS = st.sampled_from(["accept", "reject", "unsure", "withdraw"])
DECISIONS = st.lists(
    st.builds(vote, st.sampled_from(CLAIMS), VERDICTS, st.sampled_from(["ana", "bo"]), reason=st.just("x")), max_size=12
)
CHANGES = st.sampled_from([moved, lambda claim: claim, lambda claim: claim.model_copy(update={"kind": "score"})])


@given(DECISIONS, st.lists(st.sampled_from(CLAIMS), unique_by=lambda claim: claim.id), CHANGES)
def test_every_claim_and_every_standing_decision_is_accounted_for(
    decisions: list[Decision], claims: list[Claim], change: Any
) -> None:
    claims = [change(claim) for claim in claims]
    reviewed = apply(claims, *decisions)
    assert sorted(c.id for c in [*reviewed.claims, *(r.claim for r in reviewed.rejected)]) == sorted(
        c.id for c in claims
    )
    last = {decision.key: decision for decision in decisions}
    standing = {key for key, decision in last.items() if decision.verdict}
    fitting = {fit.decision.key for fit in reviewed.fitting}
    stale, settled = {fit.decision.key for fit in reviewed.stale}, {item.key for item in reviewed.settled}
    assert fitting | stale | settled == standing
    assert not fitting & stale
