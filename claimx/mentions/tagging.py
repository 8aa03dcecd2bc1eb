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
from claimx.mentions.word_tags import Words, WordTagger
from claimx.model import Span
from claimx.rulebook.vocabulary import Vocabulary

_LISTED = regex.compile(r"\s?(?:,|;|/|,?\s?(?:and|or|&|to))\s?(?:by\s|a\s|an\s)?")
_ARTICLES = frozenset({"the", "a", "an"})
_ARTICLE = regex.compile(r"an?\s")
_NAMES = {"benchmarks": "B", "metrics": "M", "models": "S"}
_WEAK_NAMES = {"benchmarks": "b", "metrics": "m", "models": "N"}
_AFTER_NAME = re.compile("[SNO](?=n.)", re.DOTALL)
_BRACKETED = re.compile(r"(?<=.)\((?=[NOMSBbmn]\))", re.DOTALL)
_NO_ACRONYM_AFTER = ",;:()S%pxufi$chDTtz"
_TELLS = (" of", "=", ":", " at")
QUANTITY_TAGS = frozenset("%pxufi$chDTtz")
_Block = tuple[int, int, NameMention | tuple[Quantity, ...]]


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
        if not any(self.text.find(name, self.span.start, self.span.end) >= 0 for name in own):
            return self
        tags = [
            "O" if tag in "NSCn" and self.text[start:end] in own else tag
            for tag, start, end in zip(self.tags, self.starts, self.ends, strict=True)
        ]
        return replace(self, tags="".join(tags))

    def words(self, first: int, last: int) -> str:
        """Return the text from token `first` up to, not including, token `last`; empty past the end."""
        if first >= len(self.tags):
            return ""
        return self.text[self.starts[first] : self.ends[min(last, len(self.tags)) - 1]]

    def token_span(self, first: int, last: int) -> Span:
        """Return the span from token `first` up to, not including, token `last`."""
        return Span(self.starts[first], self.ends[last - 1])


def _mergeable(text: str, before: Quantity, after: Quantity) -> bool:
    if before.start_level and after.start_level:  # "from 27.9/0.842 to 29.4/0.871"
        return text[before.span.end : after.reach.start].strip() == "/"
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


def _takes_metric(text: str, group: Sequence[Quantity], after: Quantity, metrics: Collection[int]) -> bool:
    """Say whether a number has a metric behind it where those before have theirs in front: "F1 of 90%, 88% recall"."""
    start = group[0].reach.start
    told = text[max(0, start - 5) : start].rstrip().endswith(_TELLS)
    return told and after.span.end + 1 in metrics and "and" not in text[group[-1].span.end : after.reach.start]


def group_lists(text: str, quantities: Sequence[Quantity], metrics: Collection[int] = ()) -> list[tuple[Quantity, ...]]:
    """Group numbers that are members of one plain list ("41.0%, 56.7%, and 69.4%").

    Args:
        text: The plain text.
        quantities: The numbers of a sentence, in order of place.
        metrics: Where names of metrics start.
    """
    groups: list[list[Quantity]] = []
    for quantity in quantities:
        joined = groups and _mergeable(text, groups[-1][-1], quantity)
        if joined and not (_closed(text, groups[-1], quantity) or _takes_metric(text, groups[-1], quantity, metrics)):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    return [tuple(group) for group in groups]


def _cut_before(text: str, name: NameMention, block: _Block) -> tuple[NameMention, int]:
    """Cut an ambiguous name off where a number with a unit begins inside it ("28 s for Mamba 30 ms")."""
    start, _, content = block
    if isinstance(content, NameMention):
        return name, name.span.end
    end = name.span.start + len(text[name.span.start : start].rstrip())
    return replace(name, span=Span(name.span.start, end)), end


