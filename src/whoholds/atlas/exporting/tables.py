"""The tables of an export: a row for each part, for each holder, or for each row of a layer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from whoholds.atlas.map_lines import straight_areas_km2
from whoholds.atlas.parts import DIGITS, NOT_SAID
from whoholds.atlas.summing import NOTHING
from whoholds.errors import BadTable

if TYPE_CHECKING:
    import pyarrow as pa

    from whoholds.atlas.layers import Layer, LayerPapers
    from whoholds.atlas.parts import Piece

Pieces = Sequence[tuple["Piece", Any]]
COUNTS = ("places", "population")


def parts_table(
    pieces: Pieces, papers: LayerPapers, units: dict[str, str], measures: Sequence[str], *, outlines: bool
) -> pa.Table:
    """Return a row for each part: who has it, what it lies in, and its measures; with its outline if that is wanted.

    A measure that the data do not support has no column.
    """
    import pyarrow as pa

    rows = [piece for piece, _ in pieces]
    columns: dict[str, Any] = {
        **_papers_columns(papers, len(rows)),
        **{name: _texts([getattr(row, name) for row in rows]) for name in ("name", "holder", "status", "unit")},
        "unit_name": _texts([None if row.unit is None else units.get(row.unit) for row in rows]),
        "variants": _lists([row.variants for row in rows]),
        "zones": _lists([row.zones for row in rows]),
        "water": pa.array([row.water for row in rows], pa.bool_()),
        "area_km2": pa.array([round(row.area_km2, DIGITS) for row in rows], pa.float64()),
    }
    for name in COUNTS:
        if name in measures:
            columns[name] = pa.array([getattr(row, name) for row in rows], pa.int64())
    if outlines:
        columns["geometry"] = _wkb([geometry for _, geometry in pieces])
    return pa.table(columns)


def holders_table(
    pieces: Pieces, papers: LayerPapers, base: str, measures: Sequence[str], *, outlines: bool
) -> pa.Table:
    """Return a row for each holder and status: what it has of the base, its share, and its outline in one.

    The largest stands first, and what is not said last.
    """
    import pyarrow as pa

    of_holder: dict[tuple[str, str | None, str], list[tuple[Piece, Any]]] = defaultdict(list)
    for piece, geometry in pieces:
        of_holder[piece.name, piece.holder, piece.status].append((piece, geometry))
    area = {key: sum(piece.area_km2 for piece, _ in group) for key, group in of_holder.items()}
    keys = sorted(area, key=lambda key: (key[0] == NOT_SAID, -area[key], key[0], key[2]))
    areas, groups, whole = [area[key] for key in keys], [of_holder[key] for key in keys], sum(area.values())
    columns: dict[str, Any] = {
        **_papers_columns(papers, len(groups)),
        "base": _texts([base] * len(groups)),
        **{name: _texts([key[at] for key in keys]) for at, name in enumerate(("name", "holder", "status"))},
        "area_km2": pa.array([round(each, DIGITS) for each in areas], pa.float64()),
        "share_percent": pa.array([round(100 * each / whole, DIGITS) for each in areas], pa.float64()),
    }
    for name in COUNTS:
        if name in measures:
            columns[name] = pa.array([sum(getattr(p, name) or 0 for p, _ in group) for group in groups], pa.int64())
    if outlines:
        columns["geometry"] = _wkb([dissolved([geometry for _, geometry in group]) for group in groups])
    return pa.table(columns)


def layer_table(layer: Layer, *, outlines: bool) -> pa.Table:
    """Return a layer's own rows, with whose and of when they are; areas of land and coordinates of points are added.

    Raises BadTable for a row without geometry.
    """
    import pyarrow as pa
    import shapely

    table = layer.table
    if "geometry" not in table.column_names:
        return table
    geometry = shapely.from_wkb(table.column("geometry").to_numpy())
    lost = shapely.is_missing(geometry)
    if lost.any():
        where = f"{layer.papers.source}, {layer.papers.as_of}, row {int(lost.argmax()) + 1}"
        raise BadTable(f"{where}: no geometry; see what else is wrong with `whoholds atlas verify`")
    own = table.drop_columns(["geometry"])
    columns = _papers_columns(layer.papers, len(table)) | {name: own.column(name) for name in own.column_names}
    if layer.papers.kind == "points":
        if not outlines:
            columns["longitude"], columns["latitude"] = shapely.get_x(geometry), shapely.get_y(geometry)
    else:
        columns["area_km2"] = pa.array(straight_areas_km2(geometry).round(DIGITS), pa.float64())
    if outlines:
        columns["geometry"] = table.column("geometry")
    return pa.table(columns)


def dissolved(geometries: Sequence[Any]) -> Any:
    """Return the union of polygons as a multipolygon, without the hairlines that rounding leaves between them.

    A piece or a hole of less than a square metre goes, unless nothing else would be left.

    >>> from shapely import box
    >>> dissolved([box(0, 0, 1, 1), box(1, 0, 2, 1)]).normalize().wkt
    'MULTIPOLYGON (((0 0, 0 1, 1 1, 2 1, 2 0, 1 0, 0 0)))'
    """
    import shapely

    polygons = [part for part in shapely.get_parts(shapely.union_all(geometries)) if part.geom_type == "Polygon"]
    areas = straight_areas_km2(polygons)
    kept = [polygon for polygon, area in zip(polygons, areas, strict=True) if area >= NOTHING]
    return shapely.multipolygons([_without_pinholes(polygon) for polygon in kept or polygons])


# ------------------------------------------------------------------------------------------------ pieces of it


def _without_pinholes(polygon: Any) -> Any:
    import shapely

    holes = [shapely.polygons(hole) for hole in polygon.interiors]
    large = straight_areas_km2(holes) >= NOTHING
    if large.all():
        return polygon
    return shapely.Polygon(polygon.exterior, [hole.exterior for hole, keep in zip(holes, large, strict=True) if keep])


def _papers_columns(papers: LayerPapers, rows: int) -> dict[str, Any]:
    return {name: _texts([getattr(papers, name)] * rows) for name in ("place", "source", "as_of")}


def _texts(values: Sequence[str | None]) -> Any:
    import pyarrow as pa

    return pa.array(values, pa.string())


def _lists(values: Sequence[Sequence[str]]) -> Any:
    import pyarrow as pa

    return pa.array([list(value) for value in values], pa.list_(pa.string()))


def _wkb(geometries: Sequence[Any]) -> Any:
    import pyarrow as pa
    import shapely

    return pa.array(shapely.to_wkb(geometries, byte_order=1, include_srid=False), pa.binary())
