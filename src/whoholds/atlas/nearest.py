"""Land to the nearest point: the Voronoi cells of points on the WGS 84 ellipsoid.

Which point is nearest is asked on the ellipsoid, not on a flat map. The straight line through the Earth orders points
as the way over the ground does, to a few millimetres at 100 km, and what lies as near to one point as to another by it
is a plane. So a border between two cells is where a plane cuts the ellipsoid, and a corner of three where a line does:
both have closed formulas.

Which cells touch is found on a conformal map, where circles stay circles, so that Delaunay's rule (no point inside the
circle through three others) holds there as on the ground. The cutting is done there too, away from the antimeridian.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.atlas.circles import circle_corners
from whoholds.atlas.conformal import ConformalMap
from whoholds.atlas.geodesy import ECCENTRICITY2, EQUATOR_KM, divided
from whoholds.errors import WhoholdsError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STEP_KM = 0.5  # between the corners of a border: see LONGEST_CUT in geodesy
MOST_STEPS = 4000
FINEST = 1e-13  # of the Earth's radius, less than a micrometre: finer slivers would not survive the way back
WIDEST = math.radians(55)
GUARDS = 12


def nearest_cells(
    longitude: Floats, latitude: Floats, base: Any, *, cap_km: float | None = None
) -> tuple[NDArray[Any], Any]:
    """Return for each point the part of the base that is nearer to it than to any other, and what is left over.

    Points are in degrees, no two at one place; they may lie outside the base, a (multi)polygon in longitude and
    latitude. With `cap_km`, a point's part ends at that distance, and land beyond is left over; without, nothing is.
    All parts together are the base, divided. Raises WhoholdsError for points that coincide, for a base that holds a
    pole or is wider than 110 degrees of arc, and for a cap that is no distance.
    """
    import shapely

    _refuse(longitude, latitude, base)
    base = divided(base)
    chart, reach = _chart(longitude, latitude, base)
    cells = _cells(longitude, latitude, chart, reach)
    if cap_km is not None:
        corners = circle_corners(longitude, latitude, cap_km)
        circles = np.array([shapely.Polygon(chart.flat(ring)) for ring in corners], dtype=object)
        cells = shapely.intersection(cells, circles, grid_size=FINEST)
        within = shapely.union_all(circles, grid_size=FINEST)
    pieces, left = [], []
    # Part by part, so that what lies west of the antimeridian comes back west of it.
    for part in shapely.get_parts(base):
        flat = chart.flat_geometry(part)
        middle = (part.bounds[0] + part.bounds[2]) / 2
        pieces.append(_turned(chart.geometry_in_degrees(shapely.intersection(cells, flat, grid_size=FINEST)), middle))
        if cap_km is not None:
            beyond = shapely.difference(flat, within, grid_size=FINEST)
            left.append(_turned(chart.geometry_in_degrees(beyond), middle))
    whole = [_areas_of(list(of_one)) for of_one in zip(*pieces, strict=True)]
    return np.array(whole, dtype=object), _areas_of(left)


def _refuse(longitude: Floats, latitude: Floats, base: Any) -> None:
    """Raise WhoholdsError for points or a base that have no cells."""
    if len(longitude) == 0:
        raise WhoholdsError("no points: land cannot go to the nearest of none")
    if not (np.isfinite(longitude).all() and np.isfinite(latitude).all() and np.abs(latitude).max() <= 90):
        raise WhoholdsError("a point's coordinates are not a longitude and a latitude in degrees: correct them")
    _, first, count = np.unique(np.stack([longitude, latitude]), axis=1, return_index=True, return_counts=True)
    if (count > 1).any():
        index = int(first[count > 1][0])
        raise WhoholdsError(f"two points at {latitude[index]} {longitude[index]}: keep one of them")
    if base.is_empty or base.geom_type not in ("Polygon", "MultiPolygon"):
        raise WhoholdsError("the base has no area: give a polygon")
    if max(abs(base.bounds[1]), abs(base.bounds[3])) > 89:
        raise WhoholdsError("the base holds a pole, where a map in longitude and latitude has none: cut it")


def _chart(longitude: Floats, latitude: Floats, base: Any) -> tuple[ConformalMap, float]:
    """Return a map round the middle of points and base, and how far they reach from it, in radians of arc."""
    import shapely

    corners = shapely.get_coordinates(base)
    x, y = np.concatenate([longitude, corners[:, 0]]), np.concatenate([latitude, corners[:, 1]])
    directions = _direction(x, y)
    middle = directions.min(axis=0) + directions.max(axis=0)
    middle /= np.linalg.norm(middle)
    reach = math.acos(float((directions @ middle).min()))
    if reach > WIDEST:
        raise WhoholdsError("points and base are wider apart than 110 degrees of arc: cut the base")
    return ConformalMap(math.degrees(math.atan2(middle[1], middle[0])), math.degrees(math.asin(middle[2]))), reach


def _cells(longitude: Floats, latitude: Floats, chart: ConformalMap, reach: float) -> NDArray[Any]:
    """Return the whole cells on the map."""
    import shapely

    guards = chart.degrees(_guards(reach))
    degrees = np.concatenate([np.stack([longitude, latitude], axis=1), guards])
    flat = chart.flat(degrees)
    triangles = _triangles(flat)
    borders = Borders(chart, _in_space(degrees), triangles)
    around = _turn_about_each(flat, triangles)
    cells = []
    for site in range(len(longitude)):
        ring = around[site]
        runs = [borders.between(a, b) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
        cells.append(shapely.Polygon(np.concatenate(runs)))
    return np.array([cell if cell.is_valid else _areas_of([shapely.make_valid(cell)]) for cell in cells], dtype=object)


def _guards(reach: float) -> Floats:
    """Return points on the map, on a circle so far out that no land of the base is nearer to one than to a real point.

    Land within θ of the centre is within 2θ of a real point, and further than that from a guard beyond 3θ. The
    ellipsoid bends this by less than the tenth that is added.
    """
    out = 2 * math.tan(min(3.1 * reach + 0.05, math.pi - 0.1) / 2)
    angle = 2 * math.pi * (np.arange(GUARDS) + 0.5) / GUARDS
    return out * np.stack([np.cos(angle), np.sin(angle)], axis=1)


# ------------------------------------------------------------------------------------------------ which cells touch


def _triangles(flat: Floats) -> NDArray[np.intp]:
    """Return Delaunay's triangles, each as the indexes of its three points, counter-clockwise."""
    import shapely

    made = shapely.get_parts(shapely.delaunay_triangles(shapely.multipoints(flat)))
    ends = shapely.get_coordinates(made).reshape(-1, 4, 2)[:, :3]
    index = {point: number for number, point in enumerate(map(tuple, flat.tolist()))}
    found = np.array([[index[tuple(point)] for point in triangle] for triangle in ends.tolist()], dtype=np.intp)
    a, b, c = (flat[found[:, k]] for k in range(3))
    left = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    found[left < 0] = found[left < 0][:, ::-1]
    return found


