"""What a number of a text is, before anyone asks what it means."""

from __future__ import annotations

from dataclasses import dataclass

from claimx.model import Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a text, in plain offsets.

    Args:
        span: The value as a claim quotes it: number, sign and unit, without bounds.
        reach: The span with its bounds ("up to", "over"), which rules read as part of the number.
        low: The number, or the lower end of a range.
        high: The number, or the upper end of a range.
        unit: ``%``, ``points``, ``x``, ``$``, a unit as written, or empty.
        klass: One letter: ``%`` percent, ``p`` points, ``x`` factor, ``u`` other unit, ``f`` bare decimal or signed
            number, ``i`` bare integer, ``$`` money, ``c`` count out of a total, ``z`` a bare size ("7B"), ``h`` share
            in words, ``D`` a verb that is its own factor.
        qualifier: ``up_to``, ``over``, ``under``, ``about`` or empty.
        sign: ``+``, ``-`` or empty; for a ``D`` the direction of the verb.
        start_level: For a transition the level it starts from.
        metric_hint: A metric's name that stands between number and "points".
    """

    span: Span
    reach: Span
    low: float
    high: float
    unit: str
    klass: str
    qualifier: str = ""
    sign: str = ""
    start_level: Quantity | None = None
    metric_hint: Span | None = None
