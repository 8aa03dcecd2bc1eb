"""Plain text -> quantities: numbers with their unit, range, bound and sign. What they mean is not asked here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from claimx.model import Span
from claimx.rulebook.quantities import QuantityGrammar

_NAMED_NUMBER = regex.compile(r"\bon [A-Z][\w'-]*\s?$")
_DIGIT = re.compile(r"\d")
# The first digit of a number; not in the midst of a word ("Llama3", "GPT-4") or of another number.
_FIRST_DIGIT = re.compile(r"\d(?<![A-Za-z\d,@#^].)(?:(?<=\bsub-.)|(?<![A-Za-z\d][-–.].))")
# Currency, white space, sign and decimal point are all that a number can have before its first digit.
_BEFORE_DIGIT = 5
_OPENERS = frozenset("$€£+-–.")
_EXACT = 12  # digits that no rounding changes
_FROM = regex.compile(r"\b[Ff]rom\s$")
_RANGING = regex.compile(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|differ(?:s|ed|ing)?|span(?:s|ned|ning)?|anywhere)\s(?:\w+\s){0,2}?from\s$"
)
_FACTOR_OF = regex.compile(r"\b(?:a\s)?(?:factors?|multiple)\sof\s(?P<bound>(?:[\w~≈<>]+\s?){0,3})$")
_BETWEEN = regex.compile(r"\bbetween\s$")
_ORDERS = regex.compile(r"\s(?:orders?|order\(s\))[\s-]of[\s-]magnitude\b")
_LIST_JOIN = regex.compile(r"\s?(?:,|,?\s?(?:and|or)|/)\s?")
_METRIC_POINTS = regex.compile(r"\s(?:raw\s|absolute\s|relative\s)?((?:[A-Z][\w@+-]*)(?:\s[A-Z][\w@+-]*)?)[\s-]points?")
_RATING_SCALES = {5.0, 7.0, 10.0, 100.0}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a text, in plain offsets.

    Args:
        span: The value as a claim quotes it: number, sign and unit, without bounds.
        reach: The span with its bounds ("up to", "over"), which rules read as part of the number.
        low: The number, or the lower end of a range.
        high: The number, or the upper end of a range.
        unit: ``%``, ``points``, ``x``, ``$``, a unit as written, or empty.
        klass: One letter: ``%`` percent, ``p`` points, ``x`` factor, ``u`` other unit, ``f`` bare decimal or signed
            number, ``i`` bare integer, ``$`` money, ``c`` count out of a total, ``z`` a bare size ("7B"), ``h`` share
            in words, ``D`` a verb that is its own factor.
        qualifier: ``up_to``, ``over``, ``under``, ``about`` or empty.
        sign: ``+``, ``-`` or empty; for a ``D`` the direction of the verb.
        start_level: For a transition the level it starts from.
        metric_hint: A metric's name that stands between number and "points".
    """

    span: Span
    reach: Span
    low: float
    high: float
    unit: str
    klass: str
    qualifier: str = ""
    sign: str = ""
    start_level: Quantity | None = None
    metric_hint: Span | None = None


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _power(orders: float) -> float:
    return float(f"{10.0 ** min(orders, 30.0):.6g}")


