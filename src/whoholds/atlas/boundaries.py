"""Boundaries: the outlines of countries and of their first-level units, each with its papers.

Where a border is disputed, a place has one boundary for each way of drawing it, and each way has a name. One of them is
the standard, which is taken when none is asked for; `starter/boundaries/README.md` says how it was chosen.
"""

from __future__ import annotations

import difflib
import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoholds.errors import UnknownName, UnreadableSource

FOLDER = Path(__file__).resolve().parent.parent / "starter" / "boundaries"


@dataclass(frozen=True, kw_only=True, slots=True)
class Papers:
    """Where boundaries come from: source, licence, version."""

    source: str
    licence: str
    version: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Boundary:
    """The outline of a country, in one way of drawing it.

    `place` is the code of ISO 3166 (alpha-3) or, for a place that has none, Natural Earth's. `variant` is the name of
    the way it is drawn, "" where only one is kept. `geometry` is a shapely geometry in longitude and latitude (WGS 84).
    `why` says why a variant is the standard.
    """

    place: str
    name: str
    variant: str
    standard: bool
    why: str
    area_km2: float
    geometry: Any
    papers: Papers


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A first-level unit of a country. `code` is that of ISO 3166-2, or what Natural Earth writes where it has none."""

    id: str
    code: str
    place: str
    name: str
    other_names: tuple[str, ...]
    kind: str
    area_km2: float
    geometry: Any
    papers: Papers


class Boundaries:
    """The boundaries in one folder: `open_boundaries` makes one."""

    def __init__(self, folder: Path) -> None:
        self._countries = folder / "countries.parquet"
        self._units = folder / "units.parquet"
        for file in (self._countries, self._units):
            if not file.is_file():
                raise UnreadableSource(f"{file}: no such file; give a folder with countries.parquet and units.parquet")

    @functools.cached_property
    def _variants(self) -> dict[str, tuple[str, ...]]:
        """The names of the ways in which each place is drawn, the standard first."""
        found: dict[str, list[str]] = {}
        for row in _rows(self._countries, columns=["place", "variant", "standard"]):
            names = found.setdefault(row["place"], [])
            names.insert(0 if row["standard"] else len(names), row["variant"])
        return {place: tuple(names) for place, names in found.items()}

    @property
    def places(self) -> tuple[str, ...]:
        """All places that have a boundary, in the order of their codes.

        >>> len(open_boundaries().places) > 240
        True
        """
        return tuple(self._variants)

    def variants(self, place: str) -> tuple[str, ...]:
        """Return the names of the ways in which a place is drawn, the standard first; ("",) where there is only one.

        >>> open_boundaries().variants("SYR"), open_boundaries().variants("IRQ")
        (('with the Golan', 'without the Golan'), ('',))
        """
        return self._variants[self._known(place)]

    def boundary(self, place: str, *, variant: str | None = None) -> Boundary:
        """Return the boundary of a place: its standard one, or the variant that is named.

        Case and the word "the" make no difference. Raises UnknownName with what there is.

        >>> open_boundaries().boundary("SYR", variant="without Golan").variant
        'without the Golan'
        """
        variants = self.variants(place)
        wanted = variants[0] if variant is None else _named(variant, variants, place)
        row = _rows(self._countries, place=place, variant=wanted)[0]
        return Boundary(**_with_geometry(row, self._papers(self._countries)))

    def units(self, place: str) -> tuple[Unit, ...]:
        """Return the first-level units of a place, in the order of their codes. Raises UnknownName.

        >>> [unit.name for unit in open_boundaries().units("UKR")][:3]
        ['Vinnytsya', 'Volyn', "Luhans'k"]
        """
        rows, papers = _rows(self._units, place=place), self._papers(self._units)
        if not rows:
            self._known(place)
        made = [_with_geometry(row, papers) for row in rows]
        return tuple(Unit(**{**row, "other_names": tuple(row["other_names"])}) for row in made)

    def _known(self, place: str) -> str:
        if place not in self._variants:
            near = difflib.get_close_matches(place.upper()[:80], self._variants, n=3)
            hint = f"; near it: {', '.join(near)}" if near else ""
            raise UnknownName(f"no boundary of {place[:80]!r}: give its ISO 3166 alpha-3 code, such as SYR{hint}")
        return place

    @staticmethod
    @functools.cache
    def _papers(file: Path) -> Papers:
        import pyarrow.parquet as pq

        return Papers(**json.loads(pq.read_schema(file).metadata[b"papers"]))


@functools.cache
def open_boundaries(folder: str | Path | None = None) -> Boundaries:
    """Open the boundaries that ship with Whoholds, or those in a folder. Raises UnreadableSource."""
    return Boundaries(FOLDER if folder is None else Path(folder))


def boundary(place: str, *, variant: str | None = None) -> Boundary:
    """Return one of the boundaries that ship with Whoholds: see `Boundaries.boundary`.

    >>> round(boundary("UKR").area_km2 - boundary("UKR", variant="without Crimea").area_km2, -3)
    27000.0
    """
    return open_boundaries().boundary(place, variant=variant)


def codes_of(units: Sequence[Unit]) -> tuple[str, ...]:
    """Return the codes of units; one that two units share is told apart by the unit's ID.

    >>> codes_of(open_boundaries().units("UKR"))[:3]
    ('UA-05', 'UA-07', 'UA-09')
    """
    codes = [unit.code for unit in units]
    return tuple(
        code if codes.count(code) == 1 else f"{code} ({unit.id})" for unit, code in zip(units, codes, strict=True)
    )


def _named(variant: str, variants: tuple[str, ...], place: str) -> str:
    wanted = _plain(variant)
    for name in variants:
        if _plain(name) == wanted:
            return name
    known = "; ".join(repr(name) for name in variants if name)
    hint = f"known: {known}" if known else "it is drawn in one way only, so give none"
    raise UnknownName(f"no boundary variant {variant[:80]!r} of {place}: {hint}")


def _plain(name: str) -> str:
    return " ".join(word for word in name.casefold().split() if word != "the")


def _rows(file: Path, *, columns: list[str] | None = None, **wanted: str) -> list[dict[str, Any]]:
    """Return the rows in which the named columns have the wanted values; only what may have them is read."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(file) as opened:
        known = opened.metadata
        may_have = [at for at in range(known.num_row_groups) if _may_have(known.row_group(at), wanted)]
        rows = opened.read_row_groups(may_have, columns=columns, use_threads=False).to_pylist()
    return [row for row in rows if wanted.items() <= row.items()]


def _may_have(group: Any, wanted: dict[str, str]) -> bool:
    """Tell whether a row group may have the wanted values, by the least and the greatest that it has."""
    columns = map(group.column, range(group.num_columns))
    limits = {column.path_in_schema: column.statistics for column in columns if column.path_in_schema in wanted}
    return all(s is None or not s.has_min_max or s.min <= wanted[name] <= s.max for name, s in limits.items())


def _with_geometry(row: dict[str, Any], papers: Papers) -> dict[str, Any]:
    import shapely

    return {**row, "geometry": shapely.from_wkb(row["geometry"]), "papers": papers}
