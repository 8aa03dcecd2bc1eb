"""Texts for property tests: arbitrary Unicode, and text put together from what papers are made of."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from claimx.extractor import Extractor
from claimx.rulebook import load_rulebook

SUBJECTS = [
    "We",
    "Our method",
    "TideNet",
    "GPT-4",
    "Qwen2.5-7B",
    "The proposed pipeline",
    "It",
    "BERT (base)",
    "Llama 3.1",
    "this work",
]
VERBS = [
    "improves",
    "reduces",
    "reaches",
    "achieves",
    "outperforms",
    "cuts",
    "doubles",
    "raises",
    "propose",
    "is",
    "runs at",
    "drops to",
]
THINGS = [
    "accuracy", "the latency", "WER", "word error rate (WER)", "F1", "memory", "the average win rate", "throughput",
    "a gap", "BLEU",
    "success rate", "training time", "the strongest baseline", "hallucination rate", "Staged Plan Repair (SPR)",
]  # fmt: skip
NUMBERS = [
    "80.5%", "3 points", "2.1x", "up to 46%", "34.0\\%", "$2.1\\times$", "+9.8\\%", "-4%", "from 50% to 71%",
    "30 to 50%", "3, 5 and 7%",
    "1/5", "9 of 12", "twofold", "an order of magnitude", "30 ms", "$5", "0.83", "7B", "1,250", "80.5 ± 0.3%",
    "81.09 → 91.36", "12", "10k",
    "95% CI", "p < 0.05", "\\textbf{71.3}", "~40%", "5--10\\%", "8x7B", "2024", "[12]", "1e-4", "\uff18\uff10%",
]  # fmt: skip
PLACES = [
    "on GSM8K", "on AIME24/25", "on GSM8K, MATH and HumanEval", "on HarborBench", "on ImageNet-1K", "(AIME 2024)",
    "across 12 tasks",
    "over GPT-4", "compared to the baseline", "than DPO", "in terms of recall", "with 10% of the data",
    "vs. 28 s for Mamba", "respectively",
]  # fmt: skip
MARKS = [
    ", ", ". ", "; ", " and ", " by ", " of ", " to ", ": ", " (", ") ", " - ", " — ", "\n", "\n\n", ".\n", "~", "\\% ",
    " $", "{", "}", "\\textsc{",
    "\\cite{a}", "  ", "\u00a0", "\u2009", "\u00ad", "\ufb01", "-\n", "%", " while ", " respectively", "e.g., ", "İ",
    "\ue000", "\u0000", "\U0001f600", "é", "..",
]  # fmt: skip

SENTENCES = st.builds(
    "{} {} {} by {} {}. ".format, *(st.sampled_from(words) for words in (SUBJECTS, VERBS, THINGS, NUMBERS, PLACES))
)
FRAGMENTS = st.sampled_from([*SUBJECTS, *VERBS, *THINGS, *NUMBERS, *NUMBERS, *PLACES, *MARKS, *MARKS])
PAPERS = st.lists(st.one_of(SENTENCES, FRAGMENTS, FRAGMENTS.map(lambda part: part + " ")), max_size=30).map("".join)
# Cue words of the rules, names and numbers in any order: sequences that nobody writes, and every step must bear.
NAMES = [
    "LibriSpeech", "COCO", "WSC", "PoseBusters", "AIME24/25", "GPT-4", "Llama-3-8B", "WER", "mAP", "FooNet", "BarBench",
    "10 minutes", "2 GPU hours", "12 ms", "half", "a third", "(12% relative)", "9 of 10", "respectively",
]  # fmt: skip
CUES = sorted(load_rulebook().vocabulary.codes)
JUMBLES = st.lists(
    st.one_of(
        st.sampled_from(NAMES), st.sampled_from(NUMBERS), st.sampled_from(CUES), st.sampled_from([",", ";", "(", ")"])
    ),
    max_size=40,
).map(" ".join)
TEXTS = st.one_of(
    PAPERS,
    PAPERS,
    JUMBLES,
    st.text(st.characters(exclude_categories=()), max_size=80),
    st.text("0123456789.%x ()+-±~→/,$", max_size=60),
)
# The project's own abstracts: whole prose, unlike the rest.
OWN = [
    json.loads(line)["text"]
    for path in sorted((Path(__file__).parents[2] / "golden" / "abstracts").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
TITLES = st.one_of(
    st.just(""), st.sampled_from(["TideNet: Maps of Tides", "HarborBench: A Benchmark of Ports", "On Tides"]), PAPERS
)


@cache
def extractor(*, prefilter: bool = True) -> Extractor:
    """Return one extractor for all tests."""
    return Extractor(prefilter=prefilter)
