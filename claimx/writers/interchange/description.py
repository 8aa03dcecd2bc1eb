"""A claim in one line of words, for tools that show a note."""

from __future__ import annotations

from claimx.model import Claim
from claimx.writers.wording import benchmark_words, kind_and_direction, metric_words, name_words, printed_result


def describe_claim(claim: Claim) -> str:
    """Return who, what and where, the value as printed, its kind and what it is against, as far as the paper says."""
    about = ", ".join(part for part in (name_words(claim.model), metric_words(claim), benchmark_words(claim)) if part)
    on_base = f" with {name_words(claim.base_model)}" if claim.base_model else ""
    against = f" against {name_words(claim.baseline)}" if claim.baseline else ""
    result = f"{printed_result(claim)} ({kind_and_direction(claim)})"
    return f"{about}{on_base}: {result}{against}" if about or on_base else result + against
