"""Changing: which tables a claim is tried on that says what was gained or lost since a date.

Such a claim needs two tables of one source that can be compared: one for the state at the end, and one for the state on
the eve of the period. Of all pairs the one is taken whose two dates lie nearest to the claim's, in days; each may be at
most 62 days before its end and 31 after. (The latest table by each end would not do: of maps for the first day of each
month, it would take October's for what happened in November.) Together they may be no farther off than the period is
long, so that at least half of it is theirs too; and they must lie between two thirds and one and a half times as far
apart as its ends: what a source says of two months is no answer for one. A source without such a pair does not answer.

One departure each: another date of the later table, another date of the earlier one, another measure, whole or unit on
both. So is the state on the date itself, without what was before: "retaken since" may mean all that is held. Where no
source has a pair, a share that was gained is read so, as it is where no date is said.

What a source itself prints as gained in the same period, to three days at each end, stands beside the differences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

import msgspec

from whoholds.model import Claim, Departure, PartTable
from whoholds.reckoning import choosing, rules, saying
from whoholds.reckoning.answering import cannot_answer, counts_the_same, has_only_influence, is_map, names_holders
from whoholds.reckoning.between import alike
from whoholds.reckoning.choosing import (
    FARTHER_FOR_POINTS_DAYS,
    Entry,
    Lineup,
    day_of,
    days_from,
    distance,
    is_partial,
    is_stand_in,
    line_of,
    more_than_a_step,
    order_of,
    preference,
    steps_between,
)
from whoholds.reckoning.ground import fold

END_BEFORE_DAYS = 62
END_AFTER_DAYS = 31
OTHER_EVE_DAYS = 62
# A gain that a source prints is for the claim's period if both its ends are no farther off.
PRINTED_WITHIN_DAYS = 3

Pair = tuple[PartTable, PartTable]


class Period(NamedTuple):
    """The two days of a claim: the eve of its period, and its last day."""

    eve: date
    on: date

    def is_spanned(self, later: PartTable, earlier: PartTable) -> bool:
        """Tell whether two tables lie between two thirds and one and a half times as far apart as the two days."""
        asked, apart = (self.on - self.eve).days, days_from(later, self.eve) - days_from(earlier, self.eve)
        return apart > 0 and 2 * asked <= 3 * apart and 2 * apart <= 3 * asked

    def is_met(self, later: PartTable, earlier: PartTable) -> bool:
        """Tell whether two tables span the period, and are together no farther off its ends than it is long."""
        off = abs(days_from(later, self.on)) + abs(days_from(earlier, self.eve))
        return self.is_spanned(later, earlier) and off <= (self.on - self.eve).days


def is_change(claim: Claim) -> bool:
    """Tell whether the claim says what changed hands since a date, and not what is held on one.

    >>> is_change(Claim(value=730, unit="km2", relation="gained", since="2024-11-01"))
    True
    """
    return claim.relation in ("gained", "lost") and claim.since is not None


def may_be_held(claim: Claim) -> bool:
    """Tell whether the claim can be read as what is held on its day: a share that was gained."""
    return claim.relation == "gained" and claim.unit == "percent"


def period_of(claim: Claim) -> Period:
    """Return the two days of a claim of change."""
    return Period(
        day_of(claim.since or "", "the claim's since") - timedelta(days=1), day_of(claim.on or "", "the claim")
    )


def line_up(claim: Claim, tables: Iterable[PartTable]) -> Lineup:
    """Choose the tables for a claim that has a day and holders. Raises BadTable for a table without a proper day."""
    every = list(tables)
    if is_change(claim):
        found = _line_up_pairs(claim, every)
        if found.literals or not may_be_held(claim):
            return found
    # What somebody gained in a period is nothing that is held on a day.
    found = choosing.line_up(claim, [table for table in every if not table.evidence.printed])
    gains = tuple((rules.GAIN_PRINTED, table) for table in every if table.evidence.printed)
    return msgspec.structs.replace(found, left_out=found.left_out + gains)


def _line_up_pairs(claim: Claim, tables: Sequence[PartTable]) -> Lineup:
    period = period_of(claim)
    judged = [(cannot_answer(claim, table), table) for table in tables]
    # A table that does not name the claim's holders may say that they have nothing: that depends on the other table.
    mute = (rules.HOLDER_NOT_NAMED, rules.PART_OF_A_SIDE)
    known = sorted((table for rule, table in judged if rule is None or rule in mute), key=order_of)
    by_source: dict[tuple[str, bool], list[PartTable]] = {}
    printed = [table for table in known if _is_printed_for(claim, table, period)]
    for table in known:
        if not table.evidence.printed:
            by_source.setdefault(line_of(table), []).append(table)
    found = [(pair, own) for own in by_source.values() if (pair := _literal_of_source(claim, own, period))]
    ranked = [(_rank(claim, pair, period), _entry(claim, pair)) for pair, _ in found]
    ranked += [(_rank(claim, (table, table), period), Entry(table=table)) for table in printed]
    found.sort(key=lambda item: _rank(claim, item[0], period))
    others = [_others(claim, pair, own, period) for pair, own in found]
    used = {id(table) for pair, _ in found for table in pair}
    used |= {id(table) for _, tables_of in others for table in tables_of} | set(map(id, printed))
    return Lineup(
        literals=tuple(entry for _, entry in sorted(ranked, key=lambda item: item[0]) if entry),
        others=tuple(entry for entries, _ in others for entry in entries),
        left_out=tuple((rule or _why_not(table), table) for rule, table in judged if id(table) not in used),
    )


def _why_not(table: PartTable) -> rules.Rule:
    return rules.GAIN_PRINTED if table.evidence.printed else rules.ONE_END


def _is_printed_for(claim: Claim, table: PartTable, period: Period) -> bool:
    """Tell whether a source itself prints what was gained in the claim's period, give or take some days."""
    if claim.relation != "gained" or not table.evidence.printed or not table.evidence.since:
        return False
    start = day_of(table.evidence.since, "a printed gain") - timedelta(days=1)
    ends = abs((start - period.eve).days), abs(days_from(table, period.on))
    return max(ends) <= PRINTED_WITHIN_DAYS and counts_the_same(claim, table) and names_holders(claim, table)


