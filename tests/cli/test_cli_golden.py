"""``claimx golden``: a readable diff, an exit code for scripts, and nothing written without a yes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimx.cli import main

from .conftest import Run


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    folder = tmp_path / "project" / "golden"
    texts = {"abstracts": "FooNet reaches 81.5% accuracy on ImageNet.", "silent": "We began in 1999."}
    for part, text in texts.items():
        (folder / part).mkdir(parents=True)
        record = {"doc_id": f"{part}-1", "title": "", "text": text}
        (folder / part / "vision.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    return folder


def test_a_difference_is_shown_as_a_claim_and_ends_with_exit_code_1(run: Run, golden: Path) -> None:
    result = run("golden", "check", "--golden", golden)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[:2] == ["abstracts/vision", "  abstracts-1"]
    assert lines[2].startswith("    + score | 81.5% | benchmarks ImageNet | metric accuracy | model FooNet  [")
    assert lines[3] == "        FooNet reaches «81.5%» accuracy on ImageNet."
    assert lines[4] == "1 claim in 2 corpus files: 1 found, 0 lost, 0 changed"


def test_after_an_update_the_check_is_clean(run: Run, golden: Path) -> None:
    update = run("golden", "update", "--golden", golden, "--yes")
    assert update.exit_code == 0
    assert "wrote " in update.stderr
    check = run("golden", "check", "--golden", golden)
    assert check.exit_code == 0
    assert check.stdout == "1 claim in 2 corpus files: 0 found, 0 lost, 0 changed, as expected\n"


def test_an_update_asks_and_writes_nothing_on_a_no(golden: Path) -> None:
    result = CliRunner().invoke(main, ["golden", "update", "--golden", str(golden)], input="n\n")
    assert "Expect this from now on?" in result.stderr
    assert result.exit_code != 0
    assert not (golden / "claims").exists()


def test_a_changed_slot_is_shown_old_and_new(run: Run, golden: Path) -> None:
    run("golden", "update", "--golden", golden, "--yes")
    path = golden / "claims" / "vision.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"accuracy"', '"precision"'), encoding="utf-8")
    result = run("golden", "check", "--golden", golden)
    assert result.exit_code == 1
    assert "        ~ metric: precision -> accuracy" in result.stdout.splitlines()


def test_claims_of_silent_texts_cannot_be_expected(run: Run, golden: Path) -> None:
    loud = {"doc_id": "silent-1", "title": "", "text": "FooNet reaches 81.5% accuracy on ImageNet."}
    (golden / "silent" / "vision.jsonl").write_text(json.dumps(loud) + "\n", encoding="utf-8")
    result = run("golden", "update", "--golden", golden, "--yes")
    assert result.exit_code == 1
    assert "silent texts yielded claims" in result.stderr
    assert "silent/vision (no claim may be made here)" in run("golden", "check", "--golden", golden).stdout


def test_a_folder_without_golden_texts_is_an_error(run: Run, tmp_path: Path) -> None:
    assert run("golden", "check", "--golden", tmp_path).exit_code == 2
