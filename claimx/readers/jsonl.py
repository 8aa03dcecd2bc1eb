"""JSON Lines: one record a line, read line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from claimx.model import Document
from claimx.readers.record import build_document
from claimx.readers.skip import OnSkip, Skip


def read_jsonl(stream: BinaryIO, path: str, on_skip: OnSkip) -> Iterator[Document]:
    """Yield the papers of a JSON Lines file; blank lines do not count as records."""
    offset = 0
    for number, line in enumerate(stream, start=1):
        data = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if data.strip():
            try:
                yield _parse_line(data, path, number, offset)
            except Skip as skip:
                on_skip(skip)
        offset += len(line)


def _parse_line(data: bytes, path: str, number: int, offset: int) -> Document:
    if b"\0" in data:
        raise Skip(path, number, f"holds a zero byte at byte offset {offset + data.index(0)}")
    try:
        record = json.loads(data.decode())
    except UnicodeDecodeError as error:
        raise Skip(path, number, f"invalid UTF-8 at byte offset {offset + error.start}") from None
    except json.JSONDecodeError as error:
        raise Skip(path, number, f"broken JSON: {error.msg} at column {error.colno}") from None
    except (ValueError, RecursionError) as error:
        raise Skip(path, number, f"broken JSON: {error}") from None
    if not isinstance(record, dict):
        raise Skip(path, number, "not a JSON object")
    return build_document(record, path, number)
