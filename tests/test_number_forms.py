"""Numbers in words and in odd forms make the claims that their digits make; counts in words make none."""

from __future__ import annotations

from functools import cache

import pytest

from claimx.extractor import Extractor, NumberNote
from claimx.model import Claim, Document

TITLE = "Corvid: Parsing Tables"
BEFORE = (
    "We present Corvid, a parser for tables. "
    "It reaches an accuracy of 91.2% on WikiSQL, 3.1 points above the strongest baseline. "
)


@cache
def extractor() -> Extractor:
    return Extractor()


def notes(sentence: str) -> list[NumberNote]:
    """Return what became of each number of a sentence that stands in a short abstract."""
    found = extractor().explain(Document("d", TITLE, BEFORE + sentence))
    return [note for note in found if note.span.start >= len(BEFORE)]


def claims(sentence: str) -> list[Claim]:
    return [note.claim for note in notes(sentence) if note.claim]


def record(claim: Claim) -> tuple[object, ...]:
    """Return a claim without what depends on how its number is spelled."""
    start = claim.from_.low if claim.from_ else None
    value = (claim.value.low, claim.value.high, claim.value.unit, claim.value.qualifier, start)
    slots = (claim.metric, claim.model, claim.baseline, claim.base_model)
    names = tuple(slot.text if slot else "" for slot in slots)
    return (claim.kind, claim.direction, *value, *names, tuple(name.text for name in claim.benchmarks), claim.rule)


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("It improves F1 by four points over BERT on SQuAD.", "It improves F1 by 4 points over BERT on SQuAD."),
        ("It gains two to three points in F1.", "It gains 2 to 3 points in F1."),
        ("It outperforms BERT by six percentage points.", "It outperforms BERT by 6 percentage points."),
        ("It cuts latency by twenty-five per cent.", "It cuts latency by 25 per cent."),
        ("Its error is three percent lower.", "Its error is 3 percent lower."),
        ("It reaches ninety-two percent accuracy on SQuAD.", "It reaches 92 percent accuracy on SQuAD."),
        ("It raises BLEU by half a point.", "It raises BLEU by 0.5 point."),
        ("It raises BLEU by one and a half points.", "It raises BLEU by 1.5 points."),
        ("It raises BLEU by a dozen points.", "It raises BLEU by 12 points."),
        ("It is twenty times faster than BERT.", "It is 20 times faster than BERT."),
        ("It gives a ten-fold reduction in memory.", "It gives a 10-fold reduction in memory."),
        ("It reduces latency by two to three times.", "It reduces latency by 2 to 3 times."),
        ("It is two orders of magnitude faster.", "It is 2 orders of magnitude faster."),
        ("It reduces the cost by a factor of eight.", "It reduces the cost by a factor of 8."),
        ("Accuracy falls by two, four and six points.", "Accuracy falls by 2, 4 and 6 points."),
        ("The WER falls from twenty to five percent.", "The WER falls from 20 to 5 percent."),
        ("It wins on nine of ten tasks.", "It wins on 9 of 10 tasks."),
        ("It solves nine of the ten levels.", "It solves 9 of the 10 levels."),
        ("It succeeds nine times out of ten.", "It succeeds 9 times out of 10."),
        ("Raters prefer it in two out of three cases.", "Raters prefer it in 2 out of 3 cases."),
        ("Training takes three hours.", "Training takes 3 hours."),
        ("It takes 1/5 of the time of BERT.", "It takes a fifth of the time of BERT."),
        ("It takes 3/4 of the time of BERT.", "It takes three quarters of the time of BERT."),
    ],
)
def test_a_number_in_words_makes_the_claim_that_its_digits_make(words: str, digits: str) -> None:
    assert claims(words)
    assert [record(claim) for claim in claims(words)] == [record(claim) for claim in claims(digits)]


