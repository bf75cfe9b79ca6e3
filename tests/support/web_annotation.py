"""What the W3C's Web Annotation Data Model (Recommendation of 23 February 2017) demands of a collection of annotations.

Each check is a MUST or MUST NOT of the section that stands beside it, for the parts of the model that are used here.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PURPOSES = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
DATED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def faults(document: dict[str, Any]) -> list[str]:
    """Every demand that a collection does not meet, in words."""
    found = [] if document.get("@context") == CONTEXT else ["3.1: the one @context is not the annotations' own"]
    found += _collection(document)
    for number, annotation in enumerate(document.get("first", {}).get("items", ())):
        found += [f"annotation {number}: {fault}" for fault in _annotation(annotation)]
    names = [document.get("id"), document.get("first", {}).get("id")]
    names += [annotation.get("id") for annotation in document.get("first", {}).get("items", ())]
    return found + (["two things have one id"] if len(set(names)) < len(names) else [])


def _collection(document: dict[str, Any]) -> list[str]:
    """Sections 5.1 and 5.2: an AnnotationCollection, with its first and only AnnotationPage in it."""
    page = document.get("first")
    checks = {
        "5.1: the collection has no single IRI as its id": is_iri(document.get("id")),
        "5.1: the collection is no AnnotationCollection": "AnnotationCollection" in as_list(document.get("type")),
        "5.1: total is no number of at least 0": isinstance(document.get("total"), int) and document["total"] >= 0,
        "5.1: the label is no string": isinstance(document.get("label", ""), str),
        "5.1: first is no page": isinstance(page, dict),
    }
    if isinstance(page, dict):
        checks |= {
            "5.2: the page has no single IRI as its id": is_iri(page.get("id")),
            "5.2: the page is no AnnotationPage": "AnnotationPage" in as_list(page.get("type")),
            "5.2: the page has no list of items": isinstance(page.get("items"), list),
            "5.2: startIndex is no number of at least 0": isinstance(page.get("startIndex", 0), int),
            "5.2: the page is no part of the collection": page.get("partOf", document.get("id")) == document.get("id"),
            "5.1: total is not the number of annotations": len(page.get("items", ())) == document.get("total"),
        }
    return [fault for fault, is_met in checks.items() if not is_met]


def _annotation(annotation: dict[str, Any]) -> list[str]:
    bodies, targets = as_list(annotation.get("body")), as_list(annotation.get("target"))
    checks = {
        "3.1: no single IRI as its id": is_iri(annotation.get("id")),
        "3.1: no Annotation": "Annotation" in as_list(annotation.get("type")),
        "3.1: no target": bool(targets),
        "3.2.5: body and bodyValue": not ("body" in annotation and "bodyValue" in annotation),
        "3.3.5: no such motivation": set(as_list(annotation.get("motivation"))) <= PURPOSES,
        "3.3.1: created is no moment in UTC": bool(DATED.fullmatch(annotation.get("created", "2020-01-01T00:00:00Z"))),
    }
    found = [fault for fault, is_met in checks.items() if not is_met]
    for resource in (*bodies, *targets):
        found += _resource(resource)
    return found


def _resource(resource: Any) -> list[str]:
    """Sections 3.2.4 and 4: a TextualBody, or a SpecificResource with its selectors."""
    if isinstance(resource, str):
        return [] if is_iri(resource) else ["3.2: a body or target is no IRI"]
    if resource.get("type") == "TextualBody":
        checks = {
            "3.2.4: no single value": isinstance(resource.get("value"), str),
            "3.3.5: no such purpose": resource.get("purpose") in PURPOSES,
        }
        return [fault for fault, is_met in checks.items() if not is_met]
    checks = {
        "4: no single source": is_iri(resource.get("source"), relative=True),
        "3.3.5: no such purpose": resource.get("purpose", "linking") in PURPOSES,
    }
    found = [fault for fault, is_met in checks.items() if not is_met]
    for selector in as_list(resource.get("selector")):
        found += _selector(selector)
    return found


def _selector(selector: dict[str, Any]) -> list[str]:
    """Sections 4.2.4 and 4.2.5: quotes and positions, in code points."""
    if selector.get("type") == "TextQuoteSelector":
        checks = {
            "4.2.4: no single exact": isinstance(selector.get("exact"), str) and selector["exact"] != "",
            "4.2.4: more than one prefix": isinstance(selector.get("prefix", ""), str),
            "4.2.4: more than one suffix": isinstance(selector.get("suffix", ""), str),
        }
    elif selector.get("type") == "TextPositionSelector":
        start, end = (selector[name] if type(selector.get(name)) is int else -1 for name in ("start", "end"))
        checks = {
            "4.2.5: start and end are not numbers of at least 0": min(start, end) >= 0,
            "4.2.5: the end is not behind the start": start < end,
        }
    else:
        checks = {"4.2: no such selector": False}
    return [fault for fault, is_met in checks.items() if not is_met]


def is_iri(given: Any, *, relative: bool = False) -> bool:
    """Whether something is one IRI; `relative` allows one that is relative to where the document stands (JSON-LD)."""
    if not isinstance(given, str) or not given or re.search(r"[\x00-\x20<>\"{}|\\^`]", given):
        return False
    return relative or bool(urlsplit(given).scheme)


def as_list(given: Any) -> list[Any]:
    """What JSON-LD has as one thing or as a list of them."""
    return [] if given is None else given if isinstance(given, list) else [given]
