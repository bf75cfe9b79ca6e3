"""A number without its unit that has the one of a number before it: "another 20,000 in the north", "the rebels 27"."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.bounds import Candidate, bound_before
from whoholds.reading.figures.numbers import Number
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.units import Unit, noun_after
from whoholds.reading.figures.vocabulary import english


def elliptic(tokens: Sequence[Token], number: Number, previous: Candidate | None) -> Unit | None:
    """Give "another 20,000 in the north" the unit of the number before it."""
    if number.form != "cardinal":
        return None
    total = _running_total(tokens, number, previous)
    if total is not None:
        return total
    if _is_population(tokens, number, previous):
        return Unit("people", "people", number.last)
    if previous is None:
        return None
    if previous.unit.kind == "distance":
        return _by_another(tokens, number, previous)
    if previous.unit.kind == "share":
        return _next_share(tokens, number, previous)
    if previous.unit.kind == "count" and low_at(tokens, number.first - 1) == "of":
        spoken = low_at(tokens, number.first - 2) in english()["carried.speaking"]
        return Unit("count", previous.unit.unit, number.last) if spoken else None
    if previous.unit.kind not in ("count", "people", "area") or is_date(tokens, number) or is_year(tokens, number):
        return None
    if low_at(tokens, number.last) in english()["candidates.going_on"] and _stays_ground(tokens, number):
        # "Of the 40 districts, 12 were …"
        return Unit(previous.unit.kind, previous.unit.unit, number.last) if previous.unit.kind == "count" else None
    if (
        _is_other_end(tokens, number, previous)
        or _goes_on(tokens, number)
        or (previous.unit.kind in ("count", "area") and _closes(tokens, number))
    ):
        return Unit(previous.unit.kind, previous.unit.unit, number.last)
    return None


def compared(tokens: Sequence[Token], number: Number, found: Sequence[Candidate]) -> Unit | None:
    """Give "three" of "226 districts, or 56 percent, three fewer than in May" the unit that was counted before."""
    said = (low_at(tokens, number.last), low_at(tokens, number.last + 1))
    if number.form != "cardinal" or said not in (("fewer", "than"), ("more", "than"), ("less", "than")):
        return None
    last = next((other for other in reversed(found) if other.unit.kind == "count"), None)
    return Unit("count", last.unit.unit, number.last) if last else None


def _next_share(tokens: Sequence[Token], number: Number, previous: Candidate) -> Unit | None:
    """Read a percentage without its sign: "62 percent, the rebels 27 and the gangs 9.97", "up 2.8 points"."""
    words = english()
    if previous.number.form == "fraction" or not 0 < number.value <= 100:
        return None
    at = bound_before(tokens, number.first)[1] - 1
    if low_at(tokens, number.last) in ("points", "point"):
        return Unit("share", "percent", number.last + 1) if low_at(tokens, at) in ("up", "down", "by", "of") else None
    if low_at(tokens, number.last) not in ("", ".", ",", ";", "and", "while", "(") or at < 1:
        return None
    side = tokens[at].cap or tokens[at].low in words["holders.nouns"]
    joined = low_at(tokens, at - 1) if low_at(tokens, at - 1) != "the" else low_at(tokens, at - 2)
    beside = joined in (",", "and", ";", "while") or tokens[at - 1].cap
    return Unit("share", "percent", number.last) if side and beside and not is_date(tokens, number) else None


def _by_another(tokens: Sequence[Token], number: Number, previous: Candidate) -> Unit | None:
    """Read 50 in "200 metres by 50"."""
    beside = [token.low for token in tokens[previous.last : number.first]] in (["by"], ["x"], ["×"])
    return Unit("distance", previous.unit.unit, number.last) if beside else None


def _is_other_end(tokens: Sequence[Token], number: Number, previous: Candidate) -> bool:
    """Whether a number ends what the one before began: "from 45,000 square kilometres to 15,000"."""
    at = bound_before(tokens, number.first)[1] - 1
    return low_at(tokens, at) == "to" and low_at(tokens, previous.first - 1) == "from"


def _is_population(tokens: Sequence[Token], number: Number, previous: Candidate | None) -> bool:
    """Whether a number is one of people: "a population of 40,000", "a town of some 20,000"."""
    at = bound_before(tokens, number.first)[1] - 1
    if low_at(tokens, at) != "of" or number.value < 100:
        return False
    if low_at(tokens, at - 1) == "population":
        # "A third of the population of 7 million": the whole of the share.
        return previous is None or previous.unit.kind != "people"
    article = low_at(tokens, at - 2) in ("a", "an", "the") or low_at(tokens, at - 3) in ("a", "an", "the")
    return article and low_at(tokens, at - 1) in english()["candidates.residential"] and not is_year(tokens, number)


def _stays_ground(tokens: Sequence[Token], number: Number) -> bool:
    """Whether "12 were …" still speaks of places, and not of people who were killed."""
    near = {low_at(tokens, number.last + k) for k in (1, 2)}
    return near.isdisjoint(english()["not_ground.people"] - {"captured", "returned", "surrendered"})


def _goes_on(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a number goes on a list of places: "…, another 20,000 in the north"."""
    words = english()
    joined = low_at(tokens, bound_before(tokens, number.first)[1] - 1) in words["candidates.joining"]
    return joined and low_at(tokens, number.last) in words["candidates.placing"]


def _closes(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a number stands last in its clause, where its noun would: "and influences 146", "the opposition 60"."""
    words = english()
    following = low_at(tokens, number.last)
    at = bound_before(tokens, number.first)[1] - 1
    before = low_at(tokens, at)
    if before == "of" and low_at(tokens, at - 1) in words["candidates.change"]:
        # "An increase of nine since February".
        return following in ("", ".", ",", ";", "(", "and", "while", "since", "from", "over", "in", "on")
    if following not in ("", ".", ",", ";", "(", "and", "while") or before == "of":
        return False
    if before in ("all", "other"):
        return following in ("", ".", ",")
    return before in words.verbs or before in words["holders.nouns"]


def _running_total(tokens: Sequence[Token], number: Number, previous: Candidate | None) -> Unit | None:
    """Read 26 in "bringing the number of captured villages to 26" and "bringing to 26 the number of …"."""
    words = english()
    at = bound_before(tokens, number.first)[1] - 1
    if low_at(tokens, at) not in ("to", "from", "at"):
        return None
    near = [*range(at - 1, max(-1, at - 16), -1), *range(number.last, min(number.last + 4, len(tokens)))]
    total = next((k for k in near if tokens[k].low in words["candidates.counting"]), None)
    moving = words["turnovers.totalling"] | words["turnovers.growing"] | words["turnovers.falling"]
    moving = moving | words["candidates.standing"]
    if total is None or not any(tokens[k].low in moving for k in range(max(0, at - 18), at)):
        return None
    noun = noun_after(tokens, total + 2) if low_at(tokens, total + 1) == "of" else None
    if noun is None and previous is not None and previous.unit.kind == "count":
        noun = previous.unit
    return Unit(noun.kind, noun.unit, number.last) if noun else None


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
    pointed = low_at(tokens, number.first - 1) in ("all", "other") and following[0] in ("", ".", ",", ";", "”", '"')
    return Unit("count", unit, number.last) if passive or pointed else None
