"""Chance: how easily a figure like this one comes out. A figure that many readings give is explained by none.

Two questions. Of all figures that could have been said instead, how many does some reading give that is no dearer than
the cheapest explanation? And if the parts were dealt to the holders at random, how often would as cheap an explanation
turn up? Both are asked at the cost of the cheapest explanation: 0 if the figure holds as stated. Where nothing explains
the figure, they are asked at 3 departures, the most that a verdict allows: if nearly all figures come out at that price
and this one does not, that says something; if few do, it says little.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec
import numpy as np
import numpy.typing as npt

from whoholds.model import CONTESTED, Chance, Claim, Part
from whoholds.reckoning import saying
from whoholds.reckoning.between import paired
from whoholds.reckoning.fit import TOLERANCE, Window, claim_windows, precision
from whoholds.reckoning.ground import Floats, Ground, lay, named_parts, whole_of
from whoholds.reckoning.readings import bits_of, worked_out
from whoholds.reckoning.trying import Trial, takes

MOST_STEPS = 10_000
# What people say in words: halves, thirds, quarters, fifths, sixths, eighths and tenths.
SPOKEN_PARTS = (2, 3, 4, 5, 6, 8, 10)
# Deals are tried in batches of about this many numbers, to bound the memory.
BATCH = 200_000


def chance(claim: Claim, trials: Sequence[Trial], cost: int, *, dealt: Trial, deals: int, seed: int) -> Chance:
    """Say how easily a figure like the claim's comes out at a cost, and how often when the parts of `dealt` are dealt.

    A table with the parts of one holder alone has nothing to deal.
    """
    deals = deals if can_be_dealt(dealt) else 0
    figures, all_of_them = could_have_been_said(claim)
    given = count_given([claim_windows(_instead(claim, figure)).gives for figure in figures], trials, cost)
    giving = count_deals(claim, dealt, cost, deals=deals, seed=seed)
    low, high = float(figures[0]), float(figures[-1])
    table = dealt.entry.table
    paper = saying.source_name(dealt.entry.evidence, table.measure)
    say = _say(claim, (low, high), (given, len(figures), all_of_them), cost, (giving, deals), paper)
    return Chance(
        cost=cost,
        low=low,
        high=high,
        could_have_been_said=len(figures),
        given=given,
        deals=deals,
        deals_that_give=giving,
        seed=seed,
        say=say,
    )


def could_have_been_said(claim: Claim) -> tuple[list[Decimal], int]:
    """Return the figures of the same precision that could have been said instead, and how many there are in all.

    Those within 10 points of a share, from four fifths to five quarters of anything else; at most 10,000 of them,
    evenly thinned.

    >>> figures, number = could_have_been_said(Claim(value=96.5, bound="at_least"))
    >>> float(figures[0]), float(figures[-1]), number
    (86.5, 100.0, 136)
    """
    value = Decimal(repr(claim.value))
    if claim.unit == "percent":
        low, high = max(value - 10, min(value, Decimal(0))), min(value + 10, max(value, Decimal(100)))
    else:
        low, high = sorted((value * 4 / 5, value * 5 / 4))
    if claim.in_words and claim.unit == "percent":
        spoken = {Fraction(part, of) for of in SPOKEN_PARTS for part in range(1, of)}
        figures = {Decimal(100 * share.numerator) / share.denominator for share in spoken}
        # The figure itself may be written with fewer digits than a third has.
        near = {figure for figure in figures if low <= figure <= high and abs(figure - value) > Decimal("0.05")}
        return sorted(near | {value}), len(near) + 1
    step = abs(value) / 10 if claim.in_words else precision(claim.value, claim.last_place).last
    if not step:
        return [value], 1
    first, last = math.ceil((low - value) / step), math.floor((high - value) / step)
    number = last - first + 1
    kept = min(number, MOST_STEPS)
    places = [first + (number - 1) * at // max(kept - 1, 1) for at in range(kept)]
    return [value + place * step for place in places], number


def count_given(gives: Sequence[Window], trials: Sequence[Trial], cost: int) -> int:
    """Count the windows in which some reading of at most this cost lies."""
    lows, highs = [], []
    for trial in trials:
        for block, costs in zip(trial.blocks, trial.costs, strict=True):
            cheap = costs <= cost
            values = block.values[cheap]
            slack = block.roundings[cheap] + TOLERANCE * np.maximum(1.0, np.abs(values))
            lows.append(values - slack)
            highs.append(values + slack)
    starts, ends = np.sort(np.concatenate(lows)), np.sort(np.concatenate(highs))
    # What starts before a window ends, less what ends before it starts, is what meets it.
    started = np.searchsorted(starts, np.array([window.high for window in gives]), side="right")
    ended = np.searchsorted(ends, np.array([window.low for window in gives]), side="left")
    return int(np.count_nonzero(started > ended))


def can_be_dealt(trial: Trial) -> bool:
    """Tell whether a deal can change who has what: parts of two holders at least."""
    return len(trial.ground.holders) > 1


def count_deals(claim: Claim, trial: Trial, cost: int, *, deals: int, seed: int) -> int:
    """Count the deals of a table's parts to its holders in which a reading of at most this cost gives the figure.

    Every holder keeps its number of parts. Contested ground that is nobody's and what is left unsaid stay as they are.
    Where two dates are compared, what a part is on both of them is dealt together.
    """
    decks = _decks(trial)
    parts, _ = decks[0]
    owners = [trial.ground.holders.index(part.holder) for part in parts if part.holder is not None]
    free = np.array([at for at, part in enumerate(parts) if part.holder is not None], dtype=np.intp)
    priced = zip(trial.blocks, trial.costs, strict=True)
    cheap = [(block.variant, block.unions[costs <= cost]) for block, costs in priced]
    cheap = [(variant, unions) for variant, unions in cheap if unions.size]
    widest = max((unions.size for _, unions in cheap), default=1)
    batch = max(1, BATCH // max(widest, len(parts)))
    bits = np.random.PCG64(seed)
    giving = 0
    for start in range(0, deals, batch):
        number = min(batch, deals - start)
        columns = np.full((number, len(parts)), -1, dtype=np.intp)
        columns[:, free] = shuffled(owners, number, bits)
        laid = [lay(deck, trial.ground.holders, columns, whole) for deck, whole in decks]
        grounds = [_as_many(ground, number) for ground in laid]
        hit = np.zeros(number, dtype=np.bool_)
        for variant, unions in cheap:
            union_bits = bits_of(unions, len(trial.ground.holders))
            values, roundings = worked_out(grounds, variant, union_bits, trial.asked)
            hit |= takes((trial.fit.gives,), values, roundings)[0].any(axis=-1)
        giving += int(np.count_nonzero(hit))
    return giving


def _decks(trial: Trial) -> list[tuple[tuple[Part, ...], float | None]]:
    """Return the parts that are dealt, with their whole: of one table, or of two, part by part the same holder's."""
    is_holder = CONTESTED in trial.ground.holders
    tables = [trial.entry.table, *([trial.entry.earlier] if trial.entry.earlier else [])]
    named = [named_parts(table, contested_is_holder=is_holder) for table in tables]
    parts = paired(*named) if len(named) > 1 else (_joined(named[0]),)
    decks = [(some, whole_of(table)) for some, table in zip(parts, tables, strict=True)]
    return decks[::-1] if trial.flow == "lost" else decks


