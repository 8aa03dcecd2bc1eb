"""Plain text and its way back to the source: edits log themselves, nothing is inferred afterwards."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import regex

from claimx.model import Span

# White space up to, not including, a paragraph break.
_CLOSING = ("}", "$")
_BLANKS = regex.compile(r"[^\S\n]*+(?:\n[^\S\n]*+(?!\n))?")


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text made plain, and where every character of it came from.

    The edits are three parallel columns plus one: edit `i` put ``plain[plain_starts[i]:plain_ends[i]]`` in the place
    of ``source[source_starts[i]:source_ends[i]]``; between edits the two texts are equal. No edits: the two texts
    are aligned character by character.

    Args:
        plain: The text that rules read; a line feed is a paragraph break, all other white space is one space.
        source: The text as read.
    """

    plain: str
    source: str
    plain_starts: tuple[int, ...] = ()
    plain_ends: tuple[int, ...] = ()
    source_starts: tuple[int, ...] = ()
    source_ends: tuple[int, ...] = ()

    def to_source(self, span: Span) -> Span:
        """Map a span of `plain` onto the stretch of `source` that it was made from.

        Args:
            span: A non-empty span of `plain`, in code points.

        Returns:
            The span of `source`; an edit that `span` touches is covered as a whole, and so is what closes a brace or
            a dollar sign inside ("10^{-5}", "AP$_{50}$").

        Raises:
            ValueError: If `span` is empty or reaches outside `plain`.
        """
        if not 0 <= span.start < span.end <= len(self.plain):
            raise ValueError(f"{span} is no non-empty span of a plain text of {len(self.plain)} characters")
        if not self.plain_ends:
            return span
        start, end = self._place(span.start)[0], self._place(span.end - 1)[1]
        if self.source[end : end + 1] in _CLOSING:
            end = self._closed(start, end)
        return Span(start, end)

    def _closed(self, start: int, end: int) -> int:
        """Return the place after the dropped braces and dollars at `end` that close those dropped since `start`."""
        first, last = bisect_left(self.source_starts, start), bisect_left(self.source_starts, end)
        dropped = "".join(
            self.source[self.source_starts[index] : self.source_ends[index]]
            for index in range(first, last)
            if self.plain_starts[index] == self.plain_ends[index]
        )
        braces, dollars = dropped.count("{") - dropped.count("}"), dropped.count("$") % 2
        while self._is_dropped(end) and (
            (self.source[end] == "}" and braces > 0) or (self.source[end] == "$" and dollars)
        ):
            braces, dollars = (braces - 1, dollars) if self.source[end] == "}" else (braces, 0)
            end += 1
        return end

    def _is_dropped(self, position: int) -> bool:
        index = bisect_right(self.source_starts, position) - 1
        return index >= 0 and position < self.source_ends[index] and self.plain_starts[index] == self.plain_ends[index]

    def _place(self, position: int) -> tuple[int, int]:
        index = bisect_right(self.plain_ends, position)
        if index < len(self.plain_ends) and self.plain_starts[index] <= position:
            return self.source_starts[index], self.source_ends[index]
        if index:
            position += self.source_ends[index - 1] - self.plain_ends[index - 1]
        return position, position + 1


class EditLog:
    """Builds a `PlainText` from left to right; what no edit touches is copied.

    Keeps runs of white space down to one character, also where an edit in the midst of them left nothing.
    """

    __slots__ = (
        "_before", "_last", "_length", "_pieces", "_plain_ends", "_plain_starts", "_source_ends", "_source_starts",
        "at", "source",
    )  # fmt: skip

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0  # the source is dealt with up to here
        self._last = "\n"  # the last plain character before `at`; the start counts as a paragraph break
        self._before = "\n"  # the same, before the last edit
        self._length = 0
        self._pieces: list[str] = []
        self._plain_starts: list[int] = []
        self._plain_ends: list[int] = []
        self._source_starts: list[int] = []
        self._source_ends: list[int] = []

    def replace(self, start: int, end: int, text: str) -> None:
        """Put `text` in the place of ``source[start:end]``; `start` is not before `at`."""
        if text == "\n":
            start = self._take_space(start)
        if start > self.at:
            self._pieces.append(self.source[self.at : start])
            self._length += start - self.at
            self._last = self.source[start - 1]
        self._before = self._last
        if text in (" ", "\n") and self._last in ("\n", text):
            text = ""
        if text:
            self._last = text[-1]
            self._pieces.append(text)
        if self._last in " \n" and self.source[end : end + 1].isspace():
            blanks = _BLANKS.match(self.source, end)
            end = blanks.end() if blanks else end
        self._plain_starts.append(self._length)
        self._length += len(text)
        self._plain_ends.append(self._length)
        self._source_starts.append(start)
        self._source_ends.append(end)
        self.at = end

    def drop_with_space(self, start: int, end: int) -> None:
        """Remove ``source[start:end]`` and the one space before it."""
        self.replace(self._take_space(start), end, "")

    def _take_space(self, start: int) -> int:
        """Remove the space before `start`, be it written or still to be copied; return where the edit then starts."""
        if start > self.at:
            return start - 1 if self.source[start - 1] == " " else start
        if self._pieces and self._pieces[-1] == " " and self._plain_ends[-1] - self._plain_starts[-1] == 1:
            self._pieces.pop()
            self._length -= 1
            self._plain_ends[-1] = self._length
            self._last = self._before
        return start

    def finish(self) -> PlainText:
        """Copy the rest and return the text."""
        self._pieces.append(self.source[self.at :])
        return PlainText(
            "".join(self._pieces),
            self.source,
            tuple(self._plain_starts),
            tuple(self._plain_ends),
            tuple(self._source_starts),
            tuple(self._source_ends),
        )
