"""A whole paper as LaTeX: the text is the file as read, blocks say what of it is abstract, section or table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import regex

from claimx.model import Block, Document, Span
from claimx.readers.record import file_id, find_arxiv_id
from claimx.readers.skip import OnSkip, Skip
from claimx.readers.stream import decode_whole
from claimx.text import find_own_macros, normalise
from claimx.text.data import load_tables

_BODY = regex.compile(r"\\begin\s*\{document\}")
_TITLE = regex.compile(r"\\(?:icml|neurips|acl|RR)?title(?:\s*\[[^\[\]]{0,300}\])?\s*\{")
_MACRO = regex.compile(r"\s*\\([A-Za-z]+)\s*(?:\{\})?\s*")
# What parts a paper: abstract, headings, tables, the end of the text.
_PART = regex.compile(
    r"\\(?P<heading>(?:(?:sub){0,2}section|chapter)\*?(?:\s*\[[^\[\]]{0,300}\])?\s*\{)"
    r"|\\begin\s*\{(?P<abstract>(?:one|two)?(?:col)?abstract\*?)\}"
    r"|\\(?P<macro>[A-Z]{0,3}abstract\s*\{)"
    r"|\\begin\s*\{(?P<table>(?:table|sidewaystable|tabular)\*?|wraptable|longtable|tabular[xy]|tabu)\}"
    r"|(?P<references>\\begin\s*\{thebibliography\}|\\bibliography\s*\{|\\printbibliography)"
    r"|(?P<end>\\end\s*\{document\})"
)
# What is written but not printed, by how it begins: an environment, a conditional, lines of comment.
_UNPRINTED = regex.compile(r"\\begin\{comment\}|\\iffalse(?![A-Za-z])|(?:(?<=\A|\n)[ \t]*+%[^\n]*+(?:\n|\Z))++")
_UNPRINTED_ENDS = {"\\begin{comment}": "\\end{comment}", "\\iffalse": "\\fi"}
_BRACE = regex.compile(r"\\.|[{}]", regex.DOTALL)
_MOST_TITLES = 20
_LONGEST_ARGUMENT = 20_000  # characters of an abstract in braces


def read_latex(stream: BinaryIO, path: str, _on_skip: OnSkip) -> Iterator[Document]:
    """Yield the one paper of a LaTeX file.

    Raises:
        Skip: If there is nothing to read in it.
    """
    text = decode_whole(stream, path)
    if not text.strip():
        raise Skip(path, None, "no text in it")
    unprinted = _Unprinted(text)
    title = _find_title(text, unprinted)
    doc_id = file_id(path, title, text)
    arxiv = find_arxiv_id(doc_id, "")
    yield Document(
        doc_id=doc_id,
        title=title,
        text=text,
        blocks=tuple(_find_blocks(text, unprinted)),
        url=f"https://arxiv.org/abs/{arxiv}" if arxiv else None,
        source=path,
    )


class _Unprinted:
    """The stretches of a source that are not printed; comments amid a paragraph are left to the text layer."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._comments: list[Span] = []  # all lines of comment, also those amid a paragraph
        self._spans: list[Span] = []
        missing: set[str] = set()
        place = 0
        while found := _UNPRINTED.search(text, place):
            start, place = found.span()
            end_mark = _UNPRINTED_ENDS.get(found.group(), "")
            if not end_mark:
                self._comments.append(Span(start, place))
                if _stands_apart(text, start, place):
                    self._spans.append(Span(start, place))
            elif end_mark not in missing:
                close = text.find(end_mark, place)
                if close < 0:
                    missing.add(end_mark)
                else:
                    place = close + len(end_mark)
                    self._comments.append(Span(start, place))
                    self._spans.append(Span(start, place))
        self._starts = [span.start for span in self._spans]
        self._comment_starts = [span.start for span in self._comments]

    def holds(self, place: int) -> bool:
        """Say whether `place` is not printed."""
        index = bisect_right(self._comment_starts, place) - 1
        return index >= 0 and place < self._comments[index].end

    def cut(self, start: int, end: int) -> Iterator[Span]:
        """Yield the printed stretches of ``text[start:end]``, without white space around them."""
        index = max(0, bisect_right(self._starts, start) - 1)
        while start < end:
            stop = end
            following = end
            if index < len(self._spans) and self._spans[index].start < end:
                stop, following = max(start, self._spans[index].start), max(start, self._spans[index].end)
                index += 1
            piece = self._text[start:stop]
            left = len(piece) - len(piece.lstrip())
            if piece.strip():
                yield Span(start + left, start + len(piece.rstrip()))
            start = following


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Say whether an empty line, or the text's own end, is above or below the lines ``text[start:end]``."""
    above = text[max(0, start - 80) : start].rstrip(" \t")
    return above[-2:] in ("", "\n\n") or above[-4:] == "\n\r\n" or not text[end : end + 80].split("\n", 1)[0].strip()


