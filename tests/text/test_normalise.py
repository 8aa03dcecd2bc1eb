"""What `normalise` makes of a text, and that every span of it finds its way back."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from claimx.model import Span
from claimx.text import PlainText, normalise

SHARED_CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def source_of(text: PlainText, part: str) -> str:
    """Return the source of the one place where `part` stands in the plain text."""
    assert text.plain.count(part) == 1
    start = text.plain.index(part)
    span = text.to_source(Span(start, start + len(part)))
    return text.source[span.start : span.end]


def check_map(text: PlainText) -> None:
    """Every plain character maps into the source, in order; and onto itself where no edit touched it."""
    before = Span(0, 0)
    edited = {p for a, b in zip(text.plain_starts, text.plain_ends, strict=True) for p in range(a, b)}
    for position, character in enumerate(text.plain):
        span = text.to_source(Span(position, position + 1))
        assert 0 <= span.start < span.end <= len(text.source)
        assert span.start >= before.start
        assert span.end >= before.end
        if text.plain_ends and position not in edited:
            assert text.source[span.start : span.end] == character
        before = span


PLAIN = [
    ("white space", "one\ntwo\tthree  four\r\nfive", "one two three four five"),
    ("no-break and thin spaces", "12\u00a0ms and 5\u2009%", "12 ms and 5 %"),
    ("a blank line is a paragraph break", "first part.\n \nsecond part", "first part.\nsecond part"),
    ("a Windows blank line is a paragraph break", "first part.\r\n\r\nsecond", "first part.\nsecond"),
    ("a bullet opens a paragraph", "we find\n• speed\n• size", "we find\n• speed\n• size"),
    ("list numbers after a colon open paragraphs", "we find:\n1. speed\n(2) size.\n3) cost", None),
    ("a dash at a line's start is no bullet", "quick\n- and cheap", "quick - and cheap"),
    ("minus and hyphens", "\u22123 to non\u2010trivial", "-3 to non-trivial"),
    ("en and em dashes stay", "3–5 — six", "3–5 — six"),
    ("TeX dashes", "3--5 --- six", "3–5 — six"),
    ("a ruler stays", "a ----- b", "a ----- b"),
    ("curly quotes", "the “best” model’s", 'the "best" model\'s'),
    ("TeX quotes", "the ``best'' model", 'the "best" model'),
    ("ligatures", "e\ufb03cient \ufb01nding", "efficient finding"),
    ("soft hyphen, zero width, byte order mark", "\ufeffper\u00adfor\u200bmance", "performance"),
    ("full-width digits and percent", "１２．５％", "12.5%"),
    ("letters and digits in the styles of mathematics", "2.6𝑥 of 𝟏𝟎", "2.6x of 10"),
    ("Greek, times and superscripts stay", "τ²-bench 3×", "τ²-bench 3×"),
    ("HTML entities", "p &lt; 5 &amp; q", "p < 5 & q"),
    ("a broken word", "perfor-\nmance", "performance"),
    (
        "a compound at a line's end keeps its hyphen",
        "training-\nfree state-of-\nthe-art",
        "training-free state-of-the-art",
    ),
    ("a name at a line's end keeps its hyphen", "GPT-\n4 and 10-\n20", "GPT-4 and 10-20"),
    ("a dangling hyphen keeps its space", "short-\nand long-term", "short- and long-term"),
]

LATEX = [
    ("escaped signs", r"34.0\% \& a\_b \#1 \$5", "34.0% & a_b #1 $5"),
    ("a tie is a space", "AlpacaEval~2 and Table~3", "AlpacaEval 2 and Table 3"),
    ("a tilde before a number means about", "up to ~70%, (~3 ms), ~\\$5", "up to ~70%, (~3 ms), ~$5"),
    ("sim means about", r"$\sim$70\% and $\sim 5$", "~70% and ~5"),
    ("mathematics loses its dollar signs", r"gains $+9.8\%$ and $ 3.2 $ points", "gains +9.8% and 3.2 points"),
    ("prices keep theirs", "from $5 to $10 a day", "from $5 to $10 a day"),
    ("a lone price keeps its dollar sign", "only $5.", "only $5."),
    ("price ranges keep theirs", "$5-$10 a day", "$5-$10 a day"),
    ("operators", r"$2.5\times$, $80 \pm 0.3$, $a \rightarrow b$, $\approx 3$", "2.5×, 80 ± 0.3, a → b, ≈ 3"),
    ("comparisons", r"$\leq 5$ and $\ge$ 7 and $<1$", "≤ 5 and ≥ 7 and <1"),
    ("Greek letters", r"$\tau^2$-bench, $\alpha$", "τ^2-bench, α"),
    ("parenthesised mathematics", r"\(3\times\) faster", "3× faster"),
    ("subscripts of one letter or a number are joined", r"F$_1$, $F_{1}$, AP$_{50}$, AP$_S$", "F1, F1, AP50, APS"),
    ("subscripts that are words stay apart", r"Net$_{base}$ and $m_{\text{large}}$", "Net_base and m_large"),
    ("an underscore outside mathematics stays", "snake_case and x^y", "snake_case and x^y"),
    ("powers keep the caret", r"$10^{-3}$", "10^-3"),
    ("degrees", r"45$^\circ$ or $45^{\circ}$", "45° or 45°"),
    ("fractions", r"$\frac{1}{2}$ of it", "1/2 of it"),
    ("units", r"\SI{34.0}{\percent} of it", "34.0 % of it"),
    ("style macros", r"\textbf{Net} \emph{is} \textsc{good} {\bf very} {\em much}", "Net is good very much"),
    ("nested style macros", r"\textbf{\emph{Net}}", "Net"),
    ("coloured text", r"\textcolor{red}{hot} \href{http://x.y}{here}", "hot here"),
    ("addresses stay as written", r"at \url{http://x.y/~a_b}", "at http://x.y/~a_b"),
    ("citations go with the space before", r"as shown~\cite{a}, or \citep[see][p. 3]{b}.", "as shown, or."),
    ("footnotes go whole", r"our code\footnote{See \url{http://x.y}.} is open", "our code is open"),
    ("references and labels go", r"in Table~\ref{t} \label{x}here", "in Tablehere"),
    ("spaces", r"5\,ms\ and\quad on\!ly", "5 ms and only"),
    ("accents", r"na\"ive caf\'{e} Fran\c{c}ois Erd\H{o}s \'{\i}", "naïve café François Erdős í"),
    ("an accent leaves the space after its letter", r"caf\'e bar", "café bar"),
    ("an author's macro keeps its name", r"\ours beats \base{} and \FooNet.", "OURS beats BASE and FooNet."),
    ("an author's macro with an argument keeps that", r"\new{fast} one", "fast one"),
    ("list items are paragraphs", "\\begin{itemize}\n\\item fast\n\\item small\n\\end{itemize}", "fast\nsmall\n"),
    ("headings are paragraphs", "\\section{Setup}\nWe train.", "Setup\nWe train."),
    ("table rows are paragraphs", "\\begin{tabular}{lc}\nA & 1 \\\\\nB & 2\n\\end{tabular}", None),
    ("a line break is a space", "fast \\\\ small", "fast small"),
    ("comments", "we gain 5\\% % so much\nmore", "we gain 5% more"),
    ("a percent sign that someone forgot to escape", "\\textbf{a} gains 5% and 7\\%", "a gains 5% and 7%"),
    ("a percent sign that was escaped twice", r"up to $10\\%$ and 20\\% better", "up to 10% and 20% better"),
    ("a percent sign without LaTeX is no comment", "measured in % of time", "measured in % of time"),
    ("definitions go", r"\newcommand{\x}[1]{Net #1}We", "We"),
    ("dropped environments", "a\\begin{comment}\nlost\n\\end{comment}b", "a\nb"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "plain"), [case[1:] for case in PLAIN + LATEX], ids=[c[0] for c in PLAIN + LATEX])
def test_becomes_plain(source: str, plain: str | None) -> None:
    text = normalise(source)
    if plain is not None:
        assert text.plain == plain
    check_map(text)


def test_list_numbers_after_a_colon_open_paragraphs() -> None:
    assert normalise("we find:\n1. speed\n(2) size.\n3) cost").plain.split("\n") == [
        "we find:",
        "1. speed (2) size.",
        "3) cost",
    ]


def test_a_row_of_a_table_keeps_its_cells() -> None:
    rows = normalise("\\begin{tabular}{lc}\nA & 1 \\\\\nB & \\textbf{2}\n\\end{tabular}").plain.split("\n")
    assert [row.strip() for row in rows if row.strip()] == ["A & 1", "B & 2"]


def test_text_without_marks_is_left_alone() -> None:
    source = "Our model gains 3.5% (from 70 to 73.5) on Foo-Bench; see https://x.y/a_b."
    text = normalise(source)
    assert text.plain == source
    assert text.to_source(Span(4, 9)) == Span(4, 9)


@pytest.mark.parametrize(
    ("source", "part", "expected"),
    [
        (r"we reach 34.0\% on it", "34.0%", r"34.0\%"),
        (r"a gain ($+9.8\%$) here", "+9.8%", r"+9.8\%"),
        ("on AlpacaEval~2 now", "AlpacaEval 2", "AlpacaEval~2"),
        (r"the \textbf{Net} model", "Net", "Net"),
        (r"the \textbf{Net} model", "the Net model", r"the \textbf{Net} model"),
        ("about \u22123.5 dB", "-3.5", "\u22123.5"),
        ("an e\ufb03cient one", "efficient", "e\ufb03cient"),
        ("a perfor-\nmance drop", "performance", "perfor-\nmance"),
        ("one\n  two", "one two", "one\n  two"),
        (r"with $\frac{1}{2}$ of", "1/2", r"1}{2"),
        (r"our \ours model", "OURS", r"\ours"),
        (r"a caf\'{e} table", "café", r"caf\'{e}"),
        (r"a so-called~\cite{x} thing", "called thing", r"called~\cite{x} thing"),
    ],
)
def test_a_plain_span_maps_onto_what_it_was_made_from(source: str, part: str, expected: str) -> None:
    assert source_of(normalise(source), part) == expected


@pytest.mark.parametrize("span", [Span(2, 2), Span(0, 99), Span(-1, 2)])
def test_an_empty_span_or_one_outside_the_text_is_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="no non-empty span"):
        normalise(r"5\% more").to_source(span)


@pytest.mark.parametrize(
    "source", ["", "\\", "$", "$$", "{", "}", "~", "\\'", "\\begin", "\\frac{1", "\\footnote{a", "%\\%", "\\SI{1}"]
)
def test_broken_latex_does_not_crash(source: str) -> None:
    check_map(normalise(source))


@pytest.mark.parametrize(
    "unit",
    [
        "\\", "$", "$a ", "{", "{}", "\\footnote{", "\\begin{comment}",
        " \\cite{a}", "\n%", "-", "~", "\\frac{", "\\'{", "\\foo[", "\\def\\a", " \n",
    ],
    ids=repr,
)  # fmt: skip
def test_time_grows_with_length_only(unit: str) -> None:
    def cost(length: int) -> float:
        source = "\\%" + unit * (length // len(unit))
        start = time.perf_counter()
        normalise(source)
        return time.perf_counter() - start

    cost(1000)
    assert cost(160_000) < 40 * max(cost(20_000), 0.002)  # eight times the length; quadratic would be sixty-four


@pytest.mark.parametrize("name", ["hf-daily-papers", "abstracts-dev", "sota-train-abstracts"])
def test_every_abstract_of_the_corpus_maps_back(name: str) -> None:
    path = SHARED_CORPUS / f"{name}.jsonl"
    if not path.exists():
        pytest.skip("the shared corpus is not beside this checkout")
    for line in path.read_text(encoding="utf-8").splitlines():
        check_map(normalise(json.loads(line)["text"]))
