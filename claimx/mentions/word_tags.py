"""Text -> tagged words: what a word's tag is by itself, wherever it stands.

The same words come again in every abstract, so each stretch between spaces is taken apart once and remembered.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

import regex

from claimx.mentions.memory import Memory
from claimx.rulebook.vocabulary import Vocabulary

# The first branch takes ordinary words at once; the others would take them alike.
_TOKEN = regex.compile(
    r"[^\W_]\w*+(?![+@.'/&^*-]| al\.)"
    r"|(?:e\.g|i\.e|v\.s|vs|resp|cf|approx|et al)\.|(?:[^\W_]|\^(?=\w))(?:[\w+@.'/&^*-]*[\w+*])?'?(?<![.])|\S"
)
_ET_AL = "et al."
_SPACE_NOT_IN_ET_AL = re.compile(r" (?!(?<=et )al\.)")
_NAME_SHAPE = regex.compile(r"(?=.*[A-Za-z])(?:.*[a-z0-9+/.-][A-Z]|.*[A-Z].*[A-Z0-9]|.*[A-Za-z].*\d|\d+.*[A-Z]).*")
# "Qwen-based" and "GPU-accelerated" are adjectives, "oab-bench" is a name.
_COMPOUND = regex.compile(r"[-–](?!bench|eval|mini|large|small|base|plus|tiny|hard|test|clean|other|dev|val)[a-z]{3,}$")
_PLURAL_ACRONYM = regex.compile(r"[A-Z][A-Z]+s")
# A word of a stretch: tag, spelling in lower case, where it starts and ends, whether a phrase may start with it.
_Word = tuple[str, str, int, int, bool]


class Words(NamedTuple):
    """Tagged words of a text, as columns.

    Args:
        tags: One character a word or phrase.
        starts: Where each starts.
        ends: Where each ends.
    """

    tags: list[str]
    starts: list[int]
    ends: list[int]


class WordTagger:
    """Tags words by themselves.

    Args:
        vocabulary: The cue words.
        generic: Capitalised words and acronyms that name nothing.
    """

    def __init__(self, vocabulary: Vocabulary, generic: Collection[str]) -> None:
        self._codes = vocabulary.codes
        # First word -> (the words after it, code of the phrase), longest first.
        self._phrases = {
            first: [(list(phrase[1:]), vocabulary.codes[" ".join(phrase)]) for phrase in phrases]
            for first, phrases in vocabulary.phrases.items()
        }
        self._acronyms = frozenset(vocabulary.classes["acronym"])
        self._generic = frozenset(generic)
        self._known: Memory[tuple[_Word, ...]] = Memory()

    def read(self, text: str, start: int, end: int, special: dict[str, str]) -> Words:
        """Return the words of ``text[start:end]``.

        Args:
            text: The text.
            start: Where to start.
            end: Where to end; what comes after is not looked at.
            special: Words of this document -> their tags.
        """
        tags: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        lowered: list[str] = []
        openers: list[int] = []
        stretch = text[start:end]
        place = start
        pieces = _SPACE_NOT_IN_ET_AL.split(stretch) if _ET_AL in stretch else stretch.split(" ")
        for piece, learnt in zip(pieces, list(map(self._known.get, pieces)), strict=True):
            for tag, word, first, last, opens in self._learn(piece) if learnt is None else learnt:
                if opens:
                    openers.append(len(tags))
                tags.append(tag)
                lowered.append(word)
                starts.append(place + first)
                ends.append(place + last)
            place += len(piece) + 1
        words = Words(tags, starts, ends)
        if special:
            for index, (first, last) in enumerate(zip(starts, ends, strict=True)):
                tags[index] = special.get(text[first:last], tags[index])
        if openers:
            self._join_phrases(words, lowered, openers)
        return words

    def _learn(self, piece: str) -> tuple[_Word, ...]:
        words = []
        spans = [(0, len(piece))] if piece.isalpha() else [match.span() for match in _TOKEN.finditer(piece)]
        for start, end in spans:
            word = piece[start:end]
            lowered = word.lower()
            words.append((self._tag(word, lowered), lowered, start, end, lowered in self._phrases))
        return self._known.keep(piece, tuple(words))

    def _join_phrases(self, words: Words, lowered: list[str], openers: list[int]) -> None:
        """Make one word of each cue phrase, the longest that fits."""
        found: list[tuple[int, int, str]] = []
        reached = 0
        for index in openers:
            if index < reached:
                continue
            for rest, code in self._phrases[lowered[index]]:
                end = index + 1 + len(rest)
                if lowered[index + 1 : end] == rest:
                    found.append((index, end, code))
                    reached = end
                    break
        tags, starts, ends = words
        for index, end, code in reversed(found):
            tags[index:end] = [code]
            ends[index:end] = [ends[end - 1]]
            del starts[index + 1 : end]

    def _tag(self, word: str, lowered: str) -> str:
        code = self._codes.get(lowered)
        if code and (len(word) < 2 or not word.isupper() or code in self._acronyms):
            return code
        first = word[0]
        if not (first.isalnum() or first == "^"):
            return "n" if len(word) > 1 else "¤" if word in "%$" or "\ue000" <= word <= "\uf8ff" else word
        if lowered == word and first.isalpha() and (word.isalpha() or not any(char.isdigit() for char in word)):
            return "l" if word.endswith("ly") else "g" if word.endswith("ing") else "e" if word.endswith("ed") else "n"
        if word in self._generic:
            return "n"
        if first.isdigit() and not any(char.isalpha() for char in word):
            return "d"
        if _COMPOUND.search(word) or _PLURAL_ACRONYM.fullmatch(word):
            return "n"
        if _NAME_SHAPE.fullmatch(word):
            return "N"
        return "C" if first.isupper() else "n"
