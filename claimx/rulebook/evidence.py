"""Weights of the evidence for and against results, from ``rules/evidence.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimx.rulebook.strict_yaml import load_yaml


@dataclass(frozen=True)
class Evidence:
    """What ``evidence.yaml`` holds.

    Args:
        weights: Feature -> weight in log odds; ``bias`` is the constant.
        trust: Feature -> weight in log odds of the whole record being right; ``bias`` is the constant.
        threshold: Least probability, 0 to 1, of a number that becomes a claim.
        document_words: Words in lower case of which a paper with results has at least one.
    """

    weights: dict[str, float]
    trust: dict[str, float]
    threshold: float
    document_words: tuple[str, ...]

    def speaks_of_results(self, text: str) -> bool:
        """Say whether a text has one of the `document_words`, in any case and also inside a longer word."""
        lowered = text.lower()  # substring searches are twenty times faster than one pattern that ignores case
        return any(word in lowered for word in self.document_words)


def load_evidence(path: Path) -> Evidence:
    """Read ``evidence.yaml``."""
    data = load_yaml(path)
    return Evidence(
        weights={feature: float(weight) for feature, weight in (data.get("weights") or {}).items()},
        trust={feature: float(weight) for feature, weight in (data.get("trust") or {}).items()},
        threshold=float(data["threshold"]),
        document_words=tuple(word.lower() for word in data["document-words"]["words"]),
    )
