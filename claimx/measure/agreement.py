"""When a claim's slot says the same as a gold label's: the comparisons of the labelling guidelines, section 4."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from claimx.measure.gold import GoldClaim
from claimx.model import Claim, Name

SLOTS = (
    "kind",
    "value",
    "unit",
    "direction",
    "qualifier",
    "aggregate",
    "benchmarks",
    "metric",
    "model",
    "base_model",
    "baseline",
)

# Strings whose tokens overlap with this F1 or more say the same.
ENOUGH_IN_COMMON = 0.6

_ARTICLES = {"the", "a", "an", "our", "their", "its", "this", "these"}
_LATEX = re.compile(r"\\[a-zA-Z]+|[{}$\\~]")
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s\b", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[^\W\d_]+")
_UNIT_NAMES = {
    "percent": "%",
    "percentage points": "points",
    "percentage point": "points",
    "pp": "points",
    "point": "points",
    "times": "x",
    "×": "x",
    "fold": "x",
    "-fold": "x",
}
_FIXED_UNITS = {"%", "x", "points", "ms", "s"}


def slots_right(label: GoldClaim, claim: Claim) -> dict[str, bool]:
    """Return for each slot whether the claim is right in it, by any annotator's reading."""
    readings = [_slots_right(reading, claim) for reading in label.readings]
    return {slot: any(reading[slot] for reading in readings) for slot in SLOTS}


def levels(right: dict[str, bool]) -> tuple[bool, bool, bool, bool]:
    """Return whether a matched claim counts at L1, L2, L3 and L4."""
    l2 = right["kind"] and right["value"] and right["unit"] and right["direction"]
    l3 = l2 and right["benchmarks"] and right["metric"]
    return True, l2, l3, l3 and right["model"] and right["baseline"]


def _slots_right(label: GoldClaim, claim: Claim) -> dict[str, bool]:
    metric = claim.metric.text if claim.metric else ""
    # An inferred metric says no more than none; so does "performance".
    says_nothing = bool(claim.metric and claim.metric.inferred) or is_same(metric, "performance")
    return {
        "kind": label.kind == claim.kind,
        "value": _is_value_right(label, claim),
        "unit": _unit(label.unit) == _unit(claim.value.unit),
        "direction": (label.kind == "delta" and not label.direction) or label.direction == claim.direction,
        "qualifier": label.qualifier == claim.value.qualifier,
        "aggregate": label.aggregate == claim.aggregate,
        "benchmarks": _are_benchmarks_right(label.benchmarks, [name.text for name in claim.benchmarks]),
        "metric": _is_name_right(label.metric, metric, lenient=says_nothing),
        "model": _is_name_right(label.model, _text(claim.model), lenient=True),
        "base_model": _is_name_right(label.base_model, _text(claim.base_model)),
        "baseline": _is_name_right(label.baseline, _text(claim.baseline)),
    }


def is_same(left: str, right: str) -> bool:
    """Say whether two strings name the same thing: equal tokens, or a token F1 of 0.6 or more."""
    left_tokens, right_tokens = _tokens(left), _tokens(right)
    if "".join(left_tokens) == "".join(right_tokens):
        return True
    common = sum((Counter(left_tokens) & Counter(right_tokens)).values())
    return bool(common) and 2 * common / (len(left_tokens) + len(right_tokens)) >= ENOUGH_IN_COMMON


def _tokens(text: str) -> list[str]:
    """Return words and numbers in lower case, without articles, LaTeX marks, possessive s and punctuation."""
    text = _POSSESSIVE.sub("", _LATEX.sub(" ", text)).lower()
    return [token for token in _TOKEN.findall(text) if token not in _ARTICLES]


def _numbers(text: str) -> list[str]:
    return [token for token in _tokens(text) if token[0].isdigit()]


def _is_name_right(right_answers: Sequence[str], text: str, *, lenient: bool = False) -> bool:
    """Compare a name with all right answers; `lenient` lets any name stand where gold has none."""
    if not right_answers:
        return lenient or not text
    return any(is_same(answer, text) for answer in right_answers) or ("" in right_answers and not text)


def _are_benchmarks_right(labels: Iterable[str | tuple[str, ...]], texts: Sequence[str]) -> bool:
    """Say whether labels and texts pair up one to one; names that differ in a number never pair."""
    left = list(texts)
    for label in labels:
        answers = (label,) if isinstance(label, str) else label
        hit = next((text for text in left if any(_is_equal(answer, text) for answer in answers)), None)
        if hit is None:
            hit = next((text for text in left if any(_is_alike(answer, text) for answer in answers)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def _is_equal(left: str, right: str) -> bool:
    return "".join(_tokens(left)) == "".join(_tokens(right))


def _is_alike(left: str, right: str) -> bool:
    return is_same(left, right) and _numbers(left) == _numbers(right)


def _is_value_right(label: GoldClaim, claim: Claim) -> bool:
    if not (_is_close(label.low, claim.value.low) and _is_close(label.high, claim.value.high)):
        return False
    return label.kind != "transition" or _is_close(label.from_value, claim.from_.low if claim.from_ else None)


def _is_close(left: float | None, right: float | None) -> bool:
    if left is None or right is None:
        return left is right
    return abs(left - right) <= 1e-6 * max(1.0, abs(left))


def _unit(unit: str) -> str:
    unit = unit.strip()
    unit = _UNIT_NAMES.get(unit.lower(), unit)
    return unit if unit in _FIXED_UNITS else re.sub(r"[\s\-]+", " ", unit.lower()).rstrip("s")


def _text(name: Name | None) -> str:
    return name.text if name else ""
