"""Differences between claims in words: what a person reads after a change of rules or code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from claimx.measure.changes import Change, Entry
from claimx.model import Document

# Characters of the text shown on either side of a value.
AROUND = 60


def describe_changes(
    doc_id: str,
    document: Document | None,
    changes: Iterable[Change],
    verdict: Callable[[Change], str] = lambda _: "",
) -> Iterator[str]:
    """Yield the lines that show one document's changes; where only the rule changed, the claim is left out.

    The first mark of a line says what it is: ``+`` found, ``-`` lost, ``~`` changed.

    Args:
        doc_id: The document's id.
        document: The document, or None where it is gone.
        changes: Its changes.
        verdict: What gold thinks of a change; empty where it has no say.
    """
    shown = [change for change in changes if not change.is_rule_only()]
    if not shown:
        return
    yield f"  {doc_id}" + ("" if document else " (the document is gone)")
    for change in shown:
        mark = {"found": "+", "lost": "-", "changed": "~"}[change.kind]
        judged = f"  {verdict(change)}" if verdict(change) else ""
        yield f"    {mark} {change.entry.summary()}  [{change.entry.slots.get('rule', '')}]{judged}"
        quote = quote_value(document, change.entry)
        if quote:
            yield f"        {quote}"
        for slot, old, new in change.slots():
            yield f"        ~ {slot}: {old} -> {new}"


def describe_rules(changes: Iterable[Change]) -> Iterator[str]:
    """Yield a line for each pair of rules between which claims moved that are otherwise the same."""
    moves: Counter[tuple[str, str]] = Counter()
    for change in changes:
        if change.is_rule_only():
            _, old, new = change.slots()[0]
            moves[old, new] += 1
    for (old, new), count in sorted(moves.items()):
        yield f"  ~ rule: {old} -> {new}: {count_of(count, 'claim')}, otherwise the same"


def quote_value(document: Document | None, entry: Entry) -> str:
    """Return the text around a claim's value, the value marked ``«so»``; empty where the text is gone."""
    text = "" if document is None else document.title if entry.in_title else document.text
    start, end = entry.span.start, entry.span.end
    if end > len(text) or start == end:
        return ""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    before = f"…{before}" if start > AROUND else before
    after = f"{after}…" if end + AROUND < len(text) else after
    return " ".join(f"{before}«{text[start:end]}»{after}".split())


def count_of(number: int, noun: str) -> str:
    """Return a number with its noun, ``1 claim`` or ``2 claims``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def count_kinds(changes: Iterable[Change]) -> dict[str, int]:
    """Return how many claims were found, lost, changed, and how many only moved to another rule."""
    counts = {"found": 0, "lost": 0, "changed": 0, "rule": 0}
    for change in changes:
        counts["rule" if change.is_rule_only() else change.kind] += 1
    return counts
