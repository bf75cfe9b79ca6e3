"""Ground that goes from hand to hand: what is granted, taken away, returned, and what a total has come to.

"left 51 per cent of the land to the Front"    "deprived Oruland of a fifth of its coast"
"were returned to federal rule"                "bringing the number of captured villages to 26"
"the second force with 26 percent of the land"
"""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.trigger import FirstWords, Reader, Trigger, before_adverbs
from whoholds.reading.figures.vocabulary import english

_REACH = 14
"""How many words a turn of phrase may span."""


def _is_numeral(token: Token) -> bool:
    words = english()
    low = token.low
    return token.kind == "n" or low in words.units or low in words.tens or low in words.parts or low in words.scales


def next_numeral(tokens: Sequence[Token], i: int, reach: int) -> int | None:
    """Return the next numeral from token i, unless a mark or a verb stands before it."""
    for k in range(i, min(i + reach, len(tokens))):
        if _is_numeral(tokens[k]):
            return k
        if tokens[k].kind == "p" and tokens[k].low not in ("-", "’", "'"):
            return None
        if tokens[k].low in english()["grammar.auxiliaries"]:
            return None
        if tokens[k].low in english()["grammar.subordinators"] and tokens[k].low != "than":
            return None
    return None


def _receiver_after(tokens: Sequence[Token], i: int) -> int | None:
    """Return where the name after "to" begins, in the words from token i to the next mark."""
    for k in range(i, min(i + _REACH, len(tokens) - 1)):
        if tokens[k].low == "to":
            return k + 1
        if tokens[k].kind == "p" and tokens[k].low not in ("-", "’", "'", "(", ")", "%"):
            return None
    return None


