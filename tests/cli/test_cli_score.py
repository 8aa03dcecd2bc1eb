"""``claimx score`` prints what the guidelines' scorer prints, and the calibration curve."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run


def label(start: int, **slots: Any) -> dict[str, Any]:
    base = {"spans": [[start, start + 3]], "kind": "score", "low": 80, "high": 80, "unit": "%", "value_text": "80%"}
    return {**base, "quote": f"a quote at {start}", **slots}


def claim(start: int, confidence: float, **slots: Any) -> dict[str, Any]:
    value = {"text": "80%", "start": start, "end": start + 3, "low": 80, "high": 80, "unit": "%"}
    base = {"id": "c", "doc_id": "one", "kind": "score", "value": value, "rule": "a.rule", "confidence": confidence}
    return {**base, "sentence": {"text": f"a sentence at {start}", "start": 0, "end": 1}, **slots}


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    gold, claims = tmp_path / "gold.jsonl", tmp_path / "claims.jsonl"
    labels = [label(0), label(10, metric=["accuracy"], benchmarks=["COCO"]), label(20)]
    gold.write_text(json.dumps({"doc_id": "one", "claims": labels}) + "\n", encoding="utf-8")
    found = [claim(0, 0.97), claim(10, 0.85, aggregate="average"), claim(90, 0.4)]
    claims.write_text("".join(json.dumps(item) + "\n" for item in found), encoding="utf-8")
    return gold, claims


def test_the_table_shows_levels_slots_and_calibration(run: Run, files: tuple[Path, Path]) -> None:
    lines = run("score", *files).stdout.splitlines()
    assert lines[0] == "1 documents, 3 gold claims, 3 predicted"
    assert lines[1] == "L1 detection   P 0.667  R 0.667  F1 0.667"
    assert lines[3] == "L3 result      P 0.333  R 0.333  F1 0.333"
    assert lines[5].startswith("slots right among matched: kind 1.000  value 1.000")
    assert "[0.95, 1.00]        1    1.000    1.000" in lines
    assert "[0.80, 0.90)        1    1.000    0.000" in lines
    assert "[0.60, 0.70)        0        -        -" in lines
    assert lines[-1] == "above 0.90           1    1.000    1.000"


def test_errors_are_listed_up_to_the_number_asked_for(run: Run, files: tuple[Path, Path]) -> None:
    assert "MISSED" not in run("score", *files).stdout
    lines = run("score", *files, "--errors", "1").stdout.splitlines()[-3:]
    assert lines == [
        "MISSED    one:  80% | a quote at 20",
        "SPURIOUS  one: 80% | a sentence at 90",
        "SLOTS     one: 80%: aggregate gold= got=average; benchmarks gold=['COCO'] got=[]; "
        "metric gold=['accuracy'] got=None",
    ]


def test_the_precision_of_each_rule_is_shown_when_asked_for(run: Run, files: tuple[Path, Path]) -> None:
    lines = run("score", *files, "--by-rule").stdout.splitlines()
    assert lines[-2:] == ["rule      claims  P at L2  P at L3", "a.rule         3    0.667    0.333"]


def test_json_holds_the_same_numbers(run: Run, files: tuple[Path, Path]) -> None:
    data = json.loads(run("score", *files, "--json").stdout)
    assert data["levels"]["L3 result"] == {"p": 0.3333, "r": 0.3333, "f1": 0.3333}
    assert data["confidence"]["above_0.9"] == {"claims": 1, "l2": 1.0, "l3": 1.0}
    assert data["rules"] == {"a.rule": {"claims": 3, "l2": 0.6667, "l3": 0.3333}}


def test_claims_that_cannot_be_read_are_an_error_with_their_line(run: Run, files: tuple[Path, Path]) -> None:
    files[1].write_text('{"doc_id": "one"}\n', encoding="utf-8")
    result = run("score", *files)
    assert result.exit_code == 2
    assert f"{files[1]}:1: " in result.stderr
