"""The columns of a reviewer's table: what reviewers write, what the program wrote, and what guards it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claimx.review.vocabulary import Field

FORMAT = "claimx-review/1"

Role = Literal["key", "review", "machine", "context", "guard"]
"""``key``: the claim's id. ``review``: the reviewer writes here. ``machine``: what the program read; guarded.
``context``: help that nothing depends on. ``guard``: hidden, read back on import."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table of claims.

    Args:
        heading: Its heading, by which it is found again.
        width: In digits.
        role: See `Role`.
        is_hidden: Whether the sheet hides it.
    """

    heading: str
    width: float
    role: Role
    is_hidden: bool = False


CLAIM_ID, FINGERPRINT, AS_EXPORTED = "claim_id", "fingerprint", "as_exported"
DECISION, CONSENSUS, REASON, NOTE = "Decision", "Consensus", "Reason", "Note"
EVIDENCE, PAPER_NUMBER = "Evidence", "paper_no"

FIXED: dict[Field, str] = {
    "value": "Fixed value",
    "unit": "Fixed unit",
    "kind": "Fixed kind",
    "benchmark": "Fixed benchmark",
    "metric": "Fixed metric",
    "model": "Fixed model",
    "base_model": "Fixed base model",
    "baseline": "Fixed baseline",
}
"""Field -> the heading of the column that corrects it."""

REVIEW_HEADINGS = (DECISION, REASON, *FIXED.values(), NOTE)
"""What a reviewer writes in; a conflict's decision is headed `CONSENSUS`."""

_BEFORE = (Column(CLAIM_ID, 15, "key", True), Column("#", 5, "context"))
_PRINTED = (
    Column(EVIDENCE, 60, "machine"),
    Column("Paper", 25, "machine"),
    Column("Benchmark", 19, "machine"),
    Column("Model", 17, "machine"),
    Column("Metric", 16, "machine"),
    Column("Value", 10, "machine"),
    Column("Reads as", 16, "machine"),
    Column("Unit", 10, "machine"),
    Column("Baseline", 18, "machine"),
    Column("Kind", 14, "machine"),
    Column("Conf.", 8, "machine"),
)
_NOT_PRINTED = (
    Column("Link", 17, "context"),
    Column("Base model", 15, "machine"),
    Column("Rule", 26, "machine"),
)
_FIXED = (*(Column(heading, 19, "review") for heading in FIXED.values()), Column(NOTE, 32, "review"))
_GUARDS = (Column(PAPER_NUMBER, 9, "guard", True), Column(FINGERPRINT, 15, "guard", True))


def build_columns(extra: tuple[Column, ...], chunks: int, decision: str = DECISION) -> tuple[Column, ...]:
    """Return the columns of one sheet.

    Args:
        extra: What else a reviewer must see beside the decision: votes in conflict, what made a decision stale.
        chunks: How many columns the claims as exported take; a cell holds 32,767 characters.
        decision: The heading of the decision.
    """
    decide = (Column(decision, 12, "review"), Column(REASON, 18, "review"))
    guards = (*_GUARDS, *(Column(chunk_heading(number), 15, "guard", True) for number in range(chunks)))
    return (*_BEFORE, *decide, *extra, *_PRINTED, *_NOT_PRINTED, *_FIXED, *guards)


def chunk_heading(number: int) -> str:
    """Return the heading of a column that holds a part of the claim as exported, counted from 0."""
    return AS_EXPORTED if number == 0 else f"{AS_EXPORTED}_{number + 1}"


LAST_PRINTED = _PRINTED[-1].heading

ADDED_HEADINGS = (
    "Paper id", "Quote", "Value", "From", "Unit", "Kind", "Benchmark", "Metric", "Model", "Base model", "Baseline",
    NOTE,
)  # fmt: skip
"""The columns of the sheet for claims that rules missed."""
