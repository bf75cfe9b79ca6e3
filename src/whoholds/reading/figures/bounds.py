"""The words of a bound around a number: "more than", "an estimated", "or so"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whoholds.model import Bound
from whoholds.reading.figures.numbers import Number
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.units import Unit
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
        if low_at(tokens, at - 1) not in words.before_endings:
            continue
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


def bound_after(tokens: Sequence[Token], last: int) -> tuple[Bound, int] | None:
    """Return the bound behind token `last` and the token after it: "or more", "at the most"."""
    for length in (3, 2, 1) if low_at(tokens, last) in english().after_openings else ():
        phrase = tuple(low_at(tokens, last + k) for k in range(length))
        if phrase in english().after and low_at(tokens, last + length) != "than":
            return english().after[phrase], last + length  # type: ignore[return-value]
    if low_at(tokens, last) == "+":
        return "at_least", last + 1
    return None


def is_estimated(tokens: Sequence[Token], first: int) -> bool:
    """Whether a hedge stands some words before: "the UN estimates", "it is estimated that"."""
    for k in range(first - 1, max(-1, first - 6), -1):
        if tokens[k].kind != "w":
            return False
        if tokens[k].low in english()["bounds.estimating"]:
            return True
    for k in range(first - 1, max(-1, first - 18), -1):
        if tokens[k].kind == "p" and tokens[k].low not in ("-", "’", "'"):
            return False
        if tokens[k].low in ("estimate", "estimates", "estimated") and low_at(tokens, k + 1) == "that":
            return True
    return False


def all_before(tokens: Sequence[Token], first: int) -> int:
    """Return where "all" of "all 18" or "all of the country's 18" begins, or `first`."""
    for k in range(first - 1, max(-1, first - 6), -1):
        if tokens[k].low == "all":
            return k
        if tokens[k].low not in ("of", "the", "its", "their", "our", "these", "those") and not tokens[k].low.endswith(
            "s"
        ):
            return first
    return first


def amount_at(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number of something begins at a token: "42 percent", "about a third", "30 villages", not "2 days".

    >>> from whoholds.reading.figures.tokens import words_of
    >>> [amount_at(words_of(text), 0) for text in ("only about 42 percent", "a third", "2 days ago", "a town", "2015")]
    [True, True, False, False, False]
    """
    words = english()
    for _ in range(3):
        at += low_at(tokens, at) in ("just", "only", "another", "the", "a", "an", "remaining", "other")
    for length in (4, 3, 2, 1):
        if tuple(low_at(tokens, at + k) for k in range(length)) in words.before:
            at += length
            break
    at += low_at(tokens, at) in ("a", "an", "the")
    if at >= len(tokens):
        return False
    low, following = tokens[at].low, low_at(tokens, at + 1)
    if low in words.parts and low != "second":
        return True
    if tokens[at].kind != "n" and low not in words.units and low not in words.tens:
        return False
    year = tokens[at].text.isdigit() and len(tokens[at].text) == 4
    timed = words["not_ground.follows"] | words["grammar.months"]
    return not year and following not in timed
