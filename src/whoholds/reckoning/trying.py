"""Trying: a claim on one table. All readings of the table with what they come to, whether they hold and give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec
import numpy as np
import numpy.typing as npt

from whoholds.model import CONTESTED, Claim, Departure, Flow, Reading, Tried
from whoholds.reckoning import saying
from whoholds.reckoning.between import fold_between
from whoholds.reckoning.choosing import Entry, line_of, noun_for, unit_size
from whoholds.reckoning.departing import all_but, choice_departures, departures_of
from whoholds.reckoning.fit import TOLERANCE, Window, Windows
from whoholds.reckoning.ground import Floats, Ground, fold
from whoholds.reckoning.ranges import End, Key, ends_of, with_range
from whoholds.reckoning.readings import AT_A_TIME, Block, blocks
from whoholds.reckoning.steps import Steps
from whoholds.reckoning.variants import Asked
from whoholds.reckoning.within import on_table

# More than the departures of any reading of the claim itself.
ANOTHER_CLAIM = np.int16(1_000)


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
    flow: Flow = "held"

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

    @cached_property
    def ends(self) -> dict[Key, End]:
        """What lies on both sides of a map's lines, for the ranges of its readings."""
        return ends_of(self.entry.table, self.ground)

    @cached_property
    def costs(self) -> list[npt.NDArray[np.int16]]:
        """The number of departures of each block's readings, the table's own among them.

        A reading that counts no ground of any holder of the claim is another claim, and no way of counting this one:
        it is tried and shown, and costs more than any explanation may.
        """
        own, literal = np.int16(len(self.entry.departures)), np.int32(self.steps.literal)
        return [np.where(block.unions & literal, block.costs + own, ANOTHER_CLAIM) for block in self.blocks]

    @property
    def holds(self) -> list[npt.NDArray[np.bool_]]:
        """Under which of each block's readings the figure holds."""
        return self._fits[0]

    @property
    def gives(self) -> list[npt.NDArray[np.bool_]]:
        """Which of each block's readings give the figure."""
        return self._fits[1]

    @cached_property
    def _fits(self) -> tuple[list[npt.NDArray[np.bool_]], list[npt.NDArray[np.bool_]]]:
        pairs = [takes(self.fit, block.values, block.roundings) for block in self.blocks]
        return [holds for holds, _ in pairs], [gives for _, gives in pairs]

    def departures(self, spot: Spot) -> tuple[Departure, ...]:
        """Name the departures of one reading."""
        block = self.blocks[spot.block]
        union = int(block.unions[spot.at])
        return departures_of(block.variant, union, self.ground, self.steps, self.asked) + self.entry.departures

    def tried(self, spot: Spot) -> Tried:
        """Return one reading with what it comes to, and with its range if the table is a map's."""
        one = next(self._tried(spot.block, slice(spot.at, spot.at + 1)))
        return with_range(self, spot.block, spot.at, one)

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
        choices = (all_but(self.steps) if whole else ()) + choices
        # "All but" takes contested ground in; where there is none, that is no treatment of it.
        contested = variant.contested if self.ground.disputed[0] else self.asked.treatment
        unsaid, enemies = variant.form != "union", self.steps.enemies if whole else ()
        # There may be a million readings: what they have in common is looked up once.
        names, departures = self.steps.names, self.steps.departures
        rows = zip(
            block.unions[chosen].tolist(),
            values.tolist(),
            roundings.tolist(),
            (block.costs[chosen] + np.int16(len(self.entry.departures))).tolist(),
            self.holds[number][chosen].tolist(),
            self.gives[number][chosen].tolist(),
            strict=True,
        )
        flow, since = self.flow, self.entry.evidence.since
        for union, value, rounding, cost, holds, gives in rows:
            reading = Reading(
                evidence=self.index,
                measure=measure,
                counted=() if whole else names(union),
                all_but=enemies,
                contested=contested,
                base=base,
                flow=flow,
                since=since,
                unsaid=unsaid,
                also=variant.also,
            )
            yield Tried(
                reading=reading,
                value=value,
                holds=holds,
                gives=gives,
                rounding=rounding,
                cost=cost,
                departures=choices if whole else departures(union) + choices,
            )


def try_table(claim: Claim, entry: Entry, index: int, fit: Windows) -> Trial:
    """Try a claim on one table that names its holders."""
    ground, told = ground_of(claim, entry), told_by(claim, entry)
    steps = Steps(
        ground.holders,
        literal=told.holders,
        enemies=told.enemies,
        blocs=told.blocs,
        noun=noun_for(entry.table),
        rest=saying.EMPTY if ground.empty else saying.UNSAID if ground.remainder else saying.DISPUTED,
    )
    asked = Asked("with" if claim.relation == "contests" else "against", unit_size(claim, entry.table))
    flow = flow_of(claim, entry)
    return Trial(entry, index, ground, steps, asked, fit, blocks(ground, steps, asked), flow)


def ground_of(claim: Claim, entry: Entry) -> Ground:
    """Fold the table that a claim is tried on, or the two that are compared."""
    is_holder = CONTESTED in claim.holders
    if entry.earlier is None:
        return fold(entry.table, contested_is_holder=is_holder)
    lost = claim.relation == "lost"
    return fold_between(entry.table, entry.earlier, lost=lost, contested_is_holder=is_holder)


def told_by(claim: Claim, entry: Entry) -> Claim:
    """Return the claim in the names that its table has, or its two tables together."""
    told = on_table(claim, entry.table)
    if entry.table.evidence.printed:
        # All but what the enemy gained is nothing.
        return msgspec.structs.replace(told, enemies=())
    if entry.earlier is None:
        return told
    before = on_table(claim, entry.earlier)

    def joined(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*one, *other)))

    return msgspec.structs.replace(
        told,
        holders=joined(told.holders, before.holders),
        enemies=joined(told.enemies, before.enemies),
        blocs={bloc: joined(told.blocs[bloc], before.blocs[bloc]) for bloc in told.blocs},
    )


def flow_of(claim: Claim, entry: Entry) -> Flow:
    """Return what readings of a table count: what is held on its date, or what changed hands between two dates."""
    if entry.earlier is None and not entry.table.evidence.printed:
        return "held"
    return "lost" if claim.relation == "lost" else "gained"


def takes(windows: Sequence[Window], values: Floats, roundings: Floats) -> npt.NDArray[np.bool_]:
    """Do for many values and each window what `Window.takes` does for one: (windows, ...), some thousands at a time."""
    taken = np.empty((len(windows), *values.shape), dtype=np.bool_)
    for start in range(0, values.shape[-1], AT_A_TIME):
        some = slice(start, start + AT_A_TIME)
        these = values[..., some]
        slack = roundings[..., some] + TOLERANCE * np.maximum(1.0, np.abs(these))
        for window, into in zip(windows, taken, strict=True):
            np.logical_and(window.low - slack <= these, these <= window.high + slack, out=into[..., some])
    return taken
