"""The text of a message taken apart: what it says itself, what it quotes of earlier messages, and what it passes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from whoholds.model import Comment
from whoholds.reading.pages.dates import find_days
from whoholds.reading.pages.moments import moment
from whoholds.reading.pages.page_words import vocabulary
from whoholds.reading.pages.thread_draft import depths
from whoholds.reading.pages.tidy import tidy

_QUOTED = re.compile(r"(?:>[ \t]?){1,200}")
_SIGNATURE = re.compile(r"-- ?$")
_ADDRESS = re.compile(r"[\[<(]?(?:mailto:)?[\w.+-]{1,64}@[\w.-]{1,255}[\]>)]?")
_CLOCK = re.compile(
    r"(?:\bat\b|\bum\b|à|\bв\b|\bo\b)?\s*\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?\b)?(?:\s*(?:uhr|utc|gmt))?(?:\s*[+-]\d\d:?\d\d)?",
    re.I,
)
_WEEKDAY = re.compile(
    r"^\W*[^\W\d]{2,12}\.?,\s*|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?", re.I
)
_MOST_LINES_OF_FIELDS = 12
_LONGEST_LINE = 300


class Split(NamedTuple):
    """A message's own text, the earlier messages that it quotes, oldest first, and how many quoted lines are left."""

    text: str
    thread: tuple[Comment, ...]
    unclaimed: int


class PassedOn(NamedTuple):
    """A message that stands whole below another: the text above it, its fields and its text."""

    above: str
    by: str | None
    posted: str | None
    subject: str | None
    text: str
    is_forwarded: bool


class _Earlier:
    """An earlier message while its lines come by."""

    def __init__(self, author: str | None, posted: str | None, below: _Earlier | None) -> None:
        self.author, self.posted, self.below = author, posted, below
        self.lines: list[str] = []


def split_replies(text: str, *, flowed: bool = False) -> Split:
    r"""Tell a message's own words from those that it quotes. A signature belongs to neither.

    >>> split = split_replies("Half.\n\nOn 11 December 2018 Ana Li <ana@example.org> wrote:\n> How much?\n-- \nBo\n")
    >>> split.text.strip(), [(comment.author, comment.posted, comment.text) for comment in split.thread]
    ('Half.', [('Ana Li', '2018-12-11', 'How much?')])
    """
    lines = _unflowed(text) if flowed else [_depth(line) for line in text.split("\n")]
    own: list[str] = []
    quoted = [_Earlier(None, None, None)]  # the open message of each depth; the first is this one
    quoted[0].lines = own
    found: list[_Earlier] = []
    unclaimed = 0
    signed = False
    last = 0
    for depth, line in lines:
        if depth > last:
            signed = False
            if depth == last + 1 and last < len(quoted) and (said := _attribution(quoted[last].lines)):
                del quoted[depth:]
                quoted.append(_Earlier(*said, quoted[last]))
                found.append(quoted[-1])
        elif depth < last:
            signed = False
        last = depth
        if _SIGNATURE.match(line):
            signed = True
        if signed:
            continue
        if depth < len(quoted):
            quoted[depth].lines.append(line)
        else:
            unclaimed += bool(line.strip())
    return Split("\n".join(own), _comments(found), unclaimed)


def _depth(line: str) -> tuple[int, str]:
    mark = _QUOTED.match(line)
    return (0, line) if mark is None else (mark[0].count(">"), line[mark.end() :])


def _unflowed(text: str) -> list[tuple[int, str]]:
    """Join the lines of "format=flowed" (RFC 3676): one that ends with a blank goes on in the next of its depth."""
    joined: list[tuple[int, str]] = []
    pieces: list[str] = []
    before = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:].removeprefix(" ")
        if pieces and depth != before:
            joined.append((before, "".join(pieces)))
            pieces = []
        before = depth
        pieces.append(content)
        if not content.endswith(" ") or _SIGNATURE.match(content):
            joined.append((depth, "".join(pieces)))
            pieces = []
    if pieces:
        joined.append((before, "".join(pieces)))
    return joined


# -------------------------------------------------------------------------------- "On … Ana wrote:"


@cache
def _wrote() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, vocabulary("mail")["wrote"]), key=len, reverse=True))
    return re.compile(rf"(?:^|\s)(?:{words})(?=\W|$)", re.IGNORECASE)


@cache
def _on() -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(map(re.escape, vocabulary('mail')['on']))})\s+", re.IGNORECASE)


