"""The text of a message taken apart: what it says itself, and what it quotes of earlier messages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from whoholds.model import Comment
from whoholds.reading.formats.mail_attribution import read_attribution, take_attribution
from whoholds.reading.formats.mail_passed_on import QUOTED, PassedOn
from whoholds.reading.pages.thread_draft import depths
from whoholds.reading.pages.tidy import tidy

_SIGNATURE = re.compile(r"-- ?$")


class Split(NamedTuple):
    """A message's own text, the earlier messages that it quotes, oldest first, and how many quoted lines are left."""

    text: str
    thread: tuple[Comment, ...]
    unclaimed: int


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
            if depth == last + 1 and last < len(quoted):
                said = take_attribution(quoted[last].lines)
                if said is None and (said := read_attribution(tidy(line))):  # it is quoted with the words
                    line = ""
                if said:
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
    mark = QUOTED.match(line)
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


def split_chain(above: str, below: Sequence[PassedOn], *, flowed: bool = False) -> Split:
    """Do the same where earlier messages stand whole below the text, the latest first; each may quote others."""
    thread: list[Comment] = []
    unclaimed = 0
    answered: int | None = None
    for whole in reversed(below):
        split = split_replies(whole.text, flowed=flowed)
        unclaimed += split.unclaimed
        thread += _numbered_from(len(thread), split.thread)
        answered = len(thread) if split.thread else answered  # the last is what the message quotes itself
        if text := tidy(split.text):
            thread.append(Comment(id=len(thread) + 1, parent=answered, author=whole.by, posted=whole.posted, text=text))
            answered = len(thread)
    own = split_replies(above, flowed=flowed)
    thread += _numbered_from(len(thread), own.thread)
    parents = {comment.id: comment.parent for comment in thread if comment.parent is not None}
    depth = depths((comment.id for comment in thread), parents)
    return Split(
        own.text, tuple(replace(comment, depth=depth[comment.id]) for comment in thread), unclaimed + own.unclaimed
    )


def _numbered_from(start: int, thread: Sequence[Comment]) -> list[Comment]:
    return [
        replace(
            comment,
            id=start + int(comment.id),
            parent=None if comment.parent is None else start + int(comment.parent),
        )
        for comment in thread
    ]
