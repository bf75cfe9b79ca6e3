"""Places of the world: where they are, how many people GeoNames gives them, and all the names that they have.

The files run country by country, so that the places of one country are read without the others. A folder of your own
may hold a `places.parquet` and a `place_names.parquet` of the same form: what it has of a country stands in the place
of what ships.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.atlas.place_table import COLUMNS, PlaceTable, columns_of, joined, table_of
from whoholds.atlas.snapping import WITHIN_KM, Snapped, snapped
from whoholds.atlas.words import LONGEST_NAME, normalised
from whoholds.errors import UnknownName

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FoundPlace", "PlaceTable", "Snapped", "find_places", "name_form", "places_of", "places_on", "snapped"]

STARTER = Path(__file__).resolve().parent.parent / "starter"
PLACES, NAMES = "places.parquet", "place_names.parquet"
# Lands with a code of ISO 3166 of their own that the boundaries have as part of another place.
PART_OF = {
    **dict.fromkeys(("GLP", "GUF", "MTQ", "MYT", "REU"), "FRA"),
    **{"BES": "NLD", "SJM": "NOR", "CXR": "IOA", "CCK": "IOA"},
}
_CODE = re.compile("[A-Z]{3}")
_ARABIC = str.maketrans({"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": None})
_NEITHER_LETTER_NOR_MARK = ("P", "S", "Z", "C")


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundPlace:
    """A place that bears a name. `written` is the name as the gazetteer writes it; `population` None is not known."""

    id: int
    name: str
    written: str
    country: str
    latitude: float
    longitude: float
    population: int | None


@functools.lru_cache(maxsize=32)
def places_of(country: str, folder: Path | None = None) -> PlaceTable:
    """Return the places that GeoNames has under a country (ISO 3166 alpha-3), in the order of their numbers.

    There are none for a code without places. Crimea's places are under UKR, most of the Golan's under ISR:
    `places_on` sorts them by ground. Raises UnknownName for what is no code, UnreadableSource or BadTable
    for a folder's file that cannot be read.

    >>> places = places_of("SYR")
    >>> len(places), int((places.population == 0).sum())
    (308, 181)
    >>> places.name[places.population.argmax()]
    'Aleppo'
    """
    check_code(country)
    for file in _files(folder, PLACES):
        columns = columns_of(file, COLUMNS, country)
        if len(columns["id"]):
            return table_of(columns)
    return table_of(columns)


def places_on(
    country: str, outlines: Mapping[str, Any], folder: Path | None = None, *, within_km: float = WITHIN_KM
) -> Snapped:
    """Return the places on the ground of a country that is drawn in several ways, all of them together.

    `outlines` maps the names of the ways to (multi)polygons. Its own places are those that GeoNames has under it; they
    are moved onto the ground as `snapped` does. On ground that only some of the ways give it, the places of a country
    whose own boundary has that ground in one of its ways count as well: those in the Golan for Syria, though GeoNames
    has most of them under Israel.

    >>> from whoholds.atlas.boundaries import boundary
    >>> ways = {name: boundary("SYR", variant=name).geometry for name in ("with the Golan", "without the Golan")}
    >>> len(places_of("SYR")), len(places_on("SYR", ways).places)
    (308, 320)
    """
    import shapely

    whole = shapely.union_all(list(outlines.values()))
    lands = [country, *(code for code, owner in PART_OF.items() if owner == country)]
    own = snapped(joined([places_of(code, folder) for code in lands]), whole, within_km=within_km)
    disputed = shapely.difference(whole, functools.reduce(shapely.intersection, outlines.values()))
    if disputed.is_empty:
        return own
    return Snapped(places=joined([own.places, _of_others(lands, disputed, folder)]), moved=own.moved, away=own.away)


def find_places(name: str, country: str, folder: Path | None = None) -> tuple[FoundPlace, ...]:
    """Return all places of a country that bear a name, in any script; () if none does.

    Case, accents, hyphens and apostrophes make no difference. Where several bear it, all are returned: those that have
    it for their first name, then those with more people. Raises as `places_of` does.

    >>> [place.name for place in find_places("al-bab", "SYR")], [place.name for place in find_places("الباب", "SYR")]
    (['Al Bāb'], ['Al Bāb'])
    >>> [(place.name, place.population) for place in find_places("Авдіївка", "UKR")][0]
    ('Avdiyivka', 35826)
    """
    if len(name) > LONGEST_NAME:
        return ()
    found = _index(country, folder).get(name_form(name), ())
    table = places_of(country, folder)
    places = [
        FoundPlace(
            id=int(table.id[at]),
            name=table.name[at],
            written=written,
            country=country,
            latitude=float(table.latitude[at]),
            longitude=float(table.longitude[at]),
            population=int(table.population[at]) or None,
        )
        for at, written in found
    ]
    return tuple(sorted(places, key=lambda each: (each.written != each.name, -(each.population or 0), each.id)))


def name_form(name: str) -> str:
    """Return a place's name in the form in which such names are compared.

    It is `words.normalised` without regard to capitals. Arabic and Persian ways to write one letter are the same, and
    in scripts that write vowels as marks (Burmese, Devanagari, …) the marks count.

    >>> name_form("Al-Ḥasakah"), name_form("حلب")
    ('al hasakah', 'حلب')
    >>> name_form("ရန်ကုန်") == name_form("ရန်ကန်")
    False
    """
    name = name[:LONGEST_NAME]
    if any(unicodedata.category(c) in ("Mc", "Mn") and not unicodedata.combining(c) for c in name):
        plain = unicodedata.normalize("NFC", name.casefold())
        return "".join(c for c in plain if unicodedata.category(c)[0] not in _NEITHER_LETTER_NOR_MARK)
    return normalised(name).casefold().translate(_ARABIC)


def check_code(country: str) -> None:
    """Raise UnknownName for what cannot be a country's code."""
    if not _CODE.fullmatch(country):
        raise UnknownName(f"no places of {country[:80]!r}: give a country's ISO 3166 alpha-3 code, such as SYR")


