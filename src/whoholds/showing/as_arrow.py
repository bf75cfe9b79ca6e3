"""Readings and tables of parts as Arrow tables, with the schemas that `docs/reference/arrow.md` describes.

A million readings are a million Python objects already, so nothing is made of any of them here: each field is taken out
of all of them at once, and what readings share (names, sentences) is looked at once.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.errors import WhoholdsError
from whoholds.model import Answer, PartTable, Reckoning, Tried

if TYPE_CHECKING:
    import pyarrow as pa

CHOICES = ("evidence", "measure", "all_but", "contested", "base", "flow", "since", "unsaid", "also")
NUMBERS: dict[str, Any] = {
    "value": np.float64,
    "rounding": np.float64,
    "holds": np.bool_,
    "gives": np.bool_,
    "cost": np.int32,
}


def readings_schema() -> pa.Schema:
    """Return the schema of the readings: one row for each."""
    import pyarrow as pa

    name, names = pa.dictionary(pa.int32(), pa.string()), pa.list_(pa.string())
    departure = pa.struct([(field, name) for field in ("dimension", "to", "say")])
    fields = [
        ("figure", pa.int32()), ("evidence", pa.int32()), ("source", name), ("as_of", name), ("measure", name),
        ("counted", names), ("all_but", names), ("contested", name), ("base", name), ("flow", name), ("since", name),
        ("unsaid", pa.bool_()), ("also", names), ("value", pa.float64()), ("unit", name), ("rounding", pa.float64()),
        ("holds", pa.bool_()), ("gives", pa.bool_()), ("cost", pa.int32()), ("departures", pa.list_(departure)),
    ]  # fmt: skip
    return pa.schema([pa.field(field, kind, nullable=field in ("figure", "since", "unit")) for field, kind in fields])


def parts_schema() -> pa.Schema:
    """Return the schema of tables of parts: one row for each part."""
    import pyarrow as pa

    name, text = pa.dictionary(pa.int32(), pa.string()), pa.string()
    fields = [
        ("source", name), ("as_of", name), ("place", name), ("measure", name), ("unit", name), ("base", name),
        ("total", pa.float64()), ("url", name), ("licence", name), ("kind", name), ("note", name), ("name", text),
        ("holder", name), ("status", name), ("value", pa.float64()), ("rounding", pa.float64()),
    ]  # fmt: skip
    can_be_missing = ("total", "url", "licence", "note", "holder")
    return pa.schema([pa.field(field, kind, nullable=field in can_be_missing) for field, kind in fields])


def to_arrow(noun: Reckoning | Answer | PartTable | Iterable[PartTable]) -> pa.Table:
    """Return the readings of a reckoning or of all figures of an answer, or the parts of tables, as an Arrow table.

    Raises WhoholdsError for anything else. `whoholds.part_tables` reads a table of parts back, what is left unsaid
    included.

    >>> from whoholds.tables import part_tables, reckon
    >>> tables = part_tables(
    ...     [("A", 60.0), ("B", 40.0)], source="Atlas of Nowhere", as_of="2018-11", place="NWH", measure="area",
    ...     unit="percent",
    ... )
    >>> to_arrow(tables).select(["holder", "value"]).to_pylist()
    [{'holder': 'A', 'value': 60.0}, {'holder': 'B', 'value': 40.0}]
    >>> readings = to_arrow(reckon("100%", tables, holder="A", on="2018-12-11"))
    >>> readings.select(["counted", "value", "gives"]).to_pylist()[-1]
    {'counted': ['A', 'B'], 'value': 100.0, 'gives': True}
    """
    import pyarrow as pa

    if isinstance(noun, Reckoning):
        return _readings(noun)
    if isinstance(noun, Answer):
        return pa.concat_tables([_readings(each) for each in noun.reckonings] or [readings_schema().empty_table()])
    tables = [noun] if isinstance(noun, PartTable) else list(noun) if isinstance(noun, Iterable) else [None]
    if not all(isinstance(table, PartTable) for table in tables):
        raise WhoholdsError(f"a {type(noun).__name__} has no Arrow table; give a Reckoning, an Answer or PartTables")
    return _parts([table for table in tables if isinstance(table, PartTable)])


# ------------------------------------------------------------------------------------------------------ the readings


def _readings(reckoning: Reckoning) -> pa.Table:
    """Take the readings apart, with Python's search for dead cycles paused: nothing here leads back to itself."""
    import pyarrow as pa

    is_on = gc.isenabled()
    gc.disable()
    try:
        columns = _columns(reckoning)
    finally:
        if is_on:
            gc.enable()
    return pa.Table.from_arrays([columns[field] for field in readings_schema().names], schema=readings_schema())


