"""Golden expectations: any difference shows, nothing is written unasked, nothing is forgotten."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimx.errors import ClaimxError, InputError
from claimx.measure.golden import GoldenReport, check_golden, write_golden
from claimx.model import Claim, Document

Extract = Callable[[Document], list[Claim]]
LONG_NAME = "the strongest of all the systems that somebody else built"


def claims_of(document: Document, **slots: Any) -> list[Claim]:
    """Make a claim of every percent sign: the stand-in for the extractor."""
    claims = []
    for end, character in enumerate(document.text, 1):
        if character == "%":
            value = {"text": document.text[end - 3 : end], "start": end - 3, "end": end, "low": 30.0, "high": 30.0}
            base = {"id": f"c{end}", "doc_id": document.doc_id, "kind": "score", "value": value, "rule": "a.rule"}
            baseline = {"text": LONG_NAME, "name": LONG_NAME, "start": 0, "end": 1}
            sentence = {"text": document.text, "start": 0, "end": len(document.text)}
            data = {**base, "confidence": 0.9, "baseline": baseline, "sentence": sentence, **slots}
            claims.append(Claim.model_validate(data))
    return claims


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    folder = tmp_path / "project" / "golden"
    write(folder / "abstracts" / "systems.jsonl", ("a-1", "It cuts latency by 30% today."), ("a-2", "It is fast."))
    write(folder / "silent" / "years.jsonl", ("s-1", "It began in 1999."))
    return folder


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    write(folder / "corpus" / "papers.jsonl", ("p-1", "Somebody reports 30% of it."), ("p-2", "Nothing."))
    write(folder / "gold" / "papers.gold.jsonl")
    return folder


def write(path: Path, *records: tuple[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"doc_id": doc_id, "title": "", "text": text}) + "\n" for doc_id, text in records]
    path.write_text("".join(lines), encoding="utf-8")


def differences(report: GoldenReport) -> dict[str, list[str]]:
    return {
        part.name: [change.kind for document in part.documents for change in document.changes]
        for part in report.parts
        if part.documents
    }


def check(golden: Path, shared: Path | None = None, extract: Extract = claims_of) -> GoldenReport:
    return check_golden(golden, shared or golden / "absent", extract)


def test_claims_that_nobody_expected_are_found(golden: Path) -> None:
    assert differences(check(golden)) == {"abstracts/systems": ["found"]}


def test_after_an_update_nothing_differs(golden: Path, shared: Path) -> None:
    written = write_golden(check(golden, shared), prune=False)
    assert written == [golden / "claims" / "systems.jsonl", golden / "standoff" / "papers.jsonl"]
    assert not check(golden, shared).has_differences
    assert write_golden(check(golden, shared), prune=False) == []


def test_a_changed_slot_and_a_lost_claim_are_differences(golden: Path) -> None:
    write_golden(check(golden), prune=False)
    assert differences(check(golden, extract=lambda document: claims_of(document, kind="delta"))) == {
        "abstracts/systems": ["changed"]
    }
    assert differences(check(golden, extract=lambda _: [])) == {"abstracts/systems": ["lost"]}


def test_a_claim_of_a_silent_text_is_a_difference_that_no_update_takes_away(golden: Path) -> None:
    write(golden / "silent" / "years.jsonl", ("s-1", "It held for 30% of them."))
    write_golden(check(golden), prune=True)
    assert differences(check(golden)) == {"silent/years": ["found"]}


def test_a_check_writes_nothing(golden: Path, shared: Path) -> None:
    check(golden, shared)
    assert not (golden / "claims").exists()
    assert not (golden / "standoff").exists()


def test_expectations_are_one_readable_line_a_claim(golden: Path) -> None:
    write_golden(check(golden), prune=False)
    (line,) = (golden / "claims" / "systems.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {
        "doc_id": "a-1",
        "id": "c22",
        "start": 19,
        "end": 22,
        "kind": "score",
        "value": "30%",
        "low": 30.0,
        "high": 30.0,
        "baseline": LONG_NAME,
        "rule": "a.rule",
    }


def test_expectations_of_third_party_texts_hold_no_text_longer_than_a_short_name(golden: Path, shared: Path) -> None:
    write_golden(check(golden, shared), prune=False)
    content = (golden / "standoff" / "papers.jsonl").read_text(encoding="utf-8")
    assert "Somebody reports" not in content
    assert LONG_NAME not in content
    assert "the strongest of all …" in content


def test_shared_corpora_that_are_not_at_hand_are_left_out_with_a_note(golden: Path, shared: Path) -> None:
    write_golden(check(golden, shared), prune=False)
    report = check(golden)
    assert not report.has_differences
    assert ["papers: not checked" in note for note in report.notes] == [True]


def test_a_third_party_text_that_changed_is_a_difference_even_without_claims(golden: Path, shared: Path) -> None:
    write_golden(check(golden, shared), prune=False)
    write(shared / "corpus" / "papers.jsonl", ("p-1", "Somebody reports 30% of it."), ("p-2", "Nothing new."))
    (part,) = [part for part in check(golden, shared).parts if part.documents]
    assert [(document.doc_id, document.is_stale) for document in part.documents] == [("p-2", True)]


@pytest.mark.parametrize("is_file_gone", [True, False])
def test_expectations_of_a_text_that_is_gone_stay_until_they_are_pruned(golden: Path, is_file_gone: bool) -> None:
    write(golden / "abstracts" / "other.jsonl", ("o-1", "It gains 30% more."), ("o-2", "It gains 30% more."))
    write_golden(check(golden), prune=False)
    if is_file_gone:
        (golden / "abstracts" / "other.jsonl").unlink()
    else:
        write(golden / "abstracts" / "other.jsonl", ("o-1", "It gains 30% more."))
    assert set(differences(check(golden))["abstracts/other"]) == {"lost"}
    before = (golden / "claims" / "other.jsonl").read_text(encoding="utf-8")
    write_golden(check(golden), prune=False)
    assert (golden / "claims" / "other.jsonl").read_text(encoding="utf-8") == before
    write_golden(check(golden), prune=True)
    assert not check(golden).has_differences
    assert (golden / "claims" / "other.jsonl").exists() is not is_file_gone


def test_a_crash_of_the_extractor_names_the_document(golden: Path) -> None:
    def crash(_: Document) -> list[Claim]:
        raise ZeroDivisionError("division by zero")

    with pytest.raises(ClaimxError, match=r"a-1: extraction failed: ZeroDivisionError"):
        check(golden, extract=crash)


@pytest.mark.parametrize(
    "line", ["{broken", "[]", '{"doc_id": "a-1"}', '{"doc_id": "a-1", "id": "c", "start": 0, "end": 1, "x": 1}']
)
def test_a_broken_expectation_is_an_error_with_its_line(golden: Path, line: str) -> None:
    write_golden(check(golden), prune=False)
    path = golden / "claims" / "systems.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"systems\.jsonl:2: "):
        check(golden)


def test_a_folder_without_golden_texts_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no golden texts here"):
        check(tmp_path)
