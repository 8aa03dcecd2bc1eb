"""The grammar of numbers, compiled from ``rules/quantities.yaml`` and the lexicon of units."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import ahocorasick_rs
import regex

from claimx.rulebook.lexicon import Lexicon
from claimx.rulebook.strict_yaml import load_yaml

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\d.])\.\d+)"
POINTS = r"percentage[- ]points?|percent[- ]points?|%[- ]points?|pp\b|p\.p\.|pps\b|pts?\b|points?\b|percentage\b(?!\s)"
_RATIOS = {"%": ("%", "%"), "points": ("p", "points")}


@dataclass(frozen=True)
class QuantityGrammar:
    """Everything the number scanner needs.

    Args:
        pattern: Finds one number with its unit, range, tolerance or total.
        words: Number words in lower case -> (class, value, direction).
        word_finder: Finds the number words in a text in lower case; its indexes are those of `word_list`.
        word_list: The number words.
        qualifiers: Phrase -> (qualifier, whether it is read as part of the number).
        qualifier_pattern: Finds the qualifiers that end at a given place.
        qualifier_ends: The last two characters of each qualifier, or its only one.
        units: Every spelling of a unit.
        ratios: Spelling of percent or points -> (class, unit).
        counted: Units that are nouns of counted things; with a whole number they count, they do not measure.
        magnitudes: Letter or word -> factor.
        scales: Unit -> its size, for units that are compared with one another.
    """

    pattern: regex.Pattern[str]
    words: dict[str, tuple[str, float, str]]
    word_finder: ahocorasick_rs.AhoCorasick
    word_list: tuple[str, ...]
    qualifiers: dict[str, tuple[str, bool]]
    qualifier_pattern: regex.Pattern[str]
    qualifier_ends: frozenset[str]
    units: frozenset[str]
    ratios: dict[str, tuple[str, str]]
    counted: frozenset[str]
    magnitudes: dict[str, float]
    scales: dict[str, float]


def _alternation(words: Iterable[str]) -> str:
    """Return a pattern of any of the words, the longest that fits first; what begins alike is written once."""
    branches: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        branches.setdefault(word[:1], []).append(word[1:])
    ends = branches.pop("", None) is not None
    pieces = [regex.escape(char, special_only=True) + _alternation(rests) for char, rests in branches.items()]
    if len(pieces) < 2 and not ends:
        return "".join(pieces)
    return f"(?:{'|'.join(pieces)}){'?' if ends else ''}" if pieces else ""


def _number_pattern(units: Collection[str]) -> str:
    words = _alternation(unit for unit in units if len(unit) > 1 or not unit.isupper())
    letters = _alternation(unit for unit in units if len(unit) == 1 and unit.isupper())
    unit = (
        rf"(?P<percent>\s?%(?![- ]?points?)|[\s-]per\s?cent\b(?![- ]points?))"
        rf"|(?P<points>[\s-]?(?:{POINTS})|\s(?:[A-Z][\w@+-]*|raw|absolute|accuracy|relative)(?:\s[A-Z][\w@+-]*)?[\s-]points?\b)"
        rf"|(?P<factor>(?:\s?[x×]|X)(?![\w×])(?!\s?\d)|\*(?![\w*])|[\s-](?:times|fold)\b|fold\b)"
        rf"|(?P<unit>(?:[\s-]?(?P<spelling>{words})|\s(?:{letters})"
        r"|\s[kKMGTmµ]?[A-Za-zµ]{1,6}/[A-Za-zµ]{1,7}[²³]?)(?![\w/]))"
    )
    # The spellings are written once and called from the other two places: that compiles several times faster.
    second = third = unit.replace(f"(?P<spelling>{words})", "(?&spelling)")
    for name in ("percent", "points", "factor", "unit"):
        second = second.replace(f"(?P<{name}>", f"(?P<{name}2>")
    for name in ("percent", "points", "factor", "unit"):
        third = third.replace(f"(?P<{name}>", f"(?P<{name}3>")
    magnitude = r"(?:(?P<mag>[kKMB](?![\w]))|\s(?P<mag_word>thousand|million|billion|trillion)\b)"
    return (
        r"(?<![\w.,@#^+])(?:(?<=[%×]/)|(?<=\.\d/)|(?<=\.\d\d/)|(?<!/))(?:(?<=\bsub-)|(?<!\w[-–.]))(?<!\d[:×])(?<!\d\s×\s)(?P<currency>[$€£]\s?)?(?P<sign>(?<![\w)\]%+-])[+-](?=[\d.])|(?<=\()–(?=[\d.]))?"
        rf"(?P<n1>{NUMBER})(?P<exp>\s?[×x]\s?10\^?\(?[-+]?\d+\)?|[eE][-+]?\d+)?{magnitude}?(?![A-Za-z]{{2,}}\d)(?:{unit})?"
        # What follows a number seldom belongs to it; that shows at once.
        r"(?:(?=\s?\.?\s?[±+(]|\s?[-–—→=⇒/]|\s(?:to|and|out|of)\s)"
        rf"(?:\s?\.?\s?(?:±|\+/-|\+-|\(\s?(?:±|\+/-)|\((?:SD|std|s\.d\.)\s?=\s?)\s?(?P<tolerance>{NUMBER})(?:{third})?\)?(?P<unit4>\s?(?:mm|cm|%))?"
        r"|(?P<join>\s?(?:-|–|—|--)\s?|\s(?:to|and)\s(?:about\s|over\s|nearly\s|up\sto\s)?|\s?(?:→|->|=>|⇒)\s?|/)"
        rf"(?P<sign2>[+-](?=[\d.]))?(?P<currency2>[$€£]\s?)?(?P<n2>{NUMBER})(?P<mag2>[kKMB](?!\w))?(?:{second})?"
        r"|\s(?:out\s)?of\s(?:the\s|all\s)?(?P<total>\d+)\b))?"
        r"(?![\w]*\d[A-Za-z]|\w|\s?×\s?\d)"
    )


def load_quantities(path: Path, units: Lexicon) -> QuantityGrammar:
    """Compile the grammar of numbers."""
    data = load_yaml(path)
    words: dict[str, tuple[str, float, str]] = {}
    for word, value in data["factor-words"]["words"].items():
        words[word] = ("x", float(value), "")
    for direction in ("up", "down"):
        for word, value in data["double-words"][direction].items():
            words[word] = ("D", float(value), direction)
    for word, value in data["share-words"]["words"].items():
        words[word] = ("h", float(value), "")
    for word, value in data["count-words"]["words"].items():
        words[word] = ("w", float(value), "")
    qualifiers: dict[str, tuple[str, bool]] = {}
    for group, swallowed in (("swallowed", True), ("kept", False)):
        for qualifier, phrases in data["qualifiers"][group].items():
            qualifiers.update(dict.fromkeys(phrases, (qualifier, swallowed)))
    for phrase in data["qualifiers"]["silent"]:
        qualifiers.setdefault(phrase, ("", True))
    names = {alias: units.lookup(alias)[0].name for alias, _ in units.spellings()}
    spellings = {alias for alias, name in names.items() if name != "x"}  # factors have a pattern of their own
    pieces = []
    for phrase in sorted(qualifiers, key=lambda p: (-len(p), p)):
        edge = r"\b" if phrase[0].isalnum() else ""
        pieces.append(edge + regex.escape(phrase, special_only=True))
    return QuantityGrammar(
        pattern=regex.compile(_number_pattern(spellings)),
        words=words,
        word_finder=ahocorasick_rs.AhoCorasick(list(words), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest),
        word_list=tuple(words),
        qualifiers=qualifiers,
        qualifier_pattern=regex.compile(rf"(?r)({'|'.join(pieces)})\s?", regex.IGNORECASE),
        qualifier_ends=frozenset(phrase[-2:] for phrase in qualifiers),
        units=frozenset(spellings),
        ratios={alias: _RATIOS[name] for alias, name in names.items() if name in _RATIOS},
        counted=frozenset(
            a for a, _ in units.spellings() if all(e.fields["dimension"] == "count" for e in units.lookup(a))
        ),
        scales={unit: float(value) for unit, value in data["scales"]["units"].items()},
        magnitudes={word: float(value) for word, value in data["magnitudes"]["words"].items()},
    )
