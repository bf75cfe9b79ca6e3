"""Points of control and what stands at one spot: repeats, nested marks, and symbols that say what a dot marks."""

from __future__ import annotations

import msgspec

from whoholds.atlas.importing.lua_icons import Meaning
from whoholds.model import Status, Struct

MOST_LINES = 10  # listed in one message
SETTLEMENTS = ("settlement", "district")
_Spot = tuple[float, float]
_Note = tuple[int, str]


class LuaPoint(Struct, frozen=True, kw_only=True):
    """A place on the map: where it is (degrees, WGS 84), who holds it, and the line of the module that says so.

    `name` is how the table of marks calls the holder; for a contested place all sides, with commas, and `holder` is
    None. `settlement` says whether it counts as a place, `land` whether land goes to it: of points at one spot, one.
    """

    latitude: float
    longitude: float
    place_name: str | None
    name: str
    holder: str | None
    sides: tuple[str, ...] = ()
    status: Status
    kind: str
    mark: str
    link: str | None
    note: str | None = None
    line: int
    settlement: bool
    land: bool = True


class Spots:
    """The points by their coordinates."""

    def __init__(self) -> None:
        self._spots: dict[_Spot, list[tuple[LuaPoint, float | None]]] = {}
        self._facilities: dict[_Spot, str] = {}

    def facility(self, latitude: float, longitude: float, kind: str) -> None:
        """Note a symbol without a holder: a dot at the very same coordinates marks a place of that kind."""
        self._facilities.setdefault((latitude, longitude), kind)

    def add(
        self,
        latitude: float,
        longitude: float,
        place_name: str | None,
        meaning: Meaning,
        mark: str,
        link: str | None,
        line: int,
        size: float | None,
    ) -> None:
        """Add a point; `size` is that of its mark, in pixels."""
        point = LuaPoint(
            latitude=latitude,
            longitude=longitude,
            place_name=place_name,
            name=meaning.name,
            holder=meaning.holder,
            sides=meaning.sides,
            status=meaning.status,
            kind=meaning.kind,
            mark=mark,
            link=link,
            note=meaning.note,
            line=line,
            settlement=meaning.kind in SETTLEMENTS,
        )
        self._spots.setdefault((latitude, longitude), []).append((point, size))

    def settled(self) -> tuple[tuple[LuaPoint, ...], int, list[_Note]]:
        """Return the points in the module's order, how many were merged into others, and what is to be said of them."""
        points: list[LuaPoint] = []
        notes: list[_Note] = []
        merged = 0
        for spot, marked in self._spots.items():
            if len(marked) > 1:
                kept = _one_spot(marked, notes)
                merged += len(marked) - len(kept)
            else:
                kept = [marked[0][0]]
            kind = self._facilities.get(spot)
            if kind is not None:
                kept = [_of_kind(point, kind) for point in kept]
            points.extend(kept)
        points.sort(key=lambda point: point.line)
        return tuple(points), merged, notes


def _of_kind(point: LuaPoint, kind: str) -> LuaPoint:
    return msgspec.structs.replace(point, kind=kind, settlement=False) if point.settlement else point


def _one_spot(marked: list[tuple[LuaPoint, float | None]], notes: list[_Note]) -> list[LuaPoint]:
    """Return what stays of several marks at one spot; only the first of them keeps its land.

    Repeats are merged. Of two dots in one another the map's legends say: the inner one controls, the outer one
    besieges; of three: mixed control.
    """
    kept: dict[tuple[str | None, ...], tuple[LuaPoint, float | None]] = {}
    for point, size in marked:
        twin, _ = kept.setdefault((point.name, point.status, point.kind, point.place_name), (point, size))
        if twin is not point:
            notes.append((point.line, f"repeats line {twin.line}; it was merged with it"))
    dots = [(point, size) for point, size in kept.values() if point.settlement]
    others = [point for point, _ in kept.values() if not point.settlement]
    if len({point.name for point, _ in dots}) > 1:
        result = [_nested(dots, notes), *others]
    else:
        result = [*(point for point, _ in dots), *others]
    for point in result[1:]:
        notes.append((point.line, f"stands at the spot of line {result[0].line}, which keeps the land around it"))
    return [result[0], *(msgspec.structs.replace(point, land=False) for point in result[1:])]


def _nested(dots: list[tuple[LuaPoint, float | None]], notes: list[_Note]) -> LuaPoint:
    """Return the one point that dots of several holders at one spot stand for."""
    first = min(dots, key=lambda dot: dot[0].line)[0]
    name = next((point.place_name for point, _ in dots if point.place_name), None)
    sizes = [size for _, size in dots]
    sure = all(point.status == "controlled" for point, _ in dots)
    if len(dots) == 2 and sure and None not in sizes and sizes[0] != sizes[1]:
        (inner, _), (outer, _) = sorted(dots, key=lambda dot: dot[1] or 0)
        notes.append(
            (outer.line, f"{outer.name} stands around {inner.name} (line {inner.line}): read as pressure from outside")
        )
        return msgspec.structs.replace(inner, place_name=name, note=f"pressed by {outer.name}")
    sides = tuple(dict.fromkeys(side for point, _ in dots for side in point.sides or (point.name,)))
    lines = ", ".join(str(point.line) for point, _ in dots[:MOST_LINES]) + (", …" if len(dots) > MOST_LINES else "")
    notes.append((first.line, f"lines {lines} mark one spot for {', '.join(sides)}: read as contested"))
    return msgspec.structs.replace(
        first,
        place_name=name,
        name=", ".join(sides),
        holder=None,
        sides=sides,
        status="contested",
        note="several marks",
    )
