"""Without its fonts, a workbook reads the same."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from openpyxl import load_workbook

from claimx.model import Document
from claimx.review.flattening import flatten_rich_text
from tests.review.books import export
from tests.writers.samples import build_claim


def contents(source: Path | io.BytesIO) -> dict[str, list[list[object]]]:
    workbook = load_workbook(source)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in workbook.worksheets}


def test_every_cell_keeps_its_text(tmp_path: Path) -> None:
    text = " A <b> & “c”  reaches 46% on\tT4D > 5\n😀 & so on.  "
    claim = build_claim(Document("d", "", text), text, "46%", low=46, benchmarks=("T4D",))
    path = export(tmp_path / "r.xlsx", [claim])
    assert b"<r>" in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    flat = flatten_rich_text(path)
    assert b"<r>" not in zipfile.ZipFile(flat).read("xl/worksheets/sheet1.xml")
    assert contents(flat) == contents(path)


def test_runs_of_shared_strings_are_joined_and_phonetic_readings_left_alone(tmp_path: Path) -> None:
    strings = (
        '<sst><si><r><rPr><b/></rPr><t xml:space="preserve">a </t></r><r><t>b&amp;c</t></r><r><t/></r></si>'
        "<si><r><t>東</t></r><rPh><t>ひがし</t></rPh></si><si><t>plain</t></si></sst>"
    )
    with zipfile.ZipFile(tmp_path / "r.xlsx", "w") as archive:
        archive.writestr("xl/sharedStrings.xml", strings)
        archive.writestr("xl/styles.xml", "<si><r>left</r></si>")
    flat = zipfile.ZipFile(flatten_rich_text(tmp_path / "r.xlsx"))
    assert flat.read("xl/sharedStrings.xml").decode("utf-8") == (
        '<sst><si><t xml:space="preserve">a b&amp;c</t></si>'
        "<si><r><t>東</t></r><rPh><t>ひがし</t></rPh></si><si><t>plain</t></si></sst>"
    )
    assert flat.read("xl/styles.xml") == b"<si><r>left</r></si>"
