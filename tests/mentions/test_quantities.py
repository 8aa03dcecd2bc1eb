"""Numbers of a text: where they stand, what they are worth, in what unit, and how they are bounded."""

from __future__ import annotations

from functools import cache

import pytest

from claimx.mentions import Quantity, find_names, find_quantities, has_numbers
from claimx.rulebook import Rulebook, load_rulebook
from claimx.text import normalise

Expected = tuple[str, float, float, str, str]


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def find(source: str) -> list[tuple[str, Quantity]]:
    """Return (text in the source, quantity) of every number, names of the lexicons being names."""
    text = normalise(source)
    names = [name.span for name in find_names(text.plain, rulebook().finder) if not name.weak]
    quantities = find_quantities(text.plain, rulebook().quantities, names)
    spans = [text.to_source(quantity.span) for quantity in quantities]
    return [(source[span.start : span.end], quantity) for span, quantity in zip(spans, quantities, strict=True)]


def one(text: str, low: float, unit: str = "", qualifier: str = "", high: float | None = None) -> list[Expected]:
    return [(text, low, low if high is None else high, unit, qualifier)]


PERCENT = [
    ("reaches 80.5% there", one("80.5%", 80.5, "%")),
    ("reaches 80.5 % there", one("80.5 %", 80.5, "%")),
    ("reaches 80 percent there", one("80 percent", 80, "%")),
    ("reaches 80 per cent there", one("80 per cent", 80, "%")),
    ("an 80-percent share", one("80-percent", 80, "%")),
    ("reaches .5% there", one(".5%", 0.5, "%")),
    ("reaches 0.05% there", one("0.05%", 0.05, "%")),
    ("reaches 100% there", one("100%", 100, "%")),
    (r"reaches 34.0\% there", one(r"34.0\%", 34, "%")),
    (r"reaches 34.0 \% there", one(r"34.0 \%", 34, "%")),
    ("reaches $34.0\\%$ there", one("34.0\\%", 34, "%")),
    ("reaches $34.0$\\% there", one("34.0$\\%", 34, "%")),
    (r"reaches \textbf{71.3\%} there", one(r"71.3\%", 71.3, "%")),
    ("reaches 80.5\u00a0% there", one("80.5\u00a0%", 80.5, "%")),
    ("reaches ８０.５% there", one("８０.５%", 80.5, "%")),
    ("(80.5%)", one("80.5%", 80.5, "%")),
    ("accuracy=80.5%", one("80.5%", 80.5, "%")),
    ("80.5%, which", one("80.5%", 80.5, "%")),
    ("is 80.5%.", one("80.5%", 80.5, "%")),
]
POINTS = [
    ("gains 3.2 points", one("3.2 points", 3.2, "points")),
    ("gains 1 point", one("1 point", 1, "points")),
    ("gains 3.2 percentage points", one("3.2 percentage points", 3.2, "points")),
    ("a 3.2-point gain", one("3.2-point", 3.2, "points")),
    ("a 3.2 percentage-point gain", one("3.2 percentage-point", 3.2, "points")),
    ("gains 3.2 pp over", one("3.2 pp", 3.2, "points")),
    ("gains 3.2pp over", one("3.2pp", 3.2, "points")),
    ("gains 3.2 p.p. over", one("3.2 p.p.", 3.2, "points")),
    ("gains 3.2% points over", one("3.2% points", 3.2, "points")),
    ("gains 3.2 percent points over", one("3.2 percent points", 3.2, "points")),
    ("gains 3.2 ppts over", one("3.2 ppts", 3.2, "points")),
    ("gains 3.2%p over", one("3.2%p", 3.2, "points")),
    ("gains 3.2 pts over", one("3.2 pts", 3.2, "points")),
    ("gains 1.4 BLEU points", one("1.4 BLEU points", 1.4, "points")),
    ("gains 1.4 absolute points", one("1.4 absolute points", 1.4, "points")),
    ("gains +1.4 points", one("+1.4 points", 1.4, "points")),
]
FACTORS = [
    ("is 2.1x faster", one("2.1x", 2.1, "x")),
    ("is 2.1 x faster", one("2.1 x", 2.1, "x")),
    ("is 2.1× faster", one("2.1×", 2.1, "x")),
    ("is 2.1 × faster", one("2.1 ×", 2.1, "x")),
    ("is $2.1\\times$ faster", one("2.1\\times", 2.1, "x")),
    ("is $2.1 \\times$ faster", one("2.1 \\times", 2.1, "x")),
    ("is 2.1 times faster", one("2.1 times", 2.1, "x")),
    ("is 10 times faster", one("10 times", 10, "x")),
    ("a 4-fold gain", one("4-fold", 4, "x")),
    ("a 4 fold gain", one("4 fold", 4, "x")),
    ("a 4fold gain", one("4fold", 4, "x")),
    ("is 2X faster", one("2X", 2, "x")),
    ("3-5 times faster", one("3-5 times", 3, "x", high=5)),
    ("3–5x faster", one("3–5x", 3, "x", high=5)),
    ("2x–4x faster", one("2x–4x", 2, "x", high=4)),
    ("2x to 4x faster", one("2x to 4x", 2, "x", high=4)),
    ("2 to 4 times faster", one("2 to 4 times", 2, "x", high=4)),
    ("by a factor of 3", one("3", 3, "x")),
    ("by a factor of 3.5", one("3.5", 3.5, "x")),
    ("by factors of 3 to 5", one("3 to 5", 3, "x", high=5)),
    ("by a factor of up to 3", one("3", 3, "x", "up_to")),
    ("1,000x cheaper", one("1,000x", 1000, "x")),
    ("a 3×3 kernel", []),
    ("a 224x224 image", []),
    ("4x4 matrices", []),
    ("a 3 × 3 kernel", []),
    ("2×4090 cards", []),
]
WORDS = [
    ("is three times faster", one("three times", 3, "x")),
    ("is twice as fast", one("twice", 2, "x")),
    ("a threefold gain", one("threefold", 3, "x")),
    ("a three-fold gain", one("three-fold", 3, "x")),
    ("a tenfold gain", one("tenfold", 10, "x")),
    ("Twofold gains", one("Twofold", 2, "x")),
    ("an order of magnitude faster", one("an order of magnitude", 10, "x")),
    ("two orders of magnitude faster", one("two orders of magnitude", 100, "x")),
    ("three orders of magnitude faster", one("three orders of magnitude", 1000, "x")),
    ("2 to 3 orders of magnitude faster", one("2 to 3 orders of magnitude", 100, "x", high=1000)),
    ("2 orders of magnitude faster", one("2 orders of magnitude", 100, "x")),
    ("an order-of-magnitude speedup", one("order-of-magnitude", 10, "x")),
    ("by a factor of two", one("a factor of two", 2, "x")),
    ("doubles the rate", one("doubles", 2, "x")),
    ("halves the rate", one("halves", 2, "x")),
    ("tripled the rate", one("tripled", 3, "x")),
    ("quadrupling the rate", one("quadrupling", 4, "x")),
    ("half the memory", one("half", 0.5, "x")),
    ("one-third of the memory", one("one-third", 0.333333, "x")),
    ("a quarter of the memory", one("a quarter", 0.25, "x")),
    ("two-thirds of the memory", one("two-thirds", 0.666667, "x")),
    ("one-tenth of the memory", one("one-tenth", 0.1, "x")),
    ("the halfway house of thirds", []),
    ("three of them", []),
]
FRACTIONS = [
    ("1/5 of the time", one("1/5", 0.2, "x")),
    ("1/10 of the cost", one("1/10", 0.1, "x")),
    ("at 1/4 of the price", one("1/4", 0.25, "x")),
    ("9/12 tasks", one("9/12", 9)),
    ("0/12 tasks", one("0/12", 0)),
    ("9 of 12 tasks", one("9 of 12", 9)),
    ("9 out of 12 tasks", one("9 out of 12", 9)),
    ("9 of the 12 tasks", one("9 of the 12", 9)),
    ("9 of all 12 tasks", one("9 of all 12", 9)),
    ("82/240 to 88/240", [("82/240", 82, 82, "", ""), ("88/240", 88, 88, "", "")]),
    ("from 82/240 to 88/240", one("88/240", 88)),
    ("rated 4.2/5", one("4.2/5", 4.2)),
    ("rated 7.5/10", one("7.5/10", 7.5)),
    ("80.5% of 12 tasks", [("80.5%", 80.5, 80.5, "%", ""), ("12 tasks", 12, 12, "tasks", "")]),
]
BARE = [
    ("an F1 of 0.83 there", one("0.83", 0.83)),
    ("34.2 BLEU", one("34.2", 34.2)),
    ("a BLEU of 34.20", one("34.20", 34.2)),
    ("(BLEU 34.2)", one("34.2", 34.2)),
    ("scores 71", one("71", 71)),
    ("+6.3 F1", one("+6.3", 6.3)),
    ("-0.4 F1", one("-0.4", 0.4)),
    ("a loss of .25 there", one(".25", 0.25)),
    ("an Elo of 1,250 there", one("1,250", 1250)),
    ("mAP 50.3", one("50.3", 50.3)),
]
UNITS = [
    ("takes 30 ms", one("30 ms", 30, "ms")),
    ("takes 30ms", one("30ms", 30, "ms")),
    ("takes 2.5 seconds", one("2.5 seconds", 2.5, "seconds")),
    ("takes 2.5 s each", one("2.5 s", 2.5, "s")),
    ("takes 2.5 hours", one("2.5 hours", 2.5, "hours")),
    ("a 30-minute run", one("30-minute", 30, "minute")),
    ("costs 27 GPU hours", one("27 GPU hours", 27, "GPU hours")),
    ("costs 27 GPU-hours", one("27 GPU-hours", 27, "GPU-hours")),
    ("runs at 30 FPS", one("30 FPS", 30, "FPS")),
    ("runs at 30 fps", one("30 fps", 30, "fps")),
    ("needs 12 GB", one("12 GB", 12, "GB")),
    ("needs 12GB", one("12GB", 12, "GB")),
    ("draws 35 mW", one("35 mW", 35, "mW")),
    ("draws 3.5 W", one("3.5 W", 3.5, "W")),
    ("needs 4.1 GFLOPs", one("4.1 GFLOPs", 4.1, "GFLOPs")),
    ("120 tokens/s", one("120 tokens/s", 120, "tokens/s")),
    ("120 tokens per second", one("120 tokens per second", 120, "tokens per second")),
    ("a PSNR of 31.4 dB", one("31.4 dB", 31.4, "dB")),
    ("an error of 0.4 mm", one("0.4 mm", 0.4, "mm")),
    ("an error of 3.2 cm", one("3.2 cm", 3.2, "cm")),
    ("an error of 12.5 degrees", one("12.5 degrees", 12.5, "degrees")),
    ("cut 350 tokens", one("350 tokens", 350, "tokens")),
    ("at 2.4 GHz", one("2.4 GHz", 2.4, "GHz")),
    ("uses 5.5 kWh", one("5.5 kWh", 5.5, "kWh")),
    ("moves at 1.5 m/s", one("1.5 m/s", 1.5, "m/s")),
    ("3.5 mm2 of", one("3.5 mm2", 3.5, "mm2")),
    ("in 2 hours and 30 minutes", [("2 hours", 2, 2, "hours", ""), ("30 minutes", 30, 30, "minutes", "")]),
]
MONEY = [
    ("costs $5 a day", one("$5", 5, "$")),
    ("costs $0.03 a page", one("$0.03", 0.03, "$")),
    ("costs $1,200 a day", one("$1,200", 1200, "$")),
    ("costs €12.50 a day", one("€12.50", 12.5, "€")),
    ("costs $3M a year", one("$3M", 3e6, "$")),
    ("costs $5 to $10 a day", one("$5 to $10", 5, "$", high=10)),
    ("costs under $5 a day", one("$5", 5, "$", "under")),
]
SIZES = [
    ("1,000 words", one("1,000 words", 1000, "words")),
    ("1,234,567 pages", one("1,234,567", 1234567)),
    ("a 7B model", one("7B", 7e9)),
    ("a 1.5B model", one("1.5B", 1.5e9)),
    ("over 10k users", one("10k users", 10000, "users", "over")),
    ("over 10K users", one("10K users", 10000, "users", "over")),
    ("3.2 million users", one("3.2 million users", 3.2e6, "users")),
    ("2 billion words", one("2 billion words", 2e9, "words")),
    ("90M parameters", one("90M parameters", 90e6, "parameters")),
    ("1e-4", one("1e-4", 0.0001)),
    ("2.5e-3", one("2.5e-3", 0.0025)),
    ("1.2×10^-5", one("1.2×10^-5", 1.2e-5)),
    ("1.2 x 10^3 units", one("1.2 x 10^3", 1200)),
    ("12 thousand of them", one("12 thousand", 12000)),
]
SIGNS = [
    ("(+3.2%)", one("+3.2%", 3.2, "%")),
    ("(-3.2%)", one("-3.2%", 3.2, "%")),
    ("(−3.2%)", one("−3.2%", 3.2, "%")),
    ("(–3.2%)", one("–3.2%", 3.2, "%")),
    ("gains $+9.8\\%$ there", one("+9.8\\%", 9.8, "%")),
    ("gains +9.8 pp there", one("+9.8 pp", 9.8, "points")),
    ("gains +2.3x there", one("+2.3x", 2.3, "x")),
    ("x-3 and y+4", []),
    ("(+3.2%, -1.5%)", [("+3.2%", 3.2, 3.2, "%", ""), ("-1.5%", 1.5, 1.5, "%", "")]),
]
RANGES = [
    ("30 to 50% of", one("30 to 50%", 30, "%", high=50)),
    ("30% to 50% of", one("30% to 50%", 30, "%", high=50)),
    ("30-50% of", one("30-50%", 30, "%", high=50)),
    ("30–50% of", one("30–50%", 30, "%", high=50)),
    ("30%-50% of", one("30%-50%", 30, "%", high=50)),
    ("35.4%–61.1% of", one("35.4%–61.1%", 35.4, "%", high=61.1)),
    ("35.4% - 61.1% of", one("35.4% - 61.1%", 35.4, "%", high=61.1)),
    ("35.4 — 61.1% of", one("35.4 — 61.1%", 35.4, "%", high=61.1)),
    (r"5\textendash10\% of", one(r"5\textendash10\%", 5, "%", high=10)),
    ("5--10\\% of", one("5--10\\%", 5, "%", high=10)),
    ("between 3 and 5 points", one("3 and 5 points", 3, "points", high=5)),
    ("between 30% and 50% of", one("30% and 50%", 30, "%", high=50)),
    ("ranging from 30% to 50%", one("30% to 50%", 30, "%", high=50)),
    ("ranges from 0.7 to 0.9", one("0.7 to 0.9", 0.7, high=0.9)),
    ("0.7-0.9 there", one("0.7-0.9", 0.7, high=0.9)),
    ("10 to 20 ms", one("10 to 20 ms", 10, "ms", high=20)),
    ("10-20 ms", one("10-20 ms", 10, "ms", high=20)),
    ("2.5 to 4 points", one("2.5 to 4 points", 2.5, "points", high=4)),
    ("by 3% and 5%", [("3%", 3, 3, "%", ""), ("5%", 5, 5, "%", "")]),
    ("3%, 5% and 7%", [("3%", 3, 3, "%", ""), ("5%", 5, 5, "%", ""), ("7%", 7, 7, "%", "")]),
    ("3, 5 and 7%", [("3", 3, 3, "%", ""), ("5", 5, 5, "%", ""), ("7%", 7, 7, "%", "")]),
    ("5.5, 10.8 and 4.4 points", [("5.5", 5.5, 5.5, "points", ""), ("10.8", 10.8, 10.8, "points", ""), ("4.4 points",
    4.4, 4.4, "points", "")]),
    ("61.2/71.5% there", [("61.2", 61.2, 61.2, "%", ""), ("71.5%", 71.5, 71.5, "%", "")]),
]  # fmt: skip
TOLERANCES = [
    ("80.5 ± 0.3% there", one("80.5 ± 0.3%", 80.5, "%")),
    ("80.5% ± 0.3% there", one("80.5% ± 0.3%", 80.5, "%")),
    ("80.5±0.3 there", one("80.5±0.3", 80.5)),
    ("80.5 (±0.3) there", one("80.5 (±0.3)", 80.5)),
    ("80.5 +/- 0.3 there", one("80.5 +/- 0.3", 80.5)),
    (r"$80.5 \pm 0.3$ there", one(r"80.5 \pm 0.3", 80.5)),
    ("1.4 ± 0.2 mm there", one("1.4 ± 0.2 mm", 1.4, "mm")),
]
BOUNDS = [
    ("up to 46% of", one("46%", 46, "%", "up_to")),
    ("at most 46% of", one("46%", 46, "%", "up_to")),
    ("as much as 46% of", one("46%", 46, "%", "up_to")),
    ("over 46% of", one("46%", 46, "%", "over")),
    ("more than 46% of", one("46%", 46, "%", "over")),
    ("at least 46% of", one("46%", 46, "%", "over")),
    ("above 46% of", one("46%", 46, "%", "over")),
    ("> 46% of", one("46%", 46, "%", "over")),
    (">46% of", one("46%", 46, "%", "over")),
    ("≥46% of", one("46%", 46, "%", "over")),
    ("$>$46\\% of", one("46\\%", 46, "%", "over")),
    ("$\\geq 46\\%$ of", one("46\\%", 46, "%", "over")),
    ("below 46% of", one("46%", 46, "%", "under")),
    ("less than 46% of", one("46%", 46, "%", "under")),
    ("under 46% of", one("46%", 46, "%", "under")),
    ("within 46% of", one("46%", 46, "%", "under")),
    ("<46% of", one("46%", 46, "%", "under")),
    ("≤ 46% of", one("46%", 46, "%", "under")),
    ("about 46% of", one("46%", 46, "%", "about")),
    ("around 46% of", one("46%", 46, "%", "about")),
    ("nearly 46% of", one("46%", 46, "%", "about")),
    ("roughly 46% of", one("46%", 46, "%", "about")),
    ("approximately 46% of", one("46%", 46, "%", "about")),
    ("approx. 46% of", one("46%", 46, "%", "about")),
    ("~46% of", one("46%", 46, "%", "about")),
    ("≈46% of", one("46%", 46, "%", "about")),
    (r"$\sim$46\% of", one(r"46\%", 46, "%", "about")),
    (r"$\approx 46\%$ of", one(r"46\%", 46, "%", "about")),
    ("almost a 46% share", one("46%", 46, "%", "about")),
    ("an average of 46% of", one("46%", 46, "%")),
    ("only 46% of", one("46%", 46, "%")),
    ("up to about 46% of", one("46%", 46, "%", "up_to")),
    ("UP TO 46% of", one("46%", 46, "%", "up_to")),
    ("up to a 46% share", one("46%", 46, "%", "up_to")),
    ("up to 2.5x and 3.1x", [("2.5x", 2.5, 2.5, "x", "up_to"), ("3.1x", 3.1, 3.1, "x", "")]),
    ("nearly twice as fast", one("twice", 2, "x", "about")),
    ("more than doubles it", one("doubles", 2, "x", "over")),
    ("over an order of magnitude faster", one("an order of magnitude", 10, "x", "over")),
    ("up to $5 a day", one("$5", 5, "$", "up_to")),
]
NO_NUMBERS = [
    ("Qwen2.5-7B and Llama 3.1 and GPT-4.1 and Claude Opus 4.7", []),
    ("GPT-4o, GPT-5 and o3-mini", []),
    ("Llama-3.1-8B-Instruct and Mixtral 8x7B", []),
    ("DeepSeek-R1 and DeepSeek-V3", []),
    ("on AIME 2024, AIME25 and MATH-500", []),
    ("on GSM8K, HotpotQA, CIFAR-100 and ImageNet-1K", []),
    ("COVID-19 and H100 and Wav2Vec2", []),
    ("an F1-score, a top-1 and pass@1", []),
    ("ROUGE-1, ROUGE-2, BLEU-4 and Recall@10", []),
    ("the 3D and 2D cases", []),
    ("Python3 and C++17", []),
    ("YOLOv8 and ResNet-50 and ViT-B/16", []),
    ("the 21st of May, the 1st run", []),
    ("in v2.1 and version2", []),
    ("R2D2 and x2 and H2O", []),
    ("no number at all", []),
    ("see https://example.org/2024/05", []),
    ("user_5 and item#7", []),
]
ALL = (
    PERCENT
    + POINTS
    + FACTORS
    + WORDS
    + FRACTIONS
    + BARE
    + UNITS
    + MONEY
    + SIZES
    + SIGNS
    + RANGES
    + TOLERANCES
    + BOUNDS
    + NO_NUMBERS
)


