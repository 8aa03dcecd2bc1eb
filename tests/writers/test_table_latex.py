"""LaTeX tables compile, escape everything, and mark best, second and footnotes."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from claimx.model import ResultsTable
from claimx.writers.table_latex import LatexOptions, write_table_latex
from tests.consolidation.samples import score, survey_claims, table_of

PDFLATEX = shutil.which("pdflatex")
NASTY = r"\input{x} % & $ # _ { } ~ ^ < > | [a] *b \\ ± × – → α"


def latex_of(table: ResultsTable, **options: object) -> str:
    handle = io.StringIO()
    write_table_latex(table, handle, replace(LatexOptions(), **options))  # type: ignore[arg-type]
    return handle.getvalue()


def lines_of(table: ResultsTable, **options: object) -> list[str]:
    return [line.strip() for line in latex_of(table, **options).splitlines()]


def test_rules_are_horizontal_and_of_booktabs() -> None:
    text = latex_of(table_of(*survey_claims()))
    assert "\\toprule" in text
    assert "\\hline" not in text
    assert "|" not in text.split("\\begin{tabular}")[1].split("\n")[0]


def test_best_is_bold_second_underlined_and_missing_a_dash() -> None:
    table = table_of(score("80.50%"), score("79%", model="B"), score("1%", model="C", benchmarks=("T4D",)))
    text = latex_of(table)
    assert "\\textbf{80.50}" in text
    assert "\\underline{79}" in text
    assert "& {--}" in text


def test_up_to_stays_in_every_style() -> None:
    table = table_of(score("46%", qualifier="up_to"))
    assert "up to 46\\%" in latex_of(table)
    assert "{up to 46\\%}" in latex_of(table, siunitx=True)


def test_footnote_signs_follow_the_value_and_are_explained() -> None:
    text = latex_of(table_of(*survey_claims()))
    assert "\\textbf{92}$^{\\dagger\\ddagger}$" in text
    assert "$^{\\dagger}$ as reported by" in text
    assert "78.2$^{\\dagger\\ast}$" in text


def test_a_known_paper_is_cited_and_an_unknown_one_named() -> None:
    text = latex_of(table_of(*survey_claims()), keys={"2401.00001": "foo2024"})
    assert "FooNet~\\cite{foo2024}" in text
    assert "[2402.00002]" in text


def test_group_headings_run_over_the_whole_width() -> None:
    lines = lines_of(table_of(*survey_claims(), group_by="maker"), max_columns=20)
    assert any(line.startswith("\\multicolumn{8}{@{}l@{}}{\\textit{OpenAI}}") for line in lines)


def test_conflicting_values_stand_in_one_cell() -> None:
    text = latex_of(table_of(score("80.5%"), score("83.1%", start=90)))
    assert "{@{}r@{}}80.5$^{\\ast}$ \\\\ 83.1$^{\\ast}$\\end{tabular}" in text


def test_a_wide_table_goes_on_in_another_with_its_own_label() -> None:
    text = latex_of(table_of(*survey_claims()), max_columns=3, label="tab:mine")
    assert "(part 1 of " in text
    assert "\\label{tab:mine}" in text
    assert "\\label{tab:mine-2}" in text


def test_columns_kept_apart_are_named_in_comments() -> None:
    table = table_of(score("80%"), score("81%", aggregate="average"))
    assert "% kept apart: GSM8K · accuracy: aggregate: not stated / average" in lines_of(table)


def test_a_comment_cannot_be_ended_by_a_paper() -> None:
    table = table_of(score("80%", benchmarks=("a\nb",)), score("81%", benchmarks=("a\nb",), aggregate="average"))
    assert all(line.startswith("%") for line in lines_of(table)[:2])


def test_numbers_align_on_the_point_with_siunitx() -> None:
    text = latex_of(table_of(*survey_claims()), siunitx=True, max_columns=20)
    assert "S[table-format=2.1,table-space-text-post=" in text
    assert "\\bfseries 92{$^{\\dagger\\ddagger}$}" in text


@pytest.mark.skipif(PDFLATEX is None, reason="pdflatex is not installed (Debian: texlive-latex-extra, texlive-science)")
@pytest.mark.parametrize(
    ("group", "siunitx", "rows"),
    [("", False, 0), ("task", False, 0), ("maker", False, 0), ("", True, 0), ("maker", True, 0), ("", False, 60)],
)
def test_every_table_compiles(tmp_path: Path, group: str, siunitx: bool, rows: int) -> None:
    claims = [*survey_claims(), score("81.25%", model=NASTY, title=NASTY, doc=NASTY, benchmarks=("GSM8K", NASTY))]
    claims += [score("50%", model=f"Model {number}") for number in range(rows)]
    handle = io.StringIO()
    options = LatexOptions(caption=NASTY, siunitx=siunitx, keys={"2401.00001": "foo"})
    write_table_latex(table_of(*claims, group_by=group), handle, options)
    (tmp_path / "survey.tex").write_text(handle.getvalue(), encoding="utf-8")
    packages = "\\usepackage[T1]{fontenc}\\usepackage{booktabs,longtable,siunitx}"
    (tmp_path / "paper.tex").write_text(
        f"\\documentclass{{article}}{packages}\\begin{{document}}\\input{{survey.tex}}"
        "\\begin{thebibliography}{9}\\bibitem{foo} Foo.\\end{thebibliography}\\end{document}",
        encoding="utf-8",
    )
    command = [str(PDFLATEX), "-halt-on-error", "-interaction=nonstopmode", "-no-shell-escape", "paper.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, done.stdout[-1500:]
    assert (tmp_path / "paper.pdf").stat().st_size > 1000
    assert ("longtable" in handle.getvalue()) == bool(rows)
