"""Pasted quotes are found in the paper, or the reviewer is told why not."""

from __future__ import annotations

import pytest

from claimx.extractor import Extractor
from claimx.model import Block, Document, Span
from claimx.review.correction import CorrectionError
from claimx.review.placing import ADDED_RULE, Papers, PlacingError, build_added, relocate_claim
from claimx.review.slots import field_text
from tests.review.books import VOCABULARY
from tests.writers.samples import HARBOUR, RIVERBED, sample_claims, sample_documents

PAPERS = Papers(sample_documents())
CUT = {"Quote": "It cuts output tokens by up to 46%", "Value": "46", "Kind": "delta, down"}


def test_an_added_claim_has_the_sentence_the_place_and_the_units_of_the_paper() -> None:
    typed = {**CUT, "Metric": "output tokens", "Model": "Riverbed", "Benchmark": "AIME 2024; AIME25"}
    claim, unplaced = build_added(RIVERBED.doc_id, typed, PAPERS, VOCABULARY)
    assert claim.sentence.text == "It cuts output tokens by up to 46% and runs 2.1x faster than Qwen3-8B."
    assert (claim.value.text, claim.value.unit, claim.value.qualifier) == ("46%", "%", "up_to")
    assert (claim.kind, claim.direction, claim.rule, claim.confidence) == ("delta", "down", ADDED_RULE, 1.0)
    assert [name.text for name in claim.benchmarks] == ["AIME 2024", "AIME 2025"]
    for item in (claim.value, claim.model, claim.sentence, *claim.benchmarks):
        assert item is not None
        assert (RIVERBED.title if item.in_ == "title" else RIVERBED.text)[item.start : item.end] == item.text
    assert unplaced == []


def test_a_name_that_the_paper_does_not_have_is_kept_and_named() -> None:
    claim, unplaced = build_added(RIVERBED.doc_id, {**CUT, "Model": "Flood", "Metric": "cost"}, PAPERS, VOCABULARY)
    assert claim.model is not None
    assert (claim.model.name, claim.model.text) == ("Flood", "")
    assert unplaced == [("Model", "Flood"), ("Metric", "cost")]


def test_an_added_claim_has_the_id_that_the_extractor_would_give_it() -> None:
    text = "FooNet reaches 71.2% accuracy on GSM8K."
    found = Extractor().extract(Document("d", "", text))[0]
    papers = Papers({"d": Document("d", "", text)})
    claim, _ = build_added("d", {"Quote": text, "Value": "71.2", "Kind": "score"}, papers, VOCABULARY)
    assert claim.id == found.id


def test_a_transition_takes_its_first_level_from_the_column_or_the_quote() -> None:
    typed = {"Quote": "accuracy rises from 50% to 71%", "Value": "71", "Kind": "transition"}
    from_quote, _ = build_added(RIVERBED.doc_id, typed, PAPERS, VOCABULARY)
    from_column, _ = build_added(RIVERBED.doc_id, {**typed, "From": "50"}, PAPERS, VOCABULARY)
    assert from_quote == from_column
    assert (field_text(from_quote, "value"), from_quote.direction) == ("50% → 71%", "up")
    with pytest.raises(CorrectionError, match="makes the claim a transition"):
        build_added(RIVERBED.doc_id, {**typed, "Kind": "score", "From": "50"}, PAPERS, VOCABULARY)


def test_a_difference_without_a_direction_takes_the_sign_that_the_paper_prints() -> None:
    typed = {"Quote": "Riverbed gains +11% on AIME 2024", "Value": "11", "Kind": "delta"}
    assert build_added(RIVERBED.doc_id, typed, PAPERS, VOCABULARY)[0].direction == "up"


