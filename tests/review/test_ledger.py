"""The ledger keeps everything, reads back equal, and says what it cannot read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.errors import InputError
from claimx.review.ledger import FORMAT, Decision, append_decisions, merge_ledgers, read_ledger, write_ledger
from tests.review.books import vote
from tests.writers.samples import sample_claims
from tests.writers.strategies import CLAIMS, TEXTS

GAIN, OTHER = sample_claims()[:2]
ACCEPT, REJECT = vote(GAIN), vote(GAIN, "reject", reason="duplicate")


def test_every_line_names_its_format(tmp_path: Path) -> None:
    write_ledger([ACCEPT, REJECT], tmp_path / "d.jsonl")
    lines = (tmp_path / "d.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["format"] for line in lines] == [FORMAT, FORMAT]


def test_what_is_empty_is_not_written() -> None:
    assert set(json.loads(ACCEPT.to_json())) == {"format", "claim_id", "reviewer", "stage", "decision", "seen"}


@given(st.lists(st.tuples(CLAIMS, TEXTS, TEXTS, TEXTS), max_size=3))
def test_a_ledger_reads_back_equal(tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[object, ...]]) -> None:
    decisions = [
        Decision(claim_id=claim.id, reviewer=who, decision="reject", reason=why, note=note, seen=claim)  # type: ignore
        for claim, who, why, note in parts
    ]
    path = tmp_path_factory.mktemp("ledger") / "d.jsonl"
    write_ledger(decisions, path)
    assert read_ledger(path) == decisions


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not a line of JSON"),
        ("[1]", "not a JSON object"),
        ('{"claim_id": "x"}', "the field 'format' is ''"),
        ('{"format": "claimx-decisions/99"}', "newer than this claimx"),
        (ACCEPT.to_json().replace('"accept"', '"maybe"'), "field decision"),
        (ACCEPT.to_json().replace(GAIN.id, "other", 1), "claim_id is not the id"),
        (ACCEPT.to_json().replace('"accept"', '"correct"'), "corrections belong to"),
    ],
)
def test_a_line_that_is_no_decision_is_named(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(f"{ACCEPT.to_json()}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=reason) as caught:
        read_ledger(path)
    assert caught.value.line == 3


def test_a_missing_ledger_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read it"):
        read_ledger(tmp_path / "none.jsonl")


def test_an_older_format_is_upgraded_step_by_step(tmp_path: Path) -> None:
    record = json.loads(ACCEPT.to_json())
    record |= {"format": "claimx-decisions/1", "by": record.pop("reviewer")}
    (tmp_path / "d.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    steps = {
        1: lambda old: {**old, "person": old["by"]},
        2: lambda old: {key: old[key] for key in old if key not in ("by", "person")} | {"reviewer": old["person"]},
    }
    assert read_ledger(tmp_path / "d.jsonl", steps, version=3) == [ACCEPT]
    with pytest.raises(InputError, match="no way is known"):
        read_ledger(tmp_path / "d.jsonl", {}, version=2)


def test_repeating_the_last_word_appends_nothing() -> None:
    assert append_decisions([ACCEPT], [ACCEPT.model_copy(update={"place": "Review!C9"})]) == [ACCEPT]


def test_a_changed_mind_is_appended_and_nothing_is_taken_out() -> None:
    assert append_decisions([ACCEPT, REJECT], [ACCEPT]) == [ACCEPT, REJECT, ACCEPT]


def test_a_remark_does_not_supersede_a_verdict() -> None:
    remark = vote(GAIN, "note", note="see table 3")
    assert append_decisions([ACCEPT, remark], [ACCEPT, remark]) == [ACCEPT, remark]


def test_copies_of_a_ledger_merge_into_their_common_beginning_and_what_each_added() -> None:
    shared, bo = [ACCEPT, REJECT], vote(GAIN, reviewer="bo")
    assert merge_ledgers([[*shared, bo], [*shared, ACCEPT, vote(OTHER)]]) == [*shared, bo, ACCEPT, vote(OTHER)]


@given(
    st.lists(
        st.lists(st.sampled_from([ACCEPT, REJECT, vote(OTHER), vote(GAIN, reviewer="bo")]), max_size=5), max_size=3
    )
)
def test_merging_loses_nothing_and_repeats_nothing(ledgers: list[list[Decision]]) -> None:
    merged = merge_ledgers(ledgers)
    for ledger in ledgers:
        for key in {decision.key for decision in ledger}:
            rest = iter([decision for decision in merged if decision.key == key])
            assert all(decision in rest for decision in ledger if decision.key == key)
    assert merge_ledgers([merged, *ledgers]) == merged
