"""What a map shows around its subject: other countries, first-level units, disputed borders, water and towns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

COAST_KM = 1.5  # a line as near as this to where land ends is a coast, and no border
SEAM_KM = 0.05  # outlines of two countries that come so near touch


@dataclass(frozen=True, kw_only=True, slots=True)
class Neighbour:
    """Another country: its name and its land, in longitude and latitude."""

    name: str
    geometry: Any = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Town:
    """A town that may be named on the map. Coordinates are in degrees on WGS 84; `population` 0 is not known."""

    name: str
    longitude: float
    latitude: float
    population: int = 0
    capital: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """All that a map shows beside the layer. Geometries are in longitude and latitude.

    `name` is the country's. `variants` are its outlines by the names of its boundaries, the standard one first; `why`
    says for some of them why they are drawn so. `unit_lines` are the borders of its first-level units among each other,
    `water` its inland water and that of others. `papers` name where outlines come from, one source each.
    """

    name: str
    variants: dict[str, Any] = field(repr=False)
    why: dict[str, str]
    neighbours: tuple[Neighbour, ...] = ()
    unit_lines: Any = field(default=None, repr=False)
    water: Any = field(default=None, repr=False)
    towns: tuple[Town, ...] = ()
    papers: str = "Natural Earth"


def surroundings_of(
    place: str, *, towns: Sequence[Town] = (), water: Any = None, name: str | None = None
) -> Surroundings:
    """Return what surrounds a country (ISO 3166 alpha-3), from the boundaries that ship.

    `water` is a geometry in longitude and latitude. Raises UnknownName for a place without a boundary.

    >>> around = surroundings_of("LUX")
    >>> around.name, [neighbour.name for neighbour in around.neighbours][:3]
    ('Luxembourg', ['Belgium', 'France', 'Germany'])
    """
    from whoholds.atlas.boundaries import open_boundaries

    boundaries = open_boundaries()
    drawn = [boundaries.boundary(place, variant=variant) for variant in boundaries.variants(place)]
    return Surroundings(
        name=name or drawn[0].name,
        variants={each.variant: each.geometry for each in drawn},
        why={each.variant: each.why for each in drawn if each.why},
        neighbours=_neighbours(place, [each.geometry for each in drawn]),
        unit_lines=_lines_between([unit.geometry for unit in boundaries.units(place)]),
        water=water,
        towns=tuple(towns),
        papers="Natural Earth",
    )


def disputed_lines(variants: Sequence[Any], land: Sequence[Any]) -> Any:
    """Return the borders in which the outlines of a country differ, as lines, without the coasts among them.

    All geometries are on one plane in km; `land` is the other countries around.

    >>> from shapely import box
    >>> whole, without, other = box(0, 0, 100, 100), box(0, 0, 100, 60), box(0, 100, 100, 200)
    >>> lines = disputed_lines([whole, without], [other])  # two borders in the north, no coasts in west and east
    >>> [round(end, 1) for end in lines.bounds]
    [1.5, 60.0, 98.5, 100.0]
    """
    import shapely

    if len(variants) < 2:
        return shapely.MultiLineString()
    variants, land = _valid(variants), _valid(land)
    differing = [_difference(variants[0], other) for other in variants[1:]]
    west, south, east, north = shapely.total_bounds(differing)
    around = shapely.box(west - 50, south - 50, east + 50, north + 50)
    near = shapely.union_all(shapely.intersection([*variants, *land], around))
    closed = shapely.buffer(shapely.buffer(near, SEAM_KM, quad_segs=2), -SEAM_KM, quad_segs=2)
    coasts = shapely.buffer(shapely.difference(shapely.boundary(closed), shapely.boundary(around)), COAST_KM)
    return shapely.difference(shapely.union_all(shapely.boundary(differing)), coasts)


def _difference(one: Any, other: Any) -> Any:
    """Return what is in one outline and not in both; parts that both have are not looked at."""
    import shapely

    ones, others = ({part.wkb: part for part in shapely.get_parts(outline)} for outline in (one, other))
    own = shapely.union_all([part for key, part in ones.items() if key not in others])
    theirs = shapely.union_all([part for key, part in others.items() if key not in ones])
    return shapely.symmetric_difference(own, theirs)


def _valid(geometries: Sequence[Any]) -> list[Any]:
    """Return geometries that GEOS can cut: a projection may fold a thin one over itself."""
    import shapely

    return [each if shapely.is_valid(each) else shapely.make_valid(each) for each in geometries]


def _neighbours(place: str, outlines: Sequence[Any]) -> tuple[Neighbour, ...]:
    """Return the other countries near these outlines, as their standard boundaries have them."""
    import pyarrow.parquet as pq
    import shapely

    from whoholds.atlas.boundaries import FOLDER

    west, south, east, north = shapely.total_bounds(outlines)
    reach = 0.6 * max(east - west, north - south) + 1.0
    table = pq.read_table(
        FOLDER / "countries.parquet",
        columns=["place", "name", "geometry"],
        filters=[("standard", "=", True), ("place", "!=", place)],
    )
    geometries = shapely.from_wkb(table["geometry"].to_numpy(zero_copy_only=False))
    near = _near(geometries, (west - reach, south - reach, east + reach, north + reach))
    names = table["name"].to_pylist()
    found = [
        Neighbour(name=name, geometry=g) for name, g, is_near in zip(names, geometries, near, strict=True) if is_near
    ]
    return tuple(sorted(found, key=lambda each: each.name))


def _near(geometries: NDArray[Any], bounds: tuple[float, float, float, float]) -> Any:
    """Say which geometries have something within bounds, over the antimeridian as well."""
    import shapely

    west, south, east, north = bounds
    boxes = [shapely.box(west + turn, south, east + turn, north) for turn in (-360, 0, 360)]
    frame = shapely.box(*shapely.bounds(geometries).T)
    near = np.any([shapely.intersects(frame, box) for box in boxes], axis=0)
    near[near] = np.any([shapely.intersects(geometries[near], box) for box in boxes], axis=0)
    return near


def _lines_between(units: Sequence[Any]) -> Any:
    """Return the lines that two units share. Units of one country share them to the last digit."""
    import shapely

    if len(units) < 2:
        return None
    edges = shapely.boundary(shapely.union_all(units))
    return shapely.line_merge(shapely.difference(shapely.union_all(shapely.boundary(units)), edges))


def read_water(file: Path) -> Any:
    """Return all geometries of a GeoParquet file (WKB, longitude first) as a collection. Raises UnreadableSource."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    import shapely

    from whoholds.errors import UnreadableSource

    try:
        column = pq.read_table(file, columns=["geometry"])["geometry"]
        return shapely.geometrycollections(shapely.from_wkb(column.to_numpy(zero_copy_only=False)))
    except (OSError, pa.ArrowException, shapely.GEOSException) as error:
        raise UnreadableSource(f"{file}: no water can be read ({error}); give a GeoParquet file") from error


def known_water() -> Any:
    """Return the inland water that ships, as a collection in longitude and latitude."""
    from whoholds.atlas.water import FILE

    return read_water(FILE)
