"""A line of Arabic or Hebrew from a PDF, put into the order in which it is read.

A PDF says where each letter stands, not in which order they are read, and programs write letters in either order. So
the order is taken from the places: words from right to left; within a word from right to left too, unless it is a
number or a foreign word; and foreign words that stand together from left to right (what the Unicode bidirectional
algorithm does, undone for one line).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

_NUMBER = re.compile(r"\d(?:[\d.,:/٫٬-]*\d)?")  # runs from left to right in any line

# A sign that belongs behind a number and is printed on its left in such a line.
_SIGN_FIRST = re.compile(r"^([.,:]*)([%٪‰])(\d(?:[\d.,٫٬]*\d)?)$")
_BRACKETS = "()[]"
_PARTING = f" \t{_BRACKETS}"
_JOINED = re.compile(r"(?<=[(\[]) | (?=[)\]])| (?=[.,:;،؛](?: |$))")


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
    read = [_word(word) for word in words]
    sides = _sides(words)
    foreign = _with_brackets([_is_foreign(text) for text in read], sides)
    line: list[str] = []
    run: list[str] = []  # foreign words that stand together, from right to left
    for text, side, is_foreign in zip(read, sides, foreign, strict=True):
        if side:
            text = _bracket(text, is_opening=(side == "left") == is_foreign)
        if is_foreign:
            run.append(text)
            continue
        line += [*reversed(run), text]
        run = []
    return _JOINED.sub("", " ".join([*line, *reversed(run)]))


def _with_brackets(foreign: list[bool], sides: Sequence[str]) -> list[bool]:
    """Take a pair of brackets as foreign if foreign words stand on both sides of both."""
    places = [place for place, side in enumerate(sides) if side]
    for pair in zip(places[::2], places[1::2], strict=False):
        if pair[0] > 0 and pair[1] + 1 < len(foreign):
            within = all(foreign[place - 1] and foreign[place + 1] for place in pair)
            foreign[pair[0]] = foreign[pair[1]] = within
    return foreign


def _words(letters: Iterable[Letter]) -> Iterable[list[Letter]]:
    """Part the letters at blanks; a bracket is a word, as a blank may stand on either side of it in the file."""
    word: list[Letter] = []
    for letter in letters:
        if letter.text not in _PARTING:
            word.append(letter)
            continue
        if word:
            yield word
        word = []
        if letter.text in _BRACKETS:
            yield [letter]
    if word:
        yield word


def _sides(words: Sequence[Sequence[Letter]]) -> list[Literal["left", "right", ""]]:
    """Tell for each bracket, among words from right to left, on which side of what it encloses it stands.

    What it encloses is nearer to it than the word on its other side. Programs write either form of a bracket in such a
    line, so that its form does not tell.
    """
    found: list[Literal["left", "right", ""]] = []
    is_open = False
    for place, word in enumerate(words):
        if word[0].text not in _BRACKETS:
            found.append("")
            continue
        left, right = min(letter.left for letter in word), max(letter.right for letter in word)
        to_right = min((letter.left for letter in words[place - 1]), default=0) - right if place else math.inf
        to_left = left - max(letter.right for letter in words[place + 1]) if place + 1 < len(words) else math.inf
        is_open = not (to_right < to_left or (to_right == to_left and is_open))
        found.append("right" if is_open else "left")
    return found


def _bracket(text: str, *, is_opening: bool) -> str:
    pair = "()" if text in "()" else "[]"
    return pair[0] if is_opening else pair[1]


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
    if to_left:
        return _NUMBER.sub(lambda number: number[0][::-1], text)
    return _SIGN_FIRST.sub(r"\3\2\1", text)
