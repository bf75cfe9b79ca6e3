"""What stands around copied comments and is nobody's words: buttons with votes and ages, badges, the form below."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from whoholds.reading.pages.dates import find_days
from whoholds.reading.pages.moments import moment
from whoholds.reading.pages.page_words import vocabulary
from whoholds.reading.pages.thread_gather import ago

_LONGEST = 100
_BETWEEN = re.compile(r"\s*[•·|›△▽▲▼↓👍]\s*")
_NO_NAME = re.compile(
    r"[\s,]*(?:at|um|à|a las|в|о)?[\s,]*(?:\d{1,2}[:.h]\d\d(?::\d\d)?)?\s?(?:[ap]\.?m\.?)?", re.IGNORECASE
)
_VOTES = re.compile(r"\+?\d{1,6}")


class Buttons(NamedTuple):
    """What a line of buttons says. Without `has_button` it may be a line of words too: "12"."""

    has_button: bool
    posted: str | None
    votes: int | None


def read_buttons(line: str) -> Buttons | None:
    """Read a line that has only buttons, an age and a count of votes in it.

    >>> read_buttons("Like · Reply · 3d · 12")
    Buttons(has_button=True, posted='3d', votes=12)
    >>> read_buttons("Reply to all of them at once, please.") is None
    True
    """
    parts = [part for part in _BETWEEN.split(line.strip()) if part] if 0 < len(line) <= _LONGEST else []
    if not parts:
        return None
    has_button, posted, counts = False, None, []
    for part in parts:
        if _VOTES.fullmatch(part):
            counts.append(int(part))
        elif _pattern("buttons").fullmatch(part):
            has_button = True
        elif when := ago(part) or _day_only(part):
            posted = posted or when
        else:
            return None
    # Of two numbers one may count answers, or votes against it.
    return Buttons(has_button, posted, counts[0] if len(counts) == 1 else None)


def _day_only(part: str) -> str | None:
    """Read a day, maybe with a time of day, in words that have nothing else in them, as a name would be."""
    if not re.search(r"\d", part):
        return None
    for _, (start, end) in find_days(part)[:1]:
        return moment(part) if _NO_NAME.fullmatch(part[:start] + part[end:]) else None
    return None


def is_badge(line: str) -> bool:
    """Tell whether a line beside comments is nobody's words ("Top fan", "View 3 more replies")."""
    return 0 < len(line) <= _LONGEST and _pattern("badges").fullmatch(line) is not None


def is_form(line: str) -> bool:
    """Tell whether a line is the form below the comments, or stands with it.

    >>> is_form("Leave a Reply"), is_form("Leave a reply to him, they said, and we will print it.")
    (True, False)
    """
    return 0 < len(line) <= 200 and not line.endswith(",") and _pattern("form").fullmatch(line) is not None


def is_chapter(heading: str) -> bool:
    """Tell whether a heading of comments may be that of a chapter as well.

    >>> is_chapter("Responses"), is_chapter("3 Responses"), is_chapter("Comments")
    (True, False, False)
    """
    return _pattern("chapters").fullmatch(heading) is not None


def answers(line: str) -> str | None:
    """Give the name of whom a message answers, if a line says that and nothing else.

    >>> answers("[In reply to Ana Li]")
    'Ana Li'
    """
    found = _pattern("answers").fullmatch(line) if len(line) <= _LONGEST else None
    return next((name for name in found.groups() if name), None) if found else None


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(vocabulary("thread_text")[kind]), re.IGNORECASE)
