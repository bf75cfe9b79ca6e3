"""Readings: every way of counting on one table, with what it comes to and what it departs from.

A reading sums the ground of some holders and divides by a whole. The holders counted are every union of those that
the table names; contested ground counts with them, half, against them, or is left out above and below the line; the
whole is the one that the source states or the sum of what it lists; and what it leaves unsaid may count too. "All but
the enemy" is a reading of its own: the whole less what the enemy has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from whoholds.model import Contested, Departure, Status
from whoholds.reckoning import saying
from whoholds.reckoning.ground import SMALLEST, Floats, Ground
from whoholds.reckoning.steps import Steps

Form = Literal["union", "unsaid", "all but"]
TREATMENTS: tuple[Contested, ...] = ("against", "with", "half", "left out")
SHARE_OF_CONTESTED: dict[Contested, float] = {"against": 0.0, "with": 1.0, "half": 0.5, "left out": 0.0}


class Asked(NamedTuple):
    """What the claim's words ask of every table.

    `treatment` is what they do with contested ground. `unit_size` is the size of the claim's unit in the table's
    unit, or None for a share in percent.
    """

    treatment: Contested
    unit_size: float | None


class Variant(NamedTuple):
    """All choices of a reading but whose ground counts. `listed`: divided by the sum of what the source lists."""

    form: Form
    contested: Contested
    also: tuple[Status, ...]
    listed: bool


@dataclass(frozen=True, slots=True)
class Block:
    """The readings of one variant: arrays of one length. `unions` are bit masks over the ground's holders."""

    variant: Variant
    unions: npt.NDArray[np.int64]
    values: Floats
    roundings: Floats
    costs: npt.NDArray[np.int64]


def blocks(ground: Ground, steps: Steps, asked: Asked) -> list[Block]:
    """Enumerate all readings on one table; `costs` count departures from the literal reading on the same table."""
    found = []
    for variant in offered(ground, steps, asked):
        unions = _unions(variant, steps)
        bits = bits_of(unions, len(ground.holders))
        keep = _is_different(ground, variant, bits, asked)
        unions, bits = unions[keep], bits[:, keep]
        if not unions.size:
            continue
        values, roundings = evaluate(ground, variant, bits, asked)
        costs = own_cost(variant, ground, asked) + (0 if variant.form == "all but" else steps.costs[unions])
        found.append(Block(variant, unions, values, roundings, costs * np.ones(unions.size, dtype=np.int64)))
    return found


def offered(ground: Ground, steps: Steps, asked: Asked) -> list[Variant]:
    """Return the choices that this table offers, the literal one first. A share of nothing is none of them."""
    found = _variants(ground, steps, asked)
    return [variant for variant in found if asked.unit_size is not None or _denominator(ground, variant)[0] > SMALLEST]


def _variants(ground: Ground, steps: Steps, asked: Asked) -> Iterator[Variant]:
    is_share = asked.unit_size is None
    others = tuple(other for other in TREATMENTS if other != asked.treatment)
    treatments = (asked.treatment, *others) if ground.disputed[0] else (asked.treatment,)
    # Without a whole a plain sum has nothing to leave out.
    treatments = tuple(choice for choice in treatments if is_share or choice != "left out")
    present = tuple(ground.also)
    extras = [also for size in range(len(present) + 1) for also in combinations(present, size)]
    # What a source does not say at all is not its to count or to leave out of the whole.
    leaves_a_little = ground.is_nearly_complete and ground.remainder != 0
    for contested in treatments:
        for also in extras:
            yield Variant("union", contested, also, listed=False)
            if leaves_a_little and ground.remainder > 0:
                yield Variant("unsaid", contested, also, listed=False)
            # A map without its uninhabited land is a table of its own.
            if leaves_a_little and is_share and not ground.empty:
                yield Variant("union", contested, also, listed=True)
    if has_all_but(ground, steps):
        # All ground but the enemy's takes in what is contested, unconfirmed or unsaid.
        for contested in ("with", "against", "half", "left out") if ground.disputed[0] else ("with",):
            # Where nothing else is taken in, the sum of the other holders has the same treatments already.
            takes_more = ground.remainder != 0 or present
            if contested == "with" or (takes_more and (is_share or contested != "left out")):
                yield Variant("all but", contested, present, listed=False)


def has_all_but(ground: Ground, steps: Steps) -> bool:
    """Tell whether "the whole less the enemy" differs from the sum of the other holders."""
    unlisted = bool(ground.remainder or ground.loose[0] or ground.contested[0].any() or ground.also)
    return steps.all_but is not None and ground.whole is not None and unlisted


def own_cost(variant: Variant, ground: Ground, asked: Asked) -> int:
    """Count the departures of a variant without those of the union."""
    if variant.form == "all but":
        return 1 + (variant.contested != "with")
    return (
        (variant.contested != asked.treatment)
        + len(variant.also)
        + (variant.form == "unsaid")
        + (variant.listed and ground.whole is not None)
    )


