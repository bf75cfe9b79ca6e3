"""Maps: layers of one's own on the boundaries that ship, cut, summed, kept and asked."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

import shapely
from layers_by_hand import papers, points, polygons
from shapely import box

from whoholds.atlas import open_atlas
from whoholds.atlas.evidence import map_tables
from whoholds.atlas.layers import LayerStore, read_layer
from whoholds.atlas.map_lines import straight_area_km2
from whoholds.atlas.maps import Maps
from whoholds.atlas.parts import part_table, parts_of_faces
from whoholds.atlas.summing import parts_by_summing
from whoholds.errors import UnknownName, WhoholdsError

WEST, EAST = box(8, -5, 11, 3), box(11, -5, 15, 3)


def atlas_with(folder: Path, *days: str, **changes: object) -> Maps:
    store = LayerStore(folder)
    for day in days:
        store.add(papers(as_of=day, **changes), polygons(("A", "A", WEST)))
    return Maps(folder)


def test_cut_and_summed_come_to_the_same(tmp_path: Path) -> None:
    maps = atlas_with(tmp_path, "2018-12-11")
    key = maps.in_force("GAB", "2018-12-31")
    by_sum, by_cut = maps.parts(key), parts_of_faces(maps.faces_of(key), maps.unit_names("GAB"))
    gabon = maps.boundaries.boundary("GAB").geometry
    for measure in ("area", "places", "population", "units"):
        one, other = part_table(by_sum, measure), part_table(by_cut, measure)
        assert {p.name: p.value for p in one.parts} == pytest.approx({p.name: p.value for p in other.parts}, rel=1e-9)
        assert one.total == pytest.approx(sum(part.value for part in one.parts), rel=1e-9)
    held = {part.name: part.value for part in part_table(by_sum).parts}
    assert held["A"] == pytest.approx(straight_area_km2(gabon.intersection(WEST)), rel=1e-9)
    assert sum(held.values()) == pytest.approx(straight_area_km2(gabon), rel=1e-9)


def test_land_given_twice_is_contested_and_counts_once(tmp_path: Path) -> None:
    table = polygons(("A", "A", WEST), ("B", "B", box(10, -5, 15, 3)))
    LayerStore(tmp_path).add(papers(), table)
    maps = Maps(tmp_path)
    found = part_table(maps.parts(maps.in_force("GAB", "2018-12-31")))
    assert [(part.name, part.holder, part.status) for part in found.parts] == [
        ("A", "A", "controlled"),
        ("A, B", None, "contested"),
        ("B", "B", "controlled"),
    ]
    assert found.total == pytest.approx(sum(part.value for part in found.parts), rel=1e-9)


def test_land_given_twice_is_never_summed_twice(tmp_path: Path) -> None:
    maps = atlas_with(tmp_path, "2018-12-11")
    (ground,) = maps.grounds(read_layer(maps.in_force("GAB", "2018-12-31").path))
    with pytest.raises(WhoholdsError, match="so land is given twice"):
        parts_by_summing("GAB", papers().evidence(), "2018-12-11", (ground, ground), maps.summed("GAB"), {})


def test_points_fill_the_country_and_a_cap_leaves_land_uninhabited(tmp_path: Path) -> None:
    store = LayerStore(tmp_path)
    table = points([("A", 9.45, 0.39), ("B", 13.58, -1.63)])
    store.add(papers(kind="points", source="no cap"), table)
    store.add(papers(kind="points", source="cap", cap_km=50.0), table)
    maps = Maps(tmp_path)
    whole = part_table(maps.parts(maps.in_force("GAB", "2018-12-31", "no cap")))
    assert [part.name for part in whole.parts] == ["A", "B"]
    parts = maps.parts(maps.in_force("GAB", "2018-12-31", "cap"))
    capped = {part.name: part.value for part in part_table(parts).parts}
    assert capped["B"] == pytest.approx(7853.98, rel=1e-4)  # a circle of 50 km, far from any border
    assert capped["uninhabited"] > 200_000
    assert sum(capped.values()) == pytest.approx(whole.total or 0, rel=1e-9)


def test_what_was_summed_up_is_kept_and_made_anew_when_something_changed(tmp_path: Path) -> None:
    maps = atlas_with(tmp_path, "2018-12-11")
    key = maps.in_force("GAB", "2018-12-31")
    parts = maps.parts(key)
    kept = tmp_path / "parts/GAB/atlas-of-squares/2018-12-11.json"
    before = kept.read_bytes()
    assert Maps(tmp_path).parts(key) == parts
    assert kept.read_bytes() == before
    kept.write_bytes(b"{broken")
    assert Maps(tmp_path).parts(key) == parts  # it is only a copy
    zone = '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"ring","radius_km":30,'
    zone += '"place":"GAB"},"geometry":{"type":"Point","coordinates":[11.5,-0.8]}}]}'
    (tmp_path / "zones.geojson").write_text(zone, encoding="utf-8")
    anew = Maps(tmp_path).parts(key)
    assert anew.zones == ("ring",)


def test_a_series_is_what_its_days_are(tmp_path: Path) -> None:
    store = LayerStore(tmp_path)
    for day in range(1, 8):
        store.add(papers(as_of=f"2018-12-0{day}"), polygons(("A", "A", box(8, -5, 10 + day / 7, 3)), ("B", "B", EAST)))
    maps = Maps(tmp_path)
    together = maps.series(maps.maps_of("GAB"))
    one_by_one = [maps._sum_up(read_layer(key.path), ()) for key in maps.maps_of("GAB")]
    for both, alone in zip(together, one_by_one, strict=True):
        assert [(p.name, p.unit) for p in both.pieces] == [(p.name, p.unit) for p in alone.pieces]
        assert [p.area_km2 for p in both.pieces] == pytest.approx([p.area_km2 for p in alone.pieces], abs=1e-6)


def test_the_folders_layer_takes_the_place_of_the_starters(tmp_path: Path) -> None:
    (shipped,) = Maps().layers("SYR")
    table = polygons(("Everybody", "Everybody", box(30, 30, 45, 40)))
    LayerStore(tmp_path).add(papers(place="SYR", source="Whoholds points for Syria"), table)
    (laid,) = Maps(tmp_path).layers("SYR")
    assert laid.path != shipped.path
    assert open_atlas(tmp_path).shares("SYR", on="2018-12-31").holders[0].share == pytest.approx(100)


def test_no_map_is_said_with_what_there_is(tmp_path: Path) -> None:
    maps = atlas_with(tmp_path, "2018-12-11")
    with pytest.raises(UnknownName, match="no map of GAB by 2018-12-01: the first is of 2018-12-11"):
        maps.in_force("GAB", "2018-12-01")
    with pytest.raises(UnknownName, match="its sources are atlas-of-squares"):
        maps.in_force("GAB", "2018-12-31", "Another")
    with pytest.raises(UnknownName, match="whoholds atlas add"):
        maps.in_force("FRA", "2018-12-31")


def test_a_daily_source_gives_evidence_from_thirteen_days_at_the_most(tmp_path: Path) -> None:
    days = [f"2018-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 10, 20)]
    maps = atlas_with(tmp_path, *days)
    tables = map_tables(maps, "GAB", "2018-06-15", 400)
    assert sorted({table.day for table in tables}) == [
        *("2018-01-10", "2018-02-10", "2018-03-10", "2018-04-10", "2018-05-10", "2018-06-10"),
        *("2018-07-10", "2018-08-10", "2018-09-10", "2018-10-10", "2018-11-10", "2018-12-10"),
    ]


def test_the_faces_of_the_shipped_map_fill_the_country() -> None:
    maps = Maps()
    faces = maps.faces("SYR", "2018-12-11")
    whole = maps.boundaries.boundary("SYR", variant="with the Golan").geometry
    assert sum(face.area_km2 for face in faces.faces) == pytest.approx(straight_area_km2(whole), rel=1e-9)
    assert faces.not_said_km2 == pytest.approx(0, abs=1e-3)
    assert all(shapely.is_valid(face.geometry) for face in faces.faces)
