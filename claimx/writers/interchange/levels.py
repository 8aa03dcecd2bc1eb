"""Which claims are results that a leaderboard can hold, and how it names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claimx.model import Claim, Metric, Name
from claimx.writers.interchange.export import Context, LeftOut
from claimx.writers.wording import printed_result, printed_value, readable

_NO_SLUG = re.compile(r"[^a-z0-9]+")


def find_obstacle(claim: Claim) -> str:
    """Return why a claim is no result of one system on one benchmark in one metric, or nothing where it is one."""
    if claim.kind == "delta":
        return "a difference, not a level"
    if claim.value.unit == "x" or (claim.kind == "score" and claim.baseline is not None):
        return "a share of a baseline, not a level"
    if claim.value.low != claim.value.high:
        return "a range, not one value"
    if len(claim.benchmarks) > 1:
        return "one value over several benchmarks"
    for slot, item in (("benchmark", claim.benchmarks), ("metric", claim.metric), ("model", claim.model)):
        if not item:
            return f"no {slot} is named"
    return ""


def split_levels(
    claims: Iterable[Claim], context: Context, left_out: list[LeftOut]
) -> Iterator[tuple[Claim, Name, Metric]]:
    """Yield each result once, with its benchmark and metric; add all other claims to `left_out`.

    A paper that states a result twice (in abstract and conclusion, say) has it once.
    """
    first: dict[tuple[str, ...], str] = {}
    for claim in claims:
        obstacle = find_obstacle(claim)
        if obstacle or claim.metric is None:
            left_out.append(LeftOut(claim, obstacle))
            continue
        benchmark = claim.benchmarks[0]
        result = (
            claim.doc_id,
            label_system(claim),
            benchmark.name,
            label_metric(claim, context),
            printed_value(claim.value),
        )
        if result in first:
            left_out.append(LeftOut(claim, f"the same result as claim {first[result]}"))
            continue
        first[result] = claim.id
        yield claim, benchmark, claim.metric


def label_system(claim: Claim) -> str:
    """Return the name that the result goes under: a method on two backbones is two systems."""
    model = readable(claim.model.name) if claim.model else ""
    return f"{model} ({readable(claim.base_model.name)})" if claim.base_model else model


def label_metric(claim: Claim, context: Context) -> str:
    """Return the metric with all that makes values incomparable: ``accuracy (5-shot, average)``.

    An inferred metric, which no text states, has a question mark.
    """
    assert claim.metric is not None
    settings = context.settings.get(claim.id, (claim.aggregate,) if claim.aggregate else ())
    name = readable(claim.metric.name) + ("?" if claim.metric.inferred else "")
    return f"{name} ({', '.join(settings)})" if settings else name


def describe_result(claim: Claim, context: Context) -> str:
    """Return what the paper says in one line, with the claim's id, so that a number can be traced back."""
    return f"{label_metric(claim, context)}: {printed_result(claim)}; claimx claim {claim.id}"


def slug(text: str) -> str:
    """Return a name for files and ids: lower-case ASCII letters, digits and hyphens; never empty."""
    return _NO_SLUG.sub("-", text.lower()).strip("-") or "unnamed"


class Slugs:
    """Gives every key a slug of its own: two names with one slug get ``-2``, ``-3`` behind it, in order of use."""

    def __init__(self) -> None:
        self._given: dict[str, str] = {}
        self._used: set[str] = set()

    def of(self, key: str) -> str:
        """Return the key's slug, the same one each time."""
        if key not in self._given:
            base = slug(key)
            candidates = (f"{base}-{number}" if number > 1 else base for number in range(1, len(self._used) + 2))
            self._given[key] = next(name for name in candidates if name not in self._used)
            self._used.add(self._given[key])
        return self._given[key]
