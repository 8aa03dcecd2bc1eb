"""Bytes in: opening, looking ahead, decoding."""

from __future__ import annotations

import io
from typing import BinaryIO

from claimx.errors import InputError
from claimx.readers.skip import Skip

HEAD_LENGTH = 65536  # bytes that are looked at to tell the format

# How files begin that are no text, and what to do about them.
_SIGNATURES = (
    (b"PK\x03\x04", "a workbook or another zip file; for a reviewers' workbook use `claimx review import`"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; for a reviewers' workbook use `claimx review import`"),
    (b"%PDF", "a PDF; give the LaTeX source or the abstract instead"),
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"PAR1", "a Parquet file; give JSONL or CSV instead"),
    (b"\xff\xfe", "UTF-16 text; convert it to UTF-8 first"),
    (b"\xfe\xff", "UTF-16 text; convert it to UTF-8 first"),
)
_LINE_FORMATS = frozenset(["jsonl", "csv", "tsv"])


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were read already."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        data = data or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def look_ahead(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a stream, and a stream that still holds them."""
    head = stream.read(HEAD_LENGTH)
    return head, io.BufferedReader(_Rejoined(head, stream))


def refuse_binary(head: bytes, path: str, format_name: str) -> None:
    """Refuse what is no text.

    A zero byte makes a file binary, except where records are lines: there it spoils one of them.

    Raises:
        InputError: If the file is binary; says what to do instead.
    """
    for signature, advice in _SIGNATURES:
        if head.startswith(signature):
            raise InputError(f"cannot be read: this is {advice}", path=path)
    if b"\0" in head and format_name not in _LINE_FORMATS:
        raise InputError(f"cannot be read: binary, with a zero byte at offset {head.index(0)}", path=path)


def decode_whole(stream: BinaryIO, path: str) -> str:
    """Read all of a stream as UTF-8.

    Raises:
        Skip: If it is not UTF-8, or holds a zero byte.
    """
    data = stream.read().removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Skip(path, line, f"invalid UTF-8 at byte offset {error.start}") from None
    if "\0" in text:
        raise Skip(path, text.count("\n", 0, text.index("\0")) + 1, "holds a zero byte")
    return text
