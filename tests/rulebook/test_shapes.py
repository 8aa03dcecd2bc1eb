"""The shape language: what each construct matches, what is refused, and a prefilter that never loses a match."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.errors import RuleError
from claimx.rulebook import Rulebook, load_rulebook
from claimx.rulebook.shapes import BASE_SETS, VALUE_CLASSES, ShapeCompiler, join_phrases, literal_words

CODES = {
    "by": "y",
    "of": "o",
    "in": "I",
    "in terms of": "T",
    "up to": "U",
    "up": "a",
    "to": "z",
    "reduces": "R",
    "cuts": "K",
    "the": "E",
}
SETS = {**BASE_SETS, "reduce": "RK", "det": "E", "noun": "n", "adverb": "l"}
FRAGMENTS = {"metric": "( <det> | <noun> )+4", "np_of": "( of <noun>+3 )", "baseline": "<name>"}
COMPILER = ShapeCompiler(CODES, SETS, FRAGMENTS)


def spans(shape: str, tags: str) -> dict[str, tuple[int, int]] | None:
    """Return slot -> place of the first match, with the whole match under ``""``; None where there is none."""
    match = COMPILER.compile(shape).pattern.search(tags)
    if match is None:
        return None
    return {"": match.span(), **{name: match.span(name) for name in match.re.groupindex if match.start(name) >= 0}}


@pytest.mark.parametrize(
    ("shape", "tags", "expected"),
    [
        # words stand for themselves, in any case
        ("by {value}", "ny%", (1, 3)),
        ("BY {value}", "ny%", (1, 3)),
        ("by {value}", "no%", None),
        # classes
        ("<reduce> {value}", "R%", (0, 2)),
        ("<reduce> {value}", "K%", (0, 2)),
        ("<reduce> {value}", "n%", None),
        # a phrase of the vocabulary is one word, as the tagger reads it; its words may stand apart elsewhere
        ("in terms of {value}", "T%", (0, 2)),
        ("in terms of {value}", "I%", None),
        ("( of | up to | in ) {value}", "U%", (0, 2)),
        ("up | to {value}", "z%", (0, 2)),
        # groups, alternatives, options
        ("( of | in ) {value}", "o%", (0, 2)),
        ("( of | in ) {value}", "I%", (0, 2)),
        ("( of | in ) {value}", "%", None),
        ("( of | in )? {value}", "%", (0, 1)),
        ("by <det>? {value}", "yE%", (0, 3)),
        ("by <det>? {value}", "y%", (0, 2)),
        ("( ( of | in ) <det> )? {value}", "oE%", (0, 3)),
        # repeats
        ("by <noun>~2 {value}", "y%", (0, 2)),
        ("by <noun>~2 {value}", "ynn%", (0, 4)),
        ("by <noun>~2 {value}", "ynnn%", None),
        ("by <noun>+2 {value}", "y%", None),
        ("by <noun>+2 {value}", "yn%", (0, 3)),
        ("by ( of <noun> )+2 {value}", "yonon%", (0, 6)),
        # gaps hold no number and no break of a clause
        ("by .. {value}", "ynnn%", (0, 5)),
        ("by .. {value}", "ynnnn%", None),
        ("by ... {value}", "ynnnnnnnn%", (0, 10)),
        ("by ... {value}", "yn;n%", None),
        ("by ... {value}", "yn(n%", None),
        ("by ... {value:percent}", "ynpn%", None),
        # punctuation stands in quotes
        ('"(" {value} ")"', "n(%)", (1, 4)),
        ('"=" {value}', "n%", None),
        # slots
        ("<reduce> {metric} by {value}", "REnny%", (0, 6)),
        ("{metric= <reduce> <noun>~2 } by {value}", "Rnny%", (0, 5)),
        ("{np_of}? {value}", "onn%", (0, 4)),
        # classes of values
        ("{value:percent}", "%", (0, 1)),
        ("{value:percent|points}", "p", (0, 1)),
        ("{value:percent|points}", "x", None),
        ("{value:integer-transition}", "t", (0, 1)),
        ("{value=<quantity>} by", "iy", (0, 2)),
    ],
)  # fmt: skip
def test_each_construct_matches_what_it_says(shape: str, tags: str, expected: tuple[int, int] | None) -> None:
    found = spans(shape, tags)
    assert (found and found[""]) == expected


def test_slots_have_their_places() -> None:
    found = spans("<reduce> {metric} {np_of}? by {value} ( in {baseline} )?", "nREnony%IN")
    assert found == {"": (1, 10), "metric": (2, 4), "value": (7, 8), "baseline": (9, 10)}
    assert COMPILER.compile("<reduce> {metric} by {value}").slots == ("metric",)


def test_a_bare_value_is_of_any_class_that_can_be_a_result_but_no_bare_integer() -> None:
    shape = COMPILER.compile("{value}").pattern
    accepted = {name for name, tag in VALUE_CLASSES.items() if shape.fullmatch(tag)}
    assert accepted == {"percent", "points", "factor", "unit", "decimal", "money", "count"}


def test_what_a_helper_noun_phrase_has_taken_it_does_not_give_back() -> None:
    """It is atomic, so that matching stays linear."""
    assert spans("{np_of} <noun> by {value}", "onny%") is None
    assert spans("{np_of} by {value}", "onny%") is not None


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        ("<reduse> {value}", "names the unknown word class 'reduse'"),
        ("{metrics} by {value}", "has the unknown slot 'metrics'"),
        ("{metrics= <noun> } by {value}", "has the unknown slot 'metrics'"),
        ("{value:percents}", "names the unknown value class 'percents'"),
        ("( of | in {value}", "leaves a group open"),
        ("{metric= <noun> by {value}", "leaves a slot open"),
        ("of ) {value}", "closes a group that it did not open"),
        ("of } {value}", "closes a group that it did not open"),
        ("? {value}", "has '?' where nothing stands before it"),
        ("( ? of ) {value}", "has '?' where nothing stands before it"),
        ("{value} < 3", "cannot be read from ' < 3' on"),
        ('"( {value}', "cannot be read from"),
        ("{value}~x", "cannot be read from '~x' on"),
        ("<noun>", "has no value"),
        ("( of | {metric} )", "has no value"),
    ],
)
def test_a_shape_that_is_not_right_is_refused_with_the_reason(shape: str, reason: str) -> None:
    with pytest.raises(RuleError) as caught:
        COMPILER.compile(shape)
    assert repr(shape) in caught.value.reason
    assert reason in caught.value.reason


def test_the_words_of_a_shape_are_found_with_its_phrases() -> None:
    shape = '{metric} ( in terms of | by ) <det>? "word" {value} UP to'
    assert literal_words(shape) == {"in", "terms", "of", "by", "up", "to"}
    assert literal_words(shape, {"in terms of", "up to"}) == {"in terms of", "by", "up to"}


def test_the_longest_phrase_wins_and_marks_end_it() -> None:
    words = [
        ("word", "up"),
        ("word", "to"),
        ("word", "about"),
        ("op", "?"),
        ("word", "up"),
        ("op", "|"),
        ("word", "to"),
    ]
    joined = join_phrases(words, {"up to", "up to about"})
    assert joined == [("word", "up to about"), ("op", "?"), ("word", "up"), ("op", "|"), ("word", "to")]


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("by {value:percent}", [{"y"}, {"%"}]),
        ("by? {value:percent}", [{"%"}]),
        ("( of | in ) {value:percent}", [{"%"}, {"o", "I"}]),
        ("( of | in )? {value:percent}", [{"%"}]),
        ("( of by | <noun>? ) {value:percent}", [{"%"}]),
        ("<noun>~3 {value:percent}", [{"%"}]),
        ("<noun>+3 {value:percent}", [{"n"}, {"%"}]),
        (".. {value:percent}", [{"%"}]),
        ("{metric= <noun> | <det> } {value:percent}", [{"%"}, {"n", "E"}]),
    ],
)
def test_the_prefilter_asks_for_what_every_match_has(shape: str, expected: list[set[str]]) -> None:
    assert sorted(map(sorted, COMPILER.compile(shape).needs)) == sorted(map(sorted, expected))


@cache
def rulebook() -> Rulebook:
    return load_rulebook(experimental=True)


@cache
def alphabet() -> list[str]:
    """Characters that tagged sentences are made of: those that shapes speak of come up most often."""
    rare = "".join(rulebook().sets["cue"])
    return [*"%pxufi$chDTtz" * 4, *"nnNNCgelBbMmSOd" * 3, *"(),.;:=/&\"'[]", *rare]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_shape_of_the_rules_matches_where_its_needs_fail(data: st.DataObject) -> None:
    tags = "".join(data.draw(st.lists(st.sampled_from(alphabet()), min_size=1, max_size=25)))
    for rule in rulebook().rules:
        for shape in rule.shapes:
            match = shape.pattern.search(tags)
            if match is not None:
                assert all(set(match.group()) & need for need in shape.needs), (rule.id, shape.source)


PARTS = st.recursive(
    st.sampled_from(["by", "of", "in terms of", "<reduce>", "<noun>", "{metric}", "{np_of}", "..",
    '"("', "{value:percent}", "{value}"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"( {' | '.join(parts)} )"),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"( {' '.join(parts)} )"),
        st.tuples(st.sampled_from(["<noun>", "<det>", "( of <noun> )"]), st.sampled_from(["?", "~2",
        "+3"])).map("".join),
        inner.map(lambda part: f"( {part} )?"),
    ),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PARTS, max_size=4), st.lists(st.sampled_from(list("yoITURKEnlN%pxi(;")), max_size=20))
def test_no_shape_at_all_matches_where_its_needs_fail(parts: list[str], tags: list[str]) -> None:
    shape = COMPILER.compile(" ".join([*parts, "{value}"]))
    for match in shape.pattern.finditer("".join(tags)):
        assert all(set(match.group()) & need for need in shape.needs)
