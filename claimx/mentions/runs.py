"""Runs of words that look like a name, as papers coin names: "PCL", "ProteinWeaver", "Think-Solve-Verify"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import regex

from claimx.mentions.memory import Memory

# Also "A^2RD", "Parallel-R1", "τ-bench".
_NAME = (
    r"(?:[A-Zτπμα][\w^+*'@/&.-]*[\w+*]|[a-z]{1,3}[A-Z][\w+-]*\w|[a-z]+-[Bb]ench\w*|[A-Za-z]+-?\d[\w.-]*\w"
    r"|[a-z]{2,}[A-Z]{2,}\w*)"
)
NAMES = rf"{_NAME}(?:[ -]{_NAME}){{0,3}}"
# The lookahead passes over ordinary words at once: what begins in lower case needs a capital, a digit or "-bench".
_RUN = regex.compile(rf"(?<![\w-])(?=[A-Zτπμα]|[a-z]++(?:[A-Z\d]|-\d|-[Bb]ench)){NAMES}")
# Three times faster; but it takes combining marks for no part of a word.
_RUN_ASCII = re.compile(_RUN.pattern)
# A word that may hold a run, from the first character on that says so.
_SIGN = re.compile(r"[A-Zτπμα\d-](?:(?<=[A-Zτπμα])|(?<=[a-z]\d)|(?<=[a-z]-\d)|(?<=-)(?=[Bb]ench))[^ ]*")
_SHAPED = re.compile(r"[a-z0-9+/.^-][A-Z]|[A-Z][A-Z0-9]|\d")
_CAMEL = regex.compile(r"[^\s]*[a-z][A-Z][^\s]*|[A-Z][\w-]*[a-z][\w-]*-[A-Z][^\s]*")
_LONGEST_NAME = 80
NEAR = 3000  # characters: a name is looked for again about as far as an abstract goes
_TOLD = (" is a ", " is an ", " is our ")


def is_shaped(name: str) -> bool:
    """Say whether a name cannot be an ordinary word with a capital letter."""
    return _SHAPED.search(name) is not None


class NameRun(NamedTuple):
    """A run of words that look like a name.

    Args:
        name: The run.
        start: Where it starts.
        end: Where it ends.
        shaped: It cannot be an ordinary word with a capital letter.
        camel: It has capital letters inside, and small ones ("FooNet", "Foo-Net").
    """

    name: str
    start: int
    end: int
    shaped: bool
    camel: bool


def is_told(run: NameRun, text: str) -> bool:
    """Say whether an ordinary word is told to be something, and has its capital within a clause too.

    "Heron is a new system ... show that Heron handles"
    """
    if run.shaped or " " in run.name or not text.startswith(_TOLD, run.end):
        return False
    around = text[max(0, run.start - NEAR) : run.end + NEAR]
    return re.search(rf"[a-z,] {re.escape(run.name)}\b", around) is not None


class RunFinder:
    """Finds runs; remembers what it found, since abstracts repeat their words.

    Args:
        accepts: Says of a run whether to return it.
    """

    def __init__(self, accepts: Callable[[str], bool]) -> None:
        self._accepts = accepts
        self._known: Memory[list[NameRun]] = Memory()

    def find(self, text: str) -> list[NameRun]:
        """Return the runs of a text, in order of place."""
        found: list[NameRun] = []
        first, last = 0, -1
        for sign in _SIGN.finditer(text):
            start = text.rfind(" ", 0, sign.start()) + 1
            if start != last + 1:
                if first < last:
                    self._read(text[first:last], first, found)
                first = start
            last = sign.end()
        if first < last:
            self._read(text[first:last], first, found)
        return found

    def _read(self, words: str, place: int, found: list[NameRun]) -> None:
        """Add the runs of neighbouring words that hold some, since a name may go on after a space."""
        runs = self._known.get(words)
        if runs is None:
            spans = [match.span() for match in (_RUN_ASCII if words.isascii() else _RUN).finditer(words)]
            names = [(words[start:end], start, end) for start, end in spans if end - start <= _LONGEST_NAME]
            runs = [
                NameRun(name, start, end, is_shaped(name), _CAMEL.fullmatch(name) is not None)
                for name, start, end in names
                if self._accepts(name)
            ]
            self._known.keep(words, runs)
        for name, start, end, shaped, camel in runs:
            found.append(NameRun(name, place + start, place + end, shaped, camel))
