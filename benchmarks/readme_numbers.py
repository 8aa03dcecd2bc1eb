"""Measure the numbers of the README: development scores and speed.

usage: python -m benchmarks.readme_numbers [--shared ../shared] [--seconds 3] [--write]

With --write they go between the marks in README.md. Needs the shared development corpora beside the project.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.halves import DEVELOPMENT, ROOT, score
from benchmarks.marked_block import replace_block
from benchmarks.throughput import STARTS, start_seconds
from claimx.extractor import Extractor
from claimx.measure.corpora import Corpus, find_shared
from claimx.measure.score import LEVELS
from claimx.model import Document

COMMAND = "python -m benchmarks.readme_numbers --write"


def abstracts_a_second(extractor: Extractor, documents: Sequence[Document], seconds: float) -> float:
    """Return how many documents one core extracts in a second: the best of repeated passes."""
    best, deadline = float("inf"), time.perf_counter() + seconds
    while time.perf_counter() < deadline:
        started = time.perf_counter()
        for document in documents:
            extractor.extract(document)
        best = min(best, time.perf_counter() - started)
    return len(documents) / best


def corpus_row(extractor: Extractor, corpus: Corpus, seconds: float) -> str:
    """Return a corpus' row: its size, F1 at each level, and speed."""
    documents = corpus.documents()
    result = score(extractor, documents, corpus.labels() or [])
    f1 = [f"{result.levels()[level]['f1']:.3f}" for level in LEVELS]
    speed = f"{abstracts_a_second(extractor, documents, seconds):,.0f}"
    return f"| {' | '.join([f'`{corpus.name}`', str(result.documents), str(result.gold), *f1, speed])} |"


def measure(shared: Path, seconds: float) -> list[str]:
    """Return the numbers as lines of Markdown.

    Raises:
        SystemExit: A development corpus is not at hand.
    """
    corpora = {corpus.name: corpus for corpus in find_shared(shared) if corpus.gold is not None}
    missing = [name for name in DEVELOPMENT if name not in corpora]
    if missing:
        raise SystemExit(f"not at hand in {shared}: {', '.join(missing)}")
    extractor = Extractor()
    return [
        "| development corpus | abstracts | claims | L1 F1 | L2 F1 | L3 F1 | L4 F1 | abstracts/s |",
        "|---|---|---|---|---|---|---|---|",
        *(corpus_row(extractor, corpora[name], seconds) for name in DEVELOPMENT),
        "",
        "Start-up, fresh interpreter: "
        + ", ".join(f"`{name}` {start_seconds(command):.2f} s" for name, command in STARTS.items())
        + ".",
    ]


def main() -> None:
    """Measure, print and, when asked, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    lines = measure(args.shared, args.seconds)
    print("\n".join(lines))
    if args.write:
        replace_block(ROOT / "README.md", COMMAND, lines)


if __name__ == "__main__":
    main()