def _joined(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Join the parts that one holder has in one status under one name: a part that comes in two pieces is one part."""
    alike: dict[tuple[str | None, str, str], list[Part]] = {}
    for part in parts:
        alike.setdefault((part.holder, part.status, part.name), []).append(part)
    return tuple(
        msgspec.structs.replace(
            pieces[0],
            value=math.fsum(piece.value for piece in pieces),
            rounding=math.fsum(piece.rounding for piece in pieces),
        )
        for pieces in alike.values()
    )


def shuffled(owners: Sequence[int], deals: int, bits: np.random.PCG64) -> npt.NDArray[np.intp]:
    """Return the owners in a random order for each deal: (deals, parts).

    The order is that of raw random numbers, which are the same on any machine and with any version of NumPy.
    """
    keys = np.asarray(bits.random_raw(deals * len(owners))).reshape(deals, len(owners))
    return np.array(owners, dtype=np.intp)[np.argsort(keys, axis=1, kind="stable")]


def _as_many(ground: Ground, deals: int) -> Ground:
    """Give a ground of one deal back its axis of deals."""
    if deals != 1:
        return ground

    def widened(amounts: Floats) -> Floats:
        return amounts[:, None, :]

    return Ground(
        holders=ground.holders,
        held=widened(ground.held),
        also={status: widened(amounts) for status, amounts in ground.also.items()},
        contested=widened(ground.contested),
        loose=ground.loose,
        disputed=ground.disputed,
        named=ground.named,
        whole=ground.whole,
    )


def _instead(claim: Claim, figure: Decimal) -> Claim:
    """Return the claim as it would have been with another figure; a range keeps its width."""
    high = None if claim.high is None else float(figure + Decimal(repr(claim.high)) - Decimal(repr(claim.value)))
    place = claim.last_place
    if place is None and not claim.in_words:
        place = float(precision(claim.value).last)
    return msgspec.structs.replace(claim, value=float(figure), high=high, last_place=place)


def _say(
    claim: Claim,
    span: tuple[float, float],
    counts: tuple[int, int, int],
    cost: int,
    dealt: tuple[int, int],
    paper: str,
) -> str:
    given, number, all_of_them = counts
    giving, deals = dealt
    low, high = (saying.amount(end, "percent").removesuffix("%") for end in span)
    how = {0: "as the words go", 1: "with one departure or none"}.get(cost, f"with at most {cost} departures")
    which = f"Of the {number:,} figures" if number == all_of_them else f"Of {number:,} of the {all_of_them:,} figures"
    come = "comes" if given == 1 else "come"
    said = f"{which} between {low} and {high} that could have been said, {given:,} {come} out {how}."
    if not deals:
        return said
    dealt_at_random = f"When its parts ({paper}) are dealt to the holders at random, the figure comes out so"
    return f"{said} {dealt_at_random} in {giving:,} of {deals:,} deals."
