"""Markdown, HTML, CSV and the evidence file: values as printed, marks shown, nothing a paper says taken for mark-up."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from html.parser import HTMLParser
from typing import TextIO

import pytest

from claimx.model import ResultsTable
from claimx.writers.table_csv import write_table_csv
from claimx.writers.table_evidence import write_evidence_jsonl, write_evidence_markdown
from claimx.writers.table_html import write_table_html
from claimx.writers.table_markdown import write_table_markdown
from tests.consolidation.samples import build_claim, score, survey_claims, table_of

NASTY = "<script>alert(1)</script> | *x* & `y`"


def written(write: Callable[[ResultsTable, TextIO], None], table: ResultsTable) -> str:
    handle = io.StringIO()
    write(table, handle)
    return handle.getvalue()


def rows_of(markdown: str) -> list[str]:
    return [line for line in markdown.splitlines() if line.startswith("|")]


def test_markdown_keeps_trailing_zeros_and_marks() -> None:
    text = written(write_table_markdown, table_of(*survey_claims()))
    assert "| 1.10 |" in text
    assert "**92**†‡" in text
    assert "78.2†\\*" in text
    assert "<u>83.1</u>" in text
    assert "up to 46%" in text
    assert "- Kept apart: MATH-500 · accuracy: shots: " in text


def test_markdown_has_as_many_cells_in_every_row() -> None:
    table = table_of(*survey_claims(), score("70%", model=NASTY, title=NASTY), group_by="maker")
    rows = rows_of(written(write_table_markdown, table))
    assert {row.replace("\\|", "").count("|") for row in rows} == {len(table.columns) + 3}
    assert not any("<script" in row.replace("\\<", "") for row in rows)


class Tags(HTMLParser):
    """Collects the tags of a page and complains about ones that do not close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_one_well_formed_page_with_scoped_headings() -> None:
    text = written(write_table_html, table_of(*survey_claims(), score("7%", model=NASTY, title=NASTY), group_by="task"))
    page = Tags()
    page.feed(text)
    assert page.open == []
    tags = {tag for tag, _ in page.seen}
    assert not tags & {"script", "link", "img"}
    assert all("scope" in attributes for tag, attributes in page.seen if tag == "th")
    assert "prefers-color-scheme: dark" in text
    assert 'class="best"' in text
    assert "up to 46%" in text


def test_every_value_of_a_page_leads_to_its_quote() -> None:
    page = Tags()
    page.feed(written(write_table_html, table_of(*survey_claims())))
    targets = {f"#{attributes['id']}" for _, attributes in page.seen if "id" in attributes}
    links = {attributes["href"] for tag, attributes in page.seen if tag == "a"}
    assert {link for link in links if str(link).startswith("#")} == targets


def test_a_page_names_what_is_not_in_the_table_and_what_a_check_found() -> None:
    text = "From 50% to 71%, up 25 points."
    levels = build_claim(text, "71%", from_="50%", direction="up")
    wrong = build_claim(text, "25 points", 25, unit="points", kind="delta", direction="up")
    page = written(write_table_html, table_of(*survey_claims(), levels, wrong))
    assert "no benchmark named: no other paper&#x27;s value compares (1)" in page
    assert "It gains 40% there." in page
    assert f"claim {wrong.id}: arithmetic: from 50% to 71% is +21 points" in page


def test_csv_has_one_field_a_column_and_numbers_bare() -> None:
    table = table_of(*survey_claims(), score("34.20%", model=NASTY, doc="p9"))
    header, *rows = csv.reader(io.StringIO(written(write_table_csv, table)))
    assert header[:3] == ["Model", "Paper", "Title"]
    assert {len(row) for row in rows} == {len(table.columns) + 3}
    assert any("34.20" in row for row in rows)
    assert any(NASTY in row for row in rows)


def test_csv_names_the_group_of_every_line() -> None:
    header, *rows = csv.reader(io.StringIO(written(write_table_csv, table_of(*survey_claims(), group_by="maker"))))
    assert header[0] == "Group"
    assert sorted({row[0] for row in rows}) == ["Alibaba", "OpenAI", "other"]


def test_the_evidence_file_has_every_claim_with_quote_paper_and_place() -> None:
    claims = survey_claims()
    text = written(write_evidence_markdown, table_of(*claims))
    for claim in claims:
        place = f"abstract, characters {claim.sentence.start}–{claim.sentence.end} (claim {claim.id})"
        assert any(claim.sentence.text in line and place in line for line in text.splitlines())
    assert "# Conflicts" in text
    assert "# Kept apart" in text
    assert "# Not in the table" in text


def test_the_evidence_as_json_lines_places_every_claim_once() -> None:
    claims = survey_claims()
    lines = [json.loads(line) for line in written(write_evidence_jsonl, table_of(*claims)).splitlines()]
    assert sorted(line["claim_id"] for line in lines) == sorted(claim.id for claim in claims)
    (left_out,) = [line for line in lines if line["cell"] is None]
    assert left_out["reason"].startswith("no benchmark named")


@pytest.mark.parametrize("write", [write_table_markdown, write_table_html, write_table_csv, write_evidence_markdown])
def test_an_empty_table_is_no_failure(write: Callable[[ResultsTable, TextIO], None]) -> None:
    assert written(write, table_of())
