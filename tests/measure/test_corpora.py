"""Which corpora are at hand, and where their labels are looked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimx.measure.corpora import find_shared
from claimx.measure.gold import load_gold

PROJECT = Path(__file__).resolve().parents[2]
SHARED = PROJECT.parent / "shared"
LABELS = sorted((PROJECT / "golden" / "labels").glob("*.gold.jsonl"))


def write(path: Path, *records: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def test_labels_beside_a_corpus_win_over_those_of_the_project(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        write(tmp_path / "corpus" / f"{name}.jsonl", {"doc_id": "d", "title": "", "text": "It is 5%."})
    for folder, name in (("gold", "a"), ("labels", "a"), ("labels", "b")):
        write(tmp_path / folder / f"{name}.gold.jsonl", {"doc_id": "d", "claims": []})
    found = find_shared(tmp_path, tmp_path / "labels")
    assert [corpus.gold and corpus.gold.parent.name for corpus in found] == ["gold", "labels", None]
    assert [corpus.gold is None for corpus in find_shared(tmp_path)] == [False, True, True]


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.name)
def test_labels_point_at_their_numbers(path: Path) -> None:
    corpus = SHARED / "corpus" / path.name.replace(".gold", "")
    if not corpus.is_file():
        pytest.skip(f"the labelled texts are not at hand: {corpus}")
    texts = {record["doc_id"]: record["text"] for record in map(json.loads, corpus.read_text("utf-8").splitlines())}
    labels = load_gold(path)
    assert labels
    for document in labels:
        for claim in document.claims:
            start, end = claim.spans[0]
            assert texts[document.doc_id][start:end] == claim.value_text
