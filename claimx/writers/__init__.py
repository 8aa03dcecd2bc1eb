"""Claims into files for programs and for people, and back: one format a file.

>>> from pathlib import Path
>>> from claimx.writers import format_of
>>> format_of(Path("claims.xlsx"))
'xlsx'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, TextIO

from claimx.errors import InputError, OutputError
from claimx.model import Claim, Document, ResultsTable
from claimx.writers.atomic import open_atomic_binary, open_atomic_text
from claimx.writers.csv_file import read_csv, write_csv
from claimx.writers.html_page import write_html
from claimx.writers.jsonl import read_jsonl, write_jsonl
from claimx.writers.latex import write_latex
from claimx.writers.markdown import write_markdown
from claimx.writers.parquet import read_parquet, write_parquet

__all__ = ["FORMATS", "READABLE_FORMATS", "format_of", "read_claims", "write_claims"]

TextWriter = Callable[[Sequence[Claim], TextIO, Mapping[str, Document] | None], None]

_TEXT_WRITERS: dict[str, TextWriter] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "md": write_markdown,
    "tex": write_latex,
    "html": write_html,
}
_READERS: dict[str, Callable[[Path], list[Claim]]] = {"jsonl": read_jsonl, "csv": read_csv, "parquet": read_parquet}

FORMATS: tuple[str, ...] = ("jsonl", "csv", "xlsx", "parquet", "md", "tex", "html")
"""Every format that claims can be written in; each is its file's suffix without the dot."""

READABLE_FORMATS: tuple[str, ...] = tuple(_READERS)
"""The formats that `read_claims` reads back."""


def format_of(path: Path) -> str:
    """Return the format that a file's suffix names.

    Raises:
        OutputError: The suffix names no format.
    """
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        known = " ".join(f".{name}" for name in FORMATS)
        raise OutputError(f"cannot tell the format of {path} from its suffix; known suffixes: {known}")
    return suffix


def write_claims(
    claims: Sequence[Claim],
    destination: Path | TextIO,
    format: str,  # noqa: A002 (the word that the command line has too)
    *,
    documents: Mapping[str, Document] | None = None,
    table: ResultsTable | None = None,
) -> None:
    """Write claims in one of `FORMATS`; a file appears whole or not at all.

    Args:
        claims: The claims, written in the order given.
        destination: A file, or an open text stream such as standard output.
        format: One of `FORMATS`.
        documents: The documents that were read, by id; workbooks and pages take titles and links from them.
        table: The claims as a results table, for the sheet "Comparison" of a workbook; other formats have none.

    Raises:
        OutputError: The format is unknown, needs a missing extra, or the output cannot be written.
    """
    if format not in FORMATS:
        raise OutputError(f"unknown format {format!r}; known formats: {' '.join(FORMATS)}")
    text_writer = _TEXT_WRITERS.get(format)
    if text_writer is not None:
        if isinstance(destination, Path):
            with open_atomic_text(destination) as text_handle:
                text_writer(claims, text_handle, documents)
        else:
            text_writer(claims, destination, documents)
    elif isinstance(destination, Path):
        with open_atomic_binary(destination) as binary_handle:
            _write_binary(claims, binary_handle, format, documents, table)
    else:
        buffer: BinaryIO | None = getattr(destination, "buffer", None)
        if buffer is None:
            raise OutputError(f"{format} is no text and needs a file to go to")
        _write_binary(claims, buffer, format, documents, table)


def read_claims(path: Path) -> list[Claim]:
    """Read the claims of a file that `write_claims` wrote, in one of `READABLE_FORMATS`, by its suffix.

    Raises:
        InputError: The file is missing, or holds something that is no claim; the error names the line.
    """
    reader = _READERS.get(path.suffix.lower().removeprefix("."))
    if reader is None:
        known = " ".join(f".{name}" for name in READABLE_FORMATS)
        raise InputError(f"claims are read from files with the suffixes {known}", str(path))
    try:
        return reader(path)
    except OSError as error:
        raise InputError(f"cannot read it: {error.strerror or error}", str(path)) from error


def _write_binary(
    claims: Sequence[Claim],
    handle: BinaryIO,
    format: str,  # noqa: A002
    documents: Mapping[str, Document] | None,
    table: ResultsTable | None,
) -> None:
    if format == "parquet":
        write_parquet(claims, handle, documents)
        return
    from claimx.writers.xlsx import write_xlsx  # openpyxl takes longer to import than a small run takes

    write_xlsx(claims, handle, documents, table)
