"""Colours that everybody can tell apart: also with a colour deficiency, and in a grey print."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from colour_difference import VISIONS, difference, lab
from hypothesis import given
from hypothesis import strategies as st

from whoholds.atlas.theatres import read_theatres
from whoholds.showing.maps.colours import (
    Side,
    colours_of,
    look_of,
    look_of_nobody,
    look_of_two,
    palette,
    tinted,
)

STARTER = Path(__file__).resolve().parents[3] / "src" / "whoholds" / "starter"
COLOURS = palette()["colours"]
COUNTRIES = {code: sides for code, sides in palette().items() if len(code) == 3 and code.isupper()}
LEAST = 11.5  # CIEDE2000: five times what is just seen
LEAST_LIGHTNESS = 3.9  # L*, in a grey print


@pytest.mark.parametrize("vision", VISIONS)
def test_any_two_sides_look_different(vision: str) -> None:
    nearest = min(
        (difference(lab(one, vision), lab(other, vision)), a, b)
        for (a, one), (b, other) in combinations(COLOURS.items(), 2)
    )
    assert nearest[0] >= LEAST, nearest


def test_any_two_sides_differ_in_a_grey_print() -> None:
    lightness = sorted((lab(colour)[0], name) for name, colour in COLOURS.items())
    steps = [(b[0] - a[0], a[1], b[1]) for a, b in pairwise(lightness)]
    assert min(steps)[0] >= LEAST_LIGHTNESS, min(steps)


@pytest.mark.parametrize("code", COUNTRIES)
def test_sides_of_a_country_differ_more_than_that(code: str) -> None:
    """Few sides share a map, so theirs are further apart: at least five steps of lightness, or a clear hue."""
    for one, other in combinations(sorted(set(COUNTRIES[code].values())), 2):
        light = abs(lab(COLOURS[one])[0] - lab(COLOURS[other])[0])
        seen = min(difference(lab(COLOURS[one], each), lab(COLOURS[other], each)) for each in VISIONS)
        assert light >= LEAST_LIGHTNESS and seen >= LEAST, (code, one, other, light, seen)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("ground", ["not_said", "abroad", "sea", "paper"])
def test_sides_stand_out_from_what_is_no_sides(ground: str, vision: str) -> None:
    plain = lab(palette()["ground"][ground], vision)
    assert min(difference(lab(colour, vision), plain) for colour in COLOURS.values()) >= 6


def test_no_side_is_red() -> None:
    for name, colour in COLOURS.items():
        _, a, b = lab(colour)
        is_red = a > 30 and a > abs(b)
        assert not is_red, name


def test_the_list_names_known_holders_and_known_colours() -> None:
    theatres = read_theatres(STARTER / "holders.toml", known={code: frozenset() for code in COUNTRIES}).theatres
    for code, sides in COUNTRIES.items():
        known = {holder.name for holder in theatres[code].holders}
        assert set(sides) <= known, code
        assert set(sides.values()) <= set(COLOURS), code


def test_a_side_keeps_its_colour_whatever_the_source_calls_it() -> None:
    one = colours_of("SYR", [Side("Syrian Democratic Forces", "SDF"), Side("ISIS", "ISIS")])
    other = colours_of("SYR", [Side("ISIS", "ISIS"), Side("the Kurds", "SDF"), Side("some militia", None)])
    assert one[Side("Syrian Democratic Forces", "SDF")] == other[Side("the Kurds", "SDF")] == COLOURS["ochre"]


def test_of_two_sides_listed_with_one_colour_the_larger_has_it() -> None:
    larger, smaller = Side("HTS", "HTS and allies"), Side("rebels", "Opposition")
    given_ = colours_of("SYR", [larger, smaller])
    assert given_[larger] == COLOURS["sage"]
    assert given_[smaller] != COLOURS["sage"]


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=len(COLOURS), unique_by=str.casefold))
def test_as_many_sides_as_colours_all_get_their_own(names: list[str]) -> None:
    sides = [Side(name, name) for name in names]
    colours = colours_of("XXX", sides)
    assert len(set(colours.values())) == len(names)
    assert colours == colours_of("XXX", sides[::-1])  # in whatever order they come


def test_more_sides_than_colours_still_have_one_each() -> None:
    sides = [Side(f"side {n}", None) for n in range(25)]
    assert set(colours_of("XXX", sides)) == set(sides)


def test_looks() -> None:
    assert look_of("controlled", "#679987").texture == "plain"
    contested = look_of("contested", "#679987")
    assert (contested.texture, contested.ink) == ("stripes", "#679987")
    influence = look_of("influence", "#679987")
    assert influence.texture == "dots"
    assert lab(influence.ground)[0] > lab("#679987")[0] + 15
    assert look_of_two("#679987", "#484848").ground == "#679987"
    looks = {look_of_nobody(kind) for kind in ("not said", "uninhabited", "contested")}
    assert len(looks) == 3
    assert tinted("#679987", 1) == "#ffffff"
