"""How a layer fits its country: land given twice, land forgotten, slivers, land outside. It is measured, not mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.atlas.boundaries import open_boundaries
from whoholds.atlas.faces import Base, cut_base, cut_layer
from whoholds.atlas.flaws import Flaw, flaws
from whoholds.atlas.ground_from_points import Ground
from whoholds.atlas.importing.features import listed
from whoholds.atlas.map_lines import straight_areas_km2
from whoholds.errors import UnreadableSource
from whoholds.model import Evidence

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

DIGITS = 2  # of a km²: hectares
MOST_LISTED = 3
SMALL = 0.01  # degrees, about a point
FAR = 2.0  # degrees: a map of a country may go beyond its border, but not begin so far from it


@dataclass(frozen=True, kw_only=True, slots=True)
class Fit:
    """What does not fit, in km² by kind ("overlap", "gap", "sliver", "outside", "not_said"), and in sentences."""

    km2: dict[str, float]
    said: tuple[str, ...]


def fit_of(place: str, table: pa.Table) -> Fit:
    """Return how the land of a layer (its columns name, holder, status, geometry) fits its country.

    "overlap" and "gap" are land in them wider than a sliver, which is under 200 m wide; "outside" lies beyond all ways
    of drawing the border; "not_said" is all that the layer leaves out.
    """
    rows = table.select(["name", "holder", "status", "geometry"]).to_pylist()
    return _fit(place, tuple(tuple(row.values()) for row in rows))


@lru_cache(maxsize=4)  # in a series, a map often stays as it was the day before
def _fit(place: str, rows: tuple[tuple[Any, ...], ...]) -> Fit:
    base = _base(place)
    grounds, own = _grounds(rows)
    evidence = Evidence(source="a layer", as_of="2000-01-01", kind="polygons")
    faces = cut_layer(place, evidence, "2000-01-01", grounds, base)
    found = flaws(faces)
    km2 = {
        kind: round(sum(f.area_km2 for f in found if f.kind == kind), DIGITS) for kind in ("overlap", "gap", "sliver")
    }
    km2["overlap"] = round(km2["overlap"] + own, DIGITS)
    km2["outside"] = round(faces.outside_km2, DIGITS)
    km2["not_said"] = round(faces.not_said_km2, DIGITS)
    return Fit(km2=km2, said=tuple(_sentences(km2, found, own)))


def refuse_elsewhere(place: str, geometry: NDArray[Any], where: str) -> None:
    """Raise UnreadableSource if a map is not near its country, or fits better with exchanged coordinates."""
    import shapely

    country = shapely.box(*shapely.total_bounds(list(_outlines(place).values())))
    west, south, east, north = (float(bound) for bound in shapely.total_bounds(geometry))
    there = shapely.box(west - SMALL, south - SMALL, east + SMALL, north + SMALL)
    turned = shapely.box(south - SMALL, west - SMALL, north + SMALL, east + SMALL)
    common = [shapely.intersection(country, frame).area for frame in (there, turned)]
    exchanged = 2 * common[0] < min(common[1], there.area)
    if not exchanged and shapely.intersects(shapely.buffer(country, FAR), there):
        return
    hint = "its latitudes and longitudes are exchanged: longitude comes first" if exchanged else "give another --place"
    raise UnreadableSource(
        f"{where}: it is not of {place}: it reaches from {west:.1f} to {east:.1f} east and from {south:.1f} to "
        f"{north:.1f} north; {hint}"
    )


def points_outside(place: str, table: pa.Table) -> str | None:
    """Return a sentence on the points that lie outside all ways of drawing the border, None if all lie inside."""
    import shapely

    points = shapely.from_wkb(table.column("geometry").to_numpy())
    country = shapely.union_all(list(_outlines(place).values()))
    shapely.prepare(country)
    outside = np.flatnonzero(~shapely.intersects(country, points))
    if not len(outside):
        return None
    names = [table.column("place_name")[int(at)].as_py() or f"row {at + 1}" for at in outside]
    told = listed(names, MOST_LISTED)
    return f"{len(outside)} of {len(points)} points lie outside the boundary of {place}, and are kept: {told}."


@cache
def _outlines(place: str) -> dict[str, Any]:
    book = open_boundaries()
    return {variant: book.boundary(place, variant=variant).geometry for variant in book.variants(place)}


@cache
def _base(place: str) -> Base:
    return cut_base(_outlines(place))


def _grounds(rows: tuple[tuple[Any, ...], ...]) -> tuple[list[Ground], float]:
    """Return one ground for each holder and status, and how much of its own land each one is given twice, in km²."""
    import shapely

    land: dict[tuple[Any, ...], list[bytes]] = defaultdict(list)
    for *held, geometry in rows:
        land[tuple(held)].append(geometry)
    grounds, twice = [], 0.0
    for (name, holder, status), pieces in land.items():
        outlines = shapely.from_wkb(pieces)
        whole = outlines[0] if len(pieces) == 1 else shapely.union_all(outlines)
        if len(pieces) > 1:
            more = float(straight_areas_km2(outlines).sum() - straight_areas_km2([whole])[0])
            twice += more if more > 10**-DIGITS else 0.0
        grounds.append(Ground(name=name, holder=holder, status=status, geometry=whole))
    return grounds, twice


def _sentences(km2: dict[str, float], found: tuple[Flaw, ...], own: float) -> Iterator[str]:
    for kind, what in (("overlap", "given twice"), ("gap", "left out between its grounds")):
        those = [flaw for flaw in found if flaw.kind == kind]
        if those:
            places = ", ".join(_said(flaw) for flaw in those[:MOST_LISTED])
            largest = "the largest: " if len(those) > MOST_LISTED else ""
            yield f"{sum(f.area_km2 for f in those):,.2f} km² are {what}: {largest}{places}."
    if own >= 10**-DIGITS:
        yield f"{own:,.2f} km² are given twice to one and the same holder."
    if km2["sliver"] >= 10**-DIGITS:
        number = sum(flaw.kind == "sliver" for flaw in found)
        yield f"{km2['sliver']:,.2f} km² are slivers, narrower than 200 m: {number} of them."
    if km2["outside"] >= 10**-DIGITS:
        yield f"{km2['outside']:,.2f} km² lie outside the country, however its border is drawn; they count for nothing."


def _said(flaw: Flaw) -> str:
    north, east = ("N" if flaw.latitude >= 0 else "S"), ("E" if flaw.longitude >= 0 else "W")
    whose = f" ({listed(flaw.names, 4)})" if flaw.kind == "overlap" else ""
    return f"{flaw.area_km2:,.2f} at {abs(flaw.latitude):.2f} {north} {abs(flaw.longitude):.2f} {east}{whose}"
