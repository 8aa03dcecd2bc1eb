"""A "Daily Papers" page as plain text copied from a browser.

The page lists papers; each is a title, an abstract and, mostly, a foot: the number of authors or an organisation, a
middle dot, the date and the number of comments. All else (menus, the page's heading, votes) is furniture, and is
known by its shape: short lines that no abstract follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from claimx.model import Document
from claimx.readers.record import digest, find_date, slug
from claimx.readers.skip import OnSkip, Skip
from claimx.readers.stream import decode_whole

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
# A foot from its middle dot on; the line above it, which names the authors, belongs to it too.
_DOT_AND_DATE = re.compile(
    rf"^[ \t]*·[ \t]*\r?\n[ \t]*(?P<date>{_MONTH} \d{{1,2}}(?:, \d{{4}})?)(?:[ \t]+[\d.,]+k?)?[ \t]*\r?$", re.MULTILINE
)
_PARAGRAPH = re.compile(r"[^\s][^\n]*(?:\n[ \t]*[^\s][^\n]*)*")
# An abstract is at least so long, and ends as a sentence does unless it is longer still (a page may be cut off).
_SHORTEST_ABSTRACT = 120
_SURELY_ABSTRACT = 350
_SENTENCE_END = re.compile(r"""[.!?…]["'”’)\]]*$|https?://\S+$""")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    text: str

    @property
    def is_abstract(self) -> bool:
        length = len(self.text)
        return length >= _SURELY_ABSTRACT or (
            length >= _SHORTEST_ABSTRACT and bool(_SENTENCE_END.search(self.text[-300:]))
        )


def is_daily_page(text: str) -> bool:
    """Say whether a text is such a page: at least one paper's foot stands in it."""
    return _DOT_AND_DATE.search(text) is not None


def _find_feet(page: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, date) of every paper's foot."""
    for found in _DOT_AND_DATE.finditer(page):
        above = page.rfind("\n", 0, max(0, found.start() - 1)) + 1
        yield above, found.end(), found["date"]


def read_daily_page_text(stream: BinaryIO, path: str, on_skip: OnSkip) -> Iterator[Document]:
    """Yield the papers of a page, in its order; a page gives no ids, so the titles serve as such.

    Raises:
        Skip: If no paper stands on the page.
    """
    page = decode_whole(stream, path)
    found = 0
    start = 0
    for end, following, date in [*_find_feet(page), (len(page), len(page), "")]:
        for document in _read_card(page, start, end, date, path, on_skip):
            found += 1
            yield document
        start = following
    if not found:
        raise Skip(path, None, "no papers: no title with an abstract below it")


def _read_card(page: str, start: int, end: int, date: str, path: str, on_skip: OnSkip) -> Iterator[Document]:
    """Yield the papers between two feet: one, or several where feet are missing; the foot is the last one's."""
    paragraphs = [_Paragraph(found.start(), found.group().rstrip()) for found in _PARAGRAPH.finditer(page, start, end)]
    papers: list[tuple[_Paragraph | None, list[_Paragraph]]] = []
    title: _Paragraph | None = None
    for paragraph in paragraphs:
        if not paragraph.is_abstract:
            title = paragraph
        elif title is None and papers:
            papers[-1][1].append(paragraph)  # an abstract of two paragraphs
        else:
            papers.append((title, [paragraph]))
            title = None
    if not papers and date and len(paragraphs) > 1:  # a very short abstract is known by its foot
        papers.append((paragraphs[-2], [paragraphs[-1]]))
    elif not papers and date and paragraphs:
        line = page.count("\n", 0, paragraphs[0].start) + 1
        on_skip(Skip(path, line, f"no abstract under {paragraphs[0].text[:60]!r}"))
    for number, (heading, parts) in enumerate(papers, start=1):
        first = heading or parts[0]
        text = page[parts[0].start : parts[-1].start + len(parts[-1].text)]
        name = " ".join(heading.text.split()) if heading else ""
        line = page.count("\n", 0, first.start) + 1
        yield Document(
            doc_id=slug(name) or digest(text),
            title=name,
            text=text,
            date=find_date(date) if number == len(papers) else None,
            source=f"{path}:{line}",
        )
