"""Which colour a side has, and how its ground is painted: plain, striped where contested, dotted where it is weaker.

`colours.toml` has the colours and says how they were chosen.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from whoholds.atlas.words import normalised
from whoholds.model import Status
from whoholds.showing.maps.drawing import Look

INFLUENCE_TINT, CONTESTED_TINT = 0.68, 0.62  # how much white is in the ground of dots and of stripes


class Side(NamedTuple):
    """A side on a picture: what the source calls it, and the atlas's name, if it has one."""

    name: str
    holder: str | None


@cache
def palette() -> dict[str, dict[str, str]]:
    """Return the colours of `colours.toml`."""
    text = resources.files("whoholds.showing.maps").joinpath("colours.toml").read_text("utf-8")
    return tomllib.loads(text)


def colours_of(place: str, sides: Sequence[Side]) -> dict[Side, str]:
    """Return a colour ("#rrggbb") for each side, as the country's list in `colours.toml` has it.

    Sides come in the order of their ground, the largest first: where two are listed with one colour, the first has it.
    A side without a colour of its own gets a free one that its name points to, so that it has the same on every map
    with the same sides. When all colours are taken, they begin anew.

    >>> government, sdf = Side("the army", "Government"), Side("Syrian Democratic Forces", "SDF")
    >>> colours_of("SYR", [government, sdf])[sdf]
    '#deba50'
    """
    colours, listed = palette()["colours"], _listed(place)
    wanted = {side: listed.get(normalised(side.name)) or listed.get(normalised(side.holder or "")) for side in sides}
    taken: dict[str, Side] = {}
    for side, colour in wanted.items():
        if colour:
            taken.setdefault(colour, side)
    given = {side: colour for colour, side in taken.items()}
    reserved = set(listed.values()) if len(set(listed.values())) < len(colours) else set()
    for side in sorted(
        (side for side in wanted if side not in given), key=lambda side: (side.holder or side.name, side)
    ):
        free = [name for name in colours if name not in given.values()] or list(colours)
        free = [name for name in free if name not in reserved] or free
        given[side] = free[_number(side.holder or side.name) % len(free)]
    return {side: colours[given[side]] for side in sides}


def look_of(status: Status, colour: str) -> Look:
    """Return how one side's ground is painted.

    >>> look_of("controlled", "#484848"), look_of("contested", "#484848").texture
    (Look(ground='#484848', ink=None, texture='plain'), 'stripes')
    """
    if status == "controlled":
        return Look(colour)
    if status == "contested":
        return Look(tinted(colour, CONTESTED_TINT), colour, "stripes")
    return Look(tinted(colour, INFLUENCE_TINT), colour, "dots" if status == "influence" else "dashes")


def look_of_two(one: str, other: str) -> Look:
    """Return how ground is painted that two sides contest: in stripes of both colours."""
    return Look(one, other, "stripes")


def look_of_nobody(kind: str) -> Look:
    """Return how ground is painted that is no side's: "not said", "uninhabited" or "contested"."""
    ground = palette()["ground"]
    if kind == "uninhabited":
        return Look(ground["uninhabited"], ground["uninhabited_dash"], "dashes")
    if kind == "contested":
        return Look(tinted(ground["nobody"], 0.8), ground["nobody"], "stripes")
    return Look(ground["not_said"])


def tinted(colour: str, white: float) -> str:
    """Return a colour mixed with white: 0 is the colour, 1 is white.

    >>> tinted("#000000", 0.5), tinted("#484848", 0)
    ('#808080', '#484848')
    """
    return _mixed(colour, "#ffffff", white)


def shaded(colour: str, black: float) -> str:
    """Return a colour mixed with black."""
    return _mixed(colour, "#000000", black)


def ink_on(ground: str) -> str:
    """Return the colour of words that stand on a ground: the ground itself, much darker or much lighter.

    >>> ink_on("#deba50"), ink_on("#484848")
    ('#54471e', '#ffffff')
    """
    red, green, blue = (_linear(part / 255) for part in _parts(ground))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue  # WCAG 2.2, relative luminance
    return "#ffffff" if luminance < 0.23 else shaded(ground, 0.62 if luminance > 0.3 else 0.8)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{int(a + (b - a) * share + 0.5):02x}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@cache
def _listed(place: str) -> dict[str, str]:
    """Return the country's sides, by their normalised names, with the names of their colours."""
    listed: dict[str, Any] = palette().get(place, {}) if len(place) == 3 else {}
    return {normalised(name): colour for name, colour in listed.items()}


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(normalised(name).encode()).digest()[:8], "big")
