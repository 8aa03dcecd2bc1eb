"""A results table into a file, one format a renderer."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, TextIO

from claimx.errors import OutputError
from claimx.model import ResultsTable
from claimx.writers.atomic import open_atomic_binary, open_atomic_text
from claimx.writers.table_csv import write_table_csv
from claimx.writers.table_evidence import write_evidence_jsonl, write_evidence_markdown
from claimx.writers.table_html import write_table_html
from claimx.writers.table_latex import LatexOptions, write_table_latex
from claimx.writers.table_markdown import write_table_markdown

TABLE_FORMATS: tuple[str, ...] = ("tex", "md", "html", "csv", "xlsx")
"""Every format that a table can be written in; each is its file's suffix without the dot."""

EVIDENCE_FORMATS: tuple[str, ...] = ("md", "jsonl")


def write_table(
    table: ResultsTable,
    destination: Path | TextIO,
    format: str,  # noqa: A002 (the word that the command line has too)
    *,
    latex: LatexOptions | None = None,
) -> None:
    """Write a table in one of `TABLE_FORMATS`; a file appears whole or not at all.

    Args:
        table: The table.
        destination: A file, or an open text stream such as standard output.
        format: One of `TABLE_FORMATS`.
        latex: How LaTeX is set; its caption serves Markdown and HTML too.

    Raises:
        OutputError: The format is unknown, or the output cannot be written.
    """
    if format not in TABLE_FORMATS:
        raise OutputError(f"unknown table format {format!r}; known formats: {' '.join(TABLE_FORMATS)}")
    if format == "xlsx":
        if not isinstance(destination, Path):
            raise OutputError("xlsx is no text and needs a file to go to")
        with open_atomic_binary(destination) as binary:
            _write_workbook(table, binary)
    elif isinstance(destination, Path):
        with open_atomic_text(destination) as handle:
            _write_text(table, handle, format, latex or LatexOptions())
    else:
        _write_text(table, destination, format, latex or LatexOptions())


def write_evidence(table: ResultsTable, path: Path, format: str) -> None:  # noqa: A002
    """Write the companion file of a table in one of `EVIDENCE_FORMATS`.

    Raises:
        OutputError: The file cannot be written.
    """
    with open_atomic_text(path) as handle:
        (write_evidence_jsonl if format == "jsonl" else write_evidence_markdown)(table, handle)


def _write_text(table: ResultsTable, handle: TextIO, format: str, latex: LatexOptions) -> None:  # noqa: A002
    if format == "tex":
        write_table_latex(table, handle, latex)
    elif format == "md":
        write_table_markdown(table, handle, latex.caption)
    elif format == "html":
        write_table_html(table, handle, latex.caption)
    else:
        write_table_csv(table, handle)


def _write_workbook(table: ResultsTable, handle: BinaryIO) -> None:
    from claimx.writers.xlsx.table_book import write_table_workbook  # openpyxl takes long to import

    write_table_workbook(table, handle)
