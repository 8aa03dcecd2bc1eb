"""The sentence behind a claim, cut around its value, in runs that a renderer can highlight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from claimx.model import Claim, Metric, Quote, Span

Role = Literal["", "value", "from", "benchmark", "model", "metric"]

CONTEXT = 300
ELLIPSIS = "…"
_WORD = 30  # how far a cut may move so as not to go through a word
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of evidence that plays one role in the claim; no role is the empty string."""

    text: str
    role: Role = ""


def build_evidence(claim: Claim, context: int = CONTEXT) -> tuple[Run, ...]:
    """Return the claim's sentence as runs, each with its role; white space is collapsed, line breaks too.

    Where two items overlap, the first of value, from, benchmarks, model and metric keeps the stretch. An item
    of another sentence is not marked.

    Args:
        claim: The claim whose sentence is shown.
        context: How many code points stay on either side of the value; what is cut off shows as ``…``.
    """
    sentence = claim.sentence.text
    marks = _find_marks(claim)
    value = next((span for span, role in marks if role == "value"), Span(0, 0))
    window = _cut_window(sentence, value, context)
    runs = [Run(ELLIPSIS)] if window.start else []
    at = window.start
    for span, role in sorted(marks):
        start, end = max(span.start, window.start), min(span.end, window.end)
        if start < end:
            runs += [Run(sentence[at:start]), Run(sentence[start:end], role)]
            at = end
    runs += [Run(sentence[at : window.end])]
    if window.end < len(sentence):
        runs.append(Run(ELLIPSIS))
    return tuple(_merge_plain(Run(_SPACE.sub(" ", run.text), run.role) for run in runs))


def _find_marks(claim: Claim) -> list[tuple[Span, Role]]:
    wanted: list[tuple[Quote | Metric | None, Role]] = [(claim.value, "value"), (claim.from_, "from")]
    wanted += [(benchmark, "benchmark") for benchmark in claim.benchmarks]
    wanted += [(claim.model, "model"), (claim.metric, "metric")]
    marks: list[tuple[Span, Role]] = []
    for item, role in wanted:
        span = _place_in_sentence(claim.sentence, item)
        if span and not any(span.overlaps(taken) for taken, _ in marks):
            marks.append((span, role))
    return marks


def _place_in_sentence(sentence: Quote, item: Quote | Metric | None) -> Span | None:
    if item is None or item.start is None or item.end is None or item.in_ != sentence.in_:
        return None
    start, end = item.start - sentence.start, item.end - sentence.start
    # a span that does not re-read its own text is shown unmarked rather than wrongly marked
    if start < 0 or start >= end or sentence.text[start:end] != item.text:
        return None
    return Span(start, end)


def _cut_window(sentence: str, value: Span, context: int) -> Span:
    start, end = max(0, value.start - context), min(len(sentence), value.end + context)
    if start:
        space = sentence.find(" ", start, min(start + _WORD, value.start))
        start = space + 1 if space >= 0 else start
    if end < len(sentence):
        space = sentence.rfind(" ", max(end - _WORD, value.end), end)
        end = space if space >= 0 else end
    return Span(start, end)


def _merge_plain(runs: Iterator[Run]) -> Iterator[Run]:
    """Drop empty runs and join neighbours that have the same role, but never two marked items."""
    held: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if held and not held.role and not run.role:
            held = Run(held.text + run.text)
            continue
        if held:
            yield held
        held = run
    if held:
        yield held
