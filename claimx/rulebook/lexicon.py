"""Names of the field: benchmarks, metrics, models and units, read from tab-separated files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import TypeAlias

import ahocorasick_rs
import regex

from claimx.errors import RuleError

HEADERS = {
    "benchmarks": ("name", "aliases", "task", "metric", "note"),
    "metrics": ("name", "aliases", "better", "unit", "note"),
    "models": ("name", "aliases", "maker", "kind", "note"),
    "units": ("unit", "aliases", "dimension", "better"),
}

_JOINT = regex.compile(r"(?<=\d)[-\s](?=\w)|(?<=\w)[-\s](?=\d)")
_GLUED = regex.compile(r"([A-Za-z]{2,})(\d+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a lexicon.

    Args:
        name: The canonical name.
        aliases: Other spellings, without the variants that the loader makes.
        fields: The other columns, by name.
        needs_context: The name is also an ordinary word; alone it means nothing.
    """

    name: str
    aliases: tuple[str, ...]
    fields: dict[str, str]
    needs_context: bool


_Options: TypeAlias = list[tuple[str, tuple[Entry, ...]]]
_LONGEST = 80


def spelling_variants(alias: str) -> set[str]:
    """Return the spellings that differ only in how parts are joined: ``MATH-500``, ``MATH 500``, ``MATH500``."""
    variants = {alias}
    if "-" in alias or " " in alias:
        variants |= {alias.replace("-", " "), alias.replace(" ", "-")}
        if _JOINT.search(alias):
            variants |= {_JOINT.sub("", variant) for variant in set(variants)}
        variants = {variant for variant in variants if variant == alias or not variant.endswith(" it")}  # a pronoun
    glued = _GLUED.fullmatch(alias)
    if glued:
        variants |= {f"{glued[1]}-{glued[2]}", f"{glued[1]} {glued[2]}"}
    return variants


def half_joined(alias: str) -> set[str]:
    """Return the spellings that join only two words at either end: ``macro F1-score``, ``macro-average F1-score``."""
    words = alias.replace("-", " ").split(" ")
    if len(words) < 3:
        return set()
    first, last = "-".join(words[:2]), "-".join(words[-2:])
    found = {" ".join([*words[:-2], last]), " ".join([first, *words[2:]])}
    return found | ({" ".join([first, *words[2:-2], last])} if len(words) > 3 else set())


def load_entries(path: Path, kind: str) -> list[Entry]:
    """Read one lexicon file.

    Raises:
        RuleError: The header or a row does not have the columns of its kind.
    """
    header = HEADERS[kind]
    lines = path.read_text(encoding="utf-8").split("\n")
    if tuple(lines[0].split("\t")) != header:
        raise RuleError(f"the header must be {' '.join(header)!r}, tab-separated", str(path), 1)
    entries = []
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise RuleError(f"{len(cells)} columns where {len(header)} belong", str(path), number)
        row = dict(zip(header, cells, strict=True))
        aliases = tuple(alias for alias in row["aliases"].split("|") if alias)
        note = row.get("note", "")
        entries.append(Entry(cells[0], aliases, row, note.split(";")[0].strip() == "context"))
    return entries


