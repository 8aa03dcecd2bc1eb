"""Names that no lexicon has: counted, and shown beside what they look like, never merged with it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claimx.consolidation.names import Family, NameLookup, name_key, used_names
from claimx.model import Claim

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that no lexicon has.

    Args:
        family: What it names.
        name: As the claims have it.
        claims: How many claims use it.
        documents: How many papers use it.
        suggestions: Lexicon names that look alike, best first, with a likeness of 0 to 100; for people to judge.
    """

    family: Family
    name: str
    claims: int
    documents: int
    suggestions: tuple[tuple[str, float], ...]


def find_unknown_names(
    claims: Iterable[Claim], vocabulary: NameLookup, *, cutoff: float = 80.0, limit: int = 3
) -> list[UnknownName]:
    """List the names that no lexicon has, most frequent first, each with likely matches.

    Args:
        claims: The claims whose names are looked up.
        vocabulary: The lexicons.
        cutoff: Least likeness (0 to 100) of a suggestion; names whose digits differ are never suggested.
        limit: Most suggestions for one name.
    """
    uses: Counter[tuple[Family, str]] = Counter()
    spelling: dict[tuple[Family, str], str] = {}
    papers: dict[tuple[Family, str], set[str]] = defaultdict(set)
    for claim in claims:
        # a baseline is often a description ("single-pass baselines"), so it is no candidate for a lexicon
        names = [item for item in used_names(claim) if not (claim.baseline and item[2] == claim.baseline.name)]
        for family, _, name in names:
            if not vocabulary.find(family, name):
                place = (family, name_key(name))
                spelling.setdefault(place, name)
                uses[place] += 1
                papers[place].add(claim.doc_id)
    spellings: dict[Family, dict[str, str]] = {family: _all_spellings(family, vocabulary) for family, _ in uses}
    unknown = [
        UnknownName(place[0], spelling[place], count, len(papers[place]),
                    _suggest(spelling[place], spellings[place[0]], cutoff, limit))
        for place, count in uses.items()
    ]  # fmt: skip
    return sorted(unknown, key=lambda item: (-item.claims, item.family, item.name))


def _all_spellings(family: Family, vocabulary: NameLookup) -> dict[str, str]:
    return {text: info.name for info in vocabulary.names(family) for text in (info.name, *info.aliases)}


def _suggest(name: str, spellings: Mapping[str, str], cutoff: float, limit: int) -> tuple[tuple[str, float], ...]:
    from rapidfuzz import fuzz, process

    candidates = [text for text in spellings if same_digits(text, name)]
    best: dict[str, float] = {}
    for text, score, _ in process.extract(
        name, candidates, scorer=fuzz.ratio, processor=name_key, score_cutoff=cutoff, limit=limit * 4
    ):
        canonical = spellings[text]
        best[canonical] = max(best.get(canonical, 0.0), round(score, 1))
    return tuple(sorted(best.items(), key=lambda item: (-item[1], item[0]))[:limit])


def digit_groups(text: str) -> tuple[str, ...]:
    """Return the runs of digits of a name, in order: names that differ here are different things."""
    return tuple(_DIGITS.findall(text))


def same_digits(first: str, second: str) -> bool:
    """Say whether two names hold the same digits, where "24" may stand for the year "2024"."""
    left, right = digit_groups(first), digit_groups(second)
    return len(left) == len(right) and all(_same_number(a, b) for a, b in zip(left, right, strict=True))


def _same_number(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    return first == second or (len(short) == 2 and len(long) == 4 and long == f"20{short}")
