"""Choosing: which tables a claim is tried on, and what each of them departs from.

Every source has one literal table with the claim's measure and whole: its latest by the day of the claim, at most 366
days old, or else the first that comes after, within 62 days. (Nobody can count on a map that is not out yet; a month's
map is for its last day.) What a source prints and what is measured on its map stand side by side, as two sources do.
The primary literal table is one of the last 183 days if there is one, out by the day of the claim, complete before it
is partial, of control before influence, and then the nearest in days; for what somebody "controls or contests", one
that says what is contested comes before one that does not. Land that was made from points has half-way lines
for borders: it counts as a month farther away than it is. The same source's other dates within 183 days are one
departure each, and so are its other measures and wholes for the literal table's own day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from whoholds.errors import BadTable
from whoholds.model import KM2_PER_UNIT, WHOLE_COUNTRY, Claim, Departure, Evidence, PartTable, Struct
from whoholds.reckoning import rules, saying
from whoholds.reckoning.answering import (
    cannot_answer,
    counts_the_same,
    has_contested_ground,
    has_only_influence,
    is_map,
    measure_of,
)
from whoholds.reckoning.ground import fold, where
from whoholds.reckoning.rules import Rule

OLDEST_DAYS = 366
FARTHER_FOR_POINTS_DAYS = 31
LATEST_DAYS = 62
OTHER_DATE_DAYS = 183


class Entry(Struct, frozen=True, kw_only=True):
    """A table that a claim is tried on, and its departures from the literal table of the same source.

    `earlier` is the table that is taken away from it, where what changed hands between the two is asked.
    """

    table: PartTable
    departures: tuple[Departure, ...] = ()
    earlier: PartTable | None = None

    @property
    def evidence(self) -> Evidence:
        """The papers of the table; of two tables together those of the later one, with the date of the earlier one."""
        paper, earlier = self.table.evidence, self.earlier
        return paper if earlier is None else msgspec.structs.replace(paper, since=earlier.evidence.as_of)

    @property
    def papers(self) -> tuple[Evidence, ...]:
        """The papers of two tables that are compared, each for itself; none for one table alone."""
        return () if self.earlier is None else (self.table.evidence, self.earlier.evidence)


class Lineup(Struct, frozen=True, kw_only=True):
    """All tables for a claim: the primary literal table, those of the other sources, and the rest, in fixed order.

    `left_out` are the tables that are not tried, each with the rule that leaves it out.
    """

    literals: tuple[Entry, ...] = ()
    others: tuple[Entry, ...] = ()
    left_out: tuple[tuple[Rule, PartTable], ...] = ()


def line_up(claim: Claim, tables: Iterable[PartTable]) -> Lineup:
    """Choose the tables for a claim that has a day and holders. Raises BadTable for a table without a proper day."""
    on = day_of(claim.on or "", "the claim")
    judged = [(cannot_answer(claim, table), table) for table in tables]
    known = sorted((table for rule, table in judged if rule is None), key=order_of)
    literals = _literals(claim, known, on)
    others = [entry for literal in literals for entry in _others(claim, literal, known, on)]
    chosen = {id(table) for table in literals} | {id(entry.table) for entry in others}
    left_out = [(rule, table) for rule, table in judged if rule]
    left_out += [(_why_not(claim, table, literals, on), table) for table in known if id(table) not in chosen]
    return Lineup(
        literals=tuple(Entry(table=table) for table in literals), others=tuple(others), left_out=tuple(left_out)
    )


def day_of(day: str, whose: str) -> date:
    """Return a day in ISO 8601 as a date."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise BadTable(f"{whose}: {day[:40]!r} is no day; write it as 2018-12-11") from None


def unit_size(claim: Claim, table: PartTable) -> float | None:
    """Return the size of the claim's unit in the table's unit; None for a share."""
    if claim.unit == "percent":
        return None
    return KM2_PER_UNIT[claim.unit] / KM2_PER_UNIT[table.unit] if claim.unit in KM2_PER_UNIT else 1.0


def noun_for(table: PartTable) -> str:
    """Return what a holder of this table holds: "land", "districts"."""
    return saying.noun_of(table.measure, of_a_map=is_map(table))


def line_of(table: PartTable) -> tuple[str, bool]:
    """Return whose table it is: its source, and whether it is measured on a map of that source."""
    return table.evidence.source, is_map(table)


def is_stand_in(claim: Claim, table: PartTable) -> bool:
    """Tell whether the table counts something else that stands for what the claim counts."""
    return claim.unit == "percent" and table.measure != measure_of(claim)


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
            days_from(table, on) < -OTHER_DATE_DAYS,
            days_from(table, on) > 0,
            claim.relation == "contests" and not has_contested_ground(table),
            is_partial(table),
            has_only_influence(claim, table),
            distance(table, on),
            days_from(table, on),
            is_map(table),
            order_of(table),
        ),
    )


