"""``claimx score``: claims against gold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from claimx.measure.gold import load_gold
from claimx.measure.score import TRUSTED, Pair, Precision, Score, score_claims
from claimx.writers import read_claims


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("claims", type=click.Path(path_type=Path))
@click.option(
    "--errors",
    type=click.IntRange(min=0),
    default=0,
    help="Print up to N misses, spurious claims and slot errors each.",
)
@click.option("--by-rule", is_flag=True, help="Also print the precision of each rule's claims.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of the tables.")
def command(gold: Path, claims: Path, errors: int, by_rule: bool, as_json: bool) -> None:
    """Precision, recall and F1 of CLAIMS against GOLD, per level and slot, and what a confidence is worth.

    GOLD holds one labelled document a line, CLAIMS one claim a line as `claimx extract` writes them. Documents that
    GOLD does not know are ignored.
    """
    score = score_claims(load_gold(gold), read_claims(claims))
    if as_json:
        click.echo(json.dumps(score.to_dict()))
        return
    click.echo(f"{score.documents} documents, {score.gold} gold claims, {score.predicted} predicted")
    for level, row in score.levels().items():
        click.echo(f"{level:14s} P {row['p']:.3f}  R {row['r']:.3f}  F1 {row['f1']:.3f}")
    slots = "  ".join(f"{slot} {share:.3f}" for slot, share in score.slots().items())
    click.echo(f"slots right among matched: {slots}")
    for line in [*_calibration_lines(score), *(_rule_lines(score) if by_rule else ()), *_error_lines(score, errors)]:
        click.echo(line)


def _calibration_lines(score: Score) -> Iterator[str]:
    yield "confidence     claims  P at L2  P at L3"
    for item in score.confidence():
        last = "]" if item.high == 1.0 else ")"
        yield f"[{item.low:.2f}, {item.high:.2f}{last} {_precision_text(item.precision)}"
    yield f"above {TRUSTED:.2f}    {_precision_text(score.trusted())}"


def _rule_lines(score: Score) -> Iterator[str]:
    rules = score.by_rule()
    width = max([len(rule) for rule in rules] + [4])
    yield f"{'rule':{width}}    claims  P at L2  P at L3"
    for rule, precision in rules.items():
        yield f"{rule:{width}}  {_precision_text(precision)}"


def _precision_text(precision: Precision) -> str:
    l2, l3 = ("      -" if share is None else f"{share:7.3f}" for share in (precision.l2, precision.l3))
    return f"{precision.claims:8d}  {l2}  {l3}"


def _error_lines(score: Score, limit: int) -> Iterator[str]:
    for doc_id, label in score.missed[:limit]:
        yield f"MISSED    {doc_id}: {label.from_text} {label.value_text} | {label.quote}"
    for doc_id, claim in score.spurious[:limit]:
        yield f"SPURIOUS  {doc_id}: {claim.value.text} | {claim.sentence.text[:160]}"
    for pair in [pair for pair in score.pairs if pair.wrong][:limit]:
        wrong = "; ".join(f"{slot} gold={_labelled(pair, slot)} got={_found(pair, slot)}" for slot in pair.wrong)
        yield f"SLOTS     {pair.doc_id}: {pair.gold.value_text}: {wrong}"


def _labelled(pair: Pair, slot: str) -> object:
    label = pair.gold
    if slot == "value":
        return (label.low, label.high, label.from_value)
    content = getattr(label, slot)
    return list(content) if isinstance(content, tuple) else content


def _found(pair: Pair, slot: str) -> object:
    claim = pair.claim
    if slot == "value":
        return (claim.value.low, claim.value.high, claim.from_.low if claim.from_ else None)
    if slot in ("unit", "qualifier"):
        return getattr(claim.value, slot)
    if slot == "benchmarks":
        return [name.text for name in claim.benchmarks]
    content = getattr(claim, slot)
    return content if content is None or isinstance(content, str) else content.text
