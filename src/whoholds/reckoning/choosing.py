"""Choosing: which tables a claim is tried on, and what each of them departs from.

Every source has one literal table with the claim's measure and whole: its latest by the day of the claim, at most 366
days old, or else the first that comes after, within 62 days. (Nobody can count on a map that is not out yet; a month's
map is for its last day.) What a source prints and what is measured on its map stand side by side, as two sources do.
The primary literal table is complete before it is partial, and then the nearest in days. Land that was made from points
has half-way lines for borders: it counts as a month farther away than it is. The same source's other dates within 183
days are one departure each, and so are its other measures and wholes for the literal table's own day.

A map's listed places are those of a list, and not all places that there are; nor are the people of these places all
people. So a map gives shares of them and never their number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from whoholds.errors import BadTable
from whoholds.model import KM2_PER_UNIT, WHOLE_COUNTRY, Claim, Departure, PartTable, Struct
from whoholds.reckoning import saying
from whoholds.reckoning.fit import claim_windows
from whoholds.reckoning.ground import CONTESTED, SMALLEST, fold, where, whole_of
from whoholds.reckoning.within import names_on, on_table

# The measures that a map has of its own list of places, and of its own units.
PLACES = "places"
UNITS = "units"
LISTED = (PLACES, "population", UNITS)
OLDEST_DAYS = 366
FARTHER_FOR_POINTS_DAYS = 31
LATEST_DAYS = 62
OTHER_DATE_DAYS = 183


class Entry(Struct, frozen=True, kw_only=True):
    """A table that a claim is tried on, and its departures from the literal table of the same source."""

    table: PartTable
    departures: tuple[Departure, ...] = ()


class Lineup(Struct, frozen=True, kw_only=True):
    """All tables for a claim: the primary literal table, those of the other sources, and the rest, in fixed order."""

    literals: tuple[Entry, ...] = ()
    others: tuple[Entry, ...] = ()


def line_up(claim: Claim, tables: Iterable[PartTable]) -> Lineup:
    """Choose the tables for a claim that has a day and holders. Raises BadTable for a table without a proper day."""
    on = day_of(claim.on or "", "the claim")
    known = sorted((table for table in tables if _can_answer(claim, table)), key=_order)
    literals = _literals(claim, known, on)
    others = [entry for literal in literals for entry in _others(claim, literal, known, on)]
    return Lineup(literals=tuple(Entry(table=table) for table in literals), others=tuple(others))


def day_of(day: str, whose: str) -> date:
    """Return a day in ISO 8601 as a date."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise BadTable(f"{whose}: {day[:40]!r} is no day; write it as 2018-12-11") from None


def measure_of(claim: Claim) -> str:
    """Return what the claim counts: its measure for a share, area for an area, else what its unit says."""
    if claim.unit == "percent":
        return claim.measure or "area"
    return "area" if claim.unit in KM2_PER_UNIT else claim.unit


def unit_size(claim: Claim, table: PartTable) -> float | None:
    """Return the size of the claim's unit in the table's unit; None for a share."""
    if claim.unit == "percent":
        return None
    return KM2_PER_UNIT[claim.unit] / KM2_PER_UNIT[table.unit] if claim.unit in KM2_PER_UNIT else 1.0


def noun_for(table: PartTable) -> str:
    """Return what a holder of this table holds: "land", "districts"."""
    return saying.noun_of(table.measure, of_a_map=is_map(table))


def names_holders(claim: Claim, table: PartTable) -> bool:
    """Tell whether the table says of every holder that the claim counts what it holds.

    A table that only says what somebody "controls or contests" does not say what they hold.
    """
    says = ("controlled", "influence", "contested") if claim.relation == "contests" else ("controlled", "influence")
    names = {part.holder for part in table.parts if part.status in says}
    if any(part.holder is None and part.status == "contested" for part in table.parts):
        names.add(CONTESTED)
    return all(names.intersection(names_on(holder, claim, table)) for holder in claim.holders)


