"""BibTeX readers get every field back, decisions as keywords, and no text breaks the file."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.model import Document
from claimx.writers.interchange import Context, export_bibtex
from tests.writers.interchange import samples
from tests.writers.strategies import TEXTS

bibtexparser = pytest.importorskip("bibtexparser", reason="bibtexparser, a reader of BibTeX, is not installed")


def entries_of(text: str, *, decode: bool = True) -> dict[str, dict[str, str]]:
    """Read a file as bibtexparser does: fields by entry key, LaTeX resolved."""
    middleware: list[Any] = []
    if decode:
        middleware.append(bibtexparser.middlewares.LatexDecodingMiddleware(allow_inplace_modification=True))
    library = bibtexparser.parse_string(text, append_middleware=middleware)
    assert library.failed_blocks == []
    return {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}


def export(**changes: Any) -> str:
    return export_bibtex(samples.claims(), samples.context(**changes)).parts[0].text


def test_every_field_is_read_back() -> None:
    entry = entries_of(export())["2511.04321"]
    notes = entry.pop("annote")
    assert entry == {
        "title": "Lantern: 100% Careful Decoding {of} Small Models & Co",
        "author": "Ada Lampe and Kerzen and Sons",
        "year": "2025",
        "month": "11",
        "eprint": "2511.04321v2",
        "archiveprefix": "arXiv",
        "url": "https://arxiv.org/abs/2511.04321v2",
        "keywords": "claimx, claimx-undecided",
    }
    assert notes.split(" // ") == [
        "[a1] undecided. Lantern, accuracy, GSM8K with Qwen3-4B: 80.50% (score)",
        "[a2] undecided. Lantern, accuracy?, MMLU-Pro: up to 46% (score)",
        "[a3] undecided. Lantern, accuracy, GPQA Diamond: 50% → 71% (transition, up)",
        "[a4] undecided. Lantern, latency, GSM8K: 12.5 ms (score)",
        "[a5] undecided. Lantern, faster: 2.1x (delta, up) against beam search",
    ]


def test_an_author_whose_name_has_an_and_in_it_stays_one_author() -> None:
    assert "author = {Ada Lampe and {Kerzen and Sons}}" in export()


def test_a_doi_and_a_year_are_given_where_that_is_what_is_known() -> None:
    entry = entries_of(export())["moth"]
    assert (entry["doi"], entry["year"]) == ("10.1234/moth.5", "2025")
    assert "month" not in entry
    assert "eprint" not in entry


def test_decisions_are_keywords_and_the_reviewers_words_stand_in_the_note() -> None:
    entry = entries_of(export(judgements=samples.judgements()))["2511.04321"]
    assert entry["keywords"] == "claimx, claimx-accept, claimx-correct, claimx-reject, claimx-undecided"
    notes = entry["annote"].split(" // ")
    assert notes[0].startswith("[a1] accept by ana; correct by bo (value is 81%). Lantern")
    assert notes[1].startswith("[a2] reject by ana (not a result; 50% {half} of it). Lantern")
    assert notes[4].startswith("[a5] remark by bo (look again). Lantern")


def test_a_paper_that_was_read_and_has_no_claims_says_so() -> None:
    assert entries_of(export())["dark"] == {
        "title": "Nothing to See",
        "author": "Ada Lampe",
        "keywords": "claimx, claimx-no-claims",
    }


def test_a_paper_whose_claims_are_all_decided_is_not_undecided() -> None:
    context = samples.context(judgements=samples.judgements())
    entry = entries_of(export_bibtex(samples.claims()[:2], context).parts[0].text)["2511.04321"]
    assert "claimx-undecided" not in entry["keywords"]


def test_papers_whose_ids_differ_in_signs_only_have_keys_of_their_own() -> None:
    documents = {doc_id: Document(doc_id, doc_id, "") for doc_id in ("a/b", "a b", "A-b", "é")}
    assert list(entries_of(export_bibtex([], Context(documents=documents)).parts[0].text)) == [
        "a-b", "a-b--2", "A-b--3", "paper",
    ]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(title=TEXTS | st.text('{}\\%@",= \nab', max_size=12), author=TEXTS)
def test_no_title_or_author_breaks_another_papers_entry(title: str, author: str) -> None:
    documents = {
        "odd": Document("odd", title, "", authors=(author,)),
        "next": Document("next", "A plain title", ""),
    }
    entries = entries_of(export_bibtex([], Context(documents=documents)).parts[0].text, decode=False)
    assert list(entries) == ["odd", "next"]
    assert entries["next"]["title"] == "{A plain title}"


def test_the_file_serves_as_bibliography_of_a_survey_table() -> None:
    from claimx.consolidation import find_citation_keys, read_bibtex

    keys = find_citation_keys(read_bibtex(export()), samples.claims())
    assert keys == {"2511.04321": "2511.04321", "moth": "moth"}
