"""The results table: claims brought together, frozen, and ready for any renderer.

A row is a system as one paper reports it; a column is one way of measuring, so that every two numbers of a
column may be compared. Nothing here decides what belongs together: `claimx.consolidation` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from claimx.model.claim import Claim, Direction, Kind, Qualifier

Measure = Literal["level", "share", "delta", "relative change", "change", "factor"]
"""What sort of number a column holds.

``level`` stands alone (80.5% accuracy); ``share`` is a part of a baseline (1.7% of its data); ``delta`` is a
difference in the metric's own unit or in points; ``relative change`` is a difference in percent of the baseline;
``change`` is a difference in percent that the paper leaves open, points or relative; ``factor`` multiplies (2.1x).
"""

Better = Literal["", "higher", "lower"]
"""Which end of a column is the good one; empty where that is not known."""

Mark = Literal["best", "second", "conflict", "reported", "converted"]
"""``best``/``second`` of the column; ``conflict``: another value is stated for the same thing; ``reported``: the
paper reports somebody else's system; ``converted``: the scale was changed, the note says from what."""

RowsBy = Literal["model", "base_model", "paper"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a paper states a value: the claim, its quote and its place.

    Args:
        claim_id: The claim that this is the evidence of.
        doc_id: The paper.
        title: The paper's title; may be empty.
        value_text: The value as printed in the paper.
        quote: The sentence that states it.
        start: Where the sentence begins, in code points of the document's text (or title).
        end: Where it ends, exclusive.
        in_title: Whether the offsets count in the title.
        section: The part of the paper.
        rule: The rule that made the claim.
        confidence: The claim's confidence, 0 to 1.
        date: ISO date of the paper, or None.
        url: Where the paper stands, or None.
    """

    claim_id: str
    doc_id: str
    title: str
    value_text: str
    quote: str
    start: int
    end: int
    in_title: bool = False
    section: str = ""
    rule: str = ""
    confidence: float = 1.0
    date: str | None = None
    url: str | None = None

    @classmethod
    def of(cls, claim: Claim) -> Evidence:
        """Return the evidence that `claim` is."""
        sentence = claim.sentence
        return cls(
            claim.id, claim.doc_id, claim.title, claim.value.text, sentence.text, sentence.start, sentence.end,
            sentence.in_ == "title", claim.section, claim.rule, claim.confidence, claim.date, claim.url,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One value in a cell, with all the evidence for it.

    Args:
        text: The value as every output prints it, qualifier and unit included ("up to 46%", "+3.2 points").
        digits: The number alone with the decimals as printed ("34.20", "35.4–61.1"), signed where it is a difference.
        number: The number to order by, in the column's unit; a difference downwards is negative; `low` of a range.
        high: The upper end of a range, equal to `number` otherwise.
        unit: The unit of `number`, the column's.
        qualifier: How the paper bounds the value; a bounded value is never printed bare.
        kind: The claims' kind.
        direction: The claims' direction.
        model: Canonical name of the system, or empty.
        baseline: Canonical name of what a difference or share is against, or empty.
        evidence: Every claim that states this value, in document order; the first gave `text`.
        marks: See `Mark`.
        notes: What a reader must know ("converted from 0.92", "from 50%").
    """

    text: str
    digits: str
    number: float
    high: float
    unit: str
    qualifier: Qualifier
    kind: Kind
    direction: Direction
    model: str
    baseline: str
    evidence: tuple[Evidence, ...]
    marks: frozenset[Mark] = frozenset()
    notes: tuple[str, ...] = ()

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The ids of all claims that state this value."""
        return tuple(item.claim_id for item in self.evidence)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one row says in one column: one value, or several side by side that are never averaged."""

    entries: tuple[Entry, ...]

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The ids of all claims that the cell stands on."""
        return tuple(claim_id for entry in self.entries for claim_id in entry.claim_ids)


@dataclass(frozen=True, slots=True)
class Column:
    """One way of measuring.

    Args:
        key: Identity within the table.
        benchmarks: Canonical names; several where the value holds for them jointly; none where the paper names none.
        metric: Canonical name, or empty where the paper does not say.
        setting: What else must be equal, as (dimension, value): split, shots, variant, averaging ...
        measure: The sort of number.
        unit: The unit of every number in the column; may be empty.
        better: The good end, by the metric.
        task: The benchmark's task as the lexicon has it, or empty.
        doc_id: The only paper that the column holds for (no benchmark named, so no other paper compares), or empty.
    """

    key: str
    benchmarks: tuple[str, ...]
    metric: str
    setting: tuple[tuple[str, str], ...]
    measure: Measure
    unit: str
    better: Better = ""
    task: str = ""
    doc_id: str = ""

    @property
    def label(self) -> str:
        """The heading in one line of plain text, with the arrow of the good end."""
        what = self.metric or "metric not stated"
        words = [", ".join(self.benchmarks), what, *(value for _, value in self.setting)]
        if self.measure != "level":
            words.append(self.measure)
        arrow = {"higher": " ↑", "lower": " ↓", "": ""}[self.better]
        unit = f" ({'×' if self.unit == 'x' else self.unit})" if self.unit else ""
        return " · ".join(word for word in words if word) + unit + arrow


@dataclass(frozen=True, slots=True)
class Row:
    """One system as one paper reports it (or one paper, where rows are papers).

    Args:
        key: Identity within the table.
        label: What the row's heading says.
        model: Canonical name of the system; empty where the paper has none, or rows are papers.
        base_model: Canonical name of the backbone, or empty.
        doc_id: The paper.
        title: The paper's title.
        maker: Who made the model, as the lexicon has it, or empty.
        date: ISO date of the paper, or None.
        url: Where the paper stands, or None.
    """

    key: str
    label: str
    model: str
    base_model: str
    doc_id: str
    title: str = ""
    maker: str = ""
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring rows or columns under one heading.

    Args:
        label: The heading; empty for those without one.
        axis: What is grouped.
        keys: The keys of the members, in table order.
    """

    label: str
    axis: Literal["row", "column"]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Different values for the same system, benchmark, metric and setting.

    Args:
        model: The system.
        column: Key of the column.
        entries: The values that contradict each other, all of them, shown in the table or not.
        resolution: ``mark`` where all are shown, else the policy that chose among them.
    """

    model: str
    column: str
    entries: tuple[Entry, ...]
    resolution: str = "mark"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A claim that is not in the table, and why."""

    evidence: Evidence
    reason: str


@dataclass(frozen=True, slots=True)
class Separation:
    """Columns that a reader might expect to be one, and the difference that keeps them apart."""

    subject: str
    columns: tuple[str, ...]
    difference: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong or odd about a claim, for a person to look at.

    Args:
        claim_id: The claim.
        check: The name of the check ("arithmetic").
        message: What does not fit, with the numbers.
    """

    claim_id: str
    check: str
    message: str


@dataclass(frozen=True, slots=True)
class ResultsTable:
    """Rows, columns and cells; renderers add nothing but form.

    Args:
        rows: In print order.
        columns: In print order.
        cells: By (row key, column key); a pair without a cell is missing.
        groups: Headings over neighbouring rows or columns.
        conflicts: Every contradiction found.
        exclusions: Every claim that is in no cell.
        separations: Which comparable-looking columns are kept apart, and why.
        findings: What the checks found on the claims.
        rows_by: What a row is.
        transposed: Whether a renderer prints columns as lines.
    """

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[str, str], Cell]
    groups: tuple[Group, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    separations: tuple[Separation, ...] = ()
    findings: tuple[Finding, ...] = ()
    rows_by: RowsBy = "model"
    transposed: bool = field(default=False)

    def cell(self, row: Row, column: Column) -> Cell | None:
        """Return the cell of `row` in `column`, or None where the row has nothing there."""
        return self.cells.get((row.key, column.key))

    def walk(self) -> Iterator[tuple[Row, Column, Cell]]:
        """Yield every filled cell, row by row."""
        for row in self.rows:
            for column in self.columns:
                cell = self.cell(row, column)
                if cell is not None:
                    yield row, column, cell
