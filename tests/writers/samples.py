"""Papers written for these tests, and claims on them built from what stands between marks, so that spans are true."""

from __future__ import annotations

from typing import Any

from claimx.model import Claim, Document, Metric, Name, Quote, Value


def build_claim(
    document: Document,
    sentence: str,
    value: str,
    *,
    low: float,
    high: float | None = None,
    unit: str = "%",
    kind: str = "score",
    qualifier: str = "",
    from_: tuple[str, float] | None = None,
    benchmarks: tuple[str, ...] = (),
    metric: str = "",
    inferred: str = "",
    model: str = "",
    base_model: str = "",
    baseline: str = "",
    **fields: Any,
) -> Claim:
    """Build a claim whose items are found in the sentence first, else anywhere in the text, else in the title."""
    at = document.text.index(sentence)

    def place(text: str) -> dict[str, Any]:
        start = document.text.find(text, at, at + len(sentence))
        start = start if start >= 0 else document.text.find(text)
        if start < 0:
            start = document.title.index(text)
            return {"text": text, "start": start, "end": start + len(text), "in": "title"}
        return {"text": text, "start": start, "end": start + len(text)}

    def name(text: str) -> Name | None:
        return Name(name=text, **place(text)) if text else None

    start_level = None
    if from_:
        start_level = Value(low=from_[1], high=from_[1], unit=unit, **place(from_[0]))
    claim_metric = Metric(name=metric, **place(metric)) if metric else None
    if inferred:
        claim_metric = Metric(text=inferred, name=inferred, inferred=True)
    return Claim(
        id=fields.pop("id", f"{abs(hash_text(document.doc_id + sentence + value)):012x}"[:12]),
        doc_id=document.doc_id,
        title=document.title,
        kind=kind,  # type: ignore[arg-type]
        value=Value(low=low, high=low if high is None else high, unit=unit, qualifier=qualifier, **place(value)),  # type: ignore[arg-type]
        from_=start_level,
        benchmarks=tuple(Name(name=text, **place(text)) for text in benchmarks),
        metric=claim_metric,
        model=name(model),
        base_model=name(base_model),
        baseline=name(baseline),
        sentence=Quote(text=sentence, start=at, end=at + len(sentence)),
        rule=fields.pop("rule", "score.on_benchmark"),
        confidence=fields.pop("confidence", 0.9),
        **fields,
    )


def hash_text(text: str) -> int:
    """Return a number that depends on the text only; Python's own hash changes from run to run."""
    return int.from_bytes(text.encode("utf-8")[-6:], "big") ^ len(text) << 40


RIVERBED = Document(
    "2510.01234",
    "Riverbed: Draft, Distil and Vote for Mathematical Reasoning",
    "Long chains of thought are slow. We present Riverbed, which drafts in parallel and votes. "
    "Riverbed gains +11% on AIME 2024 and +9.4% on AIME 2025 over single-pass decoding. "
    "It cuts output tokens by up to 46% and runs 2.1x faster than Qwen3-8B. "
    "On T4D, accuracy rises from 50% to 71%. "
    "Across seven suites it reaches an average accuracy of 80.50%, between 35.4% and 61.1% of which comes from voting.",
)
HARBOUR = Document(
    "hbr-7",
    "Harbour | a speech corpus with <noise> & rain",
    "Harbour lowers word error rate to 4.20 on LibriSpeech. "
    "=SUM(A1) is what our logger printed, and @home users saw -5% latency.\nIt costs $1,240.50 a run.",
    url="https://example.org/harbour?a=1&b=2",
    date="2025-10-03",
)
SILENT = Document("2510.09999", "A Survey of Surveys", "We read nine hundred papers.")

_GAIN = "Riverbed gains +11% on AIME 2024 and +9.4% on AIME 2025 over single-pass decoding."
_CUT = "It cuts output tokens by up to 46% and runs 2.1x faster than Qwen3-8B."
_RISE = "On T4D, accuracy rises from 50% to 71%."
_SUITES = (
    "Across seven suites it reaches an average accuracy of 80.50%, between 35.4% and 61.1% of which comes from voting."
)
_LOG = "=SUM(A1) is what our logger printed, and @home users saw -5% latency."


def sample_documents() -> dict[str, Document]:
    """Return three papers by id, the last without claims."""
    return {document.doc_id: document for document in (RIVERBED, HARBOUR, SILENT)}


def sample_claims() -> list[Claim]:
    """Return ten claims of two papers, of every kind and with every awkward value."""
    delta = {"kind": "delta", "direction": "up", "model": "Riverbed", "baseline": "single-pass decoding"}
    return [
        build_claim(RIVERBED, _GAIN, "+11%", low=11, benchmarks=("AIME 2024",), inferred="accuracy", **delta),
        build_claim(RIVERBED, _GAIN, "+9.4%", low=9.4, benchmarks=("AIME 2025",), inferred="accuracy", **delta),
        build_claim(
            RIVERBED, _CUT, "46%", low=46, kind="delta", direction="down", qualifier="up_to", metric="output tokens",
            model="Riverbed",
        ),
        build_claim(
            RIVERBED, _CUT, "2.1x", low=2.1, unit="x", kind="delta", direction="up", metric="faster", model="Riverbed",
            baseline="Qwen3-8B",
        ),
        build_claim(
            RIVERBED, _RISE, "71%", low=71, kind="transition", direction="up", from_=("50%", 50), benchmarks=("T4D",),
            metric="accuracy", model="Riverbed",
        ),
        build_claim(RIVERBED, _SUITES, "80.50%", low=80.5, aggregate="average", metric="accuracy", model="Riverbed"),
        build_claim(RIVERBED, _SUITES, "between 35.4% and 61.1%", low=35.4, high=61.1, model="Riverbed"),
        build_claim(
            HARBOUR, "Harbour lowers word error rate to 4.20 on LibriSpeech.", "4.20", low=4.2, unit="",
            benchmarks=("LibriSpeech",), metric="word error rate", model="Harbour",
        ),
        build_claim(
            HARBOUR, _LOG, "-5%", low=5, kind="delta", direction="down", metric="latency", model="=SUM(A1)",
            baseline="@home users",
        ),
        build_claim(HARBOUR, "It costs $1,240.50 a run.", "$1,240.50", low=1240.5, unit="$", model="Harbour"),
    ]  # fmt: skip
