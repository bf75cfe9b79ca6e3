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

from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import numpy.typing as npt

from whoholds.model import Part, PartTable, Status, Tried
from whoholds.reckoning.ground import CONTESTED, Floats, Ground
from whoholds.reckoning.variants import SHARE_OF_CONTESTED, Variant, whole_of_variant

if TYPE_CHECKING:
    from whoholds.reckoning.trying import Trial

Key = tuple[str, Status]
Masks = npt.NDArray[np.signedinteger[Any]]


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
    weights = _Weights(table, ground, block.variant, unions)
    ends = {end for strip in table.strips for end in ((strip.to, strip.to_status), (strip.of, strip.of_status))}
    above = {end: weights.above(end) for end in ends}
    inside = {end: weights.below(end) for end in ends}
    for strip in table.strips:
        to, of = (strip.to, strip.to_status), (strip.of, strip.of_status)
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


class _Weights:
    """How much of each part some readings of one variant count, above the line and below it: 0, a half or 1."""

    def __init__(self, table: PartTable, ground: Ground, variant: Variant, unions: Masks) -> None:
        self._ground, self._variant, self._unions = ground, variant, unions
        self._parts = {(part.name, part.status): part for part in table.parts}
        self._controls = {part.holder for part in table.parts if part.status == "controlled"}

    def above(self, name: Key) -> Floats | float:
        """Return what the readings count of a part."""
        part = self._parts.get(name)
        if part is None or self._is_unsaid(part):
            return float(self._variant.form != "union")
        if part.status == "contested" and part.holder in (None, CONTESTED) and CONTESTED not in self._ground.holders:
            return SHARE_OF_CONTESTED[self._variant.contested]
        return self._weight(part) * self._has(CONTESTED if part.holder is None else part.holder)

    def below(self, name: Key) -> float:
        """Return how much of a part is in the whole."""
        part = self._parts.get(name)
        if part is None or self._is_unsaid(part):
            return float(not self._variant.listed and self._ground.whole is not None)
        is_left_out = part.status == "contested" and self._variant.contested == "left out"
        return 0.0 if is_left_out and CONTESTED not in self._ground.holders else 1.0

    def _is_unsaid(self, part: Part) -> bool:
        return part.holder is None and part.status != "contested"

    def _weight(self, part: Part) -> float:
        """Return how much the variant counts of a part whose holder is counted."""
        if part.status == "contested" and part.holder not in (None, CONTESTED):
            return SHARE_OF_CONTESTED[self._variant.contested]
        if part.status == "influence" and part.holder not in self._controls:
            return 1.0
        return float(part.status in ("controlled", "contested") or part.status in self._variant.also)

    def _has(self, holder: str) -> Floats:
        at = self._ground.holders.index(holder)
        return ((self._unions >> at) & 1).astype(np.float64)
