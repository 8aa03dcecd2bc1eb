"""One result once: what a paper states twice is one entry with two pieces of evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimx.consolidation.names import name_key
from claimx.consolidation.results import Result
from claimx.model import Column, Entry


@dataclass(frozen=True, slots=True)
class Merged:
    """The results of one paper that say the same.

    Args:
        results: In document order.
    """

    results: tuple[Result, ...]

    @property
    def best_printed(self) -> Result:
        """The result with the most exact wording: unbounded before bounded, then most decimals, then first."""
        return min(self.results, key=lambda result: (result.claim.value.qualifier != "", result.printed.half_step))

    @property
    def column(self) -> Column:
        """The column that all of them belong to."""
        return self.results[0].column

    @property
    def sentences(self) -> frozenset[tuple[str, str, int]]:
        """Where the results are stated: paper, title or text, start of the sentence."""
        claims = [result.claim for result in self.results]
        return frozenset((claim.doc_id, claim.sentence.in_, claim.sentence.start) for claim in claims)

    @property
    def entry(self) -> Entry:
        """The entry that stands for all of them."""
        chosen = self.best_printed
        ordered = [chosen, *(result for result in self.results if result is not chosen)]
        wordings = dict.fromkeys(result.entry.text for result in ordered[1:] if result.entry.text != chosen.entry.text)
        notes = [*(note for result in ordered for note in result.entry.notes)]
        notes += [f"also stated as {text}" for text in wordings]
        return replace(
            chosen.entry,
            baseline=next((result.entry.baseline for result in ordered if result.entry.baseline), ""),
            evidence=tuple(evidence for result in ordered for evidence in result.entry.evidence),
            marks=frozenset(mark for result in ordered for mark in result.entry.marks),
            notes=tuple(dict.fromkeys(notes)),
        )

    def takes(self, result: Result) -> bool:
        """Say whether `result` repeats every result of this one."""
        baselines = {name_key(item.baseline) for item in (*self.results, result) if item.baseline}
        return len(baselines) <= 1 and all(item.repeats(result) for item in self.results)


def merge_duplicates(results: Sequence[Result]) -> list[Merged]:
    """Merge the results of one paper, one system and one column that say the same.

    Two baselines keep results apart; a baseline that is named only once does not.

    Args:
        results: In document order, of any number of papers, systems and columns.

    Returns:
        Every result in exactly one group, groups in the order of their first result.
    """
    groups: list[list[Result]] = []
    by_place: dict[tuple[str, tuple[str, str], str], list[list[Result]]] = {}
    for result in results:
        place = by_place.setdefault((result.claim.doc_id, result.system, result.column.key), [])
        for group in place:
            if Merged(tuple(group)).takes(result):
                group.append(result)
                break
        else:
            place.append([result])
            groups.append(place[-1])
    return [Merged(tuple(group)) for group in groups]
