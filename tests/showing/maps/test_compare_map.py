"""The map of changes: strong where ground changed, pale where it did not, and all of it adds up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from colour_difference import lab
from shapely import box

from whoholds.atlas.comparing import Change, compare
from whoholds.atlas.faces import Faces
from whoholds.atlas.ground_from_points import Ground
from whoholds.model import Status
from whoholds.showing.maps import Surroundings, change_map, frame_for
from whoholds.showing.maps.drawing import Group, Picture, Shape, Text
from whoholds.showing.maps.parts import area_words

MadeLayer = Callable[..., Faces]


def ground(name: str, west: float, south: float, east: float, north: float, status: Status = "controlled") -> Ground:
    return Ground(name=name, holder=name, status=status, geometry=box(west, south, east, north))


BEFORE = (ground("South", 0, 0, 2, 2), ground("North", 2, 0, 4, 2))
AFTER = (ground("South", 0, 0, 1, 2), ground("North", 1, 0, 3, 2), ground("North", 3, 0, 3.5, 2, status="contested"))


@pytest.fixture
def pair(draw_layer: MadeLayer) -> tuple[Faces, Faces, tuple[Change, ...]]:
    a, b = draw_layer(BEFORE, as_of="2018-08-31"), draw_layer(AFTER)
    return a, b, compare(a, b)


def groups(picture: Picture) -> dict[str, Group]:
    found = {group.part: group for group in picture.groups}
    inner = {item.part: item for item in found["map"].items if isinstance(item, Group)}
    return found | inner


def legend(picture: Picture) -> list[str]:
    return [item.words for item in groups(picture)["legend"].items if isinstance(item, Text)]


def test_changes_are_strong_and_the_rest_is_pale(
    pair: tuple[Faces, Faces, tuple[Change, ...]], around: Surroundings
) -> None:
    drawn = change_map(*pair, around, frame_for(1600))
    found = groups(drawn.picture)
    strong = {item.says: item.fill for item in found["changes"].items if isinstance(item, Shape)}
    assert set(strong) == {
        "From South to North: 24,613 km²",
        "From North to North, contested: 12,307 km²",
        "From North to not said: 12,307 km²",
    }
    north = strong["From South to North: 24,613 km²"]
    lost = strong["From North to not said: 12,307 km²"]
    contested = strong["From North to North, contested: 12,307 km²"]
    assert north and lost and contested
    assert (lost.texture, lost.ink) == ("stripes", north.ground)
    assert (contested.texture, contested.ink) == ("stripes", north.ground)
    pale = [item.fill for item in found["ground"].items if isinstance(item, Shape) and item.fill]
    assert all(lab(look.ground)[0] > 80 for look in pale)


def test_the_legend_comes_to_the_whole(pair: tuple[Faces, Faces, tuple[Change, ...]], around: Surroundings) -> None:
    a, b, changes = pair
    drawn = change_map(a, b, changes, around, frame_for(700))
    listed = legend(drawn.picture)
    for change in changes:
        assert area_words(change.area_km2) in listed
    assert listed.count("All that changed") == 1
    assert area_words(sum(change.area_km2 for change in drawn.changes)) in listed
    assert {"South, as before", "North, as before"} <= set(listed)


def test_two_dates_and_two_sources_are_told_apart(
    draw_layer: MadeLayer, pair: tuple[Faces, Faces, tuple[Change, ...]], around: Surroundings
) -> None:
    assert change_map(*pair, around, frame_for(700)).picture.title == (
        "Vardia: what changed hands from 31 August 2018 to 11 December 2018"
    )
    a, b = draw_layer(BEFORE), draw_layer(AFTER, source="Desk of Maps")
    picture = change_map(a, b, compare(a, b), around, frame_for(700)).picture
    assert picture.title == "Vardia: where Front Watch and Desk of Maps differ on 11 December 2018"
    assert "South by Front Watch, North by Desk of Maps" in legend(picture)
    assert "Source: Front Watch" in " ".join(text.words for text in picture.everything() if isinstance(text, Text))


def test_a_small_change_is_shown_from_near(draw_layer: MadeLayer, around: Surroundings) -> None:
    south = (ground("South", 0, 0, 2.05, 1), ground("South", 0, 1, 2, 2))
    moved = (*south, ground("North", 2.05, 0, 4, 1), ground("North", 2, 1, 4, 2))
    far = (*moved, ground("North", 0, 0, 0.02, 0.01))
    a = draw_layer(BEFORE)
    near, wide = (draw_layer(grounds) for grounds in (moved, far))
    picture = change_map(a, near, compare(a, near), around, frame_for(700)).picture
    assert "Capital" not in [text.words for text in picture.everything() if isinstance(text, Text)]
    picture = change_map(a, wide, compare(a, wide), around, frame_for(700)).picture
    said = " ".join(text.words for text in picture.everything() if isinstance(text, Text))
    assert "Beyond the edge of the map lie changes of 2.5 km²." in said


def test_nothing_changed(draw_layer: MadeLayer, around: Surroundings) -> None:
    a = draw_layer(BEFORE)
    drawn = change_map(a, a, compare(a, a), around, frame_for(400))
    assert drawn.changes == ()
    assert "Nothing changed." in [text.words for text in drawn.picture.everything() if isinstance(text, Text)]
    assert "changes" not in groups(drawn.picture)
