"""``claimx explain`` accounts for every number: the claim with its derivation, or the named reason why it is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

TEXT = "We collect 1,200 videos in 2024. FooNet reaches 81.5% accuracy on ImageNet."


def test_every_number_gets_a_claim_or_a_reason(run: Run) -> None:
    result = run("explain", TEXT, "--json")
    assert result.exit_code == 0, result.output
    notes = {note["text"]: note for note in map(json.loads, result.stdout.splitlines())}
    assert {"1,200", "2024", "81.5%"} <= {text.split()[0] for text in notes}
    for note in notes.values():
        assert (note["claim"] is None) == bool(note["reason"])
        assert TEXT[note["start"] : note["end"]] == note["text"]
    assert notes["81.5%"]["claim"]["metric"]["text"] == "accuracy"
    assert notes["81.5%"]["steps"]


def test_the_text_shows_slots_rule_and_confidence(run: Run) -> None:
    result = run("explain", TEXT)
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert any(line.startswith("81.5% (48-53) claim [") and "confidence" in line for line in lines)
    assert "benchmarks ImageNet" in lines
    assert "metric accuracy" in lines
    assert any("no claim: " in line for line in lines)


def test_a_text_without_numbers_says_so(run: Run) -> None:
    assert run("explain", "We survey the field.").stdout == "no number\n"


def test_standard_input_is_read_for_a_dash(run: Run) -> None:
    assert run("explain", "-", stdin=TEXT).stdout == run("explain", TEXT).stdout


def test_the_title_gives_the_name_of_the_method(run: Run) -> None:
    text = "Our method reaches 81.5% accuracy on ImageNet."
    note = json.loads(run("explain", text, "--title", "FooNet: A Network of Foos", "--json").stdout)
    assert note["claim"]["model"]["name"] == "FooNet"
    assert note["claim"]["model"]["in"] == "title"


def test_the_papers_of_a_file_are_explained_under_their_ids(run: Run, papers: Path) -> None:
    everything = run("explain", papers).stdout
    assert "p-1: Paper p-1" in everything
    assert "p-3: Paper p-3" in everything
    one = run("explain", papers, "--doc", "p-3").stdout
    assert "p-1" not in one
    assert "37%" in one


@pytest.mark.parametrize("name", ["missing.jsonl", "papers.txt"])
def test_a_missing_file_is_not_taken_for_a_text(run: Run, name: str) -> None:
    result = run("explain", name)
    assert (result.exit_code, result.stderr) == (2, f"Error: {name}: no such file\n")


def test_standard_input_that_is_no_text_is_an_error(run: Run) -> None:
    result = run("explain", "-", stdin=b"\xff\xfe 80%")
    assert result.exit_code == 2
    assert "not UTF-8" in result.stderr
