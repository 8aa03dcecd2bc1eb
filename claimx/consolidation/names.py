"""Canonical names across papers: exact lookup only, likeness is for suggestions."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from claimx.model import Better, Claim
from claimx.rulebook.lexicon import Entry, load_lexicon
from claimx.text.data import rules_root

Family = Literal["benchmarks", "metrics", "models"]

_GAP = re.compile(r"[\s\-‐‑‒–—_]+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class NameInfo:
    """What a lexicon knows about a name.

    Args:
        name: The canonical name.
        aliases: Other spellings.
        task: A benchmark's task.
        better: A metric's good end.
        unit: A metric's natural unit ("%" for a proportion), or empty.
        maker: Who made a model.
    """

    name: str
    aliases: tuple[str, ...] = ()
    task: str = ""
    better: Better = ""
    unit: str = ""
    maker: str = ""


class NameLookup(Protocol):
    """Exact lookup of names, whatever the lexicons are stored in."""

    def find(self, family: Family, text: str) -> Sequence[NameInfo]:
        """Return every entry that `text` names exactly, up to `name_key`."""
        ...

    def names(self, family: Family) -> Iterable[NameInfo]:
        """Yield every entry of a family."""
        ...


class NameList:
    """Names held in memory.

    Args:
        benchmarks: Entries of that family; likewise `metrics` and `models`.
    """

    def __init__(
        self,
        benchmarks: Iterable[NameInfo] = (),
        metrics: Iterable[NameInfo] = (),
        models: Iterable[NameInfo] = (),
    ) -> None:
        self._entries: dict[Family, tuple[NameInfo, ...]] = {
            "benchmarks": tuple(benchmarks),
            "metrics": tuple(metrics),
            "models": tuple(models),
        }
        self._layers = {family: _index(items) for family, items in self._entries.items()}

    def find(self, family: Family, text: str) -> Sequence[NameInfo]:
        """Return the entries that `text` names: by name, else by alias, else by `name_key`."""
        names, aliases, keys = self._layers[family]
        return names.get(text) or aliases.get(text) or keys.get(name_key(text)) or ()

    def names(self, family: Family) -> Iterable[NameInfo]:
        """Yield every entry of a family."""
        return self._entries[family]


def _index(entries: Sequence[NameInfo]) -> tuple[dict[str, list[NameInfo]], ...]:
    names: dict[str, list[NameInfo]] = defaultdict(list)
    aliases: dict[str, list[NameInfo]] = defaultdict(list)
    keys: dict[str, list[NameInfo]] = defaultdict(list)
    for entry in entries:
        spellings = (entry.name, *entry.aliases)
        names[entry.name].append(entry)
        for text in entry.aliases:
            aliases[text].append(entry)
        for key in dict.fromkeys(name_key(text) for text in spellings):
            keys[key].append(entry)
    return dict(names), dict(aliases), dict(keys)


def list_names(entries: Mapping[Family, Iterable[Entry]]) -> NameList:
    """Return the names of the rulebook's lexicons, by family."""
    better: dict[str, Better] = {"higher": "higher", "lower": "lower"}
    return NameList(**{
        family: [
            NameInfo(
                item.name, item.aliases, item.fields.get("task", ""), better.get(item.fields.get("better", ""), ""),
                item.fields.get("unit", ""), item.fields.get("maker", ""),
            )
            for item in items
        ]
        for family, items in entries.items()
    })  # fmt: skip


def load_names(folder: Path | None = None) -> NameList:
    """Load the names of the lexicons.

    Args:
        folder: The folder of the lexicons; by default the one that claimx ships.

    Raises:
        RuleError: If a lexicon cannot be used; names file and line.
    """
    folder = folder or rules_root() / "lexicons"
    families: tuple[Family, ...] = ("benchmarks", "metrics", "models")
    return list_names({family: load_lexicon(folder / family, family).entries for family in families})