@pytest.mark.parametrize(
    "pasted",
    [
        "On T4D, accuracy rises from 50% to 71%",
        "  “On T4D, accuracy rises from 50% to 71%”… ",
        "On T4D,\naccuracy  rises from 50% to 71%",
    ],
)
def test_quotes_are_found_whatever_became_of_white_space_and_quotation_marks(pasted: str) -> None:
    place = PAPERS.find_quote(RIVERBED.doc_id, pasted)
    assert place.quote.text.startswith("On T4D")
    assert RIVERBED.text[place.quote.start : place.quote.end] == place.quote.text


def test_a_quote_is_found_in_latex_source() -> None:
    source = "We reach $34.0\\%$ on \\textbf{AIME~2024}."
    papers = Papers({"d": Document("d", "", source)})
    place = papers.find_quote("d", "We reach 34.0% on AIME 2024")
    assert place.quote.text.startswith("We reach $34.0")


def test_sentences_of_claims_serve_where_the_papers_are_not_given() -> None:
    papers = Papers({}, sample_claims())
    claim, _ = build_added(RIVERBED.doc_id, CUT, papers, VOCABULARY)
    assert claim.value.start == sample_claims()[2].value.start
    with pytest.raises(PlacingError, match="give it with --documents"):
        papers.find_quote(RIVERBED.doc_id, "Long chains of thought are slow.")


@pytest.mark.parametrize(
    ("typed", "column", "reason"),
    [
        ({"Quote": ""}, "Quote", "needs a quote"),
        ({"Value": ""}, "Value", "needs a value"),
        ({"Kind": ""}, "Kind", "needs a kind"),
        ({"Kind": "gain"}, "Kind", "no kind"),
        ({"Quote": "It cuts tokens by 46%"}, "Quote", "not in the paper's text"),
        ({"Quote": "Riverbed"}, "Quote", "stands in the paper 2 times"),
        ({"Quote": "…"}, "Quote", "the quote is empty"),
        ({"Value": "47"}, "Value", "does not state '47'"),
    ],
)
def test_what_cannot_be_placed_is_named_with_its_column(typed: dict[str, str], column: str, reason: str) -> None:
    with pytest.raises(PlacingError, match=reason) as caught:
        build_added(RIVERBED.doc_id, {**CUT, **typed}, PAPERS, VOCABULARY)
    assert caught.value.column == column


def test_a_number_that_the_quote_states_twice_is_not_guessed() -> None:
    papers = Papers({"d": Document("d", "", "A gets 5% and B gets 5% of it.")})
    with pytest.raises(PlacingError, match="2 times; paste a shorter quote"):
        build_added("d", {"Quote": "A gets 5% and B gets 5%", "Value": "5", "Kind": "score"}, papers, VOCABULARY)


def test_papers_are_named_by_id_or_title() -> None:
    assert PAPERS.find_id("hbr-7") == PAPERS.find_id(" harbour |  a speech corpus with <noise> & rain") == "hbr-7"
    with pytest.raises(PlacingError, match="no paper has the id or title"):
        PAPERS.find_id("hbr-8")
    twins = Papers({name: Document(name, "Same", "") for name in ("a", "b")})
    with pytest.raises(PlacingError, match="2 papers have the title"):
        twins.find_id("Same")


def test_an_added_claim_knows_its_part_of_the_paper() -> None:
    document = Document("d", "", "Intro. We reach 5% here.", blocks=(Block(Span(0, 24), "results"),))
    claim, _ = build_added(
        "d", {"Quote": "We reach 5%", "Value": "5", "Kind": "score"}, Papers({"d": document}), VOCABULARY
    )
    assert claim.section == "results"


def test_a_claim_follows_its_sentence_or_is_given_up() -> None:
    claim = sample_claims()[7]
    later = Document(HARBOUR.doc_id, HARBOUR.title, f"First of all: rain. {HARBOUR.text}")
    again = relocate_claim(claim, later)
    assert again is not None
    assert again.metric is not None
    assert later.text[again.metric.start : again.metric.end] == "word error rate"
    assert relocate_claim(claim, HARBOUR) is claim
    assert relocate_claim(claim, Document(HARBOUR.doc_id, "", "Nothing left.")) is None
