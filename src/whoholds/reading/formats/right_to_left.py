"""A line of Arabic or Hebrew from a PDF, put into the order in which it is read.

A PDF says where each letter stands, not in which order they are read, and programs write letters in either order. So
the order is taken from the places: words from right to left; within a word from right to left too, unless it is a
number or a foreign word; and foreign words that stand together from left to right (what the Unicode bidirectional
algorithm does, undone for one line).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

_NUMBER = re.compile(r"\d(?:[\d.,:/٫٬-]*\d)?")  # runs from left to right in any line


class Letter(NamedTuple):
    """A letter and where it stands: its left edge and its right edge, in points."""

    text: str
    left: float
    right: float


def is_right_to_left(text: str) -> bool:
    """Tell whether a text has letters that are read from right to left.

    >>> is_right_to_left("ا"), is_right_to_left("96.5 km")
    (True, False)
    """
    return not text.isascii() and any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def in_reading_order(letters: Sequence[Letter]) -> str:
    """Give the text of a line in the order in which it is read.

    >>> in_reading_order([Letter(text, place, place + 1) for place, text in enumerate("نم 5%")])
    '5% من'
    """
    words = sorted(_words(letters), key=_middle, reverse=True)
    text: list[str] = []
    foreign: list[str] = []
    for word in words:
        read = _word(word)
        if _is_foreign(read):
            foreign.append(read)
            continue
        text += [*reversed(foreign), read]
        foreign = []
    return " ".join([*text, *reversed(foreign)])


def _words(letters: Iterable[Letter]) -> Iterable[list[Letter]]:
    word: list[Letter] = []
    for letter in letters:
        if letter.text in " \t":
            if word:
                yield word
            word = []
        else:
            word.append(letter)
    if word:
        yield word


def _middle(word: Sequence[Letter]) -> float:
    return sum(letter.left + letter.right for letter in word) / (2 * len(word))


def _is_foreign(text: str) -> bool:
    """Tell a word that is read from left to right; a number is none, as each stands for itself."""
    return any(unicodedata.bidirectional(char) == "L" for char in text)


def _word(word: Sequence[Letter]) -> str:
    """Put the letters of a word in order. The letters of one glyph share its place, in the order of the file."""
    steps = [after.left - before.left for before, after in pairwise(word)]
    from_left = sum(step > 0 for step in steps) > sum(step < 0 for step in steps)
    to_left = is_right_to_left("".join(letter.text for letter in word))
    in_file = word if from_left != to_left else word[::-1]
    ordered = sorted(in_file, key=lambda letter: -letter.left if to_left else letter.left)
    text = "".join(letter.text for letter in ordered)
    return _NUMBER.sub(lambda number: number[0][::-1], text) if to_left else text
