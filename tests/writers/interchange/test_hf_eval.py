"""The Hub's own library reads the ``.eval_results`` files, and they say no more than the claims."""

from __future__ import annotations

from typing import Any

import pytest

from claimx.writers.interchange import export_hf_eval, load_hub_datasets
from tests.writers.interchange import samples

yaml = pytest.importorskip("yaml", reason="PyYAML comes with huggingface_hub, which is not installed")
hub = pytest.importorskip("huggingface_hub", reason="huggingface_hub, the format's reader, is not installed")


def entries_of(text: str) -> list[Any]:
    """Read a file as the Hub's library does."""
    entries: list[Any] = hub.parse_eval_result_entries(yaml.safe_load(text))
    return entries


def test_every_field_is_read_back_by_the_hubs_library() -> None:
    part = export_hf_eval([samples.level()], samples.context()).parts[0]
    assert entries_of(part.text) == [
        hub.EvalResultEntry(
            dataset_id="openai/gsm8k",
            task_id="gsm8k",
            value=80.5,
            source_url="https://arxiv.org/abs/2511.04321v2",
            source_name="Lantern: 100% Careful Decoding {of} Small Models & Co",
            notes="accuracy: 80.50%; claimx claim a1",
        )
    ]


def test_what_is_written_is_what_the_hubs_library_would_write() -> None:
    for part in export_hf_eval(samples.claims(), samples.context()).parts:
        assert hub.eval_result_entries_to_yaml(entries_of(part.text)) == yaml.safe_load(part.text)


def test_a_file_stands_where_the_hub_looks_for_it_in_its_model() -> None:
    export = export_hf_eval(samples.claims(), samples.context())
    assert [part.path for part in export.parts] == [
        "lantern-qwen3-4b/.eval_results/gsm8k.yaml",
        "lantern/.eval_results/mmlu-pro.yaml",
        "lantern/.eval_results/diamond.yaml",
    ]


def test_a_second_result_of_a_model_on_a_task_has_a_file_of_its_own() -> None:
    claims = [samples.level(), samples.level(id="z", aggregate="average")]
    paths = [part.path for part in export_hf_eval(claims, samples.context()).parts]
    assert paths == ["lantern-qwen3-4b/.eval_results/gsm8k.yaml", "lantern-qwen3-4b/.eval_results/gsm8k-2.yaml"]


def test_a_bound_and_a_setting_stand_in_the_notes() -> None:
    notes = [entries_of(part.text)[0].notes for part in export_hf_eval(samples.claims(), samples.context()).parts]
    assert notes[1] == "accuracy?: up to 46%; claimx claim a2"
    assert notes[2] == "accuracy (5-shot): 50% → 71%; claimx claim a3"


def test_what_the_hub_has_no_place_for_is_left_out_and_told_why() -> None:
    assert samples.reasons(export_hf_eval(samples.claims(), samples.context()).left_out) == {
        "a4": "the Hub ranks 'GSM8K' by accuracy, not by 'latency'",
        "a5": "a difference, not a level",
        "b1": "a range, not one value",
        "b2": "no data set of the Hub is known for 'FirefliesBench'",
    }


def test_a_value_in_a_unit_of_its_own_is_no_leaderboard_entry() -> None:
    value = samples.level().value.model_copy(update={"unit": "tasks"})
    export = export_hf_eval([samples.level(value=value)], samples.context())
    assert export.parts == ()
    assert samples.reasons(export.left_out) == {"a1": "a leaderboard takes a proportion, not a value in 'tasks'"}


def test_a_paper_without_an_address_is_no_source() -> None:
    claim = samples.level(url=None, doc_id="nowhere")
    entry = entries_of(export_hf_eval([claim], samples.context()).parts[0].text)[0]
    assert (entry.source_url, entry.source_name) == (None, None)


def test_the_table_of_the_hubs_benchmarks_names_data_sets_and_benchmarks_that_the_lexicon_has() -> None:
    from claimx.consolidation import load_names

    names = load_names()
    for benchmark, dataset in load_hub_datasets().items():
        assert [entry.name for entry in names.find("benchmarks", benchmark)] == [benchmark]
        assert dataset.dataset_id.count("/") == 1
        assert dataset.task_id
        for metric in dataset.metrics:
            assert [entry.name for entry in names.find("metrics", metric)] == [metric]
