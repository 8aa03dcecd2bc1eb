"""Papers written for the tests of exporters, with signs that cost two UTF-16 units, and claims on them."""

from __future__ import annotations

from typing import Any

from claimx.model import Claim, Document
from claimx.writers.interchange import Context, HubDataset, Judgement, LeftOut
from tests.writers.samples import build_claim

LANTERN = Document(
    "2511.04321",
    "Lantern: 100% Careful Decoding {of} Small Models & Co",
    "🔦 We present Lantern, a decoder for the night shift. "
    "Lantern reaches 80.50% accuracy on GSM8K with Qwen3-4B. "
    "Its accuracy on MMLU-Pro is up to 46%. "
    "With 5-shot prompts on GPQA Diamond, accuracy rises from 50% to 71%. "
    "It answers GSM8K in 12.5 ms of latency, which is 2.1x faster than beam search.",
    date="2025-11-06",
    url="https://arxiv.org/abs/2511.04321v2",
    authors=("Ada Lampe", "Kerzen and Sons"),
)
MOTH = Document(
    "moth",
    "no: a moth’s view of 𝓛ight",
    "Moth scores between 30% and 35% accuracy on GSM8K.\r\nOn FirefliesBench, 𝓜 Moth’s recall is 0.92.",
    date="2025",
    url="https://doi.org/10.1234/moth.5",
)
DARK = Document("dark", "Nothing to See", "We count no results here.", authors=("Ada Lampe",))

_GSM8K = "Lantern reaches 80.50% accuracy on GSM8K with Qwen3-4B."
_MMLU = "Its accuracy on MMLU-Pro is up to 46%."
_GPQA = "With 5-shot prompts on GPQA Diamond, accuracy rises from 50% to 71%."
_SPEED = "It answers GSM8K in 12.5 ms of latency, which is 2.1x faster than beam search."
_RANGE = "Moth scores between 30% and 35% accuracy on GSM8K."
_RECALL = "On FirefliesBench, 𝓜 Moth’s recall is 0.92."


def documents() -> dict[str, Document]:
    """Return the papers by id, the last without claims."""
    return {document.doc_id: document for document in (LANTERN, MOTH, DARK)}


def level(**changes: Any) -> Claim:
    """Return the plainest result, with changes."""
    claim = _on(LANTERN, _GSM8K, "80.50%", id="a1", low=80.5, benchmarks=("GSM8K",), metric="accuracy", model="Lantern",
                base_model="Qwen3-4B")  # fmt: skip
    return claim.model_copy(update=changes)


def claims() -> list[Claim]:
    """Return seven claims of two papers: five levels, a factor and a range."""
    lantern: dict[str, Any] = {"model": "Lantern"}
    return [
        level(),
        _on(LANTERN, _MMLU, "46%", id="a2", low=46, qualifier="up_to", benchmarks=("MMLU-Pro",), inferred="accuracy",
            **lantern),
        _on(LANTERN, _GPQA, "71%", id="a3", low=71, kind="transition", direction="up", from_=("50%", 50),
            benchmarks=("GPQA Diamond",), metric="accuracy", **lantern),
        _on(LANTERN, _SPEED, "12.5 ms", id="a4", low=12.5, unit="ms", benchmarks=("GSM8K",), metric="latency",
            **lantern),
        _on(LANTERN, _SPEED, "2.1x", id="a5", low=2.1, unit="x", kind="delta", direction="up", metric="faster",
            baseline="beam search", **lantern),
        _on(MOTH, _RANGE, "between 30% and 35%", id="b1", low=30, high=35, benchmarks=("GSM8K",), metric="accuracy",
            model="Moth"),
        _on(MOTH, _RECALL, "0.92", id="b2", low=0.92, unit="", benchmarks=("FirefliesBench",), metric="recall",
            model="Moth"),
    ]  # fmt: skip


def _on(document: Document, sentence: str, value: str, **fields: Any) -> Claim:
    return build_claim(document, sentence, value, date=document.date, url=document.url, **fields)


def context(**changes: Any) -> Context:
    """Return a context that knows the papers, two tasks, a setting and three of the Hub's benchmarks."""
    known: dict[str, Any] = {
        "documents": documents(),
        "tasks": {"GSM8K": "mathematics", "MMLU-Pro": "knowledge"},
        "settings": {"a3": ("5-shot",)},
        "hub_datasets": {
            "GSM8K": HubDataset("openai/gsm8k", "gsm8k", ("accuracy",)),
            "MMLU-Pro": HubDataset("TIGER-Lab/MMLU-Pro", "mmlu_pro", ("accuracy",)),
            "GPQA Diamond": HubDataset("Idavidrein/gpqa", "diamond", ("accuracy",)),
        },
    }
    return Context(**known | changes)


def judgements() -> dict[str, tuple[Judgement, ...]]:
    """Return two reviewers' words on three claims."""
    return {
        "a1": (Judgement("accept", "ana"), Judgement("correct", "bo", corrections=(("value", "81%"),))),
        "a2": (Judgement("reject", "ana", reason="not a result", note="50% {half} of it"),),
        "a5": (Judgement("", "bo", note="look again"),),
    }


def reasons(left_out: tuple[LeftOut, ...]) -> dict[str, str]:
    """Return why each claim was left out, by claim id."""
    return {item.claim.id: item.reason for item in left_out}
