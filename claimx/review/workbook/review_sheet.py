"""The sheet that a reviewer works in: one row a claim, drop-downs, colours, nothing protected."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from openpyxl.cell import Cell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from claimx.review.vocabulary import VERDICTS
from claimx.review.workbook import colours
from claimx.review.workbook.layout import (
    CLAIM_ID,
    CONSENSUS,
    DECISION,
    EVIDENCE,
    FINGERPRINT,
    FIXED,
    LAST_PRINTED,
    PAPER_NUMBER,
    REASON,
    Column,
    build_columns,
    chunk_heading,
)
from claimx.review.workbook.rows import ReviewRow
from claimx.writers.xlsx import cells, numbers

TEXT = "@"
_NO_WRAP = Alignment(vertical="top")
_INDENTED = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
_INDENT = 1.5  # digits that an indent takes of a column's width
_RIGHT, _CENTRE = {"Value", "#", "Conf."}, {DECISION, CONSENSUS}
_FAINT = {"#", "Rule", "Link"}
# heading -> the named list it offers, and whether it takes other text too
_LISTS: dict[str, tuple[str, bool]] = {
    DECISION: ("claimx_decisions", False), CONSENSUS: ("claimx_decisions", False), REASON: ("claimx_reasons", True),
    FIXED["unit"]: ("claimx_units", True), FIXED["kind"]: ("claimx_kinds", False),
    FIXED["benchmark"]: ("claimx_benchmarks", True), FIXED["metric"]: ("claimx_metrics", True),
    FIXED["model"]: ("claimx_models", True), FIXED["base_model"]: ("claimx_models", True),
    FIXED["baseline"]: ("claimx_models", True),
}  # fmt: skip
_PROMPTS: dict[str, str] = {
    DECISION: "accept: all cells are right. correct: a claim, but fill in what is wrong under Fixed. "
    "reject: no claim, with a reason. unsure: somebody else should look.",
    REASON: "Needed for reject. Choose one, or write your own.",
    FIXED["value"]: "As in 'Reads as': 46, 71.2 or 71,2, up to 46, 35.4 to 61.1, 50 → 71.",
    FIXED["benchmark"]: "Several names: separate them by semicolons. none: the text names no benchmark.",
}


def add_review_sheet(
    sheet: Worksheet,
    rows: Sequence[ReviewRow],
    *,
    title: str,
    table: str,
    extra: tuple[Column, ...] = (),
    decision: str = DECISION,
) -> None:
    """Fill an empty sheet with one row for every claim.

    Args:
        sheet: The sheet.
        rows: The rows, top to bottom.
        title: The sheet's title.
        table: The table's name.
        extra: Columns beside the decision.
        decision: The heading of the decision.
    """
    sheet.title = title
    exported = [row.as_exported() for row in rows]
    columns = build_columns(extra, max((len(pieces) for pieces in exported), default=1), decision)
    places = {column.heading: number for number, column in enumerate(columns, start=1)}
    _set_columns(sheet, columns)
    prototypes = [_prototype(sheet, number, column) for number, column in enumerate(columns, start=1)]
    for number, (row, pieces) in enumerate(zip(rows, exported, strict=True), start=2):
        _fill_row(sheet, number, row, pieces, columns, prototypes)
    last = max(2, len(rows) + 1)  # a table without a data row is repaired away by Excel
    _add_table(sheet, table, len(columns), last)
    _add_lists(sheet, places, last)
    _add_colours(sheet, places, decision, last)
    if not any(row.link for row in rows):
        sheet.column_dimensions[get_column_letter(places["Link"])].hidden = True
    sheet.freeze_panes = f"{get_column_letter(places[EVIDENCE] + 1)}2"
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"B1:{get_column_letter(places[LAST_PRINTED])}{last}"
    cells.set_print_layout(sheet)


def _set_columns(sheet: Worksheet, columns: Sequence[Column]) -> None:
    alignments = [_alignment(column) for column in columns]
    cells.set_header(sheet, [c.heading for c in columns], [c.width for c in columns], alignments=alignments)
    for number, column in enumerate(columns, start=1):
        if column.is_hidden:
            sheet.column_dimensions[get_column_letter(number)].hidden = True
        if column.role == "review":
            cells.cell_at(sheet, 1, number).fill = colours.solid("FFFBE7A1")


def _alignment(column: Column) -> Alignment:
    if column.heading in _RIGHT:
        return cells.TOP_RIGHT
    if column.is_hidden:
        return _NO_WRAP
    return cells.TOP_CENTRE if column.heading in _CENTRE else _INDENTED


def _prototype(sheet: Worksheet, number: int, column: Column) -> Cell:
    """Return a cell that has a column's style; making each cell's anew would take most of the time of an export."""
    cell = cells.cell_at(sheet, 2, number)
    cell.font = cells.FAINT_FONT if column.heading in _FAINT else cells.TEXT_FONT
    if column.heading in ("Value", *_CENTRE):
        cell.font = Font(name=cells.FONT_NAME, size=cells.FONT_SIZE, bold=True)
    cell.alignment, cell.border = _alignment(column), cells.ROW_BORDER
    if column.role == "review":
        cell.fill = colours.TO_FILL
        cell.number_format = TEXT  # "1-2" stays "1-2" and does not become a date
    if column.heading == "Conf.":
        cell.number_format = "0.00"
    return cell


def _fill_row(
    sheet: Worksheet,
    number: int,
    row: ReviewRow,
    pieces: Sequence[str],
    columns: Sequence[Column],
    prototypes: Sequence[Any],
) -> None:
    machine = row.machine_cells()
    contents: dict[str, str | float] = {**machine, **row.extra, **row.before}
    contents |= {CLAIM_ID: row.claim.id, "#": row.number, PAPER_NUMBER: row.paper_number}
    contents |= {FINGERPRINT: row.fingerprint(machine)}
    contents |= {chunk_heading(place): piece for place, piece in enumerate(pieces)}
    if CONSENSUS in {column.heading for column in columns} and DECISION in contents:
        contents[CONSENSUS] = contents[DECISION]
    wrapped: list[tuple[str, float]] = []
    for place, (column, prototype) in enumerate(zip(columns, prototypes, strict=True), start=1):
        cell: Any = cells.cell_at(sheet, number, place)
        if number > 2:
            cell._style = copy(prototype._style)  # openpyxl has no public way to share a style between cells
        content = contents.get(column.heading)
        if column.heading == EVIDENCE:
            cells.set_evidence(cell, row.evidence)
        elif column.heading == "Link":
            cells.set_link(cell, row.link_label, row.link)
        elif isinstance(content, str):
            if content:
                cells.set_text(cell, content)
        elif content is not None:
            cell.value = content
            if column.heading == "Value":
                cell.number_format = numbers.claim_number_format(row.claim, row.claim.value.low)
        if isinstance(content, str) and not column.is_hidden and column.role != "context":
            wrapped.append((content, column.width - _INDENT))
    sheet.row_dimensions[number].height = cells.fitting_height(wrapped)


def _add_table(sheet: Worksheet, name: str, width: int, last: int) -> None:
    table = Table(displayName=name, ref=f"A1:{get_column_letter(width)}{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)


def _add_lists(sheet: Worksheet, places: dict[str, int], last: int) -> None:
    for heading, (name, takes_other) in _LISTS.items():
        if heading in places:
            add_list(sheet, places[heading], last, name, takes_other=takes_other, prompt=_PROMPTS.get(heading, ""))
    letter = get_column_letter(places[FIXED["value"]])
    prompt = DataValidation(type=None, allow_blank=True)
    prompt.promptTitle, prompt.prompt, prompt.showInputMessage = "Fixed value", _PROMPTS[FIXED["value"]], True
    prompt.add(f"{letter}2:{letter}{last}")
    sheet.add_data_validation(prompt)


def add_list(
    sheet: Worksheet, column: int, last: int, name: str, *, takes_other: bool, prompt: str = "", title: str = ""
) -> None:
    """Offer a named list in a column; the list's name survives programs that drop references to other sheets."""
    rule = DataValidation(type="list", formula1=name, allow_blank=True, showErrorMessage=not takes_other)
    rule.errorTitle, rule.error = "Not in the list", "Choose one of the list, or leave the cell empty."
    if prompt:
        rule.promptTitle, rule.prompt, rule.showInputMessage = title or str(sheet.cell(1, column).value), prompt, True
    letter = get_column_letter(column)
    rule.add(f"{letter}2:{letter}{last}")
    sheet.add_data_validation(rule)


