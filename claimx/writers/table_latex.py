"""A results table as LaTeX: booktabs rules, best bold, second underlined."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

from claimx.model import ResultsTable
from claimx.writers.latex import escape_latex
from claimx.writers.table_layout import (
    ARROWS,
    ASTERISK,
    DAGGER,
    DOUBLE_DAGGER,
    Layout,
    Line,
    Part,
    lay_out,
    split_columns,
)

_SIGNS = {DAGGER: r"\dagger", DOUBLE_DAGGER: r"\ddagger", ASTERISK: r"\ast"}
_LABEL_WIDTH, _HEADING_WIDTH = 34, 14  # characters of a line in a row's heading and in a column's
_LONGEST_FLOAT = 45  # lines of a body that still fit one page
_PLAIN_NUMBER = re.compile(r"[+−-]?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class LatexOptions:
    """How a table is set.

    Args:
        caption: The caption as plain text.
        label: The label; parts after the first get a number behind it.
        siunitx: Whether columns align on the decimal point, with that package.
        max_columns: Most columns of one tabular; a wider table goes on in another.
        keys: BibTeX keys by document id.
    """

    caption: str = "Results as stated in the papers."
    label: str = "tab:results"
    siunitx: bool = False
    max_columns: int = 6
    keys: Mapping[str, str] | None = None


def write_table_latex(table: ResultsTable, handle: TextIO, options: LatexOptions | None = None) -> None:
    """Write one float a part, to be read into a document with ``\\input``."""
    options = options or LatexOptions()
    parts = split_columns(table, options.max_columns)
    packages = "booktabs" + (", siunitx" if options.siunitx else "")
    handle.write(f"% needs \\usepackage[T1]{{fontenc}} and \\usepackage{{{packages.replace(' ', '')}}}")
    layouts = [lay_out(part) for part in parts]
    if any(_is_long(layout) for layout in layouts):
        handle.write(" and \\usepackage{longtable}")
    handle.write("\n")
    for separation in table.separations:
        handle.write(f"% kept apart: {_comment(separation.subject)}: {_comment(separation.difference)}\n")
    for number, layout in enumerate(layouts, start=1):
        _Part(layout, options, number, len(layouts)).write(handle)


def _comment(text: str) -> str:
    return " ".join(text.split())


def _is_long(layout: Layout) -> bool:
    return sum(len(section.lines) + bool(section.label) for section in layout.sections) > _LONGEST_FLOAT


@dataclass(frozen=True, slots=True)
class _Part:
    """One tabular of the table."""

    layout: Layout
    options: LatexOptions
    number: int
    parts: int

    def write(self, handle: TextIO) -> None:
        suffix = f"-{self.number}" if self.number > 1 else ""
        of_parts = f" (part {self.number} of {self.parts})" if self.parts > 1 else ""
        caption = f"\\caption{{{escape_latex(self.options.caption + of_parts)}}}\\label{{{self.options.label}{suffix}}}"
        head, body = self._head(), self._body()
        size = "\\footnotesize\\setlength{\\tabcolsep}{4pt}"
        setup = "\\sisetup{detect-all,mode=text,retain-explicit-plus}" if self.options.siunitx else ""
        if _is_long(self.layout):
            handle.write(
                f"\\begingroup{size}{setup}\n\\begin{{longtable}}{{{self._columns()}}}\n{caption} \\\\\n\\toprule\n"
                f"{head}\\midrule\n\\endfirsthead\n\\toprule\n{head}\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n"
                f"{body}\\end{{longtable}}\n{self._legend()}\\endgroup\n"
            )
        else:
            handle.write(
                f"\\begin{{table*}}[tp]\n\\centering{size}{setup}\n{caption}\n\\begin{{tabular}}{{{self._columns()}}}\n"
                f"\\toprule\n{head}\\midrule\n{body}\\bottomrule\n\\end{{tabular}}\n{self._legend()}\\end{{table*}}\n"
            )

    def _columns(self) -> str:
        count = len(self.layout.headings)
        if not self.options.siunitx:
            return "@{}l" + "r" * count + "@{}"
        return "@{}l" + "".join(self._number_column(index) for index in range(count)) + "@{}"

    def _number_column(self, index: int) -> str:
        cells = [line.cells[index] for section in self.layout.sections for line in section.lines]
        plain = [cell[0].text for cell in cells if len(cell) == 1 and _PLAIN_NUMBER.fullmatch(cell[0].text)]
        whole = max((len(text.lstrip("+−-").partition(".")[0]) for text in plain), default=1)
        decimals = max((len(text.partition(".")[2]) for text in plain), default=0)
        sign = "+" if any(text[0] in "+−-" for text in plain) else ""
        signs = max((len(cell[0].signs) for cell in cells if len(cell) == 1), default=0)
        after = f",table-space-text-post={{{_signs(DAGGER * signs)}}}" if signs else ""
        return f"S[table-format={sign}{whole}.{decimals}{after}]"

    def _head(self) -> str:
        rows: list[str] = []
        if self.layout.groups:
            rows.append(self._spanning(self.layout.groups, is_italic=True))
        if any(heading.span for heading in self.layout.headings):
            rows.append(self._spanning(self.layout.spans))
        depth = max((len(heading.lines) for heading in self.layout.headings), default=0)
        lines = [[(*heading.lines, *[""] * depth)[level] for heading in self.layout.headings] for level in range(depth)]
        lines = [line for line in lines if any(line)] or [[""] * len(self.layout.headings)]
        for level, line in enumerate(lines):
            corner = escape_latex(self.layout.corner) if level == len(lines) - 1 else ""
            cells = [f"\\multicolumn{{1}}{{c}}{{{_stack(text, _HEADING_WIDTH)}}}" for text in line]
            cites = [self._cite(heading.doc_id) for heading in self.layout.headings]
            if level == len(lines) - 1 and any(heading.title for heading in self.layout.headings):
                cells = [cell[:-1] + cite + "}" for cell, cite in zip(cells, cites, strict=True)]
            rows.append(" & ".join([corner, *cells]) + " \\\\\n")
        return "".join(rows)

    def _spanning(self, spans: tuple[tuple[str, int], ...], *, is_italic: bool = False) -> str:
        cells, rules, column = [""], [], 2
        for text, count in spans:
            stacked = _stack(text, _HEADING_WIDTH * count)
            stacked = f"\\textit{{{stacked}}}" if is_italic and stacked else stacked
            cells.append(f"\\multicolumn{{{count}}}{{c}}{{{stacked}}}")
            if text:
                rules.append(f"\\cmidrule(lr){{{column}-{column + count - 1}}}")
            column += count
        return " & ".join(cells) + " \\\\\n" + "".join(rules) + ("\n" if rules else "")

    def _body(self) -> str:
        rows: list[str] = []
        for index, section in enumerate(self.layout.sections):
            if section.label:
                width = len(self.layout.headings) + 1
                rows.append("\\addlinespace\n" if index else "")
                rows.append(
                    f"\\multicolumn{{{width}}}{{@{{}}l@{{}}}}{{\\textit{{{escape_latex(section.label)}}}}} \\\\\n"
                )
            rows += [self._line(line) for line in section.lines]
        return "".join(rows)

    def _line(self, line: Line) -> str:
        # "{}" so that a heading that begins with "[" or "*" is no argument of the line end before it
        lines = _wrap(line.heading.text, _LABEL_WIDTH)
        lines[-1] += self._cite(line.heading.doc_id)
        heading = "{}" + (lines[0] if len(lines) == 1 else _pile(lines, "l"))
        return " & ".join([heading, *(self._cell(cell) for cell in line.cells)]) + " \\\\\n"

    def _cite(self, doc_id: str) -> str:
        if not doc_id:
            return ""
        key = (self.options.keys or {}).get(doc_id)
        return f"~\\cite{{{key}}}" if key else f" {{\\scriptsize [{escape_latex(doc_id)}]}}"

    def _cell(self, cell: tuple[Part, ...]) -> str:
        if not cell:
            return "{--}"
        if self.options.siunitx and len(cell) == 1 and _PLAIN_NUMBER.fullmatch(cell[0].text):
            part = cell[0]
            if not part.is_second:
                bold = "\\bfseries " if part.is_best else ""
                return bold + part.text.replace("−", "-") + (f"{{{_signs(part.signs)}}}" if part.signs else "")
        texts = [_set(part) for part in cell]
        inner = texts[0] if len(texts) == 1 else _pile(texts, "r")
        return f"{{{inner}}}" if self.options.siunitx else inner

    def _legend(self) -> str:
        marks = {(part.is_best, part.is_second) for section in self.layout.sections for line in section.lines
                 for cell in line.cells for part in cell}  # fmt: skip
        words = ["\\textbf{best}, \\underline{second}"] if any(best or second for best, second in marks) else []
        arrows = {line[-1:] for heading in self.layout.headings for line in heading.lines} & set(ARROWS.values()) - {""}
        meanings = {"↑": "higher is better", "↓": "lower is better"}
        words += [f"{escape_latex(arrow)} {meanings[arrow]}" for arrow in sorted(arrows)]
        words += [f"{_signs(sign)} {escape_latex(meaning)}" for sign, meaning in self.layout.signs]
        return f"\\par\\smallskip\\parbox{{\\linewidth}}{{\\scriptsize {'; '.join(words)}.}}\n" if words else ""


def _set(part: Part) -> str:
    text = escape_latex(part.text)
    text = f"\\textbf{{{text}}}" if part.is_best else f"\\underline{{{text}}}" if part.is_second else text
    return text + (_signs(part.signs) if part.signs else "")


def _signs(signs: str) -> str:
    return f"$^{{{''.join(_SIGNS[sign] for sign in signs)}}}$"


def _stack(text: str, width: int) -> str:
    """Return a heading escaped, on several lines where it is wider than `width` characters, the last on the base."""
    lines = _wrap(text, width)
    return lines[0] if len(lines) == 1 else "\\shortstack[c]{" + " \\\\ ".join(lines) + "}"


def _wrap(text: str, width: int) -> list[str]:
    width = max(width, 8)
    lines = textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)
    if any(len(line) > width * 1.5 for line in lines):
        lines = textwrap.wrap(text, width)
    # braces, so that a line that begins with "[" or "*" is no argument of the line end before it
    return [f"{{{escape_latex(line)}}}" for line in lines] if len(lines) > 1 else [escape_latex(text)]


def _pile(lines: list[str], align: str) -> str:
    """Return lines one below the other, the first of them on the row's base line."""
    return f"\\begin{{tabular}}[t]{{@{{}}{align}@{{}}}}" + " \\\\ ".join(lines) + "\\end{tabular}"
