"""What changed hands between two maps: squares by hand, and random maps against a count of squares."""

from __future__ import annotations

from collections import Counter

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from whoholds.atlas.comparing import compare, comparison_of
from whoholds.atlas.faces import Base, Faces, cut_base, cut_layer
from whoholds.atlas.ground_from_points import Ground
from whoholds.atlas.map_lines import straight_area_km2
from whoholds.errors import UnknownName, WhoholdsError
from whoholds.model import Evidence, Status

SIZE = 4
SQUARE = straight_area_km2(box(0, 0, 1, 1))
LAND = box(0, 0, SIZE, SIZE)
BASE = cut_base(
    {"": LAND, "west": box(0, 0, SIZE / 2, SIZE)},
    zones={"ring": shapely.Point(2, 2).buffer(1.3, quad_segs=3)},
    units={"S": box(0, 0, SIZE, 1.5), "N": box(0, 1.5, SIZE, SIZE)},
)


def layer(grounds: list[Ground], *, place: str = "XXX", base: Base = BASE, source: str = "ours") -> Faces:
    papers = Evidence(source=source, as_of="2018-12-11", kind="polygons")
    return cut_layer(place, papers, "2018-12-11", grounds, base)


def ground(name: str, geometry: object, *, status: Status = "controlled", holder: str | None = None) -> Ground:
    return Ground(name=name, holder=holder or name, status=status, geometry=geometry)


def of_squares(owners: list[str | None]) -> Faces:
    """A map on which each square of the grid is somebody's, or nobody's."""
    grounds = []
    for name in dict.fromkeys(filter(None, owners)):
        squares = [box(n % SIZE, n // SIZE, n % SIZE + 1, n // SIZE + 1) for n, own in enumerate(owners) if own == name]
        grounds.append(ground(name, shapely.union_all(squares)))
    return layer(grounds)


def area_of(owners: list[str | None], others: list[str | None]) -> Counter[tuple[str, str]]:
    counted: Counter[tuple[str, str]] = Counter()
    for n, (one, other) in enumerate(zip(owners, others, strict=True)):
        square = box(n % SIZE, n // SIZE, n % SIZE + 1, n // SIZE + 1)
        counted[one or "not said", other or "not said"] += straight_area_km2(square)  # type: ignore[assignment]
    return counted


owners = st.lists(st.sampled_from(["A", "B", "C", None]), min_size=SIZE * SIZE, max_size=SIZE * SIZE)


@settings(max_examples=25, deadline=None)
@given(owners, owners)
def test_random_maps_against_a_count_of_squares(one: list[str | None], other: list[str | None]) -> None:
    changes = compare(of_squares(one), of_squares(other))
    found = {(change.before.side, change.after.side): change.area_km2 for change in changes}
    assert found == pytest.approx(dict(area_of(one, other)), rel=1e-6)
    assert sum(found.values()) == pytest.approx(BASE.whole_km2[""], rel=1e-9)
    assert sum(straight_area_km2(change.geometry) for change in changes) == pytest.approx(BASE.whole_km2[""], rel=1e-9)


@settings(max_examples=10, deadline=None)
@given(owners, owners)
def test_the_other_way_round_it_is_the_same_ground(one: list[str | None], other: list[str | None]) -> None:
    there = {(c.before, c.after): c.area_km2 for c in compare(of_squares(one), of_squares(other))}
    back = {(c.after, c.before): c.area_km2 for c in compare(of_squares(other), of_squares(one))}
    assert there == pytest.approx(back, rel=1e-9)


def test_lines_that_cross_are_cut_where_they_cross() -> None:
    upright = layer([ground("A", box(0, 0, 2, 4)), ground("B", box(2, 0, 4, 4))])
    slanting = layer(
        [
            ground("A", shapely.Polygon([(0, 0), (4, 0), (0, 4)])),
            ground("B", shapely.Polygon([(4, 0), (4, 4), (0, 4)])),
        ]
    )
    found = {(c.before.side, c.after.side): c.area_km2 / SQUARE for c in compare(upright, slanting)}
    assert found == pytest.approx({("A", "A"): 6, ("A", "B"): 2, ("B", "A"): 2, ("B", "B"): 6}, rel=2e-3)


def test_the_largest_change_comes_first_and_what_stayed_last() -> None:
    before = layer([ground("A", box(0, 0, 4, 2)), ground("B", box(0, 2, 4, 4))])
    after = layer(
        [
            ground("A", box(0, 0, 4, 1)),
            ground("B", box(0, 1, 4, 3.5)),
            ground("B", box(0, 3.5, 4, 4), status="contested"),
        ]
    )
    changes = compare(before, after)
    assert [(c.moved, c.altered, c.before.side, c.after.side, c.after.status) for c in changes] == [
        (True, False, "A", "B", "controlled"),
        (False, True, "B", "B", "contested"),
        (False, False, "B", "B", "controlled"),
        (False, False, "A", "A", "controlled"),
    ]


def test_two_names_of_one_holder_are_one_side() -> None:
    one = layer([ground("the army", LAND, holder="Government")])
    other = layer([ground("regular forces", LAND, holder="Government")], source="others")
    (change,) = compare(one, other)
    assert not change.moved
    assert not change.altered


def test_within_another_boundary() -> None:
    changes = compare(layer([ground("A", LAND)]), layer([ground("B", box(1, 0, 4, 4))]), variant="west")
    found = {(c.before.side, c.after.side): c.area_km2 / SQUARE for c in changes}
    assert found == pytest.approx({("A", "B"): 4, ("A", "not said"): 4}, rel=2e-3)
    with pytest.raises(UnknownName, match="'west'"):
        compare(layer([]), layer([]), variant="east")


def test_maps_that_do_not_go_together() -> None:
    with pytest.raises(WhoholdsError, match="two maps of one country"):
        compare(layer([]), layer([], place="YYY"))
    smaller = cut_base({"": box(0, 0, 3, 4)})
    with pytest.raises(WhoholdsError, match="along the same boundaries"):
        compare(layer([]), layer([], base=smaller))


def test_as_a_table() -> None:
    a, b = layer([ground("A", box(0, 0, 4, 2))]), layer([ground("A", box(0, 0, 4, 3))], source="others")
    changes = compare(a, b)
    table = comparison_of(a, b, changes)
    assert (table.place, table.base, table.before.source, table.after.source) == (
        *("XXX", "the whole country"),
        *("ours", "others"),
    )
    assert [(row.name_before, row.holder_after, row.changed) for row in table.rows] == [
        ("not said", "A", True),
        ("A", "A", False),
        ("not said", None, False),
    ]
    assert sum(row.value for row in table.rows) == pytest.approx(table.total, abs=1e-5)
    assert comparison_of(a, b, changes, "west").base == "the country west"
