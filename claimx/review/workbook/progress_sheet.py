"""The sheet "Progress": live counts, and every paper with what is left to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from claimx.review.vocabulary import VERDICTS
from claimx.review.workbook import colours
from claimx.review.workbook.added_sheet import TABLE_NAME as ADDED_TABLE
from claimx.review.workbook.layout import CLAIM_ID, DECISION, PAPER_NUMBER
from claimx.review.workbook.review_sheet import add_colour
from claimx.writers.papers import Paper
from claimx.writers.xlsx import cells

SHEET_NAME = "Progress"
_HEADINGS = ("#", "Paper id", "Title", "Date", "Link", "Claims", "Decided", "To do")
_WIDTHS = (6.0, 18.0, 62.0, 12.0, 20.0, 9.0, 10.0, 9.0)
_COUNTS = (6, 7, 8)  # columns, counted from 1
_INDENTED = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
_FIRST_COUNT, _TABLE_ROW = 4, 12
_FORMULA_CELL = re.compile(r'(<c r="(?P<place>[A-Z]+\d+)"[^>]*><f>(?P<formula>[^<]*)</f>)(?:<v\s*/>|<v></v>)')


@dataclass(frozen=True, slots=True)
class Count:
    """A live count: its formula, and what it comes to in the workbook as written."""

    formula: str
    value: float


def add_progress_sheet(
    sheet: Worksheet,
    papers: Sequence[Paper],
    verdicts: Sequence[tuple[int, str]],
    tables: Sequence[str],
    reviewer: str,
) -> dict[str, float]:
    """Fill an empty sheet with counts that follow the reviewer's decisions.

    Args:
        sheet: The sheet.
        papers: The papers, in the order of their numbers.
        verdicts: For every row of the tables the number of its paper and its verdict, empty where there is none.
        tables: The names of the tables that hold decisions.
        reviewer: Who reviews; may be empty.

    Returns:
        Formula -> its value in the workbook as written, for `with_values`.
    """
    sheet.title = SHEET_NAME
    values: dict[str, float] = {}
    title = cells.cell_at(sheet, 1, 2)
    cells.set_text(title, f"Review by {reviewer}" if reviewer else "Review")
    title.font = colours.TITLE_FONT
    sheet.row_dimensions[1].height = 22
    counts = dict(_totals(verdicts, tables))
    for row, (label, count) in enumerate(counts.items(), start=_FIRST_COUNT - 1):
        _set_count(sheet, row, 3, count, values)
        cells.cell_at(sheet, row, 3).alignment = Alignment(horizontal="left", vertical="top", indent=1)
        name = cells.cell_at(sheet, row, 2)
        cells.set_text(name, label)
        name.font, name.border = cells.TEXT_FONT, cells.ROW_BORDER
        verdict = next((item for item in VERDICTS if item == label), None)
        if verdict:
            name.fill = colours.solid(colours.VERDICT_COLOURS[verdict])
    _fill_papers(sheet, papers, verdicts, tables, values)
    for letter, is_needed in (("D", any(p.date for p in papers)), ("E", any(p.link for p in papers))):
        sheet.column_dimensions[letter].hidden = not is_needed
    sheet.freeze_panes = f"A{_TABLE_ROW + 1}"
    sheet.print_title_rows = f"{_TABLE_ROW}:{_TABLE_ROW}"
    cells.set_print_layout(sheet)
    return values


def with_values(xml: bytes, values: Mapping[str, float]) -> bytes:
    """Return a sheet's XML with the value of each formula beside it, which openpyxl leaves empty.

    A program without a formula engine (a preview, pandas) shows these; Excel and LibreOffice calculate their own.
    """

    def fill(found: re.Match[str]) -> str:
        value = values.get(f"={unescape(found['formula'] or '')}")
        return found.group() if value is None else f"{found.group(1)}<v>{value:.12g}</v>"

    return _FORMULA_CELL.sub(fill, xml.decode("utf-8")).encode("utf-8")


def _totals(verdicts: Sequence[tuple[int, str]], tables: Sequence[str]) -> Iterator[tuple[str, Count]]:
    def over_all(term: str) -> str:
        return "+".join(term.format(table=table) for table in tables)

    everything = over_all(f"COUNTA({{table}}[{CLAIM_ID}])")
    decided = over_all(f'COUNTIFS({{table}}[{CLAIM_ID}],"?*",{{table}}[{DECISION}],"?*")')
    done = sum(bool(verdict) for _, verdict in verdicts)
    yield "claims", Count(f"={everything}", len(verdicts))
    for verdict in VERDICTS:
        formula = over_all(f'COUNTIFS({{table}}[{DECISION}],"{verdict}*")')
        yield verdict, Count(f"={formula}", sum(said == verdict for _, said in verdicts))
    yield "to do", Count(f"={everything}-({decided})", len(verdicts) - done)
    yield "added", Count(f"=COUNTA({ADDED_TABLE}[Quote])", 0)


def _fill_papers(
    sheet: Worksheet,
    papers: Sequence[Paper],
    verdicts: Sequence[tuple[int, str]],
    tables: Sequence[str],
    values: dict[str, float],
) -> None:
    alignments = [cells.TOP_RIGHT if place in (1, *_COUNTS) else _INDENTED for place in range(1, len(_HEADINGS) + 1)]
    cells.set_header(sheet, _HEADINGS, _WIDTHS, row=_TABLE_ROW, alignments=alignments)
    claims: dict[int, int] = {}
    decided: dict[int, int] = {}
    for number, verdict in verdicts:
        claims[number] = claims.get(number, 0) + 1
        decided[number] = decided.get(number, 0) + bool(verdict)
    for number, paper in enumerate(papers, start=1):
        row = _TABLE_ROW + number
        texts = ("", paper.doc_id, paper.title if paper.title != paper.doc_id else "", paper.date or "")
        for place in range(1, len(_HEADINGS) + 1):
            cell = cells.cell_at(sheet, row, place)
            cell.font, cell.border = cells.TEXT_FONT, cells.ROW_BORDER
            cell.alignment = cells.TOP_RIGHT if place in (1, *_COUNTS) else _INDENTED
            if 1 < place <= len(texts):
                cells.set_text(cell, texts[place - 1])
        cells.cell_at(sheet, row, 1).value = number
        cells.set_link(cells.cell_at(sheet, row, 5), paper.link_label, paper.link)
        cells.cell_at(sheet, row, 6).value = claims.get(number, 0)
        term = f'COUNTIFS({{table}}[{PAPER_NUMBER}],A{row},{{table}}[{DECISION}],"?*")'
        formula = "=" + "+".join(term.format(table=table) for table in tables)
        _set_count(sheet, row, 7, Count(formula, decided.get(number, 0)), values)
        left = claims.get(number, 0) - decided.get(number, 0)
        _set_count(sheet, row, 8, Count(f"=F{row}-G{row}", left), values)
        sheet.row_dimensions[row].height = cells.fitting_height(zip(texts[1:3], _WIDTHS[1:3], strict=True))
    last = _TABLE_ROW + max(1, len(papers))
    area = f"H{_TABLE_ROW + 1}:H{last}"
    add_colour(sheet, area, f"$H{_TABLE_ROW + 1}>0", font=Font(bold=True, color=colours.DOUBTFUL))


def _set_count(sheet: Worksheet, row: int, column: int, count: Count, values: dict[str, float]) -> None:
    cell = cells.cell_at(sheet, row, column)
    cell.value = count.formula
    cell.font, cell.border, cell.alignment = colours.BOLD_FONT, cells.ROW_BORDER, cells.TOP_RIGHT
    cell.number_format = "#,##0"
    values[count.formula] = count.value
