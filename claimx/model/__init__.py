"""What things are: spans, documents, claims. No regex and no files here."""

from claimx.model.claim import Aggregate, Claim, Direction, Kind, Metric, Name, Qualifier, Quote, Scale, Value
from claimx.model.document import Block, Document
from claimx.model.span import Span

__all__ = [
    "Aggregate",
    "Block",
    "Claim",
    "Direction",
    "Document",
    "Kind",
    "Metric",
    "Name",
    "Qualifier",
    "Quote",
    "Scale",
    "Span",
    "Value",
]
