"""Trying: a claim on one table. All readings of the table with what they come to, whether they hold and give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from whoholds.model import Claim, Departure, Reading, Tried
from whoholds.reckoning import saying
from whoholds.reckoning.choosing import Entry, line_of, noun_for, unit_size
from whoholds.reckoning.fit import TOLERANCE, Window, Windows
from whoholds.reckoning.ground import CONTESTED, Floats, Ground, fold
from whoholds.reckoning.readings import Asked, Block, blocks, choice_departures, departures_of, holder_departures
from whoholds.reckoning.steps import Steps
from whoholds.reckoning.within import on_table

# More than the departures of any reading of the claim itself.
ANOTHER_CLAIM = 1_000


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one reading stands: number `at` of block number `block` of a trial."""

    block: int
    at: int


@dataclass(frozen=True)
class Trial:
    """A claim tried on one table. `index` is the place of its evidence in the reckoning's list."""

    entry: Entry
    index: int
    ground: Ground
    steps: Steps
    asked: Asked
    fit: Windows
    blocks: list[Block]

    @property
    def line(self) -> tuple[str, bool]:
        """Who assessed the table, and whether it is measured on a map."""
        return line_of(self.entry.table)

    @property
    def size(self) -> int:
        """The number of readings."""
        return sum(block.unions.size for block in self.blocks)

    @cached_property
    def literal(self) -> Tried:
        """The literal reading on this table."""
        # The first variant is the literal one, and its unions count up from 1.
        return self.tried(Spot(0, self.steps.literal - 1))

    def costs(self, block: Block) -> npt.NDArray[np.int64]:
        """Return the number of departures of a block's readings, the table's own among them.

        A reading that counts no ground of any holder of the claim is another claim, and no way of counting this one:
        it is tried and shown, and costs more than any explanation may.
        """
        costs = block.costs + len(self.entry.departures)
        return np.where(block.unions & self.steps.literal, costs, ANOTHER_CLAIM)

    def departures(self, spot: Spot) -> tuple[Departure, ...]:
        """Name the departures of one reading."""
        block = self.blocks[spot.block]
        union = int(block.unions[spot.at])
        return departures_of(block.variant, union, self.ground, self.steps, self.asked) + self.entry.departures

    def tried(self, spot: Spot) -> Tried:
        """Return one reading with what it comes to."""
        return next(self._tried(spot.block, slice(spot.at, spot.at + 1)))

    def all_tried(self) -> Iterator[Tried]:
        """Yield every reading of the table with what it comes to."""
        for number in range(len(self.blocks)):
            yield from self._tried(number, slice(None))

    def _tried(self, number: int, chosen: slice) -> Iterator[Tried]:
        block = self.blocks[number]
        variant, table = block.variant, self.entry.table
        values, roundings = block.values[chosen], block.roundings[chosen]
        whole = variant.form == "all but"
        base = "the sum of the parts" if variant.listed or self.ground.whole is None else table.base
        measure = next((step.to for step in self.entry.departures if step.dimension == "measure"), table.measure)
        choices = choice_departures(variant, self.ground, self.steps, self.asked) + self.entry.departures
        rows = zip(
            block.unions[chosen].tolist(),
            values.tolist(),
            roundings.tolist(),
            (block.costs[chosen] + len(self.entry.departures)).tolist(),
            takes(self.fit.holds, values, roundings).tolist(),
            takes(self.fit.gives, values, roundings).tolist(),
            strict=True,
        )
        for union, value, rounding, cost, holds, gives in rows:
            reading = Reading(
                evidence=self.index,
                measure=measure,
                counted=() if whole else self.steps.names(union),
                all_but=self.steps.enemies if whole else (),
                # "All but" takes contested ground in; where there is none, that is no treatment of it.
                contested=variant.contested if self.ground.disputed[0] else self.asked.treatment,
                base=base,
                unsaid=variant.form != "union",
                also=variant.also,
            )
            yield Tried(
                reading=reading,
                value=value,
                holds=holds,
                gives=gives,
                rounding=rounding,
                cost=cost,
                departures=holder_departures(variant, union, self.steps) + choices,
            )


def try_table(claim: Claim, entry: Entry, index: int, fit: Windows) -> Trial:
    """Try a claim on one table that names its holders."""
    ground = fold(entry.table, contested_is_holder=CONTESTED in claim.holders)
    told = on_table(claim, entry.table)
    steps = Steps(
        ground.holders,
        literal=told.holders,
        enemies=told.enemies,
        blocs=told.blocs,
        noun=noun_for(entry.table),
        rest=saying.EMPTY if ground.empty else saying.UNSAID if ground.remainder else saying.DISPUTED,
    )
    asked = Asked("with" if claim.relation == "contests" else "against", unit_size(claim, entry.table))
    return Trial(entry, index, ground, steps, asked, fit, blocks(ground, steps, asked))


def takes(window: Window, values: Floats, roundings: Floats) -> npt.NDArray[np.bool_]:
    """Do for many values what `Window.takes` does for one."""
    slack = roundings + TOLERANCE * np.maximum(1.0, np.abs(values))
    return np.asarray((window.low - slack <= values) & (values <= window.high + slack))
