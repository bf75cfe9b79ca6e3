"""Points of control: who holds which place. Their land comes later, by the nearest point."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.atlas.importing.columns import Columns, columns_of, refuse_positions, without_military
from whoholds.atlas.importing.features import Cells, counted, listed
from whoholds.atlas.importing.names import whose
from whoholds.atlas.importing.rows import Rows, table_of
from whoholds.errors import UnreadableSource

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from whoholds.atlas.atlas import Atlas
    from whoholds.atlas.importing.features import Features
    from whoholds.atlas.importing.request import Request

MEANINGS = (
    "latitude",
    "longitude",
    "holder",
    "status",
    "place_name",
    "population",
    "settlement",
    "land",
    "note",
    "url",
)
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?", re.ASCII)
_PEOPLE = re.compile(r"(\d{1,12})(?:\.0+)?", re.ASCII)
_YES = ("yes", "true", "1", "y", "так", "да", "نعم")
_NO = ("no", "false", "0", "n", "ні", "нет", "لا")


def point_rows(request: Request, features: Features, atlas: Atlas, day: str, where: str) -> Rows:
    """Return the rows of a layer of points, from point geometries or from columns of latitude and longitude.

    Rows without a place are left out and said. Raises UnreadableSource for a coordinate that is none and if the points
    are positions of units, and as `whose` does for names that are not known.
    """
    named = {"holder": request.holder_column, "status": request.status_column}
    columns = columns_of(features, named, MEANINGS, where)
    refuse_positions(columns, points=True, layer=features.layer, where=where)
    spots = _from_geometry(features.geometry, where) if features.geometry is not None else _from_columns(columns, where)
    keep = np.flatnonzero(np.isfinite(spots).all(axis=1)).tolist()
    if not keep:
        raise UnreadableSource(f"{where}: no points; give a latitude and a longitude for each place")
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
    notes, about_notes = without_military(columns.cells("note"), features.num_rows)
    more: dict[str, list[Any]] = {
        "place_name": _kept(columns.cells("place_name"), keep),
        "population": [
            _people(cell, i, where) for i, cell in zip(keep, _kept(columns.cells("population"), keep), strict=True)
        ],
        "settlement": [
            _yes(cell, i, where) for i, cell in zip(keep, _kept(columns.cells("settlement"), keep), strict=True)
        ],
        "land": [_yes(cell, i, where) for i, cell in zip(keep, _kept(columns.cells("land"), keep), strict=True)],
        "url": _kept(columns.cells("url"), keep),
    }
    import shapely

    table = table_of("points", held.rows, [notes[i] for i in keep], np.asarray(shapely.points(spots[keep])), more)
    gone = [i + 1 for i in range(len(spots)) if i not in set(keep)]
    repairs = (f"Left out: {counted(len(gone), 'row')} without a place (first: row {gone[0]}).",) if gone else ()
    return Rows(table=table, repairs=repairs, said=(*held.said, *columns.said, *filter(None, [about_notes])))


def _from_geometry(geometry: NDArray[Any], where: str) -> NDArray[np.float64]:
    """Return longitude and latitude of each row, NaN for a row whose geometry is no point."""
    import shapely

    spots = np.full((len(geometry), 2), np.nan)
    for index, each in enumerate(geometry):
        if each is None or each.is_empty:
            continue
        if each.geom_type == "MultiPoint" and len(each.geoms) > 1:
            raise UnreadableSource(
                f"{where}, feature {index + 1}: {len(each.geoms)} points in one; give each its own row"
            )
        if each.geom_type in ("Point", "MultiPoint"):
            spots[index] = shapely.get_coordinates(each)[0]
    return spots


def _from_columns(columns: Columns, where: str) -> NDArray[np.float64]:
    for meaning in ("latitude", "longitude"):
        if meaning not in columns.meant:
            raise UnreadableSource(f"{where}: no column {meaning}; points need latitude and longitude in degrees")
    both = [
        [_degrees(cell, i, meaning, most, where) for i, cell in enumerate(columns.cells(meaning) or ())]
        for meaning, most in (("longitude", 180), ("latitude", 90))
    ]
    return np.array(both, dtype=float).T.reshape(-1, 2)


def _degrees(cell: str | None, index: int, meaning: str, most: float, where: str) -> float:
    """Return a coordinate in degrees, NaN for an empty cell; a comma may stand for the point."""
    if cell is None:
        return np.nan
    if not _NUMBER.fullmatch(cell):
        raise UnreadableSource(
            f"{where}, row {index + 1}: {meaning} {cell[:40]!r} is no number; write degrees, as 36.21"
        )
    value = float(cell.replace(",", "."))
    if abs(value) > most:
        raise UnreadableSource(
            f"{where}, row {index + 1}: no {meaning} is {cell[:40]}; are latitude and longitude exchanged, or metres "
            "given?"
        )
    return value


def _people(cell: str | None, index: int, where: str) -> int | None:
    if cell is None:
        return None
    found = _PEOPLE.fullmatch(cell.replace(",", "").replace(" ", ""))
    if found is None:
        raise UnreadableSource(f"{where}, row {index + 1}: a population of {cell[:40]!r} is no count; write digits")
    return int(found[1])


def _yes(cell: str | None, index: int, where: str) -> bool:
    """Return what a cell of yes or no says; an empty one says yes."""
    if cell is None or cell.casefold() in _YES:
        return True
    if cell.casefold() in _NO:
        return False
    raise UnreadableSource(f"{where}, row {index + 1}: {cell[:40]!r} is neither yes nor no; write one of them")


def _kept(cells: Cells | None, keep: list[int]) -> list[str | None]:
    return [None if cells is None else cells[i] for i in keep]
