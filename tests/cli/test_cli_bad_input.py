"""Bad input through the whole program: a clear message, the right exit code, and no other paper pays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run


def good(doc_id: str = "good", **fields: object) -> bytes:
    text = "We present FooNet. FooNet reaches 81.5% accuracy on ImageNet."
    return json.dumps({"doc_id": doc_id, "title": "", "text": text, **fields}).encode() + b"\n"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b'{"doc_id": "x", "text": \n', "JSON"),
        (b"\xff\xfe\xfa nothing that anybody reads\n", "UTF-8"),
        (b'{"doc_id": "x", "title": "no text"}\n', "text"),
        (b'{"doc_id": "x", "text": 7}\n', "text"),
        (b'["a", "list"]\n', "object"),
        (b"\0\0\0\0\n", ""),
        (good("good"), "good"),
    ],
    ids=["broken JSON", "invalid UTF-8", "no text", "text is a number", "no object", "NUL bytes", "duplicate id"],
)
def test_a_bad_record_is_named_with_its_line_and_costs_no_other(
    run: Run, tmp_path: Path, bad: bytes, reason: str
) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_bytes(good() + bad + good("after"))
    result = run("extract", path)
    assert [json.loads(line)["doc_id"] for line in result.stdout.splitlines()] == ["good", "after"]
    skipped, summary = result.stderr.splitlines()
    assert skipped.startswith(f"skipped: {path}:2: ")
    assert reason in skipped
    assert summary == "2 documents, 2 with claims, 2 claims, 1 skipped"
    assert result.exit_code == 3


def test_nul_bytes_in_a_text_cost_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_bytes(good(text="FooNet\0 reaches 81.5% accuracy on ImageNet.\0"))
    (line,) = run("extract", path).stdout.splitlines()
    assert json.loads(line)["value"]["start"] == 16


@pytest.mark.parametrize("name", ["empty.txt", "empty.jsonl", "empty.html", "empty.csv", "empty.json"])
def test_an_empty_file_alone_cannot_be_used(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    result = run("extract", tmp_path / name, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 2
    assert name in result.stderr or "no paper could be read" in result.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_a_missing_file_cannot_be_used(run: Run, tmp_path: Path) -> None:
    result = run("extract", tmp_path / "missing.jsonl")
    assert result.exit_code == 2
    assert f"{tmp_path / 'missing.jsonl'}" in result.stderr


def test_a_missing_file_costs_no_other_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "papers.jsonl").write_bytes(good())
    result = run("extract", tmp_path / "missing.jsonl", tmp_path / "papers.jsonl")
    assert "missing.jsonl" in result.stderr
    assert (result.exit_code, len(result.stdout.splitlines())) == (3, 1)


def test_a_folder_without_papers_cannot_be_used(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    result = run("extract", tmp_path / "notes")
    assert result.exit_code == 2
    assert "notes" in result.stderr


def test_one_very_long_line_is_read_like_any_other(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_bytes(good(text="FooNet reaches 81.5% accuracy on ImageNet. " + ("w" * 99 + " ") * 50_000))
    result = run("extract", path)
    assert result.exit_code == 0, result.stderr[:500]
    assert len(result.stdout.splitlines()) == 1


def test_a_very_long_line_that_is_no_paper_does_not_fill_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_bytes(good() + b"[" * 5_000_000 + b"\n")
    result = run("extract", path)
    assert result.exit_code == 3
    assert len(result.stderr) < 1000


def test_a_workbook_as_input_is_refused_by_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "papers.jsonl").write_bytes(good())
    run("extract", tmp_path / "papers.jsonl", "-o", tmp_path / "claims.xlsx")
    for name in ("claims.xlsx", "renamed.txt"):
        if name != "claims.xlsx":
            (tmp_path / "claims.xlsx").rename(tmp_path / name)
        result = run("extract", tmp_path / name)
        assert result.exit_code == 2
        assert name in result.stderr
        assert "fault of claimx" not in result.stderr


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "xlsx", "md", "html", "tex", "parquet"])
def test_a_folder_that_is_not_there_leaves_nothing_behind(run: Run, tmp_path: Path, suffix: str) -> None:
    (tmp_path / "papers.jsonl").write_bytes(good())
    result = run("extract", tmp_path / "papers.jsonl", "-o", tmp_path / "absent" / f"out.{suffix}")
    assert result.exit_code == 2
    assert f"out.{suffix}" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["papers.jsonl"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("suffix", ["jsonl", "csv", "xlsx", "md", "html", "tex", "parquet"])
def test_a_full_disk_leaves_nothing_behind(run: Run, tmp_path: Path, suffix: str) -> None:
    (tmp_path / "papers.jsonl").write_bytes(good())
    output = tmp_path / f"out.{suffix}"
    output.symlink_to("/dev/full")
    result = run("extract", tmp_path / "papers.jsonl", "-o", output)
    assert result.exit_code == 2
    assert "no space left" in result.stderr.lower()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([output.name, "papers.jsonl"])


def test_a_run_that_fails_leaves_an_older_output_as_it_was(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("from an earlier run\n", encoding="utf-8")
    (tmp_path / "papers.jsonl").write_bytes(b"{broken\n")
    result = run("extract", tmp_path / "papers.jsonl", "-o", output)
    assert result.exit_code == 2
    assert output.read_text(encoding="utf-8") == "from an earlier run\n"
