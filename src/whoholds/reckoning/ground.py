"""Ground: one table's parts, folded by holder into the few sums that every reading is made of.

A table has up to 16 holders. What each of them holds splits into ground that always counts for it (controlled; or under
its influence, where the source gives it nothing more), ground that counts only in some readings (influence beside
control, unconfirmed), and contested ground. Contested ground without a holder is `loose`. What the source leaves
unsaid is the remainder: the whole less all that is named. It is below zero where the parts add up to more.

Every amount is a pair along the first axis: the value, and how far the source's own rounding may move it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec
import numpy as np
import numpy.typing as npt

from whoholds.errors import BadTable
from whoholds.model import CONTESTED, Part, PartTable, Status
from whoholds.reckoning.fit import LARGEST

Floats = npt.NDArray[np.float64]

MOST_HOLDERS = 16
# Less than this is nothing, and nothing is a share of it.
SMALLEST = 1e-6
# What a map calls land that is farther from all its points than they reach: it is said whose it is, namely nobody's.
UNINHABITED = "uninhabited"
# The statuses whose ground counts for its holder only in some readings.
OPTIONAL: tuple[Status, ...] = ("influence", "unknown")


@dataclass(frozen=True, slots=True)
class Ground:
    """One table's sums. Those by holder are (2, k), or (2, deals, k) for many deals of the same parts.

    `also` has the optional statuses that occur. The other sums are (2,), whoever has the parts: `loose`, `disputed`
    (all contested ground) and `named` (all that the source names). `whole` is None if the source states none. `empty`
    says that the remainder is uninhabited land, and not what the source leaves unsaid.
    """

    holders: tuple[str, ...]
    held: Floats
    also: dict[Status, Floats]
    contested: Floats
    loose: Floats
    disputed: Floats
    named: Floats
    whole: float | None
    empty: bool = False

    @property
    def each(self) -> tuple[Ground, ...]:
        """The grounds that a reading is worked out on: this one. Of two, what the second comes to is taken away."""
        return (self,)

    @property
    def remainder(self) -> float:
        """What the source leaves unsaid, in the table's unit; 0 if it states no whole."""
        if self.whole is None:
            return 0.0
        rest = self.whole - float(self.named[0])
        return rest if abs(rest) > 1e-9 * max(1.0, self.whole) else 0.0

    @property
    def is_nearly_complete(self) -> bool:
        """Whether at most a tenth of the whole is unsaid: where it is more, the source names only some holders."""
        return self.empty or (bool(self.whole) and abs(self.remainder) <= 0.1 * (self.whole or 0.0))

    @property
    def is_complete(self) -> bool:
        """Whether what the source names comes within 2 percent of the whole."""
        return self.empty or (bool(self.whole) and abs(self.remainder) <= 0.02 * (self.whole or 0.0))


def fold(table: PartTable, *, contested_is_holder: bool = False) -> Ground:
    """Fold a table's parts by holder. The order of the parts does not matter.

    `contested_is_holder` is for claims about contested ground itself ("28.5 percent is contested").
    Raises BadTable for more than 16 holders and for numbers that are not finite.
    """
    parts = named_parts(table, contested_is_holder=contested_is_holder)
    holders = tuple(sorted({part.holder for part in parts if part.holder is not None}))
    if len(holders) > MOST_HOLDERS:
        raise BadTable(
            f"{where(table)}: {len(holders)} holders; at most {MOST_HOLDERS} can be tried: join some of them"
        )
    columns = np.array([holders.index(part.holder) if part.holder is not None else -1 for part in parts], dtype=np.intp)
    return replace(lay(parts, holders, columns[None, :], whole_of(table)), empty=_is_empty(table))


def _is_empty(table: PartTable) -> bool:
    """Tell whether all that nobody holds, uncontested, is uninhabited land."""
    left = {part.name for part in table.parts if part.holder is None and part.status != "contested" and part.value}
    return left == {UNINHABITED}


