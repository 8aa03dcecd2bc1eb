"""``claimx convert`` end to end: files and folders, what is left out, and decisions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimx.writers import read_claims, write_claims
from claimx.writers.interchange import EXPORTERS
from tests.writers.interchange import samples

from .conftest import Run


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    """Return a file with the claims of two papers."""
    path = tmp_path / "claims.jsonl"
    write_claims(samples.claims(), path, "jsonl")
    return path


@pytest.fixture
def lamps(tmp_path: Path) -> Path:
    """Return a file with the papers that the claims are from, and one more."""
    path = tmp_path / "papers.jsonl"
    records = [
        {"doc_id": paper.doc_id, "title": paper.title, "text": paper.text, "date": paper.date, "url": paper.url}
        for paper in samples.documents().values()
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_goes_to_standard_output(run: Run, claims: Path, lamps: Path, name: str) -> None:
    result = run("convert", claims, "--to", name, "--documents", lamps)
    assert result.exit_code == 0, result.stderr
    assert "Lantern" in result.stdout or name == "hf-eval"


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_is_written_the_same_twice(run: Run, claims: Path, lamps: Path, name: str) -> None:
    arguments = ("convert", claims, "--to", name, "--documents", lamps)
    assert run(*arguments).stdout == run(*arguments).stdout


def test_a_file_is_written_where_o_says(run: Run, claims: Path, lamps: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.jsonld"
    assert run("convert", claims, "--to", "webanno", "--documents", lamps, "-o", out).exit_code == 0
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["total"] == 7
    assert "claimx:utf16Start" in out.read_text(encoding="utf-8")


def test_results_for_the_hub_go_into_a_folder_a_file_each(run: Run, claims: Path, tmp_path: Path) -> None:
    result = run("convert", claims, "--to", "hf-eval", "-o", tmp_path / "hub")
    assert result.exit_code == 0, result.stderr
    written = sorted(str(path.relative_to(tmp_path / "hub")) for path in (tmp_path / "hub").rglob("*.yaml"))
    assert written == [
        "lantern-qwen3-4b/.eval_results/gsm8k.yaml",
        "lantern/.eval_results/diamond.yaml",
        "lantern/.eval_results/mmlu-pro.yaml",
    ]
    assert "3 files in" in result.stderr


def test_several_models_do_not_go_into_one_file(run: Run, claims: Path, tmp_path: Path) -> None:
    result = run("convert", claims, "--to", "model-index", "-o", tmp_path / "README.md")
    assert result.exit_code == 2
    assert "model-index is one file a model, and there are 3" in result.stderr
    assert not (tmp_path / "README.md").exists()


def test_one_model_can_be_chosen_for_one_file(run: Run, claims: Path, tmp_path: Path) -> None:
    out = tmp_path / "README.md"
    assert run("convert", claims, "--to", "model-index", "--model", "Moth", "-o", out).exit_code == 0
    assert 'name: "Moth"' in out.read_text(encoding="utf-8")


def test_several_files_on_standard_output_each_begin_with_their_name(run: Run, claims: Path) -> None:
    stdout = run("convert", claims, "--to", "hf-eval").stdout
    assert stdout.startswith("# lantern-qwen3-4b/.eval_results/gsm8k.yaml\n---\n- dataset:\n")
    assert stdout.count("\n---\n") == 3


def test_tasks_and_settings_come_from_the_rules(run: Run, claims: Path) -> None:
    stdout = run("convert", claims, "--to", "pwc").stdout
    assert {task["task"] for task in json.loads(stdout)} >= {"mathematical reasoning", "scientific question answering"}
    assert '"accuracy (5-shot)": "71%"' in stdout


def test_claims_that_are_left_out_are_counted_and_named_with_the_reason(run: Run, claims: Path) -> None:
    result = run("convert", claims, "--to", "pwc")
    assert result.exit_code == 0
    assert "left out 1: a difference, not a level: a5\n" in result.stderr
    assert "left out 1: a range, not one value: b1\n" in result.stderr


def test_where_no_claim_fits_nothing_is_written_and_that_is_an_error(run: Run, claims: Path, tmp_path: Path) -> None:
    result = run("convert", claims, "--to", "hf-eval", "--model", "Moth", "-o", tmp_path / "hub")
    assert result.exit_code == 2
    assert "left out 1: a range, not one value: b1" in result.stderr
    assert "none of the claims can be written as hf-eval" in result.stderr
    assert not (tmp_path / "hub").exists()


def test_your_own_table_of_the_hubs_benchmarks_counts(run: Run, claims: Path, tmp_path: Path) -> None:
    table = tmp_path / "hub.tsv"
    table.write_text("FirefliesBench\towl/fireflies\tglow\trecall\tours\n", encoding="utf-8")
    result = run("convert", claims, "--to", "hf-eval", "--hub-datasets", table)
    assert 'id: "owl/fireflies"' in result.stdout
    assert "left out 1: no data set of the Hub is known for 'GPQA Diamond': a3" in result.stderr


def test_a_broken_table_of_the_hubs_benchmarks_is_named_with_its_line(run: Run, claims: Path, tmp_path: Path) -> None:
    table = tmp_path / "hub.tsv"
    table.write_text("FirefliesBench\towl/fireflies\n", encoding="utf-8")
    result = run("convert", claims, "--to", "hf-eval", "--hub-datasets", table)
    assert result.exit_code == 2
    assert f"{table}:1: expected 5 columns, found 2" in result.stderr


def test_label_studio_needs_the_texts(run: Run, claims: Path) -> None:
    result = run("convert", claims, "--to", "label-studio")
    assert result.exit_code == 2
    assert "needs --documents" in result.stderr


def test_claims_that_are_not_where_they_say_cost_only_themselves_and_change_the_exit_code(
    run: Run, claims: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.jsonl"
    records = [
        {"doc_id": samples.MOTH.doc_id, "title": samples.MOTH.title, "text": samples.MOTH.text},
        {"doc_id": samples.LANTERN.doc_id, "title": "", "text": "Another text."},
    ]
    other.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    result = run("convert", claims, "--to", "webanno", "--documents", other)
    assert result.exit_code == 3
    assert json.loads(result.stdout)["total"] == 2
    assert "the document's text has no value '80.50%'" in result.stderr


def test_a_paper_that_cannot_be_read_is_named(run: Run, claims: Path, lamps: Path) -> None:
    with lamps.open("a", encoding="utf-8") as handle:
        handle.write("{broken\n")
    result = run("convert", claims, "--to", "ris", "--documents", lamps)
    assert result.exit_code == 3
    assert "papers.jsonl:4" in result.stderr


def test_parquet_holds_the_claims(run: Run, claims: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow, the extra parquet, is not installed")
    out = tmp_path / "claims.parquet"
    assert run("convert", claims, "--to", "parquet", "-o", out).exit_code == 0
    assert read_claims(out) == samples.claims()
    assert run("convert", claims, "--to", "parquet").exit_code == 2


def test_parquet_is_read_by_pandas_with_numbers_as_numbers(run: Run, claims: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow, the extra parquet, is not installed")
    import pandas as pd

    out = tmp_path / "claims.parquet"
    run("convert", claims, "--to", "parquet", "-o", out)
    frame = pd.read_parquet(out)
    assert frame["id"].tolist() == [claim.id for claim in samples.claims()]
    assert [value["low"] for value in frame["value"]] == [claim.value.low for claim in samples.claims()]
    assert frame["from"].map(lambda item: item is None).tolist() == [True, True, False, True, True, True, True]
