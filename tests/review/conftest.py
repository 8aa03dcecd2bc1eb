"""Workbooks that many of these tests begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.books import edit, export
from tests.writers.samples import sample_claims

GAIN, GAIN_2025, CUT, FASTER, RISE, SUITES, RANGE, ERROR, LATENCY, COST = sample_claims()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a workbook of ten claims, not yet decided on."""
    return export(tmp_path / "review-ana.xlsx")


@pytest.fixture
def decided(book: Path) -> Path:
    """Return a workbook with one decision of each sort."""
    return edit(
        book,
        {
            GAIN.id: {"Decision": "accept"},
            GAIN_2025.id: {"Decision": "correct", "Fixed value": "9,5", "Fixed benchmark": "AIME 2026"},
            CUT.id: {"Decision": "reject", "Reason": "duplicate", "Note": "=see row 3"},
            RISE.id: {"Decision": "unsure"},
            ERROR.id: {"Note": "a remark only"},
        },
    )
