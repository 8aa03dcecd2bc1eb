"""YAML and TSV under ``rules/`` -> one frozen rulebook."""

from claimx.rulebook.lexicon import Entry, Finder, Lexicon
from claimx.rulebook.rulebook import Rulebook, load_rulebook
from claimx.rulebook.rules import Example, Rule
from claimx.rulebook.shapes import Shape

__all__ = ["Entry", "Example", "Finder", "Lexicon", "Rule", "Rulebook", "Shape", "load_rulebook"]
