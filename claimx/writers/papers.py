"""Claims grouped by their paper, and where that paper stands on the web."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from claimx.model import Claim, Document
from claimx.writers.wording import readable

# arXiv identifiers since April 2007, and the older ones behind their prefix: https://info.arxiv.org/help/arxiv_identifier.html
_ARXIV_ID = re.compile(
    r"(?:(?:^|[/:_])(?P<new>\d\d(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?)|^arxiv:(?P<old>[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?))"
    r"(?:\.[a-z]+)?$",
    re.IGNORECASE,
)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_ARXIV_PAGE = re.compile(r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/([^?#]+?)(?:\.pdf)?$", re.IGNORECASE)
_LONGEST_LINK = 2_000  # Excel follows no longer one


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with its claims, in the order given.

    Args:
        doc_id: Identity of the paper.
        title: The title, or the id where there is none.
        link: A web address that is safe to put in a link, or None.
        date: ISO date of publication, or None where unknown.
        claims: The claims, each with its number in the whole output, counted from 1.
    """

    doc_id: str
    title: str
    link: str | None
    date: str | None = None
    claims: tuple[tuple[int, Claim], ...] = ()

    @property
    def link_label(self) -> str:
        """A short text for the link: the arXiv id, else the site's name, else nothing."""
        if self.link is None:
            return ""
        arxiv = _ARXIV_PAGE.match(self.link)
        return f"arXiv:{arxiv.group(1)}" if arxiv else _find_host(self.link)


def group_by_paper(claims: Iterable[Claim], documents: Mapping[str, Document] | None = None) -> list[Paper]:
    """Return the papers in the order of their first claim; papers without claims follow in the documents' order.

    Args:
        claims: The claims of any number of papers.
        documents: The documents that were read, by id; they add titles, links, dates and papers without claims.
    """
    documents = documents or {}
    grouped: dict[str, list[tuple[int, Claim]]] = {}
    for number, claim in enumerate(claims, start=1):
        grouped.setdefault(claim.doc_id, []).append((number, claim))
    for doc_id in documents:
        grouped.setdefault(doc_id, [])
    return [_build_paper(doc_id, numbered, documents.get(doc_id)) for doc_id, numbered in grouped.items()]


def find_paper_link(doc_id: str, url: str | None = None) -> str | None:
    """Return the paper's web address: the one that is known, else the arXiv page that the id names, else None.

    Only http and https addresses are links; anything else in `url` (``javascript:``, a bare word) is not followed.
    """
    if url and len(url) <= _LONGEST_LINK and url.isprintable() and _WEB_ADDRESS.fullmatch(url) and _find_host(url):
        return url
    arxiv = _ARXIV_ID.search(doc_id)
    return f"https://arxiv.org/abs/{arxiv['new'] or arxiv['old']}" if arxiv else None


def _find_host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # a bracket that is not closed
        return ""


def _build_paper(doc_id: str, numbered: list[tuple[int, Claim]], document: Document | None) -> Paper:
    claims = [claim for _, claim in numbered]
    titles = [claim.title for claim in claims] + ([document.title] if document else [])
    urls = [claim.url for claim in claims] + ([document.url] if document else [])
    dates = [claim.date for claim in claims] + ([document.date] if document else [])
    return Paper(
        doc_id=doc_id,
        title=next((line for title in titles if (line := readable(title))), doc_id),
        link=next((link for url in urls if (link := find_paper_link("", url))), find_paper_link(doc_id)),
        date=next((date for date in dates if date), None),
        claims=tuple(numbered),
    )
