#!/usr/bin/env python3
"""How fast claimx is: start-up, and abstracts a second on one core.

usage: throughput.py [--seconds S] [--shared DIR]

Texts are the shared corpora where they are at hand, else the project's golden texts. Each corpus runs again and
again for S seconds after one warm-up pass; the best pass counts, since anything slower measures the machine's
other work.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from claimx.extractor import Extractor
from claimx.measure.corpora import find_golden, find_shared

PROJECT = Path(__file__).resolve().parent.parent
STARTS = {
    "claimx --help": ["-m", "claimx", "--help"],
    "import claimx": ["-c", "import claimx"],
    "first claim": ["-c", "import claimx; claimx.extract('FooNet reaches 80.5% accuracy on ImageNet.')"],
    "bare python": ["-c", ""],
}


def start_seconds(arguments: list[str], times: int = 5) -> float:
    """Return the shortest wall time of a fresh interpreter."""
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=3.0, help="how long each corpus runs")
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared", help="the shared corpora")
    arguments = parser.parse_args()
    for name, command in STARTS.items():
        print(f"{name:24s} {start_seconds(command):8.3f} s")

    started = time.perf_counter()
    extractor = Extractor()
    print(f"{'building the extractor':24s} {time.perf_counter() - started:8.3f} s")
    for corpus in find_shared(arguments.shared) or find_golden(PROJECT / "golden"):
        documents = corpus.documents()
        characters = sum(len(document.text) for document in documents)
        claims = sum(len(extractor.extract(document)) for document in documents)  # also the warm-up
        best, deadline = float("inf"), time.perf_counter() + arguments.seconds
        while time.perf_counter() < deadline:
            started = time.perf_counter()
            for document in documents:
                extractor.extract(document)
            best = min(best, time.perf_counter() - started)
        speed = f"{len(documents) / best:8.0f} abstracts/s  {characters / best / 1e6:6.2f} M characters/s"
        print(f"{corpus.name:24s} {speed}  ({len(documents)} abstracts, {claims} claims)")


if __name__ == "__main__":
    main()
