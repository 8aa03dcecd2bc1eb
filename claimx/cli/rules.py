"""``claimx rules``: the rules, their examples, and whether the examples hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import click

from claimx.cli.group import DIFFERENCES, LazyGroup
from claimx.errors import InputError
from claimx.rulebook import Rule, load_rulebook

VERBS: dict[str, tuple[str, str]] = {
    "list": ("claimx.cli.rules:list_rules", "The rules with their shapes and examples."),
    "check": ("claimx.cli.rules:check", "Run every example and counter-example of every rule."),
    "unknown": ("claimx.cli.unknown", "Names in claims that no lexicon knows, with likely matches."),
}

_rules_option = click.option(
    "--rules",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A rules folder; by default the one that claimx came with.",
)


@click.command(cls=LazyGroup, verbs=VERBS)
def command() -> None:
    """List and check the rules."""


@click.command("list")
@click.argument("patterns", metavar="[RULE]...", nargs=-1)
@click.option("--brief", is_flag=True, help="One line a rule.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@_rules_option
def list_rules(patterns: tuple[str, ...], brief: bool, as_json: bool, folder: Path | None) -> None:
    """The rules in the order in which they win, with their shapes and examples.

    RULE is the id of a rule, or a pattern such as 'delta*'.
    """
    rules = load_rulebook(folder, experimental=True).rules
    chosen = [rule for rule in rules if not patterns or any(fnmatchcase(rule.id, pattern) for pattern in patterns)]
    if not chosen:
        raise InputError(f"no rule is called {' or '.join(patterns)}" if patterns else "there are no rules")
    for rule in chosen:
        if as_json:
            click.echo(json.dumps(_plain(rule), ensure_ascii=False))
        elif brief:
            click.echo(f"{rule.id}  {rule.kind}  {rule.says}")
        else:
            for line in _lines(rule):
                click.echo(line)


@click.command()
@_rules_option
def check(folder: Path | None) -> None:
    """Run every example and counter-example, each rule alone and all together; exit code 1 if one fails."""
    from claimx.assembly.check import check_rules

    rulebook = load_rulebook(folder, experimental=True)
    failures = list(check_rules(rulebook))
    for failure in failures:
        click.echo(f"{failure.rule.path}:{failure.rule.line}: {failure.rule.id}: {failure.text!r}: {failure.reason}")
    examples = sum(len(example.texts) for rule in rulebook.rules for example in rule.matches)
    rejects = sum(len(rule.rejects) for rule in rulebook.rules)
    click.echo(f"{len(rulebook.rules)} rules, {examples} examples, {rejects} counter-examples, {len(failures)} failed")
    if failures:
        click.get_current_context().exit(DIFFERENCES)


def _lines(rule: Rule) -> Iterator[str]:
    status = "" if rule.status == "stable" else f"  ({rule.status})"
    yield f"{rule.id}  [{rule.pass_name}]  {rule.kind}{status}"
    yield f"    {rule.says}"
    if rule.reason:
        yield f"    reason: {rule.reason}"
    for shape in rule.shapes:
        yield f"    shape: {shape.source}"
    for example in rule.matches:
        gives = ", ".join(f"{slot} {content}" for slot, content in example.gives.items())
        for text in example.texts:
            yield f"    + {text}" + (f"   -> {gives}" if gives else "")
    for text in rule.rejects:
        yield f"    - {text}"
    yield ""


def _plain(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "status": rule.status,
        "pass": rule.pass_name,
        "kind": rule.kind,
        "says": rule.says,
        "reason": rule.reason,
        "shapes": [shape.source for shape in rule.shapes],
        "matches": [{"in": list(example.texts), "gives": example.gives} for example in rule.matches],
        "rejects": list(rule.rejects),
        "was": list(rule.was),
    }
