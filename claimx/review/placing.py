"""Where pasted quotes stand in papers, and the claims that reviewers add from them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claimx.model import Claim, Document, Quote, Span, Value
from claimx.review.correction import CorrectionError, correct_claim, find_words, quote_inside
from claimx.review.slots import Vocabulary, read_kind
from claimx.review.values import TypedValue
from claimx.review.vocabulary import KINDS, Field
from claimx.text import find_sentences, normalise

ADDED_RULE = "added by a reviewer"
"""What an added claim has in the place of a rule."""

_QUOTE_MARKS = "\"'“”„«»‘’ \t\r\n…"


class PlacingError(ValueError):
    """An added claim that cannot be tied to a place; `column` is the cell to look at."""

    def __init__(self, column: str, reason: str) -> None:
        self.column = column
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands.

    Args:
        quote: The quote as the paper has it.
        sentence: The sentence around it; the quote itself where it runs over several.
        texts: What names may be looked for in, nearest first.
        title: The paper's title.
        document: The paper, where it was given whole.
    """

    quote: Quote
    sentence: Quote
    texts: tuple[Quote, ...]
    title: str
    document: Document | None = None


class Papers:
    """The texts that quotes are looked up in: whole papers where they are given, else the sentences of claims.

    Args:
        documents: The papers, by id.
        claims: Claims of the same or other papers.
    """

    def __init__(self, documents: Mapping[str, Document], claims: Iterable[Claim] = ()) -> None:
        self._documents = documents
        self._sentences: defaultdict[str, dict[Quote, None]] = defaultdict(dict)
        self._titles: dict[str, str] = {doc_id: document.title for doc_id, document in documents.items()}
        for claim in claims:
            self._titles.setdefault(claim.doc_id, claim.title)
            if claim.sentence.in_ == "text":
                self._sentences[claim.doc_id][claim.sentence] = None

    def find_id(self, typed: str) -> str:
        """Return the id of the paper that a reviewer named by id or by title.

        Raises:
            PlacingError: No paper or more than one has that name.
        """
        if typed in self._titles:
            return typed
        folded = _fold(typed)
        found = [doc_id for doc_id, title in self._titles.items() if folded in (_fold(doc_id), _fold(title))]
        if len(found) == 1:
            return found[0]
        if found:
            raise PlacingError("Paper id", f"{len(found)} papers have the title {typed!r}; give the paper's id")
        raise PlacingError("Paper id", f"no paper has the id or title {typed!r}")

    def find_quote(self, doc_id: str, pasted: str) -> Place:
        """Return where a pasted quote stands in a paper.

        Raises:
            PlacingError: It stands nowhere, more than once, or the paper's text was not given.
        """
        document = self._documents.get(doc_id)
        if document is not None:
            span = _find_once(document.text, pasted)
            whole = Quote(text=document.text, start=0, end=len(document.text))
            quote = quote_inside(whole, span)
            return Place(quote, _sentence_around(whole, span), (quote, whole), document.title, document)
        for sentence in self._sentences.get(doc_id, ()):
            try:
                span = _find_once(sentence.text, pasted)
            except PlacingError:
                continue
            return Place(quote_inside(sentence, span), sentence, (sentence,), self._titles[doc_id])
        raise PlacingError("Quote", "cannot place the quote without the paper's text; give it with --documents")