@dataclass(frozen=True)
class Lexicon:
    """All names of a kind, findable in a text in one pass.

    Args:
        kind: ``benchmarks``, ``metrics``, ``models`` or ``units``.
        entries: Every entry, sorted by name.
    """

    kind: str
    entries: tuple[Entry, ...]
    _exact: dict[str, tuple[Entry, ...]] = field(init=False, repr=False)
    _folded: dict[str, tuple[Entry, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        exact: dict[str, list[Entry]] = {}
        folded: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for alias in (entry.name, *entry.aliases):
                joined = half_joined(alias) if self.kind == "metrics" else set()
                for variant in sorted(spelling_variants(alias) | joined):
                    target = folded if self.kind == "metrics" and variant == variant.lower() else exact
                    options = target.setdefault(variant, [])
                    if not options or options[-1] is not entry:  # the variants of one entry come one after another
                        options.append(entry)
                    if target is folded and variant[-1].isalpha() and not variant.endswith("s"):
                        more = folded.setdefault(variant[:-1] + "ies" if variant.endswith("cy") else variant + "s", [])
                        if not more or more[-1] is not entry:
                            more.append(entry)
        object.__setattr__(self, "_exact", {alias: tuple(found) for alias, found in exact.items()})
        object.__setattr__(self, "_folded", {alias: tuple(found) for alias, found in folded.items()})

    def lookup(self, text: str) -> tuple[Entry, ...]:
        """Return the entries that `text` may stand for, exactly as spelt (metrics in lower case: in any case)."""
        return self._exact.get(text) or self._folded.get(text.lower(), ())

    def spellings(self) -> Iterator[tuple[str, bool]]:
        """Yield every spelling and whether it is matched in any case."""
        for alias in self._exact:
            yield alias, False
        for alias in self._folded:
            yield alias, True

    @property
    def exact(self) -> dict[str, tuple[Entry, ...]]:
        """Spellings that are matched as written."""
        return self._exact

    @property
    def folded(self) -> dict[str, tuple[Entry, ...]]:
        """Spellings in lower case that are matched in any case."""
        return self._folded


def load_lexicon(folder: Path, kind: str) -> Lexicon:
    """Read all files of a lexicon; several rows of one name are refused.

    Raises:
        RuleError: See `load_entries`; or a name stands twice.
    """
    entries: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.tsv")) if folder.is_dir() else [folder.with_suffix(".tsv")]:
        for entry in load_entries(path, kind):
            if entry.name in entries:
                raise RuleError(f"the name {entry.name!r} stands twice in the lexicon of {kind}", str(path))
            entries[entry.name] = entry
    return Lexicon(kind, tuple(sorted(entries.values(), key=lambda entry: (entry.name.casefold(), entry.name))))


class Finder:
    """Finds every name of several lexicons in one pass over a text (leftmost, longest).

    Args:
        lexicons: The lexicons; where two know a spelling, both are reported.
    """

    def __init__(self, *lexicons: Lexicon) -> None:
        exact: dict[str, _Options] = {}
        folded: dict[str, _Options] = {}
        for lexicon in lexicons:
            for target, source in ((exact, lexicon.exact), (folded, lexicon.folded)):
                for alias, entries in source.items():
                    target.setdefault(alias, []).append((lexicon.kind, entries))
        self._exact, self._folded = list(exact.values()), list(folded.values())
        kind = ahocorasick_rs.MatchKind.LeftmostLongest
        self._exact_machine = ahocorasick_rs.AhoCorasick(list(exact), matchkind=kind)
        self._folded_machine = ahocorasick_rs.AhoCorasick(list(folded), matchkind=kind)

    def find(self, text: str) -> list[tuple[int, int, _Options]]:
        """Return (start, end, [(kind, entries), ...]) of every name that stands alone, in order of place.

        Names are whole words: no letter or digit touches them, but a model's name may run into its version ("Qwen2.5").
        Where the longest name at a place is no whole word, shorter ones count ("BLEU" of "BLEU 34.2", although "BLEU 3"
        is a name). Overlaps of the two passes are settled by length, then by place.
        """
        lowered = text.lower()
        if len(lowered) != len(text):
            lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
        whole = [*_find_whole(self._exact_machine, self._exact, text, text)]
        whole += _find_whole(self._folded_machine, self._folded, text, lowered)
        whole.sort(key=itemgetter(0))
        if all(before[1] <= after[0] for before, after in pairwise(whole)):
            return whole
        whole.sort(key=lambda item: (item[0] - item[1], item[0]))
        taken = []
        covered = bytearray(len(text))
        for item in whole:
            if not any(covered[item[0] : item[1]]):
                taken.append(item)
                covered[item[0] : item[1]] = b"\1" * (item[1] - item[0])
        taken.sort(key=itemgetter(0))
        return taken


def _find_whole(
    machine: ahocorasick_rs.AhoCorasick, known: list[_Options], text: str, searched: str
) -> Iterator[tuple[int, int, _Options]]:
    for index, start, end in machine.find_matches_as_indexes(searched):
        fitting = _fitting(text, start, end, known[index])
        if fitting:
            yield start, end, fitting
            continue
        done = start
        for begin in range(start, end):
            if begin < done or (begin and text[begin - 1].isalnum()) or not text[begin].isalnum():
                continue
            stop = end - 1 if begin == start else end + _LONGEST
            while shorter := machine.find_matches_as_indexes(searched[begin:stop]):
                index, offset, length = shorter[0]
                if offset:
                    break
                fitting = _fitting(text, begin, begin + length, known[index])
                if fitting:
                    done = begin + length
                    yield begin, done, fitting
                    break
                stop = begin + length - 1


def _fitting(text: str, start: int, end: int, options: _Options) -> _Options:
    """Return those of the options for which ``text[start:end]`` is a whole word."""
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return []
    last, after = text[end - 1], text[end : end + 1]
    if last.isdigit() and (after in {"%", "×"} or (after == "." and text[end + 1 : end + 2].isdigit())):
        return []  # the digits are those of a number ("mAP 50.3", where "mAP 50" is a name)
    if not (after.isalnum() and last.isalnum()):
        return options
    return [option for option in options if option[0] == "models"] if after.isdigit() and last.isalpha() else []
