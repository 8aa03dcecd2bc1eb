"""Intervals for shares and for agreement, without a statistics library: two formulas with their sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054
"""The 97.5% quantile of the standard normal distribution: 95% of it lie within this distance of 0."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share or coefficient with its 95% interval.

    Args:
        value: The estimate itself.
        low: Lower end of the interval.
        high: Upper end of the interval.
        n: How many observations it stands on.
    """

    value: float
    low: float
    high: float
    n: int

    def to_dict(self) -> dict[str, float | int]:
        """Return the estimate as plain data, rounded to four digits."""
        return {"value": round(self.value, 4), "low": round(self.low, 4), "high": round(self.high, 4), "n": self.n}


def wilson_interval(hits: int, n: int, z: float = Z95) -> Estimate | None:
    """Return the share ``hits / n`` with its Wilson score interval, or None where there is no observation.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927), 209-212; without correction for continuity.
    """
    if n == 0:
        return None
    share = hits / n
    centre = share + z * z / (2 * n)
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    # at the ends the formula gives 0 and 1 up to rounding
    low = 0.0 if hits == 0 else (centre - spread) / scale
    high = 1.0 if hits == n else (centre + spread) / scale
    return Estimate(share, low, high, n)


def cohen_kappa(counts: Mapping[tuple[str, str], int], z: float = Z95) -> Estimate | None:
    """Return Cohen's kappa with its asymptotic interval, or None where chance alone makes both always agree.

    Sources: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement
    20 (1960), 37-46; the large-sample standard error is that of J. L. Fleiss, J. Cohen and B. S. Everitt, "Large
    sample standard errors of kappa and weighted kappa", Psychological Bulletin 72 (1969), 323-327. The interval is
    cut at -1 and 1; it is too narrow for small samples.

    Args:
        counts: (what the first said, what the second said) -> how often.
        z: Quantile of the interval.
    """
    n = sum(counts.values())
    if n == 0:
        return None
    labels = sorted({label for pair in counts for label in pair})
    share = {pair: count / n for pair, count in counts.items()}
    first = {label: sum(share.get((label, other), 0.0) for other in labels) for label in labels}
    second = {label: sum(share.get((other, label), 0.0) for other in labels) for label in labels}
    observed = sum(share.get((label, label), 0.0) for label in labels)
    expected = sum(first[label] * second[label] for label in labels)
    if expected >= 1 - 1e-12:
        return None
    kappa = (observed - expected) / (1 - expected)
    agreed = sum(
        share.get((label, label), 0.0) * (1 - (first[label] + second[label]) * (1 - kappa)) ** 2 for label in labels
    )
    apart = sum(p * (second[a] + first[b]) ** 2 for (a, b), p in share.items() if a != b) * (1 - kappa) ** 2
    variance = (agreed + apart - (kappa - expected * (1 - kappa)) ** 2) / (n * (1 - expected) ** 2)
    spread = z * sqrt(max(0.0, variance))
    return Estimate(kappa, max(-1.0, kappa - spread), min(1.0, kappa + spread), n)
