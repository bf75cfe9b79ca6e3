"""The parts that a map shows: each side's ground by its status, with its area, its share, its look and its words.

Areas are those of the faces, added up; nothing is measured here. The legend, the table beside the map and the words for
those who do not see it are all made of these parts, so they say the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from whoholds.atlas.faces import Face, Faces
from whoholds.atlas.ground_from_points import UNINHABITED
from whoholds.atlas.parts import NOT_SAID
from whoholds.atlas.words import normalised
from whoholds.errors import UnknownName, WhoholdsError
from whoholds.model import Status
from whoholds.showing.maps.colours import Side, colours_of, look_of, look_of_nobody, look_of_two
from whoholds.showing.maps.drawing import Look
from whoholds.showing.words import shorten

LONGEST_NAME = 80
NOTHING = 1e-6  # km²: what is less than a square metre is left by the cutting of lines, and is no part
DUST = 0.05  # km²: less ground that nobody is said to hold is left by the cutting of lines, and is no row of a legend
_JOINTS = re.compile(r"[:,;/&+()]|\b(?:and|or|mixed|contested|between|by|both)\b", re.IGNORECASE)
_STATUS_WORDS: Mapping[Status, str] = {
    "controlled": "",
    "contested": ", contested",
    "influence": ", influence",
    "unknown": ", not certain",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownPart:
    """One part: what the source calls it, the atlas's name of the holder, its status, area, share and look.

    `share` is in percent of all parts together. `label` is how the legend names it. `geometries` are in longitude and
    latitude.
    """

    name: str
    holder: str | None
    status: Status
    km2: float
    share: float
    label: str
    look: Look
    geometries: tuple[Any, ...] = field(repr=False)

    @property
    def is_held(self) -> bool:
        """Say whether somebody holds it, or fights for it."""
        return self.name not in (NOT_SAID, UNINHABITED)


def standard_variant(faces: Faces) -> str:
    """Return the name of the boundary that is drawn when none is asked for."""
    return faces.base.variants[0]


def shown_parts(faces: Faces, variant: str | None = None) -> tuple[ShownPart, ...]:
    """Return a layer's parts within a boundary: what is held by its area, then what is uninhabited or left unsaid.

    Raises UnknownName for a boundary variant that the faces have not, WhoholdsError where there is no land.
    """
    name = standard_variant(faces) if variant is None else variant
    if name not in faces.base.variants:
        known = "; ".join(repr(each) for each in faces.base.variants)
        raise UnknownName(f"no boundary variant {name[:80]!r} of this layer: known are {known}")
    grouped: dict[tuple[str, str | None, Status], list[Face]] = defaultdict(list)
    for face in faces.faces:
        if name in face.variants:
            grouped[face.name, face.holder, face.status].append(face)
    areas = {key: sum(face.area_km2 for face in of_it) for key, of_it in grouped.items()}
    whole = sum(areas.values())
    if whole <= 0:
        raise WhoholdsError(f"no land in the boundary {name!r} of {faces.place}: there is nothing to draw")
    order = sorted((key for key in areas if areas[key] > NOTHING), key=lambda key: (_rank(key), -areas[key], str(key)))
    looks = looks_of(faces.place, order, _overlaps(faces))
    return tuple(
        ShownPart(
            name=key[0],
            holder=key[1],
            status=key[2],
            km2=areas[key],
            share=100 * areas[key] / whole,
            label=label_of(*key),
            look=looks[key],
            geometries=tuple(face.geometry for face in grouped[key]),
        )
        for key in order
    )


def looks_of(
    place: str, keys: Sequence[tuple[str, str | None, Status]], overlaps: Mapping[str, Sequence[str]] | None = None
) -> dict[tuple[str, str | None, Status], Look]:
    """Return the look of each part, given by name, holder and status; the parts with most ground come first.

    `overlaps` maps the name of ground that a layer gives to several sides to their names.
    """
    held = [Side(name, holder) for name, holder, _ in keys if holder is not None or not _is_nobodys(name)]
    sides = list(dict.fromkeys(side for side in held if side.holder is not None))
    named = {key: _sides_named(key[0], sides, (overlaps or {}).get(key[0], ())) for key in keys if key[1] is None}
    both = [side for found in named.values() for side in found]
    alone = [Side(key[0], None) for key in keys if key[1] is None and key[2] != "contested" and not _is_nobodys(key[0])]
    colours = colours_of(place, list(dict.fromkeys([*sides, *both, *alone])))
    looks: dict[tuple[str, str | None, Status], Look] = {}
    for key in keys:
        name, holder, status = key
        if holder is None and len(named[key]) > 1:
            looks[key] = look_of_two(*(colours[side] for side in named[key][:2]))
        elif holder is None and (_is_nobodys(name) or status == "contested"):
            looks[key] = look_of_nobody("contested" if status == "contested" else name)
        else:
            looks[key] = look_of(status, colours[Side(name, holder)])
    return looks


def label_of(name: str, holder: str | None, status: Status) -> str:
    """Return the words by which a legend names a part.

    >>> label_of("the army", "Government", "influence"), label_of("North, South", None, "contested")
    ('the army, influence', 'North, South (contested)')
    >>> label_of("not said", None, "unknown"), label_of("uninhabited", None, "controlled")
    ('Not said by the source', 'Uninhabited')
    """
    words = shorten(name, LONGEST_NAME)
    if holder is not None:
        return words + _STATUS_WORDS[status]
    if name == NOT_SAID:
        return "Not said by the source"
    if name == UNINHABITED:
        return "Uninhabited"
    if status != "contested":
        return words + _STATUS_WORDS[status]
    return words if normalised(name).startswith("contested") else f"{words} (contested)"


def share_words(share: float) -> str:
    """Return a share as a legend prints it: to a tenth, to a hundredth where it is small.

    >>> share_words(62.774), share_words(0.034), share_words(0.001), share_words(100.0)
    ('62.8%', '0.03%', '<0.01%', '100.0%')
    """
    if share <= 0:
        return "0%"
    if share < 0.005:
        return "<0.01%"
    return f"{share:.2f}%" if share < 0.095 else f"{share:.1f}%"


def area_words(km2: float) -> str:
    """Return an area as a legend prints it: to the km², to a tenth below ten.

    >>> area_words(116717.4), area_words(3.26), area_words(0.01)
    ('116,717', '3.3', '<0.1')
    """
    if 0 < km2 < 0.05:
        return "<0.1"
    return f"{km2:.1f}" if km2 < 9.95 else f"{km2:,.0f}"


# ------------------------------------------------------------------------------------------------ pieces of it


def _rank(key: tuple[str, str | None, Status]) -> int:
    return 2 if key[0] == NOT_SAID else 1 if key[0] == UNINHABITED else 0


def _is_nobodys(name: str) -> bool:
    return name in (NOT_SAID, UNINHABITED)


def _overlaps(faces: Faces) -> dict[str, tuple[str, ...]]:
    """Return for each name of land that a layer gives to several: whose it is."""
    found = {}
    for overlap in faces.overlaps:
        names = tuple(dict.fromkeys(name for name, _ in overlap.grounds))
        found[", ".join(names)] = names
    return found


def _sides_named(name: str, sides: Sequence[Side], overlap: Iterable[str]) -> list[Side]:
    """Return the sides that contest ground: those of an overlap, or those that its name names ("mixed: A and B")."""
    by_name: dict[str, Side] = {}
    for side in sides:
        by_name.setdefault(normalised(side.name), side)
    for side in sides:
        by_name.setdefault(normalised(side.holder or ""), side)
    if overlap:
        return [by_name.get(normalised(each), Side(each, None)) for each in overlap]
    pieces = (normalised(piece) for piece in _JOINTS.split(name[:300]))
    found = [by_name[piece] for piece in pieces if piece and piece in by_name]
    return list(dict.fromkeys(found)) if len(set(found)) > 1 else []