# ------------------------------------------------------------------------------------------------ disputed ground


def _of_others(lands: list[str], disputed: Any, folder: Path | None) -> PlaceTable:
    """Return the places on disputed ground that are under another code, one that is drawn with that ground as well."""
    import shapely

    columns = columns_of(next(_files(folder, PLACES)), COLUMNS, bounds=disputed.bounds)
    x, y = columns["longitude"], columns["latitude"]
    there = ~np.isin(columns["country"].astype(str), lands)
    shapely.prepare(disputed)
    there[there] = shapely.contains_xy(disputed, x[there], y[there])
    for other in sorted(set(columns["country"][there].tolist())):
        theirs = there & (columns["country"] == other)
        there[theirs] = _is_drawn_with(other, x[theirs], y[theirs])
    return table_of({name: column[there] for name, column in columns.items()})


def _is_drawn_with(country: str, longitude: NDArray[Any], latitude: NDArray[Any]) -> NDArray[Any]:
    """Tell which of the spots a country has in one of the ways in which it is drawn; none if it has no boundary."""
    import shapely

    from whoholds.atlas.boundaries import open_boundaries

    boundaries, country = open_boundaries(), PART_OF.get(country, country)
    found = np.zeros(len(longitude), dtype=bool)
    for way in boundaries.variants(country) if country in boundaries.places else ():
        found |= shapely.contains_xy(boundaries.boundary(country, variant=way or None).geometry, longitude, latitude)
    return found


# ------------------------------------------------------------------------------------------------ names


@functools.lru_cache(maxsize=8)
def _index(country: str, folder: Path | None) -> dict[str, tuple[tuple[int, str], ...]]:
    """Return for each form of a name the places that bear it: where they stand in the table, and as it is written."""
    table = places_of(country, folder)
    index: dict[str, dict[int, str]] = {}
    for at, name in enumerate(table.name):
        index.setdefault(name_form(name), {}).setdefault(at, name)
    where = {number: at for at, number in enumerate(table.id.tolist())}
    for file in _files(folder, NAMES):
        columns = columns_of(file, ("id", "names"), country)
        for number, names in zip(columns["id"].tolist(), columns["names"], strict=True):
            for name in names.split("|") if number in where else ():
                index.setdefault(name_form(name), {}).setdefault(where[number], name)
    index.pop("", None)
    return {form: tuple(sorted(places.items())) for form, places in index.items()}


# ------------------------------------------------------------------------------------------------ files


def _files(folder: Path | None, name: str) -> Iterator[Path]:
    """Return the folder's file, if it has one, and then the one that ships."""
    if folder is not None and (folder / name).is_file():
        yield folder / name
    yield STARTER / name
