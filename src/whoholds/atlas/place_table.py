"""Tables of places, and the files that they are read from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.errors import BadTable, UnreadableSource

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLUMNS = ("id", "name", "latitude", "longitude", "population")
# What a column may be made of; what is of another type is made the first of them, if it can be.
TYPES = {
    **{"id": ("int64", "int32"), "population": ("int64", "int32"), "latitude": ("float64",), "longitude": ("float64",)},
    **{"name": ("string",), "country": ("string",), "names": ("string",)},
}
LARGEST_FILE = 500_000_000  # bytes
DIGITS = 5  # GeoNames's own; the file's grid is finer


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceTable:
    """Places as arrays of one length: the n-th entry of each is the n-th place.

    `id` is GeoNames's number. `latitude` and `longitude` are in degrees on WGS 84. `population` is 0 where it is not
    known, which is no population of nobody.
    """

    id: NDArray[np.int64]
    name: NDArray[np.object_]
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    population: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.id)

    def where(self, chosen: NDArray[Any]) -> PlaceTable:
        """Return the places that a mask or an array of indexes chooses."""
        return PlaceTable(
            id=self.id[chosen],
            name=self.name[chosen],
            latitude=self.latitude[chosen],
            longitude=self.longitude[chosen],
            population=self.population[chosen],
        )


def joined(tables: list[PlaceTable]) -> PlaceTable:
    """Return tables of places as one, in their order."""
    return PlaceTable(
        id=np.concatenate([table.id for table in tables]),
        name=np.concatenate([table.name for table in tables]),
        latitude=np.concatenate([table.latitude for table in tables]),
        longitude=np.concatenate([table.longitude for table in tables]),
        population=np.concatenate([table.population for table in tables]),
    )


def columns_of(
    file: Path, names: tuple[str, ...], country: str | None = None, bounds: tuple[float, ...] | None = None
) -> dict[str, NDArray[Any]]:
    """Return columns of a file as arrays, and `country` with them: the rows of one country or of all.

    `bounds` (west, south, east, north) takes those within. Raises UnreadableSource, and BadTable for a file that is not
    as it must be.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not file.is_file():
        raise UnreadableSource(f"{file}: no such file; install Whoholds anew")
    if file.stat().st_size > LARGEST_FILE:
        raise UnreadableSource(f"{file}: larger than {LARGEST_FILE // 1_000_000} MB; no file of places is")
    wanted = [*names, "country"]
    try:
        with pq.ParquetFile(file) as opened:
            missing = [name for name in wanted if name not in opened.schema_arrow.names]
            if missing:
                raise BadTable(f"{file}: no column {missing[0]!r}; a file of places has country, {', '.join(names)}")
            groups = [group for group in range(opened.num_row_groups) if _may_hold(opened, group, country)]
            table = opened.read_row_groups(groups, columns=wanted)
    except pa.ArrowException as error:
        reason = str(error).splitlines()[0][:120]
        raise UnreadableSource(f"{file}: no Parquet file ({reason}); build it anew") from error
    except OSError as error:
        raise UnreadableSource(f"{file}: {error.strerror or error}; give a file that can be read") from error
    table = pa.table({name: _as_it_must_be(file, name, table.column(name)) for name in wanted})
    if bounds is not None:
        table = _within(table, bounds)
    arrays = {name: table.column(name).to_numpy() for name in wanted}
    if country is not None:
        theirs = arrays["country"] == country
        arrays = {name: array[theirs] for name, array in arrays.items()}
    for name, most in (("latitude", 90), ("longitude", 180)):
        if name in arrays and not (np.abs(arrays[name]) <= most).all():
            raise BadTable(f"{file}: a {name} that is no number of degrees up to {most}; correct it")
    return arrays


def _as_it_must_be(file: Path, name: str, column: Any) -> Any:
    """Return a column in its type. Raises BadTable for one that is of another, and for a gap where none may be."""
    import pyarrow as pa

    wanted = TYPES[name][0]
    if str(getattr(column.type, "value_type", column.type)) not in TYPES[name]:
        try:
            column = column.cast(getattr(pa, wanted)())
        except pa.ArrowException as error:
            reason = str(error).splitlines()[0][:120]
            raise BadTable(f"{file}: column {name!r} is not of {wanted} ({reason}); correct it") from error
    if name != "population" and column.null_count:
        raise BadTable(f"{file}: a row without {name!r}; fill it or leave the row out")
    return column


def _within(table: Any, bounds: tuple[float, ...]) -> Any:
    import pyarrow.compute as pc

    for name, least, most in (("longitude", bounds[0], bounds[2]), ("latitude", bounds[1], bounds[3])):
        degrees = table.column(name)
        table = table.filter(pc.and_(pc.greater_equal(degrees, least), pc.less_equal(degrees, most)))
    return table


def _may_hold(opened: Any, group: int, country: str | None) -> bool:
    """Tell whether a group of rows may have a country's: its statistics say from which code to which it runs."""
    rows = opened.metadata.row_group(group)
    columns = [rows.column(at) for at in range(rows.num_columns)]
    statistics = next(column.statistics for column in columns if column.path_in_schema == "country")
    if country is None or statistics is None or not statistics.has_min_max:
        return True
    return bool(str(statistics.min) <= country <= str(statistics.max))


def table_of(columns: dict[str, NDArray[Any]]) -> PlaceTable:
    """Return columns of a file as a table of places that nobody can change."""
    people = np.nan_to_num(columns["population"].astype(float)).astype(np.int64)
    table = PlaceTable(
        id=columns["id"].astype(np.int64),
        name=columns["name"].astype(object),
        latitude=np.round(columns["latitude"], DIGITS),
        longitude=np.round(columns["longitude"], DIGITS),
        population=np.maximum(people, 0),
    )
    for array in (table.id, table.name, table.latitude, table.longitude, table.population):
        array.flags.writeable = False
    return table
