"""What things are: spans, documents, claims. No regex and no files here."""

from claimx.model.claim import Aggregate, Claim, Direction, Kind, Metric, Name, Qualifier, Quote, Scale, Value
from claimx.model.document import Block, Document
from claimx.model.span import Span
from claimx.model.table import (
    Better,
    Cell,
    Column,
    Conflict,
    Entry,
    Evidence,
    Exclusion,
    Finding,
    Group,
    Mark,
    Measure,
    ResultsTable,
    Row,
    RowsBy,
    Separation,
)

__all__ = [
    "Aggregate",
    "Better",
    "Block",
    "Cell",
    "Claim",
    "Column",
    "Conflict",
    "Direction",
    "Document",
    "Entry",
    "Evidence",
    "Exclusion",
    "Finding",
    "Group",
    "Kind",
    "Mark",
    "Measure",
    "Metric",
    "Name",
    "Qualifier",
    "Quote",
    "ResultsTable",
    "Row",
    "RowsBy",
    "Scale",
    "Separation",
    "Span",
    "Value",
]
