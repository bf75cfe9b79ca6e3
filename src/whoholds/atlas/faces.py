"""Faces: a layer of control, the ways to draw its country, zones and units, cut once into pieces that nothing splits.

A base is cut first, and once for all layers of a country: each of its cells lies in certain boundary variants, certain
zones and one unit. A layer then cuts only those cells that its own lines cross. After that every question is a sum.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.atlas.map_lines import straight_areas_km2
from whoholds.atlas.parts import NOT_SAID
from whoholds.errors import WhoholdsError
from whoholds.model import Evidence, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

    from whoholds.atlas.base_lines import Sites
    from whoholds.atlas.ground_from_points import Ground

WEAKEST_FIRST: tuple[Status, ...] = ("unknown", "contested", "influence", "controlled")


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A piece of a base, as a polygon: the boundary variants and zones that it lies in, and its unit, if it has one.

    `water` says that it is inland water.
    """

    variants: tuple[str, ...]
    zones: tuple[str, ...]
    unit: str | None
    water: bool
    area_km2: float
    geometry: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Base:
    """A country cut into cells. `variants` are the names of its boundaries, the standard one first.

    `sites` are its places: each counts for 1 and for its people, in that order of columns, in the cell that it is in.
    """

    variants: tuple[str, ...]
    zones: tuple[str, ...]
    units: tuple[str, ...]
    whole_km2: Mapping[str, float]
    cells: tuple[Cell, ...]
    sites: Sites | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Face:
    """A piece of ground that no way of counting splits: one holder and status, one unit, in certain variants and zones.

    `name` is what the source calls the holder, "not said" for land that the layer leaves out (`holder` is None), and
    "A, B" for land that it gives to both (`holder` is None, `status` is "contested"). `geometry` is a multipolygon.
    `places` and `population` are those within it, None where the base knows of no places.
    """

    name: str
    holder: str | None
    status: Status
    unit: str | None
    variants: tuple[str, ...]
    zones: tuple[str, ...]
    water: bool = False
    area_km2: float
    places: int | None = None
    population: int | None = None
    geometry: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlap:
    """Land that a layer gives more than once: to whom, and as what."""

    grounds: tuple[tuple[str, Status], ...]
    area_km2: float
    geometry: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Faces:
    """A layer on a base: its faces, and how the layer fits.

    `overlaps` is the land inside the base that it gives more than once. `not_said_km2` is what it leaves out of the
    union of all variants; `outside_km2` what its grounds have beyond all of them, to a hectare or so.
    """

    place: str
    evidence: Evidence
    day: str
    base: Base
    faces: tuple[Face, ...]
    overlaps: tuple[Overlap, ...]
    not_said_km2: float
    outside_km2: float


class _Pieces:
    """Polygons on their way to be faces: which polygon each one was cut from, and which regions it lies in."""

    def __init__(self, polygons: list[Any]) -> None:
        self.geometries = polygons
        self.origin = list(range(len(polygons)))
        self.inside: list[tuple[int, ...]] = [()] * len(polygons)

    def cut_by(self, region: Any, label: int, *, first_wins: range = range(0)) -> None:
        """Cut the pieces along a region and label those inside it, unless they have a label of `first_wins` already."""
        import shapely

        shapely.prepare(region)
        geometries = _array(self.geometries)
        free = np.array([not any(other in first_wins for other in labels) for labels in self.inside], dtype=bool)
        touched = free & shapely.intersects(region, geometries)
        within = touched & shapely.covers(region, geometries)
        for index in np.flatnonzero(within):
            self.inside[index] = (*self.inside[index], label)
        crossed = np.flatnonzero(touched & ~within)
        cut = shapely.intersection(geometries[crossed], region)
        rest = shapely.difference(geometries[crossed], region)
        for index, piece, other in zip(crossed, cut, rest, strict=True):
            origin, labels = self.origin[index], self.inside[index]
            if not polygons_of(piece):  # they only touch
                continue
            self.geometries[index] = None
            self._add(polygons_of(piece), origin, (*labels, label))
            self._add(polygons_of(other), origin, labels)
        keep = [index for index, geometry in enumerate(self.geometries) if geometry is not None]
        self.geometries = [self.geometries[index] for index in keep]
        self.origin = [self.origin[index] for index in keep]
        self.inside = [self.inside[index] for index in keep]

    def _add(self, polygons: list[Any], origin: int, labels: tuple[int, ...]) -> None:
        self.geometries.extend(polygons)
        self.origin.extend([origin] * len(polygons))
        self.inside.extend([labels] * len(polygons))


