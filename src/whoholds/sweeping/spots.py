"""The sentence around a place in a page's bytes, whatever its encoding: from block to block, from point to point."""

from __future__ import annotations

import re
from typing import NamedTuple

REACH = 1500  # bytes on each side of a counted word within which its sentence must begin and end
# What a sentence goes on over: tags that mark words inside a line.
_INLINE = (
    b"a abbr acronym b bdi bdo big br cite code del dfn em font i img ins kbd mark nobr q rp rt ruby s samp small span "
    b"strike strong sub sup svg time tt u var wbr"
)
_CELLS = frozenset((b"td", b"th", b"tr", b"li", b"dd", b"dt"))
_SHORT_ITEM = 200  # bytes: what a cell is about that has fewer may stand above or beside it
_NEAR_CELL = 700  # bytes on each side of a cell in which its table's words stand
_TAG = re.compile(rb"</?[a-z]", re.IGNORECASE)
# A tag that begins or ends a block of text.
_BLOCK = re.compile(rb"</?(?!(?:%s)(?![a-z0-9]))([a-z][a-z0-9]*)" % _INLINE.replace(b" ", b"|"), re.IGNORECASE)
# A point ends a sentence for sure behind a word of some length, before a capital letter.
_ENDS = re.compile(rb"[A-Za-z0-9]{4}\. (?=[A-Z])")


class Spot(NamedTuple):
    """The sentence in which a figure may stand: bytes `start` to `end` of a page's visible part.

    The sentence before it in its paragraph, if there is one, begins at `before`. `cell`: it stands in a table or list,
    and the places are those of all that was looked at.
    """

    before: int
    start: int
    end: int
    cell: bool


class Sentences:
    """The sentences of a page's visible part, asked for from its beginning to its end.

    A place's block of text is kept, as the next place often stands in the same one.
    """

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._low = self._start = self._end = 0
        self._same_up_to = -1  # places before it stand in the block that was found last
        self._tag = b""

    def around(self, at: int) -> tuple[int, int] | None:
        """Give the bytes of the sentence around a place; None if the place is inside a tag, where nobody reads it."""
        text = self._text
        opened = text.rfind(b"<", max(0, at - REACH), at)
        if opened >= 0 and text.find(b">", opened, at) < 0 and _TAG.match(text, opened):
            return None
        if at >= self._same_up_to:
            self._find_block(at, opened)
        return _sentence_start(text, self._start, at), _sentence_end(text, at, self._end)

    def spot(self, start: int, end: int) -> Spot:
        """Make a spot of the sentence that `around` gave last."""
        before = _sentence_start(self._text, self._start, start - 2) if start - 2 > self._start else self._start
        return Spot(before, start, end, False)

    def cell(self, at: int) -> Spot | None:
        """Give all that stands near the last sentence if it is a short one in a table or list."""
        if self._tag not in _CELLS or self._end - self._start >= _SHORT_ITEM:
            return None
        near = max(self._low, at - _NEAR_CELL)
        return Spot(near, near, min(len(self._text), at + _NEAR_CELL), True)

    def _find_block(self, at: int, opened: int) -> None:
        text = self._text
        self._low, high = max(0, at - REACH), min(len(text), at + REACH)
        self._start, self._tag = _block_before(text, self._low, at, opened)
        block = _BLOCK.search(text, at, high)
        end = block.start() if block else high
        line = text.find(b"\n\n", at, end)
        self._end = end if line < 0 else line
        self._same_up_to = self._end if self._end < high else at


def _block_before(text: bytes, low: int, at: int, opened: int) -> tuple[int, bytes]:
    """Go back, from the tag at `opened`, to the tag or the empty line that begins the block of text around a place."""
    place = opened
    while place >= 0:
        block = _BLOCK.match(text, place)
        if block:
            line = text.rfind(b"\n\n", place, at)
            return (line, b"") if line > place else (place, block[1].lower())
        place = text.rfind(b"<", low, place)
    return max(low, text.rfind(b"\n\n", low, at)), b""


def _sentence_start(text: bytes, low: int, at: int) -> int:
    place = at
    while (place := text.rfind(b". ", low, place)) >= 0:
        if place >= 4 and _ENDS.match(text, place - 4):
            return place + 2
    return low


def _sentence_end(text: bytes, at: int, high: int) -> int:
    place = at
    while (place := text.find(b". ", place, high)) >= 0:
        if place >= 4 and _ENDS.match(text, place - 4, high):
            return place
        place += 1
    return high
