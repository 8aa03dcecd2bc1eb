"""Sentence -> tagged sentence: one character a token, so that a rule is one regex over a short string.

The characters: a cue word has its code from the vocabulary; a quantity the letter of its class; a name ``B``
(benchmark), ``M`` (metric) or ``S`` (model) where a lexicon knows it (``b``, ``m`` where the word is also ordinary),
``O`` where the document defines it, ``N`` where only its shape says so, ``C`` for a capitalised word; other words
``n``, ``g`` (-ing), ``e`` (-ed) or ``l`` (-ly); a number that no quantity holds ``d``; punctuation stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import regex

from claimx.mentions.names import NameMention
from claimx.mentions.quantity import Quantity
from claimx.model import Span
from claimx.rulebook.vocabulary import Vocabulary

# The first branch takes ordinary words at once; the others would take them alike.
TOKEN = regex.compile(
    r"[^\W_]\w*+(?![+@.'/&^*-]| al\.)"
    r"|(?:e\.g|i\.e|v\.s|vs|resp|cf|approx|et al)\.|(?:[^\W_]|\^(?=\w))(?:[\w+@.'/&^*-]*[\w+*])?'?(?<![.])|\S"
)
# Twice as fast; but it takes combining marks for no part of a word.
_TOKEN_ASCII = re.compile(TOKEN.pattern)
_LISTED = regex.compile(r"\s?(?:,|;|/|,?\s?(?:and|or|&|to))\s?(?:by\s|a\s|an\s)?")
_ARTICLES = frozenset({"the", "a", "an"})
_ARTICLE = regex.compile(r"an?\s")
_NAME_SHAPE = regex.compile(r"(?=.*[A-Za-z])(?:.*[a-z0-9+/.-][A-Z]|.*[A-Z].*[A-Z0-9]|.*[A-Za-z].*\d|\d+.*[A-Z]).*")
# "Qwen-based" and "GPU-accelerated" are adjectives, "oab-bench" is a name.
_COMPOUND = regex.compile(r"[-–](?!bench|eval|mini|large|small|base|plus|tiny|hard|test|clean|other|dev|val)[a-z]{3,}$")
_PLURAL_ACRONYM = regex.compile(r"[A-Z][A-Z]+s")
_NO_ACRONYM_AFTER = ",;:()S%pxufi$chDTtz"
QUANTITY_TAGS = frozenset("%pxufi$chDTtz")


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence as rules see it.

    Args:
        text: The plain text of the whole document; all spans count in it.
        span: Where the sentence stands.
        tags: One character a token.
        starts: Where each token starts.
        ends: Where each token ends.
        quantities: Token index -> the quantities of that token (several for a list).
        names: Token index -> the lexicon name of that token.
    """

    text: str
    span: Span
    tags: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quantities: dict[int, tuple[Quantity, ...]]
    names: dict[int, NameMention]

    def with_own(self, own: Collection[str]) -> TaggedSentence:
        """Return the sentence with the names of the paper's own systems tagged as such.

        Args:
            own: The names, as written.
        """
        if not own:
            return self
        tags = [
            "O" if tag in "NSCn" and self.text[start:end] in own else tag
            for tag, start, end in zip(self.tags, self.starts, self.ends, strict=True)
        ]
        return replace(self, tags="".join(tags))

    def words(self, first: int, last: int) -> str:
        """Return the text from token `first` up to, not including, token `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def token_span(self, first: int, last: int) -> Span:
        """Return the span from token `first` up to, not including, token `last`."""
        return Span(self.starts[first], self.ends[last - 1])


def _mergeable(text: str, before: Quantity, after: Quantity) -> bool:
    if before.klass != after.klass or before.start_level or after.start_level or before.klass in "Dh":
        return False
    if before.unit != after.unit and before.klass == "u":
        return False
    gap = text[before.span.end : after.reach.start]
    starts_anew = _ARTICLE.match(text, after.reach.start) and not _ARTICLE.match(text, before.reach.start)
    if starts_anew and "and" not in gap:
        return False  # "an error of 5.1%, a 16% reduction"
    return len(gap) <= 10 and _LISTED.fullmatch(gap) is not None and " to" not in gap


def _decimals(text: str, quantity: Quantity) -> bool:
    return "." in text[quantity.span.start : quantity.span.end]


def _closed(text: str, group: Sequence[Quantity], after: Quantity) -> bool:
    """Say whether "and" has closed a list before a number of another make ("0.86 and 0.73, 4 and 7 points above")."""
    if len(group) < 2 or _decimals(text, group[-1]) == _decimals(text, after):
        return False
    joined = text[group[-2].span.end : group[-1].reach.start]
    return "and" in joined and "and" not in text[group[-1].span.end : after.reach.start]


def group_lists(text: str, quantities: Sequence[Quantity]) -> list[tuple[Quantity, ...]]:
    """Group numbers that are members of one plain list ("41.0%, 56.7%, and 69.4%")."""
    groups: list[list[Quantity]] = []
    for quantity in quantities:
        if groups and _mergeable(text, groups[-1][-1], quantity) and not _closed(text, groups[-1], quantity):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    return [tuple(group) for group in groups]


class Tagger:
    """Tags sentences.

    Args:
        vocabulary: The cue words.
        generic: Capitalised words and acronyms that name nothing.
    """

    def __init__(self, vocabulary: Vocabulary, generic: Collection[str]) -> None:
        self._codes, self._phrases = vocabulary.codes, vocabulary.phrases
        verbs = (
            set(vocabulary.classes["verb"]) - set(vocabulary.classes["verb-ing"]) - set(vocabulary.classes["verb-ed"])
        )
        self._compound = (
            frozenset(verbs),
            frozenset(vocabulary.classes["rate-head"]),
            frozenset(vocabulary.classes["data-noun"]),
        )
        self._opens_object = frozenset("%l").union(vocabulary.classes["det"], vocabulary.classes["prep"])
        self._plain_verb = vocabulary.codes["knows"]
        self._generic = frozenset(generic)
        self._acronyms = frozenset(vocabulary.classes["acronym"])
        self._heads = frozenset(vocabulary.classes["speedup"])

    def tag(
        self,
        text: str,
        span: Span,
        quantities: Sequence[Quantity],
        names: Sequence[NameMention],
        own_names: Collection[str] = (),
        measures: Collection[str] = (),
    ) -> TaggedSentence:
        """Tag one sentence.

        Args:
            text: The plain text of the document.
            span: The sentence.
            quantities: The numbers of the sentence, in order.
            names: The lexicon names of the sentence, in order.
            own_names: Names that the document defines for systems of its own.
            measures: Acronyms that the document expands to a quantity.
        """
        blocks: list[tuple[int, int, object]] = [
            (g[0].reach.start, g[-1].span.end, g) for g in group_lists(text, quantities)
        ]
        blocks += [(n.span.start, n.span.end, n) for n in names]
        blocks.sort(key=lambda block: (block[0], isinstance(block[2], NameMention)))
        state = _State(
            text,
            self._codes,
            self._phrases,
            self._generic,
            self._acronyms,
            self._heads,
            frozenset(own_names),
            frozenset(measures),
            span.start,
        )
        position = span.start
        for start, end, content in blocks:
            if start < position:
                continue
            state.read_words(position, start)
            state.read_block(start, end, content)
            position = end
        state.read_words(position, span.end)
        state.find_verbs(self._opens_object, self._plain_verb)
        return state.finish(span, self._compound)


class _State:
    def __init__(
        self, text: str, codes: dict[str, str], phrases: dict[str, tuple[tuple[str, ...], ...]],
        generic: frozenset[str], acronyms: frozenset[str], heads: frozenset[str], own: frozenset[str],
        measures: frozenset[str], first: int,
    ) -> None:  # fmt: skip
        self.text, self.codes, self.phrases, self.generic, self.own, self.first = (
            text,
            codes,
            phrases,
            generic,
            own,
            first,
        )
        self.acronyms, self.heads, self.measures = acronyms, heads, measures
        self.ascii = text.isascii()
        self.special = own | measures
        self.tags: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.quantities: dict[int, tuple[Quantity, ...]] = {}
        self.names: dict[int, NameMention] = {}

    def add(self, tag: str, start: int, end: int) -> None:
        self.tags.append(tag)
        self.starts.append(start)
        self.ends.append(end)

    def read_block(self, start: int, end: int, content: object) -> None:
        index = len(self.tags)
        if isinstance(content, NameMention):
            surface = self.text[start:end]
            code = self._metric_code(surface.lower()) if content.kind == "metrics" else None
            letter = {"benchmarks": "B", "metrics": "M", "models": "S"}[content.kind]
            if surface in self.own:
                letter = "O"
            elif content.weak and content.kind != "metrics":
                letter = "b" if content.kind == "benchmarks" else "N"
            elif content.weak:
                letter = "m"
            self.names[index] = content
            self.add(code or letter, start, end)
            return
        assert isinstance(content, tuple)
        self.quantities[index] = content
        first: Quantity = content[0]
        tag = first.klass
        if first.start_level:
            tag = "t" if first.klass == "i" else "T"
        self.add(tag, start, end)

    def _metric_code(self, lowered: str) -> str | None:
        """Return the code of a metric's name that is a cue word, or that ends in one that says what its number does."""
        code = self.codes.get(lowered)
        last = self.codes.get(lowered.rpartition(" ")[2])
        return code or (last if last in self.heads else None)

    def read_words(self, start: int, end: int) -> None:
        token = _TOKEN_ASCII if self.ascii else TOKEN
        found = [m.span() for m in token.finditer(self.text, start, end)]
        index, count = 0, len(found)
        text, phrases, codes = self.text, self.phrases, self.codes
        while index < count:
            token_start, token_end = found[index]
            word = text[token_start:token_end]
            lowered = word.lower()
            code = codes.get(lowered)
            if lowered in phrases:
                length = self._phrase_at(found, index, lowered)
                if length:
                    last_end = found[index + length - 1][1]
                    phrase = " ".join(self.text[s:e].lower() for s, e in found[index : index + length])
                    self.add(self.codes[phrase], token_start, last_end)
                    index += length
                    continue
            if not code or word != lowered or word in self.special:
                code = self._tag(word, lowered, token_start)
            self.tags.append(code)
            self.starts.append(token_start)
            self.ends.append(token_end)
            index += 1

    def _phrase_at(self, found: list[tuple[int, int]], index: int, first: str) -> int:
        for phrase in self.phrases[first]:
            length = len(phrase)
            if index + length > len(found):
                continue
            for offset in range(1, length):
                start, end = found[index + offset]
                if self.text[start:end].lower() != phrase[offset]:
                    break
            else:
                return length
        return 0

    def _tag(self, word: str, lowered: str, start: int) -> str:
        if word in self.own:
            return "O"
        if word in self.measures:
            return "m"
        code = self.codes.get(lowered)
        if code and (len(word) < 2 or not word.isupper() or code in self.acronyms):
            return code
        first = word[0]
        if not (first.isalnum() or first == "^"):
            return "n" if len(word) > 1 else "¤" if word in "%$" or "\ue000" <= word <= "\uf8ff" else word
        if lowered == word and first.isalpha() and (word.isalpha() or not any(char.isdigit() for char in word)):
            return "l" if word.endswith("ly") else "g" if word.endswith("ing") else "e" if word.endswith("ed") else "n"
        if word in self.generic:
            return "n"
        if first.isdigit() and not any(char.isalpha() for char in word):
            return "d"
        if _COMPOUND.search(word) or _PLURAL_ACRONYM.fullmatch(word):
            return "n"
        if _NAME_SHAPE.fullmatch(word):
            return "N"
        if first.isupper():
            return "n" if start == self.first else "C"
        return "n"

    def find_verbs(self, opens_object: frozenset[str], verb: str) -> None:
        """Tag an unknown word in -s after a bare name and before an object as a verb ("FooNet hallucinates in 84%")."""
        tags = self.tags
        for index in range(1, len(tags) - 1):
            if (
                tags[index] == "n"
                and tags[index - 1] in "SNO"
                and (index == 1 or tags[index - 2] in ",;:(")
                and tags[index + 1] in opens_object
            ):
                word = self.text[self.starts[index] : self.ends[index]]
                if word.endswith("s") and word.islower() and not word.endswith(("ss", "us", "is")):
                    tags[index] = verb

    def drop_acronyms(self, data_nouns: frozenset[str]) -> None:
        """Drop "(ABC)" after a word: it says the same thing twice and would split noun phrases.

        After a common noun it names what the noun is about: "a large dataset (FooSet)", "the English (PTB) test set".
        """
        keep = [True] * len(self.tags)
        for index in range(1, len(self.tags) - 2):
            if self.tags[index] == "(" and self.tags[index + 2] == ")" and self.tags[index + 1] in "NOMSBbmn":
                word = self.text[self.starts[index + 1] : self.ends[index + 1]]
                before = self.tags[index - 1]
                if before in data_nouns and self.text[self.starts[index - 1]].islower():
                    continue
                if (
                    before == "n"
                    and self.tags[index + 1] in "Bb"
                    and self.tags[index + 3 : index + 4]
                    and self.tags[index + 3] in data_nouns
                ):
                    keep[index] = keep[index + 2] = False
                    continue
                if (
                    sum(char.isupper() for char in word) >= 2 - (len(word) == 1)
                    and " " not in word
                    and before not in _NO_ACRONYM_AFTER
                ):
                    keep[index] = keep[index + 1] = keep[index + 2] = False
        if all(keep):
            return
        moved = {old: new for new, old in enumerate(i for i, kept in enumerate(keep) if kept)}
        self.tags = [self.tags[i] for i in moved]
        self.starts = [self.starts[i] for i in moved]
        self.ends = [self.ends[i] for i in moved]
        self.quantities = {moved[i]: q for i, q in self.quantities.items() if i in moved}
        self.names = {moved[i]: n for i, n in self.names.items() if i in moved}

    def finish(self, span: Span, compound: tuple[frozenset[str], frozenset[str], frozenset[str]]) -> TaggedSentence:
        verbs, heads, data_nouns = compound
        for index in range(1, len(self.tags)):
            if self.tags[index - 1] in verbs and (self.tags[index] in heads or self.tags[index] == "M"):
                self.tags[index - 1] = "n"
            elif (
                index > 1
                and self.tags[index - 1] in verbs
                and self.tags[index - 2] in "neg"
                and self.tags[index] in "ngeM"
                and self.text[self.ends[index - 2] - 1] != "s"
                and self.text[self.ends[index - 1] - 1] != "s"
            ):  # a singular noun takes no bare verb: "hand pose estimation"
                self.tags[index - 1] = "n"
            elif (
                self.tags[index] in verbs
                and self.text[self.starts[index - 1] : self.ends[index - 1]].lower() in _ARTICLES
                and index + 1 < len(self.tags)
                and self.tags[index + 1] in "nNCSBb"
            ):  # no verb follows an article: "the open FooSet"
                self.tags[index] = "n"
            elif self.tags[index - 1] == "b" and self.tags[index] in data_nouns:
                self.tags[index - 1] = "B"
        self.drop_acronyms(data_nouns)
        return TaggedSentence(
            self.text, span, "".join(self.tags), tuple(self.starts), tuple(self.ends), self.quantities, self.names
        )
