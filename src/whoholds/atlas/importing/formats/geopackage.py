"""GeoPackage: a copy of the file, looked at as a database first, and read by GDAL's one driver for it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path

from whoholds.atlas.importing.features import Features, listed
from whoholds.atlas.importing.formats.gdal import layers_of, read_layer
from whoholds.errors import UnreadableSource

MOST_OBJECTS = 20_000  # tables, indexes and triggers


def read_geopackage(path: Path, *, layer: str | None = None) -> Features:
    """Read the layer of that name, or the only one with geometry. Raises UnreadableSource."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "map.gpkg"
        shutil.copyfile(path, copy)
        tables = _tables(copy, path)
        layers = {name: kind for name, kind in layers_of(copy).items() if name in tables}
        return read_layer(copy, _chosen(layers, layer, path), shown=path)


def _tables(copy: Path, path: Path) -> set[str]:
    """Return the names of the real tables. Raises UnreadableSource for a database that computes or is no GeoPackage.

    Triggers do nothing while a file is only read. Views and virtual tables run what the file's maker wrote, so a view
    is no layer, and of virtual tables only the index of rectangles may be there, which GeoPackage defines.
    """
    try:
        database = sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True)
        try:
            database.execute("PRAGMA trusted_schema = OFF")
            found = database.execute("SELECT type, name, sql FROM sqlite_master").fetchmany(MOST_OBJECTS + 1)
        finally:
            database.close()
    except (sqlite3.Error, UnicodeError, ValueError) as error:
        raise UnreadableSource(f"{path}: a damaged database ({str(error)[:80]}); save the GeoPackage again") from error
    if len(found) > MOST_OBJECTS:
        raise UnreadableSource(f"{path}: more than {MOST_OBJECTS:,} tables; save the one layer as GeoPackage")
    tables = {str(name) for kind, name, _ in found if kind == "table"}
    if "gpkg_contents" not in tables:
        raise UnreadableSource(f"{path}: a database, but no GeoPackage; save the layer as GeoPackage")
    for kind, name, sql in found:
        words = " ".join(str(sql or "").casefold().split())
        if kind == "table" and words.startswith("create virtual table") and " using rtree" not in words:
            raise UnreadableSource(f"{path}: table {str(name)[:60]!r} is computed, not stored; save the layer again")
    return tables


def _chosen(layers: dict[str, str | None], layer: str | None, path: Path) -> str:
    if layer is not None and layer in layers:
        return layer
    with_geometry = [name for name, kind in layers.items() if kind is not None] or list(layers)
    if layer is not None:
        raise UnreadableSource(f"{path}: no layer {layer[:60]!r}; it has {listed(with_geometry) or 'none'}")
    if len(with_geometry) != 1:
        there = listed(with_geometry) or "there is none"
        raise UnreadableSource(f"{path}: name one of its layers with --layer: {there}")
    return with_geometry[0]
