"""Answering: whether a table says anything of a claim, whatever its date is.

A map's listed places are those of a list, and not all places that there are; nor are the people of these places all
people. So a map gives shares of them and never their number.
"""

from __future__ import annotations

from whoholds.model import CONTESTED, KM2_PER_UNIT, Claim, PartTable
from whoholds.reckoning import rules, saying
from whoholds.reckoning.fit import claim_windows
from whoholds.reckoning.ground import SMALLEST, whole_of
from whoholds.reckoning.rules import Rule
from whoholds.reckoning.within import names_on, names_part_of, on_table

# The measures that a map has of its own list of places, and of its own units.
PLACES = "places"
UNITS = "units"
LISTED = (PLACES, "population", UNITS)


def measure_of(claim: Claim) -> str:
    """Return what the claim counts: its measure for a share, area for an area, else what its unit says."""
    if claim.unit == "percent":
        return claim.measure or "area"
    return "area" if claim.unit in KM2_PER_UNIT else claim.unit


def names_holders(claim: Claim, table: PartTable) -> bool:
    """Tell whether the table says of every holder that the claim counts what it holds.

    A table that only says what somebody "controls or contests" does not say what they hold.
    """
    says = ("controlled", "influence", "contested") if claim.relation == "contests" else ("controlled", "influence")
    names = {part.holder for part in table.parts if part.status in says}
    if has_contested_ground(table):
        names.add(CONTESTED)
    return all(names.intersection(names_on(holder, claim, table)) for holder in claim.holders)


def has_contested_ground(table: PartTable) -> bool:
    """Tell whether the table says of some ground that it is contested, by somebody who is named or not."""
    return any(part.status == "contested" for part in table.parts)


def has_only_influence(claim: Claim, table: PartTable) -> bool:
    """Tell whether the table gives the claim's holders nothing but influence, which says less than control."""
    holders = on_table(claim, table).holders
    statuses = {part.status for part in table.parts if part.holder in holders and part.value > 0}
    return "influence" in statuses and "controlled" not in statuses


def fits_unit(claim: Claim, table: PartTable) -> bool:
    """Tell whether the table's numbers can come to a figure in the claim's unit."""
    return _misfit(claim, table) is None


def _misfit(claim: Claim, table: PartTable) -> Rule | None:
    """Return the rule by which the table's numbers cannot come to a figure in the claim's unit."""
    if claim.unit == "percent":
        # Without a whole, a share needs what others hold beside the holder's own to be a share of.
        holders = on_table(claim, table).holders
        others = any(part.holder not in holders for part in table.parts if part.value > SMALLEST)
        return None if whole_of(table) is not None or others else rules.NO_SHARE
    if claim.unit in KM2_PER_UNIT:
        return None if table.unit in KM2_PER_UNIT and table.measure == "area" else rules.UNIT
    if is_of_a_list(table):
        return rules.LISTED
    return None if table.unit != "percent" and claim.unit in (table.unit, table.measure) else rules.UNIT


def is_map(table: PartTable) -> bool:
    """Tell whether the table is measured on a map, and not printed by its source."""
    return table.evidence.kind != "shares"


def is_of_a_list(table: PartTable) -> bool:
    """Tell whether the table counts what a map lists, of which it can give shares alone."""
    return is_map(table) and table.measure in LISTED


def has_measure(claim: Claim, table: PartTable) -> bool:
    """Tell whether the table counts what the claim does. A map's listed places can stand for settlements and towns."""
    wanted = measure_of(claim)
    return table.measure == wanted or (
        table.measure == PLACES and is_of_a_list(table) and wanted in saying.words()["places"]["measures"]
    )


def counts_the_same(claim: Claim, table: PartTable) -> bool:
    """Tell whether the table has the claim's measure and the claim's whole: the country, or a region of it."""
    return table.base == claim.base and (claim.unit != "percent" or has_measure(claim, table))


def cannot_answer(claim: Claim, table: PartTable) -> Rule | None:
    """Return the rule by which a table says nothing of the claim, whatever its date is; None if it may answer."""
    if table.place != claim.place:
        return rules.ANOTHER_COUNTRY
    misfit = _misfit(claim, table)
    if misfit:
        return misfit
    if not names_holders(claim, table):
        return rules.PART_OF_A_SIDE if names_part_of(claim, table) else rules.HOLDER_NOT_NAMED
    return rules.TOO_COARSE if _is_too_coarse(claim, table) else None


def _is_too_coarse(claim: Claim, table: PartTable) -> bool:
    """Tell whether a map has so few administrative units that one of them is more than the figure's whole window."""
    if table.measure != UNITS or not is_of_a_list(table) or not table.total:
        return False
    low, high = claim_windows(claim).gives
    return high - low < 100 / table.total
