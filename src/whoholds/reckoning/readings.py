"""Readings: every way of counting on one table, with what it comes to and what it departs from.

A reading sums the ground of some holders and divides by a whole. The holders counted are every union of those that
the table names; contested ground counts with them, half, against them, or is left out above and below the line; the
whole is the one that the source states or the sum of what it lists; and what it leaves unsaid may count too. "All but
the enemy" is a reading of its own: the whole less what the enemy has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from whoholds.model import Status
from whoholds.reckoning.ground import Floats, Ground
from whoholds.reckoning.steps import Steps
from whoholds.reckoning.variants import (
    SHARE_OF_CONTESTED,
    Asked,
    Variant,
    has_twin,
    offered,
    own_cost,
    whole_of_variant,
)

# So many readings are reckoned at a time that all their numbers stay in the core's own memory.
AT_A_TIME = 8192


@dataclass(frozen=True, slots=True)
class Block:
    """The readings of one variant: arrays of one length. `unions` are bit masks over the ground's holders."""

    variant: Variant
    unions: npt.NDArray[np.int32]
    values: Floats
    roundings: Floats
    costs: npt.NDArray[np.int16]


class Sums(NamedTuple):
    """What a ground comes to over some unions: (2, n) each, or (2, deals, n).

    `eligible` is the contested ground that may count with each union, nobody's and its holders' own; None where no
    reading asks for it.
    """

    held: Floats
    also: Mapping[Status, Floats]
    eligible: Floats | None

    def at(self, some: slice) -> Sums:
        """Return the sums over some of the unions."""
        also = {status: sums[..., some] for status, sums in self.also.items()}
        return Sums(self.held[..., some], also, None if self.eligible is None else self.eligible[..., some])


def blocks(ground: Ground, steps: Steps, asked: Asked) -> list[Block]:
    """Enumerate all readings on one table; `costs` count departures from the literal reading on the same table."""
    table, variants = Unions(ground, steps, asked), offered(ground, steps, asked)
    # One large piece of memory comes much faster from the system than many small ones.
    room = np.empty((len(variants), 2, len(steps.costs)))
    found = [table.block(variant, into) for variant, into in zip(variants, room, strict=True)]
    return [block for block in found if block.unions.size]


class Unions:
    """Every union of one table's holders with its sums; they are added up once for the readings of all variants."""

    def __init__(self, ground: Ground, steps: Steps, asked: Asked) -> None:
        """Add up what each union holds."""
        self.ground, self.steps, self.asked = ground, steps, asked
        self.masks = np.arange(len(steps.costs), dtype=np.int32)
        self.sums = all_sums(ground)
        self.each = [self.sums] if len(ground.each) == 1 else [all_sums(one) for one in ground.each]

    def block(self, variant: Variant, into: Floats) -> Block:
        """Return the readings of one variant: of all unions but the empty one, or only of that of "all but".

        `into` (2, unions) is the room for their values and roundings.
        """
        start, stop = 1, len(self.masks)
        if variant.form == "all but" and self.steps.all_but is not None:
            start, stop = self.steps.all_but, self.steps.all_but + 1
        keeps, filled = [], 0
        for at in range(start, stop, AT_A_TIME):
            some = slice(at, min(at + AT_A_TIME, stop))
            keep = self._is_different(variant, some)
            value, rounding = self._evaluate(variant, some)
            if not keep.all():
                value, rounding = value[keep], rounding[keep]
            into[0, filled : filled + value.size], into[1, filled : filled + value.size] = value, rounding
            keeps.append(keep)
            filled += value.size
        masks, steps = self.masks[start:stop], self.steps.costs[start:stop]
        if filled < masks.size:
            kept = np.concatenate(keeps)
            masks, steps = masks[kept], steps[kept]
        own = np.int16(own_cost(variant, self.ground, self.asked))
        costs = np.full(filled, own) if variant.form == "all but" else steps + own
        return Block(variant, masks, into[0, :filled], into[1, :filled], costs)

    def _evaluate(self, variant: Variant, some: slice) -> tuple[Floats, Floats]:
        found = zip(self.ground.each, self.each, strict=True)
        return difference([evaluate(one, variant, sums.at(some), self.asked) for one, sums in found])

    def _is_different(self, variant: Variant, some: slice) -> npt.NDArray[np.bool_]:
        """Tell which unions a variant's choices change: to treat ground that a union lacks is no other reading."""
        masks, sums = self.masks[some], self.sums.at(some)
        keep = np.ones(masks.size, dtype=np.bool_)
        if variant.form == "all but":
            return keep
        if has_twin(variant, self.steps):
            keep &= masks != self.steps.all_but
        if variant.contested not in (self.asked.treatment, "left out") and sums.eligible is not None:
            keep &= sums.eligible[0] > 0
        for status in variant.also:
            keep &= sums.also[status][0] > 0
        return keep


