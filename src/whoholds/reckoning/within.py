"""Within: a claim in the names of a table that tells its holders finer than the claim does, or coarser.

"The opposition" are, on a table that names HTS and allies, Turkey-backed groups and the al-Tanf garrison apart, all of
these together: the claim's blocs say so, since a holder that others stand within is a bloc of them by its own name. The
other way round there is no answer: what the whole opposition holds is not what a part of it holds.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from whoholds.model import Claim, PartTable
from whoholds.reckoning.ground import fold


def on_table(claim: Claim, table: PartTable) -> Claim:
    """Return the claim with its holders, enemies and blocs by the names that the table has for them.

    >>> from whoholds.model import Evidence, Part
    >>> parts = tuple(Part(name=name, holder=name, value=1) for name in ("North", "East", "Port"))
    >>> table = PartTable(evidence=Evidence(source="S", as_of="2018"), place="NWH", measure="area", unit="percent",
    ...                   day="2018-12-31", parts=parts, total=3)
    >>> on_table(Claim(value=67, holders=("Rebels",), blocs={"Rebels": ("East", "Port", "Hills")}), table).holders
    ('East', 'Port')
    """
    if not any(name in claim.blocs for name in _named(claim)):
        return claim

    def told(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(own for name in names for own in names_on(name, claim, table)))

    return msgspec.structs.replace(
        claim,
        holders=told(claim.holders),
        enemies=told(claim.enemies),
        blocs={bloc: told(members) for bloc, members in claim.blocs.items()},
    )


def names_on(name: str, claim: Claim, table: PartTable) -> tuple[str, ...]:
    """Return the table's holders that a holder's name means there: itself, and those within it that the table names.

    A table that names some of those within it and is not complete does not say what all of them hold: then the name
    stands as it is, and the table does not know it.
    """
    finer = claim.blocs.get(name, ())
    held_by = {part.holder for part in table.parts}
    present = tuple(other for other in finer if other in held_by)
    if not present:
        return (name,)
    if name in held_by:
        return (name, *present)
    return present if len(present) == len(finer) or fold(table).is_complete else (name,)


def names_part_of(claim: Claim, table: PartTable) -> bool:
    """Tell whether the table names somebody who stands within a holder of the claim."""
    within = {name for holder in claim.holders for name in claim.blocs.get(holder, ())}
    return any(part.holder in within for part in table.parts)


def _named(claim: Claim) -> set[str]:
    return {*claim.holders, *claim.enemies, *(member for members in claim.blocs.values() for member in members)}
