"""What is remembered of words: never more than it may be, and never something else than is found afresh."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.mentions import memory, runs
from claimx.mentions.memory import Memory
from claimx.mentions.proposals import ProposalFinder
from claimx.mentions.runs import RunFinder
from claimx.mentions.word_tags import WordTagger
from claimx.rulebook import Rulebook, load_rulebook

PIECES = [
    "FooNet", "foo-bench", "(BarNet)", "Parallel-R1", "the", "2024", "80.5%", "et", "al.", "state-of-the-art", "mT5",
    "We", "we", "propose", "introduces", "paper", "study", "in", "terms", "of", "data", "sets,", "-based", "A", "\n",
    "", "τ-bench", "Qwen2.5-7B", "naïve", "GPT-4o,", "on", "accuracy", "e.g.", "FOO", "x2",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


@cache
def word_tagger() -> WordTagger:
    return WordTagger(rulebook().vocabulary, rulebook().naming.generic_names)


@cache
def run_finder() -> RunFinder:
    return RunFinder(bool)


def test_everything_is_forgotten_before_it_becomes_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_MOST", 2)
    remembered: Memory[int] = Memory()
    for number, word in enumerate(["one", "two", "three"]):
        assert remembered.keep(word, number) == number
    assert remembered == {"three": 2}


def test_long_strings_are_not_remembered() -> None:
    remembered: Memory[int] = Memory()
    assert remembered.keep("a" * 1000, 1) == 1
    assert not remembered


@settings(max_examples=150, deadline=None)
@given(texts)
def test_runs_are_those_of_the_pattern(text: str) -> None:
    """The finder looks only at words that may hold a run; the pattern looks everywhere."""
    expected = [(match.group(), *match.span()) for match in runs._RUN.finditer(text)]
    assert [run[:3] for run in run_finder().find(text)] == expected


@settings(max_examples=150, deadline=None)
@given(texts)
def test_remembered_words_have_the_tags_of_new_ones(text: str) -> None:
    fresh = WordTagger(rulebook().vocabulary, rulebook().naming.generic_names)
    assert word_tagger().read(text, 0, len(text), {}) == fresh.read(text, 0, len(text), {})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kim et al. (2020) found", ["Kim", "et al.", "(", "2020", ")", "found"]),
        ("better in terms of speed", ["better", "in terms of", "speed"]),
        ("  wide   gaps ", ["wide", "gaps"]),
        ("FooNet-7B's one,two", ["FooNet-7B's", "one", ",", "two"]),
    ],
)
def test_words_stand_where_the_text_has_them(text: str, words: list[str]) -> None:
    _, starts, ends = word_tagger().read(text, 0, len(text), {})
    assert [text[start:end] for start, end in zip(starts, ends, strict=True)] == words


def test_words_of_the_document_have_its_tags() -> None:
    tags, _, _ = word_tagger().read("the PRW of FooNet", 0, 17, {"PRW": "m", "FooNet": "O"})
    assert tags[1] == "m"
    assert tags[3] == "O"


@settings(max_examples=150, deadline=None)
@given(texts)
def test_proposals_are_those_of_the_pattern(text: str) -> None:
    finder = ProposalFinder(rulebook().naming)
    expected = [match.span() for match in finder._proposed.finditer(text)]
    assert [match.span() for match in finder.find(text)] == expected