def build_added(
    doc_id: str, typed: Mapping[str, str], papers: Papers, vocabulary: Vocabulary
) -> tuple[Claim, list[tuple[str, str]]]:
    """Return the claim that a reviewer added, and remarks on names that the paper does not have as typed.

    Args:
        doc_id: The paper.
        typed: Heading of a column of the sheet for added claims -> what the reviewer typed there.
        papers: The texts.
        vocabulary: What names and numbers are understood with.

    Raises:
        PlacingError: The claim cannot be tied to a place; names the column.
        CorrectionError: Its fields contradict each other.
        TypedValueError: Its value cannot be read.
    """
    for heading in ("Quote", "Value", "Kind"):
        if not typed.get(heading):
            raise PlacingError(heading, f"an added claim needs a {heading.lower()}")
    place = papers.find_quote(doc_id, typed["Quote"])
    kind = read_kind(typed["Kind"])
    if kind is None:
        raise PlacingError("Kind", f"{typed['Kind']!r} is no kind; the kinds are: {'; '.join(KINDS)}")
    wanted = vocabulary.values.read_value(typed["Value"], place.quote.text)
    span, printed = _find_value(place.quote, wanted, typed["Value"], vocabulary)
    number = quote_inside(place.quote, span)
    earlier = place.sentence.text[: max(0, number.start - place.sentence.start)].count(number.text)
    unit = wanted.unit if wanted.unit is not None else printed.unit or ""
    document = place.document
    claim = Claim(
        id=claim_id(doc_id, kind[0], place.sentence.text, number.text, earlier + 1),
        doc_id=doc_id,
        title=place.title,
        kind="score",
        value=Value(
            **number.model_dump(), low=wanted.low, high=wanted.high, unit=unit,
            qualifier=wanted.qualifier if wanted.qualifier is not None else printed.qualifier or "",
        ),
        sentence=place.sentence,
        section=_section(document, number.start),
        rule=ADDED_RULE,
        confidence=1.0,
        date=document.date if document else None,
        url=document.url if document else None,
    )  # fmt: skip
    corrections = _corrections(typed, wanted, printed)
    claim = correct_claim(claim, corrections, vocabulary, place.texts)
    return claim, list(_find_unplaced(claim))


def relocate_claim(claim: Claim, document: Document) -> Claim | None:
    """Return the claim with spans that are true in the paper as it is now, or None where its words are not found."""
    texts = {"text": document.text, "title": document.title}
    if all(texts[quote.in_][quote.start : quote.end] == quote.text for quote in _quotes(claim)):
        return claim
    source = texts[claim.sentence.in_]
    if source.count(claim.sentence.text) != 1:
        return None
    shift = source.index(claim.sentence.text) - claim.sentence.start

    def moved(quote: Quote) -> Quote:
        text = texts[quote.in_]
        start = quote.start + shift if quote.in_ == claim.sentence.in_ else quote.start
        if text[max(0, start) : start + len(quote.text)] != quote.text:
            start = text.find(quote.text)  # a name may stand in a part that did not move along
        if start < 0:
            raise LookupError(quote.text)
        return quote.model_copy(update={"start": start, "end": start + len(quote.text)})

    changes: dict[str, object] = {}
    try:
        for field in ("value", "from_", "model", "base_model", "baseline", "sentence"):
            item = getattr(claim, field)
            changes[field] = moved(item) if item else None
        changes["benchmarks"] = tuple(moved(name) for name in claim.benchmarks)
        if claim.metric and claim.metric.start is not None and claim.metric.end is not None:
            metric = claim.metric
            place = moved(Quote(text=metric.text, start=claim.metric.start, end=claim.metric.end, in_=metric.in_))
            changes["metric"] = metric.model_copy(update={"start": place.start, "end": place.end})
    except LookupError:
        return None
    return claim.model_copy(update=changes)


def claim_id(doc_id: str, kind: str, sentence: str, value: str, ordinal: int) -> str:
    """Return the identity that the extractor gives a claim: added claims and found ones share one name space."""
    identity = "\x1f".join((doc_id, kind, sentence, value, str(ordinal)))
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _find_once(text: str, pasted: str) -> Span:
    """Return the only place of a pasted quote, whatever became of its white space, dashes and quotation marks."""
    wanted = pasted.strip(_QUOTE_MARKS)
    if not wanted:
        raise PlacingError("Quote", "the quote is empty")
    count = text.count(wanted)
    if count == 1:
        start = text.index(wanted)
        return Span(start, start + len(wanted))
    if count == 0:
        plain, folded = normalise(text), " ".join(normalise(wanted).plain.split())
        line = plain.plain.replace("\n", " ")
        count = line.count(folded)
        if count == 1:
            start = line.index(folded)
            return plain.to_source(Span(start, start + len(folded)))
    if count > 1:
        raise PlacingError("Quote", f"the quote stands in the paper {count} times; paste more of the sentence")
    raise PlacingError("Quote", "the quote is not in the paper's text; paste it as the paper has it")


