"""A number that points at places counted before: "another three of them", "all 20", "(five of seven)"."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.bounds import Candidate
from whoholds.reading.figures.dated import is_date, is_year
from whoholds.reading.figures.numbers import Number
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.units import Unit
from whoholds.reading.figures.vocabulary import english


def over_pointer(tokens: Sequence[Token], number: Number) -> int:
    """Return the token after "of them" in "12 of them" and "others" in "12 others", or the one after the number."""
    following = low_at(tokens, number.last)
    if following == "of" and low_at(tokens, number.last + 1) in ("them", "these", "those", "which"):
        return number.last + 2
    return number.last + (following in ("others", "more"))


def of_total(
    tokens: Sequence[Token], number: Number, numbers: dict[int, Number], previous: Candidate | None, counted: str | None
) -> Unit | None:
    """Read "five of seven" where the noun was said before: "the districts under its control (five of seven)".

    `counted` is the unit that the sentence before counted.
    """
    total = numbers.get(number.last + 1 + (low_at(tokens, number.last) == "out"))
    bare = number.form == "cardinal" and total is not None and total.form == "cardinal"
    if not bare or total is None or low_at(tokens, total.first - 1) != "of" or number.value > total.value:
        return None
    following = {low_at(tokens, total.last + k) for k in (1, 2)}
    closes = low_at(tokens, total.last) in ("", ".", ",", ";", ")", "and")
    if not closes and following.isdisjoint(english()["holders.suffixes"]):
        return None
    unit = previous.unit.unit if previous is not None and previous.unit.kind == "count" else counted
    unit = unit or _counted_before(tokens, number.first)
    return Unit("count", unit, total.last, total.value) if unit else None


def _counted_before(tokens: Sequence[Token], first: int) -> str | None:
    """Return the unit of the plural places that a remark in brackets is of: "most districts of Oru (five of seven)"."""
    if low_at(tokens, first - 1) != "(":
        return None
    nouns = english().nouns
    for k in range(first - 2, max(-1, first - 12), -1):
        noun = nouns.get((tokens[k].low,))
        if noun is not None and noun.kind == "count" and not noun.singular:
            return noun.unit
    return None


def stays_ground(tokens: Sequence[Token], at: int) -> bool:
    """Whether "were …" at a token still speaks of places, and not of people who were killed."""
    near = {low_at(tokens, at + k) for k in (1, 2)}
    return near.isdisjoint(english()["not_ground.people"] - {"captured", "returned", "surrendered"})


def _tells_anew(tokens: Sequence[Token], first: int) -> bool:
    """Whether a number says how many of them there are: "they have eight", "put the number at 14"."""
    words = english()
    if low_at(tokens, first - 1) in words["carried.having"]:
        return True
    given = {token.low for token in tokens[max(0, first - 8) : first]}
    return (
        low_at(tokens, first - 1) == "at"
        and not given.isdisjoint(words["carried.putting"])
        and not given.isdisjoint(words["candidates.counting"] | {"figure"})
    )


def _is_pointed(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a number is one of those before: "1,017 of them have been freed, another 2,603 need to be"."""
    words = english()
    at = over_pointer(tokens, number)
    if at == number.last and low_at(tokens, number.first - 1) not in ("another", "other", "remaining"):
        return False
    if low_at(tokens, at) not in words["grammar.auxiliaries"] | {"need", "needs"}:
        return False
    near = {token.low for token in tokens[at : at + 6]}
    return near.isdisjoint(words["not_ground.people"] - {"captured", "returned", "surrendered"})


def from_before(tokens: Sequence[Token], number: Number, unit: str) -> Unit | None:
    """Give "they freed all 20" and "162 were captured by" the unit that the sentence before counted."""
    words = english()
    if number.form != "cardinal" or is_date(tokens, number) or is_year(tokens, number):
        return None
    following = [low_at(tokens, number.last + k) for k in range(3)]
    if _tells_anew(tokens, number.first) and following[0] in ("", ".", ",", ";", "at", "”", '"'):
        return Unit("count", unit, number.last)
    passive = following[0] in words["grammar.being"] and following[2] == "by" and following[1] in words.verbs
    opens = number.first == 0 or low_at(tokens, number.first - 1) in ("and", ",")
    passive = passive or (opens and following[0] in ("belong", "belongs", "belonged") and following[1] == "to")
    passive = passive or (opens and following[0] in ("are", "were") and following[1] in words["candidates.standing_so"])
    passive = passive or _is_pointed(tokens, number)
    pointed = low_at(tokens, number.first - 1) in ("all", "other") and following[0] in ("", ".", ",", ";", "”", '"')
    return Unit("count", unit, number.last) if passive or pointed else None
