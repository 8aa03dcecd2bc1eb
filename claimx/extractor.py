"""Document -> claims: a pure function of the text and the rulebook."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from claimx.assembly import Assembler, Draft, Place, Prose, Rejection, read_prose
from claimx.mentions import Quantity, find_counts
from claimx.model import Claim, Document, Metric, Name, Quote, Span, Value
from claimx.rulebook import Rulebook, load_rulebook
from claimx.text import PlainText, normalise


@dataclass(frozen=True, slots=True)
class NumberNote:
    """What became of one number of a text.

    Args:
        span: The number in the source, in code points.
        text: The number as written.
        claim: The claim made of it, or None.
        rule: Id of the rule that decided, or empty.
        reason: Why it is no claim; empty for a claim.
        steps: How the claim came about, in order.
    """

    span: Span
    text: str
    claim: Claim | None
    rule: str
    reason: str
    steps: list[str] = field(default_factory=list)


class Extractor:
    """Extracts claims; holds the compiled rulebook and nothing else.

    Args:
        rulebook: The rules; the package's own where it is None.
        prefilter: Skip what cannot match; never changes the result.
        decide: Drop numbers that too little speaks for; off only to fit the weights of the evidence.

    >>> from claimx.model import Document
    >>> document = Document("d", "", "FooNet reaches 71.2% accuracy on GSM8K.")
    >>> [claim.value.text for claim in Extractor().extract(document)]
    ['71.2%']
    """

    def __init__(self, rulebook: Rulebook | None = None, *, prefilter: bool = True, decide: bool = True) -> None:
        self.rulebook = rulebook or load_rulebook()
        self._assembler = Assembler(self.rulebook, prefilter=prefilter, decide=decide)

    def extract(self, document: Document) -> list[Claim]:
        """Return the claims of a document, in order of place.

        Args:
            document: The document; every offset of the result counts in its text or, where marked, its title. Of a
                document with blocks only these are read, without its tables.
        """
        return [claim for claim, _ in self.drafts(document)]

    def drafts(self, document: Document) -> list[tuple[Claim, Draft]]:
        """Return the claims of a document, each with its draft: the evidence and the steps behind it."""
        return self._run(document)[0]

    def explain(self, document: Document) -> list[NumberNote]:
        """Return a note for every number of a document's prose, in order of place."""
        made, lost, text = self._run(document)
        notes = []
        for claim, draft in made:
            span = text.to_source(draft.quantity.span)
            steps = [f"rule {draft.reading.rule.id}: {draft.reading.rule.says}", *draft.steps]
            steps += [f"confidence {claim.confidence:.2f}, by log odds: {self._assembler.reasons(draft)}"]
            notes.append(NumberNote(span, text.source[span.start : span.end], claim, claim.rule, "", steps))
        for rejection in lost:
            span = text.to_source(rejection.quantity.span)
            notes.append(NumberNote(span, text.source[span.start : span.end], None, rejection.rule, rejection.reason))
        noted = [note.span for note in notes]
        counts = map(text.to_source, find_counts(text.plain, self.rulebook.quantities))
        notes += [
            NumberNote(span, text.source[span.start : span.end], None, "", "a count in words")
            for span in counts
            if not any(span.overlaps(other) for other in noted)
        ]
        return sorted(notes, key=lambda note: note.span)

    def _run(self, document: Document) -> tuple[list[tuple[Claim, Draft]], list[Rejection], PlainText]:
        prose, title = read_prose(document), normalise(document.title)
        drafts, rejections = self._assembler.assemble(title.plain, prose.text.plain, outline=prose.outline)
        builder = _Builder(document, prose, title)
        return [(builder.build(draft), draft) for draft in drafts], rejections, prose.text


# What opens a macro's argument right before a name.
_MACRO_BEFORE = re.compile(r"(?:\\[A-Za-z]+)?\{$")


