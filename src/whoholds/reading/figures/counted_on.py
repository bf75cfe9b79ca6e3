"""A figure that counts on from one before it: said again, or "a further 900 sq km", "a total of 40 villages"."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.model import KM2_PER_UNIT, Figure
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english

_NEAR = 5
_LAST = 16  # figures that are looked back on
_ROUNDING = 0.005  # of a number that was turned into another unit
_GROUND = ("area", "count")


def same_again(value: float, kind: str, unit: str, recent: Sequence[Figure]) -> str | None:
    """Return the base of the figure before that has the same number and unit, or says the same area in another unit."""
    alike = (f for f in reversed(recent[-_LAST:]) if f.kind == kind and _is_as_much(value, unit, f))
    return next((figure.base for figure in alike if figure.base), None)


def _is_as_much(value: float, unit: str, figure: Figure) -> bool:
    """Whether a figure is as much: 1,930 square miles are 5,000 square kilometres."""
    if figure.unit == unit:
        return figure.value == round(value, 4)
    if unit not in KM2_PER_UNIT or figure.unit not in KM2_PER_UNIT:
        return False
    mine, other = value * KM2_PER_UNIT[unit], figure.value * KM2_PER_UNIT[figure.unit]
    return abs(mine - other) <= _ROUNDING * mine


def counts_on(
    tokens: Sequence[Token], first: int, last: int, holder: str | None, recent: Sequence[Figure]
) -> str | None:
    """Return the base of the last figure of the same holder, if tokens `first` to `last` say that it is counted on."""
    near = range(max(0, first - _NEAR), last)
    said = {tokens[k].low for k in near if low_at(tokens, k + 1) != "than"}
    bases = {figure.base for figure in recent[-_LAST:] if figure.base}
    if not said.isdisjoint(english()["bases.shrinking"]) and len(bases) == 1:
        # "The caliphate has shrunk to 400 sq km": of all that the text spoke of.
        return bases.pop()
    if recent and recent[-1].kind == "count" and last - first == 1 and tokens[first].kind in "nw":
        # "The militants still hold two".
        return recent[-1].base
    before = next((figure for figure in reversed(recent[-_LAST:]) if figure.holder == holder and figure.base), None)
    if before is None or holder is None or (before.kind not in _GROUND and not _is_name(before.base)):
        return None
    going_on = english()["bases.counting_on"] | english()["bases.shrinking"]
    return None if said.isdisjoint(going_on) else before.base


def _is_name(base: str | None) -> bool:
    return base is not None and base[:1].isupper()
