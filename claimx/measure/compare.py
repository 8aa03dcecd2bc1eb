"""What a change to rules or code gains and loses: two revisions run over the same texts.

Each revision runs in its own process from its own tree, so nothing needs to be installed and the two never mix.
"""

from __future__ import annotations

import inspect
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claimx.errors import ClaimxError
from claimx.measure import timed
from claimx.measure.changes import Change, Entry, by_document, compare_entries
from claimx.measure.corpora import Corpus
from claimx.measure.score import Score, is_right, score_claims
from claimx.model import Claim, Document, Span
from claimx.writers import read_claims


@dataclass(frozen=True, slots=True)
class Run:
    """What one revision makes of one corpus: its claims, the seconds that extraction took, its score if gold exists."""

    claims: list[Claim]
    seconds: float
    score: Score | None

    def __add__(self, other: Run) -> Run:
        """Return both runs as one, as over one corpus."""
        score = self.score + other.score if self.score and other.score else None
        return Run(self.claims + other.claims, self.seconds + other.seconds, score)


@dataclass(frozen=True, slots=True)
class CorpusComparison:
    """Both revisions on one corpus.

    Args:
        corpus: The corpus.
        documents: Its papers, by id.
        old: The run of the older revision.
        new: The run of the working tree.
        changes: The differences, document by document.
    """

    corpus: Corpus
    documents: dict[str, Document]
    old: Run
    new: Run
    changes: list[Change]

    def verdict(self, change: Change) -> str:
        """Say what gold thinks of a change at L3, such as ``right`` or ``wrong -> right``; empty without gold."""
        if self.old.score is None or self.new.score is None:
            return ""
        sides = [(self.old.score, change.old), (self.new.score, change.new)]
        verdicts = [_verdict(score, entry) for score, entry in sides if entry is not None]
        return verdicts[0] if len(set(verdicts)) == 1 else " -> ".join(verdicts)


def compare_revisions(revision: str, root: Path, corpora: Sequence[Corpus]) -> list[CorpusComparison]:
    """Run a revision and the working tree over the corpora and return what differs.

    Args:
        revision: Anything that git takes for a commit.
        root: The checkout, with or without uncommitted changes.
        corpora: The texts.

    Raises:
        ClaimxError: The revision does not exist, or one of the two sides does not run.
    """
    with tempfile.TemporaryDirectory(prefix="claimx-compare-") as folder:
        tree = Path(folder) / "tree"
        export_revision(revision, root, tree)
        old = _run(tree, corpora, Path(folder) / "old", revision)
        new = _run(root, corpora, Path(folder) / "new", "the working tree")
    return [_compare(corpus, before, after) for corpus, before, after in zip(corpora, old, new, strict=True)]


def merge_folders(comparisons: Sequence[CorpusComparison]) -> list[CorpusComparison]:
    """Return one comparison for all corpora of a folder: their files are parts of one corpus to whoever sums up."""
    merged: dict[str, CorpusComparison] = {}
    for part in comparisons:
        name = part.corpus.folder
        if name in merged:
            whole = merged[name]
            documents = {**whole.documents, **part.documents}
            changes = whole.changes + part.changes
            merged[name] = replace(
                whole, documents=documents, old=whole.old + part.old, new=whole.new + part.new, changes=changes
            )
        else:
            merged[name] = replace(part, corpus=replace(part.corpus, name=name))
    return list(merged.values())


def export_revision(revision: str, root: Path, target: Path) -> None:
    """Unpack the files of a revision into a new folder; the repository itself is left alone.

    Raises:
        ClaimxError: There is no such revision, or no repository.
    """
    command = ["git", "-C", str(root), "archive", "--format=tar", f"{revision}^{{tree}}"]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise ClaimxError(f"git does not run: {error.strerror}") from error
    if done.returncode:
        raise ClaimxError(f"no revision {revision!r} in {root}: {done.stderr.decode(errors='replace').strip()}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(target, filter="data")


def _run(root: Path, corpora: Sequence[Corpus], folder: Path, name: str) -> list[Run]:
    folder.mkdir()
    paths = [str(corpus.path.resolve()) for corpus in corpora]
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    # The program text is handed over, not its place: an old revision may not have it.
    command = [sys.executable, "-c", inspect.getsource(timed), str(folder), *paths]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no message"]
        raise ClaimxError(f"{name} does not run: {last[0]}")
    seconds = json.loads(done.stdout)
    runs = []
    for number, corpus in enumerate(corpora):
        claims = read_claims(folder / f"{number}.jsonl")
        labels = corpus.labels()
        runs.append(Run(claims, seconds[number], None if labels is None else score_claims(labels, claims)))
    return runs


def _compare(corpus: Corpus, old: Run, new: Run) -> CorpusComparison:
    documents = {document.doc_id: document for document in corpus.documents()}
    before, after = (by_document(Entry.of(claim) for claim in run.claims) for run in (old, new))
    changes = [
        change for doc_id in documents for change in compare_entries(before.get(doc_id, []), after.get(doc_id, []))
    ]
    return CorpusComparison(corpus, documents, old, new, changes)


def _verdict(score: Score, entry: Entry) -> str:
    for pair in score.pairs:
        value = pair.claim.value
        if pair.doc_id == entry.doc_id and Span(value.start, value.end) == entry.span:
            return "right" if is_right(pair) else "wrong"
    # Without a pair the claim is spurious, or its label is optional or its document unlabelled.
    is_spurious = any(
        doc_id == entry.doc_id and Span(claim.value.start, claim.value.end) == entry.span
        for doc_id, claim in score.spurious
    )
    return "wrong" if is_spurious else "unjudged"
