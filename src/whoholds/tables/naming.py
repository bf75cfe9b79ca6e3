"""Naming: which column of a table is which field. By its exact name, or by what the user says; never by a guess."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from whoholds.errors import BadTable
from whoholds.tables.anything import Columns

PART_FIELDS = ("name", "holder", "status", "value", "rounding")
PAPER_FIELDS = ("source", "as_of", "place", "measure", "unit", "base", "total", "url", "licence", "kind", "note")
FIELDS = (*PART_FIELDS, *PAPER_FIELDS)
# What such columns are often called. It makes the error say what to write, and nothing more.
OTHERWISE = {
    "name": ("unit_name", "district", "province", "region", "area_name"),
    "holder": ("actor", "control", "controlled_by", "controller", "faction", "group", "party", "side", "who"),
    "status": ("control_status", "control_type", "state"),
    "value": ("amount", "area", "area_km2", "count", "km2", "n", "number", "pct", "percent", "percentage", "share"),
    "rounding": ("error", "margin", "precision", "uncertainty"),
    "source": ("author", "publisher"),
    "as_of": ("as of", "asof", "date", "day", "month", "year"),
    "place": ("country", "country_code", "iso3"),
    "measure": ("counted",),
    "unit": ("units",),
    "base": ("out_of", "whole"),
    "total": ("sum",),
    "licence": ("license",),
}


def ours(columns: Columns, named: Mapping[str, str], *, said: Iterable[str]) -> Columns:
    """Return the columns that we know, by our names.

    `named` is what the user says ({"holder": "faction"}), `said` the fields that are said once for all rows. Raises
    BadTable where a needed column is missing, where a field is said twice, and where a column has a name so near to
    that of a field which nobody says that it may be meant.

    >>> ours({"faction": ["A"], "value": [60.0], "remark": [""]}, {"holder": "faction"}, said=())
    {'holder': ['A'], 'value': [60.0]}
    """
    for field, column in named.items():
        if field not in FIELDS:
            raise BadTable(f"columns= names {field!r}, which a table of parts has not; it has {', '.join(FIELDS)}")
        if column not in columns:
            raise BadTable(f"columns= says that {field} is in {column!r}; {_there_is(columns)}")
    found = {field: columns[named.get(field, field)] for field in FIELDS if named.get(field, field) in columns}
    known = set(found) | set(said)
    for field in said:
        if field in found:
            raise BadTable(f"{field} is a column of the table and is said beside it; say it once")
    spare = [column for column in columns if column not in named.values() and column not in found]
    lacking = [field for field in ("holder", "value") if field not in found]
    meant = _meant(spare, [field for field in FIELDS if field not in known])
    if lacking:
        raise BadTable(f"the table has no column {' and no '.join(lacking)}; {_there_is(columns)}{_hint(meant)}")
    if meant:
        field, column = next(iter(meant.items()))
        raise BadTable(
            f"column {column!r} may be meant as {field}; write columns={{{field!r}: {column!r}}}, or leave it out"
        )
    return found


def _there_is(columns: Columns) -> str:
    return f"it has {', '.join(columns)}"[:300] if columns else "it has none"


def _meant(spare: Iterable[str], fields: Iterable[str]) -> dict[str, str]:
    """Return for the fields that nobody says the first column that may be meant."""
    found: dict[str, str] = {}
    for field in fields:
        names = (field, *OTHERWISE.get(field, ()))
        for column in spare:
            plain = column.strip().lower()
            if plain in names or (len(plain) > 3 and difflib.get_close_matches(plain, (field,), cutoff=0.8)):
                found.setdefault(field, column)
    return found


def _hint(meant: Mapping[str, str]) -> str:
    needed = {field: column for field, column in meant.items() if field in ("holder", "value")}
    return f". If that is what they are, write columns={needed!r}" if needed else ". Say what they are with columns="
