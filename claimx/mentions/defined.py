"""What a document defines: names, and what they name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claimx.model import Span


@dataclass(frozen=True, slots=True)
class Definition:
    """A name that the document gives to something.

    Args:
        name: The short name, as written.
        long: Its expansion, where the document gives one; else empty.
        span: One place where the name stands.
        in_title: Whether `span` counts in the title.
    """

    name: str
    long: str
    span: Span
    in_title: bool


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a document defines.

    Args:
        model: The paper's own system under its most specific name; None where none is found.
        benchmark: The benchmark that the paper introduces; None where none is found.
        phrase: The noun phrase that the paper proposes, or that its title names as the means.
        look_further: Finds `fallback`, which few documents need.
        acronyms: Short form -> long form.
        own_names: Names of the paper's own systems, all spellings.
        sure: The paper says outright that `model` is its own.
        title: The plain title in lower case.
    """

    model: Definition | None
    benchmark: Definition | None
    phrase: Definition | None
    look_further: Callable[[], Definition | None]
    acronyms: dict[str, str]
    own_names: frozenset[str]
    sure: bool = False
    title: str = ""

    @property
    def fallback(self) -> Definition | None:
        """The noun phrase that the paper uses, or that stands in its title, where nothing better is known."""
        return self.look_further()