def evaluate(ground: Ground, variant: Variant, bits: npt.NDArray[np.float64], asked: Asked) -> tuple[Floats, Floats]:
    """Return what the unions in `bits` (k, n) come to, and their rounding: (n,), or (deals, n)."""
    above = subset_sums(ground.held, bits)
    for status in variant.also:
        if status in ground.also:
            above = above + subset_sums(ground.also[status], bits)
    weight = SHARE_OF_CONTESTED[variant.contested]
    if weight:
        above = above + weight * eligible(ground, bits)
    if variant.form != "union":
        # The whole less all that does not count: its rounding is that of the ground taken away.
        rest = _like(ground.named, above) - above
        above = np.stack([(ground.whole or 0.0) - rest[0], rest[1]])
    if asked.unit_size is not None:
        return _clean(above[0] / asked.unit_size), _clean(above[1] / asked.unit_size)
    below, below_rounding = _denominator(ground, variant)
    share = above[0] / below
    if variant.listed or ground.whole is None:
        # What is counted stands below the line too: its rounding moves both, and only the rest's moves one alone.
        moved = above[1] * np.abs(1 - share) + np.abs(share) * np.maximum(below_rounding - above[1], 0.0)
    else:
        moved = above[1] + np.abs(share) * below_rounding
    return _clean(100 * share), _clean(100 * moved / below)


def _clean(values: Floats) -> Floats:
    """Round off what binary fractions add: 97.39999999999999 is 97.4. No -0 either."""
    return np.round(values, 9) + 0.0


def eligible(ground: Ground, bits: npt.NDArray[np.float64]) -> Floats:
    """Return the contested ground that may count with each union: nobody's, and its holders' own."""
    own = subset_sums(ground.contested, bits)
    return own + _like(ground.loose, own)


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


def bits_of(unions: npt.NDArray[np.int64], holders: int) -> npt.NDArray[np.float64]:
    """Return bit masks as columns of zeros and ones: (holders, unions)."""
    return np.asarray((unions[None, :] >> np.arange(holders)[:, None]) & 1, dtype=np.float64)


def _unions(variant: Variant, steps: Steps) -> npt.NDArray[np.int64]:
    """Return the unions that a variant is tried with: all but the empty one, or only that of "all but"."""
    if variant.form == "all but":
        return np.array([steps.all_but], dtype=np.int64)
    unions = np.arange(1, len(steps.costs), dtype=np.int64)
    if variant.form == "unsaid" and steps.all_but is not None:
        # With the unsaid ground this is "all but", which has a variant of its own.
        return np.asarray(unions[unions != steps.all_but])
    return unions


def _is_different(
    ground: Ground, variant: Variant, bits: npt.NDArray[np.float64], asked: Asked
) -> npt.NDArray[np.bool_]:
    """Tell which unions a variant's choices change: a treatment of ground that a union lacks is no other reading."""
    keep = np.ones(bits.shape[1], dtype=np.bool_)
    if variant.form == "all but":
        return keep
    if variant.contested not in (asked.treatment, "left out"):
        keep &= eligible(ground, bits)[0] > 0
    for status in variant.also:
        keep &= subset_sums(ground.also[status], bits)[0] > 0
    return keep


def _denominator(ground: Ground, variant: Variant) -> tuple[float, float]:
    """Return what the variant divides by, and its rounding."""
    named, disputed = ground.named, ground.disputed
    if variant.listed or ground.whole is None:
        below = named - disputed if variant.contested == "left out" else named
        return float(below[0]), float(below[1])
    if variant.contested == "left out":
        return ground.whole - float(disputed[0]), float(disputed[1])
    return ground.whole, 0.0


def _like(pair: Floats, amounts: Floats) -> Floats:
    """Return a (2,) pair shaped to be added to amounts (2, ...)."""
    return pair.reshape(2, *[1] * (amounts.ndim - 1))


def departures_of(variant: Variant, union: int, ground: Ground, steps: Steps, asked: Asked) -> tuple[Departure, ...]:
    """Name the differences between one reading and the literal reading on the same table."""
    return holder_departures(variant, union, steps) + choice_departures(variant, ground, steps, asked)


def holder_departures(variant: Variant, union: int, steps: Steps) -> tuple[Departure, ...]:
    """Name the departures in whose ground counts."""
    if variant.form == "all but":
        return (saying.all_but_departure(steps.enemies, steps.noun, unsaid=True, rest=steps.rest),)
    return steps.departures(union)


def choice_departures(variant: Variant, ground: Ground, steps: Steps, asked: Asked) -> tuple[Departure, ...]:
    """Name the departures in everything else; they are the same for all readings of a variant."""
    found = []
    if variant.form == "unsaid":
        found.append(saying.unsaid_departure(steps.rest))
    usual = "with" if variant.form == "all but" else asked.treatment
    if variant.contested != usual:
        found.append(saying.contested_departure(variant.contested, steps.noun))
    if variant.form != "all but":
        found.extend(saying.also_departure(status, steps.noun) for status in variant.also)
    if variant.listed and ground.whole is not None:
        found.append(saying.listed_departure())
    return tuple(found)
