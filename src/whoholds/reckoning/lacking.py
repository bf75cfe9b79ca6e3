"""Lacking: what is missing before a figure can be reckoned, and which option or layer would settle it."""

from __future__ import annotations

from collections.abc import Iterable

from whoholds.model import WHOLE_COUNTRY, Claim, Missing, PartTable
from whoholds.reckoning import saying
from whoholds.reckoning.choosing import (
    LATEST_DAYS,
    OLDEST_DAYS,
    counts_the_same,
    day_of,
    fits_unit,
    measure_of,
    names_holders,
)
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
    if claim.relation == "lost" or (claim.relation == "gained" and claim.unit != "percent"):
        verb = {"lost": "A loss", "gained": "A gain"}[claim.relation]
        say = f"{verb} is the difference of two dates; a table of who holds what on one date cannot settle it."
        missing.append(_missing("the date that the change is counted from", say))
    return tuple(missing)


def lacks_evidence(claim: Claim, tables: Iterable[PartTable]) -> tuple[Missing, ...]:
    """Say which layer for which date would settle a claim that no table can answer."""
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
