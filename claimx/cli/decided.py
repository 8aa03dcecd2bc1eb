"""Claims with the decisions of reviewers applied, for every verb that takes ``--decisions``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from claimx.cli.group import DONE, SOME_SKIPPED
from claimx.cli.inputs import name_skipped, read_inputs
from claimx.errors import InputError
from claimx.model import Claim, Document

if TYPE_CHECKING:
    from claimx.review.application import Reviewed
    from claimx.review.ledger import Decision

_Command = TypeVar("_Command", bound=Callable[..., Any])
_MOST_NAMED = 20
_SKIPPED = "claimx.skipped"

claims_argument = click.argument("claims", type=click.Path(path_type=Path))
documents_option = click.option(
    "--documents", metavar="INPUT", multiple=True, help="The papers that the claims are from; repeatable."
)


def decisions_option(*, required: bool) -> Callable[[_Command], _Command]:
    """Return the option ``--decisions``: the reviewers' ledger."""
    return click.option(
        "--decisions",
        metavar="LEDGER",
        required=required,
        type=click.Path(path_type=Path),
        help="Reviewers' decisions, as `claimx review import` writes them.",
    )


@dataclass(frozen=True, slots=True)
class Decided:
    """Claims after review, and the ledger that was applied to them; an empty one where there is none."""

    result: Reviewed
    ledger: list[Decision]


def review_claims(claims: Sequence[Claim], decisions: Path | None, papers: Mapping[str, Document]) -> Decided:
    """Apply a ledger to claims.

    Args:
        claims: The claims of today.
        decisions: The ledger, or None.
        papers: The papers by id, where they are known: added claims follow their sentence in them.
    """
    from claimx.review.application import Reviewed, apply_decisions
    from claimx.review.ledger import read_ledger
    from claimx.review.slots import load_vocabulary

    if decisions is None:
        return Decided(Reviewed(extracted=list(claims), claims=list(claims)), [])
    ledger = read_ledger(decisions)
    return Decided(apply_decisions(claims, ledger, load_vocabulary(), papers), ledger)


def read_papers(inputs: tuple[str, ...]) -> dict[str, Document]:
    """Return the papers of ``--documents`` by id; a record that cannot be read is named, skipped and not forgotten.

    Raises:
        InputError: Inputs were named, but not one paper could be read from them.
    """

    def skip(error: InputError) -> None:
        name_skipped(error)
        click.get_current_context().meta[_SKIPPED] = True

    papers = {document.doc_id: document for document in read_inputs(inputs, skip)} if inputs else {}
    if inputs and not papers:
        raise InputError("no paper could be read from --documents")
    return papers


def finish(code: int = DONE) -> None:
    """End a verb with an exit code, or with the one for skipped records where there is nothing worse to say."""
    context = click.get_current_context()
    context.exit(code or (SOME_SKIPPED if context.meta.get(_SKIPPED) else DONE))


def name_stale(reviewed: Reviewed) -> None:
    """Name on standard error what of the ledger was not applied."""
    for fit in reviewed.stale[:_MOST_NAMED]:
        decision = fit.decision
        who = f"{decision.reviewer}'s {decision.stage} {decision.decision!r}"
        click.echo(f"stale: {decision.claim_id} ({decision.seen.doc_id}): {who}: {fit.stale}", err=True)
    if len(reviewed.stale) > _MOST_NAMED:
        click.echo(f"stale: {len(reviewed.stale) - _MOST_NAMED} more", err=True)
    if reviewed.stale:
        count = count_words(len(reviewed.stale), "decision")
        click.echo(f"{count} no longer fit and were not applied; `claimx review export` shows them again", err=True)
    if reviewed.disputed:
        count = count_words(len(reviewed.disputed), "claim")
        click.echo(f"reviewers disagree on {count}; `claimx review agree` writes a workbook to settle them", err=True)


def count_words(count: int, noun: str) -> str:
    """Return a count with its noun in the right number."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
