"""Results as Papers with Code kept them: the tree of ``evaluation-tables.json``, task -> data set -> rows.

The format: https://github.com/paperswithcode/sota-extractor (``taskdb``), whose reader refuses fields it does not know.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import chain
from typing import Any

from claimx.model import Claim
from claimx.writers.interchange.export import Context, Export, LeftOut, Part
from claimx.writers.interchange.levels import label_metric, label_system, split_levels
from claimx.writers.interchange.places import full_date
from claimx.writers.papers import find_paper_link
from claimx.writers.wording import printed_value, readable

NO_TASK = "Unspecified"

_Row = dict[str, Any]
_System = tuple[str | None, ...]


def export_pwc(claims: Iterable[Claim], context: Context) -> Export:
    """Return one JSON file; values are the printed texts, qualifier and unit included ("up to 46%")."""
    left_out: list[LeftOut] = []
    tasks: dict[str, dict[str, dict[_System, list[_Row]]]] = {}
    for claim, benchmark, _ in split_levels(claims, context, left_out):
        datasets = tasks.setdefault(context.tasks.get(benchmark.name) or NO_TASK, {})
        _add(datasets.setdefault(readable(benchmark.name), {}), claim, context)
    tree = [_build_task(task, tasks[task]) for task in sorted(tasks, key=lambda name: (name == NO_TASK, name))]
    text = json.dumps(tree, ensure_ascii=False, indent=2) + "\n"
    return Export((Part("evaluation-tables.json", text),), tuple(left_out))


def _add(systems: dict[_System, list[_Row]], claim: Claim, context: Context) -> None:
    """Add a result to the row of its system and paper; another value of the same metric begins a row of its own."""
    metric, value = label_metric(claim, context), printed_value(claim.value)
    row: _Row = {
        "model_name": label_system(claim),
        "paper_title": readable(claim.title),
        "paper_url": find_paper_link(claim.doc_id, claim.url) or "",
        "paper_date": full_date(claim.date),
    }
    rows = systems.setdefault((claim.doc_id, *row.values()), [])
    for known in rows:
        if known["metrics"].setdefault(metric, value) == value:
            return
    rows.append({**row, "code_links": [], "model_links": [], "metrics": {metric: value}})


def _build_task(task: str, datasets: dict[str, dict[_System, list[_Row]]]) -> dict[str, Any]:
    return {
        "task": task,
        "description": "",
        "categories": [],
        "datasets": [_build_dataset(name, list(chain(*datasets[name].values()))) for name in sorted(datasets)],
        "subtasks": [],
        "synonyms": [],
        "source_link": None,
    }


def _build_dataset(name: str, rows: list[_Row]) -> dict[str, Any]:
    return {
        "dataset": name,
        "description": "",
        "dataset_links": [],
        "dataset_citations": [],
        "subdatasets": [],
        "sota": {"metrics": sorted({metric for row in rows for metric in row["metrics"]}), "rows": rows},
    }
