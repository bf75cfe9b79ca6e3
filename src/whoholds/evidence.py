"""Evidence: the tables that a claim is tried on, and the maps among them that can be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from whoholds.days import last_day
from whoholds.model import Answer, Claim, PartTable

if TYPE_CHECKING:
    from pathlib import Path

    from whoholds.atlas import Atlas
    from whoholds.atlas.faces import Faces
    from whoholds.reckoning import ByHand

# What a map's places are, and its people.
LISTED_PLACES = "listed places are GeoNames's: those of more than 500 people, and seats of units"
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
    tables = with_bases(atlas.tables(claim.place, on=claim.on), atlas)
    if speaker is None:
        return tables, ()
    mine = atlas.own_sources(speaker)
    side = atlas.side(speaker, claim.place, claim.on)
    maps = {table.evidence.source for table in tables if table.evidence.kind != "shares"}
    mine |= {source for source in maps if side and atlas.side(source, claim.place, claim.on) == side}
    own = tuple(table for table in tables if table.evidence.source in mine)
    return tuple(table for table in tables if table.evidence.source not in mine), own


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
            day = last_day(paper.as_of)
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
            known[key] = by_hand(claim, tables, most=len(reckoning.evidence))
        laid = known[key]
        if laid is not None:
            found[at] = laid
    return found
