"""``claimx schema``: the JSON Schema of a claim."""

from __future__ import annotations

import json

import click

from claimx.model import Claim


@click.command()
def command() -> None:
    """Print the JSON Schema of a claim, as `claimx extract` writes one a line."""
    schema = Claim.model_json_schema(by_alias=True)
    click.echo(json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2))
