"""The line before quoted words that says whose they are, as mail programs write it: "On … Ana Li wrote:"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from whoholds.reading.pages.dates import find_days
from whoholds.reading.pages.moments import moment
from whoholds.reading.pages.page_words import vocabulary
from whoholds.reading.pages.tidy import tidy

ADDRESS = re.compile(r"[\[(<]{0,2}(?:mailto:)?[\w.+-]{1,64}@[\w.-]{1,255}[\])>]{0,2}")
LONGEST_LINE = 300
# A day or a time of day in numbers.
_WHEN = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,2}[:h]\d\d(?::\d\d)?(?:\s*[+-]\d\d:?\d\d)?|\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?"
)
_ENDS_WITH_ADDRESS = re.compile(r"<[^<>\s]{1,300}@[^<>\s]{1,300}>\s*:$")


class Said(NamedTuple):
    """Who wrote what is quoted, and when."""

    author: str | None
    posted: str | None


def take_attribution(lines: list[str]) -> Said | None:
    """Take the line that says who wrote what comes next off the end of some lines; it may be broken over three.

    >>> lines = ["Half.", "On 11 December 2018 Ana Li", "<ana@example.org> wrote:"]
    >>> take_attribution(lines), lines
    (Said(author='Ana Li', posted='2018-12-11'), ['Half.'])
    """
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    best: Said | None = None
    start = end
    for count in (1, 2, 3):
        if count > end or not lines[end - count].strip():
            break
        said = tidy(" ".join(lines[end - count : end]))
        if len(said) > LONGEST_LINE or not said.endswith(":"):
            break
        found = read_attribution(said)
        # More lines are better only if they begin as such a line does: the one before may be the message's own.
        if found and (best is None or _on().match(said)):
            best, start = found, end - count
    del lines[start:]
    return best


def read_attribution(said: str) -> Said | None:
    """Read such a line; None if it is none. It has a day or an address, and most often a word for writing.

    >>> read_attribution("On Tue, 11 Dec 2018 at 10:41, Ana Li <ana@example.org> wrote:")
    Said(author='Ana Li', posted='2018-12-11T10:41')
    >>> read_attribution("Am Di., 11. Dez. 2018 um 10:41 Uhr schrieb Ana Li:")
    Said(author='Ana Li', posted='2018-12-11T10:41')
    >>> read_attribution("The minister said what his staff wrote:")
    """
    if len(said) > LONGEST_LINE or not said.endswith(":"):
        return None
    said = in_numbers(said)
    days = find_days(said)
    wrote = _wrote().search(said)
    if wrote:
        parts = [said[: wrote.start()], said[wrote.end() :]]
    elif days and _ENDS_WITH_ADDRESS.search(said):
        parts = [said]
    else:
        return None
    # The name stands where the address does, if there is one.
    parts.sort(key=lambda part: ADDRESS.search(part) is None)
    name = next(filter(None, map(_name, parts)), None)
    posted = moment(said) if days and not days[0][0].startswith("--") else None
    begins = _on().match(said) is not None or bool(days) or ADDRESS.search(said) is not None
    is_short = len(name or "") <= 80 and len((name or "").split()) <= 6
    return Said(name, posted) if begins and is_short and (name or posted) else None


def _name(text: str) -> str | None:
    """Find the name in a part of the line: behind the time, or else before it; the address where there is none."""
    address = ADDRESS.search(text)
    stretch = text[: address.start()] if address else text
    times = list(_WHEN.finditer(stretch))
    places = [stretch[times[-1].end() :], stretch[: times[0].start()]] if times else [stretch]
    for place in places:
        name = tidy(_before_name().sub("", place)).strip(" ,،:;\"'<>()[]|*")
        if re.search(r"\w", name) and not re.search(r"\d", name) and not _on().fullmatch(f"{name} "):
            return name
    return address[0].strip("[]<>()").removeprefix("mailto:") if address else None


def in_numbers(said: str) -> str:
    """Write the days of such a line as ISO 8601, as far as the names of the months are known, in western digits."""
    said = re.sub(r"\d", lambda digit: str(int(digit[0])), said)
    said = _morning_or_afternoon().sub(lambda found: f"{found[1]} {'pm' if found[2] else 'am'}", said)

    def day(found: re.Match[str]) -> str:
        written = found[2].lower()
        number = next(number for name, number in _months().items() if written.startswith(name))
        return f"{found[3]}-{number:02}-{int(found[1]):02}"

    said = _day().sub(day, said)
    for found, (start, end) in reversed(find_days(said)):
        if not found.startswith("--"):
            said = f"{said[:start]}{found}{said[end:]}"
    return said


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _months() -> dict[str, int]:
    """Give how names of months begin, the longer before what they begin with."""
    found = {name: int(number) for number, names in vocabulary("mail")["months"].items() for name in names}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


@cache
def _day() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\d)(\d{{1,2}})\.?\s+(?:de\s+)?((?:{_any_of(_months())})[^\W\d]{{0,9}})\.?,?\s+(?:de\s+)?((?:19|20)\d\d)(?!\d)",
        re.IGNORECASE,
    )


@cache
def _morning_or_afternoon() -> re.Pattern[str]:
    words = vocabulary("mail")
    return re.compile(
        rf"(\d:\d\d)\s+(?:({_any_of(words['afternoon'])})|{_any_of(words['morning'])})(?=\W)", re.IGNORECASE
    )


@cache
def _wrote() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s)(?:{_any_of(vocabulary('mail')['wrote'])})(?=\W|$)", re.IGNORECASE)


@cache
def _on() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_any_of(vocabulary('mail')['on'])})\s+", re.IGNORECASE)


@cache
def _before_name() -> re.Pattern[str]:
    words = vocabulary("mail")
    beside = _any_of((*words["weekdays"], *words["behind_time"]))
    return re.compile(rf"^(?:\W*(?:(?:{_any_of(words['on'])})\s+)?(?:{beside})(?!\w))+", re.IGNORECASE)
