"""The program still says about the golden corpus what it is expected to say."""

from __future__ import annotations

from pathlib import Path

from claimx.extractor import Extractor
from claimx.measure.golden import GoldenReport, check_golden
from claimx.measure.report import describe_changes

PROJECT = Path(__file__).parents[2]


def described(report: GoldenReport) -> str:
    lines = [
        line
        for part in report.parts
        for document in part.documents
        for line in describe_changes(document.doc_id, document.document, document.changes)
    ]
    return "\n".join([*lines[:60], "run `claimx golden check` for all of it, `claimx golden update` to expect it"])


def test_the_golden_corpus_is_read_as_it_is_expected_to_be() -> None:
    report = check_golden(PROJECT / "golden", PROJECT.parent / "shared", Extractor().extract)
    assert not report.has_differences, described(report)
    assert sum(part.claims for part in report.parts) > 200
