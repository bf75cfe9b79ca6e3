"""Shares: who held how much of a base on a day, as a table whose sum is checked."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from whoholds.atlas.layers import slug_of
from whoholds.errors import UnknownName, WhoholdsError
from whoholds.model import WHOLE_COUNTRY, Evidence, PartTable, Status, Struct

if TYPE_CHECKING:
    from whoholds.atlas.atlas import Atlas
    from whoholds.atlas.layers import LayerKey
    from whoholds.atlas.parts import BaseChoice, Parts
    from whoholds.atlas.zones import Zone

# Of the whole: how far parts that should come to it may be off.
SLACK = 1e-9


class ShareRow(Struct, frozen=True, kw_only=True):
    """What one holder has in one status: `value` in the table's unit, `share` in percent of the base.

    `name` is what the source calls it. `holder` is the atlas's name; None for what nobody has, or is not said whose.
    `range` is between which shares it lies if the map's lines are off by as much as they may be; None where that is not
    known.
    """

    name: str
    holder: str | None
    status: Status
    value: float
    share: float | None
    range: tuple[float, float] | None = None


class HolderShare(Struct, frozen=True, kw_only=True):
    """What one holder has in all statuses together; `holder` is None for what nobody has, or is not said whose.

    `range` is as in `ShareRow`: lines between what the holder has in one status and in another move nothing.
    """

    name: str
    holder: str | None
    value: float
    share: float | None
    range: tuple[float, float] | None = None


class Shares(Struct, frozen=True, kw_only=True):
    """Who held how much of a base on a day, by one source.

    `rows` have a line for each holder and status, `holders` one for each holder, the largest first. `total` is the
    whole of the base in `unit`, None if the source states none; `residual` is what the rows leave of it, which is
    nothing but rounding where the source is a map. `drawn_km2` is all the land that a map of polygons or units draws,
    and `outside_km2` what of it lies outside the country, however its border is drawn. `other_sources` are those that
    can be asked as well.
    """

    place: str
    on: str
    base: str
    measure: str
    unit: str
    evidence: Evidence
    rows: tuple[ShareRow, ...]
    holders: tuple[HolderShare, ...]
    total: float | None
    residual: float | None
    drawn_km2: float | None = None
    outside_km2: float | None = None
    other_sources: tuple[str, ...] = ()


def shares_of(table: PartTable, on: str, other_sources: tuple[str, ...] = (), *, of: Parts | None = None) -> Shares:
    """Return the shares of a part table, the largest first and what is not said last; `of` are the parts it is made of.

    Raises WhoholdsError if the parts of a map do not come to the whole.

    >>> from whoholds.model import Part
    >>> parts = (Part(name="A", holder="A", value=60.0), Part(name="B", holder="B", value=140.0))
    >>> papers = Evidence(source="ours", as_of="2018-11", kind="polygons")
    >>> table = PartTable(
    ...     evidence=papers, place="XXX", measure="area", unit="km2", day="2018-11-30", parts=parts, total=200.0
    ... )
    >>> shares = shares_of(table, "2018-12-11")
    >>> [(row.name, row.share) for row in shares.rows], shares.residual
    ([('B', 70.0), ('A', 30.0)], 0.0)
    """
    total = table.total
    listed = math.fsum(part.value for part in table.parts)
    residual = None if total is None else total - listed
    is_map = table.evidence.kind != "shares"
    if is_map and residual is not None and abs(residual) > max(SLACK * (total or 0.0), 1e-5 * len(table.parts)):
        raise WhoholdsError(
            f"{table.evidence.source}, {table.evidence.as_of}: the parts come to {listed:,.6f} and the whole is "
            f"{total:,.6f} {table.unit}. Delete the folder parts/ of the atlas and ask again."
        )
    rows = tuple(
        ShareRow(
            name=part.name,
            holder=part.holder,
            status=part.status,
            value=part.value,
            share=None if not total else 100 * part.value / total,
            range=_range(table, {(part.name, part.status)}),
        )
        for part in sorted(table.parts, key=lambda part: (part.name == "not said", -part.value, part.name))
    )
    return Shares(
        place=table.place,
        on=on,
        base=table.base,
        measure=table.measure,
        unit=table.unit,
        evidence=table.evidence,
        rows=rows,
        holders=_by_holder(rows, table),
        total=total,
        residual=None if residual is None else round(residual, 6) + 0.0,
        drawn_km2=of.drawn_km2 if of else None,
        outside_km2=of.outside_km2 if of else None,
        other_sources=other_sources,
    )


def _range(table: PartTable, parts: set[tuple[str, Status]]) -> tuple[float, float] | None:
    """Return between which shares some parts together lie if all lines move for them, or all against them."""
    if not table.strips or not table.total:
        return None
    held = math.fsum(part.value for part in table.parts if (part.name, part.status) in parts)
    gained = lost = 0.0
    for strip in table.strips:
        ours, theirs = ((strip.to, strip.to_status) in parts, (strip.of, strip.of_status) in parts)
        gained += strip.value * (ours and not theirs)
        lost += strip.value * (theirs and not ours)
    share = 100 / table.total
    return max(0.0, round(share * (held - lost), 6)), min(100.0, round(share * (held + gained), 6))


def _by_holder(rows: tuple[ShareRow, ...], table: PartTable) -> tuple[HolderShare, ...]:
    of: dict[tuple[str, str | None], list[ShareRow]] = {}
    for row in rows:
        of.setdefault((row.holder or row.name, row.holder), []).append(row)
    made = [
        HolderShare(
            name=name,
            holder=holder,
            value=math.fsum(row.value for row in theirs),
            share=math.fsum(row.share for row in theirs if row.share is not None)
            if theirs[0].share is not None
            else None,
            range=_range(table, {(row.name, row.status) for row in theirs}),
        )
        for (name, holder), theirs in of.items()
    ]
    return tuple(sorted(made, key=lambda each: (each.name == "not said", -each.value, each.name)))


def shares_on(atlas: Atlas, place: str, *, on: str, measure: str, base: str | None, source: str | None) -> Shares:
    """Return the shares by the map in force on a day, or by the latest published table: see `Atlas.shares`."""
    from whoholds.atlas.base_choice import settled_base
    from whoholds.atlas.parts import part_table

    published = _published(atlas, place, on, measure)
    slugs = {key.slug for key in atlas.maps.maps_of(place) if key.day <= on}
    if slug_of(source) in slugs if source else slugs:
        key = atlas.maps.in_force(place, on, source)
        choice, zones = _held_before(base, key, atlas) or settled_base(base, place, atlas.maps)
        parts = atlas.maps.parts(key, *zones)
        table = part_table(parts, measure, choice, atlas.maps.strips(key, *zones))
        others = {*slugs - {key.slug}, *(each.evidence.source for each in published)}
        return shares_of(table, on, tuple(sorted(others)), of=parts)
    names = atlas.own_sources(source) if source else frozenset()
    found = [each for each in published if source in (None, each.evidence.source) or each.evidence.source in names]
    wanted = [each for each in found if base in (None, each.base) and (base or each.base == WHOLE_COUNTRY)]
    if not wanted:
        raise UnknownName(_nothing(atlas, place, on, measure, base, source, published))
    others = {each.evidence.source for each in published} - {wanted[-1].evidence.source}
    return shares_of(wanted[-1], on, tuple(sorted(others)))


def _held_before(base: str | None, key: LayerKey, atlas: Atlas) -> tuple[BaseChoice, tuple[Zone, ...]] | None:
    """Return the land that some holders ever had on a source's maps, if that is what the base says."""
    from whoholds.atlas.history import ever_held, holders_in
    from whoholds.atlas.parts import BaseChoice

    named = holders_in(base or "")
    if not named:
        return None
    holders = [holder for name in named for holder in atlas.find_holder(name, key.place, key.day)]
    keys = [each for each in atlas.maps.maps_of(key.place) if each.slug == key.slug and each.day <= key.day]
    zone = ever_held(atlas.maps, keys, holders)
    if zone is None:
        raise UnknownName(
            f"no {base}: {key.slug} has {len(keys)} map{'s'[: len(keys) != 1]} of {key.place} by {key.day}, and that "
            "takes two at least that have such land; add earlier ones with `whoholds atlas add`"
        )
    return BaseChoice(zone=zone.name), (zone,)


def _published(atlas: Atlas, place: str, on: str, measure: str) -> list[PartTable]:
    """Return the published tables of a measure by a day, the latest last."""
    return [table for table in atlas.tables(place) if table.measure == measure and table.day <= on]


def _nothing(
    atlas: Atlas,
    place: str,
    on: str,
    measure: str,
    base: str | None,
    source: str | None,
    published: list[PartTable],
) -> str:
    of = f" by {source[:60]}" if source else ""
    over = f" over {base[:60]}" if base else ""
    sources = sorted(
        {*(table.evidence.source for table in published), *(key.slug for key in atlas.maps.maps_of(place))}
    )
    measures = sorted({table.measure for table in atlas.tables(place) if table.day <= on})
    hint = f"sources by then: {', '.join(sources)}" if sources else "add a map with `whoholds atlas add`"
    if measures and not published:
        hint = f"published tables by then count {', '.join(measures)}"
    return f"nothing on who held how much of {place} by {measure}{of}{over} on {on}: {hint}"
