"""Days: what day a date means when it is a day, a month or a year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

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
