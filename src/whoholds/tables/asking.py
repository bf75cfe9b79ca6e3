"""Asking: a claim or a figure in words, tried on any tables of parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Unpack

import msgspec

from whoholds.days import last_day
from whoholds.errors import BadTable, WhoholdsError
from whoholds.model import WHOLE_COUNTRY, Bound, Claim, PartTable, Reckoning
from whoholds.tables.making import Papers, check_papers, tables_made

Names = str | Sequence[str]


def reckon(
    claim: Claim | str,
    tables: object,
    *,
    own: object = (),
    figure: int | None = None,
    deals: int = 1000,
    seed: int = 0,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    holder: Names | None = None,
    on: str | date | None = None,
    enemies: Names = (),
    blocs: Mapping[str, Sequence[str]] | None = None,
    bound: Bound | None = None,
    since: str | date | None = None,
    lost: bool = False,
    **papers: Unpack[Papers],
) -> Reckoning:
    """Try a claim on all readings of the tables, and say which ways of counting give its figure.

    `tables` is one table of parts or a list of them, in any form that `part_tables` takes, PartTables among them;
    `columns` and the papers (`source`, `as_of`, `measure`, `unit`, …) are said of them as there. A table that names no
    country is one of the claim's.

    `claim` is a Claim, or the figure in words or digits ("more than 96.5%", "27,000 sq km", "a third"). A figure in
    words needs `holder`, whose ground it counts by the names of the tables, and `on`, the day that it is for (a date,
    or text in ISO 8601); `enemies` are those from whom the ground was taken, `blocs` names groups of holders, and
    `bound` goes before what the words say. With `since` (a day, a month or a year) the figure is what was gained from
    then on, with `lost` what was lost. `place`, `measure` and `base` are then the figure's as well as the tables'.

    `own` are tables of the one who makes the claim: what they come to is said, and nothing is reckoned with them.
    `deals` and `seed` are for the part that chance plays. Raises BadTable for a table that cannot be used, and
    WhoholdsError for a figure that is none or that lacks its holder or day.

    >>> rows = [("Government", 59.6), ("SDF", 27.5), ("Opposition", 10.3), ("ISIS", 2.55)]
    >>> found = reckon(
    ...     "more than 96.5%", rows, holder="Government", on="2018-12-11", enemies="ISIS",
    ...     source="Jusoor", as_of="2018-11", place="SYR", measure="area", unit="percent",
    ... )
    >>> found.verdict, found.explanations[0].say.split(" (")[0]
    ('only if', 'comes out at 97.4% if all land not held by ISIS is counted')
    """
    check_papers("reckon", papers)
    from whoholds.reckoning import reckon as reckon_tables

    place = claim.place if isinstance(claim, Claim) else None
    made, mine = (tables_made(given, columns, papers, place=place) for given in (tables, own))
    if isinstance(claim, str):
        words = _claim(
            claim,
            _names("holder", holder),
            _dated("on", on),
            bound,
            papers.get("measure"),
            _dated("since", since),
            lost,
        )
        claim = msgspec.structs.replace(
            words,
            place=papers.get("place") or _only_place(made),
            base=papers.get("base") or WHOLE_COUNTRY,
            enemies=_names("enemies", enemies),
            blocs={name: _names("blocs", members) for name, members in (blocs or {}).items()},
        )
    elif holder or on or enemies or blocs or bound or since or lost:
        raise WhoholdsError("holder, on, enemies, blocs, bound, since and lost go with a figure in words, not a Claim")
    return reckon_tables(claim, made, own=mine, figure=figure, deals=deals, seed=seed)


def _claim(
    value: str,
    holders: tuple[str, ...],
    on: str | None,
    bound: Bound | None,
    measure: str | None,
    since: str | None,
    lost: bool,
) -> Claim:
    """Return the claim that a figure in words makes, for holders and a day that were named."""
    from whoholds.checking import claim_from_words
    from whoholds.reckoning.fit import is_more_than_the_whole

    day = last_day(on)
    if not holders:
        raise WhoholdsError("it is not said whose ground the figure counts: holder='Government'")
    if day is None:
        raise WhoholdsError("it is not said for which day the figure is: on='2018-12-11'")
    if (lost and since is None) or (since is not None and last_day(since) is None):
        raise WhoholdsError("it is not said since when the ground was gained or lost: since='2018-01-01'")
    claim = claim_from_words(value, bound=bound, on=day, measure=measure, since=since, lost=lost)
    if claim is None:
        raise WhoholdsError(f"{value[:60]!r} is not a figure; write it as 96.5%, '27,000 sq km' or 'a third'")
    if is_more_than_the_whole(claim):
        raise WhoholdsError(f"{value[:60]!r} is more than the whole; a share is at most 100%")
    return msgspec.structs.replace(claim, holders=holders)


def _only_place(tables: Sequence[PartTable]) -> str | None:
    """Return the country of the tables, if it is one: the figure is of that country then."""
    places = sorted({table.place for table in tables})
    if len(places) > 1:
        raise BadTable(
            f"the tables are of {', '.join(places)[:200]}; say of which one the figure is: place={places[0]!r}"
        )
    return places[0] if places else None


def _dated(field: str, given: object) -> str | None:
    """Return a date in ISO 8601 that was given as text or as a date."""
    if isinstance(given, datetime):
        given = given.date()
    if isinstance(given, date):
        return given.isoformat()
    if given is not None and not isinstance(given, str):
        raise WhoholdsError(f"{field} is {given!r:.60}; write '2018-12-11', '2018-12' or '2018', or give a date")
    return given


def _names(field: str, given: object) -> tuple[str, ...]:
    """Return names that were given as one text or as several."""
    names: list[Any] = [given] if isinstance(given, str) else list(given) if isinstance(given, Iterable) else [given]
    if given is not None and not all(isinstance(name, str) for name in names):
        raise WhoholdsError(f"{field} is {given!r:.60}; write a name, or a list of names")
    return () if given is None else tuple(names)
