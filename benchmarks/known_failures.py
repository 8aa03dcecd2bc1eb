"""Keep docs/known-failures.md true: its tables say what claimx makes of a text, and what would be right.

usage: python benchmarks/known_failures.py [--write]

Prints every row that is no longer as the page says. With --write, the column of what claimx says is brought up to date
and rows that are right by now are taken out; a section left without rows is named, so that a person can remove it.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path

import regex

from claimx.extractor import Extractor
from claimx.model import Claim, Document

PAGE = Path(__file__).resolve().parent.parent / "docs" / "known-failures.md"
_HEADER = "| text | number | slot | claimx says | right |"
_TITLED = regex.compile(r"\*(?P<title>[^*]+)\* (?P<text>.+)")
SLOTS = (
    "claim",
    "value",
    "from",
    "unit",
    "direction",
    "qualifier",
    "metric",
    "benchmarks",
    "model",
    "base model",
    "baseline",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Args:
        line: Its line on the page, counted from 0.
        text: The text as the page shows it; a title in italics may stand before it.
        number: The number, or its beginning, that the row is about.
        slot: Which part of the claim; ``claim`` is its kind.
        said: What claimx says, by the page.
        right: What would be right.
    """

    line: int
    text: str
    number: str
    slot: str
    said: str
    right: str

    def cells(self) -> str:
        """Return the row as the page writes it."""
        return f"| {self.text} | {self.number} | {self.slot} | {self.said} | {self.right} |"


def read_rows(page: str) -> list[Row]:
    """Return the rows of all tables of failures.

    Raises:
        ValueError: A row has another number of cells, an unknown slot, or a number that its text does not have.
    """
    rows, inside = [], False
    for index, line in enumerate(page.split("\n")):
        if line.strip() == _HEADER:
            inside = True
        elif not line.startswith("|"):
            inside = False
        elif inside and not line.startswith("|--"):
            cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
            if len(cells) != 5 or cells[2] not in SLOTS or cells[1] not in cells[0]:
                raise ValueError(f"line {index + 1} is no row of failures: {line}")
            rows.append(Row(index, *cells))
    return rows


def answer(extractor: Extractor, row: Row) -> str:
    """Return what claimx says today for a row."""
    titled = _TITLED.fullmatch(row.text)
    title, text = (titled["title"], titled["text"]) if titled else ("", row.text)
    place = text.index(row.number)
    for claim in extractor.extract(Document("", title, text)):
        first = claim.from_ if claim.from_ and claim.from_.start <= place < claim.from_.end else claim.value
        if first.start <= place < first.end:
            return _slot(claim, row.slot)
    return "none"


def _slot(claim: Claim, slot: str) -> str:
    if slot == "benchmarks":
        return ", ".join(name.text for name in claim.benchmarks) or "none"
    if slot in {"value", "from", "metric", "model", "base model", "baseline"}:
        item = {
            "value": claim.value, "from": claim.from_, "metric": claim.metric, "model": claim.model,
            "base model": claim.base_model, "baseline": claim.baseline,
        }[slot]  # fmt: skip
        return item.text if item else "none"
    plain = {
        "claim": claim.kind,
        "unit": claim.value.unit,
        "direction": claim.direction,
        "qualifier": claim.value.qualifier,
    }
    return plain[slot] or "none"


def stale_rows(page: str, extractor: Extractor) -> list[Row]:
    """Return the rows that are no longer as the page says, with what claimx says today."""
    checked = ((row, answer(extractor, row)) for row in read_rows(page))
    return [replace(row, said=today) for row, today in checked if today != row.said or today == row.right]


def refreshed(page: str, stale: list[Row]) -> str:
    """Return the page with its stale rows brought up to date, those that are right by now removed."""
    lines: list[str | None] = list(page.split("\n"))
    for row in stale:
        lines[row.line] = None if row.said == row.right else row.cells()
    return "\n".join(line for line in lines if line is not None)


def main() -> None:
    """Check the page and, when asked, bring it up to date."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    page = PAGE.read_text(encoding="utf-8")
    stale = stale_rows(page, Extractor())
    for row in stale:
        print(
            f"{row.number!r} in {row.text!r}: {row.slot} is {row.said!r}"
            + (", as it should be" if row.said == row.right else "")
        )
    if write:
        page = refreshed(page, stale)
        PAGE.write_text(page, encoding="utf-8")
    for section in page.split("\n## ")[1:]:
        if _HEADER in section and not read_rows(section):
            print(f"section without failures: {section.splitlines()[0]}")
    print(f"{len(read_rows(page))} known failures, {len(stale)} {'refreshed' if write else 'stale'}")


if __name__ == "__main__":
    main()