def _granted(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "left 51 per cent of the land to the Front" and "gave the Front 51 per cent": who is given it has it."""
    words = english()
    if low_at(tokens, before_adverbs(tokens, i)) in words["grammar.being"]:
        return None
    number = next_numeral(tokens, i + 1, 8)
    if number is None:
        return None
    holds = tokens[i].low in words["turnovers.leaving"] or _is_reckoning(tokens, i)
    wished = low_at(tokens, i - 1) in ("would", "could", "might", "may", "will") or low_at(tokens, i - 1) == "to"
    relation = "contests" if wished else "holds" if holds else "gained"
    receiver = _receiver_after(tokens, number + 1)
    first = i + 1
    named = first < number and tokens[first].low not in words["turnovers.no_receivers"]
    if named and (tokens[first].cap or low_at(tokens, first) == "the"):
        last = number
        while last > first + 1 and not tokens[last - 1].cap and tokens[last - 1].low not in words["holders.nouns"]:
            last -= 1
        if tokens[last - 1].cap or tokens[last - 1].low in words["holders.nouns"]:
            return Trigger(i, last, relation, "active", first, last)
    return Trigger(i, i + 1, relation, "active", receiver) if receiver else None


def _is_reckoning(tokens: Sequence[Token], i: int) -> bool:
    """Whether who gives a share only counts: "the Observatory gave the government 44.8 percent"."""
    words = english()
    for k in range(i - 1, max(-1, i - _REACH), -1):
        if tokens[k].low in words["turnovers.counting"]:
            return True
        if tokens[k].kind == "p" and tokens[k].low not in ("-", "’", "'", "(", ")"):
            return False
    return False


def _deprived(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "deprived Oruland of a fifth of its land" and "cost Oruland a fifth": who stands between has lost it."""
    words = english()
    low = tokens[i].low
    if low_at(tokens, before_adverbs(tokens, i)) in words["grammar.being"]:
        return None
    number = next_numeral(tokens, i + 2, 9)
    if number is None:
        return None
    of = next((k for k in range(i + 2, number) if tokens[k].low == "of"), None)
    last = next((k for k in range(number, i + 1, -1) if tokens[k - 1].cap), None) if low == "cost" else of
    return Trigger(i, max(last, (of or 0) + 1), "lost", "active", i + 1, last) if last else None


def _power_after(tokens: Sequence[Token], i: int) -> int | None:
    """Return the token of "control" or "rule" in "federal rule", "the control of the army" from token i."""
    for k in range(i, min(i + 6, len(tokens))):
        if tokens[k].low in english()["triggers.powers"] or tokens[k].low in ("hands", "fold", "ownership"):
            return k
        if tokens[k].kind == "p" and tokens[k].low not in ("-", "’", "'"):
            return None
    return None


def _returned(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "returned to government control", "slipped from the authority of the State", "restored … to our rule"."""
    words = english()
    low = tokens[i].low
    if low in words["turnovers.slipping"]:
        away = next((k for k in range(i + 1, min(i + 4, len(tokens))) if tokens[k].low in ("from", "of")), None)
        if low.startswith("escap") and away is None:
            away = i
        power = _power_after(tokens, away + 1) if away is not None else None
        return None if away is None or power is None else _of_power(tokens, i, away + 1, power, "lost")
    to = next((k for k in range(i + 1, min(i + _REACH, len(tokens))) if tokens[k].low in ("to", "into", "under")), None)
    power = _power_after(tokens, to + 1) if to else None
    if to is None or power is None:
        return None
    if to > i + 2 and low_at(tokens, i + 1) != "from":
        # "Forces returned 3,000 square kilometres to government control"; a state returns it to another one.
        given = tokens[to + 1].cap
        return Trigger(i, i + 1, "lost" if given else "gained", "active", form="past")
    return _of_power(tokens, i, to + 1, power, "gained")


def _of_power(tokens: Sequence[Token], i: int, first: int, power: int, relation: str) -> Trigger:
    """Make the trigger whose side stands with the noun of power: "federal rule", "the rule of the king"."""
    if low_at(tokens, power + 1) == "of":
        return Trigger(i, power + 2, relation, "under", power + 2)
    while first < power and tokens[first].low in ("the", "full", "complete", "firm"):
        first += 1
    return Trigger(i, power + 1, relation, "under", first if first < power else None, power if first < power else None)


def _brought_under(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "brought a quarter of the country under its rule" and "keeps a fifth under occupation"."""
    words = english()
    kept = tokens[i].low in words["turnovers.keeping"]
    if low_at(tokens, before_adverbs(tokens, i)) in words["grammar.being"]:
        return None
    number = next_numeral(tokens, i + 1, 6)
    if number is None:
        return None
    under = next((k for k in range(number, min(number + _REACH, len(tokens))) if tokens[k].low == "under"), None)
    power = _power_after(tokens, under + 1) if under is not None else None
    if power is None:
        return None
    form = "ing" if tokens[i].low.endswith("ing") else "past"
    # "The offensive brought a fifth under the control of the army": of whom it is said.
    owner = power + 2 if low_at(tokens, power + 1) == "of" else None
    return Trigger(i, i + 1, "holds" if kept else "gained", "active", owner, form=form)


def _land_of(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "the rebels' last enclave covers 300 square metres": whose land it is stands before it."""
    words = english()
    after = i + 2 if low_at(tokens, i + 1) in ("now", "still") else i + 1
    if low_at(tokens, after) not in words["relations.amounting"]:
        return None
    for k in range(i - 1, max(-1, i - 4), -1):
        low = tokens[k].low
        owned = low.endswith(("’s", "'s")) or (low in ("’", "'") and k > 0) or low in ("its", "their", "our")
        if owned:
            owner = k - 1 if low in ("’", "'") else k
            return Trigger(i, after + 1, "holds", "active", owner, owner + 1)
    return None


def _running_total(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "bringing the number of captured villages to 26", "taking to 45 the total under its control"."""
    words = english()
    counted = any(low_at(tokens, i + k) in words["turnovers.totals"] for k in (2, 3, 4, 5))
    to = next((k for k in range(i + 1, min(i + 24, len(tokens) - 1)) if tokens[k].low == "to"), None)
    if not counted or to is None or not any(_is_numeral(token) for token in tokens[to + 1 : to + 5]):
        return None
    held = any(
        token.low in ("held", "hold", "holds", "control", "controlled", "occupied", "hands")
        for token in tokens[i : i + 24]
    )
    form = "ing" if tokens[i].low.endswith("ing") else "past"
    return Trigger(i, to + 1, "holds" if held else "gained", "active", form=form)


def _has(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "the group has just 3 percent of the territory left": a side has a share of ground."""
    words = english()
    at = before_adverbs(tokens, i)
    subject = low_at(tokens, at)
    if (
        subject not in words["holders.nouns"]
        and subject not in ("they", "we")
        and subject not in words["holders.names"]
    ):
        return None
    number = next_numeral(tokens, i + 1, 5)
    if number is None:
        return None
    near = [token.low for token in tokens[number : number + 12]]
    share = any(low in words["numbers.percent"] or low in words.parts or low == "per" for low in near[:4])
    share = share and "of" in near[:5]
    share = share or not {"left", "remaining"}.isdisjoint(near[:6])
    if not share or not words["ground.population"].isdisjoint(near):
        return None
    return Trigger(i, i + 1, "holds", "active", form="has")


def opens_phrase(token: Token) -> bool:
    """Whether a name can only begin after this word: "the", "that"."""
    words = english()
    return token.low in words["grammar.determiners"] or token.low in words["grammar.subordinators"]


def _force_with(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "the Front remained the second force with 26 percent of the land": it holds as much."""
    words = english()
    if tokens[i - 1].low not in words["turnovers.ranked"] or next_numeral(tokens, i + 1, 5) is None:
        return None
    being = next((k for k in range(i - 1, max(0, i - 8), -1) if tokens[k].low in words["turnovers.ranking"]), None)
    if being is None or any(token.kind != "w" for token in tokens[being:i]):
        return None
    last = before_adverbs(tokens, being) + 1
    first = last
    while first > 0 and last - first < 5 and tokens[first - 1].kind == "w" and not opens_phrase(tokens[first - 1]):
        first -= 1
    # Only a name: "it was the second force" says it of who was named before.
    return Trigger(i, i + 1, "holds", "active", first, last, form="has") if first < last else None


def _handed_over(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "gave up five villages", "handed over", "handed five villages over"."""
    words = english()
    if tokens[i].low in words["triggers.give"] and low_at(tokens, i + 1) == "up":
        return Trigger(i, i + 2, "lost", "active", form="past")
    if tokens[i].low not in words["triggers.hand"]:
        return None
    last = i + 2 if low_at(tokens, i + 1) == "over" else i + 1
    if last == i + 1 and "over" not in {token.low for token in tokens[i + 2 : i + 9]}:
        return None
    passive = low_at(tokens, before_adverbs(tokens, i)) in words["grammar.being"]
    return Trigger(i, last, "lost", "passive" if passive else "active", form="past")


def _left_with(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "leaving it with only a tenth", "were left with 5 percent": who is left with it holds it."""
    if low_at(tokens, i + 1) == "to" and tokens[i].low == "left":
        # "27,000 square kilometres left to the rebels".
        return Trigger(i, i + 2, "holds", "to", i + 2)
    for k in range(i + 1, min(i + 7, len(tokens))):
        low = tokens[k].low
        if low == "with" and k == i + 1:
            return Trigger(i, k + 1, "holds", "active", form="past")
        if low == "with":
            return Trigger(i, k + 1, "holds", "active", i + 1, k)
        if (tokens[k].kind != "w" and low not in ("-", "’", "'")) or low in english()["grammar.prepositions"]:
            return None
    return None


TURNOVERS: tuple[tuple[Reader, FirstWords], ...] = (
    (_granted, lambda words: words["turnovers.granting"]),
    (_deprived, lambda words: words["turnovers.depriving"]),
    (_returned, lambda words: words["turnovers.slipping"] | words["turnovers.returning"]),
    (_brought_under, lambda words: words["turnovers.keeping"] | words["turnovers.moving"]),
    (_land_of, lambda words: words["turnovers.lands"]),
    (_running_total, lambda words: words["turnovers.totalling"]),
    (_has, lambda words: ("has", "have", "had")),
    (_left_with, lambda words: ("left", "leave", "leaves", "leaving")),
    (_force_with, lambda words: ("with",)),
    (_handed_over, lambda words: words["triggers.give"] | words["triggers.hand"]),
)
"""The readers of this file, each with the words at which its phrases begin."""