def named_parts(table: PartTable, *, contested_is_holder: bool = False) -> tuple[Part, ...]:
    """Return the parts that the source names, in an order of their own.

    Contested ground that is nobody's has no holder. Where contested ground is itself the holder, it has all of it, that
    of named sides too. What else has no holder comes back as the remainder.
    """
    kept = []
    for part in table.parts:
        if not (math.isfinite(part.value) and math.isfinite(part.rounding)):
            raise BadTable(f"{where(table)}: part {part.name[:60]!r} is {part.value}; give a finite number")
        is_contested = part.status == "contested" and (part.holder is None or contested_is_holder)
        if part.holder == CONTESTED or is_contested:
            part = msgspec.structs.replace(
                part,
                holder=CONTESTED if contested_is_holder else None,
                status="controlled" if contested_is_holder else "contested",
            )
        elif part.holder is None:
            continue
        if not (0 <= part.value <= LARGEST and 0 <= part.rounding <= LARGEST):
            raise BadTable(f"{where(table)}: part {part.name[:60]!r} is {part.value}; give 0 to {LARGEST:g}")
        kept.append(part)
    return tuple(sorted(kept, key=lambda part: (part.holder or "", part.status, part.name, part.value, part.rounding)))


def whole_of(table: PartTable) -> float | None:
    """Return the whole in the table's unit. Percentages are of a whole of 100 even where nobody says so."""
    if table.total is None:
        return 100.0 if table.unit == "percent" else None
    if not SMALLEST < table.total <= LARGEST:
        raise BadTable(f"{where(table)}: the total is {table.total}; give {SMALLEST:g} to {LARGEST:g}, or none")
    return table.total


def lay(parts: Sequence[Part], holders: tuple[str, ...], columns: npt.NDArray[np.intp], whole: float | None) -> Ground:
    """Lay parts on holders: `columns` (deals, parts) says for each deal whose each part is; -1 is nobody's.

    With one deal the arrays lose the deals' axis.
    """

    def laid(status: Status) -> Floats:
        sums = np.zeros((2, len(columns), len(holders)))
        for at, part in enumerate(parts):
            if part.status == status and part.holder is not None:
                # One part after the other: the same order of additions, and so the same bytes, on any machine.
                rows = np.arange(len(columns))
                sums[0, rows, columns[:, at]] += part.value
                sums[1, rows, columns[:, at]] += part.rounding
        return sums[:, 0, :] if len(columns) == 1 else sums

    def total(chosen: list[Part]) -> Floats:
        return np.array([math.fsum(part.value for part in chosen), math.fsum(part.rounding for part in chosen)])

    controlled, influence = laid("controlled"), laid("influence")
    # Where a source gives a holder nothing but influence, influence is its word for holding.
    only_influence = ~_present(parts, holders, columns, "controlled")
    held = controlled + np.where(only_influence, influence, 0.0)
    also: dict[Status, Floats] = {"influence": np.where(only_influence, 0.0, influence), "unknown": laid("unknown")}
    return Ground(
        holders=holders,
        held=held,
        also={status: also[status] for status in OPTIONAL if also[status][0].any()},
        contested=laid("contested"),
        loose=total([part for part in parts if part.holder is None]),
        disputed=total([part for part in parts if part.status == "contested"]),
        named=total(list(parts)),
        whole=whole,
    )


def where(table: PartTable) -> str:
    """Name a table in an error: its source, date and measure."""
    names = f"{table.evidence.source[:60]}, {table.evidence.as_of[:20]}, {table.measure[:30]}"
    return " ".join(names.split())


def _present(
    parts: Sequence[Part], holders: tuple[str, ...], columns: npt.NDArray[np.intp], status: Status
) -> npt.NDArray[np.bool_]:
    """Tell for each deal which holders have a part of this status."""
    found = np.zeros((len(columns), len(holders)), dtype=np.bool_)
    for at, part in enumerate(parts):
        if part.status == status and part.holder is not None:
            found[np.arange(len(columns)), columns[:, at]] = True
    return found[0] if len(columns) == 1 else found
