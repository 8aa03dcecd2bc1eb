"""Claims as one self-contained HTML page: no network, no script, light and dark, and fit to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TextIO

from claimx.model import Claim, Document
from claimx.writers.evidence import Run, build_evidence
from claimx.writers.papers import Paper, group_by_paper
from claimx.writers.wording import benchmark_words, kind_and_direction, metric_words, name_words, printed_result

_STYLE = """
:root { color-scheme: light dark; --text: #1f2328; --faint: #59636e; --line: #d1d9e0; --head: #f3f5f8; --paper: #fff;
  --value: #ffe9a8; --benchmark: #1d4ed8; --model: #047857; --metric: #6d28d9; --link: #0b57d0; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --faint: #9aa5b1; --line: #39414a; --head: #1c2128;
  --paper: #0f1318; --value: #6b4e00; --benchmark: #93b4ff; --model: #6ee7b7; --metric: #c4b5fd; --link: #8ab4f8; } }
body { margin: 2rem auto; max-width: 84rem; padding: 0 1rem; background: var(--paper); color: var(--text);
  font: 15px/1.45 system-ui, sans-serif; }
h1 { margin: 0 0 .25rem; } h2 { margin: 2.25rem 0 .5rem; font-size: 1.1rem; } a { color: var(--link); }
p { color: var(--faint); margin: 0; } .scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .4rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { background: var(--head); border-bottom: 2px solid var(--text); white-space: nowrap; }
tbody th { font-weight: 400; color: var(--faint); } .value { font-weight: 600; white-space: nowrap; }
.evidence { min-width: 24rem; width: 45%; }
mark { background: var(--value); color: inherit; font-weight: 600; border-radius: .2em; padding: 0 .15em; }
mark.benchmark, mark.model, mark.metric { background: none; padding: 0; }
mark.benchmark { color: var(--benchmark); } mark.model { color: var(--model); }
mark.metric { color: var(--metric); font-weight: 400; font-style: italic; }
@media print { body { margin: 0; max-width: none; font-size: 11px; } tr { break-inside: avoid; } }
"""
_HEADINGS = ("#", "Value", "Kind", "Metric", "Benchmark", "Model", "Baseline", "Evidence")


def write_html(claims: Sequence[Claim], handle: TextIO, documents: Mapping[str, Document] | None = None) -> None:
    """Write the page; everything that comes from a paper is escaped."""
    papers = [paper for paper in group_by_paper(claims, documents) if paper.claims]
    handle.write(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Claims</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>Claims</h1>\n"
        f"<p>{len(claims)} claims, {len(papers)} papers. A question mark follows a metric that is inferred.</p>\n"
    )
    for paper in papers:
        _write_paper(paper, handle)
    handle.write("</body>\n</html>\n")


def _write_paper(paper: Paper, handle: TextIO) -> None:
    title = escape(paper.title)
    heading = f'<a href="{escape(paper.link)}" rel="noopener">{title}</a>' if paper.link else title
    columns = "".join(f'<th scope="col">{name}</th>' for name in _HEADINGS)
    handle.write(f'<h2>{heading}</h2>\n<div class="scroll"><table>\n<thead><tr>{columns}</tr></thead>\n<tbody>\n')
    handle.writelines(_row(number, claim) for number, claim in paper.claims)
    handle.write("</tbody>\n</table></div>\n")


def _row(number: int, claim: Claim) -> str:
    words = (
        kind_and_direction(claim),
        metric_words(claim),
        benchmark_words(claim),
        name_words(claim.model),
        name_words(claim.baseline),
    )
    cells = "".join(f"<td>{escape(word)}</td>" for word in words)
    evidence = "".join(_mark(run) for run in build_evidence(claim))
    value = f'<td class="value">{escape(printed_result(claim))}</td>'
    return (
        f'<tr id="claim-{escape(claim.id)}"><th scope="row">{number}</th>{value}{cells}'
        f'<td class="evidence">{evidence}</td></tr>\n'
    )


def _mark(run: Run) -> str:
    return f'<mark class="{run.role}">{escape(run.text)}</mark>' if run.role else escape(run.text)
