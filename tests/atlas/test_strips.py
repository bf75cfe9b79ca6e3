"""Strips: what would change hands if the lines of a map moved by as much as they may be off."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")

from layers_by_hand import papers, points, polygons
from shapely import box

from whoholds.atlas import open_atlas
from whoholds.atlas.kept import ENDINGS
from whoholds.atlas.layers import LayerStore
from whoholds.atlas.maps import Maps
from whoholds.atlas.parts import BaseChoice, part_table
from whoholds.atlas.strips import Strips

# Two squares of Gabon's inland that meet along 12° E from 1° S to the equator: 110.6 km of line.
WEST, EAST = box(11, -1, 12, 0), box(12, -1, 13, 0)
LINE_KM = 110.574


def atlas_with(folder: Path, *rows: tuple[str, str, object], **changes: object) -> Maps:
    LayerStore(folder).add(papers(**changes), polygons(*rows))
    return Maps(folder)


def strips(maps: Maps, unit: str | None = None) -> dict[tuple[str, str], float]:
    key = maps.in_force("GAB", "2018-12-31")
    table = part_table(maps.parts(key), "area", BaseChoice(unit=unit), maps.strips(key))
    return {(strip.to, strip.of): strip.value for strip in table.strips}


def test_a_strip_is_the_line_times_its_precision(tmp_path: Path) -> None:
    maps = atlas_with(tmp_path, ("A", "A", WEST), ("B", "B", EAST), precision_km=2.0)
    found = strips(maps)
    # 110.6 km of line, 2 km wide; the ends are rounded off where nobody's land begins, which takes nothing away.
    assert found["A", "B"] == pytest.approx(2 * LINE_KM, rel=0.005)
    assert found["B", "A"] == pytest.approx(2 * LINE_KM, rel=0.005)
    # A's three other sides have nobody's land beyond: 3 · 110.8 km, with a quarter of a circle at two corners outside.
    outside = 2 * (2 * 111.3 + LINE_KM)
    assert found["A", "not said"] == pytest.approx(outside + 2 * 3.14159 * 4 / 4, rel=0.01)
    assert found["not said", "A"] == pytest.approx(outside, rel=0.03)


def test_twice_the_precision_is_twice_the_strip(tmp_path: Path) -> None:
    rows = (("A", "A", WEST), ("B", "B", EAST))
    one = strips(atlas_with(tmp_path / "1", *rows, precision_km=1.0))
    two = strips(atlas_with(tmp_path / "2", *rows, precision_km=2.0))
    assert two["A", "B"] == pytest.approx(2 * one["A", "B"], rel=0.001)


def test_lands_that_do_not_come_near_have_no_strip(tmp_path: Path) -> None:
    maps = atlas_with(tmp_path, ("A", "A", WEST), ("B", "B", box(13, -1, 13.5, 0)), precision_km=5.0)
    assert ("A", "B") not in strips(maps)


def test_a_border_is_no_line_of_the_map(tmp_path: Path) -> None:
    everywhere = box(8, -5, 15, 3)
    maps = atlas_with(tmp_path, ("A", "A", everywhere), precision_km=5.0)
    assert strips(maps) == {}


def test_a_strip_is_summed_over_the_base(tmp_path: Path) -> None:
    maps = atlas_with(tmp_path, ("A", "A", WEST), ("B", "B", EAST), precision_km=2.0)
    by_unit = [strips(maps, unit=unit).get(("A", "B"), 0.0) for unit in maps.unit_names("GAB")]
    assert sum(1 for value in by_unit if value) > 1
    assert sum(by_unit) == pytest.approx(strips(maps)["A", "B"], rel=1e-4)


def test_precision_that_nobody_states_is_assumed_and_said_to_be(tmp_path: Path) -> None:
    maps = atlas_with(tmp_path, ("A", "A", WEST))
    found = maps.strips(maps.in_force("GAB", "2018-12-31"))
    assert (found.precision_km, found.assumed) == (1.0, True)
    stated = atlas_with(tmp_path / "stated", ("A", "A", WEST), precision_km=3.0)
    found = stated.strips(stated.in_force("GAB", "2018-12-31"))
    assert (found.precision_km, found.assumed) == (3.0, False)


def test_borders_of_units_are_no_lines_that_may_be_off(tmp_path: Path) -> None:
    table = polygons(("A", "A", WEST))
    for column in ("unit", "unit_name"):
        table = table.append_column(column, [["GA-1"]])
    LayerStore(tmp_path).add(papers(kind="units"), table)
    maps = Maps(tmp_path)
    assert maps.strips(maps.in_force("GAB", "2018-12-31")) == Strips()


def test_places_near_a_line_are_counted(tmp_path: Path) -> None:
    LayerStore(tmp_path).add(papers(kind="points", precision_km=400.0), points([("A", 9.5, 0.4), ("B", 13.0, -1.5)]))
    maps = Maps(tmp_path)
    key = maps.in_force("GAB", "2018-12-31")
    table = part_table(maps.parts(key), "places", strips=maps.strips(key))
    parts = {part.name: part.value for part in table.parts}
    # 400 km reach over all of Gabon: whatever one side has, the other would have.
    assert {(strip.to, strip.of): strip.value for strip in table.strips} == {
        ("A", "B"): parts["B"],
        ("B", "A"): parts["A"],
    }


def test_strips_are_kept_beside_the_parts(tmp_path: Path) -> None:
    maps = atlas_with(tmp_path, ("A", "A", WEST), precision_km=2.0)
    key = maps.in_force("GAB", "2018-12-31")
    made = maps.strips(key)
    file = tmp_path / "parts/GAB" / key.slug / f"{key.path.stem}{ENDINGS[Strips]}"
    assert file.is_file()
    assert Maps(tmp_path).strips(key) == made
    file.write_text("{")
    assert Maps(tmp_path).strips(key) == made


def test_the_map_that_ships_says_how_far_its_lines_may_be_off() -> None:
    tables = [table for table in open_atlas().tables("SYR", on="2018-12-11") if table.evidence.kind == "points"]
    assert {table.evidence.precision_km for table in tables if table.measure != "units"} == {10.0}
    assert all(table.strips for table in tables if table.measure != "units")
