"""How values and slots read in every output for people: as printed, with what qualifies them."""

from __future__ import annotations

import re

from claimx.model import Claim, Name, Qualifier, Value
from claimx.text import normalise

QUALIFIERS: dict[Qualifier, str] = {"": "", "up_to": "up to ", "over": "over ", "under": "under ", "about": "about "}
_SPACE = re.compile(r"\s+")


def one_line(text: str) -> str:
    """Return the text with every stretch of white space as one space, without any at the ends."""
    return _SPACE.sub(" ", text).strip()


def readable(text: str) -> str:
    """Return the text on one line as a reader of the printed paper sees it: its LaTeX source resolved."""
    is_latex = "\\" in text or text.count("$") > 1  # one dollar sign alone is a currency
    return one_line(normalise(text).plain if is_latex else text)


def printed_value(value: Value) -> str:
    """Return the value as the paper prints it, behind its qualifier: ``up to 46%`` is never ``46%``."""
    return QUALIFIERS[value.qualifier] + readable(value.text)


def printed_result(claim: Claim) -> str:
    """Return the claim's value as printed; a transition with the level that it started from."""
    value = printed_value(claim.value)
    return f"{printed_value(claim.from_)} → {value}" if claim.from_ else value


def kind_and_direction(claim: Claim) -> str:
    """Return the kind with the direction that the text gives: ``delta, up``."""
    relative = "" if claim.scale == "unstated" else f"{claim.scale} "
    return f"{relative}{claim.kind}{f', {claim.direction}' if claim.direction else ''}"


def metric_words(claim: Claim) -> str:
    """Return the metric with its aggregate; an inferred metric, which no text states, has a question mark."""
    metric = "" if claim.metric is None else readable(claim.metric.name) + ("?" if claim.metric.inferred else "")
    return " ".join(part for part in (claim.aggregate, metric) if part)


def benchmark_words(claim: Claim) -> str:
    """Return the canonical names of the benchmarks, one after the other."""
    return ", ".join(readable(benchmark.name) for benchmark in claim.benchmarks)


def name_words(name: Name | None) -> str:
    """Return the canonical name, or nothing where the text gives none."""
    return readable(name.name) if name else ""