class Tagger:
    """Tags sentences.

    Args:
        vocabulary: The cue words.
        generic: Capitalised words and acronyms that name nothing.
    """

    def __init__(self, vocabulary: Vocabulary, generic: Collection[str]) -> None:
        self._words = WordTagger(vocabulary, generic)
        self._codes = vocabulary.codes
        classes = {name: frozenset(codes) for name, codes in vocabulary.classes.items()}
        self._verbs = classes["verb"] - classes["verb-ing"] - classes["verb-ed"]
        self._rate_heads, self._data_nouns = classes["rate-head"], classes["data-noun"]
        self._opens_object = classes["det"] | classes["prep"] | frozenset("%l")
        self._plain_verb = vocabulary.codes["knows"]
        self._speedups, self._method_nouns = classes["speedup"], classes["method-noun"]
        self._function_words = classes["be"] | classes["aux"] | classes["prep"] | classes["pronoun"] | classes["det"]

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
        metrics = {name.span.start for name in names if name.kind == "metrics"}
        blocks: list[_Block] = [(g[0].reach.start, g[-1].span.end, g) for g in group_lists(text, quantities, metrics)]
        blocks += [(n.span.start, n.span.end, n) for n in names]
        blocks.sort(key=lambda block: (block[0], isinstance(block[2], NameMention)))
        special = dict.fromkeys(measures, "m") | dict.fromkeys(own_names, "O")
        special = {word: tag for word, tag in special.items() if text.find(word, span.start, span.end) >= 0}
        made = _Tokens(text)
        position = span.start
        for number, (start, end, content) in enumerate(blocks):
            if start < position:
                continue
            if isinstance(content, NameMention) and number + 1 < len(blocks) and blocks[number + 1][0] < end:
                content, end = _cut_before(text, content, blocks[number + 1])
            if position < start:
                made.add_words(self._words.read(text, position, start, special))
            if isinstance(content, NameMention):
                made.add_name(content, self._name_tag(text[start:end], content, own_names))
            else:
                made.add_quantities(start, end, content)
            position = end
        made.add_words(self._words.read(text, position, span.end, special))
        if made.starts and made.starts[0] == span.start and made.tags[0] == "C":
            made.tags[0] = "n"  # every sentence begins with a capital letter
        self._find_verbs(made)
        self._find_nouns(made)
        self._find_variables(made)
        made.drop_acronyms(self._data_nouns, self._method_nouns)
        return TaggedSentence(
            text, span, "".join(made.tags), tuple(made.starts), tuple(made.ends), made.quantities, made.names
        )

    def _name_tag(self, surface: str, name: NameMention, own_names: Collection[str]) -> str:
        if name.kind == "metrics":
            code = self._metric_code(surface.lower())
            if code and not (code in self._function_words and surface.isupper()):  # "IS" is the Inception Score
                return code
        if surface in own_names:
            return "O"
        return (_WEAK_NAMES if name.weak else _NAMES)[name.kind]

    def _metric_code(self, lowered: str) -> str | None:
        """Return the code of a metric's name that is a cue word, or that ends in one that says what its number does."""
        code = self._codes.get(lowered)
        last = self._codes.get(lowered.rpartition(" ")[2])
        return code or (last if last in self._speedups else None)

    def _find_verbs(self, made: _Tokens) -> None:
        """Tag an unknown word in -s after a bare name and before an object as a verb ("FooNet hallucinates in 84%")."""
        tags = made.tags
        for match in _AFTER_NAME.finditer("".join(tags)):
            index = match.end()
            if (index == 1 or tags[index - 2] in ",;:(") and tags[index + 1] in self._opens_object:
                word = made.text[made.starts[index] : made.ends[index]]
                if word.endswith("s") and word.islower() and not word.endswith(("ss", "us", "is")):
                    tags[index] = self._plain_verb

    def _find_nouns(self, made: _Tokens) -> None:
        """Tag as nouns the verbs that cannot be any where they stand; and names before a noun of data as benchmarks."""
        tags = made.tags
        marked = [index for index, tag in enumerate(tags) if tag in self._verbs or tag == "b"]
        for index in sorted({place for mark in marked for place in (mark, mark + 1) if 0 < place < len(tags)}):
            tag, before = tags[index], tags[index - 1]
            verb = before in self._verbs
            if (verb and (tag in self._rate_heads or tag == "M")) or (verb and self._is_compound(made, index)):
                tags[index - 1] = "n"
            elif (
                tag in self._verbs
                and made.text[made.starts[index - 1] : made.ends[index - 1]].lower() in _ARTICLES
                and index + 1 < len(tags)
                and tags[index + 1] in "nNCSBb"
            ):  # no verb follows an article: "the open FooSet"
                tags[index] = "n"
            elif before == "b" and tag in self._data_nouns:
                tags[index - 1] = "B"

    @staticmethod
    def _find_variables(made: _Tokens) -> None:
        """Tag the letter that a number is assigned to as no noun: "(k=5, t=0.2)"; r is the correlation."""
        if "=" not in made.tags:
            return
        for index in range(len(made.tags) - 1):
            if made.tags[index] == "n" and made.tags[index + 1] == "=":
                start = made.starts[index]
                if made.ends[index] == start + 1 and "a" <= made.text[start] <= "z" and made.text[start] != "r":
                    made.tags[index] = "d"

    @staticmethod
    def _is_compound(made: _Tokens, index: int) -> bool:
        """Say whether the verb before a token stands within a noun: "hand pose estimation".

        A singular noun takes no bare verb.
        """
        return (
            index > 1
            and made.tags[index - 2] in "neg"
            and made.tags[index] in "ngeM"
            and made.text[made.ends[index - 2] - 1] != "s"
            and made.text[made.ends[index - 1] - 1] != "s"
        )


