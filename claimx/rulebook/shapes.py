"""The shape language: what a rule looks like, compiled to one regex over a tagged sentence.

improves {metric} by {value}        words stand for themselves, {slots} for named pieces
<beat> {baseline} by {value}        <class>: any word of a word class or set
( of | in )  <det>?                 groups, alternatives, options
<nominal>~4  <nominal>+4            up to four; one to four
..  ...                             a gap of up to three or eight words, no number, no clause break
"(" {metric} "="? {value}           punctuation stands in quotes
{metric= <speedup>}                 a slot with its own shape
{value:percent|points}              a value of certain classes
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import regex

from claimx.errors import RuleError

VALUE_CLASSES = {
    "percent": "%",
    "points": "p",
    "factor": "x",
    "unit": "u",
    "decimal": "f",
    "integer": "i",
    "money": "$",
    "count": "c",
    "share": "h",
    "double": "D",
    "transition": "T",
    "integer-transition": "t",
}
BASE_SETS = {
    "noun": "n",
    "name": "N",
    "capital": "C",
    "ing": "g",
    "ed": "e",
    "ly": "l",
    "benchmark-name": "B",
    "weak-benchmark-name": "b",
    "metric-name": "M",
    "weak-metric-name": "m",
    "model-name": "S",
    "own-name": "O",
    "number": "d",
    "integer": "i",
    "size": "z",
    "quantity": "%pxufi$chDTtz",
}
_BREAK = ";:()[]"
_LONGEST_PHRASE = 5
_LEXER = regex.compile(
    r"\s*(?:(?P<cls><[\w-]+>)|(?P<inline>\{[a-z_]+=)|(?P<slot>\{[a-z_]+(?::[a-z|-]+)?\})|\"(?P<quoted>[^\"]+)\"|(?P<gap>\.{2,3})"
    r"|(?P<repeat>[~+]\d)|(?P<op>[()|?}])|(?P<word>[^\s()|?{}<>\"~+]+))"
)
_GROUP = regex.compile(r"\(\?P<(\w+)>")


@dataclass(frozen=True)
class Shape:
    """A compiled shape.

    Args:
        source: The shape as written.
        expression: The regular expression over tagged sentences.
        needs: Character sets of which every match has at least one character each (for the prefilter).
        slots: The slots but the value.
    """

    source: str
    expression: str
    needs: tuple[frozenset[str], ...]
    slots: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str] | regex.Pattern[str]:
        """Matches tagged sentences; compiled when a sentence first needs it, since few sentences need most shapes."""
        try:
            return re.compile(self.expression)  # twice as fast on short strings
        except re.error:  # a slot that stands in two alternatives
            return regex.compile(self.expression)


def literal_words(source: str, phrases: Collection[str] = ()) -> set[str]:
    """Return the words that stand for themselves in a shape, and the phrases that the tagger reads as one word."""
    tokens = [(match.lastgroup or "", match[match.lastgroup or 0]) for match in _LEXER.finditer(source)]
    return {text.lower() for kind, text in join_phrases(tokens, phrases) if kind == "word"}


def join_phrases(tokens: list[tuple[str, str]], phrases: Collection[str]) -> list[tuple[str, str]]:
    """Join neighbouring words of a shape that are a phrase of the vocabulary, as the tagger does: the longest first."""
    joined: list[tuple[str, str]] = []
    index = 0
    while index < len(tokens):
        length = 1
        for more in range(_LONGEST_PHRASE, 1, -1):
            run = tokens[index : index + more]
            if (
                len(run) == more
                and all(kind == "word" for kind, _ in run)
                and " ".join(t for _, t in run).lower() in phrases
            ):
                length = more
                break
        joined.append((tokens[index][0], " ".join(text for _, text in tokens[index : index + length])))
        index += length
    return joined


class ShapeCompiler:
    """Compiles shapes against a vocabulary.

    Args:
        codes: Word -> one-character code.
        sets: Name of a word class or set -> its characters.
        fragments: Name of a slot -> its shape.
    """

    def __init__(self, codes: Mapping[str, str], sets: Mapping[str, str], fragments: Mapping[str, str]) -> None:
        self._codes, self._sets, self._fragments = codes, sets, fragments

    def compile(self, source: str) -> Shape:
        """Compile one shape.

        Raises:
            RuleError: It does not parse or names something unknown.
        """
        tokens = self._tokens(source)
        pattern, needs, rest = self._alternatives(tokens, 0, source, depth=0)
        if rest != len(tokens):
            raise RuleError(f"the shape {source!r} closes a group that it did not open")
        unique = sorted(set(needs), key=lambda chars: (len(chars), sorted(chars)))
        groups = dict.fromkeys(_GROUP.findall(pattern))
        if "value" not in groups:
            raise RuleError(f"the shape {source!r} has no value")
        return Shape(source, pattern, tuple(unique[:3]), tuple(name for name in groups if name != "value"))

    def _tokens(self, source: str) -> list[tuple[str, str]]:
        tokens, position = [], 0
        stripped = source.rstrip()
        while position < len(stripped):
            match = _LEXER.match(stripped, position)
            if match is None:
                raise RuleError(f"the shape {source!r} cannot be read from {stripped[position:]!r} on")
            assert match.lastgroup is not None
            tokens.append((match.lastgroup, match[match.lastgroup]))
            position = match.end()
        return join_phrases(tokens, self._codes)

    def _alternatives(
        self, tokens: list[tuple[str, str]], index: int, source: str, depth: int
    ) -> tuple[str, list[frozenset[str]], int]:
        branches: list[str] = []
        needs: list[list[frozenset[str]]] = []
        parts: list[str] = []
        needed: list[frozenset[str]] = []
        while index < len(tokens):
            kind, text = tokens[index]
            if kind == "op" and text in ")}":
                if depth == 0:
                    return "", [], index
                break
            if kind == "op" and text == "|":
                branches.append("".join(parts))
                needs.append(needed)
                parts, needed = [], []
                index += 1
                continue
            piece, piece_needs, index = self._piece(tokens, index, source, depth)
            piece, optional, index = self._suffix(tokens, index, piece)
            parts.append(piece)
            if not optional:
                needed += piece_needs
        if not branches:
            return "".join(parts), needed, index
        branches.append("".join(parts))
        needs.append(needed)
        return f"(?:{'|'.join(branches)})", _common(needs), index

    def _suffix(self, tokens: list[tuple[str, str]], index: int, piece: str) -> tuple[str, bool, int]:
        if index < len(tokens):
            kind, text = tokens[index]
            if kind == "op" and text == "?":
                return f"(?:{piece})?", True, index + 1
            if kind == "repeat":
                low = 0 if text[0] == "~" else 1
                return f"(?:{piece}){{{low},{text[1]}}}", low == 0, index + 1
        return piece, False, index

    def _piece(
        self, tokens: list[tuple[str, str]], index: int, source: str, depth: int
    ) -> tuple[str, list[frozenset[str]], int]:
        kind, text = tokens[index]
        if kind == "op" and text == "(":
            inner, needs, index = self._alternatives(tokens, index + 1, source, depth + 1)
            if index >= len(tokens):
                raise RuleError(f"the shape {source!r} leaves a group open")
            return f"(?:{inner})", needs, index + 1
        if kind == "inline":
            inner, needs, index = self._alternatives(tokens, index + 1, source, depth + 1)
            if index >= len(tokens):
                raise RuleError(f"the shape {source!r} leaves a slot open")
            if text[1:-1] not in {"value", *self._fragments}:
                raise RuleError(f"the shape {source!r} has the unknown slot {text[1:-1]!r}")
            return f"(?P<{text[1:-1]}>{inner})", needs, index + 1
        if kind == "slot":
            return (*self._slot(text[1:-1], source), index + 1)
        if kind == "gap":
            return self._gap(8 if len(text) == 3 else 3), [], index + 1
        if kind == "op":
            raise RuleError(f"the shape {source!r} has {text!r} where nothing stands before it")
        chars = self._chars(kind, text, source)
        return _char_class(chars), [frozenset(chars)], index + 1

    def _chars(self, kind: str, text: str, source: str) -> str:
        if kind == "cls":
            name = text[1:-1]
            if name not in self._sets:
                raise RuleError(f"the shape {source!r} names the unknown word class {name!r}")
            return self._sets[name]
        if kind == "quoted":
            return text
        return self._codes[text.lower()]

    def _slot(self, text: str, source: str) -> tuple[str, list[frozenset[str]]]:
        name, _, variant = text.partition(":")
        if name == "value":
            wanted = (
                variant.split("|") if variant else ["percent", "points", "factor", "unit", "decimal", "money", "count"]
            )
            unknown = set(wanted) - set(VALUE_CLASSES)
            if unknown:
                raise RuleError(f"the shape {source!r} names the unknown value class {min(unknown)!r}")
            chars = "".join(VALUE_CLASSES[item] for item in wanted)
            return f"(?P<value>{_char_class(chars)})", [frozenset(chars)]
        if name not in self._fragments:
            raise RuleError(f"the shape {source!r} has the unknown slot {name!r}")
        inner = self._fragments[name]
        pattern, needs, _ = self._alternatives(self._tokens(inner), 0, inner, depth=1)
        # A helper fragment is atomic: what a noun phrase has taken it does not give back, so matching stays linear.
        return (f"(?>{pattern})" if name.startswith("np") else f"(?P<{name}>{pattern})"), needs

    def _gap(self, most: int) -> str:
        return f"[^{regex.escape(_BREAK + BASE_SETS['quantity'])}]{{0,{most}}}?"


def _char_class(chars: str) -> str:
    if len(chars) == 1:
        return regex.escape(chars)
    ordered = sorted(set(chars))
    pieces: list[str] = []
    start = previous = ordered[0]
    for char in [*ordered[1:], ""]:
        if char and ord(char) == ord(previous) + 1 and char.isalpha() == previous.isalpha():
            previous = char
            continue
        span = ord(previous) - ord(start)
        pieces.append(
            regex.escape(start)
            if not span
            else f"{regex.escape(start)}{'-' if span > 1 else ''}{regex.escape(previous)}"
        )
        start = previous = char
    return f"[{''.join(pieces)}]"


def _common(branches: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """What every branch needs: one set that unites one need of each branch, if each has one."""
    if not all(branches):
        return []
    united: frozenset[str] = frozenset()
    for needs in branches:
        united |= min(needs, key=len)
    return [united]
