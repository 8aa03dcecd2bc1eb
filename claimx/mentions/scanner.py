"""Plain text -> single numbers: one pattern finds them, what surrounds them settles unit, range and total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import gcd

import regex

from claimx.mentions.digits import next_number
from claimx.mentions.number_words import PHRASE_END, find_number_words
from claimx.mentions.quantity import Quantity
from claimx.model import Span
from claimx.rulebook.quantities import QuantityGrammar

_EXACT = 12  # digits that no rounding changes
FROM = regex.compile(r"\b[Ff]rom\s$")
_RANGING = regex.compile(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|differ(?:s|ed|ing)?|span(?:s|ned|ning)?|anywhere)\s(?:\w+\s){0,2}?from\s$"
)
_FACTOR_OF = regex.compile(
    r"\b(?:(?:a\s)?factors?\sof\s(?P<bound>(?:[\w~≈<>]+\s?){0,3})|(?<=\b(?:by\sa|(?:speed-?up|reduction|improvement)\sof)\s)factor\s)$"
)
_BETWEEN = regex.compile(r"\b[Bb]etween\s$")
_ORDERS = regex.compile(r"\s(?:orders?|order\(s\))[\s-]of[\s-]magnitude\b")
_METRIC_POINTS = regex.compile(r"\s(?:raw\s|absolute\s|relative\s)?((?:[A-Z][\w@+-]*)(?:\s[A-Z][\w@+-]*)?)[\s-]points?")
_RATING_SCALES = {5.0, 7.0, 10.0, 100.0}
_ORDINAL_BEFORE = regex.compile(
    r"\b(?:rank\w*|place\w*|no\.|number|top|task|step|phase|stage|level|version|(?:fig|tab)\w*\.?|experiment|study|track)\s$",
    regex.IGNORECASE,
)
_AMOUNT_BEFORE = regex.compile(
    r"\b(?:a|by|than|within|about|nearly|almost|roughly|least|most|over|under|gains?|adds?|loses?)\s$"
)
_SHARE_AFTER = regex.compile(r"\s(?:of|the|that|as|its)\b")
_MORE = regex.compile(r"(?<=[\w%])\+(?![-/\w.])")  # "80+%", "10 hours+"
_NOUN = regex.compile(r"\s\p{L}[\p{L}-]{2,}")
_DESCRIBING = regex.compile(r"-[a-z]{3,}")  # "a 24-thread processor"
_STANDARD = regex.compile(r"802\.\d{1,2}")  # of the IEEE, for networks
_NUMBER_BEFORE_BRACKET = regex.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s?(?:%|[\w@-]+\s?){0,2}\($")
_ROUNDED = 0.06  # the share of a difference that rounding its levels may cost
_DECADE = regex.compile(r"(?:1[5-9]|20)\d0")
_YEARS = range(1900, 2100)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")


def _power(orders: float) -> float:
    return float(f"{10.0 ** min(orders, 30.0):.6g}")


class _Scanner:
    """Scans one text; holds what the steps share."""

    def __init__(self, text: str, grammar: QuantityGrammar, taken: Sequence[Span]) -> None:
        self.text, self.grammar, self.taken = text, grammar, taken

    def find(self) -> list[Quantity]:
        pattern, hits = self.grammar.pattern, find_number_words(self.text, self.grammar)
        found = self._factors_and_shares(hits)
        openings = [start for word, start, _ in hits if self.grammar.words[word][0] in "wh"]
        index, ahead = 0, next_number(self.text, 0, pattern)
        while ahead is not None or index < len(openings):
            match = ahead
            if index < len(openings) and (ahead is None or openings[index] < ahead.start()):
                match = self.grammar.word_pattern.match(self.text, openings[index])
                index += 1
            if match is None:
                continue
            quantities, position = self._read(match)
            found += self._in_words(quantities) if match["n1"][0].isalpha() else quantities
            while index < len(openings) and openings[index] < position:
                index += 1
            if ahead is not None and ahead.start() < position:
                ahead = next_number(self.text, position, pattern)
        found.sort(key=lambda q: (q.span.start, -q.span.end))
        found = _outside(found, self.taken)
        kept: list[Quantity] = []
        for quantity in found:
            if not kept or quantity.span.start >= kept[-1].span.end:
                kept.append(quantity)
        return kept

    def _factors_and_shares(self, hits: list[tuple[str, int, int]]) -> list[Quantity]:
        found = []
        for word, start, end in hits:
            klass, value, direction = self.grammar.words[word]
            if klass != "w":
                sign = {"up": "+", "down": "-"}.get(direction, "")
                found.append(self._made(start, end, value, value, "x", klass, sign))
        return found

    @staticmethod
    def _in_words(quantities: list[Quantity]) -> list[Quantity]:
        """Keep of numbers in words what measures; a bare one may still belong to a list, one with a noun counts."""
        kept = []
        for quantity in quantities:
            if quantity.klass not in "ifz":
                kept.append(quantity)
            elif not quantity.unit and not quantity.start_level:
                kept.append(replace(quantity, klass="w"))
        return kept

    def _made(
        self, start: int, end: int, low: float, high: float, unit: str, klass: str, sign: str = "",
        start_level: Quantity | None = None, hint: Span | None = None,
    ) -> Quantity:  # fmt: skip
        reach, qualifier = start, ""
        if klass in "fi" and not unit:
            factor = _FACTOR_OF.search(self.text, max(0, start - 40), start)
            if factor and not any(s.start < start and factor.start() < s.end for s in self.taken):  # "real-time factor"
                klass, unit, reach = "x", "x", factor.start()
                qualifier = self._qualifier_inside(factor)
        for _ in range(3):
            phrase = self.grammar.qualifier_before(self.text, reach)
            if not phrase:
                break
            name, swallowed = self.grammar.qualifiers[phrase]
            qualifier = qualifier or name
            if not swallowed:
                break
            reach -= len(phrase) + self.text[reach - 1].isspace()
        qualifier = qualifier or ("over" if _MORE.search(self.text, start, end + 2) else "")
        return Quantity(Span(start, end), Span(reach, end), low, high, unit, klass, qualifier, sign, start_level, hint)

    def _qualifier_inside(self, match: regex.Match[str]) -> str:
        inside = (match["bound"] or "").strip().lower()
        return self.grammar.qualifiers.get(inside, ("", True))[0]

    def _unit(self, match: regex.Match[str], suffix: str) -> tuple[str, str]:
        """Return (class, unit) of one side of a match; ("", "") where it has no unit."""
        if match["percent" + suffix]:
            return "%", "%"
        if match["points" + suffix]:
            if match["n1"][0].isalpha() and not self._gains_points(match, suffix):
                return "", ""
            one = match["points" + suffix] == "-point"
            if match["mag2" if suffix == "2" else "mag"] if one else match["mag_word"]:
                return "", ""  # "a 1B-point data set", "100 billion points"
            return ("u", "pps") if self._counts_packets(match, suffix) else ("p", "points")
        if match["factor" + suffix]:
            return "x", "x"
        if match["unit" + suffix]:
            unit = match["unit" + suffix].strip(" -")
            if match["unit" + suffix] == "s" and _DECADE.fullmatch(match["n2" if suffix == "2" else "n1"]):
                return "i", ""  # "in the 1990s"
            word = match["n1"].lower() if match["n1"][0].isalpha() else ""
            if word and (unit.istitle() or (word == "one" and not self._is_time(unit))):
                return "i", unit  # "one Tesla card", "one pixel"
            if unit in self.grammar.widths and match["unit" + suffix][0] == "-":
                return "z", unit  # "2-bit weights"
            if unit in self.grammar.ratios:
                return self.grammar.ratios[unit]
            whole = "." not in match["n2" if suffix == "2" else "n1"]
            return "i" if whole and unit in self.grammar.counted else "u", unit
        return "", ""

    def _is_time(self, unit: str) -> bool:
        return unit.split()[-1] in self.grammar.scales and "B" not in unit

    def _gains_points(self, match: regex.Match[str], suffix: str) -> bool:
        """Say whether a number in words before "point" in the singular is no count of points ("two point clouds")."""
        if match["points" + suffix] not in {" point", "-point"}:
            return True
        if match["n1"].lower() == "zero":
            return False
        return (
            match["points" + suffix] == "-point"
            or _AMOUNT_BEFORE.search(self.text, max(0, match.start() - 12), match.start()) is not None
        )

    def _counts_packets(self, match: regex.Match[str], suffix: str) -> bool:
        """Say whether "pps" are packets per second: percentage points are gained, lost or said to be the distance."""
        if match["points" + suffix].strip(" -") != "pps" or match["sign"]:
            return False
        return self.grammar.change_pattern.search(self.text, max(0, match.start() - 30), match.start()) is None

    def _read(self, match: regex.Match[str]) -> tuple[list[Quantity], int]:
        if match["n2"]:
            return self._pair(match)
        klass, unit = self._unit(match, "")
        end = match.end()
        if match["tolerance"]:
            klass, unit = (klass, unit) if klass else self._unit(match, "3")
            if not klass and match["unit4"]:
                unit = match["unit4"].strip()
                klass = "%" if unit == "%" else "u"
        value = self._value(match, "n1", "mag", "exp")
        if match["mag_word"]:
            value *= self.grammar.magnitudes[match["mag_word"]]
        start = match.start()
        if match["total"]:
            counted = self._counted(match, klass, unit, value)
            if counted is not None:
                return [self._made(start, end, value, value, counted, "c")], end
            end = match.end(self._last_of_first(match))
        orders = _ORDERS.match(self.text, end)
        if orders and not klass:
            return [self._made(start, orders.end(), _power(value), _power(value), "x", "x")], orders.end()
        if match["currency"]:
            klass, unit = "$", match["currency"].strip()
        hint = self._hint(match, klass)
        sign = self._sign(match)
        if not klass and (match["mag"] or match["mag_word"]):
            klass = "z"
        describes = _DESCRIBING.match(self.text, end) if self.text[start - 1 : start] != "(" else None
        if not klass and not sign and (describes or _STANDARD.fullmatch(match["n1"])):
            klass, end = "z", describes.end() if describes else end
        klass = klass or self._bare(match["n1"], sign, match)
        return [self._made(start, end, value, value, unit, klass, sign, hint=hint)], end

    def _counted(self, match: regex.Match[str], klass: str, unit: str, value: float) -> str | None:
        """Return what a count out of a total counts ("9 times out of 10"), perhaps ""; None where it is no count."""
        number, total, joint = match["n1"].lower(), match["total"], match["of"]
        noun = joint.split()[0] if joint.split()[0] not in {"out", "of", "in"} else ""
        if klass == "x" and match["factor"].strip(" -") == "times":
            klass, noun = "", "times"
        elif klass == "i":
            klass, noun = "", unit
        if (
            klass
            or "." in number
            or value > self._number(total)
            or ("of" not in joint.split()[-3:] and not self._one_in(match, noun, value))
        ):
            return None
        if number == "one" and joint.startswith(" of") and "every" not in joint and total[0].isalpha():
            return None  # "one of two branches" chooses
        return None if noun and joint.startswith(" of") else noun

    def _one_in(self, match: regex.Match[str], noun: str, value: float) -> bool:
        """Say whether "N in M" is a proportion."""
        total = self._number(match["total"])
        if value >= total or total in _YEARS or not (match["n1"][0].isalpha() or match["n1"] == "1"):
            return False
        if noun and not (noun == "times" and PHRASE_END.match(self.text, match.end())):
            return value == 1 and match["n1"] != "1" and PHRASE_END.match(self.text, match.end()) is not None
        return _ORDINAL_BEFORE.search(self.text, max(0, match.start() - 12), match.start()) is None

    @staticmethod
    def _hint(match: regex.Match[str], klass: str) -> Span | None:
        if klass != "p" or not match["points"]:
            return None
        inner = _METRIC_POINTS.fullmatch(match["points"])
        if inner is None:
            return None
        base = match.start("points")
        return Span(base + inner.start(1), base + inner.end(1))

    def _number(self, text: str) -> float:
        return self.grammar.numerals.value(text) if text[0].isalpha() else float(text.replace(",", "").replace(" ", ""))

    def _value(self, match: regex.Match[str], number: str, magnitude: str, exponent: str = "") -> float:
        value = self._number(match[number])
        if len(match[number]) <= _EXACT and not (match[magnitude] or (exponent and match[exponent])):
            return value
        if exponent and match[exponent]:
            written = match[exponent].translate(_SUPERSCRIPTS)
            mark, _, power = written.rpartition("10") if written[0] not in "eE" else ("e", "", written[1:])
            scale = 10.0 ** max(-300, min(300, int(power.strip("^()") or 0)))
            value = value * scale if mark else scale
        if match[magnitude]:
            value *= self.grammar.magnitudes[match[magnitude].strip()]
        return float(f"{value:.12g}")

    @staticmethod
    def _bare(number: str, sign: str, match: regex.Match[str]) -> str:
        exponent = match["exp"] or ""
        power = exponent[:1] in "^⁺⁰¹²³⁴⁵⁶⁷⁸⁹" and "-" not in exponent  # "10^6 nodes"
        return "f" if "." in number or sign or (exponent and not power) or match["tolerance"] else "i"

    @staticmethod
    def _sign(match: regex.Match[str]) -> str:
        return (match["sign"] or "").replace("–", "-").rstrip()

    def _pair(self, match: regex.Match[str]) -> tuple[list[Quantity], int]:
        """Read `A join B`: a range, a transition, a count of a total, or two numbers."""
        join, _, bound = match["join"].rpartition(")")[2].strip().partition(" ")
        low, high = self._value(match, "n1", "mag", "exp"), self._value(match, "n2", "mag2")
        klass, unit = self._unit(match, "2")
        first = self._unit(match, "")
        if not klass and first[0] and join not in {"to", "and"}:
            klass, unit = first
        currency = match["currency"] or match["currency2"]
        if currency:
            klass, unit = "$", currency.strip()
        sign = self._sign(match) or match["sign2"] or ""
        start, end = match.start(), match.end()
        if (
            match["n2"][0].isalpha()
            and not match["n1"][0].isalpha()
            and not klass
            and not _ORDERS.match(self.text, end)
        ):
            return self._single_first(match)  # "from 81.2 to one of"
        orders = _ORDERS.match(self.text, end)
        if orders and not klass:
            low, high, klass, unit, end = _power(low), _power(high), "x", "x", orders.end()
        left = self.text[max(0, start - 60) : self._made(start, end, low, high, unit, klass).reach.start]
        if join == "/":
            return self._slash(match, low, high, klass, unit)
        if join == "and" and not _BETWEEN.search(left):
            return self._single_first(match)
        same = not first[0] or first[0] == klass
        if not same:
            return self._single_first(match)
        if not klass and (match["mag"] or match["mag2"]):
            klass = "z"
        klass = klass or self._bare(match["n1"] + match["n2"], sign, match)
        arrow = join in {"→", "->", "=>", "⇒"}
        falling = join == "to" and low > high and bool(klass in "%pxuf")
        told = join == "to" and FROM.search(left) and not _RANGING.search(left)
        if arrow or falling or told or (join == "to" and self._is_change(start, low, high)):
            origin_end = match.end(self._last_of_first(match))
            origin_klass, origin_unit = (first[0], first[1]) if first[0] else (klass, unit)
            origin = Quantity(Span(start, origin_end), Span(start, origin_end), low, low, origin_unit, origin_klass)
            begin = match.start("currency2" if match["currency2"] else "sign2" if match["sign2"] else "n2")
            made = self._made(start, end, high, high, unit, klass, sign, origin)
            qualifier = self.grammar.qualifiers.get(bound, ("", True))[0]
            return [Quantity(Span(begin, end), made.reach, high, high, unit, klass, qualifier, sign, origin)], end
        if low > high:
            return self._single_first(match)
        return [self._made(start, end, low, high, unit, klass, sign)], end

    def _is_change(self, start: int, low: float, high: float) -> bool:
        """Say whether two levels in a bracket explain the difference before it: "by 1.7 AP (73.5 to 75.2)"."""
        told = _NUMBER_BEFORE_BRACKET.search(self.text, max(0, start - 30), start)
        return told is not None and abs(high - low - float(told[1])) <= _ROUNDED * abs(high - low)

    @staticmethod
    def _last_of_first(match: regex.Match[str]) -> str:
        for name in ("percent", "points", "factor", "unit", "mag", "n1"):
            if match[name]:
                return name
        return "n1"

    def _single_first(self, match: regex.Match[str]) -> tuple[list[Quantity], int]:
        """Keep the first number of a pair alone; scanning goes on at the second."""
        klass, unit = self._unit(match, "")
        value = self._value(match, "n1", "mag", "exp")
        sign = self._sign(match)
        end = match.end(self._last_of_first(match))
        if match["currency"]:
            klass, unit = "$", match["currency"].strip()
        klass = klass or self._bare(match["n1"], sign, match)
        after = match.start("sign2") if match["sign2"] else match.start("n2")
        return [self._made(match.start(), end, value, value, unit, klass, sign)], after

    def _slash(
        self, match: regex.Match[str], low: float, high: float, klass: str, unit: str
    ) -> tuple[list[Quantity], int]:
        start, end = match.start(), match.end()
        whole = "." not in match["n1"] + match["n2"]
        if whole and not klass and low in _YEARS and high in _YEARS:  # "FooSet 2016/2017"
            return [self._made(start, match.end("n1"), low, low, "", "i")], match.start("n2")
        if whole and klass == "i" and 0 <= low <= high and not self._unit(match, "")[0]:  # "9/12 tasks"
            return [self._made(start, match.end("n2"), low, low, "", "c")], match.end("n2")
        if klass:
            first = self._made(start, match.end(self._last_of_first(match)), low, low, unit, klass)
            second = self._made(match.start("n2"), end, high, high, unit, klass)
            return [first, second], end
        # A fraction in lowest terms with a small denominator is a share; of others the parts are counted.
        lowest = low == 1 or (high <= 10 and gcd(int(low), int(high)) == 1)
        if whole and 0 < low < high <= 1000 and lowest and _SHARE_AFTER.match(self.text, end):
            share = float(f"{low / high:.6g}")
            return [self._made(start, end, share, share, "x", "h")], end
        bound = whole and low == 1 and not _NOUN.match(self.text, end)  # "at most 1/8", but not "1/8 tasks"
        if bound or (low, high) == (0.0, 1.0) or (whole and self.text[end : end + 1] == "/"):
            return [self._made(start, end, low, high, "", "i")], end
        if whole and 0 <= low <= high and high not in {7.0}:
            return [self._made(start, end, low, low, "", "c")], end
        if high in _RATING_SCALES and low <= high:
            return [self._made(start, end, low, low, "", "f")], end
        first = self._made(start, match.end("n1"), low, low, "", self._bare(match["n1"], "", match))
        second = self._made(match.start("n2"), end, high, high, "", self._bare(match["n2"], "", match))
        return [first, second], end


def _outside(found: list[Quantity], taken: Sequence[Span]) -> list[Quantity]:
    """Drop the numbers that start inside one of the spans; both lists are in order of place."""
    kept: list[Quantity] = []
    index = 0
    for quantity in found:
        while index < len(taken) and taken[index].end <= quantity.span.start:
            index += 1
        if index == len(taken) or taken[index].start > quantity.span.start:
            kept.append(quantity)
    return kept


def scan_numbers(text: str, grammar: QuantityGrammar, taken: Sequence[Span]) -> list[Quantity]:
    """Return the numbers of a plain text, in order of place; one in words that only counts has the class ``w``.

    Args:
        text: The plain text.
        grammar: The compiled grammar of numbers.
        taken: Spans of names, in order.
    """
    return _Scanner(text, grammar, taken).find()
