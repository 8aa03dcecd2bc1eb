"""``claimx rules unknown``: names that no lexicon has."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from claimx.cli.output import open_stdout
from claimx.consolidation import UnknownName, find_unknown_names, load_names
from claimx.writers import read_claims


@click.command()
@click.argument("claims", type=click.Path(path_type=Path))
@click.option("--min-claims", type=click.IntRange(min=1), default=1, show_default=True, help="Leave out rarer names.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def command(claims: Path, min_claims: int, as_json: bool) -> None:
    """List the names in CLAIMS that no lexicon has, most frequent first, with likely matches.

    A match is a suggestion for whoever writes the lexicon; names are never merged because they look alike, and names
    whose digits differ are never suggested.
    """
    unknown = [item for item in find_unknown_names(read_claims(claims), load_names()) if item.claims >= min_claims]
    with open_stdout() as stdout:
        for item in unknown:
            stdout.write((json.dumps(asdict(item), ensure_ascii=False) if as_json else _line(item)) + "\n")


def _line(item: UnknownName) -> str:
    like = ", ".join(f"{name} ({score:.0f})" for name, score in item.suggestions)
    return f"{item.claims:6d} {item.documents:5d}  {item.family:10s} {item.name}{f'    like: {like}' if like else ''}"
