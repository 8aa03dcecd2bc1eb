"""What every exporter takes and gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from claimx.model import Claim, Document
from claimx.writers.interchange.hub_datasets import HubDataset


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one reviewer said about one claim.

    Args:
        decision: ``accept``, ``correct``, ``reject`` or ``unsure``; empty for a remark alone.
        reviewer: Who; may be empty.
        reason: Why, where it is a rejection; may be empty.
        corrections: (field, what it should be), where it is a correction.
        note: What else the reviewer wrote; may be empty.
    """

    decision: str
    reviewer: str = ""
    reason: str = ""
    corrections: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beyond the claims themselves; nothing here is ever guessed.

    Args:
        documents: The papers as read, by id. Offsets are only written where the document shows that they are right.
        judgements: What reviewers said, by claim id, each reviewer's last word.
        tasks: A benchmark's task, by the benchmark's canonical name.
        settings: What else was fixed for a claim's value ("5-shot", "average"), by claim id.
        hub_datasets: The Hub's data sets, by the benchmark's canonical name.
    """

    documents: Mapping[str, Document] = field(default_factory=dict)
    judgements: Mapping[str, Sequence[Judgement]] = field(default_factory=dict)
    tasks: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hub_datasets: Mapping[str, HubDataset] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim that the format does not hold.

    Args:
        claim: The claim.
        reason: Why, in one clause.
        is_fault: Whether claim and document contradict each other, so that something is wrong with the input.
    """

    claim: Claim
    reason: str
    is_fault: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export: where it belongs, relative to the export's folder, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Export:
    """What an exporter made: its files (most formats have one) and the claims that are in none of them."""

    parts: tuple[Part, ...]
    left_out: tuple[LeftOut, ...] = ()
