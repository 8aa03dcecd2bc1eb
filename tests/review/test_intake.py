"""What comes back is read whatever people and programs did to the workbook, or every problem is named."""

from __future__ import annotations

import datetime
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from claimx.review.application import apply_decisions
from claimx.review.vocabulary import NOTHING
from claimx.review.workbook import write_conflict_workbook
from tests.review.books import VOCABULARY, add_claim, by_id, cells_of, change, edit, export, problems, put, take, vote
from tests.writers.samples import HARBOUR, RIVERBED, sample_claims

CLAIMS = sample_claims()
GAIN, GAIN_2025, CUT, FASTER, RISE, SUITES, RANGE, ERROR, LATENCY, COST = CLAIMS
SOFFICE = shutil.which("soffice")


def said(*paths: Path, **settings: Any) -> dict[str, tuple[str, str, dict[Any, str], str]]:
    """Return what was decided: id -> decision, reason, corrections, note."""
    taken = by_id(take(*paths, **settings).decisions)
    return {key: (item.decision, item.reason, item.corrections, item.note) for key, item in taken.items()}


EXPECTED = {
    GAIN.id: ("accept", "", {}, ""),
    GAIN_2025.id: ("correct", "", {"value": "9.5", "benchmark": "AIME 2026"}, ""),
    CUT.id: ("reject", "duplicate", {}, "=see row 3"),
    RISE.id: ("unsure", "", {}, ""),
    ERROR.id: ("note", "", {}, "a remark only"),
}


def test_decisions_come_back_with_what_was_seen_and_where_they_stood(decided: Path) -> None:
    assert said(decided) == EXPECTED
    decision = by_id(take(decided).decisions)[CUT.id]
    assert (decision.seen, decision.reviewer, decision.workbook) == (CUT, "ana", "review-ana.xlsx")
    assert decision.place == "Review!C4"
    assert decision.saved is not None


def test_an_untouched_workbook_holds_no_decision(book: Path) -> None:
    taken = take(book)
    assert (taken.decisions, taken.seen["ana"]) == ([], 10)


