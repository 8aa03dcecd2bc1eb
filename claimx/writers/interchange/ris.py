"""Papers with the decisions on their claims as RIS, for EndNote, Zotero and screening tools.

The format: https://en.wikipedia.org/wiki/RIS_(file_format), as read by ``rispy``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimx.model import Claim
from claimx.writers.interchange.bibliography import Reference, build_references
from claimx.writers.interchange.export import Context, Export, Part


def export_ris(claims: Iterable[Claim], context: Context) -> Export:
    """Return one file, a record a paper; decisions are KW lines, each claim is an N1 line with its notes."""
    records = [
        "".join(f"{tag}  - {value}\n" for tag, value in _list_lines(item)) for item in build_references(claims, context)
    ]
    return Export((Part("claims.ris", "\n".join(records)),))


def _list_lines(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "GEN"
    yield "ID", reference.key
    yield "TI", reference.title
    yield from (("AU", name) for name in reference.authors)
    if reference.year:
        yield "PY", reference.year
    if reference.date:
        yield "DA", reference.date.replace("-", "/")
    if reference.doi:
        yield "DO", reference.doi
    if reference.arxiv_id:
        yield "AN", f"arXiv:{reference.arxiv_id}"
    if reference.link:
        yield "UR", reference.link
    yield from (("KW", keyword) for keyword in reference.keywords)
    yield from (("N1", note) for note in reference.notes)
    yield "ER", ""
