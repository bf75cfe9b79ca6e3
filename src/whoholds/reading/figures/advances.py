"""How far a side moved where no verb of gaining says so: "drove the rebels 6 km away", "moved 5 km closer to it"."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.bounds import bound_before
from whoholds.reading.figures.carried import Carried
from whoholds.reading.figures.holders import holder_of
from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.relations import Stand
from whoholds.reading.figures.runs import SIDE, Run
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.trigger import Trigger
from whoholds.reading.figures.vocabulary import english

_REACH = 8
"""How many words may stand between "drove" and the distance: "the rebel forces in the town some"."""


def advanced(passage: Passage, stand: Stand) -> Carried | None:
    """Return what a distance says that a side has moved or has driven another one, or None."""
    if stand.kind != "distance":
        return None
    tokens = passage.sentence(stand.i).tokens
    runs = passage.runs(stand.i)
    verb = _mover(tokens, stand)
    driven = None if verb is not None else _driven(passage, stand)
    if driven is not None:
        verb = driven[0]
    if verb is None:
        return None
    if any(run.sort == SIDE and run.last <= verb for run in runs):
        holder = holder_of(passage, stand, Trigger(verb, verb + 1, "gained", "active"))
        return Carried("gained", holder, None, None) if holder is not None else None
    # "The offensive drove the rebels 6 km away": what drives is no side.
    return Carried("lost", passage.name(stand.i, driven[1]), None, None) if driven is not None else None


def _mover(tokens: Sequence[Token], stand: Stand) -> int | None:
    """Return the verb of "moved 5 km closer to": only a side does it with an army's meaning."""
    words = english()
    verb = bound_before(tokens, stand.first)[1] - 1
    if low_at(tokens, verb) in ("another", "some", "a", "further"):
        verb -= 1
    closer = low_at(tokens, stand.last) in words["advances.nearer"]
    return verb if closer and low_at(tokens, verb) in words["advances.moving"] else None


def _driven(passage: Passage, stand: Stand) -> tuple[int, Run] | None:
    """Return the verb and the object of "drove the rebels 6 km away": a side, right before the distance."""
    words = english()
    tokens = passage.sentence(stand.i).tokens
    if low_at(tokens, stand.last) not in words["advances.away"]:
        return None
    end = bound_before(tokens, stand.first)[1]
    end -= low_at(tokens, end - 1) in words["advances.away"]
    for k in range(end - 1, max(-1, end - _REACH), -1):
        if tokens[k].kind == "p" and tokens[k].low not in ("-", "’", "'"):
            return None
        if tokens[k].low in words["triggers.push"]:
            runs = passage.runs(stand.i)
            side = next((run for run in runs if run.first > k and run.last == end and run.sort == SIDE), None)
            return (k, side) if side is not None else None
    return None
