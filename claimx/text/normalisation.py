"""The door of the text layer: cheap for text that is plain already, thorough for text that is not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import regex

from claimx.text.data import load_tables
from claimx.text.plaintext import PlainText
from claimx.text.scanner import find_glued_headings, scan

# Any of these calls for the scanner. Substring searches are several times faster than one pattern here.
_MARKS = ("\\", "$", "{", "}", "~", "  ", "--", "``", "''", "&")
_LINE_MARKS = (*_MARKS, "-\n", " \n", "\n ", "\n\n", "\n•", "\n*", "\n-")
_LIST_NUMBER = regex.compile(r"[.:;!?]\n\(?\d{1,2}[.)]\s")


@cache
def _compile_fast_tables() -> tuple[dict[int, str], regex.Pattern[str]]:
    """Split the character table into one-to-one replacements, and the characters that change the length."""
    characters = load_tables().characters
    same_length = {ord(old): new for old, new in characters.items() if len(new) == 1 and new != "\n"}
    others = "".join(regex.escape(old) for old in characters if ord(old) not in same_length)
    return same_length | {ord("\n"): " "}, regex.compile(rf"[\t\v\f\r{others}]|[–‣▪◦]\n|\n[•‣▪◦]")


def normalise(source: str, *, is_tex: bool = False, own_macros: Mapping[str, str] | None = None) -> PlainText:
    """Make a text plain: LaTeX, Unicode variants and white space reduced to one spelling.

    In plain text a line feed is a paragraph break and all other white space is one space.

    Args:
        source: Any text: an abstract, LaTeX, a whole paper.
        is_tex: The text is known to be LaTeX, where a bare percent sign opens a comment; else its own marks tell.
        own_macros: What macros print that the author defined, by their names without the backslash.

    Returns:
        The plain text with the way back to `source`.
    """
    if any(map(source.__contains__, _LINE_MARKS if "\n" in source else _MARKS)) or (is_tex and "%" in source):
        return scan(source, is_tex=is_tex, own_macros=own_macros)
    if ("\n" in source and _LIST_NUMBER.search(source)) or find_glued_headings(source):
        return scan(source)
    if source.isascii():
        plain = source.replace("\n", " ")
        return PlainText(plain, source) if plain.isprintable() else scan(source)
    table, others = _compile_fast_tables()
    if others.search(source):
        return scan(source)
    plain = source.translate(table)
    return scan(source) if "  " in plain else PlainText(plain, source)
