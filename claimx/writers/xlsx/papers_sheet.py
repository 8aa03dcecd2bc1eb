"""The sheet "Papers": every paper that was read, with its number of claims."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from claimx.writers.papers import Paper
from claimx.writers.xlsx import cells

SHEET_NAME = "Papers"
_HEADINGS = ("Paper", "Title", "Date", "Claims", "Link")
_WIDTHS = (22.0, 80.0, 12.0, 9.0, 24.0)
_ALIGNMENTS = (cells.TOP_WRAPPED, cells.TOP_WRAPPED, cells.TOP_WRAPPED, cells.TOP_RIGHT, cells.TOP_WRAPPED)


def add_papers_sheet(sheet: Worksheet, papers: Sequence[Paper]) -> None:
    """Fill an empty sheet with one row for every paper.

    Args:
        sheet: The sheet, which gets its title here.
        papers: All papers, those without claims too.
    """
    sheet.title = SHEET_NAME
    cells.set_header(sheet, _HEADINGS, _WIDTHS, alignments=_ALIGNMENTS)
    for row, paper in enumerate(papers, start=2):
        for column, alignment in enumerate(_ALIGNMENTS, start=1):
            cell = cells.cell_at(sheet, row, column)
            cell.font, cell.alignment, cell.border = cells.TEXT_FONT, alignment, cells.ROW_BORDER
        cells.set_text(cells.cell_at(sheet, row, 1), paper.doc_id)
        cells.set_text(cells.cell_at(sheet, row, 2), paper.title)
        cells.set_text(cells.cell_at(sheet, row, 3), paper.date or "")
        cells.cell_at(sheet, row, 4).value = len(paper.claims)
        cells.set_link(cells.cell_at(sheet, row, 5), paper.link_label, paper.link)
        texts = ((paper.doc_id, _WIDTHS[0]), (paper.title, _WIDTHS[1]))
        sheet.row_dimensions[row].height = cells.fitting_height(texts)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:E{len(papers) + 1}"
    sheet.print_title_rows = "1:1"
    cells.set_print_layout(sheet)
