"""From a figure of a report to a claim that can be reckoned: its names settled, or what is missing said.

Nothing is guessed. A year comes from the figure, from the user, or from a date on the page; a country from the
figure's base or the user; a holder from the figure or the user.
"""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

import msgspec

from whoholds.days import last_day
from whoholds.model import WHOLE_COUNTRY, Claim, Figure, Missing, Report, Struct

if TYPE_CHECKING:
    from whoholds.atlas import Atlas

RECKONED_KINDS = ("share", "area", "count")
DAY_WITHOUT_YEAR = re.compile(r"--(\d\d)-(\d\d)")
# "The country" is a country that the sentence does not name.
ANY_COUNTRY = re.compile(
    r"(the |our |this |that |its |their )?(national |whole |entire )?(country|land|nation|state|territory|homeland)",
    re.I,
)
# What is left, or what others lack: a base of its own, which a table for the whole country does not have.
PART_OF_A_COUNTRY = re.compile(r"\b(remain\w*|rest|left|former\w*|occupied|captured|liberated|held|seized)\b", re.I)


class Options(Struct, frozen=True, kw_only=True):
    """What the user said beside the page: a date (ISO 8601), a country (ISO 3166 alpha-3), a holder."""

    on: str | None = None
    place: str | None = None
    holder: str | None = None


def can_be_reckoned(figure: Figure) -> bool:
    """Whether a figure says how much ground somebody held, gained, lost or contested.

    >>> can_be_reckoned(Figure(quote="6,000 militants", span=(0, 15), value=6000, kind="people", unit="fighters"))
    False
    """
    return figure.kind in RECKONED_KINDS and figure.relation != "none"


def settle(figure: Figure, report: Report, atlas: Atlas, options: Options) -> tuple[Claim, tuple[Missing, ...]]:
    """The claim that a figure makes, with what could be settled, and a `Missing` for each name that could not."""
    on, no_date = day_of(figure, report, options)
    place, base, no_place = ground_of(figure, atlas, options)
    holders, no_holder = holders_of(figure, atlas, options, place, on)
    claim = msgspec.structs.replace(
        claim_of(figure),
        holders=holders,
        enemies=enemies_of(figure, report, atlas, place, on, holders),
        blocs=atlas.blocs(place, on) if place and on else {},
        on=on,
        place=place,
        base=base,
    )
    no_claim = None if figure.asserted else Missing(what="assertion", say="The sentence does not say that it is so.")
    return claim, tuple(missing for missing in (no_claim, no_date, no_place, no_holder) if missing)


def claim_of(figure: Figure, measure: str | None = None) -> Claim:
    """The claim that a figure makes by itself, in its own unit, before its names are settled.

    A share that names no measure is one of area: land is what "of the country" means unless the text says otherwise.

    >>> figure = Figure(quote="10 sq mi", span=(0, 8), value=10, kind="area", unit="mi2", last_place=10)
    >>> claim_of(figure).unit, claim_of(figure).measure
    ('mi2', 'area')
    """
    natural = figure.unit if figure.kind == "count" else "area"
    return Claim(
        value=figure.value,
        high=figure.high,
        bound=figure.bound,
        kind=figure.kind,
        unit=figure.unit,
        relation=figure.relation,
        measure=measure or figure.measure or natural,
        last_place=figure.last_place,
        in_words=figure.in_words,
    )


# ---------------------------------------------------------------------------------------------------- the date


def day_of(figure: Figure, report: Report, options: Options) -> tuple[str | None, Missing | None]:
    """The day that a figure is for: its own date, else the user's, else the event's, else the publication's."""
    for dated in (figure.as_of, options.on, dated_event(report), report.published):
        day = last_day(dated)
        if day:
            return day, None
    bare = DAY_WITHOUT_YEAR.fullmatch(report.event_date or "")
    if bare:
        month, number = int(bare[1]), int(bare[2])
        day = f"{number} {calendar.month_name[month]}"
        say = f"The page says {day} and gives no year."
    else:
        say = "The page gives no date."
    return None, Missing(what="year" if bare else "date", say=say, option="--on")


def dated_event(report: Report) -> str | None:
    """The event's date; a day without a year gets the year in which the page was published, if the page says that.

    >>> dated_event(Report(event_date="--12-11", published="2018-12-12"))
    '2018-12-11'
    >>> dated_event(Report(event_date="--12-30", published="2019-01-02"))
    '2018-12-30'
    >>> dated_event(Report(event_date="--12-11")) is None
    True
    """
    event, published = report.event_date, last_day(report.published)
    bare = DAY_WITHOUT_YEAR.fullmatch(event or "")
    if not bare:
        return event
    if not published:
        return None
    year = int(published[:4])
    same_year = f"{year:04d}-{bare[1]}-{bare[2]}"
    return same_year if same_year <= published else f"{year - 1:04d}-{bare[1]}-{bare[2]}"


# ---------------------------------------------------------------------------------------------------- the names


def ground_of(figure: Figure, atlas: Atlas, options: Options) -> tuple[str | None, str, Missing | None]:
    """The country that a figure is about, and the part of it that its words take as the whole."""
    base = None if ANY_COUNTRY.fullmatch(figure.base or "") else figure.base
    if base and PART_OF_A_COUNTRY.search(base):
        return None, base, Missing(what="base", say=f"It is a part of “{base}”; no table has that as its whole.")
    if base:
        ground = atlas.ground(base)
        if ground:
            return *ground, None
        say = f"“{base}” is no country, and no region that a table in the atlas has as its whole."
        return None, base, Missing(what="base", say=say)
    if options.place:
        return options.place, WHOLE_COUNTRY, None
    say = "The sentence does not say of which country."
    return None, WHOLE_COUNTRY, Missing(what="place", say=say, option="--place")


def holders_of(
    figure: Figure, atlas: Atlas, options: Options, place: str | None, on: str | None
) -> tuple[tuple[str, ...], Missing | None]:
    """The atlas's holders that a figure's words name."""
    words = figure.holder or options.holder
    if not words:
        say = "The sentence does not say who holds it."
        return (), Missing(what="holder", say=say, option="--holder")
    if not place:
        return (), None
    holders = atlas.holder(words, place, on)
    if holders:
        return holders, None
    known = ", ".join(atlas.holders(place)) or "none"
    say = f"“{words}” is not a holder that the atlas knows for {place}. It knows {known}."
    return (), Missing(what="holder", say=say, option="--holder")


def enemies_of(
    figure: Figure, report: Report, atlas: Atlas, place: str | None, on: str | None, holders: tuple[str, ...]
) -> tuple[str, ...]:
    """The sides that the report names as those from whom the ground was taken: in its headline or beside the figure."""
    if not place:
        return ()
    texts = [report.headline or ""]
    if figure.paragraph is not None and figure.paragraph < len(report.paragraphs):
        texts.append(report.paragraphs[figure.paragraph])
    named = {enemy for text in texts for enemy in atlas.enemies(text, place, on)}
    return tuple(sorted(named - set(holders)))
