"""Stretches of one source as one plain text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import regex

from claimx.model import Span
from claimx.text.normalisation import normalise
from claimx.text.plaintext import PlainText
from claimx.text.scanner import has_tex_signs

# A macro without arguments, as authors define one for the name of their system.
_OWN_MACRO = regex.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|def)\*?\s*(?:\{\s*)?\\(?P<name>[A-Za-z]+)\s*\}?\s*"
    r"\{(?P<body>(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,60}+\}){0,60}+\}){1,100}+)\}"
)
_LONGEST_NAME = 60  # characters; what prints more is no name


def find_own_macros(source: str) -> Mapping[str, str]:
    """Return what the author's macros print that stand for a name; of several definitions the last counts."""
    found: dict[str, str] = {}
    for macro in _OWN_MACRO.finditer(source):
        line = source[source.rfind("\n", max(0, macro.start() - 200), macro.start()) + 1 : macro.start()]
        if "%" in line:
            continue
        printed = normalise(macro["body"], is_tex=True, own_macros=found).plain.strip()
        if 2 <= len(printed) <= _LONGEST_NAME and any(map(str.isalpha, printed)) and not set(printed) & set("\n\\#"):
            found[macro["name"]] = printed
    return found


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
    own_macros = find_own_macros(source) if is_tex else None
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
        part = normalise(source[span.start : span.end], is_tex=is_tex, own_macros=own_macros)
        plain_starts += [place + length for place in part.plain_starts]
        plain_ends += [place + length for place in part.plain_ends]
        source_starts += [place + span.start for place in part.source_starts]
        source_ends += [place + span.start for place in part.source_ends]
        pieces += (break_, part.plain)
        length += len(part.plain)
        reached = span.end
    columns = (tuple(column) for column in (plain_starts, plain_ends, source_starts, source_ends))
    return PlainText("".join(pieces), source, *columns), starts
