"""Workbooks for people: claims with highlighted evidence, a comparison, the papers.

Only this package and `claimx.review` import openpyxl, and only a run that writes a workbook imports this package.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import BinaryIO

from openpyxl import Workbook

from claimx.model import Claim, Document, ResultsTable
from claimx.writers.papers import group_by_paper
from claimx.writers.xlsx.cells import make_font_default
from claimx.writers.xlsx.claims_sheet import add_claims_sheet
from claimx.writers.xlsx.comparison_sheet import add_comparison_sheet
from claimx.writers.xlsx.papers_sheet import add_papers_sheet
from claimx.writers.xlsx.save import save_workbook


def write_xlsx(
    claims: Sequence[Claim],
    handle: BinaryIO,
    documents: Mapping[str, Document] | None = None,
    table: ResultsTable | None = None,
) -> None:
    """Write a workbook with the sheets Claims, Comparison (where there is a table) and Papers.

    Args:
        claims: The claims, a row each.
        handle: Where the bytes go.
        documents: The documents that were read, by id; they add titles, links and papers without claims.
        table: The same claims as models by benchmark and metric.
    """
    workbook = Workbook()
    make_font_default(workbook)
    papers = group_by_paper(claims, documents)
    sheet = workbook.worksheets[0]
    add_claims_sheet(sheet, papers)
    if table is not None:
        numbers = {claim.id: number for number, claim in enumerate(claims, start=1)}
        add_comparison_sheet(workbook.create_sheet(), table, numbers)
    add_papers_sheet(workbook.create_sheet(), papers)
    save_workbook(workbook, handle)