def evaluate(ground: Ground, variant: Variant, sums: Sums, asked: Asked) -> tuple[Floats, Floats]:
    """Return what unions come to by their sums, and their rounding: (n,), or (deals, n)."""
    above = sums.held
    for status in variant.also:
        if status in sums.also:
            above = above + sums.also[status]
    weight = SHARE_OF_CONTESTED[variant.contested]
    if weight and sums.eligible is not None:
        above = above + weight * sums.eligible
    amount, moved = above[0], above[1]
    if variant.form != "union":
        # The whole less all that does not count: its rounding is that of the ground taken away.
        amount = (ground.whole or 0.0) - (ground.named[0] - amount)
        moved = ground.named[1] - moved
    if asked.unit_size is not None:
        return _clean(amount / asked.unit_size), _clean(moved / asked.unit_size)
    below, below_rounding = whole_of_variant(ground, variant)
    share = amount / below
    if variant.listed or ground.whole is None:
        # What is counted stands below the line too: its rounding moves both, and only the rest's moves one alone.
        moved = moved * np.abs(1 - share) + np.abs(share) * np.maximum(below_rounding - moved, 0.0)
    elif below_rounding:
        moved = moved + np.abs(share) * below_rounding
    share *= 100
    moved = 100 * moved
    moved /= below
    return _clean(share), _clean(moved)


def difference(found: Sequence[tuple[Floats, Floats]]) -> tuple[Floats, Floats]:
    """Return what the first values come to less the second ones, if there are any: the roundings of both add up."""
    if len(found) == 1:
        return found[0]
    (first, moved), (second, moved_too) = found
    return _clean(first - second), _clean(moved + moved_too)


def worked_out(
    grounds: Sequence[Ground], variant: Variant, bits: npt.NDArray[np.float64], asked: Asked
) -> tuple[Floats, Floats]:
    """Return what the unions in `bits` (k, n) come to by one variant, and their rounding: (n,), or (deals, n)."""
    return difference([evaluate(ground, variant, sums_over(ground, variant, bits), asked) for ground in grounds])


def _clean(values: Floats) -> Floats:
    """Round off what binary fractions add: 97.39999999999999 is 97.4. No -0 either. The array itself is changed."""
    values.round(9, out=values)
    values += 0.0
    return values


def all_sums(ground: Ground) -> Sums:
    """Return the sums over every union of a ground's holders, by its mask."""
    return Sums(
        held=sums_over_all(ground.held),
        also={status: sums_over_all(amounts) for status, amounts in ground.also.items()},
        eligible=_with_loose(ground, sums_over_all(ground.contested)) if has_contested(ground) else None,
    )


def sums_over(ground: Ground, variant: Variant, bits: npt.NDArray[np.float64]) -> Sums:
    """Return the sums that one variant asks for, over the unions in `bits` (k, n)."""
    contested = SHARE_OF_CONTESTED[variant.contested] and has_contested(ground)
    return Sums(
        held=subset_sums(ground.held, bits),
        also={status: subset_sums(ground.also[status], bits) for status in variant.also if status in ground.also},
        eligible=_with_loose(ground, subset_sums(ground.contested, bits)) if contested else None,
    )


def has_contested(ground: Ground) -> bool:
    """Tell whether there is contested ground that may count with somebody's, or might be for rounding."""
    return bool(ground.contested.any() or ground.loose.any())


def _with_loose(ground: Ground, own: Floats) -> Floats:
    """Return the contested ground of unions' own holders with that of nobody's."""
    return own + _like(ground.loose, own)


def sums_over_all(amounts: Floats) -> Floats:
    """Add up `amounts` (..., k) over every union of the k, by its mask: (..., 2^k). Each amount doubles the sums.

    The order of additions is that of `subset_sums`, so the two agree to the last bit.

    >>> sums_over_all(np.array([1.0, 10.0, 100.0])).tolist()
    [0.0, 1.0, 10.0, 11.0, 100.0, 101.0, 110.0, 111.0]
    """
    sums = np.zeros((*amounts.shape[:-1], 1 << amounts.shape[-1]))
    for at in range(amounts.shape[-1]):
        np.add(sums[..., : 1 << at], amounts[..., at, None], out=sums[..., 1 << at : 2 << at])
    return sums


def subset_sums(amounts: Floats, bits: npt.NDArray[np.float64]) -> Floats:
    """Add up `amounts` (..., k) over each union in `bits` (k, n): (..., n).

    Holder by holder, and not as a product of matrices, whose order of additions differs from machine to machine.

    >>> subset_sums(np.array([59.6, 2.55]), np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])).round(2).tolist()
    [59.6, 2.55, 62.15]
    """
    sums = np.zeros((*amounts.shape[:-1], bits.shape[1]))
    for holder in range(bits.shape[0]):
        sums += amounts[..., holder, None] * bits[holder]
    return sums


def bits_of(unions: npt.NDArray[np.signedinteger[Any]], holders: int) -> npt.NDArray[np.float64]:
    """Return bit masks as columns of zeros and ones: (holders, unions)."""
    return np.asarray((unions[None, :] >> np.arange(holders)[:, None]) & 1, dtype=np.float64)


def _like(pair: Floats, amounts: Floats) -> Floats:
    """Return a (2,) pair shaped to be added to amounts (2, ...)."""
    return pair.reshape(2, *[1] * (amounts.ndim - 1))
