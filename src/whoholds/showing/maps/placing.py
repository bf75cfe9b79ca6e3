"""Where words go on a map: beside their towns, inside their ground, and never over each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from whoholds.showing.maps.drawing import Anchor, Box

CELLS = 28  # a grid of so many rows and columns is tried for a place inside ground
PARTS = 4  # the largest parts of ground, in which a name is tried
# Where a town's name goes: to the right of its dot first, then around it. Anchor, and how far from the dot.
_SPOTS: tuple[tuple[Anchor, float, float], ...] = (
    ("start", 1.0, 0.34),
    ("end", -1.0, 0.34),
    ("start", 0.7, -0.55),
    ("start", 0.7, 1.2),
    ("end", -0.7, -0.55),
    ("end", -0.7, 1.2),
    ("middle", 0.0, -0.75),
    ("middle", 0.0, 1.5),
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a line of words stands: its anchor point on the baseline, and the rectangle that it fills."""

    x: float
    y: float
    anchor: Anchor
    box: Box


class Taken:
    """The rectangles that are filled already."""

    def __init__(self, area: Box) -> None:
        self.area = area
        self.boxes: list[Box] = []

    def take(self, box: Box) -> None:
        """Fill a rectangle."""
        self.boxes.append(box)

    def is_free(self, box: Box) -> bool:
        """Say whether a rectangle is inside the area and meets nothing."""
        return box.within(self.area) and not any(box.meets(other) for other in self.boxes)


def beside(x: float, y: float, width: float, size: float, gap: float, taken: Taken) -> Spot | None:
    """Return the first free spot for a name of this width beside a dot, or None if there is none."""
    for anchor, right, down in _SPOTS:
        at, base = (
            x + right * gap,
            y + down * size * 0.95 + (0 if abs(down - 0.34) < 0.01 else np.sign(down) * gap * 0.2),
        )
        left = at if anchor == "start" else at - width if anchor == "end" else at - width / 2
        box = Box(left, base - 0.78 * size, width, size)
        if taken.is_free(box):
            return Spot(at, float(base), anchor, box)
    return None


def inside(
    ground: Any, width: float, height: float, taken: Taken, avoid: Sequence[tuple[float, float]] = ()
) -> Box | None:
    """Return the roomiest free rectangle of this size inside ground, or None if it has none.

    `avoid` are points that the rectangle had better not cover.
    """
    import shapely

    parts = shapely.get_parts(ground)
    parts = parts[shapely.get_dimensions(parts) == 2]
    best: tuple[float, Box] | None = None
    for part in parts[np.argsort(-shapely.area(parts), kind="stable")][:PARTS]:
        for box, room in _rooms(part, width, height):
            covered = sum(box.x <= x <= box.right and box.y <= y <= box.foot for x, y in avoid)
            room -= covered * height
            if (best is None or room > best[0] + 1e-9) and taken.is_free(box):
                best = (room, box)
        if best is not None:
            break
    return None if best is None else best[1]


def _rooms(part: Any, width: float, height: float) -> list[tuple[Box, float]]:
    """Return rectangles that lie inside a polygon, each with how far its middle is from the edge; roomiest first."""
    import shapely

    west, north, east, south = shapely.bounds(part)
    if east - west < width or south - north < height:
        return []
    columns, rows = np.meshgrid(
        np.linspace(west + width / 2, east - width / 2, CELLS),
        np.linspace(north + height / 2, south - height / 2, CELLS),
    )
    x, y = columns.ravel().round(2), rows.ravel().round(2)
    shapely.prepare(part)
    fits = shapely.contains(part, shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2))
    x, y = x[fits], y[fits]
    room = shapely.distance(shapely.boundary(part), shapely.points(x, y)).round(2)
    order = np.argsort(-room, kind="stable")[:200]
    return [
        (Box(float(a - width / 2), float(b - height / 2), width, height), float(r))
        for a, b, r in zip(x[order], y[order], room[order], strict=True)
    ]
