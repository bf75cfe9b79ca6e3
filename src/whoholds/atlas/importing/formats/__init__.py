"""Readers, one for each format. Each takes a file that `sniff` has looked at and gives `Features`, as they came."""

from __future__ import annotations

from pathlib import Path

from whoholds.atlas.importing.features import Features
from whoholds.atlas.importing.sniff import Format

USE_GDAL: tuple[Format, ...] = ("geopackage", "shapefile", "zipped shapefile")


def read_features(path: Path, kind: Format, *, layer: str | None = None) -> Features:
    """Read a file of a known format. `layer` names one layer or sheet where there are several.

    Raises UnreadableSource if it cannot be read.
    """
    if kind == "geojson":
        from whoholds.atlas.importing.formats.geojson import read_geojson

        return read_geojson(path)
    if kind in ("kml", "kmz"):
        from whoholds.atlas.importing.formats.kml import read_kml

        return read_kml(path, zipped=kind == "kmz")
    if kind == "geoparquet":
        from whoholds.atlas.importing.formats.parquet import read_parquet

        return read_parquet(path)
    if kind == "geopackage":
        from whoholds.atlas.importing.formats.geopackage import read_geopackage

        return read_geopackage(path, layer=layer)
    if kind in ("shapefile", "zipped shapefile"):
        from whoholds.atlas.importing.formats.shapefile import read_shapefile

        return read_shapefile(path, zipped=kind == "zipped shapefile", layer=layer)
    if kind == "csv":
        from whoholds.atlas.importing.formats.csv_table import read_csv

        return read_csv(path)
    if kind == "excel":
        from whoholds.atlas.importing.formats.excel import read_excel

        return read_excel(path, layer=layer)
    raise AssertionError(kind)  # pragma: no cover  # marks in Lua are read by `points`
