"""Days in running text: with a year where the text gives one, and without one where it does not."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import cache

from whoholds.reading.pages.page_words import after_words, vocabulary

_LEAD = 20  # paragraphs: something is said on a day; a day without a cue counts in the first few only
_FIRST = 3
_LONGEST = 5_000  # of a paragraph: what is looked at
_DIGIT = re.compile(r"\d")
_AND = re.compile(r"\s*(?:and|to|[-–—]|und|et|y|и|по)\s*$")


@cache
def _months() -> dict[str, int]:
    return {name: int(number) for number, names in vocabulary("dates")["months"].items() for name in names}


@cache
def _reach() -> int:
    """How far before its first digit a day can begin: a month's name, a full stop and blanks."""
    return max(map(len, _months())) + 5


@cache
def _day_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=lambda name: (-len(name), name)))
    year = r"(?:,?\s+(?:(?:de|of|del)\s+)?(?P<{0}>(?:19|20)\d\d)(?!\d))?"
    # Months have many names: they are tried only where a digit stands so near that one fits before it.
    return re.compile(
        rf"(?<![\w.,-])(?=\D{{0,{_reach()}}}+\d)(?:(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?![\d-])"
        rf"|(?!\d)(?P<month>{names})\b\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d%]|[.,:]\d){year.format('year')}"
        rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?\s+(?:(?:de|of|di)\s+)?(?P<month2>{names})\b\.?{year.format('year2')}"
        rf"|(?P<day3>\d{{1,2}})[./](?P<month3>\d{{1,2}})[./](?P<year3>(?:19|20)\d\d)(?!\d))",
        re.IGNORECASE,
    )


def find_days(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Find days in a text: each as ISO 8601, or "--MM-DD" without a year, and where it stands.

    >>> find_days("On December 11 and on 22 August 2018")
    [('--12-11', (3, 14)), ('2018-08-22', (22, 36))]
    >>> find_days("11/12/2018 may be November or December; May 2018 is no day")
    []
    """
    days: list[tuple[str, tuple[int, int]]] = []
    digit = _DIGIT.search(text)
    if digit is None:
        return days
    for found in _day_pattern().finditer(text, max(0, digit.start() - _reach())):
        day = _iso(found)
        if day is not None:
            days.append((day, found.span()))
    return days


def _iso(found: re.Match[str]) -> str | None:
    if found["iso"]:
        return _valid(found["iso"])
    if found["day3"]:
        return _numeric(int(found["day3"]), int(found["month3"]), found["year3"], dots="." in found[0])
    month = _months()[(found["month"] or found["month2"]).lower()]
    return _joined(found["year"] or found["year2"], month, int(found["day"] or found["day2"]))


def _numeric(first: int, second: int, year: str, *, dots: bool) -> str | None:
    """With full stops the day stands first everywhere; with strokes only a number above 12 tells."""
    if dots or first > 12 or first == second:
        return _joined(year, second, first)
    return _joined(year, first, second) if second > 12 else None


def _joined(year: str | None, month: int, day: int) -> str | None:
    # 2000 was a leap year, so 29 February passes where no year is given.
    valid = _valid(f"{year or 2000}-{month:02}-{day:02}")
    return valid if year or valid is None else "-" + valid[4:]


def _valid(iso: str) -> str | None:
    try:
        return datetime.date.fromisoformat(iso).isoformat()
    except ValueError:
        return None


@cache
def _cues(name: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, vocabulary("dates")["cues"][name]))
    ending = r"(?:\s+(?:the|[a-z]+day,?))?\s*$" if name != "said" else r"\b"
    return re.compile(rf"\b(?:{words}){ending}", re.IGNORECASE)


def event_date(paragraphs: Iterable[str], *, published: str | None = None) -> str | None:
    """Find the day that a report is about: one by which something was said, else the first that something happened on.

    A day that bounds a period ("since July 2") is left out, and so is one after the day on which the page was
    `published`. A day without a year stays without one.

    >>> event_date(["The ministry said on December 11 that 100 villages were freed."])
    '--12-11'
    >>> event_date(["They met on Tuesday."]) is None
    True
    """
    first: str | None = None
    for number, paragraph in enumerate(paragraphs):
        if number >= _LEAD:
            break
        text = paragraph[:_LONGEST]
        ended = -1
        for day, (start, end) in find_days(text):
            before = text[max(0, start - 30) : start]
            # "Between April 2 and May 3": what follows a bound is one too.
            if published is not None and day[:1] != "-" and day > published:
                continue
            if _cues("not_on").search(before) or (ended >= 0 and _AND.match(text[ended:start])):
                ended = end
                continue
            if _cues("said").search(_sentence(text, start, end)):
                return day
            if first is None and number < _FIRST:
                first = day
    return first


def _sentence(text: str, start: int, end: int) -> str:
    """Give the words about a place in the text, up to the full stop or the quotation mark on either side."""
    left = max(text.rfind(mark, 0, start) for mark in (". ", "! ", "? ", "\n"))
    rights = [at for at in (text.find(mark, end) for mark in (". ", "! ", "? ", "\n")) if at >= 0]
    return text[left + 1 : min(rights, default=len(text))]


_DATELINE = re.compile(
    r"^[^a-zа-я]{0,3}[A-ZÀ-ÞА-ЯЁ][^.!?–—]{0,60}?[,(/]\s*(?P<day>[^–—()]{4,40}?)\)?\s*(?:\([^)]{1,40}\)\s*)?(?:–|—|--|-\s|:\s)"
)


def published_in(line: str) -> str | None:
    """Find the day on which a page says that it was published, in one line of it: always with its year.

    >>> published_in("Published: 12 December 2018"), published_in("December 11, 2018")
    ('2018-12-12', '2018-12-11')
    >>> published_in("DAMASCUS, Dec 11 2018 — The army said")
    '2018-12-11'
    >>> published_in("It was published in 2018.") is None
    True
    """
    line = line[:300]
    said = after_words("published", line)
    if said is not None and (days := find_days(said[:40])) and days[0][1][0] <= 15:
        return _with_year(days[0][0])
    if len(line) <= 80 and (days := find_days(line)) and _only_a_day(line, days[0][1]):
        return _with_year(days[0][0])
    dateline = _DATELINE.match(line)
    if dateline and (days := find_days(dateline["day"])):
        return _with_year(days[0][0])
    return None


def _only_a_day(line: str, span: tuple[int, int]) -> bool:
    """Tell whether nothing but a weekday, a clock time or a byline stands beside the day."""
    rest = line[: span[0]] + line[span[1] :]
    rest = re.sub(
        r"\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*\(?(?:[A-Z]{2,4}|Uhr)?\)?|\bat\b|\b\w+day\b|\bum\b",
        "",
        rest,
        flags=re.I,
    )
    return not re.search(r"\w", rest)


def _with_year(day: str) -> str | None:
    return None if day.startswith("--") else day
