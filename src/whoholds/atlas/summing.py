"""Summing: layers become parts without being cut, one or thousands at a time (see `base_lines`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from whoholds.atlas.base_lines import BaseLines, Sites
from whoholds.atlas.geodesy import areas_km2
from whoholds.atlas.map_lines import straight_areas_km2
from whoholds.atlas.parts import NOT_SAID, Parts, Piece
from whoholds.errors import WhoholdsError
from whoholds.model import Evidence, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from whoholds.atlas.faces import Base
    from whoholds.atlas.ground_from_points import Ground

# km²: what is less than a square metre is rounding.
NOTHING = 1e-6
# Of a piece: how much more than all of it the holders may come to before it is an error.
TOO_MUCH = 1e-9


@dataclass(frozen=True, slots=True)
class Summed:
    """A base that layers can be summed over: its kinds of pieces, and what there is of each.

    `whole` has the shape (columns, pieces): km², and places and people where the base knows of places.
    """

    base: Base
    kinds: tuple[tuple[tuple[str, ...], tuple[str, ...], str | None, bool], ...]
    whole: NDArray[np.float64]
    lines: BaseLines


def summed(base: Base) -> Summed:
    """Return a base ready to be summed over: all cells in the same variants, zones, unit and water are one piece."""
    labels = [(cell.variants, cell.zones, cell.unit, cell.water) for cell in base.cells]
    kinds = tuple(dict.fromkeys(labels))
    number = np.array([kinds.index(label) for label in labels], dtype=np.intp)
    sites = base.sites
    own = None if sites is None else Sites(sites.x, sites.y, number[sites.cell], sites.counts)
    whole = [np.bincount(number, weights=[cell.area_km2 for cell in base.cells], minlength=len(kinds))]
    if own is not None:
        whole += [np.bincount(own.cell, weights=column, minlength=len(kinds)) for column in own.counts.T]
    lines = BaseLines([cell.geometry for cell in base.cells], number, len(kinds), own)
    return Summed(base, kinds, np.array(whole), lines)


def parts_by_summing(
    place: str, evidence: Evidence, day: str, grounds: Sequence[Ground], over: Summed, units: dict[str, str]
) -> Parts:
    """Return the parts of one layer whose grounds do not overlap. Raises WhoholdsError if they come to too much."""
    shapes = [ground.geometry for ground in grounds]
    names = [(ground.name, ground.holder, ground.status) for ground in grounds]
    made = parts_from_sums(place, evidence, day, names, over.lines.sums(shapes), over, units)
    return drawn([made], [shapes])[0]


def drawn(parts: Sequence[Parts], shapes: Sequence[Sequence[Any]]) -> list[Parts]:
    """Return the parts with how much land each layer draws, and how much of it outside the country.

    `shapes` are the (multi)polygons of each layer. Land of points ends at the border: for such layers nothing is said.
    """
    every = [shape for of_layer in shapes for shape in of_layer]
    layer = np.repeat(np.arange(len(shapes)), [len(of_layer) for of_layer in shapes])
    geodesic, straight = (
        np.bincount(layer, weights=areas(every), minlength=len(shapes)) if every else np.zeros(len(shapes))
        for areas in (areas_km2, straight_areas_km2)
    )
    found = []
    for at, one in enumerate(parts):
        inside = sum(piece.area_km2 for piece in one.pieces if piece.name != NOT_SAID)
        beyond = float(straight[at]) - inside
        told = {"drawn_km2": float(geodesic[at]), "outside_km2": beyond if beyond > TOO_MUCH * inside else 0.0}
        found.append(one if one.evidence.kind == "points" else msgspec.structs.replace(one, **told))
    return found


def parts_from_sums(
    place: str,
    evidence: Evidence,
    day: str,
    names: Sequence[tuple[str, str | None, Status]],
    sums: NDArray[np.float64],
    over: Summed,
    units: dict[str, str],
) -> Parts:
    """Return the parts that sums make: `sums` has the shape (grounds, columns, pieces), `names` says whose they are."""
    left = over.whole - sums.sum(axis=0)
    check_sum(left, over, f"{evidence.source}, {evidence.as_of}")
    pieces = []
    for (name, holder, status), of_ground in (*zip(names, sums, strict=True), ((NOT_SAID, None, "unknown"), left)):
        for at in np.flatnonzero((np.abs(of_ground[0]) > NOTHING) | (np.rint(of_ground[1:]) > 0).any(axis=0)):
            counts = [int(count) for count in np.rint(of_ground[1:, at])]
            variants, zones, unit, water = over.kinds[at]
            pieces.append(
                Piece(
                    name=name,
                    holder=holder,
                    status=status,
                    unit=unit,
                    variants=variants,
                    zones=zones,
                    water=water,
                    area_km2=max(float(of_ground[0, at]), 0.0),
                    places=counts[0] if counts else None,
                    population=counts[1] if counts else None,
                )
            )
    return Parts(
        place=place,
        evidence=evidence,
        day=day,
        variants=over.base.variants,
        zones=over.base.zones,
        units=units,
        water=any(water for *_, water in over.kinds),
        pieces=tuple(pieces),
    )


def check_sum(left: NDArray[Any], over: Summed, where: str) -> None:
    """Raise WhoholdsError if what is left of a piece is less than nothing: then land would count twice."""
    too_much = -left[0] > np.maximum(NOTHING, TOO_MUCH * over.whole[0])
    if too_much.any() or (left[1:] < -0.5).any():
        more = float(-left[0].min())
        raise WhoholdsError(
            f"{where}: the holders come to {more:,.3f} km² more than the whole of a piece, so land is given twice. "
            "Add the layer again to see where it overlaps."
        )
