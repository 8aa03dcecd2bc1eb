"""Values as people type them, in any locale."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.model import Qualifier
from claimx.review.values import TypedValue, TypedValueError, load_value_reader

READER = load_value_reader()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("46", TypedValue(46, 46)),
        (" 46 % ", TypedValue(46, 46, "%")),
        ("71,2", TypedValue(71.2, 71.2)),
        ("0,125", TypedValue(0.125, 0.125)),
        ("1.240,5", TypedValue(1240.5, 1240.5)),
        ("1,240.50", TypedValue(1240.5, 1240.5)),
        ("1.240.000", TypedValue(1_240_000, 1_240_000)),
        ("1’240", TypedValue(1240, 1240)),
        ("1\u00a0240,5", TypedValue(1240.5, 1240.5)),
        ("35,4–61,1", TypedValue(35.4, 61.1)),
        ("35.4 to 61.1%", TypedValue(35.4, 61.1, "%")),
        ("1-2", TypedValue(1, 2)),
        ("up to 46%", TypedValue(46, 46, "%", "up_to")),
        ("over 3 points", TypedValue(3, 3, "points", "over")),
        ("exactly 46", TypedValue(46, 46, None, "")),
        ("50 → 71", TypedValue(71, 71, None, None, 50)),
        ("from 50% to 71%", TypedValue(71, 71, "%", None, 50)),
        ("−5 ms", TypedValue(5, 5, "ms", None, None, "-")),
        ("+11", TypedValue(11, 11, None, None, None, "+")),
        ("2.1×", TypedValue(2.1, 2.1, "x")),
        ("twofold", TypedValue(2, 2, "x")),
        ("34.0\\%", TypedValue(34, 34, "%")),
    ],
)
def test_a_value_is_read_as_a_person_means_it(typed: str, expected: TypedValue) -> None:
    assert READER.read_value(typed) == expected


@pytest.mark.parametrize(
    ("typed", "evidence", "low"),
    [
        ("1,240", "It costs $1,240 a run.", 1240),
        ("1,240", "It costs 1240 dollars.", 1240),
        ("1,240", "It is 1.240 long.", 1.24),
        ("1.240", "It costs $1,240 a run.", 1240),
        ("1.240", "It costs a lot.", 1.24),
    ],
)
def test_the_quote_settles_whether_a_mark_parts_thousands_or_decimals(typed: str, evidence: str, low: float) -> None:
    assert READER.read_value(typed, evidence).low == low


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("1,240", "can be 1240 or 1.240"),
        ("12,34,567", "cannot tell thousands from decimals"),
        ("abc", "is not a number"),
        ("=46+1", "=46"),
        ("46 and 71", "more than one value"),
        ("12 BLEU", "cannot tell what 'BLEU' means"),
    ],
)
def test_what_is_no_value_or_two_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(TypedValueError, match=reason):
        READER.read_value(typed)


@pytest.mark.parametrize(
    ("typed", "unit"), [("percent", "%"), ("×", "x"), ("pp", "points"), (" GPU-days ", "GPU-days")]
)
def test_units_have_the_form_that_claims_have(typed: str, unit: str) -> None:
    assert READER.read_unit(typed) == unit


NUMBERS = st.decimals(0, 10**6, places=3).map(float)
BOUNDS = st.sampled_from([None, "", "up_to", "over", "under", "about"])


@given(NUMBERS, BOUNDS, st.none() | NUMBERS)
def test_the_written_form_reads_back_the_same(number: float, bound: Qualifier | None, start: float | None) -> None:
    value = TypedValue(number, number, None, bound, start)
    assert READER.read_value(READER.write_value(value)) == value


@given(NUMBERS, NUMBERS)
def test_the_written_form_of_a_range_reads_back_the_same(one: float, other: float) -> None:
    low, high = sorted((one, other))
    value = TypedValue(low, high)
    assert READER.read_value(READER.write_value(value)) == value
