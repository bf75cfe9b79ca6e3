"""The date that a sentence states for its figures."""

from __future__ import annotations

import re

_ANY_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DATE = re.compile(
    r"\b(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<m>"
    + "|".join(_MONTHS)
    + r")\b(?:\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?\b)?"
    r",?(?:\s+(?P<y>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:in|by|since|of|during|late|early|mid)[ -]+"
    r"(?:the (?:end|summer|spring|autumn|fall|winter) of )?((?:1[89]|20)\d\d)\b",
    re.IGNORECASE,
)


def as_of(sentence: str) -> str | None:
    """Return the date that a sentence states, as far as it has a year.

    >>> as_of("By 23 March 2019 it held a third"), as_of("In 2017 it held a third"), as_of("On 2 June it fell")
    ('2019-03-23', '2017', None)
    """
    if _ANY_YEAR.search(sentence) is None:
        return None
    for match in _DATE.finditer(sentence):
        if match["y"]:
            month = _MONTHS.index(match["m"].lower()) + 1
            day = match["d"] or match["d2"]
            if day and 1 <= int(day) <= 31:
                return f"{match['y']}-{month:02d}-{int(day):02d}"
            return f"{match['y']}-{month:02d}"
    found = _YEAR.search(sentence)
    return found.group(1) if found else None
