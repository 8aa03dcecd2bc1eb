"""What readers say about a record that they could not read, or read with a reservation."""

from __future__ import annotations

from collections.abc import Callable

from claimx.errors import InputError


class Skip(InputError):  # noqa: N818, a message that is seldom raised
    """A record, or a whole file, that was skipped; the others are read all the same.

    Args:
        source: The file, or ``-`` for standard input.
        line: The 1-based line where the record begins, or None for a whole file.
        reason: What is wrong, in one clause.
        is_kept: True for a mere note: the record was read all the same.
    """

    def __init__(self, source: str, line: int | None, reason: str, *, is_kept: bool = False) -> None:
        super().__init__(reason, path=source, line=line)
        self.source = source
        self.is_kept = is_kept


OnSkip = Callable[[Skip], None]
