"""JSON Lines: every good record is read, every bad one is named."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest

from claimx.readers import read_documents
from claimx.readers.jsonl import read_jsonl

GOOD = {"doc_id": "a", "title": "Nets", "text": "A net reaches 5%."}
LAST = {"id": "z", "text": "The last one."}


def lines(*records: object) -> bytes:
    return b"".join(
        (record if isinstance(record, bytes) else json.dumps(record).encode()) + b"\n" for record in records
    )


def test_fields_are_read(read) -> None:
    record = {
        "id": "arXiv:2501.01234",
        "title": "Nets",
        "abstract": "We go up.\r\nBy 5%.\n",
        "date": "2025-01-02T00:00:00.000Z",
        "authors": ["A. One", {"name": "B. Two"}],
    }
    (document,), skips = read("x.jsonl", lines(record))
    assert not skips
    assert document.doc_id == "arXiv:2501.01234"
    assert document.text == "We go up.\r\nBy 5%.\n"
    assert (document.title, document.date) == ("Nets", "2025-01-02")
    assert document.url == "https://arxiv.org/abs/2501.01234"
    assert document.authors == ("A. One", "B. Two")
    assert document.source.endswith("x.jsonl:1")
    assert document.blocks == ()


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b'{"doc_id": "b", "text": "cut of', "broken JSON"),
        (b"{" * 100_000, "broken JSON"),
        (b'{"doc_id": "b", "text": "caf\xe9"}', "invalid UTF-8 at byte offset 90"),
        (b'{"doc_id": "b", "text": "x\0y"}', "zero byte at byte offset 88"),
        (b'{"doc_id": "b", "text": "x \\ud800 y"}', "half of a surrogate pair"),
        (b'["a list"]', "not a JSON object"),
        ({"doc_id": "b", "title": "Only a title"}, "no text"),
        ({"doc_id": "b", "text": "  \n"}, "no text"),
        ({"doc_id": "b", "text": None}, "no text"),
        ({"doc_id": "b", "text": ["a", "b"]}, "'text' is a list, not text"),
        ({"doc_id": "b", "title": 5, "text": "x"}, "'title' is a number, not text"),
        ({"doc_id": {"x": 1}, "text": "x"}, "'doc_id' is an object, not text"),
        ({"doc_id": "b", "text": "x", "authors": 7}, "'authors' is a number"),
        ({"doc_id": "b", "text": "x", "authors": ["a", 7]}, "'authors' holds something that is no name"),
    ],
)
def test_a_bad_record_is_named_and_costs_nothing_else(read, bad: object, reason: str) -> None:
    documents, skips = read("x.jsonl", lines(GOOD, bad, LAST))
    assert [document.doc_id for document in documents] == ["a", "z"]
    (skip,) = skips
    assert skip.line == 2
    assert skip.source.endswith("x.jsonl")
    assert reason in skip.reason
    assert not skip.is_kept


def test_blank_lines_a_byte_order_mark_and_a_missing_line_end_do_no_harm(read) -> None:
    content = b"\xef\xbb\xbf" + lines(GOOD) + b"\r\n\n" + lines(LAST).rstrip()
    documents, skips = read("x.jsonl", content)
    assert [document.doc_id for document in documents] == ["a", "z"]
    assert not skips


def test_a_number_serves_as_an_id(read) -> None:
    (document,), _ = read("x.jsonl", lines({"id": 17, "text": "x"}))
    assert document.doc_id == "17"


@pytest.mark.parametrize(
    ("record", "doc_id"),
    [
        ({"url": "https://arxiv.org/pdf/2501.01234v2"}, "2501.01234v2"),
        ({"url": "https://huggingface.co/papers/2501.01234"}, "2501.01234"),
        ({"title": "Nets, and How to Knot Them!"}, "nets-and-how-to-knot-them"),
    ],
)
def test_a_missing_id_comes_from_the_address_or_the_title(read, record: dict[str, str], doc_id: str) -> None:
    (document,), _ = read("x.jsonl", lines({**record, "text": "x"}))
    assert document.doc_id == doc_id


def test_without_id_and_title_the_text_makes_the_id(read) -> None:
    (first, second), _ = read("x.jsonl", lines({"text": "x"}, {"text": "y"}))
    assert first.doc_id.startswith("text-")
    assert first.doc_id != second.doc_id


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        ("May 3, 2024", "2024-05-03"),
        ("3 May 2024", "2024-05-03"),
        ("2024/05/03", "2024-05-03"),
        ("May 3", None),
        ("soon", None),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(read, written: str, date: str | None) -> None:
    (document,), _ = read("x.jsonl", lines({**GOOD, "date": written}))
    assert document.date == date


@pytest.mark.parametrize(
    "authors",
    [
        "A. One; B. Two",
        "A. One, B. Two",
        "A. One and B. Two",
        ["A. One", "B. Two"],
        [{"name": "A. One"}, {"name": "B. Two"}],
    ],
)
def test_authors_may_be_written_in_several_ways(read, authors: object) -> None:
    (document,), _ = read("x.jsonl", lines({**GOOD, "authors": authors}))
    assert document.authors == ("A. One", "B. Two")


def test_a_line_of_five_megabytes_is_read(read) -> None:
    text = "word " * 1_000_000
    documents, skips = read("x.jsonl", lines({"id": "big", "text": text}, LAST))
    assert [len(document.text) for document in documents] == [len(text), len(LAST["text"])]
    assert not skips


def test_records_are_read_one_by_one() -> None:
    class Endless(io.RawIOBase):
        """A file that never ends."""

        def __init__(self) -> None:
            self.given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:
            data = (lines({"id": str(self.given), "text": "x" * 500}))[: len(buffer)]
            buffer[: len(data)] = data
            self.given += 1
            return len(data)

    stream = Endless()
    documents: Iterator[object] = read_jsonl(io.BufferedReader(stream, 2000), "-", lambda _: None)
    tracemalloc.start()
    for _ in range(2000):
        next(documents)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200_000  # two thousand records hold a megabyte
    assert stream.given < 2100


def test_standard_input_is_read_and_named_by_a_hyphen() -> None:
    skips = []
    documents = list(read_documents(["-"], stdin=io.BytesIO(lines(GOOD, b"{oops", LAST)), on_skip=skips.append))
    assert [document.source for document in documents] == ["-:1", "-:3"]
    assert str(skips[0]).startswith("-:2: broken JSON")


def test_standard_input_may_begin_with_a_broken_record() -> None:
    skips = []
    documents = list(read_documents(["-"], stdin=io.BytesIO(lines(b'{"oops', GOOD)), on_skip=skips.append))
    assert [document.doc_id for document in documents] == ["a"]
    assert [skip.line for skip in skips] == [1]
