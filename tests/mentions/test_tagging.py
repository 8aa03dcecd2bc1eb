"""A sentence as rules see it: one character a token."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.mentions import TaggedSentence, Tagger, find_names, find_quantities
from claimx.mentions.tagging import QUANTITY_TAGS, group_lists
from claimx.model import Span
from claimx.rulebook import Rulebook, load_rulebook
from claimx.rulebook.vocabulary import FIRST_CODE


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


@cache
def tagger() -> Tagger:
    return Tagger(rulebook().vocabulary, rulebook().naming.generic_names)


def tag(text: str, own: tuple[str, ...] = (), span: Span | None = None) -> TaggedSentence:
    names = find_names(text, rulebook().finder)
    quantities = find_quantities(text, rulebook().quantities, [n.span for n in names if not n.weak])
    return tagger().tag(text, span or Span(0, len(text)), quantities, names, own)


def tokens(text: str, own: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return (token, tag); cue words have the tag ``*``."""
    sentence = tag(text, own)
    return [
        (sentence.words(index, index + 1), "*" if ord(char) >= FIRST_CODE else char)
        for index, char in enumerate(sentence.tags)
    ]


def tags(text: str, own: tuple[str, ...] = ()) -> str:
    return "".join(char for _, char in tokens(text, own))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # quantities, with their bounds
        ("gains 3%", [("gains", "*"), ("3%", "%")]),
        ("reaches up to 3 points", [("reaches", "*"), ("up to 3 points", "p")]),
        ("doubles it", [("doubles", "D"), ("it", "*")]),
        ("from 3% to 5%", [("from", "*"), ("3% to 5%", "T")]),
        ("from 3 to 5", [("from", "*"), ("3 to 5", "t")]),
        # lists of numbers are one token
        ("by 3%, 5% and 7%", [("by", "*"), ("3%, 5% and 7%", "%")]),
        ("by 3% and 5 ms", [("by", "*"), ("3%", "%"), ("and", "*"), ("5 ms", "u")]),
        # names that lexicons know
        ("on GSM8K", [("on", "*"), ("GSM8K", "B")]),
        ("WER of Qwen2.5-7B", [("WER", "M"), ("of", "*"), ("Qwen2.5-7B", "S")]),
        # names by their shape, other words
        ("our ZigZagNet wins", [("our", "*"), ("ZigZagNet", "N"), ("wins", "*")]),
        ("seen in Ghent", [("seen", "*"), ("in", "*"), ("Ghent", "C")]),
        ("Ghent is muddy", [("Ghent", "n"), ("is", "*"), ("muddy", "n")]),
        ("pears briskly rotting mashed", [("pears", "n"), ("briskly", "l"), ("rotting", "g"), ("mashed", "e")]),
        ("an LLM-guided loop", [("an", "*"), ("LLM-guided", "n"), ("loop", "n")]),
        ("chapter IV-2", [("chapter", "n"), ("IV-2", "N")]),
        # phrases of several words are one token
        ("in terms of pears", [("in terms of", "*"), ("pears", "n")]),
        ("compared to pears", [("compared to", "*"), ("pears", "n")]),
        # punctuation stands for itself, except where it would look like a number
        ("pears (muddy), new; x: y", [("pears", "n"), ("(", "("), ("muddy", "n"), (")", ")"), (",", ","), ("new", "*"),
        (";", ";"), ("x", "n"), (":", ":"), ("y", "n")]),
        ("a % sign and $", [("a", "*"), ("%", "¤"), ("sign", "n"), ("and", "*"), ("$", "¤")]),
        ("\ue001 pears", [("\ue001", "¤"), ("pears", "n")]),
        ("pears vs. plums", [("pears", "n"), ("vs.", "*"), ("plums", "n")]),
    ],
)  # fmt: skip
def test_each_token_has_the_tag_of_its_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert tokens(text) == expected


def test_a_name_that_the_paper_defines_is_its_own() -> None:
    assert tags("our ZigZagNet wins", ("ZigZagNet",)) == "*O*"
    assert tags("Qwen2.5-7B wins", ("Qwen2.5-7B",)) == "O*"


def test_words_in_capitals_are_names_unless_rules_speak_of_them() -> None:
    assert tags("we OR them") == "*N*"
    assert tags("at 95% CI") == "*%*"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pear mash rate (PMR) of", "nn**"),
        ("pear mash (very muddy) of", "nn(*n)*"),
        ("the pear mash rate (PMR) is", "*nn**"),
    ],
)
def test_an_acronym_in_brackets_does_not_split_a_noun_phrase(text: str, expected: str) -> None:
    assert tags(text) == expected


def test_a_lone_verb_before_rate_is_part_of_the_noun() -> None:
    assert tags("the fool rate of") == "*n**"


def test_a_metric_that_ends_in_speedup_is_a_speedup() -> None:
    sentence = tag("a 2.1x inference speedup")
    assert sentence.words(1, 2) == "inference speedup"
    assert sentence.tags[1] in rulebook().chars("speedup")


def test_only_the_sentence_is_tagged() -> None:
    text = "Gains 3%. Then 5% of them. And 7%."
    span = Span(10, 26)
    names = find_names(text, rulebook().finder)
    quantities = [q for q in find_quantities(text, rulebook().quantities) if span.contains(q.span)]
    sentence = tagger().tag(text, span, quantities, names)
    assert sentence.words(0, len(sentence.tags)) == text[span.start : span.end]
    assert sentence.token_span(1, 2) == Span(15, 17)


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("3%, 5% and 7%", [3]), ("3% / 5%", [2]), ("3%; 5%", [2]), ("3%, or 5%", [2]), ("3% in A and 5% in B", [1, 1]),
        ("3%, 5 points", [1, 1]),
        ("3 ms and 5 GB", [1, 1]), ("from 3% to 5% and 7%", [1, 1]), ("half and a third", [1, 1]), ("", []),
    ],
)  # fmt: skip
def test_numbers_of_one_plain_list_are_grouped(text: str, sizes: list[int]) -> None:
    assert [len(group) for group in group_lists(text, find_quantities(text, rulebook().quantities))] == sizes


PIECES = st.sampled_from([
    "reduces ", "latency ", "by ", "30%", " and ", "5 points", "on ", "GSM8K ", "(", ")", "GPT-4 ", "WER", ", ", ". ",
    "in terms of ", "compared to ",
    "ZigZagNet", "doubles ", "from ", "3", " to ", "5%", "$", "%", "\ue005", "é", "^2", "'", "\n", "e.g. ", "up to ",
    "(PMR)", "²", "½",
])  # fmt: skip


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)))
def test_tokens_are_in_order_apart_and_hold_every_number(text: str) -> None:
    sentence = tag(text)
    assert len(sentence.tags) == len(sentence.starts) == len(sentence.ends)
    end = 0
    for start, stop in zip(sentence.starts, sentence.ends, strict=True):
        assert end <= start < stop <= len(text)
        end = stop
    for index, members in sentence.quantities.items():
        assert sentence.tags[index] in QUANTITY_TAGS
        assert all(sentence.token_span(index, index + 1).contains(quantity.span) for quantity in members)
    for index, name in sentence.names.items():
        assert sentence.token_span(index, index + 1) == name.span


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)))
def test_only_numbers_look_like_numbers(text: str) -> None:
    sentence = tag(text)
    assert {i for i, char in enumerate(sentence.tags) if char in QUANTITY_TAGS} == set(sentence.quantities)
