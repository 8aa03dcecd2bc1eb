"""Claims as Label Studio tasks with pre-annotations: one task a paper, regions for every span, relations to the value.

The format: https://labelstud.io/guide/predictions. Offsets are code points, end exclusive.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from claimx.model import Claim, Document
from claimx.writers.interchange.export import Context, Export, LeftOut, Part
from claimx.writers.interchange.places import Item, find_mismatch, list_items, text_of

_SLOT_LABELS = ("from", "metric", "benchmark", "model", "base model", "baseline")
_VALUE_LABELS = {"score": "#b3261e", "delta": "#d9822b", "transition": "#7b3fa0"}
_COLOURS = _VALUE_LABELS | dict(
    zip(_SLOT_LABELS, ("#c98bdb", "#3a7d44", "#1f5fa8", "#444444", "#777777", "#a0522d"), strict=True)
)


def build_labelling_config() -> str:
    """Return the labelling interface that the tasks are made for, as Label Studio's XML."""
    labels = "".join(f'    <Label value="{label}" background="{colour}"/>\n' for label, colour in _COLOURS.items())
    relations = "".join(f'    <Relation value="{label}"/>\n' for label in _SLOT_LABELS)
    views = "".join(
        f'  <Labels name="{name}_label" toName="{name}">\n{labels}  </Labels>\n'
        f'  <Text name="{name}" value="${name}"/>\n'
        for name in ("title", "text")
    )
    return f'<View>\n{views}  <Relations>\n{relations}  </Relations>\n  <Header value="$doc_id"/>\n</View>\n'


LABELLING_CONFIG = build_labelling_config()


def export_label_studio(claims: Iterable[Claim], context: Context) -> Export:
    """Return one JSON file of tasks, in the order of each paper's first claim.

    The text must be there for spans to point into, so a claim is left out where its document is not given or does
    not hold it. Browsers turn ``\\r\\n`` into one character, which would move every later region: the texts of the
    tasks have a space for ``\\r`` before ``\\n`` and ``\\n`` for every other ``\\r``, which moves none. The record in
    `data.claims` keeps the original.
    """
    left_out: list[LeftOut] = []
    papers: dict[str, list[Claim]] = {}
    for claim in claims:
        document = context.documents.get(claim.doc_id)
        mismatch = find_mismatch(claim, document) if document else "its document is not given"
        if not mismatch and claim.value.start == claim.value.end:
            mismatch = "its value stands nowhere in the text"
        if mismatch:
            left_out.append(LeftOut(claim, mismatch, is_fault=document is not None))
        else:
            papers.setdefault(claim.doc_id, []).append(claim)
    tasks = [_build_task(context.documents[doc_id], found) for doc_id, found in papers.items()]
    return Export((Part("tasks.json", json.dumps(tasks, ensure_ascii=False, indent=2) + "\n"),), tuple(left_out))


def _build_task(document: Document, claims: Sequence[Claim]) -> dict[str, Any]:
    regions: dict[str, dict[str, Any]] = {}
    relations: list[dict[str, Any]] = []
    for claim in claims:
        value_id = ""
        for slot, item in list_items(claim):
            if slot == "sentence":
                continue
            label = claim.kind if slot == "value" else slot
            region = _build_region(document, item, label)
            region = regions.setdefault(region["id"], region)
            if slot == "value":
                value_id = region["id"]
                region["score"] = claim.confidence
                region.setdefault("meta", {"text": []})["text"].append(f"claimx claim {claim.id}")
            else:
                relations.append(_build_relation(value_id, region["id"], label))
    return {
        "data": {
            "doc_id": document.doc_id,
            "title": _plain_breaks(document.title),
            "text": _plain_breaks(document.text),
            "date": document.date,
            "url": document.url,
            "claims": [claim.to_dict() for claim in claims],
        },
        "predictions": [
            {
                "model_version": "claimx",
                "score": min(claim.confidence for claim in claims),
                "result": [*regions.values(), *relations],
            }
        ],
    }


def _build_region(document: Document, item: Item, label: str) -> dict[str, Any]:
    where = "title" if item.in_ == "title" else "text"
    text = _plain_breaks(text_of(document, item))[item.start : item.end]
    return {
        "id": f"{where}-{item.start}-{item.end}-{label.replace(' ', '-')}",
        "from_name": f"{where}_label",
        "to_name": where,
        "type": "labels",
        "value": {"start": item.start, "end": item.end, "text": text, "labels": [label]},
    }


def _build_relation(value_id: str, slot_id: str, label: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": value_id, "to_id": slot_id, "direction": "right", "labels": [label]}


def _plain_breaks(text: str) -> str:
    """Return a text of the same length without carriage returns."""
    return text.replace("\r\n", " \n").replace("\r", "\n")
