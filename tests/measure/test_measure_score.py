"""Scoring agrees with the guidelines' own scorer, and says what a confidence is worth."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimx.errors import InputError
from claimx.measure.agreement import is_same
from claimx.measure.gold import GoldDocument, load_gold
from claimx.measure.score import Score, score_claims
from claimx.model import Claim
from claimx.writers import read_claims

SHARED = Path(__file__).parents[3] / "shared"
SCORER = SHARED / "gold" / "score.py"
needs_scorer = pytest.mark.skipif(not SCORER.is_file(), reason="the guidelines' scorer is not beside the project")

NAMES = [
    "GSM8K",
    "MATH-500",
    "MATH 500",
    "AIME 2024",
    "AIME24",
    "25",
    "the accuracy",
    "accuracy",
    "top-1 accuracy",
    "performance",
]
NAMES += [
    "our FooNet",
    "FooNet's variant",
    "best RL\nbaseline",
    r"\textbf{WER}",
    "",
    "word error rate",
    "error rate",
    "F1",
]
UNITS = ["%", "percent", "points", "pp", "x", "-fold", "ms", "tokens", "token", "GPU-hours", "GPU hours", ""]
NUMBERS = [0.3, 8.0, 8.4, 8.4000001, 30.0, 50]


@st.composite
def gold_claims(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(st.integers(0, 40))
    names = st.lists(st.sampled_from(NAMES), max_size=2)
    claim = {
        "quote": "a quote",
        "value_text": "8.4%",
        "from_text": "",
        "kind": draw(st.sampled_from(["score", "delta", "transition"])),
        "low": draw(st.sampled_from(NUMBERS)),
        "high": draw(st.sampled_from(NUMBERS)),
        "from_value": draw(st.sampled_from([None, 8, 30.0])),
        "unit": draw(st.sampled_from(UNITS)),
        "direction": draw(st.sampled_from(["", "up", "down"])),
        "qualifier": draw(st.sampled_from(["", "up_to"])),
        "aggregate": draw(st.sampled_from(["", "average"])),
        "benchmarks": draw(
            st.lists(st.one_of(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), min_size=1)), max_size=3)
        ),
        "spans": [[start, start + draw(st.integers(1, 6))]],
    }
    claim.update({slot: draw(names) for slot in ("metric", "model", "base_model", "baseline")})
    if draw(st.booleans()):
        claim["alt"] = draw(
            st.fixed_dictionaries({}, optional={"metric": names, "unit": st.sampled_from(UNITS), "benchmarks": names})
        )
    if draw(st.booleans()):
        claim["optional"] = draw(st.booleans())
    return claim


@st.composite
def predicted_claims(draw: st.DrawFn, doc_id: str) -> Claim:
    def value() -> dict[str, Any]:
        start = draw(st.integers(0, 40))
        low, high = draw(st.sampled_from(NUMBERS)), draw(st.sampled_from(NUMBERS))
        end = start + draw(st.integers(1, 6))
        return {
            "text": "8.4%",
            "start": start,
            "end": end,
            "low": low,
            "high": high,
            "unit": draw(st.sampled_from(UNITS)),
        }

    def name() -> dict[str, Any]:
        return {"text": draw(st.sampled_from(NAMES)), "name": "a name", "start": 0, "end": 1}

    metric = {"text": draw(st.sampled_from(NAMES)), "name": "m", "inferred": draw(st.booleans())}
    return Claim.model_validate(
        {
            "id": "c",
            "doc_id": doc_id,
            "kind": draw(st.sampled_from(["score", "delta", "transition"])),
            "value": value(),
            "from": draw(st.sampled_from([None, value()])),
            "direction": draw(st.sampled_from(["", "up", "down"])),
            "benchmarks": [name() for _ in range(draw(st.integers(0, 2)))],
            "metric": draw(st.sampled_from([None, metric])),
            "model": draw(st.sampled_from([None, name()])),
            "base_model": draw(st.sampled_from([None, name()])),
            "baseline": draw(st.sampled_from([None, name()])),
            "sentence": {"text": "a sentence", "start": 0, "end": 10},
            "rule": "a.rule",
            "confidence": draw(st.sampled_from([0.2, 0.9, 0.95, 1.0])),
        }
    )


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[Claim]]:
    gold, claims = [], []
    for doc_id in ("one", "two", "three"):
        if draw(st.booleans()):
            gold.append({"doc_id": doc_id, "claims": draw(st.lists(gold_claims(), max_size=4))})
        claims += draw(st.lists(predicted_claims(doc_id), max_size=4))
    return gold, claims


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("guidelines_scorer", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def result_of(scorer: ModuleType, gold: Path, claims: Path) -> dict[str, Any]:
    out, argv = io.StringIO(), sys.argv
    try:
        sys.argv = ["score.py", str(gold), str(claims), "--json"]
        with contextlib.redirect_stdout(out):
            scorer.main()
    finally:
        sys.argv = argv
    return json.loads(out.getvalue())


def the_scorers_part(score: Score) -> dict[str, Any]:
    ours = ("confidence", "rules")
    return {key: content for key, content in score.to_dict().items() if key not in ours}


@needs_scorer
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the script leaves its files to the garbage collector
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(corpus=corpora())
def test_agrees_with_the_guidelines_scorer_on_any_labels_and_claims(
    corpus: tuple[list[dict[str, Any]], list[Claim]], scorer: ModuleType, tmp_path: Path
) -> None:
    gold_file, claims_file = tmp_path / "gold.jsonl", tmp_path / "claims.jsonl"
    gold_file.write_text("".join(json.dumps(document) + "\n" for document in corpus[0]), encoding="utf-8")
    claims_file.write_text("".join(claim.to_json() + "\n" for claim in corpus[1]), encoding="utf-8")
    score = score_claims(load_gold(gold_file), read_claims(claims_file))
    assert the_scorers_part(score) == result_of(scorer, gold_file, claims_file)


@needs_scorer
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("corpus", ["hf-daily-papers", "abstracts-dev"])
def test_agrees_with_the_guidelines_scorer_on_the_shared_gold(corpus: str, scorer: ModuleType, tmp_path: Path) -> None:
    gold_file, claims_file = SHARED / "gold" / f"{corpus}.gold.jsonl", tmp_path / "claims.jsonl"
    claims = [
        claim_from_label(document.doc_id, label.model_dump(), number)
        for document in load_gold(gold_file)
        for number, label in enumerate(document.claims)
    ]
    claims_file.write_text("".join(claim.to_json() + "\n" for claim in claims), encoding="utf-8")
    score = the_scorers_part(score_claims(load_gold(gold_file), read_claims(claims_file)))
    assert score == result_of(scorer, gold_file, claims_file)
    assert 0.2 < score["levels"]["L3 result"]["f1"] < 0.95


def claim_from_label(doc_id: str, label: dict[str, Any], number: int) -> Claim:
    """Turn a label into a claim, with the slips that a program makes: every third loses a slot."""
    start, end = label["spans"][0]

    def name(slot: str) -> dict[str, Any] | None:
        texts = [""] if number % 3 == 1 else label[slot]
        return {"text": texts[0], "name": texts[0], "start": 0, "end": 1} if texts else None

    benchmarks = [item if isinstance(item, str) else item[-1] for item in label["benchmarks"]][number % 2 :]
    value = {"text": "0", "start": start, "end": end, "low": label["low"], "high": label["high"], "unit": label["unit"]}
    metric = {"text": label["metric"][0], "name": "", "inferred": number % 4 == 0} if label["metric"] else None
    return Claim.model_validate(
        {
            "id": "c",
            "doc_id": doc_id,
            "kind": label["kind"],
            "value": value,
            "from": {**value, "low": label["from_value"]} if label["from_value"] is not None else None,
            "direction": label["direction"],
            "benchmarks": [{"text": text, "name": text, "start": 0, "end": 1} for text in benchmarks],
            "metric": metric,
            "model": name("model"),
            "base_model": name("base_model"),
            "baseline": name("baseline"),
            "sentence": {"text": "", "start": 0, "end": 0},
            "rule": "a.rule",
            "confidence": 0.95,
        }
    )


def label(start: int, **slots: Any) -> dict[str, Any]:
    return {"spans": [[start, start + 3]], "kind": "score", "low": 80.0, "high": 80.0, "unit": "%", **slots}


def claim(start: int, confidence: float = 0.95, **slots: Any) -> Claim:
    value = {"text": "80%", "start": start, "end": start + 3, "low": 80.0, "high": 80.0, "unit": "%"}
    base = {"id": "c", "doc_id": "one", "kind": "score", "value": value, "rule": "a.rule", "confidence": confidence}
    return Claim.model_validate({**base, "sentence": {"text": "", "start": 0, "end": 0}, **slots})


def test_counts_found_missed_and_spurious_claims() -> None:
    gold = [GoldDocument.model_validate({"doc_id": "one", "claims": [label(0), label(10)]})]
    score = score_claims(gold, [claim(0), claim(20), claim(30)])
    assert score.levels()["L1 detection"] == {"p": 0.3333, "r": 0.5, "f1": 0.4}
    assert [item.value.start for _, item in score.spurious] == [20, 30]
    assert [item.spans[0][0] for _, item in score.missed] == [10]


def test_a_claim_that_one_annotator_saw_changes_nothing() -> None:
    gold = [GoldDocument.model_validate({"doc_id": "one", "claims": [label(0), label(10, optional=True)]})]
    assert score_claims(gold, [claim(0)]).levels() == score_claims(gold, [claim(0), claim(10)]).levels()


def test_either_annotators_reading_is_right() -> None:
    two = label(0, metric=["accuracy"], alt={"metric": ["success rate"]})
    gold = [GoldDocument.model_validate({"doc_id": "one", "claims": [two]})]
    for metric, expected in (("accuracy", 1.0), ("success rate", 1.0), ("latency", 0.0)):
        found = claim(0, metric={"text": metric, "name": metric})
        assert score_claims(gold, [found]).slots()["metric"] == expected


def test_claims_of_unlabelled_documents_are_ignored() -> None:
    score = score_claims([], [claim(0)])
    assert (score.documents, score.predicted) == (0, 0)


def test_calibration_counts_every_claim_once_and_shows_the_precision_of_the_trusted_ones() -> None:
    gold = [GoldDocument.model_validate({"doc_id": "one", "claims": [label(0), label(10), label(20, low=7.0)]})]
    claims = [claim(0, 1.0), claim(10, 0.91), claim(20, 0.9), claim(40, 0.3)]
    score = score_claims(gold, claims)
    assert sum(item.precision.claims for item in score.confidence()) == len(claims)
    assert (score.trusted().claims, score.trusted().l3) == (2, 1.0)
    assert [(item.precision.claims, item.precision.l2) for item in score.confidence()] == [
        (1, 0.0),
        (0, None),
        (0, None),
        (0, None),
        (0, None),
        (2, 0.5),
        (1, 1.0),
    ]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("the accuracy", "Accuracy", True),
        ("word error rate", "error rate", True),
        ("accuracy", "latency", False),
        ("", "accuracy", False),
        (r"\textbf{WER}", "WER", True),
    ],
)
def test_names_are_the_same_by_their_tokens(left: str, right: str, expected: bool) -> None:
    assert is_same(left, right) is expected


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"doc_id": "one", "claims": [}', "not a line of JSON"),
        (b'{"doc_id": "one"}', "not a labelled document: field claims"),
        (b"\xff\xfe", "not a line of JSON"),
    ],
)
def test_broken_gold_is_an_error_that_names_the_file(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match=reason) as error:
        load_gold(path)
    assert str(path) in str(error.value)


def test_missing_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        load_gold(tmp_path / "gold.jsonl")
