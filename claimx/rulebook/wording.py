"""Word lists that the steps after the rules consult, from ``rules/assembly-words.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimx.rulebook.strict_yaml import load_yaml


@dataclass(frozen=True, slots=True)
class Wording:
    """The lists of ``assembly-words.yaml``; see there what each is for."""

    no_metric: frozenset[str]
    no_metric_heads: frozenset[str]
    strip_left: frozenset[str]
    keep_left_baseline: frozenset[str]
    aggregates: dict[str, str]
    lower_is_better: frozenset[str]
    time_words: frozenset[str]
    metric_tails: frozenset[str]
    physical: frozenset[str]
    generic_subject: frozenset[str]
    others: frozenset[str]
    records: frozenset[str]
    earlier: frozenset[str]
    no_agent: frozenset[str]
    costs: frozenset[str]
    resources: frozenset[str]
    judges: frozenset[str]
    judging: frozenset[str]
    activities: frozenset[str]
    sized: frozenset[str]
    anaphors: frozenset[str]
    shifts: frozenset[str]
    case_openings: frozenset[str]
    case_exceptions: frozenset[str]
    irregular_plurals: frozenset[str]


def load_wording(path: Path) -> Wording:
    """Read ``assembly-words.yaml``."""
    data = load_yaml(path)
    return Wording(
        no_metric=frozenset(data["no-metric"]["words"]),
        no_metric_heads=frozenset(data["no-metric-heads"]["words"]),
        strip_left=frozenset(data["strip-left"]["words"]),
        keep_left_baseline=frozenset(data["keep-left-baseline"]["words"]),
        aggregates=dict(data["aggregates"]["words"]),
        lower_is_better=frozenset(data["lower-is-better"]["words"]),
        time_words=frozenset(data["time-words"]["words"]),
        metric_tails=frozenset(data["metric-tails"]["words"]),
        physical=frozenset(data["physical-dimensions"]["words"]),
        generic_subject=frozenset(data["generic-subject"]["words"]),
        others=frozenset(data["others"]["words"]),
        records=frozenset(data["records"]["words"]),
        earlier=frozenset(data["earlier"]["words"]),
        no_agent=frozenset(data["no-agent"]["words"]),
        costs=frozenset(data["costs"]["words"]),
        resources=frozenset(data["resources"]["words"]),
        judges=frozenset(data["judges"]["words"]),
        judging=frozenset(data["judging"]["words"]),
        activities=frozenset(data["activities"]["words"]),
        sized=frozenset(data["sized"]["words"]),
        anaphors=frozenset(data["anaphors"]["words"]),
        shifts=frozenset(data["shifts"]["words"]),
        case_openings=frozenset(data["case-openings"]["words"]),
        case_exceptions=frozenset(data["case-exceptions"]["words"]),
        irregular_plurals=frozenset(data["irregular-plurals"]["words"]),
    )
