"""Which BibTeX entry is which paper: by arXiv id, DOI or address, else by the whole title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from claimx.model import Claim

_HEAD = re.compile(r"@\s*(\w+)\s*[{(]\s*([^\s,{}()\"#%\\]+)\s*,")
_FIELD = re.compile(r"\s*,?\s*([\w-]+)\s*=\s*")
_NO_ENTRIES = frozenset(["comment", "string", "preamble"])
# both shapes of arXiv ids, without their version: https://info.arxiv.org/help/arxiv_identifier.html
_ARXIV = re.compile(r"(?<![\d.])(\d{4}\.\d{4,5})(?:v\d+)?(?![\d.])|([a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"{}]+", re.IGNORECASE)
_MACRO = re.compile(r"\\[A-Za-z]+\s*|\\.")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class BibEntry:
    """An entry of a BibTeX file.

    Args:
        key: What ``\\cite`` takes.
        fields: Values by field name in lower case, outer braces or quotes taken off.
    """

    key: str
    fields: Mapping[str, str]


def read_bibtex(text: str) -> Iterator[BibEntry]:
    """Yield the entries of a BibTeX file; what is no entry, or breaks off, costs no other entry."""
    for head in _HEAD.finditer(text):
        if head.group(1).casefold() not in _NO_ENTRIES:
            yield BibEntry(head.group(2), dict(_read_fields(text, head.end())))


def _read_fields(text: str, position: int) -> Iterator[tuple[str, str]]:
    while match := _FIELD.match(text, position):
        value, position = _read_value(text, match.end())
        yield match.group(1).casefold(), value


def _read_value(text: str, start: int) -> tuple[str, int]:
    """Return a field's value and where it ends: braced, quoted, or bare up to the next comma or brace."""
    opener = text[start : start + 1]
    if opener not in ("{", '"'):
        end = start
        while end < len(text) and text[end] not in ",}\n":
            end += 1
        return text[start:end].strip(), end
    depth = 0
    for end in range(start, len(text)):
        sign = text[end]
        is_escaped = text[end - 1] == "\\"
        if sign == "{" and not is_escaped:
            depth += 1
        elif sign == "}" and not is_escaped:
            depth -= 1
        closes = sign == "}" and opener == "{" if depth == 0 else False
        closes = closes or (opener == '"' and sign == '"' and depth == 0 and end > start)
        if closes and not is_escaped:
            return " ".join(text[start + 1 : end].split()), end + 1
    return "", len(text)


def find_citation_keys(entries: Iterable[BibEntry], claims: Iterable[Claim]) -> dict[str, str]:
    """Return the BibTeX key of every paper that an entry is certainly about, by document id.

    An entry is a paper's where both name the same arXiv id or DOI, or where the whole titles are equal up to case,
    accents, braces and punctuation. Of two entries for one paper the first counts.
    """
    by_id: dict[str, str] = {}
    by_title: dict[str, str] = {}
    for entry in entries:
        for identity in _identities(" ".join(entry.fields.get(name, "") for name in _ID_FIELDS)):
            by_id.setdefault(identity, entry.key)
        if title := _title_key(entry.fields.get("title", "")):
            by_title.setdefault(title, entry.key)
    keys: dict[str, str] = {}
    for claim in claims:
        if claim.doc_id not in keys:
            found = [by_id[item] for item in _identities(f"{claim.doc_id} {claim.url or ''}") if item in by_id]
            found += [by_title[title] for title in [_title_key(claim.title)] if title in by_title]
            if found:
                keys[claim.doc_id] = found[0]
    return keys


# exporters put the arXiv id into any of these
_ID_FIELDS = ("eprint", "arxivid", "doi", "url", "journal", "publisher", "note", "number", "volume", "howpublished")


def _identities(text: str) -> list[str]:
    arxiv = [match.group(1) or match.group(2) for match in _ARXIV.finditer(text)]
    return [*arxiv, *(match.group().casefold().rstrip(".,;") for match in _DOI.finditer(text))]


def _title_key(title: str) -> str:
    plain = unicodedata.normalize("NFD", _MACRO.sub("", title).replace("{", "").replace("}", ""))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = _WORD.findall(plain.casefold())
    return " ".join(words) if len(words) > 2 else ""
