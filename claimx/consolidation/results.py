"""One claim made comparable: canonical names, the column it belongs to, the number in that column's unit."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimx.consolidation.names import NameInfo, Names, name_key
from claimx.consolidation.numbers import Printed, print_value, read_printed
from claimx.consolidation.settings import Setting, SettingRule, find_setting
from claimx.model import Claim, Column, Entry, Evidence, Mark, Measure

_RATIO_PLACES = 2  # a proportion times 10**2 is a percentage


@dataclass(frozen=True, slots=True)
class Result:
    """A claim with everything that decides where it stands in a table.

    Args:
        claim: The claim.
        column: The column it belongs to.
        model: Canonical name of the system, or empty; likewise `base_model` and `baseline`.
        printed: The number in the column's unit, with its printed precision.
        entry: What a cell shows of it.
        is_own: Whether the title names the system, so that the paper is the system's own.
    """

    claim: Claim
    column: Column
    model: str
    base_model: str
    baseline: str
    printed: Printed
    entry: Entry
    is_own: bool

    @property
    def system(self) -> tuple[str, str]:
        """Identity of the system: model and backbone, up to spelling."""
        return name_key(self.model), name_key(self.base_model)

    def contradicts(self, other: Result) -> bool:
        """Say whether the two values cannot both be true of one thing, bounds and rounding allowed for.

        Rounding is that of the coarser value: 80 and 80.4 may be one number, 80.4 and 80.5 may not.
        """
        if {self.claim.direction, other.claim.direction} == {"up", "down"}:
            return True
        (low, high), (other_low, other_high) = self._extent, other._extent
        return max(low - other_high, other_low - high) > max(self._step, other._step) + 1e-9

    @property
    def _step(self) -> float:
        is_about = self.claim.value.qualifier == "about"
        return float(self.printed.round_step if is_about else self.printed.half_step)

    @property
    def _extent(self) -> tuple[float, float]:
        """The magnitudes that the value allows as printed."""
        qualifier = self.claim.value.qualifier
        low = -math.inf if qualifier in ("up_to", "under") else float(self.printed.low)
        return low, math.inf if qualifier == "over" else float(self.printed.high)

    def repeats(self, other: Result) -> bool:
        """Say whether the two values are one result, printed twice (perhaps to another precision)."""
        first, second = self.claim.value.qualifier, other.claim.value.qualifier
        if not (first == second or {first, second} <= {"", "about"}) or self.contradicts(other):
            return False
        if self.printed.low == other.printed.low and self.printed.high == other.printed.high:
            return True
        is_range = self.printed.low != self.printed.high or other.printed.low != other.printed.high
        return not is_range and first not in ("up_to", "over", "under")


def read_results(claims: Sequence[Claim], names: Names, rules: Sequence[SettingRule]) -> list[Result]:
    """Return every claim as a result, in the order given.

    Args:
        claims: The claims.
        names: Their canonical names.
        rules: What counts as a setting.
    """
    sentences: dict[tuple[str, str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        sentences[_place(claim)].append(claim)
    return [_read(claim, names, find_setting(claim, sentences[_place(claim)], rules)) for claim in claims]


def _place(claim: Claim) -> tuple[str, str, int]:
    return claim.doc_id, claim.sentence.in_, claim.sentence.start


def _read(claim: Claim, names: Names, setting: Setting) -> Result:
    doc = claim.doc_id
    model = names.resolve("models", claim.model.name if claim.model else "", doc)
    base_model = names.resolve("models", claim.base_model.name if claim.base_model else "", doc)
    baseline = names.resolve("models", claim.baseline.name if claim.baseline else "", doc)
    metric = names.info("metrics", names.resolve("metrics", claim.metric.name if claim.metric else "", doc))
    benchmarks = [names.info("benchmarks", names.resolve("benchmarks", item.name, doc)) for item in claim.benchmarks]
    benchmarks = list({name_key(item.name): item for item in benchmarks}.values())

    measure = find_measure(claim, metric)
    unit, printed, notes, is_converted = _to_column_unit(claim, metric, measure)
    column = _column(benchmarks, metric, setting, measure, unit, doc)
    if claim.from_:
        notes = (*notes, f"from {claim.from_.text}")
    is_own = _names_itself(claim, model, names)
    entry = _entry(claim, column, printed, model, baseline, notes)
    marks: set[Mark] = {"converted"} if is_converted else set()
    if model and not is_own and _is_somebody_elses(claim, model, names):
        marks.add("reported")
    return Result(claim, column, model, base_model, baseline, printed, replace(entry, marks=frozenset(marks)), is_own)


def find_measure(claim: Claim, metric: NameInfo) -> Measure:
    """Return what sort of number a claim states.

    A difference in percent of a metric that is no proportion (latency, tokens) can only be relative; of a
    proportion it is open, unless the paper says.
    """
    unit = claim.value.unit
    if claim.kind == "transition":
        return "level"
    if claim.kind == "score":
        return "share" if unit == "x" or (claim.baseline is not None and unit == "%") else "level"
    if unit == "x":
        return "factor"
    if unit != "%" or claim.scale == "absolute":
        return "delta"
    if claim.scale == "relative" or metric.unit not in ("", "%"):
        return "relative change"
    return "change"


def _to_column_unit(claim: Claim, metric: NameInfo, measure: Measure) -> tuple[str, Printed, tuple[str, ...], bool]:
    """Return (unit, number, notes, converted) in the unit of the column that the claim belongs to."""
    value, printed = claim.value, read_printed(claim.value)
    if measure == "delta" and value.unit == "%":
        return "points", printed, (), False
    if metric.unit != "%" or value.unit not in ("", "points") or measure not in ("level", "delta"):
        return value.unit, printed, (), False
    percent = "%" if measure == "level" else "points"
    if value.unit == "points":
        return percent, printed, (), False
    if printed.high > 1:
        # a proportion cannot exceed 1, so the percent sign was left out
        return percent, printed, (f"printed without a unit, read as {percent}",), False
    has_decimals = "." in f"{printed.low:f}"
    if measure == "level" and has_decimals and printed.high <= 1:
        return "%", printed.scaled(_RATIO_PLACES), (f"converted from {printed.digits}",), True
    return "", printed, (), False


def _column(
    benchmarks: Sequence[NameInfo], metric: NameInfo, setting: Setting, measure: Measure, unit: str, doc_id: str
) -> Column:
    only_here = "" if benchmarks else doc_id
    tasks = {item.task for item in benchmarks}
    parts = [
        "+".join(sorted(name_key(item.name) for item in benchmarks)),
        name_key(metric.name),
        ",".join(f"{dimension}={value}" for dimension, value in setting),
        measure,
        unit.casefold(),
        only_here,
    ]
    return Column(
        key="|".join(parts),
        benchmarks=tuple(sorted((item.name for item in benchmarks), key=str.casefold)),
        metric=metric.name,
        setting=setting,
        measure=measure,
        unit=unit,
        better=metric.better,
        task=next(iter(tasks)) if len(tasks) == 1 else "",
        doc_id=only_here,
    )


def _entry(claim: Claim, column: Column, printed: Printed, model: str, baseline: str, notes: tuple[str, ...]) -> Entry:
    text, digits = print_value(
        printed.digits,
        measure=column.measure,
        unit=column.unit,
        qualifier=claim.value.qualifier,
        direction=claim.direction,
    )
    is_level = column.measure in ("level", "share")
    sign = -1.0 if claim.direction == "down" and not is_level else 1.0
    ends = sorted((sign * float(printed.low), sign * float(printed.high)))
    return Entry(
        text=text,
        digits=digits,
        number=ends[0],
        high=ends[1],
        unit=column.unit,
        qualifier=claim.value.qualifier,
        kind=claim.kind,
        direction=claim.direction,
        model=model,
        baseline=baseline,
        evidence=(Evidence.of(claim),),
        notes=notes,
    )


def _names_itself(claim: Claim, model: str, names: Names) -> bool:
    wordings = (model, claim.model.text if claim.model else "")
    return any(claim.doc_id in names.own_papers(text) for text in wordings)


def _is_somebody_elses(claim: Claim, model: str, names: Names) -> bool:
    """Say whether a system that the title does not name is certainly not the paper's own."""
    is_compared = name_key(model) in names.baselines(claim.doc_id)
    return is_compared or names.is_known("models", model) or bool(names.own_papers(model))
