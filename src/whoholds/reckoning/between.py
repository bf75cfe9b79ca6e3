"""Between: two tables of one source side by side, an earlier and a later one, for what changed hands between them.

What a reading comes to is worked out on both in the same way, and the one is taken away from the other. For that both
must have the same holders. A holder whom one of them does not name has nothing there, if that table says whose nearly
all of the whole is; else nobody knows, and the holder is not counted at all. Where one of them tells finer who stands
within a holder, and the other does not, both are read as the coarser one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec
import numpy as np
import numpy.typing as npt

from whoholds.errors import BadTable
from whoholds.model import Part, PartTable, Status
from whoholds.reckoning.ground import MOST_HOLDERS, OPTIONAL, Ground, fold, lay, named_parts, where, whole_of

Parts = tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Between(Ground):
    """The grounds of two dates. The sums of the base class are those of both together.

    So whatever occurs on one of the dates is there to be treated. `first` is the ground from which `second` is taken
    away: the later one for a gain, the earlier one for a loss.
    """

    first: Ground
    second: Ground

    @property
    def each(self) -> tuple[Ground, ...]:
        """The two grounds that a reading is worked out on."""
        return self.first, self.second

    @property
    def remainder(self) -> float:
        """What is left unsaid on one of the dates, whichever is more; below zero if it is so on one of them."""
        rests = self.first.remainder, self.second.remainder
        return min(rests) if min(rests) < 0 else max(rests)

    @property
    def is_nearly_complete(self) -> bool:
        """Whether at most a tenth of the whole is unsaid on both dates."""
        return self.first.is_nearly_complete and self.second.is_nearly_complete

    @property
    def is_complete(self) -> bool:
        """Whether what the source names comes within 2 percent of the whole on both dates."""
        return self.first.is_complete and self.second.is_complete


def alike(
    later: PartTable, earlier: PartTable, blocs: Mapping[str, tuple[str, ...]]
) -> tuple[PartTable, PartTable] | None:
    """Return two tables of one source with the same holders, or None if they cannot be compared.

    They have the same measure, whole and unit, and both state a whole or neither does. `blocs` says who stands within
    whom. A holder whom only one of them names is left out of that one, unless the other is nearly complete.
    """
    if (later.measure, later.base, later.unit) != (earlier.measure, earlier.base, earlier.unit):
        return None
    states_whole = whole_of(later) is not None
    if states_whole != (whole_of(earlier) is not None):
        return None
    later, earlier = _as_coarse(later, earlier, blocs)
    known = [(table, _holders(table), fold(table).is_nearly_complete) for table in (later, earlier)]
    lost = {
        name
        for _, names, is_nearly_complete in known
        for name in _holders(later) | _holders(earlier)
        if name not in names and not is_nearly_complete
    }
    if lost and not states_whole:
        return None
    return _without(later, lost), _without(earlier, lost)


def fold_between(later: PartTable, earlier: PartTable, *, lost: bool, contested_is_holder: bool = False) -> Between:
    """Fold two tables that are alike by holder. Raises BadTable for more than 16 holders."""
    decks = paired(
        named_parts(later, contested_is_holder=contested_is_holder),
        named_parts(earlier, contested_is_holder=contested_is_holder),
    )
    holders = tuple(sorted({part.holder for part in decks[0] if part.holder is not None}))
    if len(holders) > MOST_HOLDERS:
        names = f"{len(holders)} holders on both dates; at most {MOST_HOLDERS} can be tried: join some of them"
        raise BadTable(f"{where(later)}: {names}")
    columns = np.array([[holders.index(part.holder) if part.holder else -1 for part in decks[0]]], dtype=np.intp)
    empty = fold(later).empty, fold(earlier).empty
    return between(decks, holders, columns, (whole_of(later), whole_of(earlier)), empty=empty, lost=lost)


def paired(later: Sequence[Part], earlier: Sequence[Part]) -> tuple[Parts, Parts]:
    """Return the parts of both tables as two lists of one length: all that a holder has in one status is one part.

    >>> one, other = paired([Part(name="a", holder="A", value=3.0)], [Part(name="b", holder="B", value=2.0)])
    >>> [(part.holder, part.value) for part in one], [(part.holder, part.value) for part in other]
    ([('A', 3.0), ('B', 0.0)], [('A', 0.0), ('B', 2.0)])
    """
    keys = sorted({(part.holder or "", part.status) for part in (*later, *earlier)})

    def joined(parts: Sequence[Part], holder: str, status: Status) -> Part:
        mine = [part for part in parts if (part.holder or "", part.status) == (holder, status)]
        return Part(
            name=holder,
            holder=holder or None,
            status=status,
            value=math.fsum(part.value for part in mine),
            rounding=math.fsum(part.rounding for part in mine),
        )

    return tuple(joined(later, *key) for key in keys), tuple(joined(earlier, *key) for key in keys)


def between(
    decks: tuple[Parts, Parts],
    holders: tuple[str, ...],
    columns: npt.NDArray[np.intp],
    wholes: tuple[float | None, float | None],
    *,
    lost: bool,
    empty: tuple[bool, bool] = (False, False),
) -> Between:
    """Lay the paired parts of the later and the earlier table on holders, as `ground.lay` lays those of one."""
    laid = [lay(parts, holders, columns, whole) for parts, whole in zip(decks, wholes, strict=True)]
    later, earlier = (replace(one, empty=is_empty) for one, is_empty in zip(laid, empty, strict=True))
    nothing = np.zeros_like(later.held)
    both = [status for status in OPTIONAL if status in later.also or status in earlier.also]
    return Between(
        holders=holders,
        held=later.held + earlier.held,
        also={status: later.also.get(status, nothing) + earlier.also.get(status, nothing) for status in both},
        contested=later.contested + earlier.contested,
        loose=later.loose + earlier.loose,
        disputed=later.disputed + earlier.disputed,
        named=later.named + earlier.named,
        whole=later.whole,
        empty=any(empty) and all(one.empty or not one.remainder for one in (later, earlier)),
        first=earlier if lost else later,
        second=later if lost else earlier,
    )


def _as_coarse(
    later: PartTable, earlier: PartTable, blocs: Mapping[str, tuple[str, ...]]
) -> tuple[PartTable, PartTable]:
    """Read both tables as the coarser one tells them, holder by holder; those with most within them come first."""
    for name in sorted(blocs, key=lambda name: (-len(blocs[name]), name)):
        family = {name, *blocs[name]}
        one, other = (_holders(table) & family for table in (later, earlier))
        if name in one | other and one != other:
            later, earlier = _joined(later, name, family), _joined(earlier, name, family)
    return later, earlier


def _joined(table: PartTable, name: str, family: set[str]) -> PartTable:
    parts = (msgspec.structs.replace(part, holder=name) if part.holder in family else part for part in table.parts)
    return msgspec.structs.replace(table, parts=tuple(parts))


def _without(table: PartTable, holders: set[str]) -> PartTable:
    """Return a table without some holders, and without its strips.

    Most lines of two maps of one source are the same lines, and what is wrong with them is wrong on both. So the range
    of a difference is not that of the two maps, and nobody knows what it is.
    """
    parts = tuple(part for part in table.parts if part.holder not in holders)
    return msgspec.structs.replace(table, parts=parts, strips=())


def _holders(table: PartTable) -> set[str]:
    return {part.holder for part in table.parts if part.holder is not None}
