"""Blocks of a page that a script writes, between two comments that name the script."""

from __future__ import annotations

from pathlib import Path


def marks(command: str) -> tuple[str, str]:
    """Return the lines that open and close the block that `command` writes."""
    return f"<!-- numbers: `{command}` writes what follows -->", "<!-- end of the numbers -->"


def replace_block(page: Path, command: str, lines: list[str]) -> None:
    """Put `lines` between the marks of `command` on a page.

    Raises:
        ValueError: The page has no such block, or more than one.
    """
    text = page.read_text(encoding="utf-8")
    opening, closing = marks(command)
    if text.count(opening) != 1:
        raise ValueError(f"{page} has {text.count(opening)} blocks of {command}, not one")
    before, _, rest = text.partition(opening)
    _, end, after = rest.partition(closing)
    if not end:
        raise ValueError(f"{page}: the block of {command} does not end")
    page.write_text("\n".join([before + opening, "", *lines, "", closing + after]), encoding="utf-8")
