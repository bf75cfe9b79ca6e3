"""A layer as a map: who holds which ground on one day, with its legend, its source and its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from whoholds.atlas.faces import Faces
from whoholds.showing import words
from whoholds.showing.maps import notes
from whoholds.showing.maps.base_map import BaseMap
from whoholds.showing.maps.drawing import Group, Picture, Shape
from whoholds.showing.maps.frame import Frame
from whoholds.showing.maps.legend import Entry
from whoholds.showing.maps.lettering import Lettering
from whoholds.showing.maps.outlines import path_of, simplified_together
from whoholds.showing.maps.parts import DUST, ShownPart, area_words, share_words, shown_parts, standard_variant
from whoholds.showing.maps.sheet import Sheet
from whoholds.showing.maps.surroundings import Surroundings

MOST_SAID = 8  # parts that the description names
LEAST_NAMED = 1.0  # percent of the area: smaller parts are named in the legend only


@dataclass(frozen=True, kw_only=True, slots=True)
class ControlMap:
    """A map, the boundary that it is drawn within, and the parts that it shows: its table."""

    picture: Picture
    variant: str
    parts: tuple[ShownPart, ...]


def control_map(
    faces: Faces, around: Surroundings, frame: Frame, *, variant: str | None = None, asked: str | None = None
) -> ControlMap:
    """Return the map of a layer within one of its boundaries; `variant` None is the standard one.

    `asked` is the day (ISO 8601) that somebody asked for, where the layer is the newest by then. Raises as
    `shown_parts` does.
    """
    name = standard_variant(faces) if variant is None else variant
    parts = shown_parts(faces, name)
    title = f"{around.name}: who held what {notes.day_words(faces.evidence.as_of)}"
    sheet = Sheet(frame, title, _below_title(faces, asked))
    base = sheet.map_of(around, name)
    drawn = list(simplified_together([base.land(part.geometries) for part in parts], base.tolerance))
    ground = (_grounds(base, parts, drawn), base.fronts(drawn))
    letters = Lettering(base)
    words_ = (letters.scale(), _names(letters, parts, drawn), letters.towns(), letters.names_abroad())
    sheet.add(base.put_together(*base.below(), *ground, *base.above(), *words_))
    entries = [
        Entry(look=part.look, label=part.label, numbers=(share_words(part.share), area_words(part.km2)))
        for part in parts
        if part.holder is not None or part.km2 >= DUST
    ]
    whole = Entry(look=None, label="Whole", numbers=("100%", area_words(sum(part.km2 for part in parts))))
    sheet.legend([*entries, whole], ("Share", "km²"), base)
    sheet.notes(notes.of_layer(faces, around, name, dashed=base.has_disputed))
    return ControlMap(picture=sheet.picture(_desc(parts, base)), variant=name, parts=parts)


def _below_title(faces: Faces, asked: str | None) -> str | None:
    if asked is None or asked == faces.evidence.as_of:
        return None
    return f"The newest layer of this source by {words.date(asked)}."


def _grounds(base: BaseMap, parts: Sequence[ShownPart], drawn: Sequence[Any]) -> Group:
    """Return the parts as they are drawn."""
    items = []
    for part, geometry in zip(parts, drawn, strict=True):
        path = path_of(geometry, base.digits)
        says = f"{part.label}: {share_words(part.share)}, {area_words(part.km2)} km²"
        if path:
            data = (("status", part.status), *((("holder", part.holder),) if part.holder else ()))
            items.append(Shape(path=path, fill=part.look, says=says, data=data))
    return Group(part="ground", items=tuple(items))


def _names(letters: Lettering, parts: Sequence[ShownPart], drawn: Sequence[Any]) -> Group:
    """Return the names of sides, written into their ground."""
    named = []
    for part, geometry in zip(parts, drawn, strict=True):
        if part.is_held and part.holder is not None and part.status == "controlled" and part.share >= LEAST_NAMED:
            named.append((part.name, part.look.ground, geometry))
    return letters.names_of_ground(named)


def _desc(parts: Sequence[ShownPart], base: BaseMap) -> str:
    """Return what the map shows, for those who do not see it."""
    said = [f"{part.label}: {share_words(part.share)}, {area_words(part.km2)} km²" for part in parts[:MOST_SAID]]
    more = f"; and {len(parts) - MOST_SAID} smaller parts" if len(parts) > MOST_SAID else ""
    boundary = f" within the boundary {base.variant}" if base.variant else ""
    return f"Map of {base.around.name}{boundary}. Shares of the area: {'; '.join(said)}{more}. {base.plane.says}."
