"""A saved "Daily Papers" page as HTML: the papers stand as JSON in an attribute of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import BinaryIO

from claimx.model import Document
from claimx.readers.api_json import find_records, read_records
from claimx.readers.record import is_record
from claimx.readers.skip import OnSkip, Skip
from claimx.readers.stream import decode_whole


class _Properties(HTMLParser):
    """Collects the ``data-props`` of a page, decoded."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "data-props" and value:
                try:
                    self.values.append(json.loads(value))
                except (ValueError, RecursionError):  # another component's business, unless no papers are found
                    continue


def read_daily_page_html(stream: BinaryIO, path: str, on_skip: OnSkip) -> Iterator[Document]:
    """Yield the papers of a saved page, in its order.

    Raises:
        Skip: If the page holds no papers.
    """
    parser = _Properties()
    parser.feed(decode_whole(stream, path))
    parser.close()
    for value in parser.values:
        records = find_records(value)
        if any(is_record(record) for record in records):
            yield from read_records(records, path, on_skip)
            return
    raise Skip(path, None, "no papers: no element of the page carries a list of them in data-props")
