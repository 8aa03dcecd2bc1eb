"""Cells that keep what they are given: text stays text, evidence is highlighted, rows are as high as they must be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from claimx.writers.evidence import ELLIPSIS, Role, Run

FONT_NAME, FONT_SIZE = "Arial", 10  # every system has it or its metric twin, so widths and heights hold
LONGEST_TEXT = 32_767  # code units of UTF-16 that a cell can hold; openpyxl cuts silently
_LINE_HEIGHT, _PADDING, _HIGHEST_ROW = 13.0, 4.0, 409.0  # points
_SMALLEST_SCALE = 55  # percent, for sheets too wide for one page
_MOST_LINKS = 65_530  # of a sheet; Excel repairs a file with more

TEXT_FONT = Font(name=FONT_NAME, size=FONT_SIZE)
LINK_FONT = Font(name=FONT_NAME, size=FONT_SIZE, color="FF1155CC", underline="single")
FAINT_FONT = Font(name=FONT_NAME, size=FONT_SIZE - 1, color="FF6B7280")
HEADER_FONT = Font(name=FONT_NAME, size=FONT_SIZE, bold=True, color="FF1F2937")
HEADER_FILL = PatternFill("solid", fgColor="FFE5EAF2")
HEADER_BORDER = Border(bottom=Side("medium", color="FF1F2937"))
ROW_BORDER = Border(bottom=Side("hair", color="FF9AA3AF"), right=Side("hair", color="FFD5DAE1"))
TOP_WRAPPED = Alignment(vertical="top", wrap_text=True)
TOP_RIGHT = Alignment(horizontal="right", vertical="top", indent=1)
TOP_CENTRE = Alignment(horizontal="center", vertical="top", wrap_text=True)

# colour never stands alone: every highlighted run is bold, underlined or italic as well
_ROLE_FONTS: dict[Role, InlineFont] = {
    "": InlineFont(rFont=FONT_NAME, sz=FONT_SIZE),
    "value": InlineFont(rFont=FONT_NAME, sz=FONT_SIZE, b=True, color=Color("FFB00020")),
    "from": InlineFont(rFont=FONT_NAME, sz=FONT_SIZE, b=True, color=Color("FFB45309")),
    "benchmark": InlineFont(rFont=FONT_NAME, sz=FONT_SIZE, b=True, color=Color("FF1D4ED8")),
    "model": InlineFont(rFont=FONT_NAME, sz=FONT_SIZE, b=True, color=Color("FF047857")),
    "metric": InlineFont(rFont=FONT_NAME, sz=FONT_SIZE, i=True, color=Color("FF6D28D9")),
}
# what XML 1.0 cannot hold, beyond openpyxl's own list: halves of surrogate pairs and two non-characters
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# XML has one kind of line end: a carriage return becomes another text when it is read, or is read as "_x000D_"
_LINE_END = re.compile("\r\n?")
# widths of letters in digits, from the metrics of Helvetica (Adobe Core 14 AFM), which Arial shares
_CLASSES = {0.45: "ijl'|", 0.5: "!,./:;I[]ft", 0.6: '()-`r"{}', 0.9: "cksvxyzJ", 1.0: "abdeghnopquL_?$#0123456789*"}
_CLASSES |= {1.05: "+=<>~", 1.25: "ABEKPSVXYFTZCDHNRU&w", 1.4: "GOQ", 1.5: "mM", 1.7: "W%", 1.85: "@"}
_WIDTHS = {letter: width for width, letters in _CLASSES.items() for letter in letters}
_SPACE = 0.5
_BREAKABLE = re.compile(r"[^ -]*(?:-+| +|$)|[^ -]+")  # what a line may end after
_SLACK = 0.95  # bold runs are wider than these
_NEEDS_QUOTE_PREFIX = ("=", "+", "-", "@")


def clean_text(text: str) -> str:
    """Return the text with characters and line ends that a workbook has, cut with ``…`` to what a cell can hold."""
    text = _plain_text(text)
    if len(text) * 2 <= LONGEST_TEXT or _units(text) <= LONGEST_TEXT:
        return text
    kept = text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", errors="ignore")
    return kept + ELLIPSIS


def _plain_text(text: str) -> str:
    return _LINE_END.sub("\n", _ILLEGAL.sub("", text))


def set_text(cell: Cell, text: str) -> None:
    """Put text into a cell so that it stays text: never a formula, an error code or a number."""
    cell.value = clean_text(text)
    if cell.value:
        cell.data_type = "s"  # openpyxl takes a leading "=" for a formula and "#N/A" for an error
        if text.startswith(_NEEDS_QUOTE_PREFIX):
            cell.quotePrefix = True  # so that editing the cell in Excel does not make a formula of it


def set_link(cell: Cell, text: str, link: str | None) -> None:
    """Put a short text into a cell, as a link where there is an address and the sheet can hold one more.

    LibreOffice does not wrap the text of a link, so a long text belongs into a cell of its own.
    """
    # openpyxl counts no links before it saves, so the count is kept by the row: one link a row at most
    if link and cell.row <= _MOST_LINKS:
        cell.hyperlink = link
        cell.font = LINK_FONT
    set_text(cell, text)


def set_evidence(cell: Cell, runs: Sequence[Run]) -> None:
    """Put evidence into a cell, its value, benchmark, model and metric highlighted."""
    cleaned = [Run(text, run.role) for run in runs if (text := _plain_text(run.text))]
    plain = "".join(run.text for run in cleaned)
    if len(cleaned) < 2 or _units(plain) > LONGEST_TEXT:
        set_text(cell, plain)
        return
    cell.value = CellRichText([TextBlock(_ROLE_FONTS[run.role], run.text) for run in cleaned])


def make_font_default(workbook: Workbook) -> None:
    """Make the house font the workbook's own, before any cell is made: column widths count in its digits."""
    internals: Any = workbook  # openpyxl has no public way to a workbook's "Normal" style
    internals._fonts = IndexedList([TEXT_FONT])
    internals._named_styles["Normal"].font = TEXT_FONT


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return the cell in a row and column, both counted from 1, of a sheet whose cells are not merged there."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def set_header(
    sheet: Worksheet,
    headings: Sequence[str],
    widths: Sequence[float],
    row: int = 1,
    alignments: Sequence[Alignment] | None = None,
) -> None:
    """Write a row of headings as real cell formats, which LibreOffice shows too, and set the columns' widths."""
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        cell = cell_at(sheet, row, column)
        set_text(cell, heading)
        cell.font, cell.fill, cell.border = HEADER_FONT, HEADER_FILL, HEADER_BORDER
        below = alignments[column - 1] if alignments else TOP_WRAPPED
        cell.alignment = Alignment(
            horizontal=below.horizontal or "left", vertical="bottom", indent=below.indent, wrap_text=True
        )
        sheet.column_dimensions[cell.column_letter].width = width
    lines = max((count_lines(heading, width - 2) for heading, width in zip(headings, widths, strict=True)), default=1)
    sheet.row_dimensions[row].height = row_height(lines)


