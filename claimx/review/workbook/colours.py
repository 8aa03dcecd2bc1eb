"""Colours of a reviewer's workbook; every colour has a word beside it."""

from __future__ import annotations

from openpyxl.styles import Font, PatternFill

from claimx.review.vocabulary import Verdict
from claimx.writers.xlsx import cells

TO_FILL = PatternFill("solid", fgColor="FFFFFBE6")
"""Cells that a reviewer writes in."""

VERDICT_COLOURS: dict[Verdict, str] = {
    "accept": "FFD3EBDA", "correct": "FFFCE4B8", "reject": "FFF8D3D3", "unsure": "FFD6E4F7",
}  # fmt: skip
WRONG, DOUBTFUL = "FFEF9A9A", "FFB45309"


def solid(colour: str) -> PatternFill:
    """Return a fill for an ordinary cell."""
    return PatternFill("solid", fgColor=colour)


def conditional(colour: str) -> PatternFill:
    """Return a fill for a conditional format, which programs read from the background colour."""
    return PatternFill("solid", fgColor=colour, bgColor=colour)


TITLE_FONT = Font(name=cells.FONT_NAME, size=14, bold=True, color="FF1F2937")
BOLD_FONT = Font(name=cells.FONT_NAME, size=cells.FONT_SIZE, bold=True)
