"""``claimx text``: the text that spans point into."""

from __future__ import annotations

import sys

import click

from claimx.cli.group import SOME_SKIPPED
from claimx.cli.inputs import name_skipped, read_one
from claimx.errors import InputError


@click.command()
@click.argument("input_", metavar="INPUT")
@click.option("--doc", "doc_id", metavar="ID", help="The document, where INPUT holds several.")
@click.option(
    "--title", "show_title", is_flag=True, help='Print the title instead, which spans with "in": "title" point into.'
)
def command(input_: str, doc_id: str | None, show_title: bool) -> None:
    """Print the text of a document exactly as it was read, without an added line end.

    The offsets of a claim count its Unicode code points.
    """
    skipped: list[InputError] = []
    document = read_one([input_], doc_id, skipped.append)
    text = document.title if show_title else document.text
    # Half of a surrogate pair has no bytes in UTF-8; as three bytes it still counts as one code point.
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    if skipped and doc_id is None:  # what was skipped may be what was meant
        for error in skipped:
            name_skipped(error)
        click.get_current_context().exit(SOME_SKIPPED)
