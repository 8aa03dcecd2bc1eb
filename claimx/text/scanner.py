"""The edits that make a text plain: white space, Unicode, and the marks of LaTeX; one pass, left to right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

import regex

from claimx.text.data import STYLED, Tables, load_tables
from claimx.text.macros import MacroEdits
from claimx.text.plaintext import EditLog, PlainText

# A text that holds one of these is LaTeX source, where a bare percent sign opens a comment.
_TEX_SIGN = regex.compile(r"\\(?:%|cite|ref\b|label\b|begin\{|section\b|documentclass\b)")
# Marks that count only in pairs; looking for them costs, so that texts without them are spared.
_PAIRS = ("  ", "--", "-\n", "-\r", "–\n", "–\r", "''", "``")

_SPACE = re.compile(r"\s+")
_COMMENTS = regex.compile(r"\s*+(?:%[^\n]*+(?:\n|\Z)\s*+)++")
_MACRO = re.compile(r"\\(?:[A-Za-z@]+|.|\Z)", re.DOTALL)
_BULLETS = "•‣▪◦"
_ITEM = regex.compile(r"[-*]\s|\(?\d{1,2}[.)]\s")
_LINE_END_HYPHEN = re.compile(r"[-–]\r?\n[ \t]*(?=\w)")
_DASHES = re.compile(r"-+")
_WORD = re.compile(r"[^\W\d_]+")
# An opening dollar sign finds its partner within this many characters, or is none.
_MATH = regex.compile(r"\$(?:(?!\n\s*\n)[^$\\]|\\.){1,600}+\$", regex.DOTALL)
_DISPLAY_MATH = regex.compile(r"\$\$(?:[^$\\]|\\.){0,3000}+\$\$", regex.DOTALL)
# Two ordinary words in a row, outside macros' arguments: prose, not mathematics.
_PROSE = regex.compile(r"(?<![\\A-Za-z])[A-Za-z]{2,}[ \n]+[A-Za-z]{2,}")
_ARGUMENT = regex.compile(r"\\[A-Za-z]+\s*\{[^{}]*\}")
# "~" that means about, not a tie: before a number, where no word stands directly before it.
_ABOUT = regex.compile(r"(?<![^\s(\[{/=<>–—-])~(?=\s?[$\\]{0,2}\.?\d)|(?<=/)~")
_DEGREE = regex.compile(r"\s*\{?\s*\\circ(?![A-Za-z])\s*\}?")
_WORD_SCRIPT = regex.compile(r"\s*\{?\s*(?:\\(?:text|mathrm|textrm|rm|mathit|operatorname)\b\s*\{?\s*)?[A-Za-z]{2,}")
_ENTITY = re.compile(r"&(amp|lt|gt|quot|apos|nbsp|#39);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " ", "#39": "'"}


@cache
def _compile_marks(*, pairs: bool, tex: bool) -> re.Pattern[str]:
    """Compile the pattern that finds where an edit may be due.

    A lone character class is searched three times faster than alternatives, and by `re` faster than by `regex`, if
    what lies beyond the first plane of Unicode is a range.
    """
    first, last = STYLED
    known = {char for char in load_tables().characters if not first <= char <= last}
    characters = "".join(sorted(set(_EDITS) - set("-–'` %") | known))
    single = f"[{re.escape(characters)}{first}-{last}{'%' if tex else ''}]"
    return re.compile(rf"{single}|  |--|[-–]\r?\n|''|``" if pairs else single)


@cache
def _compile_headings() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return the common headings, one of which every structured abstract has, and a pattern for all."""
    table = load_tables().abstract_headings
    headings = "|".join(sorted(table, key=lambda heading: (-len(heading), heading)))
    common = tuple(heading for heading, kind in table.items() if kind == "common")
    return common, re.compile(rf"({headings})(?=([A-Z][A-Za-z]*))")


