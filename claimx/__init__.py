"""claimx: quantitative claims of papers, found by rules, each with its exact place in the source.

>>> import claimx
>>> claim = claimx.extract("We propose FooNet. FooNet gains +11% on AIME 2024.", title="FooNet")[0]
>>> claim.value.text, [benchmark.name for benchmark in claim.benchmarks]
('+11%', ['AIME 2024'])
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimx.extractor import Extractor, extract, extract_documents
    from claimx.model import Claim, Document

__version__ = "0.1.0"

__all__ = ["Claim", "Document", "Extractor", "__version__", "extract", "extract_documents"]

_HOMES = {
    "Claim": "claimx.model",
    "Document": "claimx.model",
    "Extractor": "claimx.extractor",
    "extract": "claimx.extractor",
    "extract_documents": "claimx.extractor",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'claimx' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
