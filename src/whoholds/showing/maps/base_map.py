"""The map under and over a layer: the sea, other countries, water, units and borders.

Order from below: sea, other countries, (the layer), water, lines of units, outline, disputed borders, words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from whoholds.showing.maps.colours import palette
from whoholds.showing.maps.drawing import Box, Group, Look, Shape, path_of_box
from whoholds.showing.maps.frame import Frame
from whoholds.showing.maps.outlines import clipped, joined, only, path_of, simplified_together
from whoholds.showing.maps.projection import Plane, View
from whoholds.showing.maps.surroundings import Surroundings, disputed_lines

LOWEST, HIGHEST = 0.5, 1.12  # of a map's width: how high it may be
NEAREST = 0.2  # of the country's extent: a map of a part of it shows so much at least
DASHES = (5.0, 3.6)
GRID = 0.02  # units of the drawing: pieces of one ground that come so near each other touch
SMALLEST_WATER = 12.0  # square units of the drawing: smaller water is not seen


class BaseMap:
    """Everything of a map but its layer and its words, laid into a rectangle whose upper left corner is given.

    `focus` is what the map is to show, in longitude and latitude; None is the whole country.
    """

    def __init__(
        self,
        around: Surroundings,
        variant: str,
        frame: Frame,
        *,
        x: float,
        y: float,
        width: float,
        focus: Any = None,
    ) -> None:
        import shapely

        self.around, self.variant, self.frame = around, variant, frame
        everything = shapely.union_all(list(around.variants.values()))
        self.plane = Plane.centred_on(everything)
        bounds = _in_sight(self.plane, everything, focus)
        wide, high = bounds[2] - bounds[0], bounds[3] - bounds[1]
        self.extent_ratio = wide / high
        margin = 0.045 * width
        height = min(max((width - 2 * margin) * high / wide + 2 * margin, LOWEST * width), HIGHEST * width)
        self.box = Box(x, y, width, round(height, 1))
        self.view = View.of(self.plane, bounds, self.box, margin)
        self.digits = 1 if frame.fine <= 2 else 2
        self.tolerance = frame.coarse / max(frame.fine, 1.0)
        self.whole_country = everything

    # -------------------------------------------------------------------------------------------- geometry

    def land(self, geometries: Sequence[Any]) -> Any:
        """Return what is seen of ground as one geometry on the drawing, without the seams between its pieces."""
        import shapely

        placed = shapely.simplify(self.view.place(_array(geometries)), GRID)  # corners that do not bend an edge go
        return clipped(joined(placed, GRID), self.box.grown(6))

    @property
    def has_disputed(self) -> bool:
        """Say whether the map has disputed borders."""
        return bool(path_of(self.disputed, self.digits))

    @property
    def has_units(self) -> bool:
        """Say whether the map has borders of units."""
        return bool(self._units.items)

    @property
    def has_water(self) -> bool:
        """Say whether the map has inland water."""
        return bool(self._water.items)

    @cached_property
    def country(self) -> Any:
        """The country by all of its boundaries together, in units of the drawing."""
        return self._drawn(self.whole_country)

    @cached_property
    def outline(self) -> Any:
        """The country by the boundary that is drawn, in units of the drawing."""
        if len(self.around.variants) == 1:
            return self.country
        return self._drawn(self.around.variants.get(self.variant, self.whole_country))

    def _drawn(self, outline: Any) -> Any:
        """Return one outline as it is drawn, with nothing beside it that it must fit."""
        import shapely

        placed = shapely.simplify(self.view.place(outline), self.tolerance / 3)
        seen = clipped(joined(_array([placed]), GRID), self.box.grown(6))
        return simplified_together([seen], self.tolerance)[0]

    @cached_property
    def disputed(self) -> Any:
        """The borders in which its boundaries differ, in units of the drawing."""
        import shapely

        variants = list(self.around.variants.values())
        if len(variants) < 2:
            return shapely.MultiLineString()
        others = [self.view.cut(n.geometry) for n in self.around.neighbours if self.plane.reaches(n.geometry)]
        lines = disputed_lines(list(self.plane.project(_array(variants))), list(self.plane.project(_array(others))))
        placed = self.view.laid(lines)
        return clipped(shapely.simplify(shapely.line_merge(only(placed, 1)), self.tolerance), self.box)

    @cached_property
    def neighbours(self) -> list[tuple[str, Any]]:
        """The other countries by name, cut to the map and simplified together."""
        import shapely

        near = [(n.name, self.view.cut(n.geometry)) for n in self.around.neighbours]
        seen = self.box.grown(4)
        cut = [(name, clipped(self.view.place(land), seen)) for name, land in near if self.plane.reaches(land)]
        cut = [(name, land) for name, land in cut if not shapely.is_empty(land)]
        return list(zip([n for n, _ in cut], simplified_together([g for _, g in cut], self.tolerance), strict=True))

    # -------------------------------------------------------------------------------------------- groups

    def put_together(self, *groups: Group) -> Group:
        """Return groups as one map, of which nothing shows outside its rectangle."""
        return Group(part="map", items=tuple(group for group in groups if group.items), clip=self.box)

    def fronts(self, grounds: Sequence[Any]) -> Group:
        """Return the lines between grounds that are drawn side by side, in the colour of paper."""
        import shapely

        edges = shapely.boundary(_array(grounds))
        outer = shapely.buffer(shapely.boundary(self.outline), 0.6, quad_segs=1)
        lines = shapely.difference(shapely.union_all(edges, grid_size=GRID), outer)
        path = path_of(shapely.line_merge(only(lines, 1)), self.digits)
        front = Shape(path=path, stroke=palette()["lines"]["front"], width=1.2)
        return Group(part="lines between sides", items=(front,) if path else ())

    def below(self) -> list[Group]:
        """Return the sea and the other countries."""
        ground, lines = palette()["ground"], palette()["lines"]
        land = [path_of(geometry, self.digits) for _, geometry in self.neighbours]
        own = path_of(self.country, self.digits)
        return [
            Group(part="sea", items=(Shape(path=path_of_box(self.box), fill=Look(ground["sea"])),)),
            Group(
                part="other countries",
                items=tuple(
                    Shape(path=path, fill=Look(ground["abroad"]), stroke=lines["abroad"], width=0.7)
                    for path in [*land, own]
                    if path
                ),
            ),
        ]

    def above(self) -> list[Group]:
        """Return water, units and borders."""
        return [self._water, self._units, self._outline(), self._disputed()]

    @cached_property
    def _water(self) -> Group:
        import shapely

        items: list[Shape] = []
        if self.around.water is not None:
            ground = palette()["ground"]
            parts = shapely.get_parts(shapely.get_parts([self.around.water]))
            near = parts[_meets(parts, self.whole_country)]
            placed = [clipped(each, self.box) for each in self.view.place(near)]
            lakes = [g for g in placed if shapely.area(g) >= SMALLEST_WATER]
            rivers = [g for g in placed if shapely.area(g) == 0 and shapely.length(g) >= 8]
            for lake in simplified_together(lakes, self.tolerance) if lakes else ():
                path = path_of(lake, self.digits)
                if path:
                    items.append(Shape(path=path, fill=Look(ground["water"]), stroke=ground["shore"], width=0.5))
            for river in rivers:
                path = path_of(shapely.simplify(river, self.tolerance), self.digits)
                items.append(Shape(path=path, stroke=ground["shore"], width=0.8))
        return Group(part="water", items=tuple(items))

    @cached_property
    def _units(self) -> Group:
        import shapely

        if self.around.unit_lines is None:
            return Group(part="units", items=())
        lines = shapely.simplify(self.view.place(self.around.unit_lines), self.tolerance)
        path = path_of(lines, self.digits)
        stroke = Shape(path=path, stroke=palette()["lines"]["unit"], width=0.6, opacity=0.38)
        return Group(part="units", items=(stroke,) if path else ())

    def _outline(self) -> Group:
        import shapely

        line = shapely.boundary(self.outline)
        if not shapely.is_empty(self.disputed):
            line = shapely.difference(line, shapely.buffer(self.disputed, 1.4))
        path = path_of(shapely.line_merge(only(line, 1)), self.digits)
        return Group(part="outline", items=(Shape(path=path, stroke=palette()["lines"]["country"], width=1.3),))

    def _disputed(self) -> Group:
        path = path_of(self.disputed, self.digits)
        line, paper = palette()["lines"]["country"], palette()["ground"]["paper"]
        items = (
            Shape(path=path, stroke=paper, width=2.6, opacity=0.7),
            Shape(path=path, stroke=line, width=1.3, dashes=DASHES, says="Disputed border"),
        )
        return Group(part="disputed borders", items=items if path else ())


def _in_sight(plane: Plane, country: Any, focus: Any) -> tuple[float, float, float, float]:
    """Return the bounds, in km on the plane, of a country or of the part of it that a map is about."""
    import shapely

    west, south, east, north = shapely.bounds(plane.project(country)).tolist()
    if focus is None:
        return west, south, east, north
    left, low, right, high = shapely.bounds(plane.project(focus)).tolist()
    middle_x, middle_y = (left + right) / 2, (low + high) / 2
    wide = max((right - left) * 1.15, NEAREST * (east - west))
    tall = max((high - low) * 1.15, NEAREST * (north - south))
    if wide > 0.75 * (east - west) or tall > 0.75 * (north - south):
        return west, south, east, north
    return middle_x - wide / 2, middle_y - tall / 2, middle_x + wide / 2, middle_y + tall / 2


def _meets(geometries: Any, country: Any) -> Any:
    """Say which geometries lie near a country, so that the others need not be projected."""
    import shapely

    west, south, east, north = shapely.bounds(country)
    reach = 0.3 * max(east - west, north - south)
    return shapely.intersects(geometries, shapely.box(west - reach, south - reach, east + reach, north + reach))


def _array(geometries: Sequence[Any]) -> Any:
    import numpy as np

    array = np.empty(len(geometries), dtype=object)
    array[:] = geometries
    return array
