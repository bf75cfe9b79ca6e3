"""Counts of provinces or districts against how many there are."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from whoholds.model import WHOLE_COUNTRY, Check, Figure, PartTable, Report
from whoholds.reckoning.inside.counts import own_total, said_total, wholes_of_shares
from whoholds.reckoning.inside.facts import WholeArea, WholeUnits
from whoholds.reckoning.inside.passages import Passage
from whoholds.reckoning.inside.remainder import is_country
from whoholds.reckoning.inside.saying import date_words, listed, number, quoted
from whoholds.reckoning.inside.windows import holds_window
from whoholds.reckoning.inside.words import has_word, word_groups

KIND = "unit count"
# Units are divided and joined over the years: only far more of them than there are cannot be.
FAR_MORE, FAR_OFF = 1.5, 5
# A total below this part of what is known is of a smaller place, though the words do not say so.
SMALLER = 2 / 3
MOST_SOURCES = 3
ALL = re.compile(r"\b(?:all|each)\b", re.IGNORECASE)


def known_units(
    units: Sequence[WholeUnits], tables: Sequence[PartTable], on: str | None
) -> dict[str, list[WholeUnits]]:
    """The numbers that are known, by unit: those told, and those that tables of a country's units state as their total.

    One number is named once, by the table nearest to the day.
    """
    found: dict[str, dict[int, WholeUnits]] = defaultdict(dict)
    stated = [
        WholeUnits(unit=table.unit, number=int(table.total), source=table.evidence)
        for table in sorted(tables, key=lambda table: _days(table.day, on))
        if table.evidence.kind == "shares"
        and table.unit == table.measure != "area"
        and table.base == WHOLE_COUNTRY
        and table.total
    ]
    for entry in (*units, *stated):
        for name in same_units(entry.unit):
            found[name].setdefault(entry.number, entry)
    return {unit: list(numbers.values()) for unit, numbers in found.items()}


def _days(day: str, on: str | None) -> int:
    try:
        return abs((dt.date.fromisoformat(day) - dt.date.fromisoformat(on or day)).days)
    except ValueError:
        return 0


def same_units(unit: str) -> tuple[str, ...]:
    """All the words for one sort of units.

    >>> same_units("governorates"), same_units("townships")
    (('governorates', 'provinces'), ('townships',))
    """
    return next((tuple(sorted(group)) for group in word_groups("units", "same") if unit in group), (unit,))


def check_units(
    report: Report, passage: Passage, country: WholeArea | None, known: Mapping[str, Sequence[WholeUnits]]
) -> Iterator[Check]:
    """Each total of a country's units once, and each count that is far beyond them."""
    if not any(report.figures[i].kind == "count" for i in passage.figures):
        return
    for i in passage.figures:
        if report.figures[i].kind == "count":
            yield from _more_than_said(passage, i, report.figures[i])
    told: set[tuple[str, int]] = set()
    wholes = wholes_of_shares(report, passage)
    shared = {report.figures[i].measure or "" for i in passage.figures if report.figures[i].kind == "share"}
    for i in passage.figures:
        figure = report.figures[i]
        numbers = known.get(figure.unit, ()) if figure.kind == "count" else ()
        if not numbers or country is None or not figure.base or not is_country(figure.base, country):
            continue
        total = _total(figure, shared, is_whole=i in wholes)
        if total is not None and (figure.unit, total) not in told:
            told.add((figure.unit, total))
            yield from _of_total(passage, i, figure, total, country, numbers)
        elif said_total(figure) is None and total is None and _is_far_beyond(holds_window(figure)[0], numbers):
            yield _said(passage, i, f"{quoted(figure)} is more than", figure.unit, country, numbers, holds=False)


def _more_than_said(passage: Passage, i: int, figure: Figure) -> Iterator[Check]:
    """More of them than the words say that there are: "41 of the country's 34 provinces"."""
    total, whose = said_total(figure), passage.text[figure.span[1] : figure.span[1] + 1] in ("'", "’")
    if total is not None and total < holds_window(figure)[0] and not whose:
        more = number(figure.value - total)
        say = f"In {passage.name}, {quoted(figure)} is {more} more than its own words say there are."
        yield Check(kind=KIND, figures=(i,), holds=False, say=say)


def _total(figure: Figure, shared: set[str], *, is_whole: bool) -> int | None:
    """How many units the words say that there are: the 407 of "41 of 407 districts", the 34 of "all 34 provinces".

    A count that a share is of (`is_whole`) is a total, and so is one that is nobody's if a share of its units stands
    beside it. One that is hedged is none.
    """
    total = own_total(figure)
    if total is not None:
        return None if has_word(figure.quote, "units", "hedges") else total
    whole = figure.bound == "exact" and figure.value == int(figure.value) and figure.high is None
    if whole and ALL.match(figure.quote):
        return int(figure.value)
    nobody_s = is_whole or figure.relation == "none"
    return int(figure.value) if whole and figure.unit in shared and nobody_s else None


def _of_total(
    passage: Passage, i: int, figure: Figure, total: int, country: WholeArea, known: Sequence[WholeUnits]
) -> Iterator[Check]:
    start = f"{quoted(figure)} counts {number(total)} {figure.unit} in all"
    same = [entry for entry in known if entry.number == total]
    if same:
        say = f"In {passage.name}, {start}, as many as {_named(same)} for {country.name}."
        yield Check(kind=KIND, figures=(i,), holds=True, say=say, sources=(same[0].source,))
    elif total >= SMALLER * min(entry.number for entry in known):
        holds = False if _is_far_beyond(total, known) else None
        yield _said(passage, i, f"{start}, and not", figure.unit, country, known, holds=holds)


def _is_far_beyond(count: float, known: Sequence[WholeUnits]) -> bool:
    most = max(entry.number for entry in known)
    return count > FAR_MORE * most and count >= most + FAR_OFF


def _said(
    passage: Passage,
    i: int,
    start: str,
    unit: str,
    country: WholeArea,
    known: Sequence[WholeUnits],
    *,
    holds: bool | None,
) -> Check:
    say = f"In {passage.name}, {start} the {_named(known)} for all of {country.name}."
    if holds is None:
        say += " Units are divided and joined over the years, and sources differ."
    sources = tuple(entry.source for entry in known[:MOST_SOURCES])
    return Check(kind=KIND, figures=(i,), holds=holds, say=say, sources=sources)


def _named(known: Sequence[WholeUnits]) -> str:
    return listed(
        [
            f"{number(entry.number)} of {entry.source.source.split(',')[0]}"
            + (f" ({date_words(entry.source.as_of)})" if entry.source.as_of else "")
            for entry in known
        ],
        MOST_SOURCES,
    )
