"""Tables of the text layer, read from ``rules/text``: what characters, macros and abbreviations stand for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from claimx.errors import RuleError

_WORDS = {"SPACE": " ", "NOTHING": "", "BREAK": "\n"}
# Letters and digits in the styles of mathematics ("𝑥"): a block whose characters each stand for one plain one.
STYLED = ("\U0001d400", "\U0001d7ff")
_STYLED = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(ord(STYLED[0]), ord(STYLED[1]) + 1)}
# Half a character, as broken JSON has it; no encoding takes it, so plain text has none.
_SURROGATES = {chr(code): "\ufffd" for code in range(0xD800, 0xE000)}
_MACRO_ACTIONS = frozenset((
    "symbol", "prefix", "space", "nothing", "math", "switch", "unwrap", "verbatim", "join", "drop", "define",
    "length", "break", "heading", "accent",
))  # fmt: skip
_ABBREVIATION_KINDS = frozenset(["inside", "number", "opener", "name"])
_ENVIRONMENT_KINDS = frozenset(["drop", "math", "table"])


def rules_root() -> Path:
    """Return the folder of the rules: the packaged one, or the checkout's in an editable install.

    Raises:
        RuleError: If there is neither.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_rules", package.parent / "rules"):
        if folder.is_dir():
            return folder
    raise RuleError("the rules folder is missing; reinstall claimx", path=str(package / "_rules"))


class Macro(NamedTuple):
    """What a LaTeX macro becomes: the action of ``macros.tsv``, the text written, the number of arguments that go."""

    action: str
    text: str
    arguments: int


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of the text layer."""

    characters: dict[str, str]
    macros: dict[str, Macro]
    environments: dict[str, str]
    abbreviations: dict[str, str]
    openers: frozenset[str]
    line_end_halves: frozenset[str]
    silent_sections: frozenset[str]
    abstract_headings: dict[str, str]


@cache
def load_tables() -> Tables:
    """Read the tables of the text layer.

    Raises:
        RuleError: If a row has the wrong shape or stands twice; names file and line.
    """
    folder = rules_root() / "text"
    return Tables(
        characters=_STYLED | dict(_load_characters(folder / "characters.tsv")) | _SURROGATES,
        macros=_load_macros(folder / "macros.tsv"),
        environments=_load_kinds(folder / "environments.tsv", _ENVIRONMENT_KINDS),
        abbreviations=_load_kinds(folder / "abbreviations.tsv", _ABBREVIATION_KINDS),
        openers=frozenset(row[0] for _, row in read_rows(folder / "openers.tsv", 1)),
        line_end_halves=frozenset(row[0] for _, row in read_rows(folder / "line_end_halves.tsv", 1)),
        silent_sections=frozenset(row[0] for _, row in read_rows(folder / "silent_sections.tsv", 1)),
        abstract_headings=_load_kinds(folder / "abstract_headings.tsv", frozenset({"common", "rare"})),
    )


def read_rows(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Yield (line number, cells) of a tab-separated table; ``# `` opens a comment, the first column is a key.

    Raises:
        RuleError: If the file is missing, a row has another number of columns, or a key stands twice.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"cannot be read: {error}", path=str(path)) from error
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("# "):
            continue
        cells = line.split("\t")
        if len(cells) != columns:
            raise RuleError(f"expected {columns} columns, found {len(cells)}", path=str(path), line=number)
        if cells[0] in seen:
            raise RuleError(f"{cells[0]!r} stands twice", path=str(path), line=number)
        seen.add(cells[0])
        yield number, cells


def _load_characters(path: Path) -> Iterator[tuple[str, str]]:
    for number, (code, plain, _) in read_rows(path, 3):
        yield _character(code, path, number), _WORDS.get(plain, plain)


def _load_macros(path: Path) -> dict[str, Macro]:
    macros: dict[str, Macro] = {}
    for number, (name, action, value) in read_rows(path, 3):
        if action not in _MACRO_ACTIONS:
            raise RuleError(f"unknown action {action!r}", path=str(path), line=number)
        if action in ("unwrap", "drop"):
            if not value.isdecimal():
                raise RuleError(f"{action} needs a number of arguments, not {value!r}", path=str(path), line=number)
            macros[name] = Macro(action, "", int(value))
        elif action == "accent":
            macros[name] = Macro(action, _character(value, path, number), 0)
        else:
            macros[name] = Macro(action, _WORDS.get(value, value), 0)
    return macros


def _load_kinds(path: Path, kinds: frozenset[str]) -> dict[str, str]:
    table: dict[str, str] = {}
    for number, (word, kind) in read_rows(path, 2):
        if kind not in kinds:
            raise RuleError(f"unknown kind {kind!r}", path=str(path), line=number)
        table[word] = kind
    return table


def _character(code: str, path: Path, number: int) -> str:
    try:
        return chr(int(code.removeprefix("U+"), 16))
    except ValueError:
        raise RuleError(f"{code!r} is no code point such as U+2212", path=str(path), line=number) from None


def compose(letter: str, accent: str) -> str:
    """Put a combining accent onto a letter, as one character where Unicode has it."""
    return unicodedata.normalize("NFC", letter + accent)
