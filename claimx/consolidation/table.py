"""Claims to a results table: one pure function, and every claim accounted for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from claimx.consolidation.arithmetic import check_arithmetic
from claimx.consolidation.conflicts import Policy, settle_conflicts
from claimx.consolidation.duplicates import Merged, merge_duplicates
from claimx.consolidation.names import NameLookup, Names, name_key
from claimx.consolidation.order import build_groups, sort_columns, sort_rows
from claimx.consolidation.ranking import rank_column
from claimx.consolidation.results import Result, read_results
from claimx.consolidation.separations import find_separations
from claimx.consolidation.settings import SettingRule
from claimx.model import Cell, Claim, Column, Entry, Evidence, Exclusion, ResultsTable, Row, RowsBy

GroupBy = Literal["", "task", "metric", "maker", "paper", "base_model", "year"]
GROUPS: tuple[GroupBy, ...] = ("task", "metric", "maker", "paper", "base_model", "year")

NOTHING_TO_COMPARE = "no benchmark and no metric: nothing to compare by"
NO_BENCHMARK = "no benchmark named: no other paper's value compares"


@dataclass(frozen=True, slots=True)
class TableOptions:
    """What a table shows.

    Args:
        rows_by: What a row is: a system as one paper reports it, a backbone likewise, or a paper.
        transposed: Whether the measurements become the lines.
        group_by: What neighbouring rows or columns share; empty for no groups.
        metrics: Canonical or alias names; only these are shown. Empty for all.
        benchmarks: Likewise.
        on_conflict: See `Policy`.
        keep_unnamed: Whether results without a named benchmark get a column, of their paper alone.
        min_rows: Columns with fewer filled rows are left out.
    """

    rows_by: RowsBy = "model"
    transposed: bool = False
    group_by: GroupBy = ""
    metrics: tuple[str, ...] = ()
    benchmarks: tuple[str, ...] = ()
    on_conflict: Policy = "mark"
    keep_unnamed: bool = False
    min_rows: int = 1


@dataclass(slots=True)
class _Selection:
    kept: list[Result] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)


def build_table(
    claims: Sequence[Claim],
    lookup: NameLookup,
    rules: Sequence[SettingRule],
    options: TableOptions | None = None,
    *,
    excluded: Sequence[Exclusion] = (),
) -> ResultsTable:
    """Bring claims together in a table.

    Every claim ends in exactly one place: as evidence of one entry, or in an exclusion with its reason.

    Args:
        claims: In document order; the ones that stand after review.
        lookup: The lexicons.
        rules: What counts as a setting, see `load_settings`.
        options: What to show.
        excluded: Claims that were taken out before (by a reviewer), to be listed with the others.
    """
    options = options or TableOptions()
    names = Names(claims, lookup)
    selection = _select(read_results(claims, names, rules), names, options)
    settled = settle_conflicts(merged := merge_duplicates(selection.kept), options.on_conflict)
    placed = [(merged[index], _row(merged[index].best_printed, options.rows_by, names), entry)
              for index, entry in settled.entries]  # fmt: skip
    placed, sparse = _drop_sparse(placed, options.min_rows)

    columns = {group.column.key: group.column for group, _, _ in placed}
    rows = {row.key: row for _, row, _ in reversed(placed)}
    cells: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for group, row, entry in placed:
        cells[row.key, group.column.key].append(entry)
    _mark_ranks(columns, cells)

    ordered_columns = sort_columns(list(columns.values()), cells, options.group_by)
    ordered_rows = sort_rows(list(rows.values()), options.group_by)
    shown = {entry.evidence[0].claim_id for _, _, entry in placed}
    return ResultsTable(
        rows=ordered_rows,
        columns=ordered_columns,
        cells={place: Cell(tuple(entries)) for place, entries in cells.items()},
        groups=build_groups(ordered_rows, ordered_columns, options.group_by),
        conflicts=tuple(
            item for item in settled.conflicts if any(entry.evidence[0].claim_id in shown for entry in item.entries)
        ),
        exclusions=(*excluded, *selection.exclusions, *settled.exclusions, *sparse),
        separations=find_separations(ordered_columns),
        findings=tuple(check_arithmetic(claims)),
        rows_by=options.rows_by,
        transposed=options.transposed,
    )


def _select(results: Sequence[Result], names: Names, options: TableOptions) -> _Selection:
    metrics = {name_key(names.resolve("metrics", name, "")) for name in options.metrics}
    benchmarks = {name_key(names.resolve("benchmarks", name, "")) for name in options.benchmarks}
    selection = _Selection()
    for result in results:
        column = result.column
        reason = ""
        if not column.benchmarks and not column.metric:
            reason = NOTHING_TO_COMPARE
        elif not column.benchmarks and not options.keep_unnamed:
            reason = NO_BENCHMARK
        elif metrics and name_key(column.metric) not in metrics:
            reason = "another metric than asked for"
        elif benchmarks and not benchmarks & {name_key(name) for name in column.benchmarks}:
            reason = "another benchmark than asked for"
        if reason:
            selection.exclusions.append(Exclusion(Evidence.of(result.claim), reason))
        else:
            selection.kept.append(result)
    return selection


_Placed = tuple[Merged, Row, Entry]


def _drop_sparse(placed: list[_Placed], min_rows: int) -> tuple[list[_Placed], list[Exclusion]]:
    rows_of: dict[str, set[str]] = defaultdict(set)
    for group, row, _ in placed:
        rows_of[group.column.key].add(row.key)
    reason = f"its column has fewer than {min_rows} rows"
    kept = [item for item in placed if len(rows_of[item[0].column.key]) >= min_rows]
    dropped = [item for item in placed if len(rows_of[item[0].column.key]) < min_rows]
    return kept, [Exclusion(evidence, reason) for _, _, entry in dropped for evidence in entry.evidence]


def _row(result: Result, rows_by: RowsBy, names: Names) -> Row:
    claim = result.claim
    paper = claim.title or claim.doc_id
    if rows_by == "paper":
        return Row(claim.doc_id, paper, "", "", claim.doc_id, claim.title, "", claim.date, claim.url)
    if rows_by == "base_model":
        name, model, base_model = result.base_model or result.model, "", result.base_model or result.model
    else:
        name = result.model
        model, base_model = result.model, result.base_model
    label = name or "(not named)"
    if rows_by == "model" and base_model and name_key(base_model) != name_key(model):
        label = f"{label} ({base_model})"
    key = "|".join((name_key(model), name_key(base_model), claim.doc_id))
    maker = names.info("models", name).maker or names.info("models", base_model).maker
    return Row(key, label, model, base_model, claim.doc_id, claim.title, maker, claim.date, claim.url)


def _mark_ranks(columns: dict[str, Column], cells: dict[tuple[str, str], list[Entry]]) -> None:
    for key, column in columns.items():
        places = [(place, index) for place in cells if place[1] == key for index in range(len(cells[place]))]
        marks = rank_column(column, [cells[place][index] for place, index in places])
        for number, mark in marks.items():
            place, index = places[number]
            entry = cells[place][index]
            cells[place][index] = replace(entry, marks=entry.marks | {mark})
