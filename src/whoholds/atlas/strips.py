"""Strips: what would change hands if the lines of a map moved by as much as they may be off.

A line between two holders may be off by some kilometres, either way. What of one holder's land lies nearer than that to
the other's is a strip: the other would have it if the line moved. Every strip is summed over the pieces of the country
as land itself is, so that each base and each measure has its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.atlas.parts import NOT_SAID, Piece
from whoholds.model import Status, Struct

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from whoholds.atlas.ground_from_points import Ground
    from whoholds.atlas.layers import LayerPapers
    from whoholds.atlas.summing import Summed

# Kilometres, where a source does not say how far its lines may be off. A line that is drawn follows villages and rows
# of trees. A line halfway between two points may lie anywhere between them, and points are 20 km apart at the front.
ASSUMED_KM = {"polygons": 1.0, "points": 10.0}
# Of the precision: how much a line is made simpler before a strip is laid along it.
SIMPLER = 0.05
QUARTER = 4  # corners of a quarter of a circle
NOTHING_KM2 = 1e-3


class StripPiece(Piece, frozen=True, kw_only=True):
    """What of a strip lies in one piece of a country: it is `of`'s, and `name` would have it if their line moved."""

    of: str
    of_status: Status


class Strips(Struct, frozen=True, kw_only=True):
    """The strips of one layer. `precision_km` is how far its lines may be off; None where they are units' borders.

    `assumed` says that this is not the source's own word.
    """

    precision_km: float | None = None
    assumed: bool = False
    pieces: tuple[StripPiece, ...] = ()


def strips_of(papers: LayerPapers, grounds: Sequence[Ground], outline: Any, over: Summed) -> Strips:
    """Return the strips along all lines of a layer, in km² with the places and people in them.

    `grounds` do not overlap; `outline` is the country's (multi)polygon, however its border is drawn. All is in
    longitude and latitude; distances are measured in an equal-area projection (Lambert's azimuthal one, WGS 84) around
    the country's middle, where they are off by less than a hundredth within 1,500 km of it.
    """
    if papers.kind not in ASSUMED_KM:
        return Strips()
    km = papers.precision_km or ASSUMED_KM[papers.kind]
    pairs, shapes = _strips(grounds, outline, km)
    pieces = []
    for (one, other), of_strip in zip(pairs, over.lines.sums(shapes), strict=True):
        for at in np.flatnonzero(of_strip[0] > NOTHING_KM2):
            variants, zones, unit, water = over.kinds[at]
            counts = [int(count) for count in np.rint(of_strip[1:, at])]
            pieces.append(
                StripPiece(
                    name=one[0],
                    holder=one[1],
                    status=one[2],
                    of=other[0],
                    of_status=other[2],
                    unit=unit,
                    variants=variants,
                    zones=zones,
                    water=water,
                    area_km2=round(float(of_strip[0, at]), 3),
                    places=counts[0] if counts else None,
                    population=counts[1] if counts else None,
                )
            )
    return Strips(precision_km=km, assumed=papers.precision_km is None, pieces=tuple(pieces))


Name = tuple[str, str | None, Status]


def _strips(grounds: Sequence[Ground], outline: Any, km: float) -> tuple[list[tuple[Name, Name]], list[Any]]:
    """Return whose land is nearer than `km` to whose, and that land: (who would gain it, whose it is)."""
    import shapely

    left = shapely.difference(outline, shapely.union_all([ground.geometry for ground in grounds]))
    names: list[Name] = [(ground.name, ground.holder, ground.status) for ground in grounds]
    names.append((NOT_SAID, None, "unknown"))
    there, back = _projection(outline)
    flat = [shapely.transform(shape, there) for shape in (*(ground.geometry for ground in grounds), left)]
    # What a projection folds is mended: a strip may lose a few square metres and no more.
    flat = [shape if shapely.is_valid(shape) else shapely.make_valid(shape) for shape in flat]
    pairs, strips = [], []
    for one, shape in zip(names, flat, strict=True):
        near = shapely.buffer(shapely.simplify(shape, 1000 * km * SIMPLER), 1000 * km, quad_segs=QUARTER)
        for other, land in zip(names, flat, strict=True):
            if one != other and not shape.is_empty and near.intersects(land):
                strip = _polygons(shapely.intersection(near, land))
                if strip.area > 1e6 * NOTHING_KM2:
                    pairs.append((one, other))
                    strips.append(shapely.transform(strip, back))
    return pairs, strips


def _polygons(shape: Any) -> Any:
    """Return the (multi)polygon in a shape; where two lands touch in a line there is more than that."""
    import shapely

    parts = shapely.get_parts(shape, return_index=False)
    return shapely.multipolygons([part for part in shapely.get_parts(parts) if part.geom_type == "Polygon"])


def _projection(outline: Any) -> tuple[Any, Any]:
    """Return the ways to metres around the middle of an outline, and back to degrees."""
    from pyproj import CRS, Transformer

    west, south, east, north = outline.bounds
    middle = f"+lat_0={(south + north) / 2} +lon_0={(west + east) / 2}"
    flat = CRS.from_proj4(f"+proj=laea {middle} +datum=WGS84 +units=m")
    transformer = Transformer.from_crs("OGC:CRS84", flat, always_xy=True)

    def there(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    def back(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1], direction="INVERSE"))

    return there, back
