"""What differs between two sets of claims of one document: found, lost, changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from claimx.model import Claim, Metric, Name, Span, Value

Slot = str | float | list[str]

# Slots of an entry beside its identity and place, in the order of the contract.
SLOTS = (
    "kind",
    "value",
    "low",
    "high",
    "unit",
    "qualifier",
    "from",
    "from_low",
    "from_high",
    "direction",
    "scale",
    "aggregate",
    "benchmarks",
    "metric",
    "model",
    "base_model",
    "baseline",
    "section",
    "rule",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as a diff shows it: what it says, where its value stands, by which rule.

    Confidence, the sentence and the places of the names are left out: a diff is read by people, and the first
    would drown it. Slots that say nothing are absent.

    Args:
        doc_id: The document's id.
        id: The claim's id.
        span: Where the value stands, in the text or, where `in_title`, in the title.
        in_title: Whether the value stands in the title.
        slots: The slots that say something, by name.
    """

    doc_id: str
    id: str
    span: Span
    in_title: bool = False
    slots: dict[str, Slot] = field(default_factory=dict)

    @classmethod
    def of(cls, claim: Claim) -> Entry:
        """Return the entry of a claim."""
        value, before = claim.value, claim.from_
        slots: dict[str, Slot | None] = {
            "kind": claim.kind,
            "value": value.text,
            "low": value.low,
            "high": value.high,
            "unit": value.unit,
            "qualifier": value.qualifier,
            "from": before.text if before else None,
            **_range(before),
            "direction": claim.direction,
            "scale": "" if claim.scale == "unstated" else claim.scale,
            "aggregate": claim.aggregate,
            "benchmarks": [_name(name) or "" for name in claim.benchmarks],
            "metric": _name(claim.metric),
            "model": _name(claim.model),
            "base_model": _name(claim.base_model),
            "baseline": _name(claim.baseline),
            "section": "" if claim.section == "abstract" else claim.section,
            "rule": claim.rule,
        }
        said = {slot: content for slot, content in slots.items() if content is not None and content not in ("", [])}
        return cls(claim.doc_id, claim.id, Span(value.start, value.end), value.in_ == "title", said)

    def to_dict(self) -> dict[str, Any]:
        """Return the entry as plain data, the identity first."""
        place: dict[str, Any] = {"start": self.span.start, "end": self.span.end}
        if self.in_title:
            place["in"] = "title"
        return {"doc_id": self.doc_id, "id": self.id, **place, **self.slots}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Entry:
        """Read what `to_dict` returned; a missing or unknown field is a KeyError or ValueError that names it."""
        slots = {key: data[key] for key in SLOTS if key in data}
        unknown = set(data) - set(SLOTS) - {"doc_id", "id", "start", "end", "in"}
        if unknown:
            raise ValueError(f"unknown field {min(unknown)!r}")
        return cls(data["doc_id"], data["id"], Span(data["start"], data["end"]), data.get("in") == "title", slots)

    def summary(self) -> str:
        """Return the claim in one line, as a person would note it."""
        slots = self.slots
        shown = [str(slots.get("kind", "")), _value_text(slots)]
        shown += [f"{slot.replace('_', ' ')} {_shown(slots[slot])}" for slot in SLOTS[12:17] if slot in slots]
        return " | ".join(part for part in shown if part)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `old` is None for a claim found, `new` is None for a claim lost."""

    old: Entry | None
    new: Entry | None

    @property
    def entry(self) -> Entry:
        """The claim as it is now, or as it was where it is gone."""
        entry = self.new or self.old
        assert entry is not None
        return entry

    @property
    def kind(self) -> str:
        """``found``, ``lost`` or ``changed``."""
        return "found" if self.old is None else "lost" if self.new is None else "changed"

    def slots(self) -> list[tuple[str, str, str]]:
        """Return the slots that changed: name, old and new, ``—`` for nothing."""
        if self.old is None or self.new is None:
            return []
        slots = [(slot, self.old.slots.get(slot), self.new.slots.get(slot)) for slot in SLOTS]
        rows = [(slot, _shown(old), _shown(new)) for slot, old, new in slots if old != new]
        if (self.old.span, self.old.in_title) != (self.new.span, self.new.in_title):
            rows.append(("place", _place(self.old), _place(self.new)))
        elif not rows and self.old.id != self.new.id:
            # The id covers the sentence's text, which no slot shows.
            rows.append(("id", self.old.id, self.new.id))
        return rows

    def is_rule_only(self) -> bool:
        """Say whether nothing but the rule changed that the claim was found by."""
        return [slot for slot, _, _ in self.slots()] == ["rule"]


def compare_entries(old: Sequence[Entry], new: Sequence[Entry]) -> list[Change]:
    """Return the differences between two sets of claims of one document, in the order of the text.

    Claims pair up by their place, then by id (a sentence moved), then by the largest overlap of their values (a
    value was read longer or shorter).
    """
    pairs, old, new = _paired(old, new, lambda entry: (entry.id, entry.span, entry.in_title))
    more, old, new = _paired(old, new, lambda entry: (entry.span, entry.in_title))
    pairs += more
    more, old, new = _paired(old, new, lambda entry: entry.id)
    pairs += more
    more, old, new = _overlapping(old, new)
    pairs += more
    changes = [change for change in (Change(*pair) for pair in pairs) if change.slots()]
    changes += [Change(entry, None) for entry in old] + [Change(None, entry) for entry in new]
    return sorted(changes, key=lambda change: (not change.entry.in_title, change.entry.span, change.kind))


def _paired(
    old: Sequence[Entry], new: Sequence[Entry], key: Any
) -> tuple[list[tuple[Entry, Entry]], list[Entry], list[Entry]]:
    """Pair entries with equal keys, in order; return the pairs and what is left of either side."""
    waiting: dict[Any, list[Entry]] = {}
    for entry in old:
        waiting.setdefault(key(entry), []).append(entry)
    pairs, left = [], []
    for entry in new:
        partners = waiting.get(key(entry))
        if partners:
            pairs.append((partners.pop(0), entry))
        else:
            left.append(entry)
    return pairs, [entry for entries in waiting.values() for entry in entries], left


def _overlapping(
    old: Sequence[Entry], new: Sequence[Entry]
) -> tuple[list[tuple[Entry, Entry]], list[Entry], list[Entry]]:
    candidates = [
        (min(o.span.end, n.span.end) - max(o.span.start, n.span.start), i, j)
        for i, o in enumerate(old)
        for j, n in enumerate(new)
        if o.in_title == n.in_title and o.span.overlaps(n.span)
    ]
    partner: dict[int, int] = {}
    for _, i, j in sorted(candidates, key=lambda item: (-item[0], item[1], item[2])):
        if i not in partner and j not in partner.values():
            partner[i] = j
    pairs = [(old[i], new[j]) for i, j in partner.items()]
    taken = set(partner.values())
    return (
        pairs,
        [entry for i, entry in enumerate(old) if i not in partner],
        [entry for j, entry in enumerate(new) if j not in taken],
    )


def by_document(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Group entries by their document, in order."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.doc_id, []).append(entry)
    return groups


def _range(value: Value | None) -> dict[str, Slot | None]:
    return {} if value is None else {"from_low": value.low, "from_high": value.high}


def _name(name: Name | Metric | None) -> str | None:
    if name is None:
        return None
    if isinstance(name, Metric) and name.inferred:
        return f"{name.name} (inferred)"
    return name.text if name.text == name.name else f"{name.text} = {name.name}"


def _shown(content: Slot | None) -> str:
    if content is None:
        return "—"
    return ", ".join(content) if isinstance(content, list) else str(content)


def _place(entry: Entry) -> str:
    return f"{'title ' if entry.in_title else ''}{entry.span.start}–{entry.span.end}"


def _value_text(slots: dict[str, Slot]) -> str:
    before = f"{slots['from']} → " if "from" in slots else ""
    marks = [str(slots[slot]) for slot in ("direction", "qualifier", "scale", "aggregate") if slot in slots]
    return " ".join([f"{before}{slots.get('value', '')}", *marks])
