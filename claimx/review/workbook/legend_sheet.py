"""The sheet "Legend": how to review, on one printed page."""

from __future__ import annotations

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from claimx.review.workbook import colours
from claimx.writers.xlsx import cells

SHEET_NAME = "Legend"
_WIDTHS = (20.0, 82.0)
_WRAPPED = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
_SECTION = Font(name=cells.FONT_NAME, size=11, bold=True, color="FF1F2937")


def _word(colour: str, *, bold: bool = True, italic: bool = False) -> Font:
    return Font(name=cells.FONT_NAME, size=cells.FONT_SIZE, bold=bold, italic=italic, color=colour)


_Line = tuple[str, str, PatternFill | None, Font | None]
_SECTIONS: tuple[tuple[str, tuple[_Line, ...]], ...] = (
    (
        "Decide in the column Decision",
        (
            ("accept", "A result of the paper, and every cell of the row is right.",
             colours.solid(colours.VERDICT_COLOURS["accept"]), None),
            ("correct", "A result, but some cells are wrong. Write what is right into the yellow Fixed columns, only "
             "where something is wrong; 'none' where the text gives nothing.",
             colours.solid(colours.VERDICT_COLOURS["correct"]), None),
            ("reject", "No result of the paper. Choose a reason, or write your own.",
             colours.solid(colours.VERDICT_COLOURS["reject"]), None),
            ("unsure", "You cannot tell; somebody else should look.",
             colours.solid(colours.VERDICT_COLOURS["unsure"]), None),
            ("(empty)", "Not looked at yet. Never counted as a disagreement.", None, None),
        ),
    ),
    (
        "Marks in the evidence",
        (
            ("value", "bold red: the number that the claim is about", None, _word("FFB00020")),
            ("from", "bold orange: the level that a transition starts from", None, _word("FFB45309")),
            ("benchmark", "bold blue: what it was measured on", None, _word("FF1D4ED8")),
            ("model", "bold green: what was measured", None, _word("FF047857")),
            ("metric", "violet italics: how it was measured", None, _word("FF6D28D9", bold=False, italic=True)),
            ("…", "The sentence was cut to what is around the number.", None, None),
        ),
    ),
    (
        "Columns",
        (
            ("Reads as", "The value as the program understood it, with its bound: 'up to 46%' is not '46%'.", None,
             None),
            ("Metric", "A question mark: not stated, implied by the benchmark.", None, None),
            ("Kind", "score: a level. delta: a difference or factor. transition: from one level to another. up, down: "
             "the literal movement of the metric.", None, None),
            ("Conf.", "How sure the rules are, 0 to 1; bold where it is below 0.6.", None, None),
            ("Fixed value", "Written like 'Reads as'. Decimal commas are understood. A bound that you leave out stays; "
             "write 'exactly 46' to take it away.", None, None),
            ("Fixed benchmark", "Separate several names by semicolons.", None, None),
            ("red cell", "Something is missing: a reason, a correction, or the decision 'correct' beside a correction.",
             colours.solid(colours.WRONG), None),
        ),
    ),
    (
        "A claim is missing, or has changed?",
        (
            ("sheet Added", "Choose the paper, paste the words of the paper that state it, and fill in value and kind. "
             "The quote must be the paper's own words, and hold the number once.", None, None),
            ("sheet Stale", "Is there where claims changed since you decided on them: decide anew.", None, None),
        ),
    ),
    (
        "What you may do with this workbook",
        (
            ("freely", "Sort, filter, hide, widen and add columns, rename sheets, leave rows empty, stop and go on "
             "later, use any program that saves .xlsx.", None, None),
            ("please do not", "Change the white cells (a change is reported when the workbook is read back), delete "
             "hidden columns, copy rows, or write formulas into yellow cells.", None, None),
            ("when done", "Save as .xlsx and send the file back. It is read with: claimx review import FILE -o "
             "decisions.jsonl. Nothing is taken over before every problem in it is solved.", None, None),
        ),
    ),
)  # fmt: skip


def add_legend_sheet(sheet: Worksheet, *, is_consensus: bool = False) -> None:
    """Fill an empty sheet with what a reviewer must know.

    Args:
        sheet: The sheet.
        is_consensus: Whether the decisions settle conflicts between reviewers.
    """
    sheet.title = SHEET_NAME
    title = cells.cell_at(sheet, 1, 1)
    cells.set_text(title, "How to settle conflicts" if is_consensus else "How to review")
    title.font = colours.TITLE_FONT
    sheet.row_dimensions[1].height = 24
    for place, width in zip("AB", _WIDTHS, strict=True):
        sheet.column_dimensions[place].width = width
    row = 2
    for heading, lines in _SECTIONS:
        if is_consensus and lines[0][0] == "sheet Added":
            continue
        row = _add_section(sheet, row, heading.replace("Decision", "Consensus") if is_consensus else heading, lines)
    sheet.print_area = f"A1:B{row - 1}"
    cells.set_print_layout(sheet)
    sheet.page_setup.orientation = "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1


def _add_section(sheet: Worksheet, row: int, heading: str, lines: tuple[_Line, ...]) -> int:
    sheet.row_dimensions[row].height = 10
    head = cells.cell_at(sheet, row + 1, 1)
    cells.set_text(head, heading)
    head.font = _SECTION
    for place in (1, 2):
        cells.cell_at(sheet, row + 1, place).border = cells.HEADER_BORDER
    sheet.row_dimensions[row + 1].height = 18
    row += 2
    for term, meaning, fill, font in lines:
        for place, text in ((1, term), (2, meaning)):
            cell = cells.cell_at(sheet, row, place)
            cells.set_text(cell, text)
            cell.font, cell.alignment, cell.border = cells.TEXT_FONT, _WRAPPED, cells.ROW_BORDER
        first = cells.cell_at(sheet, row, 1)
        first.font = font or colours.BOLD_FONT
        if fill:
            first.fill = fill
        sheet.row_dimensions[row].height = cells.fitting_height([(meaning, _WIDTHS[1] - 2)])
        row += 1
    return row
