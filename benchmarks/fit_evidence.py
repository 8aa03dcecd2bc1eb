"""Fit the weights of rules/evidence.yaml on labelled texts: a logistic regression with a quadratic penalty.

usage: python benchmarks/fit_evidence.py [--shared ../shared] [--penalty 2.0] [--write]

Texts: the gold of golden/, its silent texts, and the shared development corpora where they are at hand. Weights of the
corpora: a labelled real abstract counts 1, one of our own 0.6, a silent one 2. Without --write it only prints what
the weights would do, fitted on everything but one part and applied to that part.
"""

from __future__ import annotations

import argparse
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from claimx.assembly.evidence import EvidenceReader, logistic
from claimx.extractor import Extractor
from claimx.measure.corpora import find_golden, find_shared
from claimx.measure.gold import GoldClaim, GoldDocument
from claimx.measure.score import is_right, match_claims
from claimx.model import Document

ROOT = Path(__file__).resolve().parent.parent
PART_WEIGHTS = {"golden": 0.6, "silent": 2.0}
TRUST_PART_WEIGHTS = {"golden": 1.5, "silent": 0.35}
Row = tuple[str, list[str], bool, bool, list[str]]


def half_of(doc_id: str) -> int:
    """Return the half, 0 or 1, that a document belongs to."""
    return zlib.crc32(doc_id.encode()) % 2


def labelled(shared: Path) -> Iterator[tuple[str, Document, tuple[GoldClaim, ...]]]:
    """Yield (part, document, gold claims) of every labelled text."""
    at_hand = {corpus.name: corpus for corpus in find_shared(shared)}
    halved = [at_hand[name] for name in ("hf-daily-papers", "abstracts-dev") if name in at_hand]
    for corpus in [*halved, *find_golden(ROOT / "golden")]:
        gold = {item.doc_id: item.claims for item in corpus.labels() or []}
        for document in corpus.documents():
            own = "silent" if corpus.silent else "golden"
            part = f"{corpus.name}-{half_of(document.doc_id)}" if corpus in halved else own
            yield part, document, gold.get(document.doc_id, ())


def rows_of(extractor: Extractor, shared: Path) -> list[Row]:
    """Return (part, features, is a claim, is right at level 3, features of trust) of every number read as a result."""
    rows: list[Row] = []
    evidence = EvidenceReader(extractor.rulebook)
    for part, document, gold in labelled(shared):
        made = extractor.drafts(document)
        matching = match_claims(GoldDocument(doc_id=document.doc_id, claims=gold), [claim for claim, _ in made])
        pairs = {pair.claim.id: pair for pair in matching.pairs}
        for claim, draft in made:
            pair = pairs.get(claim.id)
            if pair is None or not pair.gold.optional:
                right = pair is not None and is_right(pair)
                rows.append((part, draft.features, pair is not None, right, evidence.trust_features(draft)))
    return rows


def fit(
    samples: list[tuple[str, list[str], bool]], penalty: float, parts: dict[str, float], least: int = 6
) -> dict[str, float]:
    """Return feature -> weight, by Newton's method; features seen fewer than `least` times are left out.

    Args:
        samples: (part, features, label) each.
        penalty: Of the squared weights.
        parts: Part -> weight of its samples, 1 where it is missing.
        least: Number of samples that a feature must have.
    """
    counts = Counter(feature for _, names, _ in samples for feature in set(names))
    features = sorted(feature for feature, count in counts.items() if count >= least)
    index = {feature: number for number, feature in enumerate(features)}
    design = np.zeros((len(samples), len(features) + 1))
    design[:, -1] = 1.0
    for number, (_, names, _) in enumerate(samples):
        for feature in names:
            if feature in index:
                design[number, index[feature]] = 1.0
    target = np.array([float(label) for _, _, label in samples])
    importance = np.array([parts.get(part, 1.0) for part, _, _ in samples])
    ridge = np.diag(np.r_[np.full(len(features), penalty), 1e-6])
    weights = np.zeros(len(features) + 1)
    for _ in range(30):
        guess = 1.0 / (1.0 + np.exp(-design @ weights))
        gradient = design.T @ (importance * (guess - target)) + ridge @ weights
        curvature = (design.T * (importance * guess * (1.0 - guess))) @ design + ridge
        weights -= np.linalg.solve(curvature, gradient)
    fitted = {feature: round(float(weights[number]), 2) for feature, number in index.items()}
    fitted["bias"] = round(float(weights[-1]), 2)
    return {feature: weight for feature, weight in fitted.items() if weight}


def main() -> None:
    """Fit, report and, when asked, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--penalty", type=float, default=2.0)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    extractor = Extractor(decide=False)
    rows = rows_of(extractor, args.shared)
    for part in sorted({row[0] for row in rows}):
        weights = fit([row[:3] for row in rows if row[0] != part], args.penalty, PART_WEIGHTS)
        here = [(logistic(weights, row[1]), row[2]) for row in rows if row[0] == part]
        for threshold in (0.3, 0.4, 0.5):
            kept = [label for guess, label in here if guess >= threshold]
            lost = sum(label for guess, label in here if guess < threshold)
            right = sum(kept)
            print(f"{part:20s} held out, threshold {threshold}: {right} right, {len(kept) - right} wrong, {lost} lost")
    weights, trust, kept = fit_all(rows, args.penalty, extractor.rulebook.evidence.threshold)
    report_trust(kept, args.penalty * 10)
    if args.write:
        write(weights, trust)


def fit_all(
    rows: list[Row], penalty: float, threshold: float
) -> tuple[dict[str, float], dict[str, float], list[tuple[str, list[str], bool]]]:
    """Return the weights, those of trust, and the samples that trust was fitted on: the numbers that become claims."""
    weights = fit([row[:3] for row in rows], penalty, PART_WEIGHTS)
    kept = [(row[0], row[4], row[3]) for row in rows if logistic(weights, row[1]) >= threshold]
    return weights, fit(kept, penalty * 10, TRUST_PART_WEIGHTS), kept


def report_trust(samples: list[tuple[str, list[str], bool]], penalty: float) -> None:
    """Print how often claims above a confidence are right, each part by weights fitted on the others."""
    guesses = []
    for part in sorted({part for part, _, _ in samples if part not in TRUST_PART_WEIGHTS}):
        weights = fit([sample for sample in samples if sample[0] != part], penalty, TRUST_PART_WEIGHTS)
        guesses += [(logistic(weights, names), label) for where, names, label in samples if where == part]
    for level in (0.9, 0.8, 0.7, 0.5):
        above = [label for guess, label in guesses if guess > level]
        share = sum(above) / len(above) if above else 0.0
        print(f"held out, confidence above {level}: {len(above)} claims, {share:.3f} right")


def write(weights: dict[str, float], trust: dict[str, float]) -> None:
    """Put the weights into rules/evidence.yaml, below what people wrote there."""
    path = ROOT / "rules" / "evidence.yaml"
    kept = path.read_text(encoding="utf-8").split("weights:")[0]
    lines = [f"weights:\n{_yaml(weights)}", f"trust:\n{_yaml(trust)}"]
    path.write_text(kept + "".join(lines), encoding="utf-8")


def _yaml(weights: dict[str, float]) -> str:
    return "".join(f'  "{feature}": "{weight}"\n' for feature, weight in sorted(weights.items()))


if __name__ == "__main__":
    main()
