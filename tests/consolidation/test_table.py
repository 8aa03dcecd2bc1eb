"""One result once, unlike values apart, and every claim accounted for."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.consolidation import POLICIES, TableOptions, build_table
from claimx.consolidation.table import GROUPS, NO_BENCHMARK, NOTHING_TO_COMPARE
from claimx.model import Claim, Column, Exclusion, ResultsTable
from tests.writers.strategies import CLAIM_LISTS

from .samples import NAMES, SETTINGS, build_claim, entries_of, gain, score, survey_claims, table_of


def accounted_for(table: ResultsTable) -> Counter[str]:
    """Return how often each claim id stands in a cell or in an exclusion."""
    shown = Counter(claim_id for _, _, cell in table.walk() for claim_id in cell.claim_ids)
    return shown + Counter(item.evidence.claim_id for item in table.exclusions)


OPTIONS = st.builds(
    TableOptions,
    rows_by=st.sampled_from(["model", "base_model", "paper"]),
    group_by=st.sampled_from(["", *GROUPS]),
    on_conflict=st.sampled_from(POLICIES),
    keep_unnamed=st.booleans(),
    min_rows=st.integers(1, 3),
    metrics=st.sampled_from([(), ("accuracy",)]),
)
FEW_WORDS = st.builds(
    score,
    st.sampled_from(["80%", "80.2%", "81%", "0.8"]),
    doc=st.sampled_from(["p1", "p2"]),
    model=st.sampled_from(["FooNet", "foo-net", "GPT-4", ""]),
    benchmarks=st.sampled_from([(), ("GSM8K",), ("MATH-500",), ("GSM8K", "MATH500")]),
    metric=st.sampled_from(["accuracy", "acc", ""]),
    qualifier=st.sampled_from(["", "up_to", "over", "about"]),
    unit=st.sampled_from(["%", ""]),
    date=st.sampled_from([None, "2024-01-01", "2025-01-01"]),
    title=st.sampled_from(["", "FooNet for all"]),
)


@given(CLAIM_LISTS | st.lists(FEW_WORDS, max_size=12), OPTIONS)
@settings(max_examples=150, deadline=None)
def test_every_claim_is_in_one_cell_or_in_one_exclusion(claims: list[Claim], options: TableOptions) -> None:
    table = build_table(claims, NAMES, SETTINGS, options)
    assert accounted_for(table) == Counter(claim.id for claim in claims)


@given(st.lists(FEW_WORDS, max_size=12), OPTIONS)
@settings(max_examples=60, deadline=None)
def test_every_cell_belongs_to_a_row_and_a_column_and_every_line_has_a_cell(
    claims: list[Claim], options: TableOptions
) -> None:
    table = build_table(claims, NAMES, SETTINGS, options)
    assert {row for row, _ in table.cells} == {row.key for row in table.rows}
    assert {column for _, column in table.cells} == {column.key for column in table.columns}
    assert len({row.key for row in table.rows}) == len(table.rows)
    grouped = [key for group in table.groups for key in group.keys]
    assert not grouped or grouped in ([row.key for row in table.rows], [column.key for column in table.columns])


@given(st.lists(FEW_WORDS, max_size=8))
@settings(max_examples=60, deadline=None)
def test_two_exact_values_of_one_system_and_column_differ_or_are_one_entry(claims: list[Claim]) -> None:
    for _, column, cell in build_table(claims, NAMES, SETTINGS).walk():
        exact = [entry.number for entry in cell.entries if not entry.qualifier]
        assert len(exact) == len(set(exact)), column.label


def columns_of(*claims: Claim) -> tuple[Column, ...]:
    return table_of(*claims).columns


def test_a_result_stated_twice_is_one_entry_with_two_pieces_of_evidence() -> None:
    (entry,) = entries_of(table_of(score("80.5%"), score("80.5%", start=90)))
    assert [item.start for item in entry.evidence] == [0, 90]


def test_a_rounded_repetition_joins_the_exact_value() -> None:
    (entry,) = entries_of(table_of(score("81%"), score("80.6%", start=90)))
    assert entry.text == "80.6%"
    assert entry.notes == ("also stated as 81%",)
    assert len(entry.evidence) == 2
    assert table_of(score("81%"), score("80.6%", start=90)).conflicts == ()


def test_about_eighty_and_the_exact_value_are_one_result() -> None:
    (entry,) = entries_of(table_of(score("80%", qualifier="about"), score("80.6%", start=90)))
    assert (entry.text, entry.notes) == ("80.6%", ("also stated as about 80%",))


def test_the_same_result_in_two_papers_is_one_row_a_paper() -> None:
    table = table_of(score("80.5%"), score("80.5%", doc="p2"))
    assert [row.doc_id for row in table.rows] == ["p1", "p2"]
    assert table.conflicts == ()


def test_differences_against_two_baselines_are_two_results() -> None:
    table = table_of(gain("3%", baseline="A"), gain("3%", baseline="B", start=90))
    assert len(entries_of(table)) == 2
    assert table.conflicts == ()


def test_up_to_is_never_merged_into_the_bare_value() -> None:
    texts = [entry.text for entry in entries_of(table_of(score("46%", qualifier="up_to"), score("46%", start=90)))]
    assert texts == ["up to 46%", "46%"]


def test_spellings_of_one_benchmark_share_a_column() -> None:
    assert len(columns_of(score("80%", benchmarks=("MATH500",)), score("80%", benchmarks=("MATH-500",), doc="p2"))) == 1


@pytest.mark.parametrize(
    ("other", "difference"),
    [
        (gain("3%"), "measure: level / change"),
        (gain("3 points", number=3, unit="points"), "measure: level / delta"),
        (gain("2x", unit="x"), "measure: level / factor"),
        (gain("3%", scale="relative"), "measure: level / relative change"),
        (score("3%", baseline="full data"), "measure: level / share"),
        (score("80%", metric=""), "metric: accuracy / not stated"),
        (score("80%", aggregate="average"), "aggregate: not stated / average"),
        (build_claim("It reaches 80% in 5-shot mode.", "80%"), "shots: not stated / 5-shot"),
        (build_claim("It reaches 80% on the dev set.", "80%"), "split: not stated / validation"),
        (build_claim("Over best-of-8 it is 80%.", "80%"), "samples: not stated / best-of-8"),
        (score("8", number=0.5, unit="ms"), "scale: % / ms"),
    ],
)
def test_unlike_values_are_kept_apart_and_the_difference_is_named(other: Claim, difference: str) -> None:
    table = table_of(score("80%"), other)
    assert len(table.columns) == 2
    (separation,) = table.separations
    assert set(difference.split(": ")[1].split(" / ")) == set(separation.difference.split(": ")[1].split(" / "))


def test_a_percentage_change_of_what_is_no_proportion_is_relative() -> None:
    (column,) = columns_of(gain("30%", metric="latency"))
    assert column.measure == "relative change"


def test_absolute_percent_and_points_share_a_column() -> None:
    claims = gain("3%", scale="absolute"), gain("3 points", number=3, unit="points", doc="p2")
    (column,) = columns_of(*claims)
    assert (column.measure, column.unit) == ("delta", "points")


def test_a_proportion_becomes_a_percentage_and_says_so() -> None:
    table = table_of(score("0.920", number=0.92, unit=""), score("91%", doc="p2"))
    first, _ = entries_of(table)
    assert (first.text, first.digits, first.number) == ("92.0%", "92.0", 92.0)
    assert first.notes == ("converted from 0.920",)
    assert "converted" in first.marks
    assert len(table.columns) == 1


@pytest.mark.parametrize(("text", "metric"), [("0.92", "unheard-of score"), ("1", "accuracy"), ("0.92", "")])
def test_an_uncertain_scale_is_not_converted(text: str, metric: str) -> None:
    table = table_of(score(text, number=float(text), unit="", metric=metric), score("91%", metric=metric, doc="p2"))
    assert len(table.columns) == 2
    assert entries_of(table)[0].text == text
    assert [item.difference for item in table.separations] in (["scale: no unit / %"], ["scale: % / no unit"])


def test_a_value_for_several_benchmarks_is_no_value_of_each() -> None:
    (column,) = columns_of(score("80%", benchmarks=("GSM8K", "AIME 2024")))
    assert column.benchmarks == ("AIME 2024", "GSM8K")
    assert column.task == "mathematics"


def test_claims_that_compare_with_nothing_are_left_out_by_name() -> None:
    table = table_of(score("80%", benchmarks=()), score("80%", benchmarks=(), metric=""))
    assert [item.reason for item in table.exclusions] == [NO_BENCHMARK, NOTHING_TO_COMPARE]


def test_results_without_a_benchmark_never_share_a_column_across_papers() -> None:
    table = table_of(score("80%", benchmarks=()), score("90%", benchmarks=(), doc="p2"), keep_unnamed=True)
    assert [column.doc_id for column in table.columns] == ["p1", "p2"]
    assert not any(entry.marks for entry in entries_of(table))


def test_a_start_level_stays_with_its_end_level() -> None:
    (entry,) = entries_of(table_of(build_claim("From 50% to 71%.", "71%", from_="50%", direction="up")))
    assert (entry.text, entry.notes) == ("71%", ("from 50%",))


def test_only_the_metric_asked_for_is_shown() -> None:
    table = table_of(score("80%"), score("70%", metric="F1"), metrics=("acc",))
    assert [column.metric for column in table.columns] == ["accuracy"]
    assert [item.reason for item in table.exclusions] == ["another metric than asked for"]


def test_columns_with_too_few_rows_are_left_out() -> None:
    table = table_of(score("80%"), score("70%", doc="p2"), score("60%", benchmarks=("T4D",)), min_rows=2)
    assert [column.benchmarks for column in table.columns] == [("GSM8K",)]
    assert [item.reason for item in table.exclusions] == ["its column has fewer than 2 rows"]


def test_claims_taken_out_before_are_listed_with_the_rest() -> None:
    from claimx.model import Evidence

    before = Exclusion(Evidence.of(score("1%")), "rejected by ana: not a result")
    assert build_table([], NAMES, SETTINGS, excluded=[before]).exclusions == (before,)


def test_a_system_of_somebody_else_is_marked_as_reported() -> None:
    claims = [
        score("80%", model="FooNet", title="FooNet for all"),
        score("81%", model="GPT-4", title="FooNet for all"),
        score("82%", model="FooNet", title="BarNet for all", doc="p2"),
        score("83%", model="BarNet", title="BarNet for all", doc="p2"),
        score("84%", model="NewName", title="A title without names", doc="p3"),
    ]
    reported = [(entry.model, entry.evidence[0].doc_id) for entry in entries_of(table_of(*claims))
                if "reported" in entry.marks]  # fmt: skip
    assert sorted(reported) == [("FooNet", "p2"), ("GPT-4", "p1")]


def test_columns_group_by_task_and_rows_by_maker() -> None:
    by_task = table_of(*survey_claims(), group_by="task")
    assert [(group.axis, group.label) for group in by_task.groups] == [
        ("column", "mathematics"),
        ("column", "theory of mind"),
        ("column", "other"),
    ]
    by_maker = table_of(*survey_claims(), group_by="maker")
    assert [(group.axis, group.label) for group in by_maker.groups] == [
        ("row", "Alibaba"),
        ("row", "OpenAI"),
        ("row", "other"),
    ]


def test_a_backbone_is_part_of_the_system() -> None:
    table = table_of(score("80%", base_model="Qwen3-4B"), score("85%", base_model="Qwen3-8B"))
    assert [row.label for row in table.rows] == ["FooNet (Qwen3-4B)", "FooNet (Qwen3-8B)"]
    assert table.conflicts == ()


def test_the_same_claims_give_the_same_table() -> None:
    claims = survey_claims()
    assert table_of(*claims) == table_of(*claims)
