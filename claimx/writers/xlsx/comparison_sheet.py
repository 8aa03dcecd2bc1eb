"""The sheet "Comparison": systems by benchmark and metric, as the results table has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from claimx.model import Cell as ResultsCell
from claimx.model import Column, Entry, ResultsTable, Row
from claimx.writers.papers import Paper, find_paper_link
from claimx.writers.wording import QUALIFIERS, one_line
from claimx.writers.xlsx import cells
from claimx.writers.xlsx.numbers import number_format, number_width

SHEET_NAME = "Comparison"
_ROW_HEADINGS = (("Model", 24.0), ("Base model", 16.0), ("Paper", 44.0), ("Link", 16.0))
_LINK_COLUMN = 4
_NARROWEST, _WIDEST = 13.0, 24.0  # of a column of values
_WIDEST_PAGE = 12  # more columns than this on one page would print too small to read
_CONFLICT_FILL = PatternFill("solid", fgColor="FFFFE8A3")
_FILLED_FILL = PatternFill("solid", fgColor="FFF1F5FB")  # most systems have values in few columns: make them stand out
_MOST_QUOTES, _LONGEST_QUOTE = 4, 240  # of a cell's note
_ARROWS = {"higher": " ↑", "lower": " ↓", "": ""}
_LEGEND = (
    "bold: best of its column; underlined: second; amber: the papers contradict each other, all values are shown; "
    "† reported by another paper; ‡ converted, the note says from what; ↑ higher is better, ↓ lower is better. "
    "Point at a cell to see the sentence that it stands on."
)


def add_comparison_sheet(sheet: Worksheet, table: ResultsTable, numbers: Mapping[str, int]) -> None:
    """Fill an empty sheet with the results table: a row a system, a column a way of measuring.

    Args:
        sheet: The sheet, which gets its title here.
        table: The table; nothing is computed here, only shown.
        numbers: The number that each claim id has on the sheet "Claims".
    """
    sheet.title = SHEET_NAME
    first = len(_ROW_HEADINGS) + 1
    widths = [width for _, width in _ROW_HEADINGS] + [_column_width(table, column) for column in table.columns]
    _write_headings(sheet, table.columns, widths)
    for row, line in enumerate(_order_rows(table), start=3):
        for column in range(1, first + len(table.columns)):
            cell = cells.cell_at(sheet, row, column)
            cell.font, cell.alignment, cell.border = cells.TEXT_FONT, cells.TOP_WRAPPED, cells.ROW_BORDER
        heading = cells.cell_at(sheet, row, 1)
        cells.set_text(heading, one_line(line.label))
        heading.font = cells.HEADER_FONT
        cells.set_text(cells.cell_at(sheet, row, 2), one_line(line.base_model))
        paper = Paper(line.doc_id, one_line(line.title) or line.doc_id, find_paper_link(line.doc_id, line.url))
        cells.set_text(cells.cell_at(sheet, row, 3), paper.title)
        cells.set_link(cells.cell_at(sheet, row, _LINK_COLUMN), paper.link_label, paper.link)
        for index, column_of in enumerate(table.columns, start=first):
            results = table.cell(line, column_of)
            if results is not None:
                _write_results(cells.cell_at(sheet, row, index), results, column_of, numbers)
        texts = [str(cells.cell_at(sheet, row, column).value or "") for column in range(1, len(widths) + 1)]
        sheet.row_dimensions[row].height = cells.fitting_height(zip(texts, widths, strict=True))
    if not any(find_paper_link(line.doc_id, line.url) for line in table.rows):
        sheet.column_dimensions[get_column_letter(_LINK_COLUMN)].hidden = True
    _write_legend(sheet, len(table.rows) + 4)
    sheet.freeze_panes = "B3"
    sheet.print_title_rows, sheet.print_title_cols = "1:2", "A:A"
    cells.set_print_layout(sheet, one_page_wide=len(table.columns) <= _WIDEST_PAGE)


def _order_rows(table: ResultsTable) -> list[Row]:
    """Return the rows by the first column that they fill, so that systems that compare stand together."""
    if any(group.axis == "row" for group in table.groups):
        return list(table.rows)
    places = {column.key: place for place, column in enumerate(table.columns)}
    first: dict[str, int] = {}
    for row, column in table.cells:
        first[row] = min(places[column], first.get(row, len(places)))
    return sorted(table.rows, key=lambda row: first.get(row.key, len(places)))


def _column_width(table: ResultsTable, column: Column) -> float:
    words = f"{', '.join(column.benchmarks)} {_measure_words(column)}".split()
    entries = [entry for row in table.rows if (cell := table.cell(row, column)) for entry in cell.entries]
    numbers = [number_width(entry.digits, entry.number) + len(QUALIFIERS[entry.qualifier]) for entry in entries]
    return min(_WIDEST, max([_NARROWEST, *numbers, *(1.15 * len(word) + 2 for word in words)]))


def _write_headings(sheet: Worksheet, columns: Sequence[Column], widths: Sequence[float]) -> None:
    """Write two rows: the benchmark, once for all its neighbours, and what was measured on it."""
    benchmarks = [", ".join(column.benchmarks) or "no benchmark named" for column in columns]
    top = [
        benchmark if index == 0 or benchmark != benchmarks[index - 1] else ""
        for index, benchmark in enumerate(benchmarks)
    ]
    alignments = [cells.TOP_WRAPPED] * len(_ROW_HEADINGS) + [cells.TOP_CENTRE] * len(columns)
    cells.set_header(sheet, [""] * len(_ROW_HEADINGS) + top, widths, alignments=alignments)
    below = [heading for heading, _ in _ROW_HEADINGS] + [_measure_words(column) for column in columns]
    cells.set_header(sheet, below, widths, row=2, alignments=alignments)
    for column in range(1, len(widths) + 1):
        cells.cell_at(sheet, 1, column).border = cells.ROW_BORDER


def _measure_words(column: Column) -> str:
    words = [column.metric or ("score" if column.measure == "level" else "")]
    words += [value for _, value in column.setting]
    words += [] if column.measure == "level" else [column.measure]
    unit = f" ({column.unit})" if column.unit else ""
    return " · ".join(word for word in words if word) + unit + _ARROWS[column.better]


def _write_results(cell: Cell, results: ResultsCell, column: Column, numbers: Mapping[str, int]) -> None:
    cell.alignment = cells.TOP_CENTRE
    entries = results.entries
    marks = frozenset[str]().union(*(entry.marks for entry in entries))
    signs = ("†" if "reported" in marks else "") + ("‡" if "converted" in marks else "")
    if len(entries) == 1 and entries[0].number == entries[0].high:
        entry = entries[0]
        cell.value = entry.number
        cell.number_format = number_format(
            entry.digits,
            entry.number,
            column.unit,
            is_signed=entry.digits.startswith("+") or entry.number < 0,
            before=QUALIFIERS[entry.qualifier],
            after=signs,
        )
    else:
        cells.set_text(cell, "\n".join(one_line(entry.text) for entry in entries) + signs)
    if "best" in marks or "second" in marks:
        is_best = "best" in marks
        cell.font = Font(
            name=cells.FONT_NAME, size=cells.FONT_SIZE, bold=is_best, underline=None if is_best else "single"
        )
    cell.fill = _CONFLICT_FILL if "conflict" in marks else _FILLED_FILL
    cell.comment = _build_note(entries, numbers)


def _build_note(entries: Sequence[Entry], numbers: Mapping[str, int]) -> Comment:
    lines: list[str] = []
    evidence = [(entry, item) for entry in entries for item in entry.evidence]
    for entry, item in evidence[:_MOST_QUOTES]:
        number = numbers.get(item.claim_id)
        quote = one_line(item.quote)
        quote = quote if len(quote) <= _LONGEST_QUOTE else quote[:_LONGEST_QUOTE] + "…"
        place = f"Claim {number}" if number else item.doc_id
        notes = f" ({'; '.join(entry.notes)})" if entry.notes else ""
        lines.append(f"{place}: {one_line(entry.text)}{notes}\n“{quote}”")
    if len(evidence) > _MOST_QUOTES:
        lines.append(f"and {len(evidence) - _MOST_QUOTES} more")
    note = Comment(cells.clean_text("\n".join(lines)), "claimx")
    note.width, note.height = 420, 40 + 75 * len(lines)  # pixels
    return note


def _write_legend(sheet: Worksheet, row: int) -> None:
    # beside the first column, which is repeated on every page
    cell = cells.cell_at(sheet, row, 2)
    cells.set_text(cell, _LEGEND)
    sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=_LINK_COLUMN)
    cell.font, cell.alignment = cells.FAINT_FONT, cells.TOP_WRAPPED
    sheet.row_dimensions[row].height = cells.fitting_height([(_LEGEND, sum(_ROW_HEADINGS[at][1] for at in (1, 2)))])
