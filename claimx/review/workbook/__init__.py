"""The reviewer's workbook: what is written here, `claimx.review.intake` reads back.

Only this package and the writers of workbooks import openpyxl.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from typing import BinaryIO, Literal

from openpyxl import Workbook

from claimx.model import Claim, Document
from claimx.review.ledger import Decision
from claimx.review.threeway import Fit
from claimx.review.workbook.added_sheet import add_added_sheet
from claimx.review.workbook.hidden_sheets import add_lists, add_meta
from claimx.review.workbook.layout import CONSENSUS, DECISION, FORMAT, Column
from claimx.review.workbook.legend_sheet import add_legend_sheet
from claimx.review.workbook.progress_sheet import add_progress_sheet, with_values
from claimx.review.workbook.review_sheet import add_review_sheet
from claimx.review.workbook.rows import ReviewRow, describe_decision, review_cells
from claimx.writers.papers import Paper, group_by_paper
from claimx.writers.xlsx.cells import make_font_default
from claimx.writers.xlsx.save import Edit, save_workbook

Order = Literal["paper", "confidence"]
"""``paper``: paper by paper, as the text goes. ``confidence``: the claims that rules are least sure of first."""

_STALE_EXTRA = (Column("What changed", 30, "context"), Column("Decided before", 24, "context"))


@dataclass(frozen=True, slots=True)
class Export:
    """What goes into a reviewer's workbook.

    Args:
        claims: The claims as extracted, with those that reviewers added.
        documents: The papers that were read, by id; they add titles, links and papers without claims.
        reviewer: Who reviews; may be empty.
        before: Id of a claim -> what this reviewer decided about it earlier.
        stale: Decisions that no longer fit, to be made anew.
        order: See `Order`.
        leave_out_decided: Whether claims that the reviewer decided on are left out.
    """

    claims: Sequence[Claim]
    documents: Mapping[str, Document] = field(default_factory=dict)
    reviewer: str = ""
    before: Mapping[str, Decision] = field(default_factory=dict)
    stale: Sequence[Fit] = ()
    order: Order = "paper"
    leave_out_decided: bool = False


def write_review_workbook(export: Export, handle: BinaryIO) -> int:
    """Write a reviewer's workbook; equal claims and decisions give equal bytes.

    Args:
        export: What goes in.
        handle: Where the bytes go.

    Returns:
        How many claims there are to decide on.
    """
    workbook = _new_workbook()
    stale_claims = {_stale_claim(fit).id for fit in export.stale}
    gone = [_stale_claim(fit) for fit in export.stale if fit.claim is None]
    papers = group_by_paper([*export.claims, *gone], export.documents)
    rows = [row for row in _rows(papers, export) if row.claim.id not in stale_claims]
    ordered = sorted(rows, key=lambda row: row.claim.confidence) if export.order == "confidence" else rows
    add_review_sheet(workbook.worksheets[0], ordered, title="Review", table="claims")
    add_added_sheet(workbook.create_sheet())
    stale = _stale_rows(export.stale, papers)
    if stale:
        add_review_sheet(workbook.create_sheet(), stale, title="Stale", table="stale", extra=_STALE_EXTRA)
    verdicts = [(row.paper_number, row.before.get(DECISION, "")) for row in [*ordered, *stale]]
    tables = ["claims", "stale"] if stale else ["claims"]
    progress = workbook.create_sheet()
    values = add_progress_sheet(progress, papers, verdicts, tables, export.reviewer)
    add_legend_sheet(workbook.create_sheet())
    add_lists(workbook, export.claims, [paper.doc_id for paper in papers])
    add_meta(workbook, _meta(export.reviewer, [row.claim for row in [*ordered, *stale]]))
    # a sheet's file is numbered by its place
    edits: dict[str, Edit] = {
        f"xl/worksheets/sheet{workbook.index(progress) + 1}.xml": partial(with_values, values=values)
    }
    save_workbook(workbook, handle, edits)
    return len(ordered) + len(stale)


def write_conflict_workbook(conflicts: Mapping[str, Sequence[Decision]], handle: BinaryIO, reviewer: str = "") -> None:
    """Write a workbook in which somebody settles what reviewers disagree on; it is read back as consensus.

    Args:
        conflicts: Id of a claim -> the verdicts that contradict each other.
        handle: Where the bytes go.
        reviewer: Who settles; may be empty.
    """
    workbook = _new_workbook()
    reviewers = sorted({decision.reviewer for decisions in conflicts.values() for decision in decisions})
    extra = tuple(Column(f"{name} says", 22, "context") for name in reviewers)
    claims = [decisions[0].seen for decisions in conflicts.values()]
    papers = group_by_paper(claims)

    def votes(claim: Claim) -> dict[str, str]:
        return {f"{item.reviewer} says": describe_decision(item) for item in conflicts[claim.id]}

    rows = [
        _row(paper, place, item, extra=votes(item[1])) for place, paper in _numbered(papers) for item in paper.claims
    ]
    sheet = workbook.worksheets[0]
    add_review_sheet(sheet, rows, title="Conflicts", table="conflicts", extra=extra, decision=CONSENSUS)
    add_legend_sheet(workbook.create_sheet(), is_consensus=True)
    add_lists(workbook, claims, [paper.doc_id for paper in papers])
    add_meta(workbook, _meta(reviewer, claims))
    save_workbook(workbook, handle)


def _new_workbook() -> Workbook:
    workbook = Workbook()
    make_font_default(workbook)
    return workbook


def _numbered(papers: Sequence[Paper]) -> Iterable[tuple[int, Paper]]:
    return enumerate(papers, start=1)


def _rows(papers: Sequence[Paper], export: Export) -> Iterable[ReviewRow]:
    wanted = {claim.id for claim in export.claims}
    for place, paper in _numbered(papers):
        for item in paper.claims:
            before = export.before.get(item[1].id)
            if item[1].id in wanted and not (before and before.verdict and export.leave_out_decided):
                yield _row(paper, place, item, before=review_cells(before) if before else {})


def _row(
    paper: Paper,
    place: int,
    item: tuple[int, Claim],
    *,
    before: Mapping[str, str] | None = None,
    extra: Mapping[str, str] | None = None,
) -> ReviewRow:
    number, claim = item
    return ReviewRow(claim, number, paper.title, place, paper.link, paper.link_label, before or {}, extra or {})


def _stale_claim(fit: Fit) -> Claim:
    """Return what a stale decision is to be made about now: the claim as it is, else as it was seen."""
    is_same_claim = fit.claim is not None and fit.claim.id == fit.decision.claim_id
    return fit.claim if fit.claim is not None and is_same_claim else fit.decision.seen


def _stale_rows(stale: Sequence[Fit], papers: Sequence[Paper]) -> list[ReviewRow]:
    by_claim: dict[str, list[Fit]] = {}
    for fit in stale:
        by_claim.setdefault(_stale_claim(fit).id, []).append(fit)
    places = {paper.doc_id: (place, paper) for place, paper in _numbered(papers)}
    rows = []
    for number, fits in enumerate(by_claim.values(), start=1):
        claim = _stale_claim(fits[0])
        place, paper = places[claim.doc_id]
        extra = {
            "What changed": "\n".join(dict.fromkeys(_reason(fit) for fit in fits)),
            "Decided before": "\n".join(f"{fit.decision.reviewer}: {describe_decision(fit.decision)}" for fit in fits),
        }
        rows.append(_row(paper, place, (number, claim), extra=extra))
    return rows


def _reason(fit: Fit) -> str:
    if fit.claim is None or fit.claim.id == fit.decision.claim_id:
        return fit.stale
    return f"{fit.stale}; likely now: {fit.claim.value.text} ({fit.claim.id})"


def _meta(reviewer: str, claims: Sequence[Claim]) -> dict[str, str]:
    digest = hashlib.sha256("\n".join(claim.to_json() for claim in claims).encode("utf-8", "surrogatepass"))
    return {
        "format": FORMAT,
        "claimx": version("claimx"),
        "reviewer": reviewer,
        "rows": str(len(claims)),
        "claims": digest.hexdigest()[:16],
    }


__all__ = ["Export", "Order", "write_conflict_workbook", "write_review_workbook"]