class TestWhatDoesNotMatter:
    def test_the_order_of_rows(self, decided: Path) -> None:
        def shuffle(workbook: Workbook) -> None:
            sheet = workbook["Review"]
            rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
            random.Random(1).shuffle(rows)
            for number, row in enumerate(rows, start=2):
                for column, content in enumerate(row, start=1):
                    put(sheet, number, column, content)

        assert said(change(decided, shuffle)) == EXPECTED

    def test_hidden_columns_hidden_rows_filters_and_moved_panes(self, decided: Path) -> None:
        def hide(workbook: Workbook) -> None:
            sheet = workbook["Review"]
            for letter in "CEFT":
                sheet.column_dimensions[letter].hidden = True
            sheet.row_dimensions[4].hidden = True
            sheet.tables["claims"].autoFilter.add_filter_column(2, ["accept"])
            sheet.freeze_panes = None

        assert said(change(decided, hide)) == EXPECTED

    def test_extra_columns_and_rows_above_and_renamed_sheets(self, decided: Path) -> None:
        def rearrange(workbook: Workbook) -> None:
            sheet = workbook["Review"]
            del sheet.tables["claims"]
            sheet.insert_cols(4, 2)
            sheet["D1"], sheet["D5"] = "My own thoughts", "=1+1"
            sheet.insert_rows(1, 3)
            sheet["C1"] = "Ana's review"
            sheet.title = "Überprüfung"
            workbook["Legend"].title = "Hilfe"
            workbook.move_sheet("Überprüfung", 3)

        assert said(change(decided, rearrange)) == EXPECTED

    def test_case_and_spaces_of_decisions(self, book: Path) -> None:
        edit(book, {GAIN.id: {"Decision": " ACCEPT  "}, CUT.id: {"Decision": "Reject ", "Reason": " duplicate "}})
        assert said(book) == {GAIN.id: ("accept", "", {}, ""), CUT.id: ("reject", "duplicate", {}, "")}

    def test_a_lost_account_of_the_workbook_where_the_reviewer_is_named(self, decided: Path) -> None:
        def forget(workbook: Workbook) -> None:
            del workbook["_meta"], workbook["_lists"], workbook["Progress"]

        change(decided, forget)
        assert said(decided, reviewer="ana") == EXPECTED
        assert problems(decided) == [("", "it does not say who reviewed; name the reviewer with --reviewer")]

    def test_rich_text_that_a_plain_load_and_save_loses(self, decided: Path) -> None:
        workbook = load_workbook(decided)
        workbook.save(decided)
        assert said(decided) == EXPECTED

    def test_a_file_of_values_that_another_program_saved(self, decided: Path, tmp_path: Path) -> None:
        edit(decided, {CUT.id: {"Note": "see row 3"}})  # pandas makes a formula of a text that begins with "="
        frame = pd.read_excel(decided, sheet_name="Review", dtype=object)
        frame.to_excel(tmp_path / "pandas.xlsx", sheet_name="Tabelle1", index=False)
        expected = EXPECTED | {CUT.id: ("reject", "duplicate", {}, "see row 3")}
        assert said(tmp_path / "pandas.xlsx", reviewer="ana") == expected

    @pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
    def test_a_round_trip_through_libreoffice(self, decided: Path, tmp_path: Path) -> None:
        add_claim(decided, Paper_id=HARBOUR.doc_id, Quote="It costs $1,240.50", Value="1240,5", Kind="delta, up")
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [str(SOFFICE), profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
        done = subprocess.run([*command, tmp_path / "out", decided], capture_output=True, text=True, timeout=170)
        saved = tmp_path / "out" / decided.name
        assert saved.is_file(), done.stdout + done.stderr
        here, there = take(decided).decisions, take(saved).decisions
        assert [item.model_copy(update={"saved": None}) for item in here] == [
            item.model_copy(update={"saved": None}) for item in there
        ]
        again = load_workbook(saved)
        lists = {rule.formula1 for rule in again["Review"].data_validations.dataValidation}
        assert {"claimx_decisions", "claimx_kinds", "claimx_benchmarks"} <= lists
        assert again["_lists"].sheet_state == "hidden"
        assert sum(len(area.rules) for area in again["Review"].conditional_formatting) >= 6


class TestCorrections:
    def test_numbers_and_percentages_that_a_program_made_of_what_was_typed(self, book: Path) -> None:
        edit(book, {GAIN.id: {"Decision": "correct", "Fixed value": 12.5}})
        edit(book, {CUT.id: {"Decision": "correct", "Fixed value": 0.455}})

        def as_percent(workbook: Workbook) -> None:
            columns, rows = cells_of(workbook["Review"])
            workbook["Review"].cell(rows[CUT.id], columns["Fixed value"]).number_format = "0.0%"

        taken = said(change(book, as_percent))
        assert taken[GAIN.id][2] == {"value": "12.5"}
        assert taken[CUT.id][2] == {"value": "45.5", "unit": "%"}

    def test_a_typed_unit_becomes_a_correction_of_its_own(self, book: Path) -> None:
        edit(book, {FASTER.id: {"Decision": "correct", "Fixed value": "2,2 times", "Fixed metric": "(none)"}})
        assert said(book)[FASTER.id][2] == {"value": "2.2", "unit": "x", "metric": NOTHING}

    def test_text_that_looks_like_a_formula_is_kept_in_a_note(self, book: Path) -> None:
        edit(book, {GAIN.id: {"Decision": "accept", "Note": "=SUM(A1) is what it says"}})
        assert said(book)[GAIN.id][3] == "=SUM(A1) is what it says"

    def test_a_note_that_became_a_date_is_kept_as_its_date(self, book: Path) -> None:
        edit(book, {GAIN.id: {"Decision": "accept", "Note": datetime.datetime(2026, 2, 1)}})
        assert said(book)[GAIN.id][3] == "2026-02-01T00:00:00"

    def test_they_can_be_applied(self, book: Path) -> None:
        edit(book, {RISE.id: {"Decision": "correct", "Fixed value": "50 → 72,5", "Fixed base model": "Qwen3-8B"}})
        reviewed = apply_decisions(CLAIMS, take(book).decisions, VOCABULARY)
        corrected = next(claim for claim in reviewed.claims if claim.id == RISE.id)
        assert (corrected.value.low, corrected.base_model and corrected.base_model.name) == (72.5, "Qwen3-8B")


class TestEarlierDecisions:
    BEFORE = {GAIN.id: vote(GAIN, "correct", corrections={"benchmark": "AIME 2026"}), CUT.id: vote(CUT)}

    def test_what_was_filled_in_and_stays_is_no_new_decision(self, tmp_path: Path) -> None:
        assert take(export(tmp_path / "r.xlsx", before=self.BEFORE)).decisions == []

    def test_what_was_emptied_is_withdrawn(self, tmp_path: Path) -> None:
        book = edit(export(tmp_path / "r.xlsx", before=self.BEFORE), {CUT.id: {"Decision": None}})
        assert said(book) == {CUT.id: ("withdraw", "", {}, "")}

    def test_what_was_changed_is_a_new_decision(self, tmp_path: Path) -> None:
        book = edit(export(tmp_path / "r.xlsx", before=self.BEFORE), {CUT.id: {"Decision": "unsure"}})
        assert said(book) == {CUT.id: ("unsure", "", {}, "")}


class TestAddedClaims:
    TYPED = {"Paper_id": HARBOUR.doc_id, "Quote": "It costs $1,240.50", "Value": "1240,5", "Kind": "delta, up"}

    def test_they_come_back_with_their_place(self, book: Path) -> None:
        decision = take(add_claim(book, **self.TYPED, Note="missed", Model="Harbour")).decisions[0]
        assert (decision.decision, decision.note, decision.place) == ("add", "missed", "Added!B2")
        value = decision.seen.value
        assert (HARBOUR.text[value.start : value.end], value.low) == ("$1,240.50", 1240.5)

    def test_names_that_the_paper_does_not_have_are_remarked_on(self, book: Path) -> None:
        remarks = take(add_claim(book, **self.TYPED, Model="Pier")).remarks
        assert remarks == [f"{book}: Added!I2: 'Pier' is kept, but the paper does not have it so written"]

    @pytest.mark.parametrize(
        ("typed", "place", "reason"),
        [
            ({"Paper_id": None}, "A3", "needs its paper"),
            ({"Paper_id": "2510.77777"}, "A3", "no paper has the id"),
            ({"Quote": "It costs nothing"}, "B3", "not in the paper's text"),
            ({"Value": "12"}, "C3", "does not state '12'"),
            ({"Value": "12 and 13"}, "C3", "more than one value"),
            ({"Kind": "transition"}, "C3", "needs both levels"),
            ({"Kind": None}, "F3", "needs a kind"),
            (
                {"Quote": "It costs $1,240.50 a run.", "Kind": "score"},
                "B3",
                "twice (first: Review!A11) already; decide",
            ),
        ],
    )
    def test_what_cannot_be_placed_is_named(self, book: Path, typed: dict[str, str], place: str, reason: str) -> None:
        claims = [*CLAIMS[:9], COST.model_copy(update={"id": own_id(book, "score")})]
        export(book, claims)
        found = problems(add_claim(book, 3, **{**self.TYPED, **typed}))
        assert [where for where, _ in found] == [f"Added!{place}"]
        assert reason in found[0][1]

    def test_without_the_papers_the_importer_says_that_it_cannot(self, book: Path) -> None:
        add_claim(book, Paper_id=RIVERBED.doc_id, Quote="We present Riverbed", Value="1", Kind="score")
        assert problems(book, documents={}) == [("Added!A2", f"no paper has the id or title {RIVERBED.doc_id!r}")]
        assert problems(book, documents={}, claims=CLAIMS) == [
            ("Added!B2", "cannot place the quote without the paper's text; give it with --documents")
        ]


def own_id(folder: Path, kind: str) -> str:
    """Return the id that an added claim on the cost sentence gets."""
    path = export(folder.with_name("own.xlsx"), [])
    add_claim(path, Paper_id=HARBOUR.doc_id, Quote="It costs $1,240.50", Value="1240,5", Kind=kind)
    return take(path).decisions[0].claim_id


def test_a_workbook_of_conflicts_comes_back_as_consensus(tmp_path: Path) -> None:
    path = tmp_path / "conflicts.xlsx"
    with path.open("wb") as handle:
        write_conflict_workbook({GAIN.id: [vote(GAIN), vote(GAIN, "unsure", "bo")], CUT.id: [vote(CUT)]}, handle, "cy")
    edit(path, {GAIN.id: {"Consensus": "reject", "Reason": "duplicate"}}, "Conflicts")
    (decision,) = take(path).decisions
    assert (decision.stage, decision.reviewer, decision.decision, decision.place) == (
        "consensus", "cy", "reject", "Conflicts!C2",
    )  # fmt: skip
