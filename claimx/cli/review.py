"""``claimx review``: reviewers' workbooks, out and back in, and the ledger of decisions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from claimx.cli.decided import (
    Decided,
    claims_argument,
    count_words,
    decisions_option,
    documents_option,
    finish,
    name_stale,
    read_papers,
    review_claims,
)
from claimx.cli.group import LazyGroup
from claimx.model import Claim
from claimx.review.ledger import Decision, append_decisions, merge_ledgers, read_ledger, write_ledger
from claimx.review.slots import load_vocabulary
from claimx.writers import read_claims
from claimx.writers.atomic import open_atomic_binary

VERBS: dict[str, tuple[str, str]] = {
    "export": ("claimx.cli.review:export", "A workbook for one reviewer."),
    "import": ("claimx.cli.review:import_", "Reviewers' workbooks into the ledger of decisions."),
    "split": ("claimx.cli.review:split", "One workbook for each of several reviewers."),
    "merge": ("claimx.cli.review:merge", "Several ledgers into one."),
    "status": ("claimx.cli.review_measures:status", "What is decided, open, in conflict and stale."),
    "agree": ("claimx.cli.review_measures:agree", "How far reviewers agree, and a workbook to settle conflicts."),
    "precision": ("claimx.cli.review_measures:precision", "How often each rule is right, by the decisions."),
    "gold": ("claimx.cli.review_measures:gold", "Reviewed claims as gold labels."),
}

_workbook_option = click.option(
    "-o", "--output", metavar="OUT", required=True, type=click.Path(path_type=Path), help="The workbook to write."
)
_order_option = click.option(
    "--order",
    type=click.Choice(["paper", "confidence"]),
    default="paper",
    show_default=True,
    help="Paper by paper, or the claims that rules are least sure of first.",
)


@click.command(cls=LazyGroup, verbs=VERBS)
def command() -> None:
    """Reviewers' workbooks, out and back in.

    \b
    claimx review export claims.jsonl -o review-ana.xlsx --reviewer ana
    claimx review import review-ana.xlsx review-bo.xlsx -o decisions.jsonl
    claimx review agree decisions.jsonl -o conflicts.xlsx
    claimx table claims.jsonl --decisions decisions.jsonl -o survey.tex
    """


@click.command()
@claims_argument
@_workbook_option
@click.option("--reviewer", default="", metavar="NAME", help="Who will review.")
@documents_option
@decisions_option(required=False)
@click.option("--undecided", is_flag=True, help="Leave out what the reviewer decided on already.")
@_order_option
def export(
    claims: Path,
    output: Path,
    reviewer: str,
    documents: tuple[str, ...],
    decisions: Path | None,
    undecided: bool,
    order: str,
) -> None:
    """Write a reviewer's workbook of CLAIMS.

    With --decisions it holds the reviewer's own earlier decisions, nobody else's, and a sheet "Stale" with those that
    no longer fit. Claims that reviewers added are in it like all others.
    """
    _need_xlsx(output)
    if undecided and not (decisions and reviewer):
        raise click.UsageError("--undecided needs --decisions and --reviewer")
    papers = read_papers(documents)
    reviewed = review_claims(read_claims(claims), decisions, papers)
    stale = [fit for fit in reviewed.result.stale if not reviewer or fit.decision.reviewer == reviewer]
    from claimx.review.workbook import Export, Order, write_review_workbook

    orders: Mapping[str, Order] = {"paper": "paper", "confidence": "confidence"}
    before = _own_decisions(reviewed, reviewer)
    contents = Export(reviewed.result.extracted, papers, reviewer, before, stale, orders[order], undecided)
    with open_atomic_binary(output) as handle:
        count = write_review_workbook(contents, handle)
    stale_words = f", {count_words(len(stale), 'decision')} to be made anew" if stale else ""
    click.echo(f"Wrote {count_words(count, 'claim')} to {output}{stale_words}", err=True)
    finish()


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="LEDGER",
    required=True,
    type=click.Path(path_type=Path),
    help="The ledger; decisions are appended to one that exists.",
)
@click.option("--reviewer", default="", metavar="NAME", help="Who decided, where a workbook does not say.")
@click.option("--claims", metavar="CLAIMS", type=click.Path(path_type=Path), help="The claims of today.")
@documents_option
def import_(
    files: tuple[Path, ...], output: Path, reviewer: str, claims: Path | None, documents: tuple[str, ...]
) -> None:
    """Take the decisions of reviewers' workbooks into a ledger.

    Every problem is named as FILE: sheet!cell with its reason, and then nothing is taken over: exit code 2. Claims
    that reviewers added are placed in the papers' text, which --documents gives; the sentences of --claims help.
    """
    from claimx.review.intake import take_in
    from claimx.review.reading import read_workbook

    known = read_claims(claims) if claims else []
    ledger = read_ledger(output) if output.exists() else []
    papers = read_papers(documents)
    intake = take_in(
        [read_workbook(path) for path in files],
        load_vocabulary(),
        claims=known,
        documents=papers,
        reviewer=reviewer,
    )
    merged = append_decisions(ledger, intake.decisions)
    write_ledger(merged, output)
    for remark in intake.remarks:
        click.echo(f"note: {remark}", err=True)
    for name in sorted(set(intake.seen) | {who for who, _ in intake.said}):
        said = ", ".join(f"{count:,} {word}" for (who, word), count in sorted(intake.said.items()) if who == name)
        click.echo(
            f"{name}: {count_words(intake.seen[name], 'claim')} in the workbook; {said or 'no decisions'}", err=True
        )
    new = len(merged) - len(ledger)
    click.echo(f"{count_words(new, 'new decision')}, {len(merged):,} in {output}", err=True)
    if known:
        name_stale(review_claims(known, output, papers).result)
    finish()


@click.command()
@claims_argument
@click.option("--reviewers", required=True, metavar="A,B", help="The reviewers' names, with commas between them.")
@click.option("--overlap", default="20%", show_default=True, help="The share of the claims that two reviewers see.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number, another split.")
@click.option(
    "-o", "--output", metavar="DIR", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder."
)
@documents_option
@_order_option
def split(
    claims: Path, reviewers: str, overlap: str, seed: int, output: Path, documents: tuple[str, ...], order: str
) -> None:
    """Deal CLAIMS out to reviewers, a workbook each, blind to one another.

    A paper stays whole. The papers that two reviewers see are chosen by the seed alone.
    """
    from claimx.review.splitting import split_claims
    from claimx.review.workbook import Export, Order, write_review_workbook

    names = _reviewer_names(reviewers)
    dealt = split_claims(read_claims(claims), names, _share(overlap), seed)
    papers = read_papers(documents)
    orders: Mapping[str, Order] = {"paper": "paper", "confidence": "confidence"}
    output.mkdir(parents=True, exist_ok=True)
    for name, own in dealt.items():
        wanted = {claim.doc_id for claim in own}
        shown = {doc_id: document for doc_id, document in papers.items() if doc_id in wanted}
        path = output / f"review-{_file_name(name)}.xlsx"
        with open_atomic_binary(path) as handle:
            write_review_workbook(Export(own, shown, name, order=orders[order]), handle)
        click.echo(f"{path}: {count_words(len(own), 'claim')} of {count_words(len(wanted), 'paper')}", err=True)
    click.echo(f"seen by two: {count_words(_shared(dealt), 'claim')}", err=True)
    finish()


@click.command()
@click.argument("ledgers", metavar="LEDGER...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="OUT", required=True, type=click.Path(path_type=Path), help="The merged ledger."
)
def merge(ledgers: tuple[Path, ...], output: Path) -> None:
    """Merge ledgers; every decision is kept, once.

    A ledger of an older format is upgraded on the way, so that this is also how one ledger is upgraded.
    """
    merged = merge_ledgers([read_ledger(path) for path in ledgers])
    write_ledger(merged, output)
    click.echo(f"{count_words(len(merged), 'decision')} in {output}", err=True)


def _own_decisions(decided: Decided, reviewer: str) -> dict[str, Decision]:
    """Return what a reviewer decided that still fits, or only remarked: id of the claim now -> decision."""
    now = decided.result.current_ids
    here = {claim.id for claim in decided.result.extracted}
    own: dict[str, Decision] = {}
    for decision in decided.ledger:
        if not reviewer or decision.reviewer != reviewer or decision.stage == "consensus":
            continue
        claim_id = now.get(decision.claim_id, decision.claim_id)
        if decision.verdict and decision.claim_id in now:
            own[claim_id] = decision
        elif decision.decision == "note" and claim_id in here:
            own.setdefault(claim_id, decision)
        elif decision.decision == "withdraw":
            own.pop(claim_id, None)
    return own


def _need_xlsx(path: Path) -> None:
    if path.suffix.lower() != ".xlsx":
        raise click.UsageError(f"a reviewer's workbook is an .xlsx file, not {path.name!r}")


def _reviewer_names(typed: str) -> list[str]:
    names = [name for part in typed.split(",") if (name := part.strip())]
    files = {_file_name(name) for name in names}
    if not names or len(files) < len(names):
        raise click.UsageError("--reviewers needs at least one name, and names that make different file names")
    return names


def _file_name(name: str) -> str:
    return "".join(character if character.isalnum() or character in "-_." else "-" for character in name).lower()


def _share(typed: str) -> float:
    text = typed.strip()
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise click.UsageError(f"--overlap is a share such as 20% or 0.2, not {typed!r}")
    return share


def _shared(dealt: dict[str, list[Claim]]) -> int:
    seen: dict[str, int] = {}
    for own in dealt.values():
        for claim in own:
            seen[claim.id] = seen.get(claim.id, 0) + 1
    return sum(count > 1 for count in seen.values())
