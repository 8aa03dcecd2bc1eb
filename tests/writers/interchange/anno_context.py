"""The terms of the W3C's annotation context that our annotations use, so that no test needs the network.

Terms and their meaning are those of the vocabulary, https://www.w3.org/TR/annotation-vocab/.
"""

from __future__ import annotations

from typing import Any

_OA, _AS, _DC = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/"
_RDF, _XSD = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2001/XMLSchema#"
_COUNT = f"{_XSD}nonNegativeInteger"


def _link(iri: str, **more: str) -> dict[str, str]:
    return {"@id": iri, "@type": "@id", **more}


CONTEXT: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{name: _OA + name for name in ("Annotation", "TextualBody", "SpecificResource")},
    **{name: _OA + name for name in ("TextQuoteSelector", "TextPositionSelector")},
    **{name: _OA + name for name in ("describing", "commenting", "exact", "prefix", "suffix")},
    "AnnotationCollection": f"{_AS}OrderedCollection",
    "AnnotationPage": f"{_AS}OrderedCollectionPage",
    "Software": f"{_AS}Application",
    "body": _link(f"{_OA}hasBody"),
    "target": _link(f"{_OA}hasTarget"),
    "source": _link(f"{_OA}hasSource"),
    "selector": _link(f"{_OA}hasSelector"),
    "generator": _link(f"{_AS}generator"),
    "first": _link(f"{_AS}first"),
    "partOf": _link(f"{_AS}partOf"),
    "items": _link(f"{_AS}items", **{"@container": "@list"}),
    "motivation": {"@id": f"{_OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{_OA}hasPurpose", "@type": "@vocab"},
    "start": {"@id": f"{_OA}start", "@type": _COUNT},
    "end": {"@id": f"{_OA}end", "@type": _COUNT},
    "total": {"@id": f"{_AS}totalItems", "@type": _COUNT},
    "startIndex": {"@id": f"{_AS}startIndex", "@type": _COUNT},
    "format": f"{_DC}elements/1.1/format",
    "value": f"{_RDF}value",
    "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
}


def load_document(url: str, _options: Any = None) -> dict[str, Any]:
    """Give the annotation context to a JSON-LD processor, and nothing else."""
    assert url == "http://www.w3.org/ns/anno.jsonld", f"{url} would be fetched"
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}
