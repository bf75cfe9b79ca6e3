"""Unit tables: a row for each administrative unit, which takes the outline that the atlas has of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.atlas.boundaries import open_boundaries
from whoholds.atlas.importing.columns import columns_of, refuse_positions, without_military
from whoholds.atlas.importing.features import counted, listed
from whoholds.atlas.importing.names import whose
from whoholds.atlas.importing.rows import Rows, table_of
from whoholds.atlas.importing.settled import Unsettled
from whoholds.atlas.importing.vocabulary import form_of, words
from whoholds.atlas.words import near_misses
from whoholds.errors import BadTable, UnknownName

if TYPE_CHECKING:
    from whoholds.atlas.atlas import Atlas
    from whoholds.atlas.boundaries import Unit
    from whoholds.atlas.importing.features import Features
    from whoholds.atlas.importing.request import Request

MEANINGS = ("unit", "holder", "status", "note")
MOST_LISTED = 8


def unit_rows(request: Request, features: Features, atlas: Atlas, day: str, where: str) -> Rows:
    """Return the rows of a layer of units: each row's unit is found by its id, its code, its name or another name.

    Raises Unsettled for units that are not found or that several units could be, BadTable for a unit that has the same
    holder twice, and as `whose` does for names of holders.
    """
    unit = request.unit_column or unit_column(features, request.place)
    named = {"unit": unit, "holder": request.holder_column, "status": request.status_column}
    columns = columns_of(features, named, MEANINGS, where)
    refuse_positions(columns, points=False, layer=features.layer, where=where)
    cells = columns.cells("unit")
    if cells is None:
        raise UnknownName(f"{where}: no column of units; name it with --unit-column")
    keep = [index for index, cell in enumerate(cells) if cell is not None]
    book = UnitBook(open_boundaries().units(request.place))
    units = book.find_all([cells[i] or "" for i in keep], request.settled.units, where)
    held = whose(
        request,
        atlas,
        day,
        holders=columns.cells("holder"),
        statuses=columns.cells("status"),
        num_rows=features.num_rows,
        where=where,
        keep=keep,
        offered=listed(features.columns),
    )
    _refuse_repeat(units, [row.holder or row.name for row in held.rows], keep, where)
    notes, about_notes = without_military(columns.cells("note"), features.num_rows)
    geometry = np.empty(len(units), dtype=object)
    geometry[:] = [unit.geometry for unit in units]
    more = {"unit": [unit.id for unit in units], "unit_name": [unit.name for unit in units]}
    table = table_of("units", held.rows, [notes[i] for i in keep], geometry, more)
    said = (
        *held.said,
        *columns.said,
        *filter(None, [about_notes]),
        *_about(units, book, features.num_rows - len(keep)),
    )
    return Rows(table=table, said=said)


class UnitBook:
    """Finds the units of a country by what tables call them: by id or code, else by name, else by another name."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = tuple(units)
        self._tiers = (
            _by_form((unit, (unit.id, unit.code)) for unit in units),
            _by_form((unit, (unit.name,)) for unit in units),
            _by_form((unit, unit.other_names) for unit in units),
        )

    def find(self, text: str) -> tuple[Unit, ...]:
        """Return the units that a text could mean: one if it is clear, none if it is not known.

        >>> book = UnitBook(open_boundaries().units("SYR"))
        >>> [unit.code for unit in book.find("Aleppo Governorate")], [unit.code for unit in book.find("Дамаск")]
        (['SY-HL'], ['SY-DI', 'SY-RD'])
        >>> book.find("Gondor")
        ()
        """
        form = form_of(text)
        for tier in self._tiers:
            found = tier.get(form) or tier.get(_without_kind(form))
            if found:
                return tuple(found)
        return ()

    def find_all(self, names: Sequence[str], settled: dict[str, str], where: str) -> list[Unit]:
        """Return the unit of each name. Raises Unsettled with all that are not clear."""
        found, unclear = [], {}
        for name in names:
            units = self.find(settled.get(name, name))
            if len(units) == 1:
                found.append(units[0])
            else:
                unclear[name] = [unit.id for unit in units] or self._near(name)
        if unclear:
            raise Unsettled(where, {"units": unclear}, {"units": [f"{unit.name} ({unit.id})" for unit in self.units]})
        return found

    def _near(self, name: str) -> list[str]:
        forms = [form for tier in self._tiers for form in tier]
        near = near_misses(form_of(name), forms, most=5)
        return list(dict.fromkeys(unit.name for form in near for tier in self._tiers for unit in tier.get(form, ())))[
            :3
        ]


def unit_column(features: Features, place: str) -> str | None:
    """Return the column whose header is one of units, and whose cells name units of the country; None without one.

    >>> from whoholds.atlas.importing.features import Features
    >>> unit_column(Features(columns={"pcode": ("SY02",), "adm1": ("Aleppo",), "holder": ("SDF",)}), "SYR")
    'adm1'
    """
    by_form = {form_of(name): name for name in reversed(features.columns)}
    named = [by_form[form] for form in words("columns", "unit") if form in by_form]
    return next((name for name in named if _name_units(features.columns[name], place)), None)


def _name_units(cells: Sequence[str | None], place: str) -> bool:
    """Tell whether at least half of the different cells name units of the country."""
    book = UnitBook(open_boundaries().units(place))
    filled = list(dict.fromkeys(cell for cell in cells if cell))
    return bool(filled) and 2 * sum(bool(book.find(cell)) for cell in filled) >= len(filled)


def _by_form(named: Iterable[tuple[Unit, Iterable[str]]]) -> dict[str, list[Unit]]:
    """Return units by the forms of their names, with and without the word for their kind."""
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit, names in named:
        for form in dict.fromkeys(f for name in names for f in (form_of(name), _without_kind(form_of(name))) if f):
            found[form].append(unit)
    return found


def _without_kind(form: str) -> str:
    """Return a unit's name without the word for what kind of unit it is ("aleppo governorate")."""
    kinds: Any = words("units", "kinds")
    for kind in kinds:
        form = form.removesuffix(f" {kind}").removeprefix(f"{kind} ").removeprefix("of ")
    return form


def _refuse_repeat(units: Sequence[Unit], holders: Sequence[str], rows: Sequence[int], where: str) -> None:
    seen: dict[tuple[str, str], int] = {}
    for unit, holder, row in zip(units, holders, rows, strict=True):
        if (unit.id, holder) in seen:
            raise BadTable(
                f"{where}, row {row + 1}: {unit.name} is given to {holder[:60]!r} already, in row "
                f"{seen[unit.id, holder] + 1}"
            )
        seen[unit.id, holder] = row


def _about(units: Sequence[Unit], book: UnitBook, empty: int) -> Iterator[str]:
    there = [unit.id for unit in units]
    missing = [unit.name for unit in book.units if unit.id not in there]
    twice = list(dict.fromkeys(unit.name for unit in units if there.count(unit.id) > 1))
    if missing:
        more = f" and {len(missing) - MOST_LISTED} more" if len(missing) > MOST_LISTED else ""
        yield f"Not in the table: {', '.join(missing[:MOST_LISTED])}{more}."
    if twice:
        yield f"Given to several holders, so contested: {', '.join(twice[:MOST_LISTED])}."
    if empty:
        yield f"Left out: {counted(empty, 'row')} without a unit."
