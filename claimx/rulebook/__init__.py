"""YAML and TSV under ``rules/`` -> one frozen rulebook."""

from claimx.rulebook.lexicon import Entry, Finder, Lexicon
from claimx.rulebook.rulebook import Rulebook, load_rulebook
from claimx.rulebook.rules import Example, Rule

__all__ = ["Entry", "Example", "Finder", "Lexicon", "Rule", "Rulebook", "load_rulebook"]
