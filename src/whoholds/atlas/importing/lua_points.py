"""Points of control from a Lua table of marks: what `lua_marks` reads becomes the rows of a layer of points."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from whoholds.atlas.importing.features import counted, listed
from whoholds.atlas.importing.lua_icons import mark_table
from whoholds.atlas.importing.lua_marks import read_lua_marks
from whoholds.atlas.importing.names import Held, whose
from whoholds.atlas.importing.rows import Rows, table_of
from whoholds.atlas.importing.settled import Unsettled
from whoholds.errors import UnreadableSource

if TYPE_CHECKING:
    from whoholds.atlas.atlas import Atlas
    from whoholds.atlas.importing.lua_marks import LuaMarks
    from whoholds.atlas.importing.lua_places import LuaPoint
    from whoholds.atlas.importing.request import Request

MOST_WARNINGS = 5


def lua_rows(request: Request, path: Path, atlas: Atlas, as_of: str, where: str) -> Rows:
    """Return the rows of a layer of points from the Lua module of a map.

    Raises Unsettled for marks whose meaning is not known, BadTable for a text that is no such module, UnreadableSource
    if it has no points.
    """
    import shapely

    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8 text") from error
    table = mark_table(*([Path(request.marks)] if request.marks else []))
    read = read_lua_marks(text, place=request.place, on=as_of, marks=table)
    if read.unknown_marks:
        unknown = {mark.mark: list(mark.near) for mark in read.unknown_marks}
        raise Unsettled(where, {"marks": unknown}, {"place": [request.place]})
    if not read.points:
        raise UnreadableSource(f"{where}: no mark in it says who holds a place")
    held, said = _held(request, read.points, atlas, as_of, where)
    more: dict[str, list[Any]] = {
        "place_name": [point.place_name for point in read.points],
        "population": [None] * len(read.points),
        "settlement": [point.settlement for point in read.points],
        "land": [point.land for point in read.points],
        "url": [None] * len(read.points),
    }
    spots = np.array([[point.longitude, point.latitude] for point in read.points])
    notes = [_note(point) for point in read.points]
    return Rows(
        table=table_of("points", held, notes, np.asarray(shapely.points(spots)), more),
        repairs=tuple(_left_out(read)),
        said=(*said, *_set_aside(read)),
    )


def _held(
    request: Request, points: tuple[LuaPoint, ...], atlas: Atlas, as_of: str, where: str
) -> tuple[list[Held], tuple[str, ...]]:
    """Return whose each point is: the table of marks names holders, and the atlas must know them."""
    keep = [index for index, point in enumerate(points) if point.holder is not None]
    found = whose(
        msgspec.structs.replace(request, holder=None, status=None),
        atlas,
        as_of,
        holders=tuple(point.holder for point in points),
        statuses=None,
        num_rows=len(points),
        where=where,
        keep=keep,
    )
    of_atlas = dict(zip(keep, found.rows, strict=True))
    held = [
        Held(point.name, of_atlas[index].holder if index in of_atlas else None, point.status)
        for index, point in enumerate(points)
    ]
    return held, found.said


def _note(point: LuaPoint) -> str | None:
    kind = point.kind if not point.settlement else None
    return "; ".join(filter(None, (kind, point.note))) or None


def _left_out(read: LuaMarks) -> Iterator[str]:
    if read.refused:
        yield (
            f"Left out: {counted(len(read.refused), 'entry')} that show forces, vehicles or persons (first: line "
            f"{read.refused[0].line})."
        )
    if read.left_out:
        yield f"Left out: {counted(read.left_out, 'entry')} without a mark or a place."
    if read.merged:
        yield f"Taken together with another one at the same place: {counted(read.merged, 'entry')}."


def _set_aside(read: LuaMarks) -> Iterator[str]:
    if read.set_aside:
        number = sum(mark.count for mark in read.set_aside)
        yield f"Set aside: {counted(number, 'mark')} that say nothing about who holds a place."
    if read.other_modules:
        yield f"The map is drawn together with {listed(read.other_modules, 5)}; those are not in this file."
    for warning in read.warnings[:MOST_WARNINGS]:
        yield f"Line {warning.line}: {warning.reason}."
    if len(read.warnings) > MOST_WARNINGS:
        yield f"{len(read.warnings) - MOST_WARNINGS} more lines were not read as they stand."
