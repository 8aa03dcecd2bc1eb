"""The ledger of decisions: plain JSON Lines, append-only, with its format's version in every line.

Every line stands alone, so that ledgers can be joined, compared and kept under version control with ordinary tools.
Later lines supersede earlier ones of the same reviewer on the same claim; nothing is ever taken out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import Field as ModelField
from pydantic import ValidationError, model_validator

from claimx.errors import InputError
from claimx.model import Claim
from claimx.model.claim import Record
from claimx.review.vocabulary import VERDICTS, Field, Verdict
from claimx.writers.atomic import open_atomic_text
from claimx.writers.problems import describe_validation_error

VERSION = 1
_NAME = "claimx-decisions/"
FORMAT = f"{_NAME}{VERSION}"

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

UPGRADES: Mapping[int, Upgrade] = {}
"""Version -> the step that makes a line of the next version of it; version 1 is the first."""

Stage = Literal["vote", "consensus"]


class Decision(Record):
    """What one person decided about one claim, once.

    `decision` is a reviewer's verdict, or ``add`` for a claim that rules missed, ``note`` for a remark without a
    verdict, ``withdraw`` where the reviewer took an earlier verdict back. `seen` is the claim as it was exported, or
    as it was added. `saved` is when the workbook was last saved, by its own account.
    """

    format: Literal["claimx-decisions/1"] = "claimx-decisions/1"
    claim_id: str
    reviewer: str
    stage: Stage = "vote"
    decision: Verdict | Literal["add", "note", "withdraw"]
    reason: str = ""
    corrections: dict[Field, str] = ModelField(default_factory=dict)
    note: str = ""
    seen: Claim
    workbook: str = ""
    place: str = ""
    saved: str | None = None

    @model_validator(mode="after")
    def _is_consistent(self) -> Decision:
        if self.claim_id != self.seen.id:
            raise ValueError("claim_id is not the id of the claim seen")
        if (self.decision == "correct") != bool(self.corrections):
            raise ValueError("corrections belong to the decision 'correct', and to no other")
        return self

    @property
    def key(self) -> tuple[str, str, Stage]:
        """What a later decision must share to supersede this one."""
        return self.claim_id, self.reviewer, self.stage

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that the decision gives; who adds a claim accepts it. None for a remark or a withdrawal."""
        if self.decision == "add":
            return "accept"
        return next((verdict for verdict in VERDICTS if verdict == self.decision), None)

    def says_same(self, other: Decision) -> bool:
        """Say whether two decisions say the same about the same claim, whenever and wherever they were made."""
        return self._content == other._content

    @property
    def _content(self) -> tuple[object, ...]:
        corrections = tuple(sorted(self.corrections.items()))
        return (*self.key, self.verdict or self.decision, self.reason, corrections, self.note, self.seen)

    def to_json(self) -> str:
        """Return the decision as one line of JSON, without what is empty."""
        data = self.model_dump(mode="json", exclude={"seen"})
        kept = {key: value for key, value in data.items() if value or key in ("claim_id", "reviewer")}
        line = json.dumps(kept | {"seen": self.seen.to_dict()}, ensure_ascii=False)
        return line if _is_writable(line) else json.dumps(kept | {"seen": self.seen.to_dict()})


def read_ledger(path: Path, upgrades: Mapping[int, Upgrade] = UPGRADES, version: int = VERSION) -> list[Decision]:
    """Read a ledger of this or an older version.

    Args:
        path: The file.
        upgrades: Version -> the step to the next version.
        version: The version that decisions are read as.

    Raises:
        InputError: The file cannot be read, or a line is no decision or one of a newer version; names the line.
    """
    decisions = []
    try:
        with path.open("rb") as handle:
            for number, line in enumerate(handle, start=1):
                if line.strip():
                    decisions.append(_read_line(line, str(path), number, upgrades, version))
    except OSError as error:
        raise InputError(f"cannot read it: {error.strerror or error}", str(path)) from error
    return decisions


def write_ledger(decisions: Iterable[Decision], path: Path) -> None:
    """Write a ledger, whole or not at all.

    Raises:
        OutputError: The file cannot be written; an older file is untouched.
    """
    with open_atomic_text(path) as handle:
        handle.writelines(f"{decision.to_json()}\n" for decision in decisions)


def append_decisions(ledger: Sequence[Decision], new: Iterable[Decision]) -> list[Decision]:
    """Return the ledger with what is new in `new` behind it; what repeats a reviewer's last word is not new."""
    last = {_last_word_key(decision): decision for decision in ledger}
    result = list(ledger)
    for decision in new:
        before = last.get(_last_word_key(decision))
        if before is None or not before.says_same(decision):
            last[_last_word_key(decision)] = decision
            result.append(decision)
    return result


def merge_ledgers(ledgers: Iterable[Sequence[Decision]]) -> list[Decision]:
    """Return everything that any of the ledgers holds, in an order that keeps each reviewer's last word the last.

    What a ledger says about a claim in the order that others said it already, as copies of one file do, is not
    repeated; from the first decision on that is new, the rest of its history follows.
    """
    merged: list[Decision] = []
    for ledger in ledgers:
        known = _histories(merged)
        places = dict.fromkeys(known, 0)
        for decision in ledger:
            history, place = known.get(decision.key, []), places.get(decision.key, 0)
            if decision in history[place:]:
                places[decision.key] = history.index(decision, place) + 1
            else:
                places[decision.key] = len(history)
                merged.append(decision)
    return merged


def _histories(decisions: Iterable[Decision]) -> dict[tuple[str, str, Stage], list[Decision]]:
    histories: defaultdict[tuple[str, str, Stage], list[Decision]] = defaultdict(list)
    for decision in decisions:
        histories[decision.key].append(decision)
    return dict(histories)


def _last_word_key(decision: Decision) -> tuple[object, ...]:
    # a remark supersedes only a remark
    return (*decision.key, decision.decision == "note")


def _read_line(line: bytes, path: str, number: int, upgrades: Mapping[int, Upgrade], version: int) -> Decision:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a line of JSON: {error}", path, number) from error
    if not isinstance(record, dict):
        raise InputError("not a decision: not a JSON object", path, number)
    found = str(record.get("format", ""))
    digits = found.removeprefix(_NAME)
    if not found.startswith(_NAME) or not digits.isdecimal():
        raise InputError(f"not a decision: the field 'format' is {found!r}, not {FORMAT!r}", path, number)
    at = int(digits)
    if at > version:
        raise InputError(f"the format {found} is newer than this claimx, which knows {_NAME}{version}", path, number)
    while at < version:
        if at not in upgrades:
            raise InputError(f"no way is known from the format {_NAME}{at} to {_NAME}{version}", path, number)
        record, at = upgrades[at](record), at + 1
    try:
        return Decision.model_validate(record | {"format": FORMAT})
    except ValidationError as error:
        raise InputError(f"not a decision: {describe_validation_error(error)}", path, number) from error


def _is_writable(line: str) -> bool:
    return line.isascii() or not any("\ud800" <= character <= "\udfff" for character in line)
