"""A claim in the making: what the steps of assembly pass on, in plain offsets."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from claimx.assembly.reading import Reading
from claimx.mentions import Quantity, TaggedSentence
from claimx.model import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A name with its place.

    Args:
        span: In the plain text, or in the plain title.
        name: The canonical name, or empty where the text's own spelling is all there is.
        in_title: Whether `span` counts in the title.
    """

    span: Span
    name: str = ""
    in_title: bool = False


@dataclass(slots=True, eq=False)
class Draft:
    """One number on its way to a claim.

    Args:
        sentence: The sentence it stands in.
        token: Index of the number's token.
        member: Index among the members of a list of numbers in that token.
        quantity: The number.
        reading: The winning reading.
        others: The readings that lost.
        steps: What the steps did, for `explain`.
        measured: Names that the document has measured on so far; they are no systems.
        continues: It goes on with the list of the number before it.
        features: Named evidence for and against its being a result.
        probability: What the evidence comes to, 0 to 1.
        confidence: How likely the whole record is right, 0 to 1.
        doubts: Named reasons against the claim.
    """

    sentence: TaggedSentence
    token: int
    member: int
    quantity: Quantity
    reading: Reading
    others: list[Reading]
    kind: str = ""
    direction: str = ""
    unit: str = ""
    qualifier: str = ""
    aggregate: str = ""
    scale: str = "unstated"
    metric: Place | None = None
    metric_inferred: str = ""
    benchmarks: list[Place] = field(default_factory=list)
    model: Place | None = None
    base_model: Place | None = None
    baseline: Place | None = None
    steps: list[str] = field(default_factory=list)
    continues: bool = False
    measured: Collection[str] = ()
    confidence: float = 0.0
    doubts: list[str] = field(default_factory=list)
    features: list[str] = field(default_factory=list)
    probability: float = 1.0

    @property
    def names_metric(self) -> bool:
        """Whether the metric is the number's own: by its rule or right beside it, not from the surroundings."""
        return self.metric is not None and not self.doubts

    def slots(self, name: str) -> Iterator[tuple[int, int]]:
        """Yield the tokens of a slot: of the winning reading, then of others of its kind (or of any, for a sign)."""
        for reading in (self.reading, *self.others):
            alike = reading.rule.kind == self.reading.rule.kind or self.reading.rule.direction == "sign"
            if alike and name in reading.slots:
                yield reading.slots[name]
