"""Noun phrases of a tagged sentence: their limits, and what is stripped from them."""

from __future__ import annotations

from collections.abc import Collection

from claimx.mentions import QUANTITY_TAGS, TaggedSentence

OWNS = ("'s", "’s")
_LONGEST_LIST = 16
_LONGEST_REMARK = 12
_LISTED_NAMES = QUANTITY_TAGS | frozenset("NBbCnd-/,()")
_EDGE = set(",.;:()[]\"'/-&=+¤!?")


def strip_phrase(sentence: TaggedSentence, first: int, last: int, words: Collection[str]) -> tuple[int, int] | None:
    """Strip `words` and punctuation from the left of a token range, and punctuation from its right.

    Returns:
        The narrowed (first token, token after), or None where nothing is left.
    """
    while first < last and (_is_edge(sentence, first) or _is_one_of(sentence, first, words)):
        first += 1
    while first < last and _is_edge(sentence, last - 1):
        last -= 1
    return (first, last) if first < last else None


def _is_one_of(sentence: TaggedSentence, index: int, words: Collection[str]) -> bool:
    word = sentence.words(index, index + 1)
    return word.lower() in words and not (sentence.tags[index] in "mM" and word.isupper())  # "IS", the Inception Score


def _is_edge(sentence: TaggedSentence, index: int) -> bool:
    return sentence.text[sentence.starts[index] : sentence.ends[index]] in _EDGE


def run_right(sentence: TaggedSentence, start: int, allowed: Collection[str], most: int) -> int:
    """Return the token after the longest run of `allowed` tags from `start` on, at most `most` tokens."""
    end = start
    while end < len(sentence.tags) and end - start < most and sentence.tags[end] in allowed:
        end += 1
    return end


def opens_list(tags: str, first: int, openers: Collection[str], joins: Collection[str]) -> bool:
    """Say whether one of `openers` opens the list of names with numbers in brackets that a token is in.

    "on FooSet (91.3%), 1-shot BarSet (62.1%)"
    """
    while first > 0 and (tags[first - 1] in _LISTED_NAMES or tags[first - 1] in joins):
        first -= 1
    return first > 0 and tags[first - 1] in openers


def bracket_before(tags: str, token: int, inside: Collection[str]) -> int:
    """Return the token of the bracket that a number stands in, behind nothing but tags `inside`; -1 for none.

    "RoBERTa (F1 = 0.88; recall = 0.91)"
    """
    for index in range(token - 1, max(-1, token - _LONGEST_REMARK), -1):
        if tags[index] in "([":
            return index
        if tags[index] not in inside:
            break
    return -1


def respective_run(
    sentence: TaggedSentence,
    token: int,
    joins: Collection[str],
    respectively: Collection[str],
    opens: Collection[str] = (),
    stops: Collection[str] = (),
) -> list[int]:
    """Return the number tokens of the list around `token` that "respectively" closes, at once or after more, or none.

    Numbers of one class are one token; "91%, 88% and 0.94, respectively" are two.

    Args:
        sentence: The sentence.
        token: A number's token.
        joins: Tags that stand between members.
        respectively: Tags that close such a list.
        opens: Tags that may open another list between the numbers and "respectively".
        stops: Tags that such a list does not hold.
    """
    if not any(map(sentence.tags[token + 1 :].__contains__, respectively)):
        return []
    run = [token]
    for step in (-1, 1):
        index = token + step
        while 0 <= index < len(sentence.tags) and (sentence.tags[index] in joins or index in sentence.quantities):
            if index in sentence.quantities:
                run.append(index)
            index += step
    rest = sentence.tags[index : index + _LONGEST_LIST]
    place = next((place for place, tag in enumerate(rest) if tag in respectively), -1)
    closed = place == 0 or (place > 0 and rest[0] in opens and not any(tag in stops for tag in rest[1:place]))
    return sorted(run) if closed else []


def list_items(tags: str, start: int, words: Collection[str], joins: Collection[str]) -> list[tuple[int, int]]:
    """Return the members of the list that starts at `start`, as token ranges.

    Args:
        tags: The tags of the sentence.
        start: First token of the list.
        words: Tags that members are made of.
        joins: Tags that stand between members.
    """
    items: list[tuple[int, int]] = []
    index = start
    while index < len(tags):
        first = index
        while index < len(tags) and tags[index] in words:
            index += 1
        if index == first:
            break
        items.append((first, index))
        if index >= len(tags) or tags[index] not in joins:
            break
        while index < len(tags) and tags[index] in joins:
            index += 1
    return items
