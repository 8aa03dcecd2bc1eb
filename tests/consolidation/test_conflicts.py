"""Different values for one thing are shown side by side, and settled only by a policy that can decide."""

from __future__ import annotations

import pytest

from claimx.model import Claim

from .samples import build_claim, entries_of, gain, score, table_of


def texts(*claims: Claim, **options: object) -> list[tuple[str, bool]]:
    """Return every shown value and whether it is marked as in conflict."""
    return [(entry.text, "conflict" in entry.marks) for entry in entries_of(table_of(*claims, **options))]


OLD, NEW = {"doc": "p1", "date": "2024-01-01"}, {"doc": "p2", "date": "2025-01-01"}


def test_a_conflict_within_a_paper_stands_side_by_side_in_one_cell() -> None:
    table = table_of(score("80.5%"), score("83.1%", start=90))
    assert [[entry.text for entry in cell.entries] for _, _, cell in table.walk()] == [["80.5%", "83.1%"]]
    (conflict,) = table.conflicts
    assert [entry.evidence[0].quote for entry in conflict.entries] == [
        "It reaches 80.5% there.",
        "It reaches 83.1% there.",
    ]


def test_a_conflict_between_papers_marks_both_rows() -> None:
    assert texts(score("80.5%", **OLD), score("83.1%", **NEW)) == [("80.5%", True), ("83.1%", True)]


@pytest.mark.parametrize(("policy", "kept"), [("first", "80.5%"), ("latest", "83.1%")])
def test_a_policy_keeps_one_value_and_names_the_other(policy: str, kept: str) -> None:
    table = table_of(score("80.5%", **OLD), score("83.1%", **NEW), on_conflict=policy)
    (entry,) = entries_of(table)
    assert entry.text == kept
    assert "conflict" in entry.marks
    assert entry.notes == (f"one of 2 conflicting values, chosen by {policy}",)
    (exclusion,) = table.exclusions
    assert exclusion.reason.startswith(f"conflict, settled by {policy}: {kept} in ")
    assert len(table.conflicts[0].entries) == 2


def test_papers_that_agree_with_the_chosen_value_stay() -> None:
    claims = score("80.5%", **OLD), score("80.5%", doc="p3", date="2024-06-01"), score("83.1%", **NEW)
    assert texts(*claims, on_conflict="first") == [("80.5%", True), ("80.5%", True)]


def test_own_paper_keeps_the_system_s_own_value() -> None:
    own = score("80.5%", title="FooNet for all", **OLD)
    assert texts(own, score("83.1%", title="Others", **NEW), on_conflict="own-paper") == [("80.5%", True)]


def test_own_paper_shows_all_where_no_paper_is_the_system_s_own() -> None:
    claims = score("80.5%", **OLD), score("83.1%", **NEW)
    assert len(texts(*claims, on_conflict="own-paper")) == 2
    assert table_of(*claims, on_conflict="own-paper").conflicts[0].resolution == "mark"


@pytest.mark.parametrize("policy", ["first", "latest"])
def test_an_unknown_date_decides_nothing(policy: str) -> None:
    assert len(texts(score("80.5%", **OLD), score("83.1%", doc="p2"), on_conflict=policy)) == 2


def test_values_side_by_side_in_one_sentence_are_no_conflict() -> None:
    text = "It reaches 38.1% at 60 frames a second and 42.4% at 45."
    table = table_of(build_claim(text, "38.1%"), build_claim(text, "42.4%"))
    assert [entry.text for entry in entries_of(table)] == ["38.1%", "42.4%"]
    assert table.conflicts == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (score("80.5%"), score("80.52%", doc="p2")),
        (score("46%", qualifier="up_to"), score("40%", start=90)),
        (score("80%", qualifier="over"), score("83%", doc="p2")),
        (score("35%", high=61.0), score("50%", doc="p2")),
        (score("80%", model=""), score("90%", model="", start=90)),
        (score("80%"), score("90%", model="BarNet")),
        (score("80%"), score("90%", aggregate="average")),
        (gain("3%", baseline="A"), gain("4%", baseline="B", start=90)),
    ],
)
def test_values_that_may_both_be_true_are_no_conflict(first: Claim, second: Claim) -> None:
    assert table_of(first, second).conflicts == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (score("46%", qualifier="up_to"), score("50%", start=90)),
        (score("80.4%"), score("80.5%", start=90)),
        (score("80%", qualifier="over"), score("75%", doc="p2")),
        (score("35%", high=61.0), score("70%", doc="p2")),
        (gain("3%"), gain("3%", direction="down", start=90)),
        (score("0.92", unit=""), score("91%", doc="p2")),
    ],
)
def test_values_that_exclude_each_other_are_a_conflict(first: Claim, second: Claim) -> None:
    (conflict,) = table_of(first, second).conflicts
    assert len(conflict.entries) == 2
