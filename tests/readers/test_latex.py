"""Whole papers as LaTeX: the text is the file, blocks are its parts."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest

from claimx.model import Document
from claimx.readers import read_documents

SHARED_CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"

PAPER = r"""\documentclass{article}
% \title{An Old Title}
\newcommand{\net}{KnotNet}
\title[Short]{Knotting \emph{Nets}\\ at Scale\thanks{Funded by a harbour.}}
\author{A. One}
\begin{document}
\maketitle
\begin{abstract}
We gain 12\% on TwineBench.
\end{abstract}
\keywords{nets}
\section{Introduction}\label{sec:intro}
Nets matter.

% An abandoned thought of 99\%.
% It took two lines.

More on nets. % a remark
\begin{comment}
We lost 50\%.
\end{comment}
\subsection*{Main \textbf{Results}}
It works.
\begin{table}[t]
\caption{Knots.}
\begin{tabular}{lc} A & 1 \\ \end{tabular}
\end{table}
It works well.
\begin{thebibliography}{9}
\bibitem{a} Someone. 1999.
\end{thebibliography}
\end{document}
Nothing counts here: 77\%.
"""


def blocks_of(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.span.start : block.span.end]) for block in document.blocks]


def test_the_text_is_the_file_as_it_is(read) -> None:
    (document,), skips = read("knots.tex", PAPER.replace("\n", "\r\n"))
    assert document.text == PAPER.replace("\n", "\r\n")
    assert not skips


def test_title_and_id(read) -> None:
    (document,), _ = read("knots.tex", PAPER)
    assert document.title == "Knotting Nets at Scale"
    assert document.doc_id == "knots"


@pytest.mark.parametrize(
    ("name", "doc_id", "url"),
    [
        ("2501.01234v2.tex", "2501.01234v2", "https://arxiv.org/abs/2501.01234v2"),
        ("main.tex", "knotting-nets-at-scale", None),
    ],
)
def test_the_id_is_the_file_name_unless_that_says_nothing(read, name: str, doc_id: str, url: str | None) -> None:
    (document,), _ = read(name, PAPER)
    assert (document.doc_id, document.url) == (doc_id, url)


def test_a_title_that_is_a_macro_is_looked_up(read) -> None:
    (document,), _ = read("x.tex", r"\newcommand{\papertitle}{A \textbf{Kelp} Atlas} \title{\papertitle} Text.")
    assert document.title == "A Kelp Atlas"


def test_abstract_sections_and_tables_are_blocks_and_comments_are_in_none(read) -> None:
    (document,), _ = read("knots.tex", PAPER)
    blocks = blocks_of(document)
    assert [kind for kind, _ in blocks] == [
        "abstract", "body", "introduction", "introduction", "main results", "table", "main results",
    ]  # fmt: skip
    assert blocks[0][1] == r"We gain 12\% on TwineBench."
    assert blocks[2][1].endswith("Nets matter.")
    assert blocks[3][1] == "More on nets. % a remark"
    assert "caption" in blocks[5][1]
    assert blocks[6][1] == "It works well."
    printed = "".join(text for _, text in blocks)
    assert not [lost for lost in ("99", "50", "77", "1999", "An Old Title") if lost in printed]


def test_blocks_are_in_order_and_do_not_overlap(read) -> None:
    (document,), _ = read("knots.tex", PAPER)
    assert all(first.span.end <= second.span.start for first, second in pairwise(document.blocks))


@pytest.mark.parametrize(
    "content", [r"\abstract{We gain 5\%.} Rest.", r"\begin{document}We gain 5\%.\end{document}", r"We gain 5\%."]
)
def test_unusual_papers_have_a_block_too(read, content: str) -> None:
    (document,), _ = read("x.tex", content)
    assert blocks_of(document)[0][1] == r"We gain 5\%."


def test_a_paper_is_known_by_its_content(read) -> None:
    (document,), _ = read("knots", PAPER)
    assert document.title == "Knotting Nets at Scale"


def test_latin_1_is_named_by_line_and_offset(read) -> None:
    documents, skips = read("x.tex", "Name:\ncaf\xe9".encode("latin-1"))
    assert not documents
    assert skips[0].line == 2
    assert skips[0].reason == "invalid UTF-8 at byte offset 9"


@pytest.mark.parametrize(
    "unit",
    [
        "\\begin{table}",
        "\\begin{tabular}",
        "\\abstract{",
        "\\section{",
        "\\title{",
        "\\begin{comment}",
        "\\iffalse",
        "%\n",
        "\\def\\x{",
        "\\newcommand{\\x}{{{",
        "\\newcommand{\\x}{aa}",
    ],
)
def test_time_grows_with_length_only(read, unit: str) -> None:
    start = time.perf_counter()
    read("x.tex", unit * (300_000 // len(unit)))
    assert time.perf_counter() - start < 5


def test_the_shared_papers_are_read_whole() -> None:
    papers = sorted((SHARED_CORPUS / "latex-papers").glob("*/*.tex"))
    if not papers:
        pytest.skip("the shared corpus is not beside this checkout")
    skips: list[object] = []
    documents = list(read_documents(papers, on_skip=skips.append))
    assert [document.doc_id for document in documents] == [paper.stem for paper in papers]
    assert not skips
    assert sum("abstract" in {block.kind for block in document.blocks} for document in documents) > 55
    assert all(document.text == paper.read_bytes().decode() for document, paper in zip(documents, papers, strict=True))


def test_what_stands_before_the_document_acknowledgements_and_bare_tables_are_no_prose(read) -> None:
    source = r"""\begin{abstract}We gain 5\%.\end{abstract} \overfullrule=5pt
\begin{document} Open.
\section{Results} It works.
\begin{tabular}{l} \begin{tabular}{l} 1 \end{tabular} & 2 \end{tabular}
It still works.
\section*{Acknowledgements} We thank 7\% of all.
\section{More} The end."""
    (document,), _ = read("x.tex", source)
    kinds = [(kind, " ".join(text.split())[:15]) for kind, text in blocks_of(document)]
    assert kinds == [
        ("abstract", r"We gain 5\%."), ("body", "Open."), ("results", "It works."), ("table", r"{l} \begin{tabu"),
        ("results", "It still works."), ("more", "The end."),
    ]  # fmt: skip
    assert document.text[document.blocks[3].span.end :].lstrip().startswith("\\end{tabular}\nIt still")


def test_an_authors_macro_in_title_and_heading_is_printed(read) -> None:
    source = r"\newcommand{\net}{\textsc{KnotNet}} \title{\net: Nets} \begin{document}\section{How \net{} works} So."
    (document,), _ = read("x.tex", source)
    assert document.title == "KnotNet: Nets"
    assert [block.kind for block in document.blocks][-1] == "how knotnet works"
