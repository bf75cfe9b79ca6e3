"""The numbers of a sentence that have a unit, each with the words of its bound: what may be a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whoholds.model import Bound
from whoholds.reading.figures.numbers import Number, find_numbers
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.units import Unit, noun_after, unit_of
from whoholds.reading.figures.vocabulary import english


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number with its unit: tokens `first` to `last` are its quote."""

    number: Number
    unit: Unit
    first: int
    last: int
    bound: Bound


def bound_before(tokens: Sequence[Token], first: int) -> tuple[Bound, int]:
    """Return the bound that stands before token `first`, and the token where its words begin.

    >>> from whoholds.reading.figures.tokens import words_of
    >>> bound_before(words_of("it held no less than 40 percent"), 5)
    ('at_least', 2)
    """
    words = english()
    start = first - 1 if low_at(tokens, first - 1) in ("the", "a", "even") and first > 1 else first
    for at in (first, start):
        for length in (4, 3, 2, 1):
            if at - length < 0:
                continue
            phrase = tuple(token.low for token in tokens[at - length : at])
            if phrase not in words.before:
                continue
            if phrase == ("over",) and _over_is_preposition(tokens, at - 1):
                continue
            if phrase in (("about",), ("around",), ("near",), ("under",), ("above",), ("below",)) and at != first:
                continue
            inner = bound_before(tokens, at - length)
            if inner[1] < at - length and inner[0] != "exact":
                return _stronger(inner[0], words.before[phrase]), inner[1]
            return words.before[phrase], at - length  # type: ignore[return-value]
    return "exact", first


def _stronger(outer: Bound, inner: str) -> Bound:
    return outer if inner == "about" else inner  # type: ignore[return-value]


def _over_is_preposition(tokens: Sequence[Token], at: int) -> bool:
    """Tell "took control over two thirds" from "they control over two thirds"."""
    noun = low_at(tokens, at - 1)
    if noun not in english()["bounds.over_is_preposition"]:
        return False
    if noun in ("control", "hold", "rule", "claim", "claims"):
        before = low_at(tokens, at - 2)
        return (
            before in english().light
            or before in english()["grammar.determiners"]
            or before
            in (
                "in",
                "have",
                "has",
                "had",
                "full",
                "maintain",
                "security",
                "exercise",
                "retain",
                "effective",
                "military",
            )
        )
    return True


def _bound_after(tokens: Sequence[Token], last: int) -> tuple[Bound, int] | None:
    for length in (3, 2, 1):
        phrase = tuple(low_at(tokens, last + k) for k in range(length))
        if phrase in english().after:
            return english().after[phrase], last + length  # type: ignore[return-value]
    if low_at(tokens, last) == "+":
        return "at_least", last + 1
    return None


def _estimated(tokens: Sequence[Token], first: int) -> bool:
    """Whether a hedge stands some words before: "the UN estimates", "it is estimated that"."""
    for k in range(first - 1, max(-1, first - 6), -1):
        if tokens[k].kind != "w":
            return False
        if tokens[k].low in english()["bounds.estimating"]:
            return True
    return False


def _all_before(tokens: Sequence[Token], first: int) -> int:
    """Return where "all" of "all 18" or "all of the country's 18" begins, or `first`."""
    for k in range(first - 1, max(-1, first - 6), -1):
        if tokens[k].low == "all":
            return k
        if tokens[k].low not in ("of", "the", "its", "their", "our", "these", "those") and not tokens[k].low.endswith(
            "s"
        ):
            return first
    return first


def _candidate(tokens: Sequence[Token], number: Number, unit: Unit) -> Candidate:
    bound, first = bound_before(tokens, number.first)
    last = unit.last
    if low_at(tokens, number.first - 1) == "between" and number.high is not None:
        first = min(first, number.first - 1)
    after = _bound_after(tokens, last) or (_bound_after(tokens, number.last) if bound == "exact" else None)
    if after and bound == "exact":
        bound, last = after[0], max(last, after[1])
    if bound == "exact" and _estimated(tokens, first):
        bound = "about"
    if unit.kind in ("count", "people"):
        first = min(first, _all_before(tokens, first))
    return Candidate(number, unit, first, last, bound)


