"""The grammar of numbers: everything that its data lists is read as the data says."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from claimx.errors import RuleError
from claimx.mentions import find_quantities
from claimx.rulebook import load_rulebook
from claimx.rulebook.lexicon import load_lexicon
from claimx.rulebook.quantities import QuantityGrammar, load_quantities
from claimx.text import rules_root


@cache
def grammar() -> QuantityGrammar:
    return load_quantities(rules_root() / "quantities.yaml", load_lexicon(rules_root() / "lexicons" / "units", "units"))


def read(text: str) -> list[tuple[str, float, str, str]]:
    """Return (text, number, unit, qualifier) of every number."""
    found = find_quantities(text, grammar())
    return [(text[q.span.start : q.span.end], q.low, q.unit, q.qualifier) for q in found]


def test_every_spelling_of_a_unit_is_read_with_its_number() -> None:
    # Read as percentage points, or as a number with a magnitude, from their first word on.
    others = ("points", "pts", "pps", *(word for word in grammar().magnitudes if len(word) > 1))
    spellings = sorted(unit for unit in grammar().units if not unit.startswith(others))
    wrong = {}
    for unit in spellings:
        expected = {grammar().ratios.get(unit, ("", unit))[1]}
        if unit.endswith(("point", "points")):  # "BLEU points" are points, and a hint of the metric
            expected.add("points")
        found = read(f"takes 3.5 {unit} now")
        if found not in [[(f"3.5 {unit}", 3.5, name, "")] for name in expected]:
            wrong[unit] = found
    assert len(spellings) > 500
    assert wrong == {}


def test_every_number_word_has_its_value() -> None:
    words = {word: value for word, (klass, value, _) in grammar().words.items() if klass != "w"}
    assert len(words) > 50
    assert {word: read(f"it {word} now") for word in words} == {
        word: [(word, value, "x", "")] for word, value in words.items()
    }
    assert {word: read(f"It {word.upper()} now") for word in words} == {
        word: [(word.upper(), value, "x", "")] for word, value in words.items()
    }


def test_a_number_word_is_a_whole_word() -> None:
    assert read("the halfway house, the twicer and a non-threefold case") == []


def test_every_qualifier_bounds_the_number_after_it() -> None:
    qualifiers = grammar().qualifiers
    assert len(qualifiers) > 60
    assert {phrase: read(f"it is {phrase} 46% of") for phrase in qualifiers} == {
        phrase: [("46%", 46.0, "%", name)] for phrase, (name, _) in qualifiers.items()
    }


def test_qualifiers_that_are_read_as_part_of_the_number_are_in_its_reach() -> None:
    for phrase, (_, swallowed) in grammar().qualifiers.items():
        text = f"it is {phrase} 46% of"
        (quantity,) = find_quantities(text, grammar())
        assert (quantity.reach.start == quantity.span.start) != swallowed, phrase


@pytest.mark.parametrize(
    ("text", "factor"), [("3k", 1e3), ("3K", 1e3), ("3M", 1e6), ("3B", 1e9), ("3 thousand", 1e3), ("3 million", 1e6),
    ("3 billion", 1e9), ("3 trillion", 1e12)]
)  # fmt: skip
def test_magnitudes_multiply(text: str, factor: float) -> None:
    assert read(f"over {text} of")[0][:2] == (text, 3 * factor)


def test_a_longer_qualifier_wins() -> None:
    assert read("it is up to about 46% of") == [("46%", 46, "%", "up_to")]
    assert read("it is no more than 46% of") == [("46%", 46, "%", "up_to")]
    assert read("it is more than 46% of") == [("46%", 46, "%", "over")]


def test_counted_nouns_with_a_whole_number_count_and_do_not_measure() -> None:
    (whole,) = find_quantities("with 350 tokens", grammar())
    (part,) = find_quantities("with 350.5 tokens", grammar())
    assert (whole.klass, part.klass) == ("i", "u")


def test_a_broken_grammar_is_refused_by_name(tmp_path: Path) -> None:
    root = Path(shutil.copytree(rules_root(), tmp_path / "rules"))
    path = root / "quantities.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\nmagnitudes: {}\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"quantities\.yaml:\d+: the key 'magnitudes' stands twice"):
        load_rulebook(root)
