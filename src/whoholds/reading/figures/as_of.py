"""The dates that a sentence states, as far as they have a year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whoholds.reading.figures.when_words import when_words

_ANY_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_MONTHS = {name: number for number, names in enumerate(when_words()["months"]["names"], 1) for name in names}
_DATE = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<m>{'|'.join(_MONTHS)})\b\.?"
    r"(?:\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?\b)?,?\s+(?P<y>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:in|by|since|of|during|late|early|mid)[ -]+"
    r"(?:the (?:end|summer|spring|autumn|fall|winter) of )?(?P<y>(?:1[89]|20)\d\d)\b",
    re.IGNORECASE,
)
_LAST_YEAR = re.compile(rf"\b(?P<m>{'|'.join(_MONTHS)})\b\.?,?\s+(?:of\s+)?last\s+year\b(?!['’])", re.IGNORECASE)
# At the end of an entry, "(2022)" says for when it is: "resolution 425 (1978)" is a name.
_LABEL = re.compile(r"(?<!\d )\((?P<y>(?:19|20)\d\d)(?: est\.)?\)(?=\s*(?:[.;]|$))")
# Where a date starts and ends in the sentence, and the date.
Dated = tuple[int, int, str]


def as_of(sentence: str) -> str | None:
    """Return the date that a sentence states, as far as it has a year; a month goes before a year.

    >>> as_of("By 23 March 2019 it held a third"), as_of("In 2017 it held a third"), as_of("On 2 June it fell")
    ('2019-03-23', '2017', None)
    """
    dates = list(dates_in(sentence))
    return next((date for _, _, date in dates if len(date) > len("2017")), dates[0][2] if dates else None)


def dates_in(sentence: str) -> Iterator[Dated]:
    """Yield the dates of a sentence that have a year, each with its place: months first, then years.

    >>> list(dates_in("In Sept. 2016 it held a third, in 2017 a half."))
    [(3, 13, '2016-09'), (31, 38, '2017')]
    """
    if _ANY_YEAR.search(sentence) is None:
        return
    taken = set()
    for match in _DATE.finditer(sentence):
        taken.add(match.start("y"))
        day = match["d"] or match["d2"]
        month = f"{match['y']}-{_MONTHS[match['m'].lower()]:02d}"
        yield (*match.span(), f"{month}-{int(day):02d}" if day and 1 <= int(day) <= 31 else month)
    for match in _YEAR.finditer(sentence):
        if match.start("y") not in taken:
            yield (*match.span(), match["y"])


def dates_of_last_year(sentence: str, published: str | None) -> Iterator[Dated]:
    """Yield the months of last year that a sentence names, if the day of the text is known.

    >>> list(dates_of_last_year("In May of last year it held a third.", "2018-12-05"))
    [(3, 19, '2017-05')]
    """
    if published is None or "last" not in sentence:
        return
    for match in _LAST_YEAR.finditer(sentence):
        yield (*match.span(), f"{int(published[:4]) - 1:04d}-{_MONTHS[match['m'].lower()]:02d}")


def label_of(sentence: str) -> str | None:
    """Return the year that stands in brackets behind an entry, for all that it says.

    >>> label_of("the army controls 4 of 13 regions (2022);"), label_of("resolution 425 (1978).")
    ('2022', None)
    """
    found = list(_LABEL.finditer(sentence))
    return found[-1]["y"] if found else None