@pytest.mark.parametrize(("source", "expected"), ALL)
def test_numbers_are_read_with_what_belongs_to_them(source: str, expected: list[Expected]) -> None:
    assert [(text, q.low, q.high, q.unit, q.qualifier) for text, q in find(source)] == expected


def levels(source: str) -> list[tuple[str, float, str, float] | None]:
    """Return (text of the start, its number, text of the end, its number) of every number; None for no transition."""
    text = normalise(source)
    found = []
    for surface, quantity in find(source):
        start = quantity.start_level
        if start is None:
            found.append(None)
            continue
        span = text.to_source(start.span)
        found.append((source[span.start : span.end], start.low, surface, quantity.low))
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from 49.5% to 93.5%", ("49.5%", 49.5, "93.5%", 93.5)),
        ("from 49.5 to 93.5%", ("49.5", 49.5, "93.5%", 93.5)),
        ("from 49.5 to 93.5", ("49.5", 49.5, "93.5", 93.5)),
        ("From 49.5% to 93.5%", ("49.5%", 49.5, "93.5%", 93.5)),
        ("from 49.5% to over 93.5%", ("49.5%", 49.5, "93.5%", 93.5)),
        ("81.09 → 91.36", ("81.09", 81.09, "91.36", 91.36)),
        ("81.09% → 91.36%", ("81.09%", 81.09, "91.36%", 91.36)),
        ("81.09→91.36", ("81.09", 81.09, "91.36", 91.36)),
        ("81.09 -> 91.36", ("81.09", 81.09, "91.36", 91.36)),
        (r"$81.09 \rightarrow 91.36$", ("81.09", 81.09, "91.36", 91.36)),
        (r"81.09 $\to$ 91.36", ("81.09", 81.09, "91.36", 91.36)),
        ("from 30 ms to 12 ms", ("30 ms", 30, "12 ms", 12)),
        ("from $5 to $2", ("$5", 5, "$2", 2)),
        ("from 2.1x to 3.4x", ("2.1x", 2.1, "3.4x", 3.4)),
        ("from 12 to 7 hours", ("12", 12, "7 hours", 7)),
        ("from 82/240 to 88/240", ("82/240", 82, "88/240", 88)),
        ("from 61.2 ± 0.3 to 71.0 ± 0.2", ("61.2 ± 0.3", 61.2, "71.0 ± 0.2", 71)),
        ("ranging from 49.5% to 93.5%", None),
        ("varies from 49.5% to 93.5%", None),
        ("49.5% to 93.5%", None),
        ("between 49.5% and 93.5%", None),
    ],
)
def test_a_transition_has_two_levels_and_is_quoted_by_the_second(
    source: str, expected: tuple[str, float, str, float] | None
) -> None:
    assert levels(source) == [expected]


