"""Two levels imply their difference; a sentence that says another one is flagged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.consolidation import check_arithmetic
from claimx.model import Claim

from .samples import build_claim

SENTENCE = "It goes from 50% to 71%, a gain of 21 points or 42%, or 1.42x, not 25 points, 30% or 2x; 50% then 40%."


def rise(**fields: object) -> Claim:
    return build_claim(SENTENCE, "71%", from_="50%", direction="up", **fields)  # type: ignore[arg-type]


def delta(text: str, number: float, unit: str, direction: str = "up", **fields: object) -> Claim:
    return build_claim(SENTENCE, text, number, unit=unit, kind="delta", direction=direction, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "stated",
    [
        delta("21 points", 21, "points"),
        delta("42%", 42, "%"),
        delta("42%", 42, "%", scale="relative"),
        delta("21", 21, "%", scale="absolute"),
        delta("21", 21, "%"),
        delta("1.42x", 1.42, "x"),
        delta("21", 21, "points", direction=""),
    ],
)
def test_a_difference_that_the_levels_imply_is_not_flagged(stated: Claim) -> None:
    assert check_arithmetic([rise(), stated]) == []


@pytest.mark.parametrize(
    "stated",
    [
        delta("25 points", 25, "points"),
        delta("30%", 30, "%"),
        delta("21", 21, "%", scale="relative"),
        delta("42%", 42, "%", scale="absolute"),
        delta("2x", 2, "x"),
        delta("21 points", 21, "points", direction="down"),
    ],
)
def test_a_difference_that_does_not_fit_is_flagged_on_its_claim(stated: Claim) -> None:
    (finding,) = check_arithmetic([rise(), stated])
    assert finding.claim_id == stated.id
    assert finding.message.startswith("from 50% to 71% is +21 points or +42% or 1.42 times; the sentence says ")


def test_the_scores_of_model_and_baseline_are_two_levels_too() -> None:
    text = "A has 80%, B has 70%: 10 points more, not 12."
    a, b = build_claim(text, "80%", model="A"), build_claim(text, "70%", model="B")
    fields = {"unit": "points", "kind": "delta", "direction": "up", "model": "A", "baseline": "B"}
    right, wrong = build_claim(text, "10 points", 10, **fields), build_claim(text, "12", 12, **fields)  # type: ignore[arg-type]
    assert check_arithmetic([a, b, right]) == []
    assert [item.claim_id for item in check_arithmetic([a, b, wrong])] == [wrong.id]


def test_proportions_differ_by_hundredths_in_points() -> None:
    text = "It goes from 0.50 to 0.71, up 21 points, not 25."
    levels = build_claim(text, "0.71", 0.71, from_="0.50", unit="", direction="up")
    fields = {"unit": "points", "kind": "delta", "direction": "up"}
    right, wrong = build_claim(text, "21 points", 21, **fields), build_claim(text, "25", 25, **fields)  # type: ignore[arg-type]
    assert check_arithmetic([levels, right]) == []
    assert len(check_arithmetic([levels, wrong])) == 1


def test_points_between_counts_are_of_their_share() -> None:
    text = "It goes from 82/240 to 88/240, that is +2.50 points, not +6 points."
    levels = build_claim(text, "88/240", 88, from_="82", unit="of 240", direction="up")
    assert levels.from_
    levels = levels.model_copy(update={"from_": levels.from_.model_copy(update={"text": "82/240"})})
    fields = {"unit": "points", "kind": "delta", "direction": "up"}
    right, wrong = build_claim(text, "+2.50 points", 2.5, **fields), build_claim(text, "+6 points", 6, **fields)  # type: ignore[arg-type]
    assert check_arithmetic([levels, right]) == []
    (finding,) = check_arithmetic([levels, wrong])
    assert finding.message.endswith("the sentence says +6 points")


@pytest.mark.parametrize(
    "stated",
    [
        delta("25 points", 25, "points", benchmarks=("T4D",)),
        delta("25 points", 25, "points", metric="F1"),
        delta("25 points", 25, "points", model="Other"),
        delta("25 points", 25, "points", baseline="Other"),
        delta("25 points", 25, "points", qualifier="up_to"),
        delta("25 points", 25, "points", start=400),
    ],
)
def test_a_difference_of_something_else_is_not_checked(stated: Claim) -> None:
    assert check_arithmetic([rise(), stated]) == []


def test_a_rise_that_falls_is_flagged() -> None:
    falling = build_claim(SENTENCE, "40%", from_="50%", direction="up")
    (finding,) = check_arithmetic([falling])
    assert finding.message == "from 50% to 40% is not up"


@given(st.integers(1, 999), st.integers(1, 999))
def test_the_true_difference_is_never_flagged(before: int, after: int) -> None:
    start, end, points = before / 10, after / 10, abs(after - before) / 10
    relative = round(100 * abs(after / before - 1), 1)
    text = f"from {start:.1f}% to {end:.1f}%: {points:.1f} points, that is {relative:.1f}% more or less"
    direction = "up" if after >= before else "down"
    levels = build_claim(text, f"{end:.1f}%", end, from_=f"{start:.1f}%", direction=direction)
    stated = [
        build_claim(text, f"{points:.1f} points", points, unit="points", kind="delta", direction=direction),
        build_claim(text, f"{relative:.1f}%", relative, kind="delta", direction=direction, scale="relative"),
    ]
    assert check_arithmetic([levels, *stated]) == []
