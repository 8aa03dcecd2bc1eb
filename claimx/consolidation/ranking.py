"""Best and second of a column: never for a value that something printed in the column may beat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimx.model import Column, Entry, Mark


def rank_column(column: Column, entries: Sequence[Entry]) -> Mapping[int, Mark]:
    """Return the places of the best and the second-best entries; ties share a mark.

    Nothing is ranked where the metric's good end is not known, where fewer than two values stand, or where
    differences are against unlike (or unnamed) baselines. Bounded, ranged and conflicting values keep their
    place in the order but get no mark, so that a marked value is beaten by none that is printed.

    Args:
        column: The column.
        entries: All its entries.
    """
    if not column.better or len(entries) < 2:
        return {}
    if column.measure != "level":
        baselines = {entry.baseline.casefold() for entry in entries}
        if len(baselines) > 1 or "" in baselines:
            return {}
    is_higher = column.better == "higher"
    numbers = [entry.high if is_higher else entry.number for entry in entries]
    order = sorted(set(numbers), reverse=is_higher)
    marks: dict[int, Mark] = {}
    for mark, number in zip(("best", "second"), order[:2], strict=False):
        for index, entry in enumerate(entries):
            if numbers[index] == number and _is_exact(entry):
                marks[index] = "best" if mark == "best" else "second"
    return marks


def _is_exact(entry: Entry) -> bool:
    return not entry.qualifier and entry.number == entry.high and "conflict" not in entry.marks
