"""Papers with the decisions on their claims as BibTeX, for Zotero, JabRef and LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimx.model import Claim
from claimx.writers.interchange.bibliography import Reference, build_references
from claimx.writers.interchange.export import Context, Export, Part

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # BibTeX counts escaped braces too, and one alone would swallow the rest of the file
    "{": r"\ensuremath{\lbrace}",
    "}": r"\ensuremath{\rbrace}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_SPECIAL = re.compile("[" + re.escape("".join(_ESCAPES)) + "]")


def export_bibtex(claims: Iterable[Claim], context: Context) -> Export:
    """Return one file with an entry for every paper; decisions stand in `keywords`, claims and notes in `annote`."""
    entries = [_build_entry(reference) for reference in build_references(claims, context)]
    return Export((Part("claims.bib", "\n".join(entries)),))


def _build_entry(reference: Reference) -> str:
    month = reference.date[5:7].lstrip("0") if reference.date else ""
    fields = {
        # doubled, since many styles put titles into lower case
        "title": f"{{{_escape(reference.title)}}}",
        "author": " and ".join(
            f"{{{_escape(name)}}}" if " and " in name.lower() else _escape(name) for name in reference.authors
        ),
        "year": reference.year or "",
        "month": month,
        "eprint": reference.arxiv_id or "",
        "archiveprefix": "arXiv" if reference.arxiv_id else "",
        "doi": reference.doi or "",
        "url": reference.link or "",
        "keywords": ", ".join(reference.keywords),
        "annote": _escape(" // ".join(reference.notes)),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{reference.key},\n{''.join(lines)}}}\n"


def _escape(text: str) -> str:
    """Return the text as TeX sets it; other signs stay as they are, for reference managers read UTF-8."""
    return _SPECIAL.sub(lambda found: _ESCAPES[found.group()], text)
