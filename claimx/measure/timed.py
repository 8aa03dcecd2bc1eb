"""Extraction of whole corpora with the clock running; a program of its own that any revision can run.

Usage: the folder for the claims, then the files of papers. Writes ``0.jsonl``, ``1.jsonl`` ... and prints the seconds
that extraction took for each file, reading and writing left out, as a JSON list.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main(folder: str, *paths: str) -> None:
    """Extract the claims of each file into the folder and print the seconds."""
    from claimx.extractor import Extractor
    from claimx.readers import read_documents

    extractor = Extractor()
    seconds = []
    for number, path in enumerate(paths):
        documents = list(read_documents([Path(path)], on_skip=lambda _: None))
        extractor.extract(documents[0])  # what is built on first use is not the extraction's time
        started = time.perf_counter()
        claims = [claim for document in documents for claim in extractor.extract(document)]
        seconds.append(time.perf_counter() - started)
        with Path(folder, f"{number}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(claim.to_json() + "\n" for claim in claims)
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
