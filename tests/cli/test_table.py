"""``claimx table`` and ``claimx flow``: from a file of claims to a survey table, and the counts on the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimx.cli.flow import print_mermaid
from claimx.consolidation import Flow
from claimx.writers.tables import TABLE_FORMATS
from tests.consolidation.samples import score, survey_claims

from .conftest import Run


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(claim.to_json() + "\n" for claim in survey_claims()), encoding="utf-8")
    return path


def test_without_an_output_the_table_is_markdown_on_standard_output(run: Run, claims: Path) -> None:
    done = run("table", claims)
    assert done.exit_code == 0
    assert "| 1.10 |" in done.stdout
    assert "up to 46%" in done.stdout
    assert "1 claims left out" in done.stderr


@pytest.mark.parametrize("suffix", TABLE_FORMATS)
def test_every_format_is_written_with_its_evidence(run: Run, claims: Path, suffix: str) -> None:
    output = claims.with_name(f"survey.{suffix}")
    assert run("table", claims, "-o", output).exit_code == 0
    assert output.stat().st_size > 100
    assert claims.with_name("survey.evidence.md").exists() == (suffix != "html")


def test_the_evidence_can_be_json_lines_or_left_out(run: Run, claims: Path) -> None:
    run("table", claims, "-o", claims.with_name("a.tex"), "--evidence", "jsonl")
    run("table", claims, "-o", claims.with_name("b.tex"), "--evidence", "none")
    names = {path.name for path in claims.parent.iterdir()}
    assert names == {"claims.jsonl", "a.tex", "a.evidence.jsonl", "b.tex"}


def test_papers_of_a_bibliography_are_cited(run: Run, claims: Path) -> None:
    bib = claims.with_name("refs.bib")
    bib.write_text("@article{foo2024, title = {{FooNet}: A Method for Sums}}", encoding="utf-8")
    done = run("table", claims, "--format", "tex", "--bib", bib)
    assert "FooNet~\\cite{foo2024}" in done.stdout


def test_a_missing_bibliography_is_named(run: Run, claims: Path) -> None:
    done = run("table", claims, "--bib", claims.with_name("none.bib"))
    assert done.exit_code == 2
    assert "none.bib" in done.stderr


def test_rows_and_columns_can_change_places(run: Run, claims: Path) -> None:
    done = run("table", claims, "--rows", "benchmark", "--columns", "model", "--group", "task")
    assert "| *mathematics* |" not in done.stdout  # the lexicons that claimx ships name the task otherwise
    assert any(line.startswith("| T4D ") for line in done.stdout.splitlines())


@pytest.mark.parametrize(
    "arguments",
    [
        ("--rows", "model", "--columns", "paper"),
        ("--rows", "metric", "--columns", "benchmark"),
        ("-o", "survey.doc"),
        ("-o", "survey"),
        ("--rows", "benchmark", "--columns", "model", "--format", "xlsx", "-o", "x.xlsx"),
    ],
)
def test_what_makes_no_table_is_refused_before_anything_is_written(
    run: Run, claims: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(claims.parent)
    assert run("table", claims, *arguments).exit_code == 2
    assert [path.name for path in claims.parent.iterdir()] == ["claims.jsonl"]


def test_a_conflict_policy_is_applied(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    both = [score("80%", date="2024-01-01"), score("90%", doc="p2", date="2025-01-01")]
    path.write_text("".join(claim.to_json() + "\n" for claim in both), encoding="utf-8")
    assert "| 80\\* |" in run("table", path).stdout
    latest = run("table", path, "--on-conflict", "latest").stdout
    assert "| 90\\* |" in latest
    assert "80" not in latest.replace("-", "")


def test_a_broken_claim_is_named_by_its_line(run: Run, claims: Path) -> None:
    claims.write_text(claims.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    done = run("table", claims)
    assert done.exit_code == 2
    assert f"claims.jsonl:{len(survey_claims()) + 1}" in done.stderr


def test_flow_counts_as_text(run: Run, claims: Path) -> None:
    done = run("flow", claims)
    assert done.exit_code == 0
    assert "claims found                   13" in done.stdout
    assert "duplicates merged               1" in done.stdout


def test_flow_counts_add_up_as_json(run: Run, claims: Path, papers: Path) -> None:
    counts = json.loads(run("flow", claims, "--documents", papers, "--json").stdout)
    assert counts["documents"] == 3
    left_out = sum(item["claims"] for item in counts["excluded"])
    assert counts["claims"] == counts["in_table"] + counts["duplicates_merged"] + left_out == 13


def test_flow_as_mermaid_is_a_chart_of_the_same_counts(run: Run, claims: Path) -> None:
    lines = run("flow", claims, "--mermaid").stdout.splitlines()
    assert lines[0] == "flowchart TD"
    assert any('claims["Claims found: 13"]' in line for line in lines)


def test_flow_prints_one_form_at_a_time(run: Run, claims: Path) -> None:
    assert run("flow", claims, "--json", "--mermaid").exit_code == 2


def test_a_reviewer_s_reason_cannot_break_the_chart() -> None:
    flow = Flow(9, 5, 8, 1, ((("ana", 'says "no"; <b>#1</b>'), 2),), (("a reason", 1),), 1, 5, 4, 2, 3, 0, 0)
    lines = list(print_mermaid(flow))
    assert any('["Rejected by ana: 2<br>says #quot;no#quot;; #lt;b#gt;#35;1#lt;/b#gt;"]' in line for line in lines)
    assert any('added["Added by reviewers: 1"]' in line for line in lines)


def test_unknown_names_are_listed_with_suggestions(run: Run, claims: Path) -> None:
    path = claims.with_name("more.jsonl")
    claim = score("80%", benchmarks=("GSM8Kk",), model="GPT-4")
    path.write_text(claim.to_json() + "\n", encoding="utf-8")
    done = run("rules", "unknown", path, "--json")
    (line,) = [json.loads(line) for line in done.stdout.splitlines() if "GSM8Kk" in line]
    assert line["suggestions"][0][0] == "GSM8K"
