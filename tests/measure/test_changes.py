"""A diff in terms of claims: every claim is found, lost, changed or the same, and none is counted twice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.measure.changes import Entry, compare_entries
from claimx.measure.report import count_kinds, describe_changes, describe_rules, quote_value
from claimx.model import Claim, Document, Span

TEXT = "We cut latency by 30% on the edge device."


def claim(**slots: Any) -> Claim:
    value = {"text": "30%", "start": 18, "end": 21, "low": 30.0, "high": 30.0, "unit": "%"}
    base = {"id": "c", "doc_id": "one", "kind": "delta", "direction": "down", "value": value, "confidence": 0.9}
    sentence = {"text": TEXT, "start": 0, "end": len(TEXT)}
    metric = {"text": "latency", "name": "latency", "start": 7, "end": 14}
    return Claim.model_validate({**base, "rule": "a.rule", "sentence": sentence, "metric": metric, **slots})


def entry(start: int = 0, length: int = 3, identity: str = "c", **slots: Any) -> Entry:
    return Entry("one", identity, Span(start, start + length), slots=slots)


def test_an_entry_survives_being_written_and_read() -> None:
    benchmark = {"text": "AIME24", "name": "AIME 2024", "start": 1, "end": 7}
    written = Entry.of(claim(benchmarks=[benchmark])).to_dict()
    assert Entry.from_dict(written).to_dict() == written
    assert written["benchmarks"] == ["AIME24 = AIME 2024"]


def test_an_entry_leaves_out_what_says_nothing_and_the_confidence() -> None:
    assert set(Entry.of(claim()).slots) == {"kind", "value", "low", "high", "unit", "direction", "metric", "rule"}


def test_an_unknown_field_of_an_expectation_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="'mtric'"):
        Entry.from_dict({**Entry.of(claim()).to_dict(), "mtric": "latency"})


def test_the_same_claims_have_no_changes() -> None:
    assert compare_entries([Entry.of(claim())], [Entry.of(claim(confidence=0.2))]) == []


def test_a_changed_slot_shows_old_and_new() -> None:
    new = claim(metric={"text": "p95 latency", "name": "p95 latency", "start": 7, "end": 14}, model=None)
    changes = compare_entries([Entry.of(claim())], [Entry.of(new)])
    assert [change.slots() for change in changes] == [[("metric", "latency", "p95 latency")]]


def test_a_slot_that_gets_empty_shows_a_dash() -> None:
    (change,) = compare_entries([Entry.of(claim())], [Entry.of(claim(metric=None))])
    assert change.slots() == [("metric", "latency", "—")]


def test_a_value_read_longer_is_one_change() -> None:
    (change,) = compare_entries([entry(5, 2, "a", value="30")], [entry(5, 3, "b", value="30%")])
    assert change.kind == "changed"
    assert change.slots() == [("value", "30", "30%"), ("place", "5–7", "5–8")]


def test_a_moved_sentence_is_one_change_of_place() -> None:
    (change,) = compare_entries([entry(5, value="30%")], [entry(90, value="30%")])
    assert change.slots() == [("place", "5–8", "90–93")]


def test_claims_of_the_title_and_of_the_text_are_not_the_same() -> None:
    in_title = Entry("one", "d", Span(0, 3), in_title=True)
    assert [change.kind for change in compare_entries([entry()], [in_title])] == ["found", "lost"]


entries = st.lists(
    st.builds(
        entry,
        st.integers(0, 12),
        st.integers(1, 4),
        st.sampled_from("abc"),
        metric=st.sampled_from(["accuracy", "latency"]),
    ),
    max_size=6,
)


@given(old=entries, new=entries)
def test_every_claim_is_accounted_for_exactly_once(old: list[Entry], new: list[Entry]) -> None:
    changes = compare_entries(old, new)
    gone = [change.old for change in changes if change.old]
    come = [change.new for change in changes if change.new]
    same = len(old) - len(gone)
    assert same == len(new) - len(come)
    assert all(item in old for item in gone)
    assert all(item in new for item in come)


@given(entries)
def test_no_set_of_claims_differs_from_itself(items: list[Entry]) -> None:
    assert compare_entries(items, items) == []


@given(old=entries, new=entries)
def test_the_way_back_finds_what_the_way_there_lost(old: list[Entry], new: list[Entry]) -> None:
    there, back = count_kinds(compare_entries(old, new)), count_kinds(compare_entries(new, old))
    assert there["found"] - there["lost"] == back["lost"] - back["found"] == len(new) - len(old)


def test_the_report_names_claim_quote_and_slots() -> None:
    document = Document("one", "", TEXT)
    changes = compare_entries([Entry.of(claim())], [Entry.of(claim(metric=None))])
    assert list(describe_changes("one", document, changes)) == [
        "  one",
        "    ~ delta | 30% down  [a.rule]",
        "        We cut latency by «30%» on the edge device.",
        "        ~ metric: latency -> —",
    ]


def test_a_renamed_rule_is_one_line_for_all_its_claims() -> None:
    old = [Entry.of(claim()), entry(40, rule="a.rule")]
    new = [Entry.of(claim(rule="b.rule")), entry(40, rule="b.rule")]
    changes = compare_entries(old, new)
    assert list(describe_changes("one", None, changes)) == []
    assert list(describe_rules(changes)) == ["  ~ rule: a.rule -> b.rule: 2 claims, otherwise the same"]


def test_a_long_text_is_quoted_around_the_value_only() -> None:
    document = Document("one", "", "a" * 200 + " 30% " + "b" * 200)
    quote = quote_value(document, Entry("one", "c", Span(201, 204)))
    assert quote.startswith("…aaa")
    assert "«30%»" in quote
    assert quote.endswith("bbb…")
    assert len(quote) < 140
