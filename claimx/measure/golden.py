"""The golden corpus: what the program says today about known texts, checked claim by claim.

Golden is not gold: it says what the program does, not what is true. It is rewritten by a command and read as a
diff. The project's own texts stand beside their expected claims; for texts of third parties only offsets,
numbers, short names and a hash of the text are kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimx.errors import ClaimxError, InputError
from claimx.measure.changes import Change, Entry, by_document, compare_entries
from claimx.measure.corpora import Corpus, find_golden, find_shared
from claimx.model import Claim, Document
from claimx.writers.atomic import open_atomic_text

Extract = Callable[[Document], list[Claim]]

# A name of a third party's text is kept as it is up to this many words; a longer one as its beginning and a hash.
WORDS_KEPT = 5


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What changed for one document.

    Args:
        doc_id: The document's id.
        document: The document, or None where it is gone and only its expectation is left.
        changes: The claims found, lost and changed.
        is_stale: Whether the text is another one than the expectation was made on.
    """

    doc_id: str
    document: Document | None
    changes: list[Change]
    is_stale: bool = False


@dataclass(slots=True)
class PartReport:
    """The outcome for one part of the golden corpus.

    Args:
        name: The corpus' name.
        path: Where its expectations stand, or None for silent texts, which expect nothing.
        claims: How many claims the program makes now.
        documents: The documents with differences, in order.
        lines: The expectations as they should be written now.
    """

    name: str
    path: Path | None
    claims: int
    documents: list[DocumentReport] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)

    @property
    def orphans(self) -> list[str]:
        """Documents that are gone while their expectations are still there."""
        return [report.doc_id for report in self.documents if report.document is None]


@dataclass(frozen=True, slots=True)
class GoldenReport:
    """The outcome of a golden check; `notes` say what was not checked and why."""

    parts: list[PartReport]
    notes: list[str]

    @property
    def has_differences(self) -> bool:
        """Whether any claim or text differs from what is expected."""
        return any(part.documents for part in self.parts)


def check_golden(golden: Path, shared: Path, extract: Extract) -> GoldenReport:
    """Run the extractor over the golden corpus and compare with the expectations.

    Args:
        golden: The folder with ``abstracts/``, ``silent/``, ``claims/`` and ``standoff/``.
        shared: The folder of the shared corpora; they are left out, with a note, where it is absent.
        extract: The extractor.

    Raises:
        InputError: A golden file cannot be read.
    """
    parts = [_check_own(corpus, golden, extract) for corpus in find_golden(golden)]
    parts += _forgotten(golden, {part.path for part in parts})
    notes = []
    at_hand = {corpus.name: corpus for corpus in find_shared(shared) if corpus.gold is not None}
    for name in sorted({path.stem for path in (golden / "standoff").glob("*.jsonl")} | set(at_hand)):
        if name in at_hand:
            parts.append(_check_standoff(at_hand[name], golden / "standoff" / f"{name}.jsonl", extract))
        else:
            notes.append(f"{name}: not checked, the corpus is not at hand in {shared}")
    return GoldenReport(parts, notes)


def write_golden(report: GoldenReport, *, prune: bool) -> list[Path]:
    """Write the expectations as the program answers now; return the files written or removed.

    Expectations of documents that are gone are kept unless `prune` is set.

    Raises:
        OutputError: A file cannot be written; it is left as it was.
    """
    touched = []
    for part in report.parts:
        if part.path is None or not part.documents:
            continue
        lines = list(part.lines)
        if not prune:
            gone = set(part.orphans)
            lines += [line for _, line in _read_lines(part.path) if line["doc_id"] in gone] if gone else []
        if lines or not prune:
            part.path.parent.mkdir(parents=True, exist_ok=True)
            with open_atomic_text(part.path) as file:
                file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        else:
            part.path.unlink(missing_ok=True)
        touched.append(part.path)
    return touched


def _check_own(corpus: Corpus, golden: Path, extract: Extract) -> PartReport:
    documents = corpus.documents()
    actual = {document.doc_id: _entries(document, extract) for document in documents}
    path = None if corpus.silent else golden / "claims" / corpus.path.name
    expected = {} if path is None else by_document(entry for _, entry in _read_entries(path))
    lines = [entry.to_dict() for entries in actual.values() for entry in entries]
    part = PartReport(corpus.name, path, len(lines), lines=lines)
    part.documents = _reports(documents, expected, actual)
    return part