def _sentence_around(whole: Quote, span: Span) -> Quote:
    plain = normalise(whole.text)
    for sentence in find_sentences(plain.plain):
        source = plain.to_source(sentence)
        if source.contains(span):
            return quote_inside(whole, source)
    return quote_inside(whole, span)


def _find_value(quote: Quote, wanted: TypedValue, typed: str, vocabulary: Vocabulary) -> tuple[Span, TypedValue]:
    """Return where the quote states the value, and how it reads there."""
    numbers = (wanted.low, wanted.high)
    found = [item for item in vocabulary.values.find_values(quote.text) if (item[1].low, item[1].high) == numbers]
    if not found and quote.text.count(typed) == 1 and find_words(quote.text, typed):
        start = quote.text.index(typed)
        return Span(start, start + len(typed)), wanted
    if not found:
        raise PlacingError("Value", f"the quote does not state {typed!r}")
    if len(found) > 1:
        raise PlacingError("Value", f"the quote states {typed!r} {len(found)} times; paste a shorter quote")
    return found[0]


def _corrections(typed: Mapping[str, str], wanted: TypedValue, printed: TypedValue) -> dict[Field, str]:
    fields: dict[str, Field] = {
        "Unit": "unit", "Kind": "kind", "Benchmark": "benchmark", "Metric": "metric", "Model": "model",
        "Base model": "base_model", "Baseline": "baseline",
    }  # fmt: skip
    corrections = {field: typed[heading] for heading, field in fields.items() if typed.get(heading)}
    start = wanted.start if wanted.start is not None else printed.start
    if read_kind(typed["Kind"]) in (("transition", None), ("transition", "up"), ("transition", "down")):
        if typed.get("From"):
            corrections["value"] = f"{typed['From']} → {typed['Value']}"
        elif start is not None:
            corrections["value"] = f"{start!r} → {wanted.low!r}"
    elif typed.get("From"):
        raise CorrectionError("kind", "a level that it starts from makes the claim a transition")
    sign = wanted.sign or printed.sign
    if typed["Kind"].strip().lower() == "delta" and sign:
        corrections["kind"] = "delta, down" if sign == "-" else "delta, up"
    return corrections


def _section(document: Document | None, at: int) -> str:
    blocks = document.blocks if document else ()
    return next((block.kind for block in blocks if block.span.start <= at < block.span.end), "abstract")


def _find_unplaced(claim: Claim) -> list[tuple[str, str]]:
    names = [("Benchmark", name) for name in claim.benchmarks]
    names += [
        (heading, name)
        for heading, name in (("Model", claim.model), ("Base model", claim.base_model), ("Baseline", claim.baseline))
        if name
    ]
    unplaced = [(heading, name.name) for heading, name in names if not name.text]
    if claim.metric and claim.metric.inferred:
        unplaced.append(("Metric", claim.metric.name))
    return unplaced


def _quotes(claim: Claim) -> list[Quote]:
    single = [claim.value, claim.from_, claim.model, claim.base_model, claim.baseline, claim.sentence]
    quotes: list[Quote] = [item for item in single if item] + list(claim.benchmarks)
    metric = claim.metric
    if metric and metric.start is not None and metric.end is not None:
        quotes.append(Quote(text=metric.text, start=metric.start, end=metric.end, in_=metric.in_))
    return quotes


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()
