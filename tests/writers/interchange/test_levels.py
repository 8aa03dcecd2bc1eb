"""Only results of one system on one benchmark in one metric are levels, and names keep apart what is not comparable."""

from __future__ import annotations

from typing import Any

import pytest

from claimx.model import Claim, Name
from claimx.writers.interchange.export import Context, LeftOut
from claimx.writers.interchange.levels import (
    Slugs,
    describe_result,
    find_obstacle,
    label_metric,
    label_system,
    slug,
    split_levels,
)
from tests.writers.interchange import samples

BEAM = Name(text="beam search", name="beam search", start=0, end=11)


def test_a_plain_score_is_a_level() -> None:
    assert find_obstacle(samples.level()) == ""


def test_the_level_that_a_transition_reaches_is_a_level_whatever_it_is_compared_with() -> None:
    transition = samples.claims()[2]
    assert transition.kind == "transition"
    assert find_obstacle(transition.model_copy(update={"baseline": BEAM})) == ""


@pytest.mark.parametrize(
    ("changes", "obstacle"),
    [
        ({"kind": "delta"}, "a difference, not a level"),
        ({"baseline": BEAM}, "a share of a baseline, not a level"),
        ({"benchmarks": ()}, "no benchmark is named"),
        ({"benchmarks": (BEAM, BEAM)}, "one value over several benchmarks"),
        ({"metric": None}, "no metric is named"),
        ({"model": None}, "no model is named"),
    ],
)
def test_what_is_no_level_is_told_why(changes: dict[str, Any], obstacle: str) -> None:
    assert find_obstacle(samples.level(**changes)) == obstacle


@pytest.mark.parametrize(
    ("changes", "obstacle"),
    [({"unit": "x"}, "a share of a baseline, not a level"), ({"high": 90.0}, "a range, not one value")],
)
def test_a_factor_and_a_range_are_no_levels(changes: dict[str, Any], obstacle: str) -> None:
    claim = samples.level()
    assert find_obstacle(samples.level(value=claim.value.model_copy(update=changes))) == obstacle


def split(claims: list[Claim], context: Context) -> tuple[list[str], dict[str, str]]:
    left_out: list[LeftOut] = []
    kept = [claim.id for claim, _, _ in split_levels(claims, context, left_out)]
    return kept, samples.reasons(tuple(left_out))


def test_a_result_that_a_paper_states_twice_is_one_result() -> None:
    kept, left_out = split([samples.level(), samples.level(id="z")], samples.context())
    assert kept == ["a1"]
    assert left_out == {"z": "the same result as claim a1"}


def test_the_same_number_in_another_setting_or_paper_is_another_result() -> None:
    again = [samples.level(), samples.level(id="z"), samples.level(id="y", doc_id="other")]
    kept, left_out = split(again, samples.context(settings={"z": ("5-shot",)}))
    assert kept == ["a1", "z", "y"]
    assert not left_out


def test_a_method_on_two_backbones_is_two_systems() -> None:
    assert label_system(samples.level()) == "Lantern (Qwen3-4B)"
    assert label_system(samples.level(base_model=None)) == "Lantern"


def test_a_metric_is_named_with_its_settings() -> None:
    assert label_metric(samples.claims()[2], samples.context()) == "accuracy (5-shot)"


def test_a_metric_is_named_with_its_aggregate_where_no_setting_is_known() -> None:
    assert label_metric(samples.level(aggregate="average"), Context()) == "accuracy (average)"


def test_an_inferred_metric_has_a_question_mark() -> None:
    assert label_metric(samples.claims()[1], samples.context()) == "accuracy?"


def test_a_description_keeps_the_bound_and_the_start_of_a_transition() -> None:
    bounded, transition = samples.claims()[1:3]
    assert describe_result(bounded, samples.context()) == "accuracy?: up to 46%; claimx claim a2"
    assert describe_result(transition, samples.context()) == "accuracy (5-shot): 50% → 71%; claimx claim a3"


@pytest.mark.parametrize(("text", "expected"), [("Qwen3-4B (v2.1)", "qwen3-4b-v2-1"), ("τ", "unnamed"), ("../x", "x")])
def test_a_slug_is_safe_for_files(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_two_names_never_share_a_slug() -> None:
    slugs = Slugs()
    assert [slugs.of(name) for name in ("A b", "a-B", "τ", "a_b", "ψ", "A b")] == [
        "a-b", "a-b-2", "unnamed", "a-b-3", "unnamed-2", "a-b",
    ]  # fmt: skip
