"""The tree of Papers with Code: what its own reader demands, and printed values that stay as printed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from claimx.model import Claim
from claimx.writers.interchange import Context, export_pwc
from claimx.writers.interchange.pwc import NO_TASK
from tests.writers.interchange import samples

LINKS: list[Any] = []


def tree_of(claims: list[Claim], context: Context | None = None) -> list[dict[str, Any]]:
    tree: list[dict[str, Any]] = json.loads(export_pwc(claims, context or samples.context()).parts[0].text)
    return tree


def rows_of(tree: list[dict[str, Any]]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (task["task"], dataset["dataset"], row)
        for task in tree
        for dataset in task["datasets"]
        for row in dataset["sota"]["rows"]
    ]


def test_a_result_is_a_row_with_everything_that_the_format_has_a_field_for() -> None:
    assert rows_of(tree_of([samples.level()])) == [
        (
            "mathematics",
            "GSM8K",
            {
                "model_name": "Lantern (Qwen3-4B)",
                "paper_title": "Lantern: 100% Careful Decoding {of} Small Models & Co",
                "paper_url": "https://arxiv.org/abs/2511.04321v2",
                "paper_date": "2025-11-06",
                "code_links": [],
                "model_links": [],
                "metrics": {"accuracy": "80.50%"},
            },
        )
    ]


def test_values_are_the_printed_texts_bounds_included() -> None:
    metrics = [row["metrics"] for _, _, row in rows_of(tree_of(samples.claims()))]
    assert metrics == [
        {"accuracy?": "up to 46%"},
        {"accuracy": "80.50%"},
        {"latency": "12.5 ms"},
        {"recall": "0.92"},
        {"accuracy (5-shot)": "71%"},
    ]


def test_metrics_of_one_system_share_a_row_and_a_second_value_begins_another() -> None:
    latency = samples.claims()[3].model_copy(update={"base_model": samples.level().base_model})
    value = samples.level().value.model_copy(update={"text": "81%", "low": 81.0, "high": 81.0})
    tree = tree_of([samples.level(), latency, samples.level(id="z", value=value)])
    assert [row["metrics"] for _, _, row in rows_of(tree)] == [
        {"accuracy": "80.50%", "latency": "12.5 ms"},
        {"accuracy": "81%"},
    ]
    assert tree[0]["datasets"][0]["sota"]["metrics"] == ["accuracy", "latency"]


def test_a_benchmark_whose_task_is_not_known_is_not_given_one() -> None:
    tasks = [task for task, _, _ in rows_of(tree_of(samples.claims()))]
    assert tasks == ["knowledge", "mathematics", "mathematics", NO_TASK, NO_TASK]


def test_a_date_that_is_only_a_year_is_left_out_since_the_format_wants_a_day() -> None:
    assert rows_of(tree_of(samples.claims()[6:]))[0][2]["paper_date"] is None


def test_differences_and_ranges_are_left_out() -> None:
    left_out = export_pwc(samples.claims(), samples.context()).left_out
    assert samples.reasons(left_out) == {"a5": "a difference, not a level", "b1": "a range, not one value"}


def test_no_claims_make_an_empty_tree() -> None:
    assert tree_of([]) == []


def test_papers_with_codes_own_reader_takes_the_tree(tmp_path: Any) -> None:
    taskdb = pytest.importorskip(
        "sota_extractor.taskdb", reason="sota-extractor pins libraries of 2020, so it needs an environment of its own"
    )
    path = tmp_path / "evaluation-tables.json"
    path.write_text(export_pwc(samples.claims(), samples.context()).parts[0].text, encoding="utf-8")
    db = taskdb.TaskDB()
    db.load_tasks(str(path))
    assert sorted(db.tasks) == ["Unspecified", "knowledge", "mathematics"]
