"""Reviewers' decisions in what ``claimx convert`` writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claimx.model import Claim
from claimx.review.ledger import Decision, write_ledger
from claimx.writers import write_claims
from tests.writers.interchange import samples

from .conftest import Run


def decide(claim: Claim, decision: Any, reviewer: str = "ana", **more: Any) -> Decision:
    return Decision(claim_id=claim.id, reviewer=reviewer, decision=decision, seen=claim, **more)


@pytest.fixture
def reviewed(tmp_path: Path) -> tuple[Path, Path]:
    """Return claims and a ledger: one claim corrected, one rejected, one decided about what it no longer says."""
    plain, bounded, transition, *_, last = samples.claims()
    older = last.model_copy(update={"value": last.value.model_copy(update={"low": 0.91, "high": 0.91})})
    decisions = [
        decide(plain, "correct", corrections={"benchmark": "MATH"}),
        decide(bounded, "reject", reason="not a result", note="see the appendix"),
        decide(transition, "accept", "bo"),
        decide(older, "accept"),
        decide(transition, "note", "ana", note="nice"),
    ]
    write_ledger(decisions, tmp_path / "decisions.jsonl")
    write_claims(samples.claims(), tmp_path / "claims.jsonl", "jsonl")
    return tmp_path / "claims.jsonl", tmp_path / "decisions.jsonl"


def test_corrections_are_in_the_output_and_rejected_claims_are_not(run: Run, reviewed: tuple[Path, Path]) -> None:
    claims, ledger = reviewed
    result = run("convert", claims, "--to", "pwc", "--decisions", ledger)
    assert result.exit_code == 0, result.stderr
    datasets = [dataset["dataset"] for task in json.loads(result.stdout) for dataset in task["datasets"]]
    assert "MATH" in datasets
    assert "MMLU-Pro" not in datasets
    assert "left out 1: rejected by ana (not a result): a2\n" in result.stderr


def test_a_decision_that_no_longer_fits_is_said_and_not_applied(run: Run, reviewed: tuple[Path, Path]) -> None:
    claims, ledger = reviewed
    stderr = run("convert", claims, "--to", "pwc", "--decisions", ledger).stderr
    assert "stale: b2 (moth): ana's vote 'accept': value was 0.91, now 0.92\n" in stderr


def test_a_bibliography_shows_every_decision_and_every_word_of_the_reviewers(
    run: Run, reviewed: tuple[Path, Path]
) -> None:
    claims, ledger = reviewed
    stdout = run("convert", claims, "--to", "ris", "--decisions", ledger).stdout
    lantern, moth = stdout.split("ER  - ")[:2]
    keywords = [line.removeprefix("KW  - ") for line in lantern.splitlines() if line.startswith("KW")]
    assert keywords == ["claimx", "claimx-accept", "claimx-correct", "claimx-reject", "claimx-undecided"]
    assert "[a1] correct by ana (benchmark is MATH). Lantern, accuracy, GSM8K" in lantern
    assert "[a2] reject by ana (not a result; see the appendix)." in lantern
    assert "[a3] accept by bo; remark by ana (nice)." in lantern
    assert "KW  - claimx-stale\n" in moth
    assert "[b2] stale by ana (accept, but value was 0.91, now 0.92)." in moth


def test_a_ledger_that_is_none_is_named_with_its_line(run: Run, reviewed: tuple[Path, Path]) -> None:
    claims, _ = reviewed
    result = run("convert", claims, "--to", "ris", "--decisions", claims)
    assert result.exit_code == 2
    assert "claims.jsonl:1: not a decision" in result.stderr


def test_a_corrected_number_that_the_paper_does_not_print_is_no_result_of_the_paper(
    run: Run, reviewed: tuple[Path, Path], tmp_path: Path
) -> None:
    claims, _ = reviewed
    ledger = tmp_path / "more.jsonl"
    write_ledger([decide(samples.claims()[0], "correct", corrections={"value": "99%"})], ledger)
    result = run("convert", claims, "--to", "pwc", "--decisions", ledger)
    assert "left out 1: a reviewer's number that its sentence does not print: a1\n" in result.stderr
    assert "80.50%" not in result.stdout
