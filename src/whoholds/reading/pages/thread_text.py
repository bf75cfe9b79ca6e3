"""Readers' comments in plain text: a tree by bullets and indents.

A comment is a bullet with its author, and below it, further in than the bullet, what the author wrote. An answer is
a bullet that stands further in than the bullet of the comment that it answers. Under a heading such as "3 Comments"
they do without bullets, if a line says who wrote each one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from whoholds.model import Comment
from whoholds.reading.pages.moments import moment
from whoholds.reading.pages.page_words import is_line, vocabulary
from whoholds.reading.pages.tidy import tidy

MOST_COMMENTS = 50_000
_BULLET = re.compile(r"(?P<indent>[ \t\u00a0]*)(?P<mark>[•‣▪▫◦●○■□–—*·-]|(?<=[ \t])o|\+)[ \t\u00a0]+(?P<rest>\S.*)$")
_LONGEST_AUTHOR = 80


class Line(NamedTuple):
    """One line of a page: how far in its text begins, its text, and the text after its bullet if it has one."""

    indent: int
    text: str
    bullet: str | None


class Found(NamedTuple):
    """A thread and the lines that it fills: from `start` up to `end`."""

    thread: tuple[Comment, ...]
    start: int
    end: int
    warnings: tuple[str, ...]


def find_thread(lines: Sequence[str]) -> Found | None:
    """Find the thread among a page's lines, or None if there is none.

    >>> found = find_thread(["Comments", "* Ana", "  Who says so?", "  * Bo", "    The army."])
    >>> [(c.id, c.parent, c.author, c.text, c.depth) for c in found.thread]
    [(1, None, 'Ana', 'Who says so?', 0), (2, 1, 'Bo', 'The army.', 1)]
    """
    parsed = [_line(line) for line in lines]
    following = _next_full_lines(parsed)
    heads = [place for place in range(len(parsed)) if _is_head(parsed, following, place)]
    heading = next((place for place, line in enumerate(parsed) if is_line("thread_headings", line.text)), None)
    if heading is not None and not any(place > heading for place in heads):
        return _announced(parsed, heading) or _headed(parsed, following, heading)
    region = _region(parsed, following, heads)
    return None if region is None else _read(parsed, set(heads), *region)


def _line(line: str) -> Line:
    line = line.expandtabs(8).rstrip()
    found = _BULLET.match(line)
    if found:
        return Line(len(found["indent"]), line.strip(), found["rest"].strip())
    text = line.lstrip(" \u00a0")
    return Line(len(line) - len(text), text, None)


def _next_full_lines(lines: Sequence[Line]) -> list[int]:
    """For each line the number of the next one that is not blank (the number of lines, if there is none)."""
    following = [len(lines)] * len(lines)
    for place in range(len(lines) - 2, -1, -1):
        following[place] = place + 1 if lines[place + 1].text else following[place + 1]
    return following


def _is_head(lines: Sequence[Line], following: Sequence[int], place: int) -> bool:
    """Tell whether a bullet is a comment's: a short name, and its words on lines that stand further in."""
    line, after = lines[place], following[place]
    if line.bullet is None or after == len(lines) or len(line.bullet) > _LONGEST_AUTHOR:
        return False
    if lines[after].indent <= line.indent:
        return False
    # An item of a list may run on to the next line; a name stands alone, or ends like no sentence.
    return after > place + 1 or not re.search(r"[.,;!?…]$|\b(?:the|a|an|of|and|to|in)$", line.bullet)


def _region(lines: Sequence[Line], following: Sequence[int], heads: Sequence[int]) -> tuple[int, int] | None:
    """Find from where to where the thread goes: the heads and all that stands further in than the first of them."""
    for start in heads:
        margin = lines[start].indent
        end = start
        while end < len(lines) and _inside(lines[end], margin, end in (start,)):
            end = following[end]
        inside = [
            place for place in range(start, end) if lines[place].bullet is not None and lines[place].indent == margin
        ]
        named = sum(1 for place in inside if _is_head(lines, following, place))
        # A list in the body has items on the same margin that are no names.
        if named >= 0.7 * len(inside):
            return start, end
    return None


def _inside(line: Line, margin: int, first: bool) -> bool:
    return first or line.indent > margin or (line.indent == margin and line.bullet is not None)


def _read(lines: Sequence[Line], heads: set[int], start: int, end: int) -> Found:
    reader = _Reader()
    for place in range(start, end):
        line = lines[place]
        if place in heads:
            if not reader.begin(line.indent, line.bullet or ""):
                break
        elif line.text:
            reader.add(line.text)
    return Found(tuple(reader.comments()), start, end, reader.warnings)


