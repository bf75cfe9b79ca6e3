"""What a reader gives: the columns of a file as text, and its geometry, as they came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whoholds.atlas.importing.guard import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS
from whoholds.errors import UnreadableSource

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

Cells = tuple[str | None, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Features:
    """The rows of a file: `columns` maps a header to its cells, None where there is nothing.

    `geometry` is an array of shapely geometries in the file's own coordinates, None for a table without geometry.
    `crs` is what the file says of them: an authority's code, WKT or PROJJSON. `layer` is the name of the layer, the
    sheet or the collection. `said` are sentences on what was met in reading.
    """

    columns: dict[str, Cells]
    geometry: NDArray[Any] | None = None
    crs: str | None = None
    layer: str | None = None
    said: tuple[str, ...] = ()

    @property
    def num_rows(self) -> int:
        """How many rows there are."""
        if self.geometry is not None:
            return len(self.geometry)
        return len(next(iter(self.columns.values()), ()))

    def rows(self, indexes: Sequence[int]) -> Features:
        """Return the rows at these indexes, in their order."""
        return Features(
            columns={name: tuple(cells[i] for i in indexes) for name, cells in self.columns.items()},
            geometry=None if self.geometry is None else self.geometry[list(indexes)],
            crs=self.crs,
            layer=self.layer,
            said=self.said,
        )


def listed(names: Iterable[str], most: int = 12) -> str:
    r"""Return names from a file for a message: quoted, so that a terminal obeys nothing in them, and not too many.

    >>> listed(["name", "a\x1b[31m"]), listed(list("abcd"), most=2)
    ("'name', 'a\\x1b[31m'", "'a', 'b' and 2 more")
    """
    every = list(names)
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(repr(name[:60]) for name in every[:most]) + more


def counted(number: int, what: str) -> str:
    """Return a number with its noun, in the plural where it is not one.

    >>> counted(1, "row"), counted(1200, "entry")
    ('1 row', '1,200 entries')
    """
    if number == 1:
        return f"1 {what}"
    return f"{number:,} {what[:-1]}ies" if what.endswith("y") else f"{number:,} {what}s"


def text_columns(table: pa.Table) -> tuple[dict[str, Cells], list[str]]:
    """Return the columns of an Arrow table as text, and the names of those that have no text (lists, bytes).

    >>> import pyarrow as pa
    >>> text_columns(pa.table({"name": ["Homs", None], "people": [775404, 1], "box": [[1.5], []]}))
    ({'name': ('Homs', None), 'people': ('775404', '1')}, ['box'])
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    columns: dict[str, Cells] = {}
    without: list[str] = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
        if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
            without.append(name)
            continue
        try:
            written = pc.cast(column, pa.large_string()).to_pylist()
        except pa.ArrowException:  # a kind of value that has no text
            without.append(name)
        else:
            columns[name] = tuple(text_of(cell) for cell in written)
    return columns, without


def text_of(value: object) -> str | None:
    """Return a cell as text without space around it, None for an empty one; whole numbers have no ".0".

    >>> text_of(" Homs "), text_of(3.0), text_of(True), text_of("")
    ('Homs', '3', 'true', None)
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    text = value if isinstance(value, str) else str(value)
    return text[:LONGEST_CELL].strip() or None


def from_rows(header: Sequence[str], rows: Sequence[Sequence[object]], where: str) -> dict[str, Cells]:
    """Return columns from a header and rows. Raises UnreadableSource for a header that names two columns alike.

    Columns without a name are called by their number. Rows without any cell are left out.

    >>> from_rows(["name", ""], [["Homs", 1], [None, ""], ["Hama", 2.0]], "a sheet")
    {'name': ('Homs', 'Hama'), 'column 2': ('1', '2')}
    """
    check_counts(len(rows), len(header), where)
    names = [name.strip() or f"column {number}" for number, name in enumerate(header, start=1)]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UnreadableSource(f"{where}: two columns are called {twice[:60]!r}; give each a name of its own")
    cells = [[text_of(cell) for cell in row] for row in rows]
    filled = [row for row in cells if any(cell is not None for cell in row)]
    return {name: tuple(row[at] for row in filled) for at, name in enumerate(names)}


def check_counts(rows: int, columns: int, where: str) -> None:
    """Raise UnreadableSource if there are more rows or columns than any map or table has."""
    if rows > MOST_ROWS:
        raise UnreadableSource(f"{where}: more than {MOST_ROWS:,} rows; split the file")
    if columns > MOST_COLUMNS:
        raise UnreadableSource(f"{where}: more than {MOST_COLUMNS:,} columns; keep those that say who holds what")
