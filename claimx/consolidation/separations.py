"""Why two columns of one benchmark are two: the difference that makes their values incomparable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from claimx.consolidation.names import name_key
from claimx.model import Column, Separation


def find_separations(columns: Sequence[Column]) -> tuple[Separation, ...]:
    """Return, for every benchmark with several columns, the differences that keep neighbours apart.

    Only pairs with the same metric (or none) are listed: that accuracy and latency differ needs no saying. Of these,
    a column's nearest ones: those with the fewest differences.
    """
    by_benchmark: dict[tuple[str, ...], list[Column]] = defaultdict(list)
    for column in columns:
        if column.benchmarks:
            by_benchmark[tuple(sorted(map(name_key, column.benchmarks)))].append(column)
    return tuple(separation for group in by_benchmark.values() for separation in _separate(group))


def _separate(group: Sequence[Column]) -> list[Separation]:
    pairs = [
        (first, second, describe_differences(first, second))
        for place, first in enumerate(group)
        for second in group[place + 1 :]
        if "" in (first.metric, second.metric) or name_key(first.metric) == name_key(second.metric)
    ]
    fewest: dict[str, int] = {}
    for first, second, differences in pairs:
        for key in (first.key, second.key):
            fewest[key] = min(fewest.get(key, len(differences)), len(differences))
    return [
        Separation(_subject(first, second), (first.key, second.key), "; ".join(differences))
        for first, second, differences in pairs
        if len(differences) in (fewest[first.key], fewest[second.key])
    ]


def _subject(first: Column, second: Column) -> str:
    metric = first.metric if first.metric and second.metric else ""
    return " · ".join(part for part in (", ".join(first.benchmarks), metric) if part)


def describe_differences(first: Column, second: Column) -> list[str]:
    """Return what differs between two columns, one clause a difference ("shots: 0-shot / not stated")."""
    unstated = "not stated"
    differences = []
    if name_key(first.metric) != name_key(second.metric):
        differences.append(f"metric: {first.metric or unstated} / {second.metric or unstated}")
    settings = dict(first.setting), dict(second.setting)
    for dimension in dict.fromkeys([*settings[0], *settings[1]]):
        values = [setting.get(dimension, unstated) for setting in settings]
        if values[0] != values[1]:
            differences.append(f"{dimension}: {values[0]} / {values[1]}")
    if first.measure != second.measure:
        differences.append(f"measure: {first.measure} / {second.measure}")
    elif first.unit.casefold() != second.unit.casefold():
        differences.append(f"scale: {first.unit or 'no unit'} / {second.unit or 'no unit'}")
    if first.doc_id != second.doc_id:
        differences.append("no benchmark named")
    return differences
