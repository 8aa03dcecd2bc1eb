"""What claims are made of a sentence, whole."""

from __future__ import annotations

import pickle
from functools import cache
from typing import Any

import pytest

import claimx
from claimx.extractor import Extractor, extract, extract_documents
from claimx.model import Claim, Document

TITLE = "TideNet: Maps of Tides"
OPENING = "We present TideNet, a network for ocean maps. "


@cache
def extractor() -> Extractor:
    return Extractor()


def told(claim: Claim) -> dict[str, Any]:
    """Return what a claim says, without what it leaves open."""
    value = claim.value
    said: dict[str, Any] = {
        "kind": claim.kind,
        "value": value.text,
        "low": value.low,
        "high": value.high,
        "unit": value.unit,
    }
    if value.low == value.high:
        del said["high"]
    if claim.from_:
        said["from"] = (claim.from_.text, claim.from_.low)
    said |= {"direction": claim.direction, "qualifier": value.qualifier, "aggregate": claim.aggregate}
    said["scale"] = "" if claim.scale == "unstated" else claim.scale
    said["benchmarks"] = [name.name for name in claim.benchmarks]
    said["metric"] = claim.metric and claim.metric.text
    for slot in ("model", "base_model", "baseline"):
        name = getattr(claim, slot)
        said[slot] = name and name.text
    return {slot: content for slot, content in said.items() if content or slot in ("low", "unit")}


def claims_of(sentence: str) -> list[dict[str, Any]]:
    return [told(claim) for claim in extractor().extract(Document("d", TITLE, OPENING + sentence))]


def score(value: str, low: float, unit: str = "", **slots: Any) -> dict[str, Any]:
    return {"kind": "score", "value": value, "low": low, "unit": unit, "model": "TideNet", **slots}


def delta(value: str, low: float, unit: str, direction: str, **slots: Any) -> dict[str, Any]:
    return {
        "kind": "delta",
        "value": value,
        "low": low,
        "unit": unit,
        "direction": direction,
        "model": "TideNet",
        **slots,
    }


