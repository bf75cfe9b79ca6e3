"""What the checks inside a report are told from outside: sizes, unit counts, settled names, tables, earlier claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from whoholds.model import Bound, Claim, Evidence, PartTable, Struct


class WholeArea(Struct, frozen=True, kw_only=True):
    """How large a place is, in km², by whom."""

    name: str
    area_km2: float
    source: Evidence


class WholeUnits(Struct, frozen=True, kw_only=True):
    """How many units of one sort a country has, by whom: `unit` is a plural noun ("provinces", "districts")."""

    unit: str
    number: int
    source: Evidence


def nobody(words: str) -> frozenset[str]:
    """Name no source: what `Known.named` is where there is no atlas."""
    return frozenset()


class Known(Struct, frozen=True, kw_only=True):
    """What the atlas knows of the figures of a report.

    `claims` are the claims that figures make, their names settled, by the figures' indexes. `blocs` says which holders
    are counted within which: name to those within it. `tables` are published
    shares and maps from near the report's day. `named` gives the names of the sources that a text names, under which
    their tables stand.
    """

    claims: Mapping[int, Claim] = {}
    blocs: Mapping[str, Sequence[str]] = {}
    tables: Sequence[PartTable] = ()
    named: Callable[[str], frozenset[str]] = nobody


class PastClaim(Struct, frozen=True, kw_only=True):
    """A figure that somebody gave before. `on` is a day, a month or a year (ISO 8601).

    `kind`, `unit`, `measure`, `value`, `high` and `bound` mean what they mean in a `Figure`. `source` is who gave it,
    `holder` whose ground it is about.
    """

    on: str
    source: str
    value: float
    high: float | None = None
    unit: str = "percent"
    measure: str | None = None
    kind: str = "share"
    bound: Bound = "exact"
    holder: str | None = None
    url: str | None = None
    note: str | None = None
