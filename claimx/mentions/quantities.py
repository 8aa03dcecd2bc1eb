"""Plain text -> quantities: numbers with their unit, range, bound and sign. What they mean is not asked here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from claimx.mentions.digits import has_digit
from claimx.mentions.number_words import find_number_words
from claimx.mentions.quantity import Quantity
from claimx.mentions.scanner import FROM, scan_numbers
from claimx.model import Span
from claimx.rulebook.quantities import QuantityGrammar

_ENDS_LIST = regex.compile(r"(?:and|or)\s$")
_NAMED_NUMBER = regex.compile(r"\bon [A-Z][\w'-]*\s?$")
_NEXT = regex.compile(r"\s?(?:,|,?\s?(?:and|or)|/)\s?")
_ARTICLE = regex.compile(r"an?\s")
_ARROWS = frozenset({"→", "->", "⇒"})
_METRIC_AND_TO = regex.compile(r"\s?(?P<metric>[A-Za-z][\w@.-]*)\s?(?:(?P<arrow>→|->|⇒)|to)\s?")
_BRACKET = regex.compile(r"\([^()]{0,40}\)")
_RESPECTIVELY = regex.compile(r"[^.;]{0,60}\brespectively\b")


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give the unit of a list's last number to the members before it ("5.5, 10.8 and 4.4 points")."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        here, after = result[index], result[index + 1]
        if here.klass not in "fiw" or after.klass not in "%pxu" or after.start_level or here.metric_hint:
            continue
        if here.klass == "w" and not text[after.span.start].isalpha():
            continue  # "of the two, 4.5 points"
        if here.klass != "w" and text[here.span.end - 1].isalpha():
            continue  # "12 tasks, 4.5 points"
        if here.klass == "i" and _NAMED_NUMBER.search(text, max(0, here.span.start - 30), here.span.start):
            continue  # "60.1% on Places 2 and 90.4% on the other"
        gap = text[here.span.end : after.reach.start]
        last = _ENDS_LIST.search(text, max(0, here.reach.start - 5), here.reach.start)
        if gap.strip() == "," and (after is found[index + 1] or last):
            continue  # "an F1 of 71.2, 3.4 points above", "0.86 and 0.73, 4 and 7 points above"
        if _NEXT.fullmatch(gap) and not _starts_anew(text, result[index - 1] if index else None, here, after):
            result[index] = replace(here, unit=after.unit, klass=after.klass)
    return result


def _starts_anew(text: str, before: Quantity | None, here: Quantity, after: Quantity) -> bool:
    """Say whether a comma ends a list and what follows it is another ("0.86 and 0.73, 4 and 7 points")."""
    gap = text[here.span.end : after.reach.start]
    if "," not in gap or "and" in gap:
        return False
    joined = before is not None and text[before.span.end : here.reach.start] == " and "
    article = _ARTICLE.match(text, after.reach.start) and not _ARTICLE.match(text, here.reach.start)
    return joined or bool(article)


def _join_levels(text: str, found: list[Quantity]) -> list[Quantity]:
    """Join two neighbours that are the two levels of a transition ("82/240 to 88/240", "61.2 ± 0.3 to 71.0 ± 0.2")."""
    result: list[Quantity] = []
    for quantity in found:
        before = result[-1] if result else None
        if before and before.klass == quantity.klass and not before.start_level and not quantity.start_level:
            gap = text[before.span.end : quantity.span.start].strip()
            if _tells_move(text, before.reach.start, gap) or _says_twice(text, before, quantity):
                result[-1] = Quantity(
                    quantity.span, Span(before.reach.start, quantity.span.end), quantity.low, quantity.high,
                    quantity.unit,
                    quantity.klass, quantity.qualifier, quantity.sign, before,
                )  # fmt: skip
                continue
        result.append(quantity)
    return result


def _tells_move(text: str, start: int, gap: str) -> bool:
    """Say whether what stands before and between two levels, the first at `start`, makes them a transition."""
    return gap in _ARROWS or (gap == "to" and FROM.search(text[max(0, start - 20) : start]) is not None)


def _says_twice(text: str, before: Quantity, after: Quantity) -> bool:
    """Say whether a metric stands after both levels of a transition in brackets: "(36.1 mAP to 39.9 mAP)"."""
    metric = _METRIC_AND_TO.fullmatch(text, before.span.end, after.reach.start)
    opened = metric is not None and (metric["arrow"] or text[before.reach.start - 1 : before.reach.start] == "(")
    return opened and text[after.span.end :].lstrip(" ").startswith(metric["metric"]) if metric else False


def _slashed(text: str, found: list[Quantity], first: int) -> int:
    """Return the index after the run of plain numbers that slashes join, from the one at `first` on."""
    end = first
    while end < len(found) and not found[end].start_level:
        if end > first and text[found[end - 1].span.end : found[end].reach.start].strip() != "/":
            break
        end += 1
    return end


def _join_pairs(text: str, found: list[Quantity]) -> list[Quantity]:
    """Join the levels of several transitions that are told together ("from 27.9/0.842 to 29.4/0.871")."""
    result: list[Quantity] = []
    index = 0
    while index < len(found):
        middle = _slashed(text, found, index)
        end = _slashed(text, found, middle)
        count = middle - index
        if count > 1 and end - middle == count:
            gap = _BRACKET.sub("", text[found[middle - 1].span.end : found[middle].reach.start]).strip()
            if _tells_move(text, found[index].reach.start, gap):
                pairs = zip(found[index:middle], found[middle:end], strict=True)
                joined = [replace(after, start_level=before) for before, after in pairs]
                result.append(replace(joined[0], reach=Span(found[index].reach.start, joined[0].span.end)))
                result += joined[1:]
                index = end
                continue
        result.append(found[index])
        index += 1
    return result


def _join_durations(text: str, found: list[Quantity], scales: Mapping[str, float]) -> list[Quantity]:
    """Join hours and minutes into minutes ("1 h 20 min")."""
    result: list[Quantity] = []
    for quantity in found:
        before = result[-1] if result else None
        if before and _goes_on(text, before, quantity, scales):
            more = before.low * scales[before.unit] / scales[quantity.unit]
            result[-1] = replace(
                quantity,
                span=Span(before.span.start, quantity.span.end),
                reach=Span(before.reach.start, quantity.span.end),
                low=float(f"{more + quantity.low:.12g}"),
                high=float(f"{more + quantity.high:.12g}"),
                qualifier=before.qualifier,
            )
        else:
            result.append(quantity)
    return result


def _goes_on(text: str, before: Quantity, quantity: Quantity, scales: Mapping[str, float]) -> bool:
    """Say whether a number in a smaller unit goes on with the one before it, and is no second result."""
    if before.klass != "u" or quantity.klass != "u" or before.start_level or quantity.start_level:
        return False
    whole, part = scales.get(before.unit, 0.0), quantity.high * scales.get(quantity.unit, 0.0)
    return (
        text[before.span.end : quantity.reach.start] in {" ", " and "}
        and 0 < part < whole
        and before.low.is_integer()
        and quantity.low.is_integer()
        and before.low == before.high
        and not _RESPECTIVELY.match(text, quantity.span.end)
    )


def has_numbers(text: str, grammar: QuantityGrammar) -> bool:
    """Say whether a text has a digit or a number word at all."""
    return has_digit(text) or bool(find_number_words(text, grammar))


def find_counts(text: str, grammar: QuantityGrammar) -> list[Span]:
    """Return the places of the number words that count by themselves ("three benchmarks"), in order."""
    hits = find_number_words(text, grammar)
    return [Span(start, end) for word, start, end in hits if grammar.words[word][0] == "w"]


def find_quantities(text: str, grammar: QuantityGrammar, taken: Sequence[Span] = ()) -> list[Quantity]:
    """Return every number of a plain text with what belongs to it, in order of place.

    Args:
        text: The plain text; spans of the result count in it.
        grammar: The compiled grammar of numbers.
        taken: Spans of names, in order; a number inside a name ("AIME 2024") is part of it.
    """
    found = [q for q in _share_units(text, scan_numbers(text, grammar, taken)) if q.klass != "w"]
    return _join_levels(text, _join_pairs(text, _join_durations(text, found, grammar.scales)))
