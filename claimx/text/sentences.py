"""Where sentences begin and end in plain text."""

from __future__ import annotations

import re

import regex

from claimx.model import Span
from claimx.text.data import Tables, load_tables

# A bracket protects what is in it from being split, unless it is open for longer than this many characters.
_LONGEST_BRACKET = 300
_CLOSERS = frozenset("\"')]”’»」』")
_BULLETS = frozenset("•‣▪◦")

# One character class, since that is searched three times faster than alternatives.
_PLACE = re.compile(r"[.?!。！？\n()\[\]•‣▪◦]")
# The word before a full stop, with the inner full stops of "w.r.t" and "U.S"; bounded, so that it costs little.
_LAST_WORD = regex.compile(r"(?:(?<![\w.])(?:\w{1,20}\.){0,4}\w{1,20}!?)\Z")
_NEXT = re.compile(r"""\s*(["'(\[“‘«]*)(\w*)""")
_GOES_ON = re.compile(r"\s*[±%×,;]")  # "94.7. ± 0.1": a slip of the pen, not an end
# A sentence that opens with a name such as "mT5" or "nnU-Net".
_LOWER_NAME = regex.compile(r"\p{Ll}+[-\d]*[\p{Lu}\d]")
# "outcome.As": an ordinary word, a full stop, a capitalised word, white space.
_GLUED_BEFORE = regex.compile(r"""(?:(?<![\w./@:])(?:\w+-)*\p{Ll}{3,40}|[%)\]"”])\Z""")
_GLUED_AFTER = regex.compile(r"""["'(\[“‘«]*(\p{Lu}\p{Ll}*)[\s,]""")


def find_sentences(plain: str) -> list[Span]:
    """Find the sentences of a plain text.

    Args:
        plain: Text in which a line feed is a paragraph break, as `normalise` makes it.

    Returns:
        Spans of `plain` in order, without white space around them; together they hold every other character.
    """
    sentences: list[Span] = []
    start = 0
    for end in [*_find_ends(plain), len(plain)]:
        stop = end
        while start < stop and plain[start].isspace():
            start += 1
        while start < stop and plain[stop - 1].isspace():
            stop -= 1
        if start < stop:
            sentences.append(Span(start, stop))
        start = end
    return sentences


def _find_ends(plain: str) -> list[int]:
    """Find where sentences end, in order."""
    tables = load_tables()
    ends: list[int] = []
    opened: list[tuple[int, int]] = []  # open brackets: place, and how many ends were known there
    done = 0  # marks before this belong to an end found already
    for place in _PLACE.finditer(plain):
        start = place.start()
        mark = plain[start]
        if mark in "([":
            opened.append((start, len(ends)))
        elif mark in ")]":
            if opened:
                opening, known = opened.pop()
                if start - opening <= _LONGEST_BRACKET:  # an end that takes this bracket along, "(So it is.)", stays
                    ends[known:] = [end for end in ends[known:] if end > start]
        elif start < done:
            continue
        elif mark == "\n":
            opened.clear()
            ends.append(start + 1)
        elif mark in _BULLETS:
            if start and plain[start - 1].isspace() and plain[start + 1 : start + 2].isspace():
                ends.append(start)
        else:
            end = start + 1
            following = plain[end : end + 1]
            if mark == "." and following.isalnum() and not following.isupper():  # decimals, domains
                continue
            while end < len(plain) and (plain[end] in _CLOSERS or plain[end] in ".?!"):
                end += 1
            if mark in "。！？" or _is_end(plain, start, end, ends[-1] if ends else 0, tables):
                ends.append(end)
                done = end
    return ends


def _is_end(plain: str, start: int, end: int, opening: int, tables: Tables) -> bool:
    """Say whether the mark and the closing quotes after it, ``plain[start:end]``, end the sentence from `opening`."""
    if end == len(plain):
        return True
    if not plain[end].isspace():
        return _is_end_glued(plain, start, end, tables)
    if not plain[end + 1 : end + 2].isalpha() and _GOES_ON.match(plain, end):
        return False
    following = _NEXT.match(plain, end)
    assert following is not None
    quote, word = following[1], following[2]
    if word[:1].islower() and not _LOWER_NAME.match(word):
        return False
    if end - start > 1 or plain[start] == "?":  # "...", and a full stop with a closing quote or bracket
        return True
    if plain[start] == "!":
        return tables.abbreviations.get(_word_before(plain, start + 1).lower()) != "name"
    before = plain[plain.rfind(" ", max(0, start - 60), start) + 1 : start]
    if not before.isalpha():
        before = _word_before(plain, start)
    if not before:
        return True
    if len(before) == 1 and before.isupper():  # an initial
        return word in tables.openers
    if before.isdigit() and len(before) < 3 and not plain[opening : start - len(before)].strip():  # "1. First"
        return False
    if before.isupper() and before.isalpha():  # an acronym: "MT", "DR"
        return True
    kind = tables.abbreviations.get(before.lower())
    if kind == "number":
        return not (word[:1].isdigit() or quote[:1] in ("(", "["))
    if kind == "opener":
        return word in tables.openers
    return kind != "inside"


def _is_end_glued(plain: str, start: int, end: int, tables: Tables) -> bool:
    """Say whether a sentence ends although no white space follows: "outcome.As a result"."""
    after = _GLUED_AFTER.match(plain, end)
    if not after:
        return False
    if plain[start] != "." or end - start > 1:
        return True
    if _GLUED_BEFORE.search(plain, max(0, start - 60), start):
        return True
    return plain[start - 1 : start].isdigit() and len(after[1]) > 1 and after[1] in tables.openers


def _word_before(plain: str, place: int) -> str:
    """Return the word that ends at `place`, with its inner full stops; empty if there is none."""
    word = _LAST_WORD.search(plain, max(0, place - 60), place)
    return word.group() if word else ""
