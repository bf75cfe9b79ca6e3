"""Traps: each is refused with one line, in bounded time and memory, and nothing is written.

The files are made here; none is larger than a few megabytes. The limits are lower than those of the command, so that
the tests are quick.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import struct
import time
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from imported_maps import SQUARE, by_gdal, geojson, kml, placemark, request_for, text_file
from workbooks import workbook

from whoholds.atlas.importing import add_layers
from whoholds.atlas.importing.guard import checked_archive, unpack
from whoholds.atlas.importing.inside import Limits
from whoholds.atlas.importing.sniff import format_of
from whoholds.errors import UnreadableSource, WhoholdsError

LIMITS = Limits(seconds=6, memory=1_500_000_000)
SHORT = Limits(seconds=2, memory=1_500_000_000)
PATIENCE = 60  # seconds on the clock of a machine that has other work


def assert_refused(path: Path, *says: str, limits: Limits = LIMITS, **asked: Any) -> None:
    started = time.monotonic()
    atlas = path.parent / "atlas"
    with pytest.raises(WhoholdsError) as caught:
        add_layers(request_for(path, **{"holder": "SDF", **asked}), atlas, limits=limits)
    message = str(caught.value)
    assert any(word in message for word in says), message
    assert len(message.splitlines()) == 1
    assert not atlas.exists()
    assert time.monotonic() - started < PATIENCE


# ------------------------------------------------------------------------------------------------ text


@pytest.mark.parametrize(
    "geometry",
    [
        '{"type":"Polygon","coordinates":' + "[" * 500_000 + "]" * 500_000 + "}",
        '{"type":"GeometryCollection","geometries":[' * 50_000 + "]}" * 50_000,
    ],
)
def test_deep_nesting(tmp_path: Path, geometry: str) -> None:
    text = f'{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{}},"geometry":{geometry}}}]}}'
    assert_refused(text_file(tmp_path / "a.geojson", text), "nested too deeply")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", '"36"', "null", "[36]"])
def test_numbers_that_are_none(tmp_path: Path, number: str) -> None:
    ring = f"[[{number},34],[38,34],[38,36],[{number},34]]"
    text = f'{{"type":"Feature","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}'
    assert_refused(text_file(tmp_path / "a.geojson", text), "not GeoJSON", "no geometry", "not a finite")


def test_an_outline_that_crosses_itself_a_hundred_million_times(tmp_path: Path) -> None:
    there = random.Random(1)  # noqa: S311  # the same outline in every run
    corners = [(37 + there.random(), 34.5 + there.random()) for _ in range(30_000)]
    path = geojson(tmp_path / "a.geojson", [({"type": "Polygon", "coordinates": [[*corners, corners[0]]]}, {})])
    assert_refused(path, "takes more than", limits=SHORT)


def test_two_combs_that_cross_in_millions_of_places(tmp_path: Path) -> None:
    teeth = [(37 + i / 4000, 35.5 if i % 2 else 34.5) for i in range(4001)]
    comb = shapely.Polygon([(37, 34.4), *teeth, (38, 34.4)])
    turned = shapely.transform(comb, lambda xy: np.column_stack([xy[:, 1] + 2.5, xy[:, 0] - 2.5]))
    path = geojson(tmp_path / "a.geojson", [(comb, {"holder": "SDF"}), (turned, {"holder": "ISIS"})])
    assert_refused(path, "takes more than", limits=SHORT, holder=None)


def test_a_line_without_an_end(tmp_path: Path) -> None:
    assert_refused(text_file(tmp_path / "a.csv", "lat,lon," + "x" * 3_000_000), "first line does not end")
    assert_refused(text_file(tmp_path / "b.csv", "lat,lon,name\n35,37," + "x" * 3_000_000), "field larger")


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        f'<!--{"x" * 9_000}--><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_of_xml(tmp_path: Path, doctype: str) -> None:
    path = kml(tmp_path / "a.kml", placemark("&a;", SQUARE), before=doctype)
    assert_refused(path, "document type", "XML that is no KML")


@pytest.mark.parametrize("number", ["nan", "inf", "1e999", "east", ""])
def test_numbers_that_are_none_in_kml(tmp_path: Path, number: str) -> None:
    mark = placemark("A", SQUARE).replace("37.0,", f"{number},")
    assert_refused(kml(tmp_path / "a.kml", mark), "coordinates that are no numbers")


def test_a_kml_of_links_and_one_that_is_nested(tmp_path: Path) -> None:
    link = "<NetworkLink><Link><href>http://127.0.0.1:9/a.kml</href></Link></NetworkLink>"
    assert_refused(kml(tmp_path / "a.kml", link), "only points to another address")
    deep = "<Folder>" * 50_000 + placemark("A", SQUARE) + "</Folder>" * 50_000
    assert_refused(kml(tmp_path / "b.kml", deep), "not well-formed KML")


# ------------------------------------------------------------------------------------------------ archives


def zipped(path: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def test_an_archive_that_unpacks_to_a_thousand_times_its_size(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="times its size"):
        format_of(zipped(tmp_path / "a.kmz", "doc.kml", b"<kml>" + b"0" * 50_000_000))
    with pytest.raises(UnreadableSource, match="times its size"):
        format_of(zipped(tmp_path / "a.xlsx", "xl/workbook.xml", b"0" * 50_000_000))


@pytest.mark.parametrize("name", ["../doc.kml", "/doc.kml", "a/../../doc.kml", "C:/doc.kml", "..\\doc.kml"])
def test_an_archive_that_reaches_out_of_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableSource, match="the archive is a trap"):
        format_of(zipped(tmp_path / "a.kmz", name, b"<kml/>"))


def test_a_link_in_an_archive(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("doc.kml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.kmz", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(UnreadableSource, match="points to another file"):
        format_of(tmp_path / "a.kmz")


def test_an_archive_that_understates_its_size(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.kmz", "doc.kml", b"<kml>" + b"0" * 2_000_000)
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 100)
    path.write_bytes(content)
    member = checked_archive(path)[0]
    with pytest.raises(UnreadableSource):
        unpack(path, member, tmp_path / "doc.kml")
    assert (tmp_path / "doc.kml").stat().st_size <= 2_000_000


def test_a_sheet_with_one_cell_in_its_last_corner(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [["lat"]]}, last="XFD1048576")
    assert_refused(path, "takes more than", "more than 1,000,000 rows")


# ------------------------------------------------------------------------------------------------ binary formats


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return by_gdal(tmp_path_factory.mktemp("made") / "a.gpkg", [SQUARE], holder=["SDF"])


def changed(package: Path, to: Path, *statements: tuple[str, tuple[Any, ...]]) -> Path:
    """A GeoPackage after statements of SQL, without its own triggers."""
    shutil.copy(package, to)
    database = sqlite3.connect(to)
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f'DROP TRIGGER "{name}"')
    for statement, values in statements:
        database.execute(statement, values)
    database.commit()
    database.close()
    return to


def test_a_geopackage_with_a_virtual_table(tmp_path: Path, package: Path) -> None:
    path = changed(package, tmp_path / "a.gpkg", ("CREATE VIRTUAL TABLE evil USING fts4(x)", ()))
    assert_refused(path, "computed, not stored")


def test_a_geopackage_whose_layer_is_a_view_without_an_end(tmp_path: Path, package: Path) -> None:
    numbers = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t)"
    endless = f"{numbers} SELECT n AS fid, geom, 'SDF' AS holder FROM t, control"  # noqa: S608
    path = changed(
        package,
        tmp_path / "a.gpkg",
        (f"CREATE VIEW bomb AS {endless}", ()),
        ("UPDATE gpkg_contents SET table_name = 'bomb', identifier = 'bomb'", ()),
        ("UPDATE gpkg_geometry_columns SET table_name = 'bomb'", ()),
    )
    assert_refused(path, "no layer 'bomb'", layer="bomb")


def test_a_trigger_in_a_geopackage_does_nothing(tmp_path: Path, package: Path) -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON control BEGIN DELETE FROM control; END"
    path = changed(package, tmp_path / "a.gpkg", (trigger, ()))
    before = path.read_bytes()
    done = add_layers(request_for(path), tmp_path / "atlas", dry_run=True)
    assert done.layers[0].num_rows == 1
    assert path.read_bytes() == before


def broken_blobs(package: Path) -> dict[str, bytes]:
    """The geometry of the GeoPackage, broken in many ways."""
    database = sqlite3.connect(package)
    (blob,) = database.execute("SELECT geom FROM control").fetchone()
    database.close()
    at = blob.rfind(b"\x01\x03\x00\x00\x00")
    nested = b"\x01\x07\x00\x00\x00\x01\x00\x00\x00" * 200_000
    return {
        "a billion rings": blob[: at + 5] + struct.pack("<I", 0xFFFFFFF0) + blob[at + 9 :],
        "a billion corners": blob[: at + 9] + struct.pack("<I", 0xFFFFFFF0) + blob[at + 13 :],
        "not a number": blob[: at + 13] + struct.pack("<d", float("nan")) + blob[at + 21 :],
        "nested": blob[:at] + nested + blob[at:],
        "cut off": blob[: at + 20],
    }


@pytest.mark.parametrize("how", ["a billion rings", "a billion corners", "not a number", "nested", "cut off"])
def test_broken_geometry_in_a_geopackage(tmp_path: Path, package: Path, how: str) -> None:
    blob = broken_blobs(package)[how]
    path = changed(package, tmp_path / "a.gpkg", ("UPDATE control SET geom = ?", (blob,)))
    assert_refused(path, "damaged", "broke off", "not a finite number", "neither geometry", "no polygons")


def test_a_damaged_geopackage(tmp_path: Path, package: Path) -> None:
    content = bytearray(package.read_bytes())
    content[100:4000] = random.Random(1).randbytes(3900)  # noqa: S311
    (tmp_path / "a.gpkg").write_bytes(content)
    assert_refused(tmp_path / "a.gpkg", "damaged database")


def test_a_shapefile_with_two_billion_corners(tmp_path: Path) -> None:
    path = by_gdal(tmp_path / "a.shp", [SQUARE], holder=["SDF"])
    content = bytearray(path.read_bytes())
    content[144:152] = struct.pack("<ii", 0x7FFFFFF0, 0x7FFFFFF0)
    path.write_bytes(content)
    assert_refused(path, "neither geometry", "cannot be read", "no polygons")


def test_parquet_that_is_small_on_disk_only(tmp_path: Path) -> None:
    pq.write_table(pa.table({"holder": pa.array(["SDF"] * 2_000_000)}), tmp_path / "rows.parquet")
    assert_refused(tmp_path / "rows.parquet", "more than 1,000,000 rows")
    outline = shapely.to_wkb(shapely.segmentize(SQUARE, 0.0001))
    repeated = pa.DictionaryArray.from_arrays(pa.array(np.zeros(100_000, dtype=np.int32)), pa.array([outline]))
    table = pa.table({"holder": pa.array(["SDF"] * 100_000), "geometry": repeated})
    pq.write_table(table, tmp_path / "outlines.parquet", store_schema=False)
    assert (tmp_path / "outlines.parquet").stat().st_size < 2_000_000
    assert_refused(tmp_path / "outlines.parquet", "more memory", "takes more than", "damaged Parquet")


@pytest.mark.parametrize("count", [0xFFFFFFF0, 0x10000000])
def test_wkb_that_says_it_has_billions_of_rings(tmp_path: Path, count: int) -> None:
    outline = bytearray(shapely.to_wkb(SQUARE))
    outline[5:9] = struct.pack("<I", count)
    pq.write_table(pa.table({"holder": ["SDF"], "geometry": [bytes(outline)]}), tmp_path / "a.parquet")
    assert_refused(tmp_path / "a.parquet", "no WKB")


def test_wkb_nested_a_million_times(tmp_path: Path) -> None:
    outline = b"\x01\x07\x00\x00\x00\x01\x00\x00\x00" * 1_000_000 + shapely.to_wkb(SQUARE)
    pq.write_table(pa.table({"holder": ["SDF"], "geometry": [outline]}), tmp_path / "a.parquet")
    assert_refused(tmp_path / "a.parquet", "broke off", "no WKB")


@pytest.mark.parametrize(
    "start", [b"PAR1", b"PK\x03\x04", b"SQLite format 3\x00", b"\x00\x00\x27\x0a", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_noise_behind_a_right_beginning(tmp_path: Path, start: bytes) -> None:
    (tmp_path / "a.bin").write_bytes(start + random.Random(2).randbytes(5_000) + start)  # noqa: S311
    assert_refused(tmp_path / "a.bin", "damaged Parquet", "damaged", "missing", "workbook")


# ------------------------------------------------------------------------------------------------ files


def test_a_pipe_a_device_and_a_file_too_large(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.geojson")
    assert_refused(tmp_path / "a.geojson", "not an ordinary file")
    assert_refused_without_folder(Path("/dev/zero"), tmp_path)
    with (tmp_path / "b.geojson").open("wb") as file:
        file.truncate(600_000_000)  # a hole: it takes no room
    assert_refused(tmp_path / "b.geojson", "larger than 512 MB")


def assert_refused_without_folder(path: Path, tmp_path: Path) -> None:
    with pytest.raises(WhoholdsError, match="not an ordinary file"):
        add_layers(request_for(path, holder="SDF"), tmp_path / "atlas")


def test_links_in_a_folder_of_a_series_are_not_followed(tmp_path: Path) -> None:
    series = tmp_path / "series"
    series.mkdir()
    geojson(series / "map-20181211.geojson", [(SQUARE, {"holder": "SDF"})])
    (series / "map-20181212.geojson").symlink_to("/etc/passwd")
    done = add_layers(request_for(series, on=None), tmp_path / "atlas", dry_run=True)
    assert [layer.papers.as_of for layer in done.layers] == ["2018-12-11"]
    assert "map-20181212.geojson" in done.said[0]


def test_a_part_of_a_shapefile_that_is_a_link(tmp_path: Path) -> None:
    path = by_gdal(tmp_path / "a.shp", [SQUARE], holder=["SDF"])
    (tmp_path / "a.prj").unlink()
    (tmp_path / "a.prj").symlink_to("/etc/passwd")
    assert_refused(path, "its .prj points to another file")


def test_the_process_apart_reads_nothing_but_the_file(tmp_path: Path) -> None:
    """A GeoJSON that GDAL would take for the address of a service is GeoJSON here, or nothing."""
    text = json.dumps({"type": "FeatureCollection", "features": [], "links": [{"href": "http://127.0.0.1:9/"}]})
    assert_refused(text_file(tmp_path / "a.geojson", text), "nothing in it")
