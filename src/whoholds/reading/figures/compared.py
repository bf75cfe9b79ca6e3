"""Where a sentence turns to what was so before: "down from 50 percent in May 2015", "compared with 20 percent"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from whoholds.reading.figures.stretches import is_number
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.when_words import words

_REACH = 5
"""How many words after "from", or after "to", its number stands."""


class Region(NamedTuple):
    """Tokens `first` to `last` (half-open) that speak of another time; `before` says that it is an earlier one."""

    first: int
    last: int
    before: bool


def regions_of(tokens: Sequence[Token], start: int = 0) -> Iterator[Region]:
    """Yield the regions of a sentence that speak of another time than the rest."""
    for k in range(start, len(tokens)):
        low = tokens[k].low
        if low == "from" and _has_number(tokens, k + 1):
            end, is_to = _end(tokens, k + 1)
            if is_to or low_at(tokens, k - 1) in words("moved"):
                yield Region(k, end, True)
        elif f"{low} {low_at(tokens, k + 1)}" in words("compared") or low in words("compared"):
            yield Region(k, _end(tokens, k + 2)[0], False)
        elif low == "than" and (not _is_amount(tokens, k + 1) or low_at(tokens, k + 3) in ("ago", "earlier")):
            yield Region(k, _end(tokens, k + 1)[0], False)


def _is_amount(tokens: Sequence[Token], k: int) -> bool:
    """Whether a number stands at token k, with or without its article: "more than a third"."""
    return is_number(tokens, k) or low_at(tokens, k) in ("a", "one")


def _has_number(tokens: Sequence[Token], first: int) -> bool:
    return any(is_number(tokens, k) for k in range(first, first + _REACH))


def _end(tokens: Sequence[Token], first: int) -> tuple[int, bool]:
    """Return where a region ends, and whether at the "to" of "from 50 percent in 2015 to 3 percent"."""
    seen = False
    for k in range(first, len(tokens)):
        seen = seen or is_number(tokens, k)
        if seen and tokens[k].low == "to" and _has_number(tokens, k + 1):
            return k, True
        if tokens[k].low in (",", ")", "–", "—", "but", "while"):
            return k, False
    return len(tokens), False