def test_the_end_of_a_transition_may_have_a_bound() -> None:
    assert [q.qualifier for _, q in find("from 49.5% to over 93.5%, from 3 to nearly 5%")] == ["over", "about"]


def test_the_start_of_a_transition_has_the_unit_that_both_share() -> None:
    ((_, quantity),) = find("from 49.5 to 93.5%")
    assert quantity.start_level is not None
    assert (quantity.start_level.unit, quantity.unit, quantity.klass) == ("%", "%", "%")


@pytest.mark.parametrize(
    ("source", "klass"),
    [
        ("80.5%", "%"), ("3.2 points", "p"), ("2.1x", "x"), ("twofold", "x"), ("30.5 ms", "u"), ("0.83", "f"), ("+3",
        "f"),
        ("71", "i"), ("$5", "$"), ("9 of 12", "c"), ("7B", "z"), ("half", "h"), ("doubles", "D"), ("1/5 of", "h"),
        ("12 tasks", "i"),
    ],
)  # fmt: skip
def test_the_class_of_a_number_says_what_rules_may_read_it(source: str, klass: str) -> None:
    ((_, quantity),) = find(source)
    assert quantity.klass == klass


@pytest.mark.parametrize(
    ("source", "sign"),
    [
        ("+3.2%", "+"),
        ("(-3.2%)", "-"),
        ("(−3.2%)", "-"),
        ("(–3.2%)", "-"),
        ("3.2%", ""),
        ("5 - 3.2%", ""),
        ("doubles", "+"),
        ("halves", "-"),
    ],
)
def test_a_sign_is_kept_and_the_number_is_a_magnitude(source: str, sign: str) -> None:
    quantity = find(source)[-1][1]
    assert quantity.sign == sign
    assert quantity.low > 0


def test_a_metric_between_number_and_points_is_pointed_out() -> None:
    source = "gains 1.4 BLEU points"
    ((_, quantity),) = find(source)
    assert quantity.metric_hint is not None
    assert source[quantity.metric_hint.start : quantity.metric_hint.end] == "BLEU"


def test_a_bound_is_in_reach_of_the_number_but_not_in_its_text() -> None:
    source = "saves up to about 46% of"
    ((text, quantity),) = find(source)
    assert text == "46%"
    assert source[quantity.reach.start : quantity.reach.end] == "up to about 46%"


def test_a_number_inside_a_name_is_part_of_the_name() -> None:
    source = "On AIME 2024 it gains 5%."
    assert [text for text, _ in find(source)] == ["5%"]
    without_names = find_quantities(source, rulebook().quantities)
    assert [q.low for q in without_names] == [2024, 5]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("gains 3%", True), ("Doubles it", True), ("a threefold gain", True), ("nothing here", False), ("", False)],
)
def test_texts_without_a_number_are_told_apart_quickly(text: str, expected: bool) -> None:
    assert has_numbers(text, rulebook().quantities) is expected
