"""Over time: what each holder had from day to day, by one source, as rows and as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from whoholds.atlas.base_choice import settled_base
from whoholds.atlas.parts import part_table
from whoholds.atlas.shares import Shares, shares_of
from whoholds.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from whoholds.atlas.atlas import Atlas
    from whoholds.atlas.layers import LayerKey

    Watch = Callable[[Iterable[tuple[LayerKey, ...]], int], Iterable[tuple[LayerKey, ...]]]

COLUMNS = ("day", "holder", "name", "status", "value", "unit", "share_percent", "base", "measure", "source", "as_of")
# So many layers are summed in one go; progress moves once for each of these.
BATCH = 200


def over_time(
    atlas: Atlas,
    place: str,
    *,
    start: str,
    end: str,
    source: str | None = None,
    measure: str = "area",
    base: str | None = None,
    watch: Watch | None = None,
) -> tuple[Shares, ...]:
    """Return the shares by each map of one source from a day to a day, both included, in their order.

    `start` and `end` are in ISO 8601. Without a source, the one with most maps in that time is taken. `watch` wraps the
    batches of layers, to show progress. Raises UnknownName where there is no map.

    >>> from whoholds.atlas.atlas import open_atlas
    >>> [shares.on for shares in over_time(open_atlas(), "SYR", start="2018-01-01", end="2018-12-31")]
    ['2018-12-11']
    """
    keys = [key for key in atlas.maps.maps_of(place, source) if start <= key.day <= end]
    if not keys:
        of = f" by {source[:60]}" if source else ""
        raise UnknownName(f"no map of {place}{of} from {start} to {end}: see `whoholds atlas list {place}`")
    slugs = [key.slug for key in keys]
    most = max(sorted(set(slugs)), key=slugs.count)
    chosen = [key for key in keys if key.slug == most]
    choice, zones = settled_base(base, place, atlas.maps)
    batches = [tuple(chosen[at : at + BATCH]) for at in range(0, len(chosen), BATCH)]
    made = []
    for batch in watch(batches, len(batches)) if watch else batches:
        for parts in atlas.maps.series(batch, *zones):
            made.append(shares_of(part_table(parts, measure, choice), parts.day, of=parts))
    return tuple(made)


def as_csv(series: Iterable[Shares]) -> str:
    r"""Return shares as CSV with one row for each day, holder and status: see `COLUMNS`.

    >>> from whoholds.model import Evidence, Part, PartTable
    >>> table = PartTable(
    ...     evidence=Evidence(source="ours", as_of="2018-12-11", kind="polygons"), place="XXX", measure="area",
    ...     unit="km2", day="2018-12-11", parts=(Part(name="A", holder="A", value=50.0),), total=50.0,
    ... )
    >>> as_csv([shares_of(table, "2018-12-11")]).splitlines()[1]
    '2018-12-11,A,A,controlled,50.000000,km2,100.000000,the whole country,area,ours,2018-12-11'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for shares in series:
        for row in shares.rows:
            share = "" if row.share is None else f"{row.share:.6f}"
            writer.writerow(
                [
                    *(shares.on, harmless(row.holder or ""), harmless(row.name), row.status, f"{row.value:.6f}"),
                    *(shares.unit, share, shares.base, shares.measure),
                    *(harmless(shares.evidence.source), shares.evidence.as_of),
                ]
            )
    return out.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("A")
    ("'=1+1", 'A')
    """
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
