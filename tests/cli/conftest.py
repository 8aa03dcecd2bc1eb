"""Running the command line in this process."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimx import extractor
from claimx.cli import main

Run = Callable[..., Result]


@pytest.fixture(scope="session", autouse=True)
def _one_rulebook() -> Iterator[None]:
    """Read the rules once for all calls in this process; the rulebook is frozen, so sharing it changes nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extractor, "load_rulebook", functools.cache(extractor.load_rulebook))
        yield


@pytest.fixture
def run() -> Run:
    """Return a function that calls claimx with arguments and, perhaps, something on standard input."""

    def call(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)

    return call


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Return a file of three papers: two with a claim, the one between them without."""
    path = tmp_path / "papers.jsonl"
    texts = {
        "p-1": "We present FooNet. FooNet reaches 81.5% accuracy on ImageNet.",
        "p-2": "We survey the history of the field.",
        "p-3": "We present BarNet. BarNet reduces inference latency by 37% on COCO.",
    }
    records = [{"doc_id": doc_id, "title": f"Paper {doc_id}", "text": text} for doc_id, text in texts.items()]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path
