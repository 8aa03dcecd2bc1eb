"""Workbooks in: every row a decision, or every problem named and nothing taken over."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from pydantic import ValidationError

from claimx.model import Claim, Document
from claimx.review.correction import CorrectionError, correct_claim, is_nothing
from claimx.review.ledger import Decision, Stage
from claimx.review.placing import Papers, PlacingError, build_added
from claimx.review.reading import Problem, ReadCell, ReadRow, ReadTable, ReadWorkbook, ReviewError, join_chunks
from claimx.review.slots import Vocabulary, read_kind
from claimx.review.values import TypedValueError
from claimx.review.vocabulary import KINDS, NOTHING, VERDICTS, Field, Verdict
from claimx.review.workbook.fingerprints import find_changed, plain_content
from claimx.review.workbook.layout import (
    ADDED_HEADINGS,
    CLAIM_ID,
    CONSENSUS,
    DECISION,
    FINGERPRINT,
    FIXED,
    FORMAT,
    NOTE,
    REASON,
    chunk_heading,
)

_ADDED_PLACES: dict[Field, str] = {
    "value": "Value", "unit": "Unit", "kind": "Kind", "benchmark": "Benchmark", "metric": "Metric", "model": "Model",
    "base_model": "Base model", "baseline": "Baseline",
}  # fmt: skip


@dataclass(slots=True)
class Intake:
    """What came back in one or more workbooks.

    Args:
        decisions: The decisions, in the order of files, sheets and rows.
        remarks: What a person should know though it stops nothing.
        seen: Reviewer -> how many claims were in the workbooks.
        said: (reviewer, verdict, ``add``, ``note`` or ``withdraw``) -> how often.
    """

    decisions: list[Decision] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    said: Counter[tuple[str, str]] = field(default_factory=Counter)


def take_in(
    workbooks: Iterable[ReadWorkbook],
    vocabulary: Vocabulary,
    *,
    claims: Sequence[Claim] = (),
    documents: Mapping[str, Document] | None = None,
    reviewer: str = "",
) -> Intake:
    """Read the decisions of workbooks; one problem anywhere, and none of them counts.

    Args:
        workbooks: The workbooks as read.
        vocabulary: What names and numbers are understood with.
        claims: The claims of today, whose sentences help to place added quotes.
        documents: The papers, by id, for the same.
        reviewer: Who decided, where a workbook does not say or says it wrongly.

    Raises:
        ReviewError: Holds every problem of every workbook, each with its ``sheet!cell``.
    """
    intake = Intake()
    problems: list[Problem] = []
    papers = Papers(documents or {}, claims)
    first: dict[tuple[str, str, Stage], str] = {}
    for workbook in workbooks:
        reader = _WorkbookReader(workbook, vocabulary, papers, reviewer, intake, first)
        reader.read()
        problems += reader.problems
    if problems:
        raise ReviewError(problems)
    intake.said.update((decision.reviewer, decision.decision) for decision in intake.decisions)
    return intake


class _WorkbookReader:
    """Reads one workbook; collects its problems."""

    def __init__(
        self,
        workbook: ReadWorkbook,
        vocabulary: Vocabulary,
        papers: Papers,
        reviewer: str,
        intake: Intake,
        first: dict[tuple[str, str, Stage], str],
    ) -> None:
        self.workbook, self.vocabulary, self.papers, self.intake = workbook, vocabulary, papers, intake
        self.problems: list[Problem] = []
        self._first = first  # where each claim of each reviewer was read first
        self._reviewer = reviewer.strip() or workbook.meta.get("reviewer", "").strip()

    def read(self) -> None:
        """Read every table."""
        if not any(table.is_claims for table in self.workbook.tables):
            self._problem("", f"no table with the headings {CLAIM_ID!r} and {DECISION!r} was found")
            return
        if not self._reviewer:
            self._problem("", "it does not say who reviewed; name the reviewer with --reviewer")
        made_by = self.workbook.meta.get("format", FORMAT)
        if made_by != FORMAT:
            self._problem("", f"the workbook has the format {made_by!r}; this claimx reads {FORMAT!r}")
            return
        for table in self.workbook.tables:
            for heading, place in table.doubled.items():
                self._problem(place, f"the heading {heading!r} is there twice (first: {table.headings[heading]})")
            if table.doubled:
                continue
            if table.is_claims:
                self._read_claims(table)
            else:
                self._read_added(table)

    def _problem(self, place: str, reason: str) -> None:
        self.problems.append(Problem(self.workbook.path, place, reason))

    def _read_claims(self, table: ReadTable) -> None:
        decision = CONSENSUS if CONSENSUS in table.headings else DECISION
        needed = (decision, REASON, FINGERPRINT, chunk_heading(0))
        missing = [heading for heading in needed if heading not in table.headings]
        if missing:
            at = table.headings[CLAIM_ID]
            self._problem(at, f"the table has no column {' and no column '.join(map(repr, missing))}; export it anew")
            return
        for row in table.rows:
            self._read_row(row, table, decision)

    def _read_row(self, row: ReadRow, table: ReadTable, decision: str) -> None:
        before = len(self.problems)
        typed = self._typed(row, (decision, REASON, *FIXED.values(), NOTE))
        is_readable = len(self.problems) == before
        if row[CLAIM_ID].is_empty:
            if typed:
                place = next(row[heading].place for heading in typed)
                self._problem(place, "the row has no claim id; a claim that is missing goes on the sheet 'Added'")
            return
        record = self._read_exported(row, table)
        if record is None:
            return
        claim, earlier = record
        stage: Stage = "consensus" if decision == CONSENSUS else "vote"
        if not self._is_first(claim, row, stage):
            return
        self.intake.seen[self._reviewer] += 1
        made = self._decide(row, claim, typed, decision, earlier, stage) if is_readable else None
        if made:
            self.intake.decisions.append(made)

    def _read_exported(self, row: ReadRow, table: ReadTable) -> tuple[Claim, dict[str, str]] | None:
        """Return the claim of a row as it was exported, and what the reviewer had written before."""
        shown_id = str(row[CLAIM_ID].content).strip()
        try:
            record = json.loads(join_chunks(row, table.headings))
            claim = Claim.model_validate(record["claim"])
            earlier = {str(heading): str(text) for heading, text in record.get("before", {}).items()}
        except (ValueError, KeyError, TypeError, AttributeError, ValidationError):
            self._problem(row[CLAIM_ID].place, f"unknown claim id {shown_id!r}: the row was not made by claimx")
            return None
        if plain_content(row[CLAIM_ID].content) != plain_content(claim.id):
            self._problem(row[CLAIM_ID].place, f"unknown claim id {shown_id!r}; the row was exported as {claim.id!r}")
            return None
        contents = {heading: cell.content for heading, cell in row.cells.items()}
        changed, compared = find_changed(claim.id, contents, str(row[FINGERPRINT].content or ""))
        if not compared:
            self._problem(row[FINGERPRINT].place, "the fingerprint of the row is gone; export the claims anew")
        elif changed:
            names = ", ".join(changed)
            advice = f"{names} changed by hand; undo it, and write what is right into the Fixed columns"
            self._problem(row[changed[0]].place, advice)
        return claim, earlier

    def _is_first(self, claim: Claim, row: ReadRow, stage: Stage, advice: str = "") -> bool:
        place = row["Quote"].place if CLAIM_ID not in row.cells else row[CLAIM_ID].place
        key = (claim.id, self._reviewer, stage)
        here = f"{self.workbook.path}: {place}"
        first = self._first.setdefault(key, here)
        if first != here:
            where = first.removeprefix(f"{self.workbook.path}: ")
            self._problem(place, f"the claim {claim.id!r} is there twice (first: {where}){advice}")
        return first == here

    def _typed(self, row: ReadRow, headings: Iterable[str]) -> dict[str, str]:
        """Return what a reviewer typed: heading -> text; names the cells that hold no text of a person."""
        texts = {}
        for heading in headings:
            cell = row[heading]
            if cell.is_formula:
                self._problem(cell.place, "a formula; write its result as a value")
            elif cell.is_error:
                self._problem(cell.place, f"an error value, {cell.content}")
            elif not cell.is_empty:
                text = self._text(cell, heading)
                if text:
                    texts[heading] = text
        return texts

    def _text(self, cell: ReadCell, heading: str) -> str:
        content = cell.content
        if isinstance(content, str):
            return content.strip()
        if isinstance(content, (date, datetime, time, timedelta)):
            if heading == NOTE:
                return content.isoformat() if not isinstance(content, timedelta) else str(content)
            self._problem(cell.place, f"a date or time ({content}): the program changed what was typed, such as 1-2")
            return ""
        if isinstance(content, bool) or content is None:
            self._problem(cell.place, f"{content} is a truth value, not text")
            return ""
        if cell.is_percent:
            return f"{content * 100:.12g}%"
        return f"{content:.15g}"

    def _decide(
        self,
        row: ReadRow,
        claim: Claim,
        typed: dict[str, str],
        decision: str,
        earlier: dict[str, str],
        stage: Stage,
    ) -> Decision | None:
        if typed == {decision if heading == DECISION else heading: text for heading, text in earlier.items()}:
            return None  # as exported
        word = " ".join(typed.get(decision, "").split()).lower()
        verdict: Verdict | None = next((item for item in VERDICTS if item == word), None)
        if word and verdict is None:
            known = ", ".join(VERDICTS)
            self._problem(row[decision].place, f"{typed[decision]!r} is no decision; the decisions are: {known}")
            return None
        corrections = {name: typed[heading] for name, heading in FIXED.items() if heading in typed}
        if verdict == "reject" and REASON not in typed:
            self._problem(row[REASON].place, "reject without a reason")
        if corrections and verdict != "correct":
            place = row[FIXED[next(iter(corrections))]].place
            said = f"the decision is {verdict!r}" if verdict else "there is no decision"
            self._problem(place, f"a correction, but {said}; choose 'correct', or empty the cell")
            return None
        if verdict == "correct":
            if not corrections:
                self._problem(row[decision].place, "correct without a correction; fill in what is wrong under Fixed")
            corrections = self._settle_corrections(row, claim, corrections)
            if not corrections:
                return None
        if verdict is None and REASON in typed:
            self._problem(row[REASON].place, "a reason without a decision")
            return None
        if verdict is None and not earlier.get(DECISION) and NOTE not in typed:
            return None
        withdrawn = verdict is None and bool(earlier.get(DECISION))
        return Decision(
            claim_id=claim.id,
            reviewer=self._reviewer or "?",
            stage=stage,
            decision=verdict or ("withdraw" if withdrawn else "note"),
            reason=typed.get(REASON, ""),
            corrections=corrections,
            note=typed.get(NOTE, ""),
            seen=claim,
            workbook=self._file_name(),
            place=row[decision].place,
            saved=self.workbook.saved,
        )

    def _settle_corrections(self, row: ReadRow, claim: Claim, typed: dict[Field, str]) -> dict[Field, str]:
        """Return corrections in the form that later releases read the same, or name what is wrong with them."""
        settled = {name: NOTHING if is_nothing(text) else text for name, text in typed.items()}
        try:
            if "value" in typed:
                value = self.vocabulary.values.read_value(typed["value"], claim.sentence.text)
                settled["value"] = self.vocabulary.values.write_value(value)
                if value.unit is not None:
                    settled.setdefault("unit", value.unit)
        except TypedValueError as error:
            self._problem(row[FIXED["value"]].place, str(error))
            return {}
        if "unit" in settled and settled["unit"] != NOTHING:
            settled["unit"] = self.vocabulary.values.read_unit(settled["unit"])
        if "kind" in settled:
            kind = read_kind(settled["kind"])
            known = next((item for item in KINDS if kind and read_kind(item) == kind), None)
            settled["kind"] = known or settled["kind"]
        try:
            correct_claim(claim, settled, self.vocabulary)
        except CorrectionError as error:
            at = error.field if error.field in typed else next(iter(typed))
            self._problem(row[FIXED[at]].place, str(error))
            return {}
        return settled

    def _read_added(self, table: ReadTable) -> None:
        for row in table.rows:
            typed = self._typed(row, ADDED_HEADINGS)
            if not typed:
                continue
            try:
                if "Paper id" not in typed:
                    raise PlacingError("Paper id", "an added claim needs its paper")
                doc_id = self.papers.find_id(typed["Paper id"])
                claim, unplaced = build_added(doc_id, typed, self.papers, self.vocabulary)
            except PlacingError as error:
                self._problem(row[error.column].place, str(error))
                continue
            except CorrectionError as error:
                self._problem(row[_ADDED_PLACES[error.field]].place, str(error))
                continue
            except TypedValueError as error:
                self._problem(row["Value"].place, str(error))
                continue
            for heading, name in unplaced:
                place = f"{self.workbook.path}: {row[heading].place}"
                self.intake.remarks.append(f"{place}: {name!r} is kept, but the paper does not have it so written")
            if self._is_first(claim, row, "vote", " already; decide on it there"):
                self.intake.decisions.append(self._added_decision(row, claim, typed.get(NOTE, "")))

    def _added_decision(self, row: ReadRow, claim: Claim, note: str) -> Decision:
        return Decision(
            claim_id=claim.id,
            reviewer=self._reviewer or "?",
            decision="add",
            note=note,
            seen=claim,
            workbook=self._file_name(),
            place=row["Quote"].place,
            saved=self.workbook.saved,
        )

    def _file_name(self) -> str:
        return self.workbook.path.replace("\\", "/").rpartition("/")[2]
