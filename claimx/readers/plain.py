"""One paper as plain text or Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from claimx.model import Document
from claimx.readers.record import file_id, find_arxiv_id
from claimx.readers.skip import OnSkip, Skip
from claimx.readers.stream import decode_whole

# A first line with an empty one after it is the title; a paragraph is longer than that.
_TITLE = re.compile(r"\s*(?:#+[ \t]+)?(?P<title>[^\r\n]{1,300}?)[ \t]*\r?\n[ \t]*\r?\n\s*")


def read_plain(stream: BinaryIO, path: str, _on_skip: OnSkip) -> Iterator[Document]:
    """Yield the one paper of a text file.

    Raises:
        Skip: If there is no text in it.
    """
    content = decode_whole(stream, path)
    found = _TITLE.match(content)
    title = found["title"] if found and content[found.end() :].strip() else ""
    text = content[found.end() :] if found and title else content
    if not text.strip():
        raise Skip(path, None, "no text in it")
    doc_id = file_id(path, title, text)
    arxiv = find_arxiv_id(doc_id, "")
    yield Document(doc_id, title, text, url=f"https://arxiv.org/abs/{arxiv}" if arxiv else None, source=path)
