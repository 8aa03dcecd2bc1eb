"""The print order of a table, and the headings over its groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from claimx.consolidation.names import name_key
from claimx.model import Column, Group, Row

COLUMN_GROUPS = ("task", "metric")
OTHER = "other"
"""Heading of what has no value for the grouping."""


def group_label(item: Row | Column, group_by: str) -> str:
    """Return the heading that a row or column stands under, or an empty string."""
    if isinstance(item, Column):
        return {"task": item.task, "metric": item.metric}.get(group_by, "")
    year = item.date[:4] if item.date else ""
    paper = item.title or item.doc_id
    return {"maker": item.maker, "base_model": item.base_model, "paper": paper, "year": year}.get(group_by, "")


def sort_columns(columns: Sequence[Column], places: Iterable[tuple[str, str]], group_by: str) -> tuple[Column, ...]:
    """Sort columns: by group; benchmarks with the most values first, a benchmark's columns together.

    Args:
        columns: The columns.
        places: (row key, column key) of every filled cell.
        group_by: See `group_label`.
    """
    filled = Counter(column for _, column in places)
    of_benchmark: Counter[tuple[str, ...]] = Counter()
    for column in columns:
        of_benchmark[column.benchmarks] += filled[column.key]

    def order(column: Column) -> tuple[object, ...]:
        return (
            *_group_order(column, group_by),
            not column.benchmarks,
            -of_benchmark[column.benchmarks],
            tuple(map(name_key, column.benchmarks)),
            -filled[column.key],
            column.label.casefold(),
            column.key,
        )

    return tuple(sorted(columns, key=order))


def sort_rows(rows: Sequence[Row], group_by: str) -> tuple[Row, ...]:
    """Sort rows: by group; named systems by name, the reports of one system by date."""

    def order(row: Row) -> tuple[object, ...]:
        named = row.model or row.base_model or row.label
        is_unnamed = row.label.startswith("(")
        return (*_group_order(row, group_by), is_unnamed, name_key(named), row.label, row.date or "9999", row.key)

    return tuple(sorted(rows, key=order))


def _group_order(item: Row | Column, group_by: str) -> tuple[bool, str]:
    label = group_label(item, group_by)
    return not label, label.casefold()


def build_groups(rows: Sequence[Row], columns: Sequence[Column], group_by: str) -> tuple[Group, ...]:
    """Return the headings over neighbouring rows or columns; none where nothing has a value for the grouping."""
    if not group_by:
        return ()
    items: Sequence[Row | Column] = columns if group_by in COLUMN_GROUPS else rows
    runs = [(label, tuple(item.key for item in run)) for label, run in
            groupby(items, key=lambda item: group_label(item, group_by))]  # fmt: skip
    if all(not label for label, _ in runs):
        return ()
    axis = "column" if group_by in COLUMN_GROUPS else "row"
    return tuple(Group(label or OTHER, "column" if axis == "column" else "row", keys) for label, keys in runs)