def _check_standoff(corpus: Corpus, path: Path, extract: Extract) -> PartReport:
    documents = corpus.documents()
    actual = {
        document.doc_id: [_without_text(entry) for entry in _entries(document, extract)] for document in documents
    }
    expected, hashes = {}, {}
    for number, line in _read_lines(path):
        doc_id = line["doc_id"]
        hashes[doc_id] = line.get("text_hash")
        expected[doc_id] = [_entry({"doc_id": doc_id, **item}, path, number) for item in line.get("claims", [])]
    lines = [_standoff_line(document, actual[document.doc_id]) for document in documents]
    part = PartReport(corpus.name, path, sum(len(entries) for entries in actual.values()), lines=lines)
    stale = {document.doc_id for document in documents if hashes.get(document.doc_id) != text_hash(document)}
    part.documents = _reports(documents, expected, actual, stale)
    return part


def _forgotten(golden: Path, known: Iterable[Path | None]) -> list[PartReport]:
    """Report expectations whose file of texts is gone."""
    parts = []
    for path in sorted(set((golden / "claims").glob("*.jsonl")) - set(known)):
        expected = by_document(entry for _, entry in _read_entries(path))
        reports = [_gone(doc_id, entries) for doc_id, entries in expected.items()]
        parts.append(PartReport(f"abstracts/{path.stem}", path, 0, documents=reports))
    return parts


def _reports(
    documents: Sequence[Document],
    expected: Mapping[str, Sequence[Entry]],
    actual: Mapping[str, Sequence[Entry]],
    stale: Iterable[str] = (),
) -> list[DocumentReport]:
    reports = []
    for document in documents:
        changes = compare_entries(expected.get(document.doc_id, []), actual[document.doc_id])
        is_stale = document.doc_id in stale
        if changes or is_stale:
            reports.append(DocumentReport(document.doc_id, document, changes, is_stale))
    reports += [_gone(doc_id, entries) for doc_id, entries in expected.items() if doc_id not in actual]
    return reports


def _gone(doc_id: str, entries: Sequence[Entry]) -> DocumentReport:
    return DocumentReport(doc_id, None, [Change(entry, None) for entry in entries])


def _entries(document: Document, extract: Extract) -> list[Entry]:
    try:
        return [Entry.of(claim) for claim in extract(document)]
    except Exception as error:
        raise ClaimxError(f"{document.doc_id}: extraction failed: {type(error).__name__}: {error}") from error


def text_hash(document: Document) -> str:
    """Return a hash of title and text that tells two versions of a document apart."""
    return hashlib.sha256(f"{document.title}\0{document.text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _standoff_line(document: Document, entries: Sequence[Entry]) -> dict[str, Any]:
    claims = [{key: item for key, item in entry.to_dict().items() if key != "doc_id"} for entry in entries]
    return {"doc_id": document.doc_id, "text_hash": text_hash(document), "claims": claims}


def _without_text(entry: Entry) -> Entry:
    slots = {
        slot: [_shortened(item) for item in content]
        if isinstance(content, list)
        else _shortened(content)
        if isinstance(content, str)
        else content
        for slot, content in entry.slots.items()
    }
    return Entry(entry.doc_id, entry.id, entry.span, entry.in_title, slots)


def _shortened(text: str) -> str:
    """Shorten a name, or each side of ``as written = canonical name``."""
    return " = ".join(side if len(side.split()) <= WORDS_KEPT else _beginning(side) for side in text.split(" = "))


def _beginning(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{' '.join(text.split()[: WORDS_KEPT - 1])} … #{digest}"


def _read_entries(path: Path) -> list[tuple[int, Entry]]:
    return [(number, _entry(line, path, number)) for number, line in _read_lines(path)]


def _read_lines(path: Path) -> list[tuple[int, dict[str, Any]]]:
    """Read an expectation file; one that is not there yet expects nothing."""
    if not path.is_file():
        return []
    lines = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line:
            continue
        try:
            data = json.loads(line)
            data["doc_id"]
        except (ValueError, TypeError, KeyError) as error:
            raise InputError(
                "not an expectation (golden files are written by `golden update`)", str(path), number
            ) from error
        lines.append((number, data))
    return lines


def _entry(data: dict[str, Any], path: Path, number: int) -> Entry:
    try:
        return Entry.from_dict(data)
    except KeyError as error:
        raise InputError(f"an expected claim lacks {error}", str(path), number) from error
    except ValueError as error:
        raise InputError(f"an expected claim has an {error}", str(path), number) from error
