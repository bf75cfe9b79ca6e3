"""Countries: their names, the words made from them, their codes and their areas."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from whoholds.atlas.words import LONGEST_NAME, near_misses, normalised, without_article
from whoholds.errors import UnknownName
from whoholds.model import Evidence, Struct

AREAS_AS_OF = "2026-11-23"  # the day that countries.csv was made
_LAND = r"territor(?:y|ies)|land|lands|area|soil|ground"
_OF_THE_LAND = re.compile(rf"(?:{_LAND}) of (?:the )?(?P<rest>.+)")
_THEN_LAND = re.compile(rf"(?P<rest>.+?) (?:national )?(?:{_LAND})")


class Country(Struct, frozen=True, kw_only=True):
    """A country: ISO 3166 codes, names, the adjectives made of them, its area in km² and where the area is from.

    The area is the whole within the borders that most states recognise, inland water included.
    """

    iso3: str
    iso2: str
    name: str
    other_names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    area_km2: float | None = None
    capital: str | None = None
    source: str = "GeoNames"

    @property
    def evidence(self) -> Evidence:
        """The papers of the area."""
        return Evidence(
            source=self.source,
            as_of=AREAS_AS_OF,
            url="https://www.geonames.org/",
            licence="CC BY 4.0",
            note=f"the area of {self.name}, inland water included",
        )


class Places:
    """The countries by code and by name."""

    def __init__(self, countries: list[Country]) -> None:
        self.by_code = {country.iso3: country for country in countries}
        self._by_name: dict[str, str] = {}
        for country in countries:
            for name in (country.name, *country.other_names, *country.adjectives):
                self._by_name.setdefault(without_article(normalised(name)), country.iso3)

    def place(self, text: str) -> str | None:
        """Return the ISO 3166 alpha-3 code of the country that the text names, or None.

        Names and adjectives count in any case, the code in capitals only: "per" and "can" are words. Two-letter codes
        do not count, but for the names US and UK.
        """
        if len(text) > LONGEST_NAME:
            return None
        if text.strip() in self.by_code:
            return text.strip()
        name = without_article(normalised(text))
        for form in (_THEN_LAND, _OF_THE_LAND):
            found = form.fullmatch(name)
            name = without_article(found["rest"]) if found else name
        return self._by_name.get(name)

    def find(self, name: str) -> str:
        """Return the code of the country that an option names: a name, an adjective, or a code in any case.

        Raises UnknownName with the names that come near.
        """
        code = self.place(name) or name.strip().upper()
        if code in self.by_code:
            return code
        by_iso2 = next((country.iso3 for country in self.by_code.values() if country.iso2 == code), None)
        if by_iso2:
            return by_iso2
        near = near_misses(name, [n for c in self.by_code.values() for n in (c.name, *c.other_names)])
        hint = f"did you mean {', '.join(near)}?" if near else "give a country's name or its code, such as SYR"
        raise UnknownName(f"unknown place {name[:80]!r}: {hint}")


def read_places(path: Path) -> Places:
    """Read `countries.csv` of the starter data."""
    with path.open(encoding="utf-8", newline="") as file:
        return Places([_country(cells) for cells in csv.reader(file) if cells[0] != "iso3"])


def _country(cells: list[str]) -> Country:
    iso3, iso2, name, other_names, adjectives, area, capital = cells
    return Country(
        iso3=iso3,
        iso2=iso2,
        name=name,
        other_names=tuple(filter(None, other_names.split("|"))),
        adjectives=tuple(filter(None, adjectives.split("|"))),
        area_km2=float(area) if area else None,
        capital=capital or None,
    )
