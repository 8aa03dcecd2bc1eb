"""``claimx schema`` describes what ``claimx extract`` writes."""

from __future__ import annotations

import json

from claimx.model import Claim

from .conftest import Run


def test_the_schema_names_the_fields_of_the_contract(run: Run) -> None:
    schema = json.loads(run("schema").stdout)
    fields = set(schema["properties"])
    assert {"id", "doc_id", "kind", "value", "from", "benchmarks", "metric", "sentence", "rule", "confidence"} <= fields
    assert "from_" not in fields
    assert "in" in schema["$defs"]["Quote"]["properties"]


def test_the_schema_is_generated_from_the_model(run: Run) -> None:
    schema = json.loads(run("schema").stdout)
    del schema["$schema"]
    assert schema == Claim.model_json_schema(by_alias=True)
