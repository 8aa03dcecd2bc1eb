"""JSON as one value, and pages that carry such."""

from __future__ import annotations

import html
import json

import pytest

PAPER = {
    "id": "2501.01234",
    "title": "Nets & Knots",
    "summary": 'A "net" reaches 5%.',
    "publishedAt": "2025-01-02T03:04:05.000Z",
    "upvotes": 3,
    "authors": [{"name": "A. One", "hidden": False}],
}
OTHER = {"id": "2501.99999", "title": "Others", "summary": "It costs 3 ms."}


@pytest.mark.parametrize(
    "value",
    [
        [{"paper": PAPER}, {"paper": OTHER}],
        [PAPER, OTHER],
        {"papers": [PAPER, OTHER]},
        {"dailyPapers": [{"paper": PAPER, "title": "ignored"}, {"paper": OTHER}], "date": "x"},
    ],
    ids=["api", "list", "papers", "dailyPapers"],
)
def test_records_are_found_wherever_the_list_stands(read, value: object) -> None:
    (first, second), skips = read("x.json", json.dumps(value, indent=1))
    assert not skips
    assert (first.doc_id, first.title, first.text) == ("2501.01234", "Nets & Knots", 'A "net" reaches 5%.')
    assert (first.date, first.authors) == ("2025-01-02", ("A. One",))
    assert first.url == "https://arxiv.org/abs/2501.01234"
    assert second.doc_id == "2501.99999"


def test_one_record_is_one_paper(read) -> None:
    (document,), _ = read("x.json", json.dumps({"paper": PAPER}))
    assert document.doc_id == "2501.01234"


def test_json_lines_under_another_name_are_read(read) -> None:
    documents, _ = read("x.json", json.dumps(PAPER) + "\n" + json.dumps(OTHER) + "\n")
    assert len(documents) == 2


def test_a_bad_record_is_named_by_its_place(read) -> None:
    documents, skips = read("x.json", json.dumps([PAPER, {"id": "b"}, 7, OTHER]))
    assert len(documents) == 2
    assert [skip.reason.split(":")[0] for skip in skips] == ["record 2", "record 3"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('[{"id": ', "broken JSON"),
        ('{"a": [1, 2]}', "no papers"),
        ('"text"', "no papers"),
        ("[" * 200_000, "broken JSON"),
    ],
)
def test_a_file_without_papers_is_named(read, content: str, reason: str) -> None:
    documents, skips = read("x.json", content)
    assert not documents
    assert reason in skips[0].reason


def page(value: object) -> str:
    props = html.escape(json.dumps(value), quote=True)
    return (
        "<!DOCTYPE html><html><body><div data-target='Menu' data-props='{\"open\": false}'></div>"
        f'<div class="contents" data-target="DailyPapers" data-props="{props}"><p>5% off</p></div></body></html>'
    )


def test_a_saved_page_gives_its_papers(read) -> None:
    documents, skips = read("x.html", page({"dailyPapers": [{"paper": PAPER}, {"paper": OTHER}]}))
    assert [document.title for document in documents] == ["Nets & Knots", "Others"]
    assert documents[0].text == 'A "net" reaches 5%.'
    assert not skips


def test_a_saved_page_is_known_by_its_content(read) -> None:
    documents, _ = read("saved", page({"dailyPapers": [{"paper": PAPER}]}))
    assert len(documents) == 1


def test_a_page_without_papers_is_named(read) -> None:
    documents, skips = read("x.html", "<html><body data-props='{broken'>Hello.</body></html>")
    assert not documents
    assert "no papers" in skips[0].reason
