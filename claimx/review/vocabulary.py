"""The words that reviewers decide with; they stand in workbooks and in ledgers, so a change is a change of format."""

from __future__ import annotations

from typing import Literal, get_args

Verdict = Literal["accept", "correct", "reject", "unsure"]
"""What a reviewer says about a claim: right as shown, right after corrections, no claim, or cannot tell."""

Field = Literal["value", "unit", "kind", "benchmark", "metric", "model", "base_model", "baseline"]
"""What a reviewer can correct."""

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
FIELDS: tuple[Field, ...] = get_args(Field)

REASONS = (
    "not a result",
    "setting or size, not a result",
    "background, not measured here",
    "not what the text says",
    "wrong number",
    "duplicate",
    "other (see note)",
)
"""Reasons offered for a rejection; a reviewer may write another one."""

KINDS = ("score", "delta, up", "delta, down", "delta", "transition, up", "transition, down", "transition")
"""Kind and direction, as a workbook shows and takes them."""

NOTHING = "none"
"""What a reviewer writes where the text gives nothing for a field."""

LIST_SEPARATOR = "; "
"""Between the names of several benchmarks."""
