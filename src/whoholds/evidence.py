"""Evidence: the tables that a claim is tried on, and the maps among them that can be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from whoholds.atlas.evidence import base_tables
from whoholds.atlas.history import holders_in
from whoholds.days import last_day
from whoholds.model import WHOLE_COUNTRY, Answer, Claim, PartTable, Reckoning

if TYPE_CHECKING:
    from pathlib import Path

    from whoholds.atlas import Atlas
    from whoholds.atlas.faces import Faces
    from whoholds.reckoning import ByHand

# What a map's places are, and its people.
LISTED_PLACES = "listed places are GeoNames's: those of more than 500 people, and seats of units"
# As far from the eve of a period as a table may be that stands for it.
DAYS_ABOUT_THE_EVE = 62
# A page with more maps than this is an atlas.
MOST_MAPS = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class MapOfAnswer:
    """A map that figures were reckoned on: its layer cut into faces, and the names of the country and its capital.

    `asked` is the day of the first figure that was reckoned on it (ISO 8601), `folder` the atlas that lies over the
    starter data, which may have places of its own.
    """

    faces: Faces
    country: str
    capital: str | None = None
    asked: str | None = None
    folder: Path | None = None


def evidence_for(
    claim: Claim, speaker: str | None, atlas: Atlas
) -> tuple[tuple[PartTable, ...], tuple[PartTable, ...]]:
    """The tables for a claim's country and date, and apart from them the speaker's own: they are no evidence for it.

    A map is the speaker's own as well if its source is on the same side. (Of published figures a side's are no tables.)
    """
    if claim.place is None:
        return (), ()
    tables = with_bases((*tables_for(claim, claim.place, atlas), *_further_bases(claim, claim.place, atlas)), atlas)
    if speaker is None:
        return tables, ()
    mine = atlas.own_sources(speaker)
    side = atlas.side(speaker, claim.place, claim.on)
    maps = {table.evidence.source for table in tables if table.evidence.kind != "shares"}
    mine |= {source for source in maps if side and atlas.side(source, claim.place, claim.on) == side}
    own = tuple(table for table in tables if table.evidence.source in mine)
    return tuple(table for table in tables if table.evidence.source not in mine), own


def tables_for(claim: Claim, place: str, atlas: Atlas) -> tuple[PartTable, ...]:
    """The tables near a claim's day, and near the eve of its period if it says what changed hands since a date."""
    near = atlas.tables(place, on=claim.on)
    if claim.since is None or claim.relation not in ("gained", "lost"):
        return near
    eve = (date.fromisoformat(claim.since) - timedelta(days=1)).isoformat()
    known = {_key(table) for table in near}
    before = atlas.tables(place, on=eve, within_days=DAYS_ABOUT_THE_EVE)
    if claim.base != WHOLE_COUNTRY and not holders_in(claim.base):
        # A region is the same ground on both dates; the land that a side ever held by then is not.
        before += base_tables(atlas.maps, place, eve, claim.base)
    gains = atlas.gains(place, since=claim.since, on=claim.on) if claim.on else ()
    return (*near, *(table for table in before if _key(table) not in known), *gains)


def _key(table: PartTable) -> tuple[str, ...]:
    paper = table.evidence
    return paper.source, paper.kind, paper.as_of, table.measure, table.unit, table.base


def _further_bases(claim: Claim, place: str, atlas: Atlas) -> tuple[PartTable, ...]:
    """The tables of maps over the whole that the claim's words name, and over the land that its enemies ever held."""
    if claim.on is None:
        return ()
    return base_tables(atlas.maps, place, claim.on, claim.base, enemies=claim.enemies, holders=claim.holders)


def with_bases(tables: tuple[PartTable, ...], atlas: Atlas) -> tuple[PartTable, ...]:
    """The tables; those of maps say in their note how the country is drawn, and what its listed places are."""
    said: dict[tuple[str, str], str] = {}
    told = []
    for table in tables:
        paper = table.evidence
        if paper.kind != "shares":
            if (paper.source, table.day) not in said:
                parts = atlas.maps.parts(atlas.maps.in_force(table.place, table.day, paper.source))
                drawn = f"the country is drawn {parts.variants[0]}" if parts.variants[0] else ""
                said[paper.source, table.day] = "; ".join(filter(None, (drawn, LISTED_PLACES)))
            note = "; ".join(filter(None, (said[paper.source, table.day], paper.note)))
            table = msgspec.structs.replace(table, evidence=msgspec.structs.replace(paper, note=note))
        told.append(table)
    return tuple(told)


def maps_for(answer: Answer, atlas: Atlas) -> tuple[MapOfAnswer, ...]:
    """The maps that an answer's figures were reckoned on, to be drawn: one for each country, source and date.

    Maps on other dates than a source's literal one are not among them. `atlas` is the one that the answer came from.
    """
    wanted: dict[tuple[str, str, str], str | None] = {}
    for reckoning in answer.reckonings:
        for tried in reckoning.by_source:
            paper, claim = reckoning.evidence[tried.reading.evidence], reckoning.claim
            for day in (last_day(paper.as_of), last_day(paper.since)):
                if paper.kind != "shares" and claim and claim.place and day:
                    wanted.setdefault((claim.place, day, paper.source), claim.on)
    return tuple(
        MapOfAnswer(
            faces=atlas.maps.faces(place, day, source),
            country=atlas.country(place).name,
            capital=atlas.country(place).capital,
            asked=asked,
            folder=atlas.maps.folder,
        )
        for (place, day, source), asked in list(wanted.items())[:MOST_MAPS]
    )


def tried_on(reckoning: Reckoning) -> int:
    """The number of tables, or of pairs of tables, that a reckoning's readings are on: they come in that order."""
    return reckoning.readings[-1].reading.evidence + 1 if reckoning.readings else 0


def ways_by_hand(answer: Answer, atlas: Atlas) -> dict[int, ByHand]:
    """What a reader needs to count alone: for each figure (by its index) that was reckoned, the tables' sums.

    `atlas` is the one that the answer came from.
    """
    from whoholds.reckoning import by_hand

    known: dict[tuple[bytes, str | None], ByHand | None] = {}
    found = {}
    for reckoning in answer.reckonings:
        claim, at = reckoning.claim, reckoning.figure
        if claim is None or at is None or not reckoning.readings_tried:
            continue
        speaker = answer.report.figures[at].speaker
        key = (msgspec.json.encode(claim), speaker)
        if key not in known:
            tables, _ = evidence_for(claim, speaker, atlas)
            known[key] = by_hand(claim, tables, most=tried_on(reckoning))
        laid = known[key]
        if laid is not None:
            found[at] = laid
    return found
