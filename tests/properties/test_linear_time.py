"""Time grows with the length of a text, not with its square, whatever the text."""

from __future__ import annotations

import time

import pytest

from claimx.model import Document

from .texts import extractor

CLOSING = ". TideNet reaches 80.5% accuracy on GSM8K."
ATTACKS = [
    "7", "(", "{", "%", "a ", "1, ", "up to ", "of the of the ", "1.", "-", "A", "A B ", "accuracy ", "GSM8K, ", "30% ",
    "3% and ", "[", "$", "\\", "~",
    "ABC (ABC) ", "reduces latency by ", "we propose ", "called A ", "1 to ", "from 1 to ", "Qwen2", "±1", " 5 x",
    "1) ", "1. ", "x1", "(a ", "e.g. ", "ABC(",
    "improves the accuracy of the accuracy of the ", "3 points = while TideNet ", "TideNet gains 3% on GSM8K. ",
    "\\textbf{", "\\frac{", "\n", "\ue000", "é",
]  # fmt: skip
SHORT = 20_000


def seconds(text: str) -> float:
    """Return the CPU time of one extraction."""
    started = time.process_time()
    extractor().extract(Document("d", "", text))
    return time.process_time() - started


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    seconds(CLOSING)


@pytest.mark.parametrize("piece", ATTACKS)
def test_four_times_the_text_takes_about_four_times_the_time(piece: str) -> None:
    """A quadratic step would take sixteen times as long; best times and the constant are against noise."""
    short, long = ((piece * (length // len(piece))) + CLOSING for length in (SHORT, 4 * SHORT))
    assert min(seconds(long), seconds(long)) <= 8 * min(seconds(short), seconds(short)) + 0.4


@pytest.mark.parametrize("piece", ["7", "( ", "a ", "up to ", "accuracy "])
def test_a_megabyte_of_one_thing_costs_no_other_claim(piece: str) -> None:
    text = piece * (1_000_000 // len(piece)) + CLOSING
    claims = extractor().extract(Document("d", "", text))
    assert [claim.value.text for claim in claims] == ["80.5%"]
