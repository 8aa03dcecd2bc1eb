"""How long the reviewers' round trip takes at full size: 10,000 claims out and in again, 1,000 of them edited.

The claims are invented here. Goals on two cores: out in under 20 s, in in under 10 s, no edit lost.

    python benchmarks/review_scale.py [CLAIMS]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openpyxl import load_workbook

from claimx.model import Claim, Metric, Name, Quote, Value
from claimx.review.application import apply_decisions
from claimx.review.intake import take_in
from claimx.review.reading import read_workbook
from claimx.review.slots import load_vocabulary
from claimx.review.workbook import Export, write_review_workbook

EDITS = 1_000


def build_claims(count: int) -> list[Claim]:
    """Return claims of invented papers, three a paper, with sentences of a usual length."""
    claims = []
    for number in range(count):
        value = f"{10 + number % 89}.{number % 10}%"
        before = (
            f"In a series of trials on the public part of Bench-{number % 40}, the method Tern-{number // 3} reaches "
        )
        sentence = (
            f"{before}{value} accuracy, which is well above what the earlier systems of its size were able to do."
        )
        at, bench, model = len(before), before.index("Bench"), before.index("Tern")
        claims.append(
            Claim(
                id=f"{number:012x}",
                doc_id=f"2510.{number // 3:05d}",
                title=f"Tern-{number // 3}: Landing on Rough Water",
                kind="score",
                value=Value(
                    text=value, start=at, end=at + len(value), low=float(value[:-1]), high=float(value[:-1]), unit="%"
                ),
                benchmarks=(_name(before, bench),),
                metric=Metric(text="accuracy", name="accuracy", start=at + len(value) + 1, end=at + len(value) + 9),
                model=_name(before, model),
                sentence=Quote(text=sentence, start=0, end=len(sentence)),
                rule="score.on_benchmark",
                confidence=0.5 + number % 50 / 100,
            )
        )
    return claims


def _name(text: str, start: int) -> Name:
    word = text[start:].split()[0].rstrip(",")
    return Name(text=word, name=word, start=start, end=start + len(word))


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long the block took."""
    start = time.perf_counter()
    yield
    print(f"{what:34s}{time.perf_counter() - start:7.1f} s")


def main() -> None:
    """Run the round trip and print its times."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    claims, vocabulary = build_claims(count), load_vocabulary()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "review.xlsx"
        with timed(f"{count:,} claims exported"), path.open("wb") as handle:
            write_review_workbook(Export(claims, reviewer="ana"), handle)
        print(f"{'size':34s}{path.stat().st_size / 1e6:7.1f} MB")
        with timed("imported, nothing decided"):
            assert not take_in([read_workbook(path)], vocabulary).decisions
        edits = min(EDITS, count)
        edit(path, edits)
        with timed(f"imported, {edits:,} decisions"):
            decisions = take_in([read_workbook(path)], vocabulary).decisions
        with timed("decisions applied"):
            reviewed = apply_decisions(claims, decisions, vocabulary)
        print(f"{'decisions lost':34s}{edits - len(reviewed.decided):7d}")


def edit(path: Path, edits: int) -> None:
    """Decide on claims here and there, as a reviewer would."""
    workbook = load_workbook(path, rich_text=True)
    sheet = workbook["Review"]
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    chosen = random.Random(7).sample(range(2, sheet.max_row + 1), edits)
    for turn, row in enumerate(chosen):
        decision = ("accept", "correct", "reject", "unsure")[turn % 4]
        sheet.cell(row, columns["Decision"], decision)
        if decision == "correct":
            sheet.cell(row, columns["Fixed benchmark"], "Bench-99")
        if decision == "reject":
            sheet.cell(row, columns["Reason"], "not a result")
    workbook.save(path)


if __name__ == "__main__":
    main()
