"""Grounds: the land of each holder that a layer gives, whatever kind of layer it is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.atlas.ground_from_points import ControlPoint, Ground, ground_from_points
from whoholds.errors import BadTable

if TYPE_CHECKING:
    from whoholds.atlas.layers import Layer

# Degrees. Land of points reaches a little beyond the outline, so that cutting along it leaves nothing out between.
MARGIN = 0.02


def grounds_of(layer: Layer, outline: Any) -> tuple[Ground, ...]:
    """Return the land of each holder and status, in the order in which the layer names them.

    `outline` is the (multi)polygon that land from points is clipped to, a little beyond its edge. Polygons and units
    come as they are. Raises BadTable for a layer of shares, which has no land.

    >>> import pyarrow as pa, shapely
    >>> from whoholds.atlas.layers import Layer, LayerPapers
    >>> papers = LayerPapers(
    ...     place="XXX", source="ours", as_of="2018", kind="polygons", licence="CC0", known="2018-01-01", sha256=""
    ... )
    >>> table = pa.table({"name": ["A", "A"], "holder": ["A", "A"], "status": ["controlled"] * 2, "note": [None] * 2,
    ...                   "geometry": shapely.to_wkb([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])})
    >>> [(g.name, g.geometry.bounds) for g in grounds_of(Layer(papers=papers, table=table), shapely.box(0, 0, 2, 1))]
    [('A', (0.0, 0.0, 2.0, 1.0))]
    """
    if layer.papers.kind == "shares":
        raise BadTable(f"{layer.papers.source}, {layer.papers.as_of}: a table of shares is no map")
    if layer.papers.kind == "points":
        return _from_points(layer, outline)
    return _as_they_are(layer)


def _as_they_are(layer: Layer) -> tuple[Ground, ...]:
    import shapely

    geometries = shapely.from_wkb(layer.table.column("geometry").to_numpy())
    at: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for index, row in enumerate(layer.table.select(["name", "holder", "status"]).to_pylist()):
        at[row["name"], row["holder"], row["status"]].append(index)
    return tuple(
        Ground(
            name=name,
            holder=holder,
            status=status,
            geometry=geometries[rows[0]] if len(rows) == 1 else shapely.union_all(geometries[rows]),
        )
        for (name, holder, status), rows in at.items()
    )


def _from_points(layer: Layer, outline: Any) -> tuple[Ground, ...]:
    import shapely

    columns = ["name", "holder", "status", "geometry", "land"]
    rows = [row for row in layer.table.select(columns).to_pylist() if row["land"]]
    spots = shapely.get_coordinates(shapely.from_wkb([row["geometry"] for row in rows]))
    names = [(row["name"], row["holder"], row["status"]) for row in rows]
    # Points that are nobody's are told apart by what they are called: "mixed", "contested by A and B".
    number = {name: f"{at}" for at, name in enumerate(dict.fromkeys(names))}
    points = [
        ControlPoint(longitude=float(x), latitude=float(y), holder=number[name])
        for name, (x, y) in zip(names, spots, strict=True)
    ]
    base = shapely.buffer(outline, MARGIN, quad_segs=2)
    known = {at: name for name, at in number.items()}
    made = ground_from_points(points, base, cap_km=layer.papers.cap_km)
    return tuple(_named(ground, known) for ground in made)


def _named(ground: Ground, known: dict[str, tuple[Any, ...]]) -> Ground:
    if ground.holder is None:
        return ground
    name, holder, status = known[ground.holder]
    return Ground(name=name, holder=holder, status=status, geometry=ground.geometry)


def overlaps(grounds: tuple[Ground, ...]) -> bool:
    """Tell whether land is given more than once.

    >>> from shapely import box
    >>> west, east = (
    ...     Ground(name=name, holder=name, status="controlled", geometry=box(x, 0, x + 1, 1))
    ...     for name, x in (("A", 0), ("B", 1))
    ... )
    >>> overlaps((west, east)), overlaps((west, west))
    (False, True)
    """
    import shapely

    geometries = np.empty(len(grounds), dtype=object)
    geometries[:] = [ground.geometry for ground in grounds]
    one, other = shapely.STRtree(geometries).query(geometries, predicate="intersects")
    pairs = one < other
    common = shapely.intersection(geometries[one[pairs]], geometries[other[pairs]])
    return bool((shapely.area(common) > 0).any())
