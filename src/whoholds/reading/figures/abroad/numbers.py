"""All numbers of a sentence in a further language: cardinals, fractions and ranges of both.

"от 15 до 20"  "entre 10 y 15"  "10 ile 15"  "от четверти до трети"
"""

from __future__ import annotations

from dataclasses import replace

from whoholds.reading.figures.abroad.cardinals import DASHES, Number
from whoholds.reading.figures.abroad.fractions import GLYPHS, Fractions
from whoholds.reading.figures.abroad.lexicon import Mark

_MOVED = 9  # words before or behind a pair of numbers in which a verb makes it a change: "rose from 50 to 60"


# What a number or a fraction begins with where it does not begin with digits.
_BEGINNINGS = (
    "numbers.cardinals",
    "numbers.approximate",
    "numbers.articles",
    "numbers.fractions",
    "numbers.parts",
    "numbers.ordinals",
    "numbers.unsure",
    "numbers.out_of",
    "numbers.every",
    "numbers.one_in",
)


class Numbers(Fractions):
    """Reads the numbers of one sentence."""

    def all(self) -> list[Number]:
        """Return the numbers from left to right, each token in one at most."""
        found: list[Number] = []
        last = 0
        for i in self._beginnings():
            number = self._at(i) if i >= last else None
            if number is not None:
                joined = self._range(number)
                found.append(joined)
                last = joined.last
        return found

    def _beginnings(self) -> list[int]:
        """Return the tokens at which a number can begin, from left to right."""
        worded = {mark.first for section in _BEGINNINGS for mark in self._marked.of(section)}
        return [i for i, token in enumerate(self._tokens) if token.kind == "n" or i in worded or token.low in GLYPHS]

    def _at(self, i: int) -> Number | None:
        if i in self._idle:
            return None
        return self.fraction(i) or self.cardinal(i)

    def _range(self, number: Number) -> Number:
        """Join a number with the end of its range, if it begins one."""
        at = self._behind_unit(number.last)
        first = self._before_percent(number.first)
        for joint in dict.fromkeys((number.last, at)):
            other, opened = self._other_end(number, joint, first)
            if other is None or other.form != number.form:
                continue
            number = _scaled_alike(number, other)
            if other.value > number.value and not self._moves(first, other.last):
                return replace(number, first=opened, last=other.last, high=other.value, place=other.place)
            if joint == number.last and opened < number.first:
                return replace(number, shares=True)
        return number

    def _other_end(self, number: Number, joint: int, first: int) -> tuple[Number | None, int]:
        marked, tokens = self._marked, self._tokens
        if joint >= len(tokens):
            return None, first
        if self._is_hyphened(joint):
            return self._end_at(joint), number.first  # "сім-вісім": the hyphen is no token
        if tokens[joint].text in DASHES:
            return (self._end_at(joint + 1) if self._is_dash(number, joint) else None), number.first
        to = marked.at("ranges.to", joint)
        begun = self._opening("ranges.from", number, first) if to is not None else None
        if to is not None and begun is not None:
            return self._end_at(to.last), begun.first
        alone = marked.at("ranges.to_alone", joint)
        if alone is not None:
            return self._end_at(alone.last), number.first
        both = marked.at("ranges.and", joint)
        joined = self._and != "" and tokens[joint].low.startswith(self._and)
        between = self._opening("ranges.between", number, first) if both is not None or joined else None
        if between is None:
            return None, first
        return self._end_at(both.last if both is not None else joint), between.first

    def _opening(self, section: str, number: Number, first: int) -> Mark | None:
        """Return the word that opens a range before a number or, at token `first`, before its article and percent."""
        return self._marked.before(section, first) or self._marked.before(section, number.first)

    def _is_hyphened(self, i: int) -> bool:
        tokens = self._tokens
        words = tokens[i].kind == "w" and tokens[i - 1].kind == "w"
        return words and tokens[i].start == tokens[i - 1].end + 1 and self._text[tokens[i - 1].end] in DASHES

    def _is_dash(self, number: Number, joint: int) -> bool:
        """Tell "10-15" and "10 – 15" from a dash between clauses."""
        tokens = self._tokens
        if joint + 1 >= len(tokens):
            return False
        glued = tokens[joint - 1].end == tokens[joint].start and tokens[joint].end == tokens[joint + 1].start
        digits = tokens[joint + 1].kind == "n" and tokens[joint - 1].kind == "n"
        return joint == number.last and (glued or (digits and tokens[joint].text in "-–"))

    def _end_at(self, i: int) -> Number | None:
        """Read the second number of a range, over its article and percent word."""
        if i >= len(self._tokens):
            return None
        for section in ("grammar.articles", "units.percent_before"):
            skipped = self._marked.at(section, i)
            if skipped is not None:
                i = skipped.last
        if i >= len(self._tokens):
            return None
        return self._at(i)

    def _behind_unit(self, i: int) -> int:
        for section in ("units.percent", "units.area", "units.distance"):
            unit = self._marked.at(section, i)
            if unit is not None:
                return unit.last
        return i

    def _before_percent(self, i: int) -> int:
        percent = self._marked.before("units.percent_before", i)
        i = percent.first if percent is not None else i
        article = self._marked.before("grammar.articles", i)
        return article.first if article is not None else i

    def _moves(self, first: int, last: int) -> bool:
        if self._marked.at("units.distance", last) is not None and self._marked.at("units.area", last) is None:
            return False
        start = max(0, first - _MOVED)
        return self._marked.within("ranges.moving", start, first) is not None or (
            self._marked.within("ranges.moving", last, last + _MOVED) is not None
        )


def _scaled_alike(number: Number, other: Number) -> Number:
    """Multiply 7 of "7 à 8 millions" as the 8 is."""
    if other.scale < 1000 or number.scale > 1 or number.value > other.value / other.scale:
        return number
    return replace(number, value=number.value * other.scale, place=other.place)
