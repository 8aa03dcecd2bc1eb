"""``claimx extract``: papers in, claims out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import click

from claimx.batch.local import Outcome, extract_outcomes
from claimx.cli.group import SOME_SKIPPED
from claimx.cli.inputs import read_inputs
from claimx.cli.output import open_stdout
from claimx.cli.progress import Progress
from claimx.errors import InputError
from claimx.model import Claim, Document, ResultsTable
from claimx.writers import FORMATS, format_of, write_claims
from claimx.writers.atomic import open_atomic_text
from claimx.writers.jsonl import write_jsonl


@dataclass(slots=True)
class Run:
    """What a run has done so far; `kept` holds the papers with claims, for formats that show more than claims."""

    progress: Progress
    documents: int = 0
    with_claims: int = 0
    claims: int = 0
    skipped: int = 0
    kept: dict[str, Document] = field(default_factory=dict)
    keeps: bool = False

    def skip(self, reason: object) -> None:
        """Count and name a document that costs its own claims only."""
        self.skipped += 1
        self.progress.say(f"skipped: {reason}")

    def note(self, reason: object) -> None:
        """Say what is odd about a document that is used all the same."""
        self.progress.say(f"note: {reason}")

    def collect(self, outcomes: Iterable[Outcome]) -> Iterator[Claim]:
        """Yield the claims of all outcomes and count them.

        Raises:
            InputError: Not one document could be used.
        """
        for outcome in outcomes:
            document = outcome.document
            self.progress.advance()
            if outcome.failure is not None:
                place = f"{document.source}: " if document.source else ""
                self.skip(f"{place}{document.doc_id}: {outcome.failure}")
                continue
            self.documents += 1
            self.claims += len(outcome.claims)
            if outcome.claims:
                self.with_claims += 1
                if self.keeps:
                    self.kept[document.doc_id] = document
            yield from outcome.claims
        if not self.documents:
            raise InputError("no paper could be read from the input")

    def summary(self) -> str:
        """Return the run in one line."""
        counts = f"{self.documents:,} documents, {self.with_claims:,} with claims, {self.claims:,} claims"
        return f"{counts}, {self.skipped:,} skipped"


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="The file to write; its suffix picks the format.",
)
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="The format, where OUT's suffix is not to decide."
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes that work at once; the output is the same for any number.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; skipped papers are still named.")
def command(inputs: tuple[str, ...], output: Path | None, format_: str | None, jobs: int, quiet: bool) -> None:
    """Read papers and write their claims.

    INPUT is a file, a folder, or - for standard input: a saved page (text or HTML), the site's API JSON, JSONL,
    CSV. Without -o the claims go to standard output, one JSON object a line.

    Exit codes: 0 done; 2 the input cannot be used; 3 done, but some papers were skipped, each named on standard
    error.
    """
    if output is not None and format_ is None:
        format_ = format_of(output)
    _refuse_overwriting(inputs, output)
    watched = output is not None or not sys.stdout.isatty()
    with Progress("papers", wanted=watched and not quiet) as progress:
        run = Run(progress, keeps=format_ not in (None, "jsonl"))
        claims = run.collect(extract_outcomes(read_inputs(inputs, run.skip, run.note), jobs))
        _write(claims, output, format_ or "jsonl", run)
    if not quiet:
        click.echo(run.summary(), err=True)
    if run.skipped:
        click.get_current_context().exit(SOME_SKIPPED)


def _write(claims: Iterable[Claim], output: Path | None, format_: str, run: Run) -> None:
    with nullcontext(output) if output is not None else open_stdout() as destination:
        if format_ != "jsonl":
            collected = list(claims)
            table = _build_table(collected) if format_ == "xlsx" else None
            write_claims(collected, destination, format_, documents=run.kept, table=table)
        elif isinstance(destination, Path):
            with open_atomic_text(destination) as handle:
                write_jsonl(claims, handle)
        else:
            write_jsonl(claims, destination)


def _build_table(claims: list[Claim]) -> ResultsTable:
    from claimx.consolidation import build_table, load_names, load_settings

    return build_table(claims, load_names(), load_settings())


def _refuse_overwriting(inputs: Iterable[str], output: Path | None) -> None:
    """Papers must never be overwritten by their claims."""
    if output is not None and output.exists():
        for name in inputs:
            path = Path(name)
            if name != "-" and path.is_file() and path.samefile(output):
                raise click.UsageError(f"{output} is an input; the claims would overwrite it")
