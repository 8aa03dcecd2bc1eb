"""The counts come from the data and add up."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.consolidation import Rejection, build_table, count_flow
from claimx.model import Claim, Evidence, Exclusion

from .samples import NAMES, SETTINGS, score, survey_claims
from .test_table import FEW_WORDS


@given(st.lists(FEW_WORDS, max_size=15), st.integers(0, 5))
@settings(max_examples=50, deadline=None)
def test_every_claim_is_counted_out_once(claims: list[Claim], rejects: int) -> None:
    rejections = [Rejection(claim.id, "ana", "not a result") for claim in claims[:rejects]]
    excluded = [Exclusion(Evidence.of(claim), "rejected by ana") for claim in claims[:rejects]]
    flow = count_flow(claims, build_table(claims[rejects:], NAMES, SETTINGS, excluded=excluded), rejections=rejections)
    left_out = sum(count for _, count in flow.excluded) + sum(count for _, count in flow.rejected)
    assert flow.claims == left_out + flow.merged + flow.in_table


def test_rejections_are_counted_by_whom_and_why() -> None:
    claims = [score("80%"), score("81%", doc="p2"), score("82%", doc="p3")]
    rejections = [Rejection(claims[0].id, "ana", "size"), Rejection(claims[1].id, "bo", "size")]
    flow = count_flow(claims, build_table(claims[2:], NAMES, SETTINGS), documents=7, rejections=rejections)
    assert flow.rejected == ((("ana", "size"), 1), (("bo", "size"), 1))
    assert flow.to_dict()["documents"] == 7
    assert flow.documents_with_claims == 3


def test_an_unknown_number_of_documents_is_not_zero() -> None:
    flow = count_flow(survey_claims(), build_table(survey_claims(), NAMES, SETTINGS))
    assert flow.to_dict()["documents"] is None
    assert flow.merged == 1
    assert flow.conflicts == 1
