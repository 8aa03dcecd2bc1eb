"""Claims as CSV: one row a claim, flat columns, safe to open in a spreadsheet, and read back equal.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, and "+11%" is a normal value
here. So a text cell that begins with one of `_RISKY` gets an apostrophe, which the reader takes off again; so does
one that begins with an apostrophe, and a present but empty text, so that nothing is ambiguous.
Lists stand in one cell, separated by "; ", with a backslash before a semicolon or backslash of their own.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from pydantic import ValidationError

from claimx.errors import InputError
from claimx.model import Claim, Document
from claimx.writers.problems import describe_validation_error

# https://owasp.org/www-community/attacks/CSV_Injection, and the apostrophe that is our own escape
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")

_VALUE = ("text", "low", "high", "unit", "qualifier", "start", "end", "in")
_NAME = ("name", "text", "start", "end", "in")
_NUMBERS = ("low", "high", "start", "end", "confidence")
_BENCHMARKS = {"benchmarks": "name", "benchmark_texts": "text", "benchmark_starts": "start", "benchmark_ends": "end"}
_BENCHMARKS |= {"benchmark_ins": "in"}
_SLOTS: dict[str, tuple[str, ...]] = {
    "value": _VALUE,
    "from": _VALUE,
    "metric": (*_NAME, "inferred"),
    "model": _NAME,
    "base_model": _NAME,
    "baseline": _NAME,
    "sentence": ("text", "start", "end", "in"),
}
_ORDER = (
    *("id", "doc_id", "title", "kind", "value", "from", "direction", "scale", "aggregate", "benchmarks", "metric"),
    *("model", "base_model", "baseline", "sentence", "section", "rule", "confidence", "date", "url"),
)
_NULLABLE = ("date", "url")
COLUMNS: tuple[str, ...] = tuple(
    column
    for field in _ORDER
    for column in (
        [f"{field}_{part}" for part in _SLOTS[field]]
        if field in _SLOTS
        else list(_BENCHMARKS)
        if field == "benchmarks"
        else [field]
    )
)


def write_csv(claims: Iterable[Claim], handle: TextIO, _documents: Mapping[str, Document] | None = None) -> None:
    """Write a heading and one row a claim; text is quoted, numbers are not."""
    writer = csv.DictWriter(handle, COLUMNS, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writeheader()
    for claim in claims:
        writer.writerow(_build_row(claim.model_dump(by_alias=True, mode="json")))


def read_csv(path: Path) -> list[Claim]:
    """Read claims back; columns of a reader's own are passed over.

    Raises:
        InputError: A missing column, or a row that is no claim, with its line.
    """
    with path.open(encoding="utf-8-sig", newline="") as handle, _no_field_limit():
        reader = csv.DictReader(handle)
        try:
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise InputError(f"no table of claims: column {missing[0]} is missing", str(path), 1)
            return [_build_claim(row) for row in reader]
        except ValidationError as error:
            reason = f"not a claim: {describe_validation_error(error)}"
            raise InputError(reason, str(path), reader.line_num) from error
        except (ValueError, csv.Error) as error:
            raise InputError(f"not a row of claims: {error}", str(path), reader.line_num) from error


def _build_row(data: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for field in _ORDER:
        item = data[field]
        if field in _SLOTS:
            row |= {f"{field}_{part}": _write_cell(item[part]) if item else "" for part in _SLOTS[field]}
        elif field == "benchmarks":
            row |= {column: _write_list([entry[part] for entry in item]) for column, part in _BENCHMARKS.items()}
        elif field in _NULLABLE and item == "":
            row[field] = "'"
        else:
            row[field] = "" if item is None else _write_cell(item)
    return row


def _write_cell(item: Any) -> Any:
    if item is None:
        return ""
    if isinstance(item, bool):
        return str(item).lower()
    if isinstance(item, str) and item.startswith(_RISKY):
        return f"'{item}"
    return item


def _write_list(items: list[Any]) -> Any:
    if len(items) == 1 and not isinstance(items[0], str):
        return items[0]
    return _write_cell("; ".join(re.sub(r"[\\;]", r"\\\g<0>", str(item)) for item in items))


def _build_claim(row: dict[str, str]) -> Claim:
    if None in row.values() or None in row:
        raise ValueError("the row has more or fewer cells than the heading")
    cells = {column: row[column].removeprefix("'") for column in COLUMNS}
    data: dict[str, Any] = {}
    for field in _ORDER:
        if field in _SLOTS:
            data[field] = _read_slot(field, cells)
        elif field == "benchmarks":
            columns = [_read_list(cells[column]) for column in _BENCHMARKS] if cells["benchmark_starts"] else []
            data[field] = [dict(zip(_BENCHMARKS.values(), parts, strict=True)) for parts in zip(*columns, strict=True)]
        elif field in _NULLABLE:
            data[field] = None if row[field] == "" else cells[field]
        else:
            data[field] = cells[field]
    return Claim.model_validate(data)


def _read_slot(field: str, cells: Mapping[str, str]) -> dict[str, Any] | None:
    parts = {part: cells[f"{field}_{part}"] for part in _SLOTS[field]}
    if not any(parts.values()):
        return None
    return {part: None if part in _NUMBERS and text == "" else text for part, text in parts.items()}


def _read_list(cell: str) -> list[str]:
    return [re.sub(r"\\(.)", r"\1", item, flags=re.DOTALL) for item in _split_list(cell)]


def _split_list(cell: str) -> list[str]:
    items, at = [], 0
    for separator in re.finditer(r"\\.|(; )", cell, flags=re.DOTALL):
        if separator.group(1):
            items.append(cell[at : separator.start()])
            at = separator.end()
    return [*items, cell[at:]]


@contextmanager
def _no_field_limit() -> Iterator[None]:
    # the csv module has no other way to read a sentence of more than 131,072 characters; restored at once
    limit = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        yield
    finally:
        csv.field_size_limit(limit)