def has_only_influence(claim: Claim, table: PartTable) -> bool:
    """Tell whether the table gives the claim's holders nothing but influence, which says less than control."""
    holders = on_table(claim, table).holders
    statuses = {part.status for part in table.parts if part.holder in holders and part.value > 0}
    return "influence" in statuses and "controlled" not in statuses


def fits_unit(claim: Claim, table: PartTable) -> bool:
    """Tell whether the table's numbers can come to a figure in the claim's unit."""
    if claim.unit == "percent":
        # Without a whole, a share needs what others hold beside the holder's own to be a share of.
        holders = on_table(claim, table).holders
        others = any(part.holder not in holders for part in table.parts if part.value > SMALLEST)
        return whole_of(table) is not None or others
    if claim.unit in KM2_PER_UNIT:
        return table.unit in KM2_PER_UNIT and table.measure == "area"
    return table.unit != "percent" and claim.unit in (table.unit, table.measure) and not is_of_a_list(table)


def is_map(table: PartTable) -> bool:
    """Tell whether the table is measured on a map, and not printed by its source."""
    return table.evidence.kind != "shares"


def line_of(table: PartTable) -> tuple[str, bool]:
    """Return whose table it is: its source, and whether it is measured on a map of that source."""
    return table.evidence.source, is_map(table)


def is_of_a_list(table: PartTable) -> bool:
    """Tell whether the table counts what a map lists, of which it can give shares alone."""
    return is_map(table) and table.measure in LISTED


def has_measure(claim: Claim, table: PartTable) -> bool:
    """Tell whether the table counts what the claim does. A map's listed places can stand for settlements and towns."""
    wanted = measure_of(claim)
    return table.measure == wanted or (
        table.measure == PLACES and is_of_a_list(table) and wanted in saying.words()["places"]["measures"]
    )


def is_stand_in(claim: Claim, table: PartTable) -> bool:
    """Tell whether the table counts something else that stands for what the claim counts."""
    return claim.unit == "percent" and table.measure != measure_of(claim)


def counts_the_same(claim: Claim, table: PartTable) -> bool:
    """Tell whether the table has the claim's measure and the claim's whole: the country, or a region of it."""
    return table.base == claim.base and (claim.unit != "percent" or has_measure(claim, table))


def _can_answer(claim: Claim, table: PartTable) -> bool:
    is_its = table.place == claim.place and fits_unit(claim, table) and names_holders(claim, table)
    return is_its and not _is_too_coarse(claim, table)


def _is_too_coarse(claim: Claim, table: PartTable) -> bool:
    """Tell whether a map has so few administrative units that one of them is more than the figure's whole window."""
    if table.measure != UNITS or not is_of_a_list(table) or not table.total:
        return False
    low, high = claim_windows(claim).gives
    return high - low < 100 / table.total


def _literals(claim: Claim, tables: Sequence[PartTable], on: date) -> list[PartTable]:
    """Return every source's literal table, the primary one first."""
    by_source: dict[tuple[str, bool], list[PartTable]] = {}
    for table in tables:
        if counts_the_same(claim, table):
            by_source.setdefault(line_of(table), []).append(table)
    literals = [_literal_of_source(claim, own, on) for own in by_source.values()]
    chosen = [table for table in literals if table is not None]
    return sorted(
        chosen,
        key=lambda table: (
            is_stand_in(claim, table),
            _is_partial(table),
            has_only_influence(claim, table),
            _days(table, on) > 0,
            _distance(table, on),
            _days(table, on),
            is_map(table),
            _order(table),
        ),
    )


def _literal_of_source(claim: Claim, tables: Sequence[PartTable], on: date) -> PartTable | None:
    before = [table for table in tables if -OLDEST_DAYS <= _days(table, on) <= 0]
    after = [table for table in tables if 0 < _days(table, on) <= LATEST_DAYS]
    if not before and not after:
        return None
    days = max(_days(table, on) for table in before) if before else min(_days(table, on) for table in after)
    return min(
        (table for table in tables if _days(table, on) == days),
        key=lambda table: (is_stand_in(claim, table), _preference(table)),
    )