def _attribution(lines: list[str]) -> tuple[str | None, str | None] | None:
    """Take the line that says who wrote what comes next off the end of some lines; it may be broken over three."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    best: tuple[str | None, str | None] | None = None
    start = end
    for count in (1, 2, 3):
        if count > end or not lines[end - count].strip():
            break
        said = tidy(" ".join(lines[end - count : end]))
        if len(said) > _LONGEST_LINE or not said.endswith(":"):
            break
        wrote = _wrote().search(said)
        found = _author(said, wrote) if wrote else None
        # More lines are better only if they begin as such a line does: the one before may be the message's own.
        if found and (best is None or _on().match(said)):
            best, start = found, end - count
    del lines[start:]
    return best


def _author(said: str, wrote: re.Match[str]) -> tuple[str | None, str | None] | None:
    """Read "On 11 December 2018 at 10:41 Ana Li <ana@example.org> wrote:"; None if there is neither name nor day."""
    before, after = said[: wrote.start()], said[wrote.end() :].strip(" :")
    days = find_days(said)
    posted = moment(said) if days and not days[0][0].startswith("--") else None
    name = _name(before) or _name(after)
    begins = _on().match(said) is not None or bool(days) or _ADDRESS.search(said) is not None
    short = len(name or "") <= 80 and len((name or "").split()) <= 6
    return (name, posted) if begins and short and (name or posted) else None


def _name(text: str) -> str | None:
    """Leave of a part of the line what is neither day nor time nor address."""
    address = _ADDRESS.search(text)
    text = _on().sub("", _ADDRESS.sub(" ", text).strip())
    for _, (start, end) in reversed(find_days(text)):
        text = f"{text[:start]} , {text[end:]}"
    text = _WEEKDAY.sub(" ", _CLOCK.sub(" ", text)) if re.search(r"\d|,", text) else text
    name = tidy(re.sub(r"\s*,\s*", ", ", text)).strip(" ,:;\"'<>()[]|")
    name = name if re.search(r"\w", name) and not re.search(r"\d", name) else ""
    return name or (address[0].strip("[]<>()") if address else None)


def _comments(found: Sequence[_Earlier]) -> tuple[Comment, ...]:
    """Make comments of earlier messages, oldest first; each answers the one that it quotes."""
    order = [earlier for earlier in reversed(found) if any(line.strip() for line in earlier.lines)]
    numbers = {earlier: number for number, earlier in enumerate(order, 1)}
    above: dict[int, int] = {}
    for earlier in found:  # the first that a message quotes is the one that it answers
        below = earlier.below
        while below is not None and below not in numbers and below.below is not None:
            below = below.below
        if below in numbers and earlier in numbers:
            above.setdefault(numbers[below], numbers[earlier])
    depth = depths(numbers.values(), above)
    return tuple(
        Comment(
            id=number,
            parent=above.get(number),
            author=earlier.author,
            posted=earlier.posted,
            text=tidy(" ".join(earlier.lines)),
            depth=depth[number],
        )
        for earlier, number in numbers.items()
    )


# -------------------------------------------------------------------------------- messages passed on


@cache
def _fields() -> dict[str, str]:
    words = vocabulary("mail")
    return {name: kind for kind in ("from", "day", "subject", "others") for name in reversed(words[kind])}


@cache
def _lines_above(kind: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, vocabulary("mail")[kind]))
    return re.compile(rf"[\s>]*-*\s*(?:{words})\s*:?\s*-*\s*$", re.IGNORECASE)


def passed_on(text: str) -> PassedOn | None:
    r"""Find a message that stands whole below another, under its own fields; None if there is none.

    >>> found = passed_on("See below.\n\n---- Original Message ----\nFrom: Ana Li\nSent: 11 December 2018\n\nHalf.")
    >>> found.by, found.posted, found.text, found.is_forwarded
    ('Ana Li', '2018-12-11', 'Half.', False)
    """
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if len(line) > _LONGEST_LINE:
            continue
        forwarded = _lines_above("forwarded").match(line) is not None
        marked = forwarded or _lines_above("original").match(line) is not None
        if not marked and _field(line) is None:
            continue
        fields, end = _read_fields(lines, place + marked)
        if "from" in fields and (marked or len(fields) >= 3):
            by = tidy(_ADDRESS.sub(" ", fields["from"])).strip(" \"'<>()[]") or tidy(fields["from"])
            day = moment(fields.get("day", ""))
            return PassedOn(
                "\n".join(lines[:place]),
                by[:200] or None,
                day,
                fields.get("subject"),
                "\n".join(lines[end:]).strip("\n"),
                forwarded,
            )
    return None


def _read_fields(lines: Sequence[str], start: int) -> tuple[dict[str, str], int]:
    fields: dict[str, str] = {}
    at = start
    while at < len(lines) and at < start + _MOST_LINES_OF_FIELDS:
        field = _field(lines[at])
        if field is not None:
            fields.setdefault(*field)
        elif lines[at].strip() or fields:
            break
        at += 1
    return fields, at


def _field(line: str) -> tuple[str, str] | None:
    name, colon, value = line[:_LONGEST_LINE].strip(" *>\t").partition(":")
    kind = _fields().get(name.strip(" *").lower()) if colon and len(name) <= 30 else None
    return None if kind is None else (kind, value.strip(" *"))