def _literal_of_source(claim: Claim, tables: Sequence[PartTable], on: date) -> PartTable | None:
    near = [table for table in tables if not _is_out_of_date(table, on)]
    before = [table for table in near if days_from(table, on) <= 0]
    after = [table for table in near if days_from(table, on) > 0]
    if not near:
        return None
    days = max(days_from(table, on) for table in before) if before else min(days_from(table, on) for table in after)
    return min(
        (table for table in tables if days_from(table, on) == days),
        key=lambda table: (is_stand_in(claim, table), preference(table)),
    )


def _is_out_of_date(table: PartTable, on: date) -> Rule | None:
    """Return the rule by which a table cannot be its source's literal one."""
    days = days_from(table, on)
    if days < -OLDEST_DAYS:
        return rules.TOO_OLD
    return rules.TOO_NEW if days > LATEST_DAYS else None


def _why_not(claim: Claim, table: PartTable, literals: Sequence[PartTable], on: date) -> Rule:
    """Return the rule by which a table that could answer is not tried."""
    literal = next((each for each in literals if line_of(each) == line_of(table)), None)
    if literal is not None:
        return more_than_a_step(claim, literal, table, on) or rules.SAID_TWICE
    if table.base != claim.base:
        return rules.ANOTHER_WHOLE
    if not counts_the_same(claim, table):
        return rules.ANOTHER_MEASURE
    return _is_out_of_date(table, on) or rules.SAID_TWICE


def _others(claim: Claim, literal: PartTable, tables: Sequence[PartTable], on: date) -> list[Entry]:
    """Return the same source's other dates, and its other measures and wholes on the literal table's own day."""
    chosen: dict[tuple[str, ...], PartTable] = {}
    for table in tables:
        if line_of(table) != line_of(literal) or more_than_a_step(claim, literal, table, on):
            continue
        # Two tables alike in all of these differ in nothing that a departure names: the fuller one speaks for both.
        same_measure = table.measure == literal.measure
        key = (table.day, table.measure, table.base, table.unit if same_measure else "")
        chosen[key] = min(chosen.get(key, table), table, key=preference)
    entries = [Entry(table=table, departures=steps_between(claim, literal, table)) for table in chosen.values()]
    return sorted(entries, key=lambda entry: (abs(days_from(entry.table, on)), order_of(entry.table)))


def more_than_a_step(claim: Claim, literal: PartTable, table: PartTable, on: date) -> Rule | None:
    """Return the rule by which a table of the same source is not tried beside the literal one; None if it is."""
    alike = (table.measure, table.base, table.unit) == (literal.measure, literal.base, literal.unit)
    if table.day != literal.day:
        if not alike:
            return rules.ONE_AT_A_TIME
        return None if abs(days_from(table, on)) <= OTHER_DATE_DAYS else rules.DATE_TOO_FAR
    if table.measure != literal.measure:
        # What is counted can change only where a share makes it comparable, and not together with the whole.
        if claim.unit != "percent":
            return rules.ANOTHER_MEASURE
        return None if table.base == literal.base else rules.ONE_AT_A_TIME
    if alike:
        return rules.SAID_TWICE
    return None if table.base == literal.base or _is_another_whole(literal, table) else rules.ANOTHER_WHOLE


def _is_another_whole(literal: PartTable, table: PartTable) -> bool:
    """Tell whether the table's whole can stand in the place of the literal one.

    A map has many: each of its zones and units is one. What is drawn otherwise (a border, inland water) can stand, and
    so can the land that somebody held before.
    """
    if not is_map(table):
        return True
    if literal.base == WHOLE_COUNTRY:
        return table.base.startswith(("the country ", "land that "))
    return table.base.startswith(f"{literal.base}, ")


def steps_between(claim: Claim, literal: PartTable, table: PartTable) -> tuple[Departure, ...]:
    """Name the departures of a table from its source's literal one: another date, or measure, or whole and unit."""
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


def preference(table: PartTable) -> tuple[object, ...]:
    """Order tables of one source and day: complete, of the whole country, in percent, with the most parts first."""
    return (is_partial(table), table.base != WHOLE_COUNTRY, table.unit != "percent", -len(table.parts), order_of(table))


def is_partial(table: PartTable) -> bool:
    """Tell whether what the table names comes to less than 98 percent of its whole, or to more than 102."""
    return not fold(table).is_complete


def distance(table: PartTable, on: date) -> int:
    """Return how far a table is from the claim's day, in days, for the order of sources."""
    return abs(days_from(table, on)) + (FARTHER_FOR_POINTS_DAYS if table.evidence.kind == "points" else 0)


def days_from(table: PartTable, on: date) -> int:
    """Return how many days after the claim's day the table is for; below zero if before."""
    return (day_of(table.day, where(table)) - on).days


def order_of(table: PartTable) -> tuple[object, ...]:
    """Put tables in an order of their own, whatever order they come in."""
    # Parts are compared as written, so that two tables that differ at all never tie.
    parts = sorted(part.holder or "" for part in table.parts)
    return table.evidence.source, table.day, table.measure, table.unit, table.base, parts, _bytes(table)


def _bytes(table: PartTable) -> bytes:
    parts = sorted(msgspec.json.encode(part) for part in table.parts)
    return msgspec.json.encode(msgspec.structs.replace(table, parts=())) + b"".join(parts)
