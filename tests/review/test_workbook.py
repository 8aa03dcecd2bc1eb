"""The workbook: drop-downs, colours, highlighted evidence, live counts, a legend, and nothing protected."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from claimx.model import Claim, Quote, Value
from claimx.review.application import apply_decisions
from claimx.review.vocabulary import KINDS, REASONS, VERDICTS
from claimx.review.workbook import Export, write_conflict_workbook, write_review_workbook
from claimx.review.workbook.fingerprints import find_changed, write_fingerprint
from tests.review.books import VOCABULARY, cells_of, export, take, vote
from tests.writers.samples import sample_claims, sample_documents
from tests.writers.strategies import CLAIM_LISTS

CLAIMS = sample_claims()
GAIN, CUT = CLAIMS[0], CLAIMS[2]


def raw(claims: list[Claim], **contents: Any) -> bytes:
    handle = io.BytesIO()
    write_review_workbook(Export(claims, **contents), handle)
    return handle.getvalue()


def written(claims: list[Claim] = CLAIMS, **contents: Any) -> Workbook:
    return load_workbook(io.BytesIO(raw(claims, **contents)), rich_text=True)


def test_the_reviewer_sees_five_sheets_at_most_and_the_lists_are_hidden() -> None:
    workbook = written()
    states = {sheet.title: sheet.sheet_state for sheet in workbook.worksheets}
    shown = [title for title, state in states.items() if state == "visible"]
    assert shown == ["Review", "Added", "Progress", "Legend"]
    assert states["_lists"] == states["_meta"] == "hidden"
    assert workbook.active is not None
    assert workbook.active.title == "Review"


def test_no_sheet_is_protected() -> None:
    assert not any(sheet.protection.sheet for sheet in written().worksheets)


def test_there_is_a_row_for_every_claim_in_a_table_with_unlike_headings_and_filters() -> None:
    sheet = written()["Review"]
    headings = [cell.value for cell in sheet[1]]
    assert len(set(headings)) == len(headings)
    assert headings[:5] == ["claim_id", "#", "Decision", "Reason", "Evidence"]
    assert list(sheet.tables) == ["claims"]
    assert sheet.tables["claims"].autoFilter.ref == sheet.tables["claims"].ref
    assert sheet.freeze_panes == "F2"
    assert set(cells_of(sheet)[1]) == {claim.id for claim in CLAIMS}


def test_ids_and_guards_are_hidden() -> None:
    sheet = written()["Review"]
    columns, _ = cells_of(sheet)
    letters = {heading: sheet.cell(1, number).column_letter for heading, number in columns.items()}
    hidden = {heading for heading, letter in letters.items() if sheet.column_dimensions[letter].hidden}
    assert hidden == {"claim_id", "paper_no", "fingerprint", "as_exported"}


def test_lists_come_from_names_on_the_hidden_sheet() -> None:
    workbook = written()
    lists = {name: defined.attr_text for name, defined in workbook.defined_names.items()}
    assert {"claimx_decisions", "claimx_reasons", "claimx_kinds", "claimx_benchmarks", "claimx_papers"} <= set(lists)

    def items(name: str) -> list[object]:
        sheet, area = str(lists[name]).replace("'", "").replace("$", "").split("!")
        return [row[0].value for row in workbook[sheet][area]]

    assert items("claimx_decisions") == list(VERDICTS)
    assert items("claimx_reasons") == list(REASONS)
    assert items("claimx_kinds") == list(KINDS)
    assert items("claimx_benchmarks") == ["none", "AIME 2024", "AIME 2025", "LibriSpeech", "T4D"]
    rules = {rule.formula1: rule for rule in workbook["Review"].data_validations.dataValidation}
    assert rules["claimx_decisions"].showErrorMessage
    assert rules["claimx_decisions"].prompt
    assert not rules["claimx_reasons"].showErrorMessage
    assert str(rules["claimx_decisions"].sqref) == "C2:C11"


def test_prompts_are_as_short_as_excel_demands() -> None:
    rules = [rule for sheet in written().worksheets for rule in sheet.data_validations.dataValidation]
    assert rules
    for rule in rules:
        assert len(rule.prompt or "") <= 255
        assert len(rule.promptTitle or "") <= 32
        assert len(rule.error or "") <= 255


def test_what_reviewers_write_is_text_whatever_it_looks_like() -> None:
    sheet = written()["Review"]
    columns, _ = cells_of(sheet)
    review = [
        heading for heading in columns if heading.startswith("Fixed") or heading in ("Decision", "Reason", "Note")
    ]
    assert len(review) == 11
    assert {sheet.cell(2, columns[heading]).number_format for heading in review} == {"@"}


def test_colours_follow_the_decision_and_red_says_what_is_missing() -> None:
    formats = written()["Review"].conditional_formatting
    rules = [(str(area.sqref), rule.formula[0]) for area in formats for rule in area.rules]
    assert ("C2:D11", 'LOWER(TRIM($C2))="accept"') in rules
    assert ("D2:D11", 'AND(LOWER(TRIM($C2))="reject",TRIM($D2)="")') in rules
    assert len(rules) == 8


def test_evidence_is_rich_text_with_a_font_and_size_in_every_run() -> None:
    sheet = written()["Review"]
    columns, rows = cells_of(sheet)
    evidence = sheet.cell(rows[CUT.id], columns["Evidence"]).value
    assert isinstance(evidence, CellRichText)
    blocks = [part for part in evidence if isinstance(part, TextBlock)]
    assert len(blocks) == len(evidence)
    assert {(block.font.rFont, block.font.sz) for block in blocks} == {("Arial", 10)}
    assert "46%" in [block.text for block in blocks if block.font.b]


def test_bounds_ranges_and_transitions_read_in_full() -> None:
    sheet = written()["Review"]
    columns, rows = cells_of(sheet)
    shown = [sheet.cell(row, columns["Reads as"]).value for row in rows.values()]
    assert shown[2:7] == ["up to 46%", "2.1x", "50% → 71%", "80.5%", "35.4 to 61.1%"]
    value = sheet.cell(rows[CUT.id], columns["Value"])
    assert (value.value, value.number_format) == (-46, '+0"%";-0"%";0"%"')


def test_the_review_prints_one_page_wide_with_its_heading_and_the_legend_on_one_page() -> None:
    workbook = written()
    review, legend = workbook["Review"], workbook["Legend"]
    assert review.print_area == "'Review'!$B$1:$O$11"
    assert review.print_title_rows == "$1:$1"
    assert (review.page_setup.fitToWidth, review.page_setup.fitToHeight, review.page_setup.orientation) == (
        1, 0, "landscape",
    )  # fmt: skip
    assert (legend.page_setup.fitToWidth, legend.page_setup.fitToHeight, legend.page_setup.orientation) == (
        1, 1, "portrait",
    )  # fmt: skip
    assert review.oddFooter.right.text == "page &P of &N"


def test_counts_are_formulas_over_the_table_with_their_values_beside_them() -> None:
    before = {GAIN.id: vote(GAIN), CUT.id: vote(CUT, "reject", reason="duplicate")}
    contents = raw(CLAIMS, documents=sample_documents(), reviewer="ana", before=before)
    live = load_workbook(io.BytesIO(contents))["Progress"]
    assert live["C4"].value == '=COUNTIFS(claims[Decision],"accept*")'
    assert live["G13"].value == '=COUNTIFS(claims[paper_no],A13,claims[Decision],"?*")'
    cached = load_workbook(io.BytesIO(contents), data_only=True)["Progress"]
    labels = {cached.cell(row, 2).value: cached.cell(row, 3).value for row in range(3, 10)}
    assert labels == {"claims": 10, "accept": 1, "correct": 0, "reject": 1, "unsure": 0, "to do": 8, "added": 0}
    assert [cached.cell(row, column).value for row in (13, 14, 15) for column in (6, 7, 8)] == [
        7,
        2,
        5,
        3,
        0,
        3,
        0,
        0,
        0,
    ]


def test_writing_twice_gives_equal_bytes() -> None:
    assert raw(CLAIMS, documents=sample_documents()) == raw(CLAIMS, documents=sample_documents())


def test_no_claims_leave_tables_that_excel_accepts() -> None:
    sheet = written([])["Review"]
    assert sheet.tables["claims"].ref.endswith("2")


def test_the_order_can_put_what_rules_are_least_sure_of_first() -> None:
    claims = [claim.model_copy(update={"confidence": share / 10}) for share, claim in enumerate(reversed(CLAIMS))]
    _, rows = cells_of(written(claims, order="confidence")["Review"])
    assert list(rows) == [claim.id for claim in sorted(claims, key=lambda claim: claim.confidence)]


def test_earlier_decisions_are_filled_in_or_left_out() -> None:
    before = {GAIN.id: vote(GAIN, "correct", corrections={"benchmark": "AIME 2025"}, note="p. 3")}
    sheet = written(before=before)["Review"]
    columns, rows = cells_of(sheet)
    shown = {heading: sheet.cell(rows[GAIN.id], columns[heading]).value for heading in columns}
    assert (shown["Decision"], shown["Fixed benchmark"], shown["Note"]) == ("correct", "AIME 2025", "p. 3")
    assert GAIN.id not in cells_of(written(before=before, leave_out_decided=True)["Review"])[1]


def test_stale_decisions_have_a_sheet_of_their_own_that_says_what_changed() -> None:
    now = [claim for claim in CLAIMS if claim is not CUT]
    now[0] = GAIN.model_copy(update={"direction": "down"})
    stale = apply_decisions(now, [vote(GAIN), vote(CUT, note="sure")], VOCABULARY).stale
    workbook = written(now, stale=stale)
    columns, rows = cells_of(workbook["Stale"])
    shown = {
        claim: [workbook["Stale"].cell(row, columns[heading]).value for heading in ("What changed", "Decided before")]
        for claim, row in rows.items()
    }
    assert shown == {
        GAIN.id: ["kind was delta, up, now delta, down", "ana: accept"],
        CUT.id: ["the claim is no longer found", "ana: accept (sure)"],
    }
    assert GAIN.id not in cells_of(workbook["Review"])[1]
    assert "+COUNTIFS(stale[Decision]" in str(workbook["Progress"]["C4"].value)


def test_conflicts_stand_side_by_side_beside_an_empty_consensus() -> None:
    handle = io.BytesIO()
    votes = [vote(GAIN), vote(GAIN, "reject", "bo", reason="duplicate")]
    write_conflict_workbook({GAIN.id: votes}, handle, "cy")
    sheet = load_workbook(handle)["Conflicts"]
    columns, rows = cells_of(sheet)
    shown = {heading: sheet.cell(rows[GAIN.id], columns[heading]).value for heading in columns}
    assert (shown["Consensus"], shown["ana says"], shown["bo says"]) == (None, "accept", "reject: duplicate")


def test_hostile_text_stays_text_and_long_text_is_cut_with_a_sign() -> None:
    sentence = f"=cmd|'/c calc'!A0 {'x' * 40_000} reaches 46% 😀."
    at = sentence.index("46%")
    claim = GAIN.model_copy(
        update={
            "title": "=HYPERLINK(1)", "sentence": Quote(text=sentence, start=0, end=len(sentence)),
            "value": Value(text="46%", start=at, end=at + 3, low=46, high=46, unit="@x"), "benchmarks": (),
        }
    )  # fmt: skip
    contents = raw([claim])
    archive = zipfile.ZipFile(io.BytesIO(contents))
    assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    sheet = load_workbook(io.BytesIO(contents))["Review"]
    columns, rows = cells_of(sheet)
    evidence = str(sheet.cell(rows[claim.id], columns["Evidence"]).value)
    assert evidence.startswith("…")
    assert len(evidence) < 400
    assert sheet.cell(rows[claim.id], columns["Paper"]).value == "=HYPERLINK(1)"
    assert {"as_exported", "as_exported_2"} <= set(columns)


@settings(max_examples=40, deadline=None)
@given(CLAIM_LISTS)
def test_any_claims_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, claims: list[Claim]) -> None:
    claims = [claim.model_copy(update={"id": f"{number:012x}"}) for number, claim in enumerate(claims)]
    before = {claim.id: vote(claim, "reject", reason="duplicate") for claim in claims}
    path = export(tmp_path_factory.mktemp("any") / "r.xlsx", claims, documents={}, before=before)
    assert take(path).decisions == []  # as exported: nothing new, and no problem


def test_fingerprints_forgive_what_programs_do_and_notice_what_people_do() -> None:
    cells = {"Paper": "A \n title", "Value": 46.0, "Unit": "2024"}
    written_as = write_fingerprint("id", cells)
    assert find_changed("id", {"Paper": "A title", "Value": "46", "Unit": 2024, "Mine": "x"}, written_as) == ([], 3)
    assert find_changed("id", {**cells, "Value": 47}, written_as) == (["Value"], 3)
    assert find_changed("other", cells, written_as) == (["Paper", "Value", "Unit"], 3)


def test_a_workbook_of_a_file_is_whole(tmp_path: Path) -> None:
    assert zipfile.ZipFile(export(tmp_path / "r.xlsx")).testzip() is None
