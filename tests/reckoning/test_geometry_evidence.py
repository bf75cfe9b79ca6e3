"""Evidence from maps: its measures, its wholes, and its place among published figures."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from whoholds.model import WHOLE_COUNTRY, Claim, Evidence, Part, PartTable
from whoholds.reckoning import reckon

WITHOUT_HEIGHTS = "the country without the Heights"
Kind = Literal["shares", "units", "points", "polygons"]


def table(measure: str = "area", unit: str = "km2", *, kind: Kind = "polygons", **changes: Any) -> PartTable:
    """Return a table of a map: `held` is what each holder has, by name."""
    held = changes.pop("held", {"North": 120, "South": 60, "East": 20})
    source, as_of = changes.pop("source", "Front Watch"), changes.pop("as_of", "2018-12-11")
    given: dict[str, Any] = {
        "evidence": Evidence(source=source, as_of=as_of, kind=kind),
        "place": "NWH",
        "measure": measure,
        "unit": unit,
        "day": as_of,
        "parts": tuple(Part(name=name, holder=name, value=value) for name, value in held.items()),
        "total": float(sum(held.values())),
    }
    return PartTable(**(given | changes))


def claim(value: float, **changes: Any) -> Claim:
    given: dict[str, Any] = {"value": value, "holders": ("North",), "on": "2018-12-11", "place": "NWH"}
    return Claim(**(given | changes))


AREA = table()
NO_HEIGHTS = table(base=WITHOUT_HEIGHTS, held={"North": 120, "South": 60})
PLACES = table("places", "places", held={"North": 37, "South": 10, "East": 3})
PEOPLE = table("population", "people", held={"North": 9_300, "South": 600, "East": 100})
MAP = [AREA, NO_HEIGHTS, PLACES, PEOPLE]


def test_a_share_is_read_literally_as_land_of_the_whole_country_by_the_standard_border() -> None:
    reckoned = reckon(claim(60), MAP)

    assert reckoned.verdict == "as stated"
    assert reckoned.literal is not None
    assert (reckoned.literal.value, reckoned.literal.reading.measure) == (60, "area")
    assert reckoned.literal.reading.base == WHOLE_COUNTRY


@pytest.mark.parametrize(
    ("value", "say"),
    [
        (66.7, "comes out at 66.67% if the whole is the country without the Heights"),
        (74, "comes out at 74% if listed places are counted"),
        (93, "comes out at 93% if population of listed places is counted"),
    ],
)
def test_another_border_and_another_measure_are_departures(value: float, say: str) -> None:
    first = reckon(claim(value), MAP).explanations[0]

    assert first.say.startswith(say)
    assert len(first.departures) == 1


def test_square_kilometres_are_counted_on_a_map() -> None:
    within = claim(60, kind="area", unit="km2", holders=("South",))

    assert reckon(within, MAP).verdict == "as stated"
    heights = table(base=WITHOUT_HEIGHTS, held={"North": 110, "South": 60})
    (explanation,) = reckon(claim(110, kind="area", unit="km2"), [AREA, heights]).explanations
    assert explanation.say.startswith("comes out at 110 km² if only the country without the Heights is looked at")


@pytest.mark.parametrize("unit", ["settlements", "places", "towns", "people", "units", "districts"])
def test_what_a_map_lists_is_never_counted_as_all_that_there_is(unit: str) -> None:
    units = table("units", "units", held={"North": 35, "South": 10, "East": 5})

    assert reckon(claim(35, kind="count", unit=unit), [*MAP, units]).verdict == "cannot tell"


@pytest.mark.parametrize("measure", ["settlements", "towns", "places"])
def test_a_share_of_settlements_can_be_had_of_listed_places(measure: str) -> None:
    reckoned = reckon(claim(74, measure=measure), MAP)

    assert reckoned.verdict == "as stated"
    assert "listed places held by North come to 74% (Front Watch" in reckoned.say


@pytest.mark.parametrize("measure", ["districts", "cities", "provinces"])
def test_a_share_of_anything_else_cannot(measure: str) -> None:
    assert reckon(claim(74, measure=measure), MAP).verdict == "cannot tell"


def test_figures_of_settlements_come_before_listed_places() -> None:
    counted = table(
        "settlements",
        "settlements",
        kind="shares",
        source="Surveyors",
        as_of="2018-03-01",
        held={"North": 60, "South": 40},
    )

    reckoned = reckon(claim(60, measure="settlements"), [*MAP, counted])

    assert reckoned.verdict == "as stated"
    assert [reckoned.evidence[tried.reading.evidence].source for tried in reckoned.by_source] == [
        "Surveyors",
        "Front Watch",
    ]


@pytest.mark.parametrize(("kind", "first"), [("polygons", "Front Watch"), ("points", "Surveyors")])
def test_land_from_points_counts_as_a_month_farther_away(kind: Kind, first: str) -> None:
    november = table(
        unit="percent", kind="shares", source="Surveyors", as_of="2018-11-30", held={"North": 55, "South": 45}
    )
    today = table(kind=kind)

    reckoned = reckon(claim(60), [november, today])

    assert reckoned.literal is not None
    assert reckoned.evidence[reckoned.literal.reading.evidence].source == first
    older = table(
        unit="percent", kind="shares", source="Surveyors", as_of="2018-11-01", held={"North": 55, "South": 45}
    )
    reckoned = reckon(claim(60), [older, today])
    assert reckoned.evidence[0].source == "Front Watch", "40 days are more than a month"


def test_what_a_source_prints_and_what_is_measured_on_its_map_stand_side_by_side() -> None:
    printed = table(unit="percent", kind="shares", held={"North": 61, "South": 39})
    older = table(unit="percent", kind="shares", as_of="2018-11-11", held={"North": 63, "South": 37})

    reckoned = reckon(claim(60), [printed, older, AREA])

    assert [(tried.value, reckoned.evidence[tried.reading.evidence].kind) for tried in reckoned.by_source] == [
        (61, "shares"),
        (60, "polygons"),
    ]
    assert "land held by North comes to 61% (Front Watch, map of 11 December 2018)" in reckoned.say
    (explanation, *_) = reckoned.explanations
    assert explanation.say == "comes out at 60% as the words go (Front Watch, map of 11 December 2018, measured here)"
    assert explanation.departures == ()


def test_zones_and_units_are_no_other_whole_for_a_share_of_the_country() -> None:
    region = table(base="River Region", held={"North": 30, "South": 10})
    outlined = table(base="River Region, without the Heights", held={"North": 36, "South": 4})

    assert reckon(claim(75), [AREA, region]).readings_tried == reckon(claim(75), [AREA]).readings_tried
    of_region = reckon(claim(90, base="River Region"), [AREA, region, outlined])
    assert of_region.literal is not None and of_region.literal.value == 75
    assert of_region.explanations[0].say.startswith(
        "comes out at 90% if the whole is River Region, without the Heights"
    )


def test_a_few_units_give_no_share_in_tenths() -> None:
    fifteen = table("units", "units", held={"North": 11, "South": 3, "East": 1})

    def measures(value: float, **changes: Any) -> set[str]:
        return {tried.reading.measure for tried in reckon(claim(value, **changes), [AREA, fifteen]).readings}

    assert measures(73.3) == {"area"}, "one of 15 units is 6.7 percent: more than from 73.25 to 73.35"
    assert measures(70, bound="about") == {"area", "units"}, "65 to 75"


def test_the_evidence_says_of_what_kind_it_is() -> None:
    assert {paper.kind for paper in reckon(claim(60), MAP).evidence} == {"polygons"}
