"""Past times that have no date: "three years ago", "last year", "at its peak", "before the offensive".

A time that counts back from the day of the text is a length of time in ISO 8601 ("P3Y"); one of which only this is
known, that it has passed, is `UNKNOWN`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from whoholds.reading.figures.as_of import Dated
from whoholds.reading.figures.when_words import when_words

UNKNOWN = "unknown"

_AGO, _PAST = when_words()["ago"], when_words()["past"]
_HALF_A_YEAR = re.compile(r"\bhalf\s+a\s+year\s+(?:ago|earlier)\b", re.I)
_LENGTH = re.compile(
    rf"\b(?P<n>\d{{1,3}}|{'|'.join(_AGO['numbers'])})\s+(?P<unit>{'|'.join(_AGO['lengths'])})s?\s+(?P<word>ago|earlier)\b",
    re.I,
)
_LONG_AGO = re.compile(rf"\b(?:{'|'.join(_AGO['long'])})\s+ago\b", re.I)
_LAST = re.compile(r"(?<!\bthe\s)(?<!\bsince\s)(?<!\bover\s)\blast\s+(?P<unit>month|year)\b(?!['’])", re.I)
_EVENT = rf"(?:{'|'.join(_PAST['events'])})"
_PHRASES = [phrase.replace("EVENT", _EVENT) for phrase in (*_PAST["phrases"], _PAST["used"])]
_SOME_TIME = re.compile(rf"\b(?:{'|'.join(_PHRASES)})\b", re.I)
_THE = re.compile(r"\bthe\s+$", re.I)
_NAMED_EVENT = re.compile(rf"\s+(?:[\w-]+\s+){{0,2}}?{_EVENT}\b", re.I)
_BEFORE = re.compile(rf"\b(?:{'|'.join(_PAST['before'])})\s+(?:the\s+(?:end|start|beginning)\s+of\s+)?$", re.I)


def is_name_of_event(sentence: str, first: int, last: int) -> bool:
    """Whether a date is that of an event which it names: "the 12 August 2008 ceasefire".

    >>> is_name_of_event("in violation of the 12 August 2008 ceasefire", 20, 34)
    True
    """
    return (
        _THE.search(sentence, max(0, first - 8), first) is not None and _NAMED_EVENT.match(sentence, last) is not None
    )


def is_after(sentence: str, first: int) -> bool:
    """Whether a date is one before which something was so: "before May 2018".

    >>> is_after("Before May 2018 it held half", 7)
    True
    """
    return _BEFORE.search(sentence, max(0, first - 40), first) is not None


def times_before(sentence: str) -> Iterator[Dated]:
    """Yield the past times without a date of a sentence, each with its place and what is known of it.

    >>> list(times_before("Three years ago it held a third, last year a fifth; at its peak, half."))
    [(0, 15, 'P3Y'), (33, 42, 'P1Y'), (52, 63, 'unknown')]
    >>> list(times_before("It has held a third since the last year of the war."))
    []
    """
    spots = set()
    for match in _HALF_A_YEAR.finditer(sentence):
        spots.add(match.end())
        yield (*match.span(), "P6M")
    for match in _LENGTH.finditer(sentence):
        word = match["n"].lower()
        number = int(word) if word.isdigit() else _AGO["numbers"][word]
        letter, size = _AGO["lengths"][match["unit"].lower()]
        if match.end() not in spots:
            spots.add(match.end())
            yield (*match.span(), f"P{number * size}{letter}")
    for match in _LAST.finditer(sentence):
        yield (*match.span(), "P1Y" if match["unit"].lower() == "year" else "P1M")
    for match in _LONG_AGO.finditer(sentence):
        if match.end() not in spots:
            yield (*match.span(), UNKNOWN)
    for match in _SOME_TIME.finditer(sentence):
        yield (*match.span(), UNKNOWN)
