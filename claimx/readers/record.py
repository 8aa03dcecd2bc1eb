"""One record, of whatever format, becomes a document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePath

from claimx.model import Document
from claimx.readers.skip import Skip

# Column and field names, best first.
_ID = ("doc_id", "id", "arxiv_id", "paper_id")
_TEXT = ("text", "abstract", "summary")
_DATE = ("date", "publishedat", "published", "published_at")
_URL = ("url", "link")
_AUTHORS = ("authors", "author")
FIELDS = frozenset((*_ID, "title", *_TEXT, *_DATE, *_URL, *_AUTHORS))

_ARXIV = r"(?:\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
_ARXIV_ID = re.compile(rf"(?:arxiv:\s*)?({_ARXIV})", re.IGNORECASE)
_ARXIV_URL = re.compile(
    rf"(?:arxiv\.org/(?:abs|pdf|html)|huggingface\.co/papers|alphaxiv\.org/abs|hf\.co/papers)/({_ARXIV})(?!\d)",
    re.IGNORECASE,
)
_DATE_FORMATS = ("%b %d, %Y", "%B %d, %Y", "%d %b %Y", "%d %B %Y", "%Y/%m/%d", "%Y%m%d")
_ISO_DATE = re.compile(r"(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?:[T ].*)?", re.DOTALL)
_NAME_OF_NOTHING = frozenset(
    ["abstract", "article", "document", "index", "main", "manuscript", "ms", "paper", "source", "template", "-"]
)


def is_record(value: object) -> bool:
    """Say whether `value` is an object with a field that may hold a paper's text."""
    return isinstance(value, Mapping) and any(isinstance(key, str) and key.lower() in _TEXT for key in value)


def build_document(record: Mapping[str, object], path: str, line: int | None) -> Document:
    """Make a document of a record's fields.

    Args:
        record: Fields by name; names are compared in lower case, empty and null ones count as missing.
        path: The file of the record.
        line: The 1-based line where the record begins, where it has one.

    Raises:
        Skip: If the record holds no text, or a field of the wrong type.
    """
    fields = {str(key).strip().lower(): value for key, value in record.items() if value not in (None, "")}

    def text_of(*names: str) -> str:
        for name in names:
            value = fields.get(name)
            if value is not None:
                if not isinstance(value, str):
                    raise Skip(path, line, f"{name!r} is {_kind_of(value)}, not text")
                if value.strip():
                    return value
        return ""

    for name in _ID:  # ids are often numbers, and lose nothing as text
        if isinstance(fields.get(name), int) and not isinstance(fields[name], bool):
            fields[name] = str(fields[name])
    text = text_of(*_TEXT)
    if not text:
        raise Skip(path, line, "no text: the record has no 'text', 'abstract' or 'summary'")
    doc_id, title, url = text_of(*_ID).strip(), text_of("title"), text_of(*_URL).strip()
    arxiv = find_arxiv_id(doc_id, url)
    document = Document(
        doc_id=doc_id or arxiv or slug(title) or digest(text),
        title=title,
        text=text,
        date=find_date(text_of(*_DATE)),
        url=f"https://arxiv.org/abs/{arxiv}" if arxiv else url or None,
        authors=_authors(fields, path, line),
        source=f"{path}:{line}" if line else path,
    )
    refuse_surrogates(document, path, line)
    return document


def refuse_surrogates(document: Document, path: str, line: int | None) -> None:
    """Refuse text that no file could hold: half of a surrogate pair, from ``\\ud800`` in JSON or from a broken byte.

    Raises:
        Skip: If there is one.
    """
    try:
        for part in (document.doc_id, document.title, document.text, *document.authors, document.url or ""):
            part.encode()
    except UnicodeEncodeError as error:
        raise Skip(path, line, f"half of a surrogate pair at character {error.start} cannot be UTF-8") from None


def find_arxiv_id(doc_id: str, url: str) -> str:
    """Return the arXiv id that a paper's id or address is or holds; empty if there is none."""
    found = _ARXIV_ID.fullmatch(doc_id.strip()) or _ARXIV_URL.search(url) or _ARXIV_URL.search(doc_id)
    return found[1] if found else ""


def find_date(written: str) -> str | None:
    """Return a date in ISO form, as exact as written; None where it is not known for certain."""
    written = written.strip()
    iso = _ISO_DATE.fullmatch(written)
    if iso:
        return iso[1]
    for form in _DATE_FORMATS:
        try:
            return datetime.strptime(written, form).date().isoformat()
        except ValueError:
            continue
    return None


def slug(title: str) -> str:
    """Return a title as an id: lower case, words joined by hyphens, at most 80 characters."""
    words = re.findall(r"\w+", title.lower())
    joined = ""
    for word in words:
        if joined and len(joined) + 1 + len(word) > 80:
            break
        joined = f"{joined}-{word}" if joined else word[:80]
    return joined


def digest(text: str) -> str:
    """Return an id for a paper that has neither id nor title."""
    return "text-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def file_id(path: str, title: str, text: str) -> str:
    """Return an id for a paper that is a file of its own: the file's name, unless it could be any paper's."""
    stem = PurePath(path).stem
    return stem if stem.lower() not in _NAME_OF_NOTHING else slug(title) or digest(text)


def _authors(fields: Mapping[str, object], path: str, line: int | None) -> tuple[str, ...]:
    value = next((fields[name] for name in _AUTHORS if name in fields), None)
    if value is None:
        return ()
    if isinstance(value, str):
        parts: Sequence[object] = re.split(
            r"\s*;\s*|\s+and\s+" if ";" in value or " and " in value else r"\s*,\s*", value
        )
    elif isinstance(value, Sequence):
        parts = [author.get("name") if isinstance(author, Mapping) else author for author in value]
    else:
        raise Skip(path, line, f"'authors' is {_kind_of(value)}, not a list of names")
    if not all(isinstance(part, str) for part in parts):
        raise Skip(path, line, "'authors' holds something that is no name")
    return tuple(part.strip() for part in parts if isinstance(part, str) and part.strip())


def _kind_of(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return "a list" if isinstance(value, Sequence) else "an object"
