"""``claimx explain``: every number of a text, and what became of it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from claimx.cli.inputs import name_skipped, read_inputs, read_one
from claimx.errors import InputError
from claimx.extractor import Extractor, NumberNote
from claimx.measure.changes import Entry
from claimx.measure.report import quote_value
from claimx.model import Document

# An argument like this is meant as a file, even where there is none of that name.
_FILE_LIKE = re.compile(r"\S+\.(txt|jsonl?|csv|tsv|html?|md|tex|pdf|xlsx)", re.IGNORECASE)


@click.command()
@click.argument("text", metavar="TEXT|FILE|-")
@click.option("--title", default="", help="The title of the paper that TEXT is from.")
@click.option("--doc", "doc_id", metavar="ID", help="Only this document of FILE.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each number.")
def command(text: str, title: str, doc_id: str | None, as_json: bool) -> None:
    """Say for every number in a text which claim it is, and how it was derived, or why it is none.

    The text is the argument itself, the papers of a file, or standard input for -.
    """
    extractor = Extractor()
    for document in _documents(text, title, doc_id):
        notes = extractor.explain(document)
        if as_json:
            for note in notes:
                click.echo(json.dumps(_plain(document, note), ensure_ascii=False))
            continue
        if document.doc_id:
            click.secho(f"{document.doc_id}: {document.title}", bold=True)
        if not notes:
            click.echo("no number")
        for note in notes:
            for line in _lines(document, note):
                click.echo(line)


def _documents(text: str, title: str, doc_id: str | None) -> Iterator[Document]:
    if text == "-":
        content = sys.stdin.buffer.read()
        try:
            yield Document(doc_id="", title=title, text=content.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise InputError(f"not UTF-8 text: {error.reason} at byte {error.start}", "-") from error
    elif _is_file(text):
        yield from [read_one([text], doc_id, name_skipped)] if doc_id else read_inputs([text], name_skipped)
    elif _FILE_LIKE.fullmatch(text):
        raise InputError("no such file", text)
    else:
        yield Document(doc_id="", title=title, text=text)


def _is_file(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):  # too long for a name, or with a NUL byte in it
        return False


def _lines(document: Document, note: NumberNote) -> Iterator[str]:
    place = f"{note.span.start}-{note.span.end}"
    if note.claim is None:
        yield f"{note.text}  ({place})  no claim: {note.reason}" + (f"  [{note.rule}]" if note.rule else "")
    else:
        claim = note.claim
        yield f"{note.text}  ({place})  claim [{claim.rule}]  confidence {claim.confidence:.2f}"
        entry = Entry.of(claim)
        quote = quote_value(document, entry)
        if quote:
            yield f"    {quote}"
        for slot, content in entry.slots.items():
            if slot != "rule":
                shown = ", ".join(content) if isinstance(content, list) else content
                yield f"    {slot.replace('_', ' '):<11} {shown}"
    for step in note.steps:
        yield f"    - {step}"


def _plain(document: Document, note: NumberNote) -> dict[str, Any]:
    return {
        "doc_id": document.doc_id,
        "text": note.text,
        "start": note.span.start,
        "end": note.span.end,
        "claim": note.claim.to_dict() if note.claim else None,
        "rule": note.rule,
        "reason": note.reason,
        "steps": list(note.steps),
    }
