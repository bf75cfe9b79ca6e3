"""Anything: the columns of any table, as Python lists by their names.

Every library of tables that is in use hands its data over by the Arrow PyCapsule interface (`__arrow_c_stream__`),
which PyArrow reads. So no library is known here by name, and none has to be installed.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from whoholds.errors import BadTable
from whoholds.model import Part, PartTable

Columns = dict[str, list[Any]]
# What a table of parts may be too long for: a mistake, such as a table of points.
MOST_ROWS = 200_000
# A pair without names is a holder and its value; a longer row needs names.
PAIR = ("holder", "value")
ASKED = "a PyArrow, pandas or Polars table, a DuckDB relation, or a list of rows"


def is_table(given: object) -> bool:
    """Tell whether something hands its data over as a table.

    >>> is_table({"holder": ["A"], "value": [60.0]}), is_table({"holder": "A", "value": 60.0}), is_table("A,60.0")
    (True, False, False)
    """
    if isinstance(given, Mapping):
        return bool(given) and all(_is_list(values) for values in given.values())
    return any(hasattr(given, way) for way in ("__arrow_c_stream__", "__arrow_c_array__"))


def is_row(given: Any) -> bool:
    """Tell whether something is one row of a list of rows.

    >>> is_row({"holder": "A", "value": 60.0}), is_row(("A", 60.0)), is_row([("A", 60.0)])
    (True, True, False)
    """
    if isinstance(given, Part):
        return True
    if isinstance(given, Mapping) or is_table(given):
        return isinstance(given, Mapping) and not is_table(given)
    return _is_list(given) and len(given) > 0 and not any(_is_list(item) or _is_inner(item) for item in given)


def tables_in(given: object) -> list[Any]:
    """Return the tables that somebody gave: one table, or several in a list.

    >>> tables_in([("A", 60.0), ("B", 40.0)])
    [[('A', 60.0), ('B', 40.0)]]
    >>> len(tables_in([[("A", 60.0)], {"holder": ["A"], "value": [60.0]}]))
    2
    """
    if isinstance(given, PartTable) or is_table(given):
        return [given]
    if isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable):
        raise _no_table(given)
    items = list(given)
    return [items] if items and all(is_row(item) for item in items) else items


def columns_of(table: object, names: Sequence[str] | None = None, *, wanted: Container[str] | None = None) -> Columns:
    """Return the columns of a table by their names. `names` are those of rows that are tuples.

    Of an Arrow table the columns that are not `wanted` come back empty: there may be shapes in them.

    >>> columns_of([("Government", 59.6), ("SDF", 27.5)])
    {'holder': ['Government', 'SDF'], 'value': [59.6, 27.5]}
    """
    if isinstance(table, Mapping):
        columns = {str(name): list(values) for name, values in table.items()}
        if len({len(values) for values in columns.values()}) > 1:
            raise BadTable("the columns of the table have different lengths")
    elif is_table(table):
        columns = _of_arrow(table, wanted)
    elif isinstance(table, Iterable) and not isinstance(table, str | bytes):
        columns = _of_rows(list(table), names)
    else:
        raise _no_table(table)
    _check_length(max(map(len, columns.values()), default=0))
    return columns


def _of_arrow(table: Any, wanted: Container[str] | None) -> Columns:
    """Read a table by the Arrow PyCapsule interface. Dictionaries (categories) come back as what they stand for."""
    import pyarrow as pa

    try:
        arrow = pa.table(table)
        _check_length(arrow.num_rows)
        if len(set(arrow.column_names)) < arrow.num_columns:
            raise BadTable(f"the table has two columns of one name: {', '.join(arrow.column_names)}")
        return {
            name: arrow.column(name).to_pylist() if wanted is None or name in wanted else []
            for name in arrow.column_names
        }
    except (pa.ArrowException, ValueError, TypeError) as error:
        raise BadTable(f"a {type(table).__name__} that Arrow cannot read: {_one_line(error)}") from None


def _of_rows(rows: list[Any], names: Sequence[str] | None) -> Columns:
    _check_length(len(rows))
    for number, row in enumerate(rows, start=1):
        if not is_row(row):
            raise BadTable(f"row {number} is a {type(row).__name__}: give {ASKED}")
    if any(isinstance(row, Part | Mapping) for row in rows):
        return _of_named(rows)
    return _of_tuples(rows, tuple(names or PAIR), is_named=bool(names))


def _of_named(rows: list[Any]) -> Columns:
    named: list[Mapping[Any, Any]] = []
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, Part | Mapping):
            raise BadTable(f"row {number} has no names for its values, and other rows have")
        named.append({name: getattr(row, name) for name in Part.__struct_fields__} if isinstance(row, Part) else row)
    keys = dict.fromkeys(key for row in named for key in row)
    return {str(key): [row.get(key) for row in named] for key in keys}


def _of_tuples(rows: list[Any], names: tuple[str, ...], *, is_named: bool) -> Columns:
    for number, row in enumerate(rows, start=1):
        if len(row) != len(names):
            wanted = f"{len(names)} values ({', '.join(names)})"
            hint = "" if is_named else "; name them with columns=('holder', 'status', 'value')"
            raise BadTable(f"row {number} has {len(row)} values and not {wanted}{hint}")
    return {name: [row[at] for row in rows] for at, name in enumerate(names)}


def _is_inner(given: object) -> bool:
    return isinstance(given, Mapping | Part | PartTable) or is_table(given)


def _is_list(given: Any) -> bool:
    """Tell whether something is a list of values: a list, a tuple, an array, a column; no text."""
    if isinstance(given, str | bytes | Mapping | Part):
        return False
    return isinstance(given, Sequence) or (hasattr(given, "__len__") and hasattr(given, "__iter__"))


def _no_table(given: object) -> BadTable:
    what = "collect it first" if hasattr(given, "collect") else f"give {ASKED}"
    return BadTable(f"a {type(given).__name__} is no table: {what}")


def _check_length(rows: int) -> None:
    if rows > MOST_ROWS:
        raise BadTable(f"the table has {rows:,} rows; at most {MOST_ROWS:,} can be read: add them up by holder first")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
