"""A series in one file: from a GeoParquet table with an outline for each day to a table of shares, in one go.

For layers that an atlas keeps there is `Maps.series`; this is for a file that is looked at once. Nothing is repaired: a
file with a faulty outline is refused, and `whoholds atlas add` repairs it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds import days
from whoholds.atlas.layers import LARGEST_FILE
from whoholds.atlas.parts import DIGITS
from whoholds.errors import BadTable, UnreadableSource

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray
    from pyarrow.parquet import ParquetFile

    from whoholds.atlas.boundaries import Boundaries
    from whoholds.atlas.outlines import Outlines

    Floats = NDArray[np.float64]
    Indexes = NDArray[np.intp]

LONGITUDE_FIRST = ("OGC:CRS84", "EPSG:4326")  # in a file the order of axes is the same for both
MOST_UNPACKED = 2_000_000_000  # bytes: ten thousand days are a quarter of it
ROWS_AT_ONCE = 64
POLYGON_TYPES = (3, 6)  # of shapely: polygon, multipolygon


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """The outlines of a series: the days (ISO 8601), the shapes as they change, and which of them each day has."""

    days: tuple[str, ...]
    shapes: NDArray[Any]
    which: Indexes


def shares_of_series(
    file: Path,
    place: str,
    *,
    day: str = "as_of",
    start: str | None = None,
    end: str | None = None,
    variant: str | None = None,
    by_unit: bool = False,
    boundaries: Boundaries | None = None,
) -> pa.Table:
    """Return how much of a country the outlines of a series cover: `as_of`, `area_km2` and `share` in percent of it.

    `file` is GeoParquet in longitude and latitude with one row a day; `day` is its column of days, in ISO 8601. Only
    days from `start` to `end` are taken, both included. The base is the standard boundary or the `variant` that is
    named. With `by_unit` there is a row for each day and first-level unit, whose code stands in `unit`, and shares are
    of the unit. `boundaries` are those that ship if none are given. Edges are straight, as in `map_lines`.

    Raises UnreadableSource for a file that cannot be read, BadTable for one that is no series (with its row), and
    UnknownName for a place or a variant that is not known.
    """
    import pyarrow as pa

    from whoholds.atlas.base_lines import BaseLines
    from whoholds.atlas.boundaries import codes_of, open_boundaries
    from whoholds.atlas.map_lines import straight_areas_km2
    from whoholds.atlas.outlines import outlines_of

    known = boundaries or open_boundaries()
    units = known.units(place) if by_unit else ()
    bases = [unit.geometry for unit in units] if by_unit else [known.boundary(place, variant=variant).geometry]
    series = read_series(file, day=day, start=start, end=end)
    outlines = outlines_of(series.shapes)
    _check(file, series, outlines)
    lines = BaseLines(bases, np.arange(len(bases)), len(bases))
    area = np.maximum(lines.sums_of(outlines)[series.which, 0], 0.0).round(DIGITS)
    share = (100 * area / straight_areas_km2(bases)).round(DIGITS)
    columns: dict[str, Any] = {"as_of": [each for each in series.days for _ in bases]}
    if by_unit:
        columns["unit"] = codes_of(units) * len(series.days)
    return pa.table({**columns, "area_km2": area.ravel(), "share": share.ravel()})


def read_series(file: Path, *, day: str = "as_of", start: str | None = None, end: str | None = None) -> Series:
    """Return the outlines of a series, in the order of their days. Raises as `shares_of_series` does."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        if file.stat().st_size > LARGEST_FILE:
            raise UnreadableSource(f"{file}: larger than {LARGEST_FILE // 1_000_000} MB; split the series")
        with pq.ParquetFile(file) as opened:
            column = _geometry_column(file, opened, day)
            dated = sorted(_dated(file, opened.read(columns=[day], use_threads=False).column(0).to_pylist()).items())
            wanted = {of: row for of, row in dated if (start or of) <= of <= (end or of)}
            outlines = _outlines(opened, column, set(wanted.values()))
    except OSError as error:
        raise UnreadableSource(f"{file}: {error.strerror or error}; give a file that can be read") from error
    except pa.ArrowException as error:
        raise UnreadableSource(f"{file}: not a Parquet file ({str(error).splitlines()[0][:120]})") from error
    wkb, which = _changes(file, [(row, outlines[row]) for row in wanted.values()])
    return Series(days=tuple(wanted), shapes=_shapes(file, wkb), which=which)


# ------------------------------------------------------------------------------------------------ pieces of it


