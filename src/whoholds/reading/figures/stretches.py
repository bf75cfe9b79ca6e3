"""The stretches of a sentence between commas, brackets, dashes and relative words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whoholds.reading.figures.tenses import Tenses
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english
from whoholds.reading.figures.when_words import words

_MARKS = frozenset((",", "(", ")", "–", "—", ":"))
_HYPHENS = ("-", "‑")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens `first` to `last` (half-open) of a sentence. `aside` says that it tells of something else than the rest.

    `near` says that it tells when the rest was so if both are past: "when the war began in 2011".
    """

    first: int
    last: int
    aside: bool = False
    near: bool = False


def stretches_of(tenses: Tenses, start: int, dates: Sequence[tuple[int, int]]) -> list[Stretch]:
    """Return the stretches of a sentence from token `start`; no border stands inside one of the dates."""
    tokens = tenses.tokens
    inside = {k for first, last in dates for k in range(first, last)}
    found: list[Stretch] = []
    first = start
    for k in range(start, len(tokens) + 1):
        if k < len(tokens) and (k in inside or not _is_border(tenses, k)):
            continue
        if k > first:
            found.append(_stretch(tenses, first, k, dates, opening=not found))
        first = k + (k < len(tokens) and tokens[k].kind == "p")
    return found


def _is_dash(tokens: Sequence[Token], k: int) -> bool:
    if tokens[k].low in ("–", "—"):
        return True
    apart = k + 1 < len(tokens) and tokens[k - 1].end < tokens[k].start
    return apart and tokens[k].low in _HYPHENS and (tokens[k].end < tokens[k + 1].start or tokens[k + 1].low == "-")


def _is_border(tenses: Tenses, k: int) -> bool:
    tokens = tenses.tokens
    low = tokens[k].low
    if low in _MARKS or (k > 0 and _is_dash(tokens, k)):
        return True
    if low == "that":
        # "The war that began in May", and not "said that".
        return tenses.has_verb(k + 1, k + 2)
    return low in words("relative") or low in words("contrast")


def _stretch(tenses: Tenses, first: int, last: int, dates: Sequence[tuple[int, int]], *, opening: bool) -> Stretch:
    tokens = tenses.tokens
    at = first + (tokens[first].low in words("joining"))
    low = low_at(tokens, at)
    if low in words("near") and not _leads_to_date(tokens, at, dates):
        return Stretch(first, last, near=tenses.is_past(at, last))
    if low in words("relative") or low == "that" or _is_participle(tokens, at):
        return Stretch(first, last, aside=True)
    if low in words("apart"):
        return Stretch(first, last, aside=not _leads_to_date(tokens, at, dates))
    if opening or at > first or low in words("contrast"):
        return Stretch(first, last)
    return Stretch(first, last, aside=_is_of_something_else(tokens, first, last, dates))


def _leads_to_date(tokens: Sequence[Token], at: int, dates: Sequence[tuple[int, int]]) -> bool:
    """Whether only small words stand between token `at` and a date: "by early May 2016"."""
    first = next((date[0] for date in dates if date[1] > at), None)
    return first is not None and all(tokens[k].low in words("leading") for k in range(at, first))


def _is_participle(tokens: Sequence[Token], at: int) -> bool:
    """Whether a stretch opens with a participle: "founded in 2015", "backed by Russia"."""
    small = english()
    if at >= len(tokens) or low_at(tokens, at + 1) in small["holders.nouns"]:
        return False
    low, verb = tokens[at].low, small.verbs.get(tokens[at].low)
    ending = low.endswith("ed") and low not in words("not_past") and low not in words("told")
    told = low in small["grammar.speech"]
    return not told and (ending or low in words("past") or (verb is not None and verb.form in ("past", "ing")))


def _is_of_something_else(tokens: Sequence[Token], first: int, last: int, dates: Sequence[tuple[int, int]]) -> bool:
    """Whether a stretch in the middle or at the end describes a name before it: "a town it took in May 2016"."""
    small, taken = english(), {k for date in dates for k in range(*date)}
    if tokens[first].low in small["grammar.prepositions"] or _leads_to_date(tokens, first, dates):
        return False
    told = small["grammar.speech"] | words("told")
    return not any(tokens[k].low in told or (k not in taken and is_number(tokens, k)) for k in range(first, last))


def is_number(tokens: Sequence[Token], k: int) -> bool:
    """Whether token k is a number or begins one in words."""
    low, small = low_at(tokens, k), english()
    if not 0 <= k < len(tokens):
        return False
    return (
        tokens[k].kind == "n"
        or low == "half"
        or low in small.parts
        or low in small.tens
        or (low in small.units and low != "one")
    )
