"""Claims are dealt out whole papers at a time, the same way on every machine."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.model import Claim
from claimx.review.splitting import split_claims
from tests.writers.samples import sample_claims

ONE = sample_claims()[0]
CLAIMS = [ONE.model_copy(update={"id": f"{n:012x}", "doc_id": f"p{n // 4}"}) for n in range(200)]


def share_of_two(dealt: dict[str, list[Claim]]) -> float:
    counts = Counter(claim.id for claims in dealt.values() for claim in claims)
    return sum(count == 2 for count in counts.values()) / len(counts)


def test_two_reviewers_share_the_overlap_and_get_the_rest_in_halves() -> None:
    dealt = split_claims(CLAIMS, ["ana", "bo"], 0.2, 1)
    assert share_of_two(dealt) == pytest.approx(0.2)
    assert [len(claims) for claims in dealt.values()] == [120, 120]


def test_three_reviewers_overlap_in_pairs() -> None:
    dealt = split_claims(CLAIMS, ["ana", "bo", "cy"], 0.3, 1)
    assert share_of_two(dealt) == pytest.approx(0.3, abs=0.02)
    assert max(map(len, dealt.values())) - min(map(len, dealt.values())) <= 8


def test_the_seed_alone_decides() -> None:
    first = split_claims(CLAIMS, ["ana", "bo"], 0.2, 1)
    assert first == split_claims(CLAIMS, ["ana", "bo"], 0.2, 1)
    assert first != split_claims(CLAIMS, ["ana", "bo"], 0.2, 2)
    assert [claim.id for claim in first["ana"]] == sorted(claim.id for claim in first["ana"])


@given(st.integers(1, 4), st.floats(0, 1), st.integers(), st.integers(0, 60))
def test_nothing_is_lost_and_papers_stay_whole(reviewers: int, overlap: float, seed: int, count: int) -> None:
    claims, names = CLAIMS[:count], [f"r{n}" for n in range(reviewers)]
    dealt = split_claims(claims, names, overlap, seed)
    assert list(dealt) == names
    assert {claim.id for own in dealt.values() for claim in own} == {claim.id for claim in claims}
    sizes = Counter(claim.doc_id for claim in claims)
    for own in dealt.values():
        assert all(sizes[doc_id] == n for doc_id, n in Counter(claim.doc_id for claim in own).items())
    if reviewers > 1 and claims:
        assert share_of_two(dealt) >= overlap - 1e-9