LEVELS = [
    (
        "TideNet reaches 80.5% accuracy on GSM8K.",
        [score("80.5%", 80.5, "%", metric="accuracy", benchmarks=["GSM8K"])],
    ),
    (
        "On GSM8K, TideNet reaches an accuracy of 80.5%.",
        [score("80.5%", 80.5, "%", metric="accuracy", benchmarks=["GSM8K"])],
    ),
    (
        "TideNet attains 80.5 \\pm 0.3\\% accuracy on CIFAR-10.",
        [score("80.5 \\pm 0.3\\%", 80.5, "%", metric="accuracy", benchmarks=["CIFAR-10"])],
    ),
    (
        "TideNet achieves an average accuracy of 80.5% across five data sets.",
        [score("80.5%", 80.5, "%", metric="average accuracy", aggregate="average")],
    ),
    (
        "TideNet achieves a BLEU score of 34.20 on WMT14.",
        [score("34.20", 34.2, metric="BLEU score", benchmarks=["WMT14"])],
    ),
    (
        "TideNet reduces the word error rate to 4.2% on LibriSpeech.",
        [score("4.2%", 4.2, "%", metric="word error rate", benchmarks=["LibriSpeech"])],
    ),
    (
        "GPT-5 records the lowest toxicity rate (12.5%).",
        [score("12.5%", 12.5, "%", metric="toxicity rate", model="GPT-5")],
    ),
    (
        "TideNet achieves 71.3%, 82.4% and 90.1% accuracy on MATH-500, GSM8K and HumanEval, respectively.",
        [
            score("71.3%", 71.3, "%", metric="accuracy", benchmarks=["MATH-500"]),
            score("82.4%", 82.4, "%", metric="accuracy", benchmarks=["GSM8K"]),
            score("90.1%", 90.1, "%", metric="accuracy", benchmarks=["HumanEval"]),
        ],
    ),
    (
        "TideNet reaches an F1 of 0.83 on SQuAD and an F1 of 0.71 on HotpotQA.",
        [
            score("0.83", 0.83, metric="F1", benchmarks=["SQuAD"]),
            score("0.71", 0.71, metric="F1", benchmarks=["HotpotQA"]),
        ],
    ),
    (
        "The accuracy of TideNet ranges from 35.4% to 61.1% on MMLU.",
        [score("35.4% to 61.1%", 35.4, "%", high=61.1, metric="accuracy", benchmarks=["MMLU"])],
    ),
]
DIFFERENCES = [
    (
        "TideNet improves accuracy by 3.2 points on MATH-500 over the strongest baseline.",
        [
            delta(
                "3.2 points",
                3.2,
                "points",
                "up",
                metric="accuracy",
                benchmarks=["MATH-500"],
                baseline="strongest baseline",
            )
        ],
    ),
    (
        "TideNet reduces inference latency by up to 46% compared to Mamba.",
        [delta("46%", 46, "%", "down", qualifier="up_to", metric="inference latency", baseline="Mamba")],
    ),
    (
        "TideNet cuts training cost by 27% relative to DPO.",
        [delta("27%", 27, "%", "down", metric="training cost", baseline="DPO")],
    ),
    (
        "TideNet lowers perplexity by roughly 10% on WikiText-103.",
        [delta("10%", 10, "%", "down", qualifier="about", metric="perplexity", benchmarks=["WikiText-103"])],
    ),
    (
        "TideNet outperforms GRPO by 4.1% on AIME 2024 and 5.7% on AIME 2025.",
        [
            delta("4.1%", 4.1, "%", "up", baseline="GRPO", benchmarks=["AIME 2024"]),
            delta("5.7%", 5.7, "%", "up", baseline="GRPO", benchmarks=["AIME 2025"]),
        ],
    ),
    (
        "TideNet improves accuracy by 8% while reducing output tokens by 40%.",
        [
            delta("8%", 8, "%", "up", metric="accuracy"),
            delta("40%", 40, "%", "down", metric="output tokens"),
        ],
    ),
    ("TideNet gains +11% on AIME 2024.", [delta("+11%", 11, "%", "up", benchmarks=["AIME 2024"])]),
    ("TideNet halves the memory footprint.", [delta("halves", 2, "x", "down", metric="memory footprint")]),
    (
        "It outperforms earlier planners including Route-Net (accuracy +4.2%) and K-Haul (+1.3%).",
        [
            delta("+4.2%", 4.2, "%", "up", metric="accuracy", baseline="Route-Net"),
            delta("+1.3%", 1.3, "%", "up", metric="accuracy", baseline="K-Haul"),
        ],
    ),
    (
        "TideNet has speedups of 2.1x and 1.6x, respectively, over one commercial planner.",
        [
            delta("2.1x", 2.1, "x", "up", metric="speedups", baseline="commercial planner"),
            delta("1.6x", 1.6, "x", "up", metric="speedups", baseline="commercial planner"),
        ],
    ),
    ("TideNet doubles the throughput of vLLM.", [delta("doubles", 2, "x", "up", metric="throughput")]),
    (
        "TideNet yields a 12% relative improvement in recall on MS MARCO.",
        [delta("12%", 12, "%", "up", scale="relative", metric="recall", benchmarks=["MS MARCO"])],
    ),
    (
        "TideNet improves the win rate of Qwen2.5-7B by 30 to 50%.",
        [delta("30 to 50%", 30, "%", "up", high=50, metric="win rate")],
    ),
    (
        "TideNet achieves a $2.1\\times$ speedup over FlashAttention.",
        [delta("2.1\\times", 2.1, "x", "up", metric="speedup", baseline="FlashAttention")],
    ),
]  # fmt: skip
MOVES = [
    (
        "TideNet improves accuracy from 49.5% to 93.5% on GSM8K.",
        [
            {"kind": "transition", "value": "93.5%", "low": 93.5, "unit": "%", "from": ("49.5%", 49.5),
             "direction": "up", "metric": "accuracy", "benchmarks": ["GSM8K"], "model": "TideNet"},
        ],
    ),
    (
        "With TideNet, the attack success rate drops from 82% to 7% on HarmBench.",
        [
            {"kind": "transition", "value": "7%", "low": 7.0, "unit": "%", "from": ("82%", 82.0), "direction": "down",
             "metric": "attack success rate", "benchmarks": ["HarmBench"], "model": "TideNet"},
        ],
    ),
]  # fmt: skip
SILENT = [
    "TideNet is trained on 80% of the data for 30 epochs with a learning rate of 1e-4.",
    "We release 1,200 maps of 14 seas, recorded between 1998 and 2014.",
    "The difference is significant (p < 0.01) with a 95% confidence interval.",
    "TideNet has 7B parameters and a context of 128k tokens.",
    "Our contributions are threefold.",
]


