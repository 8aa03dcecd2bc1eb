"""What authors say they propose or use: "we propose a two-stage scheduler", and what a title names as the means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from operator import itemgetter

import ahocorasick_rs
import regex

from claimx.mentions.defined import Definition
from claimx.mentions.runs import NAMES, NEAR, is_shaped
from claimx.mentions.words import alternation
from claimx.model import Span
from claimx.rulebook.naming import Naming

AUTHORS = (
    "We", "we", "Paper", "paper", "Here", "here", "work", "study", "article", "letter", "authors", "thesis", "report",
)  # fmt: skip
_FAR = 60  # characters between the authors and their verb, at most
_MEANS = regex.compile(
    r"\b(?:[Vv]ia|[Uu]sing|[Ww]ith|[Bb]y|[Tt]hrough|[Bb]ased on)\s(?:an?\s|the\s)?(?P<np>[\w-]+(?:\s[\w&-]+){1,6})$"
)
# What a title says has something: the system is what stands before "with".
_WITH = regex.compile(
    r"(?:^(?:(?:An?|The)\s)?|:\s|\b(?:[Aa]n?|[Tt]he|[Ff]or|[Oo]f|[Ii]n)\s)(?P<np>[\w-]+(?:\s[\w-]+){0,4}\s(?P<head>\w+))\s[Ww]ith\s(?:an?\s|the\s)?$"
)
_MEANS_NAMED = regex.compile(r"\b(?:[Vv]ia|[Uu]sing|[Ww]ith|[Bb]y|[Tt]hrough)\s(?P<np>[A-Z][A-Za-z]*[A-Z][\w-]*)$")
_TITLE_STOP = r"(?:for|in|with|over|via|on|from|using|to|under|through|by|at|against|beyond|without|towards?|across)"
_TITLE_PART = regex.compile(
    rf"(?:^|:\s|\s(?:[–—]|-{{1,3}})\s)(?P<np>[\w-]+(?:\s[\w/&-]+)*?)(?=\s(?:of|{_TITLE_STOP})\b|:|\?|$)",
    regex.IGNORECASE,
)
_TITLE_OF = regex.compile(rf"\sof(?:\s[\w-]+){{1,5}}?(?=\s{_TITLE_STOP}\b|:|\?|$)", regex.IGNORECASE)
_CAMEL = regex.compile(r"[A-Z]+[a-z]+[A-Z][\w-]*")
_COMPOUND = regex.compile(r"\s[a-z]+(?<!s)s(?=\s|$)")  # what a method noun only describes: "prompting scenarios"
_DATA = ("data", "images", "texts", "records", "videos")
_SMALL_NAME = regex.compile(r"(?P<name>[a-z][\w.+-]*\w)(?:\s\([^)]{0,60}\))?, (?:an?|the first|our)\s")
_PASSIVE_VERBS = ("introduced", "proposed", "presented", "developed", "designed")
_BE = ("is", "are", "was")
_PASSIVE = regex.compile(
    r"\b(?:[Aa]n?|[Tt]he)\s(?P<np>(?:[\w-]+\s){1,6})"
    rf"(?:{'|'.join(_BE)}) (?:{'|'.join(_PASSIVE_VERBS)})\b"
)
_NO_START = frozenset((
    "how", "what", "why", "when", "whether", "if", "are", "is", "can", "do", "does", "not", "beat", "beats", "need",
    "needs", "that", "which", "to", "where", "and", "in", "for", "as", "by", "on", "of", "with", "it", "this",
    "these",
))  # fmt: skip


class ProposalFinder:
    """Finds what authors propose.

    Args:
        naming: The word lists.
    """

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._method_noun = regex.compile(rf"\b(?:{alternation(naming.method_nouns)})\b", regex.IGNORECASE)
        self._method_nouns = frozenset(word.lower() for word in naming.method_nouns)
        self._others = frozenset(naming.others_words)
        verbs = alternation(naming.propose_verbs)
        self._proposed = regex.compile(
            rf"(?<!\b(?i:{alternation(naming.others_words)}|to)\s)(?:\b(?:{alternation(AUTHORS)})\b"
            rf"[^.;\n]{{0,{_FAR}}}?\b(?<!\b(?i:our|this|the|an?)\s)(?:{verbs})\s)"
            rf"(?P<object>(?:(?:the|a|an|our|two|three|both|novel|new|simple|first|\w+ly)[\s-])*[\"']?(?P<name>{NAMES})?[^.;:]{{0,160}})"
        )
        self._used = regex.compile(
            rf"\b(?:[Ww]e|to|was|were|and)\s(?:\w+ly\s)?(?:{alternation(naming.use_verbs)})\s(?:and\s\w+\s)?(?P<object>an?\s[^.;:]{{0,160}})"
        )
        # A search for plain words is ten times faster than one for the pattern.
        words = (*AUTHORS, *naming.propose_verbs)
        self._words = ahocorasick_rs.AhoCorasick(words)
        self._head = regex.compile(
            r"(?:(?:the|an?|our|novel|new|simple|two|three|first|effective|efficient|yet|and|lightweight|practical|general|powerful|scalable|unified|[\w-]+ly)[\s,]+)*"
            r"(?P<np>[^.,;:()\n—–]{3,110})"
        )
        self._stop = regex.compile(
            r"\s(?:that|which|to|into|onto|for|of|in|on|with|by|using|based|where|when|from|as|called|named|and|via|through"
            r"|capable|designed|under|whose|combining|leveraging|termed|dubbed)\b"
        )

    def find(self, text: str) -> list[regex.Match[str]]:
        """Return what the authors say they propose: the matches of the pattern, tried only where verbs are near."""
        hits = sorted(self._words.find_matches_as_indexes(text, overlapping=True), key=itemgetter(1))
        verbs = [start for word, start, _ in hits if word >= len(AUTHORS)]
        found: list[regex.Match[str]] = []
        reached = 0
        for word, start, end in hits:
            if word >= len(AUTHORS) or start < reached:
                continue
            verb = bisect_left(verbs, end)
            if verb < len(verbs) and verbs[verb] <= end + _FAR:
                match = self._proposed.match(text, start)
                if match:
                    found.append(match)
                    reached = match.end()
        return found

    def small_name(self, text: str, proposed: regex.Match[str]) -> Span | None:
        """Return the name in small letters that is proposed and explained: "we present foo-kv, a cache for ..."."""
        match = _SMALL_NAME.match(text, proposed.start("object"))
        if match is None or match["name"] in self._method_nouns:
            return None
        again = text.find(match["name"], match.end("name"), match.end("name") + NEAR) >= 0
        told = again or not match["name"].isalpha()
        return Span(*match.span("name")) if told else None

    def phrase(self, title: str, text: str, proposed: list[regex.Match[str]]) -> Definition | None:
        """Return the noun phrase that the text proposes, or else the means that its title names.

        Args:
            title: The plain title.
            text: The plain text.
            proposed: What the authors say they propose.
        """
        return self._active_phrase(proposed) or self._passive_phrase(text) or self._title_phrase(title)

    def fallback(self, title: str, text: str) -> Definition | None:
        """Return the noun phrase that the text says it uses, or else the system that its title names.

        Args:
            title: The plain title.
            text: The plain text.
        """
        return self._active_phrase(self._used.finditer(text)) or self._title_head(title)

    def _title_phrase(self, title: str) -> Definition | None:
        """What the title says the work is done with: "... via Hierarchical Generative Networks"."""
        named = _MEANS_NAMED.search(title)
        if named:
            return Definition(named["np"], "", Span(*named.span("np")), True)
        match = _MEANS.search(title)
        if match is None:
            return None
        whole = _WITH.search(title[: match.start("np")])
        doing = whole and whole["head"].endswith("ing")
        after_colon = whole and title[whole.start()] == ":" and title.count(" ", 0, whole.start()) > 1  # no name
        if whole and after_colon and not whole["np"].split(" ")[0].endswith("ing"):
            return Definition(title[whole.start("np") :], "", Span(whole.start("np"), len(title)), True)
        if (
            whole and not doing and whole["head"].lower() in self._method_nouns
        ):  # "A Cached Retrieval System with Wide Storage"
            return Definition(whole["np"], "", Span(*whole.span("np")), True)
        stop = self._stop.search(match["np"])
        name = match["np"][: stop.start()] if stop else match["np"]
        start = match.start("np")
        last = name.split(" ")[-1].lower()
        general = name.lower().endswith(self._naming.general_systems)  # "... with Diffusion Models"
        general = general or last in self._naming.benchmark_nouns or last in _DATA  # "... using Forum Data"
        return Definition(name, "", Span(start, start + len(name)), True) if " " in name and not general else None

    def _title_head(self, title: str) -> Definition | None:
        """What a title names before or after its colon, where its head is a system: "Late Pooling for Retrieval"."""
        for part in reversed(list(_TITLE_PART.finditer(title))):
            words = part["np"].split(" ")
            if words[0].lower() in {"a", "an", "the"}:
                words = words[1:]
            named = _CAMEL.fullmatch(words[0]) and not title.startswith(":", part.end("np"))
            if not 1 - bool(named) < len(words) < 7:
                continue
            doing = words[-1].endswith("ing") and not words[0].endswith("ing")
            if not (doing or words[-1].lower() in self._method_nouns or is_shaped(words[-1])):
                continue
            if any(word in _NO_START or word in self._naming.not_names for word in words[:-1]):
                continue
            if words[:-1] and all(word.lower() in self._naming.plain_words for word in words[:-1]):
                continue
            start = part.end("np") - len(" ".join(words))
            whole = _TITLE_OF.match(title, part.end("np"))  # "Joint Learning of Words and Layout"
            end = whole.end() if whole else part.end("np")
            return Definition(title[start:end], "", Span(start, end), True)
        return None

    def _passive_phrase(self, text: str) -> Definition | None:
        """What is proposed in the passive: "a two-stage scheduler is introduced"."""
        if not any(verb in text and any(f"{be} {verb}" in text for be in _BE) for verb in _PASSIVE_VERBS):
            return None
        for match in _PASSIVE.finditer(text):
            name = match["np"].rstrip()
            if name.split(" ")[-1] in self._method_nouns and " " in name:
                start = match.start("np")
                return Definition(name, "", Span(start, start + len(name)), False)
        return None

    def _active_phrase(self, proposed: Iterable[regex.Match[str]]) -> Definition | None:
        """The noun phrase of "we propose a ..." up to its head, where a noun makes it a system."""
        for match in proposed:
            phrase = self._head.match(match["object"])
            if phrase is None:
                continue
            stop = self._stop.search(phrase["np"])
            name = phrase["np"][: stop.start()] if stop else phrase["np"]
            words = name.lower().split()
            if words[0] in _NO_START or words[0] in self._naming.propose_verbs:
                continue
            if not self._others.isdisjoint(words[:3]):
                continue  # "we study two recent language models"
            head = None
            for head in self._method_noun.finditer(name):  # noqa: B007 - the last one is the head
                pass
            if head is None or _COMPOUND.match(name, head.end()):
                continue
            name = name[: head.end()]
            if all(word in self._method_nouns for word in name.lower().split()):  # "a method", "network architectures"
                continue
            start = match.start("object") + phrase.start("np")
            return Definition(name, "", Span(start, start + len(name)), False)
        return None
