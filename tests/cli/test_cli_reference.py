"""The page about the command line says what the commands say."""

from __future__ import annotations

from pathlib import Path

from claimx.cli import VERBS
from claimx.cli.reference import build_reference

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"


def test_the_reference_is_not_stale() -> None:
    assert PAGE.read_text(encoding="utf-8") == build_reference(), "python -m claimx.cli.reference > docs/cli.md"


def test_the_reference_has_every_verb() -> None:
    reference = build_reference()
    assert all(f"## `claimx {verb}" in reference for verb in VERBS)
