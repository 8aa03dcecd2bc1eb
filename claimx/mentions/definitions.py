"""Names that a document defines for itself: its method, its benchmark, its acronyms."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from claimx.model import Span
from claimx.rulebook.naming import Naming

# A name as papers coin them: "PCL", "ProteinWeaver", "Think-Solve-Verify", "A^2RD", "Parallel-R1", "τ-bench".
_NAME = r"(?:[A-Zτπμα][\w^+*'@/.-]*[\w+*]|[a-z]+[A-Z][\w+-]*\w|[a-z]+-[Bb]ench\w*|[A-Za-z]+-?\d[\w.-]*)"
_NAMES = rf"{_NAME}(?:[ -]{_NAME}){{0,3}}"
_ACRONYM = regex.compile(r"\s?\(\s?[\"']?([A-Za-z\d^][\w^+*'@&/. -]{0,24}?)[\"']?\s?[)]")
_TITLE = regex.compile(r"^\s*[\"']?(?P<name>[^\s:].{0,48}?)[\"']?\s?(?::|\s[-–—]\s|—)\s")


@dataclass(frozen=True, slots=True)
class Definition:
    """A name that the document gives to something.

    Args:
        name: The short name, as written.
        long: Its expansion, where the document gives one; else empty.
        span: One place where the name stands.
        in_title: Whether `span` counts in the title.
        is_benchmark: Whether what is named is something to measure on.
    """

    name: str
    long: str
    span: Span
    in_title: bool
    is_benchmark: bool


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a document defines.

    Args:
        model: The paper's own system under its most specific name; None where none is found.
        benchmark: The benchmark that the paper introduces; None where none is found.
        phrase: The noun phrase that the paper proposes, where it has no name for it.
        acronyms: Short form -> long form.
        own_names: Names of the paper's own systems, all spellings.
    """

    model: Definition | None
    benchmark: Definition | None
    phrase: Definition | None
    acronyms: dict[str, str]
    own_names: frozenset[str]


def _alternation(words: tuple[str, ...]) -> str:
    return "|".join(regex.escape(word, special_only=True) for word in sorted(words, key=lambda w: (-len(w), w)))


