"""When something was posted: a day, with the time of day where one stands beside it, in ISO 8601."""

from __future__ import annotations

import datetime
import re

from whoholds.reading.pages.dates import find_days

_ISO = re.compile(
    r"\s*(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d{1,9})?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?\s*$", re.I
)
_CLOCK = re.compile(
    r"(?<![\d:.,])([0-2]?\d)(?::|\.|\s?h\s?)([0-5]\d)(?::[0-5]\d)?(?![\d:])(?:\s?([ap])\.?\s?m\b\.?)?", re.I
)
_FURTHEST = 25  # characters between the day and the time of day


def moment(text: str) -> str | None:
    """Read when something was posted; None if the text has no day.

    >>> moment("December 12, 2018 at 9:41 pm"), moment("Wed 12 Dec 2018"), moment("2018-12-12T10:41:00.000Z")
    ('2018-12-12T21:41', '2018-12-12', '2018-12-12T10:41:00Z')
    >>> moment("3 days ago") is None
    True
    """
    text = text[:200]
    if iso := _ISO.match(text):
        return _checked(iso[1], iso[2], iso[3])
    days = find_days(text)
    if not days:
        return None
    day, (start, end) = days[0]
    clock = _CLOCK.search(text, end, end + _FURTHEST) or _CLOCK.search(text, max(0, start - _FURTHEST), start)
    return day if clock is None or day.startswith("--") else f"{day}{_clock(clock)}"


def from_epoch(milliseconds: str) -> str | None:
    """Read milliseconds since 1970.

    >>> from_epoch("1544611260000"), from_epoch("soon")
    ('2018-12-12T10:41:00Z', None)
    """
    if not re.fullmatch(r"\d{12,14}", milliseconds, re.ASCII):
        return None
    return datetime.datetime.fromtimestamp(int(milliseconds) // 1000, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _checked(day: str, clock: str | None, zone: str | None) -> str | None:
    try:
        datetime.date.fromisoformat(day)
        if clock:
            datetime.time.fromisoformat(clock)
    except ValueError:
        return None
    zone = "Z" if zone and zone.upper() in ("Z", "UTC", "GMT") else zone or ""
    return f"{day}T{clock}{zone}" if clock else day


def _clock(found: re.Match[str]) -> str:
    hour, minute, half = int(found[1]), found[2], (found[3] or "").lower()
    if hour > 23 or (half and not 1 <= hour <= 12):
        return ""
    if half:
        hour = hour % 12 + 12 * (half == "p")
    return f"T{hour:02}:{minute}"