def _others(claim: Claim, literal: PartTable, tables: Sequence[PartTable], on: date) -> list[Entry]:
    """Return the same source's other dates, and its other measures and wholes on the literal table's own day."""
    chosen: dict[tuple[str, ...], PartTable] = {}
    for table in tables:
        if line_of(table) != line_of(literal) or not _is_one_step(claim, literal, table, on):
            continue
        # Two tables alike in all of these differ in nothing that a departure names: the fuller one speaks for both.
        same_measure = table.measure == literal.measure
        key = (table.day, table.measure, table.base, table.unit if same_measure else "")
        chosen[key] = min(chosen.get(key, table), table, key=_preference)
    entries = [Entry(table=table, departures=_departures(claim, literal, table)) for table in chosen.values()]
    return sorted(entries, key=lambda entry: (abs(_days(entry.table, on)), _order(entry.table)))


def _is_one_step(claim: Claim, literal: PartTable, table: PartTable, on: date) -> bool:
    alike = (table.measure, table.base, table.unit) == (literal.measure, literal.base, literal.unit)
    if table.day != literal.day:
        return alike and abs(_days(table, on)) <= OTHER_DATE_DAYS
    if table.measure != literal.measure:
        # What is counted can change only where a share makes it comparable, and not together with the whole.
        return claim.unit == "percent" and table.base == literal.base
    return not alike and (table.base == literal.base or _is_another_whole(literal, table))


def _is_another_whole(literal: PartTable, table: PartTable) -> bool:
    """Tell whether the table's whole can stand in the place of the literal one.

    A map has many: each of its zones and units is one. What is drawn otherwise (a border, inland water) can stand.
    """
    if not is_map(table):
        return True
    if literal.base == WHOLE_COUNTRY:
        return table.base.startswith("the country ")
    return table.base.startswith(f"{literal.base}, ")


def _departures(claim: Claim, literal: PartTable, table: PartTable) -> tuple[Departure, ...]:
    if table.day != literal.day:
        return (saying.date_departure(table.measure, table.evidence.as_of),)
    if table.measure != literal.measure:
        return (saying.measure_departure(table.measure, noun_for(table)),)
    found = []
    if table.base != literal.base:
        found.append(saying.base_departure(table.base, is_share=claim.unit == "percent"))
    if table.unit != literal.unit:
        found.append(saying.unit_departure(table.measure, table.unit))
    return tuple(found)


def _preference(table: PartTable) -> tuple[object, ...]:
    """Order tables of one source and day: complete, of the whole country, in percent, with the most parts first."""
    return (_is_partial(table), table.base != WHOLE_COUNTRY, table.unit != "percent", -len(table.parts), _order(table))


def _is_partial(table: PartTable) -> bool:
    return not fold(table).is_complete


def _distance(table: PartTable, on: date) -> int:
    """Return how far a table is from the claim's day, in days, for the order of sources."""
    return abs(_days(table, on)) + (FARTHER_FOR_POINTS_DAYS if table.evidence.kind == "points" else 0)


def _days(table: PartTable, on: date) -> int:
    """Return how many days after the claim's day the table is for; below zero if before."""
    return (day_of(table.day, where(table)) - on).days


def _order(table: PartTable) -> tuple[object, ...]:
    """Put tables in an order of their own, whatever order they come in."""
    # Parts are compared as written, so that two tables that differ at all never tie.
    parts = sorted(part.holder or "" for part in table.parts)
    return table.evidence.source, table.day, table.measure, table.unit, table.base, parts, _bytes(table)


def _bytes(table: PartTable) -> bytes:
    parts = sorted(msgspec.json.encode(part) for part in table.parts)
    return msgspec.json.encode(msgspec.structs.replace(table, parts=())) + b"".join(parts)