class _Scanner:
    """Scans one text; holds what the steps share."""

    def __init__(self, text: str, grammar: QuantityGrammar, taken: Sequence[Span]) -> None:
        self.text, self.grammar, self.taken = text, grammar, taken

    def find(self) -> list[Quantity]:
        found = self._words()
        position = 0
        for digit in _FIRST_DIGIT.finditer(self.text):
            match = self._match(position, digit.start()) if digit.start() >= position else None
            if match is not None:
                quantities, position = self._read(match)
                found += quantities
        found.sort(key=lambda q: (q.span.start, -q.span.end))
        found = _outside(found, self.taken)
        kept: list[Quantity] = []
        for quantity in found:
            if not kept or quantity.span.start >= kept[-1].span.end:
                kept.append(quantity)
        return kept

    def _match(self, position: int, digit: int) -> regex.Match[str] | None:
        """Return the number whose first digit is given, if one starts at `position` or later."""
        text, match = self.text, self.grammar.pattern.match
        for start in range(max(position, digit - _BEFORE_DIGIT), digit):
            if text[start] in _OPENERS:
                found = match(text, start)
                if found is not None:
                    return found
        return match(text, digit)

    def _words(self) -> list[Quantity]:
        found = []
        for word, start, end in find_number_words(self.text, self.grammar):
            klass, value, direction = self.grammar.words[word]
            if klass == "w":
                continue
            sign = {"up": "+", "down": "-"}.get(direction, "")
            found.append(self._made(start, end, value, value, "x", klass, sign))
        return found

    def _made(
        self, start: int, end: int, low: float, high: float, unit: str, klass: str, sign: str = "",
        start_level: Quantity | None = None, hint: Span | None = None,
    ) -> Quantity:  # fmt: skip
        reach, qualifier = start, ""
        if klass in "fi" and not unit:
            factor = _FACTOR_OF.search(self.text, max(0, start - 40), start)
            if factor:
                klass, unit, reach = "x", "x", factor.start()
                qualifier = self._qualifier_inside(factor)
        for _ in range(3):
            tail = self.text[max(0, reach - 3) : reach].rstrip().lower()
            if self.grammar.qualifier_ends.isdisjoint((tail[-2:], tail[-1:])):
                break
            match = self.grammar.qualifier_pattern.match(self.text, pos=max(0, reach - 40), endpos=reach)
            if match is None:
                break
            name, swallowed = self.grammar.qualifiers[match.group(1).lower()]
            qualifier = qualifier or name
            if not swallowed:
                break
            reach = match.start()
        return Quantity(Span(start, end), Span(reach, end), low, high, unit, klass, qualifier, sign, start_level, hint)

    def _qualifier_inside(self, match: regex.Match[str]) -> str:
        inside = (match["bound"] or "").strip().lower()
        return self.grammar.qualifiers.get(inside, ("", True))[0]

    def _unit(self, match: regex.Match[str], suffix: str) -> tuple[str, str]:
        """Return (class, unit) of one side of a match; ("", "") where it has no unit."""
        if match["percent" + suffix]:
            return "%", "%"
        if match["points" + suffix]:
            return "p", "points"
        if match["factor" + suffix]:
            return "x", "x"
        if match["unit" + suffix]:
            unit = match["unit" + suffix].strip(" -")
            if unit in self.grammar.ratios:
                return self.grammar.ratios[unit]
            whole = "." not in match["n2" if suffix == "2" else "n1"]
            return "i" if whole and unit in self.grammar.counted else "u", unit
        return "", ""

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
        if match["total"] and (klass or "." in match["n1"]):
            end = match.end(self._last_of_first(match))
        elif match["total"]:
            return [self._made(start, end, value, value, "", "c")], end
        orders = _ORDERS.match(self.text, end)
        if orders and not klass:
            return [self._made(start, orders.end(), _power(value), _power(value), "x", "x")], orders.end()
        if match["currency"]:
            klass, unit = "$", match["currency"].strip()
        hint = self._hint(match, klass)
        sign = self._sign(match)
        if not klass and (match["mag"] or match["mag_word"]):
            klass = "z"
        klass = klass or self._bare(match["n1"], sign, match)
        return [self._made(start, end, value, value, unit, klass, sign, hint=hint)], end

    @staticmethod
    def _hint(match: regex.Match[str], klass: str) -> Span | None:
        if klass != "p" or not match["points"]:
            return None
        inner = _METRIC_POINTS.fullmatch(match["points"])
        if inner is None:
            return None
        base = match.start("points")
        return Span(base + inner.start(1), base + inner.end(1))

    def _value(self, match: regex.Match[str], number: str, magnitude: str, exponent: str = "") -> float:
        value = _number(match[number])
        if len(match[number]) <= _EXACT and not (match[magnitude] or (exponent and match[exponent])):
            return value
        if exponent and match[exponent]:
            power = regex.search(r"[-+]?\d+\)?$", match[exponent])
            assert power is not None
            value *= 10.0 ** max(-300, min(300, int(power.group().rstrip(")"))))
        if match[magnitude]:
            value *= self.grammar.magnitudes[match[magnitude]]
        return float(f"{value:.12g}")

    @staticmethod
    def _bare(number: str, sign: str, match: regex.Match[str]) -> str:
        return "f" if "." in number or sign or match["exp"] or match["tolerance"] else "i"

    @staticmethod
    def _sign(match: regex.Match[str]) -> str:
        return (match["sign"] or "").replace("–", "-")

    def _pair(self, match: regex.Match[str]) -> tuple[list[Quantity], int]:
        """Read `A join B`: a range, a transition, a count of a total, or two numbers."""
        join, _, bound = match["join"].strip().partition(" ")
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
        if arrow or falling or (join == "to" and _FROM.search(left) and not _RANGING.search(left)):
            origin_end = match.end(self._last_of_first(match))
            origin_klass, origin_unit = (first[0], first[1]) if first[0] else (klass, unit)
            origin = Quantity(Span(start, origin_end), Span(start, origin_end), low, low, origin_unit, origin_klass)
            begin = match.start("sign2") if match["sign2"] else match.start("n2")
            if match["currency2"]:
                begin = match.start("currency2")
            made = self._made(start, end, high, high, unit, klass, sign, origin)
            qualifier = self.grammar.qualifiers.get(bound, ("", True))[0]
            return [Quantity(Span(begin, end), made.reach, high, high, unit, klass, qualifier, sign, origin)], end
        if low > high or (klass == "i" and (low > 1000 or join in {"to"})):
            return (
                self._single_first(match)
                if low > high
                else ([self._made(start, end, low, high, unit, klass, sign)], end)
            )
        return [self._made(start, end, low, high, unit, klass, sign)], end

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
        if whole and klass == "i" and 0 <= low <= high and not self._unit(match, "")[0]:  # "9/12 tasks"
            return [self._made(start, match.end("n2"), low, low, "", "c")], match.end("n2")
        if klass:
            first = self._made(start, match.end(self._last_of_first(match)), low, low, unit, klass)
            second = self._made(match.start("n2"), end, high, high, unit, klass)
            return [first, second], end
        if whole and low == 1 and 1 < high <= 1000 and self.text[end : end + 4].strip().startswith("of"):
            share = float(f"{1 / high:.6g}")
            return [self._made(start, end, share, share, "x", "h")], end
        if self.text[end : end + 1] == "/" or (low, high) == (0.0, 1.0):
            return [self._made(start, end, low, high, "", "i")], end
        if whole and 0 <= low <= high and high not in {7.0}:
            return [self._made(start, end, low, low, "", "c")], end
        if high in _RATING_SCALES and low <= high:
            return [self._made(start, end, low, low, "", "f")], end
        first = self._made(start, match.end("n1"), low, low, "", self._bare(match["n1"], "", match))
        second = self._made(match.start("n2"), end, high, high, "", self._bare(match["n2"], "", match))
        return [first, second], end


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give the unit of a list's last number to the members before it ("5.5, 10.8 and 4.4 points")."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        here, after = result[index], result[index + 1]
        if here.klass not in "fi" or after.klass not in "%pxu" or after.start_level or here.metric_hint:
            continue
        if text[here.span.end - 1].isalpha():
            continue  # "12 tasks, 4.5 points"
        if here.klass == "i" and _NAMED_NUMBER.search(text, max(0, here.span.start - 30), here.span.start):
            continue  # "60.1% on Places 2 and 90.4% on the other"
        gap = text[here.span.end : after.reach.start]
        if _LIST_JOIN.fullmatch(gap):
            result[index] = Quantity(
                here.span,
                here.reach,
                here.low,
                here.high,
                after.unit,
                after.klass,
                here.qualifier,
                here.sign,
                here.start_level,
            )
    return result


