"""Sentence -> mentions: quantities, names and cue words, each born with its span."""

from claimx.mentions.defined import Definition, Definitions
from claimx.mentions.definitions import DefinitionFinder
from claimx.mentions.names import NameMention, find_names
from claimx.mentions.quantities import find_counts, find_quantities, has_numbers
from claimx.mentions.quantity import Quantity
from claimx.mentions.tagging import QUANTITY_TAGS, TaggedSentence, Tagger

__all__ = [
    "QUANTITY_TAGS",
    "Definition",
    "DefinitionFinder",
    "Definitions",
    "NameMention",
    "Quantity",
    "TaggedSentence",
    "Tagger",
    "find_counts",
    "find_names",
    "find_quantities",
    "has_numbers",
]