def row_height(lines: int) -> float:
    """Return the height in points of a row whose fullest cell has `lines` lines."""
    return min(_HIGHEST_ROW, lines * _LINE_HEIGHT + _PADDING)


def fitting_height(texts_and_widths: Iterable[tuple[str, float]]) -> float:
    """Return the height in points of a row, from each wrapped text and the width of its column."""
    return row_height(max((count_lines(text, width) for text, width in texts_and_widths), default=1))


def count_lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column that is `width` digits wide, broken after words and hyphens."""
    room = max(1.0, (width - 0.5) * _SLACK)
    lines = 0
    for paragraph in text.split("\n"):
        used = 0.0
        lines += 1
        for piece in _BREAKABLE.findall(paragraph):
            length = _visual_length(piece)
            space = _SPACE if piece.endswith(" ") else 0.0  # may hang over the edge
            if used and used + length - space > room:
                lines, used = lines + 1, 0.0
            used += length
            while used - space > room:  # a word longer than the line is broken
                lines, used = lines + 1, used - room
    return lines


def set_print_layout(sheet: Worksheet, *, one_page_wide: bool = True) -> None:
    """Set A4 landscape, small margins, page numbers, and one page wide or the smallest legible scale."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # 9 is A4 in ECMA-376
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=one_page_wide)
    if one_page_wide:
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    else:
        sheet.page_setup.scale, sheet.page_setup.pageOrder = _SMALLEST_SCALE, "overThenDown"
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.6
    margins.header = margins.footer = 0.3
    footer = sheet.oddFooter
    assert footer is not None
    footer.left.text, footer.right.text = "claimx · &A", "page &P of &N"


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _visual_length(word: str) -> float:
    return sum(_WIDTHS.get(character) or _wide(character) for character in word)


def _wide(character: str) -> float:
    return 2.0 if unicodedata.east_asian_width(character) in "WF" else 1.1
