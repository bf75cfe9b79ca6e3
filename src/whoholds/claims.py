"""From a figure of a report to a claim that can be reckoned: its names settled, or what is missing said.

Nothing is guessed. A year comes from the figure, from the user, or from a date on the page; a country from the
figure's base or the user; a holder from the figure or the user.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from whoholds.days import day_before, first_day, last_day, start_of
from whoholds.model import CONTESTED, WHOLE_COUNTRY, Claim, Figure, Missing, Relation, Report, Struct
from whoholds.reckoning.fit import is_more_than_the_whole

if TYPE_CHECKING:
    from whoholds.atlas import Atlas

RECKONED_KINDS = ("share", "area", "count")
# As far from its figure as the words of one sentence are looked at.
LONGEST_SENTENCE = 400
DAY_WITHOUT_YEAR = re.compile(r"--(\d\d)-(\d\d)")
# "The country" is a country that the sentence does not name.
ANY_COUNTRY = re.compile(
    r"(the |our |this |that |its |their )?(national |whole |entire )?(country|land|nation|state|territory|homeland)",
    re.I,
)
# What is left, or what others lack: a base of its own, which a table for the whole country does not have.
PART_OF_A_COUNTRY = re.compile(r"\b(remain\w*|rest|left|former\w*|occupied|captured|liberated|held|seized)\b", re.I)

# What is said of a name that a sentence does not have, and of one that is not read in its language.
NOT_SAID = {
    "holder": "No holder was read from the sentence.",
    "place": "No country was read for it.",
}
NOT_READ = {
    "holder": "Who holds it is read in English only, and this page is in another language.",
    "place": "Of which country it is said is read in English only, and this page is in another language.",
}

NO_TIME = Missing(what="date", say="The sentence speaks of an earlier time and does not say when.", option="--on")
NO_TIME_AND_NO_DATE = Missing(
    what="date",
    say="The sentence speaks of an earlier time and does not say when, and the page gives no date; "
    "`whoholds reckon` tries the figure for a day that you name.",
)
MORE_THAN_THE_WHOLE = Missing(
    what="whole", say="More than 100 percent is more than the whole; look at the source again."
)


class Options(Struct, frozen=True, kw_only=True):
    """What the user said beside the page: a date (ISO 8601), a country (ISO 3166 alpha-3), a holder.

    `since` is when the period of gains and losses started, where the page does not say it.
    """

    on: str | None = None
    place: str | None = None
    holder: str | None = None
    since: str | None = None


def can_be_reckoned(figure: Figure) -> bool:
    """Whether a figure says how much ground somebody held, gained, lost or contested.

    >>> can_be_reckoned(Figure(quote="6,000 militants", span=(0, 15), value=6000, kind="people", unit="fighters"))
    False
    """
    return figure.kind in RECKONED_KINDS and figure.relation != "none"


def settle(figure: Figure, report: Report, atlas: Atlas, options: Options) -> tuple[Claim, tuple[Missing, ...]]:
    """The claim that a figure makes, with what could be settled, and a `Missing` for each name that could not."""
    on, no_date = day_of(figure, report, options)
    since, no_start = since_of(figure, report, options, on)
    unnamed = NOT_READ if is_in_another_language(report) else NOT_SAID
    place, base, no_place = ground_of(figure, atlas, options, unnamed)
    holders, no_holder = holders_of(figure, atlas, options, place, on, unnamed)
    claim = msgspec.structs.replace(
        claim_of(figure),
        holders=holders,
        enemies=enemies_of(figure, report, atlas, place, on, holders),
        blocs=atlas.blocs(place, on) if place and on else {},
        on=on,
        place=place,
        base=base,
        since=since,
    )
    no_claim = None if figure.asserted else Missing(what="assertion", say="The sentence does not say that it is so.")
    no_share = MORE_THAN_THE_WHOLE if is_more_than_the_whole(claim) else None
    return claim, tuple(missing for missing in (no_claim, no_share, no_date, no_place, no_holder, no_start) if missing)


def is_in_another_language(report: Report) -> bool:
    """Whether a report is in a language in which only its numbers are read, and no names."""
    return (report.language or "en").split("-")[0].lower() != "en"


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
        relation=relation_of(figure),
        measure=measure or figure.measure or natural,
        last_place=figure.last_place,
        in_words=figure.in_words,
    )


def relation_of(figure: Figure) -> Relation:
    """What a claim says of ground: to a reckoning, "contests" counts contested ground with what is held.

    Ground that is said to be contested and no more is held by nobody for certain (`CONTESTED`).
    """
    if figure.or_contested:
        return "contests"
    return "holds" if figure.relation == "contests" else figure.relation


# ---------------------------------------------------------------------------------------------------- the date


def day_of(figure: Figure, report: Report, options: Options) -> tuple[str | None, Missing | None]:
    """The day that a figure is for: its own date, else the user's, else the event's, else the publication's.

    A month, or a year, in which the report itself came out ends on the report's day: no later map was out by then.
    """
    # "Since 2015" says when a period started, and not for which day the figure is.
    own = None if figure.since and figure.since == figure.as_of else figure.as_of
    if figure.earlier and not own:
        return _earlier_day(figure.earlier, report, options)
    for dated in (own, options.on, dated_event(report), report.published):
        day = last_day(dated)
        if day:
            return _no_later_than_the_report(dated, day, report, options), None
    return None, _no_date(report)


def _no_date(report: Report) -> Missing:
    bare = DAY_WITHOUT_YEAR.fullmatch(report.event_date or "")
    if bare:
        month, number = int(bare[1]), int(bare[2])
        day = f"{number} {calendar.month_name[month]}"
        say = f"The page says {day} and gives no year."
    else:
        say = "The page gives no date."
    return Missing(what="year" if bare else "date", say=say, option="--on")


def _earlier_day(earlier: str, report: Report, options: Options) -> tuple[str | None, Missing | None]:
    """The day of a figure that is for an earlier time: so long before the page's day, or what the user says.

    The page's own day is no earlier time, and what the user gives for a page without one may be just that day.
    """
    asked = last_day(options.on)
    told = last_day(dated_event(report)) or last_day(report.published)
    if earlier == "unknown":
        if asked and told and asked < told:
            return asked, None
        return None, NO_TIME if told else NO_TIME_AND_NO_DATE
    day = asked or told
    return (day_before(earlier, day), None) if day else (None, _no_date(report))


def _no_later_than_the_report(dated: str | None, last: str, report: Report, options: Options) -> str:
    """The last day of a date, or the report's own day if that lies within the date's days."""
    first = first_day(dated)
    told = last_day(options.on) or last_day(report.published) or last_day(dated_event(report))
    return told if first and told and first <= told <= last else last


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


def since_of(figure: Figure, report: Report, options: Options, on: str | None) -> tuple[str | None, Missing | None]:
    """The first day of the period in which ground was gained or lost: by the sentence, the user, or the page.

    "Since the start of the operation" is a date if the page gives one for that. A share that was gained needs none.

    >>> gain = Figure(quote="40 villages", span=(0, 11), value=40, kind="count", unit="settlements", relation="gained")
    >>> since_of(msgspec.structs.replace(gain, since="--11"), Report(), Options(), "2018-12-11")
    ('2018-11-01', None)
    >>> since_of(gain, Report(), Options(), "2018-12-11")[1].option
    '--since'
    """
    if figure.relation not in ("gained", "lost"):
        return None, None
    own = (start_of(figure.since, on) if on else first_day(figure.since)) if figure.since else None
    event = None if own or options.since else event_named(figure, report)
    since = own or first_day(options.since) or (start_of_named(event, report) if event else None)
    if since or (figure.relation == "gained" and figure.kind == "share"):
        return since, None
    verb = {"lost": "A loss", "gained": "A gain"}[figure.relation]
    say = f"{verb} is the difference of two dates, and no start was read from the sentence."
    if event:
        say = f"The sentence counts from the start of the {event}, and the page does not say when that was."
    return None, Missing(what="since", say=say, option="--since")


def event_named(figure: Figure, report: Report) -> str | None:
    """The event from whose start the figure's sentence counts ("since the start of the operation")."""
    from whoholds.reading import event_of

    text = text_of(figure, report)
    start, end = figure.span
    before, after = text.rfind(". ", 0, start), text.find(". ", end)
    first, last = max(before + 1, start - LONGEST_SENTENCE), end + LONGEST_SENTENCE
    return event_of(text[first : min(after, last) if after >= 0 else last])


