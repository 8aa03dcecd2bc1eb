"""``claimx table``: a survey table from claims."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from claimx.cli.decided import decisions_option, name_stale, review_claims
from claimx.cli.output import open_stdout
from claimx.consolidation import (
    GROUPS,
    POLICIES,
    TableOptions,
    build_table,
    find_citation_keys,
    load_names,
    load_settings,
    read_bibtex,
)
from claimx.errors import InputError
from claimx.model import Claim, ResultsTable
from claimx.writers import read_claims
from claimx.writers.table_latex import LatexOptions
from claimx.writers.tables import EVIDENCE_FORMATS, TABLE_FORMATS, write_evidence, write_table

_ENTITIES = ("model", "base_model", "paper")
_MEASURED = ("benchmark", "metric")


@click.command()
@click.argument("claims", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="The file to write; its suffix is the format.",
)
@click.option("--format", "format_", type=click.Choice(TABLE_FORMATS), help="The format, where OUT's suffix is none.")
@decisions_option(required=False)
@click.option("--rows", type=click.Choice(_ENTITIES + _MEASURED), default="model", show_default=True)
@click.option("--columns", type=click.Choice(_ENTITIES + _MEASURED), default="benchmark", show_default=True)
@click.option("--group", type=click.Choice(GROUPS), help="What neighbouring rows or columns share.")
@click.option("--metric", "metrics", multiple=True, metavar="M", help="Only this metric; may be repeated.")
@click.option("--benchmark", "benchmarks", multiple=True, metavar="B", help="Only this benchmark; may be repeated.")
@click.option(
    "--on-conflict",
    type=click.Choice(POLICIES),
    default="mark",
    show_default=True,
    help="Show all conflicting values, or the first paper's, the latest's, or those of the system's own paper.",
)
@click.option("--unnamed", is_flag=True, help="Also show results without a named benchmark, each paper for itself.")
@click.option("--min-rows", type=click.IntRange(min=1), default=1, show_default=True, help="Leave out emptier columns.")
@click.option("--max-columns", type=click.IntRange(min=1), default=6, show_default=True, help="Of one LaTeX tabular.")
@click.option("--siunitx", is_flag=True, help="Align LaTeX numbers on the decimal point, with that package.")
@click.option("--bib", type=click.Path(path_type=Path), help="A BibTeX file; papers that it has are cited.")
@click.option("--caption", default="Results as stated in the papers.", help="The caption, as plain text.")
@click.option("--label", default="tab:results", show_default=True, help="The LaTeX label.")
@click.option(
    "--evidence",
    type=click.Choice((*EVIDENCE_FORMATS, "none")),
    help="The companion file OUT.evidence.*, with every quote. Default: md, none for html, which holds it itself.",
)
def command(
    claims: Path,
    output: Path | None,
    format_: str | None,
    decisions: Path | None,
    rows: str,
    columns: str,
    group: str | None,
    metrics: tuple[str, ...],
    benchmarks: tuple[str, ...],
    on_conflict: str,
    unnamed: bool,
    min_rows: int,
    max_columns: int,
    siunitx: bool,
    bib: Path | None,
    caption: str,
    label: str,
    evidence: str | None,
) -> None:
    """A survey table of CLAIMS: systems by benchmarks, every value with the claims it stands on.

    Values share a column only where benchmark, metric, setting, sort of number and unit are equal. Without -o the
    table goes to standard output as Markdown. With --decisions, what reviewers rejected is out, and what they
    corrected or added is in.

    \b
    claimx table claims.jsonl -o survey.tex --bib refs.bib --group task
    claimx table claims.jsonl --metric accuracy --min-rows 2
    """
    format_ = format_ or _format_of(output)
    transposed = _is_transposed(rows, columns)
    if transposed and format_ == "xlsx":
        raise click.UsageError("a workbook has systems as rows; use --rows model, or another format")
    entity = columns if transposed else rows
    options = TableOptions(
        rows_by=next(name for name in ("model", "base_model", "paper") if name == entity),
        transposed=transposed,
        group_by=next((name for name in GROUPS if name == group), ""),
        metrics=metrics,
        benchmarks=benchmarks,
        on_conflict=next(name for name in POLICIES if name == on_conflict),
        keep_unnamed=unnamed,
        min_rows=min_rows,
    )
    records = read_claims(claims)
    if decisions is not None:
        reviewed = review_claims(records, decisions, {}).result
        records = reviewed.claims
        name_stale(reviewed)
    table = build_table(records, load_names(), load_settings(), options)
    latex = LatexOptions(caption, label, siunitx, max_columns, _read_keys(bib, records))
    with nullcontext(output) if output is not None else open_stdout() as destination:
        write_table(table, destination, format_, latex=latex)
    if output is not None:
        companion = evidence or ("none" if format_ == "html" else "md")
        if companion != "none":
            write_evidence(table, output.with_suffix(f".evidence.{companion}"), companion)
    click.echo(_summary(table), err=True)


def _format_of(output: Path | None) -> str:
    suffix = output.suffix.lower().removeprefix(".") if output else "md"
    if suffix not in TABLE_FORMATS:
        known = " ".join(f".{name}" for name in TABLE_FORMATS)
        raise click.UsageError(f"cannot tell the format of {output} from its suffix; known suffixes: {known}")
    return suffix


def _is_transposed(rows: str, columns: str) -> bool:
    if (rows in _MEASURED) == (columns in _MEASURED):
        raise click.UsageError(
            f"one of --rows and --columns is what was measured ({', '.join(_MEASURED)}), "
            f"the other is what was measured on it ({', '.join(_ENTITIES)})"
        )
    return rows in _MEASURED


def _read_keys(bib: Path | None, records: list[Claim]) -> dict[str, str]:
    if bib is None:
        return {}
    try:
        return find_citation_keys(read_bibtex(bib.read_text(encoding="utf-8-sig")), records)
    except OSError as error:
        raise InputError(f"cannot read it: {error.strerror or error}", str(bib)) from error
    except UnicodeDecodeError as error:
        raise InputError("it is not UTF-8", str(bib)) from error


def _summary(table: ResultsTable) -> str:
    filled, everything = len(table.cells), len(table.rows) * len(table.columns)
    parts = [
        f"{len(table.rows)} × {len(table.columns)} cells: {filled} filled, {everything - filled} empty",
        f"{len(table.conflicts)} conflicts",
        f"{len(table.exclusions)} claims left out",
        *([f"{len(table.findings)} flagged by checks"] if table.findings else []),
    ]
    return ", ".join(parts)
