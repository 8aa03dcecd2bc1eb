"""The command line: one file a verb, loaded only when that verb is called, so that ``--help`` stays fast."""

from __future__ import annotations

import importlib

import click

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


class LazyGroup(click.Group):
    """A group that imports a verb's module when the verb is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command = importlib.import_module(VERBS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(verb, text) for verb, (_, text) in VERBS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claimx", prog_name="claimx")
def main() -> None:
    """Pull quantitative claims out of papers, by rules, each with its exact place in the source."""