def _literal_of_source(claim: Claim, tables: Sequence[PartTable], period: Period) -> Pair | None:
    """Return the pair of one source's tables that the words ask for: the nearest to the two ends."""
    fitting = [table for table in tables if counts_the_same(claim, table)]
    ends = [table for table in fitting if -END_BEFORE_DAYS <= days_from(table, period.on) <= END_AFTER_DAYS]
    starts = [table for table in fitting if -END_BEFORE_DAYS <= days_from(table, period.eve) <= END_AFTER_DAYS]
    liked = {id(table): preference(table) for table in (*ends, *starts)}

    def order(pair: Pair) -> tuple[object, ...]:
        off = days_from(pair[0], period.on), days_from(pair[1], period.eve)
        return (abs(off[0]) + abs(off[1]), *off, is_stand_in(claim, pair[0]), liked[id(pair[0])], liked[id(pair[1])])

    pairs = sorted((pair for pair in product(ends, starts) if period.is_met(*pair)), key=order)
    return next((pair for pair in pairs if _entry(claim, pair)), None)


def _rank(claim: Claim, pair: Pair, period: Period) -> tuple[object, ...]:
    """Put the sources' pairs in order, as `choosing` does single tables: the first one is the primary one."""
    later, earlier = pair
    away = distance(later, period.on)
    if earlier is not later:
        away += distance(earlier, period.eve)
    return (
        is_stand_in(claim, later),
        is_partial(later) or is_partial(earlier),
        has_only_influence(claim, later),
        away - FARTHER_FOR_POINTS_DAYS * (later.evidence.kind == "points"),
        is_map(later),
        order_of(later),
        order_of(earlier),
    )


def _others(
    claim: Claim, literal: Pair, tables: Sequence[PartTable], period: Period
) -> tuple[list[Entry], Pair | tuple[PartTable, ...]]:
    """Return what departs from a source's literal pair, and the tables that are used for it."""
    chosen: dict[tuple[str, ...], tuple[Pair, tuple[Departure, ...]]] = {}
    for pair, departures in _a_step_away(claim, literal, tables, period):
        same_measure = pair[0].measure == literal[0].measure
        key = (pair[0].day, pair[1].day, pair[0].measure, pair[0].base, pair[0].unit if same_measure else "")
        known = chosen.get(key)
        if known is None or _preferred(pair) < _preferred(known[0]):
            chosen[key] = (pair, departures)

    def nearness(pair: Pair) -> tuple[object, ...]:
        away = abs(days_from(pair[0], period.on)) + abs(days_from(pair[1], period.eve))
        return away, order_of(pair[0]), order_of(pair[1])

    ordered = sorted(chosen.values(), key=lambda item: nearness(item[0]))
    entries = [entry for pair, departures in ordered if (entry := _entry(claim, pair, departures))]
    if claim.relation == "gained" and cannot_answer(claim, literal[0]) is None:
        entries.append(Entry(table=literal[0], departures=(saying.flow_departure(str(claim.since)),)))
    return entries, tuple(table for pair, _ in ordered for table in pair)


def _a_step_away(
    claim: Claim, literal: Pair, tables: Sequence[PartTable], period: Period
) -> Iterator[tuple[Pair, tuple[Departure, ...]]]:
    """Yield the pairs of one source's tables that are one departure from its literal pair."""
    later, earlier = literal
    for table in tables:
        is_alike = _kind(table) == _kind(later)
        is_a_step = not more_than_a_step(claim, later, table, period.on)
        is_near_eve = abs(days_from(table, period.eve)) <= OTHER_EVE_DAYS
        if table.day != later.day and is_a_step and period.is_spanned(table, earlier):
            yield (table, earlier), steps_between(claim, later, table)
        if is_alike and is_near_eve and table.day != earlier.day and period.is_spanned(later, table):
            yield (later, table), (saying.since_departure(table.measure, table.evidence.as_of),)
        if table.day == later.day and is_a_step:
            for other in tables:
                if other.day == earlier.day and _kind(other) == _kind(table):
                    yield (table, other), steps_between(claim, later, table)


def _entry(claim: Claim, pair: Pair, departures: tuple[Departure, ...] = ()) -> Entry | None:
    """Return two tables as they are compared; None if they cannot be, or do not say what the claim's holders have."""
    both = alike(*pair, claim.blocs)
    if both is None or not all(_says(claim, holder, both) for holder in claim.holders):
        return None
    return Entry(table=both[0], earlier=both[1], departures=departures)


def _says(claim: Claim, holder: str, pair: Pair) -> bool:
    """Tell whether both tables say what a holder has: one that is complete and does not name it says nothing."""
    alone = msgspec.structs.replace(claim, holders=(holder,))
    named = [names_holders(alone, table) for table in pair]
    return any(named) and all(is_named or fold(table).is_complete for is_named, table in zip(named, pair, strict=True))


def _kind(table: PartTable) -> tuple[str, str, str]:
    return table.measure, table.base, table.unit


def _preferred(pair: Pair) -> tuple[object, ...]:
    return preference(pair[0]), preference(pair[1])
