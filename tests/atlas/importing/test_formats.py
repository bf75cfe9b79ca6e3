"""One and the same land, in every format that is read, comes out as the same layer."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from imported_maps import NEIGHBOUR, SQUARE, by_gdal, geojson, kml, placemark, request_for, rows, text_file

from whoholds.atlas.importing import add_layers
from whoholds.atlas.importing.draft import Draft
from whoholds.atlas.importing.formats.shapefile import parts_of
from whoholds.atlas.importing.sniff import format_of
from whoholds.atlas.layers import read_layer
from whoholds.errors import WhoholdsError

Drafted = Callable[..., Draft]
HELD = [("Assad regime", "Government"), ("YPG", "SDF")]


def land_of(draft: Draft) -> list[str]:
    return [shape.normalize().wkt for shape in shapely.from_wkb(draft.table.column("geometry").to_numpy())]


def assert_the_land(draft: Draft) -> None:
    assert rows(draft, "name", "holder") == HELD
    assert land_of(draft) == [SQUARE.normalize().wkt, NEIGHBOUR.normalize().wkt]


def test_geojson(tmp_path: Path, drafted: Drafted) -> None:
    path = geojson(tmp_path / "a.geojson", [(SQUARE, {"holder": HELD[0][0]}), (NEIGHBOUR, {"holder": HELD[1][0]})])
    assert format_of(path) == "geojson"
    assert_the_land(drafted(path))


def test_kml_and_kmz(tmp_path: Path, drafted: Drafted) -> None:
    marks = placemark(HELD[0][0], SQUARE) + placemark(HELD[1][0], NEIGHBOUR)
    path = kml(tmp_path / "a.kml", f"<Folder><name>Control</name>{marks}</Folder>")
    assert_the_land(drafted(path, holder_column="name"))
    with zipfile.ZipFile(tmp_path / "a.kmz", "w") as archive:
        archive.write(path, "doc.kml")
    assert format_of(tmp_path / "a.kmz") == "kmz"
    assert_the_land(drafted(tmp_path / "a.kmz", holder_column="name"))


def test_kml_has_the_folder_and_the_data_of_a_placemark(tmp_path: Path, drafted: Drafted) -> None:
    data = '<ExtendedData><Data name="side"><value>SDF</value></Data></ExtendedData>'
    mark = placemark("East", SQUARE).replace("</name>", f"</name>{data}")
    path = kml(tmp_path / "a.kml", f"<Folder><name>YPG</name>{mark}</Folder>")
    assert rows(drafted(path), "name", "holder") == [("SDF", "SDF")]
    assert rows(drafted(path, holder_column="folder"), "name", "holder") == [("YPG", "SDF")]


def test_geoparquet(tmp_path: Path, drafted: Drafted) -> None:
    table = pa.table({"holder": [name for name, _ in HELD], "geometry": shapely.to_wkb([SQUARE, NEIGHBOUR])})
    geo = '{"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB"}}}'
    pq.write_table(table.replace_schema_metadata({"geo": geo}), tmp_path / "a.parquet")
    draft = drafted(tmp_path / "a.parquet")
    assert_the_land(draft)
    assert draft.papers.repairs == ()


def test_plain_parquet_says_that_it_names_no_coordinate_system(tmp_path: Path, drafted: Drafted) -> None:
    table = pa.table({"holder": [name for name, _ in HELD], "geometry": shapely.to_wkb([SQUARE, NEIGHBOUR])})
    pq.write_table(table, tmp_path / "a.parquet")
    draft = drafted(tmp_path / "a.parquet")
    assert_the_land(draft)
    assert "names no coordinate system" in draft.papers.repairs[0]


@pytest.mark.parametrize("name", ["a.gpkg", "a.shp", "a.zip"])
def test_geopackage_and_shapefile(tmp_path: Path, name: str) -> None:
    made = tmp_path / name.replace("zip", "shp")
    by_gdal(made, [SQUARE, NEIGHBOUR], holder=[name for name, _ in HELD])
    if name.endswith("zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for part in parts_of(made):
                archive.write(part, f"folder/{part.name}")
    done = add_layers(request_for(tmp_path / name), tmp_path / "atlas")
    layer = read_layer(done.layers[0].path or Path())
    assert [(row["name"], row["holder"]) for row in layer.table.to_pylist()] == HELD
    assert [
        shape.equals(land)
        for shape, land in zip(
            shapely.from_wkb(layer.table.column("geometry").to_numpy()), [SQUARE, NEIGHBOUR], strict=True
        )
    ] == [True, True]


def test_points_in_a_table_with_semicolons_and_decimal_commas(tmp_path: Path, drafted: Drafted) -> None:
    path = text_file(tmp_path / "a.csv", "town;lat;lon;holder\nHoms;34,73;36,72;regime\n")
    assert rows(drafted(path), "place_name", "holder", "population") == [("Homs", "Government", None)]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.vrt", "<OGRVRTDataSource><OGRVRTLayer/></OGRVRTDataSource>", "virtual layer"),
        ("a.geojson", "<OGRVRTDataSource><OGRVRTLayer/></OGRVRTDataSource>", "virtual layer"),
        ("a.xml", "<?xml version='1.0'?><wfs:FeatureCollection/>", "GML"),
        ("a.fgb", "fgb\x03fgb", "FlatGeobuf"),
        ("a.pmtiles", "PMTiles\x03", "PMTiles"),
        ("a.pdf", "%PDF-1.7", "PDF"),
        ("a.geojson", '{"type": "Topology"}', "TopoJSON"),
        ("a.geojson", '{"type": "Feature"', "not GeoJSON"),
        ("a.json", '{"a": 1}', "no GeoJSON"),
        ("a.bin", "PG:host=example.org", "no format"),
        ("a.csv", "", "empty"),
    ],
)
def test_what_is_not_read_is_told_apart(tmp_path: Path, drafted: Drafted, name: str, text: str, says: str) -> None:
    with pytest.raises(WhoholdsError, match=says):
        drafted(text_file(tmp_path / name, text))


def test_a_database_that_is_no_geopackage(tmp_path: Path) -> None:
    import sqlite3

    database = sqlite3.connect(tmp_path / "a.gpkg")
    database.execute("CREATE TABLE people (name)")
    database.commit()
    database.close()
    with pytest.raises(WhoholdsError, match="no GeoPackage"):
        add_layers(request_for(tmp_path / "a.gpkg"), tmp_path / "atlas")


def test_one_of_several_layers_must_be_named(tmp_path: Path) -> None:
    path = by_gdal(tmp_path / "a.gpkg", [SQUARE], layer="control", holder=["SDF"])
    by_gdal(path, [NEIGHBOUR], layer="claims", holder=["SDF"])
    with pytest.raises(WhoholdsError, match="name one of its layers with --layer: 'control', 'claims'"):
        add_layers(request_for(path), tmp_path / "atlas")
    done = add_layers(request_for(path, layer="control"), tmp_path / "atlas", dry_run=True)
    assert done.layers[0].num_rows == 1
