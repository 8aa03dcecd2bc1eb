"""The hidden sheets: lists that drop-downs offer, and what the workbook is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from claimx.model import Claim
from claimx.review.slots import FAMILIES, field_names
from claimx.review.vocabulary import KINDS, NOTHING, REASONS, VERDICTS
from claimx.writers.wording import readable
from claimx.writers.xlsx import cells

LISTS_SHEET, META_SHEET = "_lists", "_meta"


def add_lists(workbook: Workbook, claims: Sequence[Claim], papers: Iterable[str]) -> None:
    """Add the hidden sheet with the lists, each under a name such as ``claimx_decisions``.

    Args:
        workbook: The workbook.
        claims: The claims whose names are offered.
        papers: Ids of the papers.
    """
    sheet = workbook.create_sheet(LISTS_SHEET)
    sheet.sheet_state = "hidden"
    names: dict[str, set[str]] = {"benchmarks": set(), "metrics": set(), "models": set()}
    for field, family in FAMILIES.items():
        names[family].update(readable(name) for claim in claims for name in field_names(claim, field))
    units = {claim.value.unit for claim in claims if claim.value.unit}
    lists: dict[str, Sequence[str]] = {
        "decisions": VERDICTS,
        "reasons": REASONS,
        "kinds": KINDS,
        "units": [NOTHING, *sorted(units)],
        **{family: [NOTHING, *sorted(found, key=str.casefold)] for family, found in names.items()},
        "papers": list(papers) or [""],
    }
    for column, (name, items) in enumerate(lists.items(), start=1):
        for row, item in enumerate(items, start=1):
            cells.set_text(cells.cell_at(sheet, row, column), item)
        letter = get_column_letter(column)
        area = f"'{LISTS_SHEET}'!${letter}$1:${letter}${max(1, len(items))}"
        workbook.defined_names[f"claimx_{name}"] = DefinedName(f"claimx_{name}", attr_text=area)


def add_meta(workbook: Workbook, facts: Mapping[str, str]) -> None:
    """Add the hidden sheet that says what the workbook is: name and content, a row each."""
    sheet = workbook.create_sheet(META_SHEET)
    sheet.sheet_state = "hidden"
    for row, (name, content) in enumerate(facts.items(), start=1):
        cells.set_text(cells.cell_at(sheet, row, 1), name)
        cells.set_text(cells.cell_at(sheet, row, 2), content)
