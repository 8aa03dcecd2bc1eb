"""Sentence -> mentions: quantities, names and cue words, each born with its span."""

from claimx.mentions.definitions import DefinitionFinder, Definitions
from claimx.mentions.names import NameMention, find_names
from claimx.mentions.proposals import Definition
from claimx.mentions.quantities import Quantity, find_quantities, has_numbers
from claimx.mentions.tagging import TaggedSentence, Tagger

__all__ = [
    "Definition",
    "DefinitionFinder",
    "Definitions",
    "NameMention",
    "Quantity",
    "TaggedSentence",
    "Tagger",
    "find_names",
    "find_quantities",
    "has_numbers",
]
