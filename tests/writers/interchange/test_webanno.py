"""Annotations point exactly at the values, in every way of counting, and are JSON-LD without a stray term."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.model import Claim, Document, Name
from claimx.writers.interchange import Context, export_webanno
from claimx.writers.interchange.places import full_date, utf16_offset
from tests.writers.interchange import anno_context, samples

OA = "http://www.w3.org/ns/oa#"


def collection_of(claims: list[Claim], context: Context | None = None) -> dict[str, Any]:
    """Read the exported file."""
    text = export_webanno(claims, samples.context() if context is None else context).parts[0].text
    data: dict[str, Any] = json.loads(text)
    return data


def targets_of(claims: list[Claim], context: Context | None = None) -> Iterator[tuple[Claim, list[dict[str, Any]]]]:
    items = collection_of(claims, context)["first"]["items"]
    yield from zip(claims, (item["target"] for item in items), strict=True)


def test_every_position_and_quote_re_reads_the_value_from_the_document() -> None:
    for claim, targets in targets_of(samples.claims()):
        text = samples.documents()[claim.doc_id].text
        quoted, position = targets[0]["selector"]
        start, end = position["start"], position["end"]
        assert quoted["exact"] == text[start:end] == claim.value.text
        assert quoted["prefix"] == text[max(0, start - 32) : start]
        assert quoted["suffix"] == text[end : end + 32]


def test_utf16_positions_re_read_the_value_as_javascript_does() -> None:
    for claim, targets in targets_of(samples.claims()):
        units = samples.documents()[claim.doc_id].text.encode("utf-16-le")
        position = targets[0]["selector"][1]
        start, end = position["claimx:utf16Start"], position["claimx:utf16End"]
        assert start > position["start"] or claim.doc_id == "moth"
        assert units[2 * start : 2 * end].decode("utf-16-le") == claim.value.text


def test_the_papers_page_gets_the_quote_alone_since_positions_count_in_the_text_as_read() -> None:
    _, targets = next(targets_of(samples.claims()))
    assert [target["source"] for target in targets] == [
        "urn:claimx:document:2511.04321",
        "https://arxiv.org/abs/2511.04321v2",
    ]
    assert targets[1]["selector"] == targets[0]["selector"][0]


def test_a_paper_without_an_address_has_one_target() -> None:
    claim = samples.level(url=None, doc_id="a b/ü")
    document = Document("a b/ü", samples.LANTERN.title, samples.LANTERN.text)
    _, targets = next(targets_of([claim], Context(documents={"a b/ü": document})))
    assert [target["source"] for target in targets] == ["urn:claimx:document:a%20b%2F%C3%BC"]


def test_without_the_document_the_sentence_gives_the_quote_and_no_utf16_position() -> None:
    claim, targets = next(targets_of(samples.claims(), Context()))
    quoted, position = targets[0]["selector"]
    assert quoted == {
        "type": "TextQuoteSelector",
        "exact": "80.50%",
        "prefix": "Lantern reaches ",
        "suffix": " accuracy on GSM8K with Qwen3-4B",
    }
    assert position == {"type": "TextPositionSelector", "start": claim.value.start, "end": claim.value.end}


def test_the_whole_record_is_in_the_body_and_is_read_back_equal() -> None:
    items = collection_of(samples.claims())["first"]["items"]
    assert [Claim.model_validate_json(item["body"][1]["value"]) for item in items] == samples.claims()
    assert {item["body"][1]["format"] for item in items} == {"application/json"}


def test_the_words_of_the_body_keep_the_bound() -> None:
    words = [item["body"][0]["value"] for item in collection_of(samples.claims())["first"]["items"]]
    assert words[1] == "Lantern, accuracy?, MMLU-Pro: up to 46% (score)"
    assert words[4] == "Lantern, faster: 2.1x (delta, up) against beam search"


def test_a_value_in_the_title_counts_in_the_title() -> None:
    title = samples.LANTERN.title
    at = title.index("100%")
    place = {"text": "100%", "start": at, "end": at + 4, "in_": "title"}
    claim = samples.level(value=samples.level().value.model_copy(update=place))
    _, targets = next(targets_of([claim]))
    assert targets[0]["source"] == "urn:claimx:title:2511.04321"
    assert targets[0]["selector"][0]["prefix"] == title[:at]


@pytest.mark.parametrize(
    ("slot", "changes", "reason"),
    [
        ("value", {"start": 3, "end": 9}, "the document's text has no value '80.50%' at 3-9"),
        ("model", {"text": "Torch"}, "the document's text has no model 'Torch' at 53-60"),
        (
            "sentence",
            {"in_": "title"},
            "the document's title has no sentence 'Lantern reaches 80.50% accuracy on GSM8K'",
        ),
    ],
)
def test_a_claim_that_its_document_contradicts_is_left_out(slot: str, changes: dict[str, Any], reason: str) -> None:
    claim = samples.level()
    claim = claim.model_copy(update={slot: getattr(claim, slot).model_copy(update=changes)})
    export = export_webanno([claim], samples.context())
    assert reason in export.left_out[0].reason
    assert export.left_out[0].is_fault
    assert json.loads(export.parts[0].text)["total"] == 0


@pytest.mark.parametrize("changes", [{"start": 0, "end": 6}, {"in_": "title"}, {"start": 10_000, "end": 10_006}])
def test_a_value_outside_its_own_sentence_is_left_out_where_no_document_decides(changes: dict[str, Any]) -> None:
    claim = samples.level(value=samples.level().value.model_copy(update=changes))
    assert export_webanno([claim], Context()).left_out[0].is_fault


def test_a_name_that_a_reviewer_put_in_and_the_paper_does_not_write_is_no_contradiction() -> None:
    claim = samples.level(model=Name(text="", name="Candle", start=4, end=4))
    assert export_webanno([claim], samples.context()).left_out == ()


def test_annotations_are_json_ld_in_which_every_term_means_something() -> None:
    jsonld = pytest.importorskip("pyld.jsonld", reason="PyLD, a JSON-LD processor, is not installed")
    data = collection_of(samples.claims())
    options = {"documentLoader": anno_context.load_document}
    expanded = jsonld.expand(data, options)[0]
    keys = set(_keys(expanded))
    assert not {key for key in keys if ":" not in key and not key.startswith("@")}
    # a term that the context lacks is dropped in silence, so that every one must come back
    assert jsonld.compact(expanded, {"@context": data["@context"]}, options) == data


def test_annotations_become_the_graph_of_the_model() -> None:
    jsonld = pytest.importorskip("pyld.jsonld", reason="PyLD, a JSON-LD processor, is not installed")
    options = {"documentLoader": anno_context.load_document}
    triples = jsonld.to_rdf(collection_of(samples.claims()), options)["@default"]
    exact = [triple["object"]["value"] for triple in triples if triple["predicate"]["value"] == f"{OA}exact"]
    assert sorted(exact) == sorted([claim.value.text for claim in samples.claims()] * 2)
    starts = {triple["object"]["value"] for triple in triples if triple["predicate"]["value"] == f"{OA}start"}
    assert starts == {str(claim.value.start) for claim in samples.claims()}
    motivations = {
        triple["object"]["value"] for triple in triples if triple["predicate"]["value"] == f"{OA}motivatedBy"
    }
    assert motivations == {f"{OA}describing"}


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=40), data=st.data())
def test_a_utf16_offset_is_the_length_in_units_of_what_stands_before(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert utf16_offset(text, offset) == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-11-06", "2025-11-06"),
        ("2025-11-06T08:00:00Z", "2025-11-06"),
        ("2025-11", None),
        ("soon", None),
        (None, None),
    ],
)
def test_a_day_is_given_only_where_it_is_known(text: str | None, day: str | None) -> None:
    assert full_date(text) == day


def _keys(item: Any) -> Iterator[str]:
    if isinstance(item, dict):
        for key, value in item.items():
            yield key
            yield from _keys(value)
    elif isinstance(item, list):
        for value in item:
            yield from _keys(value)
