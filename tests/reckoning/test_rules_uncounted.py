"""The rules that no reckoning counts: what each of them leaves out, and what it does not, worked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tables_by_hand import claim, part, table

from whoholds.errors import BadTable
from whoholds.model import Claim, PartTable
from whoholds.reckoning import ground, reckon

# ------------------------------------------------------------------------------------- what no reckoning counts


def searches(asked: Claim, *tables: PartTable) -> int:
    """Return how many searches over unions are made."""
    return len(reckon(asked, list(tables), deals=0).unions)


def map_of(*values: float, **changes: Any) -> PartTable:
    """Return a map in km² of as many holders, the first of them the North."""
    names = ["North", "South", "East"][: len(values)]
    parts = (part(name, value) for name, value in zip(names, values, strict=True))
    given: dict[str, Any] = {"kind": "polygons", "unit": "km2", "total": float(sum(values))} | changes
    return table(*parts, **given)


def test_a_table_of_more_than_sixteen_holders_is_refused() -> None:
    sixteen = [part("North", 5), *(part(f"H{at:02}", 5) for at in range(15))]
    assert reckon(claim(5), [table(*sixteen)], deals=0).verdict == "as stated"
    with pytest.raises(BadTable, match=f"at most {ground.MOST_HOLDERS} can be tried"):
        reckon(claim(5), [table(*sixteen, part("H16", 5))])


def test_a_reading_that_still_gives_the_figure_with_a_departure_less_is_no_explanation() -> None:
    # 60 + 30 = 90, and so it is, to the last digit, with the 0.2 of the islet: two give it, one explains it.
    islet = table(part("North", 60), part("South", 30), part("Islet", 0.2), part("East", 9.8))
    reckoned = reckon(claim(90), [islet], deals=0)
    assert (reckoned.readings_that_give, len(reckoned.explanations)) == (2, 1)
    # 60 + 30 and 60 + 30.2 with no more in common than the North's are two explanations.
    apart = table(part("North", 60), part("South", 30), part("East", 30.2))
    assert len(reckon(claim(90), [apart], deals=0).explanations) == 2


def test_unions_are_searched_for_figures_in_percent_that_do_not_hold() -> None:
    area = map_of(60, 30, 10)
    assert searches(claim(75), area) == 1
    for other in (claim(60), claim(75, high=80), claim(75, in_words=True), claim(75, unit="km2", kind="area")):
        assert searches(other, area) == 0


def test_unions_are_searched_on_maps_with_three_parts_that_leave_little_unsaid() -> None:
    assert searches(claim(75), map_of(60, 30, 10)) == 1
    assert searches(claim(75), map_of(60, 40)) == 0
    assert searches(claim(75), table()) == 0, "what a source prints is no map"
    # 100 of 111 leave 9.9 percent unsaid, 100 of 112 leave 10.7.
    assert searches(claim(75), map_of(60, 30, 10, total=111.0)) == 1
    assert searches(claim(75), map_of(60, 30, 10, total=112.0)) == 0


def test_a_whole_with_the_same_shares_is_not_searched_again() -> None:
    # 54, 27 and 9 of 90 are 60, 30 and 10 percent, as before; 60, 30 and 5 of 95 are 63.2, 31.6 and 5.3.
    drawn: dict[str, Any] = {"base": "the country without the Heights"}
    assert searches(claim(75), map_of(60, 30, 10), map_of(54, 27, 9, **drawn)) == 1
    assert searches(claim(75), map_of(60, 30, 10), map_of(60, 30, 5, **drawn)) == 2


# ------------------------------------------------------------------------------------- what never comes to a reckoning


def test_of_a_source_with_a_map_a_day_thirteen_are_tried() -> None:
    pytest.importorskip("pyarrow")
    from whoholds.atlas.evidence import near_layers
    from whoholds.atlas.layers import LayerKey

    days = [f"{year}-{month:02}-{day:02}" for year in (2023, 2024) for month in range(1, 13) for day in range(1, 29)]
    keys = tuple(LayerKey(place="NWH", day=d, slug="s", revision=1, as_of=d, path=Path(d)) for d in days)

    assert len(near_layers(keys, "2024-01-15")) == 13
    assert len(near_layers(keys[:1], "2024-01-15")) == 1


def test_a_whole_that_has_the_same_places_in_it_is_left_out_and_one_that_has_others_is_not() -> None:
    pytest.importorskip("pyarrow")
    from whoholds.atlas import open_atlas

    # The map that ships: of 320 places 14 lie on the Golan, and none of them in a lake.
    tables = open_atlas().tables("SYR", on="2018-12-11", within_days=0)
    wholes = {table.base: table.total for table in tables if table.measure == "places"}
    assert (wholes["the whole country"], wholes["the country without the Golan"]) == (320, 306)
    assert "the country without inland water" not in wholes
    assert any(table.base == "the country without inland water" for table in tables if table.measure == "area")


def test_what_a_side_states_is_no_part_of_a_table() -> None:
    pytest.importorskip("pyarrow")
    from whoholds.atlas import open_atlas

    # estimates.csv, 2018-12-11: "more than 96.5" of Mizintsev, and 1,411 settlements that changed hands.
    sources = {found.evidence.source for found in open_atlas().tables("SYR", on="2018-12-11")}

    assert not any("MoD" in source or "Ministry" in source for source in sources)
    assert "Jusoor Center for Studies" in sources
