"""Where things stand, in the ways that other tools count, and only where the text bears it out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from claimx.model import Claim, Document, Metric, Quote

Item = Quote | Metric


def list_items(claim: Claim) -> Iterator[tuple[str, Item]]:
    """Yield (slot, item) of everything in a claim that stands somewhere, the value first, the sentence last.

    An inferred metric stands nowhere, nor does a name that a reviewer put in and the paper does not write.
    """
    slots: list[tuple[str, Item | None]] = [("value", claim.value), ("from", claim.from_), ("metric", claim.metric)]
    slots += [("benchmark", benchmark) for benchmark in claim.benchmarks]
    slots += [("model", claim.model), ("base model", claim.base_model), ("baseline", claim.baseline)]
    for slot, item in [*slots, ("sentence", claim.sentence)]:
        if item is not None and item.start is not None and item.start != item.end:
            yield slot, item


def text_of(document: Document, item: Item) -> str:
    """Return the text that an item's offsets count in: the document's, or its title."""
    return document.title if item.in_ == "title" else document.text


def find_mismatch(claim: Claim, document: Document) -> str:
    """Return which item of a claim the document does not hold where the claim says, or nothing where all stand."""
    for slot, item in list_items(claim):
        if text_of(document, item)[item.start : item.end] != item.text:
            where = "title" if item.in_ == "title" else "text"
            return f"the document's {where} has no {slot} {item.text[:40]!r} at {item.start}-{item.end}"
    return ""


def utf16_offset(text: str, offset: int) -> int:
    """Return an offset in UTF-16 code units, as JavaScript counts, for one in code points."""
    return offset + sum(character > "\uffff" for character in text[:offset])


def full_date(text: str | None) -> str | None:
    """Return the day of an ISO date or date-time, or None where a month or year is all that is known."""
    try:
        return date.fromisoformat((text or "")[:10]).isoformat()
    except ValueError:
        return None
