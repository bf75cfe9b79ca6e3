"""Row by row: the values of a table of parts, each checked where it stands."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NoReturn

import msgspec

from whoholds.days import last_day
from whoholds.errors import BadTable
from whoholds.model import KM2_PER_UNIT, WHOLE_COUNTRY, Part, Status, Struct
from whoholds.tables.anything import Columns

KINDS = ("shares", "units", "points", "polygons")
STATUSES = ("controlled", "contested", "influence", "unknown")
# What people write for a unit, and what it is called here. It makes the error say what to write.
UNITS = {"%": "percent", "per cent": "percent", "pct": "percent", "km²": "km2", "sq km": "km2", "sqkm": "km2"}
UNITS |= {"sq mi": "mi2", "mi²": "mi2", "hectares": "ha", "m²": "m2"}
NEEDED = {
    "source": "whose assessment it is: source='Jusoor Center for Studies'",
    "as_of": "for which day, month or year it is: as_of='2018-11'",
    "place": "of which country it is: place='SYR'",
    "unit": "in what it counts: unit='percent', 'km2' or a plural noun such as 'districts'",
    "measure": "of what the percentages are: measure='area' or 'districts'",
}
LONGEST = 10_000
# What the reckoning takes: no war is about more square metres.
LARGEST = 1e15
DATED = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ].*)?", re.DOTALL)


class Row(Struct, frozen=True, kw_only=True):
    """One row: its number in the table, its part, and the papers of the part table that it belongs to."""

    number: int
    part: Part
    source: str
    as_of: str
    day: str
    place: str
    measure: str
    unit: str
    base: str
    total: float | None
    url: str | None
    licence: str | None
    kind: Any
    note: str | None


def rows_of(columns: Columns, papers: Mapping[str, object]) -> Iterator[Row]:
    """Yield the rows of a table. `columns` has them by our names, `papers` what is said once for all of them."""
    count = len(columns["value"])
    if not count:
        raise BadTable("the table has no rows")
    for at in range(count):
        given = {**papers, **{field: values[at] for field, values in columns.items()}}
        yield _row(at + 1, given)


def _row(number: int, given: Mapping[str, object]) -> Row:
    source, as_of = _needed(number, given, "source"), _as_of(number, given.get("as_of"))
    unit = _unit(number, _needed(number, given, "unit"))
    kind = _text(number, given, "kind") or KINDS[0]
    if kind not in KINDS:
        _refuse(number, f"kind is {kind!r}; write {', '.join(KINDS)}")
    total = given.get("total")
    return Row(
        number=number,
        part=_part(number, given),
        source=source,
        as_of=as_of,
        day=last_day(as_of) or as_of,
        place=_needed(number, given, "place"),
        measure=_measure(number, given, unit),
        unit=unit,
        base=_text(number, given, "base") or WHOLE_COUNTRY,
        total=None if _is_missing(total) else _number(number, "total", total),
        url=_text(number, given, "url"),
        licence=_text(number, given, "licence"),
        kind=kind,
        note=_text(number, given, "note"),
    )


def _part(number: int, given: Mapping[str, object]) -> Part:
    holder, status = _text(number, given, "holder"), _text(number, given, "status") or "controlled"
    if status not in STATUSES:
        _refuse(number, f"the status is {status!r}; write {', '.join(STATUSES)}")
    rounding = given.get("rounding")
    # What parts add up to over the whole stands among them as a remainder below zero.
    is_remainder = holder is None and status == "unknown"
    return Part(
        name=_text(number, given, "name") or holder or "not said",
        holder=holder,
        status=msgspec.convert(status, Status),
        value=_number(number, "the value", given.get("value"), least=-LARGEST if is_remainder else 0.0),
        rounding=0.0 if _is_missing(rounding) else _number(number, "the rounding", rounding),
    )


def _measure(number: int, given: Mapping[str, object], unit: str) -> str:
    """Return what is counted: an area in units of area, the things themselves in their number, as said in percent."""
    said = _text(number, given, "measure")
    if said or unit == "percent":
        return said or _needed(number, given, "measure")
    return "area" if unit in KM2_PER_UNIT else unit


def _unit(number: int, unit: str) -> str:
    plain = unit.lower()
    if plain in UNITS:
        _refuse(number, f"the unit is {unit!r}; write {UNITS[plain]!r}")
    return unit


def _as_of(number: int, given: object) -> str:
    """Return a day, a month or a year in ISO 8601; it may come as text, as a date or as the number of a year."""
    if _is_missing(given):
        _refuse(number, f"it is not said {NEEDED['as_of']}")
    if isinstance(given, datetime):
        given = given.date()
    if isinstance(given, date):
        return given.isoformat()
    said = str(given).strip() if isinstance(given, str | int) or hasattr(given, "__index__") else ""
    found = DATED.fullmatch(said)
    if not found or last_day(found[1]) is None:
        _refuse(number, f"as_of is {_shown(given)}; write a day, a month or a year: 2018-12-11, 2018-12, 2018")
    return found[1]


def _needed(number: int, given: Mapping[str, object], field: str) -> str:
    return _text(number, given, field) or _refuse(number, f"it is not said {NEEDED[field]}")


def _text(number: int, given: Mapping[str, object], field: str) -> str | None:
    value = given.get(field)
    if _is_missing(value):
        return None
    if not isinstance(value, str) or len(value) > LONGEST:
        _refuse(number, f"{field} is {_shown(value)}; write a short text")
    # One line, so that no name breaks a sentence that it stands in.
    return " ".join(value.split()) or None


def _number(number: int, what: str, value: object, *, least: float = 0.0) -> float:
    if _is_missing(value):
        _refuse(number, f"{what} is missing; give a number, or leave the row out")
    is_bool = isinstance(value, bool) or str(getattr(value, "dtype", "")) == "bool"
    if is_bool or not (isinstance(value, int | float | Decimal) or hasattr(value, "__float__")):
        _refuse(number, f"{what} is {_shown(value)}; give a number")
    try:
        found = float(value)
    except (OverflowError, TypeError, ValueError):
        found = math.inf
    if not least <= found <= LARGEST:  # nan is not, either
        _refuse(number, f"{what} is {_shown(value)}; give a number from 0 to 1e15")
    return found


def _is_missing(value: object) -> bool:
    """Tell whether a cell is empty: None, not a number, or pandas's own marks of that."""
    return (
        value is None or (isinstance(value, float) and value != value) or type(value).__name__ in ("NAType", "NaTType")
    )


def _shown(value: object) -> str:
    return " ".join(repr(value).split())[:60]


def _refuse(number: int, what: str) -> NoReturn:
    raise BadTable(f"row {number}: {what}")
