"""Steps: how many departures lead from the holders that the claim counts to any other union of holders.

Leaving out a holder of the claim is one step, counting a further holder is one, counting a whole bloc that the atlas
names is one, and so is counting every holder but the enemy that the text names.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np
import numpy.typing as npt

from whoholds.errors import BadTable
from whoholds.model import Departure
from whoholds.reckoning import saying

MOST_BLOCS = 30


class Steps:
    """The steps to every union of one table's holders; a union is a bit mask over `holders`.

    >>> steps = Steps(("A", "B", "C"), literal=("A",), enemies=("C",), blocs={}, noun="land")
    >>> steps.costs.tolist()  # of nothing, A, B, A + B, C, A + C, B + C and A + B + C
    [1, 0, 2, 1, 2, 1, 3, 2]
    >>> [departure.to for departure in steps.departures(0b111)]
    ['B', 'C']
    """

    def __init__(
        self,
        holders: tuple[str, ...],
        *,
        literal: tuple[str, ...],
        enemies: tuple[str, ...],
        blocs: Mapping[str, tuple[str, ...]],
        noun: str,
        rest: str = saying.UNSAID,
    ) -> None:
        """`noun` is what the holders hold, `rest` what is said of all that none of them does."""
        self.holders = holders
        self.noun = noun
        self.rest = rest
        self.literal = self._mask(literal)
        self.enemies = tuple(sorted(set(enemies).intersection(holders).difference(literal)))
        self.all_but = self._all_but()
        self.blocs = self._blocs(blocs)
        self._keys = self._cheapest_covers()
        self._adding = {holder: saying.holder_departure(holder, noun) for holder in holders}
        self._named: list[tuple[Departure, ...] | None] = [None] * (1 << len(holders))

    @cached_property
    def costs(self) -> npt.NDArray[np.int16]:
        """The number of steps to every union, by its mask."""
        unions = np.arange(1 << len(self.holders), dtype=np.int64)
        added = self._keys[unions & ~self.literal] >> len(self.blocs)
        dropped = np.bitwise_count(self.literal & ~unions).astype(np.int64)
        costs: npt.NDArray[np.int16] = (added + dropped).astype(np.int16)
        if self.all_but is not None:
            costs[self.all_but] = min(int(costs[self.all_but]), 1)
        return costs

    @cached_property
    def _all_names(self) -> list[tuple[str, ...]]:
        """The holders of every union, by its mask: each holder doubles the list."""
        found: list[tuple[str, ...]] = [()]
        for holder in self.holders:
            found += [(*names, holder) for names in found]
        return found

    def departures(self, union: int) -> tuple[Departure, ...]:
        """Name the steps to a union: holders left out, blocs and holders added, or all but the enemy."""
        known = self._named[union]
        if known is None:
            known = self._named[union] = self._departures(union)
        return known

    def names(self, union: int) -> tuple[str, ...]:
        """Return the holders of a union."""
        return self._all_names[union]

    def _departures(self, union: int) -> tuple[Departure, ...]:
        if union == self.all_but and union != self.literal:
            return (saying.all_but_departure(self.enemies, self.noun, unsaid=False),)
        found = [saying.dropped_departure(name, self.noun) for name in self.names(self.literal & ~union)]
        added = union & ~self.literal
        chosen = int(self._keys[added]) & ((1 << len(self.blocs)) - 1)
        for index, (name, mask) in enumerate(self.blocs):
            if chosen >> index & 1:
                found.append(saying.bloc_departure(name, self.noun))
                added &= ~mask
        found.extend(self._adding[name] for name in self.names(added))
        return tuple(found)

    def _all_but(self) -> int | None:
        """Return the union of all holders but the enemies, if the text names one that this table knows."""
        union = ((1 << len(self.holders)) - 1) & ~self._mask(self.enemies)
        return union if self.enemies and self.literal and union & self.literal == self.literal else None

    def _blocs(self, blocs: Mapping[str, tuple[str, ...]]) -> list[tuple[str, int]]:
        """Return the blocs that add more than one holder, each set of holders once, under its first name."""
        first: dict[int, str] = {}
        for name in sorted(blocs):
            adds = self._mask(blocs[name]) & ~self.literal
            if adds.bit_count() > 1:
                first.setdefault(adds, name)
        if len(first) > MOST_BLOCS:
            raise BadTable(f"{len(first)} blocs for one date; at most {MOST_BLOCS} can be tried: leave some out")
        return [(name, mask) for mask, name in sorted(first.items(), key=lambda item: item[1])]

    def _cheapest_covers(self) -> npt.NDArray[np.int64]:
        """Return for every set of added holders the fewest steps, and which blocs are among them.

        A key is the number of steps, shifted by the number of blocs, plus one bit for each bloc that is used: the
        smallest key is the fewest steps and, among those, always the same blocs. So the steps to a part of a union
        are among the steps to the union, which minimal explanations rely on.
        """
        sets = np.arange(1 << len(self.holders), dtype=np.int64)
        one_step = 1 << len(self.blocs)
        keys = np.bitwise_count(sets).astype(np.int64) * one_step
        for index, (_, mask) in enumerate(self.blocs):
            # Another copy of the keys as they were: each bloc is taken at most once.
            np.minimum.at(keys, sets | mask, keys + one_step + (1 << index))
        return keys

    def _mask(self, names: tuple[str, ...]) -> int:
        return sum(1 << index for index, holder in enumerate(self.holders) if holder in names)
