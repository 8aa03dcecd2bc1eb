"""Looking for plain strings first finds what the patterns find."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.mentions import acronyms
from claimx.mentions.digits import has_digit, next_number
from claimx.rulebook.quantities import QuantityGrammar
from claimx.rulebook.rulebook import load_rulebook

PIECES = [
    "3", "12.5", ".5", "1,200", "%", "$", "€ ", "-", "+", "–", "(", ")", " ", "x", "Qwen", "GPT-4", "sub-10", "and",
    " to ", "1/8", "a", "10^6", "±", "5e-3", "×", "3:4", "@1", "#2", "v1.2.3", "٣", "points", "(FB)", "Foo Bar (FB; ",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)


@cache
def grammar() -> QuantityGrammar:
    return load_rulebook().quantities


@settings(max_examples=300, deadline=None)
@given(texts)
def test_the_next_number_is_that_of_the_pattern(text: str) -> None:
    found = next_number(text, 0, grammar().pattern)
    expected = grammar().pattern.search(text)
    assert (found and found.span()) == (expected and expected.span())


@settings(max_examples=300, deadline=None)
@given(texts)
def test_brackets_are_those_of_the_pattern(text: str) -> None:
    expected = [match.span() for match in acronyms._BRACKET.finditer(text)]
    assert [match.span() for match in acronyms._find_brackets(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("no number", False), ("in 2024", True), ("٣ models", True), ("é", False)]
)
def test_digits_of_any_script_count(text: str, expected: bool) -> None:
    assert has_digit(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gains of up to ", "up to"),
        ("gains of Up To ", "up to"),
        ("costs about a ", "about a"),
        ("costs about", "about"),
        ("costs ~", "~"),
        ("the pandas ", ""),
        ("the climax ", ""),
        ("up to  ", ""),
        ("", ""),
    ],
)
def test_a_qualifier_is_the_longest_whole_phrase_right_before(text: str, expected: str) -> None:
    assert grammar().qualifier_before(text, len(text)) == expected
