"""Claims as Markdown: a table for every paper, and below it the sentences with the value in bold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TextIO

from claimx.model import Claim, Document
from claimx.writers.evidence import Run, build_evidence
from claimx.writers.papers import Paper, group_by_paper
from claimx.writers.wording import (
    benchmark_words,
    kind_and_direction,
    metric_words,
    name_words,
    one_line,
    printed_result,
)

# "~" strikes out, "$" is mathematics where Markdown has it, "|" ends a cell, "<" and "&" begin HTML
_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~$#]")
_LIST_MARK = re.compile(r"^(\d*)([-+.)])(?=\s|$)")  # a sentence that begins like a list would become one
_HEADINGS = ("#", "Value", "Kind", "Metric", "Benchmark", "Model", "Baseline")


def escape_markdown(text: str) -> str:
    """Return the text on one line, shown by Markdown as it is, in a table's cell too."""
    return _SPECIAL.sub(r"\\\g<0>", one_line(text))


def write_markdown(claims: Sequence[Claim], handle: TextIO, documents: Mapping[str, Document] | None = None) -> None:
    """Write every paper that has claims, in order."""
    papers = [paper for paper in group_by_paper(claims, documents) if paper.claims]
    handle.write(f"# Claims\n\n{len(claims)} claims, {len(papers)} papers. `?` marks a metric that is inferred.\n")
    for paper in papers:
        _write_paper(paper, handle)


def _write_paper(paper: Paper, handle: TextIO) -> None:
    title = escape_markdown(paper.title)
    handle.write(f"\n## {f'[{title}](<{paper.link}>)' if paper.link else title}\n\n")
    rows = [_HEADINGS, tuple("---" for _ in _HEADINGS)]
    rows += [(str(number), *_cells(claim)) for number, claim in paper.claims]
    handle.writelines(f"| {' | '.join(row)} |\n" for row in rows)
    handle.write("\n")
    handle.writelines(f"{number}. {_evidence(claim)}\n" for number, claim in paper.claims)


def _cells(claim: Claim) -> tuple[str, ...]:
    words = (
        printed_result(claim),
        kind_and_direction(claim),
        metric_words(claim),
        benchmark_words(claim),
        name_words(claim.model),
        name_words(claim.baseline),
    )
    return tuple(escape_markdown(word) for word in words)


def _evidence(claim: Claim) -> str:
    sentence = "".join(_mark(run) for run in build_evidence(claim)).strip()
    return _LIST_MARK.sub(r"\1\\\2", sentence)


def _mark(run: Run) -> str:
    inner = escape_markdown(run.text)
    if run.role in ("value", "from") and inner:
        return f"**{inner}**"
    before, after = (" " if run.text[:1].isspace() else ""), (" " if run.text[-1:].isspace() else "")
    return f"{before}{inner}{after}" if inner else before
