"""A map of changes: which ground went from whom to whom between two maps, over the pale ground of the later one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from whoholds.atlas.comparing import Change, Holding
from whoholds.atlas.faces import Faces
from whoholds.atlas.parts import NOT_SAID
from whoholds.showing import words
from whoholds.showing.maps import notes
from whoholds.showing.maps.base_map import BaseMap
from whoholds.showing.maps.colours import look_of, palette, tinted
from whoholds.showing.maps.drawing import Group, Look, Picture, Shape
from whoholds.showing.maps.frame import Frame
from whoholds.showing.maps.legend import Entry
from whoholds.showing.maps.lettering import Lettering
from whoholds.showing.maps.outlines import path_of, simplified_together
from whoholds.showing.maps.parts import DUST, area_words, label_of, looks_of
from whoholds.showing.maps.sheet import Sheet
from whoholds.showing.maps.surroundings import Surroundings

PALE = 0.72  # how much white is in the ground that did not change
MOST_ROWS = 9  # kinds of change that the legend names one by one
MOST_SAID = 6
LEFT_OUT = 0.01  # of all that changed: so much in small pieces may lie beyond the edge, which a note then says


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeMap:
    """A map of changes, and the changes that it shows: its table."""

    picture: Picture
    changes: tuple[Change, ...]


def change_map(
    a: Faces, b: Faces, changes: Sequence[Change], around: Surroundings, frame: Frame, *, variant: str | None = None
) -> ChangeMap:
    """Return the map of what `comparing.compare` found between two maps, within the boundary that it was asked for."""
    name = a.base.variants[0] if variant is None else variant
    shown = tuple(change for change in changes if (change.moved or change.altered) and change.area_km2 >= DUST)
    looks = _looks(a.place, changes)
    title = title_of(a, b, around.name)
    sheet = Sheet(frame, title, None if shown else "Nothing changed.")
    scattered = _Scattered(shown)
    base = sheet.map_of(around, name, scattered.focus)
    ground = _after(base, changes)
    pale = [Shape(path=path_of(g, base.digits), fill=_pale(looks[_key(holding)])) for holding, g in ground]
    letters = Lettering(base)
    over = _changes(base, shown, looks, a, b)
    sheet.add(
        base.put_together(
            *base.below(),
            Group(part="ground", items=tuple(shape for shape in pale if shape.path)),
            base.fronts([geometry for _, geometry in ground]),
            *base.above(),
            over,
            letters.scale(),
            letters.towns(),
            letters.names_abroad(),
        )
    )
    sheet.legend(_entries(shown, changes, looks, a, b), ("km²",), base)
    sheet.notes(_notes(a, b, base, scattered.beyond_km2(base)))
    return ChangeMap(picture=sheet.picture(_desc(shown, a, b, base)), changes=shown)


def title_of(a: Faces, b: Faces, place: str) -> str:
    """Return the title: from which day to which, or in what two sources differ."""
    one, other = a.evidence, b.evidence
    if one.source == other.source:
        return f"{place}: what changed hands from {words.date(one.as_of)} to {words.date(other.as_of)}"
    names = f"{words.shorten(one.source, 40)} and {words.shorten(other.source, 40)}"
    if one.as_of == other.as_of:
        return f"{place}: where {names} differ {notes.day_words(one.as_of)}"
    return f"{place}: where {names} differ, {words.date(one.as_of)} and {words.date(other.as_of)}"


def change_words(change: Change, a: Faces, b: Faces) -> str:
    """Return one kind of change in words: "From ISIS to the army", or what each of two sources says."""
    before, after = (_said(holding) for holding in (change.before, change.after))
    if a.evidence.source == b.evidence.source:
        return f"From {before} to {after}"
    return f"{before} by {words.shorten(a.evidence.source, 30)}, {after} by {words.shorten(b.evidence.source, 30)}"


def _said(holding: Holding) -> str:
    return NOT_SAID if holding.name == NOT_SAID else label_of(*holding)


# ------------------------------------------------------------------------------------------------ looks


def _key(holding: Holding) -> tuple[str, str | None, Any]:
    """Return by what a holding's look is found: two sources may call one side by two names."""
    return holding.side, holding.holder, holding.status


def _looks(place: str, changes: Sequence[Change]) -> dict[tuple[str, str | None, Any], Look]:
    """Return the look of every holding; the sides with most ground on both maps come first."""
    ground: dict[tuple[str, str | None, Any], float] = defaultdict(float)
    for change in changes:
        ground[_key(change.before)] += change.area_km2
        ground[_key(change.after)] += change.area_km2
    return looks_of(place, sorted(ground, key=lambda key: (-ground[key], str(key))))


def _look_of_change(change: Change, looks: dict[tuple[str, str | None, Any], Look]) -> Look:
    """Return the look of ground that changed: that of who has it now, or stripes of who is said to have it no more."""
    if change.after.name == NOT_SAID:
        before = looks[_key(change.before)]
        return Look(palette()["ground"]["paper"], before.ink or before.ground, "stripes")
    return looks[_key(change.after)]


