"""Claims as a LaTeX longtable with booktabs rules, to be read into a document with ``\\input``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TextIO

from claimx.model import Claim, Document
from claimx.writers.papers import Paper, group_by_paper
from claimx.writers.wording import benchmark_words, metric_words, name_words, one_line, printed_result

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau",
    "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda",
    "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
}  # fmt: skip
_ESCAPES = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}",
    **{character: f"\\{character}" for character in "&%$#_{}"},
    # what pdfLaTeX cannot set from UTF-8 as it stands, and results are full of
    "×": r"\ensuremath{\times}", "±": r"\ensuremath{\pm}", "−": r"\ensuremath{-}", "→": r"\ensuremath{\rightarrow}",
    "↑": r"\ensuremath{\uparrow}", "↓": r"\ensuremath{\downarrow}", "≈": r"\ensuremath{\approx}",
    "∼": r"\ensuremath{\sim}", "≤": r"\ensuremath{\leq}", "≥": r"\ensuremath{\geq}", "·": r"\ensuremath{\cdot}",
    "²": r"\textsuperscript{2}", "³": r"\textsuperscript{3}", "µ": r"\ensuremath{\mu}", "∞": r"\ensuremath{\infty}",
    "–": "--", "—": "---", "‑": "-", "‐": "-", "…": r"\dots{}",
    **{letter: f"\\ensuremath{{\\{name}}}" for letter, name in _GREEK.items()},
}  # fmt: skip
_SPECIAL = re.compile("[" + re.escape("".join(_ESCAPES)) + "]")
_COLUMNS = (("Value", 0.16), ("Metric", 0.20), ("Benchmark", 0.22), ("Model", 0.18), ("Baseline", 0.16))


def escape_latex(text: str) -> str:
    """Return the text on one line, set by LaTeX as it is; signs that pdfLaTeX lacks become commands."""
    return _SPECIAL.sub(lambda found: _ESCAPES[found.group()], one_line(text))


def write_latex(claims: Sequence[Claim], handle: TextIO, documents: Mapping[str, Document] | None = None) -> None:
    """Write one table that runs over pages, the papers' titles as lines across it."""
    columns = "".join(f">{{\\raggedright\\arraybackslash}}p{{{width}\\linewidth}}" for _, width in _COLUMNS)
    headings = " & ".join(heading for heading, _ in _COLUMNS) + " \\\\"
    handle.write(
        "% needs \\usepackage[T1]{fontenc} and \\usepackage{array,booktabs,longtable};\n"
        "% scripts other than Latin and Greek need LuaLaTeX or XeLaTeX and a font that has them\n"
        "\\begingroup\\footnotesize\\setlength{\\tabcolsep}{4pt}\n"
        f"\\begin{{longtable}}{{@{{}}{columns}@{{}}}}\n"
        "\\caption{Quantitative claims, value as printed. A question mark follows an inferred metric.}"
        "\\label{tab:claims} \\\\\n"
        f"\\toprule\n{headings}\n\\midrule\n\\endfirsthead\n\\toprule\n{headings}\n\\midrule\n\\endhead\n"
        "\\bottomrule\n\\endfoot\n"
    )
    for paper in group_by_paper(claims, documents):
        if paper.claims:
            handle.write(_paper_lines(paper))
    handle.write("\\end{longtable}\n\\endgroup\n")


def _paper_lines(paper: Paper) -> str:
    title = f"\\multicolumn{{{len(_COLUMNS)}}}{{@{{}}p{{\\linewidth}}@{{}}}}{{\\textit{{{escape_latex(paper.title)}}}}}"
    rows = [" & ".join(escape_latex(word) for word in _words(claim)) for _, claim in paper.claims]
    # no page break between a title and its first row; "{}" so that a "[" or "*" is no argument of the line end
    return "\\addlinespace\n" + title + " \\\\*\n" + "".join(f"{{}}{row} \\\\\n" for row in rows)


def _words(claim: Claim) -> tuple[str, ...]:
    return (
        printed_result(claim),
        metric_words(claim),
        benchmark_words(claim),
        name_words(claim.model),
        name_words(claim.baseline),
    )
