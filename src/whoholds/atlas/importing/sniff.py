"""What a file is, by its first bytes: the name of a file says nothing that must be believed.

Only the formats listed here are ever opened, each by its own reader. Formats that make a reader open other files or
addresses (virtual layers, services, tiles) are told apart, so that the refusal says what to do.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from whoholds.atlas.importing.guard import checked_archive, checked_file
from whoholds.errors import UnreadableSource

Format = Literal[
    "geojson", "geopackage", "shapefile", "zipped shapefile", "geoparquet", "kml", "kmz", "csv", "excel", "lua"
]
BEGINNING = 8_192  # bytes that are looked at
SIDECARS = (".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qmd", ".xml", ".fix", ".idx", ".aih", ".ain")
CONVERT = "save it as GeoPackage or GeoJSON, in QGIS with Export > Save Features As"
_SHAPEFILE = b"\x00\x00\x27\x0a"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF8_MARK = b"\xef\xbb\xbf"
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"fgb", "FlatGeobuf"),
    (b"PMTiles", "tiles (PMTiles)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
)
_LUA = re.compile(rb"\blat\s*=|\blong\s*=|\bmark\s*=")
_LUA_NAME = (".lua",)
_TABLE_NAMES = (".csv", ".tsv", ".tab", ".txt")


def format_of(path: Path) -> Format:
    """Return the format of a file. Raises UnreadableSource for one that is not read, and says what to do with it."""
    checked_file(path)
    if path.suffix.lower() in SIDECARS and path.with_suffix(".shp").exists():
        raise UnreadableSource(
            f"{path}: a part of a Shapefile; give {path.with_suffix('.shp').name}, which has the rest"
        )
    try:
        with path.open("rb") as file:
            start = file.read(BEGINNING)
    except OSError as error:
        raise UnreadableSource(f"{path}: {error.strerror or error}; give a file that can be read") from error
    found = _binary(path, start) or _text(path, start)
    if found is None:
        raise UnreadableSource(
            f"{path}: of no format that is read here. Give GeoJSON, GeoPackage, Shapefile, GeoParquet, KML, CSV, Excel "
            "or a Lua table of marks."
        )
    return found


def _binary(path: Path, start: bytes) -> Format | None:
    if start.startswith(b"SQLite format 3\x00"):
        return "geopackage"
    if start.startswith(b"PAR1"):
        return "geoparquet"
    if start.startswith(_SHAPEFILE):
        return "shapefile"
    if start.startswith(_OLE2):
        return "excel"
    if start.startswith(b"PK\x03\x04"):
        return _in_archive(path)
    for magic, what in _OTHERS:
        if start.startswith(magic):
            raise UnreadableSource(f"{path}: {what}, which is not read here; {CONVERT}")
    return None


def _in_archive(path: Path) -> Format:
    names = [member.filename.lower() for member in checked_archive(path)]
    if any(name in ("xl/workbook.xml", "xl/workbook.bin") for name in names) or (
        "content.xml" in names and path.suffix.lower() == ".ods"
    ):
        return "excel"
    if any(name.endswith(".shp") for name in names):
        return "zipped shapefile"
    if any(name.endswith(".kml") for name in names):
        return "kmz"
    raise UnreadableSource(f"{path}: no Shapefile, KML or workbook in this archive; unpack it and give one file")


def _text(path: Path, start: bytes) -> Format | None:
    start = start.removeprefix(_UTF8_MARK)
    if b"\x00" in start:
        return None
    opening = start.lstrip()
    if path.suffix.lower() in _LUA_NAME:
        return "lua"
    if opening.startswith(b"<"):
        return _xml(path, opening)
    if opening.startswith(b"{") and not opening.startswith(b"{{"):
        return _lua_or_json(opening)
    if path.suffix.lower() in _TABLE_NAMES:
        return "csv"
    return "lua" if _LUA.search(opening) and b"{" in opening else None


def _lua_or_json(opening: bytes) -> Format:
    return "lua" if _LUA.search(opening) and not re.match(rb"\{\s*[\"}]", opening) else "geojson"


def _xml(path: Path, opening: bytes) -> Format:
    if re.search(rb"<(?:\w+:)?kml[\s>]", opening):
        return "kml"
    for word, what in (
        (b"<OGRVRT", "a virtual layer, which makes a reader open other files"),
        (b"<VRTDataset", "a virtual picture, which makes a reader open other files"),
        (b"<GDAL_WMS", "the address of a service"),
        (b"<WFS", "the address of a service"),
        (b"FeatureCollection", "GML"),
        (b"<gpx", "GPX"),
        (b"<html", "a web page"),
        (b"<!DOCTYPE html", "a web page"),
    ):
        if word in opening:
            raise UnreadableSource(f"{path}: {what}, and not read here; {CONVERT}")
    raise UnreadableSource(f"{path}: XML that is no KML; {CONVERT}")
