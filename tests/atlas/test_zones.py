"""Zones: circles that words or a file state, polygons that a file draws, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

import shapely
from hypothesis import given
from hypothesis import strategies as st

from whoholds.atlas.boundaries import boundary
from whoholds.atlas.gazetteer import STARTER
from whoholds.atlas.geodesy import area_km2, divided
from whoholds.atlas.stated_circles import stated_circle
from whoholds.atlas.zones import Zone, read_zones, stated_zone
from whoholds.errors import BadTable, UnreadableSource, WhoholdsError

TANF = "55 km around 33.5058 N 38.6178 E"


def written(folder: Path, *features: Any) -> Path:
    path = folder / "zones.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
    return path


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": "a zone", **properties}, "geometry": geometry}


def point(longitude: Any, latitude: Any) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [longitude, latitude]}


SQUARE = {"type": "Polygon", "coordinates": [[[38, 35], [39, 35], [39, 36], [38, 36], [38, 35]]]}


# ------------------------------------------------------------------------------------------------ what ships


def test_the_zone_around_al_tanf() -> None:
    (zone,) = read_zones(STARTER / "zones.geojson")
    assert (zone.place, zone.radius_km, zone.first_day, zone.last_day) == ("SYR", 55, "2017-05-18", "2026-02-11")
    assert zone.source and zone.url
    stated = stated_zone(TANF)
    assert stated is not None and stated.geometry.equals(zone.geometry)


@pytest.mark.parametrize("variant", ["with the Golan", "without the Golan"])
def test_how_much_of_it_lies_in_syria(variant: str) -> None:
    zone = read_zones(STARTER / "zones.geojson")[0]
    syria = divided(boundary("SYR", variant=variant).geometry)
    assert area_km2(shapely.intersection(syria, zone.geometry)) == pytest.approx(6956, abs=15)
    assert area_km2(zone.geometry) == pytest.approx(9503, abs=1)


# ------------------------------------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("words", "name", "radius_km"),
    [
        (TANF, TANF, 55),
        ("within 55 km of 33.5058, 38.6178", TANF, 55),
        ("Within 55 kilometres of (33.5058° N, 38.6178° E)", TANF, 55),
        ("the ground within 55km of 38.6178 E 33.5058 N", TANF, 55),
        ("a radius of 55 km around N 33.5058 E 38.6178", TANF, 55),
        ("34 miles around 33.5058 N 38.6178 E", "34 miles around 33.5058 N 38.6178 E", 54.717696),
        ("10 km of -33.5 -70.6", "10 km around 33.5 S 70.6 W", 10),
        ("200 nautical miles from 51°40′S 59°30′W", "200 nautical miles around 51.66666667 S 59.5 W", 370.4),
        ("5 km around 0 0", "5 km around 0 N 0 E", 5),
    ],
)
def test_circles_in_words(words: str, name: str, radius_km: float) -> None:
    circle = stated_circle(words)
    assert circle is not None
    assert circle.name == name
    assert circle.radius_km == pytest.approx(radius_km)
    again = stated_circle(circle.name)
    assert again is not None and again.name == circle.name


@pytest.mark.parametrize(
    "words", ["", "Donetsk oblast", "the country without the Golan", "the Idlib zone", "55 km", "55 people around 3 4"]
)
def test_words_that_state_no_circle(words: str) -> None:
    assert stated_zone(words) is None


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("55 km around 33,5058 N 38,6178 E", "write numbers with a point"),
        ("5,5 km around 33 N 38 E", "write numbers with a point"),
        ("1,000 km around 33 N 38 E", "write numbers with a point"),
        ("5.5.5 km around 33 N 38 E", "no radius"),
        ("55 km around Damascus", "no centre"),
        ("55 km around 33.5 N", "no centre"),
        ("55 km around 33.5 N 38.6 N", "not one latitude and one longitude"),
        ("55 km around 33.5 N 38.6", "not one latitude and one longitude"),
        ("55 km around 95 N 38 E", "not a latitude"),
        ("55 km around 33 N 200 E", "not a latitude"),
        ("55 km around 33°75′N 38°10′E", "cannot be read"),
        ("0 km around 33 N 38 E", "over 0"),
        ("5000 km around 33 N 38 E", "up to 2,000 km"),
        ("55 km around 89.9 N 38 E", "holds a pole"),
    ],
)
def test_circles_that_are_refused(words: str, why: str) -> None:
    with pytest.raises(WhoholdsError, match=why) as error:
        stated_zone(words)
    assert "\n" not in str(error.value)


@given(st.text(max_size=300))
def test_any_words_are_a_zone_none_or_refused(words: str) -> None:
    try:
        zone = stated_zone(words)
    except WhoholdsError:
        return
    assert zone is None or isinstance(zone, Zone)


@given(
    st.floats(0.1, 200).map(lambda each: round(each, 2)),
    st.floats(-80, 80).map(lambda each: round(each, 4)),
    st.floats(-180, 180).map(lambda each: round(each, 4)),
)
def test_what_is_written_is_read(radius: float, latitude: float, longitude: float) -> None:
    circle = stated_circle(f"{radius:.10g} km around {latitude:.10g} {longitude:.10g}".replace("-0 ", "0 "))
    assert circle is not None
    assert (circle.radius_km, circle.latitude, circle.longitude) == (radius, latitude, longitude)


# ------------------------------------------------------------------------------------------------ files


def test_drawn_zones_stay_as_they_are_drawn(tmp_path: Path) -> None:
    path = written(tmp_path, feature(SQUARE, place="SYR", source="ours"), feature(point(38, 35), name="b", radius_km=3))
    drawn, circle = read_zones(path)
    assert drawn.geometry.equals(shapely.box(38, 35, 39, 36))
    assert (drawn.radius_km, drawn.longitude, drawn.source, drawn.first_day) == (None, None, "ours", None)
    assert (circle.place, circle.longitude, circle.latitude) == (None, 38, 35)
    assert area_km2(circle.geometry) == pytest.approx(28.27, abs=0.01)  # 9 π


BOW = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (feature(SQUARE, name=""), "no name"),
        (feature(SQUARE, name=5), "name is no text"),
        (feature(SQUARE, name="x" * 300), "name is no text"),
        (feature(None), "no geometry"),
        ("zone", "no geometry"),
        (feature(point(38, 35)), "without radius_km"),
        (feature(point(38, 35), radius_km="55"), "without radius_km"),
        (feature(point(38, 35), radius_km=True), "without radius_km"),
        (feature(point(38, 35), radius_km=-5), "over 0"),
        (feature(point(38, 95), radius_km=5), "longitude and a latitude"),
        (feature(point(float("nan"), 35), radius_km=5), "longitude and a latitude"),
        (feature(point("38", 35), radius_km=5), "longitude and a latitude"),
        (feature({"type": "LineString", "coordinates": [[0, 0], [1, 1]]}), "a LineString"),
        (feature({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}), "cannot be read"),
        (feature({"type": "Polygon", "coordinates": "x"}), "cannot be read"),
        (feature({"type": "Polygon", "coordinates": []}), "no corners"),
        (feature({"type": "Polygon", "coordinates": [[[0, 0], [500000, 0], [0, 500000], [0, 0]]]}), "WGS 84"),
        (feature(BOW), "not valid"),
        (feature(SQUARE, **{"from": "18 May"}), "is not a date"),
        ({**feature(SQUARE), "properties": ["a zone"]}, "no table of names"),
    ],
)
def test_features_that_are_refused(tmp_path: Path, bad: Any, why: str) -> None:
    with pytest.raises(BadTable, match=f"feature 2: .*{why}"):
        read_zones(written(tmp_path, feature(SQUARE, name="a good one"), bad))


def test_two_zones_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="two zones are named 'a zone'"):
        read_zones(written(tmp_path, feature(SQUARE), feature(SQUARE)))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"type": "FeatureCollection"}', "[" * 100_000])
def test_files_that_are_no_zones_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "zones.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableSource, match=r"zones\.geojson"):
        read_zones(path)
    with pytest.raises(UnreadableSource, match="no-such-file"):
        read_zones(tmp_path / "no-such-file")
