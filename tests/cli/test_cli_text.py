"""``claimx text`` prints what offsets count in: no character more, none less."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run


def write(path: Path, *records: dict[str, str]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text", ["It reaches 80%.", "ends with a line end\n", "Umlauts: äöü – ×\r\n\ttabs", "\U0001f600 80%"]
)
def test_the_text_is_printed_as_it_was_read(run: Run, tmp_path: Path, text: str) -> None:
    result = run("text", write(tmp_path / "one.jsonl", {"doc_id": "one", "title": "T", "text": text}))
    assert result.exit_code == 0, result.output
    assert result.stdout_bytes.decode("utf-8") == text


def test_spans_of_claims_point_into_the_printed_text(run: Run, papers: Path) -> None:
    for line in run("extract", papers).stdout.splitlines():
        claim = json.loads(line)
        text = run("text", papers, "--doc", claim["doc_id"]).stdout_bytes.decode("utf-8")
        for item in [claim["value"], claim["sentence"], *claim["benchmarks"]]:
            assert text[item["start"] : item["end"]] == item["text"]


def test_the_title_can_be_printed_too(run: Run, papers: Path) -> None:
    assert run("text", papers, "--doc", "p-2", "--title").stdout == "Paper p-2"


def test_several_documents_need_a_choice(run: Run, papers: Path) -> None:
    result = run("text", papers)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--doc ID (p-1, p-2, p-3)" in result.stderr


def test_an_unknown_document_is_an_error_that_names_those_there_are(run: Run, papers: Path) -> None:
    result = run("text", papers, "--doc", "p-9")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'p-9' (there are: p-1, p-2, p-3)" in result.stderr


def test_a_broken_record_beside_the_only_document_is_named(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "one.jsonl", {"doc_id": "one", "title": "", "text": "It reaches 80%."})
    path.write_text("{broken\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    result = run("text", path)
    assert result.stdout == "It reaches 80%."
    assert f"skipped: {path}:1: " in result.stderr
    assert result.exit_code == 3
