"""Extraction over processes: the same outcomes in the same order, read only as fast as they are used."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from claimx.batch import local
from claimx.batch.local import SHARD, extract_outcomes
from claimx.extractor import Extractor
from claimx.model import Claim, Document


def documents(number: int) -> Iterator[Document]:
    for index in range(number):
        text = f"FooNet reaches {index % 90 + 10}.5% accuracy on ImageNet." if index % 3 else "We survey the field."
        yield Document(doc_id=f"d{index}", title="", text=text)


def test_processes_give_the_same_outcomes_in_the_same_order_as_none() -> None:
    number = 2 * SHARD + 7
    alone, together = list(extract_outcomes(documents(number))), list(extract_outcomes(documents(number), jobs=2))
    assert together == alone
    assert [outcome.document.doc_id for outcome in alone] == [f"d{index}" for index in range(number)]
    assert sum(len(outcome.claims) for outcome in alone) > number / 2


def test_papers_are_read_only_a_little_ahead_of_their_outcomes() -> None:
    read = 0

    def counted() -> Iterator[Document]:
        nonlocal read
        for document in documents(100 * SHARD):
            read += 1
            yield document

    outcomes = extract_outcomes(counted(), jobs=2)
    next(outcomes)
    assert read <= 6 * SHARD
    outcomes.close()  # type: ignore[attr-defined]


def test_a_document_that_fails_costs_no_other_its_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stumbling:
        def extract(self, document: Document) -> list[Claim]:
            if document.doc_id == "d1":
                raise RecursionError("too deep")
            return Extractor().extract(document)

    monkeypatch.setattr(local, "_extractor", Stumbling)
    outcomes = list(extract_outcomes(documents(3)))
    assert [outcome.failure for outcome in outcomes] == [None, "extraction failed: RecursionError: too deep", None]
    assert (len(outcomes[1].claims), len(outcomes[2].claims)) == (0, 1)


def test_no_papers_are_no_outcomes() -> None:
    assert list(extract_outcomes([], jobs=2)) == []
