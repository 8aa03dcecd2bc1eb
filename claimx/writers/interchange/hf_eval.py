"""Results as the Hugging Face Hub's ``.eval_results/*.yaml``.

The format: https://huggingface.co/docs/hub/eval-results, as read by ``huggingface_hub.parse_eval_result_entries``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from claimx.model import Claim, Metric, Name
from claimx.writers.interchange.export import Context, Export, LeftOut, Part
from claimx.writers.interchange.levels import Slugs, describe_result, label_system, slug, split_levels
from claimx.writers.interchange.yaml_text import dump_yaml
from claimx.writers.papers import find_paper_link
from claimx.writers.wording import readable


def export_hf_eval(claims: Iterable[Claim], context: Context) -> Export:
    """Return one file a result, as ``MODEL/.eval_results/TASK.yaml``; a model's next one on a task is ``TASK-2.yaml``.

    The Hub wants every variant (tools, shots) in a file of its own. An entry has no field for the metric, so only
    results in the metric of the benchmark's leaderboard become one. `date` is left to the Hub: it is the day of the
    evaluation, which a paper does not say.
    """
    left_out: list[LeftOut] = []
    parts: list[Part] = []
    folders = Slugs()
    taken: dict[str, int] = {}
    for claim, benchmark, metric in split_levels(claims, context, left_out):
        reason = _find_obstacle(claim, benchmark, metric, context)
        if reason:
            left_out.append(LeftOut(claim, reason))
            continue
        path = f"{folders.of(label_system(claim))}/.eval_results/{slug(context.hub_datasets[benchmark.name].task_id)}"
        taken[path] = taken.get(path, 0) + 1
        variant = f"-{taken[path]}" if taken[path] > 1 else ""
        parts.append(Part(f"{path}{variant}.yaml", dump_yaml([_build_entry(claim, benchmark, context)])))
    return Export(tuple(parts), tuple(left_out))


def _find_obstacle(claim: Claim, benchmark: Name, metric: Metric, context: Context) -> str:
    dataset = context.hub_datasets.get(benchmark.name)
    if dataset is None:
        return f"no data set of the Hub is known for {benchmark.name!r}"
    if metric.name not in dataset.metrics:
        return f"the Hub ranks {benchmark.name!r} by {' or '.join(dataset.metrics)}, not by {metric.name!r}"
    if claim.value.unit not in ("", "%"):
        return f"a leaderboard takes a proportion, not a value in {claim.value.unit!r}"
    return ""


def _build_entry(claim: Claim, benchmark: Name, context: Context) -> dict[str, Any]:
    dataset = context.hub_datasets[benchmark.name]
    entry: dict[str, Any] = {
        "dataset": {"id": dataset.dataset_id, "task_id": dataset.task_id},
        "value": claim.value.low,
    }
    link = find_paper_link(claim.doc_id, claim.url)
    if link:  # the format allows no name of a source without its address
        entry["source"] = {"url": link, "name": readable(claim.title) or claim.doc_id}
    entry["notes"] = describe_result(claim, context)
    return entry
