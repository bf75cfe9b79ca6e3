"""Lacking: what is missing before a figure can be reckoned, and which option or layer would settle it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from whoholds.model import WHOLE_COUNTRY, Claim, Missing, PartTable
from whoholds.reckoning import saying
from whoholds.reckoning.answering import counts_the_same, fits_unit, measure_of, names_holders
from whoholds.reckoning.changing import END_AFTER_DAYS, END_BEFORE_DAYS, is_change, may_be_held, period_of
from whoholds.reckoning.choosing import LATEST_DAYS, OLDEST_DAYS, day_of
from whoholds.reckoning.ground import where

MOST_NAMED = 8


def lacks_words(claim: Claim) -> tuple[Missing, ...]:
    """Return what the claim itself does not say: its day, its place, its holder, or the state of things on one day."""
    missing = []
    if not claim.on:
        missing.append(_missing("the date", "It is not said for which day the figure is; give it with --on.", "--on"))
    if not claim.place:
        say = "It is not said of which country the figure is; give it with --place."
        missing.append(_missing("the place", say, "--place"))
    if not claim.holders:
        say = "It is not said whose ground the figure counts; give it with --holder."
        missing.append(_missing("the holder", say, "--holder"))
    if claim.kind == "distance":
        say = "A distance is no share, area or count; no table of who holds what comes to it."
        missing.append(_missing("a figure that counts ground", say))
    if claim.relation in ("lost", "gained") and not may_be_held(claim) and not claim.since:
        verb = {"lost": "A loss", "gained": "A gain"}[claim.relation]
        say = f"{verb} is the difference of two dates, and it is not said since when; give that with --since."
        missing.append(_missing("the date that the change is counted from", say, "--since"))
    if is_change(claim) and claim.on and (claim.since or "") > claim.on:
        say = (
            f"The period starts on {saying.date_name(claim.since or '')}, after the day that the figure is for, "
            f"{saying.date_name(claim.on)}."
        )
        missing.append(_missing("a period that starts before it ends", say, "--since"))
    return tuple(missing)


def lacks_evidence(claim: Claim, tables: Iterable[PartTable]) -> tuple[Missing, ...]:
    """Say which layer for which date would settle a claim that no table can answer."""
    if is_change(claim):
        return lacks_pairs(claim, tables)
    known = [table for table in tables if table.place == claim.place]
    fitting = [table for table in known if fits_unit(claim, table) and counts_the_same(claim, table)]
    names = saying.listed(saying.holder_name(holder) for holder in claim.holders)
    whole = str(claim.place) if claim.base == WHOLE_COUNTRY else f"{claim.base} ({claim.place})"
    wanted = (
        f"a table of {saying.noun_of(measure_of(claim))} by holder for {whole} that names {names}, "
        f"for {saying.date_name(claim.on or '')} or the {OLDEST_DAYS} days before"
    )
    missing = [_missing(wanted, f"{wanted[0].upper()}{wanted[1:]}, would settle it; {_what_there_is(claim, fitting)}.")]
    near = sorted(
        {str(part.holder) for table in fitting for part in table.parts if part.holder and _is_near(claim, table)}
    )
    if near and not any(names_holders(claim, table) for table in fitting):
        more = f" and {len(near) - MOST_NAMED} more" if len(near) > MOST_NAMED else ""
        say = f"The tables near that date name other holders: {', '.join(near[:MOST_NAMED])}{more}."
        missing.append(_missing(f"the holder {names}", say + _counted_within(claim, near), "--holder"))
    return tuple(missing)


def lacks_pairs(claim: Claim, tables: Iterable[PartTable]) -> tuple[Missing, ...]:
    """Say which two tables of one source would settle what changed hands in a period."""
    period, tables = period_of(claim), list(tables)
    ends = [
        (saying.date_name(day.isoformat()), any(_is_within(claim, table, day) for table in tables))
        for day in (period.eve, period.on)
    ]
    names = saying.listed(saying.holder_name(holder) for holder in claim.holders)
    whole = str(claim.place) if claim.base == WHOLE_COUNTRY else f"{claim.base} ({claim.place})"
    wanted = (
        f"a table of {saying.noun_of(measure_of(claim))} by holder for {whole} that names {names}, for {ends[0][0]} or "
        f"the {END_BEFORE_DAYS} days before, and another of the same source for {ends[1][0]} or the {END_BEFORE_DAYS} "
        "days before"
    )
    none = [end for end, is_there in ends if not is_there]
    there = f"the evidence has none for {' and none for '.join(none)}" if none else "no source in the evidence has both"
    return (_missing(wanted, f"{wanted[0].upper()}{wanted[1:]}, would settle it; {there}."),)


def _is_within(claim: Claim, table: PartTable, end: date) -> bool:
    """Tell whether a table could stand for one end of a period."""
    is_its = table.place == claim.place and fits_unit(claim, table) and counts_the_same(claim, table)
    days = (day_of(table.day, where(table)) - end).days
    return is_its and names_holders(claim, table) and -END_BEFORE_DAYS <= days <= END_AFTER_DAYS


def _counted_within(claim: Claim, known: list[str]) -> str:
    """Say which holder of the tables the claim's holders are a part of: it holds more than they do."""
    says = []
    for holder in claim.holders:
        above = [name for name in known if holder in claim.blocs.get(name, ())]
        if above:
            within = saying.listed(saying.holder_name(name) for name in above)
            says.append(
                f" They count {saying.holder_name(holder)} with {within}, and that is no answer for a part of it."
            )
    return "".join(says)


def _what_there_is(claim: Claim, fitting: list[PartTable]) -> str:
    """Name the nearest table that would do but for its date."""
    on = day_of(claim.on or "", "the claim")
    named = [table for table in fitting if names_holders(claim, table)]
    if not named:
        return "the evidence has none"
    days = {id(table): (day_of(table.day, where(table)) - on).days for table in named}
    table = min(named, key=lambda table: (abs(days[id(table)]), table.day, table.evidence.source, table.unit))
    away = days[id(table)]
    side = "before" if away < 0 else "after"
    return f"the nearest is by {saying.source_name(table.evidence, table.measure)}, {abs(away):,} days {side}"


def _is_near(claim: Claim, table: PartTable) -> bool:
    days = (day_of(table.day, where(table)) - day_of(claim.on or "", "the claim")).days
    return -OLDEST_DAYS <= days <= LATEST_DAYS


def _missing(what: str, say: str, option: str | None = None) -> Missing:
    return Missing(what=what, say=say, option=option)