def _announced(lines: Sequence[Line], heading: int) -> Found | None:
    """Read comments of one line each ("- Ana: Who says so?"), which only their heading marks as comments."""
    reader = _Reader()
    place = end = heading + 1
    while place < len(lines) and (lines[place].bullet is not None or not lines[place].text):
        line = lines[place]
        if line.bullet is not None:
            author, colon, text = line.bullet.partition(": ")
            named = bool(colon) and len(author) <= 40
            if not reader.begin(line.indent, author if named else ""):
                break
            reader.add(text if named else line.bullet)
            end = place + 1
        place += 1
    comments = tuple(reader.comments())
    return Found(comments, heading + 1, end, reader.warnings) if comments else None


def _headed(lines: Sequence[Line], following: Sequence[int], heading: int) -> Found | None:
    """Read comments without bullets, as they come when a page is copied: a line with the name and the day, then words.

    The first line after the heading must be one, so that not every name and day in a text begins a comment.
    """
    start = following[heading]
    if start == len(lines) or not _is_named(lines, following, start):
        return None
    reader = _Reader()
    place = start
    while place < len(lines) and not is_line("furniture", lines[place].text):
        if _is_named(lines, following, place):
            if not reader.begin(lines[place].indent, lines[place].text):
                break
        else:
            reader.add(lines[place].text)
        place = following[place]
    return Found(tuple(reader.comments()), start, place, reader.warnings)


def _is_named(lines: Sequence[Line], following: Sequence[int], place: int) -> bool:
    """Tell whether a line says who wrote what follows: "Ana says:", "Ana, 12 December 2018", or a day below a name."""
    text, after = lines[place].text, following[place]
    if after == len(lines) or not 0 < len(text) <= _LONGEST_AUTHOR:
        return False
    if _says().search(text) or split_head(text)[1] is not None:
        return True
    stands_apart = place == 0 or not lines[place - 1].text
    is_name = len(text) <= 40 and len(text.split()) <= 6 and not re.search(r"[.,;:!?…]$", text)
    return stands_apart and is_name and _day_alone(lines[after].text) is not None


class _Reader:
    """Gathers comments as their lines come by. The open comments stand on a stack with their indents."""

    def __init__(self) -> None:
        self._heads: list[tuple[int | None, str, int]] = []  # parent, head line, depth
        self._texts: list[list[str]] = []
        self._open: list[tuple[int, int]] = []  # indent, ID
        self.warnings: tuple[str, ...] = ()

    def begin(self, indent: int, head: str) -> bool:
        if len(self._heads) == MOST_COMMENTS:
            self.warnings = (
                f"The page has more than {MOST_COMMENTS:,} comments; only the first {MOST_COMMENTS:,} were read.",
            )
            return False
        while self._open and self._open[-1][0] >= indent:
            self._open.pop()
        parent = self._open[-1][1] if self._open else None
        self._heads.append((parent, head, len(self._open)))
        self._texts.append([])
        self._open.append((indent, len(self._heads)))
        return True

    def add(self, text: str) -> None:
        self._texts[-1].append(text)

    def comments(self) -> list[Comment]:
        made = []
        for number, ((parent, head, depth), texts) in enumerate(zip(self._heads, self._texts, strict=True), 1):
            author, posted = split_head(head)
            if posted is None and len(texts) > 1 and (posted := _day_alone(texts[0])):
                texts = texts[1:]
            made.append(
                Comment(id=number, parent=parent, author=author, posted=posted, text=tidy(" ".join(texts)), depth=depth)
            )
        return made


def split_head(head: str) -> tuple[str | None, str | None]:
    """Split a comment's first line into its author and when it was posted.

    >>> split_head("Ana Li says:"), split_head("Bo — 12 December 2018 at 10:41"), split_head("Cy")
    (('Ana Li', None), ('Bo', '2018-12-12T10:41'), ('Cy', None))
    """
    name, posted = tidy(head), None
    parts = re.split(r"\s+[•·|–—-]\s+|,\s+(?=\d)|\s+\(", name, maxsplit=1)
    if len(parts) == 2 and (posted := _day_alone(parts[1]) or _ago(parts[1])):
        name = parts[0]
    return without_says(name), posted


def without_says(name: str) -> str | None:
    """Take "says:" and the like off a name.

    >>> without_says("Ana sagt:"), without_says("Simon says")
    ('Ana', 'Simon says')
    """
    # Only with its colon: "Simon says" may be how somebody calls himself.
    return _says().sub("", name).rstrip(" :") or None


@cache
def _says() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(vocabulary("page")["says"], key=len, reverse=True))
    return re.compile(rf"\s+(?:{words})\s*:$", re.IGNORECASE)


def _day_alone(text: str) -> str | None:
    is_short = len(text) <= 60 and len(text.split()) <= 8
    return moment(text) if is_short and not re.search(r"\w{12}", text) else None


def _ago(text: str) -> str | None:
    """Keep "3 days ago" as the page gives it: it is not a day."""
    text = text.rstrip(") ")
    return (
        text
        if re.fullmatch(r"(?:about )?(?:an?|\d+) (?:second|minute|hour|day|week|month|year)s? ago", text, re.I)
        else None
    )
