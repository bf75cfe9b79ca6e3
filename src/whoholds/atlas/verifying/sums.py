"""Sums: the parts of a map come to the whole on every base and by every measure, and published tables to no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from whoholds.atlas.parts import BaseChoice, Parts, base_words, measures_of, part_table
from whoholds.atlas.shares import SLACK, shares_of
from whoholds.atlas.summing import NOTHING
from whoholds.atlas.verifying.finding import Finding
from whoholds.errors import WhoholdsError

if TYPE_CHECKING:
    from whoholds.atlas.faces import Base
    from whoholds.model import PartTable

Wholes = Mapping[BaseChoice, Mapping[str, float]]
DELETE_PARTS = "Delete the folder parts/ of the atlas, and verify again"


def wholes_of(base: Base) -> dict[BaseChoice, dict[str, float]]:
    """Return the whole of every base of a country by every measure, from its cells alone.

    The bases are its boundary variants, each with and without inland water, and in the standard one its zones and
    units.

    >>> from shapely import box
    >>> from whoholds.atlas.faces import cut_base
    >>> wholes = wholes_of(cut_base({"": box(0, 0, 2, 1)}, units={"west": box(0, 0, 1, 1), "east": box(1, 0, 2, 1)}))
    >>> [(choice.unit, round(whole["area"])) for choice, whole in wholes.items()]
    [(None, 24617), ('west', 12308), ('east', 12308)]
    """
    standard = base.variants[0]
    wet = any(cell.water for cell in base.cells)
    sums: dict[BaseChoice, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    of_units: dict[BaseChoice, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    counts = _counts(base)
    for cell, (places, people) in zip(base.cells, counts, strict=True):
        choices = [BaseChoice(variant=name) for name in cell.variants]
        choices += [BaseChoice(variant=name, dry=True) for name in cell.variants if wet and not cell.water]
        if standard in cell.variants:
            choices += [BaseChoice(zone=name) for name in cell.zones]
            choices += [BaseChoice(unit=cell.unit)] if cell.unit else []
        for choice in choices:
            sums[choice]["area"] += cell.area_km2
            sums[choice]["places"] += places
            sums[choice]["population"] += people
            if cell.unit:
                of_units[choice][cell.unit] += cell.area_km2
    for choice, units in of_units.items():
        sums[choice]["units"] = sum(area > NOTHING for area in units.values())
    return {choice: dict(whole) for choice, whole in sums.items()}


def check_sums(parts: Parts, wholes: Wholes, where: str) -> list[Finding]:
    """Return what of a map's parts does not come to the whole: areas to 1 part in 10⁹, counts exactly."""
    found = []
    for choice, whole in wholes.items():
        for measure in measures_of(parts):
            if measure == "units" and (choice.unit or choice.zone):
                continue
            try:
                table = part_table(parts, measure, choice)
                shares_of(table, parts.day)
            except WhoholdsError as error:
                found.append(Finding(where=where, what=str(error).rstrip("."), to_do=DELETE_PARTS))
                continue
            off = (table.total or 0.0) - whole.get(measure, 0.0)
            if abs(off) > _slack(measure, whole.get(measure, 0.0), table):
                said = base_words(parts, choice)
                what = (
                    f"the parts come to {table.total:,.6f} {table.unit} by {measure} over {said}, {off:+,.6f} too much"
                )
                found.append(Finding(where=where, what=what, to_do=DELETE_PARTS))
    return found


def same_parts(kept: Parts, anew: Parts, where: str) -> list[Finding]:
    """Return a finding if the parts that are kept are not those that come out of cutting the map along its lines."""
    if (kept.evidence, kept.variants, kept.zones, kept.units) != (anew.evidence, anew.variants, anew.zones, anew.units):
        what = "the parts that are kept have other papers or other bases than the map"
        return [Finding(where=where, what=what, to_do=DELETE_PARTS)]
    one, other = _by_kind(kept), _by_kind(anew)
    slack = max(10 * NOTHING, SLACK * sum(piece.area_km2 for piece in anew.pieces))
    nothing = (0.0, 0, 0)
    off = {kind: (one.get(kind, nothing), other.get(kind, nothing)) for kind in one.keys() | other.keys()}
    off = {kind: (a, b) for kind, (a, b) in off.items() if abs(a[0] - b[0]) > slack or a[1:] != b[1:]}
    if not off:
        return []
    kind, (a, b) = max(off.items(), key=lambda item: (abs(item[1][0][0] - item[1][1][0]), str(item[0])))
    unit = f" in {kind[3]}" if kind[3] else ""
    what = (
        f"the parts that are kept are not those of the map: {str(kind[0])[:60]!r}{unit} has {a[0]:,.6f} km², {a[1]:,} "
        f"places and {a[2]:,} people, and anew {b[0]:,.6f}, {b[1]:,} and {b[2]:,}"
    )
    return [Finding(where=where, what=what, to_do=DELETE_PARTS)]


# ------------------------------------------------------------------------------------------------ pieces of it


def _counts(base: Base) -> list[tuple[float, float]]:
    """Return how many places and people are in each cell."""
    counts = np.zeros((len(base.cells), 2))
    if base.sites is not None:
        np.add.at(counts, base.sites.cell, base.sites.counts)
    return [(float(places), float(people)) for places, people in counts]


def _slack(measure: str, whole: float, table: PartTable) -> float:
    """Return how far a sum may be off: parts are rounded to the square metre, and what is less has no part."""
    return max(SLACK * whole, 2 * NOTHING * (len(table.parts) + 1)) if measure == "area" else 0.5


def _by_kind(parts: Parts) -> dict[tuple[object, ...], tuple[float, int, int]]:
    found: dict[tuple[object, ...], tuple[float, int, int]] = {}
    for p in parts.pieces:
        kind = (p.name, p.holder, p.status, p.unit, p.variants, p.zones, p.water)
        area, places, people = found.get(kind, (0.0, 0, 0))
        found[kind] = (area + p.area_km2, places + (p.places or 0), people + (p.population or 0))
    return found
