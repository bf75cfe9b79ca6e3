"""Gains that a source printed for a period ("730 km² in November"), made into tables: each has the period's first day.

A row's note says of which period it is. Only plain words are taken: a month, a calendar year or what has passed of it,
since a day, from a day to a day. What counts ground taken and not ground lost again ("gross"), what is of a part of the
country, and what is not over yet ("month to date") is no difference of two dates and makes no table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from whoholds.atlas.estimates import Row, last_day
from whoholds.atlas.tables import LICENCE, parts_of
from whoholds.days import first_day
from whoholds.model import Evidence, PartTable

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = r"(\d{1,2} )?([A-Z][a-z]{2})[a-z]* (\d{4})"
_MONTH = re.compile(r"(?:gain in the month|month)\b")
_YEAR = re.compile(r"(?:calendar (\d{4})|(\d{4}) to (?:\d{1,2} )?[A-Z])")
_SINCE = re.compile(rf"since {_DAY}")
_FROM = re.compile(rf"{_DAY} to {_DAY}")
_NOT_OVER = re.compile(r"\bgross\b|\bto date\b|\bfirst \d+ days\b")


def start_of_row(row: Row) -> str | None:
    """Return the first day of the period that a row of ground gained is for, or None where its note is not plain.

    >>> row = Row(number=1, country="UKR", as_of="2024-11", source="S", holder="Russia", status="controlled", flow=True,
    ...           measure="area", printed="730", value=730, unit="km2", note="FLOW: gain in the month.")
    >>> start_of_row(row)
    '2024-11-01'
    """
    note = row.note.partition("FLOW:")[2].strip()
    if not row.flow or not note or _NOT_OVER.search(note):
        return None
    if _MONTH.match(note):
        return first_day(row.as_of) if len(row.as_of) == len("2024-11") else None
    if year := _YEAR.match(note):
        return f"{year[1] or year[2]}-01-01" if row.as_of.startswith(year[1] or year[2]) else None
    if since := _SINCE.match(note):
        return _written(*since.groups())
    if between := _FROM.match(note):
        # The state on the first day is what is compared with: the period starts on the day after.
        eve = _written(*between.groups()[:3])
        return (date.fromisoformat(eve) + timedelta(days=1)).isoformat() if eve else None
    return None


def gain_tables(rows: Iterable[Row]) -> tuple[PartTable, ...]:
    """Return the tables of what sources printed as gained: one for each source, period, measure, unit and whole.

    A side's own statements are claims, and no tables.
    """
    dated = [
        (row, start)
        for row in rows
        if row.role != "statement" and row.holder_id and not row.left_out and (start := start_of_row(row))
    ]

    def table_of(item: tuple[Row, str]) -> tuple[str, ...]:
        row, start = item
        return last_day(row.as_of), row.source, row.as_of, start, row.measure, row.unit, row.base

    return tuple(
        _table([row for row, _ in group], key[3]) for key, group in groupby(sorted(dated, key=table_of), key=table_of)
    )


def _table(rows: list[Row], start: str) -> PartTable:
    first = rows[0]
    said = dict.fromkeys(row.doubt or row.note.partition("FLOW:")[2].strip() for row in rows)
    unit = "people" if first.measure == "population" and first.unit == "count" else first.unit
    return PartTable(
        evidence=Evidence(
            source=first.source,
            as_of=first.as_of,
            url=first.url,
            licence=LICENCE,
            note="; ".join(filter(None, said)),
            since=start,
            printed=True,
        ),
        place=first.country,
        measure=first.measure,
        unit=first.measure if unit == "count" else unit,
        day=last_day(first.as_of),
        base=first.base,
        parts=tuple(part for part, _ in parts_of(tuple(rows))),
    )


def _written(day: str | None, month: str, year: str) -> str | None:
    if month.lower() not in _MONTHS:
        return None
    return first_day(f"{year}-{_MONTHS.index(month.lower()) + 1:02d}" + (f"-{int(day):02d}" if day else ""))
