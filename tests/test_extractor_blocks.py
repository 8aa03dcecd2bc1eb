"""What is read of a whole paper, and in which section a claim stands."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimx.model import Block, Claim, Document, Span
from claimx.readers import read_documents
from claimx.text import find_own_macros

from .properties.test_extraction import quotes
from .properties.texts import PAPERS, TEXTS, TITLES, extractor

PARTS = [
    ("", "\\newcommand{\\rate}{31\\%} We reach 11.1% accuracy on MNLI."),
    ("abstract", "We present Staged Plan Repair (SPR). SPR reaches 81.5\\% accuracy on GSM8K."),
    ("introduction", "Plans break often"),
    ("related work", "Earlier work proposes LoopFix. LoopFix reaches 64.2\\% accuracy on GSM8K."),
    ("table", "SPR reaches 22.2\\% accuracy on GSM8K."),
    ("results", "On MATH, our method reaches 47.3\\% accuracy. % it was 33.3\\% accuracy once"),
    ("results", "We improve accuracy by 4.1 points over LoopFix on MBPP."),
    ("", "SPR reaches 99.9\\% accuracy on BoolQ."),
]


def paper(parts: list[tuple[str, str]] = PARTS, *, gap: str = "\n\n") -> Document:
    """Put a paper together; parts of no kind are in no block."""
    text, blocks = "", []
    for kind, content in parts:
        if kind:
            blocks.append(Block(Span(len(text), len(text) + len(content)), kind))
        text += content + gap
    return Document("d", "Repair of Plans", text, tuple(blocks))


def claims() -> dict[str, Claim]:
    return {claim.value.text: claim for claim in extractor().extract(paper())}


def test_only_prose_makes_claims_and_each_names_its_section() -> None:
    assert {value: claim.section for value, claim in claims().items()} == {
        "81.5\\%": "abstract", "64.2\\%": "related work", "47.3\\%": "results", "4.1 points": "results",
    }  # fmt: skip


def test_the_papers_own_name_holds_in_every_section_and_others_names_do_not_take_its_place() -> None:
    found = claims()
    models = {value: claim.model and claim.model.text for value, claim in found.items()}
    assert models == {"81.5\\%": "SPR", "64.2\\%": "LoopFix", "47.3\\%": "SPR", "4.1 points": "SPR"}


def test_a_name_defined_in_a_later_section_only_is_found() -> None:
    opening = [("abstract", "Plans break often."), ("introduction", "So do nets.")]
    method = ("method", "We propose KnotNet, a network for plans.")
    document = paper([*opening, method, ("results", "Our method reaches 81.5\\% accuracy on GSM8K.")])
    (claim,) = extractor().extract(document)
    assert claim.model is not None
    assert claim.model.text == "KnotNet"


def test_a_benchmark_is_not_carried_into_another_section() -> None:
    told = "SPR reaches 81.5\\% accuracy on GSM8K."
    further = "The accuracy then rises by 3.5\\%."
    (_, same) = extractor().extract(paper([("results", told), ("results", further)]))
    (_, other) = extractor().extract(paper([("results", told), ("ablation", further)]))
    assert [name.text for name in same.benchmarks] == ["GSM8K"]
    assert other.benchmarks == ()


def test_a_block_ends_its_last_sentence_and_its_open_marks() -> None:
    document = paper(
        [("a", "Costs (and $x are \\textbf{high"), ("b", "SPR reaches 81.5\\% accuracy on GSM8K.")], gap=" "
    )
    (claim,) = extractor().extract(document)
    assert claim.sentence.text == "SPR reaches 81.5\\% accuracy on GSM8K."


def test_explain_tells_of_the_numbers_in_the_prose_at_their_place() -> None:
    document = paper()
    notes = extractor().explain(document)
    assert [note.claim.value.text for note in notes if note.claim] == list(claims())
    assert all(document.text[note.span.start : note.span.end] == note.text for note in notes)
    assert not [note for note in notes if note.text in ("22.2\\%", "33.3\\%", "99.9\\%", "31\\%")]


def test_one_block_of_all_the_text_is_read_as_the_text_without_blocks() -> None:
    text = "We present Staged Plan Repair (SPR). SPR reaches 81.5% accuracy on GSM8K, 4 points over LoopFix."
    whole = extractor().extract(Document("d", "", text))
    assert len(whole) == 2
    assert extractor().extract(Document("d", "", text, (Block(Span(0, len(text)), "abstract"),))) == whole


def test_the_same_sentence_in_two_sections_has_two_ids() -> None:
    told = "SPR reaches 81.5\\% accuracy on GSM8K."
    first, second = extractor().extract(paper([("abstract", told), ("conclusion", told)]))
    assert first.id != second.id
    (alone,) = extractor().extract(paper([("abstract", told)]))
    assert alone.id == first.id


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document whose blocks stand anywhere, in any order, over each other and beyond the text's end."""
    text = "".join(draw(st.lists(st.one_of(PAPERS, TEXTS), min_size=1, max_size=3)))
    places = st.integers(0, len(text) + 5)
    spans = st.tuples(places, places).map(lambda pair: Span(min(pair), max(pair)))
    blocks = st.builds(Block, spans, st.sampled_from(["abstract", "introduction", "results", "body", "table"]))
    return Document("d", draw(TITLES), text, tuple(draw(st.lists(blocks, min_size=1, max_size=6))))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_every_span_rereads_its_text_whatever_the_blocks(document: Document) -> None:
    found = extractor().extract(document)
    assert len({claim.id for claim in found}) == len(found)
    assert found == [note.claim for note in extractor().explain(document) if note.claim]
    for claim in found:
        for slot, quoted, start, end, where in quotes(claim):
            assert start is not None, slot
            assert end is not None, slot
            assert start < end, slot
            assert (document.title if where == "title" else document.text)[start:end] == quoted, slot
        inside = [block for block in document.blocks if block.span.overlaps(Span(claim.value.start, claim.value.end))]
        assert claim.section in {block.kind for block in inside}


