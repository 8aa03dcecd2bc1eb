"""The Hub's own library reads the model card headers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from claimx.writers.interchange import export_model_index
from claimx.writers.interchange.yaml_text import dump_yaml
from tests.writers.interchange import samples
from tests.writers.strategies import TEXTS

yaml = pytest.importorskip("yaml", reason="PyYAML comes with huggingface_hub, which is not installed")
hub = pytest.importorskip("huggingface_hub", reason="huggingface_hub, the format's reader, is not installed")


def results_of(text: str) -> tuple[str, list[Any]]:
    """Return (model, results) as the Hub's library reads a model card."""
    data = hub.ModelCard(text).data
    return data.model_name, data.eval_results


def test_every_field_is_read_back_by_the_hubs_library() -> None:
    part = export_model_index([samples.level()], samples.context()).parts[0]
    assert part.path == "lantern-qwen3-4b/README.md"
    name, results = results_of(part.text)
    assert name == "Lantern (Qwen3-4B)"
    assert results == [
        hub.EvalResult(
            task_type="other",
            task_name="mathematics",
            dataset_type="openai/gsm8k",
            dataset_name="GSM8K",
            metric_type="accuracy",
            metric_value=80.5,
            metric_name="accuracy [%]",
            metric_args={"claimx_claim": "a1", "printed": "80.50%"},
            source_name="Lantern: 100% Careful Decoding {of} Small Models & Co",
            source_url="https://arxiv.org/abs/2511.04321v2",
        )
    ]


def test_each_system_has_a_card_of_its_own_with_all_its_results() -> None:
    export = export_model_index(samples.claims(), samples.context())
    cards = {name: [result.metric_value for result in results] for name, results in map(results_of, _texts(export))}
    assert cards == {"Lantern (Qwen3-4B)": [80.5], "Lantern": ["up to 46%", 71.0, 12.5], "Moth": [0.92]}
    assert samples.reasons(export.left_out) == {"a5": "a difference, not a level", "b1": "a range, not one value"}


def test_units_settings_and_inference_stand_in_the_metrics_name() -> None:
    export = export_model_index(samples.claims(), samples.context())
    _, results = results_of(_texts(export)[1])
    assert [result.metric_name for result in results] == ["accuracy? [%]", "accuracy (5-shot) [%]", "latency [ms]"]


def test_a_benchmark_that_the_hub_does_not_have_keeps_its_name() -> None:
    _, results = results_of(_texts(export_model_index(samples.claims(), samples.context()))[2])
    assert (results[0].dataset_type, results[0].dataset_name) == ("firefliesbench", "FirefliesBench")
    assert results[0].task_name is None


def test_a_name_that_old_yaml_takes_for_a_truth_value_stays_text() -> None:
    model = samples.level().model
    assert model is not None
    claim = samples.level(model=model.model_copy(update={"name": "no"}), base_model=None)
    assert results_of(_texts(export_model_index([claim], samples.context()))[0])[0] == "no"


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_any_text_is_read_back_equal_by_an_older_yaml_reader(text: str) -> None:
    # what UTF-8 cannot hold becomes a question mark
    expected = text.encode("utf-8", "replace").decode("utf-8")
    assert yaml.safe_load(dump_yaml([{"name": text}])) == [{"name": expected}]


def _texts(export: Any) -> list[str]:
    return [part.text for part in export.parts]
