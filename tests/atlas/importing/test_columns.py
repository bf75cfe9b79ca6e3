"""Columns are found by their headers; those of units, equipment and persons are refused, and files of positions too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import shapely
from imported_maps import NEIGHBOUR, SQUARE, by_gdal, geojson, request_for, rows, text_file

from whoholds.atlas.importing import add_layers
from whoholds.atlas.importing.columns import refusal_of
from whoholds.atlas.importing.draft import Draft
from whoholds.errors import WhoholdsError

Drafted = Callable[..., Draft]


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("brigade", "military units"),
        ("Battalion_No", "military units"),
        ("militaryUnit", "military units"),
        ("Підрозділ", "military units"),
        ("в/ч, войсковая часть", "military units"),
        ("لواء", "military units"),
        ("tank count", "equipment"),
        ("VEHICLES", "equipment"),
        ("техніка", "equipment"),
        ("دبابات", "equipment"),
        ("Commander", "persons"),
        ("phone", "persons"),
        ("e-mail", "persons"),
        ("First Name", "persons"),
        ("позивний", "persons"),
        ("фамилия", "persons"),
        ("اسم الشخص", "persons"),
        ("call_sign", "persons"),
    ],
)
def test_refused_headers(header: str, why: str) -> None:
    assert refusal_of(header, ()) == why


@pytest.mark.parametrize(
    "header",
    [
        "holder",
        "unit",
        "unit_name",
        "division",
        "name",
        "population",
        "tankhah",
        "status",
        "governorate",
        "note",
        "group",
    ],
)
def test_headers_that_are_harmless(header: str) -> None:
    assert refusal_of(header, ("Aleppo", "Homs")) is None


@pytest.mark.parametrize(
    "cell", ["93rd Mechanized Brigade", "5 омбр", "اللواء 105", "76th Guards Air Assault Division"]
)
def test_unit_may_mean_a_brigade_and_then_its_cells_say_so(cell: str) -> None:
    assert refusal_of("unit", (cell, None, cell)) == "military units"
    assert refusal_of("unit", (cell, "Aleppo", "Homs")) is None


def test_only_columns_that_are_known_are_kept_and_the_others_are_named(tmp_path: Path, drafted: Drafted) -> None:
    properties = {"holder": "SDF", "OBJECTID": 7, "brigade": "93rd", "phone": "00", "note": "held since May"}
    draft = drafted(geojson(tmp_path / "a.geojson", [(SQUARE, properties)]))
    assert draft.table.column_names == ["name", "holder", "status", "note", "geometry"]
    assert "Column 'brigade' was left out: military units." in draft.said
    assert "Column 'phone' was left out: persons." in draft.said
    assert "Not used: column 'OBJECTID'." in draft.said
    assert rows(draft, "note") == [("held since May",)]


def test_notes_that_name_military_units_are_left_out(tmp_path: Path, drafted: Drafted) -> None:
    features = [
        (SQUARE, {"holder": "SDF", "note": "the 93rd brigade is here"}),
        (NEIGHBOUR, {"holder": "SDF", "note": "ok"}),
    ]
    draft = drafted(geojson(tmp_path / "a.geojson", features))
    assert rows(draft, "note") == [(None,), ("ok",)]
    assert "Left out: 1 note that named military units." in draft.said


@pytest.mark.parametrize(
    "table",
    [
        "lat,lon,holder,name\n35,37,SDF,93rd Brigade\n35.1,37.1,SDF,5th Battalion\n",
        "lat,lon,holder,brigade\n35,37,SDF,93rd\n",
        "lat,lon,holder,commander\n35,37,SDF,a person\n",
        "lat,lon,holder,vehicles\n35,37,SDF,4\n",
        "lat,lon,holder\n35,37,3rd Brigade\n",
    ],
)
def test_a_file_of_positions_is_refused_as_a_whole(tmp_path: Path, drafted: Drafted, table: str) -> None:
    with pytest.raises(WhoholdsError, match="never taken"):
        drafted(text_file(tmp_path / "a.csv", table))


def test_places_with_a_refused_column_are_taken_without_it(tmp_path: Path, drafted: Drafted) -> None:
    draft = drafted(text_file(tmp_path / "a.csv", "lat,lon,holder,town,brigade\n35,37,SDF,Here,93rd\n"))
    assert rows(draft, "place_name", "holder") == [("Here", "SDF")]
    assert "93rd" not in str(draft.table.to_pylist())


@pytest.mark.parametrize("layer", ["units", "Unit positions", "troops", "ORBAT", "brigades"])
def test_points_of_a_layer_of_units_are_refused(tmp_path: Path, drafted: Drafted, layer: str) -> None:
    path = geojson(tmp_path / "a.geojson", [(shapely.Point(37, 35), {"holder": "SDF"})], name=layer)
    with pytest.raises(WhoholdsError, match="never taken"):
        drafted(path)


def test_a_layer_of_administrative_units_is_taken(tmp_path: Path, drafted: Drafted) -> None:
    path = geojson(tmp_path / "a.geojson", [(SQUARE, {"holder": "SDF", "unit": "Aleppo"})], name="units")
    assert rows(drafted(path), "holder") == [("SDF",)]


def test_a_layer_of_positions_in_a_geopackage(tmp_path: Path) -> None:
    path = by_gdal(tmp_path / "a.gpkg", [shapely.Point(37, 35)], layer="units", holder=["SDF"])
    with pytest.raises(WhoholdsError, match="layer called 'units'"):
        add_layers(request_for(path), tmp_path / "atlas")


def test_a_column_that_the_user_names_must_be_there(tmp_path: Path, drafted: Drafted) -> None:
    path = geojson(tmp_path / "a.geojson", [(SQUARE, {"kontrolle": "SDF", "brigade": "SDF"})])
    with pytest.raises(WhoholdsError, match="no column 'kontrole'; did you mean 'kontrolle'"):
        drafted(path, holder_column="kontrole")
    with pytest.raises(WhoholdsError, match="military units, which are never taken"):
        drafted(path, holder_column="brigade")
    with pytest.raises(WhoholdsError, match="--holder-column"):
        drafted(path)


def test_two_columns_of_one_name(tmp_path: Path, drafted: Drafted) -> None:
    with pytest.raises(WhoholdsError, match="two columns are called 'holder'"):
        drafted(text_file(tmp_path / "a.csv", "lat,lon,holder,holder\n35,37,SDF,SDF\n"))


def test_names_from_a_file_do_not_steer_a_terminal(tmp_path: Path, drafted: Drafted) -> None:
    path = geojson(tmp_path / "a.geojson", [(SQUARE, {"\x1b[31mred": "SDF"})])
    with pytest.raises(WhoholdsError) as caught:
        drafted(path, holder_column="blue")
    assert "\x1b" not in str(caught.value)
