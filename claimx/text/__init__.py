"""From the source to plain text and its sentences: the one place where two coordinate systems meet."""

from claimx.text.data import rules_root
from claimx.text.normalisation import normalise
from claimx.text.plaintext import PlainText
from claimx.text.sentences import find_sentences
from claimx.text.stretches import find_own_macros, normalise_stretches

__all__ = ["PlainText", "find_own_macros", "find_sentences", "normalise", "normalise_stretches", "rules_root"]