def _pale(look: Look) -> Look:
    return Look(tinted(look.ground, PALE), None if look.ink is None else tinted(look.ink, PALE), look.texture)


# ------------------------------------------------------------------------------------------------ pieces of it


class _Scattered:
    """The pieces of what changed, and which of them a map is to show if it cannot show all from near."""

    def __init__(self, shown: Sequence[Change]) -> None:
        import numpy as np
        import shapely

        from whoholds.atlas.map_lines import straight_areas_km2

        pieces = shapely.get_parts([change.geometry for change in shown]) if shown else np.array([], dtype=object)
        areas = straight_areas_km2(pieces)
        order = np.argsort(-areas, kind="stable")
        self.pieces, self.areas = pieces[order], areas[order]
        self._main = np.cumsum(self.areas) - self.areas < (1 - LEFT_OUT) * areas.sum()

    @property
    def focus(self) -> Any:
        """The largest pieces, as one geometry; None where nothing changed."""
        import shapely

        return shapely.geometrycollections(self.pieces[self._main]) if len(self.pieces) else None

    def beyond_km2(self, base: BaseMap) -> float:
        """Return how much of what changed lies beyond the edge of a map."""
        import shapely

        box = base.box
        frame = shapely.box(box.x, box.y, box.right, box.foot)
        return float(self.areas[~shapely.intersects(base.view.place(self.pieces), frame)].sum())


def _after(base: BaseMap, changes: Sequence[Change]) -> list[tuple[Holding, Any]]:
    """Return the ground as the second map has it, in units of the drawing."""
    of: dict[Holding, list[Any]] = defaultdict(list)
    for change in changes:
        of[change.after].append(change.geometry)
    drawn = simplified_together([base.land(geometries) for geometries in of.values()], base.tolerance)
    return list(zip(of, drawn, strict=True))


def _changes(
    base: BaseMap, shown: Sequence[Change], looks: dict[tuple[str, str | None, Any], Look], a: Faces, b: Faces
) -> Group:
    drawn = simplified_together([base.land([change.geometry]) for change in shown], base.tolerance / 2)
    line = palette()["lines"]["country"]
    items = [
        Shape(
            path=path_of(geometry, base.digits),
            fill=_look_of_change(change, looks),
            stroke=line,
            width=0.5,
            says=f"{change_words(change, a, b)}: {area_words(change.area_km2)} km²",
        )
        for change, geometry in zip(shown, drawn, strict=True)
    ]
    return Group(part="changes", items=tuple(item for item in items if item.path))


def _entries(
    shown: Sequence[Change],
    changes: Sequence[Change],
    looks: dict[tuple[str, str | None, Any], Look],
    a: Faces,
    b: Faces,
) -> list[Entry]:
    entries = [
        Entry(
            look=_look_of_change(change, looks),
            label=change_words(change, a, b),
            numbers=(area_words(change.area_km2),),
        )
        for change in shown[:MOST_ROWS]
    ]
    if len(shown) > MOST_ROWS:
        rest = sum(change.area_km2 for change in shown[MOST_ROWS:])
        label = f"{words.counted(len(shown) - MOST_ROWS, 'smaller change')}"
        entries.append(
            Entry(look=look_of("controlled", palette()["ground"]["paper"]), label=label, numbers=(area_words(rest),))
        )
    total = sum(change.area_km2 for change in shown)
    entries.append(Entry(look=None, label="All that changed", numbers=(area_words(total) if shown else "0",)))
    stayed = [change for change in changes if change not in shown and change.area_km2 >= DUST]
    for change in stayed[:MOST_ROWS]:
        look = _pale(looks[_key(change.after)])
        entries.append(
            Entry(look=look, label=f"{_upper(_said(change.after))}, as before", numbers=(area_words(change.area_km2),))
        )
    return entries


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _notes(a: Faces, b: Faces, base: BaseMap, beyond_km2: float) -> list[str]:
    lines = notes.of_layer(b, base.around, base.variant, dashed=base.has_disputed)
    if beyond_km2 > 0:
        lines.insert(1, f"Beyond the edge of the map lie changes of {area_words(beyond_km2)} km².")
    first = notes.source_line(a.evidence)
    if a.evidence.source == b.evidence.source:
        days = f"{words.date(a.evidence.as_of)} and {words.date(b.evidence.as_of)}"
        lines[0] = lines[0].replace(f"as of {words.date(b.evidence.as_of)}", f"as of {days}", 1)
        return lines
    return [first, *lines]


def _desc(shown: Sequence[Change], a: Faces, b: Faces, base: BaseMap) -> str:
    """Return what the map shows, for those who do not see it."""
    said = [f"{change_words(change, a, b)}: {area_words(change.area_km2)} km²" for change in shown[:MOST_SAID]]
    more = f"; and {words.counted(len(shown) - MOST_SAID, 'smaller change')}" if len(shown) > MOST_SAID else ""
    return f"Map of changes in {base.around.name}. {'; '.join(said) or 'Nothing changed'}{more}. {base.plane.says}."
