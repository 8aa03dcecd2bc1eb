"""CSV and TSV: columns by name, rows one by one."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.csv", 'ID,Title,Abstract\na,Nets,"One, two.\nThree."\nb,Knots,Four.\n'),
        ("x.tsv", 'abstract\ttitle\tid\n"One, two.\nThree."\tNets\ta\nFour.\tKnots\tb\n'),
        ("x.csv", 'id;title;summary\na;Nets;"One, two.\nThree."\nb;Knots;Four.\n'),
        ("unnamed", '\ufeffid,title,abstract\na,Nets,"One, two.\nThree."\nb,Knots,Four.\n'),
    ],
)
def test_columns_are_found_by_name(read, name: str, content: str) -> None:
    (first, second), skips = read(name, content)
    assert not skips
    assert (first.doc_id, first.title, first.text) == ("a", "Nets", "One, two.\nThree.")
    assert (second.doc_id, second.title, second.text) == ("b", "Knots", "Four.")
    assert first.source.endswith(":2")
    assert second.source.endswith(":4")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b'b,Knots,"It never ends.', "broken row"),
        (b"b,Knots,caf\xe9", "invalid UTF-8"),
        (b"b,Knots,x\0y", "zero byte"),
        (b"b,Knots,", "no text"),
        (b"b", "no text"),
        (b"b,Knots,One,Two", "4 cells, but the header has 3 columns"),
        (b"b,Knots," + b"x" * 200_000, "broken row: field larger"),
    ],
)
def test_a_bad_row_is_named_and_costs_nothing_else(read, row: bytes, reason: str) -> None:
    documents, skips = read("x.csv", b"id,title,text\na,Nets,One.\n" + row + b"\nz,Last,Two.\n")
    assert [document.doc_id for document in documents] == ["a", "z"]
    assert [skip.line for skip in skips] == [3]
    assert reason in skips[0].reason


@pytest.mark.parametrize(
    ("header", "reason"),
    [("id,title", "no column is named text"), ("id,text,text", "'text' stands twice")],
)
def test_a_header_that_does_not_serve_is_named(read, header: str, reason: str) -> None:
    documents, skips = read("x.csv", f"{header}\na,b,c\n")
    assert not documents
    assert skips[0].line == 1
    assert reason in skips[0].reason


def test_many_unclosed_quotes_end_in_time(read) -> None:
    documents, skips = read("x.csv", "id,text\n" + 'a,"open\n' * 300 + "z,Last.\n")
    assert [document.doc_id for document in documents] == ["z"]
    assert len(skips) == 300
