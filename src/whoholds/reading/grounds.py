"""Tell a number about ground from a number about casualties, money, votes, weapons and all else."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading import bases
from whoholds.reading.bases import Whole
from whoholds.reading.names import Passage, bare
from whoholds.reading.numbers import Number
from whoholds.reading.relations import Stand
from whoholds.reading.tokens import Token
from whoholds.reading.triggers import Trigger
from whoholds.reading.units import Unit
from whoholds.reading.vocabulary import english

NEAR = 9
"""How many words around a number can make it one of casualties, money or votes."""


def _low(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].low if 0 <= i < len(tokens) else ""


def _around(tokens: Sequence[Token], first: int, last: int, reach: int) -> set[str]:
    """Return the words around a figure, up to the borders of its part of the sentence."""
    found: set[str] = set()
    for k in range(first - 1, max(-1, first - 1 - reach), -1):
        if tokens[k].low in (";", "."):
            break
        found.add(bare(tokens[k].low))
    for k in range(last, min(len(tokens), last + reach)):
        if tokens[k].low in (";", "."):
            break
        found.add(bare(tokens[k].low))
    return found


def is_ground(
    passage: Passage, stand: Stand, number: Number, unit: Unit, whole: Whole | None, trigger: Trigger | None
) -> bool:
    """Whether a number with its unit, in its place, is about ground or people on it."""
    tokens = passage.sentence(stand.i).tokens
    if not english()["not_ground.context"].isdisjoint(token.low for token in tokens):
        return False
    if unit.kind == "share":
        return _share(passage, stand, number, whole, trigger)
    if unit.kind == "area":
        return _area(passage, stand, trigger)
    if unit.kind == "distance":
        return _distance(passage, stand, trigger)
    if unit.kind == "people":
        return _people(passage, stand, unit, trigger)
    return _count(passage, stand, unit, trigger)


def _share(passage: Passage, stand: Stand, number: Number, whole: Whole | None, trigger: Trigger | None) -> bool:
    tokens = passage.sentence(stand.i).tokens
    about = bases.about_ground(tokens, whole) if whole else None
    if about is False:
        return False
    lows = {bare(token.low) for token in tokens[whole.first : whole.last]} if whole else set()
    if not lows.isdisjoint(english()["ground.population"]):
        near = _around(tokens, stand.first, stand.last, NEAR)
        return trigger is not None and near.isdisjoint(english()["not_ground.people"])
    if trigger is None:
        return about is True and not lows.isdisjoint(("territory", "territories", "land", "area", "country", "soil"))
    if about is True:
        return True
    # A bare number: "70% had fallen", "Area B (22.5%)", "roughly a third".
    following = _low(tokens, stand.last)
    if following in english()["not_ground.of"] or following in english()["not_ground.people"]:
        return False
    if tokens[stand.first].low == "half" or number.form == "fraction":
        return (
            stand.last >= len(tokens)
            or tokens[stand.last].kind == "p"
            or following in english()["grammar.prepositions"]
            or (trigger.last <= stand.first and stand.first - trigger.last <= 3)
            or following in english()["grammar.being"]
        )
    return True


def _area(passage: Passage, stand: Stand, trigger: Trigger | None) -> bool:
    if trigger is not None:
        return True
    tokens = passage.sentence(stand.i).tokens
    near = _around(tokens, stand.first, stand.last, 8)
    return not near.isdisjoint(("territory", "zone", "zones", "territories", "enclave", "turned", "withdrawal"))


def _distance(passage: Passage, stand: Stand, trigger: Trigger | None) -> bool:
    tokens = passage.sentence(stand.i).tokens
    following = tuple(_low(tokens, stand.last + k) for k in range(3))
    if (
        any(low in english()["not_ground.way"] for low in following[:2])
        and "stretching" not in _around(tokens, stand.first, stand.last, 6)
        and "area" not in _around(tokens, stand.first, stand.last, 4)
    ):
        return False
    near = _around(tokens, stand.first, stand.last, 6)
    zoned = not near.isdisjoint(english()["ground.zones"])
    return zoned or (
        trigger is not None
        and trigger.relation in ("gained", "holds")
        and trigger.last <= stand.first
        and stand.first - trigger.last <= 4
    )


def _people(passage: Passage, stand: Stand, unit: Unit, trigger: Trigger | None) -> bool:
    tokens = passage.sentence(stand.i).tokens
    words = english()
    near = _around(tokens, stand.first, stand.last, NEAR)
    if not near.isdisjoint(words["not_ground.people"]):
        return False
    if near.isdisjoint(words["not_ground.staying"]):
        return False
    if unit.unit == "fighters":
        return True
    return trigger is not None or "civilians" in tokens[stand.last - 1].low


def _count(passage: Passage, stand: Stand, unit: Unit, trigger: Trigger | None) -> bool:
    tokens = passage.sentence(stand.i).tokens
    near = _around(tokens, stand.first, stand.last, NEAR)
    if not near.isdisjoint(english()["not_ground.count"]):
        return False
    return trigger is not None


__all__ = ["is_ground"]
