"""The companion of a results table: for every cell, the quotes that it stands on; for every other claim, why not."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any, TextIO

from claimx.model import Evidence, ResultsTable
from claimx.writers.markdown import escape_markdown
from claimx.writers.papers import find_paper_link
from claimx.writers.table_layout import cell_numbers, place_words


def write_evidence_markdown(table: ResultsTable, handle: TextIO) -> None:
    """Write cells, conflicts, checks, columns kept apart and left-out claims, each with its evidence."""
    handle.write("# Evidence\n")
    for number, row, column, cell in cell_numbers(table):
        handle.write(f"\n## {number}. {escape_markdown(f'{row.label} · {column.label}')}\n")
        for entry in cell.entries:
            marks = f" ({', '.join(sorted(entry.marks))})" if entry.marks else ""
            handle.write(f"\n**{escape_markdown(entry.text)}**{marks}\n\n")
            handle.writelines(f"- note: {escape_markdown(note)}\n" for note in entry.notes)
            handle.writelines(_quote_line(item) for item in entry.evidence)
    _write_conflicts(table, handle)
    if table.findings:
        handle.write("\n# Checks\n\n")
        handle.writelines(
            f"- {escape_markdown(item.claim_id)}: {item.check}: {escape_markdown(item.message)}\n"
            for item in table.findings
        )
    if table.separations:
        handle.write("\n# Kept apart\n\n")
        handle.writelines(
            f"- {escape_markdown(item.subject)}: {escape_markdown(item.difference)}\n" for item in table.separations
        )
    _write_exclusions(table, handle)


def _write_conflicts(table: ResultsTable, handle: TextIO) -> None:
    if not table.conflicts:
        return
    labels = {column.key: column.label for column in table.columns}
    handle.write("\n# Conflicts\n")
    for conflict in table.conflicts:
        heading = f"{conflict.model} · {labels.get(conflict.column, conflict.column)}"
        handle.write(f"\n## {escape_markdown(heading)} ({conflict.resolution})\n\n")
        for entry in conflict.entries:
            handle.writelines(f"- **{escape_markdown(entry.text)}** {_quote_line(item)[2:]}" for item in entry.evidence)


def _write_exclusions(table: ResultsTable, handle: TextIO) -> None:
    by_reason: dict[str, list[Evidence]] = defaultdict(list)
    for exclusion in table.exclusions:
        by_reason[exclusion.reason].append(exclusion.evidence)
    if by_reason:
        handle.write("\n# Not in the table\n")
    for reason, items in by_reason.items():
        handle.write(f"\n## {escape_markdown(reason)} ({len(items)})\n\n")
        handle.writelines(_quote_line(item) for item in items)


def _quote_line(item: Evidence) -> str:
    title = escape_markdown(item.title or item.doc_id)
    link = find_paper_link(item.doc_id, item.url)
    paper = f"[{title}](<{link}>)" if link else title
    place = f"{place_words(item)} (claim {escape_markdown(item.claim_id)})"
    return f"- {escape_markdown(item.value_text)}: “{escape_markdown(item.quote)}” {paper}, {place}\n"


def write_evidence_jsonl(table: ResultsTable, handle: TextIO) -> None:
    """Write one object a claim: where it stands in the table, or why it does not."""
    for number, row, column, cell in cell_numbers(table):
        for entry in cell.entries:
            for item in entry.evidence:
                place = {
                    "cell": number, "row": row.label, "column": column.label, "shown": entry.text,
                    "marks": sorted(entry.marks), "notes": list(entry.notes),
                }  # fmt: skip
                _write_object(handle, {**_evidence_data(item), **place})
    for exclusion in table.exclusions:
        _write_object(handle, {**_evidence_data(exclusion.evidence), "cell": None, "reason": exclusion.reason})


def _write_object(handle: TextIO, data: dict[str, Any]) -> None:
    handle.write(json.dumps(data, ensure_ascii=False) + "\n")


def _evidence_data(item: Evidence) -> dict[str, Any]:
    return {
        "claim_id": item.claim_id, "doc_id": item.doc_id, "title": item.title, "value": item.value_text,
        "quote": item.quote, "start": item.start, "end": item.end, "in": "title" if item.in_title else "text",
        "section": item.section, "rule": item.rule, "confidence": item.confidence,
    }  # fmt: skip
