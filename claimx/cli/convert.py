"""``claimx convert``: claims in formats that other tools read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from claimx.cli.export_context import Judged, find_settings, find_tasks
from claimx.cli.group import SOME_SKIPPED
from claimx.cli.output import open_stdout
from claimx.errors import InputError
from claimx.model import Claim, Document
from claimx.writers import read_claims, write_claims
from claimx.writers.atomic import open_atomic_text
from claimx.writers.interchange import EXPORTERS, Context, Export, LeftOut, Part, load_hub_datasets

PARQUET = "parquet"
_NEED_DOCUMENTS = ("label-studio",)
_MANY_FILES = {"hf-eval": "result", "model-index": "model"}
_LEVELS = ("hf-eval", "model-index", "pwc")
_SHOW_DECISIONS = ("bibtex", "ris")
_UNPRINTED = "a reviewer's number that its sentence does not print"


@click.command()
@click.argument("claims", type=click.Path(path_type=Path))
@click.option("--to", "format_", type=click.Choice((*EXPORTERS, PARQUET)), required=True, help="The format.")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="The file to write; for formats of many files (hf-eval, model-index) a folder.",
)
@click.option(
    "--documents",
    metavar="INPUT",
    multiple=True,
    help="The papers that the claims were read from; offsets are checked against them. Repeatable.",
)
@click.option(
    "--decisions",
    metavar="LEDGER",
    type=click.Path(path_type=Path),
    help="Reviewers' decisions: rejected claims are left out, corrected ones corrected; bibtex and ris show them.",
)
@click.option("--model", "models", metavar="NAME", multiple=True, help="Only this model's claims; repeatable.")
@click.option(
    "--hub-datasets",
    metavar="TSV",
    type=click.Path(path_type=Path),
    help="Your own table of the Hub's benchmarks, in place of claimx's.",
)
def command(
    claims: Path,
    format_: str,
    output: Path | None,
    documents: tuple[str, ...],
    decisions: Path | None,
    models: tuple[str, ...],
    hub_datasets: Path | None,
) -> None:
    """Write CLAIMS in a format that other tools read.

    Claims that the format cannot hold are left out, counted and named on standard error, each with the reason;
    nothing is written that a claim does not state.

    \b
    claimx convert claims.jsonl --to webanno --documents papers.jsonl -o claims.jsonld
    claimx convert claims.jsonl --to hf-eval -o results/
    claimx convert claims.jsonl --to ris --decisions decisions.jsonl -o library.ris

    Exit codes: 0 done; 2 the input cannot be used; 3 done, but some papers could not be read, or some claims are not
    where they say in the given documents.
    """
    if format_ in _NEED_DOCUMENTS and not documents:
        raise click.UsageError(f"{format_} shows the papers' texts and needs --documents")
    if format_ == PARQUET and output is None:
        raise click.UsageError("parquet is no text and needs -o")
    skipped: list[InputError] = []
    papers = _read_documents(documents, skipped)
    judged = _judge(read_claims(claims), decisions, papers)
    records = judged.everything if format_ in _SHOW_DECISIONS else judged.standing
    records = [claim for claim in records if _is_wanted(claim, models)]
    rejected = [item for item in judged.rejected if format_ not in _SHOW_DECISIONS and _is_wanted(item.claim, models)]
    if format_ in _LEVELS:
        rejected += [LeftOut(claim, _UNPRINTED) for claim in records if claim.id in judged.unprinted]
        records = [claim for claim in records if claim.id not in judged.unprinted]
    if output is not None and format_ == PARQUET:
        write_claims(records, output, PARQUET)
        left_out = rejected
    else:
        context = Context(
            documents=papers,
            judgements=judged.judgements,
            tasks=find_tasks(records) if format_ in _LEVELS else {},
            settings=find_settings(records) if format_ in _LEVELS else {},
            hub_datasets=load_hub_datasets(hub_datasets) if format_ in _LEVELS else {},
        )
        export = EXPORTERS[format_](records, context)
        left_out = [*export.left_out, *rejected]
        if format_ in _MANY_FILES and not export.parts:
            _report(left_out, skipped)
            raise InputError(f"none of the claims can be written as {format_}", str(claims))
        _write(export, format_, output)
    _report(left_out, skipped)
    if skipped or any(item.is_fault for item in left_out):
        click.get_current_context().exit(SOME_SKIPPED)


def _judge(records: list[Claim], decisions: Path | None, papers: Mapping[str, Document]) -> Judged:
    if decisions is None:
        return Judged(everything=records, standing=records)
    from claimx.cli.decided import name_stale, review_claims  # the review is not needed for anything else here
    from claimx.cli.judgements import build_judged

    decided = review_claims(records, decisions, papers)
    name_stale(decided.result)
    return build_judged(records, decided)


def _is_wanted(claim: Claim, models: Sequence[str]) -> bool:
    return not models or (claim.model is not None and not {claim.model.name, claim.model.text}.isdisjoint(models))


def _read_documents(inputs: Sequence[str], skipped: list[InputError]) -> dict[str, Document]:
    if not inputs:
        return {}
    from claimx.cli.inputs import read_inputs  # the readers' libraries are not needed for anything else here

    return {document.doc_id: document for document in read_inputs(inputs, skipped.append)}


def _write(export: Export, format_: str, output: Path | None) -> None:
    if output is None:
        _print(export.parts)
    elif format_ not in _MANY_FILES or (len(export.parts) == 1 and output.suffix and not output.is_dir()):
        with open_atomic_text(output) as handle:
            handle.write(export.parts[0].text)
    elif output.suffix and not output.is_dir():
        noun = _MANY_FILES[format_]
        raise click.UsageError(
            f"{format_} is one file a {noun}, and there are {len(export.parts)}: "
            f"give a folder in place of {output}, or choose with --model"
        )
    else:
        for part in export.parts:
            path = output / part.path
            path.parent.mkdir(parents=True, exist_ok=True)
            with open_atomic_text(path) as handle:
                handle.write(part.text)
        click.echo(f"{len(export.parts)} files in {output}", err=True)


def _print(parts: Sequence[Part]) -> None:
    """Write all parts to standard output; of several, each begins with a comment that is its file name."""
    with open_stdout() as stdout:
        for part in parts:
            if len(parts) > 1:
                begin = "" if part.text.startswith("---\n") else "---\n"
                stdout.write(f"# {part.path}\n{begin}")
            stdout.write(part.text)


def _report(left_out: Iterable[LeftOut], skipped: Iterable[InputError]) -> None:
    for error in skipped:
        click.echo(f"skipped: {error}", err=True)
    reasons: defaultdict[str, list[Claim]] = defaultdict(list)
    for item in left_out:
        reasons[item.reason].append(item.claim)
    for reason, claims in sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0])):
        click.echo(f"left out {len(claims):,}: {reason}: {' '.join(claim.id for claim in claims)}", err=True)
