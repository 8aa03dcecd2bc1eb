"""Names that a document defines for itself: its method, its benchmark, its acronyms."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

import regex

from claimx.mentions.acronyms import Acronym, find_acronyms
from claimx.mentions.words import alternation, find_word, first_of
from claimx.model import Span
from claimx.rulebook.naming import Naming

# A name as papers coin them: "PCL", "ProteinWeaver", "Think-Solve-Verify", "A^2RD", "Parallel-R1", "τ-bench".
_NAME = (
    r"(?:[A-Zτπμα][\w^+*'@/&.-]*[\w+*]|[a-z]{1,3}[A-Z][\w+-]*\w|[a-z]+-[Bb]ench\w*|[A-Za-z]+-?\d[\w.-]*\w"
    r"|[a-z]{2,}[A-Z]{2,}\w*)"
)
_NAMES = rf"{_NAME}(?:[ -]{_NAME}){{0,3}}"
_TITLE = regex.compile(
    r"^\s*(?:The\s)?[\"']?(?P<name>[^\s:].{0,60}?)[\"']?(?P<kind>\s(?:Benchmark|Dataset|Corpus|Challenge|Suite))?\s?(?::(?=\s|[A-Z])|\s[-–—]\s|—)\s?"
)
_SHAPED = re.compile(r"[a-z0-9+/.^-][A-Z]|[A-Z][A-Z0-9]|\d")
_CAMEL = regex.compile(r"[^\s]*[a-z][A-Z][^\s]*|[A-Z][\w-]*[a-z][\w-]*-[A-Z][^\s]*")
# The lookahead passes over ordinary words at once: what begins in lower case needs a capital, a digit or "-bench".
_NAME_RUN = regex.compile(rf"(?<![\w-])(?=[A-Zτπμα]|[a-z]++(?:[A-Z\d]|-\d|-[Bb]ench)){_NAMES}")
# Three times faster; but it takes combining marks for no part of a word.
_NAME_RUN_ASCII = re.compile(_NAME_RUN.pattern)
_COMPOUND = regex.compile(r"[\s-](?:based|style|like|driven|aware|guided|enabled|compatible|compliant|inspired)\b")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s)(?:Our |The |This )?$")
_MEASURES = re.compile(r"\b(?:[Ww]e|to|and) (?:further |also |then )?benchmark $")
_TEAM = regex.compile(
    r"(?:The\s)?(?P<name>[A-Z][\w-]*(?:[ -][A-Z][\w-]*){0,3})"
    r"(?:['’]s?\s(?:\w+\s){0,3}(?:[Ss]ubmissions?|[Ss]ystems?|[Ee]ntry|[Pp]articipation)\b"
    r"|\s(?:at|@)\s(?:the\s)?(?:[A-Z]\w*[A-Z]|\w+[- ]?20\d\d)|\s[Ss]ubmissions?\b)"
)
_TITLE_PART = regex.compile(
    r"(?:^|:\s)(?P<np>[\w-]+(?:\s[\w/&-]+)*?)"
    r"(?=\s(?:for|in|with|of|over|via|on|from|using|to|under|through|by|at|against|beyond|without|towards?|across)\b|:|\?|$)",
    regex.IGNORECASE,
)
_INTRODUCED = re.compile(r"(?:\s\([^)]{0,80}\))?, (?:an?|our|which)\s")
_EXAMPLE = ("such as ", "e.g., ", "e.g. ")
_CLAUSE_STARTS = ("", ", ", ". ")
_OURS = re.compile(r"\b[Oo]ur ((?:[a-z-]+ ){0,3})$")
_WORD = regex.compile(r" (\w+)")
_MEANS = regex.compile(
    r"\b(?:[Vv]ia|[Uu]sing|[Ww]ith|[Bb]y|[Tt]hrough|[Bb]ased on)\s(?:an?\s|the\s)?(?P<np>[\w-]+(?:\s[\w&-]+){1,6})$"
)
_MEANS_NAMED = regex.compile(r"\b(?:[Vv]ia|[Uu]sing|[Ww]ith|[Bb]y|[Tt]hrough)\s(?P<np>[A-Z][A-Za-z]*[A-Z][\w-]*)$")
_PASSIVE_VERBS = ("introduced", "proposed", "presented", "developed", "designed")
_PASSIVE = regex.compile(
    r"\b(?:[Aa]n?|[Tt]he)\s(?P<np>(?:[\w-]+\s){1,6})"
    rf"(?:is|are|was) (?:{'|'.join(_PASSIVE_VERBS)})\b"
)
_ADJECTIVE = regex.compile(
    r"-(?:based|driven|aware|guided|like|style|enhanced|free|level|specific|wise|oriented|centric|powered|assisted|native|augmented|efficient|agnostic)$"
)
_NO_START = frozenset(
    {"that", "which", "to", "where", "and", "in", "for", "as", "by", "on", "of", "with", "it", "this", "these"}
)
_LONGEST_NAME = 80
_ENOUGH = 2.0
_STRONG = 3.5
_LIKELY = 1.4


@dataclass(frozen=True, slots=True)
class Definition:
    """A name that the document gives to something.

    Args:
        name: The short name, as written.
        long: Its expansion, where the document gives one; else empty.
        span: One place where the name stands.
        in_title: Whether `span` counts in the title.
    """

    name: str
    long: str
    span: Span
    in_title: bool


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a document defines.

    Args:
        model: The paper's own system under its most specific name; None where none is found.
        benchmark: The benchmark that the paper introduces; None where none is found.
        phrase: The noun phrase that the paper proposes, or that its title names as the means.
        fallback: The noun phrase that the paper uses, or that stands in its title, where nothing better is known.
        acronyms: Short form -> long form.
        own_names: Names of the paper's own systems, all spellings.
        sure: The paper says outright that `model` is its own.
    """

    model: Definition | None
    benchmark: Definition | None
    phrase: Definition | None
    fallback: Definition | None
    acronyms: dict[str, str]
    own_names: frozenset[str]
    sure: bool = False


