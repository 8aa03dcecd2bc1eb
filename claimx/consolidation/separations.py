"""Why two columns of one benchmark are two: the difference that makes their values incomparable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from claimx.consolidation.names import name_key
from claimx.model import Column, Separation


def find_separations(columns: Sequence[Column]) -> tuple[Separation, ...]:
    """Return, for every benchmark with several columns, the differences that keep them apart, pair by pair.

    Only pairs with the same metric (or none) are listed: that accuracy and latency differ needs no saying.
    """
    by_benchmark: dict[tuple[str, ...], list[Column]] = defaultdict(list)
    for column in columns:
        if column.benchmarks:
            by_benchmark[tuple(sorted(map(name_key, column.benchmarks)))].append(column)
    return tuple(
        Separation(", ".join(first.benchmarks), (first.key, second.key), "; ".join(describe_differences(first, second)))
        for group in by_benchmark.values()
        for place, first in enumerate(group)
        for second in group[place + 1 :]
        if "" in (first.metric, second.metric) or name_key(first.metric) == name_key(second.metric)
    )


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