def cut_base(
    boundaries: Mapping[str, Any],
    *,
    zones: Mapping[str, Any] | None = None,
    units: Mapping[str, Any] | None = None,
    water: Any = None,
) -> Base:
    """Return the union of all boundary variants, cut along each of them, along zones, units and inland water.

    The first three map names to shapely (multi)polygons in longitude and latitude, `water` is one such; the first
    boundary is the standard one. A cell in two units counts for the first. Edges are straight in longitude and latitude
    (see `map_lines`). Raises WhoholdsError if there is no boundary or a geometry is not valid.

    >>> from shapely import box
    >>> base = cut_base({"whole": box(0, 0, 2, 1), "west": box(0, 0, 1, 1)}, zones={"strip": box(0, 0, 2, 0.5)})
    >>> sorted((cell.variants, cell.zones, round(cell.area_km2)) for cell in base.cells)[:2]
    [(('whole',), (), 6154), (('whole',), ('strip',), 6154)]
    """
    import shapely

    if not boundaries:
        raise WhoholdsError("no boundary: a layer is cut by at least one")
    names = [*boundaries, *(zones or {}), *(units or {})]
    regions = [_checked(name, g) for group in (boundaries, zones or {}, units or {}) for name, g in group.items()]
    last_zone = len(names) - len(units or {})
    variants_at, zones_at = range(len(boundaries)), range(len(boundaries), last_zone)
    units_at = range(last_zone, len(names))
    if water is not None:
        regions.append(_checked("water", water))

    pieces = _Pieces(polygons_of(shapely.union_all(regions[: len(boundaries)])))
    for label, region in enumerate(regions):
        pieces.cut_by(region, label, first_wins=units_at if label in units_at else range(0))

    def those(labels: tuple[int, ...], wanted: range) -> tuple[str, ...]:
        return tuple(names[label] for label in labels if label in wanted)

    cells = tuple(
        Cell(
            variants=those(labels, variants_at),
            zones=those(labels, zones_at),
            unit=next(iter(those(labels, units_at)), None),
            water=len(names) in labels,
            area_km2=float(area),
            geometry=geometry,
        )
        for labels, geometry, area in zip(
            pieces.inside, pieces.geometries, straight_areas_km2(pieces.geometries), strict=True
        )
    )
    whole = straight_areas_km2(regions[: len(boundaries)])
    return Base(
        variants=tuple(boundaries),
        zones=tuple(zones or {}),
        units=tuple(units or {}),
        whole_km2=dict(zip(boundaries, whole.tolist(), strict=True)),
        cells=cells,
    )


def with_places(base: Base, longitude: Floats, latitude: Floats, population: NDArray[np.int64]) -> Base:
    """Return the base with its places, each in the cell that it lies in; a place outside of all cells is left out.

    >>> from shapely import box
    >>> square, spots = cut_base({"": box(0, 0, 1, 1)}), np.array([0.5, 9.0])
    >>> with_places(square, spots, spots, np.array([70, 80])).sites.counts.tolist()
    [[1.0, 70.0]]
    """
    import shapely

    from whoholds.atlas.base_lines import Sites

    tree = shapely.STRtree([cell.geometry for cell in base.cells])
    site, cell = tree.query(_points(longitude, latitude), predicate="intersects")
    site, first = np.unique(site, return_index=True)
    counts = np.stack([np.ones(len(site)), population[site].astype(np.float64)], axis=1)
    return dataclasses.replace(base, sites=Sites(longitude[site], latitude[site], cell[first], counts))