def name_key(text: str) -> str:
    """Return what two spellings of one name have in common.

    Case, spaces, hyphens and underscores do not matter, save between two digits, where leaving them out would
    make another number ("GPT-4 1" is not "GPT-41"). Digits and all other signs compare exactly.
    """
    folded = unicodedata.normalize("NFC", text).casefold().strip()

    def close(gap: re.Match[str]) -> str:
        before, after = folded[gap.start() - 1 : gap.start()], folded[gap.end() : gap.end() + 1]
        return "-" if before.isdigit() and after.isdigit() else ""

    return _GAP.sub(close, folded)


def title_words(text: str) -> str:
    """Return the words of a title or name in lower case, each with a space on both sides."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


class Names:
    """The canonical names that one set of claims uses.

    A name resolves by the vocabulary where exactly one entry has it; else by what the same paper calls the same
    wording elsewhere; else it stays as written. Spellings that share a `name_key` share the first one seen.

    Args:
        claims: All claims that will be asked about.
        vocabulary: The lexicons.
    """

    def __init__(self, claims: Iterable[Claim], vocabulary: NameLookup) -> None:
        self._vocabulary = vocabulary
        self._spelling: dict[tuple[Family, str], str] = {}
        claims = list(claims)
        self._defined = _find_definitions(claims)
        self._baselines: dict[str, set[str]] = defaultdict(set)
        self._titles = {claim.doc_id: title_words(claim.title) for claim in claims}
        self._own_papers: dict[str, frozenset[str]] = {}
        for claim in claims:
            if claim.baseline:
                self._baselines[claim.doc_id].add(name_key(claim.baseline.name))

    def resolve(self, family: Family, text: str, doc_id: str) -> str:
        """Return the canonical name of `text` as used in the paper `doc_id`; empty stays empty."""
        if not text:
            return ""
        defined = self._defined.get((family, doc_id), {}).get(name_key(text), text)
        entries = self._vocabulary.find(family, defined)
        name = entries[0].name if len(entries) == 1 else defined
        return self._spelling.setdefault((family, name_key(name)), name)

    def info(self, family: Family, name: str) -> NameInfo:
        """Return what is known about a canonical name: nothing, where no entry or several have it."""
        entries = self._vocabulary.find(family, name)
        return entries[0] if len(entries) == 1 else NameInfo(name)

    def own_papers(self, name: str) -> frozenset[str]:
        """Return the papers whose title names the system."""
        if name not in self._own_papers:
            words = title_words(name)
            self._own_papers[name] = frozenset(
                doc_id for doc_id, title in self._titles.items() if words.strip() and words in title
            )
        return self._own_papers[name]

    def baselines(self, doc_id: str) -> Collection[str]:
        """Return the keys of what the paper compares against."""
        return self._baselines.get(doc_id, ())

    def is_known(self, family: Family, name: str) -> bool:
        """Say whether any entry of the vocabulary has the name."""
        return bool(self._vocabulary.find(family, name))


def _find_definitions(claims: Iterable[Claim]) -> Mapping[tuple[Family, str], Mapping[str, str]]:
    """Return, by family and paper, the full name that the paper itself gives to a short wording."""
    seen: dict[tuple[Family, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        for family, text, name in used_names(claim):
            if name_key(text) != name_key(name):
                seen[family, claim.doc_id][name_key(text)].add(name)
    return {
        place: {key: next(iter(names)) for key, names in wordings.items() if len(names) == 1}
        for place, wordings in seen.items()
    }


def used_names(claim: Claim) -> list[tuple[Family, str, str]]:
    """Return the named things of a claim as (family, wording, canonical name)."""
    names: list[tuple[Family, str, str]] = [("benchmarks", item.text, item.name) for item in claim.benchmarks]
    if claim.metric:
        names.append(("metrics", claim.metric.text, claim.metric.name))
    names += [("models", item.text, item.name) for item in (claim.model, claim.base_model, claim.baseline) if item]
    return names
