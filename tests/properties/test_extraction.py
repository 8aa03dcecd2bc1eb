"""What holds for the claims of every text."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimx.extractor import Extractor, extract_documents
from claimx.mentions import find_names, find_quantities
from claimx.model import Claim, Document
from claimx.rulebook import load_rulebook
from claimx.text import find_sentences, normalise, rules_root

from .texts import OWN, PAPERS, SENTENCES, TEXTS, TITLES, extractor

pytestmark = pytest.mark.filterwarnings("error")
slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def claims_of(text: str, title: str = "", doc_id: str = "d") -> list[Claim]:
    return extractor().extract(Document(doc_id, title, text))


def plain(claims: list[Claim]) -> list[dict[str, object]]:
    return [claim.to_dict() for claim in claims]


def quotes(claim: Claim) -> Iterator[tuple[str, str, int | None, int | None, str]]:
    """Yield (slot, text, start, end, source) of everything in a claim that stands somewhere."""
    slots = {"value": claim.value, "from": claim.from_, "model": claim.model, "base_model": claim.base_model}
    slots |= {"baseline": claim.baseline, "sentence": claim.sentence}
    slots |= {f"benchmarks[{number}]": name for number, name in enumerate(claim.benchmarks)}
    for slot, quote in slots.items():
        if quote is not None:
            yield slot, quote.text, quote.start, quote.end, quote.in_
    if claim.metric is not None and not claim.metric.inferred:
        yield "metric", claim.metric.text, claim.metric.start, claim.metric.end, claim.metric.in_


@slow
@given(TEXTS, TITLES)
def test_every_span_rereads_its_text(text: str, title: str) -> None:
    for claim in claims_of(text, title):
        for slot, quoted, start, end, where in quotes(claim):
            assert start is not None, slot
            assert end is not None, slot
            assert start < end, slot
            assert (title if where == "title" else text)[start:end] == quoted, slot


@pytest.mark.parametrize("text", OWN)
def test_a_sentence_may_end_after_any_word(text: str) -> None:
    """Saved pages and previews cut prose off anywhere."""
    plain_text = normalise(text).plain
    for sentence in find_sentences(plain_text):
        whole = plain_text[sentence.start : sentence.end]
        for space in re.finditer(r"\s", whole):
            part = whole[: space.start()]
            assert all(part[c.value.start : c.value.end] == c.value.text for c in claims_of(part))


@slow
@given(TEXTS, TITLES)
def test_values_stand_in_their_sentences_in_order_and_apart(text: str, title: str) -> None:
    end = 0
    for claim in claims_of(text, title):
        assert claim.sentence.start <= claim.value.start
        assert claim.value.end <= claim.sentence.end
        assert end <= claim.value.start
        end = claim.value.end


@slow
@given(TEXTS, TITLES)
def test_every_number_is_a_claim_or_has_a_reason(text: str, title: str) -> None:
    document = Document("d", title, text)
    notes = extractor().explain(document)
    assert plain([note.claim for note in notes if note.claim is not None]) == plain(extractor().extract(document))
    plain_text = normalise(text)
    names = [name.span for name in find_names(plain_text.plain, extractor().rulebook.finder) if not name.weak]
    quantities = find_quantities(plain_text.plain, extractor().rulebook.quantities, names)
    assert {plain_text.to_source(quantity.span) for quantity in quantities} <= {note.span for note in notes}
    for note in notes:
        assert text[note.span.start : note.span.end] == note.text
        assert (note.claim is None) == bool(note.reason)


@slow
@given(TEXTS)
def test_values_are_sound(text: str) -> None:
    for claim in claims_of(text):
        assert 0 <= claim.value.low <= claim.value.high
        assert (claim.kind == "transition") == (claim.from_ is not None)
        assert claim.kind != "score" or claim.direction == ""
        assert claim.value.text.strip() == claim.value.text
        assert 0 < claim.confidence <= 1


@slow
@given(TEXTS, TITLES)
def test_the_same_text_gives_the_same_claims(text: str, title: str) -> None:
    assert plain(claims_of(text, title)) == plain(claims_of(text, title))


@slow
@given(TEXTS, TITLES)
def test_the_prefilter_never_changes_the_result(text: str, title: str) -> None:
    document = Document("d", title, text)
    assert plain(extractor().extract(document)) == plain(extractor(prefilter=False).extract(document))


@slow
@given(st.lists(PAPERS, min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_documents_is_irrelevant(texts: list[str], dice: random.Random) -> None:
    documents = [Document(f"d{number}", "", text) for number, text in enumerate(texts)]
    expected = {document.doc_id: plain(claims) for document, claims in extract_documents(documents, extractor())}
    dice.shuffle(documents)
    found = list(extract_documents(documents, extractor()))
    assert [document for document, _ in found] == documents
    assert {document.doc_id: plain(claims) for document, claims in found} == expected


@slow
@given(PAPERS, TITLES)
def test_ids_are_unique_within_a_document(text: str, title: str) -> None:
    ids = [claim.id for claim in claims_of(text, title)]
    assert len(set(ids)) == len(ids)


@slow
@given(st.lists(SENTENCES, min_size=1, max_size=5, unique=True).map("".join))
def test_a_moved_sentence_keeps_its_ids(text: str) -> None:
    """Of a sentence that is said twice the ids tell which one it is, and so depend on both being claims."""
    text, opening = text[0].upper() + text[1:], "The tide comes and goes. Nobody minds. "
    ids = {claim.value.start: claim.id for claim in claims_of(text)}
    moved = {claim.value.start - len(opening): claim.id for claim in claims_of(opening + text)}
    assert all(moved[start] == claim_id for start, claim_id in ids.items() if start in moved)
    assert moved or not ids


@slow
@given(SENTENCES)
def test_ids_differ_between_documents(text: str) -> None:
    ids = {claim.id for claim in claims_of(text, doc_id="a")}
    assert ids.isdisjoint(claim.id for claim in claims_of(text, doc_id="b"))


@pytest.fixture(scope="module")
def other_extractor(tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    """Return an extractor whose rules stand in files in another order, split and renamed."""
    root = Path(shutil.copytree(rules_root(), tmp_path_factory.mktemp("rules") / "rules"))
    rules: list[str] = []
    for path in sorted((root / "assembly").glob("*.yaml")):
        head, *blocks = path.read_text(encoding="utf-8").split("\n- id: ")
        rules += [f"- id: {block.rstrip()}\n" for block in (blocks if head.startswith("#") else [head[6:], *blocks])]
        path.unlink()
    random.Random(5).shuffle(rules)
    for number in range(4):
        (root / "assembly" / f"{number}.yaml").write_text("".join(rules[number::4]), encoding="utf-8")
    return Extractor(load_rulebook(root))


@slow
@given(text=TEXTS, title=TITLES)
def test_the_order_of_rules_and_of_their_files_is_irrelevant(other_extractor: Extractor, text: str, title: str) -> None:
    document = Document("d", title, text)
    assert len(other_extractor.rulebook.rules) == len(extractor().rulebook.rules)
    assert plain(other_extractor.extract(document)) == plain(extractor().extract(document))
