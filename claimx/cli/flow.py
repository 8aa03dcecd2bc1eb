"""``claimx flow``: counts from documents to table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from claimx.cli.decided import decisions_option, name_stale, review_claims
from claimx.cli.group import SOME_SKIPPED
from claimx.cli.output import open_stdout
from claimx.consolidation import Flow, Rejection, build_table, count_flow, load_names, load_settings
from claimx.errors import InputError
from claimx.writers import read_claims


@click.command()
@click.argument("claims", type=click.Path(path_type=Path))
@click.option(
    "--documents", metavar="INPUT", multiple=True, help="What was read, to count the papers without claims; repeatable."
)
@decisions_option(required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--mermaid", is_flag=True, help="Print a Mermaid flow chart.")
def command(claims: Path, documents: tuple[str, ...], decisions: Path | None, as_json: bool, mermaid: bool) -> None:
    """Count what became of every claim between the papers and the table that `claimx table CLAIMS` makes.

    With --decisions, claims that reviewers rejected or added are counted as such.
    """
    if as_json and mermaid:
        raise click.UsageError("choose one of --json and --mermaid")
    skipped: list[InputError] = []
    read = _count_documents(documents, skipped) if documents else None
    records = read_claims(claims)
    rejections: list[Rejection] = []
    added, standing = 0, records
    if decisions is not None:
        reviewed = review_claims(records, decisions, {}).result
        rejections = [Rejection(item.claim.id, item.by, item.reason) for item in reviewed.rejected]
        records, standing, added = reviewed.extracted, reviewed.claims, len(reviewed.added)
        name_stale(reviewed)
    table = build_table(standing, load_names(), load_settings())
    flow = count_flow(records, table, documents=read, rejections=rejections, added=added)
    lines = [json.dumps(flow.to_dict())] if as_json else print_mermaid(flow) if mermaid else print_flow(flow)
    with open_stdout() as stdout:
        stdout.writelines(f"{line}\n" for line in lines)
    for error in skipped:
        click.echo(f"skipped: {error}", err=True)
    if skipped:
        click.get_current_context().exit(SOME_SKIPPED)


def _count_documents(inputs: tuple[str, ...], skipped: list[InputError]) -> int:
    from claimx.cli.inputs import read_inputs  # the readers' libraries are not needed for anything else here

    return sum(1 for _ in read_inputs(inputs, skipped.append))


def print_flow(flow: Flow) -> Iterator[str]:
    """Yield the counts as lines of text."""
    if flow.documents is not None:
        yield f"documents read            {flow.documents:7,d}"
    yield f"documents with claims     {flow.documents_with_claims:7,d}"
    yield f"claims found              {flow.claims:7,d}"
    if flow.added:
        yield f"added by reviewers        {flow.added:7,d}"
    for (who, reason), count in flow.rejected:
        yield f"rejected by {who:14s}{count:7,d}  {reason}"
    for reason, count in flow.excluded:
        yield f"left out                  {count:7,d}  {reason}"
    yield f"duplicates merged         {flow.merged:7,d}"
    yield f"in the table              {flow.in_table:7,d}"
    yield f"  cells                   {flow.cells:7,d}  {flow.rows} rows, {flow.columns} columns"
    yield f"conflicts                 {flow.conflicts:7,d}"
    yield f"flagged by checks         {flow.findings:7,d}"


def print_mermaid(flow: Flow) -> Iterator[str]:
    """Yield a flow chart; people's and the program's own exclusions are boxes of their own."""
    yield "flowchart TD"
    if flow.documents is not None:
        yield f'  read["Documents read: {flow.documents}"] --> with'
    yield f'  with["Documents with claims: {flow.documents_with_claims}"] --> claims'
    yield f'  claims["Claims found: {flow.claims}"] --> table'
    if flow.added:
        yield f'  added["Added by reviewers: {flow.added}"] --> table'
    for number, ((who, reason), count) in enumerate(flow.rejected, start=1):
        yield f'  claims --> rejected{number}["Rejected by {_safe(who)}: {count}<br>{_safe(reason)}"]'
    for number, (reason, count) in enumerate(flow.excluded, start=1):
        yield f'  claims --> left{number}["Left out automatically: {count}<br>{_safe(reason)}"]'
    yield f'  claims --> merged["Duplicates merged: {flow.merged}"]'
    shown = f"In the table: {flow.in_table}<br>{flow.cells} cells, {flow.rows} rows, {flow.columns} columns"
    yield f'  table["{shown}<br>{flow.conflicts} conflicts"]'


def _safe(text: str) -> str:
    # Mermaid's own way of writing signs that would end a label: entity codes without "&"
    codes = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;"}
    return "".join(codes.get(sign, sign) for sign in " ".join(text.split()))