def cut_layer(place: str, evidence: Evidence, day: str, grounds: Sequence[Ground], base: Base) -> Faces:
    """Return the faces of a layer on a base: what each holder has in each cell, and what the layer leaves unsaid.

    Grounds may overlap. Land of one holder with two statuses takes the weaker one (contested before influence before
    controlled); land of two holders is nobody's, contested, and named after both. Raises WhoholdsError for a ground
    whose geometry is not valid.

    >>> from shapely import box
    >>> from whoholds.atlas.ground_from_points import Ground
    >>> base = cut_base({"": box(0, 0, 2, 1)})
    >>> layer = [Ground(name="A", holder="A", status="controlled", geometry=box(0, 0, 1, 1)),
    ...          Ground(name="B", holder="B", status="controlled", geometry=box(0.9, 0, 1.5, 1))]
    >>> faces = cut_layer("XXX", Evidence(source="ours", as_of="2018-12-11"), "2018-12-11", layer, base)
    >>> [(face.name, face.holder, round(face.area_km2)) for face in faces.faces]
    [('A', 'A', 11078), ('A, B', None, 1231), ('B', 'B', 6154), ('not said', None, 6154)]
    """
    geometries = [_checked(ground.name, ground.geometry) for ground in grounds]
    pieces = _Pieces([cell.geometry for cell in base.cells])
    for label, geometry in enumerate(geometries):
        pieces.cut_by(geometry, label)
    areas = _areas(pieces, base)
    grouped: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    shared: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for index, (origin, labels) in enumerate(zip(pieces.origin, pieces.inside, strict=True)):
        cell = base.cells[origin]
        held = _held([grounds[label] for label in labels])
        grouped[(*held, cell.unit, cell.variants, cell.zones, cell.water)].append(index)
        if len(labels) > 1:
            shared[labels].append(index)
    counts = _counts(pieces, base.sites)
    faces = [_face(key, indexes, pieces, areas, counts) for key, indexes in grouped.items()]
    return Faces(
        place=place,
        evidence=evidence,
        day=day,
        base=base,
        faces=tuple(sorted(faces, key=_order)),
        overlaps=tuple(
            Overlap(
                grounds=tuple((grounds[label].name, grounds[label].status) for label in labels),
                area_km2=sum(areas[index] for index in indexes),
                geometry=_multipolygon(pieces, indexes),
            )
            for labels, indexes in sorted(shared.items())
        ),
        not_said_km2=float(sum(area for area, labels in zip(areas, pieces.inside, strict=True) if not labels)),
        outside_km2=_outside_km2(geometries, pieces, areas),
    )


# ------------------------------------------------------------------------------------------------ pieces of it


def _held(grounds: list[Ground]) -> tuple[str, str | None, Status]:
    """Return name, holder and status of land that these grounds have in common."""
    if not grounds:
        return NOT_SAID, None, "unknown"
    names = dict.fromkeys(ground.name for ground in grounds)
    if len(names) > 1:
        return ", ".join(names), None, "contested"
    weakest = min((ground.status for ground in grounds), key=WEAKEST_FIRST.index)
    return grounds[0].name, grounds[0].holder, weakest


def _areas(pieces: _Pieces, base: Base) -> list[float]:
    """Return the areas of the pieces: those of cells that were not cut are known."""
    areas = [base.cells[origin].area_km2 for origin in pieces.origin]
    new = [
        index
        for index, (origin, geometry) in enumerate(zip(pieces.origin, pieces.geometries, strict=True))
        if geometry is not base.cells[origin].geometry
    ]
    for index, area in zip(new, straight_areas_km2([pieces.geometries[index] for index in new]).tolist(), strict=True):
        areas[index] = area
    return areas


