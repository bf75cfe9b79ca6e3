"""History: ground told apart by who had it on a source's earlier maps, as zones that a country is cut along.

"Half of what they seized has been retaken" is a share of the land that the other side ever held. "Without the land that
has long been occupied" leaves out what others had on every map for years. Both follow from the maps of one source. They
are as complete as these maps: ground that changed hands twice between two of them is not seen.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from whoholds.atlas.layers import read_layer
from whoholds.atlas.zones import Zone

if TYPE_CHECKING:
    from whoholds.atlas.layers import LayerKey
    from whoholds.atlas.maps import Maps

# So many of a source's maps are looked at, evenly over all of its time, its first and its last among them.
MOST_MAPS = 60
LONG_YEARS = 5
# Square degrees: slivers between two days' drawings of one line are no land that was held.
SLIVER = 1e-6


def ever_name(holders: Collection[str]) -> str:
    """Return the name of the land that some holders ever held.

    >>> ever_name(["ISIS"])
    'land that ISIS ever held'
    """
    return f"land that {' or '.join(sorted(holders))} ever held"


def holders_in(name: str) -> tuple[str, ...]:
    """Return the holders in the name of the land that they ever held; () for any other name.

    >>> holders_in(ever_name(["SDF", "ISIS"])), holders_in("Idlib")
    (('ISIS', 'SDF'), ())
    """
    match = re.fullmatch(r"land that (.+) ever held", name)
    return tuple(match[1].split(" or ")) if match else ()


def once_held_by(words: str) -> tuple[str, str | None] | None:
    """Return who is said to have held some land before, and in which country if that is said; None if nobody is.

    >>> once_held_by("the territory it had seized"), once_held_by("land previously controlled by ISIS")
    (('it', None), ('ISIS', None))
    >>> once_held_by("ISIS's former territory in Iraq"), once_held_by("Idlib")
    (('ISIS', 'Iraq'), None)
    """
    for pattern in _ONCE_HELD:
        match = pattern.fullmatch(words.strip())
        if match:
            return match["who"].strip(), match["where"]
    return None


_LAND = r"(?:the |all |all the |everything |all of the )?(?:territor(?:y|ies)|lands?|areas?|ground|everything)?"
_HAD = r"(?:held|controlled|seized|occupied|captured|ruled|taken|conquered)"
_BEFORE = r"(?:once|ever|formerly|previously|originally|had|has)"
_IN = r"(?: (?:in|inside|within) (?P<where>[^,]+))?"
_ONCE_HELD = (
    re.compile(rf"{_LAND} ?(?:that |which )?(?P<who>.+?) (?:{_BEFORE} )+{_HAD}{_IN}", re.I),
    re.compile(rf"{_LAND} (?:{_BEFORE} |that was |that were )*{_HAD} by (?P<who>[^,]+?){_IN}", re.I),
    re.compile(rf"(?:the )?(?P<who>.+?)(?:['’]s?)? former (?:territor(?:y|ies)|lands?|areas?){_IN}", re.I),
    re.compile(rf"(?:the )?former (?P<who>.+?) (?:territor(?:y|ies)|lands?|areas?){_IN}", re.I),
)

LONG_NAME = f"land that others have held for {LONG_YEARS} years"


def ever_held(maps: Maps, keys: Sequence[LayerKey], holders: Collection[str]) -> Zone | None:
    """Return the land that some holders had on any of a source's maps; None if they had none, or there is one map.

    `keys` are the source's maps in the order of their days, up to the day that is asked about.
    """
    return _ever_held(maps, tuple(keys), tuple(sorted(holders)))


def long_held(maps: Maps, keys: Sequence[LayerKey], but: Collection[str]) -> Zone | None:
    """Return the land that one and the same holder, none of `but`, had on all maps of the last years; None if none.

    The years are counted back from the last map; there must be a map from before them.
    """
    return _long_held(maps, tuple(keys), tuple(sorted(but)))


@functools.lru_cache(maxsize=16)
def _ever_held(maps: Maps, keys: tuple[LayerKey, ...], holders: tuple[str, ...]) -> Zone | None:
    import shapely

    if len(keys) < 2:
        return None
    some = _thinned(keys)
    shapes = [shape for key in some for holder, shape in _held(maps, key) if holder in holders]
    return _zone(ever_name(holders), shapely.union_all(shapes), some) if shapes else None


@functools.lru_cache(maxsize=16)
def _long_held(maps: Maps, keys: tuple[LayerKey, ...], but: tuple[str, ...]) -> Zone | None:
    import shapely

    if not keys:
        return None
    start = date.fromisoformat(keys[-1].day) - timedelta(days=round(365.25 * LONG_YEARS))
    before = [key for key in keys if key.day <= start.isoformat()]
    if not before:
        return None
    some = _thinned((before[-1], *(key for key in keys if key.day > start.isoformat())))
    since: dict[str, Any] = {}
    for at, key in enumerate(some):
        now: dict[str, Any] = {}
        for holder, shape in _held(maps, key):
            now[holder] = shape if holder not in now else shapely.union(now[holder], shape)
        if at == 0:
            since = {holder: shape for holder, shape in now.items() if holder not in but}
        else:
            since = {
                holder: shapely.intersection(shape, now[holder]) for holder, shape in since.items() if holder in now
            }
    return _zone(LONG_NAME, shapely.union_all(list(since.values())), some) if since else None


def _held(maps: Maps, key: LayerKey) -> Iterator[tuple[str, Any]]:
    """Yield the holders of a map with the land that each has for itself."""
    for ground in maps.grounds(read_layer(key.path)):
        if ground.holder is not None and ground.status != "contested":
            yield ground.holder, ground.geometry


def _zone(name: str, shape: Any, keys: Sequence[LayerKey]) -> Zone | None:
    import shapely

    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and shapely.area(part) > SLIVER]
    if not parts:
        return None
    note = f"as its {len(keys)} maps from {keys[0].day} to {keys[-1].day} show it"
    return Zone(name=name, geometry=shapely.multipolygons(parts), place=keys[0].place, note=note)


def _thinned(keys: tuple[LayerKey, ...]) -> tuple[LayerKey, ...]:
    """Return at most so many of some maps, evenly over them, the first and the last among them.

    >>> len(_thinned(tuple(range(769)))), _thinned((1, 2, 3))
    (60, (1, 2, 3))
    """
    if len(keys) <= MOST_MAPS:
        return keys
    return tuple(keys[(len(keys) - 1) * at // (MOST_MAPS - 1)] for at in range(MOST_MAPS))
