"""One name of a benchmark: what of a noun phrase is its name, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from claimx.assembly.draft import Place
from claimx.mentions import Definitions, TaggedSentence
from claimx.model import Span
from claimx.rulebook import Rulebook

_KINDS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:test|dev|val|validation|train|mini-?val)(?:[-_ ]?(?:dev|std|challenge|clean|other|20\d\d))?",
        r"[vV]\d(?:\.\d)?",
        r"[A-Z]\w+[-–→][A-Z]\w+",  # "English-German"
        r"(?:19|20)\d\d",
        r"\d+-(?:shot|way)",
    )
)
_NAMES = frozenset("BbNCOS")
_PARTS = (" set", " split", "subset")
_LAST_NUMBER = re.compile(r"\d+$")
_SHORT_FORM = re.compile(r"\s\(([A-Z][\w-]*[A-Z\d][\w-]*)\)")
_BITS = re.compile(r"W\d+(?:A\d+)?(?:KV\d+)?")  # how many bits a quantised network has for weights, activations, cache


@dataclass(frozen=True, slots=True)
class Scope:
    """What a list of benchmarks is read with.

    Args:
        definitions: What the document defines.
        measured: Names that the document has measured on so far.
        strict: The preposition opens a benchmark with some certainty.
        noun: A noun at the end of the list makes all of its members data.
        after_sure: A sure member of the list stands before this one.
        part: The list comes after a part of it ("the hard half of A and B").
        amid: The member stands between others of the list, the next of which is known.
        opens: The list opens a clause, so that a subject may come right after it ("On FooBench FooNet reaches").
    """

    definitions: Definitions
    measured: set[str]
    strict: bool = False
    noun: bool = False
    part: bool = False
    after_sure: bool = False
    opens: bool = False
    amid: bool = False

    def among(self, *, known: bool) -> Scope:
        """Return the scope for a member of a list that goes on with a known benchmark, or does not."""
        return self if known is self.amid else replace(self, amid=known)

    def stricter(self) -> Scope:
        """Return the scope for what comes after a sure benchmark."""
        return self if self.after_sure else replace(self, strict=True, after_sure=True)


class NameReader:
    """Reads the names of benchmarks.

    Args:
        rulebook: The rulebook.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        sets = rulebook.chars
        self._endings = tuple(ending for ending in rulebook.naming.benchmark_endings if len(ending) > 2)
        self._data_noun, self._on = sets("data-noun"), sets("on-strict")
        self._task_noun = sets("task-noun")
        self._method_noun = sets("method-noun")
        self._metric = sets("metric-name")
        self._predicate = sets("any-verb") - sets("verb-ing", "verb-ed")
        self._training = sets("training")
        self._of = sets("of")
        self._of_in = self._of | sets("in-prep")
        self._det = sets("det")
        self._plain = sets("nominal") - frozenset("/&+\"'d") | frozenset("M")
        self._nobodys = rulebook.naming.generic_names | rulebook.naming.common_acronyms

    def read(self, sentence: TaggedSentence, first: int, last: int, scope: Scope) -> tuple[Place, bool] | None:
        """Read one member of a list: (place, whether it is surely a benchmark)."""
        tags, strict = sentence.tags, scope.strict
        if scope.opens and any(tag not in self._det for tag in tags[first : last - 1]):
            last -= tags[last - 1] == "N" and tags[last : last + 1] in self._predicate
        if titled := self._titled(sentence, first, last, amid=scope.amid):
            return titled, True
        inside = tags[first:last]
        if (not strict and _NAMES.isdisjoint(inside)) or not self._training.isdisjoint(inside):
            return None
        noun = scope.noun or not self._data_noun.isdisjoint(inside)
        if tags[last - 1] in self._method_noun and not noun:
            return None
        if not noun and self._is_hardware(sentence, first, last):
            return None
        for index in range(first, last):
            weak = tags[index] == "b" and (
                noun or (strict and index - first <= 1) or sentence.words(index, index + 1) in scope.measured
            )
            if tags[index] == "B" or weak:
                begin = index - 1 if tags[index] == "b" and index > first and tags[index - 1] == "N" else index
                return known_place(sentence, begin, last), True
        task = strict and not self._task_noun.isdisjoint(inside)
        named = [i for i in range(first, last) if tags[i] in "NCO" or (tags[i] == "S" and tags[i + 1 : i + 2] == "C")]
        if strict and not named and (described := self._described(sentence, first, last)):
            return described, True
        name = sentence.words(named[0], named[-1] + 1) if named else ""
        known = name in scope.measured or name.endswith(self._endings)
        governs = scope.part and tags[last : last + 1] in self._on  # "the setting for Emotion Tagging on FooSet"
        if not (noun or known or (strict and not governs)) or not named:
            return None
        before_capital = tags.find("SC", first, last) >= 0
        if any(
            (tags[i] == "S" and not before_capital) or tags[i] in self._metric or tags[i] in self._method_noun
            for i in range(first, last)
        ):
            return None
        if all(tags[i] == "C" for i in named) and not (noun or task or scope.amid) and len(named) < 2:
            return None
        begin, stop = self._limits(sentence, first, named[0], last)
        text = sentence.words(begin, stop)
        expanded = text in scope.definitions.acronyms and not (noun or task)
        if expanded or self._names_nothing(text, listed=scope.after_sure):
            return None
        own = scope.definitions.benchmark
        if tags[begin] == "O" and not noun and not (own and own.name == text):
            return None
        return self._with_acronym(sentence, begin, stop), noun or known

    def _limits(self, sentence: TaggedSentence, first: int, named: int, last: int) -> tuple[int, int]:
        """Return the first token of a name and the token after it.

        A name of title words goes on to the noun that makes it data: "the Foo sentence compression dataset".

        Args:
            sentence: The sentence.
            first: First token of the phrase.
            named: First token that looks like a name.
            last: Token after the phrase.
        """
        tags = sentence.tags
        begin, stop = named, named + 1
        while stop < last and (
            tags[stop] in "NCOdi"
            or (tags[stop] in self._of_in and stop + 1 < last)
            or (tags[begin] == "C" and tags[stop] not in self._data_noun and is_capital(sentence, stop))
        ):
            stop += 1
        if tags[begin] != "C" or any(tag in "NOdi" for tag in tags[begin:stop]):
            return begin, stop
        while begin > first and is_capital(sentence, begin - 1) and tags[begin - 1] == "n":
            begin -= 1
        noun = next((i for i in range(stop, last) if tags[i] in self._data_noun), stop)
        generic = self._rulebook.naming.generic_names  # "Foo Arabic tagging dataset" is called Foo
        return begin, next((i for i in range(named + 1, noun) if sentence.words(i, i + 1) in generic), noun)

    def _described(self, sentence: TaggedSentence, first: int, last: int) -> Place | None:
        """Return a name that has no look of one, before a noun of data: "the Chinese news dataset"."""
        tags = sentence.tags
        while first < last and tags[first] in self._det:
            first += 1
        noun = next((i for i in range(first, last) if tags[i] in self._data_noun), None)
        if noun is None:
            return None
        what = sentence.words(noun, noun + 1)
        least = 1 if what.endswith(_PARTS) and what != "data set" else 2  # "the English test set"
        if noun < first + least or noun + 1 < last or what.endswith("s"):
            return None
        if any(tags[i] not in self._plain for i in range(first, noun)) or tags[noun - 1] in self._method_noun:
            return None
        capital = any(is_capital(sentence, i) for i in range(first, noun))
        return Place(sentence.token_span(first, noun)) if capital and first else None

    @staticmethod
    def _with_acronym(sentence: TaggedSentence, first: int, last: int) -> Place:
        """Return a name together with the short form that follows it: "Foo Bar Corpus (FBC)"."""
        span, text = sentence.token_span(first, last), sentence.words(first, last)
        short = _SHORT_FORM.match(sentence.text, span.end) if last - first > 1 else None
        return Place(Span(span.start, short.end()), short[1]) if short else Place(span, text)

    def _titled(self, sentence: TaggedSentence, first: int, last: int, *, amid: bool) -> Place | None:
        """Return a name written as a title whose own last word says what it is: "the Foo Reading Challenge 2019".

        Amid known names one word with a capital suffices: "MNIST, FMNIST, Letters, and Cifar10".
        """
        tags = sentence.tags
        if amid and last == first + 1 and is_capital(sentence, first):
            return named_place(sentence, first, last)
        if self._data_noun.isdisjoint(tags[first + 1 : last]):
            return None
        for noun in range(first + 1, last):
            if tags[noun] not in self._data_noun:
                continue
            if noun > first + 1 and (short := self._expanded(sentence, first, noun)):
                return short
            if is_capital(sentence, noun) and tags[noun - 1] != "B":
                begin = self._title_start(sentence, first, noun)
                if begin == noun or any(tags[i] in "BS" for i in range(begin, noun)):
                    return None
                end = noun + 1
                while end < len(tags) and (
                    tags[end] == "d" or sentence.words(end, end + 1).isdecimal() or (end < last and tags[end] == "C")
                ):
                    end += 1
                return self._with_acronym(sentence, begin, end)
        return None

    def _title_start(self, sentence: TaggedSentence, first: int, last: int) -> int:
        """Return the first token of the words with a capital that end before a token ("Journal of Foo")."""
        tags, begin = sentence.tags, last
        while begin > first and (is_capital(sentence, begin - 1) or tags[begin - 1] in self._of_in):
            begin -= 1
        while begin < last and (tags[begin] in self._of_in or tags[begin] in self._det):
            begin += 1
        return begin

    def _expanded(self, sentence: TaggedSentence, first: int, noun: int) -> Place | None:
        """Return a title whose short form stands in brackets before the noun: "the Foo of Bar (FOB) dataset"."""
        begin = self._title_start(sentence, first, noun)
        if noun - begin < 2 or not _SHORT_FORM.match(sentence.text, sentence.ends[noun - 1]):
            return None
        return self._with_acronym(sentence, begin, noun)

    def _is_hardware(self, sentence: TaggedSentence, first: int, last: int) -> bool:
        """Say whether a phrase names what something ran on: "a single 2080Ti GPU", "the Cortex-M4"."""
        naming = self._rulebook.naming
        for index in range(first, min(last + 1, len(sentence.tags))):
            words = sentence.words(index, index + 1).replace("-", " ").split()
            series = {words[0], _LAST_NUMBER.sub("", words[0])} if words else set()  # "RTX3090"
            named = index < last and sentence.tags[index] != "B" and not series.isdisjoint(naming.hardware_names)
            if named or (words and words[-1] in naming.hardware_nouns):
                return True
        return False

    def _names_nothing(self, text: str, *, listed: bool) -> bool:
        """Say whether a name is no benchmark's: only generic parts ("2D/3D", "MEC"), widths in bits ("W4A8")."""
        nobodys = self._rulebook.naming.generic_names if listed else self._nobodys
        return is_bits(text) or all(part in nobodys for part in text.split("/"))


