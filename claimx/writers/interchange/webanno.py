"""Claims as W3C Web Annotations (JSON-LD): one annotation a claim, on its value, with the record in the body.

The model: https://www.w3.org/TR/annotation-model/. Positions count code points, as the model's normative
definition has it; browsers count UTF-16 units, so those are there too, as terms of our own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from claimx.model import Claim, Document, Value
from claimx.writers.interchange.description import describe_claim
from claimx.writers.interchange.export import Context, Export, LeftOut, Part
from claimx.writers.interchange.places import find_mismatch, text_of, utf16_offset
from claimx.writers.papers import find_paper_link

CONTEXT_IRI = "http://www.w3.org/ns/anno.jsonld"
TERMS = "urn:claimx:terms:"
_AROUND = 32  # code points of prefix and suffix; about thirty is what annotation tools write


def export_webanno(claims: Iterable[Claim], context: Context) -> Export:
    """Return one JSON-LD file: an annotation collection with all claims on its first page.

    A claim that its document contradicts is left out. Without the document, context comes from the claim's own
    sentence and UTF-16 positions, which only the whole text tells, are absent.
    """
    left_out: list[LeftOut] = []
    annotations: list[dict[str, Any]] = []
    for claim in claims:
        document = context.documents.get(claim.doc_id)
        mismatch = find_mismatch(claim, document) if document else _find_mismatch_in_sentence(claim)
        if mismatch:
            left_out.append(LeftOut(claim, mismatch, is_fault=True))
        else:
            annotations.append(_build_annotation(claim, document))
    text = json.dumps(_build_collection(annotations), ensure_ascii=False, indent=2) + "\n"
    return Export((Part("claims.jsonld", text),), tuple(left_out))


def _build_collection(annotations: list[dict[str, Any]]) -> dict[str, Any]:
    identity = "\n".join(annotation["id"] for annotation in annotations)
    collection = _urn("collection", hashlib.sha256(identity.encode()).hexdigest()[:12])
    page = {"id": f"{collection}:1", "type": "AnnotationPage", "partOf": collection, "startIndex": 0}
    return {
        "@context": [CONTEXT_IRI, {"claimx": TERMS}],
        "id": collection,
        "type": "AnnotationCollection",
        "label": "Quantitative claims found by claimx",
        "generator": {"id": "urn:claimx:generator", "type": "Software", "name": "claimx"},
        "total": len(annotations),
        "first": {**page, "items": annotations},
    }


def _build_annotation(claim: Claim, document: Document | None) -> dict[str, Any]:
    record = {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": claim.to_json()}
    words = {"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": describe_claim(claim)}
    value = claim.value
    quoted = _quote_selector(claim, document)
    kind = "title" if value.in_ == "title" else "document"
    targets = [_target(_urn(kind, claim.doc_id), [quoted, _position_selector(value, document)])]
    link = find_paper_link(claim.doc_id, claim.url or (document.url if document else None))
    if link:
        # positions count in the text as read, not in the page, so that the page gets the quote alone
        targets.append(_target(link, quoted))
    return {
        "id": _urn("claim", claim.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": [words, record],
        "target": targets,
    }


def _target(source: str, selector: Any) -> dict[str, Any]:
    return {"type": "SpecificResource", "source": source, "selector": selector}


def _quote_selector(claim: Claim, document: Document | None) -> dict[str, Any]:
    value = claim.value
    text, start = (
        (text_of(document, value), value.start) if document else (claim.sentence.text, _start_in_sentence(claim))
    )
    end = start + len(value.text)
    return {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - _AROUND) : start],
        "suffix": text[end : end + _AROUND],
    }


def _position_selector(value: Value, document: Document | None) -> dict[str, Any]:
    selector: dict[str, Any] = {"type": "TextPositionSelector", "start": value.start, "end": value.end}
    if document:
        text = text_of(document, value)
        selector["claimx:utf16Start"] = utf16_offset(text, value.start)
        selector["claimx:utf16End"] = utf16_offset(text, value.end)
    return selector


def _find_mismatch_in_sentence(claim: Claim) -> str:
    value, sentence, start = claim.value, claim.sentence, _start_in_sentence(claim)
    if value.in_ != sentence.in_ or start < 0 or sentence.text[start : start + value.end - value.start] != value.text:
        return "its value is not where the claim says in its own sentence, and its document is not given"
    return ""


def _start_in_sentence(claim: Claim) -> int:
    return claim.value.start - claim.sentence.start


def _urn(kind: str, identity: str) -> str:
    return f"urn:claimx:{kind}:{quote(identity.encode('utf-8', 'surrogatepass'), safe='')}"
