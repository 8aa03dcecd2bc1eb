"""``claimx review status``, ``agree``, ``precision`` and ``gold``: what the decisions of reviewers amount to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
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
from claimx.cli.group import DIFFERENCES, DONE
from claimx.cli.output import open_stdout
from claimx.model import Claim
from claimx.review.agreement import PairAgreement, find_conflicts, measure_agreement
from claimx.review.gold import build_gold, write_gold
from claimx.review.intervals import Estimate
from claimx.review.ledger import Decision, merge_ledgers, read_ledger
from claimx.review.precision import RulePrecision, measure_precision
from claimx.review.slots import Vocabulary, load_vocabulary
from claimx.review.threeway import Fit
from claimx.review.vocabulary import VERDICTS
from claimx.rulebook.rules import load_nodes
from claimx.text import rules_root
from claimx.writers import read_claims
from claimx.writers.atomic import open_atomic_binary, open_atomic_text

_json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
_decided_argument = click.argument(
    "decided", metavar="LEDGER_OR_WORKBOOK...", nargs=-1, required=True, type=click.Path(path_type=Path)
)


@click.command()
@claims_argument
@decisions_option(required=True)
@documents_option
@_json_option
def status(claims: Path, decisions: Path, documents: tuple[str, ...], as_json: bool) -> None:
    """What is decided about CLAIMS, what is open, in conflict and stale; exit code 1 while anything needs a person."""
    decided = review_claims(read_claims(claims), decisions, read_papers(documents))
    counts = _status_counts(decided)
    with open_stdout() as stdout:
        if as_json:
            stale = [_stale_record(fit) for fit in decided.result.stale]
            stdout.write(json.dumps(counts | {"stale_decisions": stale}, ensure_ascii=False) + "\n")
        else:
            stdout.writelines(f"{name:28s}{count:8,d}\n" for name, count in counts.items())
    if not as_json:
        name_stale(decided.result)
    finish(DIFFERENCES if counts["stale"] or counts["in conflict"] else DONE)


@click.command()
@_decided_argument
@click.option(
    "-o", "--output", metavar="OUT", type=click.Path(path_type=Path), help="A workbook to settle the conflicts in."
)
@click.option("--reviewer", default="", metavar="NAME", help="Who will settle them.")
@click.option("--claims", metavar="CLAIMS", type=click.Path(path_type=Path), help="To place added claims of workbooks.")
@documents_option
@_json_option
def agree(
    decided: tuple[Path, ...],
    output: Path | None,
    reviewer: str,
    claims: Path | None,
    documents: tuple[str, ...],
    as_json: bool,
) -> None:
    """How far reviewers agree, on their first votes; exit code 1 while conflicts are open.

    Takes ledgers (.jsonl), workbooks (.xlsx), or both. Percent agreement and Cohen's kappa with its 95% interval, by
    decision and by field. A claim that one of two reviewers did not decide on is "not seen" and no disagreement;
    "unsure" is a decision of its own. With -o, the conflicts go to a workbook with a column "Consensus" that
    `claimx review import` reads; the first votes stay as they are.
    """
    vocabulary = load_vocabulary()
    ledger = _read_decided(decided, vocabulary, read_claims(claims) if claims else [], documents)
    pairs = measure_agreement(ledger, vocabulary)
    conflicts = find_conflicts(ledger, vocabulary)
    if output is not None:
        if output.suffix.lower() != ".xlsx":
            raise click.UsageError(f"the workbook of conflicts is an .xlsx file, not {output.name!r}")
        from claimx.review.workbook import write_conflict_workbook

        with open_atomic_binary(output) as handle:
            write_conflict_workbook(conflicts, handle, reviewer)
    with open_stdout() as stdout:
        if as_json:
            record = {"pairs": [pair.to_dict() for pair in pairs], "conflicts": list(conflicts)}
            stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
        else:
            lines = [line for pair in pairs for line in _pair_lines(pair)] or ["only one reviewer decided so far"]
            where = f", listed in {output}" if output else ""
            stdout.writelines(
                f"{line}\n" for line in [*lines, f"{count_words(len(conflicts), 'open conflict')}{where}"]
            )
    finish(DIFFERENCES if conflicts else DONE)


@click.command()
@_decided_argument
@_json_option
def precision(decided: tuple[Path, ...], as_json: bool) -> None:
    """How often each rule is right, by the decisions, with 95% Wilson intervals.

    "exact" is the share of claims accepted as they are, "found" the share that are results at all, accepted or
    corrected. A consensus counts before votes; claims in conflict and unsure ones count for and against nothing.
    """
    vocabulary = load_vocabulary()
    ledger = _read_decided(decided, vocabulary, [], ())
    rules = measure_precision(ledger, vocabulary, _find_renamed())
    with open_stdout() as stdout:
        if as_json:
            stdout.write(json.dumps([rule.to_dict() for rule in rules], ensure_ascii=False) + "\n")
        else:
            stdout.writelines(f"{line}\n" for line in _precision_lines(rules))


@click.command()
@claims_argument
@decisions_option(required=True)
@click.option(
    "-o", "--output", metavar="OUT", type=click.Path(path_type=Path), help="The gold file; else standard output."
)
@click.option("--incomplete", is_flag=True, help="Also papers with undecided claims, which become optional labels.")
@documents_option
def gold(claims: Path, decisions: Path, output: Path | None, incomplete: bool, documents: tuple[str, ...]) -> None:
    """Gold labels from the accepted, corrected and added CLAIMS, in the format of `claimx score`.

    A paper counts once every claim found in it is decided. Give --documents of today if the papers' text changed.
    """
    decided = review_claims(read_claims(claims), decisions, read_papers(documents))
    labels = build_gold(decided.result, keep_incomplete=incomplete)
    with open_atomic_text(output) if output is not None else open_stdout() as handle:
        write_gold(labels.documents, handle)
    name_stale(decided.result)
    click.echo(f"{count_words(labels.labels, 'label')} in {count_words(len(labels.documents), 'paper')}", err=True)
    if labels.incomplete:
        open_claims = count_words(sum(labels.incomplete.values()), "undecided claim")
        fate = "are in as optional labels" if incomplete else "keep their papers out"
        click.echo(f"{open_claims} in {count_words(len(labels.incomplete), 'paper')} {fate}", err=True)
    finish()


def _read_decided(
    paths: Sequence[Path], vocabulary: Vocabulary, claims: Sequence[Claim], documents: tuple[str, ...]
) -> list[Decision]:
    """Return the decisions of ledgers and workbooks together."""
    books = [path for path in paths if path.suffix.lower() == ".xlsx"]
    ledgers = [read_ledger(path) for path in paths if path not in books]
    if books:
        from claimx.review.intake import take_in
        from claimx.review.reading import read_workbook

        papers = read_papers(documents)
        taken = take_in([read_workbook(path) for path in books], vocabulary, claims=claims, documents=papers)
        ledgers.append(taken.decisions)
    return merge_ledgers(ledgers)


def _find_renamed() -> dict[str, str]:
    """Return what rules are called now by what they were called before."""
    renamed = {}
    for node in load_nodes(rules_root() / "assembly"):
        before = node.get("was", [])
        renamed.update(dict.fromkeys([before] if isinstance(before, str) else before, node["id"]))
    return renamed


def _status_counts(decided: Decided) -> dict[str, int]:
    result = decided.result
    said = Counter(decision.verdict for decision in result.decided.values())
    undecided = len(result.extracted) - len(result.decided) - len(result.disputed)
    verdicts = {f"  {verdict}": said[verdict] for verdict in VERDICTS}
    return {
        "claims": len(result.extracted), "of them added": len(result.added), "decided": len(result.decided), **verdicts,
        "in conflict": len(result.disputed), "undecided": undecided, "stale": len(result.stale),
        "fulfilled without a decision": len(result.settled),
    }  # fmt: skip


def _stale_record(fit: Fit) -> dict[str, str | None]:
    decision = fit.decision
    return {
        "claim_id": decision.claim_id,
        "doc_id": decision.seen.doc_id,
        "reviewer": decision.reviewer,
        "decision": decision.decision,
        "reason": fit.stale,
        "likely": fit.claim.id if fit.claim else None,
    }


def _pair_lines(pair: PairAgreement) -> Iterator[str]:
    yield f"{pair.first} and {pair.second}: {pair.seen:,} seen by both, {pair.not_seen:,} by one of them only"
    if not pair.seen:
        return
    yield (
        f"  decisions  {100 * pair.agreed / pair.seen:5.1f} % agree  kappa {_kappa_text(pair.kappa)}"
        f"  ({pair.same_outcome:,} with equal corrections and reasons)"
    )
    for verdict in VERDICTS:
        share = pair.specific(verdict)
        uses = [pair.counts[one, two] for one in VERDICTS for two in VERDICTS if verdict in (one, two)]
        if share is not None:
            both = pair.counts[verdict, verdict]
            yield f"  {verdict:10s} {100 * share:5.1f} % specific agreement  ({both:,} of {sum(uses):,} claims by both)"
    for name, item in pair.fields.items():
        if item.n:
            shown = f"{100 * item.same / item.n:5.1f} % agree  kappa {_kappa_text(item.kappa)}"
            yield f"  {name.replace('_', ' '):10s} {shown}  ({item.n:,} claims that both let stand)"


def _kappa_text(kappa: Estimate | None) -> str:
    # both always said the same one thing: agreement beyond chance cannot be told from chance
    return "not defined" if kappa is None else f"{kappa.value:.2f} ({kappa.low:.2f} to {kappa.high:.2f})"


def _precision_lines(rules: Sequence[RulePrecision]) -> Iterator[str]:
    width = max(len(item.rule) for item in rules)
    yield f"{'rule':{width}}  accept correct reject unsure  exact (95% interval)    found (95% interval)"
    for item in rules:
        counts = f"{item.accepted:6,d} {item.corrected:7,d} {item.rejected:6,d} {item.undecided:6,d}"
        yield f"{item.rule:{width}}  {counts}  {_share_text(item.exact)}  {_share_text(item.found)}"


def _share_text(share: Estimate | None) -> str:
    text = "-" if share is None else f"{share.value:.3f} ({share.low:.3f} to {share.high:.3f})"
    return f"{text:22s}"
