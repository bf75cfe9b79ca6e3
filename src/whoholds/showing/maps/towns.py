"""Which towns a map names: the biggest of a country, from GeoNames, without the districts of cities."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np

from whoholds.atlas import gazetteer, place_table
from whoholds.showing.maps.surroundings import Town

MOST = 150
# GeoNames counts districts of cities among places. A city is known by names in many languages, a district by a few.
NAMES_OF_A_CITY = 30
DISTRICT_KM = 15.0
# Countries whose names GeoNames writes as the American and British boards romanise Arabic, Persian and Pashto.
ARABIC_NAMES = (
    *("AFG", "ARE", "BHR", "DZA", "EGY", "IRN", "IRQ", "JOR", "KWT", "LBN", "LBY"),
    *("MAR", "MRT", "OMN", "PAK", "PSE", "QAT", "SAU", "SDN", "SYR", "TUN", "YEM"),
)
_ROMANISED = "\u0304\u0327\u0323\u0331\u0332"  # macron, cedilla, dot and macron below


def towns_of(place: str, capital: str | None = None, folder: Path | None = None) -> tuple[Town, ...]:
    """Return the towns of a country (ISO 3166 alpha-3) that a map may name, the most important first.

    A place counts with its people, less where it has fewer names than a city has, and not at all near a place that
    counts more. `capital` is the name of the capital; `folder` may have places of its own. The marks with which Arabic
    names are written in Latin letters are left out. Raises as `gazetteer.places_of` does.

    >>> [town.name for town in towns_of("SYR", "Damascus")][:3]
    ['Damascus', 'Aleppo', 'Homs']
    """
    table = gazetteer.places_of(place, folder)
    if not len(table):
        return ()
    known = _names_each(place, folder)
    names = np.array([known.get(number, 1) for number in table.id.tolist()])
    weight = table.population * np.minimum(names / NAMES_OF_A_CITY, 1.0)
    seat = {each.id for each in gazetteer.find_places(capital, place, folder)[:1]} if capital else set()
    order = sorted(range(len(table)), key=lambda n: (table.id[n] not in seat, -weight[n], table.id[n]))
    kept: list[int] = []
    for n in order:
        is_known = table.population[n] > 0 or table.id[n] in seat
        if is_known and len(kept) < MOST and not _is_district(table, n, kept):
            kept.append(n)
    return tuple(
        Town(
            name=without_marks(str(table.name[n])) if place in ARABIC_NAMES else str(table.name[n]),
            longitude=float(table.longitude[n]),
            latitude=float(table.latitude[n]),
            population=int(table.population[n]),
            capital=table.id[n] in seat,
        )
        for n in kept
    )


def without_marks(name: str) -> str:
    """Return a name without the marks of a romanisation from Arabic; all other marks stay.

    >>> without_marks("Ţarţūs"), without_marks("Ḩamāh"), without_marks("Fès")
    ('Tartus', 'Hamah', 'Fès')
    """
    plain = "".join(letter for letter in unicodedata.normalize("NFD", name) if letter not in _ROMANISED)
    return unicodedata.normalize("NFC", plain)


def _is_district(table: place_table.PlaceTable, n: int, kept: list[int]) -> bool:
    """Say whether a place is as near to one of those that are kept as 15 km, to a city of a million 25 km."""
    if not kept:
        return False
    north = 111.2 * (table.latitude[kept] - table.latitude[n])
    east = 111.3 * (table.longitude[kept] - table.longitude[n]) * np.cos(np.radians(table.latitude[n]))
    reach = DISTRICT_KM + 10.0 * np.minimum(table.population[kept] / 1e6, 1.0)
    return bool((np.hypot(north, east) < reach).any())


def _names_each(place: str, folder: Path | None) -> dict[int, int]:
    """Return how many names each place has besides its own."""
    counts: dict[int, int] = {}
    for file in [folder / gazetteer.NAMES] if folder and (folder / gazetteer.NAMES).is_file() else []:
        counts |= _counted(file, place)
    return counts or _counted(gazetteer.STARTER / gazetteer.NAMES, place)


def _counted(file: Path, place: str) -> dict[int, int]:
    columns = place_table.columns_of(file, ("id", "names"), place)
    return {int(number): names.count("|") + 2 for number, names in zip(columns["id"], columns["names"], strict=True)}
