"""What is known about benchmarks: the lists of a sentence, and what earlier sentences left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from claimx.assembly.draft import Draft, Place
from claimx.mentions import Definitions


@dataclass(frozen=True, slots=True)
class Group:
    """A list of benchmarks as one preposition governs it.

    Args:
        first: Token of the preposition.
        last: Token after the list.
        places: The benchmarks.
            Empty where the list only says "five benchmarks".
        sure: At least one is known to a lexicon, or has a noun beside it that makes it one.
        training: It is what something was trained on or made from.
    """

    first: int
    last: int
    places: tuple[Place, ...]
    sure: bool
    training: bool = False


@dataclass(slots=True)
class Context:
    """What earlier sentences of the document leave for later ones.

    Args:
        titled: Returns the benchmark of the title, which is read when it is first asked for.
        tasks: Task -> what it is measured on, by an earlier sentence ("FooSet for parsing and BarSet for tagging").
    """

    definitions: Definitions
    titled: Callable[[], Place | None] = lambda: None
    carried: Group | None = None
    told: Sequence[Draft] = ()
    listed: tuple[Place, ...] = ()
    trained_on: Group | None = None
    measured: set[str] = field(default_factory=set)
    tasks: dict[str, Place] = field(default_factory=dict)
