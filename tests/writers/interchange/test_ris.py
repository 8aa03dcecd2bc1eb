"""RIS readers get every field back, decisions as keywords, and no text breaks a record."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from claimx.model import Document
from claimx.writers.interchange import Context, export_ris
from claimx.writers.interchange.bibliography import clean
from claimx.writers.wording import readable
from tests.writers.interchange import samples
from tests.writers.strategies import TEXTS

rispy = pytest.importorskip("rispy", reason="rispy, a reader of RIS, is not installed")


def records_of(text: str) -> list[dict[str, Any]]:
    """Read a file as rispy does."""
    records: list[dict[str, Any]] = rispy.loads(text)
    return records


def export(**changes: Any) -> list[dict[str, Any]]:
    return records_of(export_ris(samples.claims(), samples.context(**changes)).parts[0].text)


def test_every_field_is_read_back() -> None:
    record = export()[0]
    notes = record.pop("notes")
    assert record == {
        "type_of_reference": "GEN",
        "id": "2511.04321",
        "title": "Lantern: 100% Careful Decoding {of} Small Models & Co",
        "authors": ["Ada Lampe", "Kerzen and Sons"],
        "year": "2025",
        "date": "2025/11/06",
        "accession_number": "arXiv:2511.04321v2",
        "urls": ["https://arxiv.org/abs/2511.04321v2"],
        "keywords": ["claimx", "claimx-undecided"],
    }
    assert len(notes) == 5
    assert notes[1] == "[a2] undecided. Lantern, accuracy?, MMLU-Pro: up to 46% (score)"


def test_a_doi_is_given_where_it_is_known() -> None:
    assert export()[1]["doi"] == "10.1234/moth.5"


def test_decisions_are_keywords_and_the_reviewers_words_stand_in_the_notes() -> None:
    record = export(judgements=samples.judgements())[0]
    assert record["keywords"] == ["claimx", "claimx-accept", "claimx-correct", "claimx-reject", "claimx-undecided"]
    assert record["notes"][0].startswith("[a1] accept by ana; correct by bo (value is 81%). Lantern")
    assert record["notes"][1].startswith("[a2] reject by ana (not a result; 50% {half} of it). Lantern")
    assert record["notes"][4].startswith("[a5] remark by bo (look again). Lantern")


def test_a_paper_that_was_read_and_has_no_claims_is_a_record() -> None:
    assert export()[2]["keywords"] == ["claimx", "claimx-no-claims"]


@settings(max_examples=300, deadline=None)
@given(title=TEXTS, author=TEXTS)
def test_any_title_and_author_is_read_back_on_one_line(title: str, author: str) -> None:
    documents = {"odd": Document("odd", title, "", authors=(author,)), "next": Document("next", "A plain title", "")}
    odd, after = records_of(export_ris([], Context(documents=documents)).parts[0].text)
    assert odd["title"] == (clean(readable(title)) or "odd")
    assert odd.get("authors", []) == [name for name in [clean(readable(author))] if name]
    assert after["title"] == "A plain title"
