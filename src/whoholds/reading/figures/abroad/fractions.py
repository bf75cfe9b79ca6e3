"""Fractions of a sentence, read as percent.

"две трети"  "la mitad"  "ثلثي"  "üçte biri"  "каждый пятый"  "un village sur cinq"  "2/3"
"""

from __future__ import annotations

from whoholds.reading.figures.abroad.cardinals import Cardinals, Number
from whoholds.reading.figures.abroad.digits import digits_value

GLYPHS = {"½": 50.0, "⅓": 100 / 3, "⅔": 200 / 3, "¼": 25.0, "¾": 75.0, "⅕": 20.0, "⅖": 40.0, "⅗": 60.0, "⅘": 80.0}


class Fractions(Cardinals):
    """Reads the fractions of one sentence, and its cardinals."""

    def fraction(self, i: int) -> Number | None:
        """Return the fraction that begins at token i, in percent, or None."""
        low = self._tokens[i].low
        if low in GLYPHS:
            return self._as_fraction(i, i + 1, GLYPHS[low])
        whole = self._marked.at("numbers.fractions", i)
        if whole is not None:
            return self._as_fraction(i, whole.last, float(whole.value))
        return self._slashed(i) or self._out_of(i) or self._every(i) or self._of_each(i) or self._parts(i)

    def _as_fraction(self, first: int, last: int, value: float) -> Number:
        return Number(first, last, value, form="fraction")

    def _slashed(self, i: int) -> Number | None:
        """Read "2/3"."""
        tokens = self._tokens
        if tokens[i].kind != "n" or i + 2 >= len(tokens) or tokens[i + 1].text not in "/⁄" or tokens[i + 2].kind != "n":
            return None
        over, under = digits_value(tokens[i].text, self._decimal), digits_value(tokens[i + 2].text, self._decimal)
        glued = tokens[i].end == tokens[i + 1].start and tokens[i + 1].end == tokens[i + 2].start
        if not (over and under and glued and 0 < over[0] < under[0] <= 20):
            return None
        return self._as_fraction(i, i + 3, 100 * over[0] / under[0])

    def _out_of(self, i: int) -> Number | None:
        """Read "üçte ikisi": of three, two."""
        under = self._marked.at("numbers.out_of", i)
        over = self._marked.at("numbers.cardinals", under.last) if under else None
        if under is None or over is None or not 0 < float(over.value) < float(under.value):
            return None
        return self._as_fraction(i, over.last, 100 * float(over.value) / float(under.value))

    def _every(self, i: int) -> Number | None:
        """Read "каждый пятый", "cada quinta", "uno de cada cinco", "her beş köyden biri"."""
        marked = self._marked
        one_in = marked.at("numbers.one_in", i)
        if one_in is not None:
            under = self._words(one_in.last) or self._figures(one_in.last)
            if under is not None and 1 < under.value <= 100:
                return self._as_fraction(i, under.last, 100 / under.value)
        if (few := self._one_of_few(i)) is not None:
            return few
        every = marked.at("numbers.every", i)
        if every is None:
            return None
        under_mark = marked.at("numbers.ordinals", every.last) or marked.at("numbers.parts", every.last)
        if under_mark is not None:
            return self._as_fraction(i, under_mark.last, 100 / float(under_mark.value))
        under = self._words(every.last) or self._figures(every.last)
        if under is not None and 1 < under.value <= 100:
            for k in range(under.last, under.last + 3):
                one = marked.at("numbers.one_of_them", k)
                over = self._words(k) if marked.at("numbers.of_them", k) is not None else None
                if one is not None:
                    return self._as_fraction(i, one.last, 100 / under.value)
                if over is not None and over.value < under.value:
                    return self._as_fraction(i, over.last, 100 * over.value / under.value)
        return None

    def _of_each(self, i: int) -> Number | None:
        """Read "siete de cada diez" and "sept Yéménites sur dix"."""
        over = self._words(i) or self._figures(i)
        if over is None or not 1 <= over.value < 100:
            return None
        each = self._marked.at("numbers.each", over.last)
        tenth = next((m for k in (0, 1) if (m := self._marked.at("numbers.over", over.last + k)) is not None), None)
        for joint in (each, tenth):
            under = (self._words(joint.last) or self._figures(joint.last)) if joint is not None else None
            if under is not None and over.value < under.value and (joint is each or under.value == 10):
                return self._as_fraction(i, under.last, 100 * over.value / under.value)
        return None

    def _one_of_few(self, i: int) -> Number | None:
        """Read "un village sur cinq"."""
        one = self._marked.at("numbers.articles", i)
        for k in range(i + 2, i + 4) if one is not None else ():
            over = self._marked.at("numbers.over", k)
            under = (self._words(over.last) or self._figures(over.last)) if over is not None else None
            if under is not None and 1 < under.value <= 20:
                return self._as_fraction(i, under.last, 100 / under.value)
        return None

    def _parts(self, i: int) -> Number | None:
        """Read "две трети", "la mitad", "tres cuartas partes", "пятая часть"."""
        marked = self._marked
        over = self._words(i)
        at, count = (over.last, over.value) if over is not None else (i, 1.0)
        if over is None and self._tokens[i].kind == "n":
            figures = self._figures(i)
            if figures is None or marked.at("numbers.part_words", figures.last):
                return None
            at, count = figures.last, figures.value
        unsure = marked.at("numbers.unsure", i)
        if unsure is not None and self._is_of_something(i, unsure.last):
            return self._as_fraction(i, unsure.last, 100 / float(unsure.value))
        for section in ("numbers.parts", "numbers.ordinals"):
            part = marked.at(section, at)
            if part is None or not 0 < count < float(part.value):
                continue
            last, worded = part.last, marked.at("numbers.part_words", part.last)
            scaled = self._part_of_scale(i, last, count / float(part.value))
            if scaled is not None:
                return scaled
            if worded is not None:
                last = worded.last
            elif section == "numbers.ordinals" and at == i:
                continue
            if count == 1 and self._is_measured(last):
                # "Un demi-kilomètre carré".
                return Number(i, last, 1 / float(part.value))
            return self._as_fraction(i, last, 100 * count / float(part.value))
        return None

    def _part_of_scale(self, first: int, at: int, part: float) -> Number | None:
        """Read "четверть миллиона", "un quart de million": a number and no share."""
        of = self._marked.at("grammar.between", at)
        scale = self._marked.at("numbers.scales", of.last if of is not None else at)
        if scale is None or float(scale.value) < 1000:
            return None
        value = part * float(scale.value)
        return Number(first, scale.last, value, place=value, scale=float(scale.value))

    def _is_measured(self, i: int) -> bool:
        return any(self._marked.at(f"units.{unit}", i) for unit in ("area", "distance", "percent"))

    def _is_of_something(self, first: int, i: int) -> bool:
        """Whether "خمس" is a fifth and not five: it or the word behind it has an article, or a place stands there."""
        marked, tokens, article = self._marked, self._tokens, self._article
        if article and tokens[first].low.startswith(article):
            before = [section for section in ("bounds.before", "grammar.between") if marked.before(section, first)]
            return bool(before) and marked.before("units.count", first) is None
        definite = bool(article) and i < len(tokens) and tokens[i].low.startswith(article)
        return definite or (marked.at("ground.land", i) is not None and not marked.at("units.count", i))
