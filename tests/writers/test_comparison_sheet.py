"""The sheet "Comparison" shows a results table as it is: numbers, bounds, conflicts, the best, and the evidence."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from claimx.model import Cell, Claim, Column, Entry, Evidence, Group, ResultsTable, Row
from claimx.writers.xlsx import write_xlsx
from tests.writers.samples import sample_claims

CLAIMS = sample_claims()
GAIN, CUT, RISE, SUITES, ERROR = CLAIMS[0], CLAIMS[2], CLAIMS[4], CLAIMS[5], CLAIMS[7]


def entry(claim: Claim, text: str, digits: str, number: float, **fields: Any) -> Entry:
    settings: dict[str, Any] = {
        "high": number, "unit": claim.value.unit, "qualifier": claim.value.qualifier, "kind": claim.kind,
        "direction": claim.direction, "model": "Riverbed", "baseline": "", "evidence": (Evidence.of(claim),),
    }  # fmt: skip
    return Entry(text=text, digits=digits, number=number, **(settings | fields))


def sample_table(**fields: Any) -> ResultsTable:
    best, second = frozenset({"best"}), frozenset({"second"})
    columns = (
        Column("t4d", ("T4D",), "accuracy", (), "level", "%", "higher"),
        Column("t4d-few", ("T4D",), "accuracy", (("shots", "5-shot"),), "level", "%", "higher"),
        Column("tokens", ("LibriSpeech",), "output tokens", (), "relative change", "%", "lower"),
    )
    rows = (
        Row("far", "Aardvark", "Aardvark", "", "hbr-7", "Harbour"),
        Row("river", "Riverbed", "Riverbed", "Qwen3-8B", "2510.01234", "=Riverbed: a title"),
        Row("empty", "Zebra", "Zebra", "", "hbr-7"),
    )
    cells = {
        ("far", "tokens"): Cell((entry(CUT, "up to −46%", "−46", -46, marks=frozenset({"reported"})),)),
        ("river", "t4d"): Cell((entry(RISE, "71.0%", "71.0", 71, marks=best, notes=("from 50%",)),)),
        ("river", "t4d-few"): Cell(
            tuple(
                entry(claim, text, text[:-1], float(text[:-1]), marks=frozenset({"conflict"}))
                for claim, text in ((SUITES, "80.50%"), (ERROR, "81%"))
            )
        ),
        ("river", "tokens"): Cell((entry(SUITES, "35.4–61.1%", "35.4–61.1", 35.4, high=61.1, marks=second),)),
    }
    return ResultsTable(rows, columns, cells, **fields)


def written(table: ResultsTable) -> Worksheet:
    raw = io.BytesIO()
    write_xlsx(CLAIMS, raw, table=table)
    workbook = load_workbook(raw)
    assert workbook.sheetnames == ["Claims", "Comparison", "Papers"]
    return workbook["Comparison"]


def test_headings_name_the_benchmark_once_and_below_it_what_was_measured() -> None:
    sheet = written(sample_table())
    assert [cell.value for cell in sheet[1]] == [None, None, None, None, "T4D", None, "LibriSpeech"]
    assert [cell.value for cell in sheet[2]] == [
        *("Model", "Base model", "Paper", "Link", "accuracy (%) ↑", "accuracy · 5-shot (%) ↑"),
        "output tokens · relative change (%) ↓",
    ]
    assert sheet.freeze_panes == "B3"


def test_systems_that_compare_stand_together_unless_the_table_groups_them() -> None:
    assert [written(sample_table()).cell(row, 1).value for row in (3, 4, 5)] == ["Riverbed", "Aardvark", "Zebra"]
    grouped = sample_table(groups=(Group("all", "row", ("far", "river", "empty")),))
    assert [written(grouped).cell(row, 1).value for row in (3, 4, 5)] == ["Aardvark", "Riverbed", "Zebra"]


def test_a_value_is_a_number_with_its_printed_decimals_and_the_best_is_bold() -> None:
    cell = written(sample_table())["E3"]
    assert (cell.value, cell.number_format, cell.font.b) == (71, '0.0"%"', True)
    assert (written(sample_table())["G3"].font.u, written(sample_table())["G3"].font.b) == ("single", False)
    assert not written(sample_table())["G4"].font.b


def test_a_bounded_value_shows_its_bound_and_a_reported_one_its_dagger() -> None:
    cell = written(sample_table())["G4"]
    assert (cell.value, cell.number_format) == (-46, '"up to "+0"%†";"up to "-0"%†";"up to "0"%†"')


def test_a_conflict_shows_every_value_on_amber() -> None:
    cell = written(sample_table())["F3"]
    assert (cell.value, cell.data_type, cell.fill.fgColor.rgb) == ("80.50%\n81%", "s", "FFFFE8A3")


def test_a_range_is_shown_whole() -> None:
    assert written(sample_table())["G3"].value == "35.4–61.1%"


def test_a_missing_cell_is_empty() -> None:
    assert written(sample_table())["E4"].value is None


def test_a_cells_note_quotes_its_evidence_under_the_claims_number() -> None:
    note = written(sample_table())["E3"].comment
    assert note is not None
    assert note.text == "Claim 5: 71.0% (from 50%)\n“On T4D, accuracy rises from 50% to 71%.”"


def test_a_paper_title_never_becomes_a_formula_and_its_link_follows() -> None:
    sheet = written(sample_table())
    assert (sheet["C3"].value, sheet["C3"].data_type) == ("=Riverbed: a title", "s")
    assert sheet["D3"].hyperlink.target == "https://arxiv.org/abs/2510.01234"


def test_a_table_too_wide_for_a_page_prints_at_a_legible_scale() -> None:
    columns = tuple(Column(f"c{n}", (f"B{n}",), "accuracy", (), "level", "%") for n in range(20))
    wide = written(ResultsTable(sample_table().rows, columns, {}))
    assert (wide.sheet_properties.pageSetUpPr.fitToPage, wide.page_setup.scale) == (False, 55)
    narrow = written(sample_table())
    assert narrow.sheet_properties.pageSetUpPr.fitToPage
    assert narrow.print_title_rows == "$1:$2"


def test_a_table_without_rows_is_written_all_the_same() -> None:
    assert written(ResultsTable((), (), {}))["A2"].value == "Model"
