"""The page about other tools' formats says what the exporters do."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimx.cli.convert import PARQUET
from claimx.model import Claim, Document
from claimx.writers.interchange import EXPORTERS, LABELLING_CONFIG, Context, Judgement, load_hub_datasets
from tests.writers.samples import build_claim

PAGE = (Path(__file__).parents[2] / "docs" / "interchange.md").read_text(encoding="utf-8")

PAPER = Document(
    "2511.04321",
    "Lantern: Careful Decoding",
    "🔦 Lantern reaches up to 80.50% accuracy on GSM8K.",
    date="2025-11-06",
    url="https://arxiv.org/abs/2511.04321",
    authors=("Ada Lampe",),
)
CLAIM = build_claim(
    PAPER, PAPER.text[2:], "80.50%", id="5f0c2a9be771", low=80.5, qualifier="up_to", benchmarks=("GSM8K",),
    metric="accuracy", model="Lantern", date=PAPER.date, url=PAPER.url,
)  # fmt: skip
CONTEXT = Context(
    documents={PAPER.doc_id: PAPER},
    judgements={CLAIM.id: (Judgement("accept", "ana", note="Table 2 agrees"),)},
    tasks={"GSM8K": "mathematical reasoning"},
    hub_datasets=load_hub_datasets(),
)


@pytest.mark.parametrize("name", ["hf-eval", "model-index", "pwc", "bibtex", "ris"])
def test_the_example_of_a_format_is_what_its_exporter_writes(name: str) -> None:
    assert EXPORTERS[name]([CLAIM], CONTEXT).parts[0].text in PAGE


def test_the_selectors_of_the_example_are_those_of_the_exporter() -> None:
    text = EXPORTERS["webanno"]([CLAIM], CONTEXT).parts[0].text
    example = PAGE.split('"selector": [')[1].split("]\n```")[0]
    assert "".join(example.split()) in "".join(text.split())


def test_the_labelling_interface_is_the_one_that_the_tasks_are_made_for() -> None:
    assert LABELLING_CONFIG in PAGE


@pytest.mark.parametrize("name", [*EXPORTERS, PARQUET])
def test_every_format_is_on_the_page(name: str) -> None:
    assert f"### `{name}`" in PAGE
    assert f"`{name}`" in PAGE.split("## What becomes of each field")[0]


@pytest.mark.parametrize("field", [info.alias or name for name, info in Claim.model_fields.items()])
def test_the_page_says_what_becomes_of_every_field(field: str) -> None:
    assert f"\n| `{field}` | " in PAGE
