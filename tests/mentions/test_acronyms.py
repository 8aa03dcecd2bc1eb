"""Acronyms in brackets after the words that they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.mentions.acronyms import find_acronyms


def found(text: str) -> list[tuple[str, str]]:
    return [(acronym.short, acronym.long) for acronym in find_acronyms(text)]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("We use Guided Path Search (GPS).", "GPS", "Guided Path Search"),
        ("the word error rate (WER) falls", "WER", "word error rate"),
        ("mean average precision (mAP) rises", "mAP", "mean average precision"),
        ("Parallel-Draft-Merge (PDM) runs", "PDM", "Parallel-Draft-Merge"),
        ("Retrieval of Aligned Notes (RAN)", "RAN", "Retrieval of Aligned Notes"),
        ("Tree-structured Beam Search ('TBS')", "TBS", "Tree-structured Beam Search"),
        ("graph neural networks (GNNs) are", "GNNs", "graph neural networks"),
        ("Adaptive Tiling, or Adaptive Tile Reuse (ATR), is", "ATR", "Adaptive Tile Reuse"),
        ("ProtoNet with Learned Anchors (ProLA)", "ProLA", "ProtoNet with Learned Anchors"),
    ],
)
def test_the_long_form_is_the_shortest_run_of_words_with_the_letters(text: str, short: str, long: str) -> None:
    assert found(text) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "We use a new search (GPS).",
        "a small step (see below)",
        "the baseline (2024)",
        "the model (7B)",
        "(WER)",
        "word error. Rate (WER)",
        "we ran it (a)",
    ],
)
def test_brackets_without_the_letters_are_no_acronym(text: str) -> None:
    assert found(text) == []


def test_the_first_definition_of_a_short_form_counts() -> None:
    assert found("Guided Path Search (GPS) and good plain sense (GPS)") == [("GPS", "Guided Path Search")]


PARTS = st.sampled_from(["Guided ", "Path ", "Search ", "(GPS)", "(", ")", "G", "P", "S", ". ", "-",
"word error rate (WER)", "é", "\n", "'", "ß"])  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(PARTS, max_size=20).map("".join)))
def test_places_are_those_of_the_forms(text: str) -> None:
    for acronym in find_acronyms(text):
        assert text[acronym.span.start : acronym.span.end] == acronym.short
        assert text[acronym.long_start :].startswith(acronym.long)
        assert acronym.long_start + len(acronym.long) <= acronym.span.start
