"""How the verbs read papers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence

import click

from claimx.errors import InputError
from claimx.model import Document
from claimx.readers import Skip, read_documents

Report = Callable[[InputError], None]


def name_skipped(error: InputError) -> None:
    """Write the reason why a record was skipped to standard error."""
    click.echo(f"skipped: {error}", err=True)


def name_note(error: InputError) -> None:
    """Write what is odd about a record that was read all the same to standard error."""
    click.echo(f"note: {error}", err=True)


def read_inputs(inputs: Sequence[str], on_skip: Report, on_note: Report = name_note) -> Iterator[Document]:
    """Read the papers of files, folders and, for ``-``, standard input.

    Args:
        inputs: The arguments of a verb.
        on_skip: Called for every record, file or folder that cannot be read.
        on_note: Called for every record that was read with a reservation.

    Raises:
        InputError: Not one of the inputs can be used.
    """

    def sort_out(skip: Skip) -> None:
        (on_note if skip.is_kept else on_skip)(skip)

    stdin = sys.stdin.buffer
    usable, refused = [], []
    for name in inputs:
        try:
            read_documents([name], stdin=stdin, on_skip=lambda _: None)  # checks the input, reads nothing yet
            usable.append(name)
        except InputError as error:
            refused.append(error)
    for refusal in refused if usable else refused[1:]:
        on_skip(refusal)
    if refused and not usable:
        raise refused[0]
    return read_documents(usable, stdin=stdin, on_skip=sort_out)


def read_one(inputs: Sequence[str], doc_id: str | None, on_skip: Report) -> Document:
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
