"""What holds for the text layer whatever the text."""

from __future__ import annotations

import string
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claimx.model import Span
from claimx.text import find_sentences, normalise
from claimx.text.scanner import scan

ORDINARY = string.ascii_letters + string.digits + ",;:()%+=/"
PIECES = st.sampled_from([
    "word", "5", ".", " ", "\n", "\n\n", "\t", "\\", "$", "{", "}", "~", "%", "\\%", "--", "-\n", "''", "``", "_", "^",
    "\\textbf{", "\\cite{a}", "\\footnote{", "\\frac{1}{2}", "\\item ", "\\begin{tabular}{l}", "\\end{tabular}",
    "\\begin{comment}", "\\'e", "\\ours", "$x_1$", "\\url{", "\\SI{", "\\def", "\u2212", "\ufb01", "\u00ad", "\u00a0",
    "\u2009", "\u2029", "\r\n", "&amp;", "•", "(", ")", "[", "]", "?", "。", "é", "\U0001d465",
])  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS, st.data())
def test_spans_map_into_the_source_and_keep_their_order(source: str, data: st.DataObject) -> None:
    text = normalise(source)
    if not text.plain:
        return
    places = sorted(data.draw(st.sets(st.integers(0, len(text.plain)), min_size=2, max_size=4)))
    spans = [text.to_source(Span(start, end)) for start, end in pairwise(places)]
    for span in spans:
        assert 0 <= span.start < span.end <= len(source)
    for first, second in pairwise(spans):
        assert first.start <= second.start
        assert first.end <= second.end


@given(TEXTS)
def test_what_no_edit_touched_maps_onto_itself(source: str) -> None:
    text = scan(source)
    edited = {place for a, b in zip(text.plain_starts, text.plain_ends, strict=True) for place in range(a, b)}
    for place, character in enumerate(text.plain):
        span = text.to_source(Span(place, place + 1))
        if place not in edited:
            assert source[span.start : span.end] == character


@given(st.lists(st.text(ORDINARY, min_size=1), max_size=30))
def test_ordinary_words_are_left_alone(words: list[str]) -> None:
    source = " ".join(words)
    text = normalise(source)
    assert text.plain == source
    assert scan(source).plain == source


@given(TEXTS)
def test_the_short_way_and_the_long_way_agree(source: str) -> None:
    assert normalise(source).plain.strip() == scan(source).plain.strip()


@given(TEXTS)
def test_plain_text_has_no_white_space_but_single_spaces_and_breaks(source: str) -> None:
    plain = scan(source).plain
    assert {character for character in plain if character.isspace()} <= {" ", "\n"}
    assert "  " not in plain
    assert "\n\n" not in plain


@given(TEXTS)
def test_sentences_hold_every_character_once_and_have_no_white_space_around(source: str) -> None:
    covered: set[int] = set()
    end = 0
    for span in find_sentences(source):
        assert end <= span.start < span.end
        end = span.end
        covered.update(range(span.start, span.end))
        assert source[span.start : span.end].strip() == source[span.start : span.end]
    assert {place for place, character in enumerate(source) if not character.isspace()} <= covered
