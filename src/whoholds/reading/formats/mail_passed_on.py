"""Messages that stand whole below another, each under its own fields: passed on, or answered as Outlook does it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from whoholds.reading.formats.mail_attribution import ADDRESS, LONGEST_LINE, in_numbers
from whoholds.reading.pages.moments import moment
from whoholds.reading.pages.page_words import vocabulary
from whoholds.reading.pages.tidy import tidy

QUOTED = re.compile(r"(?:>[ \t]?){1,200}")
_MOST_LINES_OF_FIELDS = 12


class PassedOn(NamedTuple):
    """A message that stands whole below another: its fields, and its text up to the next one."""

    by: str | None
    posted: str | None
    subject: str | None
    text: str
    is_forwarded: bool


class _Block:
    """Such a message while its lines come by. `depth` is how many marks of quoting stand before them."""

    def __init__(self, fields: dict[str, str], depth: int, *, is_forwarded: bool) -> None:
        self.fields, self.depth, self.is_forwarded = fields, depth, is_forwarded
        self.lines: list[str] = []

    def made(self) -> PassedOn:
        sender = self.fields["from"]
        by = tidy(ADDRESS.sub(" ", sender)).strip(" \"'<>()[]") or tidy(sender)
        return PassedOn(
            by[:200] or None,
            moment(in_numbers(self.fields.get("day", ""))),
            self.fields.get("subject"),
            "\n".join(self.lines).strip("\n"),
            self.is_forwarded,
        )


def passed_on(text: str) -> tuple[str, tuple[PassedOn, ...]]:
    r"""Tell the text above from the messages that stand whole below it, the latest first.

    >>> above, [found] = passed_on("See.\n\n---- Original Message ----\nFrom: Ana Li\nSent: 11 December 2018\n\nHalf.")
    >>> above.strip(), found.by, found.posted, found.text, found.is_forwarded
    ('See.', 'Ana Li', '2018-12-11', 'Half.', False)
    """
    lines = text.split("\n")
    above: list[str] = []
    blocks: list[_Block] = []
    inside: list[_Block] = []  # the last is the one whose lines come by
    at = 0
    while at < len(lines):
        line = lines[at]
        depth = _depth(line)
        # Where the marks of quoting are fewer, the words of who quotes go on.
        while inside and depth < inside[-1].depth and line.strip():
            inside.pop()
        begun = _begun(lines, at, depth)
        if begun is not None:
            block, at = begun
            blocks.append(block)
            inside.append(block)
            continue
        (inside[-1].lines if inside else above).append(_unquoted(line, inside[-1].depth if inside else 0))
        at += 1
    return "\n".join(above), tuple(block.made() for block in blocks)


def _begun(lines: Sequence[str], at: int, depth: int) -> tuple[_Block, int] | None:
    """Give the message that begins with a line, and the number of the line behind its fields; None if none does."""
    line = lines[at]
    if len(line) > LONGEST_LINE:
        return None
    is_forwarded = _lines_above("forwarded").match(line) is not None
    is_marked = is_forwarded or _lines_above("original").match(line) is not None
    if not is_marked and _field(line) is None:
        return None
    fields, end = _read_fields(lines, at + is_marked)
    if "from" in fields and (is_marked or len(fields) >= 3):
        return _Block(fields, depth, is_forwarded=is_forwarded), end
    return None


def _depth(line: str) -> int:
    mark = QUOTED.match(line)
    return 0 if mark is None else mark[0].count(">")


def _unquoted(line: str, depth: int) -> str:
    """Take so many marks of quoting off a line."""
    for _ in range(depth):
        line = re.sub(r"^>[ \t]?", "", line)
    return line


@cache
def _fields() -> dict[str, str]:
    words = vocabulary("mail")
    return {name: kind for kind in ("from", "day", "subject", "others") for name in reversed(words[kind])}


@cache
def _lines_above(kind: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, vocabulary("mail")[kind]))
    return re.compile(rf"[\s>]*-*\s*(?:{words})\s*:?\s*-*\s*$", re.IGNORECASE)


def _read_fields(lines: Sequence[str], start: int) -> tuple[dict[str, str], int]:
    fields: dict[str, str] = {}
    at = start
    while at < len(lines) and at < start + _MOST_LINES_OF_FIELDS:
        field = _field(lines[at])
        if field is not None:
            fields.setdefault(*field)
        elif lines[at].strip(" >\t") or fields:
            break
        at += 1
    return fields, at


def _field(line: str) -> tuple[str, str] | None:
    name, colon, value = line[:LONGEST_LINE].strip(" *>\t").partition(":")
    kind = _fields().get(name.strip(" *").lower()) if colon and len(name) <= 30 else None
    return None if kind is None else (kind, value.strip(" *"))
