"""The search over all unions of a map's parts, on maps that can be added up in the head."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.model import Claim, Evidence, Part, PartTable, Status
from whoholds.reckoning import reckon
from whoholds.reckoning.unions import REACH, parts_of, search, targets_of

Kind = Literal["shares", "units", "points", "polygons"]


def part(holder: str | None, value: float, status: Status = "controlled", name: str | None = None) -> Part:
    return Part(name=name or str(holder), holder=holder, status=status, value=value)


def table(*parts: Part, kind: Kind = "polygons", **changes: Any) -> PartTable:
    given: dict[str, Any] = {
        "evidence": Evidence(source="Front Watch", as_of="2018-12-11", kind=kind),
        "place": "NWH",
        "measure": "area",
        "unit": "km2",
        "day": "2018-12-11",
        "parts": parts,
        "total": sum(each.value for each in parts),
    }
    return PartTable(**(given | changes))


def claim(value: float, **changes: Any) -> Claim:
    given: dict[str, Any] = {"value": value, "holders": ("North",), "on": "2018-12-11", "place": "NWH"}
    return Claim(**(given | changes))


FOUR = (part("North", 1200), part("South", 650), part("East", 80), part("West", 70))


def test_every_union_is_summed_and_those_near_the_figure_are_found() -> None:
    found = search(claim(96.5, bound="at_least"), table(*FOUR))

    # Out of 2,000: without the East 96, without the West 96.5, without both 92.5.
    assert (found.unions, found.unions_near, found.unions_that_give) == (15, 1, 1)
    (union,) = found.found
    assert (union.counted, union.left_out, union.value) == (("East", "North", "South"), ("West",), 96.5)
    assert (union.near, union.gives, union.say) == (True, True, "all but West")


def test_near_and_as_the_words_go_are_kept_apart() -> None:
    found = search(claim(96.3, bound="at_least"), table(*FOUR))
    assert [(union.value, union.near, union.gives) for union in found.found] == [(96.5, True, True)]
    found = search(claim(95.8, bound="at_least"), table(*FOUR))
    # "More than 95.8" is said at 95.75 to 96.8; 96 lies within a quarter of a point, 96.5 does not.
    assert [(union.value, union.near, union.gives) for union in found.found] == [(96, True, True), (96.5, False, True)]
    found = search(claim(96.6, bound="at_least"), table(*FOUR))
    assert [(union.value, union.near, union.gives) for union in found.found] == [(96.5, True, False)]


def test_how_many_figures_come_out() -> None:
    found = search(claim(96.5), table(*FOUR))

    assert (found.targets_low, found.targets_high, found.targets) == (90, 99.5, 96)
    # From 90 to 99.5 the unions come to 92.5, 96 and 96.5: 92.3 to 92.7, 95.8 to 96.2 and 96.3 to 96.7 lie as near.
    assert found.targets_near == 15
    assert found.targets_given == 3
    # Of whole numbers only 96 is near: 92.5 and 96.5 are half a point away.
    whole = search(claim(96, last_place=1.0), table(*FOUR))
    assert (whole.targets, whole.targets_near) == (10, 1)


def test_a_holder_is_one_part_whatever_the_status_and_ground_of_nobody_is_one_by_its_name() -> None:
    parts = (part("North", 50), part("North", 5, "contested"), part("South", 40), part(None, 5, "contested", "mixed"))

    assert parts_of(table(*parts, part("East", 0))) == {"North": 55, "South": 40, "mixed": 5}
    found = search(claim(95), table(*parts))
    assert [union.say for union in found.found] == ["all but mixed"]


@pytest.mark.parametrize(
    ("value", "low", "high"), [(96.5, 90, 99.5), (90.0, 90, 99.5), (33.3, 30, 39.5), (5.0, 0, 9.5), (100.0, 90, 99.5)]
)
def test_the_figures_that_could_have_been_said_are_those_of_the_same_ten_points(
    value: float, low: float, high: float
) -> None:
    targets = targets_of(claim(value, last_place=0.1))
    assert (float(targets[0]), float(targets[-1])) == (low, high)


def test_a_reckoning_searches_maps_and_not_published_tables() -> None:
    published = table(*FOUR, kind="shares", evidence=Evidence(source="Surveyors", as_of="2018-11"))
    places = table(
        *(part(name, many) for name, many in (("North", 7), ("South", 2), ("East", 1))), measure="places", unit="places"
    )

    found = reckon(claim(96.5), [published, table(*FOUR), places]).unions

    assert [(search.measure, search.base, search.unions) for search in found] == [
        ("area", "the whole country", 15),
        ("places", "the whole country", 7),
    ]
    assert found[0].say == (
        "Of the 15 unions of its 4 parts 1 lies within 0.25 points of 96.5%, and 1 gives it as its words go. "
        "Of the 96 figures from 90 to 99.5 that could have been said, 15 (16%) lie as close to some union, and 3 would "
        "come out as the words go."
    )
    assert reckon(claim(96.5), [published]).unions == ()


def test_the_same_parts_over_another_border_are_searched_once() -> None:
    parts = tuple(part(name, many) for name, many in (("North", 7), ("South", 2), ("East", 1)))
    places = table(*parts, measure="places", unit="places")
    elsewhere = table(*parts, measure="places", unit="places", base="the country without the Heights")

    found = reckon(claim(96.5, measure="places"), [places, elsewhere]).unions

    assert [search.base for search in found] == ["the whole country"]
    elsewhere = table(
        *parts[:2], part("West", 1), measure="places", unit="places", base="the country without the Heights"
    )
    assert [search.base for search in reckon(claim(96.5, measure="places"), [places, elsewhere]).unions] == [
        "the whole country",
        "the country without the Heights",
    ]


@pytest.mark.parametrize(
    "changes", [{"value": 60.0}, {"in_words": True, "value": 66.7}, {"high": 98.0}, {"unit": "km2", "kind": "area"}]
)
def test_no_search_for_what_holds_or_is_no_share_in_digits(changes: dict[str, Any]) -> None:
    assert reckon(claim(**({"value": 96.5} | changes)), [table(*FOUR)]).unions == ()


def test_no_search_on_a_map_that_leaves_much_unsaid() -> None:
    parts = (*FOUR, part(None, 1000, "unknown", "not said"))
    assert reckon(claim(96.5), [table(*parts)]).unions == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(1, 400), min_size=2, max_size=6), st.integers(1, 999), st.sampled_from(["exact", "at_least"])
)
def test_the_search_agrees_with_a_slow_one(held: list[int], tenths: int, bound: Any) -> None:
    parts = [part(f"H{at}", value) for at, value in enumerate(held)]
    asked = claim(tenths / 10, bound=bound, last_place=0.1)
    found = search(asked, table(*parts))

    unions = [union for size in range(1, len(held) + 1) for union in combinations(held, size)]
    values = [Fraction(100 * sum(union), sum(held)) for union in unions]
    reach = Fraction(str(REACH))
    figure = Fraction(tenths, 10)
    low, high = found.targets_low, found.targets_high
    targets = [Fraction(at, 10) for at in range(round(10 * low), round(10 * high) + 1)]

    assert found.unions == len(unions)
    assert found.unions_near == sum(abs(value - figure) <= reach for value in values)
    assert found.targets == len(targets)
    assert found.targets_near == sum(any(abs(value - each) <= reach for value in values) for each in targets)
    assert len(found.found) <= 12
