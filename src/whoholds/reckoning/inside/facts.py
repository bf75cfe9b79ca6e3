"""What the checks inside a report are told from outside: how large a country is, and what was claimed before."""

from __future__ import annotations

from whoholds.model import Bound, Evidence, Struct


class WholeArea(Struct, frozen=True, kw_only=True):
    """How large a place is, in km², by whom."""

    name: str
    area_km2: float
    source: Evidence


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
