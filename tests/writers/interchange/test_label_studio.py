"""Pre-annotations fit their labelling interface, and every region re-reads its text."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.model import Claim, Document, Name, Quote
from claimx.writers.interchange import LABELLING_CONFIG, Context, export_label_studio
from tests.writers.interchange import samples


def tasks_of(claims: list[Claim], context: Context | None = None) -> list[dict[str, Any]]:
    tasks: list[dict[str, Any]] = json.loads(export_label_studio(claims, context or samples.context()).parts[0].text)
    return tasks


def regions_of(task: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for item in task["predictions"][0]["result"] if item["type"] == "labels"]


def relations_of(task: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for item in task["predictions"][0]["result"] if item["type"] == "relation"]


def test_a_paper_with_claims_is_a_task_and_one_without_is_none() -> None:
    tasks = tasks_of(samples.claims())
    assert [task["data"]["doc_id"] for task in tasks] == ["2511.04321", "moth"]
    assert tasks[0]["data"]["url"] == samples.LANTERN.url
    assert tasks[0]["data"]["date"] == samples.LANTERN.date


def test_every_region_re_reads_its_text_in_code_points() -> None:
    for task in tasks_of(samples.claims()):
        for region in regions_of(task):
            value = region["value"]
            assert task["data"][region["to_name"]][value["start"] : value["end"]] == value["text"]


def test_every_slot_of_a_claim_is_a_region_tied_to_its_value() -> None:
    task = tasks_of(samples.claims()[:1])[0]
    texts = {region["value"]["labels"][0]: region["value"]["text"] for region in regions_of(task)}
    assert texts == {
        "score": "80.50%",
        "metric": "accuracy",
        "benchmark": "GSM8K",
        "model": "Lantern",
        "base model": "Qwen3-4B",
    }
    value_id = next(region["id"] for region in regions_of(task) if region["value"]["labels"] == ["score"])
    assert {relation["from_id"] for relation in relations_of(task)} == {value_id}
    ends = {relation["labels"][0]: relation["to_id"] for relation in relations_of(task)}
    assert ends == {r["value"]["labels"][0]: r["id"] for r in regions_of(task) if r["id"] != value_id}


def test_the_start_of_a_transition_is_a_region_and_an_inferred_metric_is_none() -> None:
    labels = [region["value"]["labels"][0] for region in regions_of(tasks_of(samples.claims()[1:3])[0])]
    assert labels.count("from") == 1
    assert labels.count("metric") == 1


def test_a_region_that_two_claims_share_is_drawn_once() -> None:
    claims = [samples.level(), samples.level(id="z", kind="delta")]
    task = tasks_of(claims)[0]
    ids = [region["id"] for region in regions_of(task)]
    assert len(ids) == len(set(ids)) == 6
    assert len(relations_of(task)) == 8


def test_a_value_region_names_its_claims_and_their_confidence() -> None:
    claims = [samples.level(confidence=0.5), samples.level(id="z")]
    task = tasks_of(claims)[0]
    assert regions_of(task)[0]["meta"] == {"text": ["claimx claim a1", "claimx claim z"]}
    assert task["predictions"][0]["score"] == 0.5


def test_the_whole_records_are_in_the_task_and_are_read_back_equal() -> None:
    records = [record for task in tasks_of(samples.claims()) for record in task["data"]["claims"]]
    assert [Claim.model_validate(record) for record in records] == samples.claims()


def test_no_text_holds_a_carriage_return_and_none_moved() -> None:
    data = tasks_of(samples.claims())[1]["data"]
    assert data["text"] == samples.MOTH.text.replace("\r\n", " \n")
    assert "\r" in samples.MOTH.text


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.sampled_from("a \r\n🔦ü"), min_size=1, max_size=20), cut=st.tuples(*[st.integers(0, 20)] * 2))
def test_a_region_stays_where_it_was_whatever_the_line_ends_are(text: str, cut: tuple[int, int]) -> None:
    start, end = sorted(min(place, len(text)) for place in cut)
    where = {"text": text[start:end], "start": start, "end": end}
    sentence = Quote(text=text, start=0, end=len(text))
    value = samples.level().value.model_copy(update=where)
    bare = {"metric": None, "model": None, "base_model": None, "benchmarks": (), "sentence": sentence, "doc_id": "d"}
    claim = samples.level(value=value, **bare)
    tasks = tasks_of([claim], Context(documents={"d": Document("d", "", text)}))
    assert bool(tasks) == (start < end)
    for task in tasks:
        region = regions_of(task)[0]["value"]
        assert task["data"]["text"][region["start"] : region["end"]] == region["text"]
        assert len(task["data"]["text"]) == len(text)
        assert "\r" not in task["data"]["text"]


def test_a_slot_in_the_title_is_a_region_of_the_title() -> None:
    model = Name(text="Lantern", name="Lantern", start=0, end=7, in_="title")
    regions = regions_of(tasks_of([samples.level(model=model)])[0])
    title = [region for region in regions if region["to_name"] == "title"]
    assert [(region["from_name"], region["value"]["text"]) for region in title] == [("title_label", "Lantern")]


def test_a_claim_without_its_document_or_against_it_is_left_out() -> None:
    document = Document("2511.04321", "", "another text")
    strange = export_label_studio(samples.claims(), samples.context(documents={"2511.04321": document}))
    assert {item.reason for item in strange.left_out if item.claim.doc_id == "moth"} == {"its document is not given"}
    assert [item.is_fault for item in strange.left_out] == [True] * 5 + [False] * 2
    assert json.loads(strange.parts[0].text) == []


def test_the_interface_has_every_label_control_and_field_that_the_tasks_use() -> None:
    view = ET.fromstring(LABELLING_CONFIG)
    controls = {node.get("name"): node for node in view.iter("Labels")}
    texts = {node.get("name"): (node.get("value") or "").removeprefix("$") for node in view.iter("Text")}
    relations = {node.get("value") for node in view.iter("Relation")}
    for task in tasks_of(samples.claims()):
        for region in regions_of(task):
            control = controls[region["from_name"]]
            assert control.get("toName") == region["to_name"]
            assert texts[region["to_name"]] in task["data"]
            assert set(region["value"]["labels"]) <= {label.get("value") for label in control.iter("Label")}
        assert {relation["labels"][0] for relation in relations_of(task)} <= relations


def test_label_studios_own_library_takes_the_tasks() -> None:
    sdk = pytest.importorskip(
        "label_studio_sdk.label_interface", reason="label-studio-sdk weighs half a gigabyte and is not in the dev extra"
    )
    interface = sdk.LabelInterface(LABELLING_CONFIG)
    interface.validate()
    for task in tasks_of(samples.claims()):
        assert interface.validate_task({"data": task["data"]})
        assert interface.validate_prediction(task["predictions"][0], return_errors=True) == []
