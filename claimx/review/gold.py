"""Reviewed claims as gold labels, so that review work becomes evaluation data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO

from claimx.model import Claim, Metric, Name
from claimx.review.application import Reviewed

_AROUND = 60  # code points of the sentence on either side of the value that a label quotes


@dataclass(slots=True)
class GoldLabels:
    """Labels made of decisions.

    Args:
        documents: One labelled paper each, as `claimx score` reads them.
        incomplete: Papers left out since not every claim of theirs is decided, with the number of undecided ones.
    """

    documents: list[dict[str, Any]] = field(default_factory=list)
    incomplete: Counter[str] = field(default_factory=Counter)

    @property
    def labels(self) -> int:
        """How many labels there are."""
        return sum(len(document["claims"]) for document in self.documents)


def build_gold(reviewed: Reviewed, *, keep_incomplete: bool = False) -> GoldLabels:
    """Return the labels that reviewers' decisions make: accepted, corrected and added claims.

    A paper counts once every claim found in it is decided, else what nobody looked at would pass for wrong.

    Args:
        reviewed: The claims after review.
        keep_incomplete: Keep other papers too, with undecided claims as optional: finding them changes no score.
    """
    gold = GoldLabels()
    undecided = {claim.id for claim in reviewed.claims if not _is_decided(claim, reviewed)}
    for claim in reviewed.claims:
        if claim.id in undecided:
            gold.incomplete[claim.doc_id] += 1
    papers: dict[str, list[dict[str, Any]]] = {claim.doc_id: [] for claim in reviewed.extracted}
    touched = {claim.doc_id for claim in reviewed.extracted if claim.id in reviewed.decided}
    for claim in reviewed.claims:
        papers[claim.doc_id].append(label_claim(claim, optional=claim.id in undecided))
    for doc_id, labels in papers.items():
        if doc_id in touched and (keep_incomplete or not gold.incomplete[doc_id]):
            gold.documents.append({"doc_id": doc_id, "claims": labels})
    gold.incomplete = Counter({doc_id: count for doc_id, count in gold.incomplete.items() if count})
    return gold


def label_claim(claim: Claim, *, optional: bool = False) -> dict[str, Any]:
    """Return a claim as a gold label: every string slot as the text has it, its canonical name as right too."""
    value = claim.value
    label: dict[str, Any] = {
        "quote": _quote(claim),
        "value_text": value.text,
        "from_text": claim.from_.text if claim.from_ else "",
        "kind": claim.kind,
        "low": value.low,
        "high": value.high,
        "from_value": claim.from_.low if claim.from_ else None,
        "unit": value.unit,
        "direction": claim.direction,
        "qualifier": value.qualifier,
        "aggregate": claim.aggregate,
        "benchmarks": [_benchmark(name) for name in claim.benchmarks],
        "metric": _metric(claim.metric),
        "model": _names(claim.model),
        "base_model": _names(claim.base_model),
        "baseline": _names(claim.baseline),
        "spans": [[item.start, item.end] for item in (value, claim.from_) if item and item.in_ == "text"],
    }
    return label | ({"optional": True} if optional else {})


def write_gold(documents: Iterable[dict[str, Any]], handle: TextIO) -> None:
    """Write one labelled paper a line."""
    for document in documents:
        handle.write(json.dumps(document, ensure_ascii=not _is_utf8(document)) + "\n")


def _is_decided(claim: Claim, reviewed: Reviewed) -> bool:
    decision = reviewed.decided.get(claim.id)
    return decision is not None and decision.verdict != "unsure"


def _names(name: Name | None) -> list[str]:
    return [] if name is None else _unlike([name.text, name.name])


def _benchmark(name: Name) -> str | list[str]:
    spellings = _unlike([name.text, name.name])
    return spellings[0] if len(spellings) == 1 else spellings


def _metric(metric: Metric | None) -> list[str]:
    # a metric that no text states: an empty list accepts it, and accepts its absence
    return [] if metric is None or metric.inferred else _unlike([metric.text, metric.name])


def _unlike(spellings: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(text for text in spellings if text))


def _quote(claim: Claim) -> str:
    """Return the words around the value, cut between words."""
    sentence, value = claim.sentence, claim.value
    at, end = value.start - sentence.start, value.end - sentence.start
    if value.in_ != sentence.in_ or not 0 <= at <= end <= len(sentence.text):
        return value.text
    start, stop = max(0, at - _AROUND), min(len(sentence.text), end + _AROUND)
    if start:
        start = sentence.text.find(" ", start, at) + 1 or at
    if stop < len(sentence.text):
        space = sentence.text.rfind(" ", end, stop)
        stop = space if space >= 0 else end
    return sentence.text[start:stop]


def _is_utf8(document: dict[str, Any]) -> bool:
    try:
        json.dumps(document, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
