"""Strings -> what was made of them before: abstracts repeat their words."""

from __future__ import annotations

from typing import TypeVar

# At most a few megabytes.
_MOST = 20_000
_LONGEST = 40

_T = TypeVar("_T")


class Memory(dict[str, _T]):
    """Remembers what was made of short strings; forgets everything where they become too many."""

    def keep(self, key: str, made: _T) -> _T:
        """Remember what was made of `key`, and return it."""
        if len(key) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[key] = made
        return made
