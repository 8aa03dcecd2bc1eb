"""The sheet for claims that rules missed: the reviewer pastes the quote."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from claimx.review.workbook import colours
from claimx.review.workbook.layout import ADDED_HEADINGS
from claimx.review.workbook.review_sheet import TEXT, add_colour, add_list
from claimx.writers.xlsx import cells

SHEET_NAME, TABLE_NAME = "Added", "added"
_ROWS = 40
_WIDTHS = (16, 58, 12, 10, 9, 15, 18, 15, 17, 14, 17, 28)
_LISTS = {
    "Paper id": ("claimx_papers", False), "Unit": ("claimx_units", True), "Kind": ("claimx_kinds", False),
    "Benchmark": ("claimx_benchmarks", True), "Metric": ("claimx_metrics", True), "Model": ("claimx_models", True),
    "Base model": ("claimx_models", True), "Baseline": ("claimx_models", True),
}  # fmt: skip
_PROMPTS = {
    "Paper id": "The paper's id, as on the sheet Progress.",
    "Kind": "score: a level. delta: a difference. transition: from one level to another; fill in From too.",
    "Benchmark": "Several names: separate them by semicolons.",
}


def add_added_sheet(sheet: Worksheet) -> None:
    """Fill an empty sheet with the headings and empty rows of claims to be added."""
    sheet.title = SHEET_NAME
    cells.set_header(sheet, ADDED_HEADINGS, _WIDTHS)
    last = _ROWS + 1
    for number in range(1, len(ADDED_HEADINGS) + 1):
        cells.cell_at(sheet, 1, number).fill = colours.solid("FFFBE7A1")
        for row in range(2, last + 1):
            cell = cells.cell_at(sheet, row, number)
            cell.font, cell.alignment, cell.border = cells.TEXT_FONT, cells.TOP_WRAPPED, cells.ROW_BORDER
            cell.fill, cell.number_format = colours.TO_FILL, TEXT
    table = Table(displayName=TABLE_NAME, ref=f"A1:{get_column_letter(len(ADDED_HEADINGS))}{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)
    for heading, (name, takes_other) in _LISTS.items():
        prompt = _PROMPTS.get(heading, "")
        add_list(sheet, _place(heading), last, name, takes_other=takes_other, prompt=prompt)
    for heading in ("Paper id", "Value", "Kind"):
        letter = get_column_letter(_place(heading))
        missing = f'AND(TRIM($B2)<>"",TRIM(${letter}2)="")'
        add_colour(sheet, f"{letter}2:{letter}{last}", missing, fill=colours.conditional(colours.WRONG))
    sheet.freeze_panes = "C2"
    sheet.print_title_rows = "1:1"
    # room for a pasted sentence: no program makes a row higher by itself once another has set it
    for row in range(2, last + 1):
        sheet.row_dimensions[row].height = cells.row_height(2)
    cells.set_print_layout(sheet)


def _place(heading: str) -> int:
    headings: Sequence[str] = ADDED_HEADINGS
    return headings.index(heading) + 1