class DefinitionFinder:
    """Finds what documents define; holds the compiled patterns.

    Args:
        naming: The word lists.
    """

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._benchmark_noun = regex.compile(rf"\b(?:{_alternation(naming.benchmark_nouns)})\b", regex.IGNORECASE)
        self._method_noun = regex.compile(rf"\b(?:{_alternation(naming.method_nouns)})\b", regex.IGNORECASE)
        self._benchmark_name = regex.compile(rf"(?:{_alternation(naming.benchmark_endings)})(?:[-v ]?\d[\w.]*)?$")
        verbs = _alternation(naming.propose_verbs)
        called = _alternation(naming.called_words)
        head = rf"(?:[Ww]e|paper|work|study|article|letter|[Tt]o this end|authors|[Hh]ere)\b[^.;]{{0,60}}?\b(?:{verbs})\s"
        self._proposed = regex.compile(
            rf"{head}(?P<object>(?:(?:the|a|an|our|two|three|both|novel|new|simple)\s)*[\"']?(?P<name>{_NAMES})?[^.;:]{{0,160}})"
        )
        self._called = regex.compile(rf"\b(?:{called}),?\s?(?:the\s|as\s)?[\"']?(?P<name>{_NAMES})")
        self._passive = regex.compile(
            rf"\b(?P<name>{_NAMES})(?:\s\([^)]{{0,60}}\))?,? (?:is|as|are) (?:proposed|introduced|presented|an?|the first)\b"
        )
        self._apposed = regex.compile(rf"\b(?P<name>{_NAMES})(?:\s\([^)]{{0,80}}\))?, (?:the first|an?|our)\s(?P<what>[^.;:]{{0,80}})")

    def find(self, title: str, text: str) -> Definitions:
        """Return what a document defines.

        Args:
            title: The plain title.
            text: The plain text.
        """
        acronyms = find_acronyms(text) | find_acronyms(title)
        candidates = self._from_title(title, text) + self._from_text(text)
        models = [c for c in candidates if not c.is_benchmark]
        benchmarks = [c for c in candidates if c.is_benchmark]
        model = models[0] if models else None
        benchmark = benchmarks[0] if benchmarks else None
        own = {c.name for c in models}
        own |= {short for short, long in acronyms.items() if long in own}
        own |= {acronyms[name] for name in own if name in acronyms}
        phrase = self._phrase(text) if model is None else None
        return Definitions(model, benchmark, phrase, acronyms, frozenset(own))

    def _is_benchmark(self, name: str, context: str) -> bool:
        if self._benchmark_name.search(name):
            return True
        noun = self._benchmark_noun.search(context)
        method = self._method_noun.search(context)
        return noun is not None and (method is None or noun.start() < method.start())

    def _from_title(self, title: str, text: str) -> list[Definition]:
        match = _TITLE.match(title + " ")
        if match is None:
            return []
        name = match["name"].strip()
        inner = regex.search(r"\(([^)]+)\)$", name)
        if inner:
            name = inner[1]
        words = name.split()
        named = all(word[0].isupper() or not word[0].isalpha() or word in {"of", "the", "and", "for", "to", "in"} for word in words)
        shaped = any(char.isupper() for char in name[1:]) or any(char.isdigit() for char in name) or len(words) == 1
        spans = [m.span() for m in regex.finditer(rf"(?<!\w){regex.escape(name)}(?!\w)", text)]
        if len(words) > 4 or not named or (not shaped and not spans) or (len(words) > 1 and not spans):
            return []
        rest = title[match.end() :]
        is_benchmark = self._is_benchmark(name, rest[:60])
        if spans:
            start, end = spans[0]
            return [Definition(name, "", Span(start, end), False, is_benchmark)]
        start = title.index(name)
        return [Definition(name, "", Span(start, start + len(name)), True, is_benchmark)]

    def _from_text(self, text: str) -> list[Definition]:
        found = []
        for match in self._called.finditer(text):
            before = text[max(0, match.start() - 90) : match.start()]
            found.append(self._made(match, before.split(". ")[-1][::1]))
        for match in self._proposed.finditer(text):
            called = self._called.search(match["object"])
            if called:
                continue
            if match["name"]:
                after = text[match.end("name") : match.end("name") + 90]
                made = self._made(match, after)
                acronym = _ACRONYM.match(text, match.end("name"))
                if acronym and any(char.isupper() for char in acronym[1]):
                    made = Definition(acronym[1], made.name, Span(*acronym.span(1)), False, made.is_benchmark)
                found.append(made)
                continue
            acronym = regex.search(r"\((?P<name>[A-Za-z\d^][\w^+*'@/-]{1,18})\)", match["object"])
            if acronym and any(char.isupper() for char in acronym["name"]):
                base = match.start("object")
                span = Span(base + acronym.start("name"), base + acronym.end("name"))
                is_benchmark = self._is_benchmark(acronym["name"], match["object"][: acronym.start()][-40:])
                found.append(Definition(acronym["name"], "", span, False, is_benchmark))
        for match in self._apposed.finditer(text):
            if self._method_noun.search(match["what"]) or self._benchmark_noun.search(match["what"]):
                found.append(self._made(match, match["what"]))
        found.sort(key=lambda d: d.span.start)
        return [d for d in found if self._is_name(d.name)]

    def _is_name(self, name: str) -> bool:
        return name not in self._naming.generic_names and len(name) > 1

    def _made(self, match: regex.Match[str], context: str) -> Definition:
        name = match["name"]
        return Definition(name, "", Span(*match.span("name")), False, self._is_benchmark(name, context))

    def _phrase(self, text: str) -> Definition | None:
        """The noun phrase of "we propose a ..." up to its head."""
        for match in self._proposed.finditer(text):
            phrase = regex.match(r"(?:(?:the|an?|our|novel|new|simple|two|first)\s)*(?P<np>[^.,;:()]{3,110})", match["object"])
            if phrase is None:
                continue
            head = None
            for noun in self._method_noun.finditer(phrase["np"]):
                head = noun
                break
            if head is not None:
                start = match.start("object") + phrase.start("np")
                name = phrase["np"][: head.end()]
                return Definition(name, "", Span(start, start + len(name)), False, False)
        return None


def find_acronyms(text: str) -> dict[str, str]:
    """Return short form -> long form for every "Long Form (LF)" whose letters agree.

    The long form is the shortest run of words before the bracket whose initials give the short form's letters in
    order (after Schwartz and Hearst, 2003, "A simple algorithm for identifying abbreviation definitions").
    """
    found: dict[str, str] = {}
    for match in _ACRONYM.finditer(text):
        short = match[1]
        letters = [char.lower() for char in short if char.isalnum()]
        if not 2 <= len(letters) <= 12 or not any(char.isupper() for char in short):
            continue
        long = _long_form(text[max(0, match.start() - 120) : match.start()], letters)
        if long:
            found.setdefault(short, long)
    return found


def _long_form(left: str, letters: list[str]) -> str:
    index = len(letters) - 1
    position = len(left) - 1
    while index >= 0:
        while position >= 0 and (
            left[position].lower() != letters[index] or (index == 0 and position > 0 and left[position - 1].isalnum())
        ):
            position -= 1
        if position < 0:
            return ""
        index -= 1
        position -= 1
    start = position + 1
    long = left[start:].strip()
    if any(mark in long for mark in ".;:()") or len(long.split()) > len(letters) + 4:
        return ""
    return long