def _nearly_all(tokens: Sequence[Token]) -> Iterable[Candidate]:
    """Yield "nearly all of X" as a share of 100."""
    for i in range(len(tokens) - 2):
        if tokens[i].low in ("nearly", "almost", "virtually", "practically") and tokens[i + 1].low == "all":
            if tokens[i].low in ("virtually", "practically"):
                continue
            counted = any(token.kind == "n" for token in tokens[i + 2 : i + 5])
            if counted and low_at(tokens, i + 2) != "of":
                continue
            number = Number(i + 1, i + 2, 100.0, form="fraction")
            yield Candidate(number, Unit("share", "percent", i + 2), i, i + 2, "about")


def _elliptic(tokens: Sequence[Token], number: Number, previous: Candidate | None) -> Unit | None:
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
    if previous.unit.kind not in ("count", "people", "area") or _is_date(tokens, number) or _is_year(tokens, number):
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
    return article and low_at(tokens, at - 1) in english()["candidates.residential"] and not _is_year(tokens, number)


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
    if following not in ("", ".", ",", ";", "(", "and", "while"):
        return False
    at = bound_before(tokens, number.first)[1] - 1
    before = low_at(tokens, at)
    if before == "of":
        return low_at(tokens, at - 1) in words["candidates.change"]
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


def _is_year(tokens: Sequence[Token], number: Number) -> bool:
    """Whether digits look like a year where no unit stands."""
    text = tokens[number.first].text
    return number.last == number.first + 1 and len(text) == 4 and text.isdigit() and 1500 <= number.value <= 2100


def _is_ordinal(tokens: Sequence[Token], number: Number, previous: Candidate | None) -> bool:
    """Whether "a fourth" is the one after three: "took three towns and laid siege to a fourth"."""
    if number.form != "fraction" or previous is None or previous.unit.kind != "count":
        return False
    if low_at(tokens, number.last) not in ("", ".", ",", ";"):
        return False
    return abs(number.value * (previous.number.value + 1) - 100) < 1e-6


def _is_date(tokens: Sequence[Token], number: Number) -> bool:
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


def _carried(tokens: Sequence[Token], number: Number, unit: str) -> Unit | None:
    """Give "they freed all 20" and "162 were captured by" the unit that the sentence before counted."""
    words = english()
    if number.form != "cardinal" or _is_date(tokens, number) or _is_year(tokens, number):
        return None
    following = [low_at(tokens, number.last + k) for k in range(3)]
    passive = following[0] in words["grammar.being"] and following[2] == "by" and following[1] in words.verbs
    pointed = low_at(tokens, number.first - 1) in ("all", "other") and following[0] in ("", ".", ",", ";", "”", '"')
    return Unit("count", unit, number.last) if passive or pointed else None


def candidates(tokens: Sequence[Token], counted: str | None = None) -> list[Candidate]:
    """Return the numbers of a sentence that have a unit, in order and without overlap.

    `counted` is the unit of what the sentence before counted, if it was places.
    """
    numbers = find_numbers(tokens)
    by_first = {number.first: number for number in numbers}
    found: list[Candidate] = []
    taken = 0
    for number in numbers:
        previous = found[-1] if found else None
        if number.first < taken or _is_date(tokens, number) or _is_ordinal(tokens, number, previous):
            continue
        unit = unit_of(tokens, number, by_first) or _elliptic(tokens, number, previous)
        if unit is None and counted is not None:
            unit = _carried(tokens, number, counted)
        if unit is None:
            continue
        candidate = _candidate(tokens, number, unit)
        if candidate.first < taken:
            candidate = Candidate(number, unit, number.first, candidate.last, candidate.bound)
        found.append(candidate)
        taken = candidate.last
    for candidate in _nearly_all(tokens):
        if not any(other.first < candidate.last and candidate.first < other.last for other in found):
            found.append(candidate)
    found.sort(key=lambda candidate: candidate.first)
    return found
