"""The words around a map: its title, where its lines come from, and what they are not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whoholds.atlas.faces import Faces
from whoholds.model import Evidence
from whoholds.showing import words
from whoholds.showing.maps import fonts
from whoholds.showing.maps.colours import palette
from whoholds.showing.maps.drawing import Group, Text
from whoholds.showing.maps.frame import Frame
from whoholds.showing.maps.surroundings import Surroundings

DISCLAIMER = (
    "Lines are as the source gives them; areas only, no positions. "
    "Boundaries and names show what sources say and take no side."
)
TOWNS = "GeoNames, CC\u00a0BY\u00a04.0"
POINTS = (
    "The source gives places: each piece of land goes to its nearest place, so lines between them are no front lines."
)


def day_words(as_of: str) -> str:
    """Return a date with its preposition.

    >>> day_words("2018-12-11"), day_words("2018-11")
    ('on 11 December 2018', 'in November 2018')
    """
    return ("on " if re.fullmatch(r"\d{4}-\d\d-\d\d.*", as_of) else "in ") + words.date(as_of)


def source_line(evidence: Evidence) -> str:
    """Return where a layer comes from: source, date, licence and whose address."""
    pieces = [f"Source: {words.shorten(evidence.source, 100)}, as of {words.date(evidence.as_of)}"]
    if evidence.licence:
        pieces.append(words.shorten(evidence.licence, 160))
    if evidence.url:
        pieces.append(words.shorten(re.sub(r"^https?://(www\.)?", "", evidence.url).split("/")[0], 60))
    return "; ".join(pieces) + "."


def boundary_line(variant: str, why: str | None, papers: str, dashed: bool) -> str:
    """Return in words which boundary is drawn.

    >>> boundary_line("with Crimea", "General Assembly resolution 68/262", "Natural Earth", False)
    'Boundary: with Crimea, as in General Assembly resolution 68/262; Natural Earth.'
    """
    drawn = " Dashed: where it is drawn otherwise." if dashed else ""
    if not variant:
        return f"Boundary: {papers}.{drawn}"
    reason = ""
    if why:
        reason = f", as in {why}" if "resolution" in why and not re.search(r"[;,]", why) else f" ({why})"
    return f"Boundary: {variant}{reason}; {papers}.{drawn}"


def of_layer(faces: Faces, around: Surroundings, variant: str, *, dashed: bool) -> list[str]:
    """Return the sentences below a layer's map: its source, its boundary, what its lines are and are not.

    `dashed` says that disputed borders are seen.
    """
    lines = [source_line(faces.evidence)]
    lines.append(boundary_line(variant, around.why.get(variant), around.papers, dashed))
    if around.towns:
        lines[-1] += f" Towns: {TOWNS}."
    return [*lines, *([POINTS] if faces.evidence.kind == "points" else []), DISCLAIMER]


def heading(frame: Frame, title: str, below: str | None) -> tuple[Group, float]:
    """Lay out a title and a line below it. Return them and where they end."""
    items, y = [], frame.margin * 0.75
    for line in fonts.wrapped(title, frame.inner / frame.widen, frame.title, bold=True):
        y += frame.title * 1.08
        items.append(Text(x=frame.margin, y=y, words=line, size=frame.title, bold=True))
    for line in fonts.wrapped(below or "", frame.inner / frame.widen, frame.text):
        y += frame.text * 1.35
        items.append(Text(x=frame.margin, y=y, words=line, size=frame.text, colour=palette()["lines"]["soft"]))
    return Group(part="title", items=tuple(items)), y + frame.margin * 0.6


def footnotes(frame: Frame, lines: Sequence[str], x: float, y: float, width: float) -> tuple[Group, float]:
    """Lay out sentences in a column of this width. Return them and where they end."""
    items = []
    for sentence in lines:
        for line in fonts.wrapped(words.clean(sentence), width / frame.widen, frame.small):
            y += frame.small * 1.3
            items.append(Text(x=x, y=y, words=line, size=frame.small, colour=palette()["lines"]["soft"]))
        y += frame.small * 0.3
    return Group(part="notes", items=tuple(items)), y
