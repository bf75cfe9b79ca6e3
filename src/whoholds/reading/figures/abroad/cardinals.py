"""Cardinals of a sentence: in digits with their scale, and in words.

"27 тысяч"  "quatre-vingt-dix"  "خمسة وعشرون"  "bin iki yüz"
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from whoholds.reading.figures.abroad.digits import digits_value
from whoholds.reading.figures.abroad.language import Sentence

DASHES = frozenset("-–—−‐‑")
_LARGEST = 1e12
_LONGEST = 16  # words of a number


@dataclass(frozen=True, slots=True)
class Number:
    """A number in tokens `first` to `last` (half-open). `form` is "cardinal" or "fraction", then it is in percent.

    `place` is the place value of the last stated digit. `rough` says that its word means about so many ("une
    vingtaine"). `shares` says that its unit stands behind the next number: "from 50 to 60 percent". `article` says that
    its word may be an article ("un", "bir"). `scale` is what "thousand" or "million" multiplied it by.
    """

    first: int
    last: int
    value: float
    high: float | None = None
    place: float | None = None
    form: str = "cardinal"
    rough: bool = False
    shares: bool = False
    article: bool = False
    scale: float = 1.0


class Cardinals:
    """Reads the cardinals of one sentence of a text; `decimal` is the decimal mark of the whole text.

    `joined_and` and `article` are an "and" and a "the" that are written onto the front of words.
    """

    def __init__(self, text: str, sentence: Sentence, decimal: str, joined_and: str = "", article: str = "") -> None:
        self._text = text
        self._tokens = sentence.tokens
        self._marked = sentence.marked
        self._decimal = decimal
        self._and = joined_and
        self._article = article
        # A number is asked for as a fraction, as a part of one and as itself, and read once.
        self._in_figures: dict[int, Number | None] = {}
        self._in_words: dict[int, Number | None] = {}

    @cached_property
    def _idle(self) -> set[int]:
        """The tokens of idioms with a number in them that count nothing: "de moitié", "yarı yarıya"."""
        return {i for mark in self._marked.of("numbers.no_number") for i in range(mark.first, mark.last)}

    def cardinal(self, i: int) -> Number | None:
        """Return the cardinal that begins at token i, or None."""
        rough = self._marked.at("numbers.approximate", i)
        if rough is not None:
            value = float(rough.value)
            return self._scaled(Number(i, rough.last, value, place=value, rough=True))
        words = self._words(i)
        if words is None:
            return self._figures(i)
        rest = self._rest(words.last) if words.place == 1000 and words.value % 1000 == 0 else None
        if rest is not None:
            return replace(words, value=words.value + rest[0], place=1.0, last=rest[1])
        article = self._marked.at("numbers.articles", i)
        return replace(words, article=True) if article is not None and article.last >= words.last else words

    def _figures(self, i: int) -> Number | None:
        """Return the cardinal in digits that begins at token i, or None."""
        if i not in self._in_figures:
            self._in_figures[i] = self._read_figures(i)
        return self._in_figures[i]

    def _words(self, i: int) -> Number | None:
        """Return the cardinal in words that begins at token i, or None."""
        if i not in self._in_words:
            self._in_words[i] = self._read_words(i)
        return self._in_words[i]

    def _read_figures(self, i: int) -> Number | None:
        if i >= len(self._tokens) or self._tokens[i].kind != "n" or self._is_named(i):
            return None
        value = digits_value(self._tokens[i].text, self._decimal)
        ended = i + 1 < len(self._tokens) and self._tokens[i + 1].kind == "s"
        return self._scaled(Number(i, i + 1 + ended, value[0], place=value[1])) if value else None

    def _is_named(self, i: int) -> bool:
        """Whether digits are part of a name: "M23", "F-16"."""
        tokens, at = self._tokens, i - 1
        if at >= 1 and tokens[at].text in DASHES and tokens[at].end == tokens[i].start:
            at -= 1
        glued = at >= 0 and tokens[at].end == tokens[at + 1].start
        return glued and tokens[at].kind == "w" and tokens[at].text.isupper()

    def _scaled(self, number: Number) -> Number:
        """Multiply by "thousand", "million" behind digits, with "and a half", and add "165" of "116 thousand 165"."""
        value, place, last = number.value, number.place or 1.0, number.last
        half = self._marked.at("numbers.half_more", last)
        if half is not None and self._marked.at("numbers.scales", half.last):
            value, place, last = value + 0.5, place / 2, half.last
        scale = self._marked.at("numbers.scales", last)
        thousand = False
        while scale is not None and value < _LARGEST:
            factor = float(scale.value)
            value, place, last = value * factor, place * factor, scale.last
            thousand = factor == 1000
            half = self._marked.at("numbers.half_more", last)
            if half is not None:
                value, last = value + factor / 2, half.last
            scale = self._marked.at("numbers.scales", last)
        if last == number.last:
            return number
        rest = self._rest(last) if thousand and place == 1000 else None
        if rest is not None:
            value, place, last = value + rest[0], 1.0, rest[1]
        return replace(number, value=value, place=place, last=last, scale=place / (number.place or 1.0))

    def _rest(self, i: int) -> tuple[float, int] | None:
        """Read "165" of "116 thousand 165" and "300" of "bin 300"."""
        joint = self._marked.at("numbers.and", i)
        i = joint.last if joint is not None else i
        if i >= len(self._tokens) or self._tokens[i].kind != "n" or self._marked.at("units.percent", i + 1):
            return None
        rest = digits_value(self._tokens[i].text, self._decimal)
        return (rest[0], i + 1) if rest and rest[0] < 1000 and rest[1] == 1 else None

    def _read_words(self, i: int) -> Number | None:
        marked = self._marked
        total, current, place, last, scale_by = 0.0, 0.0, 1.0, i, 1.0
        at = i
        while at < min(len(self._tokens), i + _LONGEST):
            scale = marked.at("numbers.scales", at) if last > i else None
            if scale is not None and (total or current):
                factor = float(scale.value)
                if factor == 100:
                    units = current % 100
                    if not 0 < units < 20:
                        break
                    current += units * 99
                else:
                    total, current, scale_by = total + (current or 1) * factor, 0.0, factor
                place, last = factor, scale.last
                half = marked.at("numbers.half_more", last)
                if half is not None:
                    total, place, last = total + factor / 2, factor / 2, half.last
            elif (step := self._step(at, current if last > i else None)) is not None:
                current, last, place = current + step[0], step[1], step[2]
            elif last > i and at == last and marked.at("numbers.and", at):
                at += 1
                continue
            else:
                break
            if total > _LARGEST:
                break
            at = last
        return Number(i, last, total + current, place=place, scale=scale_by) if last > i else None

    def _step(self, at: int, current: float | None) -> tuple[float, int, float] | None:
        """Return what the word at a token adds to a number, where it ends, and its place value."""
        word = self._marked.at("numbers.cardinals", at)
        if word is None:
            return None
        value = float(word.value)
        if current:
            below = current % 10 ** len(str(int(value))) == 0
            # "خمسة وعشرون": the tens stand behind the units.
            turned = 0 < current % 100 < 10 and value < 100 and value % 10 == 0 and bool(value)
            if not below and not (turned and self._is_joined(at)):
                return None
        place = 1.0 if value < 100 else float(10 ** (len(str(int(value))) - 1))
        return value, word.last, place

    def _is_joined(self, at: int) -> bool:
        return bool(self._and) and self._tokens[at].low.startswith(self._and)
