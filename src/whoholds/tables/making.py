"""Making: part tables of any table of parts, with its papers as columns or said once.

Nothing is guessed. A column counts by its exact name, what has no default must be said, and a table that cannot be
right is refused with one line that names the row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, Unpack

from whoholds.days import last_day
from whoholds.errors import BadTable
from whoholds.model import Evidence, PartTable
from whoholds.tables.anything import columns_of, tables_in
from whoholds.tables.naming import FIELDS, ours
from whoholds.tables.rowwise import Row, rows_of
from whoholds.tables.summing import parts_of, whole_of


class Papers(TypedDict, total=False):
    """What may be said once for all rows, in the place of a column of that name.

    `source` and `as_of` are whose assessment it is and for which day, month or year; `place` is the country, `measure`
    what is counted, `unit` percent, km2 or a plural noun, `base` what the whole is and `total` its size in that unit.
    """

    source: str
    as_of: object
    place: str
    measure: str
    unit: str
    base: str
    total: float
    url: str
    licence: str
    kind: str
    note: str
    status: str
    rounding: float


def part_tables(
    table: object, *, columns: Mapping[str, str] | Sequence[str] | None = None, **papers: Unpack[Papers]
) -> tuple[PartTable, ...]:
    """Return the part tables in one table of parts, or in a list of such tables.

    `table` is anything that has the Arrow PyCapsule interface (a PyArrow, pandas or Polars table, a DuckDB relation), a
    dict of columns, or a list of rows: dicts, Parts, or tuples. Each row is a part: `holder`, `value` and, where it has
    them, `name`, `status` (controlled, if nothing is said) and `rounding` (half the place value of the last digit that
    was printed; 0, if nothing is said). `columns` says what the table calls them: `{"holder": "faction"}`; for tuples
    it is their names, (holder, value) if nothing is said. Rows that differ in source, as_of, place, measure, unit or
    base belong to different part tables.

    Raises BadTable with the number of the row (from 1) for a table that cannot be right: a value that is missing,
    negative or no number, a status that is none, one part twice, parts that add up to more than the whole.

    >>> rows = [("Government", 59.6), ("SDF", 27.5), ("Opposition", 10.3)]
    >>> (table,) = part_tables(rows, source="Jusoor", as_of="2018-11", place="SYR", measure="area", unit="percent")
    >>> table.day, len(table.parts), table.parts[-1].name, round(table.parts[-1].value, 2)
    ('2018-11-30', 4, 'not said', 2.6)
    """
    check_papers("part_tables", papers)
    return tables_made(table, columns, papers)


def check_papers(verb: str, papers: Mapping[str, object]) -> None:
    """Refuse keywords that are no papers, as Python does."""
    if unknown := sorted(set(papers) - set(Papers.__annotations__)):
        raise TypeError(f"{verb}() got an unexpected keyword argument {unknown[0]!r}")


def tables_made(
    table: object,
    columns: Mapping[str, str] | Sequence[str] | None,
    papers: Mapping[str, object],
    *,
    place: str | None = None,
) -> tuple[PartTable, ...]:
    """Do what `part_tables` does. `place` is the country of rows that name none."""
    given = tables_in(table)
    found: list[PartTable] = []
    for number, one in enumerate(given, start=1):
        try:
            found.extend([one] if isinstance(one, PartTable) else _tables_of(one, columns, papers, place))
        except BadTable as error:
            raise BadTable(f"table {number}: {error}" if len(given) > 1 else str(error)) from None
    return tuple(found)


def _tables_of(
    table: object, columns: Mapping[str, str] | Sequence[str] | None, papers: Mapping[str, object], place: str | None
) -> list[PartTable]:
    named = columns if isinstance(columns, Mapping) else {}
    names = None if isinstance(columns, Mapping) else columns
    given = columns_of(table, names, wanted={*FIELDS, *named.values()})
    found = ours(given, named, said=papers)
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows_of(found, {"place": place, **papers}):
        groups.setdefault((row.source, row.day, row.place, row.measure, row.unit, row.base), []).append(row)
    return [_table(rows) for rows in groups.values()]


def _table(rows: Sequence[Row]) -> PartTable:
    first = rows[0]
    _check_alike(rows)
    total = whole_of(rows)
    return PartTable(
        evidence=Evidence(
            source=first.source,
            as_of=first.as_of,
            url=first.url,
            licence=first.licence,
            kind=first.kind,
            note=first.note,
        ),
        place=first.place,
        measure=first.measure,
        unit=first.unit,
        day=last_day(first.as_of) or first.day,
        base=first.base,
        parts=parts_of(rows, total),
        total=total,
    )


def _check_alike(rows: Sequence[Row]) -> None:
    """Refuse rows of one part table that say different things about all of it."""
    first = rows[0]
    for field in ("as_of", "total", "url", "licence", "kind", "note"):
        said: Any = getattr(first, field)
        for row in rows:
            if getattr(row, field) != said:
                raise BadTable(
                    f"rows {first.number} and {row.number}: one table by {first.source} for {first.as_of}, with two "
                    f"values of {field}: {said} and {getattr(row, field)}"
                )