def _turn_about_each(flat: Floats, triangles: NDArray[np.intp]) -> dict[int, list[int]]:
    """Return for each point its triangles, in their order round it."""
    middle = flat[triangles].mean(axis=1)
    around: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, corners in enumerate(triangles.tolist()):
        for site in corners:
            angle = math.atan2(middle[number, 1] - flat[site, 1], middle[number, 0] - flat[site, 0])
            around[site].append((angle, number))
    return {site: [number for _, number in sorted(found)] for site, found in around.items()}


# ------------------------------------------------------------------------------------------------ where they touch


def _direction(longitude: Floats, latitude: Floats) -> Floats:
    """Return unit vectors, the ellipsoid taken for a sphere."""
    x, y = np.radians(longitude), np.radians(latitude)
    return np.stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)], axis=1)


def _in_space(degrees: Floats) -> Floats:
    """Return the points in space, in km from the Earth's centre."""
    up = _direction(degrees[:, 0], degrees[:, 1])
    normal = EQUATOR_KM / np.sqrt(1 - ECCENTRICITY2 * up[:, 2] ** 2)
    space: Floats = up * normal[:, None] * np.array([1, 1, 1 - ECCENTRICITY2])
    return space


def _on_the_ground(space: Floats) -> Floats:
    """Return longitude and latitude of points on the ellipsoid, in degrees."""
    level = np.hypot(space[:, 0], space[:, 1]) * (1 - ECCENTRICITY2)
    degrees: Floats = np.degrees(
        np.stack([np.arctan2(space[:, 1], space[:, 0]), np.arctan2(space[:, 2], level)], axis=1)
    )
    return degrees


