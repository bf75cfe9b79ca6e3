"""Circles that words state: "55 km around 33.5058 N 38.6178 E"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whoholds.errors import WhoholdsError

KM = {"km": 1.0, "miles": 1.609344, "nautical miles": 1.852}
LONGEST = 200  # characters
EXAMPLE = "write it as 55 km around 33.5058 N 38.6178 E"

_UNIT = r"(?P<km>km|kms|kilomet(?:re|er)s?)|(?P<sea>nautical miles?|nmi|nm)|(?P<miles>miles?|mi)"
_CIRCLE = re.compile(
    r"(?:the |a |all )?(?:circle |zone |ground |land |area |everything )?(?:within |with a |in a |of )?(?:a )?"
    rf"(?:radius of )?(?P<radius>[\d.,]+)[ -]?(?:{_UNIT})(?: circle| zone| radius)?,?"
    r" (?:around|round|of|about|from) (?P<centre>.+)",
    re.ASCII | re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"(?<![\d.])\d+,\d", re.ASCII)
_DEGREES = (
    r"(?P<{0}>[-+−]?\d{{1,3}}(?:\.\d+)?) ?(?:°|º|deg(?:rees)?)?(?: ?(?P<{0}_minutes>\d{{1,2}}(?:\.\d+)?) ?['′’])?"
    r"(?: ?(?P<{0}_seconds>\d{{1,2}}(?:\.\d+)?) ?(?:\"|″|”|''))?"
)
_LETTER = r"(?P<{0}_letter>[NSEW])?"
# The letters stand behind both numbers or before both: "33.5 N 38.6 E", "N 33.5 E 38.6".
_CENTRES = tuple(
    re.compile(
        rf"\(?{angle.format('one')}(?: ?[,;/] ?| ){angle.format('two')}\)?\.?",
        re.ASCII | re.IGNORECASE,
    )
    for angle in (f"{_DEGREES} ?{_LETTER}", f"{_LETTER} ?{_DEGREES}")
)


@dataclass(frozen=True, kw_only=True, slots=True)
class StatedCircle:
    """A circle on the ground: its name in one form, its radius in km, its centre in degrees on WGS 84."""

    name: str
    radius_km: float
    longitude: float
    latitude: float


def stated_circle(words: str) -> StatedCircle | None:
    """Return the circle that words state, None if they state none. Raises WhoholdsError for one that cannot be read.

    >>> stated_circle("34 miles around 33°30′21″N 38°37′04″E").name
    '34 miles around 33.50583333 N 38.61777778 E'
    >>> stated_circle("55 km around Damascus")
    Traceback (most recent call last):
    ...
    whoholds.errors.WhoholdsError: no centre in '55 km around Damascus': write it as 55 km around 33.5058 N 38.6178 E
    """
    plain = " ".join(words.split())
    found = _CIRCLE.fullmatch(plain) if len(plain) <= LONGEST else None
    if not found:
        return None
    if _DECIMAL_COMMA.search(plain):
        raise WhoholdsError(f"a comma inside a number in {plain!r}: write numbers with a point, as in 33.5058")
    if not _NUMBER.fullmatch(found["radius"]):
        raise WhoholdsError(f"no radius in {plain!r}: {EXAMPLE}")
    centre = next(filter(None, (form.fullmatch(found["centre"]) for form in _CENTRES)), None)
    if not centre:
        raise WhoholdsError(f"no centre in {plain!r}: {EXAMPLE}")
    latitude, longitude = _latitude_first(centre, plain)
    unit = "km" if found["km"] else "miles" if found["miles"] else "nautical miles"
    radius = float(found["radius"])
    sides = f"{_written(latitude)} {'S' if latitude < 0 else 'N'} {_written(longitude)} {'W' if longitude < 0 else 'E'}"
    return StatedCircle(
        name=f"{radius:.10g} {unit} around {sides}",
        radius_km=radius * KM[unit],
        longitude=longitude,
        latitude=latitude,
    )


def _latitude_first(centre: re.Match[str], words: str) -> tuple[float, float]:
    """Return latitude and longitude in degrees, by the letters if there are any, else in that order."""
    (one, one_is), (two, two_is) = (_angle(centre, name, words) for name in ("one", "two"))
    if one_is in ("E", "W") or two_is in ("N", "S"):
        (one, one_is), (two, two_is) = (two, two_is), (one, one_is)
    if one_is in ("E", "W") or two_is in ("N", "S") or (one_is is None) != (two_is is None):
        raise WhoholdsError(f"not one latitude and one longitude in {words!r}: {EXAMPLE}")
    if abs(one) > 90 or abs(two) > 180:
        raise WhoholdsError(f"{one:g} {two:g} is not a latitude and a longitude in degrees: correct {words!r}")
    return one, two


def _angle(centre: re.Match[str], name: str, words: str) -> tuple[float, str | None]:
    """Return one angle in degrees, and the letter that stands with it."""
    letter = (centre[f"{name}_letter"] or "").upper() or None
    degrees = float(centre[name].replace("−", "-"))
    minutes, seconds = float(centre[f"{name}_minutes"] or 0), float(centre[f"{name}_seconds"] or 0)
    if max(minutes, seconds) >= 60 or (letter and centre[name][0] in "-−+"):
        raise WhoholdsError(f"{centre[name]} cannot be read in {words!r}: {EXAMPLE}")
    size = abs(degrees) + minutes / 60 + seconds / 3600
    south = letter in ("S", "W") or centre[name][0] in "-−"
    return (-size if south else size), letter


def _written(degrees: float) -> str:
    return f"{abs(degrees):.10g}"
