"""Best and second go by the metric's good end, ties share, and nothing printed beats a marked value."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from claimx.consolidation.ranking import rank_column
from claimx.model import Claim

from .samples import entries_of, gain, score, table_of


def ranks(*claims: Claim) -> dict[str, str]:
    marks = {"best", "second"}
    return {entry.text: next(iter(entry.marks & marks), "") for entry in entries_of(table_of(*claims))}


def scores(*texts: str, **fields: Any) -> list[Claim]:
    return [score(text, model=f"M{number}", **fields) for number, text in enumerate(texts)]


def test_higher_is_better_where_the_metric_says_so() -> None:
    assert ranks(*scores("80%", "90%", "70%")) == {"80%": "second", "90%": "best", "70%": ""}


def test_lower_is_better_where_the_metric_says_so() -> None:
    assert ranks(*scores("8%", "9%", "7%", metric="WER")) == {"8%": "second", "9%": "", "7%": "best"}


def test_ties_share_a_mark() -> None:
    entries = entries_of(table_of(*scores("90%", "90%", "80%")))
    assert [sorted(entry.marks) for entry in entries] == [["best"], ["best"], ["second"]]


def test_nothing_is_ranked_without_a_good_end_or_a_rival() -> None:
    assert set(ranks(*scores("8%", "9%", metric="charm")).values()) == {""}
    assert set(ranks(*scores("8%")).values()) == {""}


def test_a_bounded_value_is_not_marked_and_not_beaten_in_silence() -> None:
    up_to = score("95%", qualifier="up_to", model="Bound")
    assert ranks(up_to, *scores("90%", "80%")) == {"up to 95%": "", "90%": "second", "80%": ""}


def test_a_conflicting_value_is_not_marked() -> None:
    claims = score("95%"), score("85%", doc="p2"), score("90%", model="Bar")
    assert ranks(*claims) == {"95%": "", "85%": "", "90%": "second"}


def test_differences_rank_only_against_one_baseline() -> None:
    same = [gain(text, model=text, baseline="A") for text in ("3%", "4%")]
    assert ranks(*same) == {"+3%": "second", "+4%": "best"}
    unlike = gain("3%", model="X", baseline="A"), gain("4%", model="Y", baseline="B")
    assert set(ranks(*unlike).values()) == {""}
    unsaid = gain("3%", model="X"), gain("4%", model="Y")
    assert set(ranks(*unsaid).values()) == {""}


def test_a_larger_fall_is_better_where_lower_is() -> None:
    falls = [gain(text, model=text, metric="latency", direction="down", baseline="A") for text in ("3%", "4%")]
    assert ranks(*falls) == {"−3%": "second", "−4%": "best"}


@given(st.lists(st.sampled_from(["70%", "80%", "90%"]), min_size=2, max_size=6), st.sampled_from(["accuracy", "WER"]))
def test_no_value_of_a_column_beats_its_best(texts: list[str], metric: str) -> None:
    table = table_of(*scores(*texts, metric=metric))
    (column,) = table.columns
    entries = entries_of(table)
    best = [entries[place].number for place, mark in rank_column(column, entries).items() if mark == "best"]
    everything = [entry.number for entry in entries]
    assert set(best) == {max(everything) if metric == "accuracy" else min(everything)}
