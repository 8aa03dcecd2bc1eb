"""A results table as a grid of headings and cells, before it takes the form of any format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from claimx.model import Cell, Column, Entry, Evidence, Group, ResultsTable, Row
from claimx.writers.wording import one_line

ARROWS = {"higher": "↑", "lower": "↓", "": ""}
MISSING = "–"
DAGGER, DOUBLE_DAGGER, ASTERISK = "†", "‡", "*"

_CORNERS = {"model": "Model", "base_model": "Base model", "paper": "Paper"}


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a cell as it is printed.

    Args:
        text: The value, with its unit where the heading does not say it.
        signs: The footnote signs behind it.
        is_best: Whether it is the best of its column.
        is_second: Whether it is the second best.
        entry: What it stands for.
    """

    text: str
    signs: str
    is_best: bool
    is_second: bool
    entry: Entry


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a column or before a line.

    Args:
        span: The text that neighbours share (the benchmark), or empty.
        lines: The rest, from general to particular: metric, setting and sort of number, unit with arrow.
        doc_id: The paper that a row is of, or empty.
        title: Its title.
        url: Its web address, or None.
    """

    span: str
    lines: tuple[str, ...]
    doc_id: str = ""
    title: str = ""
    url: str | None = None

    @property
    def text(self) -> str:
        """The heading in one line."""
        return " · ".join(part for part in (self.span, *self.lines) if part)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the body: its heading and one list of parts a column, empty where a value is missing."""

    heading: Heading
    cells: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one group heading; the heading is empty where lines are not grouped."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table ready for a renderer.

    Args:
        corner: What the lines are.
        groups: (heading, number of columns) over the columns; empty where columns are not grouped.
        headings: One a column.
        sections: The body.
        signs: The footnote signs in use, each with what it means.
    """

    corner: str
    groups: tuple[tuple[str, int], ...]
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    signs: tuple[tuple[str, str], ...]

    @property
    def spans(self) -> tuple[tuple[str, int], ...]:
        """(benchmark, number of neighbouring columns), left to right."""
        return tuple((text, len(list(run))) for text, run in groupby(heading.span for heading in self.headings))


def lay_out(table: ResultsTable) -> Layout:
    """Arrange a table as a grid, turned round where the table asks for it."""
    row_headings = tuple(_row_heading(row) for row in table.rows)
    column_headings = tuple(_column_heading(column) for column in table.columns)
    grid = [[_parts(table.cell(row, column), column, table) for column in table.columns] for row in table.rows]
    if table.transposed:
        cells = [[grid[row][column] for row in range(len(grid))] for column in range(len(table.columns))]
        lines = [Line(heading, tuple(line)) for heading, line in zip(column_headings, cells, strict=True)]
        over, beside, headings = "row", "column", row_headings
        keys = [column.key for column in table.columns]
    else:
        lines = [Line(heading, tuple(line)) for heading, line in zip(row_headings, grid, strict=True)]
        over, beside, headings = "column", "row", column_headings
        keys = [row.key for row in table.rows]
    by_key = dict(zip(keys, lines, strict=True))
    sections = tuple(
        Section(group.label, tuple(by_key[key] for key in group.keys)) for group in table.groups if group.axis == beside
    ) or (Section("", tuple(lines)),)
    return Layout(
        corner="Benchmark" if table.transposed else _CORNERS[table.rows_by],
        groups=tuple((group.label, len(group.keys)) for group in table.groups if group.axis == over),
        headings=headings,
        sections=sections,
        signs=tuple(_signs_in_use(table)),
    )


def split_columns(table: ResultsTable, most: int) -> list[ResultsTable]:
    """Cut a table into tables of at most `most` columns, each with the rows that it has values for.

    Benchmarks stay whole where that is possible. Conflicts, exclusions and the other lists stay with the first.
    """
    if len(table.columns) <= most or table.transposed:
        return [table]
    pieces: list[list[Column]] = [[]]
    for _, run in groupby(table.columns, key=lambda column: column.benchmarks):
        columns = list(run)
        for start in range(0, len(columns), most):
            chunk = columns[start : start + most]
            if len(pieces[-1]) + len(chunk) > most:
                pieces.append([])
            pieces[-1] += chunk
    tables = [_narrow(table, columns) for columns in pieces]
    bare = [replace(piece, conflicts=(), exclusions=(), separations=(), findings=()) for piece in tables[1:]]
    return [tables[0], *bare]


def _narrow(table: ResultsTable, columns: Sequence[Column]) -> ResultsTable:
    keys = {column.key for column in columns}
    rows = tuple(row for row in table.rows if any((row.key, key) in table.cells for key in keys))
    keys |= {row.key for row in rows}
    groups = [Group(item.label, item.axis, tuple(key for key in item.keys if key in keys)) for item in table.groups]
    return replace(table, rows=rows, columns=tuple(columns), groups=tuple(item for item in groups if item.keys))


def cell_numbers(table: ResultsTable) -> Iterator[tuple[int, Row, Column, Cell]]:
    """Yield every filled cell with its number, counted from 1; evidence lists and pages refer to cells by it."""
    for number, (row, column, cell) in enumerate(table.walk(), start=1):
        yield number, row, column, cell


def place_words(evidence: Evidence) -> str:
    """Return where a quote stands, for people: ``abstract, characters 1043–1067``."""
    part = "title" if evidence.in_title else evidence.section
    return f"{f'{part}, ' if part else ''}characters {evidence.start}–{evidence.end}"


def _row_heading(row: Row) -> Heading:
    return Heading("", (one_line(row.label),), row.doc_id, one_line(row.title), row.url)


def _column_heading(column: Column) -> Heading:
    metric = column.metric or "metric not stated"
    setting = [*(value for _, value in column.setting), *([] if column.measure == "level" else [column.measure])]
    unit = "×" if column.unit == "x" else column.unit
    last = " ".join(part for part in (f"({unit})" if unit else "", ARROWS[column.better]) if part)
    span = ", ".join(column.benchmarks) or "no benchmark named"
    lines = tuple(one_line(part) for part in (metric, ", ".join(setting), last))
    return Heading(one_line(span), lines, column.doc_id)


def _parts(cell: Cell | None, column: Column, table: ResultsTable) -> tuple[Part, ...]:
    entries = cell.entries if cell else ()
    return tuple(
        Part(
            text=_entry_text(entry, column, is_named=table.rows_by != "model"),
            signs="".join(sign for sign, mark, _ in _SIGNS if mark in entry.marks),
            is_best="best" in entry.marks,
            is_second="second" in entry.marks,
            entry=entry,
        )
        for entry in entries
    )


def _entry_text(entry: Entry, column: Column, *, is_named: bool) -> str:
    # a bounded value is printed in full, so that "up to 46%" stays that; a factor is unreadable without its sign
    text = entry.text if entry.qualifier or column.measure == "factor" or column.unit == "x" else entry.digits
    return one_line(f"{entry.model}: {text}" if is_named and entry.model else text)


_SIGNS = (
    (DAGGER, "reported", "as reported by this paper, which is not the system's own"),
    (DOUBLE_DAGGER, "converted", "scale converted, see the evidence"),
    (ASTERISK, "conflict", "another value is stated for the same system, benchmark, metric and setting"),
)


def _signs_in_use(table: ResultsTable) -> Iterator[tuple[str, str]]:
    marks = {mark for _, _, cell in table.walk() for entry in cell.entries for mark in entry.marks}
    for sign, mark, meaning in _SIGNS:
        if mark in marks:
            yield sign, meaning
