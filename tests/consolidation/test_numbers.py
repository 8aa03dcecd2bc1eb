"""Numbers keep the digits that the paper printed, and their bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.consolidation.numbers import Printed, bounds, print_value, read_printed
from claimx.model import Value


def value(text: str, low: float, high: float | None = None) -> Value:
    return Value(text=text, start=0, end=len(text), low=low, high=low if high is None else high)


@pytest.mark.parametrize(
    ("printed", "digits"),
    [
        (value("34.20", 34.2), "34.20"),
        (value(r"34.0\%", 34.0), "34.0"),
        (value("1,240.50", 1240.5), "1240.50"),
        (value("12{,}500", 12500), "12500"),
        (value(".5", 0.5), "0.5"),
        (value("twofold", 2.0), "2"),
        (value("35.4% - 61.1%", 35.4, 61.1), "35.4–61.1"),
        (value("80.5 ± 0.3%", 80.5), "80.5 ± 0.3"),
        (value("1e-5", 1e-5), "0.00001"),
    ],
)
def test_digits_are_as_printed(printed: Value, digits: str) -> None:
    assert read_printed(printed).digits == digits


@given(st.decimals(0, 1, places=3))
def test_a_proportion_becomes_a_percentage_without_losing_or_inventing_a_digit(number: Decimal) -> None:
    scaled = Printed(number, number).scaled(2)
    assert scaled.low == number * 100
    assert scaled.digits.partition(".")[2] == f"{number:.3f}"[-1]


def test_up_to_stays_up_to_whatever_it_bounds() -> None:
    level = print_value("46", measure="level", unit="%", qualifier="up_to", direction="")
    change = print_value("46", measure="change", unit="%", qualifier="up_to", direction="down")
    assert level[0] == "up to 46%"
    assert change[0] == "↓ up to 46%"


@pytest.mark.parametrize(
    ("measure", "unit", "direction", "text"),
    [
        ("level", "%", "", "3.2%"),
        ("delta", "points", "up", "+3.2 points"),
        ("relative change", "%", "down", "−3.2%"),
        ("factor", "x", "up", "↑3.2×"),
        ("factor", "x", "", "3.2×"),
        ("level", "$", "", "$3.2"),
        ("level", "ms", "", "3.2 ms"),
        ("level", "", "", "3.2"),
    ],
)
def test_a_value_is_printed_with_its_unit_and_direction(measure: str, unit: str, direction: str, text: str) -> None:
    assert print_value("3.2", measure=measure, unit=unit, qualifier="", direction=direction)[0] == text  # type: ignore[arg-type]


def test_rounding_is_half_a_unit_of_the_last_printed_place() -> None:
    assert bounds(read_printed(value("80.5", 80.5)), "") == pytest.approx((80.45, 80.55))
    assert bounds(read_printed(value("80", 80)), "about") == pytest.approx((75, 85))
