"""A results table as a workbook: the sheet "Comparison", and below it every quote that it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from claimx.model import Evidence, ResultsTable
from claimx.writers.papers import find_paper_link
from claimx.writers.table_layout import cell_numbers, place_words
from claimx.writers.wording import one_line
from claimx.writers.xlsx import cells
from claimx.writers.xlsx.comparison_sheet import add_comparison_sheet
from claimx.writers.xlsx.save import save_workbook

SHEET_NAME = "Evidence"
_COLUMNS = (
    ("#", 6.0), ("Row", 26.0), ("Column", 30.0), ("Shown", 14.0), ("In the paper", 14.0), ("Marks", 14.0),
    ("Notes", 30.0), ("Quote", 60.0), ("Paper", 34.0), ("Place", 24.0), ("Claim", 16.0),
)  # fmt: skip
_PAPER = 9  # the column, counted from 1, that links to the paper


def write_table_workbook(table: ResultsTable, handle: BinaryIO) -> None:
    """Write the sheets Comparison and Evidence; the notes of the first name the numbers of the second.

    Args:
        table: The table.
        handle: Where the bytes go.
    """
    workbook = Workbook()
    lines = list(_lines(table))
    numbers = {evidence.claim_id: number for number, (evidence, _) in enumerate(lines, start=1)}
    add_comparison_sheet(workbook.worksheets[0], table, numbers)
    _fill_evidence(workbook.create_sheet(), lines)
    save_workbook(workbook, handle)


def _lines(table: ResultsTable) -> Iterator[tuple[Evidence, tuple[str, ...]]]:
    for _, row, column, cell in cell_numbers(table):
        for entry in cell.entries:
            for item in entry.evidence:
                shown = (row.label, column.label, entry.text)
                yield item, (*shown, item.value_text, ", ".join(sorted(entry.marks)), "; ".join(entry.notes))
    for exclusion in table.exclusions:
        yield exclusion.evidence, ("", "", "", exclusion.evidence.value_text, "left out", exclusion.reason)


def _fill_evidence(sheet: Worksheet, lines: list[tuple[Evidence, tuple[str, ...]]]) -> None:
    sheet.title = SHEET_NAME
    widths = [width for _, width in _COLUMNS]
    cells.set_header(sheet, [heading for heading, _ in _COLUMNS], widths)
    for row, (item, shown) in enumerate(lines, start=2):
        paper = one_line(item.title) or item.doc_id
        texts = ["", *map(one_line, shown), one_line(item.quote), paper, place_words(item), item.claim_id]
        for column, text in enumerate(texts, start=1):
            cell = cells.cell_at(sheet, row, column)
            cell.font, cell.alignment, cell.border = cells.TEXT_FONT, cells.TOP_WRAPPED, cells.ROW_BORDER
            if column == 1:
                cell.value = row - 1
            elif column == _PAPER:
                cells.set_link(cell, text, find_paper_link(item.doc_id, item.url))
            else:
                cells.set_text(cell, text)
        sheet.row_dimensions[row].height = cells.fitting_height(zip(texts, widths, strict=True))
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    cells.set_print_layout(sheet)