def _up_to_the_ground(start: Floats, along: Floats) -> Floats:
    """Return where the rays from points inside the Earth, or a little above it, go through the ellipsoid outwards."""
    shape = np.array([1, 1, 1 / math.sqrt(1 - ECCENTRICITY2)]) / EQUATOR_KM
    p, d = start * shape, along * shape
    a, b, c = (d * d).sum(axis=1), (p * d).sum(axis=1), (p * p).sum(axis=1) - 1
    far = (-b + np.sqrt(np.maximum(b * b - a * c, 0))) / a
    ground: Floats = start + far[:, None] * along
    return ground


def _equidistant(space: Floats, triangles: NDArray[np.intp]) -> Floats:
    """Return for each triangle the place on the ellipsoid that is as far from one of its corners as from the others."""
    a, b, c = (space[triangles[:, k]] for k in range(3))
    u, v = b - a, c - a
    normal = np.cross(u, v)  # outwards, as the corners run counter-clockwise
    square = (normal * normal).sum(axis=1)[:, None]
    uu, vv = (u * u).sum(axis=1)[:, None], (v * v).sum(axis=1)[:, None]
    middle = a + (vv * np.cross(normal, u) - uu * np.cross(normal, v)) / (2 * square)
    return _up_to_the_ground(middle, normal / np.sqrt(square))


class Borders:
    """The borders between cells on the map, each made once, so that both of its cells have the same points."""

    def __init__(self, chart: ConformalMap, space: Floats, triangles: NDArray[np.intp]) -> None:
        self._chart, self._space = chart, space
        self._corner = _equidistant(space, triangles)
        self._sites = [frozenset(sites) for sites in triangles.tolist()]
        self._known: dict[tuple[int, int], Floats] = {}

    def between(self, start: int, end: int) -> Floats:
        """Return the points of a border from the corner in one triangle up to, not with, that in the next."""
        low, high = min(start, end), max(start, end)
        if (low, high) not in self._known:
            self._known[low, high] = self._made(low, high)
        line = self._known[low, high]
        return line[:-1] if start == low else line[:0:-1]

    def _made(self, low: int, high: int) -> Floats:
        """Return the line in which the plane half-way between two points cuts the ellipsoid, from corner to corner."""
        a, b = self._corner[low], self._corner[high]
        steps = max(1, min(MOST_STEPS, math.ceil(float(np.linalg.norm(b - a)) / STEP_KM)))
        line = a + (b - a) * (np.arange(steps + 1) / steps)[:, None]
        shared = sorted(self._sites[low] & self._sites[high])
        if steps > 1 and len(shared) == 2:
            across = self._space[shared[1]] - self._space[shared[0]]
            across /= np.linalg.norm(across)
            inner = line[1:-1]
            line[1:-1] = _up_to_the_ground(inner, inner - (inner @ across)[:, None] * across)  # up, but in the plane
        return self._chart.flat(_on_the_ground(line))


# ------------------------------------------------------------------------------------------------ pieces


def _turned(geometries: Any, middle: float) -> Any:
    """Return the geometries with their longitudes within 180 degrees of a meridian."""
    import shapely

    def turned(degrees: Floats) -> Floats:
        away = degrees[:, 0] - middle
        return np.stack([degrees[:, 0] - 360 * np.rint(away / 360), degrees[:, 1]], axis=1)

    return shapely.transform(geometries, turned)


def _areas_of(geometries: list[Any]) -> Any:
    """Return all that has an area in geometries that do not overlap, as one."""
    import shapely

    parts = shapely.get_parts(shapely.get_parts(geometries))
    return shapely.multipolygons(parts[shapely.get_dimensions(parts) == 2])