def _join_levels(text: str, found: list[Quantity]) -> list[Quantity]:
    """Join two neighbours that are the two levels of a transition ("82/240 to 88/240", "61.2 ± 0.3 to 71.0 ± 0.2")."""
    result: list[Quantity] = []
    for quantity in found:
        before = result[-1] if result else None
        if before and before.klass == quantity.klass and not before.start_level and not quantity.start_level:
            gap = text[before.span.end : quantity.span.start].strip()
            left = text[max(0, before.reach.start - 20) : before.reach.start]
            if gap in {"→", "->", "⇒"} or (gap == "to" and _FROM.search(left)):
                result[-1] = Quantity(
                    quantity.span, Span(before.reach.start, quantity.span.end), quantity.low, quantity.high,
                    quantity.unit,
                    quantity.klass, quantity.qualifier, quantity.sign, before,
                )  # fmt: skip
                continue
        result.append(quantity)
    return result


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


def find_number_words(text: str, grammar: QuantityGrammar) -> list[tuple[str, int, int]]:
    """Return (word, start, end) of every number word that stands alone."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    found = []
    for index, start, end in grammar.word_finder.find_matches_as_indexes(lowered):
        before, after = lowered[start - 1 : start], lowered[end : end + 1]
        if not (before.isalnum() or after.isalnum() or before in ("-", "_") or after in ("-", "_")):
            found.append((grammar.word_list[index], start, end))
    return found


def has_numbers(text: str, grammar: QuantityGrammar) -> bool:
    """Say whether a text has a digit or a number word at all."""
    return _DIGIT.search(text) is not None or bool(find_number_words(text, grammar))


def find_quantities(text: str, grammar: QuantityGrammar, taken: Sequence[Span] = ()) -> list[Quantity]:
    """Return every number of a plain text with what belongs to it, in order of place.

    Args:
        text: The plain text; spans of the result count in it.
        grammar: The compiled grammar of numbers.
        taken: Spans of names, in order; a number inside a name ("AIME 2024") is part of it.
    """
    return _join_levels(text, _share_units(text, _Scanner(text, grammar, taken).find()))
