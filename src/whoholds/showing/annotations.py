"""Web annotations: each reckoning as a note to the figure's own words on the page that they stand on.

The form is that of the W3C's Web Annotation Data Model (Recommendation of 23 February 2017).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from whoholds.model import Answer, Figure, Reckoning, Report
from whoholds.showing import words
from whoholds.showing.groups import figure_of
from whoholds.showing.json_ld import figure_address
from whoholds.showing.places import PlacesInText, text_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# So much of the text on either side of a quote tells it from the same words elsewhere.
AROUND = 32


def to_annotations(answer: Answer, *, source: str, page: str | None = None, text: str | None = None) -> dict[str, Any]:
    """Return an annotation for each reckoning as one AnnotationCollection (JSON-LD).

    `source` is the address of the page that was read, or the name of its file as an address; `page` is where the page
    with the reckonings stands, to which the annotations link. `text` is the whole text of the source, with its markup
    taken off; with it the annotations say at which character a figure begins and ends. A figure that does not stand
    there has no position, and its words alone say where it is.

    >>> to_annotations(Answer(report=Report(), reckonings=(), checks=()), source="./report.txt")["total"]
    0
    """
    items = list(_annotations(answer, source, page, text))
    name = _name(source, "the collection")
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": "Which ways of counting give the figures of this report",
        "total": len(items),
        "first": {
            "id": _name(source, "the first page"),
            "type": "AnnotationPage",
            "partOf": name,
            "startIndex": 0,
            "items": items,
        },
    }


def _annotations(answer: Answer, source: str, page: str | None, text: str | None) -> Iterator[dict[str, Any]]:
    places = PlacesInText(answer.report, text) if text is not None else None
    for reckoning in answer.reckonings:
        figure = figure_of(reckoning, answer)
        if figure is None or reckoning.figure is None:
            continue
        place = places.of(figure) if places else None
        yield {
            "id": _name(source, f"figure {reckoning.figure}: {figure.quote}"),
            "type": "Annotation",
            "motivation": "commenting",
            "generator": {"type": "Software", "name": "Whoholds"},
            "body": _bodies(reckoning, page),
            "target": {
                "type": "SpecificResource",
                "source": source,
                "selector": _selectors(figure, answer.report, place),
            },
        }


def _bodies(reckoning: Reckoning, page: str | None) -> list[dict[str, Any]]:
    """Return the verdict in words, and the place on the page that shows how it came about."""
    verdict = f"{reckoning.verdict}{words.by_whom(reckoning)}"
    said: dict[str, Any] = {
        "type": "TextualBody",
        "value": f"{verdict[:1].upper()}{verdict[1:]}. {words.clean(reckoning.say)}",
        "format": "text/plain",
        "language": "en",
        "purpose": "commenting",
    }
    address = figure_address(page, reckoning.figure) if reckoning.figure is not None else None
    link = {"type": "SpecificResource", "source": address, "purpose": "linking"}
    return [said, link] if address else [said]


def _selectors(figure: Figure, report: Report, place: tuple[int, int] | None) -> list[dict[str, Any]]:
    start, end = figure.span
    around = text_of(figure, report)
    quoted: dict[str, Any] = {"type": "TextQuoteSelector", "exact": figure.quote}
    if around is not None and around[start:end] == figure.quote:
        quoted |= {"prefix": _before(around[:start]), "suffix": _behind(around[end:])}
    if place is None:
        return [quoted]
    return [quoted, {"type": "TextPositionSelector", "start": place[0], "end": place[1]}]


def _before(text: str) -> str:
    """Return the end of a text, from the beginning of a word: no character with its marks is cut in two.

    >>> _before("The general said on Tuesday that the army had retaken more than ")
    'the army had retaken more than '
    """
    some = text[-AROUND:]
    return some if len(some) == len(text) or " " not in some else some[some.index(" ") + 1 :]


def _behind(text: str) -> str:
    some = text[:AROUND]
    return some if len(some) == len(text) or " " not in some else some[: some.rindex(" ")]


def _name(source: str, what: str) -> str:
    """Return a name for a thing that the same input always gives: a UUID made of what it names."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{source} {what}").urn
