"""Papers as reference managers see them: what BibTeX and RIS both say, with the reviewers' decisions as keywords."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimx.model import Claim
from claimx.writers.interchange.description import describe_claim
from claimx.writers.interchange.export import Context, Judgement
from claimx.writers.interchange.places import full_date
from claimx.writers.papers import Paper, group_by_paper
from claimx.writers.wording import one_line, readable

_ARXIV_PAGE = re.compile(r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/([^?#]+?)(?:\.pdf)?$", re.IGNORECASE)
_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\d{4,9}/\S+)$", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

TAG = "claimx"
"""Every keyword begins with it, so that a reference manager's own are left alone and all of ours are found."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper as an entry of a bibliography.

    Args:
        key: Short, unique, made of ASCII letters, digits, ``.``, ``-`` and ``_``.
        doc_id: Identity of the paper.
        title: On one line.
        authors: As written.
        date: The ISO day, or None.
        year: Four digits, or None.
        link: A web address, or None.
        arxiv_id: With its version, or None.
        doi: Or None.
        keywords: What became of the paper's claims: ``claimx-accept``, ``claimx-undecided`` ...
        notes: One line a claim: the decisions on it, what it says, its id, the reviewers' words.
    """

    key: str
    doc_id: str
    title: str
    authors: tuple[str, ...]
    date: str | None
    year: str | None
    link: str | None
    arxiv_id: str | None
    doi: str | None
    keywords: tuple[str, ...]
    notes: tuple[str, ...]


def build_references(claims: Iterable[Claim], context: Context) -> list[Reference]:
    """Return every paper that has claims or was read, in the order of `group_by_paper`."""
    used: Counter[str] = Counter()
    references = []
    for paper in group_by_paper(claims, context.documents):
        base = re.sub(r"[^A-Za-z0-9._-]+", "-", paper.doc_id).strip("-") or "paper"
        used[base.casefold()] += 1
        key = base if used[base.casefold()] == 1 else f"{base}--{used[base.casefold()]}"
        references.append(_build_reference(paper, key, context))
    return references


def _build_reference(paper: Paper, key: str, context: Context) -> Reference:
    document = context.documents.get(paper.doc_id)
    link = paper.link or ""
    arxiv, doi = _ARXIV_PAGE.match(link), _DOI.match(link)
    year = re.match(r"\d{4}(?!\d)", paper.date or "")
    return Reference(
        key=key,
        doc_id=clean(paper.doc_id),
        title=clean(paper.title) or clean(paper.doc_id),
        authors=tuple(name for author in (document.authors if document else ()) if (name := clean(readable(author)))),
        date=full_date(paper.date),
        year=year.group() if year else None,
        link=paper.link,
        arxiv_id=arxiv.group(1) if arxiv else None,
        doi=doi.group(1) if doi else None,
        keywords=tuple(_list_keywords(paper, context)),
        notes=tuple(clean(_describe(claim, context.judgements.get(claim.id, ()))) for _, claim in paper.claims),
    )


def _list_keywords(paper: Paper, context: Context) -> Iterator[str]:
    yield TAG
    if not paper.claims:
        yield f"{TAG}-no-claims"
    groups = [context.judgements.get(claim.id, ()) for _, claim in paper.claims]
    found = {judgement.decision for group in groups for judgement in group} - {""}
    yield from (f"{TAG}-{decision}" for decision in sorted(found))
    if not all(any(judgement.decision for judgement in group) for group in groups):
        yield f"{TAG}-undecided"


def _describe(claim: Claim, judgements: Iterable[Judgement]) -> str:
    decided = "; ".join(_describe_judgement(judgement) for judgement in judgements) or "undecided"
    return f"[{claim.id}] {decided}. {describe_claim(claim)}"


def _describe_judgement(judgement: Judgement) -> str:
    who = f" by {judgement.reviewer}" if judgement.reviewer else ""
    corrections = [f"{field} is {value}" for field, value in judgement.corrections]
    more = [part for part in (judgement.reason, *corrections, judgement.note) if part]
    return f"{judgement.decision or 'remark'}{who}" + (f" ({'; '.join(more)})" if more else "")


def clean(text: str) -> str:
    """Return the text on one line, without control characters, which neither format can hold."""
    return one_line(_CONTROL.sub("", one_line(text)))
