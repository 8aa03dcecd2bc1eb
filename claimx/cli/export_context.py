"""What exporters want to know beyond the claims: tasks and settings, from the rules; decisions, from reviewers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from claimx.consolidation import load_names, load_settings
from claimx.consolidation.settings import find_setting
from claimx.model import Claim
from claimx.writers.interchange import Judgement, LeftOut


@dataclass(frozen=True, slots=True)
class Judged:
    """Claims and what reviewers made of them.

    Args:
        everything: Every claim as extracted or added, in the order given.
        standing: The claims that stand, corrected ones corrected.
        rejected: The claims that were taken out, each with who did and why.
        judgements: What reviewers said, by claim id.
        unprinted: Ids of the claims whose corrected number their sentence does not print; the quote is the old one.
    """

    everything: Sequence[Claim]
    standing: Sequence[Claim]
    rejected: Sequence[LeftOut] = ()
    judgements: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)
    unprinted: frozenset[str] = frozenset()


def find_tasks(claims: Sequence[Claim]) -> dict[str, str]:
    """Return the task of every benchmark that exactly one lexicon entry knows, by the benchmark's name."""
    names = load_names()
    benchmarks = {benchmark.name for claim in claims for benchmark in claim.benchmarks}
    entries = {name: names.find("benchmarks", name) for name in benchmarks}
    return {name: found[0].task for name, found in entries.items() if len(found) == 1 and found[0].task}


def find_settings(claims: Sequence[Claim]) -> dict[str, tuple[str, ...]]:
    """Return what else was fixed for each claim's value ("5-shot", "average"), by claim id."""
    rules = load_settings()
    sentences: defaultdict[tuple[str, str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        sentences[claim.doc_id, claim.sentence.in_, claim.sentence.start].append(claim)
    return {
        claim.id: tuple(value for _, value in find_setting(claim, neighbours, rules))
        for neighbours in sentences.values()
        for claim in neighbours
    }
