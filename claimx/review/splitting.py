"""Claims dealt out to reviewers, paper by paper, with a share that more than one of them sees."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import combinations

from claimx.model import Claim


def split_claims(
    claims: Sequence[Claim], reviewers: Sequence[str], overlap: float, seed: int
) -> dict[str, list[Claim]]:
    """Deal claims out to reviewers; a paper stays whole, so that nobody reads a paper for half of its claims.

    The same claims, reviewers, overlap and seed give the same split on every machine.

    Args:
        claims: The claims.
        reviewers: The reviewers, at least one, no name twice.
        overlap: The share of the claims that two reviewers see, 0 to 1; the last paper may make it a little more.
        seed: Another seed, another split.

    Returns:
        Reviewer -> claims, in the order given.
    """
    papers: dict[str, list[Claim]] = {}
    for claim in claims:
        papers.setdefault(claim.doc_id, []).append(claim)
    # by hash and not by a random generator: a paper that is added later moves no other paper
    order = sorted(papers, key=lambda doc_id: _hash(seed, doc_id))
    pairs = list(combinations(reviewers, 2))
    dealt: dict[str, list[str]] = {reviewer: [] for reviewer in reviewers}
    loads = dict.fromkeys(reviewers, 0)
    shared, wanted = 0, overlap * len(claims)
    for doc_id in order:
        size = len(papers[doc_id])
        if pairs and shared < wanted:
            takers: Sequence[str] = min(pairs, key=lambda pair: sum(loads[reviewer] for reviewer in pair))
            shared += size
        else:
            takers = [min(reviewers, key=lambda reviewer: loads[reviewer])]
        for reviewer in takers:
            dealt[reviewer].append(doc_id)
            loads[reviewer] += size
    return {
        reviewer: [claim for claim in claims if claim.doc_id in wanted_ids]
        for reviewer, wanted_ids in ((reviewer, set(doc_ids)) for reviewer, doc_ids in dealt.items())
    }


def _hash(seed: int, doc_id: str) -> bytes:
    return hashlib.sha256(f"{seed}\x1f{doc_id}".encode("utf-8", "surrogatepass")).digest()