def _add_colours(sheet: Worksheet, places: dict[str, int], decision: str, last: int) -> None:
    def letter(heading: str) -> str:
        return get_column_letter(places[heading])

    def is_decided(verdict: str) -> str:
        return f'LOWER(TRIM(${letter(decision)}2))="{verdict}"'

    def paint(first: str, end: str, formula: str, colour: str) -> None:
        add_colour(sheet, f"{letter(first)}2:{letter(end)}{last}", formula, fill=colours.conditional(colour))

    fixed = f"${letter(FIXED['value'])}2:${letter(FIXED['baseline'])}2"
    # the first rule that holds wins: what is missing comes before what is decided
    paint(REASON, REASON, f'AND({is_decided("reject")},TRIM(${letter(REASON)}2)="")', colours.WRONG)
    paint(FIXED["value"], FIXED["baseline"], f"AND({is_decided('correct')},COUNTA({fixed})=0)", colours.WRONG)
    paint(decision, decision, f"AND(NOT({is_decided('correct')}),COUNTA({fixed})>0)", colours.WRONG)
    for verdict in VERDICTS:
        paint(decision, REASON, is_decided(verdict), colours.VERDICT_COLOURS[verdict])
    conf = letter("Conf.")
    doubtful = Font(bold=True, color=colours.DOUBTFUL)
    add_colour(sheet, f"{conf}2:{conf}{last}", f'AND(${conf}2<>"",${conf}2<0.6)', font=doubtful)


def add_colour(
    sheet: Worksheet, area: str, formula: str, *, fill: PatternFill | None = None, font: Font | None = None
) -> None:
    """Colour cells while a formula holds, written for the first of them."""
    make_rule: Any = FormulaRule  # without types
    sheet.conditional_formatting.add(area, make_rule(formula=[formula], fill=fill, font=font))
