"""The words on a map: the scale, the names of sides in their ground, of towns beside their dots, of other countries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from whoholds.showing.maps import fonts, scale_bar
from whoholds.showing.maps.base_map import BaseMap
from whoholds.showing.maps.colours import ink_on, palette
from whoholds.showing.maps.drawing import Box, Group, Look, Shape, Text, path_of_dot
from whoholds.showing.maps.outlines import clipped
from whoholds.showing.maps.placing import Taken, beside, inside
from whoholds.showing.maps.surroundings import Town
from whoholds.showing.words import clean, shorten

LONGEST_SIDE, LONGEST_TOWN = 44, 30  # letters
ABROAD = "#8a8780"


class Lettering:
    """The words of one map. What is asked for first takes its room first, and nothing lies on anything else."""

    def __init__(self, base: BaseMap) -> None:
        self.base, self.frame, self.box, self.view = base, base.frame, base.box, base.view
        self.taken = Taken(base.box.grown(-0.35 * base.frame.small))

    def scale(self) -> Group:
        """Return the scale bar in the corner where it hides least of the country."""
        import shapely

        wide, high = scale_bar.size_of(self.frame, self.view.scale)
        gap = 0.5 * self.frame.small
        left, right = self.box.x + gap, self.box.right - gap - wide
        top, foot = self.box.y + gap, self.box.foot - gap - high
        corners = [Box(x, y, wide, high) for x, y in ((left, foot), (right, foot), (left, top), (right, top))]
        frames = [shapely.box(c.x, c.y, c.right, c.foot) for c in corners]
        hidden = [round(float(shapely.area(shapely.intersection(self.base.country, each))), 1) for each in frames]
        corner = corners[hidden.index(min(hidden))]
        self.taken.take(corner)
        return scale_bar.scale_bar(self.frame, corner, self.view.scale)

    def names_abroad(self) -> Group:
        """Return the names of the other countries, where there is room for them."""
        size, spacing = self.frame.small * 0.86, self.frame.small * 0.12
        items: list[Text] = []
        for name, geometry in self.base.neighbours:
            lines = fonts.wrapped(clean(name).upper(), 9 * self.frame.small, size) or [""]
            wide = max(fonts.width_of(line, size, spacing=spacing) for line in lines) * self.frame.widen
            high = len(lines) * size * 1.15
            box = inside(clipped(geometry, self.box), wide + size, high + size, self.taken)
            if box is None:
                continue
            self.taken.take(box)
            first = box.y + size / 2 + size * 0.85
            items += [
                Text(
                    x=box.x + box.width / 2,
                    y=first + number * size * 1.15,
                    words=line,
                    size=size,
                    anchor="middle",
                    colour=ABROAD,
                    spacing=spacing,
                )
                for number, line in enumerate(lines)
            ]
        return Group(part="names of countries", items=tuple(items))

    def names_of_ground(self, grounds: Sequence[tuple[str, str, Any]]) -> Group:
        """Return names written into ground that has room for them: words, the ground's colour and its geometry."""
        size = self.frame.town * 1.12
        dots = [self.view.at(town.longitude, town.latitude) for town in self._towns()]
        items: list[Text] = []
        for words, ground, geometry in grounds:
            found = self._room(shorten(words, LONGEST_SIDE), size, geometry, dots)
            if found is None:
                continue
            box, lines = found
            self.taken.take(box)
            colour = ink_on(ground)
            for number, line in enumerate(lines):
                y = box.y + (0.98 + 1.1 * number) * size
                x = box.x + box.width / 2
                items.append(
                    Text(x=x, y=y, words=line, size=size, bold=True, anchor="middle", colour=colour, halo=ground)
                )
        return Group(part="names of sides", items=tuple(items))

    def _room(
        self, words: str, size: float, ground: Any, dots: Sequence[tuple[float, float]]
    ) -> tuple[Box, list[str]] | None:
        """Return where in its ground a name has room, and in which lines: as few as can be, three at most."""
        for room in (30.0, 10.0, 7.0):
            lines = fonts.wrapped(words, room * size, size, bold=True) or [""]
            wide = max(fonts.width_of(line, size, bold=True) for line in lines) * self.frame.widen + 0.6 * size
            box = inside(ground, wide, (len(lines) * 1.1 + 0.4) * size, self.taken, dots)
            if box is not None and len(lines) <= 3:
                return box, lines
        return None

    def towns(self) -> Group:
        """Return the biggest towns, each with its dot, whose names have room."""
        items: list[Shape | Text] = []
        lines, paper, size = palette()["lines"], palette()["ground"]["paper"], self.frame.town
        named = 0
        for town in self._towns():
            x, y = self.view.at(town.longitude, town.latitude)
            radius = size * (0.21 if town.capital else 0.16)
            dot = Box(x - radius, y - radius, 2 * radius, 2 * radius)
            if named >= self.frame.towns or not self.taken.is_free(dot):
                continue
            words = shorten(town.name, LONGEST_TOWN)
            bold = town.capital
            wide = fonts.width_of(words, size, bold=bold) * self.frame.widen
            spot = beside(x, y, wide, size, radius + size * 0.28, self.taken)
            if spot is None:
                continue
            self.taken.take(dot.grown(1))
            self.taken.take(spot.box)
            named += 1
            items.append(_dot(town, x, y, radius))
            items.append(
                Text(
                    x=spot.x,
                    y=spot.y,
                    words=words,
                    size=size,
                    bold=bold,
                    anchor=spot.anchor,
                    colour=lines["ink"],
                    halo=paper,
                )
            )
        return Group(part="towns", items=tuple(items))

    def _towns(self) -> list[Town]:
        """Return the towns inside the country, in the order in which they are named."""
        import shapely

        if not self.base.around.towns:
            return []
        shapely.prepare(self.base.whole_country)
        at = shapely.points([(town.longitude, town.latitude) for town in self.base.around.towns])
        own = [
            town
            for town, is_in in zip(self.base.around.towns, shapely.contains(self.base.whole_country, at), strict=True)
            if is_in
        ]
        return own[: 6 * self.frame.towns]


def _dot(town: Town, x: float, y: float, radius: float) -> Shape:
    lines, paper = palette()["lines"], palette()["ground"]["paper"]
    fill = Look(lines["ink"]) if town.capital else Look(paper)
    return Shape(path=path_of_dot(x, y, radius), fill=fill, stroke=paper if town.capital else lines["ink"], width=1.1)
