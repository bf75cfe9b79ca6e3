"""What does not fit in a layer: land given twice, land forgotten between its grounds, and slivers of either."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from whoholds.atlas.faces import polygons_of
from whoholds.atlas.map_lines import straight_areas_km2
from whoholds.atlas.parts import NOT_SAID

if TYPE_CHECKING:
    from whoholds.atlas.faces import Faces

SLIVER_KM = 0.2
# Degrees, a tenth of a millimetre: corners that were computed lie beside the line that they are on.
TOUCHING = 1e-9
KM_PER_DEGREE = 111.2


@dataclass(frozen=True, kw_only=True, slots=True)
class Flaw:
    """One place where a layer does not fit, how much land it is, and where to look.

    An "overlap" is land given more than once. A "gap" is land inside the base that the layer leaves out although its
    ground lies all round it: a pocket, or a mistake. A "sliver" is either of them, or other land left out, where it is
    narrower than 200 m on the average.
    """

    kind: Literal["overlap", "gap", "sliver"]
    names: tuple[str, ...]
    area_km2: float
    longitude: float
    latitude: float


def flaws(faces: Faces) -> tuple[Flaw, ...]:
    """Return all flaws of a layer on its base, the largest first.

    >>> from shapely import box
    >>> from whoholds.atlas.faces import cut_base, cut_layer
    >>> from whoholds.atlas.ground_from_points import Ground
    >>> from whoholds.model import Evidence
    >>> layer = [Ground(name="A", holder="A", status="controlled", geometry=box(0, 0, 1, 1)),
    ...          Ground(name="B", holder="B", status="controlled", geometry=box(0.9, 0, 2, 1))]
    >>> papers = Evidence(source="ours", as_of="2018-12-11", kind="polygons")
    >>> [(f.kind, f.names, round(f.area_km2)) for f in
    ...  flaws(cut_layer("XXX", papers, "2018-12-11", layer, cut_base({"": box(0, 0, 2, 1)})))]
    [('overlap', ('A', 'B'), 1231)]
    """
    import shapely

    found = []
    for overlap in faces.overlaps:
        names = tuple(dict.fromkeys(name for name, _ in overlap.grounds))
        for piece in polygons_of(shapely.union_all(polygons_of(overlap.geometry))):
            found.append((piece, names, True, True))
    left = shapely.union_all([p for face in faces.faces if face.name == NOT_SAID for p in polygons_of(face.geometry)])
    edge = shapely.union_all([cell.geometry for cell in faces.base.cells]).boundary
    shapely.prepare(edge)
    for piece in polygons_of(left):
        found.append((piece, (NOT_SAID,), False, not shapely.dwithin(edge, piece, TOUCHING)))
    areas = straight_areas_km2([piece for piece, *_ in found])
    made = [
        _flaw(piece, names, float(area), twice)
        for (piece, names, twice, closed), area in zip(found, areas, strict=True)
        if closed or _width_km(piece, area) < SLIVER_KM
    ]
    return tuple(sorted(made, key=lambda f: (-f.area_km2, f.longitude, f.latitude)))


def _flaw(piece: Any, names: tuple[str, ...], area: float, twice: bool) -> Flaw:
    where = piece.representative_point()
    narrow = _width_km(piece, area) < SLIVER_KM
    return Flaw(
        kind="sliver" if narrow else "overlap" if twice else "gap",
        names=names,
        area_km2=area,
        longitude=where.x,
        latitude=where.y,
    )


def _width_km(piece: Any, area: float) -> float:
    """Return how wide a piece is on the average: its area over half its outline, as long as it would be if thin."""
    import math

    import shapely

    flat = shapely.transform(piece, lambda xy: xy * [math.cos(math.radians(piece.centroid.y)), 1])
    return 2 * area / (float(flat.length) * KM_PER_DEGREE)
