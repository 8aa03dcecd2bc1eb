"""Weights of the evidence for and against results, from ``rules/evidence.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import regex

from claimx.rulebook.strict_yaml import load_yaml


@dataclass(frozen=True)
class Evidence:
    """What ``evidence.yaml`` holds.

    Args:
        weights: Feature -> weight in log odds; ``bias`` is the constant.
        trust: Feature -> weight in log odds of the whole record being right; ``bias`` is the constant.
        threshold: Least probability, 0 to 1, of a number that becomes a claim.
        document_words: Finds words of which a paper with results has at least one.
    """

    weights: dict[str, float]
    trust: dict[str, float]
    threshold: float
    document_words: regex.Pattern[str]


def load_evidence(path: Path) -> Evidence:
    """Read ``evidence.yaml``."""
    data = load_yaml(path)
    words = "|".join(regex.escape(word, special_only=True) for word in data["document-words"]["words"])
    return Evidence(
        weights={feature: float(weight) for feature, weight in (data.get("weights") or {}).items()},
        trust={feature: float(weight) for feature, weight in (data.get("trust") or {}).items()},
        threshold=float(data["threshold"]),
        document_words=regex.compile(words, regex.IGNORECASE),
    )
