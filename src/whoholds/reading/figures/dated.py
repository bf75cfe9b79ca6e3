"""Tell a day or a year from a number of something."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.numbers import Number
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english


def is_year(tokens: Sequence[Token], number: Number) -> bool:
    """Whether digits look like a year where no unit stands."""
    text = tokens[number.first].text
    return number.last == number.first + 1 and len(text) == 4 and text.isdigit() and 1500 <= number.value <= 2100


def is_date(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a number is a day or a year."""
    words = english()
    if number.form != "cardinal" or tokens[number.first].kind != "n":
        return False
    before, after = low_at(tokens, number.first - 1), low_at(tokens, number.last)
    text = tokens[number.first].text
    if number.value <= 31 and (after in words["grammar.months"] or before in words["grammar.months"]):
        return not (after == "may" and not tokens[number.last].cap)
    year = len(text) == 4 and text.isdigit() and 1700 <= number.value <= 2100
    if year and (
        before in words["grammar.months"] or before in words["grammar.year_words"] or before in (",", "(", "-", "–")
    ):
        return before not in ("of", "to", "and", "around", ",", "(") or not _counted_next(tokens, number.last)
    return False


def _counted_next(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].low in ("people", "civilians", "square", "km", "km2", "sq", "villages")
