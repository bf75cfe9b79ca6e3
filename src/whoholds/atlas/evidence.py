"""Evidence from maps: which layers a claim of a day is tried on, and the part tables that each of them gives.

A source may have a layer for every day. A claim is tried on the one in force on its day, and on those in force on the
same day of the month up to six months before and after: thirteen layers of a source at the most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from whoholds.atlas.base_choice import settled_base
from whoholds.atlas.history import ever_held, holders_in, long_held
from whoholds.atlas.parts import BaseChoice, Parts, measures_of, part_table
from whoholds.errors import WhoholdsError
from whoholds.model import WHOLE_COUNTRY, PartTable

if TYPE_CHECKING:
    from whoholds.atlas.layers import LayerKey
    from whoholds.atlas.maps import Maps
    from whoholds.atlas.strips import Strips

MONTHS = 6


def near_layers(keys: tuple[LayerKey, ...], on: str) -> tuple[LayerKey, ...]:
    """Return the layers that a claim of a day is tried on, in the order of their days.

    >>> from pathlib import Path
    >>> from whoholds.atlas.layers import LayerKey
    >>> days = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 11, 21)]
    >>> keys = [LayerKey(place="XXX", day=d, slug="s", revision=1, as_of=d, path=Path(d)) for d in days]
    >>> [key.day for key in near_layers(tuple(keys), "2024-07-15")][5:8]
    ['2024-06-11', '2024-07-11', '2024-08-11']
    """
    by_source: dict[str, list[LayerKey]] = defaultdict(list)
    for key in keys:
        by_source[key.slug].append(key)
    days = [months_later(on, step) for step in range(-MONTHS, MONTHS + 1)]
    chosen = {_in_force(of_source, day) for of_source in by_source.values() for day in days}
    # A source that has none by the day may speak with the first one after.
    chosen |= {_first_after(of_source, on) for of_source in by_source.values() if not _in_force(of_source, on)}
    return tuple(sorted(key for key in chosen if key))


def months_later(day: str, months: int) -> str:
    """Return the same day of the month so many months later, or the month's last day where it has no such day.

    >>> months_later("2024-08-31", -6), months_later("2024-11-15", 3)
    ('2024-02-29', '2025-02-15')
    """
    start = date.fromisoformat(day)
    at = start.year * 12 + start.month - 1 + months
    year, month = divmod(at, 12)
    following = date(year + month // 11, (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(start.day, last)).isoformat()


def tables_of(parts: Parts, strips: Strips | None = None) -> Iterator[PartTable]:
    """Yield the tables of one layer: each measure over the standard boundary, and all but units over the other bases.

    A base on which the layer says nothing else than on the standard one, as it has the same whole, is left out.
    """
    others = [BaseChoice(variant=name) for name in parts.variants[1:]]
    if parts.water:
        others.append(BaseChoice(dry=True))
    if any(piece.name == "uninhabited" for piece in parts.pieces):
        others.append(BaseChoice(inhabited=True))
    for measure in measures_of(parts):
        standard = part_table(parts, measure, strips=strips)
        yield standard
        if measure == "units":
            continue
        for choice in others:
            table = part_table(parts, measure, choice, strips)
            if table.total and table.total != standard.total:
                yield table


def map_tables(maps: Maps, place: str, on: str, within_days: int) -> tuple[PartTable, ...]:
    """Return the tables of all maps that a claim of a day is tried on."""
    day = date.fromisoformat(on)
    first, last = (day + timedelta(days=days) for days in (-within_days, within_days))
    keys = [key for key in near_layers(maps.maps_of(place), on) if first <= date.fromisoformat(key.day) <= last]
    found: list[PartTable] = []
    for key in keys:
        found.extend(tables_of(maps.parts(key), maps.strips(key)))
    return tuple(found)


def base_tables(
    maps: Maps, place: str, on: str, base: str, *, enemies: tuple[str, ...] = (), holders: tuple[str, ...] = ()
) -> tuple[PartTable, ...]:
    """Return further tables of the maps in force on a day, which depend on what is asked.

    `base` is the whole that is asked for: a unit or a zone gives tables of its own. The land that the `enemies` (or,
    where none is named, nobody) ever held is a whole, and so is the country without the land that others than the
    `holders` have held for years.
    """
    found: list[PartTable] = []
    by_source: dict[str, list[LayerKey]] = defaultdict(list)
    for key in maps.maps_of(place):
        by_source[key.slug].append(key)
    once = holders_in(base)
    for keys in by_source.values():
        known = [key for key in keys if key.day <= on]
        if not (once or base == WHOLE_COUNTRY):
            found.extend(_of_region(maps, near_layers(tuple(keys), on), base))
        elif known:
            found.extend(_of_history(maps, known, once or enemies, () if once else holders))
    return tuple(found)


def _of_history(
    maps: Maps, keys: list[LayerKey], enemies: tuple[str, ...], holders: tuple[str, ...]
) -> Iterator[PartTable]:
    """Yield the tables of a source's last map over what its earlier maps tell apart."""
    ever = ever_held(maps, keys, enemies) if enemies else None
    long = long_held(maps, keys, holders) if holders else None
    for zone, choice in (
        (ever, BaseChoice(zone=ever.name if ever else None)),
        (long, BaseChoice(outside=long.name if long else None)),
    ):
        if zone is not None:
            parts, strips = maps.parts(keys[-1], zone), maps.strips(keys[-1], zone)
            for table in _over(parts, strips, choice):
                note = "; ".join(filter(None, (f"{zone.name}: {zone.note}", table.evidence.note)))
                yield msgspec.structs.replace(table, evidence=msgspec.structs.replace(table.evidence, note=note))


def _of_region(maps: Maps, keys: tuple[LayerKey, ...], base: str) -> Iterator[PartTable]:
    """Yield the tables of some maps over a unit or a zone; none if the words name neither."""
    for key in keys:
        try:
            choice, zones = settled_base(base, key.place, maps)
        except WhoholdsError:
            return
        parts, strips = maps.parts(key, *zones), maps.strips(key, *zones)
        for table in _over(parts, strips, choice):
            yield msgspec.structs.replace(table, base=base)
        if parts.water:
            dry = msgspec.structs.replace(choice, dry=True)
            yield from (
                msgspec.structs.replace(table, base=f"{base}, without inland water")
                for table in _over(parts, strips, dry)
            )


def _over(parts: Parts, strips: Strips, choice: BaseChoice) -> Iterator[PartTable]:
    """Yield the tables of a layer over one base, a table for each measure; a base without land has none."""
    for measure in measures_of(parts):
        if measure != "units":
            table = part_table(parts, measure, choice, strips)
            if table.total:
                yield table


def _first_after(keys: list[LayerKey], on: str) -> LayerKey | None:
    return min((key for key in keys if key.day > on), default=None)


def _in_force(keys: list[LayerKey], on: str) -> LayerKey | None:
    return max((key for key in keys if key.day <= on), default=None)
