"""Workbooks for these tests: written, edited as a reviewer would edit them, and read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from claimx.model import Claim
from claimx.review.intake import Intake, take_in
from claimx.review.ledger import Decision
from claimx.review.reading import ReviewError, read_workbook
from claimx.review.slots import Vocabulary, load_vocabulary
from claimx.review.workbook import Export, write_review_workbook
from tests.writers.samples import sample_claims, sample_documents

VOCABULARY: Vocabulary = load_vocabulary()
Edits = Mapping[str, Mapping[str, object]]


def export(path: Path, claims: Sequence[Claim] | None = None, reviewer: str = "ana", **contents: Any) -> Path:
    """Write a workbook for a reviewer."""
    contents.setdefault("documents", sample_documents())
    with path.open("wb") as handle:
        write_review_workbook(
            Export(sample_claims() if claims is None else claims, reviewer=reviewer, **contents), handle
        )
    return path


def cells_of(sheet: Worksheet) -> tuple[dict[str, int], dict[str, int]]:
    """Return where headings and claims stand: heading -> column, id -> row, both counted from 1."""
    columns = {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}
    rows = {str(sheet.cell(row, columns["claim_id"]).value): row for row in range(2, sheet.max_row + 1)}
    return columns, rows


def put(sheet: Worksheet, row: int, column: int, content: Any) -> None:
    """Type something into a cell, as text where it is text."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = content
    if isinstance(content, str):
        cell.data_type = "s"


def change(path: Path, how: Callable[[Workbook], None]) -> Path:
    """Do something to a workbook that its reviewer might do."""
    workbook = load_workbook(path, rich_text=True)
    how(workbook)
    workbook.save(path)
    return path


def edit(path: Path, edits: Edits, sheet: str = "Review") -> Path:
    """Type into the rows of claims: id -> heading -> content."""
    workbook = load_workbook(path, rich_text=True)
    columns, rows = cells_of(workbook[sheet])
    for claim_id, contents in edits.items():
        for heading, content in contents.items():
            put(workbook[sheet], rows[claim_id], columns[heading], content)
    workbook.save(path)
    return path


def add_claim(path: Path, row: int = 2, **contents: object) -> Path:
    """Fill in a row of the sheet for added claims; underscores in headings stand for spaces."""
    workbook = load_workbook(path, rich_text=True)
    sheet = workbook["Added"]
    columns = {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}
    for heading, content in contents.items():
        put(sheet, row, columns[heading.replace("_", " ")], content)
    workbook.save(path)
    return path


def take(*paths: Path, **settings: Any) -> Intake:
    """Read workbooks back."""
    settings.setdefault("documents", sample_documents())
    return take_in([read_workbook(path) for path in paths], VOCABULARY, **settings)


def problems(*paths: Path, **settings: Any) -> list[tuple[str, str]]:
    """Return what keeps workbooks from being taken over: (sheet!cell, reason)."""
    try:
        take(*paths, **settings)
    except ReviewError as error:
        return [(problem.place, problem.reason) for problem in error.problems]
    return []


def by_id(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """Return decisions by their claim's id."""
    return {decision.claim_id: decision for decision in decisions}


def vote(claim: Claim, decision: str = "accept", reviewer: str = "ana", **fields: Any) -> Decision:
    """Return a decision as the importer makes it."""
    return Decision(claim_id=claim.id, reviewer=reviewer, decision=decision, seen=claim, **fields)  # type: ignore[arg-type]
