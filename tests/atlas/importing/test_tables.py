"""Points, unit tables and share tables, from CSV and from Excel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely
from imported_maps import geojson, rows, text_file
from workbooks import workbook

from whoholds.atlas.boundaries import open_boundaries
from whoholds.atlas.estimates import PUBLISHED
from whoholds.atlas.importing import Settled, Unsettled
from whoholds.atlas.importing.draft import Draft
from whoholds.errors import WhoholdsError

Drafted = Callable[..., Draft]
PLACES = """name,lat,lon,holder,status,population,count_as_settlement,land,note,url
Homs,34.73,36.72,Syrian government,controlled,775404,yes,yes,,https://example.org/homs
Qamishli,37.05,41.22,mixed: SDF and government,mixed,,yes,yes,shared,
An outpost,34.0,38.5,ISIS,presence,,no,no,,
"""


# ------------------------------------------------------------------------------------------------ points


def test_a_table_of_places(tmp_path: Path, drafted: Drafted) -> None:
    draft = drafted(text_file(tmp_path / "a.csv", PLACES))
    assert draft.papers.kind == "points"
    assert rows(draft, "place_name", "holder", "status", "population", "settlement", "land") == [
        ("Homs", "Government", "controlled", 775404, True, True),
        ("Qamishli", None, "contested", None, True, True),
        ("An outpost", "ISIS", "influence", None, False, False),
    ]
    assert shapely.from_wkb(draft.table.column("geometry")[0].as_py()).wkt == "POINT (36.72 34.73)"
    assert rows(draft, "url")[0] == ("https://example.org/homs",)


def test_points_in_a_workbook(tmp_path: Path, drafted: Drafted) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Control": [["town", "lon", "lat", "holder"], ["Homs", 36.72, 34.73, "SAA"]]})
    assert rows(drafted(path), "place_name", "holder") == [("Homs", "Government")]


def test_one_of_several_sheets_must_be_named(tmp_path: Path, drafted: Drafted) -> None:
    table: list[list[Any]] = [["town", "lon", "lat", "holder"], ["Homs", 36.72, 34.73, "SAA"]]
    path = workbook(tmp_path / "a.xlsx", {"One": table, "Two": table})
    with pytest.raises(WhoholdsError, match="--layer: 'One', 'Two'"):
        drafted(path)
    assert drafted(path, layer="Two").table.num_rows == 1


def test_points_as_geometry(tmp_path: Path, drafted: Drafted) -> None:
    features = [(shapely.Point(36.72, 34.73), {"holder": "SAA", "name": "Homs"}), (None, {"holder": "?", "name": "-"})]
    draft = drafted(geojson(tmp_path / "a.geojson", features))
    assert rows(draft, "place_name", "holder") == [("Homs", "Government")]
    assert draft.papers.repairs == ("Left out: 1 row without a place (first: row 2).",)


def test_a_cap_goes_with_points_only(tmp_path: Path, drafted: Drafted) -> None:
    assert drafted(text_file(tmp_path / "a.csv", PLACES), cap_km=40.0).papers.cap_km == 40
    with pytest.raises(WhoholdsError, match="--cap is for points"):
        drafted(geojson(tmp_path / "a.geojson", [(shapely.box(37, 35, 38, 36), {"holder": "SDF"})]), cap_km=40.0)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("X,north,36,SDF,,,,,,", "row 1: latitude 'north' is no number"),
        ("X,35,37,SDF,,many,,,,", "row 1: a population of 'many'"),
        ("X,35,37,SDF,,,perhaps,,,", "row 1: 'perhaps' is neither yes nor no"),
        ("X,,,SDF,,,,,,", "no points"),
        ("X,35,37,SDF", "line 2: 4 cells, but 10 columns"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(tmp_path: Path, drafted: Drafted, row: str, says: str) -> None:
    with pytest.raises(WhoholdsError, match=says):
        drafted(text_file(tmp_path / "a.csv", PLACES.splitlines()[0] + "\n" + row + "\n"))


def test_points_outside_the_country_are_kept_and_counted(tmp_path: Path, drafted: Drafted) -> None:
    table = "name,lat,lon,holder\nHoms,34.73,36.72,SAA\nAcross,34.0,41.5,ISIS\n"
    draft = drafted(text_file(tmp_path / "a.csv", table), fit=True)
    assert draft.table.num_rows == 2
    assert "1 of 2 points lie outside the boundary of SYR, and are kept: 'Across'." in draft.said


# ------------------------------------------------------------------------------------------------ units


def test_a_table_of_units_takes_their_outlines(tmp_path: Path, drafted: Drafted) -> None:
    table = "governorate,controlled by,note\nAleppo Governorate,Government,\nSY-HA,SDF,most of it\nИдлиб,HTS,\n"
    draft = drafted(text_file(tmp_path / "a.csv", table))
    assert draft.papers.kind == "units"
    units = {unit.id: unit for unit in open_boundaries().units("SYR")}
    found = rows(draft, "unit", "unit_name", "holder", "note")
    assert [(units[unit].code, holder, note) for unit, _, holder, note in found] == [
        ("SY-HL", "Government", None),
        ("SY-HA", "SDF", "most of it"),
        ("SY-ID", "HTS and allies", None),
    ]
    outline = shapely.from_wkb(draft.table.column("geometry")[0].as_py())
    assert outline.equals(units[found[0][0]].geometry)
    assert any(said.startswith("Not in the table: Damascus") for said in draft.said)


def test_the_column_whose_cells_are_units_is_taken(tmp_path: Path, drafted: Drafted) -> None:
    table = "adm1_pcode,adm1_en,holder\nSY02,Aleppo,Government\nSY08,Al-Hasakah,SDF\n"
    assert [name for (name,) in rows(drafted(text_file(tmp_path / "a.csv", table)), "unit_name")] == [
        "Aleppo",
        "Hasaka (Al Haksa)",
    ]


def test_units_that_are_not_clear_are_left_to_the_user(tmp_path: Path, drafted: Drafted) -> None:
    path = text_file(
        tmp_path / "a.csv", "governorate,holder\nAlepo Province,Government\nДамаск,Government\nGondor,SDF\nHama,SDF\n"
    )
    with pytest.raises(Unsettled) as caught:
        drafted(path)
    unclear = caught.value.names["units"]
    assert set(unclear) == {"Дамаск", "Gondor"}  # two units are called Дамаск; "Alepo" is a name of Aleppo
    assert len(unclear["Дамаск"]) == 2
    settled = Settled(units={"Дамаск": "SY-DI", "Gondor": "Homs"})
    assert drafted(path, settled=settled).table.num_rows == 4


def test_a_unit_twice(tmp_path: Path, drafted: Drafted) -> None:
    twice = "governorate,holder\nAleppo,Government\nSY-HL,SDF\n"
    draft = drafted(text_file(tmp_path / "a.csv", twice), fit=True)
    assert "Given to several holders, so contested: Aleppo." in draft.said
    assert draft.papers.fits["overlap"] == pytest.approx(18_500, rel=0.1)
    with pytest.raises(WhoholdsError, match="row 2: Aleppo is given to 'SDF' already, in row 1"):
        drafted(text_file(tmp_path / "a.csv", twice.replace("Government", "SDF")))


# ------------------------------------------------------------------------------------------------ shares

SHARES = "holder,share,status\nGovernment,60.5,\nSDF,27.5 %,controlled\nISIS,1.5,contested\n"


def test_a_simple_table_of_shares(tmp_path: Path, drafted: Drafted) -> None:
    draft = drafted(text_file(tmp_path / "a.csv", SHARES), url="https://example.org", on="2018-11")
    assert draft.papers.kind == "shares"
    assert draft.papers.as_of == "2018-11"
    assert draft.table.column_names == [*PUBLISHED, "holder_id"]
    assert rows(draft, "country", "as_of", "source", "holder", "status", "measure", "value", "unit", "url")[1] == (
        *("SYR", "2018-11", "A mapmaker", "SDF", "controlled", "area", "27.5", "percent", "https://example.org"),
    )
    assert "The shares by area come to 89.5 percent." in draft.said


def test_areas_and_their_total(tmp_path: Path, drafted: Drafted) -> None:
    draft = drafted(text_file(tmp_path / "a.csv", "holder,km2,total\nYPG,51 000,185180\n"))
    assert rows(draft, "holder", "holder_id", "value", "unit", "total") == [("YPG", "SDF", "51000", "km2", "185180")]


def test_the_columns_of_estimates(tmp_path: Path, drafted: Drafted) -> None:
    row = "SYR,2018-12-11,A mapmaker,SDF,controlled,area,27.5,percent,,,"
    path = text_file(tmp_path / "a.csv", f"{','.join(PUBLISHED)}\n{row}\n")
    assert rows(drafted(path), "holder_id", "value") == [("SDF", "27.5")]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("UKR,2018-12-11,A mapmaker,SDF,controlled,area,27.5,percent,,,", "row 1: its country is 'UKR'"),
        ("SYR,2018-12-11,Somebody,SDF,controlled,area,27.5,percent,,,", "row 1: its source is 'Somebody'"),
        ("SYR,2018-12-11,A mapmaker,SDF,controlled,area,127.5,percent,,,", "more than the whole"),
        ("SYR,2018-12-11,A mapmaker,SDF,controlled,area,much,percent,,,", "value 'much'"),
        ("SYR,2018-12-11,A mapmaker,SDF,controlled,area,27.5,acres,,,", "unknown unit 'acres'"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(tmp_path: Path, drafted: Drafted, row: str, says: str) -> None:
    with pytest.raises(WhoholdsError, match=says):
        drafted(text_file(tmp_path / "a.csv", f"{','.join(PUBLISHED)}\n{row}\n"))


def test_a_holder_twice_in_a_table_of_shares(tmp_path: Path, drafted: Drafted) -> None:
    with pytest.raises(WhoholdsError, match="'SDF' stands in it twice"):
        drafted(text_file(tmp_path / "a.csv", "holder,share\nSDF,20\nSDF,7\n"))


def test_a_table_of_nothing_that_is_known(tmp_path: Path, drafted: Drafted) -> None:
    with pytest.raises(WhoholdsError, match="neither geometry, coordinates, units of SYR nor shares"):
        drafted(text_file(tmp_path / "a.csv", "a,b\n1,2\n"))
