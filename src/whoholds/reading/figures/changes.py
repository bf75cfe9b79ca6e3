"""How much more or less ground is held than before: "control has increased by 2.5 percent", "an increase of 12"."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.bounds import amount_at
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.trigger import FirstWords, Reader, Trigger, before_adverbs
from whoholds.reading.figures.turnovers import next_numeral, opens_phrase
from whoholds.reading.figures.vocabulary import english

_REACH = 14
"""How many words a turn of phrase may span."""

_SENTENCE = 30
"""How many words before "an increase of 12" it may stand what is held."""


def _changed(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "Taliban control of districts has increased by 2.5 percent": gained or lost by whose control it is."""
    words = english()
    relation = "gained" if tokens[i].low in words["turnovers.growing"] else "lost"
    last = i + 2 if low_at(tokens, i + 1) in ("by", "of") else i + 1
    if next_numeral(tokens, last, 4) is None or low_at(tokens, last) in ("to", "from"):
        return None
    for k in range(i - 1, max(-1, i - 12), -1):
        if tokens[k].low in words["changes.owned"]:
            owner = k - 1
            return Trigger(i, last, relation, "active", owner, k) if owner >= 0 and tokens[owner].kind == "w" else None
        if tokens[k].low in (",", ";", "while", "but"):
            return None
    return None


def _change_of(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "holds 90 towns, an increase of 12 since May": so much of what is held before was gained."""
    words = english()
    if low_at(tokens, i + 1) != "of" or not amount_at(tokens, i + 2):
        return None
    apart = {low_at(tokens, k) for k in range(i - 3, i)}
    held = any(_is_holding(token) for token in tokens[max(0, i - _SENTENCE) : i])
    if not held or apart.isdisjoint((",", "—", "–", "(")) or apart.isdisjoint(("a", "an")):
        return None
    return Trigger(i, i + 2, words.maps["changed"][tokens[i].low], "nominal")


def _is_holding(token: Token) -> bool:
    words = english()
    verb = words.verbs.get(token.low)
    holds = verb is not None and verb.relation == "holds"
    return holds or token.low in words["changes.owned"] or token.low in words["light.nouns"]


def _expanded(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "expanded their territorial control by another 100 square kilometres"."""
    words = english()
    if low_at(tokens, before_adverbs(tokens, i)) in words["grammar.being"]:
        return None
    relation = "gained" if tokens[i].low in words["changes.widening"] else "lost"
    end = min(i + 8, len(tokens) - 1)
    by = next((k for k in range(i + 1, end) if tokens[k].low == "by" and next_numeral(tokens, k + 1, 5)), None)
    if by is None or not all(token.kind == "w" for token in tokens[i + 1 : by]):
        return None
    if words["changes.owned"].isdisjoint(token.low for token in tokens[i + 1 : by]):
        return None
    form = "ing" if tokens[i].low.endswith("ing") else "past"
    return Trigger(i, by + 1, relation, "active", form=form)


def _shrunk(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "the caliphate shrank by 200 square kilometres": whose land shrinks loses it."""
    near = tokens[max(0, i - _REACH) : i]
    if low_at(tokens, i + 1) != "by" or not amount_at(tokens, i + 2):
        return None
    land = any(token.low in english()["turnovers.lands"] for token in near)
    return Trigger(i, i + 2, "lost", "active", form="past") if land else None


def _extended(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "State authority has been extended to 80 per cent of the country": it is under that authority."""
    words = english()
    being = before_adverbs(tokens, i)
    passive = low_at(tokens, being) in words["grammar.being"]
    if not passive or low_at(tokens, i + 1) not in ("to", "over", "across") or not amount_at(tokens, i + 2):
        return None
    power = before_adverbs(tokens, being)
    while power > 0 and tokens[power].low in words["grammar.auxiliaries"] | words["grammar.adverbs"]:
        power -= 1
    if low_at(tokens, power) not in words["triggers.powers"]:
        return None
    first = power
    while first > 0 and tokens[first - 1].kind == "w" and power - first < 3 and not opens_phrase(tokens[first - 1]):
        first -= 1
    # An administration is itself a side; whose control it is stands before it.
    last = power + (tokens[power].low in words["holders.own_men"])
    return Trigger(i, i + 2, "holds", "active", first, last) if first < last else None


CHANGES: tuple[tuple[Reader, FirstWords], ...] = (
    (_changed, lambda words: words["turnovers.growing"] | words["turnovers.falling"]),
    (_expanded, lambda words: words["changes.widening"] | words["changes.narrowing"]),
    (_shrunk, lambda words: words["turnovers.falling"]),
    (_change_of, lambda words: words.maps["changed"]),
    (_extended, lambda words: ("extended", "expanded")),
)
"""The readers of this file, each with the words at which its phrases begin."""
