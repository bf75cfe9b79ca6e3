"""Comparing: what changed hands between two maps of one country, two dates of a source or two sources for a date.

Both maps are laid over each other and cut along each other's lines. Every piece then has a side before and a side
after, and all pieces together are the whole country again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from whoholds.atlas.map_lines import straight_areas_km2
from whoholds.errors import UnknownName, WhoholdsError
from whoholds.model import WHOLE_COUNTRY, Evidence, Status, Struct

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from whoholds.atlas.faces import Faces

# Of the whole: how far all pieces together may be off.
SLACK = 1e-9
# km²: what is less than a square metre is left by the cutting of lines.
NOTHING = 1e-6


class Holding(NamedTuple):
    """Whose ground it is on one map: what the source calls the holder, the atlas's name of it, and the status."""

    name: str
    holder: str | None
    status: Status

    @property
    def side(self) -> str:
        """The name by which two maps are compared: the atlas's, or the source's where the atlas has none."""
        return self.holder or self.name


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Ground that has one holding on the first map and one on the second, which may be the same.

    `geometry` is a multipolygon in longitude and latitude.
    """

    before: Holding
    after: Holding
    area_km2: float
    geometry: Any = field(repr=False)

    @property
    def moved(self) -> bool:
        """Say whether it went from one side to another."""
        return self.before.side != self.after.side

    @property
    def altered(self) -> bool:
        """Say whether it stayed with its side but in another status."""
        return not self.moved and self.before.status != self.after.status


class ChangeRow(Struct, frozen=True, kw_only=True):
    """One kind of ground in a comparison: whose it is on either map, and how much of it there is, in km².

    `holder_before` and `holder_after` are the atlas's names, None where it has none. `changed` says that it moved from
    one side to another, or has another status.
    """

    name_before: str
    holder_before: str | None
    status_before: Status
    name_after: str
    holder_after: str | None
    status_after: Status
    changed: bool
    value: float


class Comparison(Struct, frozen=True, kw_only=True):
    """Two maps of a country compared over a base: the papers of both, and all ground, the largest change first."""

    place: str
    base: str
    unit: str = "km2"
    before: Evidence
    after: Evidence
    rows: tuple[ChangeRow, ...]
    total: float


def comparison_of(a: Faces, b: Faces, changes: Sequence[Change], variant: str | None = None) -> Comparison:
    """Return what `compare` found as a table. Values are in km², to the square metre."""
    is_standard = variant in (None, a.base.variants[0])
    return Comparison(
        place=a.place,
        base=WHOLE_COUNTRY if is_standard else f"the country {variant}",
        before=a.evidence,
        after=b.evidence,
        rows=tuple(
            ChangeRow(
                name_before=change.before.name,
                holder_before=change.before.holder,
                status_before=change.before.status,
                name_after=change.after.name,
                holder_after=change.after.holder,
                status_after=change.after.status,
                changed=change.moved or change.altered,
                value=round(change.area_km2, 6),
            )
            for change in changes
        ),
        total=round(sum(change.area_km2 for change in changes), 6),
    )


def compare(a: Faces, b: Faces, *, variant: str | None = None) -> tuple[Change, ...]:
    """Return all ground of two maps of a country by what each of them says: what moved, what altered, what stayed.

    `variant` is the boundary within which they are compared, None for the standard one. The largest change comes first;
    areas add up to the country's. Raises WhoholdsError for maps of two countries and for maps that do not fit on each
    other, UnknownName for a boundary that one of them has not.

    >>> from shapely import box
    >>> from whoholds.atlas.faces import cut_base, cut_layer
    >>> from whoholds.atlas.ground_from_points import Ground
    >>> from whoholds.model import Evidence
    >>> base = cut_base({"": box(0, 0, 2, 1)})
    >>> def day(east):
    ...     north = Ground(name="North", holder="North", status="controlled", geometry=box(0, 0, east, 1))
    ...     papers = Evidence(source="ours", as_of="2018", kind="polygons")
    ...     return cut_layer("XXX", papers, "2018-12-31", [north], base)
    >>> [(c.before.side, c.after.side, round(c.area_km2)) for c in compare(day(1), day(1.5))]
    [('not said', 'North', 6154), ('North', 'North', 12308), ('not said', 'not said', 6154)]
    """
    if a.place != b.place:
        raise WhoholdsError(f"a map of {a.place} and one of {b.place}: compare two maps of one country")
    name = a.base.variants[0] if variant is None else variant
    for faces in (a, b):
        if name not in faces.base.variants:
            known = "; ".join(repr(each) for each in faces.base.variants)
            raise UnknownName(
                f"no boundary {name[:80]!r} on the map by {faces.evidence.source[:60]}: known are {known}"
            )
    before, after = _grounds(a, name), _grounds(b, name)
    pieces, one, other = _laid_over([g for _, g in before], [g for _, g in after])
    areas = straight_areas_km2(pieces)
    _check_sum(areas, a, b, name)
    grouped: dict[tuple[Holding, Holding], list[int]] = defaultdict(list)
    for index in np.flatnonzero(areas > 0).tolist():
        grouped[before[one[index]][0], after[other[index]][0]].append(index)
    changes = [
        Change(before=was, after=now, area_km2=float(areas[rows].sum()), geometry=_land(pieces[rows]))
        for (was, now), rows in grouped.items()
    ]
    return tuple(sorted((change for change in changes if change.area_km2 > NOTHING), key=_order))


def _grounds(faces: Faces, variant: str) -> list[tuple[Holding, Any]]:
    """Return the polygons of a map within a boundary, each with its holding."""
    import shapely

    found = []
    for face in faces.faces:
        if variant in face.variants:
            holding = Holding(face.name, face.holder, face.status)
            found += [(holding, polygon) for polygon in shapely.get_parts(face.geometry)]
    return found


def _laid_over(a: Sequence[Any], b: Sequence[Any]) -> tuple[NDArray[Any], NDArray[np.intp], NDArray[np.intp]]:
    """Return what each polygon of one list has in common with each of the other, and the index of the two."""
    import shapely

    first, second = _array(a), _array(b)
    one, other = shapely.STRtree(second).query(first, predicate="intersects")
    shapely.prepare(first)
    shapely.prepare(second)
    inside = shapely.covers(second[other], first[one])
    around = ~inside & shapely.covers(first[one], second[other])
    pieces = first[one].copy()
    pieces[around] = second[other][around]
    cut = ~inside & ~around
    pieces[cut] = shapely.intersection(first[one][cut], second[other][cut])
    return pieces, one, other


def _land(pieces: NDArray[Any]) -> Any:
    """Return the polygons among the pieces as one geometry."""
    import shapely

    parts = shapely.get_parts(shapely.get_parts(pieces))
    return shapely.multipolygons(parts[shapely.get_dimensions(parts) == 2])


def _check_sum(areas: NDArray[np.float64], a: Faces, b: Faces, variant: str) -> None:
    """Raise WhoholdsError if the pieces do not come to the whole of both maps."""
    total = float(areas.sum())
    for faces in (a, b):
        whole = sum(face.area_km2 for face in faces.faces if variant in face.variants)
        if abs(total - whole) > SLACK * whole:
            raise WhoholdsError(
                f"the map by {faces.evidence.source[:60]} for {faces.evidence.as_of} has {whole:,.6f} km² within its "
                f"boundary and {total:,.6f} of them are on both maps: cut both along the same boundaries"
            )


def _order(change: Change) -> tuple[Any, ...]:
    return (not change.moved, not change.altered, -change.area_km2, change.before[0], change.after[0])


def _array(geometries: Sequence[Any]) -> NDArray[Any]:
    array = np.empty(len(geometries), dtype=object)
    array[:] = geometries
    return array
