"""Evidence from maps: which layers a claim of a day is tried on, and the part tables that each of them gives.

A source may have a layer for every day. A claim is tried on the one in force on its day, and on those in force on the
same day of the month up to six months before and after: thirteen layers of a source at the most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from whoholds.atlas.parts import BaseChoice, Parts, measures_of, part_table
from whoholds.model import PartTable

if TYPE_CHECKING:
    from whoholds.atlas.layers import LayerKey
    from whoholds.atlas.maps import Maps

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


def tables_of(parts: Parts) -> Iterator[PartTable]:
    """Yield the tables of one layer: each measure over the standard boundary, and all but units over the other bases.

    A base on which the layer says nothing else than on the standard one, as it has the same whole, is left out.
    """
    others = [BaseChoice(variant=name) for name in parts.variants[1:]]
    if parts.water:
        others.append(BaseChoice(dry=True))
    if any(piece.name == "uninhabited" for piece in parts.pieces):
        others.append(BaseChoice(inhabited=True))
    for measure in measures_of(parts):
        standard = part_table(parts, measure)
        yield standard
        if measure == "units":
            continue
        for choice in others:
            table = part_table(parts, measure, choice)
            if table.total and table.total != standard.total:
                yield table


def map_tables(maps: Maps, place: str, on: str, within_days: int) -> tuple[PartTable, ...]:
    """Return the tables of all maps that a claim of a day is tried on."""
    day = date.fromisoformat(on)
    first, last = (day + timedelta(days=days) for days in (-within_days, within_days))
    keys = [key for key in near_layers(maps.maps_of(place), on) if first <= date.fromisoformat(key.day) <= last]
    found: list[PartTable] = []
    for key in keys:
        found.extend(tables_of(maps.parts(key)))
    return tuple(found)


def _in_force(keys: list[LayerKey], on: str) -> LayerKey | None:
    return max((key for key in keys if key.day <= on), default=None)