def test_time_grows_with_the_length_of_a_paper_only() -> None:
    sentences = [
        f"We call it Net{number}A, and Net{number}A gains {number % 90}.5\\% on Set{number}."
        for number in range(12_000)
    ]
    parts = [(f"section {number}", " ".join(sentences[number * 100 : number * 100 + 100])) for number in range(120)]
    document = paper(parts)
    started = time.process_time()
    assert extractor().extract(document)
    assert time.process_time() - started < len(document.text) / 20_000


@pytest.fixture(scope="module")
def lantern() -> tuple[Document, list[Claim]]:
    """Return a LaTeX paper of two pages and its claims."""
    (document,) = read_documents([Path(__file__).parent / "data" / "lantern.tex"], on_skip=pytest.fail)
    return document, extractor().extract(document)


def test_a_latex_paper_is_read_section_by_section(lantern: tuple[Document, list[Claim]]) -> None:
    assert [(claim.section, claim.value.text) for claim in lantern[1]] == [
        ("abstract", "71.4\\%"), ("abstract", "6.2 points"), ("abstract", "halves"), ("introduction", "9.1\\%"),
        ("introduction", "92.5\\%"), ("related work", "66.0\\%"), ("main results", "5.4 points"),
        ("main results", "48.9"), ("main results", "44.1"), ("main results", "155~ms"), ("ablation", "3.8\\%"),
        ("conclusion", "6.2 points"), ("further results", "70.3"),
    ]  # fmt: skip


def test_the_authors_macro_for_a_name_is_that_name(lantern: tuple[Document, list[Claim]]) -> None:
    document, found = lantern
    assert document.title == "LanternSort: Sorting Out Weak Evidence Before Answering"
    models = [claim.model for claim in found if claim.value.text not in ("66.0\\%", "44.1")]
    assert {model and model.name for model in models} == {"LanternSort"}
    assert "\\ours" in {model and model.text for model in models}
    for claim in found:
        for _, quoted, start, end, where in quotes(claim):
            assert (document.title if where == "title" else document.text)[start:end] == quoted


def test_the_last_unremarked_definition_of_a_macro_counts() -> None:
    source = (
        "\\newcommand{\\net}{OldNet}\n% \\renewcommand{\\net}{WildNet}\n\\def\\net{Knot\\-Net}\\newcommand{\\two}[1]{x}"
    )
    assert find_own_macros(source) == {"net": "KnotNet"}