@pytest.mark.parametrize(("sentence", "expected"), [*LEVELS, *DIFFERENCES, *MOVES])
def test_a_sentence_gives_its_claims(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert claims_of(sentence) == expected


@pytest.mark.parametrize("sentence", SILENT)
def test_numbers_that_are_no_results_give_no_claim(sentence: str) -> None:
    assert claims_of(sentence) == []


def test_the_usual_metric_of_a_benchmark_is_marked_as_inferred() -> None:
    (claim,) = extractor().extract(Document("d", TITLE, OPENING + "TideNet reaches 80.5% on GSM8K."))
    assert claim.metric is not None
    assert (claim.metric.name, claim.metric.inferred, claim.metric.start) == ("accuracy", True, None)


def test_our_method_is_the_papers_own_system() -> None:
    for subject in ("Our method", "It", "The proposed network"):
        (claim,) = extractor().extract(Document("d", TITLE, f"{OPENING}{subject} reaches 80.5% accuracy on GSM8K."))
        assert claim.model is not None, subject
        assert claim.model.name == "TideNet", subject


def test_a_name_that_only_the_title_has_is_placed_in_the_title() -> None:
    (claim,) = extractor().extract(Document("d", TITLE, "Our network reaches 80.5% accuracy on GSM8K."))
    assert claim.model is not None
    assert (claim.model.text, claim.model.in_, claim.model.start) == ("TideNet", "title", 0)
    assert claim.to_dict()["model"] == {"text": "TideNet", "name": "TideNet", "start": 0, "end": 7, "in": "title"}


def test_names_have_their_canonical_form_beside_the_written_one() -> None:
    text = OPENING + "TideNet reaches a WER of 4.2% on AIME24."
    (claim,) = extractor().extract(Document("d", TITLE, text))
    (benchmark,) = claim.benchmarks
    assert (benchmark.text, benchmark.name) == ("AIME24", "AIME 2024")
    assert claim.metric is not None
    assert (claim.metric.text, claim.metric.name) == ("WER", "word error rate")


def test_equal_values_of_one_sentence_have_different_ids_and_a_document_its_own() -> None:
    text = OPENING + "TideNet reaches 80.5% accuracy on GSM8K and 80.5% accuracy on MMLU."
    first, second = extractor().extract(Document("d", TITLE, text))
    (other, _) = extractor().extract(Document("e", TITLE, text))
    assert len({first.id, second.id, other.id}) == 3
    assert all(len(claim.id) == 12 and int(claim.id, 16) >= 0 for claim in (first, second, other))


def test_what_is_known_of_a_paper_goes_into_its_claims() -> None:
    document = Document(
        "d", TITLE, OPENING + "TideNet reaches 80.5% accuracy.", date="2025-01-31", url="https://example.org/1"
    )
    (claim,) = extractor().extract(document)
    assert (claim.doc_id, claim.title, claim.date, claim.url) == ("d", TITLE, "2025-01-31", "https://example.org/1")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "No number here.", "42", "%", "\u0000", "\ud800"])
def test_texts_without_a_result_give_none(text: str) -> None:
    assert extractor().extract(Document("d", "", text)) == []


def test_the_extractor_explains_every_number() -> None:
    text = OPENING + "TideNet reaches 80.5% accuracy (p < 0.01) on 12 seas."
    notes = extractor().explain(Document("d", TITLE, text))
    assert [(note.text, note.claim is not None) for note in notes] == [("80.5%", True), ("0.01", False), ("12", False)]
    claimed, tested, counted = notes
    assert claimed.claim is not None
    assert claimed.rule == claimed.claim.rule
    assert claimed.steps
    assert tested.rule == "out.significance"
    assert tested.reason == "p-value"
    assert counted.reason


def test_the_library_takes_a_text_with_title_and_id() -> None:
    text = "Our network reaches 80.5% accuracy on GSM8K."
    (claim,) = claimx.extract(text, title=TITLE, doc_id="paper-1")
    assert (claim.doc_id, claim.title, claim.value.text) == ("paper-1", TITLE, "80.5%")
    assert text[claim.value.start : claim.value.end] == "80.5%"
    assert [c.value.text for c in extract(text)] == ["80.5%"]


def test_documents_come_back_with_their_claims_one_by_one_in_order() -> None:
    documents = [Document(f"d{n}", "", f"TideNet reaches {n}.5% accuracy on GSM8K.") for n in range(3)]
    stream = extract_documents(iter(documents), extractor())
    document, claims = next(stream)
    assert (document, [claim.value.low for claim in claims]) == (documents[0], [0.5])
    assert [(d.doc_id, [c.value.low for c in found]) for d, found in stream] == [("d1", [1.5]), ("d2", [2.5])]


def test_the_package_hands_out_the_same_functions() -> None:
    assert claimx.extract is extract
    assert claimx.extract_documents is extract_documents
    assert claimx.Extractor is Extractor
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        claimx.extrakt  # noqa: B018


def test_an_extractor_goes_to_another_process() -> None:
    rulebook = pickle.loads(pickle.dumps(extractor().rulebook.rules))
    assert len(rulebook) == len(extractor().rulebook.rules)


def test_a_name_that_ends_in_a_macros_brace_holds_the_macro() -> None:
    text = r"Our \textbf{co-attention} model reaches 71.2\% accuracy on KITTI."
    claim = extract(text)[0]
    assert claim.model is not None
    assert (claim.model.text, claim.model.name) == (r"\textbf{co-attention} model", "co-attention model")
