"""How far a printed value may be from the counted one."""

from __future__ import annotations

import pytest

from whoholds.atlas.estimates import Row, bound_in, half_last_place, last_day, range_end_in
from whoholds.model import Bound


def row(printed: str, unit: str = "percent", measure: str = "area", bound: Bound = "exact") -> Row:
    return Row(
        number=1,
        country="SYR",
        as_of="2018",
        source="S",
        holder="H",
        status="controlled",
        measure=measure,
        printed=printed,
        value=float(printed),
        unit=unit,
        bound=bound,
    )


@pytest.mark.parametrize(
    ("printed", "unit", "half"),
    [
        ("59.6", "percent", 0.05),
        ("2.55", "percent", 0.005),
        ("8.0", "percent", 0.05),
        ("60", "percent", 0.5),
        ("100", "percent", 0.5),
        ("0.96781", "percent", 0.000005),
        ("0", "percent", 0.0),
        ("72300", "km2", 50),
        ("36000", "km2", 500),
        ("31419", "km2", 0.5),
        ("198.8", "km2", 0.05),
    ],
)
def test_by_the_last_digit(printed: str, unit: str, half: float) -> None:
    assert half_last_place(row(printed, unit)) == pytest.approx(half)


def test_counts_are_exact_and_people_are_not() -> None:
    assert half_last_place(row("407", "count", "districts")) == 0
    assert half_last_place(row("120", "count", "districts")) == 0
    assert half_last_place(row("20400000", "count", "population")) == 50_000


def test_hedges_widen() -> None:
    assert half_last_place(row("20", bound="about")) == 5
    assert half_last_place(row("53", bound="about")) == 1.06
    assert half_last_place(row("53", bound="at_least")) == 1
    assert half_last_place(row("120", "count", "districts", "at_least")) == 5
    assert half_last_place(row("71000", "km2", bound="about")) == 1420


@pytest.mark.parametrize(
    ("note", "bound"),
    [
        ('"more than 53%"', "at_least"),
        ('"over half"', "at_least"),
        ('"just over 10%"', "at_least"),
        ('"not more than 6%"', "at_most"),
        ('"about 20 thousand km2"', "about"),
        ("approximate", "about"),
        ('"compared with 2022, over 3 years"', "exact"),  # a hedge of the years
        ("down from about 68 earlier", "exact"),  # a hedge of another figure
        ("May 2018 map", "exact"),
    ],
)
def test_bounds_in_notes(note: str, bound: str) -> None:
    assert bound_in(note) == bound


def test_ends_of_ranges() -> None:
    assert [range_end_in(note) for note in ("low end of 15-20", "high end of 53-58", "")] == ["low", "high", ""]


@pytest.mark.parametrize(
    ("as_of", "day"),
    [("2018", "2018-12-31"), ("2018-02", "2018-02-28"), ("2020-02", "2020-02-29"), ("2018-12-11", "2018-12-11")],
)
def test_last_day(as_of: str, day: str) -> None:
    assert last_day(as_of) == day


@pytest.mark.parametrize("as_of", ["", "18", "2018-00", "2018-1", "2018-02-30", "0000", "2018-12-11T00:00", "٢٠١٨"])
def test_no_day(as_of: str) -> None:
    with pytest.raises(ValueError):
        last_day(as_of)
