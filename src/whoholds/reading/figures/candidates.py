"""The numbers of a sentence that have a unit, each with the words of its bound: what may be a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whoholds.reading.figures.bounds import Candidate, all_before, bound_after, bound_before, is_estimated
from whoholds.reading.figures.dated import is_date
from whoholds.reading.figures.elliptic import compared, elliptic
from whoholds.reading.figures.numbers import Number, find_numbers
from whoholds.reading.figures.pointed import from_before, of_total
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.uncounted import is_uncounted
from whoholds.reading.figures.units import Unit, unit_of
from whoholds.reading.figures.vocabulary import english

_ENTIRE = 3  # words of "almost the entire"
_APART = 9  # words between it and the share that says how much that is


def _candidate(tokens: Sequence[Token], number: Number, unit: Unit) -> Candidate:
    bound, first = bound_before(tokens, number.first)
    last = unit.last
    if low_at(tokens, number.first - 1) == "between" and number.high is not None:
        first = min(first, number.first - 1)
    after = bound_after(tokens, last) or (bound_after(tokens, number.last) if bound == "exact" else None)
    if after and bound == "exact":
        bound, last = after[0], max(last, after[1])
    if bound == "exact" and is_estimated(tokens, first):
        bound = "about"
    if unit.kind in ("count", "people"):
        first = min(first, all_before(tokens, first))
    return Candidate(number, unit, first, last, bound)


def _nearly_all(tokens: Sequence[Token]) -> Iterable[Candidate]:
    """Yield "nearly all of X" and "almost the entire X" as a share of 100."""
    for i in range(len(tokens) - 2):
        hedged = tokens[i].low in ("nearly", "almost")
        if hedged and tokens[i + 1].low == "the" and tokens[i + 2].low in ("entire", "whole"):
            number = Number(i + 1, i + 3, 100.0, form="fraction")
            yield Candidate(number, Unit("share", "percent", i + 3), i, i + 3, "about")
        if hedged and tokens[i + 1].low == "all":
            counted = any(token.kind == "n" for token in tokens[i + 2 : i + 5])
            if counted and low_at(tokens, i + 2) != "of":
                continue
            number = Number(i + 1, i + 2, 100.0, form="fraction")
            yield Candidate(number, Unit("share", "percent", i + 2), i, i + 2, "about")


def _is_said_after(tokens: Sequence[Token], candidate: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether a share says how much "almost the whole of the city, about 95 percent" is."""
    share = next((c for c in found if c.unit.kind == "share" and 0 <= c.first - candidate.last <= _APART), None)
    if share is None or low_at(tokens, share.first - 1) not in (",", "(", "—", "–", "-"):
        return False
    between = {token.low for token in tokens[candidate.last : share.first]}
    return between.isdisjoint(english()["grammar.auxiliaries"] | english()["grammar.conjunctions"] | {"by"})


def _is_ordinal(tokens: Sequence[Token], number: Number, previous: Candidate | None) -> bool:
    """Whether "a fourth" is the one after three: "took three towns and laid siege to a fourth"."""
    if number.form != "fraction" or previous is None or previous.unit.kind != "count":
        return False
    if low_at(tokens, number.last) not in ("", ".", ",", ";"):
        return False
    return abs(number.value * (previous.number.value + 1) - 100) < 1e-6


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
        if number.first < taken or is_date(tokens, number) or _is_ordinal(tokens, number, previous):
            continue
        unit = (
            unit_of(tokens, number, by_first)
            or compared(tokens, number, found)
            or of_total(tokens, number, by_first, previous, counted)
            or elliptic(tokens, number, previous)
        )
        if unit is None and counted is not None:
            unit = from_before(tokens, number, counted)
        if unit is None:
            continue
        candidate = _candidate(tokens, number, unit)
        if candidate.first < taken:
            candidate = Candidate(number, unit, number.first, candidate.last, candidate.bound)
        taken = candidate.last
        if not is_uncounted(tokens, candidate, previous):
            found.append(candidate)
    for candidate in _nearly_all(tokens):
        if candidate.last - candidate.first == _ENTIRE and _is_said_after(tokens, candidate, found):
            continue
        if not any(other.first < candidate.last and candidate.first < other.last for other in found):
            found.append(candidate)
    found.sort(key=lambda candidate: candidate.first)
    return found
