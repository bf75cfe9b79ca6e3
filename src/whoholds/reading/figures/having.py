"""Read "the Russians have 95 percent" and "they had eleven districts": a side that has ground holds it.

"Have" says it only where ground follows at once and a side stands before: "the country has 34 provinces" holds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.numbers import percent_at
from whoholds.reading.figures.runs import bare
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.trigger import Trigger, before_adverbs
from whoholds.reading.figures.units import noun_after
from whoholds.reading.figures.vocabulary import english

_FAR = 24
"""How many words around "have 95 percent" a noun for ground may stand."""


def having(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Return the trigger of "have", "has" or "had" at token i, or None if it is no holding of ground."""
    words = english()
    if not _is_side(tokens, before_adverbs(tokens, i)):
        return None
    at = _after_bound(tokens, i + 1)
    if at >= len(tokens) or not (
        tokens[at].kind == "n" or tokens[at].low in words.units or tokens[at].low in words.tens
    ):
        return None
    at += 1
    if percent_at(tokens, at) is not None:
        near = tokens[max(0, i - _FAR) : i + _FAR]
        placed = any(bare(token.low) in words["ground.nouns"] or token.text in words.places for token in near)
        # "In Oru we have 99.7 percent".
        placed = placed or ((tokens[0].low == "in" or low_at(tokens, 1) == "in") and any(t.cap for t in tokens[1:i]))
        return Trigger(i, i + 1, "holds", "active", form="has") if placed else None
    counted = noun_after(tokens, at)
    if counted is None or counted.kind != "count":
        return None
    return Trigger(i, i + 1, "holds", "active", form="has")


def _after_bound(tokens: Sequence[Token], at: int) -> int:
    """Return the token after the words of a bound: "more than", "about"."""
    for length in (4, 3, 2, 1):
        if tuple(low_at(tokens, at + k) for k in range(length)) in english().before:
            return at + length
    return at


def _is_side(tokens: Sequence[Token], at: int) -> bool:
    """Whether a side ends at a token: "they", "the Russians", "rebel forces"."""
    if at < 0:
        return False
    low = tokens[at].low
    words = english()
    return low in ("they", "we") or tokens[at].text in words.peoples or low in words["holders.armed"]
