"""Which texts there are to measure on: the project's golden texts, and shared corpora where they are at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claimx.errors import InputError
from claimx.measure.gold import GoldDocument, load_gold
from claimx.model import Document
from claimx.readers import read_documents


@dataclass(frozen=True, slots=True)
class Corpus:
    """A file of papers, one JSON record a line, and what is known about its claims.

    Args:
        name: The corpus' name in messages, such as ``abstracts/vision``.
        path: The file of papers.
        gold: The file of labels, or None where nobody labelled the corpus.
        silent: Whether every claim made of this corpus is wrong.
    """

    name: str
    path: Path
    gold: Path | None = None
    silent: bool = False

    @property
    def folder(self) -> str:
        """The first part of the name: ``abstracts`` for ``abstracts/vision``."""
        return self.name.split("/")[0]

    def documents(self) -> list[Document]:
        """Read the papers.

        Raises:
            InputError: The file or one of its records cannot be read: a corpus has no broken records.
        """
        return list(read_documents([self.path], on_skip=_refuse))

    def labels(self) -> list[GoldDocument] | None:
        """Read the labels; None where there are none."""
        if self.silent:
            return [GoldDocument(doc_id=document.doc_id, claims=()) for document in self.documents()]
        return None if self.gold is None else load_gold(self.gold)


def find_golden(golden: Path) -> list[Corpus]:
    """Return the project's own corpora, texts with claims first.

    Args:
        golden: The folder that holds ``abstracts/``, ``gold/`` and ``silent/``.

    Raises:
        InputError: The folder holds no texts.
    """
    spoken = [
        Corpus(f"abstracts/{path.stem}", path, _existing(golden / "gold" / path.name))
        for path in sorted((golden / "abstracts").glob("*.jsonl"))
    ]
    silent = [Corpus(f"silent/{path.stem}", path, silent=True) for path in sorted((golden / "silent").glob("*.jsonl"))]
    if not spoken and not silent:
        raise InputError("no golden texts here (abstracts/*.jsonl, silent/*.jsonl); name their folder", str(golden))
    return spoken + silent


def find_shared(shared: Path, labels: Path | None = None) -> list[Corpus]:
    """Return the shared corpora at hand, by name; none where the folder is not there.

    Args:
        shared: The folder that holds ``corpus/NAME.jsonl`` and ``gold/NAME.gold.jsonl``.
        labels: A folder of further labels, ``NAME.gold.jsonl``, for corpora that have none there; of a corpus that is
            labelled in part only the labelled papers count.
    """
    found = []
    for path in sorted((shared / "corpus").glob("*.jsonl")):
        name = f"{path.stem}.gold.jsonl"
        own = _existing(labels / name) if labels else None
        found.append(Corpus(path.stem, path, _existing(shared / "gold" / name) or own))
    return found


def select_corpora(corpora: Sequence[Corpus], names: Sequence[str]) -> list[Corpus]:
    """Return the corpora with these names; a folder's name, such as ``silent``, means all in it.

    Raises:
        InputError: No corpus has one of the names.
    """
    if not names:
        return list(corpora)
    for name in names:
        if not any(_has_name(corpus, name) for corpus in corpora):
            known = ", ".join(corpus.name for corpus in corpora) or "none at hand"
            raise InputError(f"no corpus is called {name!r} (known: {known})")
    return [corpus for corpus in corpora if any(_has_name(corpus, name) for name in names)]


def _has_name(corpus: Corpus, name: str) -> bool:
    return corpus.name == name or corpus.folder == name


def _existing(path: Path) -> Path | None:
    return path if path.is_file() else None


def _refuse(error: InputError) -> None:
    raise error
