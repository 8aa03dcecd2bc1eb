"""Plain text -> number words, wherever they stand by themselves or open a longer number."""

from __future__ import annotations

import regex

from claimx.rulebook.quantities import QuantityGrammar

# What can follow a phrase that is complete: a number "in half", or "one page in 200".
PHRASE_END = regex.compile(
    r"\s?(?:[.,;:)]|$)|\s(?:and|or|but|while|when|where|if|with|without|on|for|from|at|in|as|by|over|across|under|using|through"
    r"|compared|relative|versus|than|after|is|was|are|were|has|had|that|which|indoors|outdoors|overall|again|now|too)\b"
)


def find_number_words(text: str, grammar: QuantityGrammar) -> list[tuple[str, int, int]]:
    """Return (word, start, end) of every number word that stands alone; one that counts may open a longer number."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    found = []
    for index, start, end in grammar.word_finder.find_matches_as_indexes(lowered):
        word = grammar.word_list[index]
        if word in grammar.closing and not PHRASE_END.match(text, end):  # "in half the time"
            word = word.split()[-1]
            start = end - len(word)
        before, after = lowered[start - 1 : start], lowered[end : end + 1]
        goes_on = grammar.words[word][0] == "w" and (after == "-" or lowered.startswith("fold", end))
        if not (before.isalnum() or before in ("-", "_")) and (goes_on or not (after.isalnum() or after in ("-", "_"))):
            found.append((word, start, end))
    return found
