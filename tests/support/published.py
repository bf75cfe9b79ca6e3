"""Published figures for tests that are worked out by hand: tables of the starter's `estimates.csv`, by their papers."""

from __future__ import annotations

from functools import cache

import msgspec

from whoholds.atlas import Atlas, open_atlas
from whoholds.checking import check
from whoholds.model import WHOLE_COUNTRY, Check, PartTable, Report
from whoholds.reading.passage import read_passage

JUSOOR = "Jusoor Center for Studies"
OBSERVATORY = "Syrian Observatory for Human Rights"
SIGAR = "SIGAR / USFOR-A"
SUPPORT = "SIGAR / Resolute Support"
JOURNAL = "Long War Journal"


@cache
def atlas() -> Atlas:
    """The starter atlas, opened once."""
    return open_atlas()


@cache
def published(
    place: str, source: str, as_of: str, *, measure: str = "area", unit: str = "percent", base: str = WHOLE_COUNTRY
) -> PartTable:
    """The one table that a source published for a date."""
    (found,) = (
        table
        for table in atlas().tables(place)
        if (table.evidence.source, table.evidence.as_of) == (source, as_of)
        and (table.measure, table.unit, table.base) == (measure, unit, base)
    )
    return found


@cache
def measured(base: str = WHOLE_COUNTRY, *, measure: str = "area") -> PartTable:
    """A table of the map of Syria for 11 December 2018 that ships."""
    (found,) = (
        table
        for table in atlas().tables("SYR", on="2018-12-11", within_days=0)
        if table.evidence.kind == "points" and (table.measure, table.base) == (measure, base)
    )
    return found


def checks_of(text: str, on: str, place: str) -> tuple[Check, ...]:
    """The checks inside a report of one paragraph, read and settled as `whoholds.check` does."""
    figures = tuple(msgspec.structs.replace(figure, paragraph=0) for figure in read_passage(text))
    return check(Report(paragraphs=(text,), figures=figures), atlas=atlas(), on=on, place=place, deals=0).checks
