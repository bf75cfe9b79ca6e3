"""Days: what day a date means when it is a day, a month or a year, and which day a period starts with."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")


def last_day(dated: str | None) -> str | None:
    """Return the last day of a day, a month or a year in ISO 8601; a time of day behind it does not matter.

    None for no date, for a day without a year, and for a day that no calendar has.

    >>> last_day("2018-11"), last_day("2018"), last_day("2018-12-11T10:00:00")
    ('2018-11-30', '2018-12-31', '2018-12-11')
    >>> last_day("--12-11"), last_day("2018-02-31"), last_day(None)
    (None, None, None)
    """
    found = _DATE.match(dated or "")
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    try:
        return date(year, month, int(found[3]) if found[3] else monthrange(year, month)[1]).isoformat()
    except ValueError:
        return None


def first_day(dated: str | None) -> str | None:
    """Return the first day of a day, a month or a year in ISO 8601; None where `last_day` has none.

    >>> first_day("2018-11"), first_day("2018"), first_day("2018-12-11"), first_day("--12-11")
    ('2018-11-01', '2018-01-01', '2018-12-11', None)
    """
    last = last_day(dated)
    found = _DATE.match(dated or "")
    if not last or not found:
        return None
    return f"{last[:4]}-{found[2] or '01'}-{found[3] or '01'}"


_WITHOUT_A_YEAR = re.compile(r"--(\d\d)(?:-(\d\d))?")
_OF_THE_MONTH = re.compile(r"---(\d\d)")
_LENGTH = re.compile(r"P(\d{1,4})([DMY])")


def start_of(since: str | None, on: str) -> str | None:
    """Return the first day of a period that ends on a day: of a date, of one without a year, or of a length of time.

    A length of time starts on the day after the same day so much before, as the six months to 30 June do on 1 January.
    None for a date that no calendar has.

    >>> start_of("2015", "2018-12-11"), start_of("--11", "2018-12-11"), start_of("--12-30", "2018-12-11")
    ('2015-01-01', '2018-11-01', '2017-12-30')
    >>> start_of("P6M", "2018-06-30"), start_of("P1D", "2018-12-11"), start_of("---01", "2018-12-11")
    ('2018-01-01', '2018-12-11', '2018-12-01')
    """
    if length := _LENGTH.fullmatch(since or ""):
        return _before(on, int(length[1]), length[2])
    if day := _OF_THE_MONTH.fullmatch(since or ""):
        return first_day(f"{on[:7]}-{day[1]}")
    if bare := _WITHOUT_A_YEAR.fullmatch(since or ""):
        years = (int(on[:4]), int(on[:4]) - 1)
        starts = (first_day(f"{year:04d}-{bare[1]}" + (f"-{bare[2]}" if bare[2] else "")) for year in years)
        return next((start for start in starts if start and start <= on), None)
    return first_day(since)


def day_before(length: str, on: str) -> str | None:
    """Return the same day a length of time before; a month's last day counts as such. None for what is no length.

    >>> day_before("P3Y", "2018-12-05"), day_before("P6M", "2018-06-30"), day_before("P7D", "2018-12-05")
    ('2015-12-05', '2017-12-31', '2018-11-28')
    """
    found = _LENGTH.fullmatch(length)
    eve = _eve(on, int(found[1]), found[2]) if found else None
    return eve.isoformat() if eve else None


def _before(on: str, number: int, unit: str) -> str | None:
    """Return the day after the same day so many days, months or years before."""
    eve = _eve(on, number, unit)
    return (eve + timedelta(days=1)).isoformat() if eve else None


def _eve(on: str, number: int, unit: str) -> date | None:
    day = date.fromisoformat(on)
    if unit == "D":
        return day - timedelta(days=number)
    at = 12 * day.year + day.month - 1 - number * (12 if unit == "Y" else 1)
    year, month = divmod(at, 12)
    if year < 1:
        return None
    last = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_last else min(day.day, last))