class _Builder:
    """Turns drafts into records: plain offsets into source offsets, names into canonical names."""

    def __init__(self, document: Document, prose: Prose, title: PlainText) -> None:
        self._document, self._prose, self._text, self._title = document, prose, prose.text, title
        self._seen: Counter[tuple[str, str, str]] = Counter()

    def build(self, draft: Draft) -> Claim:
        quantity = draft.quantity
        value = self._value(quantity, draft.unit, draft.qualifier)
        if draft.kind == "score" and quantity.sign == "-":  # a level can be below zero, a difference has a direction
            value = value.model_copy(update={"low": -value.high, "high": -value.low})
        sentence = self._quote(draft.sentence.span)
        key = (draft.kind, sentence.text, value.text)
        self._seen[key] += 1
        identity = "\x1f".join((self._document.doc_id, *key, str(self._seen[key])))
        return Claim(
            id=hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:12],
            doc_id=self._document.doc_id,
            title=self._document.title,
            kind=draft.kind,  # type: ignore[arg-type]
            value=value,
            from_=self._value(quantity.start_level, quantity.start_level.unit, "") if quantity.start_level else None,
            direction=draft.direction,  # type: ignore[arg-type]
            scale=draft.scale,  # type: ignore[arg-type]
            aggregate=draft.aggregate,  # type: ignore[arg-type]
            benchmarks=tuple(self._name(place) for place in draft.benchmarks),
            metric=self._metric(draft),
            model=self._name(draft.model) if draft.model else None,
            base_model=self._name(draft.base_model) if draft.base_model else None,
            baseline=self._name(draft.baseline) if draft.baseline else None,
            sentence=sentence,
            section=self._prose.section_at(sentence.start),
            rule=draft.reading.rule.id,
            confidence=round(draft.confidence, 2),
            date=self._document.date,
            url=self._document.url,
        )

    def _quote(self, span: Span) -> Quote:
        source = self._text.to_source(span)
        return Quote(text=self._text.source[source.start : source.end], start=source.start, end=source.end)

    def _value(self, quantity: Quantity, unit: str, qualifier: str) -> Value:
        quote = self._quote(quantity.span)
        return Value(
            text=quote.text, start=quote.start, end=quote.end,
            low=quantity.low, high=quantity.high, unit=unit, qualifier=qualifier,  # type: ignore[arg-type]
        )  # fmt: skip

    def _name(self, place: Place) -> Name:
        where = self._title if place.in_title else self._text
        source = _with_opening(where.source, where.to_source(place.span))
        text, plain = where.source[source.start : source.end], where.plain[place.span.start : place.span.end]
        return Name(
            text=text,
            name=text[1:] if plain == text[1:].upper() and place.name in ("", plain) else place.name or plain,
            start=source.start,
            end=source.end,
            in_="title" if place.in_title else "text",
        )

    def _metric(self, draft: Draft) -> Metric | None:
        if draft.metric:
            quote = self._quote(draft.metric.span)
            return Metric(text=quote.text, name=draft.metric.name or quote.text, start=quote.start, end=quote.end)
        if draft.metric_inferred:
            return Metric(text=draft.metric_inferred, name=draft.metric_inferred, inferred=True)
        return None


def _with_opening(source: str, span: Span) -> Span:
    """Let a name that is a macro, or that holds the closing brace of one, hold it: `\\foo`, `\\textbf{Foo} model`."""
    text = source[span.start : span.end]
    before = source[max(0, span.start - 2) : span.start]
    if text[:1].isalpha() and before.endswith("\\") and before != "\\\\":
        return Span(span.start - 1, span.end)
    if text.count("}") <= text.count("{"):
        return span
    opening = _MACRO_BEFORE.search(source, max(0, span.start - 30), span.start)
    return Span(opening.start(), span.end) if opening else span


def extract(text: str, title: str = "", doc_id: str = "") -> list[Claim]:
    """Return the claims of one text.

    Args:
        text: The text; offsets of the result count in it, in Unicode code points.
        title: The paper's title; it often holds the name of the paper's own method.
        doc_id: Identity of the paper; part of each claim's id.
    """
    return Extractor().extract(Document(doc_id, title, text))


def extract_documents(
    documents: Iterable[Document], extractor: Extractor | None = None
) -> Iterator[tuple[Document, list[Claim]]]:
    """Yield each document with its claims, in the order given.

    Args:
        documents: The documents.
        extractor: The extractor to use; a new one with the package's rules where it is None.
    """
    extractor = extractor or Extractor()
    for document in documents:
        yield document, extractor.extract(document)
