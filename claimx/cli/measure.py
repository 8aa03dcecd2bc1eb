"""``claimx measure``: what a change gains and loses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from claimx.measure.compare import CorpusComparison, compare_revisions, merge_folders
from claimx.measure.corpora import find_golden, find_shared, select_corpora
from claimx.measure.report import count_kinds, describe_changes, describe_rules
from claimx.measure.score import LEVELS


@click.group()
def command() -> None:
    """Compare two revisions: claims gained and lost."""


@command.command()
@click.argument("revision", metavar="REV")
@click.option("--corpus", "names", metavar="NAME", multiple=True, help="Only this corpus; may be given again.")
@click.option(
    "--project",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path("."),
    help="The checkout, by default the current folder.",
)
@click.option("--shared", metavar="DIR", type=click.Path(path_type=Path), help="The shared corpora.")
@click.option("--markdown", is_flag=True, help="Print a Markdown table for the changelog.")
@click.option("--summary", is_flag=True, help="Leave out the single claims, and sum up the golden texts.")
def compare(
    revision: str, names: tuple[str, ...], project: Path, shared: Path | None, markdown: bool, summary: bool
) -> None:
    """Run revision REV and the working tree over all corpora at hand and show what changed.

    For each corpus: claims found (+), lost (-) and changed (~), with gold's verdict on their value, benchmarks and
    metric where gold exists, the scores before and after, and the time.
    """
    root = project.resolve()
    corpora = find_golden(root / "golden") + find_shared(shared or root.parent / "shared", root / "golden" / "labels")
    comparisons = compare_revisions(revision, root, select_corpora(corpora, names))
    if markdown or summary:
        comparisons = merge_folders(comparisons)
    if markdown:
        for line in _markdown_lines(revision, comparisons):
            click.echo(line)
        return
    for comparison in comparisons:
        for line in _corpus_lines(comparison, summary):
            click.echo(line)


def _corpus_lines(comparison: CorpusComparison, summary: bool) -> Iterator[str]:
    counts = count_kinds(comparison.changes)
    yield (
        f"{comparison.corpus.name}: {counts['found']} found, {counts['lost']} lost, {counts['changed']} changed"
        f"{_verdicts(comparison)}; {_seconds(comparison)}"
    )
    if not summary:
        for doc_id, document in comparison.documents.items():
            changes = [change for change in comparison.changes if change.entry.doc_id == doc_id]
            yield from describe_changes(doc_id, document, changes, comparison.verdict)
    yield from describe_rules(comparison.changes)
    for level, (before, after) in _levels(comparison).items():
        yield f"  {level:14s} " + "  ".join(f"{name.upper()} {_moved(before[name], after[name])}" for name in after)


def _markdown_lines(revision: str, comparisons: Sequence[CorpusComparison]) -> Iterator[str]:
    yield f"Against `{revision}`:"
    yield ""
    yield "| corpus | found | lost | changed | L1 F1 | L2 F1 | L3 F1 | L4 F1 | seconds |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for comparison in comparisons:
        counts = count_kinds(comparison.changes)
        levels = _levels(comparison)
        scores = [_moved(*(side["f1"] for side in levels[level])) if level in levels else "" for level in LEVELS]
        times = f"{comparison.old.seconds:.2f} → {comparison.new.seconds:.2f}"
        cells = [
            comparison.corpus.name,
            str(counts["found"]),
            str(counts["lost"]),
            str(counts["changed"]),
            *scores,
            times,
        ]
        yield f"| {' | '.join(cells)} |"


def _levels(comparison: CorpusComparison) -> dict[str, tuple[dict[str, float], dict[str, float]]]:
    """Return the scores of each level before and after; none without gold, nor where every claim is wrong."""
    before, after = comparison.old.score, comparison.new.score
    if before is None or after is None or comparison.corpus.silent:
        return {}
    old, new = before.levels(), after.levels()
    return {level: (old[level], new[level]) for level in LEVELS}


def _verdicts(comparison: CorpusComparison) -> str:
    """Return how the changes fare by gold, as in `` (found: 3 right, 1 wrong)``."""
    tallies: dict[str, dict[str, int]] = {}
    for change in comparison.changes:
        verdict = comparison.verdict(change)
        if verdict and not change.is_rule_only():
            tally = tallies.setdefault(change.kind, {})
            tally[verdict] = tally.get(verdict, 0) + 1
    parts = [
        f"{kind}: {', '.join(f'{count} {verdict}' for verdict, count in sorted(tally.items()))}"
        for kind, tally in tallies.items()
    ]
    return f" ({'; '.join(parts)})" if parts else ""


def _moved(old: float, new: float) -> str:
    return f"{new:.3f} (=)" if old == new else f"{new:.3f} ({new - old:+.3f})"


def _seconds(comparison: CorpusComparison) -> str:
    return f"{comparison.old.seconds:.2f} s -> {comparison.new.seconds:.2f} s"
