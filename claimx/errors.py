"""Errors that claimx raises on purpose; every one says what, where and what to do."""

from __future__ import annotations


class ClaimxError(Exception):
    """Root of all errors that claimx raises on purpose; the command line prints its message and exits with 2."""


class InputError(ClaimxError):
    """A file or record that cannot be read.

    Args:
        reason: What is wrong, in one clause.
        path: The file, or ``-`` for standard input.
        line: The 1-based line of the file where the trouble stands, if it is known.
    """

    def __init__(self, reason: str, path: str = "", line: int | None = None) -> None:
        self.reason, self.path, self.line = reason, path, line
        place = f"{path}:{line}: " if path and line else f"{path}: " if path else ""
        super().__init__(f"{place}{reason}")


class RuleError(ClaimxError):
    """A rule or lexicon that does not load.

    Args:
        reason: What is wrong, in one clause.
        path: The rules file.
        line: The 1-based line of that file, if it is known.
        rule: The id of the rule, if it is known.
    """

    def __init__(self, reason: str, path: str = "", line: int | None = None, rule: str = "") -> None:
        self.reason, self.path, self.line, self.rule = reason, path, line, rule
        place = f"{path}:{line}: " if path and line else f"{path}: " if path else ""
        super().__init__(f"{place}{f'rule {rule}: ' if rule else ''}{reason}")


class OutputError(ClaimxError):
    """An output that cannot be written; nothing is left behind of it."""
