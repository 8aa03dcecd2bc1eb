"""Names are one where only case, spaces and hyphens differ; digits compare exactly; likeness is never identity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.consolidation import NameInfo, NameList, find_unknown_names, load_names, name_key
from claimx.consolidation.names import Names
from claimx.consolidation.unknown import same_digits
from claimx.model import Name

from .samples import NAMES, score


@pytest.mark.parametrize(
    ("first", "second"),
    [("MATH-500", "math 500"), ("MATH500", "MATH-500"), ("Qwen3‑4B", "qwen3-4b"), ("GPT-4 1", "gpt 4-1")],
)
def test_case_spaces_and_hyphens_do_not_matter(first: str, second: str) -> None:
    assert name_key(first) == name_key(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [("AIME 2024", "AIME 2025"), ("GPT-4 1", "GPT-41"), ("Qwen2.5-7B", "Qwen2-57B"), ("GPT-4", "GPT-4.0"), ("F1", "F")],
)
def test_digits_compare_exactly(first: str, second: str) -> None:
    assert name_key(first) != name_key(second)


@given(st.text(max_size=30))
def test_a_key_keeps_every_digit(text: str) -> None:
    assert [sign for sign in name_key(text) if sign.isdigit()] == [sign for sign in text.casefold() if sign.isdigit()]


def test_an_alias_resolves_to_its_name() -> None:
    assert Names([], NAMES).resolve("benchmarks", "AIME24", "p1") == "AIME 2024"


def test_an_alias_of_two_names_stays_as_written() -> None:
    lookup = NameList(models=[NameInfo("Alpha One", ("AO",)), NameInfo("Alpha Other", ("AO",))])
    assert Names([], lookup).resolve("models", "AO", "p1") == "AO"


def test_a_name_wins_over_the_alias_of_another_entry() -> None:
    lookup = NameList(metrics=[NameInfo("accuracy", ("Acc",)), NameInfo("Acc")])
    assert Names([], lookup).resolve("metrics", "Acc", "p1") == "Acc"


def test_a_paper_s_own_definition_holds_in_that_paper_only() -> None:
    defined = score("80%").model_copy(update={"model": Name(text="PDR", name="Draft and Refine", start=0, end=3)})
    names = Names([defined], NAMES)
    assert names.resolve("models", "PDR", "p1") == "Draft and Refine"
    assert names.resolve("models", "PDR", "p2") == "PDR"


def test_two_spellings_of_an_unknown_name_share_the_first() -> None:
    names = Names([], NAMES)
    assert names.resolve("models", "Foo-Net 2", "p1") == names.resolve("models", "foonet2", "p2") == "Foo-Net 2"


def test_unknown_names_come_by_frequency_with_suggestions() -> None:
    claims = [score("80%", benchmarks=("MATHS-500",)), score("81%", benchmarks=("MATHS-500",), doc="p2")]
    claims += [score("82%", benchmarks=("Zebra",), model="GPT-4")]
    unknown = find_unknown_names(claims, NAMES)
    assert [(item.name, item.claims, item.documents) for item in unknown] == [
        ("MATHS-500", 2, 2),
        ("FooNet", 2, 2),
        ("Zebra", 1, 1),
    ]
    assert [name for name, _ in unknown[0].suggestions] == ["MATH-500"]


def test_names_with_other_digits_are_never_suggested() -> None:
    (unknown,) = find_unknown_names([score("80%", benchmarks=("AIME 2025",), model="GPT-4")], NAMES)
    assert unknown.suggestions == ()
    assert same_digits("AIME24", "AIME 2024")
    assert not same_digits("AIME 2024", "AIME 2025")


def test_a_baseline_that_is_a_description_is_no_unknown_name() -> None:
    claims = [score("80%", model="GPT-4", baseline="the usual baselines")]
    assert find_unknown_names(claims, NAMES) == []


def test_the_shipped_lexicons_load_and_know_the_good_end_of_a_metric() -> None:
    lookup = load_names()
    (accuracy,) = lookup.find("metrics", "accuracy")
    assert (accuracy.better, accuracy.unit) == ("higher", "%")
