"""Mentions -> drafts of claims, with the trace of how they came about."""

from claimx.assembly.document import Assembler, Rejection
from claimx.assembly.draft import Draft, Place
from claimx.assembly.outline import Outline, Prose, read_prose
from claimx.assembly.reading import Reading

__all__ = ["Assembler", "Draft", "Outline", "Place", "Prose", "Reading", "Rejection", "read_prose"]
