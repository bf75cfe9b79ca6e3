"""The rows of a layer: names, holders and statuses are known, and the geometry is valid and on the globe."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from whoholds.atlas.verifying.finding import ADD_AGAIN, Finding
from whoholds.atlas.verifying.one_file import STATUSES, geometry_of, rows_said, rows_where
from whoholds.atlas.words import near_misses

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from whoholds.atlas.layers import Layer

KINDS = {"points": ("Point",), "polygons": ("Polygon", "MultiPolygon"), "units": ("Polygon", "MultiPolygon")}
LEAST_KM2 = 0.01  # a hectare: as exactly as a layer's papers say how much land is given twice


def check_rows(layer: Layer, holders: Collection[str], where: str) -> list[Finding]:
    """Return what is wrong in the rows of a layer; `holders` are those that the atlas knows in the country."""
    if layer.papers.kind == "shares":
        return list(_holders(layer, holders, "holder_id", where))
    found = [*_words(layer, where), *_holders(layer, holders, "holder", where)]
    geometry_found = list(_geometry(layer, where))
    if not geometry_found:
        geometry_found = list(_twice(layer, where))
    return [*found, *geometry_found]


# ------------------------------------------------------------------------------------------------ pieces of it


def _words(layer: Layer, where: str) -> Iterator[Finding]:
    statuses = layer.table.column("status").to_pylist()
    wrong = [row for row, status in enumerate(statuses) if status not in STATUSES]
    if wrong:
        yield Finding(
            where=f"{where}, {rows_said(wrong)}",
            what=f"the status {str(statuses[wrong[0]])[:40]!r} is none of {', '.join(sorted(STATUSES))}",
            to_do=ADD_AGAIN,
        )
    nameless = [row for row, name in enumerate(layer.table.column("name").to_pylist()) if not (name or "").strip()]
    if nameless:
        yield Finding(where=f"{where}, {rows_said(nameless)}", what="ground without a name", to_do=ADD_AGAIN)


def _holders(layer: Layer, known: Collection[str], column: str, where: str) -> Iterator[Finding]:
    names = layer.table.column(column).to_pylist() if column in layer.table.column_names else []
    for name in dict.fromkeys(names):
        if name and str(name) not in known:
            rows = [row for row, each in enumerate(names) if each == name]
            near = near_misses(str(name), list(known), most=2)
            hint = f"; near it: {', '.join(near)}" if near else ""
            yield Finding(
                where=f"{where}, {rows_said(rows)}",
                what=f"no holder {str(name)[:60]!r} is known in {layer.papers.place}{hint}",
                to_do="Give it an entry in holders.toml, or add the layer again with a name that is there",
            )


def _geometry(layer: Layer, where: str) -> Iterator[Finding]:
    geometry = geometry_of(layer)
    if geometry is None:
        yield Finding(where=where, what="geometry that cannot be read as WKB", to_do=ADD_AGAIN)
        return
    for bad, what in _faults(geometry, KINDS[layer.papers.kind]):
        rows = rows_where(bad)
        if rows:
            yield Finding(where=f"{where}, {rows_said(rows)}", what=what, to_do=ADD_AGAIN)
            return  # the others would say the same again


def _faults(geometry: NDArray[Any], kinds: tuple[str, ...]) -> Iterator[tuple[Any, str]]:
    """Yield which geometries have a fault, and its name; each fault is looked for where the earlier ones are not."""
    import numpy as np
    import shapely

    yield shapely.is_missing(geometry) | shapely.is_empty(geometry), "no geometry"
    yield np.array([each.geom_type not in kinds for each in geometry]), f"geometry that is no {' or '.join(kinds)}"
    coordinates, owner = shapely.get_coordinates(geometry, return_index=True)
    endless, beyond = np.zeros(len(geometry), dtype=bool), np.zeros(len(geometry), dtype=bool)
    endless[owner[~np.isfinite(coordinates).all(axis=1)]] = True
    yield endless, "a coordinate that is not a finite number"
    beyond[owner[(np.abs(coordinates) > [180, 90]).any(axis=1)]] = True
    yield beyond, "a coordinate beyond 180 degrees east or west, or beyond a pole"
    invalid = ~shapely.is_valid(geometry)
    first = rows_where(invalid)[:1]
    reason = f" ({shapely.is_valid_reason(geometry[first[0]])[:80]})" if first else ""
    yield invalid, f"an outline that is not valid{reason}"


def _twice(layer: Layer, where: str) -> Iterator[Finding]:
    """Yield a finding if land is given to two holders and the papers say nothing of it."""
    from whoholds.atlas.grounds import grounds_of, overlaps

    fits = layer.papers.fits
    if layer.papers.kind == "points" or fits.get("overlap") or fits.get("sliver"):
        return
    grounds = grounds_of(layer, None)
    if overlaps(grounds):
        km2 = _given_twice_km2([ground.geometry for ground in grounds], layer.papers.place)
        if km2 >= LEAST_KM2:
            yield Finding(
                where=where, what=f"{km2:,.2f} km² are given twice, and its papers say nothing of it", to_do=ADD_AGAIN
            )


def _given_twice_km2(geometries: list[Any], place: str) -> float:
    """Return how much land inside the country more than one of the outlines has."""
    import numpy as np
    import shapely

    from whoholds.atlas.boundaries import open_boundaries
    from whoholds.atlas.map_lines import straight_area_km2

    whole = np.array(geometries, dtype=object)
    one, other = shapely.STRtree(whole).query(whole, predicate="intersects")
    pairs = one < other
    twice = shapely.union_all(shapely.intersection(whole[one[pairs]], whole[other[pairs]]))
    book = open_boundaries()
    country = shapely.union_all([book.boundary(place, variant=v or None).geometry for v in book.variants(place)])
    return straight_area_km2(shapely.intersection(twice, country))
