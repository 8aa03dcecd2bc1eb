"""The prose of a document: what of it is read, and where its sections are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimx.model import Block, Document, Span
from claimx.text import PlainText, normalise, normalise_stretches

_ABSTRACT = "abstract"
_TABLE = "table"
_UNNAMED = "body"  # text under no heading: keywords, a line on the code
# Candidates for own names are weighed against all of the text they are looked for in; in characters of plain text.
_LONGEST_OPENING = 20_000
_LONGEST_WHOLE = 100_000


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands where in the plain text of a whole paper.

    Args:
        leads: Ends of ever longer beginnings of the text, in order; the shortest one that names the paper's own
            system or benchmark is believed, since later sections name the systems of others.
        sections: Where a section starts, in order.
    """

    leads: tuple[int, ...]
    sections: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """The prose of a document as one plain text.

    Args:
        text: The plain text with the way back to the document's text.
        outline: Its sections; None for a document without blocks.
        blocks: The blocks that `text` was made of, in order and apart; empty for a document without blocks.
    """

    text: PlainText
    outline: Outline | None
    blocks: tuple[Block, ...]

    def section_at(self, place: int) -> str:
        """Return the kind of the block that holds `place` of the document's text."""
        index = bisect_right(self.blocks, place, key=lambda block: block.span.start) - 1
        return self.blocks[index].kind if index >= 0 else _ABSTRACT


def read_prose(document: Document) -> Prose:
    """Make the prose of a document plain: all of its text, or else its blocks other than tables."""
    if not document.blocks:
        return Prose(normalise(document.text), None, ())
    blocks = tuple(_prose_blocks(document))
    text, starts = normalise_stretches(document.text, [block.span for block in blocks])
    return Prose(text, _outline(blocks, starts, len(text.plain)), blocks)


def _prose_blocks(document: Document) -> Iterator[Block]:
    """Yield the blocks to read in order of place, cut where they reach over each other or over the text's end."""
    reached = 0
    for block in sorted(document.blocks, key=lambda block: block.span):
        span = Span(max(reached, block.span.start), min(len(document.text), block.span.end))
        if span.start < span.end:
            reached = span.end
            if block.kind != _TABLE:
                yield replace(block, span=span)


def _outline(blocks: Sequence[Block], starts: Sequence[int], length: int) -> Outline:
    """Return the outline of blocks that start at `starts` in a plain text of `length` characters."""
    ends = [*starts[1:], length] if starts else []
    kinds = [block.kind for block in blocks]
    changes = [number for number in range(len(kinds)) if number == 0 or kinds[number] != kinds[number - 1]]
    abstract = [end for end, kind in zip(ends, kinds, strict=True) if kind == _ABSTRACT]
    named = [kind for kind in kinds if kind not in (_ABSTRACT, _UNNAMED)]
    opening = [end for end, kind in zip(ends, kinds, strict=True) if named and kind == named[0]]
    leads = [*abstract[-1:], min(max(opening, default=0), _LONGEST_OPENING), min(length, _LONGEST_WHOLE)]
    return Outline(
        leads=tuple(sorted({lead for lead in leads if lead})), sections=tuple(starts[number] for number in changes)
    )
