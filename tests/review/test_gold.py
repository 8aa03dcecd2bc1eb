"""Reviewed claims become labels that the scorer reads, and finds right."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from claimx.measure.gold import load_gold
from claimx.measure.score import score_claims
from claimx.model import Claim
from claimx.review.application import Reviewed, apply_decisions
from claimx.review.gold import build_gold, label_claim, write_gold
from claimx.review.ledger import Decision
from tests.review.books import VOCABULARY, vote
from tests.writers.samples import HARBOUR, RIVERBED, sample_claims, sample_documents

CLAIMS = sample_claims()
GAIN, CUT, RISE = CLAIMS[0], CLAIMS[2], CLAIMS[4]


def review(*decisions: Decision) -> Reviewed:
    return apply_decisions(CLAIMS, decisions, VOCABULARY)


def accept_all(claims: list[Claim] = CLAIMS) -> list[Decision]:
    return [vote(claim) for claim in claims]


def test_the_scorer_finds_accepted_claims_right(tmp_path: Path) -> None:
    handle = StringIO()
    write_gold(build_gold(review(*accept_all())).documents, handle)
    path = tmp_path / "gold.jsonl"
    path.write_text(handle.getvalue(), encoding="utf-8")
    score = score_claims(load_gold(path), CLAIMS)
    assert (score.documents, score.gold, score.predicted) == (2, 10, 10)
    assert {level: numbers["f1"] for level, numbers in score.levels().items()} == {
        "L1 detection": 1.0, "L2 value": 1.0, "L3 result": 1.0, "L4 record": 1.0,
    }  # fmt: skip


def test_a_label_says_what_the_text_has_with_its_place() -> None:
    label = label_claim(RISE)
    assert label["value_text"] == "71%"
    assert (label["from_text"], label["from_value"], label["low"]) == ("50%", 50, 71)
    assert label["benchmarks"] == ["T4D"]
    assert [RIVERBED.text[start:end] for start, end in label["spans"]] == ["71%", "50%"]
    assert label["quote"] in RIVERBED.text


def test_an_inferred_metric_is_no_label_and_a_canonical_name_is_right_too() -> None:
    name = GAIN.benchmarks[0].model_copy(update={"name": "AIME-24"})
    label = label_claim(GAIN.model_copy(update={"benchmarks": (name,)}))
    assert (label["metric"], label["benchmarks"]) == ([], [["AIME 2024", "AIME-24"]])


def test_corrected_claims_are_labelled_as_corrected_and_rejected_ones_are_out() -> None:
    corrected = vote(GAIN, "correct", corrections={"value": "9.4"})
    gold = build_gold(review(*accept_all(), corrected, vote(CUT, "reject", reason="duplicate")))
    labels = next(document["claims"] for document in gold.documents if document["doc_id"] == RIVERBED.doc_id)
    assert len(labels) == 6
    assert (labels[0]["low"], labels[0]["value_text"]) == (9.4, "+9.4%")


def test_a_paper_counts_once_all_of_its_claims_are_decided() -> None:
    decisions = [*accept_all(CLAIMS[:6]), vote(CLAIMS[6], "unsure"), *accept_all(CLAIMS[7:])]
    gold = build_gold(review(*decisions))
    assert [document["doc_id"] for document in gold.documents] == [HARBOUR.doc_id]
    assert gold.incomplete == {RIVERBED.doc_id: 1}


def test_undecided_claims_can_be_kept_as_optional() -> None:
    gold = build_gold(review(*accept_all(CLAIMS[:6])), keep_incomplete=True)
    assert [document["doc_id"] for document in gold.documents] == [RIVERBED.doc_id]
    assert [label.get("optional", False) for label in gold.documents[0]["claims"]] == [False] * 6 + [True]


def test_papers_that_nobody_looked_at_are_no_gold() -> None:
    assert build_gold(review()).documents == []


def test_a_paper_whose_claims_are_all_rejected_is_gold_without_labels() -> None:
    gold = build_gold(review(*(vote(claim, "reject", reason="x") for claim in CLAIMS[7:])))
    assert gold.documents == [{"doc_id": HARBOUR.doc_id, "claims": []}]


def test_spans_of_labels_read_their_own_text() -> None:
    documents = sample_documents()
    for document in build_gold(review(*accept_all())).documents:
        for label in document["claims"]:
            start, end = label["spans"][0]
            assert documents[document["doc_id"]].text[start:end] == label["value_text"]
