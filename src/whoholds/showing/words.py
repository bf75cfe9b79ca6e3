"""Numbers, dates and choices in plain words, and text from pages made safe to print."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from whoholds.claims import ANY_COUNTRY
from whoholds.days import first_day, last_day
from whoholds.model import (
    CONTESTED,
    WHOLE_COUNTRY,
    Evidence,
    Figure,
    Given,
    Reading,
    Reckoning,
    Report,
    Tried,
    Union,
    UnionSearch,
)

# C0 and C1 controls, bidirectional embeddings, overrides and isolates (they can turn a whole line around), line
# separators, tags, annotation marks and halves of surrogate pairs (they cannot be encoded).
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
# The sequences that move a terminal's cursor and paint its text, so that nothing of them stays behind as text.
_ESCAPES = re.compile(r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]")
_LENGTH = re.compile(r"P\d+[DMY]")
_SPACES = re.compile(r"[ \t\r\n\v\f\u2028\u2029]")

NOTHING_GIVEN = Given()


@cache
def vocabulary() -> dict[str, Any]:
    """Return the words of `vocabulary.toml`."""
    return tomllib.loads(resources.files("whoholds.showing").joinpath("vocabulary.toml").read_text("utf-8"))


def clean(text: str) -> str:
    r"""Return text from a page without the characters that command a terminal or turn a line around.

    White space of every kind becomes one space, so that the text stays where it is put.

    >>> clean("held\x1b[31m by\u202e nobody\n\tat all")
    'held by nobody at all'
    """
    spaced = _SPACES.sub(" ", _ESCAPES.sub("", text))
    return re.sub(" {2,}", " ", _UNSAFE.sub("", spaced))


def clean_lines(text: str) -> str:
    r"""Return clean text that keeps its line breaks.

    >>> clean_lines("first\x00 line\r\n\n\n\nsecond")
    'first line\n\nsecond'
    """
    lines = "\n".join(clean(line) for line in re.split(r"\r\n?|\n|\u2029", text))
    return re.sub(r"\n{3,}", "\n\n", lines)


def shorten(text: str, longest: int) -> str:
    """Return clean text of at most `longest` characters, with "…" where it was cut.

    >>> shorten("all districts of the north", 13)
    'all district…'
    """
    tidy = clean(text[: longest * 4 + 64]).strip()
    return tidy if len(tidy) <= longest else tidy[: longest - 1].rstrip() + "…"


def number(value: float) -> str:
    """Return a number as people write it.

    >>> number(97.39999999999999), number(1411), number(185180.4), number(0.00412)
    ('97.4', '1,411', '185,180.4', '0.0041')
    """
    if not math.isfinite(value):
        return "no number"
    if abs(value) >= 1e15 or 0 < abs(value) < 0.01:
        return f"{value:.2g}"
    text = f"{value:,.2f}" if abs(value) < 1000 else f"{value:,.1f}"
    return text.rstrip("0").rstrip(".").replace("-0", "0") if not value else text.rstrip("0").rstrip(".")


def quantity(value: float, unit: str) -> str:
    """Return a number with its unit.

    >>> quantity(96.5, "percent"), quantity(27000, "km2"), quantity(1411, "settlements")
    ('96.5%', '27,000 km²', '1,411 settlements')
    """
    return number(value) + unit_sign(unit)


def unit_sign(unit: str) -> str:
    """Return what stands behind a number of this unit, the space included where there is one."""
    sign: str = vocabulary()["units"].get(unit, "")
    return sign or " " + clean(unit)


def amount(figure: Figure) -> str:
    """Return the figure's quantity with its bound: what the words come to.

    >>> amount(Figure(quote="over 96.5%", span=(0, 10), value=96.5, bound="at_least", kind="share", unit="percent"))
    'at least 96.5%'
    """
    bound = vocabulary()["bounds"][figure.bound]
    if figure.high is None:
        return f"{bound}{quantity(figure.value, figure.unit)}"
    return f"{bound}{number(figure.value)} to {quantity(figure.high, figure.unit)}"


def window(ends: tuple[float, float], unit: str) -> str:
    """Return the two ends of a window in words. An end without a bound is left unsaid.

    >>> window((96.45, float("inf")), "percent"), window((96.45, 97.5), "percent")
    ('96.45% or more', '96.45% to 97.5%')
    """
    low, high = ends
    if not math.isfinite(high):
        return f"{quantity(low, unit)} or more" if math.isfinite(low) else "any value"
    if not math.isfinite(low):
        return f"{quantity(high, unit)} or less"
    return f"{_with_sign(low, unit)} to {quantity(high, unit)}"


def in_range(tried: Tried, evidence: Sequence[Evidence], unit: str) -> str:
    """Return between what a reading lies if the lines of its map are off; "" where that is not known."""
    paper = evidence[tried.reading.evidence] if 0 <= tried.reading.evidence < len(evidence) else None
    if tried.range is None or paper is None or paper.precision_km is None:
        return ""
    whose = "this is assumed" if paper.assumed else "as its source says"
    return f"{window(tried.range, unit)} if lines are off by {number(paper.precision_km)} km ({whose})"


def _with_sign(value: float, unit: str) -> str:
    return quantity(value, unit) if unit == "percent" else number(value)


def date(text: str) -> str:
    """Return an ISO 8601 date in words. What is not one stays as it stands.

    >>> date("2018-12-11"), date("2018-11"), date("--12-11"), date("2018-12-11T09:30:00Z")
    ('11 December 2018', 'November 2018', '11 December (year not given)', '11 December 2018, 09:30')
    """
    found = re.fullmatch(r"(\d{4}|-)(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d)[\d:.,Z+-]{0,24})?)?)?", text)
    if not found or not 1 <= int(found[2] or 1) <= 12:
        return shorten(text, 40)
    year, month, day, clock = found.groups()
    words = [str(int(day))] if day else []
    words += [vocabulary()["months"][int(month) - 1]] if month else []
    words += [year] if year != "-" else ["(year not given)"]
    return " ".join(words) + (f", {clock}" if clock else "")


def dates(these: Sequence[str]) -> str:
    """Return one date in words, or how many there are, from which to which.

    >>> dates(["2018-12-11"]), dates(["2018-10-11", "2018-11-11", "2018-12-11"])
    ('11 December 2018', '3 dates from 11 October 2018 to 11 December 2018')
    """
    return date(these[0]) if len(these) == 1 else f"{len(these)} dates from {date(these[0])} to {date(these[-1])}"


def counted(how_many: int, noun: str, plural: str | None = None) -> str:
    """Return a count with its noun.

    >>> counted(1, "note"), counted(26, "comment"), counted(0, "reply", "replies")
    ('1 note', '26 comments', 'no replies')
    """
    many = plural or noun + "s"
    return f"{how_many:,} {noun if how_many == 1 else many}" if how_many else f"no {many}"


def listing(items: Sequence[str], longest: int = 12) -> str:
    """Return names as a list in words.

    >>> listing(["north", "east", "south"])
    'north, east and south'
    """
    names = [clean(item) for item in items[:longest]]
    if len(items) > longest:
        names.append(f"{len(items) - longest:,} more")
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else "nobody"


def money(value: float, currency: str | None) -> str:
    """Return a sum of money.

    >>> money(1586, "USD"), money(900, "SEK"), money(5, None)
    ('$1,586', '900 SEK', '5')
    """
    sign = vocabulary()["currencies"].get(currency or "")
    if sign:
        return f"{sign}{number(value)}"
    return f"{number(value)} {shorten(currency, 8)}" if currency else number(value)


def language(code: str) -> str:
    """Return the name of a language, or its code where we have no name for it.

    >>> language("ar-SY"), language("xx")
    ('Arabic', 'xx')
    """
    name: str | None = vocabulary()["languages"].get(code.split("-")[0].lower())
    return name or shorten(code, 24)


def runs_right_to_left(code: str | None) -> bool:
    """Say whether a language (BCP 47) is written from right to left.

    >>> runs_right_to_left("fa"), runs_right_to_left("ku-Arab"), runs_right_to_left("en"), runs_right_to_left(None)
    (True, True, False, False)
    """
    parts = (code or "").split("-")
    script = next((part.title() for part in parts[1:] if len(part) == 4), None)
    rules = vocabulary()["right_to_left"]
    return script in rules["scripts"] if script else parts[0].lower() in rules["languages"]


def standing(figure: Figure, report: Report) -> str:
    """Return where a figure stands: "headline", "paragraph 3", "note by SF", "comment 20"."""
    if figure.comment is not None:
        return f"comment {shorten(str(figure.comment), 20)}"
    if figure.note is not None:
        by = report.notes[figure.note].by if 0 <= figure.note < len(report.notes) else None
        return f"note by {shorten(by, 40)}" if by else "editor's note"
    if figure.paragraph is not None:
        return f"paragraph {figure.paragraph + 1}"
    return shorten(figure.where or "the text", 40)


def attribution(figure: Figure, report: Report | None = None) -> str:
    """Return who says the figure, or that nobody is named; of a `report` that is not in English, that it is not read.

    >>> figure = Figure(quote="ثلث", span=(0, 3), value=33.33, kind="share", unit="percent")
    >>> attribution(figure), attribution(figure, Report(language="ar"))
    ("in the writer's own words", 'who says it is not read in Arabic')
    """
    if not figure.speaker:
        if report is not None and report.language and report.language[:2].lower() != "en":
            return f"who says it is not read in {language(report.language)}"
        return "a reader" if figure.comment is not None else "in the writer's own words"
    return f"{shorten(figure.speaker, 80)}" + (", quoted" if figure.quoted else "")


def asked(figure: Figure, given: Given = NOTHING_GIVEN) -> str:
    """Return what the figure is a quantity of: "share of area, gained by the army, of Syria, as of 2018".

    What its words do not say and was `given` by hand is said to be so.

    >>> asked(Figure(quote="a third", span=(0, 7), value=33.33, kind="share", unit="percent", relation="holds",
    ...              holder="Northern Council", base="Vardia", measure="area"))
    'share of area, held by Northern Council, of Vardia'
    >>> asked(Figure(quote="a third", span=(0, 7), value=33.33, kind="share", unit="percent", relation="holds"),
    ...       Given(holder="Northern Council"))
    'share, held by Northern Council (given with --holder)'
    """
    words = [f"share of {clean(figure.measure)}" if figure.kind == "share" and figure.measure else figure.kind]
    relation = vocabulary()["relations"]["holds or contests" if figure.or_contested else figure.relation]
    if relation and figure.holder:
        words.append(f"{relation} by {shorten(figure.holder, 80)}")
    elif relation:
        words.append(_with_option(f"{relation} by ", given.holder, "--holder") or f"{relation}, by whom is not said")
    if figure.base:
        words.append(f"of {shorten(figure.base, 80)}")
    if not figure.base or ANY_COUNTRY.fullmatch(figure.base):
        words.append(_with_option("of ", given.place, "--place"))
    # "Since 2018" has a date that is not the figure's day.
    own = figure.as_of if figure.as_of != figure.since else None
    if own:
        words.append(f"as of {date(own)}")
    if figure.earlier:
        words.append(earlier(figure.earlier))
    if not last_day(own) and not is_length(figure.earlier):
        words.append(_with_option("as of ", date(given.on) if given.on else None, "--on"))
    if figure.since:
        words.append(started(figure.since))
    elif figure.relation in ("gained", "lost"):
        words.append(_with_option("", started(given.since) if given.since else None, "--since"))
    return ", ".join(word for word in words if word)


def by_hand(given: Given) -> str:
    """Return what was given beside the page, by its options.

    >>> by_hand(Given(on="2018-12-11", holder="Government"))
    '--on 2018-12-11, --holder Government'
    """
    named = {name: getattr(given, name) for name in given.__struct_fields__}
    return ", ".join(f"--{name} {shorten(value, 80)}" for name, value in named.items() if value)


def _with_option(before: str, value: str | None, option: str) -> str:
    return f"{before}{shorten(value, 80)} (given with {option})" if value else ""


def dates_of(evidence: Evidence) -> str:
    """Return a source's date, or from which date to which it goes.

    >>> dates_of(Evidence(source="S", as_of="2018-11", since="2018-10"))
    'October 2018 to November 2018'
    >>> dates_of(Evidence(source="S", as_of="2018-11", since="2018-11-01", printed=True))
    'November 2018'
    """
    if evidence.since is None or (evidence.printed and evidence.since == first_day(evidence.as_of)):
        return date(evidence.as_of)
    return f"{date(evidence.since)} to {date(evidence.as_of)}"


def is_length(time: str | None) -> bool:
    """Whether a time is a length before another, and no date: "P6M"."""
    return _LENGTH.fullmatch(time or "") is not None


def earlier(time: str) -> str:
    """Return what is known of an earlier time that has no date.

    >>> earlier("P3Y"), earlier("unknown")
    ('3 years earlier', 'at an earlier time')
    """
    return f"{_length(time)} earlier" if is_length(time) else "at an earlier time"


def _length(time: str) -> str:
    number, letter = time[1:-1], time[-1]
    return counted(int(number), {"D": "day", "M": "month", "Y": "year"}[letter])


def started(since: str) -> str:
    """Return since when a period is counted, as far as its sentence says it.

    >>> started("2024-11"), started("--11"), started("P6M"), started("---01")
    ('since November 2024', 'since November', 'in the 6 months before', 'since the start of the month')
    """
    if is_length(since):
        return f"in the {_length(since).removeprefix('1 ')} before"
    if since.startswith("---"):
        return "since the start of the month"
    return f"since {date(since).removesuffix(' (year not given)')}"


def source(evidence: Evidence) -> str:
    """Return a source with its date, and with the word "map" if its numbers were made on its map.

    >>> source(Evidence(source="Jusoor", as_of="2018-11"))
    'Jusoor, November 2018'
    >>> source(Evidence(source="Front Watch", as_of="2018-11", kind="polygons"))
    'Front Watch, map of November 2018'
    >>> source(Evidence(source="Front Watch", as_of="2018-11", since="2018-10", kind="polygons"))
    'Front Watch, maps of October 2018 and November 2018'
    """
    name = shorten(evidence.source, 60)
    if evidence.printed:
        return f"{name}, its own figure for {dates_of(evidence)}"
    if evidence.since:
        maps = "" if evidence.kind == "shares" else "maps of "
        return f"{name}, {maps}{date(evidence.since)} and {date(evidence.as_of)}"
    return f"{shorten(evidence.source, 60)}, {'' if evidence.kind == 'shares' else 'map of '}{date(evidence.as_of)}"


def kind(evidence: Evidence) -> str:
    """Return what kind of evidence it is, in words.

    >>> kind(Evidence(source="Jusoor", as_of="2018-11"))
    'published figures'
    """
    said: str = vocabulary()["kinds"][evidence.kind]
    return said


def measure(name: str, evidence: Evidence | None = None) -> str:
    """Return what is counted, in words. A map's places and people are those of a list, and of no census.

    >>> papers = Evidence(source="Front Watch", as_of="2018-11", kind="polygons")
    >>> measure("area"), measure("population"), measure("population", papers)
    ('area', 'population', 'population of listed places')
    """
    is_map = evidence is not None and evidence.kind != "shares"
    return str(vocabulary()["measures"].get(name, clean(name))) if is_map else clean(name)


def union(found: Union) -> str:
    """Return a union of a map's parts with what it comes to: "96.44% all but HTS and allies".

    >>> union(Union(counted=("A",), left_out=("B",), value=96.441, near=True, gives=False, say="all but B"))
    '96.44% all but B'
    """
    return f"{quantity(found.value, 'percent')} {clean(found.say)}"


def counted_over(search: UnionSearch, evidence: Sequence[Evidence]) -> str:
    """Return what a search over unions counts, and of what whole."""
    paper = evidence[search.evidence] if 0 <= search.evidence < len(evidence) else None
    return f"by {measure(search.measure, paper)}, out of {clean(search.base)}"


def whose(reading: Reading) -> str:
    """Return whose ground a reading counts.

    >>> whose(Reading(evidence=0, measure="area", counted=("Government", "Militia")))
    'ground of Government and Militia'
    >>> whose(Reading(evidence=0, measure="area", all_but=("ISIS",)))
    'all ground but that of ISIS'
    >>> whose(Reading(evidence=0, measure="area", counted=("Contested",)))
    'contested ground'
    """
    if reading.counted == (CONTESTED,) and not reading.unsaid:
        return "contested ground"
    if reading.all_but:
        return f"all ground but that of {listing(reading.all_but)}"
    unsaid = ["what the source leaves unsaid"] if reading.unsaid else []
    also = f", {listing(reading.also)} ground included" if reading.also else ""
    return f"ground of {listing([*reading.counted, *unsaid])}{also}"


def has_a_whole(reading: Reading, unit: str) -> bool:
    """Tell whether a reading's base says anything: an area or a count is no share, and may be of one region alone."""
    return unit == "percent" or reading.base not in (WHOLE_COUNTRY, "the sum of the parts")


