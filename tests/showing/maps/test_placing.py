"""Words find room beside their towns and inside their ground."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from whoholds.showing.maps import Surroundings
from whoholds.showing.maps.drawing import Box
from whoholds.showing.maps.fonts import cut_to, width_of, wrapped
from whoholds.showing.maps.outlines import clipped, joined, simplified_together
from whoholds.showing.maps.placing import Taken, beside, inside
from whoholds.showing.maps.surroundings import disputed_lines, surroundings_of
from whoholds.showing.maps.towns import towns_of


def test_a_name_goes_to_the_right_and_where_that_is_taken_to_the_left() -> None:
    taken = Taken(Box(0, 0, 200, 100))
    first = beside(100, 50, 40, 10, 5, taken)
    assert first and first.anchor == "start" and first.x == 105
    taken.take(first.box)
    second = beside(100, 50, 40, 10, 5, taken)
    assert second and second.anchor == "end" and second.x == 95
    taken.take(second.box)
    third = beside(100, 50, 40, 10, 5, taken)
    assert third and not third.box.meets(first.box) and not third.box.meets(second.box)
    taken.take(Box(0, 0, 200, 100))
    assert beside(100, 50, 40, 10, 5, taken) is None


def test_no_name_leaves_the_map() -> None:
    taken = Taken(Box(0, 0, 200, 100))
    spot = beside(190, 50, 40, 10, 5, taken)
    assert spot and spot.box.within(taken.area) and spot.anchor == "end"


def test_a_name_stands_in_the_middle_of_its_ground() -> None:
    taken = Taken(Box(0, 0, 200, 200))
    found = inside(box(20, 20, 180, 180), 40, 10, taken)
    assert found and found.within(Box(60, 80, 80, 40))
    assert inside(box(20, 20, 50, 180), 40, 10, taken) is None
    taken.take(Box(0, 0, 200, 90))
    below = inside(box(20, 20, 180, 180), 40, 10, taken)
    assert below and below.y >= 90


def test_a_name_keeps_off_holes_and_towns() -> None:
    ring = shapely.difference(box(0, 0, 200, 200), box(50, 50, 150, 150))
    found = inside(ring, 40, 12, Taken(Box(0, 0, 200, 200)))
    assert found and not found.meets(Box(50, 50, 100, 100))
    square = box(0, 0, 100, 100)
    free = inside(square, 40, 12, Taken(Box(0, 0, 100, 100)), [(50, 50)])
    assert free and not (free.x <= 50 <= free.right and free.y <= 50 <= free.foot)


@given(st.text(st.characters(codec="utf-8"), max_size=80), st.floats(20, 400))
def test_lines_are_no_wider_than_their_room(words: str, room: float) -> None:
    lines = wrapped(words, room, 10)
    assert all(width_of(line, 10) <= room or len(line) == 1 for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert width_of(cut_to(words, room, 10), 10) <= max(room, width_of("…", 10))


def test_neighbours_stay_neighbours_when_they_are_simplified() -> None:
    wave = [(50 + 2 * np.sin(y), float(y)) for y in np.linspace(0, 100, 400)]
    west = shapely.Polygon([(0, 0), *wave, (0, 100)])
    east = shapely.Polygon([(100, 0), *wave, (100, 100)])
    one, other = simplified_together([west, east], 2.0)
    assert shapely.get_num_coordinates(one) < 100
    assert shapely.area(shapely.intersection(one, other)) < 1e-6
    assert shapely.area(shapely.union(one, other)) == pytest.approx(100 * 100)


def test_pieces_of_one_ground_have_no_seams() -> None:
    pieces = np.array([box(0, 0, 1, 1), box(1.000001, 0, 2, 1), box(0, 1, 2, 2)], dtype=object)
    whole = joined(pieces, 0.02)
    assert shapely.get_num_interior_rings(shapely.get_parts(whole)[0]) == 0
    assert shapely.area(whole) == 4
    bow = np.array([shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])], dtype=object)
    assert joined(bow, 0.02).is_valid


def test_only_what_is_seen_is_drawn() -> None:
    assert shapely.area(clipped(box(-10, -10, 5, 5), Box(0, 0, 10, 10))) == 25
    assert shapely.is_empty(clipped(box(20, 20, 30, 30), Box(0, 0, 10, 10)))
    touching = clipped(box(10, 0, 20, 10), Box(0, 0, 10, 10))
    assert touching.geom_type == "MultiPolygon" and touching.is_empty


def test_disputed_borders_are_land_borders() -> None:
    """An isle of the country that another boundary leaves out has coasts only: nothing is dashed."""
    mainland, isle = box(0, 0, 100, 100), box(200, 0, 300, 100)
    both = shapely.multipolygons([mainland, isle])
    assert disputed_lines([both, mainland], []).is_empty
    strip = disputed_lines([box(0, 0, 100, 100), box(0, 0, 100, 80)], [])
    assert strip.bounds[1] == strip.bounds[3] == 80


def test_crimea_is_dashed_in_the_north_only() -> None:
    around: Surroundings = surroundings_of("UKR")
    from whoholds.showing.maps.projection import Plane

    plane = Plane.centred_on(around.variants["with Crimea"])
    variants = [plane.project(each) for each in around.variants.values()]
    land = [plane.project(each.geometry) for each in around.neighbours]
    lines = disputed_lines(variants, land)
    perekop = plane.project(shapely.Point(33.7, 46.1))
    assert 20 < shapely.length(lines) < 300
    assert shapely.distance(lines, perekop) < 20
    assert shapely.distance(lines, plane.project(shapely.Point(33.5, 44.6))) > 100  # Sevastopol's coast


def test_towns_are_cities_and_not_their_districts() -> None:
    names = [town.name for town in towns_of("UKR", "Kyiv")]
    assert names[0] == "Kyiv"
    assert {"Kharkiv", "Odesa", "Mariupol", "Sevastopol"} <= set(names[:25])
    assert not {"Saltivka", "Pravyi Bereh", "Darnytsya"} & set(names)
    assert towns_of("ATA") == ()
