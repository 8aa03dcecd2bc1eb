"""Numbers of a text: where they stand, what they are worth, in what unit, and how they are bounded."""

from __future__ import annotations

from functools import cache

import pytest

from claimx.mentions import Quantity, find_names, find_quantities, has_numbers
from claimx.rulebook import Rulebook, load_rulebook
from claimx.text import normalise

from .number_form_cases import FORMS
from .quantity_cases import ALL, Expected


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def find(source: str) -> list[tuple[str, Quantity]]:
    """Return (text in the source, quantity) of every number, names of the lexicons being names."""
    text = normalise(source)
    names = [name.span for name in find_names(text.plain, rulebook().finder) if not name.weak]
    quantities = find_quantities(text.plain, rulebook().quantities, names)
    spans = [text.to_source(quantity.span) for quantity in quantities]
    return [(source[span.start : span.end], quantity) for span, quantity in zip(spans, quantities, strict=True)]


@pytest.mark.parametrize(("source", "expected"), ALL + FORMS)
def test_numbers_are_read_with_what_belongs_to_them(source: str, expected: list[Expected]) -> None:
    assert [(text, q.low, q.high, q.unit, q.qualifier) for text, q in find(source)] == expected


def levels(source: str) -> list[tuple[str, float, str, float] | None]:
    """Return (text of the start, its number, text of the end, its number) of every number; None for no transition."""
    text = normalise(source)
    found = []
    for surface, quantity in find(source):
        start = quantity.start_level
        if start is None:
            found.append(None)
            continue
        span = text.to_source(start.span)
        found.append((source[span.start : span.end], start.low, surface, quantity.low))
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from 49.5% to 93.5%", ("49.5%", 49.5, "93.5%", 93.5)),
        ("from 49.5 to 93.5%", ("49.5", 49.5, "93.5%", 93.5)),
        ("from 49.5 to 93.5", ("49.5", 49.5, "93.5", 93.5)),
        ("From 49.5% to 93.5%", ("49.5%", 49.5, "93.5%", 93.5)),
        ("from 49.5% to over 93.5%", ("49.5%", 49.5, "93.5%", 93.5)),
        ("81.09 → 91.36", ("81.09", 81.09, "91.36", 91.36)),
        ("81.09% → 91.36%", ("81.09%", 81.09, "91.36%", 91.36)),
        ("81.09→91.36", ("81.09", 81.09, "91.36", 91.36)),
        ("81.09 -> 91.36", ("81.09", 81.09, "91.36", 91.36)),
        (r"$81.09 \rightarrow 91.36$", ("81.09", 81.09, "91.36", 91.36)),
        (r"81.09 $\to$ 91.36", ("81.09", 81.09, "91.36", 91.36)),
        ("from 30 ms to 12 ms", ("30 ms", 30, "12 ms", 12)),
        ("from $5 to $2", ("$5", 5, "$2", 2)),
        ("from 2.1x to 3.4x", ("2.1x", 2.1, "3.4x", 3.4)),
        ("from 12 to 7 hours", ("12", 12, "7 hours", 7)),
        ("from 82/240 to 88/240", ("82/240", 82, "88/240", 88)),
        ("from 61.2 ± 0.3 to 71.0 ± 0.2", ("61.2 ± 0.3", 61.2, "71.0 ± 0.2", 71)),
        ("ranging from 49.5% to 93.5%", None),
        ("varies from 49.5% to 93.5%", None),
        ("49.5% to 93.5%", None),
        ("between 49.5% and 93.5%", None),
    ],
)
def test_a_transition_has_two_levels_and_is_quoted_by_the_second(
    source: str, expected: tuple[str, float, str, float] | None
) -> None:
    assert levels(source) == [expected]


def test_the_end_of_a_transition_may_have_a_bound() -> None:
    assert [q.qualifier for _, q in find("from 49.5% to over 93.5%, from 3 to nearly 5%")] == ["over", "about"]


def test_the_start_of_a_transition_has_the_unit_that_both_share() -> None:
    ((_, quantity),) = find("from 49.5 to 93.5%")
    assert quantity.start_level is not None
    assert (quantity.start_level.unit, quantity.unit, quantity.klass) == ("%", "%", "%")


@pytest.mark.parametrize(
    ("source", "klass"),
    [
        ("80.5%", "%"), ("3.2 points", "p"), ("2.1x", "x"), ("twofold", "x"), ("30.5 ms", "u"), ("0.83", "f"), ("+3",
        "f"),
        ("71", "i"), ("$5", "$"), ("9 of 12", "c"), ("7B", "z"), ("half", "h"), ("doubles", "D"), ("1/5 of", "h"),
        ("12 tasks", "i"),
    ],
)  # fmt: skip
def test_the_class_of_a_number_says_what_rules_may_read_it(source: str, klass: str) -> None:
    ((_, quantity),) = find(source)
    assert quantity.klass == klass


@pytest.mark.parametrize(
    ("source", "sign"),
    [
        ("+3.2%", "+"),
        ("(-3.2%)", "-"),
        ("(−3.2%)", "-"),
        ("(–3.2%)", "-"),
        ("3.2%", ""),
        ("5 - 3.2%", ""),
        ("doubles", "+"),
        ("halves", "-"),
    ],
)
def test_a_sign_is_kept_and_the_number_is_a_magnitude(source: str, sign: str) -> None:
    quantity = find(source)[-1][1]
    assert quantity.sign == sign
    assert quantity.low > 0


def test_a_metric_between_number_and_points_is_pointed_out() -> None:
    source = "gains 1.4 BLEU points"
    ((_, quantity),) = find(source)
    assert quantity.metric_hint is not None
    assert source[quantity.metric_hint.start : quantity.metric_hint.end] == "BLEU"


def test_a_bound_is_in_reach_of_the_number_but_not_in_its_text() -> None:
    source = "saves up to about 46% of"
    ((text, quantity),) = find(source)
    assert text == "46%"
    assert source[quantity.reach.start : quantity.reach.end] == "up to about 46%"


def test_a_number_inside_a_name_is_part_of_the_name() -> None:
    source = "On AIME 2024 it gains 5%."
    assert [text for text, _ in find(source)] == ["5%"]
    without_names = find_quantities(source, rulebook().quantities)
    assert [q.low for q in without_names] == [2024, 5]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("gains 3%", True), ("Doubles it", True), ("a threefold gain", True), ("nothing here", False), ("", False)],
)
def test_texts_without_a_number_are_told_apart_quickly(text: str, expected: bool) -> None:
    assert has_numbers(text, rulebook().quantities) is expected
