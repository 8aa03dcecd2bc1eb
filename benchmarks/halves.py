"""Score the extractor on each half of the development abstracts, and on the other labelled texts.

usage: python -m benchmarks.halves [--shared ../shared] [--penalty 2.0] [--write]

The halves are those of benchmarks/fit_evidence.py: the checksum of a document's id, odd or even. A row "held out" uses
weights that are fitted anew without the half that is scored; all others those of rules/evidence.yaml, fitted on all
texts. Rules and lexicons are the same in both. With --write the table goes into docs/evaluation.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.fit_evidence import fit_all, half_of, rows_of
from benchmarks.marked_block import replace_block
from claimx.extractor import Extractor
from claimx.measure.corpora import Corpus, find_golden, find_shared
from claimx.measure.gold import GoldDocument
from claimx.measure.score import LEVELS, Score, score_claims
from claimx.model import Document
from claimx.rulebook import Rulebook, load_rulebook

ROOT = Path(__file__).resolve().parent.parent
COMMAND = "python -m benchmarks.halves --write"
DEVELOPMENT = ("hf-daily-papers", "abstracts-dev")
HALVED = "abstracts-dev"


def score(extractor: Extractor, documents: Sequence[Document], gold: Sequence[GoldDocument]) -> Score:
    """Score an extractor on labelled documents."""
    return score_claims(gold, (claim for document in documents for claim in extractor.extract(document)))


def score_half(extractor: Extractor, corpus: Corpus, half: int) -> Score:
    """Score an extractor on one half of a corpus."""
    gold = [document for document in corpus.labels() or [] if half_of(document.doc_id) == half]
    return score(extractor, [document for document in corpus.documents() if half_of(document.doc_id) == half], gold)


def held_out(rulebook: Rulebook, shared: Path, part: str, penalty: float) -> Extractor:
    """Return an extractor whose weights were fitted on all labelled texts but those of one part."""
    rows = [row for row in rows_of(Extractor(rulebook, decide=False), shared) if row[0] != part]
    weights, trust, _ = fit_all(rows, penalty, rulebook.evidence.threshold)
    return Extractor(replace(rulebook, evidence=replace(rulebook.evidence, weights=weights, trust=trust)))


def table_row(name: str, score: Score) -> str:
    """Return a row of the table: the part, its size, F1 at each level, precision and recall of detection."""
    levels = score.levels()
    f1 = [f"{levels[level]['f1']:.3f}" for level in LEVELS]
    detection = [f"{levels[LEVELS[0]][key]:.3f}" for key in "pr"]
    trusted = score.trusted()
    sure = "" if trusted.l3 is None else f"{trusted.l3:.3f} of {trusted.claims}"
    return f"| {' | '.join([name, str(score.documents), str(score.gold), *f1, *detection, sure])} |"


def lines(shared: Path, penalty: float) -> list[str]:
    """Measure everything; return the tables as lines of Markdown."""
    rulebook = load_rulebook()
    shipped = Extractor(rulebook)
    table = [
        "| part | texts | claims | L1 | L2 | L3 | L4 | L1 precision | L1 recall | right at L3 above 0.9 |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    corpora = {corpus.name: corpus for corpus in find_shared(shared)}
    table += [
        table_row(name, score(shipped, corpora[name].documents(), corpora[name].labels() or []))
        for name in DEVELOPMENT
        if name in corpora
    ]
    if HALVED in corpora:
        table += [table_row(f"{HALVED}, half {half}", score_half(shipped, corpora[HALVED], half)) for half in (0, 1)]
        for half in (0, 1):
            extractor = held_out(rulebook, shared, f"{HALVED}-{half}", penalty)
            table.append(table_row(f"{HALVED}, half {half}, held out", score_half(extractor, corpora[HALVED], half)))
    golden = find_golden(ROOT / "golden")
    own = Score()
    for corpus in golden:
        if corpus.gold is not None:
            own += score(shipped, corpus.documents(), corpus.labels() or [])
    table.append(table_row("golden/gold", own))
    silent = [document for corpus in golden if corpus.silent for document in corpus.documents()]
    wrong = sum(len(shipped.extract(document)) for document in silent)
    return [*table, "", f"Claims made of the {len(silent)} silent texts, which have none: {wrong}."]


def main() -> None:
    """Measure, print and, when asked, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--penalty", type=float, default=2.0)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    measured = lines(args.shared, args.penalty)
    print("\n".join(measured))
    if args.write:
        replace_block(ROOT / "docs" / "evaluation.md", COMMAND, measured)


if __name__ == "__main__":
    main()