def _multipolygon(pieces: _Pieces, indexes: list[int]) -> Any:
    """Return the pieces as one multipolygon; those that have an edge in common are joined."""
    import shapely

    together = shapely.multipolygons([pieces.geometries[index] for index in indexes])
    if shapely.is_valid(together):
        return together
    return shapely.multipolygons(polygons_of(shapely.union_all(shapely.get_parts(together))))


def _counts(pieces: _Pieces, sites: Sites | None) -> NDArray[np.int64] | None:
    """Return how many places and people are in each piece: (pieces, 2). None where the base knows of no places."""
    import shapely

    if sites is None:
        return None
    counts = np.zeros((len(pieces.geometries), 2), dtype=np.int64)
    origin = np.array(pieces.origin)
    geometries = _array(pieces.geometries)
    points = _points(sites.x, sites.y)
    site, piece = shapely.STRtree(geometries).query(points, predicate="intersects")
    own = origin[piece] == sites.cell[site]
    site, first = np.unique(site[own], return_index=True)
    np.add.at(counts, piece[own][first], sites.counts[site].astype(np.int64))
    # A place on a line may lie a nanometre beside all of its pieces: the nearest one has it.
    for lost in np.setdiff1d(np.arange(len(points)), site):
        mine = np.flatnonzero(origin == sites.cell[lost])
        nearest = mine[np.argmin(shapely.distance(geometries[mine], points[lost]))]
        counts[nearest] += sites.counts[lost].astype(np.int64)
    return counts


def _face(
    key: tuple[Any, ...],
    indexes: list[int],
    pieces: _Pieces,
    areas: list[float],
    counts: NDArray[np.int64] | None,
) -> Face:
    name, holder, status, unit, variants, zones, water = key
    places, population = (None, None) if counts is None else counts[indexes].sum(axis=0).tolist()
    return Face(
        name=name,
        holder=holder,
        status=status,
        unit=unit,
        variants=variants,
        zones=zones,
        water=water,
        area_km2=sum(areas[index] for index in indexes),
        places=places,
        population=population,
        geometry=_multipolygon(pieces, indexes),
    )


def _order(face: Face) -> tuple[Any, ...]:
    """Return the key that puts faces in order: what is not said comes last."""
    return (face.name == NOT_SAID, face.name, face.status, face.unit or "", face.variants, face.zones, face.water)


def _outside_km2(geometries: list[Any], pieces: _Pieces, areas: list[float]) -> float:
    """Return how much more land the grounds have than the pieces inside them: what lies in no boundary variant."""
    all_of_it = float(straight_areas_km2(geometries).sum())
    inside = sum(area * len(labels) for area, labels in zip(areas, pieces.inside, strict=True))
    beyond = all_of_it - inside
    return beyond if beyond > 1e-8 * all_of_it else 0.0  # below that, lines cut in two


def _checked(name: str, geometry: Any) -> Any:
    """Return a region that can be cut. Raises WhoholdsError if it is not a valid (multi)polygon."""
    import shapely

    if geometry.geom_type not in ("Polygon", "MultiPolygon"):
        raise WhoholdsError(f"{name[:80]!r} is no polygon but a {geometry.geom_type}: give land")
    if not geometry.is_valid:
        reason = shapely.is_valid_reason(geometry)
        raise WhoholdsError(f"{name[:80]!r} has a faulty outline ({reason}): repair it with shapely.make_valid")
    return geometry


def _points(longitude: Floats, latitude: Floats) -> Any:
    import shapely

    return shapely.points(np.stack([longitude, latitude], axis=1))


def _array(geometries: list[Any]) -> NDArray[Any]:
    array = np.empty(len(geometries), dtype=object)
    array[:] = geometries
    return array


def polygons_of(geometry: Any) -> list[Any]:
    """Return the polygons of a geometry, without its lines and points."""
    import shapely

    parts = shapely.get_parts(shapely.get_parts([geometry]))
    return list(parts[shapely.get_dimensions(parts) == 2])
