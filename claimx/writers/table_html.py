"""A results table as one self-contained HTML page: no network, no script, light and dark, evidence below."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TextIO

from claimx.model import Evidence, ResultsTable
from claimx.writers.papers import find_paper_link
from claimx.writers.table_layout import (
    MISSING,
    Heading,
    Layout,
    Line,
    Part,
    cell_numbers,
    lay_out,
    place_words,
)
from claimx.writers.wording import one_line

_STYLE = """
:root { color-scheme: light dark; --text: #1f2328; --faint: #59636e; --line: #d1d9e0; --head: #f3f5f8; --paper: #fff;
  --conflict: #ffe9a8; --link: #0b57d0; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --faint: #9aa5b1; --line: #39414a; --head: #1c2128;
  --paper: #0f1318; --conflict: #6b4e00; --link: #8ab4f8; } }
body { margin: 2rem auto; max-width: 96rem; padding: 0 1rem; background: var(--paper); color: var(--text);
  font: 15px/1.45 system-ui, sans-serif; }
a { color: var(--link); } .scroll { overflow-x: auto; }
caption { text-align: left; padding: .5rem 0; font-weight: 600; }
table { border-collapse: collapse; border-top: 2px solid var(--text); border-bottom: 2px solid var(--text); }
th, td { padding: .3rem .7rem; text-align: right; vertical-align: top; white-space: nowrap; }
thead th { text-align: center; vertical-align: bottom; background: var(--head); font-weight: 600; }
thead tr:last-child th { border-bottom: 1px solid var(--text); } thead .unit { font-weight: 400; }
th[colspan] { border-bottom: 1px solid var(--line); }
tbody th { text-align: left; font-weight: 400; white-space: normal; min-width: 9rem; }
tbody .group { font-style: italic; padding-top: .8rem; text-align: left; }
td a { color: inherit; text-decoration: none; } td a:hover { text-decoration: underline dotted; }
.best { font-weight: 700; } .second { text-decoration: underline; text-underline-offset: .2em; }
.conflict { background: var(--conflict); border-radius: .2em; padding: 0 .2em; }
.paper, .notes, .missing { color: var(--faint); } .paper { font-size: .85em; display: block; max-width: 24rem; }
sup { line-height: 0; }
dt { margin-top: .9rem; font-weight: 600; } dd { margin: .15rem 0 0 1.5rem; }
dt:target, dt:target + dd { background: var(--head); }
@media print { body { margin: 0; max-width: none; font-size: 11px; } }
"""


def write_table_html(table: ResultsTable, handle: TextIO, caption: str = "") -> None:
    """Write the page; every value leads to the quotes it stands on, and everything from a paper is escaped."""
    layout = lay_out(table)
    title = escape(caption or "Results")
    anchors = {entry.claim_ids[0]: number for number, _, _, cell in cell_numbers(table) for entry in cell.entries}
    handle.write(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<div class="scroll"><table>\n<caption>{title}</caption>\n<thead>\n'
    )
    handle.writelines(_head(layout))
    handle.write("</thead>\n")
    for section in layout.sections:
        handle.write("<tbody>\n")
        if section.label:
            width = len(layout.headings) + 1
            handle.write(
                f'<tr><th class="group" scope="rowgroup" colspan="{width}">{escape(section.label)}</th></tr>\n'
            )
        handle.writelines(_line(line, anchors) for line in section.lines)
        handle.write("</tbody>\n")
    handle.write("</table></div>\n")
    handle.writelines(_notes(table, layout))
    handle.writelines(_evidence(table))
    handle.write("</body>\n</html>\n")


def _head(layout: Layout) -> Iterator[str]:
    depth = 1 + bool(layout.groups) + any(heading.span for heading in layout.headings)
    corner = f'<th scope="col" rowspan="{depth}">{escape(layout.corner)}</th>'
    for spans in (layout.groups, layout.spans if any(text for text, _ in layout.spans) else ()):
        if spans:
            cells = "".join(f'<th scope="colgroup" colspan="{count}">{escape(text)}</th>' for text, count in spans)
            yield f"<tr>{corner}{cells}</tr>\n"
            corner = ""
    yield f"<tr>{corner}{''.join(_heading(heading) for heading in layout.headings)}</tr>\n"


def _heading(heading: Heading) -> str:
    lines = [escape(line) for line in heading.lines if line]
    if len(lines) > 1:
        lines[-1] = f'<span class="unit">{lines[-1]}</span>'
    return f'<th scope="col">{"<br>".join(lines)}{_paper(heading)}</th>'


def _paper(heading: Heading) -> str:
    if not heading.doc_id:
        return ""
    title, link = escape(heading.title or heading.doc_id), find_paper_link(heading.doc_id, heading.url)
    linked = f'<a href="{escape(link)}">{title}</a>' if link else title
    return f' <span class="paper">{linked}</span>'


def _line(line: Line, anchors: dict[str, int]) -> str:
    heading = f'<th scope="row">{escape(line.heading.text)}{_paper(line.heading)}</th>'
    cells = "".join(f"<td>{_cell(cell, anchors)}</td>" for cell in line.cells)
    return f"<tr>{heading}{cells}</tr>\n"


def _cell(cell: tuple[Part, ...], anchors: dict[str, int]) -> str:
    if not cell:
        return f'<span class="missing">{MISSING}</span>'
    return "<br>".join(_set(part, anchors[part.entry.claim_ids[0]]) for part in cell)


def _set(part: Part, number: int) -> str:
    marks = part.entry.marks
    names = [name for name in ("best", "second", "conflict") if name in marks]
    style = f' class="{" ".join(names)}"' if names else ""
    signs = f"<sup>{escape(part.signs)}</sup>" if part.signs else ""
    hint = "; ".join(part.entry.notes)
    title = f' title="{escape(hint)}"' if hint else ""
    return f'<a href="#cell-{number}"{title}><span{style}>{escape(part.text)}</span>{signs}</a>'


def _notes(table: ResultsTable, layout: Layout) -> Iterator[str]:
    notes = [f"{sign} {meaning}" for sign, meaning in layout.signs]
    notes += [f"Kept apart: {item.subject}: {item.difference}" for item in table.separations]
    if notes:
        yield '<ul class="notes">\n' + "".join(f"<li>{escape(one_line(note))}</li>\n" for note in notes) + "</ul>\n"


def _evidence(table: ResultsTable) -> Iterator[str]:
    yield "<h2>Evidence</h2>\n<dl>\n"
    for number, row, column, cell in cell_numbers(table):
        texts = " / ".join(entry.text for entry in cell.entries)
        yield f'<dt id="cell-{number}">{escape(one_line(f"{row.label} · {column.label}: {texts}"))}</dt>\n'
        for entry in cell.entries:
            for note in entry.notes:
                yield f'<dd class="notes">{escape(one_line(f"{entry.text}: {note}"))}</dd>\n'
            yield from map(_quote, entry.evidence)
    yield "</dl>\n"
    if table.findings:
        notes = [f"claim {item.claim_id}: {item.check}: {item.message}" for item in table.findings]
        yield "<h2>Checks</h2>\n<ul>\n" + "".join(f"<li>{escape(one_line(note))}</li>\n" for note in notes) + "</ul>\n"
    if table.exclusions:
        yield "<h2>Not in the table</h2>\n<dl>\n"
        for reason in dict.fromkeys(item.reason for item in table.exclusions):
            left_out = [item.evidence for item in table.exclusions if item.reason == reason]
            yield f"<dt>{escape(one_line(reason))} ({len(left_out)})</dt>\n"
            yield from map(_quote, left_out)
        yield "</dl>\n"


def _quote(item: Evidence) -> str:
    place = escape(one_line(f"{item.title or item.doc_id}, {place_words(item)}, claim {item.claim_id}"))
    return f'<dd>“{escape(one_line(item.quote))}” <span class="paper">{place}</span></dd>\n'
