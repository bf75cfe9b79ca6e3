"""What sides stated earlier: the starter ledger. A statement is a claim, and never evidence."""

from __future__ import annotations

from whoholds.atlas.estimates import Row, last_day
from whoholds.model import Struct


class PastStatement(Struct, frozen=True, kw_only=True):
    """A figure that a side published.

    `day` is the last day of `as_of`, `said` when it was said, if that is known to be another day. `side` is the
    country's holder for whose side `source` spoke, `holder` the holder whose ground the figure counts (None for
    ground that "was liberated"), `name` how the source called it. `flow` marks a gain over a period. `value` is in
    `unit` (percent, km2 or count) of `measure` (area, settlements, …); `base` is what it is a share of.
    """

    place: str
    as_of: str
    day: str
    source: str
    side: str | None
    holder: str | None
    name: str
    value: float
    unit: str
    measure: str
    bound: str
    flow: bool
    base: str
    said: str | None = None
    url: str | None = None
    note: str | None = None


def past_statement(row: Row, side: str | None) -> PastStatement:
    """Make a past statement of a row that a side published."""
    return PastStatement(
        place=row.country,
        as_of=row.as_of,
        day=last_day(row.as_of),
        source=row.source,
        side=side,
        holder=row.holder_id,
        name=row.holder,
        value=row.value,
        unit=row.unit,
        measure=row.measure,
        bound=row.bound,
        flow=row.flow,
        base=row.base,
        said=row.said,
        url=row.url,
        note="; ".join(filter(None, (row.note, row.doubt))) or None,
    )
