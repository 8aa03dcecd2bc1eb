"""Different values for one thing: found, shown, and settled only where a policy was asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from claimx.consolidation.duplicates import Merged
from claimx.consolidation.names import name_key
from claimx.model import Conflict, Entry, Exclusion

Policy = Literal["mark", "first", "latest", "own-paper"]
"""What to do with a conflict: show all values, or only the first paper's, the latest paper's, or the one of the
paper that the system comes from. A policy that cannot decide shows all."""

POLICIES: tuple[Policy, ...] = ("mark", "first", "latest", "own-paper")


@dataclass(frozen=True, slots=True)
class Settled:
    """Entries after conflicts were looked for.

    Args:
        entries: What is shown, with the place of each in the list given.
        conflicts: Every contradiction, settled or not.
        exclusions: The claims that a policy took out.
    """

    entries: tuple[tuple[int, Entry], ...]
    conflicts: tuple[Conflict, ...]
    exclusions: tuple[Exclusion, ...]


def settle_conflicts(groups: Sequence[Merged], policy: Policy = "mark") -> Settled:
    """Mark the entries that contradict each other and, where asked, choose among them.

    Entries are about one thing where system, column and (for a difference) baseline are equal. Systems without a
    name are never taken for the same one, and a sentence does not contradict itself.

    Args:
        groups: The merged results.
        policy: See `Policy`.
    """
    things: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        result = group.best_printed
        if result.model:
            baseline = "" if result.column.measure == "level" else name_key(group.entry.baseline)
            things[(*result.system, result.column.key, baseline)].append(index)

    entries: dict[int, Entry] = {index: group.entry for index, group in enumerate(groups)}
    conflicts: list[Conflict] = []
    exclusions: list[Exclusion] = []
    for indexes in things.values():
        clashing = _clashing(groups, indexes)
        if not clashing:
            continue
        winners = _choose(groups, clashing, policy)
        for index in clashing:
            entries[index] = _marked(entries[index])
        kept = " / ".join(f"{entries[index].text} in {_doc(groups[index])}" for index in winners)
        resolution = "mark" if len(winners) == len(clashing) else policy
        shown = groups[clashing[0]].best_printed
        conflicts.append(
            Conflict(shown.model, shown.column.key, tuple(entries[index] for index in clashing), resolution)
        )
        for index in [item for item in clashing if item not in winners]:
            reason = f"conflict, settled by {policy}: {kept} is shown"
            exclusions += [Exclusion(evidence, reason) for evidence in entries.pop(index).evidence]
        if resolution != "mark":
            note = f"one of {len(clashing)} conflicting values, chosen by {policy}"
            for index in winners:
                entries[index] = replace(entries[index], notes=(*entries[index].notes, note))
    return Settled(tuple(sorted(entries.items())), tuple(conflicts), tuple(exclusions))


def _doc(group: Merged) -> str:
    return group.best_printed.claim.doc_id


def _marked(entry: Entry) -> Entry:
    return replace(entry, marks=entry.marks | {"conflict"})


def _clashing(groups: Sequence[Merged], indexes: Sequence[int]) -> list[int]:
    return [
        index for index in indexes if any(_clash(groups[index], groups[other]) for other in indexes if other != index)
    ]


def _clash(first: Merged, second: Merged) -> bool:
    # values side by side in one sentence are told apart there, by words that no slot of a claim holds
    return not (first.sentences & second.sentences) and first.best_printed.contradicts(second.best_printed)


def _choose(groups: Sequence[Merged], clashing: Sequence[int], policy: Policy) -> list[int]:
    if policy == "mark":
        return list(clashing)
    if policy == "own-paper":
        own = [index for index in clashing if groups[index].best_printed.is_own]
        return own if own and not _clashing(groups, own) else list(clashing)
    docs = {_doc(groups[index]) for index in clashing}
    dates = {index: groups[index].best_printed.claim.date for index in clashing}
    known = {index: date for index, date in dates.items() if date}
    if len(docs) > 1 and len(known) < len(clashing):
        return list(clashing)  # an unknown date is not the earliest, nor the latest
    pick = min if policy == "first" else max
    chosen = pick(clashing, key=lambda index: (known.get(index, ""), index))
    # papers that agree with the chosen value stay beside it
    return [index for index in clashing if not _clashing(groups, [chosen, index])]
