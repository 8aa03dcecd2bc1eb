"""Every problem of a workbook is named as sheet!cell with its reason, and then nothing is taken over."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from claimx.errors import InputError
from claimx.review.reading import ReviewError, read_workbook
from tests.review.books import cells_of, change, edit, export, problems, put, take
from tests.writers.samples import sample_claims

CLAIMS = sample_claims()
GAIN, GAIN_2025, CUT, FASTER, RISE, SUITES, RANGE, ERROR, LATENCY, COST = CLAIMS


class TestProblems:
    """Each is named as sheet!cell with its reason, and nothing is taken over."""

    @pytest.mark.parametrize(
        ("typed", "place", "reason"),
        [
            ({"Decision": "maybe"}, "C2", "'maybe' is no decision; the decisions are: accept, correct, reject, unsure"),
            ({"Decision": "reject"}, "D2", "reject without a reason"),
            ({"Decision": "correct"}, "C2", "correct without a correction"),
            ({"Decision": "accept", "Fixed value": "12"}, "S2", "a correction, but the decision is 'accept'"),
            ({"Fixed value": "12"}, "S2", "a correction, but there is no decision"),
            ({"Reason": "duplicate"}, "D2", "a reason without a decision"),
            ({"Decision": True}, "C2", "True is a truth value"),
            ({"Decision": "correct", "Fixed value": "abc"}, "S2", "'abc' is not a number"),
            ({"Decision": "correct", "Fixed value": "1,240"}, "S2", "can be 1240 or 1.240"),
            ({"Decision": "correct", "Fixed value": datetime.datetime(2026, 2, 1)}, "S2", "a date or time"),
            ({"Decision": "correct", "Fixed kind": "gain"}, "U2", "'gain' is no kind"),
            ({"Decision": "correct", "Fixed kind": "transition"}, "U2", "a transition needs both levels"),
            ({"Decision": "correct", "Fixed value": "5 → 11"}, "S2", "which makes the claim a transition"),
            ({"Benchmark": "AIME 2025"}, "G2", "Benchmark changed by hand"),
            ({"Value": 12}, "J2", "Value changed by hand"),
            ({"Evidence": "Riverbed gains."}, "E2", "Evidence changed by hand"),
            ({"claim_id": "ffffffffffff"}, "A2", "unknown claim id 'ffffffffffff'; the row was exported as"),
            ({"as_exported": None}, "A2", "the row was not made by claimx"),
            ({"fingerprint": "x"}, "AC2", "the fingerprint of the row is gone"),
        ],
    )
    def test_in_a_row(self, book: Path, typed: dict[str, object], place: str, reason: str) -> None:
        edit(book, {CUT.id: {"Decision": "accept"}, GAIN.id: typed})
        found = problems(book)
        assert len(found) == 1, found
        assert found[0][0] == f"Review!{place}"
        assert reason in found[0][1]

    @pytest.mark.parametrize("heading", ["Decision", "Note", "Fixed value", "Benchmark"])
    def test_a_formula(self, book: Path, heading: str) -> None:
        def type_formula(workbook: Workbook) -> None:
            sheet = workbook["Review"]
            columns, rows = cells_of(sheet)
            sheet.cell(rows[GAIN.id], columns[heading]).value = "=1+1"

        found = problems(change(book, type_formula))
        assert len(found) == 1
        assert ("a formula" if heading != "Benchmark" else "changed by hand") in found[0][1]

    def test_an_error_value(self, book: Path) -> None:
        def type_error(workbook: Workbook) -> None:
            cell = workbook["Review"]["C2"]
            cell.value, cell.data_type = "#N/A", "e"

        assert problems(change(book, type_error)) == [("Review!C2", "an error value, #N/A")]

    def test_a_row_that_was_copied(self, decided: Path) -> None:
        def copy_row(workbook: Workbook) -> None:
            sheet = workbook["Review"]
            for column in range(1, sheet.max_column + 1):
                put(sheet, 12, column, sheet.cell(2, column).value)

        assert problems(change(decided, copy_row)) == [
            ("Review!A12", f"the claim {GAIN.id!r} is there twice (first: Review!A2)")
        ]

    def test_a_sheet_that_was_copied(self, decided: Path) -> None:
        found = problems(change(decided, lambda workbook: workbook.copy_worksheet(workbook["Review"])))
        assert len(found) == 10
        assert found[0] == ("Review Copy!A2", f"the claim {GAIN.id!r} is there twice (first: Review!A2)")

    def test_a_row_without_an_id(self, decided: Path) -> None:
        found = problems(change(decided, lambda workbook: put(workbook["Review"], 14, 3, "accept")))
        assert found == [("Review!C14", "the row has no claim id; a claim that is missing goes on the sheet 'Added'")]

    def test_ids_that_were_sorted_apart_from_their_rows(self, decided: Path) -> None:
        def swap(workbook: Workbook) -> None:
            sheet = workbook["Review"]
            first, second = sheet["A2"].value, sheet["A3"].value
            put(sheet, 2, 1, second)
            put(sheet, 3, 1, first)

        assert [place for place, _ in problems(change(decided, swap))] == ["Review!A2", "Review!A3"]

    def test_headings_that_are_there_twice_or_gone(self, decided: Path, tmp_path: Path) -> None:
        other = shutil.copy(decided, tmp_path / "other.xlsx")
        change(decided, lambda workbook: put(workbook["Review"], 1, 40, "decision"))
        assert problems(decided) == [("Review!AN1", "the heading 'Decision' is there twice (first: Review!C1)")]
        change(Path(other), lambda workbook: put(workbook["Review"], 1, 4, "Why"))
        assert problems(Path(other)) == [("Review!A1", "the table has no column 'Reason'; export it anew")]

    def test_a_workbook_without_the_table(self, tmp_path: Path) -> None:
        Workbook().save(tmp_path / "other.xlsx")
        assert [place for place, _ in problems(tmp_path / "other.xlsx")] == [""]

    def test_a_newer_workbook(self, decided: Path) -> None:
        found = problems(change(decided, lambda workbook: put(workbook["_meta"], 1, 2, "claimx-review/9")))
        assert found == [("", "the workbook has the format 'claimx-review/9'; this claimx reads 'claimx-review/1'")]

    def test_all_are_named_at_once_and_nothing_is_taken_over(self, decided: Path, tmp_path: Path) -> None:
        other = export(tmp_path / "bo.xlsx", reviewer="bo")
        edit(other, {GAIN.id: {"Decision": "perhaps"}, CUT.id: {"Decision": "reject"}})
        with pytest.raises(ReviewError) as caught:
            take(decided, other)
        assert [problem.place for problem in caught.value.problems] == ["Review!C2", "Review!D4"]
        assert str(caught.value).splitlines()[-1] == "2 problems; nothing was imported"
        assert f"{other}: Review!D4: reject without a reason" in str(caught.value)

    @pytest.mark.parametrize("contents", [b"", b"PK\x03\x04broken", b"claim_id,Decision\n"])
    def test_a_file_that_is_no_workbook(self, tmp_path: Path, contents: bytes) -> None:
        path = tmp_path / "r.xlsx"
        path.write_bytes(contents)
        with pytest.raises(InputError, match="workbook"):
            read_workbook(path)

    def test_a_missing_file(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="cannot read it"):
            read_workbook(tmp_path / "none.xlsx")
