"""Counts on the way from documents to table, each from the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimx.model import Claim, Exclusion, ResultsTable


@dataclass(frozen=True, slots=True)
class Flow:
    """How many of everything there were at each step; every claim is counted out exactly once.

    Args:
        documents: Papers read, or None where the run's documents were not given.
        documents_with_claims: Papers that at least one claim was found in.
        claims: Claims found by rules.
        added: Claims that reviewers added.
        rejected: Claims taken out by people, as (who, reason) -> count.
        excluded: Claims left out by the table's own rules, reason -> count.
        merged: Claims that repeat another one of their paper and stand behind it as evidence.
        in_table: Claims shown as a value of their own.
        cells: Filled cells.
        rows: Rows of the table; likewise `columns`.
        conflicts: Contradictions found.
        findings: Claims that a check flagged.
    """

    documents: int | None
    documents_with_claims: int
    claims: int
    added: int
    rejected: tuple[tuple[tuple[str, str], int], ...]
    excluded: tuple[tuple[str, int], ...]
    merged: int
    in_table: int
    cells: int
    rows: int
    columns: int
    conflicts: int
    findings: int

    def to_dict(self) -> dict[str, object]:
        """Return the counts as plain data; an unknown count is null."""
        return {
            "documents": self.documents,
            "documents_with_claims": self.documents_with_claims,
            "claims": self.claims,
            "added_by_reviewers": self.added,
            "rejected": [{"by": who, "reason": why, "claims": n} for (who, why), n in self.rejected],
            "excluded": [{"reason": reason, "claims": n} for reason, n in self.excluded],
            "duplicates_merged": self.merged,
            "in_table": self.in_table,
            "table": {"cells": self.cells, "rows": self.rows, "columns": self.columns},
            "conflicts": self.conflicts,
            "flagged": self.findings,
        }


@dataclass(frozen=True, slots=True)
class Rejection:
    """A claim that a person took out."""

    claim_id: str
    by: str
    reason: str


def count_flow(
    claims: Sequence[Claim],
    table: ResultsTable,
    *,
    documents: int | None = None,
    rejections: Iterable[Rejection] = (),
    added: int = 0,
) -> Flow:
    """Count what happened to every claim.

    Args:
        claims: All claims, the rejected ones among them.
        table: The table made of those that stand.
        documents: How many papers were read, where that is known.
        rejections: The claims that people took out; they are not counted again as exclusions of the table.
        added: How many of `claims` reviewers added.
    """
    rejected = {item.claim_id: (item.by, item.reason) for item in rejections}
    excluded: Counter[str] = Counter(item.reason for item in _own(table.exclusions, rejected))
    entries = [entry for _, _, cell in table.walk() for entry in cell.entries]
    return Flow(
        documents=documents,
        documents_with_claims=len({claim.doc_id for claim in claims}),
        claims=len(claims) - added,
        added=added,
        rejected=tuple(sorted(Counter(rejected.values()).items())),
        excluded=tuple(sorted(excluded.items(), key=lambda item: (-item[1], item[0]))),
        merged=sum(len(entry.evidence) - 1 for entry in entries),
        in_table=len(entries),
        cells=len(table.cells),
        rows=len(table.rows),
        columns=len(table.columns),
        conflicts=len(table.conflicts),
        findings=len({finding.claim_id for finding in table.findings}),
    )


def _own(exclusions: Iterable[Exclusion], rejected: dict[str, tuple[str, str]]) -> Iterable[Exclusion]:
    return (item for item in exclusions if item.evidence.claim_id not in rejected)
