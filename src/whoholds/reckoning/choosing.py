"""Choosing: which tables a claim is tried on, and what each of them departs from.

Every source has one literal table with the claim's measure and whole: its latest by the day of the claim, at most 366
days old, or else the first that comes after, within 62 days. (Nobody can count on a map that is not out yet; a month's
map is for its last day.) The primary one among them is complete before it is partial, and then the nearest in days.
The same source's other dates within 183 days are one departure each, and so are its other measures and wholes for the
literal table's own day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from whoholds.errors import BadTable
from whoholds.model import KM2_PER_UNIT, WHOLE_COUNTRY, Claim, Departure, PartTable, Struct
from whoholds.reckoning import saying
from whoholds.reckoning.ground import CONTESTED, SMALLEST, fold, where, whole_of

OLDEST_DAYS = 366
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
    return saying.noun_of(table.measure)


def names_holders(claim: Claim, table: PartTable) -> bool:
    """Tell whether the table says of every holder that the claim counts what it holds.

    A table that only says what somebody "controls or contests" does not say what they hold.
    """
    says = ("controlled", "influence", "contested") if claim.relation == "contests" else ("controlled", "influence")
    names = {part.holder for part in table.parts if part.status in says}
    if any(part.holder is None and part.status == "contested" for part in table.parts):
        names.add(CONTESTED)
    return names.issuperset(claim.holders)


def has_only_influence(claim: Claim, table: PartTable) -> bool:
    """Tell whether the table gives the claim's holders nothing but influence, which says less than control."""
    statuses = {part.status for part in table.parts if part.holder in claim.holders and part.value > 0}
    return "influence" in statuses and "controlled" not in statuses


def fits_unit(claim: Claim, table: PartTable) -> bool:
    """Tell whether the table's numbers can come to a figure in the claim's unit."""
    if claim.unit == "percent":
        # Without a whole, a share needs what others hold beside the holder's own to be a share of.
        others = any(part.holder not in claim.holders for part in table.parts if part.value > SMALLEST)
        return whole_of(table) is not None or others
    if claim.unit in KM2_PER_UNIT:
        return table.unit in KM2_PER_UNIT and table.measure == "area"
    return table.unit != "percent" and claim.unit in (table.unit, table.measure)


def counts_the_same(claim: Claim, table: PartTable) -> bool:
    """Tell whether the table has the claim's measure and the claim's whole: the country, or a region of it."""
    return table.base == claim.base and (claim.unit != "percent" or table.measure == measure_of(claim))


def _can_answer(claim: Claim, table: PartTable) -> bool:
    return table.place == claim.place and fits_unit(claim, table) and names_holders(claim, table)


def _literals(claim: Claim, tables: Sequence[PartTable], on: date) -> list[PartTable]:
    """Return every source's literal table, the primary one first."""
    by_source: dict[str, list[PartTable]] = {}
    for table in tables:
        if counts_the_same(claim, table):
            by_source.setdefault(table.evidence.source, []).append(table)
    literals = [_literal_of_source(own, on) for own in by_source.values()]
    chosen = [table for table in literals if table is not None]
    return sorted(
        chosen,
        key=lambda table: (
            _is_partial(table),
            has_only_influence(claim, table),
            _days(table, on) > 0,
            abs(_days(table, on)),
            _days(table, on),
            _order(table),
        ),
    )


def _literal_of_source(tables: Sequence[PartTable], on: date) -> PartTable | None:
    before = [table for table in tables if -OLDEST_DAYS <= _days(table, on) <= 0]
    after = [table for table in tables if 0 < _days(table, on) <= LATEST_DAYS]
    if not before and not after:
        return None
    days = max(_days(table, on) for table in before) if before else min(_days(table, on) for table in after)
    return min((table for table in tables if _days(table, on) == days), key=_preference)


def _others(claim: Claim, literal: PartTable, tables: Sequence[PartTable], on: date) -> list[Entry]:
    """Return the same source's other dates, and its other measures and wholes on the literal table's own day."""
    chosen: dict[tuple[str, ...], PartTable] = {}
    for table in tables:
        if table.evidence.source != literal.evidence.source or not _is_one_step(claim, literal, table, on):
            continue
        # Two tables alike in all of these differ in nothing that a departure names: the fuller one speaks for both.
        same_measure = table.measure == literal.measure
        key = (table.day, table.measure, table.base, table.unit if same_measure else "")
        chosen[key] = min(chosen.get(key, table), table, key=_preference)
    entries = [Entry(table=table, departures=_departures(literal, table)) for table in chosen.values()]
    return sorted(entries, key=lambda entry: (abs(_days(entry.table, on)), _order(entry.table)))


def _is_one_step(claim: Claim, literal: PartTable, table: PartTable, on: date) -> bool:
    alike = (table.measure, table.base, table.unit) == (literal.measure, literal.base, literal.unit)
    if table.day != literal.day:
        return alike and abs(_days(table, on)) <= OTHER_DATE_DAYS
    if table.measure != literal.measure:
        # What is counted can change only where a share makes it comparable, and not together with the whole.
        return claim.unit == "percent" and table.base == literal.base
    return not alike


def _departures(literal: PartTable, table: PartTable) -> tuple[Departure, ...]:
    if table.day != literal.day:
        return (saying.date_departure(table.measure, table.evidence.as_of),)
    if table.measure != literal.measure:
        return (saying.measure_departure(table.measure),)
    found = []
    if table.base != literal.base:
        found.append(saying.base_departure(table.base))
    if table.unit != literal.unit:
        found.append(saying.unit_departure(table.measure, table.unit))
    return tuple(found)


def _preference(table: PartTable) -> tuple[object, ...]:
    """Order tables of one source and day: complete, of the whole country, in percent, with the most parts first."""
    return (_is_partial(table), table.base != WHOLE_COUNTRY, table.unit != "percent", -len(table.parts), _order(table))


def _is_partial(table: PartTable) -> bool:
    return not fold(table).is_complete


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
