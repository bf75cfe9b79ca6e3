"""Ranges: between what and what a reading lies if the lines of its map are off by as much as they may be.

Every part of a map has strips along its lines (`model.Strip`). A reading counts each part in full, half or not at all.
Where the line between two parts moves, the reading gains the strip by as much as it counts the one part more than the
other, so a line between two parts that are both counted moves nothing. The range is what comes out if all lines move in
favour of what is counted, and if all move against it: no single mistake does that, so the true value hardly lies
outside.

Where the whole moves too (the sum of what is listed; contested ground left out of both), a share moves by
(moved above - share * moved below) / whole, which is the first term of its series.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from whoholds.model import CONTESTED, Part, PartTable, Status, Tried
from whoholds.reckoning.ground import Floats, Ground
from whoholds.reckoning.variants import SHARE_OF_CONTESTED, Variant, whole_of_variant

if TYPE_CHECKING:
    from whoholds.reckoning.trying import Trial

Key = tuple[str, Status]
Masks = npt.NDArray[np.signedinteger[Any]]


class End(NamedTuple):
    """What is on one side of a strip, and the index of its holder among the ground's.

    It is ground that always counts for its holder ("held") or only in some readings ("influence", "unknown",
    "contested"), contested ground that is nobody's ("loose"), or the "rest".
    """

    kind: str
    holder: int = -1


def ranges(trial: Trial, number: int, at: npt.NDArray[np.intp]) -> tuple[Floats, Floats] | None:
    """Return the lows and the highs of the readings `at` of block `number`; None for a table without strips."""
    table, ground, asked = trial.entry.table, trial.ground, trial.asked
    if not table.strips:
        return None
    block = trial.blocks[number]
    unions, values = block.unions[at], block.values[at]
    up: Floats = np.zeros(at.size)
    down: Floats = np.zeros(at.size)
    is_share = asked.unit_size is None
    below = asked.unit_size or whole_of_variant(ground, block.variant)[0] / 100
    ends = trial.ends
    above = {end: _above(end, block.variant, unions) for end in set(ends.values())}
    inside = {end: _inside(end, block.variant, ground) for end in above}
    for strip in table.strips:
        to, of = ends[strip.to, strip.to_status], ends[strip.of, strip.of_status]
        moved = above[to] - above[of]
        if is_share and inside[to] != inside[of]:
            moved = moved - values / 100 * (inside[to] - inside[of])
        up += strip.value * np.maximum(moved, 0.0)
        down += strip.value * np.maximum(-moved, 0.0)
    most = 100.0 if is_share else np.inf
    low: Floats = np.maximum(values - down / below, np.minimum(values, 0.0))
    high: Floats = np.minimum(values + up / below, np.maximum(values, most))
    return low.round(6), high.round(6)


def with_range(trial: Trial, number: int, at: int, tried: Tried) -> Tried:
    """Return a reading with its range, if its table has strips."""
    found = ranges(trial, number, np.array([at], dtype=np.intp))
    if found is None:
        return tried
    return msgspec.structs.replace(tried, range=(float(found[0][0]), float(found[1][0])))


def ends_of(table: PartTable, ground: Ground) -> dict[Key, End]:
    """Return what the parts on both sides of a table's strips are to a reading, by their names and statuses."""
    parts = {(part.name, part.status): part for part in table.parts}
    controls = {part.holder for part in table.parts if part.status == "controlled"}
    keys = {key for strip in table.strips for key in ((strip.to, strip.to_status), (strip.of, strip.of_status))}
    return {key: _end(parts.get(key), ground, controls) for key in keys}


def _end(part: Part | None, ground: Ground, controls: set[str | None]) -> End:
    is_nobodys = part is None or part.holder in (None, CONTESTED)
    if part is None or (part.holder is None and part.status != "contested"):
        return End("rest")
    if is_nobodys and CONTESTED not in ground.holders:
        return End("loose")
    at = ground.holders.index(CONTESTED if part.holder is None else part.holder)
    if is_nobodys or part.status == "controlled" or (part.status == "influence" and part.holder not in controls):
        return End("held", at)
    return End(part.status, at)


def _above(end: End, variant: Variant, unions: Masks) -> Floats | float:
    """Return how much some readings count of what is at one end: 0, a half or 1."""
    if end.kind == "rest":
        return float(variant.form != "union")
    if end.kind == "loose":
        return SHARE_OF_CONTESTED[variant.contested]
    has = ((unions >> end.holder) & 1).astype(np.float64)
    if end.kind == "contested":
        return SHARE_OF_CONTESTED[variant.contested] * has
    return has * float(end.kind == "held" or end.kind in variant.also)


def _inside(end: End, variant: Variant, ground: Ground) -> float:
    """Return how much of what is at one end is in the whole."""
    if end.kind == "rest":
        return float(not variant.listed and ground.whole is not None)
    return 0.0 if end.kind in ("loose", "contested") and variant.contested == "left out" else 1.0