@dataclass(slots=True)
class _Candidate:
    name: str
    span: Span
    in_title: bool
    long: str = ""
    score: float = 0.0
    benchmark: float = 0.0
    seen: set[str] = field(default_factory=set)

    def add(self, evidence: str, score: float, benchmark: float = 0.0) -> None:
        """Count a kind of evidence once."""
        if evidence not in self.seen:
            self.seen.add(evidence)
            self.score += score
            self.benchmark += benchmark


class DefinitionFinder:
    """Finds what documents define; holds the compiled patterns.

    Args:
        naming: The word lists.
    """

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        element = rf"(?:{alternation(naming.elements)})"
        self._substance = re.compile(
            rf"{element}[\d.]*(?:[-/]{element}[\d.]*)+|(?=.*\d)(?=.*[a-z])(?:{element}\d*){{2,}}"
        )
        self._method_noun = regex.compile(rf"\b(?:{alternation(naming.method_nouns)})\b", regex.IGNORECASE)
        self._benchmark_name = regex.compile(rf"(?:{alternation(naming.benchmark_endings)})(?:[-v ]?\d[\w.]*)?$")
        self._benchmark_title = regex.compile(rf"\b(?:{alternation(naming.benchmark_titles)})\b")
        verbs, called = alternation(naming.propose_verbs), alternation(naming.called_words)
        self._proposed = regex.compile(
            rf"(?:\b(?:[Ww]e|[Pp]aper|work|study|article|letter|authors|[Hh]ere|thesis|report)\b[^.;\n]{{0,60}}?\b(?:{verbs})\s)"
            rf"(?P<object>(?:(?:the|a|an|our|two|three|both|novel|new|simple|first|\w+ly)[\s-])*[\"']?(?P<name>{_NAMES})?[^.;:]{{0,160}})"
        )
        self._used = regex.compile(
            rf"\b(?:[Ww]e|to|was|were|and)\s(?:\w+ly\s)?(?:{alternation(naming.use_verbs)})\s(?:and\s\w+\s)?(?P<object>an?\s[^.;:]{{0,160}})"
        )
        self._called_words = frozenset(word.lower() for word in naming.called_words)
        self._benchmark_nouns = frozenset(word.lower() for word in naming.benchmark_nouns)
        self._method_nouns = frozenset(word.lower() for word in naming.method_nouns)
        self._nouns = self._benchmark_nouns | self._method_nouns
        self._apposed = re.compile(
            r"\)?(?:\s\([^)]{0,80}\))?,? (?:which is |is |as )?(?:the first|an?|our|the)\s(?P<what>[^.;:,]{0,80})"
        )
        # The long form is the object itself where only adjectives and a head noun stand between.
        self._first_object = regex.compile(
            rf"\b(?:{verbs}|{called})(?:\s(?!(?:for|of|in|on|over|using|with|based|by|to|from|that|which)\b)[\w,-]+){{0,7}}\s?[\"']?$"
        )
        self._others = re.compile(rf"\b(?:{alternation(naming.others_words)})\b")
        self._propose_verb = regex.compile(rf"\b(?:{verbs})\b")
        subject = alternation(naming.subject_verbs)
        self._subject = regex.compile(rf"(?:\s\([^)]{{0,60}}\))?(?:'s \w+)? (?:{subject})\b")
        holding, parts = alternation(naming.dataset_verbs), alternation(naming.system_parts)
        self._holds = regex.compile(
            rf"(?:\s\([^)]{{0,80}}\))?,? (?:{holding}) (?:[a-z]+ ){{0,2}}\d[\d,.]*[kKM]?\+? "
            rf"(?!(?:[\w-]+ ){{0,2}}(?:{parts})\b)"
        )
        self._opening = re.compile(r"(?:\s\([^)]{0,60}\))?,? [a-z]+s\b")
        self._head = regex.compile(
            r"(?:(?:the|an?|our|novel|new|simple|two|three|first|effective|efficient|yet|and|lightweight|practical|general|powerful|scalable|unified|[\w-]+ly)[\s,]+)*"
            r"(?P<np>[^.,;:()\n—–]{3,110})"
        )
        self._stop = regex.compile(
            r"\s(?:that|which|to|for|of|in|on|with|by|using|based|where|when|from|as|called|named|and|via|through"
            r"|capable|designed|under|whose|combining|leveraging|termed|dubbed)\b"
        )

    def find(
        self, title: str, text: str, known: Collection[str] = (), acronyms: list[Acronym] | None = None
    ) -> Definitions:
        """Return what a document defines.

        Args:
            title: The plain title.
            text: The plain text.
            known: Names of other people's benchmarks and models that stand in the text.
            acronyms: The acronyms of the text; found here where None.
        """
        pool: dict[str, _Candidate] = {}
        acronyms = find_acronyms(text) if acronyms is None else acronyms
        self._weigh_title(pool, title, text)
        self._weigh_acronyms(pool, acronyms, title, text)
        proposed = list(self._proposed.finditer(text))
        self._weigh_proposed(pool, text, proposed, acronyms)
        self._weigh_places(pool, text)
        for candidate in pool.values():
            self._weigh_use(candidate, title, text, known)
        ranked = sorted(pool.values(), key=lambda c: (-c.score, c.in_title, not c.long, c.span.start))
        models = [c for c in ranked if c.benchmark <= 0.0 and c.score >= _ENOUGH]
        benchmarks = [c for c in ranked if c.benchmark > 0.0 and c.score >= _ENOUGH]
        short = {a.short: a.long for a in acronyms}
        if not models:
            models = [c for c in ranked if c.benchmark <= 0.0 and c.score >= _LIKELY and "acts" in c.seen][:1]
        own = {c.name for c in models if c.score >= _ENOUGH + 1.0}
        own |= {c.long for c in models if c.long and c.score >= _ENOUGH + 1.0}
        return Definitions(
            model=self._definition(models[0]) if models else None,
            benchmark=self._definition(benchmarks[0]) if benchmarks else None,
            phrase=self._phrase(proposed) or self._passive_phrase(text) or self._title_phrase(title),
            fallback=self._phrase(self._used.finditer(text)) or self._title_head(title),
            acronyms=short,
            own_names=frozenset(own),
            sure=bool(models) and models[0].score >= _STRONG,
        )

    @staticmethod
    def _definition(candidate: _Candidate) -> Definition:
        return Definition(candidate.name, candidate.long, candidate.span, candidate.in_title)

    def _candidate(
        self, pool: dict[str, _Candidate], name: str, span: Span, in_title: bool = False, titled: bool = False
    ) -> _Candidate | None:
        if name in self._naming.generic_names or name in self._naming.not_names or len(name) < 2:
            return None
        common = name.split()[-1] in self._naming.common_acronyms  # "RAN", "Non-RT RIC"
        if common and name not in pool and not titled:
            return None
        if self._substance.fullmatch(name):
            return None
        first = name.split()[0]
        if _ADJECTIVE.search(first):
            return None
        if first in self._naming.not_names or (" " in name and first in self._naming.generic_names):
            return None
        found = pool.get(name)
        if found is None:
            found = pool[name] = _Candidate(name, span, in_title)
        elif found.in_title and not in_title:
            found.span, found.in_title = span, False
        return found

    def _benchmark_weight(self, name: str, context: str) -> float:
        """Positive where the context says that the name is something to measure on."""
        words = [word.strip(",.;:()\"'") for word in context.lower().split()]
        noun, method = first_of(words, self._benchmark_nouns), first_of(words, self._method_nouns)
        if noun < method:
            return 1.0
        if method < len(words):
            return -1.0
        return 1.0 if self._benchmark_name.search(name) else 0.0

    def _weigh_title(self, pool: dict[str, _Candidate], title: str, text: str) -> None:
        team = _TEAM.match(title)
        if team:
            self._weigh_team(pool, team, text)
        match = _TITLE.match(title + " ")
        if match is None or team:
            return
        name = match["name"].strip()
        inner = regex.search(r"\(([^)]+)\)$", name)
        if inner:
            name = inner[1]
        words = name.split()
        place = find_word(text, name)
        shaped = _SHAPED.search(name) is not None or len(words) == 1
        if len(words) > 4 or not (place or (shaped and len(words) <= 2)) or not name[0].isalnum():
            return
        if len(words) > 1 and not shaped and place is None:
            return
        start = title.index(name)
        span = place or Span(start, start + len(name))
        candidate = self._candidate(pool, name, span, in_title=place is None, titled=True)
        if candidate:
            rest = title[match.end() :]
            weight = 1.0 if match["kind"] else self._benchmark_weight(name, rest[:60])
            if weight <= 0.0 and self._benchmark_title.search(rest) and not self._method_noun.search(rest[:60]):
                weight = 1.0
            candidate.add("title", 5.0 if shaped else 2.5, weight)

    def _weigh_team(self, pool: dict[str, _Candidate], team: regex.Match[str], text: str) -> None:
        """Take the team that enters a shared task for its system: "FooLab at SemEval-2024 Task 3: ..."."""
        place = find_word(text, team["name"])
        span = place or Span(*team.span("name"))
        candidate = self._candidate(pool, team["name"], span, in_title=place is None, titled=True)
        if candidate:
            candidate.add("title", 2.5)

    def _weigh_acronyms(self, pool: dict[str, _Candidate], acronyms: list[Acronym], title: str, text: str) -> None:
        for acronym in acronyms:
            candidate = self._candidate(pool, acronym.short, acronym.span)
            if candidate is None:
                continue
            candidate.long = candidate.long or acronym.long
            before = text[max(0, acronym.long_start - 110) : acronym.long_start]
            before = before.rpartition(". ")[2]
            proposed = self._first_object.search(before)
            capital = sum(word[:1].isupper() for word in acronym.long.replace("-", " ").split()) >= 2
            after = text[acronym.span.end + 1 : acronym.span.end + 50]
            weight = self._benchmark_weight(acronym.short, acronym.long[-24:] + after.split(",")[0][:30])
            plural = acronym.short.endswith("s") and acronym.short[-2:-1].isupper()
            title_case = all(word[:1].isupper() or len(word) < 4 for word in acronym.long.replace("-", " ").split())
            near = 1.2 if title_case and capital and self._propose_verb.search(before) else 0.0
            candidate.add("acronym", -2.0 if plural else 4.0 if proposed else 0.3 + near if capital else -1.0, weight)
            if (proposed or capital) and title.lower().startswith(acronym.long.lower()):
                candidate.add("in title", 1.5)

    def _weigh_proposed(
        self, pool: dict[str, _Candidate], text: str, proposed: list[regex.Match[str]], acronyms: list[Acronym]
    ) -> None:
        longs = [acronym.long for acronym in acronyms]
        for match in proposed:
            if match["name"] and not any(long.startswith(match["name"]) for long in longs):
                candidate = self._candidate(pool, match["name"], Span(*match.span("name")))
                after = text[match.end("name") : match.end("name") + 90]
                if candidate and not _COMPOUND.match(after):
                    shaped = _SHAPED.search(match["name"]) is not None
                    alone = " " not in match["name"] and after[:1] in ",:."
                    score = 4.0 if shaped else 3.5 if alone else 2.0
                    candidate.add("proposed", score, self._benchmark_weight(match["name"], after))

    def _weigh_places(self, pool: dict[str, _Candidate], text: str) -> None:
        """Weigh what stands left and right of every name-like run of the text."""
        for match in (_NAME_RUN_ASCII if text.isascii() else _NAME_RUN).finditer(text):
            name, (start, end) = match.group(), match.span()
            if len(name) > _LONGEST_NAME:
                continue
            shaped = _SHAPED.search(name) is not None
            left = text[max(0, start - 110) : start]
            words = left.rstrip(" \"'(*").lower().rsplit(" ", 3)[-3:]
            last = words[-1].rstrip(",")
            called = (
                last in self._called_words
                or " ".join(words[-2:]).rstrip(",") in self._called_words
                or " ".join(words).rstrip(",") in self._called_words
            )
            ours = "our" in words[-3:-1] and last in self._nouns and " " not in name
            if not (shaped or called or ours or words[-1] == last + ","):
                continue
            evidence = list(self._evidence(name, shaped, called, left, last, text, end))
            candidate = self._candidate(pool, name, Span(start, end)) if evidence else None
            if candidate:
                for kind, score, benchmark in evidence:
                    candidate.add(kind, score, benchmark)

    def _evidence(
        self, name: str, shaped: bool, called: bool, left: str, last: str, text: str, end: int
    ) -> Iterator[tuple[str, float, float]]:
        """Yield (kind, score, weight for a benchmark) of what one place of a name says of it."""
        camel = _CAMEL.fullmatch(name) is not None
        clause = left.rpartition(". ")[2]
        if called and (shaped or " " not in name) and not self._others.search(clause[-70:]):
            yield "called", 4.0, self._benchmark_weight(name, clause[-90:])
        if left.endswith(", ") and text[end : end + 1] == "," and (last in self._nouns or camel):
            yield "between", 2.5 if last in self._nouns else 1.5, self._benchmark_weight(name, last)
        ours = _OURS.search(left) if camel or name not in self._naming.not_names else None
        if ours and (camel if not ours[1] else last in self._nouns):
            yield "ours", 3.0, self._benchmark_weight(name, last)
        if not shaped:
            return
        if left.endswith(_EXAMPLE):
            yield "example", -2.5, 0.0
        apposed = self._apposed.match(text, end)
        weight = self._benchmark_weight(name, apposed["what"]) if apposed else 0.0
        if weight > 0 or (weight and not text.startswith(")", end)):
            yield "apposed", 2.5, weight
        if self._holds.match(text, end):
            yield "holds", 2.5, 3.0
        following = _WORD.match(text, end)
        measured = last in self._benchmark_nouns and (
            left.endswith(", ") or _MEASURES.search(left) is not None
        )  # "On the X benchmark, FooNet reaches"
        noun = last if last in self._nouns and not measured and not _COMPOUND.match(text, end) else ""
        if not noun and last in {"proposed", "our", "novel"} and following and following[1].lower() in self._nouns:
            noun = following[1]
        if noun:
            yield "beside", 3.0 if self._propose_verb.search(clause) else 1.0, self._benchmark_weight(name, noun)
        if _SENTENCE_START.search(left[-12:]) and self._opening.match(text, end):
            yield "opens", 2.0 if camel else 0.5, 0.0
        if self._subject.match(text, end):
            yield "subject", 1.2, 0.0
        if camel and _SENTENCE_START.search(left[-12:]) and _INTRODUCED.match(text, end):
            yield "introduced", 2.0, weight
        if camel and left[-2:] in _CLAUSE_STARTS and (self._opening.match(text, end) or self._subject.match(text, end)):
            yield "acts", 0.5, 0.0

    def _weigh_use(self, candidate: _Candidate, title: str, text: str, known: Collection[str]) -> None:
        count = text.count(candidate.name)
        candidate.add("count", min(count, 5) * 0.3 + (1.0 if candidate.name in title else 0.0))
        if self._benchmark_name.search(candidate.name):
            candidate.add("shape", 0.0, 2.0)
        elif "subject" not in candidate.seen and (f"on {candidate.name} " in text or f"On {candidate.name}," in text):
            candidate.add("measured on", 0.0, 0.6)
        if candidate.name in known:
            candidate.add("known", -3.0)

    def _title_phrase(self, title: str) -> Definition | None:
        """What the title says the work is done with: "... via Hierarchical Generative Networks"."""
        named = _MEANS_NAMED.search(title)
        if named:
            return Definition(named["np"], "", Span(*named.span("np")), True)
        match = _MEANS.search(title)
        if match is None:
            return None
        stop = self._stop.search(match["np"])
        name = match["np"][: stop.start()] if stop else match["np"]
        start = match.start("np")
        general = name.lower().endswith(self._naming.general_systems)  # "... with Diffusion Models"
        return Definition(name, "", Span(start, start + len(name)), True) if " " in name and not general else None

    def _title_head(self, title: str) -> Definition | None:
        """What a title names before or after its colon, where its head is a system: "Late Pooling for Retrieval"."""
        for part in reversed(list(_TITLE_PART.finditer(title))):
            words = part["np"].split(" ")
            if words[0].lower() in {"a", "an", "the"}:
                words = words[1:]
            if not 1 < len(words) < 7:
                continue
            doing = words[-1].endswith("ing") and not words[0].endswith("ing")
            if not (doing or words[-1].lower() in self._method_nouns):
                continue
            if any(word in _NO_START or word in self._naming.not_names for word in words):
                continue
            if all(word.lower() in self._naming.plain_words for word in words[:-1]):
                continue
            end = part.end("np")
            start = end - len(" ".join(words))
            return Definition(title[start:end], "", Span(start, end), True)
        return None

    def _passive_phrase(self, text: str) -> Definition | None:
        """What is proposed in the passive: "a two-stage scheduler is introduced"."""
        if not any(verb in text for verb in _PASSIVE_VERBS):
            return None
        for match in _PASSIVE.finditer(text):
            name = match["np"].rstrip()
            if name.split(" ")[-1] in self._method_nouns and " " in name:
                start = match.start("np")
                return Definition(name, "", Span(start, start + len(name)), False)
        return None

    def _phrase(self, proposed: Iterable[regex.Match[str]]) -> Definition | None:
        """The noun phrase of "we propose a ..." up to its head, where a noun makes it a system."""
        for match in proposed:
            phrase = self._head.match(match["object"])
            if phrase is None:
                continue
            stop = self._stop.search(phrase["np"])
            name = phrase["np"][: stop.start()] if stop else phrase["np"]
            if name.split(" ")[0] in _NO_START:
                continue
            head = None
            for head in self._method_noun.finditer(name):  # noqa: B007 - the last one is the head
                pass
            if head is None:
                continue
            name = name[: head.end()]
            if " " not in name and "-" not in name:
                continue
            start = match.start("object") + phrase.start("np")
            return Definition(name, "", Span(start, start + len(name)), False)
        return None
