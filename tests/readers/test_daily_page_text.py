"""A "Daily Papers" page copied as text: titles and abstracts out, furniture away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimx.readers import read_documents

SHARED_CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"

NETS = "Nets are knotted by hand. " * 6 + "Our loom raises the knot rate by 12% on TwineBench."
SAILS = "Sails catch the wind. " * 7 + "A wider sail is 1.5x faster on the RegattaSuite course."
KELP = "Kelp grows quickly in cold water. " * 5 + "Code: https://example.org/kelp"

PAGE = f"""Hugging Place

Models

Daily Papers

byAK and the research community

Nov 12

Knotting Nets at Scale

{NETS}

  • 3 authors
·
Nov 11, 2024 2

WideSail: Faster Boats

{SAILS}

harbour Harbour Institute
·
Nov 10

A Kelp Atlas

{KELP}

  • 1 authors
·
May 2, 2023
"""


def test_titles_and_abstracts_are_read_in_order(read) -> None:
    documents, skips = read("page.txt", PAGE)
    assert not skips
    assert [document.title for document in documents] == [
        "Knotting Nets at Scale",
        "WideSail: Faster Boats",
        "A Kelp Atlas",
    ]
    assert [document.text for document in documents] == [NETS, SAILS, KELP]


def test_ids_come_from_titles_and_dates_need_a_year(read) -> None:
    documents, _ = read("page.txt", PAGE)
    assert [document.doc_id for document in documents] == [
        "knotting-nets-at-scale",
        "widesail-faster-boats",
        "a-kelp-atlas",
    ]
    assert [document.date for document in documents] == ["2024-11-11", None, "2023-05-02"]
    assert documents[1].source.endswith(":19")


def test_a_page_is_known_by_its_content(read) -> None:
    documents, _ = read("copied", PAGE)
    assert len(documents) == 3


def test_windows_line_ends_make_no_difference(read) -> None:
    documents, _ = read("page.txt", PAGE.replace("\n", "\r\n"))
    assert [document.text for document in documents] == [NETS, SAILS, KELP]
    assert [document.date for document in documents] == ["2024-11-11", None, "2023-05-02"]


def test_a_paper_without_a_foot_is_read_all_the_same(read) -> None:
    documents, _ = read("page.txt", PAGE.replace("\n  • 3 authors\n·\nNov 11, 2024 2\n", ""))
    assert [document.text for document in documents] == [NETS, SAILS, KELP]
    assert documents[0].date is None


def test_a_page_that_is_cut_off_amid_an_abstract_keeps_what_there_is(read) -> None:
    cut = PAGE[: PAGE.index("\n\n  • 1 authors")] + "\n\nThe Last Paper\n\n" + "It goes on and on " * 30
    documents, _ = read("page.txt", cut)
    assert documents[-1].title == "The Last Paper"
    assert documents[-1].text.endswith("on and on")


def test_furniture_between_papers_is_no_title(read) -> None:
    votes = "Submitted by\n\nskipper\n\n42\n\nWideSail: Faster Boats"
    documents, _ = read("page.txt", PAGE.replace("WideSail: Faster Boats", votes))
    assert [document.title for document in documents][1] == "WideSail: Faster Boats"


def test_an_abstract_of_two_paragraphs_stays_together(read) -> None:
    documents, _ = read("page.txt", PAGE.replace(SAILS, f"{SAILS}\n\n{KELP}"))
    assert documents[1].text == f"{SAILS}\n\n{KELP}"


def test_a_very_short_abstract_is_known_by_its_foot(read) -> None:
    documents, _ = read("page.txt", PAGE.replace(SAILS, "We widen sails."))
    assert (documents[1].title, documents[1].text) == ("WideSail: Faster Boats", "We widen sails.")


def test_a_title_without_an_abstract_is_named(read) -> None:
    documents, skips = read("page.txt", PAGE.replace(f"{SAILS}\n\n", ""))
    assert len(documents) == 2
    assert "no abstract under 'WideSail: Faster Boats'" in skips[0].reason
    assert skips[0].line == 19


def test_the_shared_page_gives_the_shared_records() -> None:
    page, records = SHARED_CORPUS / "hf-daily-papers.txt", SHARED_CORPUS / "hf-daily-papers.jsonl"
    if not page.exists():
        pytest.skip("the shared corpus is not beside this checkout")
    skips: list[object] = []
    documents = list(read_documents([page], on_skip=skips.append))
    expected = [json.loads(line) for line in records.read_text(encoding="utf-8").splitlines()]
    assert [(document.title, document.text) for document in documents] == [(r["title"], r["text"]) for r in expected]
    assert not skips
