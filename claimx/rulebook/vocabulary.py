"""The words that rules speak of: every cue word has a code, and a word class is a set of codes.

Words that no rule tells apart share a code, which keeps the character classes of the compiled rules small.

A sentence is matched as a string of one character a token (see `claimx.mentions.tagging`); a cue word's
character comes from the private use area, so that a class of words is a plain character class.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimx.errors import RuleError
from claimx.rulebook.strict_yaml import Node, check_keys, load_yaml

FIRST_CODE = 0xE000
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All cue words with their codes.

    Args:
        codes: Word or phrase in lower case -> its one-character code.
        classes: Name of a word class -> the codes of its words, as one string.
        phrases: First word -> the phrases that start with it, longest first, each as a tuple of words.
    """

    codes: dict[str, str]
    classes: dict[str, str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]


def inflect_verb(entry: str) -> list[str]:
    """Return the forms of a verb: base, third person, past, participle, -ing.

    An irregular verb is given with its five forms, slash-separated. The first word of a phrasal verb is inflected.
    The loader makes two more classes of each class of verbs: ``reduce-ing`` and ``reduce-ed`` (participles).
    """
    if "/" in entry:
        return entry.split("/")
    first, _, rest = entry.partition(" ")
    forms = [first, _third_person(first), _past(first), _past(first), _participle(first)]
    return [f"{form} {rest}" if rest else form for form in forms]


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def _doubles_last(verb: str) -> bool:
    short = len(verb) >= 3 and verb[-1] not in "aeiouwxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
    stem_vowels = sum(letter in _VOWELS for letter in verb)
    return short and (stem_vowels == 1 or verb.endswith(("cur", "fer", "mit", "pel")))


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles_last(verb) else "") + "ed"


def _participle(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "ye")):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles_last(verb) else "") + "ing"


def plural(noun: str) -> str:
    """Return the regular plural of a noun or noun phrase."""
    return _third_person(noun)


def _words_of(name: str, node: Any) -> list[str]:
    if not isinstance(node, Node):
        raise RuleError(f"the word class {name!r} is not a mapping")
    check_keys(node, {"says"}, {"verbs", "nouns", "words"}, f"the word class {name!r}")
    for form, entries in node.items():
        if form != "says" and not (isinstance(entries, list) and all(isinstance(entry, str) for entry in entries)):
            raise RuleError(f"the {form} of the word class {name!r} are a list of words", node.path, node.line)
    words = [word.lower() for word in node.get("words", [])]
    for noun in node.get("nouns", []):
        words += [noun, plural(noun)]
    for verb in node.get("verbs", []):
        words += inflect_verb(verb)
    return words


def load_members(folder: Path) -> dict[str, list[str]]:
    """Read every word class under ``cues/``: name of the class -> its words in lower case.

    Raises:
        RuleError: A class stands twice or has a form that is not known.
    """
    members: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        data = load_yaml(path)
        for name, node in data.items():
            if name in members:
                raise RuleError(f"the word class {name!r} stands in two files", str(path), node.line)
            members[name] = _words_of(name, node)
            if "verbs" in node:
                forms = [inflect_verb(verb.lower()) for verb in node["verbs"]]
                members[f"{name}-ing"] = [form[-1] for form in forms]
                members[f"{name}-ed"] = [form[-2] for form in forms]
    return members


def build_vocabulary(members: Mapping[str, Iterable[str]], literals: Collection[str]) -> Vocabulary:
    """Give every word a code; words that no rule can tell apart share one.

    Args:
        members: Name of a word class -> its words.
        literals: Words that stand for themselves in some shape; each has a code of its own. Those in no class
            make up the class ``literal``.
    """
    classes_of: dict[str, set[str]] = {word: set() for word in literals}
    for name, words in members.items():
        for word in words:
            classes_of.setdefault(word, set()).add(name)
    signatures: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for word, names in sorted(classes_of.items()):
        key = (word if word in literals else "", tuple(sorted(names)) or ("literal",))
        signatures.setdefault(key, []).append(word)
    codes: dict[str, str] = {}
    classes: dict[str, set[str]] = {name: set() for name in [*members, "literal"]}
    for index, (key, words) in enumerate(sorted(signatures.items(), key=lambda item: (item[0][1], item[0][0]))):
        code = chr(FIRST_CODE + index)
        codes.update(dict.fromkeys(words, code))
        for name in key[1]:
            classes[name].add(code)
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for word in sorted(codes):
        parts = tuple(word.split(" "))
        if len(parts) > 1:
            phrases.setdefault(parts[0], []).append(parts)
    ordered = {first: tuple(sorted(options, key=lambda p: (-len(p), p))) for first, options in phrases.items()}
    return Vocabulary(codes, {name: "".join(sorted(chars)) for name, chars in sorted(classes.items())}, ordered)
