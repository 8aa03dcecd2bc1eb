"""The page about the claim record has every field, every value, and examples that are true."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from claimx.model import Claim, Document, Metric, Name, Quote, Value
from claimx.writers.interchange.places import find_mismatch

PAGE = (Path(__file__).parents[2] / "docs" / "records.md").read_text(encoding="utf-8")
SECTIONS: dict[type[BaseModel], str] = {
    Claim: "## Fields",
    Quote: "### A quote",
    Value: "### A value",
    Name: "### A name",
    Metric: "### A metric",
}
EXAMPLES = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
FIELDS = [
    (model, info.alias or name)
    for model in SECTIONS
    for name, info in model.model_fields.items()
    if model in (Claim, Quote, Metric) or name not in Quote.model_fields
]


def section_of(model: type[BaseModel]) -> str:
    """Return what the page says about a record, up to the next heading."""
    return re.split(r"\n##", PAGE.split(SECTIONS[model] + "\n")[1])[0]


@pytest.mark.parametrize(("model", "field"), FIELDS, ids=lambda item: getattr(item, "__name__", item))
def test_every_field_has_a_row_in_its_records_table(model: type[BaseModel], field: str) -> None:
    assert f"\n| `{field}` | " in section_of(model)


@pytest.mark.parametrize("model", SECTIONS, ids=lambda model: model.__name__)
def test_no_table_has_a_field_that_the_record_lacks(model: type[BaseModel]) -> None:
    known = {info.alias or name for name, info in model.model_fields.items()}
    table = section_of(model).split("\nUnits:")[0]
    assert set(re.findall(r"\n\| `(\w+)` \|", table)) <= known


@pytest.mark.parametrize("field", ["kind", "direction", "scale", "aggregate", "qualifier"])
def test_every_value_that_a_field_can_have_is_on_its_row(field: str) -> None:
    model: type[BaseModel] = Value if field == "qualifier" else Claim
    annotation = model.model_fields[field].annotation
    assert get_origin(annotation) is Literal
    row = section_of(model).split(f"\n| `{field}` | ")[1].split(" | ")[0]
    for value in get_args(annotation):
        assert (f"`{value}`" if value else "empty") in row


def test_the_examples_are_claims_whose_spans_re_read_their_text() -> None:
    text = PAGE.split("```text\n")[1].split("\n```")[0]
    claims = [Claim.model_validate_json(example) for example in EXAMPLES]
    assert [claim.kind for claim in claims] == ["transition", "delta"]
    for claim in claims:
        assert find_mismatch(claim, Document(claim.doc_id, claim.title, text)) == ""
        assert claim.title in PAGE.split("```text\n")[0]


def test_the_examples_are_written_as_claimx_writes_them() -> None:
    for example in EXAMPLES:
        assert json.loads(example) == Claim.model_validate_json(example).to_dict()
        assert list(json.loads(example)) == list(Claim.model_validate_json(example).to_dict())