def start_of_named(event: str, report: Report) -> str | None:
    """The day on which an event of the report started, if the report itself gives one date for it."""
    from whoholds.reading import start_of_event

    texts = (report.headline or "", *report.paragraphs, *(note.text for note in report.notes))
    return first_day(start_of_event(event, texts))


def text_of(figure: Figure, report: Report) -> str:
    """The text that a figure stands in: its paragraph, its note, its caption, its comment or the headline."""
    if figure.paragraph is not None and figure.paragraph < len(report.paragraphs):
        return report.paragraphs[figure.paragraph]
    if figure.note is not None and figure.note < len(report.notes):
        return report.notes[figure.note].text
    if figure.image is not None and figure.image < len(report.images):
        return report.images[figure.image].caption or ""
    if figure.comment is not None:
        return next((comment.text for comment in report.thread if comment.id == figure.comment), "")
    return report.headline or ""


# ---------------------------------------------------------------------------------------------------- the names


def ground_of(
    figure: Figure, atlas: Atlas, options: Options, unnamed: Mapping[str, str]
) -> tuple[str | None, str, Missing | None]:
    """The country that a figure is about, and the part of it that its words take as the whole.

    `unnamed` has the sentence for a country that the words do not name.

    That part is a region that a published table has as its whole, a first-level unit or a zone of a country with maps,
    or the land that a side held before ("the territory that ISIS once held in Syria").
    """
    base = None if ANY_COUNTRY.fullmatch(figure.base or "") else figure.base
    if base and PART_OF_A_COUNTRY.search(base):
        once = atlas.ground_once_held(base, options.place)
        if once:
            return *once, None
        return None, base, Missing(what="base", say=f"It is a part of “{base}”; no table has that as its whole.")
    if base:
        ground = atlas.ground(base) or atlas.mapped_ground(base, options.place)
        if ground:
            return *ground, None
        say = f"“{base}” is no country, and no region that a table in the atlas has as its whole."
        return None, base, Missing(what="base", say=say)
    if options.place:
        return options.place, WHOLE_COUNTRY, None
    return None, WHOLE_COUNTRY, Missing(what="place", say=unnamed["place"], option="--place")


