"""Inputs of all kinds: files, folders, standard input; what cannot be used, and ids that clash."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from claimx.errors import InputError
from claimx.readers import Skip, read_documents


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(*paths: Path | str, stdin: bytes | None = None) -> tuple[list[str], list[Skip]]:
    """Return the ids read and what was skipped."""
    skips: list[Skip] = []
    stream = None if stdin is None else io.BytesIO(stdin)
    return [document.doc_id for document in read_documents(paths, stdin=stream, on_skip=skips.append)], skips


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.pdf", b"%PDF-1.7 ...", "this is a PDF"),
        ("x.txt", b"text\0text", "zero byte at offset 4"),
        ("x.jsonl", b"\xff\xfe{\0}\0", "UTF-16"),
        ("x.jsonl", b"\x1f\x8b\x08", "gzip"),
    ],
)
def test_a_binary_file_cannot_be_used(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = write(tmp_path / name, content)
    with pytest.raises(InputError, match=reason) as caught:
        read(path)
    assert caught.value.path == str(path)


def test_a_workbook_is_sent_to_the_review_import(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "review.xlsx")
    with pytest.raises(InputError, match="claimx review import"):
        read(tmp_path / "review.xlsx")


def test_a_missing_file_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt: cannot be read: no such file"):
        read(tmp_path / "none.txt")


def test_a_folder_without_papers_cannot_be_used(tmp_path: Path) -> None:
    write(tmp_path / "README.md", "# About\n\nNothing.")
    write(tmp_path / "figure.png", b"\x89PNG")
    write(tmp_path / ".hidden" / "a.txt", "Text.")
    with pytest.raises(InputError, match="no papers in this folder"):
        read(tmp_path)


def test_inputs_are_checked_before_the_first_is_read(tmp_path: Path) -> None:
    good = write(tmp_path / "a.txt", "Text.")
    with pytest.raises(InputError):
        read_documents([good, tmp_path / "none"], on_skip=lambda _: None)


def test_a_folder_is_read_deep_and_in_order(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", "One.")
    write(tmp_path / "a" / "z.tex", "Two.")
    write(tmp_path / "a-b" / "c.md", "# Three\n\nText.")
    write(tmp_path / "records.jsonl", '{"id": "r1", "text": "Four."}\n{"id": "r2", "text": "Five."}\n')
    write(tmp_path / "notes.docx", b"PK\x03\x04")
    assert read(tmp_path) == (["z", "c", "b", "r1", "r2"], [])


def test_a_bad_file_in_a_folder_costs_nothing_else(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "One.")
    write(tmp_path / "b.txt", b"\0\0")
    write(tmp_path / "c.txt", b"caf\xe9")
    write(tmp_path / "d.txt", "")
    write(tmp_path / "e.txt", "Two.")
    ids, skips = read(tmp_path)
    assert ids == ["a", "e"]
    assert [Path(skip.source).name for skip in skips] == ["b.txt", "c.txt", "d.txt"]


@pytest.mark.parametrize("name", ["x.txt", "x.jsonl", "x.json", "x.csv", "x.tex", "x.html"])
def test_an_empty_file_is_named(tmp_path: Path, name: str) -> None:
    ids, skips = read(write(tmp_path / name, b""))
    assert not ids
    assert skips[0].reason == "the file is empty"


def test_a_file_of_white_space_is_named(tmp_path: Path) -> None:
    assert read(write(tmp_path / "x.txt", " \n\n "))[1][0].reason == "no text in it"


def test_standard_input_can_be_any_format() -> None:
    assert read("-", stdin=b"A Title\n\nSome text.")[0] == ["a-title"]
    assert read("-", stdin=b"id,text\na,One.\n")[0] == ["a"]
    assert read("-", stdin=b'{"id": "a", "text": "One."}')[0] == ["a"]
    assert read("-", stdin=b'{\n "id": "a",\n "text": "One."\n}')[0] == ["a"]
    assert read("-", stdin=b'[{"id": "a", "text": "One."}]')[0] == ["a"]


def test_long_standard_input_is_read_to_its_end() -> None:
    records = b"".join(b'{"id": "%d", "text": "One two three."}\n' % number for number in range(5000))
    assert len(read("-", stdin=records)[0]) == 5000


def test_empty_or_absent_standard_input_is_named() -> None:
    assert read("-", stdin=b"")[1][0].reason == "standard input is empty"
    with pytest.raises(InputError, match="standard input"):
        read("-")
    with pytest.raises(InputError, match="zero byte"):
        read("-", stdin=b"a\0b")


def test_the_same_paper_twice_is_skipped(tmp_path: Path) -> None:
    first = write(tmp_path / "a.jsonl", '{"id": "p", "text": "One."}\n')
    second = write(tmp_path / "b.jsonl", '{"id": "q", "text": "One."}\n{"id": "p", "text": "One."}\n')
    ids, skips = read(first, second)
    assert ids == ["p", "q"]
    assert (skips[0].line, skips[0].is_kept) == (2, False)
    assert skips[0].reason == f"duplicate of p ({first}:1): same id, same text"


def test_another_paper_with_the_same_id_is_kept_under_a_new_one(tmp_path: Path) -> None:
    texts = ["One.", "Two.", "One.", "Three."]
    records = "".join(f'{{"id": "p", "text": "{text}"}}\n' for text in texts)
    ids, skips = read(write(tmp_path / "a.jsonl", records + '{"id": "p#2", "text": "Four."}\n'))
    assert ids == ["p", "p#2", "p#3", "p#2#2"]
    assert [skip.is_kept for skip in skips] == [True, False, True, True]


@pytest.mark.parametrize(
    ("content", "title", "text"),
    [
        ("Knots\n\nWe gain 5%.\n", "Knots", "We gain 5%.\n"),
        ("# Knots\r\n\r\nWe gain\r\n5%.", "Knots", "We gain\r\n5%."),
        ("We gain 5%\nand more.\n\nThe end.", "", "We gain 5%\nand more.\n\nThe end."),
        ("We gain 5%.", "", "We gain 5%."),
        ("We gain 5%.\n\n", "", "We gain 5%.\n\n"),
        ("word " * 100 + "\n\nThe end.", "", "word " * 100 + "\n\nThe end."),
    ],
)
def test_plain_text_may_begin_with_a_title(tmp_path: Path, content: str, title: str, text: str) -> None:
    path = write(tmp_path / "knots.txt", content)
    (document,) = read_documents([path], on_skip=lambda _: None)
    assert (document.doc_id, document.title, document.text) == ("knots", title, text)
