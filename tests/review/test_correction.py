"""Corrections change what they name, and every span stays true to the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.model import Claim
from claimx.review.correction import CorrectionError, correct_claim
from claimx.review.slots import find_differences
from claimx.review.vocabulary import Field
from tests.review.books import VOCABULARY
from tests.writers.samples import sample_claims, sample_documents

GAIN, _, CUT, FASTER, RISE, SUITES, RANGE, ERROR, LATENCY, COST = sample_claims()


def correct(claim: Claim, **corrections: str) -> Claim:
    return correct_claim(claim, corrections, VOCABULARY)  # type: ignore[arg-type]


def has_true_spans(claim: Claim) -> bool:
    document = sample_documents()[claim.doc_id]
    texts = {"text": document.text, "title": document.title}
    quotes = [
        claim.value,
        claim.from_,
        claim.model,
        claim.base_model,
        claim.baseline,
        claim.sentence,
        *claim.benchmarks,
    ]
    metric = claim.metric
    is_metric_true = metric is None or metric.start is None or document.text[metric.start : metric.end] == metric.text
    return is_metric_true and all(texts[q.in_][q.start : q.end] == q.text for q in quotes if q)


def test_a_value_moves_to_where_the_sentence_states_it() -> None:
    corrected = correct(GAIN, value="9,4")
    assert (corrected.value.low, corrected.value.text, corrected.value.unit) == (9.4, "+9.4%", "%")
    assert corrected.id == GAIN.id
    assert has_true_spans(corrected)


def test_a_value_that_the_sentence_does_not_state_keeps_the_quote_it_was_read_from() -> None:
    corrected = correct(GAIN, value="12")
    assert (corrected.value.low, corrected.value.text) == (12, "+11%")


def test_a_bound_that_is_left_out_stays_and_goes_only_when_said() -> None:
    assert correct(CUT, value="47").value.qualifier == "up_to"
    assert correct(CUT, value="exactly 46").value.qualifier == ""
    assert correct(CUT, value="over 46").value.qualifier == "over"


def test_a_sign_says_the_direction_of_a_difference() -> None:
    assert correct(GAIN, value="-11").direction == "down"
    assert correct(GAIN, value="-11").value.low == 11


def test_a_level_may_be_negative() -> None:
    assert correct(ERROR, value="-4.2").value.low == -4.2


def test_a_transition_takes_both_levels_and_its_direction_from_them() -> None:
    corrected = correct(RISE, value="80 → 71")
    assert corrected.from_ is not None
    assert (corrected.from_.low, corrected.value.low, corrected.direction) == (80, 71, "down")
    assert correct(RISE, value="72").from_ == RISE.from_


def test_another_kind_drops_or_needs_the_first_level() -> None:
    assert correct(RISE, kind="score").from_ is None
    assert correct(RISE, kind="Delta up").direction == "up"
    with pytest.raises(CorrectionError, match="needs both levels"):
        correct(ERROR, kind="transition, up")
    with pytest.raises(CorrectionError, match="makes the claim a transition"):
        correct(ERROR, value="4.0 → 4.2")
    with pytest.raises(CorrectionError, match="is no kind"):
        correct(ERROR, kind="gain")


def test_names_are_found_in_the_sentence_or_get_an_empty_quote() -> None:
    corrected = correct(ERROR, model="Harbour-XL", benchmark="LibriSpeech; FLEURS")
    assert [(name.name, name.text) for name in corrected.benchmarks] == [("LibriSpeech", "LibriSpeech"), ("FLEURS", "")]
    assert corrected.model is not None
    assert (corrected.model.name, corrected.model.text) == ("Harbour-XL", "")
    assert has_true_spans(corrected)


def test_a_known_spelling_is_found_where_the_paper_writes_another() -> None:
    corrected = correct(GAIN, benchmark="AIME25")
    assert [(name.name, name.text) for name in corrected.benchmarks] == [("AIME 2025", "AIME 2025")]


def test_a_metric_that_no_text_states_is_marked_as_inferred() -> None:
    corrected = correct(ERROR, metric="character error rate").metric
    assert corrected is not None
    assert (corrected.name, corrected.inferred, corrected.start) == ("character error rate", True, None)


def test_none_empties_a_field() -> None:
    corrected = correct(GAIN, benchmark="none", metric="(none)", model="None", baseline="–")
    assert (corrected.benchmarks, corrected.metric, corrected.model, corrected.baseline) == ((), None, None, None)
    assert correct(COST, unit="none").value.unit == ""


CORRECTIONS: st.SearchStrategy[dict[Field, str]] = st.fixed_dictionaries(
    {},
    optional={
        "value": st.integers(0, 99).map(str) | st.sampled_from(["46", "4.20", "up to 3.5", "1 - 2"]),
        "unit": st.sampled_from(["%", "points", "tokens", "none"]),
        "benchmark": st.sampled_from(["T4D", "AIME24; T4D", "none", "LibriSpeech", "Reef-9"]),
        "metric": st.sampled_from(["accuracy", "WER", "none"]),
        "model": st.sampled_from(["Riverbed", "Harbour", "Qwen3-8B", "none"]),
        "baseline": st.sampled_from(["single-pass decoding", "none"]),
    },
)


@given(st.sampled_from(sample_claims()), CORRECTIONS)
def test_spans_stay_true_and_only_what_is_named_changes(claim: Claim, corrections: dict[Field, str]) -> None:
    corrected = correct_claim(claim, corrections, VOCABULARY)
    assert has_true_spans(corrected)
    changed = set(find_differences(claim, corrected, VOCABULARY))
    assert changed <= {*corrections, *(("kind",) if "value" in corrections else ())}
    assert correct_claim(corrected, corrections, VOCABULARY) == corrected
