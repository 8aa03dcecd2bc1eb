"""Stretches of one source as one plain text."""

from __future__ import annotations

from collections.abc import Iterable

from claimx.model import Span
from claimx.text.normalisation import normalise
from claimx.text.plaintext import PlainText
from claimx.text.scanner import has_tex_signs


def normalise_stretches(source: str, spans: Iterable[Span]) -> tuple[PlainText, list[int]]:
    """Make stretches of a text plain, each alone, with a paragraph break between them.

    A stretch cannot spoil another one: an open brace or dollar sign ends with it.

    Args:
        source: The text that the result leads back to.
        spans: Non-empty spans of `source` in order, apart from each other; what is between them is left out.

    Returns:
        The plain text of the stretches with the way back to `source`, and where each stretch starts in it.
    """
    is_tex = has_tex_signs(source)
    pieces: list[str] = []
    starts: list[int] = []
    plain_starts: list[int] = []
    plain_ends: list[int] = []
    source_starts: list[int] = []
    source_ends: list[int] = []
    length = reached = 0
    for span in spans:
        break_ = "\n" if pieces else ""
        plain_starts.append(length)
        length += len(break_)
        plain_ends.append(length)
        source_starts.append(reached)
        source_ends.append(span.start)
        starts.append(length)
        part = normalise(source[span.start : span.end], is_tex=is_tex)
        plain_starts += [place + length for place in part.plain_starts]
        plain_ends += [place + length for place in part.plain_ends]
        source_starts += [place + span.start for place in part.source_starts]
        source_ends += [place + span.start for place in part.source_ends]
        pieces += (break_, part.plain)
        length += len(part.plain)
        reached = span.end
    columns = (tuple(column) for column in (plain_starts, plain_ends, source_starts, source_ends))
    return PlainText("".join(pieces), source, *columns), starts
