"""Evidence: the sentence, cut around its value, every item of the claim marked where it truly stands."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claimx.model import Claim, Document, Quote, Value
from claimx.writers.evidence import Run, build_evidence
from tests.writers.samples import RIVERBED, build_claim, sample_claims
from tests.writers.strategies import CLAIMS


def plain(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def long_claim(before: int, after: int) -> Claim:
    sentence = "one two " * before + "by 46% " + "three four " * after + "end."
    return build_claim(Document("d", "", sentence), sentence, "46%", low=46)


def test_value_benchmark_model_and_metric_are_marked_where_they_stand() -> None:
    runs = build_evidence(sample_claims()[7])
    assert [(run.text, run.role) for run in runs] == [
        ("Harbour", "model"),
        (" lowers ", ""),
        ("word error rate", "metric"),
        (" to ", ""),
        ("4.20", "value"),
        (" on ", ""),
        ("LibriSpeech", "benchmark"),
        (".", ""),
    ]


def test_both_levels_of_a_transition_are_marked() -> None:
    marked = {run.role: run.text for run in build_evidence(sample_claims()[4])}
    assert (marked["from"], marked["value"]) == ("50%", "71%")


def test_an_item_of_another_sentence_or_of_the_title_is_not_marked() -> None:
    runs = build_evidence(sample_claims()[5])
    assert "model" not in {run.role for run in runs}
    assert plain(runs) == sample_claims()[5].sentence.text


def test_a_span_that_does_not_reread_its_text_is_not_marked() -> None:
    claim = sample_claims()[7]
    moved = claim.value.model_copy(update={"start": claim.value.start + 1, "end": claim.value.end + 1})
    runs = build_evidence(claim.model_copy(update={"value": moved}))
    assert "value" not in {run.role for run in runs}


def test_a_long_sentence_is_cut_on_both_sides_between_words() -> None:
    runs = build_evidence(long_claim(100, 100))
    text = plain(runs)
    assert text.startswith(("…one ", "…two "))
    assert text.endswith(("three…", "four…"))
    before, after = text.split("46%")
    assert 250 <= len(before) <= 302
    assert 250 <= len(after) <= 302


def test_a_sentence_that_fits_is_not_cut() -> None:
    assert "…" not in plain(build_evidence(long_claim(3, 3)))


def test_a_word_without_end_is_cut_all_the_same() -> None:
    sentence = "x" * 50_000 + "46%" + "y" * 50_000
    claim = build_claim(Document("d", "", sentence), sentence, "46%", low=46)
    assert len(plain(build_evidence(claim))) == 300 + 3 + 300 + 2


def test_line_breaks_of_the_source_become_spaces() -> None:
    document = Document("d", "", "It gains\n  46%\ton\r\nX.")
    claim = build_claim(document, document.text, "46%", low=46)
    assert plain(build_evidence(claim)) == "It gains 46% on X."


def test_an_overlap_goes_to_the_value_first() -> None:
    document = Document("d", "", "Riverbed-46% wins.")
    claim = build_claim(document, document.text, "46%", low=46, model="Riverbed-46%")
    assert [run for run in build_evidence(claim) if run.role] == [Run("46%", "value")]


@given(CLAIMS, st.integers(0, 50))
def test_any_claim_gives_runs_without_an_empty_one(claim: Claim, context: int) -> None:
    runs = build_evidence(claim, context)
    assert all(run.text for run in runs)
    assert not any(one.role == two.role == "" for one, two in pairwise(runs))


@given(st.text(max_size=80), st.text(min_size=1, max_size=10), st.text(max_size=80), st.integers(0, 100))
def test_the_value_of_any_sentence_is_shown_whole_whatever_is_cut(
    before: str, value: str, after: str, context: int
) -> None:
    sentence = before + value + after
    claim = sample_claims()[0].model_copy(
        update={
            "sentence": Quote(text=sentence, start=7, end=7 + len(sentence)),
            "value": Value(text=value, start=7 + len(before), end=7 + len(before) + len(value), low=1, high=1),
        }
    )
    marked = [run.text for run in build_evidence(claim, context) if run.role == "value"]
    assert "".join(marked).split() == value.split()


def test_the_documents_text_is_what_the_sample_claims_point_into() -> None:
    for claim in sample_claims()[:7]:
        assert RIVERBED.text[claim.value.start : claim.value.end] == claim.value.text
