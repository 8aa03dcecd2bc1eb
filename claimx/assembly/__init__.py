"""Mentions -> drafts of claims, with the trace of how they came about."""

from claimx.assembly.document import Assembler, Outline, Rejection
from claimx.assembly.draft import Draft, Place
from claimx.assembly.reading import Reading

__all__ = ["Assembler", "Draft", "Outline", "Place", "Reading", "Rejection"]
