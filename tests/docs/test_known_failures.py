"""The page of known failures shows failures that still happen."""

from __future__ import annotations

import pytest

from benchmarks.known_failures import PAGE, Row, read_rows, refreshed, stale_rows
from claimx.extractor import Extractor

TABLE = """| text | number | slot | claimx says | right |
|---|---|---|---|---|
| FooNet reaches 71.2% accuracy on GSM8K. | 71.2% | {slot} | {said} | {right} |
"""


def page(slot: str, said: str, right: str) -> str:
    return TABLE.format(slot=slot, said=said, right=right)


def test_every_failure_on_the_page_still_happens() -> None:
    stale = [f"{row.text}: {row.slot} is {row.said!r}" for row in stale_rows(PAGE.read_text("utf-8"), Extractor())]
    assert stale == [], "run `python benchmarks/known_failures.py --write` and read the diff"


def test_the_page_has_failures_to_show() -> None:
    assert len(read_rows(PAGE.read_text("utf-8"))) >= 10


def test_a_row_that_claimx_has_learnt_is_taken_out() -> None:
    text = page("metric", "none", "accuracy")
    assert "FooNet" not in refreshed(text, stale_rows(text, Extractor()))


def test_a_row_that_fails_otherwise_by_now_is_corrected() -> None:
    text = page("metric", "precision", "recall")
    assert refreshed(text, stale_rows(text, Extractor())) == page("metric", "accuracy", "recall")


def test_a_row_that_fails_as_the_page_says_is_left_alone() -> None:
    assert stale_rows(page("metric", "accuracy", "recall"), Extractor()) == []


@pytest.mark.parametrize("slot", ["colour", ""])
def test_a_row_with_an_unknown_slot_is_refused(slot: str) -> None:
    with pytest.raises(ValueError, match="no row of failures"):
        read_rows(page(slot, "a", "b"))


def test_a_title_in_italics_is_not_part_of_the_text() -> None:
    text = page("model", "none", "BarNet").replace("| FooNet", "| *BarNet: Reading Slowly* Our method")
    assert stale_rows(text, Extractor()) == [
        Row(
            2,
            "*BarNet: Reading Slowly* Our method reaches 71.2% accuracy on GSM8K.",
            "71.2%",
            "model",
            "BarNet",
            "BarNet",
        )
    ]
