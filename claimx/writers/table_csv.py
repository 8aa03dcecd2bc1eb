"""A results table as CSV: one line a row, cells as printed."""

from __future__ import annotations

import csv
from typing import TextIO

from claimx.model import ResultsTable
from claimx.writers.table_layout import lay_out


def write_table_csv(table: ResultsTable, handle: TextIO) -> None:
    """Write the grid with one line of headings; a missing value is an empty field, values side by side have " / "."""
    layout = lay_out(table)
    writer = csv.writer(handle, lineterminator="\n")
    labels = [label for label, count in layout.groups for _ in range(count)]
    headings = [
        " · ".join(part for part in (*labels[index : index + 1], heading.text) if part)
        for index, heading in enumerate(layout.headings)
    ]
    has_sections = any(section.label for section in layout.sections)
    writer.writerow([*(["Group"] if has_sections else []), layout.corner, "Paper", "Title", *headings])
    for section in layout.sections:
        for line in section.lines:
            cells = [" / ".join(part.text + part.signs for part in cell) for cell in line.cells]
            head = [line.heading.text, line.heading.doc_id, line.heading.title]
            writer.writerow([*([section.label] if has_sections else []), *head, *cells])
