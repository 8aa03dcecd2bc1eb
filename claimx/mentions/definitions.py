"""Names that a document defines for itself: its method, its benchmark, its acronyms."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import partial

import regex

from claimx.mentions.acronyms import Acronym, find_acronyms
from claimx.mentions.defined import Definition, Definitions
from claimx.mentions.proposals import AUTHORS, ProposalFinder
from claimx.mentions.runs import NAMES, NameRun, RunFinder, is_shaped, is_told
from claimx.mentions.words import alternation, find_word, first_of
from claimx.model import Span
from claimx.rulebook.naming import Naming

_TITLE = re.compile(
    r"^\s*(?:The\s)?[\"']?(?P<name>[^\s:].{0,60}?)[\"']?(?P<kind>\s(?:Benchmark|Dataset|Corpus|Challenge|Suite))?\s?(?::(?=\s|[A-Z])|\s[-–—]\s|—)\s?"
)
_ARTICLE = re.compile(r"^(?:an?|the)\s")
_TITLE_MARK = re.compile(r":|—|\s[-–]")
_LAST_BRACKET = regex.compile(r"\(([^)]+)\)$")
_COMPOUND = regex.compile(r"[\s-](?:based|style|like|driven|aware|guided|enabled|compatible|compliant|inspired)\b")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s)(?:Our |The |This )?$")
_MEASURES = re.compile(r"\b(?:[Ww]e|to|and) (?:further |also |then )?benchmark $")
_TEAM = regex.compile(
    r"(?:The\s)?(?P<name>[A-Z][\w-]*(?:[ -][A-Z][\w-]*){0,3})"
    r"(?:['’]s?\s(?:\w+\s){0,3}(?:[Ss]ubmissions?|[Ss]ystems?|[Ee]ntry|[Pp]articipation)\b"
    r"|\s(?:at|@)\s(?:the\s)?(?:[A-Z]\w*[A-Z]|\w+[- ]?20\d\d)|\s[Ss]ubmissions?\b)"
)
_INTRODUCED = re.compile(r"(?:\s\([^)]{0,80}\))?, (?:an?|our|which)\s")
_EXAMPLE = ("such as ", "e.g., ", "e.g. ")
# The paper may be the one that others know the name from.
_DEFINING = frozenset({"called", "proposed", "title", "ours"})
_OWNS = ("'s ", "’s ")
_QUOTES = frozenset("\"“”'‘’")
_CLAUSE_STARTS = ("", ", ", ". ")
_OURS = re.compile(r"\b[Oo]ur ((?:[a-z-]+ ){0,3})$")
_WORD = re.compile(r" (\w+)")
_ADJECTIVE = regex.compile(
    r"-(?:based|driven|aware|guided|like|style|enhanced|free|level|specific|wise|oriented|centric|powered|assisted|native|augmented|efficient|agnostic)$"
)
_LONGEST_TITLE_NAME = 4  # words
_ENOUGH = 2.0
_STRONG = 3.5
_LIKELY = 1.4


@dataclass(slots=True)
class _Candidate:
    name: str
    span: Span
    in_title: bool
    long: str = ""
    score: float = 0.0
    benchmark: float = 0.0
    part: bool = False
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
        self._called_words = frozenset(word.lower() for word in naming.called_words)
        self._called_ends = frozenset(word.rpartition(" ")[2] for word in self._called_words)
        self._proposals = ProposalFinder(naming)
        self._part = re.compile(rf"\s(?:{alternation(naming.part_nouns)})s?(?=[\s,.;:]|$)")
        self._runs = RunFinder(self._may_name)
        self._benchmark_nouns = frozenset(word.lower() for word in naming.benchmark_nouns)
        self._method_nouns = frozenset(word.lower() for word in naming.method_nouns)
        self._nouns = self._benchmark_nouns | self._method_nouns
        self._apposed = re.compile(
            r"\)?(?:\s\([^)]{0,80}\))?,? (?:which is |is |as )?(?:the first|an?|our|the)\s(?P<what>[^.;:,]{0,80})"
        )
        self._apposed_name = regex.compile(
            rf"\b(?P<noun>{alternation([*naming.method_nouns, *naming.benchmark_nouns])}),\s(?:the\s|called\s|named\s)?"
            rf"(?P<name>{NAMES})(?=,|\s\(|\s(?:that|which|to|for|based)\b|$)"
        )
        firm = alternation(set(naming.propose_verbs) - set(naming.explore_verbs))
        # The long form is the object itself where only adjectives and a head noun stand between.
        self._first_object = regex.compile(
            rf"\b(?:{firm}|{called})(?:\s(?!(?:for|of|in|on|over|using|with|based|by|to|from|that|which)\b)[\w,-]+){{0,7}}\s?[\"']?$"
        )
        self._others = re.compile(rf"\b(?:{alternation(naming.others_words)})\b")
        self._propose_verb = regex.compile(rf"\b(?:{verbs})\b")
        self._authors = regex.compile(rf"\b(?:{alternation(AUTHORS)})\b")
        subject = alternation(naming.subject_verbs)
        # By `re`, since `regex` looks for the space in all of the text before it matches at one place.
        self._subject = re.compile(rf"(?:\s\([^)]{{0,60}}\))?(?:'s \w+)? (?:{subject})\b")
        holding, parts = alternation(naming.dataset_verbs), alternation(naming.system_parts)
        self._holds = re.compile(
            rf"(?:\s\([^)]{{0,80}}\))?,? (?:{holding}) (?:[a-z]+ ){{0,2}}\d[\d,.]*[kKM]?\+? "
            rf"(?!(?:[\w-]+ ){{0,2}}(?:{parts})\b)"
        )
        self._opening = re.compile(r"(?:\s\([^)]{0,60}\))?,? [a-z]+s\b")

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
        proposed = self._proposals.find(text)
        self._weigh_proposed(pool, text, proposed, acronyms)
        self._weigh_places(pool, text)
        for candidate in pool.values():
            self._weigh_use(candidate, title, text, known)
        whole = any(c.score >= _STRONG and c.benchmark <= 0.0 and not c.part for c in pool.values())
        ranked = sorted(pool.values(), key=lambda c: (whole and c.part, -c.score, c.in_title, not c.long, c.span.start))
        models = [c for c in ranked if c.benchmark <= 0.0 and c.score >= _ENOUGH]
        benchmarks = [c for c in ranked if c.benchmark > 0.0 and c.score >= _ENOUGH]
        short = {a.short: a.long for a in acronyms}
        if not models:
            models = [c for c in ranked if c.benchmark <= 0.0 and c.score >= _LIKELY and "acts" in c.seen][:1]
        own = {c.name for c in models if c.score >= _ENOUGH + 1.0}
        own |= {c.long for c in models if c.long and c.score >= _ENOUGH + 1.0}
        phrase = self._proposals.phrase(title, text, proposed)
        sure = bool(models) and models[0].score >= _STRONG and not self._is_aside(models[0], phrase, title, text)
        return Definitions(
            model=self._definition(models[0]) if models else None,
            benchmark=self._definition(benchmarks[0]) if benchmarks else None,
            phrase=phrase,
            look_further=partial(self._proposals.fallback, title, text),
            acronyms=short,
            own_names=frozenset(own),
            sure=sure,
            title=title.lower(),
        )

    @staticmethod
    def _is_aside(candidate: _Candidate, phrase: Definition | None, title: str, text: str) -> bool:
        """Say whether a name that stands only once comes after what the paper proposes, as a part of it."""
        first = phrase is not None and not phrase.in_title and phrase.span.start < candidate.span.start
        bare = candidate.seen <= {"acronym", "count"} and not candidate.benchmark
        return first and bare and candidate.name not in title and text.count(candidate.name) == 1

    @staticmethod
    def _definition(candidate: _Candidate) -> Definition:
        return Definition(candidate.name, candidate.long, candidate.span, candidate.in_title)

    def _may_name(self, name: str) -> bool:
        """Say whether a name-like run can name anything of the paper's own."""
        if name in self._naming.generic_names or name in self._naming.not_names or len(name) < 2:
            return False
        first = name.split()[0]
        if first in self._naming.not_names or (" " in name and first in self._naming.generic_names):
            return False
        return not (self._substance.fullmatch(name) or _ADJECTIVE.search(first))

    def _candidate(
        self, pool: dict[str, _Candidate], name: str, span: Span, in_title: bool = False, titled: bool = False
    ) -> _Candidate | None:
        if not (self._may_name(name) or (titled and " " in name)):
            return None
        common = name.split()[-1] in self._naming.common_acronyms  # "RAN", "Non-RT RIC"
        if common and name not in pool and not titled:
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
        match = _TITLE.match(title + " ") if not team and _TITLE_MARK.search(title) else None
        if match is None:
            self._weigh_whole_title(pool, title, text)
            return
        name = match["name"].strip()
        inner = _LAST_BRACKET.search(name)
        if inner:
            name = inner[1]
        words = name.split()
        place = find_word(text, name)
        shaped = is_shaped(name) or len(words) == 1
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

    def _weigh_whole_title(self, pool: dict[str, _Candidate], title: str, text: str) -> None:
        """Take the title for the system's name where the text speaks of it by that name: "The Evolved Transformer"."""
        name = title.removeprefix("The ").removeprefix("A ").strip()
        short = 1 < len(name.split(" ")) <= _LONGEST_TITLE_NAME
        place = text.find(f"the {name} ") if short else -1
        if place >= 0:
            start = place + len("the ")
            candidate = self._candidate(pool, name, Span(start, start + len(name)), titled=True)
            if candidate:
                candidate.add("title", 2.5, self._benchmark_weight(name, name))

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
            last = acronym.long.rfind(" ")
            candidate.part = bool(self._part.match(text, acronym.span.end + 1) or self._part.match(acronym.long, last))
            before = text[max(0, acronym.long_start - 110) : acronym.long_start]
            before = before.rpartition(". ")[2]
            proposed = self._first_object.search(before)
            owned = before.endswith(_OWNS)  # "Python's Global Interpreter Lock (GIL)"
            capital = sum(word[:1].isupper() for word in acronym.long.replace("-", " ").split()) >= 2
            after = text[acronym.span.end + 1 : acronym.span.end + 50]
            weight = self._benchmark_weight(acronym.short, acronym.long[-24:] + after.split(",")[0][:30])
            plural = acronym.short.endswith("s") and acronym.short[-2:-1].isupper()
            title_case = all(word[:1].isupper() or len(word) < 4 for word in acronym.long.replace("-", " ").split())
            near = title_case and capital and self._propose_verb.search(before) and self._authors.search(before)
            if proposed:
                score = 1.5 if plural else 4.0
            elif plural or owned:
                score = -2.0
            else:
                score = (1.5 if near else 0.3) if capital else -1.0
            candidate.add("acronym", score, weight)
            if (proposed or capital) and _ARTICLE.sub("", title.lower()).startswith(acronym.long.lower()):
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
                    shaped = is_shaped(match["name"])
                    alone = " " not in match["name"] and after[:1] in ",:."
                    score = 4.0 if shaped else 3.5 if alone else 2.0
                    candidate.add("proposed", score, self._benchmark_weight(match["name"], after))
            if small := self._proposals.small_name(text, match):
                name = text[small.start : small.end]
                pool.setdefault(name, _Candidate(name, small, in_title=False)).add("proposed", 4.0)
            self._weigh_apposed_name(pool, text, match)

    def _weigh_apposed_name(self, pool: dict[str, _Candidate], text: str, proposed: regex.Match[str]) -> None:
        """Take the name that stands beside what is proposed: "a simple architecture, the Weaver, that ..."."""
        named = self._apposed_name.search(text, proposed.start("object"), proposed.end())
        if named and named["name"] not in self._naming.not_names:
            span = Span(*named.span("name"))  # "the Transformer" is what others call theirs only since it was proposed
            candidate = pool.setdefault(named["name"], _Candidate(named["name"], span, in_title=False))
            candidate.add("apposed name", 4.0, self._benchmark_weight(named["name"], named["noun"]))

    def _weigh_places(self, pool: dict[str, _Candidate], text: str) -> None:
        """Weigh what stands left and right of every name-like run of the text."""
        for run in self._runs.find(text):
            run = run._replace(shaped=True) if is_told(run, text) else run
            left = text[max(0, run.start - 110) : run.start]
            before = left.rstrip(" \"'(*")
            word = before[before.rfind(" ") + 1 :].lower()
            last = word.rstrip(",")
            called = last in self._called_ends and self._is_called(before)
            if not (run.shaped or called or word == last + "," or self._is_ours(run.name, before, last)):
                continue
            if left[-1:] in _QUOTES and text[run.end : run.end + 1] in _QUOTES:  # our "Foo" system
                run, left = run._replace(end=run.end + 1), left[:-1]
            evidence = list(self._evidence(run, called, left, last, text))
            span = Span(run.start, run.start + len(run.name))
            candidate = self._candidate(pool, run.name, span) if evidence else None
            if candidate:
                for kind, score, benchmark in evidence:
                    candidate.add(kind, score, benchmark)

    def _is_called(self, before: str) -> bool:
        """Say whether a text ends with words that give a name to something."""
        words = before.lower().rsplit(" ", 3)[-3:]
        return any(" ".join(words[-count:]).rstrip(",") in self._called_words for count in (1, 2, 3))

    def _is_ours(self, name: str, before: str, last: str) -> bool:
        """Say whether a text ends with "our", at most one word, and a noun: "our dialogue model Foo"."""
        return last in self._nouns and " " not in name and "our" in before.lower().rsplit(" ", 3)[-3:-1]

    def _evidence(
        self, run: NameRun, called: bool, left: str, last: str, text: str
    ) -> Iterator[tuple[str, float, float]]:
        """Yield (kind, score, weight for a benchmark) of what one place of a name says of it."""
        name, _, end, shaped, camel = run
        clause = left.rpartition(". ")[2]
        if called and (shaped or " " not in name) and not self._others.search(clause[-70:]):
            yield "called", 4.0, self._benchmark_weight(name, " ".join(reversed(clause[-90:].split())))
        if left.endswith(", ") and text[end : end + 1] == "," and (last in self._nouns or camel):
            yield "between", 2.5 if last in self._nouns else 1.5, self._benchmark_weight(name, last)
        ours = _OURS.search(left) if "ur " in left else None
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
        if candidate.name in known and "apposed name" not in candidate.seen:
            candidate.add("known", -3.0 if candidate.seen.isdisjoint(_DEFINING) else -1.0)
