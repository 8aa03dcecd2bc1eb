"""Sums that a sentence lets us do: from 50% to 71% is +21 points, +42% and 1.42 times."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimx.consolidation.names import name_key
from claimx.consolidation.numbers import bounds, read_printed
from claimx.model import Claim, Finding, Value

CHECK = "arithmetic"
_COUNTS = re.compile(r"(\d+)\s*/\s*(\d+)")


@dataclass(frozen=True, slots=True)
class _Move:
    """Two levels of one thing that a sentence states: before and after."""

    before: Value
    after: Value
    claim: Claim


def check_arithmetic(claims: Iterable[Claim]) -> list[Finding]:
    """Check every difference against the two levels that the same sentence states.

    Levels come from a transition, or from the scores of the difference's own model and of its baseline. A
    difference in percent may be points or relative unless the paper says which; rounding of all three numbers is
    allowed for; bounded values are left alone.

    Args:
        claims: Claims of any number of papers.

    Returns:
        One finding for every claim that does not fit, in the order of the claims.
    """
    sentences: dict[tuple[str, str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        sentences[claim.doc_id, claim.sentence.in_, claim.sentence.start].append(claim)
    return [finding for members in sentences.values() for finding in _check_sentence(members)]


def _check_sentence(claims: list[Claim]) -> Iterator[Finding]:
    for claim in claims:
        if claim.kind == "transition":
            yield from _check_direction(claim)
        elif claim.kind == "delta" and _is_point(claim.value):
            moves = [move for move in _find_moves(claims, claim) if _is_point(move.before) and _is_point(move.after)]
            # with several pairs of levels to choose from, one that fits is enough and none proves nothing
            if len(moves) == 1 and not _fits(moves[0], claim):
                yield Finding(claim.id, CHECK, _explain(moves[0], claim))


def _check_direction(claim: Claim) -> Iterator[Finding]:
    before, after = claim.from_, claim.value
    if before is None or before.unit != after.unit or not claim.direction:
        return
    if (after.low > before.high and claim.direction == "down") or (after.high < before.low and claim.direction == "up"):
        words = f"from {before.text} to {after.text} is not {claim.direction}"
        yield Finding(claim.id, CHECK, words)


def _is_point(value: Value) -> bool:
    return value.low == value.high and value.qualifier in ("", "about")


def _find_moves(claims: list[Claim], delta: Claim) -> Iterator[_Move]:
    same = [claim for claim in claims if claim is not delta and _same_measurement(claim, delta)]
    for claim in same:
        is_same_model = not (claim.model and delta.model) or _key(claim.model) == _key(delta.model)
        is_same_baseline = not delta.baseline or _key(claim.baseline) == _key(delta.baseline)
        if claim.kind == "transition" and claim.from_ and is_same_model and is_same_baseline:
            yield _Move(claim.from_, claim.value, claim)
    scores = [claim for claim in same if claim.kind == "score"]
    own = [claim for claim in scores if delta.model and _key(claim.model) == _key(delta.model)]
    base = [claim for claim in scores if delta.baseline and _key(claim.model) == _key(delta.baseline)]
    if len(own) == 1 and len(base) == 1 and own[0].value.unit == base[0].value.unit:
        yield _Move(base[0].value, own[0].value, own[0])


def _key(name: object) -> str:
    return name_key(getattr(name, "name", ""))


def _same_measurement(claim: Claim, delta: Claim) -> bool:
    benchmarks = [{name_key(item.name) for item in each.benchmarks} for each in (claim, delta)]
    metrics = [_key(each.metric) for each in (claim, delta)]
    return benchmarks[0] == benchmarks[1] and (metrics[0] == metrics[1] or "" in metrics)


def _fits(move: _Move, delta: Claim) -> bool:
    low, high = bounds(read_printed(delta.value), delta.value.qualifier)
    signs = (1,) if delta.direction == "up" else (-1,) if delta.direction == "down" else (1, -1)
    implied = list(_implied(move, delta))
    # what cannot be worked out (a start of zero, unlike units) is not a mismatch
    return not implied or any(
        max(low, first) <= min(high, last) + 1e-9
        for name, start, end in implied
        for sign in ((1,) if name == "factor" else signs)
        for first, last in [sorted((sign * start, sign * end))]
    )


def _implied(move: _Move, delta: Claim) -> Iterator[tuple[str, float, float]]:
    """Yield (what, least, most) for the differences that the two levels allow; signed, upwards positive."""
    if move.before.unit != move.after.unit:
        return
    shares = _share(move.before), _share(move.after)
    if shares[0] and shares[1]:
        before, after = (shares[0], shares[0]), (shares[1], shares[1])
    else:
        before, after = bounds(read_printed(move.before), ""), bounds(read_printed(move.after), "")
    unit, is_positive = delta.value.unit, before[0] > 0 and after[0] > 0
    if unit == "x":
        if is_positive:
            ratios = (after[0] / before[1], after[1] / before[0])
            is_up = delta.direction == "up" or (not delta.direction and move.after.low >= move.before.low)
            yield "factor", *(ratios if is_up else (1 / ratios[1], 1 / ratios[0]))
        return
    if unit != "%" or delta.scale != "relative":
        # proportions of 1 differ by hundredths where the difference is in points
        is_proportion = all(shares) or (not move.after.unit and max(before[1], after[1]) <= 1.05)
        scale = 100 if unit in ("%", "points") and is_proportion else 1
        yield "points", scale * (after[0] - before[1]), scale * (after[1] - before[0])
    if unit == "%" and delta.scale != "absolute" and is_positive:
        yield "relative", 100 * (after[0] / before[1] - 1), 100 * (after[1] / before[0] - 1)


def _share(value: Value) -> float:
    """Return the share that "82/240" is, which points are counted in; 0 for any other value."""
    counts = _COUNTS.search(value.text)
    return int(counts.group(1)) / int(counts.group(2)) if counts and int(counts.group(2)) else 0.0


def _explain(move: _Move, delta: Claim) -> str:
    shares = _share(move.before), _share(move.after)
    before, after = shares if all(shares) else (move.before.low, move.after.low)
    parts = [f"{after - before:+.4g} points" if move.after.unit == "%" else f"{after - before:+.4g}"]
    if before:
        parts += [f"{100 * (after / before - 1):+.3g}%", f"{after / before:.3g} times"]
    sign = {"up": "+", "down": "−", "": ""}[delta.direction]
    levels = f"from {move.before.text} to {move.after.text}"
    unit = "" if delta.value.unit in ("%", "x") or delta.value.unit in delta.value.text else f" {delta.value.unit}"
    return f"{levels} is {' or '.join(parts)}; the sentence says {sign}{delta.value.text.lstrip('+-−')}{unit}"
