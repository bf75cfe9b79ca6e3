"""Zones: ground that somebody drew, or stated as so many kilometres around a place."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoholds import days
from whoholds.atlas.circles import circle_km
from whoholds.atlas.stated_circles import stated_circle
from whoholds.errors import BadTable, UnreadableSource, WhoholdsError

LARGEST_FILE = 50_000_000  # bytes
LONGEST_NAME = 200
TEXTS = ("name", "place", "from", "to", "source", "url", "note")


@dataclass(frozen=True, kw_only=True, slots=True)
class Zone:
    """Ground with a name. `geometry` is a shapely (multi)polygon in longitude and latitude on WGS 84.

    `place` is the country (ISO 3166 alpha-3) that it is for, None for any. A stated circle has its `radius_km` and its
    centre. `first_day` and `last_day` are the days (ISO 8601) from and to which it is known to be in force.
    """

    name: str
    geometry: Any
    place: str | None = None
    radius_km: float | None = None
    longitude: float | None = None
    latitude: float | None = None
    first_day: str | None = None
    last_day: str | None = None
    source: str | None = None
    url: str | None = None
    note: str | None = None


def stated_zone(words: str) -> Zone | None:
    """Return the zone that words state as a circle, None if they state none.

    Latitude comes first where no letter says which is which. Miles are statute miles; nautical miles are named so.
    Raises WhoholdsError for a circle whose numbers cannot be read: a decimal comma, degrees beyond a pole, a place's
    name instead of its coordinates.

    >>> zone = stated_zone("within 55 km of 33.5058, 38.6178")
    >>> zone.name, zone.radius_km, zone.longitude
    ('55 km around 33.5058 N 38.6178 E', 55.0, 38.6178)
    >>> stated_zone("the Idlib zone") is None
    True
    """
    circle = stated_circle(words)
    if circle is None:
        return None
    return Zone(
        name=circle.name,
        geometry=circle_km(circle.longitude, circle.latitude, circle.radius_km),
        radius_km=circle.radius_km,
        longitude=circle.longitude,
        latitude=circle.latitude,
    )


def read_zones(path: str | Path) -> tuple[Zone, ...]:
    """Read the zones of a GeoJSON file: polygons as they are drawn, points with `radius_km` as circles.

    Each feature has a `name`; `place`, `from`, `to`, `source`, `url` and `note` are as in `Zone`. Raises
    UnreadableSource for a file that is no GeoJSON, and BadTable with the feature's number for one that is not as it
    must be.

    >>> from whoholds.atlas.geodesy import area_km2
    >>> from whoholds.atlas.gazetteer import STARTER
    >>> [(zone.name, round(area_km2(zone.geometry))) for zone in read_zones(STARTER / "zones.geojson")]
    [('the 55 km zone around al-Tanf', 9503)]
    """
    path = Path(path)
    features = _features(path)
    zones = []
    for number, feature in enumerate(features, 1):
        try:
            zones.append(_zone(feature))
        except WhoholdsError as error:
            raise BadTable(f"{path}: feature {number}: {error}") from error
    names = [zone.name for zone in zones]
    twice = next((name for name in names if names.count(name) > 1), None) if len(set(names)) < len(names) else None
    if twice:
        raise BadTable(f"{path}: two zones are named {twice!r}: give each a name of its own")
    return tuple(zones)


# ------------------------------------------------------------------------------------------------ pieces of it


def _features(path: Path) -> list[Any]:
    """Return the features of a GeoJSON file."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableSource(f"{path}: larger than {LARGEST_FILE // 1_000_000} MB; no file of zones is")
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableSource(f"{path}: {error.strerror or error}; give a file that can be read") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"{path}: no GeoJSON ({str(error)[:120]}); correct it") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise UnreadableSource(f"{path}: no GeoJSON FeatureCollection; save the zones as one")
    return features


def _zone(feature: Any) -> Zone:
    """Return the zone of one feature. Raises WhoholdsError that says what is wrong with it."""
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
        raise WhoholdsError("it has no geometry")
    given = feature.get("properties") or {}
    if not isinstance(given, dict):
        raise WhoholdsError("its properties are no table of names and values")
    texts = {key: _text(given, key) for key in TEXTS}
    name = texts["name"]
    if name is None:
        raise WhoholdsError("it has no name")
    centre: tuple[float, float] | None = None
    if feature["geometry"].get("type") == "Point":
        centre = _centre(feature["geometry"])
        geometry = circle_km(*centre, _radius(given))
    else:
        geometry = _drawn(feature["geometry"])
    return Zone(
        name=name,
        geometry=geometry,
        place=texts["place"],
        radius_km=_radius(given) if centre else None,
        longitude=centre[0] if centre else None,
        latitude=centre[1] if centre else None,
        first_day=texts["from"],
        last_day=texts["to"],
        source=texts["source"],
        url=texts["url"],
        note=texts["note"],
    )


def _text(given: dict[str, Any], key: str) -> str | None:
    value = given.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or (key == "name" and len(value) > LONGEST_NAME):
        raise WhoholdsError(f"its {key} is no text of at most {LONGEST_NAME} characters")
    if key in ("from", "to") and days.last_day(value) is None:
        raise WhoholdsError(f"its {key} {value[:40]!r} is not a date; write 2018-12-11, 2018-12 or 2018")
    return value


def _radius(given: dict[str, Any]) -> float:
    radius = given.get("radius_km")
    if isinstance(radius, bool) or not isinstance(radius, int | float):
        raise WhoholdsError("a point is no zone without radius_km, a number")
    return float(radius)


def _centre(geometry: dict[str, Any]) -> tuple[float, float]:
    found = geometry.get("coordinates")
    if isinstance(found, list) and len(found) >= 2 and all(type(each) in (int, float) for each in found[:2]):
        longitude, latitude = found[:2]
        if abs(longitude) <= 180 and abs(latitude) <= 90:
            return float(longitude), float(latitude)
    raise WhoholdsError("its point is not a longitude and a latitude in degrees")


def _drawn(geometry: dict[str, Any]) -> Any:
    """Return a drawn (multi)polygon."""
    import shapely

    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise WhoholdsError(f"it is a {str(geometry.get('type'))[:40]}; a zone is a polygon, or a point with radius_km")
    try:
        drawn = shapely.from_geojson(json.dumps(geometry, allow_nan=False))
    except (shapely.errors.ShapelyError, ValueError) as error:
        raise WhoholdsError(f"its polygon cannot be read ({str(error)[:120]})") from error
    west, south, east, north = drawn.bounds
    if drawn.is_empty or not all(map(math.isfinite, drawn.bounds)):
        raise WhoholdsError("its polygon has no corners in degrees")
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        raise WhoholdsError("its coordinates are not longitudes and latitudes in degrees: save it in WGS 84")
    if not drawn.is_valid:
        raise WhoholdsError(f"its polygon is not valid ({shapely.is_valid_reason(drawn)}): repair it")
    return drawn
