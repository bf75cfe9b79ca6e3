"""The peers of `series_shares.py`: GeoPandas and DuckDB, each in the ways in which a careful user would write it.

All give the same table: for each day, and each unit if there are units, km² and percent of the base. Both cut in the
equal-area projection EPSG:6933, which is their fastest way; DuckDB also cuts in longitude and latitude and measures on
the ellipsoid. "Each outline once" first leaves out outlines that the day before had already.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

Table = dict[tuple[str, ...], tuple[float, float]]
EQUAL_AREA = "EPSG:6933"


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked: the files, the place, the first day, and whether by unit."""

    series: Path
    boundaries: Path
    place: str
    start: str
    by_unit: bool

    @property
    def base(self) -> Path:
        """The file that has the base: the units or the country."""
        return self.boundaries / ("units.parquet" if self.by_unit else "countries.parquet")


def versions() -> dict[str, str]:
    """Return the versions of the peers."""
    return {name: importlib.metadata.version(name) for name in ("geopandas", "shapely", "pyogrio", "duckdb")}


# ------------------------------------------------------------------------------------------------ GeoPandas


def geopandas_ways(task: Task) -> dict[str, Callable[[], Any]]:
    """Return the ways of GeoPandas; each gives a DataFrame."""
    return {
        "GeoPandas overlay": lambda: _overlay(task, once=False),
        "GeoPandas overlay, each outline once": lambda: _overlay(task, once=True),
    }


def _overlay(task: Task, *, once: bool) -> Any:
    import geopandas
    import pandas

    which = [("place", "==", task.place)] + ([] if task.by_unit else [("standard", "==", True)])
    names = ["code" if task.by_unit else "place", "geometry"]
    days = geopandas.read_parquet(task.series, columns=["as_of", "geometry"], filters=[("as_of", ">=", task.start)])
    base = geopandas.read_parquet(task.base, columns=names, filters=which).to_crs(EQUAL_AREA)
    if once:
        number = pandas.factorize(days.geometry.to_wkb())[0]
        shapes = days.assign(shape=number)[["shape", "geometry"]].drop_duplicates("shape")
    else:
        shapes = days.rename(columns={"as_of": "shape"})
    pieces = shapes.to_crs(EQUAL_AREA).overlay(base, how="intersection")
    table = (pieces.area / 1e6).groupby([pieces["shape"], pieces[names[0]]]).sum().rename("km2").reset_index()
    if once:
        table = days.assign(shape=number)[["as_of", "shape"]].merge(table, on="shape").drop(columns="shape")
    table = table.rename(columns={"shape": "as_of", names[0]: "unit"})
    table["percent"] = 100 * table["km2"] / table["unit"].map(base.set_index(names[0]).area / 1e6)
    return table.sort_values(["as_of", "unit"])


def of_geopandas(table: Any, by_unit: bool) -> Table:
    """Return a DataFrame as the table that is compared."""
    keys = ["as_of", "unit"] if by_unit else ["as_of"]
    rows = table[[*keys, "km2", "percent"]].itertuples(index=False)
    return {tuple(row[:-2]): (float(row[-2]), float(row[-1])) for row in rows}


# ------------------------------------------------------------------------------------------------ DuckDB

BASE = "SELECT {unit} AS unit, {base} AS g FROM read_parquet('{file}') WHERE place = '{place}' {standard}"
DAYS = "SELECT as_of, {shape} AS g FROM read_parquet('{series}') WHERE as_of >= '{start}'"
# The whole of a base does not depend on the day, so it is measured once.
EACH_DAY = """
WITH b AS MATERIALIZED ({base}), w AS MATERIALIZED (SELECT *, {whole} AS whole FROM b), d AS MATERIALIZED ({days})
SELECT as_of, unit, {area} / 1e6 AS km2, 100 * {area} / whole AS percent
FROM d JOIN w ON {join} ORDER BY as_of, unit"""
EACH_OUTLINE_ONCE = """
WITH b AS MATERIALIZED ({base}), w AS MATERIALIZED (SELECT *, {whole} AS whole FROM b),
raw AS MATERIALIZED (SELECT as_of, geometry FROM read_parquet('{series}') WHERE as_of >= '{start}'),
d AS MATERIALIZED (SELECT {shape} AS g, days FROM (SELECT geometry, list(as_of) AS days FROM raw GROUP BY geometry)),
a AS MATERIALIZED (SELECT days, unit, {area} AS area, whole FROM d JOIN w ON {join})
SELECT unnest(days) AS as_of, unit, area / 1e6 AS km2, 100 * area / whole AS percent FROM a ORDER BY as_of, unit"""


def connected() -> Any:
    """Return a connection to DuckDB with its spatial extension, on one thread, longitude first."""
    import duckdb
    import duckdb_extension_spatial

    version = f"v{importlib.metadata.version('duckdb')}"
    folder = Path(duckdb_extension_spatial.__file__).parent / "extensions" / version
    connection = duckdb.connect(config={"threads": 1})
    connection.load_extension(str(folder / "spatial.duckdb_extension"))
    connection.execute("SET geometry_always_xy = true")  # without it areas are wrong by a third, and nothing says so
    return connection


def duckdb_ways(task: Task, connection: Any) -> dict[str, Callable[[], Any]]:
    """Return the ways of DuckDB; each gives the rows of a table."""
    queries = {
        "DuckDB spatial, equal-area": _query(EACH_DAY, task, equal_area=True),
        "DuckDB spatial, equal-area, each outline once": _query(EACH_OUTLINE_ONCE, task, equal_area=True),
        "DuckDB spatial, ellipsoid": _query(EACH_DAY, task, equal_area=False),
    }
    return {name: partial(_rows, connection, query) for name, query in queries.items()}


def _rows(connection: Any, query: str) -> Any:
    return connection.execute(query).fetchall()


def _query(form: str, task: Task, *, equal_area: bool) -> str:
    move = f"ST_Transform(geometry, '{EQUAL_AREA}')" if equal_area else "ST_SetCRS(geometry, 'OGC:CRS84')"
    area = "ST_Area" if equal_area else "ST_Area_Spheroid"
    base = BASE.format(
        unit="code" if task.by_unit else "place",
        base=move,
        file=task.base,
        place=task.place,
        standard="" if task.by_unit else "AND standard",
    )
    return form.format(
        base=base,
        days=DAYS.format(shape=move, series=task.series, start=task.start),
        series=task.series,
        start=task.start,
        shape=move,
        whole=f"{area}(g)",
        area=f"{area}(ST_Intersection(d.g, w.g))",
        join="ST_Intersects(d.g, w.g)" if task.by_unit else "true",
    )


def of_duckdb(rows: Any, by_unit: bool) -> Table:
    """Return rows of DuckDB as the table that is compared."""
    return {((day, unit) if by_unit else (day,)): (km2, percent) for day, unit, km2, percent in rows}
