"""Against what a result is set, in the phrasings of papers."""

from __future__ import annotations

from functools import cache

import pytest

from claimx.extractor import Extractor
from claimx.model import Document


@cache
def extractor() -> Extractor:
    return Extractor()


def baselines(text: str) -> list[str | None]:
    claims = extractor().extract(Document("d", "", f"We propose TideNet, a network for maps. {text}"))
    return [claim.baseline.text if claim.baseline else None for claim in claims]


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("TideNet is better than plain decoding, with a reduction in word error rate of 8%.", "plain decoding"),
        ("TideNet brings a 10% improvement in accuracy upon strong baselines.", "strong baselines"),
        ("TideNet reduces the traffic by 31% compared to 32-bit training.", "32-bit training"),
        ("TideNet outperforms the 70B teacher by 3 points.", "70B teacher"),
        ("TideNet beats 8-bit quantization by 3%.", "8-bit quantization"),
        ("TideNet reduces latency by 30% compared to a distilled 7B model.", "distilled 7B model"),
        ("TideNet takes half the memory of BarNet.", "BarNet"),
        ("TideNet reaches the same accuracy as GRPO with 3x fewer samples.", "GRPO"),
        ("TideNet keeps comparable accuracy to full models while reducing memory by 50%.", "full models"),
        ("TideNet reduces the mean RMSE from 1.1 m to 0.9 m compared with plain tracking.", "plain tracking"),
    ],
)
def test_a_difference_has_what_it_is_against(text: str, baseline: str) -> None:
    assert baselines(text)[0] == baseline


def test_a_clause_after_a_comma_is_no_baseline() -> None:
    assert baselines("TideNet reduces tokens by 30%, with little overhead from the draft model.") == [None]


def test_two_numbers_over_one_baseline_share_it() -> None:
    text = (
        "It achieves 42% and 74% relative gains in quality and speed over two trained baselines, underlining its worth."
    )
    assert baselines(text) == ["two trained baselines"] * 2


def test_counted_benchmarks_are_no_baseline() -> None:
    assert baselines("FooNet brings an average improvement of 3.4% over ten datasets.") == [None]


def test_work_is_a_noun_where_it_is_earlier() -> None:
    assert baselines("In contrast to earlier work, FooNet gains 2.7 points on COCO.") == ["earlier work"]
