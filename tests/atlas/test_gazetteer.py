"""The places that ship: how many there are, what names find them, and where they stand on the ground of a country."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from whoholds.atlas.boundaries import boundary, open_boundaries
from whoholds.atlas.gazetteer import PART_OF, STARTER, find_places, name_form, places_of, places_on, snapped
from whoholds.atlas.place_table import PlaceTable
from whoholds.errors import BadTable, UnknownName, UnreadableSource, WhoholdsError

GEOD = Geod(ellps="WGS84")


def table(*places: tuple[float, float]) -> PlaceTable:
    """Places at these longitudes and latitudes."""
    longitude, latitude = np.array(places, dtype=float).reshape(-1, 2).T
    count = len(longitude)
    return PlaceTable(
        id=np.arange(count),
        name=np.array([f"place {n}" for n in range(count)], dtype=object),
        latitude=latitude,
        longitude=longitude,
        population=np.zeros(count, dtype=np.int64),
    )


def drawn(place: str) -> dict[str, Any]:
    """A country in all ways that it is drawn."""
    known = open_boundaries()
    return {way: known.boundary(place, variant=way or None).geometry for way in known.variants(place)}


# ------------------------------------------------------------------------------------------------ what is there


@pytest.mark.parametrize(
    ("country", "count"),
    [("SYR", 308), ("UKR", 5488), ("AFG", 319), ("MMR", 575), ("SDN", 112), ("SSD", 23), ("ATA", 0)],
)
def test_number_of_places(country: str, count: int) -> None:
    places = places_of(country)
    assert len(places) == count
    assert len(set(places.id.tolist())) == count
    assert (np.abs(places.latitude) <= 90).all() and (np.abs(places.longitude) <= 180).all()


def test_a_population_that_is_not_known_is_zero_and_none() -> None:
    places = places_of("SYR")
    assert int((places.population == 0).sum()) == 181
    abandoned = find_places("Quneitra", "SYR")[0]  # since 1974; GeoNames keeps its people
    assert abandoned.population == 36_143
    assert find_places("Tall Abyad", "SYR")[0].population is None


def test_coordinates_are_those_of_geonames_to_the_last_digit() -> None:
    damascus = find_places("Damascus", "SYR")[0]
    assert (damascus.id, damascus.latitude, damascus.longitude) == (170654, 33.5102, 36.29128)


def test_a_country_is_read_without_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    whole: list[int] = []

    read_row_groups = pq.ParquetFile.read_row_groups

    def watched(file: pq.ParquetFile, groups: list[int], **options: Any) -> pa.Table:
        read.extend(groups)
        whole.extend(range(file.num_row_groups))
        return read_row_groups(file, groups, **options)

    monkeypatch.setattr(pq.ParquetFile, "read_row_groups", watched)
    places_of.cache_clear()
    assert len(places_of("SYR")) == 308
    assert 0 < len(read) <= 2 < len(whole)


def test_no_two_arrays_can_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        places_of("SYR").population[0] = 1


@pytest.mark.parametrize(("file", "megabytes"), [("places", 7), ("place_names", 7)])
def test_files_are_small_and_have_their_papers(file: str, megabytes: float) -> None:
    path = STARTER / f"{file}.parquet"
    assert path.stat().st_size < megabytes * 1e6
    papers = json.loads(pq.read_schema(path).metadata[b"papers"])
    assert set(papers) == {"source", "licence", "version", "note"}
    assert "CC BY 4.0" in papers["licence"]


# ------------------------------------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("name", "country", "found"),
    [
        ("Aleppo", "SYR", "Aleppo"),
        ("حلب", "SYR", "Aleppo"),
        ("al-bab", "SYR", "Al Bāb"),
        ("الباب", "SYR", "Al Bāb"),
        ("Palmyra", "SYR", "Tadmur"),
        ("Kobani", "SYR", "‘Ayn al ‘Arab"),
        ("دير الزور", "SYR", "Deir ez-Zor"),
        ("Бахмут", "UKR", "Bakhmut"),
        ("Avdiivka", "UKR", "Avdiyivka"),
        ("Rangoon", "MMR", "Yangon"),
        ("ရန်ကုန်", "MMR", "Yangon"),
        ("الفاشر", "SDN", "El Fasher"),
        ("کابل", "AFG", "Kabul"),
        ("كابل", "AFG", "Kabul"),  # the same letter in Arabic
    ],
)
def test_names_in_their_scripts(name: str, country: str, found: str) -> None:
    assert find_places(name, country)[0].name == found


def test_places_of_one_name_are_all_returned() -> None:
    found = find_places("Avdiivka", "UKR")
    assert len(found) == 3
    assert [place.population for place in found] == sorted((p.population or 0 for p in found), reverse=True)
    assert {place.country for place in found} == {"UKR"}


def test_what_is_not_there_is_not_found() -> None:
    assert find_places("Robotyne", "UKR") == ()  # GeoNames cities500 has it not
    assert find_places("Aleppo", "UKR") == ()
    assert find_places("", "SYR") == find_places("--", "SYR") == find_places("x" * 10_000, "SYR") == ()


def test_codes_and_names_made_by_machine_are_no_names() -> None:
    assert find_places("DAM", "SYR") == ()
    assert find_places("alqnytrt", "SYR") == ()


@pytest.mark.parametrize("code", ["SYRIA", "sy", "", "S\x00Y", "../"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(UnknownName, match="ISO 3166"):
        places_of(code)


@given(st.text(max_size=60))
def test_a_form_is_settled(name: str) -> None:
    assert name_form(name_form(name)) == name_form(name)


# ------------------------------------------------------------------------------------------------ a folder of one's own


def own_folder(folder: Path, **columns: Any) -> Path:
    rows = {
        "id": [1, 2],
        "name": ["Firstville", "Secondville"],
        "country": ["SYR", "SYR"],
        "latitude": [35.0, 35.5],
        "longitude": [38.0, 38.5],
        "population": [None, 12],
    }
    kept = {name: values for name, values in {**rows, **columns}.items() if values is not None}
    pq.write_table(pa.table(kept), folder / "places.parquet")
    return folder


def test_a_folder_of_places_stands_in_the_place_of_what_ships(tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    assert places_of("SYR", folder).name.tolist() == ["Firstville", "Secondville"]
    assert places_of("SYR", folder).population.tolist() == [0, 12]
    assert [place.population for place in find_places("secondville", "SYR", folder)] == [12]
    assert len(places_of("UKR", folder)) == 5488


def test_a_folder_with_a_bad_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="no column 'latitude'"):
        places_of("SYR", own_folder(tmp_path, latitude=None))
    with pytest.raises(BadTable, match="a latitude that is no number"):
        places_of("AAA", own_folder(tmp_path, latitude=[95.0, 1.0], country=["AAA", "AAA"]))
    with pytest.raises(BadTable, match="a longitude that is no number"):
        places_of("AAB", own_folder(tmp_path, longitude=[float("nan"), 1.0], country=["AAB", "AAB"]))
    with pytest.raises(BadTable, match="'longitude' is not of float64"):
        places_of("SYR", own_folder(tmp_path, longitude=["east", "west"]))
    with pytest.raises(BadTable, match="a row without 'name'"):
        places_of("SYR", own_folder(tmp_path, name=["Firstville", None]))
    (tmp_path / "places.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(UnreadableSource, match=r"places\.parquet"):
        places_of("LBN", tmp_path)


# ------------------------------------------------------------------------------------------------ on the ground


def test_a_place_beside_the_outline_is_moved_onto_it() -> None:
    outline = shapely.box(30, 40, 31, 41)
    beside = table((30.5, 40.5), (31.1, 40.5), (32, 40.5))  # inside, 8.5 km and 85 km east of it
    found = snapped(beside, outline)
    assert (found.moved, found.away) == (1, 1)
    assert found.places.longitude[[0, 2]].tolist() == [30.5, 32]
    x, y = float(found.places.longitude[1]), float(found.places.latitude[1])
    assert shapely.contains_xy(outline, x, y)
    assert GEOD.inv(31, 40.5, x, y)[2] < 60  # metres inside the nearest spot of the outline
    assert beside.longitude.tolist() == [30.5, 31.1, 32]  # what came in stays as it was


def test_a_place_beside_a_spit_and_a_hole_is_moved_onto_land() -> None:
    spit = shapely.Polygon([(30, 40), (31, 40.001), (30, 40.002)])
    assert snapped(table((31.01, 40.001)), spit).moved == 1
    lake = shapely.box(30, 40, 31, 41).difference(shapely.box(30.4, 40.4, 30.6, 40.6))
    found = snapped(table((30.45, 40.5)), lake)
    assert found.moved == 1
    assert shapely.contains_xy(lake, found.places.longitude[0], found.places.latitude[0])


def test_an_outline_without_area_is_refused() -> None:
    with pytest.raises(WhoholdsError, match="give a polygon"):
        snapped(table((1, 1)), shapely.Point(0, 0))


@given(
    st.lists(st.tuples(st.floats(-0.4, 1.4), st.floats(-0.4, 1.4)), min_size=1, max_size=30),
    st.sampled_from([-60, 0, 45, 70]),
)
def test_after_snapping_each_place_is_inside_or_away(places: list[tuple[float, float]], south: int) -> None:
    outline = shapely.box(10, south, 11, south + 1)
    given_ = table(*((10 + x, south + y) for x, y in places))
    found = snapped(given_, outline)
    inside = shapely.contains_xy(outline, found.places.longitude, found.places.latitude)
    assert int((~inside).sum()) == found.away
    metres = GEOD.inv(given_.longitude, given_.latitude, found.places.longitude, found.places.latitude)[2]
    assert (np.asarray(metres) < 15_100).all()
    assert int((np.asarray(metres) > 0).sum()) == found.moved


@pytest.mark.parametrize("country", ["SYR", "UKR", "AFG", "MMR", "YEM", "HTI", "SDN", "CYP"])
def test_all_places_of_a_country_come_to_stand_on_it(country: str) -> None:
    ways = drawn(country)
    found = places_on(country, ways)
    assert found.away == 0
    whole = shapely.union_all(list(ways.values()))
    shapely.prepare(whole)
    assert shapely.contains_xy(whole, found.places.longitude, found.places.latitude).all()


def test_border_towns_count_for_their_own_country() -> None:
    on = places_on("SYR", drawn("SYR")).places
    for name in ("Tall Abyad", "Kobani"):
        place = find_places(name, "SYR")[0]
        at = on.id.tolist().index(place.id)
        assert shapely.contains_xy(boundary("SYR").geometry, on.longitude[at], on.latitude[at])


def test_the_golan_s_places_are_on_syrias_ground_and_crimeas_on_russias() -> None:
    in_the_golan = set(places_on("SYR", drawn("SYR")).places.name) - set(places_of("SYR").name)
    assert {"Katzrin", "Fīq", "Ghajar"} <= in_the_golan
    assert not {"Shamir", "Snir", "Tiberias"} & in_the_golan
    russia = set(places_on("RUS", drawn("RUS")).places.name)
    assert {"Simferopol", "Yalta"} <= russia
    assert "Kherson" not in russia


def test_every_country_with_places_has_ground() -> None:
    with_places = set(pq.read_table(STARTER / "places.parquet", columns=["country"])["country"].unique().to_pylist())
    assert with_places - set(open_boundaries().places) == set(PART_OF)
    assert places_on("NOR", drawn("NOR")).places.name.tolist().count("Longyearbyen") == 1