def holders_of(
    figure: Figure, atlas: Atlas, options: Options, place: str | None, on: str | None, unnamed: Mapping[str, str]
) -> tuple[tuple[str, ...], Missing | None]:
    """The atlas's holders that a figure's words name; `unnamed` has the sentence for a holder that they do not."""
    if figure.relation == "contests":
        return (CONTESTED,), None
    words = figure.holder or options.holder
    if not words:
        return (), Missing(what="holder", say=unnamed["holder"], option="--holder")
    if not place:
        return (), None
    holders = atlas.holder(words, place, on)
    if holders:
        return holders, None
    return (), Missing(what="holder", say=_unknown_holder(words, place, on, atlas), option="--holder")


def _unknown_holder(words: str, place: str, on: str | None, atlas: Atlas) -> str:
    """Say that words name no holder of the day, who are holders then, and when one of that name was."""
    from whoholds.reckoning.saying import date_name

    then = f" on {date_name(on)}" if on else ""
    known = ", ".join(atlas.holders(place, on)) or "none"
    say = [f"“{words}” is not a holder that the atlas knows for {place}{then}. It knows {known}."]
    for name in atlas.holder(words, place):
        days = zip(("from", "until"), atlas.days_of_holder(name, place), strict=True)
        say.append(f"It knows {name} {' '.join(f'{word} {date_name(day)}' for word, day in days if day)}.")
    return " ".join(say)


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
