"""Intervals agree with published worked examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.review.intervals import cohen_kappa, wilson_interval


def counts(table: list[list[int]]) -> dict[tuple[str, str], int]:
    return {(str(i), str(j)): n for i, row in enumerate(table) for j, n in enumerate(row)}


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    # R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_interval_agrees_with_newcombe(hits: int, n: int, low: float, high: float) -> None:
    interval = wilson_interval(hits, n)
    assert interval is not None
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


def test_kappa_and_its_interval_agree_with_the_skin_condition_example() -> None:
    # the two-dermatologist example of the SAS/STAT guide, procedure FREQ: kappa 0.3449, ASE 0.0724
    kappa = cohen_kappa(counts([[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]]))
    assert kappa is not None
    assert (round(kappa.value, 4), round(kappa.low, 4), round(kappa.high, 4)) == (0.3449, 0.2030, 0.4868)


def test_kappa_agrees_with_fleiss() -> None:
    # J. L. Fleiss, Statistical Methods for Rates and Proportions, 2nd ed., table 13.1: kappa .676
    kappa = cohen_kappa(counts([[75, 1, 4], [5, 4, 1], [0, 0, 10]]))
    assert kappa is not None
    assert round(kappa.value, 3) == 0.676


def test_no_observation_has_no_interval() -> None:
    assert wilson_interval(0, 0) is None
    assert cohen_kappa({}) is None


def test_kappa_is_not_defined_where_both_always_say_one_thing() -> None:
    assert cohen_kappa({("accept", "accept"): 9}) is None


def test_kappa_of_full_agreement_is_one() -> None:
    kappa = cohen_kappa({("a", "a"): 5, ("b", "b"): 5})
    assert kappa is not None
    assert (kappa.value, kappa.high) == (pytest.approx(1), 1)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_interval_holds_the_share_and_stays_within_0_and_1(pair: tuple[int, int]) -> None:
    hits, n = pair
    interval = wilson_interval(hits, n)
    assert interval is not None
    assert 0 <= interval.low <= hits / n <= interval.high <= 1


@given(st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), st.integers(1, 50)))
def test_kappa_does_not_depend_on_who_is_first(table: dict[tuple[str, str], int]) -> None:
    left, right = cohen_kappa(table), cohen_kappa({(b, a): n for (a, b), n in table.items()})
    assert (left is None) == (right is None)
    if left and right:
        assert left.value == pytest.approx(right.value)
        assert left.low == pytest.approx(right.low)
        assert -1 <= left.low <= left.high <= 1
