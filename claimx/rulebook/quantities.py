"""The grammar of numbers, compiled from ``rules/quantities.yaml`` and the lexicon of units."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import ahocorasick_rs
import regex

from claimx.rulebook.lexicon import Lexicon
from claimx.rulebook.number_words import NumberWords, fractions_in_words
from claimx.rulebook.strict_yaml import load_yaml

DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:\s000)+(?!\d|[.,]\d)|\d+(?:\.\d+)?|(?<![\d.])\.\d+"
POINTS = (
    r"(?:percentage[- ]points?|percent[- ]points?|%[- ]points?|pp\b|p\.p\.|pps\b|pts?\b|points?\b)(?!/\w)"
    r"|percentage\b(?!\s)"
)
EXPONENT = r"(?:\^\(?[-+]?\d+\)?|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
JOIN = (
    r"\s?(?:-|–|—|--)\s?|(?<=\d)~(?=\d)|(?<=[\d%x×])\s~\s(?=\d)|-to-|-\sto\s"
    r"|(?:\s\([^()\d/,]{1,24}\))?\sto\s(?:BOUND(?:\s|(?<=[~<>])))?|\sand\s(?:BOUND\s)?|\s?(?:→|->|=>|⇒)\s?|/"
)
_LONGEST_QUALIFIER = 40
_RATIOS = {"%": ("%", "%"), "points": ("p", "points")}


@dataclass(frozen=True)
class QuantityGrammar:
    """Everything the number scanner needs.

    Args:
        pattern: Finds one number with its unit, range, tolerance or total; it begins with digits, which makes the
            search many times faster.
        word_source: The same for a number that begins with a word.
        words: Number words in lower case -> (class, value, direction); those of class ``w`` only count by themselves.
        closing: Number words that are such only at the end of a phrase.
        numerals: What whole numbers in words are worth.
        word_finder: Finds the number words in a text in lower case; its indexes are those of `word_list`.
        word_list: The number words.
        qualifiers: Phrase -> (qualifier, whether it is read as part of the number).
        qualifier_ends: The last two characters of qualifiers, or the only one -> the qualifiers, the longest first.
        units: Every spelling of a unit.
        ratios: Spelling of percent or points -> (class, unit).
        counted: Units that are nouns of counted things; with a whole number they count, they do not measure.
        widths: Units that with a hyphen describe what comes next.
        magnitudes: Letter or word -> factor.
        change_pattern: Finds words of change: after one, "pps" are percentage points, else packets per second.
        scales: Unit -> its size, for units that are compared with one another.
    """

    pattern: regex.Pattern[str]
    word_source: str
    words: dict[str, tuple[str, float, str]]
    closing: frozenset[str]
    numerals: NumberWords
    word_finder: ahocorasick_rs.AhoCorasick
    word_list: tuple[str, ...]
    qualifiers: dict[str, tuple[str, bool]]
    qualifier_ends: dict[str, tuple[str, ...]]
    units: frozenset[str]
    ratios: dict[str, tuple[str, str]]
    counted: frozenset[str]
    widths: frozenset[str]
    magnitudes: dict[str, float]
    scales: dict[str, float]
    change_pattern: regex.Pattern[str]

    @cached_property
    def word_pattern(self) -> regex.Pattern[str]:
        """Matches a number that begins with a word; compiled when a text first needs it."""
        return regex.compile(self.word_source)

    def qualifier_before(self, text: str, place: int) -> str:
        """Return the longest qualifier, as a whole word, that ends at a place or one space before it; "" for none."""
        end = place - 1 if text[place - 1 : place].isspace() else place
        left = text[max(0, end - _LONGEST_QUALIFIER) : end].lower()
        for phrase in (*self.qualifier_ends.get(left[-2:], ()), *self.qualifier_ends.get(left[-1:], ())):
            before = left[-len(phrase) - 1 : -len(phrase)]
            inside = phrase[0].isalnum() and (before.isalnum() or before == "_")
            if left.endswith(phrase) and not inside:
                return phrase
        return ""


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


def _number_pattern(
    units: Collection[str],
    counted: Collection[str],
    numerals: NumberWords,
    bounds: Collection[str],
    *,
    in_words: bool = False,
) -> str:
    numeral = rf"(?P<numeral>(?i:{numerals.pattern}))"
    words = _alternation(unit for unit in units if len(unit) > 1 or not unit.isupper())
    letters = _alternation(unit for unit in units if len(unit) == 1 and unit.isupper())
    unit = (
        rf"(?P<percent>\s?%(?![- ]?points?)|[\s-]per\s?cent\b(?![- ]points?))"
        rf"|(?P<points>[\s-]?(?:{POINTS})|\s(?:[A-Z][\w@+-]*|raw|absolute|accuracy|relative)(?:\s[A-Z][\w@+-]*)?[\s-]points?\b)"
        rf"|(?P<factor>(?:\s?[x×]|X)(?![\w×])(?!\s?\d)|\*(?![\w*])|[\s-](?:times|fold)\b|fold\b)"
        rf"|(?P<unit>(?:[\s-]?(?P<spelling>{words})|\s(?:{letters})"
        r"|\s[a-z]{3,14}s\sper\s(?:second|minute|hour)"
        r"|\s[kKMGTmµ]?[A-Za-zµ]{1,6}(?:/[A-Za-zµ]{1,7}[²³]?){1,2})(?![\w/&]))"
    )
    # The spellings are written once and called from the other two places: that compiles several times faster.
    second = third = unit.replace(f"(?P<spelling>{words})", "(?&spelling)")
    for name in ("percent", "points", "factor", "unit"):
        second = second.replace(f"(?P<{name}>", f"(?P<{name}2>")
    for name in ("percent", "points", "factor", "unit"):
        third = third.replace(f"(?P<{name}>", f"(?P<{name}3>")
    join = JOIN.replace("BOUND", _alternation(bounds))
    magnitude = (
        rf"(?:(?P<mag>[kKMB](?![\w])|\s[KMB](?=\s(?:{_alternation(counted)})\b))"
        r"|\s(?P<mag_word>thousand|million|billion|trillion)\b)"
    )
    return (
        r"(?<![\w.,@#^+])(?:(?<=[%×]/)|(?<=[A-Za-z]/)(?=\d+(?:\.\d+)?\s?(?:[Ff][Pp][Ss]|ms|GFLOPs?)\b)|(?<=\.\d/)|(?<=\.\d\d/)|(?<!/))(?:(?<=\bsub-)|(?<!\w[-–.]))(?<!\d[:×])(?<!\d\s×\s)(?P<currency>[$€£]\s?)?(?P<sign>(?<![\w)\]%+-])[+-](?=[\d.])|(?<=\()(?:–|[-+]\s)(?=[\d.]))?"
        rf"(?P<n1>{numeral if in_words else DIGITS})"
        rf"(?P<exp>\s?[×x]\s?10(?:{EXPONENT}|\(?[-+]\d+\)?|1?[2-9](?!\d))|[eE][-+]?\d+|(?<=(?<![\d.,])10){EXPONENT})?"
        rf"{magnitude}?(?:\+(?=\s?(?:%|times|×|x\b|fold)))?(?![A-Za-z]{{2,}}\d)(?:{unit})?"
        # What follows a number seldom belongs to it; that shows at once.
        r"(?:(?=\s?\.?\s?[±+(]|\s?[-–—~→=⇒/]|\s(?:to|and|of)\s|\s(?:[a-z]+\s)?(?:out|in)\s)"
        rf"(?:\s?\.?\s?(?:±|\+/-|\+-|\(\s?(?:±|\+/-)|\((?:SD|std|s\.d\.)\s?=\s?)\s?(?P<tolerance>{DIGITS})(?:{third})?\)?(?P<unit4>\s?(?:mm|cm|%))?"
        rf"|(?P<join>{join})(?P<sign2>[+-](?=[\d.]))?(?P<currency2>[$€£]\s?)?(?P<n2>{DIGITS}|(?&numeral))"
        rf"(?P<mag2>[kKMB](?!\w))?(?:{second}|(?P<ordinal>th(?=\s(?:of|the)\b)))?"
        r"|(?P<of>(?:\s[a-z]+)?\sout\sof\s(?:the\s|all\s|every\s)?|\sof\s(?:the\s|all\s|every\s)?|(?:\s[a-z]+)?\sin\s)"
        r"(?P<total>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+|(?&numeral))\b(?![.,]\d))))?"
        r"(?![\w]*\d[A-Za-z]|\w|\s?×\s?\d)" + ("" if in_words else f"(?(DEFINE){numeral})")
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
    closing = {word: float(value) for word, value in data["factor-words"]["closing"].items()}
    words.update((word, ("x", value, "")) for word, value in closing.items())
    numerals = NumberWords({word: float(value) for word, value in data["count-words"]["words"].items()})
    parts = {part: float(value) for part, value in data["share-words"]["parts"].items()}
    shares = fractions_in_words(parts, numerals.values) | data["share-words"]["alone"]
    words.update((word, ("h", float(value), "")) for word, value in shares.items())
    for word in (*numerals.values, *data["count-words"]["joined"]):
        words[word] = ("w", numerals.value(word), "")
    qualifiers: dict[str, tuple[str, bool]] = {}
    for group, swallowed in (("swallowed", True), ("kept", False)):
        for qualifier, phrases in data["qualifiers"][group].items():
            qualifiers.update(dict.fromkeys(phrases, (qualifier, swallowed)))
    for phrase in data["qualifiers"]["silent"]:
        qualifiers.setdefault(phrase, ("", True))
    second = data["qualifiers"]["second"]
    names = {alias: units.lookup(alias)[0].name for alias, _ in units.spellings()}
    spellings = {alias for alias, name in names.items() if name != "x"}  # factors have a pattern of their own
    ends: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(qualifiers, key=lambda p: (-len(p), p)):
        ends[phrase[-2:]] = (*ends.get(phrase[-2:], ()), phrase)
    counted = frozenset(
        a for a, _ in units.spellings() if all(e.fields["dimension"] == "count" for e in units.lookup(a))
    )
    return QuantityGrammar(
        pattern=regex.compile(_number_pattern(spellings, counted, numerals, second)),
        word_source=_number_pattern(spellings, counted, numerals, second, in_words=True),
        words=words,
        closing=frozenset(closing),
        numerals=numerals,
        word_finder=ahocorasick_rs.AhoCorasick(list(words), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest),
        word_list=tuple(words),
        qualifiers=qualifiers,
        qualifier_ends=ends,
        units=frozenset(spellings),
        ratios={alias: _RATIOS[name] for alias, name in names.items() if name in _RATIOS},
        counted=counted,
        widths=frozenset(data["widths"]["words"]),
        change_pattern=regex.compile(rf"\b(?:{'|'.join(data['point-words']['stems'])})\w*\b", regex.IGNORECASE),
        scales={unit: float(value) for unit, value in data["scales"]["units"].items()},
        magnitudes={word: float(value) for word, value in data["magnitudes"]["words"].items()},
    )
