"""The page of known failures shows failures that still happen."""

from __future__ import annotations

import pytest

from benchmarks.known_failures import PAGE, Row, read_rows, refreshed, stale_rows
from claimx.extractor import Extractor

TABLE = """| text | number | slot | claimx says | right |
|---|---|---|---|---|
| FooNet reaches 71.2% accuracy on GSM8K. | 71.2% | {slot} | {said} | {right} |
"""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def page(slot: str, said: str, right: str) -> str:
    return TABLE.format(slot=slot, said=said, right=right)


def test_every_failure_on_the_page_still_happens(extractor: Extractor) -> None:
    stale = [f"{row.text}: {row.slot} is {row.said!r}" for row in stale_rows(PAGE.read_text("utf-8"), extractor)]
    assert stale == [], "run `python benchmarks/known_failures.py --write` and read the diff"


def test_the_page_has_failures_to_show() -> None:
    assert len(read_rows(PAGE.read_text("utf-8"))) >= 10


def test_a_row_that_claimx_has_learnt_is_taken_out(extractor: Extractor) -> None:
    text = page("metric", "none", "accuracy")
    assert "FooNet" not in refreshed(text, stale_rows(text, extractor))


def test_a_row_that_fails_otherwise_by_now_is_corrected(extractor: Extractor) -> None:
    text = page("metric", "precision", "recall")
    assert refreshed(text, stale_rows(text, extractor)) == page("metric", "accuracy", "recall")


def test_a_row_that_fails_as_the_page_says_is_left_alone(extractor: Extractor) -> None:
    assert stale_rows(page("metric", "accuracy", "recall"), extractor) == []


@pytest.mark.parametrize("slot", ["colour", ""])
def test_a_row_with_an_unknown_slot_is_refused(slot: str) -> None:
    with pytest.raises(ValueError, match="no row of failures"):
        read_rows(page(slot, "a", "b"))


def test_a_title_in_italics_is_not_part_of_the_text(extractor: Extractor) -> None:
    text = page("model", "none", "BarNet").replace("| FooNet", "| *BarNet: Reading Slowly* Our method")
    assert stale_rows(text, extractor) == [
        Row(
            2,
            "*BarNet: Reading Slowly* Our method reaches 71.2% accuracy on GSM8K.",
            "71.2%",
            "model",
            "BarNet",
            "BarNet",
        )
    ]
