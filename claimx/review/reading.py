"""Tables of a workbook as they came back: found by their headings, on any sheet, whoever saved the file."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from claimx.errors import ClaimxError, InputError
from claimx.review.flattening import flatten_rich_text
from claimx.review.workbook.hidden_sheets import META_SHEET
from claimx.review.workbook.layout import (
    ADDED_HEADINGS,
    CLAIM_ID,
    CONSENSUS,
    DECISION,
    FINGERPRINT,
    REVIEW_HEADINGS,
    build_columns,
    chunk_heading,
)  # fmt: skip

_HEADING_ROWS = 60  # how far down a table's headings are looked for
_MOST_CHUNKS = 40
_KNOWN = {
    " ".join(heading.split()).casefold(): heading
    for heading in (
        *(column.heading for column in build_columns((), _MOST_CHUNKS)), CONSENSUS, *REVIEW_HEADINGS, *ADDED_HEADINGS,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a workbook that keeps all of it from being taken over.

    Args:
        path: The file.
        place: ``sheet!cell``, or empty where the file as a whole is meant.
        reason: What is wrong and what to do.
    """

    path: str
    place: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.path, self.place, self.reason) if part)


class ReviewError(ClaimxError):
    """Workbooks that cannot be taken over; `problems` holds every reason, and nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        count = f"{len(self.problems)} problem{'s' if len(self.problems) > 1 else ''}"
        super().__init__("\n".join([*map(str, self.problems), f"{count}; nothing was imported"]))


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell as the file holds it."""

    place: str
    content: str | int | float | bool | date | time | timedelta | None
    is_formula: bool = False
    is_error: bool = False
    is_percent: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in the cell but white space."""
        return self.content is None or (isinstance(self.content, str) and not self.content.strip())


@dataclass(slots=True)
class ReadRow:
    """A row of a table: heading -> cell, for the headings that the table has."""

    sheet: str
    number: int
    cells: dict[str, ReadCell] = field(default_factory=dict)

    def __getitem__(self, heading: str) -> ReadCell:
        return self.cells.get(heading) or ReadCell(f"{self.sheet}!{self.number}", None)


@dataclass(slots=True)
class ReadTable:
    """A table found by its headings.

    Args:
        sheet: The sheet's title.
        headings: Heading -> ``sheet!cell`` of it.
        doubled: ``sheet!cell`` of headings that are there a second time.
        rows: Every row below the headings that holds something.
    """

    sheet: str
    headings: dict[str, str]
    doubled: dict[str, str]
    rows: list[ReadRow] = field(default_factory=list)

    @property
    def is_claims(self) -> bool:
        """Whether it is a table of claims to decide on, and not one of claims to add."""
        return CLAIM_ID in self.headings


@dataclass(slots=True)
class ReadWorkbook:
    """What a workbook holds for review.

    Args:
        path: The file.
        tables: Every table found.
        meta: The workbook's own account of what it is; empty where the sheet is gone.
        saved: When it was last saved, by its own account, or None.
    """

    path: str
    tables: list[ReadTable]
    meta: dict[str, str]
    saved: str | None


def read_workbook(path: Path) -> ReadWorkbook:
    """Read a reviewer's workbook; cells are taken as they are, nothing is calculated.

    Raises:
        InputError: The file is no .xlsx workbook, or damaged.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            # openpyxl names parts that it would lose on saving; this program never saves a reviewer's file
            warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
            workbook = load_workbook(flatten_rich_text(path), read_only=True)
            try:
                return _read(workbook, path)
            finally:
                workbook.close()
    except OSError as error:
        raise InputError(f"cannot read it: {error.strerror or error}", str(path)) from error
    except (BadZipFile, InvalidFileException) as error:
        raise InputError("not an .xlsx workbook; save it as .xlsx", str(path)) from error
    except Exception as error:  # openpyxl raises whatever a damaged part makes it stumble over
        raise InputError(f"not a workbook that can be read: {type(error).__name__}: {error}", str(path)) from error


def _read(workbook: Any, path: Path) -> ReadWorkbook:
    tables: list[ReadTable] = []
    meta: dict[str, str] = {}
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()  # some programs write a size that is not the sheet's
        if sheet.title == META_SHEET:
            meta = {
                str(row[0]): str(row[1] or "") for row in sheet.iter_rows(max_col=2, values_only=True) if len(row) > 1
            }
            continue
        tables += _find_tables(sheet.title, sheet.iter_rows())
    return ReadWorkbook(str(path), tables, meta, _saved(workbook.properties))


def _find_tables(title: str, rows: Iterable[Sequence[Any]]) -> Iterator[ReadTable]:
    table: ReadTable | None = None
    columns: dict[int, str] = {}
    for number, row in enumerate(rows, start=1):
        if table is None:
            if number > _HEADING_ROWS:
                return
            found = _match_headings(title, number, row)
            if found:
                table, columns = found
            continue
        cells = {heading: _read_cell(title, number, place, row) for place, heading in columns.items()}
        if any(not cell.is_empty for cell in cells.values()):
            table.rows.append(ReadRow(title, number, cells))
    if table:
        yield table


def _match_headings(title: str, number: int, row: Sequence[Any]) -> tuple[ReadTable, dict[int, str]] | None:
    """Return a table, and which of its columns are where, if a row holds its headings."""
    table = ReadTable(title, {}, {})
    columns: dict[int, str] = {}
    for place, cell in enumerate(row):
        known = _KNOWN.get(" ".join(str(cell.value).split()).casefold()) if isinstance(cell.value, str) else None
        if known is None:
            continue
        name = f"{title}!{_letter(place)}{number}"
        if known in table.headings:
            table.doubled.setdefault(known, name)
        else:
            table.headings[known] = name
            columns[place] = known
    is_claims = CLAIM_ID in columns.values() and bool({DECISION, CONSENSUS, FINGERPRINT} & set(columns.values()))
    is_added = {"Paper id", "Quote", "Value"} <= set(columns.values())
    return (table, columns) if is_claims or is_added else None


def _read_cell(title: str, number: int, place: int, row: Sequence[Any]) -> ReadCell:
    name = f"{title}!{_letter(place)}{number}"
    cell = row[place] if place < len(row) else None
    if cell is None or cell.value is None:
        return ReadCell(name, None)
    if cell.data_type == "f":
        return ReadCell(name, str(cell.value), is_formula=True)
    value = cell.value
    is_percent = isinstance(value, (int, float)) and "%" in _unquoted(str(cell.number_format or ""))
    if isinstance(value, (str, int, float, bool, datetime, date, time, timedelta)):
        return ReadCell(name, value, is_error=cell.data_type == "e", is_percent=is_percent)
    return ReadCell(name, str(value), is_formula=True)  # array formulas and data tables are objects of openpyxl


def _unquoted(number_format: str) -> str:
    return "".join(number_format.split('"')[::2])


def _letter(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _saved(properties: Any) -> str | None:
    modified: datetime | None = getattr(properties, "modified", None)
    # 1980 is what this program writes in the place of a time
    return modified.isoformat(timespec="seconds") if modified and modified.year > 1980 else None


def join_chunks(row: ReadRow, headings: Mapping[str, str]) -> str:
    """Return the claim as exported, from its hidden cells."""
    pieces: list[str] = []
    while (heading := chunk_heading(len(pieces))) in headings and not row[heading].is_empty:
        pieces.append(str(row[heading].content))
    return "".join(pieces)
