"""Reading in tests: a file of some bytes, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claimx.model import Document
from claimx.readers import Skip, read_documents

Read = Callable[..., tuple[list[Document], list[Skip]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that writes `content` to the file `name` and reads it."""

    def write_and_read(name: str, content: str | bytes) -> tuple[list[Document], list[Skip]]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        skips: list[Skip] = []
        return list(read_documents([path], on_skip=skips.append)), skips

    return write_and_read