def find_glued_headings(source: str) -> list[int]:
    """Return where the headings of a structured abstract end that are glued to what follows ("ResultsThe model").

    One alone may be a name ("AimNet"), unless a word follows that opens sentences.
    """
    common, pattern = _compile_headings()
    if not any(map(source.__contains__, common)):
        return []
    found = [
        match for match in pattern.finditer(source) if match.start() == 0 or source[match.start() - 1] in " \t\n.?!)"
    ]
    structured = len({match[1] for match in found}) > 1
    return [match.end() for match in found if structured or match[2] in load_tables().openers]


class Scanner(MacroEdits):
    """Reads one source and logs its edits."""

    __slots__ = ("_is_tex", "_math_width", "_next")

    def __init__(
        self, source: str, tables: Tables, *, is_tex: bool = False, own_macros: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(EditLog(source), tables, own_macros or {})
        self._is_tex = is_tex or has_tex_signs(source)
        self._next = 0  # where to look on
        self._math_width = 1  # of the dollar signs around the mathematics being read

    def scan(self) -> PlainText:
        """Make the whole source plain."""
        log, source, characters = self.log, self.source, self.tables.characters
        search = _compile_marks(pairs=any(pair in source for pair in _PAIRS), tex=self._is_tex).search
        headings = find_glued_headings(source)
        while (mark := search(source, self._next)) or headings:
            if headings and (mark is None or headings[0] <= mark.start()):
                self._end_heading(headings.pop(0))
                continue
            assert mark is not None
            start = mark.start()
            self._next = start + 1
            character = source[start]
            edit = _EDITS.get(character)
            if edit:
                edit(self, start)
            else:
                log.replace(start, start + 1, characters[character])
            self._next = max(self._next, log.at)
        return log.finish()

    def _end_heading(self, end: int) -> None:
        """Part a heading from the sentence that it is glued to."""
        if end > self.log.at:
            self.log.replace(end - 1, end, self.source[end - 1] + "\n")

    def _edit_macro(self, start: int) -> None:
        if self.source.startswith("\\\\%", start) and self.source[max(0, start - 1) : start].isdigit():
            self.log.replace(start, start + 3, "%")  # escaped twice on its way here; no comment follows a number
            return
        macro = _MACRO.match(self.source, start)
        assert macro is not None
        self.edit_macro(start, macro.end())

    def _edit_space(self, start: int) -> None:
        source = self.source
        run = _SPACE.match(source, start)
        end = run.end() if run else start + 1
        if self._is_tex and source[end : end + 1] == "%":
            self._write_comments(start)
        elif source.count("\n", start, end) > 1 or "\u2029" in source[start:end] or self._is_item(start, end):
            self.log.replace(start, end, "\n")
        else:
            self.log.replace(start, end, " ")

    def _is_item(self, start: int, end: int) -> bool:
        """Say whether a list item stands after the white space ``source[start:end]``."""
        source = self.source
        if end >= len(source) or "\n" not in source[start:end]:
            return False
        if source[end] in _BULLETS:
            return True
        return source[max(0, start - 1)] in ".:;!?" and _ITEM.match(source, end) is not None

    def _edit_percent(self, start: int) -> None:
        before = self.source[max(0, start - 2) : start].rstrip(" ")
        if not before[-1:].isdigit():  # "50 % of", written without the backslash
            self._write_comments(start)

    def _write_comments(self, start: int) -> None:
        comments = _COMMENTS.match(self.source, start)
        assert comments is not None
        lines = comments.group().split("\n")
        if any(not line.strip() for line in lines[1:-1]):
            self.log.replace(start, comments.end(), "\n")
        else:  # TeX reads on without a space where the comment follows the word directly
            self.log.replace(start, comments.end(), "" if self.source[start] == "%" else " ")

    def _edit_dash(self, start: int) -> None:
        hyphen = _LINE_END_HYPHEN.match(self.source, start)
        if hyphen:
            if start and self.source[start - 1].isalnum():
                self._join_lines(start, hyphen.end())
            return
        dashes = _DASHES.match(self.source, start)
        if dashes is None:  # an en dash: it stays
            return
        self._next = end = dashes.end()
        if 2 <= end - start <= 3:
            self.log.replace(start, end, "–" if end - start == 2 else "—")

    def _join_lines(self, start: int, end: int) -> None:
        """Join a word broken at a line's end; keep the hyphen unless the second half is no word of its own."""
        source = self.source
        word = _WORD.match(source, end)
        half = word.group() if word else ""
        if half in ("and", "or", "to"):  # "short-\nand long-term"
            self.log.replace(start + 1, end, " ")
        elif half in self.tables.line_end_halves and source[start] == "-" and source[start - 1].islower():
            self.log.replace(start, end, "")
        else:
            self.log.replace(start + 1, end, "")

    def _edit_math(self, start: int) -> None:
        source = self.source
        if start < self.math_close:
            return
        if start == self.math_close:
            self.math_close = -1
            end = start + self._math_width
            if start > self.log.at and source[start - 1] == " ":  # TeX sees no space before the closing sign
                start -= 1
            self.log.replace(start, end, "")
            return
        found = _DISPLAY_MATH.match(source, start)
        self._math_width = 2 if found else 1
        if not found:
            found = _MATH.match(source, start)
            if not found or not self._is_math(found.group()[1:-1], found.end()):
                return
        self.math_close = found.end() - self._math_width
        self.log.replace(start, self.skip_blanks(start + self._math_width), "")

    def _is_math(self, content: str, after: int) -> bool:
        """Say whether the text between two dollar signs is mathematics rather than prose between two prices."""
        if content.isspace():
            return True
        if _PROSE.search(_ARGUMENT.sub("", content)):
            return False
        if content[-1].isspace() and not content[0].isspace():  # "$5 or $10": the second sign opens a number
            return False
        return not (content[0].isdigit() and content[-1] in "(-–/" and self.source[after : after + 1].isdigit())

    def _edit_tie(self, start: int) -> None:
        if not _ABOUT.match(self.source, start):
            self.log.replace(start, start + 1, " ")

    def _edit_script(self, start: int) -> None:
        """Drop the mark of a subscript that is a number or one letter; keep that of a word and of a superscript."""
        source = self.source
        if not self.in_math(start) and source[start + 1 : start + 2] != "{":
            return
        if source[start] == "^":
            degree = _DEGREE.match(source, start + 1)
            if degree:
                self.log.replace(start, degree.end(), "°")
        elif not _WORD_SCRIPT.match(source, start + 1):
            self.log.replace(start, start + 1, "")

    def _edit_quote(self, start: int) -> None:
        if self.source[start] == self.source[start + 1 : start + 2] and not self.in_math(start):
            self.log.replace(start, start + 2, '"')

    def _edit_entity(self, start: int) -> None:
        entity = _ENTITY.match(self.source, start)
        if entity:
            self.log.replace(start, entity.end(), _ENTITIES[entity[1]])


_EDITS: dict[str, Callable[[Scanner, int], None]] = {
    "\\": Scanner._edit_macro,
    "{": Scanner.edit_brace,
    "}": Scanner.edit_brace,
    "$": Scanner._edit_math,
    "~": Scanner._edit_tie,
    "_": Scanner._edit_script,
    "^": Scanner._edit_script,
    "%": Scanner._edit_percent,
    "&": Scanner._edit_entity,
    "-": Scanner._edit_dash,
    "–": Scanner._edit_dash,
    "'": Scanner._edit_quote,
    "`": Scanner._edit_quote,
    **dict.fromkeys(" \t\n\r\v\f", Scanner._edit_space),
}


def has_tex_signs(source: str) -> bool:
    """Say whether a text holds what only LaTeX does."""
    return "\\" in source and _TEX_SIGN.search(source) is not None


def scan(source: str, *, is_tex: bool = False, own_macros: Mapping[str, str] | None = None) -> PlainText:
    """Make `source` plain, edit by edit; `is_tex` where it is known to be LaTeX."""
    return Scanner(source, load_tables(), is_tex=is_tex, own_macros=own_macros).scan()
