"""The workbook of a table: the Comparison sheet, and an Evidence sheet that its notes refer to."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from claimx.writers.xlsx.table_book import write_table_workbook
from tests.consolidation.samples import score, survey_claims, table_of


def written() -> bytes:
    handle = io.BytesIO()
    write_table_workbook(table_of(*survey_claims(), score("70%", doc="=1+1", model="=cmd")), handle)
    return handle.getvalue()


@pytest.fixture(scope="module")
def workbook() -> Workbook:
    return load_workbook(io.BytesIO(written()))


def test_the_sheets_are_comparison_and_evidence(workbook: Workbook) -> None:
    assert workbook.sheetnames == ["Comparison", "Evidence"]


def test_every_claim_has_a_line_of_evidence(workbook: Workbook) -> None:
    ids = [row[-1] for row in workbook["Evidence"].iter_rows(min_row=2, values_only=True)]
    assert len(ids) == len(set(ids)) == len(survey_claims()) + 1


def test_text_that_looks_like_a_formula_stays_text(workbook: Workbook) -> None:
    kinds = {cell.data_type for sheet in workbook for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_the_best_value_is_bold_and_a_number(workbook: Workbook) -> None:
    best = [cell for row in workbook["Comparison"].iter_rows(min_row=3) for cell in row if cell.value == 92]
    assert [cell.font.bold for cell in best] == [True]
    assert best[0].comment.text.startswith("Claim ")