def _columns(reckoning: Reckoning) -> dict[str, Any]:
    import pyarrow as pa

    tried, papers = reckoning.readings, reckoning.evidence
    readings = list(map(attrgetter("reading"), tried))
    # All choices but whose ground counts: a table of parts offers a few dozen of them, each to every union of holders.
    choices, codes = _alike(map(attrgetter(*CHOICES), readings))
    evidence = [choice[0] for choice in choices]
    columns: dict[str, Any] = {
        "figure": pa.array([reckoning.figure], pa.int32()).take(pa.array(np.zeros(len(tried), np.int32))),
        "evidence": pa.array(evidence, pa.int32()).take(pa.array(codes)),
        "source": _named([papers[at].source for at in evidence], codes),
        "as_of": _named([papers[at].as_of for at in evidence], codes),
        "unit": _named([reckoning.claim.unit if reckoning.claim else None] * len(choices), codes),
        "counted": _lists(*_shared(map(attrgetter("counted"), readings))),
        "departures": _departures(tried),
    }
    for at, field in enumerate(CHOICES[1:], start=1):
        values, kind = [choice[at] for choice in choices], readings_schema().field(field).type
        if pa.types.is_dictionary(kind):
            columns[field] = _named(values, codes)
        else:
            columns[field] = pa.array(values, kind).take(pa.array(codes))
    for field, number in NUMBERS.items():
        columns[field] = pa.array(np.fromiter(map(attrgetter(field), tried), number, len(tried)))
    return columns


def _alike(things: Iterable[Any]) -> tuple[list[Any], Any]:
    """Return the things that occur, equal ones once, and for every place the number of the one that stands there."""
    every = list(things)
    numbers = {thing: number for number, thing in enumerate(dict.fromkeys(every))}
    return list(numbers), np.fromiter(map(numbers.__getitem__, every), np.int32, len(every))


def _departures(tried: Sequence[Tried]) -> Any:
    import pyarrow as pa

    lists = list(map(attrgetter("departures"), tried))
    offsets = np.zeros(len(lists) + 1, np.int32)
    np.cumsum(np.fromiter(map(len, lists), np.int32, len(lists)), out=offsets[1:])
    departures, codes = _shared(chain.from_iterable(lists))
    fields = ("dimension", "to", "say")
    columns = [_named([getattr(one, field) for one in departures], codes) for field in fields]
    return pa.ListArray.from_arrays(pa.array(offsets), pa.StructArray.from_arrays(columns, list(fields)))


def _shared(things: Iterable[Any]) -> tuple[list[Any], Any]:
    """Return the things that occur, each object once, and for every place the number of the one that stands there."""
    import pyarrow as pa

    every = list(things)
    encoded = pa.array(np.fromiter(map(id, every), np.int64, len(every))).dictionary_encode()
    codes = encoded.indices.to_numpy()
    first = np.zeros(len(encoded.dictionary), np.int64)
    # Written from the back to the front, the last to be written is the first place of each.
    first[codes[::-1]] = np.arange(len(every) - 1, -1, -1)
    return [every[at] for at in first.tolist()], codes


def _lists(lists: Sequence[Sequence[str]], codes: Any) -> Any:
    import pyarrow as pa

    return pa.array(lists, pa.list_(pa.string())).take(pa.array(codes))


def _named(names: Sequence[str | None], codes: Any) -> Any:
    """Return a column of names: at each place the one of that number. A name that occurs twice is kept once."""
    import pyarrow as pa

    known = pa.array(names, pa.string()).dictionary_encode()
    return pa.DictionaryArray.from_arrays(known.indices.take(pa.array(codes)), known.dictionary)


# --------------------------------------------------------------------------------------------------------- the parts


def _parts(tables: Sequence[PartTable]) -> pa.Table:
    import pyarrow as pa

    schema = parts_schema()
    of_table: list[tuple[str, Callable[[PartTable], object]]] = [
        *((field, attrgetter(f"evidence.{field}")) for field in ("source", "as_of", "url", "licence", "kind", "note")),
        *((field, attrgetter(field)) for field in ("place", "measure", "unit", "base", "total")),
    ]
    columns: dict[str, list[object]] = {
        field: [value for table in tables for value in [get(table)] * len(table.parts)] for field, get in of_table
    }
    for field in ("name", "holder", "status", "value", "rounding"):
        columns[field] = [getattr(part, field) for table in tables for part in table.parts]
    arrays = [pa.array(columns[field.name], field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)
