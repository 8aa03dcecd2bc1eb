"""How the verbs read papers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence

import click

from claimx.errors import InputError
from claimx.model import Document
from claimx.readers import read_documents


def read_inputs(inputs: Sequence[str], on_skip: Callable[[InputError], None]) -> Iterator[Document]:
    """Read the papers of files, folders and, for ``-``, standard input.

    Args:
        inputs: The arguments of a verb.
        on_skip: Called for every record that cannot be read.
    """
    return read_documents(inputs, stdin=sys.stdin.buffer, on_skip=on_skip)


def read_one(inputs: Sequence[str], doc_id: str | None, on_skip: Callable[[InputError], None]) -> Document:
    """Read one paper: the one with the id, or the only one that there is.

    Raises:
        InputError: There is no paper, none with that id, or more than one to choose from.
    """
    documents = []
    for document in read_inputs(inputs, on_skip):
        if document.doc_id == doc_id:
            return document
        documents.append(document)
    known = ", ".join(document.doc_id for document in documents[:5]) + (", ..." if len(documents) > 5 else "")
    if doc_id is not None:
        raise InputError(f"no document has the id {doc_id!r}{f' (there are: {known})' if known else ''}")
    if not documents:
        raise InputError("no paper could be read from the input")
    if len(documents) > 1:
        raise InputError(f"{len(documents):,} documents; choose one with --doc ID ({known})")
    return documents[0]


def name_skipped(error: InputError) -> None:
    """Write the reason why a record was skipped to standard error."""
    click.echo(f"skipped: {error}", err=True)