def _find_close(text: str, opening: int, limit: int = _LONGEST_ARGUMENT) -> int | None:
    """Return the place of the brace that closes the one at `opening`, if it is within `limit` characters."""
    depth = 0
    for brace in _BRACE.finditer(text, opening, min(len(text), opening + limit)):
        if brace.group() == "{":
            depth += 1
        elif brace.group() == "}":
            depth -= 1
            if depth == 0:
                return int(brace.start())
    return None


def _find_end(text: str, start: int, end_mark: str) -> int | None:
    """Return where an argument or an environment ends whose content starts at `start`."""
    if end_mark == "}":
        return _find_close(text, start - 1)
    depth = 1
    for mark in regex.finditer(rf"\\begin\s*{regex.escape(end_mark[4:])}|{regex.escape(end_mark)}", text, pos=start):
        depth += -1 if mark.group() == end_mark else 1
        if depth == 0:
            return int(mark.start())
    place = text.find(end_mark, start)
    return place if place >= 0 else None


def _find_title(text: str, unprinted: _Unprinted) -> str:
    """Return the title as printed; of several, the last counts, as it does for LaTeX."""
    for found in reversed([*_TITLE.finditer(text)][-_MOST_TITLES:]):
        close = _find_close(text, found.end() - 1, 2000)
        if close is not None and not unprinted.holds(found.start()):
            title = _print_line(_resolve(text[found.end() : close], text), find_own_macros(text))
            if title:
                return title
    return ""


def _print_line(source: str, own_macros: Mapping[str, str]) -> str:
    return " ".join(normalise(source, own_macros=own_macros).plain.split())


def _resolve(argument: str, text: str) -> str:
    """Return what an argument stands for that is one of the author's macros alone: ``\\title{\\papertitle}``."""
    macro = _MACRO.fullmatch(argument)
    if macro:
        name = macro[1]
        definition = regex.search(rf"\\(?:re)?newcommand\*?\s*\{{?\\{name}\}}?\s*\{{|\\def\s*\\{name}\s*\{{", text)
        close = _find_close(text, definition.end() - 1, 2000) if definition else None
        if definition and close is not None:
            return text[definition.end() : close]
    return argument


def _find_blocks(text: str, unprinted: _Unprinted) -> Iterator[Block]:
    """Yield the abstract, the sections and the tables, in order.

    Text that stands under no heading is the block ``body``; what comes before the abstract is none.
    """
    found_any = False
    for kind, start, end in _find_parts(text, unprinted):
        for span in unprinted.cut(start, end):
            found_any = True
            yield Block(span, kind)
    if not found_any:
        body = _BODY.search(text)
        for span in unprinted.cut(body.end() if body else 0, len(text)):
            yield Block(span, "body")


def _find_parts(text: str, unprinted: _Unprinted) -> Iterator[tuple[str, int, int]]:
    """Yield (kind, start, end) of every part."""
    parts = [found for found in _PART.finditer(text) if not unprinted.holds(found.start())]
    body = _BODY.search(text)
    has_abstract = any(found["abstract"] or found["macro"] for found in parts)
    printed_from = body.end() if body else 0
    heading, start = ("body", printed_from) if body and not has_abstract else ("", 0)
    silent, own_macros = load_tables().silent_sections, find_own_macros(text)
    unclosed: set[str] = set()  # what is never closed is looked for once
    for found in parts:
        name = found.lastgroup
        assert name is not None
        if found.start() < start:
            continue
        if heading:
            yield heading, max(start, printed_from), found.start()
        start = found.end()
        if name == "end":
            return
        if name == "references":
            heading = ""
        elif name == "heading":
            close = _find_close(text, found.end() - 1, 400)
            if close is not None:
                heading = _print_line(text[found.end() : close], own_macros).lower() or "section"
                start = close + 1
            if heading in silent:
                heading = ""
        else:
            end_mark = "}" if name == "macro" else f"\\end{{{found[name]}}}"
            close = None if end_mark in unclosed else _find_end(text, start, end_mark)
            if close is None:
                unclosed.add(end_mark)
            else:
                yield "table" if name == "table" else "abstract", start, close
                start = close + len(end_mark)
            if name != "table":
                heading = heading or "body"
    if heading:
        yield heading, start, len(text)
