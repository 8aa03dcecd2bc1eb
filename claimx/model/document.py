"""A paper as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimx.model.span import Span


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a document's text that belongs together.

    Args:
        span: Where the block stands in `Document.text`.
        kind: ``abstract``, a section's heading in lower case, or ``table``.
    """

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """A paper: what readers make and what the extractor takes.

    Args:
        doc_id: Identity of the paper, unique in a run.
        title: The title as read; may be empty.
        text: The text that every offset of every claim counts in, exactly as read.
        blocks: Parts of the text; empty means that all of it is one abstract.
        date: ISO date of publication, or None where unknown.
        url: Where the paper stands on the web, or None where unknown.
        authors: The authors as written.
        source: The file (and line) that the paper was read from, for messages.
    """

    doc_id: str
    title: str
    text: str
    blocks: tuple[Block, ...] = ()
    date: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = field(default=())
    source: str = ""
