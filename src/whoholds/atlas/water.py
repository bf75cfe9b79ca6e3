"""Inland water: the lakes and reservoirs that ship, as far as they lie in an outline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent.parent / "starter" / "water.parquet"


def water_in(outline: Any, file: Path = FILE) -> Any:
    """Return the inland water within an outline as a multipolygon in longitude and latitude, None if none is known.

    >>> from whoholds.atlas.boundaries import boundary
    >>> from whoholds.atlas.geodesy import area_km2
    >>> area_km2(water_in(boundary("ARM").geometry)) > 1000  # Lake Sevan
    True
    """
    import pyarrow.parquet as pq
    import shapely

    waters = shapely.from_wkb(pq.read_table(file, columns=["geometry"])["geometry"].to_numpy())
    near = waters[shapely.STRtree(waters).query(outline, predicate="intersects")]
    inside = shapely.intersection(shapely.union_all(near), outline)
    parts = shapely.get_parts(inside)
    land = parts[shapely.get_dimensions(parts) == 2]
    return shapely.multipolygons(land) if len(land) else None
