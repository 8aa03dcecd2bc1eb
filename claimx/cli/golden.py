"""``claimx golden``: what the program says today about known texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from claimx.cli.group import DIFFERENCES
from claimx.extractor import Extractor
from claimx.measure.golden import GoldenReport, PartReport, check_golden, write_golden
from claimx.measure.report import count_kinds, count_of, describe_changes, describe_rules

_COLOURS = {"+": "green", "-": "red", "~": "yellow"}


@click.group()
def command() -> None:
    """Check or update the golden corpus."""


def _places(function: Callable[..., Any]) -> Callable[..., Any]:
    path = click.Path(path_type=Path)
    golden = click.option(
        "--golden", metavar="DIR", type=path, default=Path("golden"), show_default=True, help="The golden corpus."
    )
    shared = click.option(
        "--shared",
        metavar="DIR",
        type=path,
        help="The shared corpora; by default the folder shared beside the project.",
    )
    return golden(shared(function))


@command.command()
@_places
def check(golden: Path, shared: Path | None) -> None:
    """Re-run the golden corpus and show what changed, claim by claim.

    Marks: + found, - lost, ~ changed. Exit code 1 on any difference.
    """
    report = _checked(golden, shared)
    _show(report)
    if report.has_differences:
        click.get_current_context().exit(DIFFERENCES)


@command.command()
@_places
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--prune", is_flag=True, help="Also remove expectations whose texts are gone.")
def update(golden: Path, shared: Path | None, yes: bool, prune: bool) -> None:
    """Show what changed and, if you agree, expect it from now on.

    Claims of silent texts cannot be expected; as long as there are any, the exit code is 1.
    """
    report = _checked(golden, shared)
    _show(report)
    if any(part.documents for part in report.parts if part.path is not None):
        if not yes:
            click.confirm("Expect this from now on?", abort=True, err=True)
        for path in write_golden(report, prune=prune):
            click.echo(f"wrote {path}" if path.exists() else f"removed {path}", err=True)
    if any(part.documents for part in report.parts if part.path is None):
        click.echo("silent texts yielded claims; nothing can be written for them", err=True)
        click.get_current_context().exit(DIFFERENCES)


def _checked(golden: Path, shared: Path | None) -> GoldenReport:
    beside = golden.resolve().parent.parent / "shared"
    return check_golden(golden, shared or beside, Extractor().extract)


def _show(report: GoldenReport) -> None:
    for part in report.parts:
        if part.documents:
            _show_part(part)
    for note in report.notes:
        click.echo(note, err=True)
    claims = sum(part.claims for part in report.parts)
    changes = [change for part in report.parts for document in part.documents for change in document.changes]
    counts = count_kinds(changes)
    differences = f"{counts['found']} found, {counts['lost']} lost, {counts['changed']} changed"
    by_rule = f", {counts['rule']} by another rule" if counts["rule"] else ""
    stale = sum(document.is_stale for part in report.parts for document in part.documents)
    texts = f", {count_of(stale, 'text')} new or changed" if stale else ""
    same = "" if report.has_differences else ", as expected"
    where = f"{count_of(claims, 'claim')} in {count_of(len(report.parts), 'corpus file')}"
    click.echo(f"{where}: {differences}{by_rule}{texts}{same}")


def _show_part(part: PartReport) -> None:
    click.echo(part.name + (" (no claim may be made here)" if part.path is None else ""))
    for document in part.documents:
        for line in describe_changes(document.doc_id, document.document, document.changes):
            click.secho(line, fg=_COLOURS.get(line.strip()[0]))
    for line in describe_rules(change for document in part.documents for change in document.changes):
        click.secho(line, fg=_COLOURS["~"])
    stale = [document.doc_id for document in part.documents if document.is_stale]
    if stale:
        shown = ", ".join(stale[:5]) + (", ..." if len(stale) > 5 else "")
        click.echo(f"  {count_of(len(stale), 'text')} new or changed since it was expected: {shown}")
