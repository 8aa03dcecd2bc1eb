"""JSON as one value: the site's API, a list of records, or one record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from claimx.model import Document
from claimx.readers.record import build_document, is_record
from claimx.readers.skip import OnSkip, Skip
from claimx.readers.stream import decode_whole


def read_json(stream: BinaryIO, path: str, on_skip: OnSkip) -> Iterator[Document]:
    """Yield the papers of a JSON file.

    Raises:
        Skip: If the file is no JSON, or holds nothing that looks like a paper.
    """
    text = decode_whole(stream, path)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise Skip(path, error.lineno, f"broken JSON: {error.msg} at column {error.colno}") from None
    except (ValueError, RecursionError) as error:
        raise Skip(path, None, f"broken JSON: {error}") from None
    records = find_records(value)
    if not any(is_record(record) for record in records):
        raise Skip(path, None, "no papers: no record has 'text', 'abstract' or 'summary'")
    yield from read_records(records, path, on_skip)


def find_records(value: object) -> list[object]:
    """Return the records that a JSON value holds.

    A record is an object, or the object under its key "paper". The list of them may be the value itself or stand under
    any key of it, such as "papers" or "dailyPapers"; a value that is itself a record is the only one.
    """
    if isinstance(value, list):
        return [_record_of(item) for item in value]
    if not isinstance(value, dict):
        return []
    if is_record(_record_of(value)):
        return [_record_of(value)]
    for item in value.values():
        if isinstance(item, list) and any(is_record(_record_of(each)) for each in item):
            return [_record_of(each) for each in item]
    return []


def read_records(records: list[object], path: str, on_skip: OnSkip) -> Iterator[Document]:
    """Yield the papers of parsed records; what is skipped is named by its place in the list."""
    for number, record in enumerate(records, start=1):
        try:
            if not isinstance(record, dict):
                raise Skip(path, None, "not an object")
            yield build_document(record, path, None)
        except Skip as skip:
            on_skip(Skip(path, None, f"record {number}: {skip.reason}"))


def _record_of(item: object) -> object:
    if isinstance(item, dict) and isinstance(item.get("paper"), dict):
        paper = item["paper"]
        return {**paper, "title": paper.get("title") or item.get("title")}
    return item
