"""Standard output for results: UTF-8 whatever the terminal's locale, and errors that do not wait for the exit."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


@contextmanager
def open_stdout() -> Iterator[TextIO]:
    """Give standard output as UTF-8 text with line ends as written; it is flushed when the block ends without an error.

    Half of a surrogate pair, which UTF-8 cannot hold, is written as ``\\udXXX``.
    """
    sys.stdout.flush()
    text = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="backslashreplace", newline="")
    try:
        yield text
        text.flush()
    finally:
        _release(text)


def _release(text: io.TextIOWrapper) -> None:
    """Leave the bytes to `sys.stdout`: a wrapper that is collected would close them."""
    try:
        text.detach()
    except OSError:  # detaching flushes, which fails again where it failed before
        text.detach()
