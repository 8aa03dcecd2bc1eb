"""No edit is lost, whatever the edits and the order of rows."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.model import Claim
from claimx.review.application import apply_decisions
from tests.review.books import VOCABULARY, by_id, edit, export, problems, take
from tests.writers.samples import sample_claims

CLAIMS = sample_claims()
GAIN, GAIN_2025, CUT, FASTER, RISE, SUITES, RANGE, ERROR, LATENCY, COST = CLAIMS


PRINTABLE = st.text(st.characters(codec="ascii", min_codepoint=32))
EDITS = st.dictionaries(
    st.sampled_from([claim.id for claim in CLAIMS]),
    st.one_of(
        st.just({"Decision": "accept"}),
        st.builds(lambda note: {"Decision": "unsure", "Note": note}, PRINTABLE),
        st.builds(lambda why: {"Decision": "reject", "Reason": why}, st.text("abc =+-@'…\n", min_size=1)),
        st.builds(
            lambda value, model: {"Decision": "correct", "Fixed value": value, "Fixed model": model},
            st.integers(0, 99).map(str) | st.decimals(0, 99, places=1).map(lambda d: str(d).replace(".", ",")),
            st.sampled_from(["Riverbed", "none", "=Flood", "Ä-1"]),
        ),
    ),
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(EDITS, st.randoms(use_true_random=False))
def test_no_edit_is_lost(
    tmp_path_factory: pytest.TempPathFactory, edits: dict[str, dict[str, str]], order: random.Random
) -> None:
    claims = list(CLAIMS)
    order.shuffle(claims)
    path = edit(export(tmp_path_factory.mktemp("edits") / "r.xlsx", claims), edits)
    wanted = {key: typed for key, typed in edits.items() if typed.get("Reason", "x").strip()}
    if len(wanted) < len(edits):  # a reason of white space is no reason
        assert len(problems(path)) == len(edits) - len(wanted)
        return
    taken = by_id(take(path).decisions)
    assert {key: item.decision for key, item in taken.items()} == {k: typed["Decision"] for k, typed in edits.items()}
    for key, typed in edits.items():
        assert taken[key].note == typed.get("Note", "").strip()
        assert taken[key].reason == typed.get("Reason", "").strip()
        assert set(taken[key].corrections) == ({"value", "model"} if "Fixed value" in typed else set())
    reviewed = apply_decisions(claims, take(path).decisions, VOCABULARY)
    assert set(reviewed.decided) == set(edits)


def test_a_thousand_edits_come_back_with_none_lost(tmp_path: Path) -> None:
    claims = [many(number) for number in range(1_000)]
    rng = random.Random(20261124)
    edits: dict[str, dict[str, object]] = {}
    for claim in claims:
        typed: dict[str, object] = {"Note": f"n{rng.random()}"}
        typed["Decision"] = rng.choice(["accept", "correct", "reject", "unsure"])
        if typed["Decision"] == "correct":
            typed["Fixed value"] = f"{rng.randrange(99)},{rng.randrange(9)}"
        if typed["Decision"] == "reject":
            typed["Reason"] = f"r{rng.random()}"
        edits[claim.id] = typed
    taken = by_id(take(edit(export(tmp_path / "r.xlsx", claims), edits)).decisions)
    got = {
        key: {
            "Decision": item.decision,
            "Note": item.note,
            **({"Reason": item.reason} if item.reason else {}),
            **({"Fixed value": item.corrections["value"]} if item.corrections else {}),
        }
        for key, item in taken.items()
    }
    for typed in edits.values():
        if "Fixed value" in typed:
            typed["Fixed value"] = str(typed["Fixed value"]).replace(",", ".").removesuffix(".0")
    assert got == edits


def many(number: int) -> Claim:
    return CLAIMS[number % len(CLAIMS)].model_copy(update={"id": f"{number:012x}"})
