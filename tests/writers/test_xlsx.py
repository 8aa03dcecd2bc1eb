"""The workbook: numbers stay numbers, text stays text, evidence is highlighted, and it is fit to read and print."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet

from claimx.model import Claim, Document
from claimx.writers import write_claims
from claimx.writers.evidence import Run
from claimx.writers.xlsx import cells, write_xlsx
from claimx.writers.xlsx.numbers import GENERAL, number_format, signed_number
from claimx.writers.xlsx.save import save_workbook
from tests.writers.samples import build_claim, sample_claims, sample_documents
from tests.writers.strategies import CLAIM_LISTS

HEADINGS = [
    "#", "Paper", "Link", "Benchmark", "Model", "Metric", "Value", "High", "Printed", "Unit", "Kind", "Direction",
    "From", "Baseline", "Base model", "Aggregate", "Evidence", "Rule", "Confidence", "Claim id",
]  # fmt: skip


def written(claims: list[Claim], **options: Any) -> Workbook:
    raw = io.BytesIO()
    write_xlsx(claims, raw, **options)
    return load_workbook(raw, rich_text=True)


def column(sheet: Worksheet, heading: str) -> list[Cell]:
    headings = [cell.value for cell in sheet[1]]
    return [row[headings.index(heading)] for row in sheet.iter_rows(min_row=2)]


def values(sheet: Worksheet, heading: str) -> list[object]:
    return [cell.value for cell in column(sheet, heading)]


def test_there_is_a_row_for_every_claim_and_a_real_table_named_claims() -> None:
    sheet = written(sample_claims())["Claims"]
    assert list(sheet.tables) == ["claims"]
    assert sheet.tables["claims"].ref == "A1:T11"
    assert sheet.tables["claims"].autoFilter.ref == "A1:T11"
    headings = [cell.value for cell in sheet[1]]
    assert headings == list(dict.fromkeys(headings))
    assert headings == HEADINGS
    assert sheet.freeze_panes == "C2"


def test_values_are_numbers_in_the_form_that_the_paper_printed() -> None:
    sheet = written(sample_claims())["Claims"]
    shown = [(cell.value, cell.number_format) for cell in column(sheet, "Value")]
    assert shown[:6] == [
        (11, '+0"%";-0"%";0"%"'),
        (9.4, '+0.0"%";-0.0"%";0.0"%"'),
        (-46, '+0"%";-0"%";0"%"'),
        (2.1, '0.0"×"'),
        (71, '0"%"'),
        (80.5, '0.00"%"'),
    ]
    assert shown[9] == (1240.5, '"$"#,##0.00')
    assert (values(sheet, "Value")[6], values(sheet, "High")[6]) == (35.4, 61.1)
    assert values(sheet, "From")[4] == 50
    assert {type(value) for value in values(sheet, "Confidence")} == {float}


def test_a_bound_is_never_printed_bare() -> None:
    sheet = written(sample_claims())["Claims"]
    assert values(sheet, "Printed")[2] == "up to 46%"
    assert values(sheet, "Printed")[6] == "between 35.4% and 61.1%"


def test_an_inferred_metric_says_so() -> None:
    assert values(written(sample_claims())["Claims"], "Metric")[0] == "accuracy (inferred)"


def test_evidence_is_rich_text_with_a_font_and_size_in_every_run() -> None:
    evidence = column(written(sample_claims())["Claims"], "Evidence")[7].value
    assert isinstance(evidence, CellRichText)
    assert str(evidence) == "Harbour lowers word error rate to 4.20 on LibriSpeech."
    blocks = [part for part in evidence if isinstance(part, TextBlock)]
    assert len(blocks) == len(evidence)
    assert {(block.font.rFont, block.font.sz) for block in blocks} == {("Arial", 10)}
    assert [block.text for block in blocks if block.font.b] == ["Harbour", "4.20", "LibriSpeech"]
    assert [block.text for block in blocks if block.font.i] == ["word error rate"]


def test_text_that_looks_like_a_formula_or_an_error_stays_text() -> None:
    document = Document("=1+1", "=HYPERLINK(1)", "+5% #N/A @x by 7%.")
    claim = build_claim(document, document.text, "7%", low=7, benchmarks=("+5%",), metric="#N/A", model="@x")
    sheet = written([claim])["Claims"]
    by_heading = {cell.value: row for cell, row in zip(sheet[1], sheet[2], strict=True)}
    for heading, text in (("Paper", "=HYPERLINK(1)"), ("Benchmark", "+5%"), ("Metric", "#N/A"), ("Model", "@x")):
        assert (by_heading[heading].value, by_heading[heading].data_type) == (text, "s")
    assert by_heading["Paper"].quotePrefix
    raw = io.BytesIO()
    write_xlsx([claim], raw)
    assert all(b"<f>" not in zipfile.ZipFile(raw).read(name) for name in zipfile.ZipFile(raw).namelist())


def test_links_go_to_the_paper_where_its_address_or_arxiv_id_is_known() -> None:
    sheet = written(sample_claims(), documents=sample_documents())["Claims"]
    links = [(cell.value, cell.hyperlink.target) for cell in column(sheet, "Link")]
    assert links[0] == ("arXiv:2510.01234", "https://arxiv.org/abs/2510.01234")
    assert links[9] == ("example.org", "https://example.org/harbour?a=1&b=2")
    assert not sheet.column_dimensions["C"].hidden


def test_the_link_column_hides_where_no_paper_has_one() -> None:
    sheet = written(sample_claims()[7:])["Claims"]
    assert sheet.column_dimensions["C"].hidden


def test_every_row_is_high_enough_for_its_evidence() -> None:
    text = "A word or two more " * 20 + "makes 46%."
    short, long = (build_claim(Document("d", "", t), t, "46%", low=46) for t in ("It makes 46%.", text))
    sheet = written([short, long])["Claims"]
    heights = [sheet.row_dimensions[row].height for row in (2, 3)]
    assert heights[0] == 17
    assert 65 <= heights[1] <= 110


def test_the_sheet_prints_on_a4_landscape_one_page_wide_with_its_heading_on_every_page() -> None:
    sheet = written(sample_claims())["Claims"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area == "'Claims'!$A$1:$Q$11"
    assert sheet.oddFooter.right.text == "page &P of &N"


def test_headings_carry_real_formats() -> None:
    for sheet in written(sample_claims(), documents=sample_documents()).worksheets:
        assert {(cell.font.b, cell.fill.fgColor.rgb) for cell in sheet[1]} == {(True, "FFE5EAF2")}


def test_a_number_column_is_wide_enough_for_its_longest_number() -> None:
    text = "It costs $123,456,789.00 a run."
    claim = build_claim(Document("d", "", text), text, "$123,456,789.00", low=123456789, unit="$")
    sheet = written([claim])["Claims"]
    assert sheet.column_dimensions["G"].width >= len("$123,456,789.00") + 2


def test_papers_are_counted_those_without_claims_too() -> None:
    sheet = written(sample_claims(), documents=sample_documents())["Papers"]
    assert values(sheet, "Claims") == [7, 3, 0]
    assert values(sheet, "Paper") == ["2510.01234", "hbr-7", "2510.09999"]
    assert column(sheet, "Link")[2].hyperlink.target == "https://arxiv.org/abs/2510.09999"


def test_no_claims_leave_a_table_that_excel_accepts() -> None:
    sheet = written([])["Claims"]
    assert sheet.tables["claims"].ref == "A1:T2"


def test_writing_twice_gives_equal_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    now = time.localtime()
    write_claims(sample_claims(), tmp_path / "one.xlsx", "xlsx", documents=sample_documents())
    monkeypatch.setattr(time, "localtime", lambda *_: (now.tm_year + 3, *now[1:]))
    write_claims(sample_claims(), tmp_path / "two.xlsx", "xlsx", documents=sample_documents())
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@settings(max_examples=60, deadline=None)
@given(CLAIM_LISTS)
def test_any_claims_give_a_workbook_that_opens(claims: list[Claim]) -> None:
    sheet = written(claims)["Claims"]
    assert sheet.max_row == max(1, len(claims)) + 1 or not claims
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type in ("f", "e")]
    shown = [value or "" for value in values(sheet, "Claim id")][: len(claims)]
    assert shown == [cells.clean_text(claim.id) for claim in claims]


def test_line_ends_are_of_the_one_kind_that_xml_has() -> None:
    assert cells.clean_text("a\r\nb\rc\nd\r\x00\n") == "a\nb\nc\nd\n"
    cell = cells.cell_at(Workbook().worksheets[0], 1, 1)
    cells.set_evidence(cell, [Run("FooNet\r\n", "model"), Run("scores\r71")])
    assert str(cell.value) == "FooNet\nscores\n71"


def test_control_characters_are_left_out_and_long_text_is_cut_with_a_sign() -> None:
    assert cells.clean_text("a\x0bb\x00c\ud800d\uffff") == "abcd"
    cut = cells.clean_text("x" * 40_000)
    assert (len(cut), cut[-1]) == (32_767, "…")
    astral = cells.clean_text("😀" * 20_000)
    assert len(astral.encode("utf-16-le")) // 2 <= 32_767
    assert astral.endswith("😀…")


def test_evidence_of_one_run_is_plain_text() -> None:
    sheet = Workbook().worksheets[0]
    cells.set_evidence(cells.cell_at(sheet, 1, 1), [Run("=only", "value"), Run("\x00")])
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("=only", "s")


@pytest.mark.parametrize(
    ("printed", "number", "unit", "expected"),
    [
        ("34.20%", 34.2, "%", '0.00"%"'),
        ("1,234.5", 1234.5, "", "#,##0.0"),
        (".83", 0.83, "", "0.00"),
        ("0.83", 0.83, "", "0.00"),
        ("twofold", 2, "x", 'General"×"'),
        ("1.2k", 1200, "tokens", GENERAL),
        ("1.5B", 1_500_000_000, "", "#,##0"),
        ("3-5 times", 5, "x", '0"×"'),
        ("80.5 ± 0.3", 80.5, "", "0.0"),
        ("€12", 12, "€", '"€"0'),
        ("0.123456789012", 0.123456789012, "", GENERAL),
        ("12 ms", 12, "ms", "0"),
    ],
)
def test_a_number_format_keeps_the_printed_decimals(printed: str, number: float, unit: str, expected: str) -> None:
    assert number_format(printed, number, unit) == expected


def test_a_factor_has_no_sign_and_a_difference_downwards_is_negative() -> None:
    factor, cut = sample_claims()[3], sample_claims()[2]
    assert signed_number(factor.model_copy(update={"direction": "down"}), 2.1) == 2.1
    assert signed_number(cut, 46) == -46


def test_lines_are_counted_by_the_width_of_letters_and_breaks_between_words() -> None:
    assert cells.count_lines("", 10) == 1
    assert cells.count_lines("one two three", 30) == 1
    assert cells.count_lines("one\ntwo", 30) == 2
    assert cells.count_lines("WWWWWWWWWW", 10) > cells.count_lines("iiiiiiiiii", 10)
    assert cells.count_lines("x" * 100, 10) >= 10
    assert cells.count_lines("表" * 20, 20) > cells.count_lines("a" * 20, 20)


def test_a_workbooks_own_dates_do_not_change_its_bytes() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    save_workbook(Workbook(), first)
    save_workbook(Workbook(), second)
    assert first.getvalue() == second.getvalue()


def test_a_workbook_needs_no_room_for_temporary_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "absent"))
    archive = io.BytesIO()
    save_workbook(Workbook(), archive)
    assert archive.getvalue()