def named_place(sentence: TaggedSentence, first: int, last: int) -> Place:
    return Place(sentence.token_span(first, last), sentence.words(first, last))


def with_head(previous: Place, place: Place, text: str) -> Place:
    """Name a member of a list as a whole where it only says in what it differs: "Foo V1 and V2", "Foo val/test-dev".

    Args:
        previous: The member before, named as a whole.
        place: The member.
        text: What the member is written as.
    """
    head, _, last = previous.name.rpartition(" ")
    alike = any(kind.fullmatch(last) and kind.fullmatch(text) for kind in _KINDS)
    return replace(place, name=f"{head} {text}") if head and alike else place


def is_bits(text: str) -> bool:
    """Say whether a name says how many bits a quantised network has."""
    return _BITS.fullmatch(text) is not None


def is_capital(sentence: TaggedSentence, index: int) -> bool:
    """Say whether a token begins with a capital letter."""
    return sentence.text[sentence.starts[index]].isupper()


def is_edition(sentence: TaggedSentence, place: Place, index: int) -> bool:
    """Say whether a number after "/" is another edition of the benchmark before: "AIME24/25", but "CIFAR-100/20"."""
    if sentence.tags[index : index + 1] not in tuple("di"):
        return False
    number = _LAST_NUMBER.search(sentence.text[place.span.start : place.span.end])
    return number is not None and len(number.group()) == len(sentence.words(index, index + 1))


def is_year(sentence: TaggedSentence, index: int) -> bool:
    """Say whether a token is a year, as editions of benchmarks have it."""
    word = sentence.words(index, index + 1)
    return len(word) == 4 and word[:2] in {"19", "20"} and word.isdecimal()


def known_place(sentence: TaggedSentence, index: int, last: int) -> Place:
    """A lexicon name with the name-like words that follow it ("LibriSpeech test-clean")."""
    end = index + 1
    while end < last and sentence.tags[end] in "Nbd" and end - index < 4:
        end += 1
    span = sentence.token_span(index, end)
    mention = sentence.names.get(index)
    text = sentence.text[span.start : span.end]
    name = mention.name if end == index + 1 and mention is not None else None
    return Place(span, name or text)