def _geometry_column(file: Path, opened: ParquetFile, day: str) -> str:
    """Return the name of the column of geometry. Raises BadTable if it is not WKB in longitude and latitude."""
    schema, groups = opened.schema_arrow, map(opened.metadata.row_group, range(opened.metadata.num_row_groups))
    if sum(group.total_byte_size for group in groups) > MOST_UNPACKED:
        raise UnreadableSource(f"{file}: unpacks to more than {MOST_UNPACKED / 1e9:.0f} GB; split the series")
    if day not in schema.names:
        raise BadTable(f"{file}: no column {day[:80]!r} of days; name the one that has them")
    try:
        geo = json.loads((schema.metadata or {})[b"geo"])
        name, column = geo["primary_column"], geo["columns"][geo["primary_column"]]
        encoding, crs = column["encoding"], column.get("crs", {"id": {"authority": "OGC", "code": "CRS84"}})
        code = "{authority}:{code}".format(**crs["id"]) if crs and "id" in crs else "an unknown system"
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise BadTable(f"{file}: not GeoParquet; save it as GeoParquet 1.1") from error
    if encoding != "WKB" or name not in schema.names:
        raise BadTable(f"{file}: its geometry is not WKB; save it as GeoParquet 1.1 with WKB")
    if code not in LONGITUDE_FIRST:
        raise BadTable(f"{file}: coordinates in {code[:60]}; save it in longitude and latitude (OGC:CRS84)")
    return str(name)


def _dated(file: Path, values: list[Any]) -> dict[str, int]:
    """Return the row of each day."""
    found: dict[str, int] = {}
    for row, value in enumerate(values):
        of = days.last_day(None if value is None else str(value))
        if of is None:
            raise BadTable(f"{file}, row {row + 1}: {str(value)[:40]!r} is no day; write it as 2018-12-11")
        if found.setdefault(of, row) != row:
            raise BadTable(f"{file}, row {row + 1}: a second outline for {of}; a series has one for each day")
    return found


def _outlines(opened: ParquetFile, column: str, rows: set[int]) -> dict[int, bytes | None]:
    """Return the outlines in some rows, as WKB. A few rows are in memory at a time."""
    found, first = {}, 0
    for batch in opened.iter_batches(ROWS_AT_ONCE, columns=[column], use_threads=False):
        for row in rows.intersection(range(first, first + batch.num_rows)):
            found[row] = batch.column(0)[row - first].as_py()
        first += batch.num_rows
    return found


def _changes(file: Path, outlines: list[tuple[int, bytes | None]]) -> tuple[list[bytes], Indexes]:
    """Return the outlines that differ from the one before, and which of them each one is. Raises BadTable for None."""
    different: list[bytes] = []
    which = []
    for row, outline in outlines:
        if outline is None:
            raise BadTable(f"{file}, row {row + 1}: no geometry; leave the row out")
        if not different or different[-1] != outline:
            different.append(outline)
        which.append(len(different) - 1)
    return different, np.array(which, dtype=np.intp)


def _shapes(file: Path, wkb: list[bytes]) -> NDArray[Any]:
    import shapely

    try:
        return np.asarray(shapely.from_wkb(np.array(wkb, dtype=object)), dtype=object)
    except (shapely.errors.GEOSException, TypeError) as error:
        raise BadTable(f"{file}: geometry that is no WKB ({str(error)[:80]}); save it again") from error


def _check(file: Path, series: Series, outlines: Outlines) -> None:
    """Raise BadTable for a shape that is no (multi)polygon, lies on no map, or counts ground twice."""
    import shapely

    from whoholds.atlas.validity import invalid

    edges, shapes = outlines.edges, series.shapes

    def refuse(shape: int, why: str) -> None:
        raise BadTable(f"{file}, {series.days[np.flatnonzero(series.which == shape)[0]]}: {why}")

    for shape in np.flatnonzero(~np.isin(shapely.get_type_id(shapes), POLYGON_TYPES)).tolist():
        refuse(shape, f"a {shapes[shape].geom_type} is no ground; give polygons")
    for edge in np.flatnonzero(~((np.abs(edges.x1) <= 180) & (np.abs(edges.y1) <= 90))).tolist():
        step = np.flatnonzero(outlines.use == edge)[0]
        where = f"{edges.x1[edge]:g}, {edges.y1[edge]:g}"
        shape = int(np.searchsorted(outlines.limits, step, "right")) - 1
        refuse(shape, f"a corner at {where} is no longitude and latitude; correct it")
    for shape in invalid(shapes, outlines).tolist():
        why = shapely.is_valid_reason(shapes[shape])
        refuse(shape, f"a faulty outline ({why[:80]}); add the file with `whoholds atlas add`, which repairs it")
