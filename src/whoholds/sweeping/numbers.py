"""Whether a number stands beside a word that a number may count, in a page's bytes."""

from __future__ import annotations

import re

from whoholds.sweeping.words import no_half, number_words
from whoholds.sweeping.words_abroad import Kind, Word

SIGN = Word(b"%", "counted", kind="unit")
"""What stands for a percent sign, a short unit or a fraction in figures."""

# Bytes before a counted word in which its number stands, and, for a place, behind it: "of the districts, 12 were".
# Where there are tags between them it is `_MARKED` more; one of more than `_LONG_TAG` is taken for text.
_BEFORE: dict[Kind, int] = {"any": 100, "half": 12, "one": 60, "part": 20, "people": 80, "place": 100, "unit": 30}
_AFTER = 60
_MARKED = 120
_LONG_TAG = 500
_ONE = frozenset((b"one", b"1", b"every", b"each"))
# What stands before "third" where it is a part of something, if no digit does.
_OF_PARTS = frozenset(
    b"a an one two three four five six seven eight nine ten eleven every each last remaining central".split()
)
_BLANKS = frozenset(b" \t\r\n>;\xa0")
_COMPASS = (b"north", b"south", b"east", b"west")
_BREAK = re.compile(rb"[,;:?!] ")
_DIGIT = re.compile(rb"[0-9]")
_RARE_DIGIT = re.compile(
    rb"\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9]|(?<![\x80-\xff])[\xbc-\xbe]|\xc2[\xbc-\xbe]|\xe2\x85[\x93-\x9e]|&frac"
)
SMALL = bytes(byte if 97 <= byte <= 122 else byte + 32 if 65 <= byte <= 90 else 32 for byte in range(256))
"""Makes capitals small, and a blank of all that is no letter of the 26."""
# The same, but keeps what a letter of another alphabet, or one with an accent, may be written with.
_SMALL_WIDE = bytes(byte if byte > 127 or byte == 39 else SMALL[byte] for byte in range(256))
# The same as the first, but keeps digits.
_SMALL_DIGITS = bytes(byte if 48 <= byte <= 57 else SMALL[byte] for byte in range(256))
_TAGS = re.compile(rb"<[a-zA-Z/!][^<>]*(?:>|$)")


class NumberBeside:
    """Looks for the number that a word may be counted by; a number word is one of English or of those with its letters.

    >>> text = b"<p>Some 40 square kilometres and a village.</p>"
    >>> has_number = NumberBeside()
    >>> has_number(text, text.index(b" kilo"), Word(b"square", "counted", kind="unit"))
    True
    >>> has_number(text, text.index(b".</p"), Word(b"village", "counted", kind="one"))
    False
    """

    def __init__(self) -> None:
        self._numbers = number_words()
        self._no_half = no_half()

    def __call__(self, text: bytes, end: int, word: Word) -> bool:
        """Whether a number stands beside a word that ends at a place of a text."""
        start = end - len(word.raw)
        before = text[start - 1]
        if 48 <= (text[start - 2] if before == 32 else before) <= 57:  # as mostly: "40 percent"
            return True
        kind = word.kind
        if kind == "one":
            if before not in _BLANKS:
                return False
            return not _ONE.isdisjoint(text[max(0, start - _BEFORE[kind]) : start].translate(_SMALL_DIGITS).split())
        if kind == "part":
            return _is_of_parts(text[max(0, start - _BEFORE[kind]) : start])
        if kind == "half":
            return self._is_a_half(text, start, end)
        room = _room(text, start, end, word)
        if kind == "people":
            room = _BREAK.split(room)[-1]  # such a mark parts a number from what another one counts
        if _DIGIT.search(room) or ((not room.isascii() or b"&" in room) and _RARE_DIGIT.search(room)):
            return True
        # Of other scripts the number words are not known; there the counted word is enough.
        if not word.whole and word.raw[0] > 0x7F:
            return True
        return not self._numbers.isdisjoint(room.translate(_SMALL_WIDE).split())

    def _is_a_half(self, text: bytes, start: int, end: int) -> bool:
        """Whether "half" may be one of ground, by the words beside it."""
        following = (text[end : end + 16].translate(SMALL).split(None, 1) or [b""])[0]
        if following == b"of":
            return True
        before = (text[max(0, start - _BEFORE["half"]) : start].translate(SMALL).split() or [b""])[-1]
        return before not in self._no_half[0] and following not in self._no_half[1]


def _is_of_parts(before: bytes) -> bool:
    """Whether "third" and the like may be a part of something, by the words before it."""
    words = before.translate(_SMALL_DIGITS).split()
    last = words[-1] if words else b""
    return last in _OF_PARTS or last[-1:].isdigit() or last.startswith(_COMPASS)


def _room(text: bytes, start: int, end: int, word: Word) -> bytes:
    """Give the bytes around a counted word in which its number may stand, without tags."""
    low = max(0, start - _BEFORE[word.kind])
    high = end + _AFTER if word.kind in ("any", "place") else end + 1 if word is SIGN else start
    room = text[low:high]
    if b"<" not in room and b">" not in room:
        return room
    # Tags take some of the room, and no number in one is read.
    low = max(0, low - _MARKED)
    opened = text.rfind(b"<", max(0, low - _LONG_TAG), low)
    if opened >= 0 and text.find(b">", opened, low) < 0:
        low = opened
    return _TAGS.sub(b" ", text[low:high])
