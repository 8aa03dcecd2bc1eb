"""Markdown, HTML and LaTeX: everything that a paper wrote is shown as it is, and nothing of it is obeyed."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.model import Claim, Document
from claimx.writers import write_claims
from claimx.writers.latex import escape_latex
from claimx.writers.markdown import escape_markdown
from claimx.writers.papers import find_paper_link, group_by_paper
from claimx.writers.wording import kind_and_direction, metric_words, printed_result, readable
from tests.writers.samples import build_claim, sample_claims, sample_documents
from tests.writers.strategies import CLAIM_LISTS

HOSTILE = Document(
    "h", '<script>alert("1")</script> \\input{/etc/passwd} | *x* [a](b)', "We win by 46% on A_B & C#1 {now} $x^2$ ~."
)

KNOWN_TAGS = set(re.findall(r"\w+", "html head meta title style body h1 h2 p a div table thead tbody tr th td mark"))


def hostile_claim() -> Claim:
    return build_claim(HOSTILE, HOSTILE.text, "46%", low=46, benchmarks=("A_B & C#1",), model="{now}")


def written(claims: list[Claim], format_name: str) -> str:
    stream = io.StringIO()
    write_claims(claims, stream, format_name, documents=sample_documents())
    return stream.getvalue()


class Outline(HTMLParser):
    """The tags of a page, its links, its marks and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.scopes: list[str] = []
        self.marks: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self.tags.add(tag)
        if tag != "meta":
            self.open.append(tag)
        if "href" in values:
            self.links.append(values["href"])
        if tag == "th":
            self.scopes.append(values["scope"])
        if tag == "mark":
            self.marks.append((values["class"], ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "mark":
            self.marks[-1] = (self.marks[-1][0], data)
        if "style" not in self.open:
            self.text += data


def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


def test_markdown_shows_the_value_as_printed_with_its_qualifier() -> None:
    page = written(sample_claims(), "md")
    assert "| 3 | up to 46% | delta, down | output tokens |" in page
    assert "| 6 | 80.50% | score | average accuracy |" in page
    assert "| 5 | 50% → 71% | transition, up |" in page
    assert "| 1 | +11% | delta, up | accuracy? | AIME 2024 | Riverbed | single-pass decoding |" in page


def test_markdown_groups_claims_by_paper_and_marks_the_value_in_its_sentence() -> None:
    page = written(sample_claims(), "md")
    assert page.count("\n## ") == 2
    assert (
        "## [Riverbed: Draft, Distil and Vote for Mathematical Reasoning](<https://arxiv.org/abs/2510.01234>)" in page
    )
    assert "3. It cuts output tokens by up to **46%** and runs 2.1x faster than Qwen3-8B." in page


@given(CLAIM_LISTS)
def test_every_row_of_a_markdown_table_has_the_headings_number_of_cells(claims: list[Claim]) -> None:
    rows = [line for line in written(claims, "md").split("\n") if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows} <= {8}


@given(st.text())
def test_markdown_unescapes_to_the_text_on_one_line(text: str) -> None:
    assert re.sub(r"\\([\\`*_\[\]<>&|~$#])", r"\1", escape_markdown(text)) == " ".join(text.split())


def test_a_sentence_that_begins_like_a_list_does_not_become_one() -> None:
    for text, expected in (("- 46% of it.", "1. \\- **46%**"), ("2. 46% of it.", "1. 2\\. **46%**")):
        claim = build_claim(Document("d", "T", text), text, "46%", low=46)
        assert expected in written([claim], "md")


def test_html_is_one_page_that_loads_nothing() -> None:
    page = written(sample_claims(), "html")
    parsed = outline(page)
    assert parsed.tags.isdisjoint({"script", "link", "img", "iframe"})
    assert "url(" not in page
    assert "@import" not in page
    assert "prefers-color-scheme: dark" in page
    assert parsed.links == ["https://arxiv.org/abs/2510.01234", "https://example.org/harbour?a=1&b=2"]
    assert set(parsed.scopes) == {"col", "row"}


def test_html_marks_value_benchmark_model_and_metric() -> None:
    parsed = outline(written(sample_claims()[7:8], "html"))
    assert parsed.marks == [
        ("model", "Harbour"),
        ("metric", "word error rate"),
        ("value", "4.20"),
        ("benchmark", "LibriSpeech"),
    ]


def test_html_escapes_what_a_paper_wrote() -> None:
    page = written([hostile_claim()], "html")
    assert "<script" not in page
    assert '<script>alert("1")</script>' in outline(page).text


@given(CLAIM_LISTS)
def test_any_claims_give_a_well_formed_page(claims: list[Claim]) -> None:
    parsed = outline(written(claims, "html"))
    assert parsed.tags <= KNOWN_TAGS


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://a b",
        "//x.y",
        "https://[a",
        "https://a\x00",
    ],
)
def test_only_web_addresses_become_links(url: str) -> None:
    claim = sample_claims()[9].model_copy(update={"url": url})
    stream = io.StringIO()
    write_claims([claim], stream, "html")
    assert outline(stream.getvalue()).links == []


