"""One row of a reviewer's table, before it is cells."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from claimx.model import Claim
from claimx.review.ledger import Decision
from claimx.review.slots import field_text
from claimx.review.workbook.fingerprints import write_fingerprint
from claimx.review.workbook.layout import DECISION, EVIDENCE, FIXED, FORMAT, NOTE, REASON
from claimx.writers.evidence import Run, build_evidence
from claimx.writers.wording import benchmark_words, kind_and_direction, metric_words, name_words
from claimx.writers.xlsx import cells, numbers

_CHUNK = 32_000  # characters of one cell; a cell holds a little more


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A claim with everything that its row shows.

    Args:
        claim: The claim as it is exported.
        number: What the row is called by.
        paper: The paper's title, or its id.
        paper_number: The paper's number in the workbook.
        link: A web address, or None.
        link_label: What the link says.
        before: What the reviewer wrote earlier: heading -> text.
        extra: What the sheet's extra columns show: heading -> text.
    """

    claim: Claim
    number: int
    paper: str
    paper_number: int
    link: str | None = None
    link_label: str = ""
    before: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def evidence(self) -> Sequence[Run]:
        """The quote in runs."""
        return build_evidence(self.claim)

    def machine_cells(self) -> dict[str, str | float]:
        """Return what the program read: heading -> content."""
        claim = self.claim
        texts: dict[str, str | float] = {
            EVIDENCE: "".join(run.text for run in self.evidence),
            "Paper": self.paper,
            "Benchmark": benchmark_words(claim),
            "Model": name_words(claim.model),
            "Metric": metric_words(claim),
            "Reads as": field_text(claim, "value"),
            "Unit": claim.value.unit,
            "Baseline": name_words(claim.baseline),
            "Kind": kind_and_direction(claim),
            "Base model": name_words(claim.base_model),
            "Rule": claim.rule,
        }
        cleaned = {heading: cells.clean_text(str(text)) for heading, text in texts.items()}
        value = numbers.signed_number(claim, claim.value.low)
        return cleaned | {"Value": value, "Conf.": claim.confidence}

    def fingerprint(self, machine: Mapping[str, str | float]) -> str:
        """Return the hashes of the cells that the program wrote."""
        return write_fingerprint(self.claim.id, machine)

    def as_exported(self) -> list[str]:
        """Return the claim and what the reviewer wrote before as JSON, in pieces that a cell can hold."""
        record: dict[str, object] = {"format": FORMAT, "claim": self.claim.to_dict()}
        if self.before:
            record["before"] = dict(self.before)
        text = json.dumps(record)  # ASCII only: nothing that a program could take for something else
        return [text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK)]


def review_cells(decision: Decision) -> dict[str, str]:
    """Return what a reviewer's decision looks like in the cells of a row: heading -> text."""
    shown = {DECISION: decision.verdict or "", REASON: decision.reason, NOTE: decision.note}
    shown |= {FIXED[name]: text for name, text in decision.corrections.items()}
    return {heading: text for heading, text in shown.items() if text}


def describe_decision(decision: Decision) -> str:
    """Return a decision in one line, for people."""
    if decision.decision == "add":
        return "added"
    words: str = decision.decision
    if decision.corrections:
        words += ": " + "; ".join(f"{name.replace('_', ' ')} {text}" for name, text in decision.corrections.items())
    if decision.reason:
        words += f": {decision.reason}"
    return words + (f" ({decision.note})" if decision.note else "")
