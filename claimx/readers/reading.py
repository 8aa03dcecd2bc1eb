"""From paths to documents: which files, which reader, which ids."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from claimx.errors import InputError
from claimx.model import Document
from claimx.readers.api_json import read_json
from claimx.readers.daily_page_html import read_daily_page_html
from claimx.readers.daily_page_text import read_daily_page_text
from claimx.readers.delimited import read_delimited
from claimx.readers.detection import SUFFIXES, detect_format
from claimx.readers.jsonl import read_jsonl
from claimx.readers.latex import read_latex
from claimx.readers.plain import read_plain
from claimx.readers.skip import OnSkip, Skip
from claimx.readers.stream import HEAD_LENGTH, look_ahead, refuse_binary

_READERS: dict[str, Callable[[BinaryIO, str, OnSkip], Iterator[Document]]] = {
    "jsonl": read_jsonl,
    "json": read_json,
    "csv": read_delimited,
    "tsv": read_delimited,
    "html": read_daily_page_html,
    "latex": read_latex,
    "page": read_daily_page_text,
    "plain": read_plain,
}
# Files that stand beside papers in a folder and are none.
_NO_PAPERS = frozenset(["readme", "license", "licence", "changelog", "contributing", "authors", "notice", "citation"])


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    format_name: str  # empty for standard input, whose format shows when it is read


def read_documents(
    paths: Sequence[str | os.PathLike[str]],
    *,
    stdin: BinaryIO | None = None,
    on_skip: Callable[[Skip], None],
) -> Iterator[Document]:
    """Read the papers of files, folders and standard input, one after the other.

    The format of a file shows by its suffix or else by its content. Of a folder all papers are read, also those in
    folders below it, in the order of their paths. Ids are unique: a paper whose id and text were both read before is
    skipped, one whose id alone was gets the suffix ``#2``.

    Args:
        paths: Files and folders, and ``-`` for standard input.
        stdin: What ``-`` reads.
        on_skip: Called for every record or file that is skipped, and for notes on those that are kept.

    Returns:
        The documents; they are read while the iterator is used, the inputs themselves are checked at once.

    Raises:
        InputError: If an input cannot be used at all: it is missing, binary, or a folder without papers.
    """
    files: list[_File] = []
    for given in paths:
        path = os.fspath(given)
        if path == "-":
            if stdin is None:
                raise InputError("standard input is not at hand here", path="-")
            files.append(_File("-", ""))
        else:
            files += _find_files(path, on_skip)
    return _number(_read_all(files, stdin, on_skip), on_skip)


def _find_files(path: str, on_skip: OnSkip) -> list[_File]:
    """Return the files of an input, each checked to be text."""
    if not os.path.isdir(path):
        return [_check(path)]
    candidates = sorted(
        (
            os.path.join(folder, name)
            for folder, folders, names in os.walk(path)
            if not _drop_hidden(folders)
            for name in names
            if _may_be_paper(name)
        ),
        key=lambda candidate: Path(candidate).parts,
    )
    if not candidates:
        known = " ".join(sorted(SUFFIXES))
        raise InputError(f"no papers in this folder (looked for {known})", path=path)
    files = []
    for candidate in candidates:
        try:
            files.append(_check(candidate))
        except InputError as error:
            on_skip(Skip(candidate, None, error.reason))
    return files


def _drop_hidden(folders: list[str]) -> bool:
    """Keep `os.walk` out of hidden folders; always False, so that it can stand in a condition."""
    folders[:] = [folder for folder in folders if not folder.startswith(".")]
    return False


def _may_be_paper(name: str) -> bool:
    stem, suffix = os.path.splitext(name)
    return suffix.lower() in SUFFIXES and not name.startswith(".") and stem.lower() not in _NO_PAPERS


def _check(path: str) -> _File:
    try:
        with open(path, "rb") as stream:
            head = stream.read(HEAD_LENGTH)
    except OSError as error:
        raise InputError(f"cannot be read: {(error.strerror or 'unknown error').lower()}", path=path) from error
    format_name = detect_format(path, head)
    refuse_binary(head, path, format_name)
    return _File(path, format_name)


def _read_all(files: list[_File], stdin: BinaryIO | None, on_skip: OnSkip) -> Iterator[Document]:
    for file in files:
        try:
            yield from _read_file(file, stdin, on_skip)
        except Skip as skip:
            on_skip(skip)
        except OSError as error:
            on_skip(Skip(file.path, None, f"cannot be read: {(error.strerror or 'unknown error').lower()}"))


def _read_file(file: _File, stdin: BinaryIO | None, on_skip: OnSkip) -> Iterator[Document]:
    with ExitStack() as stack:
        stream: BinaryIO
        format_name = file.format_name
        if file.path == "-":
            assert stdin is not None
            head, stream = look_ahead(stdin)
            format_name = detect_format("-", head)
            refuse_binary(head, "-", format_name)
        else:
            stream = stack.enter_context(open(file.path, "rb"))
            head = stream.read(1)
            stream.seek(0)
        if not head:
            raise Skip(file.path, None, "the file is empty" if file.path != "-" else "standard input is empty")
        yield from _READERS[format_name](stream, file.path, on_skip)


def _number(documents: Iterator[Document], on_skip: OnSkip) -> Iterator[Document]:
    """Make ids unique."""
    seen: dict[str, dict[bytes, str]] = {}  # id -> digest of text -> where it was read
    taken: set[str] = set()
    for document in documents:
        line = document.source.rpartition(":")[2]
        path = document.source.removesuffix(f":{line}") if line.isdecimal() else document.source
        place = (path, int(line) if line.isdecimal() else None)
        digest = hashlib.blake2b(document.text.encode("utf-8", "surrogatepass"), digest_size=12).digest()
        texts = seen.setdefault(document.doc_id, {})
        if digest in texts:
            on_skip(Skip(*place, f"duplicate of {document.doc_id} ({texts[digest]}): same id, same text"))
            continue
        texts[digest] = document.source
        doc_id = document.doc_id
        number = max(2, len(texts))
        while doc_id in taken:
            doc_id = f"{document.doc_id}#{number}"
            number += 1
        taken.add(doc_id)
        if doc_id != document.doc_id:
            reason = f"another text has the id {document.doc_id}; kept as {doc_id}"
            on_skip(Skip(*place, reason, is_kept=True))
            document = replace(document, doc_id=doc_id)
        yield document
