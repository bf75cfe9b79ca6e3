"""Parts: every measure over every base is a sum that can be done in the head, and what is not known is absent."""

from __future__ import annotations

import pytest

from whoholds.atlas.evidence import tables_of
from whoholds.atlas.parts import BaseChoice, Parts, Piece, measures_of, part_table
from whoholds.errors import UnknownName, WhoholdsError
from whoholds.model import Evidence, PartTable

PAPERS = Evidence(source="ours", as_of="2018-12-11", kind="polygons")
BOTH, ONLY_WITH = ("with the east", "without the east"), ("with the east",)


def parts() -> Parts:
    """Two units. A has 60 km² of the west, 10 of them water; B 30 of the east, 20 of them disputed; 10 are not said."""
    return Parts(
        place="XXX",
        evidence=PAPERS,
        day="2018-12-11",
        variants=BOTH,
        zones=("strip",),
        units={"W": "West", "E": "East"},
        water=True,
        pieces=(
            Piece(name="A", holder="A", unit="W", variants=BOTH, area_km2=50, places=3, population=900),
            Piece(name="A", holder="A", unit="W", variants=BOTH, water=True, area_km2=10, places=0, population=0),
            Piece(name="B", holder="B", unit="E", variants=BOTH, zones=("strip",), area_km2=10, places=1, population=0),
            Piece(name="B", holder="B", unit="E", variants=ONLY_WITH, area_km2=20, places=1, population=100),
            Piece(name="not said", status="unknown", unit="E", variants=BOTH, area_km2=10, places=0, population=0),
        ),
    )


def by_name(table: PartTable) -> dict[str, float]:
    return {part.name: part.value for part in table.parts}


@pytest.mark.parametrize(
    ("measure", "choice", "held", "total", "base"),
    [
        ("area", BaseChoice(), {"A": 60, "B": 30, "not said": 10}, 100, "the whole country"),
        (
            *("area", BaseChoice(variant="without the east"), {"A": 60, "B": 10, "not said": 10}, 80),
            "the country without the east",
        ),
        ("area", BaseChoice(dry=True), {"A": 50, "B": 30, "not said": 10}, 90, "the country without inland water"),
        ("area", BaseChoice(unit="E"), {"B": 30, "not said": 10}, 40, "East"),
        ("area", BaseChoice(zone="strip"), {"B": 10}, 10, "strip"),
        ("places", BaseChoice(), {"A": 3, "B": 2}, 5, "the whole country"),
        ("population", BaseChoice(), {"A": 900, "B": 100}, 1000, "the whole country"),
        ("population", BaseChoice(zone="strip"), {}, 0, "strip"),
        ("units", BaseChoice(), {"A": 1, "B": 1}, 2, "the whole country"),
    ],
)
def test_each_measure_over_each_base(
    measure: str, choice: BaseChoice, held: dict[str, float], total: float, base: str
) -> None:
    table = part_table(parts(), measure, choice)
    assert by_name(table) == held
    assert (table.total, table.base) == (total, base)


def test_a_unit_of_which_nobody_has_more_than_half_is_divided() -> None:
    halves = tuple(Piece(name=name, holder=name, unit="W", variants=("",), area_km2=5) for name in "AB")
    two = Parts(place="XXX", evidence=PAPERS, day="2018", variants=("",), units={"W": "W", "E": "E"}, pieces=halves)
    table = part_table(two, "units")
    assert [(part.name, part.holder, part.status) for part in table.parts] == [("divided", None, "contested")]


def test_what_the_data_do_not_support_is_absent() -> None:
    bare = Parts(
        place="XXX",
        evidence=PAPERS,
        day="2018",
        variants=("",),
        pieces=(Piece(name="A", holder="A", variants=("",), area_km2=5),),
    )
    assert measures_of(bare) == ("area",)
    with pytest.raises(WhoholdsError, match="no measure 'population' of this layer: it has area"):
        part_table(bare, "population")
    with pytest.raises(UnknownName, match="no inland water"):
        part_table(bare, "area", BaseChoice(dry=True))
    with pytest.raises(UnknownName, match="known: strip"):
        part_table(parts(), "area", BaseChoice(zone="ring"))


def test_the_tables_of_a_layer() -> None:
    tables = [(table.measure, table.base) for table in tables_of(parts())]
    assert tables == [
        ("area", "the whole country"),
        ("area", "the country without the east"),
        ("area", "the country without inland water"),
        ("places", "the whole country"),
        ("places", "the country without the east"),
        ("population", "the whole country"),
        ("population", "the country without the east"),
        ("units", "the whole country"),
    ]
