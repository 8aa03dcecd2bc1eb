"""A claim as a reviewer corrected it; its spans stay true to the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from claimx.model import Claim, Direction, Kind, Metric, Name, Quote, Span, Value
from claimx.review.slots import Vocabulary, read_kind, split_names
from claimx.review.values import TypedValue
from claimx.review.vocabulary import KINDS, NOTHING, Field


class CorrectionError(ValueError):
    """Corrections that contradict each other or the claim; `field` is the one to look at."""

    def __init__(self, field: Field, reason: str) -> None:
        self.field = field
        super().__init__(reason)


def is_nothing(typed: str) -> bool:
    """Say whether a reviewer's words mean that the text gives nothing for a field."""
    return typed.strip().strip("()").lower() in (NOTHING, "-", "–", "—")


def correct_claim(
    claim: Claim, corrections: Mapping[Field, str], vocabulary: Vocabulary, elsewhere: Sequence[Quote] = ()
) -> Claim:
    """Return the claim with corrections in place; its id stays.

    A corrected name or number keeps a span that re-reads its own text: the place in the sentence (or title) that
    states it. Where none does, a number keeps the quote that was read before, a metric is marked as inferred, and
    another name gets an empty quote where the sentence begins.

    Args:
        claim: The claim to correct.
        corrections: Field -> what the reviewer typed.
        vocabulary: What it is understood with.
        elsewhere: Other texts of the paper in which a name may stand, searched last.

    Raises:
        CorrectionError: The corrections contradict each other or the claim.
        TypedValueError: The value cannot be read.
    """
    changes: dict[str, Any] = _correct_number(claim, corrections, vocabulary)
    if "benchmark" in corrections:
        typed = corrections["benchmark"]
        names = [] if is_nothing(typed) else split_names(typed)
        changes["benchmarks"] = tuple(_build_name(claim, "benchmark", name, vocabulary, elsewhere) for name in names)
    single: tuple[Field, ...] = ("model", "base_model", "baseline")
    for field in single:
        if field in corrections:
            typed = corrections[field]
            changes[field] = None if is_nothing(typed) else _build_name(claim, field, typed, vocabulary, elsewhere)
    if "metric" in corrections:
        changes["metric"] = _build_metric(claim, corrections["metric"], vocabulary, elsewhere)
    return claim.model_copy(update=changes)


def _correct_number(claim: Claim, corrections: Mapping[Field, str], vocabulary: Vocabulary) -> dict[str, Any]:
    typed = vocabulary.values.read_value(corrections["value"], claim.sentence.text) if "value" in corrections else None
    kind, direction = _correct_kind(claim, corrections, typed)
    start = _start_level(claim, kind, typed)
    unit = claim.value.unit if typed is None or typed.unit is None else typed.unit
    if "unit" in corrections:
        unit = "" if is_nothing(corrections["unit"]) else vocabulary.values.read_unit(corrections["unit"])
    low, high, qualifier = claim.value.low, claim.value.high, claim.value.qualifier
    if typed is not None:
        sign = -1 if typed.sign == "-" and kind != "delta" else 1
        low, high = sorted((sign * typed.low, sign * typed.high))
        qualifier = claim.value.qualifier if typed.qualifier is None else typed.qualifier
    if direction is None:
        direction = "" if start is None or start == low else "up" if low > start else "down"
    quote = _find_number(claim, claim.value, low, high, vocabulary)
    changes: dict[str, Any] = {
        "kind": kind,
        "direction": direction,
        "value": _as_value(quote, low, high, unit, qualifier),
        "from_": None,
    }
    if kind == "score":
        changes["scale"] = "unstated"
    if start is not None:
        before = claim.from_ or claim.value
        start_unit = claim.from_.unit if claim.from_ and unit == claim.value.unit else unit
        quote = (
            before
            if claim.from_ and claim.from_.low == start
            else _find_number(claim, before, start, start, vocabulary)
        )
        changes["from_"] = _as_value(quote, start, start, start_unit, "")
    return changes


