"""``claimx extract``: results on standard output or in a file, messages on standard error, and the exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from claimx.batch import local
from claimx.extractor import Extractor
from claimx.model import Claim, Document

from .conftest import Run


def claims_in(lines: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.splitlines()]


def values_in(result: Result) -> list[str]:
    return [claim["value"]["text"] for claim in claims_in(result.stdout)]


def test_claims_go_to_standard_output_and_the_summary_to_standard_error(run: Run, papers: Path) -> None:
    result = run("extract", papers)
    assert result.exit_code == 0, result.output
    assert values_in(result) == ["81.5%", "37%"]
    assert result.stderr == "3 documents, 2 with claims, 2 claims, 0 skipped\n"


def test_every_line_is_a_valid_claim_whose_spans_read_their_text(run: Run, papers: Path) -> None:
    texts = {record["doc_id"]: record["text"] for record in claims_in(papers.read_text(encoding="utf-8"))}
    for data in claims_in(run("extract", papers).stdout):
        claim = Claim.model_validate(data)
        assert texts[claim.doc_id][claim.value.start : claim.value.end] == claim.value.text


def test_the_suffix_of_the_output_picks_the_format(run: Run, papers: Path, tmp_path: Path) -> None:
    for suffix in ("jsonl", "csv", "md", "html", "tex", "xlsx", "parquet"):
        output = tmp_path / f"claims.{suffix}"
        result = run("extract", papers, "-o", output)
        assert (result.exit_code, result.stdout) == (0, ""), result.output
        assert output.stat().st_size > 100


def test_the_file_holds_the_same_lines_as_standard_output(run: Run, papers: Path, tmp_path: Path) -> None:
    run("extract", papers, "-o", tmp_path / "claims.jsonl")
    assert (tmp_path / "claims.jsonl").read_text(encoding="utf-8") == run("extract", papers).stdout


def test_the_format_can_be_asked_for_by_name(run: Run, papers: Path) -> None:
    rows = list(csv.reader(io.StringIO(run("extract", papers, "--format", "csv").stdout)))
    assert len(rows) == 3


def test_standard_input_is_read_for_a_dash(run: Run, papers: Path) -> None:
    result = run("extract", "-", stdin=papers.read_bytes())
    assert values_in(result) == ["81.5%", "37%"]


def test_quiet_says_nothing_but_what_was_skipped(run: Run, papers: Path) -> None:
    assert run("extract", "-q", papers).stderr == ""
    with papers.open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    assert len(run("extract", "-q", papers).stderr.splitlines()) == 1


def test_any_number_of_jobs_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    record = {"title": "", "text": "FooNet reaches 81.5% accuracy on ImageNet."}
    lines = [json.dumps({"doc_id": f"d{number}", **record}) + "\n" for number in range(200)]
    many.write_text("".join(lines), encoding="utf-8")
    alone, together = run("extract", many), run("extract", many, "--jobs", "2")
    assert together.exit_code == 0, together.output
    assert (together.stdout_bytes, together.stderr) == (alone.stdout_bytes, alone.stderr)
    assert len(claims_in(alone.stdout)) == 200


def test_a_paper_whose_extraction_fails_is_skipped_and_costs_no_other(
    run: Run, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stumbling:
        def extract(self, document: Document) -> list[Claim]:
            if document.doc_id == "p-1":
                raise ZeroDivisionError("division by zero")
            return Extractor().extract(document)

    monkeypatch.setattr(local, "_extractor", Stumbling)
    result = run("extract", papers)
    assert result.exit_code == 3
    assert values_in(result) == ["37%"]
    assert "p-1: extraction failed: ZeroDivisionError: division by zero" in result.stderr
    assert "2 documents, 1 with claims, 1 claims, 1 skipped" in result.stderr


def test_the_input_is_never_overwritten_by_its_claims(run: Run, papers: Path) -> None:
    before = papers.read_bytes()
    result = run("extract", papers, "-o", papers)
    assert result.exit_code == 2
    assert "is an input" in result.stderr
    assert papers.read_bytes() == before


def test_an_unknown_suffix_is_refused_before_anything_is_read(run: Run, papers: Path, tmp_path: Path) -> None:
    result = run("extract", papers, "-o", tmp_path / "claims.docx")
    assert result.exit_code == 2
    assert ".xlsx" in result.stderr
    assert not (tmp_path / "claims.docx").exists()


def start(*arguments: str | Path, stdout: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "claimx", *(str(argument) for argument in arguments)]
    return subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE)


def test_a_closed_pipe_ends_the_run_quietly(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    record = {"title": "", "text": "FooNet reaches 81.5% accuracy on ImageNet. " * 20}
    many.write_text("".join(json.dumps({"doc_id": f"d{number}", **record}) + "\n" for number in range(50)))
    read_end, write_end = os.pipe()
    process = start("extract", many, stdout=write_end)
    os.close(write_end)
    os.read(read_end, 10)
    os.close(read_end)
    assert process.stderr is not None
    with process.stderr as stderr:
        message = stderr.read()
    assert (process.wait(60), message) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_an_error_on_standard_output(papers: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        process = start("extract", papers, stdout=full.fileno())
    _, message = process.communicate(timeout=60)
    assert process.returncode == 2
    assert message == b"Error: cannot write the output: No space left on device\n"
