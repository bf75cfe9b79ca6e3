"""`check`, the main job: read a page, reckon each figure on the atlas, and check the report inside itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from whoholds.claims import Options, can_be_reckoned, claim_of, settle
from whoholds.days import first_day, last_day
from whoholds.errors import UnknownName, WhoholdsError
from whoholds.evidence import evidence_for
from whoholds.model import Answer, Bound, Check, Claim, Evidence, Figure, Given, Missing, Reckoning, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from whoholds.atlas import Atlas, Country, PastStatement
    from whoholds.model import PartTable
    from whoholds.reckoning import PastClaim, WholeArea, WholeUnits

    Watch = Callable[[Iterable[tuple[int, Figure]], int], Iterable[tuple[int, Figure]]]


def check(
    source: str | Path | Report,
    *,
    atlas: Atlas | str | Path | None = None,
    on: str | None = None,
    place: str | None = None,
    holder: str | None = None,
    since: str | None = None,
    deals: int = 1000,
    watch: Watch | None = None,
) -> Answer:
    """Read a page and say, figure by figure, which ways of counting give it.

    `source` is a file, a URL, "-" for standard input, or a Report that was read before. `on` (ISO 8601) is the report's
    day and goes before a date on the page; `place` (a country's name or ISO 3166 alpha-3 code) and `holder` fill in
    what its sentences do not say; so does `since` (a day, a month or a year), from whose first day gains and losses are
    counted. `atlas` is a folder that lies over the starter data. `watch` wraps the list of figures while they are
    reckoned, to show progress.

    Raises UnreadableSource for a page that cannot be read, UnknownName for a place or a holder that the atlas does
    not know, and WhoholdsError if `place` is given and the atlas has no evidence for it, or if `since` is no date.
    """
    if since is not None and first_day(since) is None:
        raise WhoholdsError(f"{since[:40]!r} is not a date: write 2018-12-11, 2018-12 or 2018")
    book = opened(atlas)
    options = msgspec.structs.replace(settled_options(book, on=on, place=place, holder=holder), since=since)
    report = source if isinstance(source, Report) else read_page(source, on=on)
    figures = [(index, figure) for index, figure in enumerate(report.figures) if can_be_reckoned(figure)]
    memory: dict[tuple[object, ...], Reckoning] = {}
    reckonings = tuple(
        reckon_figure(figure, index, report, book, options, deals, memory)
        for index, figure in (watch(figures, len(figures)) if watch else figures)
    )
    return Answer(
        report=report,
        reckonings=reckonings,
        checks=inside(report, book, options, reckonings),
        given=Given(on=on, place=place, holder=holder, since=since),
    )


def opened(atlas: Atlas | str | Path | None) -> Atlas:
    """The atlas, opened if a folder or nothing is given."""
    from whoholds.atlas import Atlas, open_atlas

    return atlas if isinstance(atlas, Atlas) else open_atlas(atlas)


def read_page(source: str | Path, *, on: str | None = None) -> Report:
    """The report on a page; of a chat, on the posts of the day `on`."""
    from whoholds.reading import read

    return read(source, on=on)


def settled_options(atlas: Atlas, *, on: str | None, place: str | None, holder: str | None) -> Options:
    """The user's options with the country as its code, or an error that names what comes near."""
    ground = atlas.ground(place) if place else None
    code = ground[0] if ground else atlas.find_place(place) if place else None
    if code and not atlas.has_evidence(code):
        name = atlas.country(code).name
        raise WhoholdsError(
            f"the atlas has no evidence for {name} ({code}). Add a layer, or give an atlas with --atlas."
        )
    if code and holder:
        atlas.find_holder(holder, code, last_day(on))
    return Options(on=on, place=code, holder=holder)


def reckon_figure(
    figure: Figure,
    index: int,
    report: Report,
    atlas: Atlas,
    options: Options,
    deals: int,
    memory: dict[tuple[object, ...], Reckoning],
) -> Reckoning:
    """One figure's reckoning; the same claim is reckoned once and remembered in `memory`."""
    from whoholds.reckoning import reckon

    claim, missing = settle(figure, report, atlas, options)
    if missing:
        return cannot_tell(claim, missing, index)
    key = (msgspec.json.encode(claim), figure.speaker, figure.as_of)
    if key not in memory:
        tables, own = evidence_for(claim, figure.speaker, atlas)
        own = tuple(of_the_month_named(table, figure.as_of, claim.on) for table in own)
        memory[key] = told_if_later(reckon(claim, tables, own=own, deals=deals))
    return msgspec.structs.replace(memory[key], figure=index)


def of_the_month_named(table: PartTable, as_of: str | None, on: str | None) -> PartTable:
    """The speaker's own table; if it is for the month or the year that the figure names, it is for the claim's day.

    A claim's month ends on the report's day, as nobody can count on a map that is not out yet. What the speaker printed
    for that month is still what the report speaks of.
    """
    names_it = on is not None and as_of == table.evidence.as_of and on < table.day
    return msgspec.structs.replace(table, day=on) if names_it else table


def told_if_later(reckoning: Reckoning) -> Reckoning:
    """The reckoning; its sentence says so if the evidence of the literal reading is for a later day than the figure."""
    from whoholds.reckoning.saying import date_name

    claim, literal = reckoning.claim, reckoning.literal
    if claim is None or claim.on is None or literal is None:
        return reckoning
    day = last_day(reckoning.evidence[literal.reading.evidence].as_of)
    if day is None or day <= claim.on:
        return reckoning
    later = f"This evidence is for {date_name(day)}, later than the figure ({date_name(claim.on)})."
    return msgspec.structs.replace(reckoning, say=f"{reckoning.say} {later}")


def cannot_tell(claim: Claim, missing: tuple[Missing, ...], index: int) -> Reckoning:
    """The answer for a figure that lacks a date, a place or a holder."""
    return Reckoning(
        figure=index,
        claim=claim,
        verdict="cannot tell",
        say=" ".join(item.say for item in missing),
        missing=missing,
    )


def inside(report: Report, atlas: Atlas, options: Options, reckonings: tuple[Reckoning, ...]) -> tuple[Check, ...]:
    """The checks inside the report, with the country's area and what sides stated before."""
    from whoholds.reckoning import check_inside

    claims = [reckoning.claim for reckoning in reckonings if reckoning.claim]
    places = [claim.place for claim in claims if claim.place]
    place = options.place or (max(sorted(set(places)), key=places.count) if places else None)
    on = last_day(options.on) or next((claim.on for claim in claims if claim.on), None)
    if place is None:
        return check_inside(report, on=on)
    return check_inside(
        report,
        on=on,
        place=place,
        country=whole_area(atlas.country(place)),
        past=tuple(past_claim(statement) for statement in atlas.statements(place)),
        tables=atlas.tables(place, on=on),
        units=whole_units(atlas, place) if any(map(_counts_units, report.figures)) else (),
        claims={r.figure: r.claim for r in reckonings if r.claim and r.figure is not None},
        blocs=atlas.blocs(place, on),
        named=atlas.own_sources,
    )


def whole_area(country: Country) -> WholeArea | None:
    """The country's area with its source, as the checks want it; None if nobody says how large it is."""
    from whoholds.reckoning import WholeArea

    if country.area_km2 is None:
        return None
    return WholeArea(name=country.name, area_km2=country.area_km2, source=country.evidence)


def _counts_units(figure: Figure) -> bool:
    """Whether a figure counts units of a country: then their number is looked up, which reads a file."""
    return figure.kind == "count" and figure.unit != "settlements"


def whole_units(atlas: Atlas, place: str) -> tuple[WholeUnits, ...]:
    """How many first-level units the country has, where all but a few are of one kind ("Province")."""
    from whoholds.reckoning import WholeUnits

    try:
        units = atlas.maps.boundaries.units(place)
    except UnknownName:
        return ()
    kinds = [unit.kind for unit in units]
    kind = max(sorted(set(kinds)), key=kinds.count, default="")
    if not kind.isalpha() or 10 * kinds.count(kind) < 9 * len(kinds):
        return ()
    papers = units[0].papers
    source = Evidence(source=papers.source, as_of=papers.version, licence=papers.licence)
    return (WholeUnits(unit=f"{kind.lower()}s", number=kinds.count(kind), source=source),)


def past_claim(statement: PastStatement) -> PastClaim:
    """What a side published, as the checks want it."""
    from whoholds.reckoning import PastClaim

    kinds = {"percent": "share", "km2": "area"}
    return PastClaim(
        on=statement.said or statement.as_of,
        source=statement.source,
        value=statement.value,
        unit=statement.measure if statement.unit == "count" else statement.unit,
        measure=statement.measure,
        kind=kinds.get(statement.unit, "count"),
        bound=msgspec.convert(statement.bound, Bound),
        holder=statement.holder or statement.name,
        url=statement.url,
        note=statement.note,
    )


# ---------------------------------------------------------------------------------------------------- without a page


def claim_from_words(
    value: str, *, bound: Bound | None, on: str, measure: str | None, since: str | None = None, lost: bool = False
) -> Claim | None:
    """The claim that a figure in words or digits makes, its names not settled; None if it is no figure.

    With `since` it is what was gained from the first day of that date on, or with `lost` what was lost.

    >>> claim_from_words("more than 96.5%", bound=None, on="2018-12-11", measure=None).bound
    'at_least'
    """
    from whoholds.reading.passage import read_passage

    # The grammar reads sentences; this one adds nothing to the figure but the words that make it one about ground.
    figures = read_passage(f"The army holds {value} of the territory.") or read_passage(f"The army holds {value}.")
    if len(figures) != 1 or not any(character.isalnum() for character in value):
        return None
    (figure,) = figures
    claim = claim_of(figure, measure)
    claim = msgspec.structs.replace(claim, bound=bound or figure.bound, on=last_day(on))
    if since is None:
        return claim
    return msgspec.structs.replace(claim, relation="lost" if lost else "gained", since=first_day(since))


def reckon_claim(
    claim: Claim,
    *,
    place: str,
    holder: str,
    enemies: tuple[str, ...] = (),
    atlas: Atlas | str | Path | None = None,
    deals: int = 1000,
) -> Reckoning:
    """Reckon a claim whose country, holder and enemies are given by name.

    Raises UnknownName for a name that the atlas does not know, and WhoholdsError if it has no evidence for the country.
    """
    from whoholds.reckoning import reckon

    book = opened(atlas)
    code = settled_options(book, on=claim.on, place=place, holder=None).place
    if code is None:
        raise UnknownName("Name the country, e.g. SYR.")
    settled = msgspec.structs.replace(
        claim,
        place=code,
        holders=book.find_holder(holder, code, claim.on),
        enemies=tuple(sorted({name for enemy in enemies for name in book.find_holder(enemy, code, claim.on)})),
        blocs=book.blocs(code, claim.on) if claim.on else {},
    )
    return told_if_later(reckon(settled, evidence_for(settled, None, book)[0], deals=deals))
