"""CSV and TSV with a header line, read record by record."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from claimx.model import Document
from claimx.readers.record import FIELDS, build_document
from claimx.readers.skip import OnSkip, Skip

_DELIMITERS = ",;\t|"


def read_delimited(stream: BinaryIO, path: str, on_skip: OnSkip) -> Iterator[Document]:
    """Yield the papers of a CSV or TSV file; columns are found by name, whatever their order and case.

    Raises:
        Skip: If the header has no column for a text.
    """
    first = stream.readline().removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    delimiter = find_delimiter(first) or ","
    try:
        header = [name.strip().lower() for name in next(csv.reader([first], delimiter=delimiter), [])]
    except csv.Error as error:
        raise Skip(path, 1, f"broken header: {error}") from None
    if not {"text", "abstract", "summary"} & set(header):
        raise Skip(path, 1, f"no column is named text, abstract or summary (found: {', '.join(header)})")
    repeated = sorted({name for name in header if name in FIELDS and header.count(name) > 1})
    if repeated:
        raise Skip(path, 1, f"column {repeated[0]!r} stands twice")
    for number, row in _read_rows(stream, delimiter, path, on_skip):
        try:
            yield _build(header, row, path, number)
        except Skip as skip:
            on_skip(skip)


def find_delimiter(header: str) -> str:
    """Return what separates the columns of a header line; empty if none makes two names of papers' fields."""
    known = {
        delimiter: sum(name.strip(' "\r\n').lower() in FIELDS for name in header.split(delimiter))
        for delimiter in _DELIMITERS
    }
    best = max(known, key=lambda delimiter: known[delimiter])
    return best if known[best] > 1 else ""


def _read_rows(stream: BinaryIO, delimiter: str, path: str, on_skip: OnSkip) -> Iterator[tuple[int, list[str]]]:
    """Yield (line where it begins, cells) of every row.

    A broken row costs its first line only: reading starts again at the next one, so that a quote which is never closed
    does not swallow the records after it.
    """
    waiting: deque[str] = deque()
    taken: list[str] = []

    def lines() -> Iterator[str]:
        while waiting or (line := stream.readline()):
            taken.append(waiting.popleft() if waiting else line.decode("utf-8", "surrogateescape"))
            yield taken[-1]

    number = 2
    while True:
        taken.clear()
        try:
            row = next(csv.reader(lines(), delimiter=delimiter, strict=True), None)
        except csv.Error as error:
            on_skip(Skip(path, number, f"broken row: {error}"))
            waiting.extendleft(reversed(taken[1:]))
            number += 1
            continue
        if row is None:
            return
        if row:
            yield number, row
        number += len(taken)


def _build(header: list[str], row: list[str], path: str, number: int) -> Document:
    if len(row) > len(header):
        raise Skip(path, number, f"{len(row)} cells, but the header has {len(header)} columns")
    for cell in row:
        if "\0" in cell:
            raise Skip(path, number, "holds a zero byte")
        try:
            cell.encode()
        except UnicodeEncodeError:
            raise Skip(path, number, "invalid UTF-8") from None
    return build_document(dict(zip(header, row, strict=False)), path, number)
