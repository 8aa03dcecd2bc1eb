"""Results as the ``model-index`` of a Hugging Face model card: the older format, which takes any benchmark and metric.

The format: https://github.com/huggingface/hub-docs/blob/main/modelcard.md, as read by ``huggingface_hub.ModelCard``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from claimx.model import Claim, Metric, Name
from claimx.writers.interchange.export import Context, Export, LeftOut, Part
from claimx.writers.interchange.levels import Slugs, label_metric, label_system, slug, split_levels
from claimx.writers.interchange.yaml_text import dump_yaml
from claimx.writers.papers import find_paper_link
from claimx.writers.wording import printed_value, readable

_ANY_TASK = "other"
"""The format demands a task of the Hub's own list; a paper names none of them."""


def export_model_index(claims: Iterable[Claim], context: Context) -> Export:
    """Return one model card header a system, as ``MODEL/README.md``.

    A bounded value is written as text ("up to 46%"), which the format allows, never as the bare number.
    """
    left_out: list[LeftOut] = []
    systems: dict[str, list[dict[str, Any]]] = {}
    for claim, benchmark, metric in split_levels(claims, context, left_out):
        systems.setdefault(label_system(claim), []).append(_build_result(claim, benchmark, metric, context))
    folders = Slugs()
    parts = [Part(f"{folders.of(name)}/README.md", _build_header(name, results)) for name, results in systems.items()]
    return Export(tuple(parts), tuple(left_out))


def _build_header(name: str, results: list[dict[str, Any]]) -> str:
    return f"---\n{dump_yaml({'model-index': [{'name': name, 'results': results}]})}---\n"


def _build_result(claim: Claim, benchmark: Name, metric: Metric, context: Context) -> dict[str, Any]:
    known = context.hub_datasets.get(benchmark.name)
    task = context.tasks.get(benchmark.name, "")
    unit = f" [{claim.value.unit}]" if claim.value.unit else ""
    result: dict[str, Any] = {
        "task": {"type": _ANY_TASK, **({"name": task} if task else {})},
        "dataset": {"type": known.dataset_id if known else slug(benchmark.name), "name": readable(benchmark.name)},
        "metrics": [
            {
                "type": slug(metric.name),
                "value": printed_value(claim.value) if claim.value.qualifier else claim.value.low,
                "name": label_metric(claim, context) + unit,
                "args": {"claimx_claim": claim.id, "printed": printed_value(claim.value)},
            }
        ],
    }
    link = find_paper_link(claim.doc_id, claim.url)
    if link:
        result["source"] = {"name": readable(claim.title) or claim.doc_id, "url": link}
    return result
