"""A number without its unit that has the one of a number before it: "another 20,000 in the north", "the rebels 27"."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.bounds import Candidate, bound_before
from whoholds.reading.figures.dated import is_date, is_year
from whoholds.reading.figures.numbers import Number
from whoholds.reading.figures.pointed import over_pointer, stays_ground
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
    if _is_exactly(tokens, number, previous):
        return Unit(previous.unit.kind, previous.unit.unit, number.last)
    if previous.unit.kind == "count" and low_at(tokens, number.first - 1) == "of":
        spoken = low_at(tokens, number.first - 2) in english()["carried.speaking"]
        return Unit("count", previous.unit.unit, number.last) if spoken else None
    if previous.unit.kind not in ("count", "people", "area") or is_date(tokens, number) or is_year(tokens, number):
        return None
    at = over_pointer(tokens, number)
    if low_at(tokens, at) in english()["candidates.going_on"] and stays_ground(tokens, at):
        # "Of the 40 districts, 12 were …", "12 of them were …"
        return Unit(previous.unit.kind, previous.unit.unit, number.last) if previous.unit.kind == "count" else None
    if (
        _is_other_end(tokens, number, previous)
        or _goes_on(tokens, number)
        or (previous.unit.kind == "count" and (_is_left(tokens, number) or _is_of_which(tokens, number, previous)))
        or (previous.unit.kind in ("count", "area") and _closes(tokens, number))
        or (previous.unit.kind == "people" and low_at(tokens, number.last) == "by" and _closes(tokens, number))
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
    following = low_at(tokens, number.last)
    if _is_other_end(tokens, number, previous):
        # "From about 70 percent to less than 50".
        return Unit("share", "percent", number.last) if following in ("", ".", ",", ";", "and", "in", "by") else None
    if following in ("points", "point"):
        return Unit("share", "percent", number.last + 1) if low_at(tokens, at) in ("up", "down", "by", "of") else None
    if following == "by" and low_at(tokens, at) in (",", "and"):
        return Unit("share", "percent", number.last)
    if following not in ("", ".", ",", ";", "and", "while", "(") or at < 1:
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
    """Whether a number ends what the one before began: "from 45,000 square kilometres to 15,000", "to 58% from 51"."""
    at = bound_before(tokens, number.first)[1] - 1
    ends = (low_at(tokens, previous.first - 1), low_at(tokens, at))
    return ends == ("from", "to") or (ends == ("to", "from") and at == previous.last)


_PRECISE = frozenset(("exact", "precise", "specific"))


def _is_exactly(tokens: Sequence[Token], number: Number, previous: Candidate) -> bool:
    """Whether a number says the one before it more exactly: "nearly 500 sq km — 490 —", "480, to be exact"."""
    near = abs(number.value - previous.number.value) <= previous.number.value / 5
    opening = low_at(tokens, number.first - 1)
    if not near or number.first - previous.last > 6 or opening not in ("—", "–", "-", ",", "("):
        return False
    told = [low_at(tokens, number.last + k) for k in range(3)]
    if told[:2] == ["to", "be"] and told[2] in _PRECISE:
        return True
    return told[0] == {"(": ")"}.get(opening, opening) and opening != ","


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


def _is_left(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a number is what is left to somebody: "leaving just 107 in rebel hands", "only 12 under its control"."""
    words = english()
    at = bound_before(tokens, number.first)[1] - 1
    at -= low_at(tokens, at) in ("just", "only", "merely")
    if low_at(tokens, at) not in words["turnovers.leaving"] or low_at(tokens, number.last) not in ("in", "under"):
        return False
    near = {token.low for token in tokens[number.last + 1 : number.last + 6]}
    return not near.isdisjoint(words["triggers.hands"] | words["triggers.powers"])


def _is_of_which(tokens: Sequence[Token], number: Number, previous: Candidate) -> bool:
    """Read 11 in "18 counties, of which the rebels held 11 at the height of the war"."""
    words = english()
    if low_at(tokens, bound_before(tokens, number.first)[1] - 1) not in words.verbs:
        return False
    between = [token.low for token in tokens[previous.last : number.first]]
    ends = low_at(tokens, number.last) in words["grammar.prepositions"] and low_at(tokens, number.last) != "of"
    return ends and ["of", "which"] in (between[:2], between[1:3]) and len(between) <= 9


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
    if before == "from" and low_at(tokens, at - 1) in ("up", "down"):
        # "100 districts, down from 161 a year ago".
        return following in ("", ".", ",", ";", "(", "and", "while", "a", "in", "last", "at", "on", "before", "when")
    if following == "by" and before in (",", "and", ";", "—", "–", ":"):
        # "Seven were taken by the army and three by the rebels".
        return True
    if following not in ("", ".", ",", ";", "(", "and", "while") or before == "of":
        return False
    if before in words["candidates.particles"]:
        # "Kept three towns and gave up two".
        before = low_at(tokens, at - 1)
        return before in words.verbs or before in words["triggers.give"] | words["triggers.hand"]
    if before in ("all", "other"):
        return following in ("", ".", ",")
    if before == "another":
        # "And contested another 116".
        before = low_at(tokens, at - 1)
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
