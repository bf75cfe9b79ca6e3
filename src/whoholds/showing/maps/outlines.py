"""Outlines made ready to be drawn: cut to what is seen, simplified to what an eye can tell apart, written as paths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.showing.maps.drawing import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray


def clipped(geometry: Any, box: Box) -> Any:
    """Return what of a geometry lies in a rectangle. Of polygons only land is left, no lines along the edge."""
    import shapely

    frame = shapely.box(box.x, box.y, box.right, box.foot)
    if shapely.covers(frame, geometry):
        return geometry
    flat = shapely.get_dimensions(geometry)
    whole = geometry if shapely.is_valid(geometry) else shapely.make_valid(geometry)
    return only(shapely.intersection(whole, frame), flat)


def only(geometry: Any, dimension: int) -> Any:
    """Return the parts of a geometry that have this dimension (1: lines, 2: land), as one geometry."""
    import shapely

    parts = shapely.get_parts(shapely.get_parts([geometry]))
    kept = parts[shapely.get_dimensions(parts) == dimension]
    return shapely.multipolygons(kept) if dimension == 2 else shapely.multilinestrings(kept)


def joined(geometries: NDArray[Any], grid: float) -> Any:
    """Return areas as one, with corners on a grid so fine that nobody sees it: what comes so near as that touches.

    >>> from shapely import box
    >>> joined(np.array([box(0, 0, 1, 1), box(1.001, 0, 2, 1)]), 0.02).bounds
    (0.0, 0.0, 2.0, 1.0)
    """
    import shapely

    faulty = ~shapely.is_valid(geometries)
    sound = geometries.copy()
    sound[faulty] = shapely.make_valid(geometries[faulty])
    return only(shapely.union_all(shapely.set_precision(sound, grid), grid_size=grid), 2)


def simplified_together(geometries: Sequence[Any], tolerance: float) -> NDArray[Any]:
    """Return areas that lie side by side, simplified so that what two of them share stays shared.

    `tolerance` is in units of the drawing: corners go whose triangle is smaller than its square.
    """
    import shapely

    array = np.empty(len(geometries), dtype=object)
    array[:] = geometries
    if tolerance <= 0 or not len(array):
        return array
    simplified: NDArray[Any] = shapely.coverage_simplify(array, tolerance)
    return simplified


def path_of(geometry: Any, digits: int = 1) -> str:
    """Return a geometry of lines or polygons as SVG path data, its coordinates relative and rounded to `digits`.

    Rings that are nothing once rounded are left out.

    >>> from shapely import box
    >>> path_of(box(0, 0, 10.02, 5.5))
    'M10 0v5.5h-10v-5.5z'
    """
    import shapely

    parts = shapely.get_parts(shapely.get_parts([geometry]))
    closed = shapely.get_dimensions(parts) == 2
    lines = [(ring, True) for ring in shapely.get_rings(parts[closed])]
    lines += [(line, False) for line in parts[~closed & (shapely.get_dimensions(parts) == 1)]]
    factor = 10**digits
    pieces = []
    for line, is_ring in lines:
        steps = np.rint(shapely.get_coordinates(line) * factor).astype(np.int64)
        pieces.append(_run(steps, is_ring, digits))
    return "".join(pieces)


def _run(points: NDArray[np.int64], is_ring: bool, digits: int) -> str:
    """Return one line as path data; points are whole numbers in units of the last digit."""
    moved = np.diff(points, axis=0)
    moved = moved[(moved != 0).any(axis=1)]
    if len(moved) < (3 if is_ring else 1):
        return ""
    start = f"M{_pair(int(points[0, 0]), int(points[0, 1]), digits)}"
    steps = []
    last = ""
    for x, y in (moved[:-1] if is_ring else moved).tolist():  # "z" draws a ring's last edge
        if y == 0:
            step = f"h{_fixed(x, digits)}"
        elif x == 0:
            step = f"v{_fixed(y, digits)}"
        else:
            pair = _pair(x, y, digits)
            step = pair if last == "l" and pair.startswith("-") else (" " + pair if last == "l" else "l" + pair)
        last = step[0] if step[0] in "hv" else "l"
        steps.append(step)
    return start + "".join(steps) + ("z" if is_ring else "")


def _pair(x: int, y: int, digits: int) -> str:
    second = _fixed(y, digits)
    return _fixed(x, digits) + (second if second.startswith("-") else " " + second)


def _fixed(value: int, digits: int) -> str:
    """Return a whole number of last digits as a decimal, without what is not needed: -5 with one digit is "-.5"."""
    sign, value = ("-" if value < 0 else ""), abs(value)
    whole, rest = divmod(value, 10**digits)
    decimals = f"{rest:0{digits}d}".rstrip("0") if digits else ""
    if not decimals:
        return f"{sign}{whole}" if whole else "0"
    return f"{sign}{whole or ''}.{decimals}"
