"""Words before a noun for ground that say how it is: "rebel-held", "the occupied", "disputed"."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.trigger import Trigger
from whoholds.reading.figures.vocabulary import english


def suffixed(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "rebel-held", "IS-held", "Israeli-occupied" from the suffix at token i."""
    if i < 2 or tokens[i - 1].low not in ("-", "‑", "–") or tokens[i - 2].low in ("de", "non", "re", "un"):
        return None
    if tokens[i - 1].start > tokens[i - 2].end and tokens[i].start > tokens[i - 1].end:
        # "They remain contested - held by neither side".
        return None
    first = i - 2
    while (
        first >= 2
        and tokens[first - 1].low == "-"
        and tokens[first - 2].kind == "w"
        and tokens[first - 1].start == tokens[first - 2].end
    ):
        first -= 2
    relation = "contests" if tokens[i].low == "besieged" else "holds"
    return Trigger(first, i + 1, relation, "attributive", first, i - 1)


ADJECTIVES = ("occupied", "besieged", "disputed", "contested", "liberated", "captured", "encircled")


def adjective(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "occupied", "besieged" or "disputed" before a noun: nobody is named."""
    low = tokens[i].low
    before = low_at(tokens, i - 1)
    if (
        before in english()["grammar.being"]
        or before in english()["triggers.have"]
        or not low_at(tokens, i + 1).isalpha()
    ):
        return None
    found = english()["triggers.before_adjective"]
    if low in ("liberated", "captured"):
        found = english()["triggers.before_participle"]
    counted = i > 0 and tokens[i - 1].kind == "n" and low_at(tokens, i - 2) not in english()["grammar.months"]
    if before not in found and not counted:
        return None
    if low_at(tokens, i + 1) in english()["grammar.prepositions"] or low_at(tokens, i + 1) in (
        "the",
        "a",
        "its",
        "all",
    ):
        return None
    relation = {"occupied": "holds", "liberated": "gained", "captured": "gained"}.get(low, "contests")
    return Trigger(i, i + 1, relation, "attributive")
