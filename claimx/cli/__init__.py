"""The command line: one file a verb, loaded only when that verb is called, so that ``--help`` stays fast."""

from __future__ import annotations

import click

from claimx.cli.group import MainGroup

# verb -> (module, one-line help); the module has a click command named `command`
VERBS: dict[str, tuple[str, str]] = {
    "extract": ("claimx.cli.extract", "Read papers and write their claims."),
    "text": ("claimx.cli.text", "Print the text that spans point into."),
    "explain": ("claimx.cli.explain", "Say for every number in a text which claim it is, or why it is none."),
    "golden": ("claimx.cli.golden", "Check or update the golden corpus."),
    "score": ("claimx.cli.score", "Precision, recall and F1 of claims against gold labels."),
    "rules": ("claimx.cli.rules", "List and check the rules."),
    "schema": ("claimx.cli.schema", "Print the JSON Schema of a claim."),
    "measure": ("claimx.cli.measure", "Compare two revisions: claims gained and lost."),
    "review": ("claimx.cli.review", "Reviewers' workbooks, out and back in."),
    "table": ("claimx.cli.table", "A survey table from claims."),
    "flow": ("claimx.cli.flow", "Counts from documents to table."),
    "convert": ("claimx.cli.convert", "Claims in formats that other tools read."),
}


@click.command(cls=MainGroup, verbs=VERBS, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="claimx", prog_name="claimx")
def main(debug: bool) -> None:
    """Pull quantitative claims out of papers, by rules, each with its exact place in the source."""
