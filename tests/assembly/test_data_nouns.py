"""Which sentences without numbers can say what is measured on."""

from __future__ import annotations

from functools import cache

import pytest

from claimx.assembly.data_nouns import DataNounFinder, names_data
from claimx.mentions import find_names
from claimx.model import Span
from claimx.rulebook import Rulebook, load_rulebook


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We use two datasets here", ["datasets"]),
        ("the test set and the benchmark", ["test", "benchmark"]),
        ("benchmarking and subdatasets", []),
        ("the test settings", []),
        ("Datasets of others", []),
        ("a test data set", ["test", "data"]),
    ],
)
def test_nouns_of_data_are_whole_words(text: str, found: list[str]) -> None:
    starts = DataNounFinder(rulebook()).find(text)
    assert [text[start:].split()[0] for start in starts] == found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [("Then we test it on GSM8K.", True), ("Then we test it on another corpus.", True), ("Then we rest.", False)],
)
def test_a_sentence_names_data_with_a_benchmark_or_a_noun(sentence: str, expected: bool) -> None:
    text = f"A corpus is first. {sentence} A corpus is last."
    span = Span(19, 19 + len(sentence))
    mentions = [name for name in find_names(text, rulebook().finder) if span.contains(name.span)]
    assert names_data(span, mentions, DataNounFinder(rulebook()).find(text)) is expected
