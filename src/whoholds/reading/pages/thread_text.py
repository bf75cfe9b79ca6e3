"""Readers' comments in plain text: a tree by bullets and indents.

A comment is a bullet with its author, and below it, further in than the bullet, what the author wrote. An answer is
a bullet that stands further in than the bullet of the comment that it answers. Comments without bullets are read where
a heading such as "3 Comments" announces them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from whoholds.reading.pages.page_words import is_line
from whoholds.reading.pages.thread_gather import Found, Gathered, Line, split_head
from whoholds.reading.pages.thread_headed import find_headed, next_full_lines

_BULLET = re.compile(r"(?P<indent>[ \t\u00a0]*)(?P<mark>[•‣▪▫◦●○■□–—*·-]|(?<=[ \t])o|\+)[ \t\u00a0]+(?P<rest>\S.*)$")
_LONGEST_AUTHOR = 80


def find_thread(lines: Sequence[str]) -> Found | None:
    """Find the thread among a page's lines, or None if there is none.

    >>> found = find_thread(["Comments", "* Ana", "  Who says so?", "  * Bo", "    The army."])
    >>> [(c.id, c.parent, c.author, c.text, c.depth) for c in found.thread]
    [(1, None, 'Ana', 'Who says so?', 0), (2, 1, 'Bo', 'The army.', 1)]
    """
    parsed = [_line(line) for line in lines]
    following = next_full_lines(parsed)
    heads = [place for place in range(len(parsed)) if _is_head(parsed, following, place)]
    headings = [place for place, line in enumerate(parsed) if is_line("thread_headings", line.text)]
    if headings and not any(place > headings[0] for place in heads):
        return find_headed(parsed, following, headings)
    region = _region(parsed, following, heads)
    return None if region is None else _read(parsed, set(heads), *region)


def _line(line: str) -> Line:
    line = line.expandtabs(8).rstrip()
    found = _BULLET.match(line)
    if found:
        return Line(len(found["indent"]), line.strip(), found["rest"].strip())
    text = line.lstrip(" \u00a0")
    return Line(len(line) - len(text), text, None)


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
    reader = Gathered()
    for place in range(start, end):
        line = lines[place]
        if place in heads:
            if not reader.begin(line.indent, *split_head(line.bullet or "")):
                break
        elif line.text:
            reader.add(line.text)
    return Found(reader.comments(), start, end, reader.warnings)
