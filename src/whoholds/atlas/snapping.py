"""Places that stand beside the outline of their country are moved onto it.

At 1:10 million a coast or a border is drawn a kilometre wide. A town on the border, or on an island that is too small
to be drawn, then lies outside its own country, and no part of the ground would have it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.atlas.place_table import PlaceTable
from whoholds.errors import WhoholdsError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WITHIN_KM = 15.0
# How far inside the outline a place comes to stand, in km: the first of these at which there is land. More is tried at
# the tip of a spit of land.
INSIDE_KM = (0.05, 0.2, 1.0)
DIRECTIONS = 32
DEGREE_KM = 111.2


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapped:
    """Places with those outside the outline moved onto it: how many were, and how many were too far away to be.

    A place that is too far away stays where it is.
    """

    places: PlaceTable
    moved: int
    away: int


def snapped(places: PlaceTable, outline: Any, *, within_km: float = WITHIN_KM) -> Snapped:
    """Return the places, those at most `within_km` outside a (multi)polygon moved to the nearest spot inside it.

    The outline is in longitude and latitude on WGS 84. Places inside stay where they are; one that is moved stands 50 m
    inside the line, or up to 1 km at a spit of land. Raises WhoholdsError for an outline without area.

    >>> from shapely import box
    >>> from whoholds.atlas.gazetteer import places_of
    >>> found = snapped(places_of("SYR"), box(35, 32, 39, 37))
    >>> len(found.places), found.moved, found.away
    (308, 2, 33)
    """
    import shapely

    if outline.is_empty or outline.geom_type not in ("Polygon", "MultiPolygon"):
        raise WhoholdsError("the outline has no area: give a polygon")
    shapely.prepare(outline)
    outside = np.flatnonzero(~shapely.contains_xy(outline, places.longitude, places.latitude))
    if len(outside) == 0:
        return Snapped(places=places, moved=0, away=0)
    start = np.stack([places.longitude[outside], places.latitude[outside]], axis=1)
    spot = _nearest_on_the_line(start, outline)
    near = _distances_km(start, spot) <= within_km
    inside, found = _a_little_inside(spot[near], outline)
    moved = outside[near][found]
    longitude, latitude = places.longitude.copy(), places.latitude.copy()
    longitude[moved], latitude[moved] = inside[found].T
    there = dataclasses.replace(places, longitude=longitude, latitude=latitude)
    return Snapped(places=there, moved=len(moved), away=len(outside) - len(moved))


def _nearest_on_the_line(degrees: Floats, outline: Any) -> Floats:
    """Return for each place the nearest spot on the outline.

    It is looked for on Mercator's map: within some kilometres that has one scale, so that what is nearest on it is
    nearest on the ground, to a hundredth.
    """
    import shapely

    corners, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(outline)), return_index=True)
    corners = _mercator(corners)
    same = ring[1:] == ring[:-1]
    edges: NDArray[Any] = np.asarray(shapely.linestrings(np.stack([corners[:-1][same], corners[1:][same]], axis=1)))
    points: NDArray[Any] = np.asarray(shapely.points(_mercator(degrees)))
    of_point, of_edge = shapely.STRtree(edges).query_nearest(points, all_matches=False)
    lines = shapely.shortest_line(edges[of_edge], points[of_point])
    spots = np.empty_like(degrees)
    spots[of_point] = shapely.get_coordinates(lines)[::2]
    return _degrees(spots)


def _a_little_inside(spots: Floats, outline: Any) -> tuple[Floats, NDArray[np.bool_]]:
    """Return for each spot on the outline one inside it, and whether there is one."""
    import shapely

    turn = 2 * np.pi * np.arange(DIRECTIONS) / DIRECTIONS
    step = (np.array(INSIDE_KM)[:, None, None] / DEGREE_KM * np.stack([np.cos(turn), np.sin(turn)], axis=1)).reshape(
        -1, 2
    )
    stretch = np.stack([1 / np.cos(np.radians(spots[:, 1])), np.ones(len(spots))], axis=1)
    tried = spots[:, None, :] + step[None, :, :] * stretch[:, None, :]
    good = shapely.contains_xy(outline, tried[..., 0], tried[..., 1])
    return tried[np.arange(len(spots)), good.argmax(axis=1)], good.any(axis=1)


def _distances_km(one: Floats, other: Floats) -> Floats:
    from pyproj import Geod

    _, _, metres = Geod(ellps="WGS84").inv(one[:, 0], one[:, 1], other[:, 0], other[:, 1])
    kilometres: Floats = np.asarray(metres) / 1000
    return kilometres


def _mercator(degrees: Floats) -> Floats:
    north = np.degrees(np.arcsinh(np.tan(np.radians(np.clip(degrees[:, 1], -89.9, 89.9)))))
    return np.stack([degrees[:, 0], north], axis=1)


def _degrees(flat: Floats) -> Floats:
    return np.stack([flat[:, 0], np.degrees(np.arctan(np.sinh(np.radians(flat[:, 1]))))], axis=1)
