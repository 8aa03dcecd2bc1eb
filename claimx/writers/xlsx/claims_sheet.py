"""The sheet "Claims": one row a claim, with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from claimx.model import Claim
from claimx.writers.evidence import build_evidence
from claimx.writers.papers import Paper
from claimx.writers.wording import benchmark_words, name_words, printed_value, readable
from claimx.writers.xlsx import cells, numbers

SHEET_NAME, TABLE_NAME = "Claims", "claims"
_WIDEST_NUMBER = 24.0
_LAST_PRINTED = "Evidence"

Fill = Callable[[Cell, int, Claim, Paper], None]


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    width: float
    fill: Fill
    alignment: Alignment = cells.TOP_WRAPPED
    font: Font = cells.TEXT_FONT


def add_claims_sheet(sheet: Worksheet, papers: Sequence[Paper]) -> None:
    """Fill an empty sheet with one row for every claim, in the order of the claims' numbers.

    Args:
        sheet: The sheet, which gets its title here.
        papers: All papers with their numbered claims.
    """
    sheet.title = SHEET_NAME
    cells.set_header(
        sheet,
        [column.heading for column in _COLUMNS],
        _fit_widths(papers),
        alignments=[column.alignment for column in _COLUMNS],
    )
    numbered = sorted(
        ((number, claim, paper) for paper in papers for number, claim in paper.claims), key=lambda item: item[0]
    )
    for row, (number, claim, paper) in enumerate(numbered, start=2):
        wrapped: list[tuple[str, float]] = []
        for index, column in enumerate(_COLUMNS, start=1):
            cell = cells.cell_at(sheet, row, index)
            cell.font, cell.alignment, cell.border = column.font, column.alignment, cells.ROW_BORDER
            column.fill(cell, number, claim, paper)
            if cell.data_type == "s" and column.alignment.wrap_text:
                wrapped.append((str(cell.value), column.width))
        sheet.row_dimensions[row].height = cells.fitting_height(wrapped)
    if not any(paper.link for paper in papers):
        link = [column.heading for column in _COLUMNS].index("Link") + 1
        sheet.column_dimensions[get_column_letter(link)].hidden = True
    _add_table(sheet, len(numbered))
    sheet.freeze_panes = "C2"
    sheet.print_title_rows = "1:1"
    printed = 1 + [column.heading for column in _COLUMNS].index(_LAST_PRINTED)
    sheet.print_area = f"A1:{get_column_letter(printed)}{max(2, len(numbered) + 1)}"
    cells.set_print_layout(sheet)


def _fit_widths(papers: Sequence[Paper]) -> list[float]:
    """Return the columns' widths, those of numbers wide enough that none shows as ``###``."""
    claims = [claim for paper in papers for _, claim in paper.claims]
    shown = {
        "Value": [(claim.value.text, claim.value.low) for claim in claims],
        "High": [(claim.value.text, claim.value.high) for claim in claims if claim.value.high != claim.value.low],
        "From": [(claim.from_.text, claim.from_.low) for claim in claims if claim.from_],
    }
    return [
        min(
            max([column.width, *(numbers.number_width(*item) for item in shown.get(column.heading, ()))]),
            max(column.width, _WIDEST_NUMBER),
        )
        for column in _COLUMNS
    ]


def _add_table(sheet: Worksheet, count: int) -> None:
    # a table without a data row is repaired away by Excel, so an empty one keeps a blank row
    table = Table(displayName=TABLE_NAME, ref=f"A1:{get_column_letter(len(_COLUMNS))}{max(2, count + 1)}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)


def _text(read: Callable[[Claim], str]) -> Fill:
    def fill(cell: Cell, _number: int, claim: Claim, _paper: Paper) -> None:
        cells.set_text(cell, read(claim))

    return fill


def _fill_number(cell: Cell, number: int, _claim: Claim, _paper: Paper) -> None:
    cell.value = number


def _fill_paper(cell: Cell, _number: int, _claim: Claim, paper: Paper) -> None:
    cells.set_text(cell, paper.title)


def _fill_link(cell: Cell, _number: int, _claim: Claim, paper: Paper) -> None:
    cells.set_link(cell, paper.link_label, paper.link)


def _fill_value(cell: Cell, _number: int, claim: Claim, _paper: Paper) -> None:
    cell.value = numbers.signed_number(claim, claim.value.low)
    cell.number_format = numbers.claim_number_format(claim, claim.value.low)


def _fill_high(cell: Cell, _number: int, claim: Claim, _paper: Paper) -> None:
    if claim.value.high != claim.value.low:
        cell.value = numbers.signed_number(claim, claim.value.high)
        cell.number_format = numbers.claim_number_format(claim, claim.value.high)


def _fill_from(cell: Cell, _number: int, claim: Claim, _paper: Paper) -> None:
    if claim.from_:
        cell.value = claim.from_.low
        cell.number_format = numbers.value_number_format(claim.from_)


def _fill_evidence(cell: Cell, _number: int, claim: Claim, _paper: Paper) -> None:
    cells.set_evidence(cell, build_evidence(claim))


def _fill_confidence(cell: Cell, _number: int, claim: Claim, _paper: Paper) -> None:
    cell.value = claim.confidence
    cell.number_format = "0.00"


def _metric(claim: Claim) -> str:
    if claim.metric is None:
        return ""
    return readable(claim.metric.name) + (" (inferred)" if claim.metric.inferred else "")


_COLUMNS = (
    _Column("#", 5, _fill_number, cells.TOP_RIGHT, cells.FAINT_FONT),
    _Column("Paper", 28, _fill_paper),
    _Column("Link", 16, _fill_link),
    _Column("Benchmark", 20, _text(benchmark_words)),
    _Column("Model", 17, _text(lambda claim: name_words(claim.model))),
    _Column("Metric", 16, _text(_metric)),
    _Column("Value", 9.5, _fill_value, cells.TOP_RIGHT, Font(name=cells.FONT_NAME, size=cells.FONT_SIZE, bold=True)),
    _Column("High", 9, _fill_high, cells.TOP_RIGHT),
    _Column("Printed", 14, _text(lambda claim: printed_value(claim.value))),
    _Column("Unit", 11, _text(lambda claim: claim.value.unit)),
    _Column("Kind", 10.5, _text(lambda claim: claim.kind)),
    _Column("Direction", 12, _text(lambda claim: claim.direction)),
    _Column("From", 9.5, _fill_from, cells.TOP_RIGHT),
    _Column("Baseline", 18, _text(lambda claim: name_words(claim.baseline))),
    _Column("Base model", 15, _text(lambda claim: name_words(claim.base_model))),
    _Column("Aggregate", 13, _text(lambda claim: claim.aggregate)),
    _Column(_LAST_PRINTED, 64, _fill_evidence),
    _Column("Rule", 26, _text(lambda claim: claim.rule), font=cells.FAINT_FONT),
    _Column("Confidence", 13.5, _fill_confidence, cells.TOP_RIGHT),
    _Column("Claim id", 15, _text(lambda claim: claim.id), font=cells.FAINT_FONT),
)