def way_of_counting(reading: Reading, evidence: Sequence[Evidence], unit: str) -> str:
    """Return a whole reading in words, its source and date included.

    >>> reading = Reading(evidence=0, measure="area", counted=("Government",), base="the sum of the parts")
    >>> way_of_counting(reading, (), "percent")
    'ground of Government, contested ground not counted, out of the sum of the parts, by area'
    >>> way_of_counting(reading, (), "km2")
    'ground of Government, contested ground not counted, by area'
    """
    treatment = () if CONTESTED in reading.counted else (vocabulary()["contested"][reading.contested],)
    words = [whose(reading), *treatment]
    if has_a_whole(reading, unit):
        words.append(f"{'out of' if unit == 'percent' else 'within'} {clean(reading.base)}")
    if reading.flow != "held":
        words.append(f"only what was {reading.flow}")
    paper = evidence[reading.evidence] if 0 <= reading.evidence < len(evidence) else None
    said = f"{', '.join(words)}, by {measure(reading.measure, paper)}"
    return f"{said} ({source(paper)})" if paper else said


def giving(reckoning: Reckoning) -> str:
    """Return how many readings give the figure, and of those that explain nothing that they are far from its words.

    >>> giving(Reckoning(verdict="only if", say="", readings_tried=1212, readings_that_give=1))
    '1 of 1,212 readings gives it.'
    >>> giving(Reckoning(verdict="no reading", say="", readings_tried=2406, readings_that_give=14))
    '14 of 2,406 readings give it, none of them near the words.'
    """
    many = reckoning.readings_that_give
    verb = "gives" if many == 1 or reckoning.readings_tried == 1 else "give"
    return f"{many:,} of {counted(reckoning.readings_tried, 'reading')} {verb} it{far(reckoning)}."


def by_whom(reckoning: Reckoning) -> str:
    """Return ", by others" if the claimant's own table answers too: the verdict is by what others say alone.

    >>> by_whom(Reckoning(verdict="no reading", own_source_agrees=True, say=""))
    ', by others'
    """
    return "" if reckoning.own_source_agrees is None else ", by others"


def far(reckoning: Reckoning) -> str:
    """Return ", none of them near the words" if readings give the figure although the verdict is "no reading"."""
    if reckoning.verdict != "no reading" or not reckoning.readings_that_give:
        return ""
    return ", not near the words" if reckoning.readings_that_give == 1 else ", none of them near the words"


def outcome(tried: Tried) -> str:
    """Return what a reading does to the figure: it gives it, the words at least hold, or neither."""
    return "gives it" if tried.gives else "at least holds" if tried.holds else "no"


def departing(tried: Tried) -> str:
    """Return a reading's departures from the literal one, or that there are none."""
    return "; ".join(clean(departure.say) for departure in tried.departures) or "read literally"
