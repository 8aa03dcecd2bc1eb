"""A results table as Markdown: a pipe table whose cells stay as printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from claimx.model import ResultsTable
from claimx.writers.markdown import escape_markdown
from claimx.writers.papers import find_paper_link
from claimx.writers.table_layout import ASTERISK, DAGGER, DOUBLE_DAGGER, MISSING, Heading, Layout, Part, lay_out

_SIGNS = {DAGGER: "†", DOUBLE_DAGGER: "‡", ASTERISK: r"\*"}


def write_table_markdown(table: ResultsTable, handle: TextIO, caption: str = "") -> None:
    """Write the table, then what its marks mean and which columns are kept apart."""
    layout = lay_out(table)
    is_by_paper = any(line.heading.doc_id for section in layout.sections for line in section.lines)
    first = [layout.corner, *(["Paper"] if is_by_paper else [])]
    if caption:
        handle.write(f"{escape_markdown(caption)}\n\n")
    columns = [escape_markdown(_over(layout, index)) for index in range(len(layout.headings))]
    _write_row(handle, [*first, *columns])
    _write_row(handle, [*(":---" for _ in first), *("---:" for _ in columns)])
    for section in layout.sections:
        if section.label:
            _write_row(handle, [f"*{escape_markdown(section.label)}*", *[""] * (len(first) - 1 + len(columns))])
        for line in section.lines:
            paper = [_paper(line.heading)] if is_by_paper else []
            cells = [" / ".join(map(_set, cell)) or MISSING for cell in line.cells]
            _write_row(handle, [escape_markdown(line.heading.text), *paper, *cells])
    _write_notes(table, layout, handle)


def _over(layout: Layout, index: int) -> str:
    heading = layout.headings[index]
    paper = f" ({heading.title or heading.doc_id})" if heading.doc_id else ""
    labels = [label for label, count in layout.groups for _ in range(count)]
    return " · ".join(part for part in (*labels[index : index + 1], heading.text) if part) + paper


def _paper(heading: Heading) -> str:
    title, link = escape_markdown(heading.title or heading.doc_id), find_paper_link(heading.doc_id, heading.url)
    return f"[{title}](<{link}>)" if link else title


def _set(part: Part) -> str:
    text = escape_markdown(part.text)
    text = f"**{text}**" if part.is_best else f"<u>{text}</u>" if part.is_second else text
    return text + "".join(_SIGNS[sign] for sign in part.signs)


def _write_row(handle: TextIO, cells: Sequence[str]) -> None:
    handle.write(f"| {' | '.join(cells)} |\n")


def _write_notes(table: ResultsTable, layout: Layout, handle: TextIO) -> None:
    notes = [f"{_SIGNS[sign]} {meaning}." for sign, meaning in layout.signs]
    notes += [
        f"Kept apart: {escape_markdown(item.subject)}: {escape_markdown(item.difference)}."
        for item in table.separations
    ]
    if notes:
        handle.write("\n" + "\n".join(f"- {note}" for note in notes) + "\n")
