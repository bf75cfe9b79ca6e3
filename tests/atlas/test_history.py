"""History: the land that a side ever held, and the land that others have held for years. Squares, done in the head."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")

import shapely
from layers_by_hand import papers, polygons
from shapely import box

from whoholds.atlas import open_atlas
from whoholds.atlas.evidence import base_tables
from whoholds.atlas.history import LONG_NAME, ever_held, long_held
from whoholds.atlas.layers import LayerStore
from whoholds.atlas.maps import Maps
from whoholds.errors import UnknownName
from whoholds.model import WHOLE_COUNTRY, Claim, PartTable, Reckoning
from whoholds.reckoning import reckon

# A row of three squares inside Gabon, a degree wide each.
ONE, TWO, THREE = (box(11 + at, -1, 12 + at, 0) for at in range(3))
HOLDERS = """
[[GAB.holders]]
name = "Reds"
[[GAB.holders]]
name = "Blues"
"""


def atlas_of(folder: Path, **days: tuple[tuple[str, Any], ...]) -> Maps:
    """An atlas with a map for each day; `d2018_12_11=(("Reds", ONE),)` is what the Reds had that day."""
    for day, rows in days.items():
        table = polygons(*((name, name, shape) for name, shape in rows))
        LayerStore(folder).add(papers(as_of=day[1:].replace("_", "-")), table)
    return Maps(folder)


def shares(table: PartTable) -> dict[str, float]:
    return {part.name: round(100 * part.value / (table.total or 1), 1) for part in table.parts}


def test_what_a_side_held_on_any_map_counts(tmp_path: Path) -> None:
    maps = atlas_of(
        tmp_path,
        d2016_01_01=(("Reds", ONE),),
        d2017_01_01=(("Reds", TWO), ("Blues", ONE)),
        d2018_01_01=(("Reds", TWO), ("Blues", shapely.union(ONE, THREE))),
    )
    zone = ever_held(maps, maps.maps_of("GAB"), ["Reds"])
    assert zone is not None
    assert zone.geometry.symmetric_difference(shapely.union(ONE, TWO)).area == 0
    assert zone.note == "as its 3 maps from 2016-01-01 to 2018-01-01 show it"


def test_the_share_of_the_land_that_the_other_side_ever_held(tmp_path: Path) -> None:
    maps = atlas_of(
        tmp_path,
        d2016_01_01=(("Reds", shapely.union(ONE, TWO)),),
        d2018_01_01=(("Reds", TWO), ("Blues", shapely.union(ONE, THREE))),
    )
    found = base_tables(maps, "GAB", "2018-12-11", WHOLE_COUNTRY, enemies=("Reds",), holders=("Blues",))
    (area,) = (table for table in found if table.measure == "area")
    assert area.base == "land that Reds ever held"
    # Of the two squares, one has been retaken. The third, which the Reds never held, is not in the whole.
    assert shares(area) == {"Blues": 50.0, "Reds": 50.0}


def test_one_map_tells_nothing_of_before(tmp_path: Path) -> None:
    maps = atlas_of(tmp_path, d2018_01_01=(("Reds", ONE),))
    assert ever_held(maps, maps.maps_of("GAB"), ["Reds"]) is None
    assert base_tables(maps, "GAB", "2018-12-11", WHOLE_COUNTRY, enemies=("Reds",), holders=("Blues",)) == ()


def test_land_that_others_have_held_for_five_years_is_left_out(tmp_path: Path) -> None:
    maps = atlas_of(
        tmp_path,
        d2012_01_01=(("Reds", shapely.union(ONE, TWO)), ("Blues", THREE)),
        d2015_01_01=(("Reds", ONE), ("Blues", THREE)),
        d2018_01_01=(("Reds", shapely.union(ONE, TWO)), ("Blues", THREE)),
    )
    zone = long_held(maps, maps.maps_of("GAB"), ["Blues"])
    assert zone is not None
    # The Reds lost the second square in between, and the third is the Blues' own.
    assert zone.geometry.symmetric_difference(ONE).area == 0
    found = base_tables(maps, "GAB", "2018-12-11", WHOLE_COUNTRY, holders=("Blues",))
    (area,) = (table for table in found if table.measure == "area")
    assert area.base == f"the country without {LONG_NAME}"
    whole = next(table for table in map_area(maps) if table.base == WHOLE_COUNTRY)
    square = next(part.value for part in area.parts if part.name == "Reds")
    assert area.total == pytest.approx((whole.total or 0) - square, rel=1e-4)


def test_less_than_five_years_of_maps_know_no_land_held_for_so_long(tmp_path: Path) -> None:
    maps = atlas_of(tmp_path, d2014_01_01=(("Reds", ONE),), d2018_01_01=(("Reds", ONE),))
    assert long_held(maps, maps.maps_of("GAB"), ["Blues"]) is None


def test_a_unit_is_a_whole_for_those_who_ask_for_it(tmp_path: Path) -> None:
    maps = atlas_of(tmp_path, d2018_01_01=(("Reds", box(8, -5, 15, 3)),))
    found = base_tables(maps, "GAB", "2018-12-11", "Ngounié")
    (area,) = (table for table in found if (table.measure, table.base) == ("area", "Ngounié"))
    assert shares(area) == {"Reds": 100.0}
    assert area.total == pytest.approx(37_750, rel=0.05)  # the province's area in km², as encyclopedias give it


def test_words_that_name_no_unit_give_no_table(tmp_path: Path) -> None:
    maps = atlas_of(tmp_path, d2018_01_01=(("Reds", ONE),))
    assert base_tables(maps, "GAB", "2018-12-11", "the moon") == ()


def test_shares_can_be_asked_over_what_was_ever_held(tmp_path: Path) -> None:
    atlas_of(
        tmp_path,
        d2016_01_01=(("Reds", shapely.union(ONE, TWO)),),
        d2018_01_01=(("Reds", TWO), ("Blues", ONE)),
    )
    (tmp_path / "holders.toml").write_text(HOLDERS, encoding="utf-8")
    atlas = open_atlas(tmp_path)
    found = atlas.shares("GAB", on="2018-12-11", base="land that Reds ever held")
    assert {row.name: round(row.share or 0, 1) for row in found.rows} == {"Blues": 50.0, "Reds": 50.0}
    with pytest.raises(UnknownName, match="takes two at least"):
        atlas.shares("GAB", on="2017-12-11", base="land that Reds ever held")


def reckoned(maps: Maps, value: float) -> Reckoning:
    """A claim that the Blues have retaken so many percent, on the maps and on what their history tells apart."""
    asked = Claim(value=value, relation="gained", holders=("Blues",), enemies=("Reds",), on="2018-12-11", place="GAB")
    history = base_tables(maps, "GAB", "2018-12-11", WHOLE_COUNTRY, enemies=("Reds",), holders=("Blues",))
    tables = [table for table in (*map_area(maps), *history) if table.measure == "area"]
    return reckon(asked, tables, deals=0)


def test_half_of_what_the_enemy_ever_held_explains_a_half(tmp_path: Path) -> None:
    maps = atlas_of(
        tmp_path,
        d2016_01_01=(("Reds", shapely.union(ONE, TWO)),),
        d2018_01_01=(("Reds", TWO), ("Blues", ONE)),
    )
    # A square is 12,300 km² and Gabon 264,000: the Blues have 4.7 percent of the country, and half of two squares.
    found = reckoned(maps, 50)
    assert found.literal is not None
    assert found.literal.value == pytest.approx(4.7, abs=0.1)
    assert found.verdict == "only if"
    (step,) = found.explanations[0].departures
    assert (step.dimension, step.to) == ("base", "land that Reds ever held")
    # 80 percent of the two squares nobody retook.
    assert not any("ever held" in each.reading.base for each in reckoned(maps, 80).explanations)


def test_a_share_of_the_country_without_what_others_have_long_held(tmp_path: Path) -> None:
    everywhere = box(8, -5, 15, 3)
    maps = atlas_of(
        tmp_path,
        d2012_01_01=(("Reds", shapely.union(ONE, TWO)), ("Blues", everywhere.difference(shapely.union(ONE, TWO)))),
        d2018_01_01=(("Reds", ONE), ("Blues", everywhere.difference(ONE))),
    )
    # The Reds have had one square of 4.7 percent all along. Without it the Blues have all of the country.
    found = reckoned(maps, 100)
    steps = [(step.dimension, step.to) for each in found.explanations if each.value == 100 for step in each.departures]
    assert ("base", f"the country without {LONG_NAME}") in steps
    assert found.literal is not None
    assert found.literal.value == pytest.approx(95.3, abs=0.1)
    assert not any("without" in each.reading.base for each in reckoned(maps, 90).explanations)


def map_area(maps: Maps) -> list[PartTable]:
    from whoholds.atlas.evidence import map_tables

    return [table for table in map_tables(maps, "GAB", "2018-12-11", 400) if table.measure == "area"]