class _Tokens:
    """The tokens of a sentence in the making."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tags: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.quantities: dict[int, tuple[Quantity, ...]] = {}
        self.names: dict[int, NameMention] = {}

    def add_words(self, words: Words) -> None:
        self.tags += words.tags
        self.starts += words.starts
        self.ends += words.ends

    def add_name(self, name: NameMention, tag: str) -> None:
        self.names[len(self.tags)] = name
        self._add(tag, name.span.start, name.span.end)

    def add_quantities(self, start: int, end: int, quantities: tuple[Quantity, ...]) -> None:
        self.quantities[len(self.tags)] = quantities
        first = quantities[0]
        tag = first.klass
        if first.start_level:
            tag = "t" if first.klass == "i" else "T"
        self._add(tag, start, end)

    def _add(self, tag: str, start: int, end: int) -> None:
        self.tags.append(tag)
        self.starts.append(start)
        self.ends.append(end)

    def drop_acronyms(self, data_nouns: Collection[str], method_nouns: Collection[str]) -> None:
        """Drop "(ABC)" after a word: it says the same thing twice and would split noun phrases.

        After a common noun it names what the noun is about: "a large dataset (FooSet)", "the English (PTB) test set".
        """
        dropped: set[int] = set()
        for match in _BRACKETED.finditer("".join(self.tags)):
            index = match.start()
            before, inside, after = self.tags[index - 1], self.tags[index + 1], self.tags[index + 3 : index + 4]
            if before in data_nouns and self.text[self.starts[index - 1]].islower():
                continue
            if before in method_nouns and inside == "S":
                continue  # "the best model (ViLT)"
            if before == "n" and inside in "Bb" and after and after[0] in data_nouns:
                dropped.update((index, index + 2))
                continue
            word = self.text[self.starts[index + 1] : self.ends[index + 1]]
            if (
                (
                    sum(char.isupper() for char in word) >= 2 - (len(word) == 1)
                    or (word[0].isupper() and word[1:].isdigit())
                )
                and " " not in word
                and before not in _NO_ACRONYM_AFTER
            ):
                dropped.update((index, index + 1, index + 2))
        if not dropped:
            return
        moved = {old: new for new, old in enumerate(i for i in range(len(self.tags)) if i not in dropped)}
        self.tags = [self.tags[i] for i in moved]
        self.starts = [self.starts[i] for i in moved]
        self.ends = [self.ends[i] for i in moved]
        self.quantities = {moved[i]: q for i, q in self.quantities.items() if i in moved}
        self.names = {moved[i]: n for i, n in self.names.items() if i in moved}