def _correct_kind(
    claim: Claim, corrections: Mapping[Field, str], typed: TypedValue | None
) -> tuple[Kind, Direction | None]:
    """Return kind and direction; the direction is None where the two levels of a transition say it."""
    if "kind" in corrections:
        read = read_kind(corrections["kind"])
        if read is None:
            raise CorrectionError("kind", f"{corrections['kind']!r} is no kind; the kinds are: {'; '.join(KINDS)}")
        return read
    if typed and typed.sign and claim.kind == "delta":
        return claim.kind, "down" if typed.sign == "-" else "up"
    if typed and claim.kind == "transition":
        return claim.kind, None
    return claim.kind, claim.direction


def _start_level(claim: Claim, kind: Kind, typed: TypedValue | None) -> float | None:
    start = typed.start if typed else None
    if kind != "transition":
        if start is not None:
            raise CorrectionError("kind", f"the value has two levels, which makes the claim a transition, not a {kind}")
        return None
    if start is None and claim.from_:
        return claim.from_.low
    if start is None:
        raise CorrectionError("value", "a transition needs both levels, such as 50 → 71")
    return start


def _find_number(claim: Claim, before: Quote, low: float, high: float, vocabulary: Vocabulary) -> Quote:
    """Return where the sentence states a number, nearest to where the claim was read before."""
    if isinstance(before, Value) and (before.low, before.high) == (low, high):
        return before
    sentence = claim.sentence
    wanted = (abs(low), abs(high)) if high >= 0 else (abs(high), abs(low))
    found = vocabulary.values.find_values(sentence.text)
    places = [span for span, value in found if (value.low, value.high) == wanted]
    if not places:
        return before
    place = min(places, key=lambda span: abs(span.start + sentence.start - before.start))
    return quote_inside(sentence, place)


def _as_value(quote: Quote, low: float, high: float, unit: str, qualifier: str) -> Value:
    place = {"text": quote.text, "start": quote.start, "end": quote.end, "in_": quote.in_}
    return Value.model_validate({**place, "low": low, "high": high, "unit": unit, "qualifier": qualifier})


def _build_name(claim: Claim, field: Field, typed: str, vocabulary: Vocabulary, elsewhere: Sequence[Quote]) -> Name:
    name = vocabulary.canonical(field, typed.strip())
    quote = _find_name(claim, field, typed.strip(), vocabulary, elsewhere)
    if quote is None:
        start = claim.sentence.start
        quote = Quote(text="", start=start, end=start, in_=claim.sentence.in_)
    return Name(text=quote.text, start=quote.start, end=quote.end, in_=quote.in_, name=name)


def _build_metric(claim: Claim, typed: str, vocabulary: Vocabulary, elsewhere: Sequence[Quote]) -> Metric | None:
    if is_nothing(typed):
        return None
    name = vocabulary.canonical("metric", typed.strip())
    quote = _find_name(claim, "metric", typed.strip(), vocabulary, elsewhere)
    if quote is None:
        return Metric(text=name, name=name, inferred=True)
    return Metric(text=quote.text, name=name, start=quote.start, end=quote.end, in_=quote.in_)


def _find_name(
    claim: Claim, field: Field, typed: str, vocabulary: Vocabulary, elsewhere: Sequence[Quote]
) -> Quote | None:
    """Return where the paper writes a name: what the claim quotes already, else the sentence, else the title."""
    quoted = [*claim.benchmarks, *(item for item in (claim.model, claim.base_model, claim.baseline) if item)]
    for item in quoted:
        if typed in (item.text, item.name) and item.text:
            return item
    title = Quote(text=claim.title, start=0, end=len(claim.title), in_="title")
    for where in (claim.sentence, title, *elsewhere):
        for spelling in vocabulary.spellings(field, typed):
            span = find_words(where.text, spelling)
            if span:
                return quote_inside(where, span)
    return None


def find_words(text: str, words: str) -> Span | None:
    """Return the first place where a text has these words whole, as written if it can be, else in another case."""
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)"
    found = re.search(pattern, text) or re.search(pattern, text, re.IGNORECASE)
    return Span(*found.span()) if found and words.strip() else None


def quote_inside(where: Quote, span: Span) -> Quote:
    """Return the quote of a stretch of another quote; `span` counts from the beginning of `where`."""
    return Quote(
        text=where.text[span.start : span.end],
        start=where.start + span.start,
        end=where.start + span.end,
        in_=where.in_,
    )