@pytest.mark.parametrize(
    ("doc_id", "link"),
    [
        ("2510.01234", "https://arxiv.org/abs/2510.01234"),
        ("arXiv:2510.01234v2", "https://arxiv.org/abs/2510.01234v2"),
        ("papers/2510.01234v1.txt", "https://arxiv.org/abs/2510.01234v1"),
        ("arxiv:hep-th/9901001", "https://arxiv.org/abs/hep-th/9901001"),
        ("2599.01234", None),
        ("version-1.2510.01234", None),
        ("math/0301001", None),
        ("hbr-7", None),
    ],
)
def test_an_arxiv_id_is_a_link_and_nothing_else_is(doc_id: str, link: str | None) -> None:
    assert find_paper_link(doc_id) == link


@pytest.mark.parametrize(
    ("link", "label"),
    [
        ("https://arxiv.org/abs/2510.01234v2", "arXiv:2510.01234v2"),
        ("https://arxiv.org/pdf/2510.01234.pdf", "arXiv:2510.01234"),
        ("https://openreview.net/forum?id=x", "openreview.net"),
        ("http://example.org", "example.org"),
    ],
)
def test_a_link_is_labelled_by_its_id_or_its_site(link: str, label: str) -> None:
    paper = group_by_paper([sample_claims()[0].model_copy(update={"url": link})])[0]
    assert (paper.link, paper.link_label) == (link, label)


def test_papers_without_claims_are_kept_after_those_with() -> None:
    papers = group_by_paper(sample_claims(), sample_documents())
    counts = {paper.doc_id: len(paper.claims) for paper in papers}
    assert list(counts.items()) == [("2510.01234", 7), ("hbr-7", 3), ("2510.09999", 0)]
    assert papers[1].date == "2025-10-03"


def test_latex_source_reads_as_the_printed_paper() -> None:
    assert readable(r"34.0\%") == "34.0%"
    assert readable("$1,240.50") == "$1,240.50"
    assert readable("− 5 %") == "− 5 %"


def test_words_for_a_claim_say_scale_aggregate_and_inference() -> None:
    first, sixth = sample_claims()[0], sample_claims()[5]
    assert kind_and_direction(first.model_copy(update={"scale": "relative"})) == "relative delta, up"
    assert metric_words(first) == "accuracy?"
    assert metric_words(sixth) == "average accuracy"
    assert printed_result(sample_claims()[2]) == "up to 46%"


def test_latex_escapes_every_special_sign() -> None:
    assert escape_latex("a_b & 5% of $3 #1 {x} ~^\\ <|>") == (
        r"a\_b \& 5\% of \$3 \#1 \{x\} \textasciitilde{}\textasciicircum{}\textbackslash{} "
        r"\textless{}\textbar{}\textgreater{}"
    )
    assert escape_latex("2.1× ± β → –") == (
        r"2.1\ensuremath{\times} \ensuremath{\pm} \ensuremath{\beta} \ensuremath{\rightarrow} --"
    )


def test_latex_rows_have_as_many_cells_as_the_heading() -> None:
    table = written([*sample_claims(), hostile_claim()], "tex")
    rows = [line for line in table.split("\n") if line.startswith("{}")]
    assert len(rows) == 11
    assert {len(re.findall(r"(?<!\\)&", row)) for row in rows} == {4}


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no pdflatex on this machine")
def test_latex_compiles(tmp_path: Path) -> None:
    write_claims([*sample_claims(), hostile_claim()], tmp_path / "claims.tex", "tex", documents=sample_documents())
    (tmp_path / "paper.tex").write_text(
        "\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage{array,booktabs,longtable}\n"
        "\\begin{document}\\input{claims.tex}\\end{document}\n"
    )
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
    finished = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout[-2000:]
