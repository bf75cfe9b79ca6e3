"""Where people are that a figure counts: "250,000 people in Oru", "5,000 men were deployed along the Oru corridor"."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.places import lives_in, nearest_place
from whoholds.reading.figures.runs import bare, place_of
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english
from whoholds.reading.figures.wheres import generic, place_after

_FAR = 15
"""How many words behind people the verb may stand that says where they are."""


def base_of_people(passage: Passage, i: int, first: int, last: int) -> str | None:
    """Return where people are of whom the clause does not say it."""
    tokens = passage.sentence(i).tokens
    described = lives_in(passage, i, first) if _has_where(tokens, first) else None
    described = described or _whose(passage, i, first)
    if described:
        return described
    folk = next((k for k in range(first, last) if tokens[k].text in english().peoples), None)
    if folk is not None:
        return place_of(tokens, folk, folk + 1) or english().places.get(tokens[folk].text.removesuffix("s"))
    return nearest_place(passage, i, first, "any")


def where_they_stay(passage: Passage, i: int, at: int) -> str | None:
    """Return the place in "5,000 soldiers were deployed there as a buffer along the Oru corridor"."""
    tokens = passage.sentence(i).tokens
    for k in range(at, min(at + _FAR, len(tokens))):
        if tokens[k].low in english()["bases.stationed"]:
            return place_after(passage, i, k + (3 if low_at(tokens, k + 1) == "as" else 1))
        if tokens[k].low in (";", ":"):
            return None
    return None


def _whose(passage: Passage, i: int, first: int) -> str | None:
    """Return the enclave in "the enclave's 70,000 inhabitants"."""
    tokens = passage.sentence(i).tokens
    low = low_at(tokens, first - 1)
    noun = bare(low)
    if noun == low or low_at(tokens, first - 2) != "the" or noun not in english().maps["sorts"]:
        return None
    return generic(passage, i, first - 2, first) or noun


def _has_where(tokens: Sequence[Token], first: int) -> bool:
    """Whether people live in what "where" goes back to: "districts where some 250,000 people live"."""
    return any(token.low == "where" for token in tokens[max(0, first - 2) : first])
