"""A table is arranged once for all renderers, turned or cut where asked."""

from __future__ import annotations

from claimx.writers.table_layout import lay_out, split_columns
from tests.consolidation.samples import gain, score, survey_claims, table_of


def test_benchmarks_span_their_columns() -> None:
    layout = lay_out(table_of(*survey_claims()))
    spans = dict(layout.spans)
    assert spans["MATH-500"] == 3
    assert sum(count for _, count in layout.spans) == len(layout.headings)


def test_a_heading_says_metric_setting_measure_unit_and_good_end() -> None:
    (heading,) = lay_out(table_of(gain("3%", scale="relative", aggregate="average"))).headings
    assert heading.text == "GSM8K · accuracy · average, relative change · (%) ↑"


def test_a_plain_value_leaves_its_unit_to_the_heading_and_a_bounded_one_does_not() -> None:
    layout = lay_out(table_of(score("34.20%"), score("46%", model="B", qualifier="up_to")))
    texts = {part.text for section in layout.sections for line in section.lines for cell in line.cells for part in cell}
    assert texts == {"34.20", "up to 46%"}


def test_a_turned_table_has_the_same_values() -> None:
    claims = survey_claims()
    straight, turned = (lay_out(table_of(*claims, transposed=flag)) for flag in (False, True))
    grid = [line.cells for line in straight.sections[0].lines]
    assert [line.cells for line in turned.sections[0].lines] == [tuple(column) for column in zip(*grid, strict=True)]
    assert [line.heading for line in turned.sections[0].lines] == list(straight.headings)


def test_a_column_group_becomes_lines_under_a_heading_when_the_table_is_turned() -> None:
    layout = lay_out(table_of(*survey_claims(), group_by="task", transposed=True))
    assert [section.label for section in layout.sections] == ["mathematics", "theory of mind", "other"]
    assert layout.groups == ()


def test_rows_that_are_papers_name_the_system_in_the_cell() -> None:
    table = table_of(score("80%", title="T"), score("70%", title="T", model="GPT-4"), rows_by="paper")
    (line,) = lay_out(table).sections[0].lines
    assert [part.text for part in line.cells[0]] == ["FooNet: 80", "GPT-4: 70"]


def test_a_wide_table_is_cut_without_losing_a_cell() -> None:
    table = table_of(*survey_claims(), group_by="task")
    parts = split_columns(table, 2)
    assert [len(part.columns) <= 2 for part in parts] == [True] * len(parts)
    shown = [claim_id for part in parts for _, _, cell in part.walk() for claim_id in cell.claim_ids]
    assert sorted(shown) == sorted(claim_id for _, _, cell in table.walk() for claim_id in cell.claim_ids)
    assert all(any(part.cell(row, column) for column in part.columns) for part in parts for row in part.rows)
    assert all(len(part.groups) >= 1 for part in parts)


def test_only_signs_in_use_are_explained() -> None:
    assert lay_out(table_of(score("80%"))).signs == ()
    assert [sign for sign, _ in lay_out(table_of(*survey_claims())).signs] == ["†", "‡", "*"]
