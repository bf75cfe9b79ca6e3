"""The period in which a sentence says that ground was gained or lost: since when, and until when if it says that.

A start is written as far as the sentence goes: "2024-11-05", "2024-11", "2024"; without a year "--11-05", "--11" and
"--01-01" ("this year"); "---01" for the running month ("this month"); and a length of time before the figure's day as
"P6M" ("in the past six months"). The start of a period that the sentence closes too ("in 2024") is its first day; so is
that of a month without a year ("in July", "last month") where the day of publication tells the year. Only what names
a day, a month or a year is read: not "since late 2015", not "since then", and not "in recent weeks".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from whoholds.days import first_day, last_day, start_of

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEAR = r"(?:19|20)\d\d(?![\d%])(?!\s?s\b)(?![.,]\d)"
# "Since March 12 villages" has no day in it: one behind the month is closed by a sign, a year or the end.
_CLOSED = r"(?=\s*(?:[,.;:)\"”’]|$)|\s+(?:19|20)\d\d\b)"
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# The letter of a length of time in ISO 8601, and how many of these it has.
_LENGTHS = {"day": ("D", 1), "week": ("D", 7), "month": ("M", 1), "year": ("Y", 1)}
_EVENT = (
    r"(?P<event>counter-?offensive|offensive|operation|campaign|intervention|invasion|war|conflict|assault|uprising)\b"
)


def _date(tag: str) -> str:
    """Return the pattern of a date; the names of its groups end in `tag`."""
    return (
        rf"(?:(?:(?P<d{tag}>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<m{tag}>{'|'.join(_MONTHS)})\b"
        rf"(?:\s+(?P<e{tag}>\d{{1,2}})(?:st|nd|rd|th)?{_CLOSED})?(?:,?\s+(?P<y{tag}>{_YEAR}))?|(?P<only{tag}>{_YEAR}))"
    )


_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_START = r"(?:the\s+)?(?:start|beginning|launch|outset|onset|first\s+day)\s+of\s+"
_SINCE = re.compile(rf"\bsince\s+(?:{_START})?{_date('')}", re.I)
_TO = r"(?:\s*,?\s+(?:to|until|till|and|through)\s+|\s*[–—-]\s*)"
_FROM_TO = re.compile(rf"\b(?:from|between)\s+{_date('')}{_TO}{_date('_end')}", re.I)
# "Between 1 and 31 July 2018", "from July 1 to 31": days of one month.
_DAYS = re.compile(
    rf"\b(?:from|between)\s+(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?{_TO}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?"
    rf"(?P<m1>{'|'.join(_MONTHS)})\b|(?P<m2>{'|'.join(_MONTHS)})\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?{_TO}"
    rf"(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?{_CLOSED})(?:,?\s+(?P<y>{_YEAR}))?",
    re.I,
)
_THIS = re.compile(rf"\b(?:this|since\s+{_START}the)\s+(?P<unit>year|month)\b", re.I)
_PAST = re.compile(
    r"\b(?:in|over|during|within|for)\s+the\s+(?:past|last)\s+(?:(?P<n>\d{1,3}|[a-z]+)\s+)?(?P<unit>day|week|month|year)s?\b",
    re.I,
)
_DAY_LONG = re.compile(r"\b(?:in|over|during|within)\s+the\s+(?:past|last)\s+(?:24|twenty-four)\s+hours\b", re.I)
# "In one month, July 2025", "in the whole month of May", "during the year 2024".
_ONE_WHOLE = (
    r"(?:just\s+|only\s+)?(?:one\s+|an?\s+|the\s+)(?:single\s+|whole\s+)?(?:year|month)"
    r"(?:\s+of\s+|\s*[,:(–—-]\s*|\s+)"
)
_WITHIN = re.compile(
    rf"\b(?:in|during|over|throughout|within)\s+(?:all\s+of\s+|the\s+whole\s+of\s+|{_ONE_WHOLE})?{_date('')}",
    re.I,
)
# When it was said is no period of what was said.
_TOLD = re.compile(
    rf"\b(?:said|told\s[^,.;]{{1,40}}|reported|announced|wrote|stated|posted|published)\s+on\s+{_date('')}", re.I
)
_LAST = re.compile(
    r"(?<!\bthe\s)(?<!\bsince\s)(?<!\bby\s)(?<!\buntil\s)(?<!\bbefore\s)(?<!\bof\s)(?<!\bthan\s)(?<!\bfrom\s)"
    r"\blast\s+(?P<unit>month|year)\b(?!['’])",
    re.I,
)
_OF_LAST_YEAR = re.compile(r",?\s+(?:of\s+)?last\s+year\b(?!['’])", re.I)
_ANY = re.compile(_date(""), re.I)
_CUMULATIVE = re.compile(r"\bso\s+far\b|\bto\s+date\b", re.I)
_PLUPERFECT = re.compile(r"\bhad\b", re.I)
_EVENT_START = re.compile(
    rf"\bsince\s+{_START}[^.;]{{0,60}}?\b{_EVENT}"
    rf"|\bduring\s+the\s+(?:[\w-]+\s+){{0,4}}?{_EVENT.replace('event', 'during')}",
    re.I,
)
# A phrase of a period: where it starts and ends in the sentence, and the period.
Stated = tuple[int, int, "Period"]
_BEGAN = r"(?:began|begun|started|launched|commenced)"


class Period(NamedTuple):
    """When a period started, and when it ended if the sentence says that; both in ISO 8601 as described above."""

    since: str
    end: str | None = None


def period_of(sentence: str, at: tuple[int, int] | None = None, *, published: str | None = None) -> Period | None:
    """Return the period that a sentence states for what changed hands: the only one, or the one of the number `at`.

    Where there are several, a number's own stands right behind it, with no other number between; else before it.
    `published` is the day on which it was said: it tells which July "in July" is.

    >>> period_of("The army has taken 4,168 sq km since 1 January 2024."), period_of("It seized 730 sq km in May 2024.")
    (Period(since='2024-01-01', end=None), Period(since='2024-05-01', end='2024-05'))
    >>> period_of("Over the past six months it lost 19 districts."), period_of("It has lost 19 since late 2015.")
    (Period(since='P6M', end=None), None)
    >>> period_of("It took 564 sq km in July.", published="2025-08-20")
    Period(since='2025-07-01', end='2025-07')
    """
    found = _stated(sentence, last_day(published))
    if len({period for _, _, period in found}) == 1:
        return found[0][2]
    return _own(sentence, found, at) if found and at else None


@lru_cache(maxsize=64)
def _stated(sentence: str, published: str | None) -> tuple[Stated, ...]:
    """Return the periods that a sentence states, of the plainest kind that it has, in their order."""
    between = sorted((*_between_dates(sentence, published), *_between_days(sentence, published)))
    if between:
        return tuple(between)
    found = sorted((*_since_dates(sentence), *_lengths(sentence)), key=lambda stated: stated[:2])
    if found:
        return tuple(found)
    return tuple(_whole_periods(sentence, published))


def _own(sentence: str, found: Sequence[Stated], at: tuple[int, int]) -> Period | None:
    """Return the period that belongs to the number at a place, of several in its sentence."""
    behind = next(((start, period) for start, _, period in found if start >= at[1]), None)
    if behind and not re.search(r"\d", sentence[at[1] : behind[0]]):
        return behind[1]
    before = {period for _, end, period in found if end <= at[0]}
    return before.pop() if len(before) == 1 else None


def event_of(sentence: str) -> str | None:
    """Return the event from whose start a sentence counts, such as "operation" or "offensive".

    >>> event_of("1,411 towns were liberated since the start of the military operation.")
    'operation'
    """
    found = _EVENT_START.search(sentence)
    return (found["event"] or found["during"]).lower() if found else None


@lru_cache(maxsize=64)
def start_of_event(event: str, texts: tuple[str, ...]) -> str | None:
    """Return when an event began, if the texts give one date for that and no other.

    >>> start_of_event("operation", ("The operation, which began on 30 September 2015, goes on.",))
    '2015-09-30'
    """
    dated = re.compile(
        rf"\b{re.escape(event)}\b[^.;]{{0,60}}?\b{_BEGAN}\b\s+(?:on\s+|in\s+)?{_date('')}"
        rf"|\b{_BEGAN}\b[^.;]{{0,60}}?\b{re.escape(event)}\b\s+(?:on|in)\s+{_date('_then')}",
        re.I,
    )
    found = set()
    for text in texts:
        for match in dated.finditer(text):
            written = _written(match, "" if match["m"] or match["only"] else "_then")
            found.add(written)
    starts = {start for start in found if start and not start.startswith("-")}
    return starts.pop() if len(starts) == 1 else None


def _between_dates(sentence: str, published: str | None) -> Iterator[Stated]:
    for match in _FROM_TO.finditer(sentence):
        end = _written(match, "_end")
        if end and end.startswith("-"):
            end = _passed(end, published)
        starts = [_written(match, "", f"{int(end[:4]) - back:04d}") for back in (0, 1)] if end else []
        start = next((start for start in starts if start and end and start <= end), None)
        if start and end and _is_date(match):
            yield (*match.span(), Period(start, end))


def _between_days(sentence: str, published: str | None) -> Iterator[Stated]:
    for match in _DAYS.finditer(sentence):
        month = match["m1"] or match["m2"]
        first, last = (f"{int(match[a] or match[b]):02d}" for a, b in (("d1", "d3"), ("d2", "d4")))
        written = f"{match['y'] or '-'}-{_MONTHS.index(month.lower()) + 1:02d}-{last}"
        end = written if match["y"] else _passed(written, published)
        if end and month[0].isupper() and "01" <= first < last <= "31":
            yield (*match.span(), Period(end[:8] + first, end))


def _since_dates(sentence: str) -> Iterator[Stated]:
    for match in _SINCE.finditer(sentence):
        start = _written(match)
        if start:
            yield (*match.span(), Period(start))


def _lengths(sentence: str) -> Iterator[Stated]:
    for match in _THIS.finditer(sentence):
        yield (*match.span(), Period("--01-01" if match["unit"].lower() == "year" else "---01"))
    for match in _DAY_LONG.finditer(sentence):
        yield (*match.span(), Period("P1D"))
    for match in _PAST.finditer(sentence):
        word = (match["n"] or "one").lower()
        number = int(word) if word.isdigit() else _NUMBERS.index(word) + 1 if word in _NUMBERS else 0
        letter, size = _LENGTHS[match["unit"].lower()]
        if number:
            yield (*match.span(), Period(f"P{number * size}{letter}"))


def _whole_periods(sentence: str, published: str | None) -> Iterator[Stated]:
    """Yield the month or the year in which it happened: "in 2024". What had happened by then happened before."""
    if published is None and _ANY_YEAR.search(sentence) is None:
        return
    told = [match.span() for match in _TOLD.finditer(sentence)]
    dates = {
        match.group()
        for match in _ANY.finditer(sentence)
        if _is_date(match) and not any(start <= match.start() < end for start, end in told)
    }
    of_last_year = [end for date in _ANY.finditer(sentence) if (end := _OF_LAST_YEAR.match(sentence, date.end()))]
    months_ago = {end.end() for end in of_last_year}
    last = [match for match in _LAST.finditer(sentence) if match.end() not in months_ago] if published else []
    if _PLUPERFECT.search(sentence) or len(dates) + len(last) > 1:
        return
    for match in last:
        yield (*match.span(), _whole(_before(match["unit"].lower(), published or "")))
    for match in _WITHIN.finditer(sentence):
        written = _written(match) if _is_date(match) else None
        if written and written.startswith("-"):
            written = _of_year(written, published, sentence[match.end() :]) if published else None
        if written and len(written) < len("2024-01-01"):
            is_open = _CUMULATIVE.search(sentence) is not None
            # Of a month that still runs nothing is known behind the day of publication.
            runs = match["m"] and not match["y"] and published and published < (last_day(written) or "")
            yield (*match.span(), Period(written) if is_open else _whole(written, published if runs else None))


def _whole(written: str, end: str | None = None) -> Period:
    """Return the period that a month or a year is; it ends with it, or on a day before."""
    return Period(first_day(written) or written, end or written)


def _is_date(match: re.Match[str]) -> bool:
    """Whether a month is written as a name: "in May", but not "they may" and "a march"."""
    return match["m"] is None or match["m"][0].isupper()


def _of_year(written: str, published: str, rest: str) -> str | None:
    """Return the month that the words mean: of last year if they go on with that, else the last one before a day."""
    if _OF_LAST_YEAR.match(rest) and len(written) == len("--07"):
        return f"{int(published[:4]) - 1:04d}{written[1:]}"
    return _latest(written, published)


def _latest(written: str, published: str) -> str | None:
    """Return the last such month up to a day: "--07" is 2025-07 on 2025-08-20. None for a day of a month."""
    return _passed(written, published) if len(written) == len("--07") else None


def _passed(written: str, published: str | None) -> str | None:
    """Return the last such day or month up to the day of publication: "--07-31" is 2025-07-31 on 2025-08-20."""
    start = start_of(written, published) if published else None
    return start[: len(written) + 3] if start else None


def _before(unit: str, published: str) -> str:
    """Return the month or the year before that of a day."""
    year, month = int(published[:4]), int(published[5:7])
    if unit == "year":
        return f"{year - 1:04d}"
    return f"{year:04d}-{month - 1:02d}" if month > 1 else f"{year - 1:04d}-12"


def _written(match: re.Match[str], tag: str = "", year: str | None = None) -> str | None:
    """Return a date as far as it goes; None for a day that no month has."""
    if match[f"only{tag}"]:
        return match[f"only{tag}"]
    if not match[f"m{tag}"]:
        return None
    month = _MONTHS.index(match[f"m{tag}"].lower()) + 1
    day = match[f"d{tag}"] or match[f"e{tag}"]
    if day and not 1 <= int(day) <= 31:
        return None
    return f"{match[f'y{tag}'] or year or '-'}-{month:02d}" + (f"-{int(day):02d}" if day else "")