@pytest.mark.parametrize(
    ("sentence", "text", "kind", "low", "unit", "direction", "metric"),
    [
        ("It cuts training time by two-thirds.", "two-thirds", "delta", 0.666667, "x", "down", "training time"),
        ("It reduces the error rate by a third.", "a third", "delta", 0.333333, "x", "down", "error rate"),
        ("It needs one third fewer parameters.", "one third", "delta", 0.333333, "x", "down", "parameters"),
        ("Training time is reduced by more than half.", "half", "delta", 0.5, "x", "down", "Training time"),
        ("Throughput grows by a third.", "a third", "delta", 0.333333, "x", "up", "Throughput"),
        ("It cuts the error rate in half.", "in half", "delta", 2, "x", "down", "error rate"),
        ("Tail latency is cut in half.", "in half", "delta", 2, "x", "down", "Tail latency"),
        ("It removes three quarters of the parameters.", "three quarters", "delta", 0.75, "x", "down", "parameters"),
        ("It needs half the memory of BERT.", "half", "score", 0.5, "x", "", "memory"),
        ("It is as accurate at a quarter of the cost.", "a quarter", "score", 0.25, "x", "", "cost"),
        ("It reduces memory to 1/8 that of BERT.", "1/8", "score", 0.125, "x", "", "memory"),
        ("The memory is reduced to one eighth.", "one eighth", "score", 0.125, "x", "", "memory"),
        ("We find that one in five pages is misread.", "one in five", "score", 1, "pages", "", None),
        ("It misses one cell in 200, which is rare.", "one cell in 200", "score", 1, "cell", "", None),
        ("It agrees in all but 7 of 1,500 cases.", "7 of 1,500", "score", 7, "cases", "", None),
        ("It saves $1.2M in training cost.", "$1.2M", "delta", 1.2e6, "$", "down", "training cost"),
        (r"It lowers the residual to $10^{-5}$.", "10^{-5}", "score", 1e-5, "", "", "residual"),
        ("The task time (-2%) hardly changes.", "-2%", "delta", 2, "%", "down", "task time"),
        ("The attenuation is -3.2 dB.", "-3.2 dB", "score", -3.2, "dB", "", "attenuation"),
    ],
)
def test_a_share_or_an_odd_form_makes_a_claim(
    sentence: str, text: str, kind: str, low: float, unit: str, direction: str, metric: str | None
) -> None:
    (claim,) = claims(sentence)
    assert (claim.value.text, claim.kind, claim.value.low, claim.value.high) == (text, kind, low, low)
    assert (claim.value.unit, claim.direction) == (unit, direction)
    if metric is not None:
        assert claim.metric is not None
        assert claim.metric.text.startswith(metric)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("We evaluate on three benchmarks.", "a count in words"),
        ("It improves results in two stages.", "a count in words"),
        ("This is one of the first parsers with high accuracy.", "a count in words"),
        ("It improves accuracy in two settings.", "a count in words"),
        ("We apply it to one of two branches.", "a count in words"),
        ("Raters scored the accuracy on a four-point scale.", "points of a rating scale"),
        ("It models two-point statistics with high accuracy.", "points that are places or arguments"),
        ("Accuracy is measured at three points in time.", "points that are places or arguments"),
        ("Three-point bending tests confirm the accuracy.", "points that are places or arguments"),
        ("Accuracy is measured three times per day.", "how often something is done"),
        ("Each parser is trained five times, and accuracy is averaged.", "how often something is done"),
        ("Our contribution is twofold.", "a way of counting"),
        ("We split the pages into two halves.", "parts of something, not a change"),
        ("We compare two of the ten parsers.", "some of several, chosen and not counted"),
        ("Bone age was assigned by two of nine readers.", "people who did the work"),
        ("Stroke affects one in four people.", "a fact about the world"),
        ("Twenty years of research improved accuracy.", "a date or an age"),
        ("For the first time in ten years, accuracy improves.", "a date or an age"),
        ("Two thirds of the participants were women.", "who took part"),
        ("One-third of the authors are students.", "who took part"),
        ("The top two thirds of the ranking is used.", "a condition of the experiment"),
        ("We discard a third of the videos.", "a rule for filtering data"),
        ("We train on half of the data and keep the accuracy.", "share of the data used, a condition"),
        ("The learning rate is reduced by half after ten epochs.", "hyperparameter or setting"),
        ("The accuracy passes a test at the one percent significance level.", "p-value"),
        ("We sample two points per object.", "points that are places or arguments"),
        ("Each query has a two-minute timeout.", "a limit of the experiment"),
        ("See arXiv:2401.12345 for the accuracy.", "number of a document"),
        ("The chip is fabricated in 32 nm and accurate.", "process node of a chip"),
        ("It is detected at 5 sigma significance.", "significance"),
        ("Thirty runs can detect a difference of two points.", "a difference to be detected, not one found"),
    ],
)
def test_a_number_that_is_no_result_stays_silent_with_a_reason(sentence: str, reason: str) -> None:
    found = notes(sentence)
    assert [note.claim for note in found] == [None] * len(found)
    assert reason in [note.reason for note in found]


def test_words_that_name_no_number_have_no_value() -> None:
    assert notes("It is hundreds of times faster, and several times smaller.") == []
