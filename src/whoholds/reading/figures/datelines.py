"""Where a report says that it was written, before its first sentence ("DAMASCUS (AP) - "): nobody there acts."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.tokens import Token
from whoholds.reading.figures.vocabulary import english

LONGEST = 14
"""How many words a dateline has at most."""

_DASHES = ("-", "–", "—", "‑")


def dash_of_dateline(tokens: Sequence[Token]) -> int:
    """Return the token of the dash that ends a dateline; 0 if the sentence has none.

    It opens with a place that is written in capitals, or that an agency in brackets follows.

    >>> from whoholds.reading.figures.tokens import words_of
    >>> [dash_of_dateline(words_of(text)) for text in ("Aru (AP) - Oru holds it", "Aru - once Oru's - is held by it")]
    [4, 0]
    """
    dash = next((k for k in range(1, min(LONGEST, len(tokens))) if _stands_apart(tokens, k)), 0)
    agency = dash > 2 and tokens[dash - 1].low == ")" and tokens[dash - 2].cap
    capitals = tokens[0].text.isupper() and len(tokens[0].text) > 2 if dash else False
    if not (agency or capitals) or not all(_may_stand(token) for token in tokens[:dash]):
        return 0
    place = next((k for k in range(dash) if tokens[k].low in ("(", ",")), dash)
    sides = english().holder_names | english()["holders.nouns"]
    return dash if sides.isdisjoint(token.low for token in tokens[:place]) else 0


def _stands_apart(tokens: Sequence[Token], k: int) -> bool:
    """Whether token k is a dash that joins no words."""
    return tokens[k].low in _DASHES and (tokens[k].low == "—" or tokens[k].start > tokens[k - 1].end)


def _may_stand(token: Token) -> bool:
    """Whether a word can be part of a dateline: a name, a date, the marks between."""
    return token.cap or token.kind != "w" or token.low in english()["grammar.months"]
