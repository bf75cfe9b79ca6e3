"""Nouns of power over ground: "under the control of X", "in rebel hands", "take control of", "Oruland's rule over"."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.trigger import Trigger, before_adverbs, intended
from whoholds.reading.figures.vocabulary import english


def under_power(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "under the control of X", "under X control", "under siege" from token i."""
    for k in range(i + 1, min(i + 9, len(tokens))):
        low = tokens[k].low
        if low in english()["triggers.powers"]:
            break
        if (tokens[k].kind == "p" and low not in ("-", "'", "’", '"', "“", "”")) or low in ("by", "in", "of", "to"):
            return None
    else:
        return None
    if low not in english()["triggers.powers"]:
        return None
    end = k
    if low_at(tokens, k + 1) in ("or", "and") and low_at(tokens, k + 2) in english()["triggers.powers"]:
        # "Under the control or influence of the government".
        end += 2
    if any(token.low == "situation" for token in tokens[max(0, i - 8) : i]):
        return None
    relation = "contests" if low in ("siege", "blockade") or (low == "influence" and end == k) else "holds"
    if any(token.low == "longer" for token in tokens[max(0, i - 4) : i]):
        relation = "lost"
    brought = before_adverbs(tokens, i)
    brought -= low_at(tokens, brought) == "back"
    first = i
    if low_at(tokens, brought) in english()["triggers.taken"] and relation == "holds":
        relation, first = "gained", brought
    passive = low_at(tokens, brought - 1) in english()["grammar.being"] or relation != "gained"
    shape = "under" if passive or low_at(tokens, brought) not in english()["triggers.taken"] else "active"
    if low_at(tokens, end + 1) in ("of", "by"):
        return Trigger(first, end + 2, relation, shape, end + 2)
    keeps = low_at(tokens, i - 1) in ("have", "has", "had", "keep", "keeps", "kept")
    if keeps and low_at(tokens, i + 1) in ("its", "their", "his") and relation == "holds":
        # "The districts which the sect has under its flag".
        return Trigger(i - 1, end + 1, relation, "active", form="has")
    owner = [
        n
        for n in range(i + 1, k)
        if tokens[n].low
        not in ("the", "full", "complete", "direct", "total", "de", "facto", "firm", "tight", "partial", "effective")
    ]
    return Trigger(first, end + 1, relation, shape, owner[0] if owner else None, k if owner else None)


def in_hands(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "in the hands of X", "in rebel hands", "on Kurds (…) hand" from token i."""
    for k in range(i + 1, min(i + 9, len(tokens))):
        controlled = tokens[k].low == "control" and low_at(tokens, i + 1) == "the" and low_at(tokens, k + 1) == "of"
        if tokens[k].low in english()["triggers.hands"] or controlled:
            break
        if tokens[k].low in (",", ";", "."):
            return None
    else:
        return None
    fell = low_at(tokens, before_adverbs(tokens, i)) in english()["triggers.fall"] | {
        "passed",
        "pass",
        "passing",
        "slipped",
    }
    relation, first = ("gained", before_adverbs(tokens, i)) if fell else ("holds", i)
    if low_at(tokens, i - 1) == "back":
        relation, first = "gained", i - 1
    if low_at(tokens, k + 1) == "of":
        return Trigger(first, k + 2, relation, "under", k + 2)
    if all(token.low in ("the", "other", "one") for token in tokens[i + 1 : k]):
        # "In hand", "on the other hand".
        return None
    return Trigger(first, k + 1, relation, "under", i + 1, k)


def power_noun(tokens: Sequence[Token], i: int) -> Trigger | None:
    """Read "take control of", "in control of", "maintain security control of", "Israel's control over"."""
    words = english()
    after = i + 3 if low_at(tokens, i + 1) in ("or", "and") and low_at(tokens, i + 2) == "influence" else i + 1
    linked = low_at(tokens, after) in ("of", "over", "in") or (
        tokens[i].low == "responsibility" and low_at(tokens, i + 1) == "for"
    )
    for k in range(i - 1, max(-1, i - 6), -1):
        low = tokens[k].low
        if low == "under" or (tokens[k].kind == "p" and low not in ("-", "'", "’")):
            break
        if low == "up" and linked and low_at(tokens, k - 1) in words["triggers.give"]:
            return Trigger(k - 1, i + 2, "lost", "active", form="past")
        if low == "in" and (low_at(tokens, k + 1) == "the" or tokens[i].low in words["triggers.hands"]):
            # "In the grip of": the ground is the subject.
            return None
        if low in ("from", "to"):
            return None
        if low in words.light and linked:
            return _taking(tokens, k, i, after + linked)
        if low in words["triggers.having"] and (linked or (low != "in" and low_at(tokens, i + 1) in (",", ")", "."))):
            return Trigger(k, after + linked, "holds", "active", form="ing" if low.endswith("ing") else "has")
    else:
        low = ""
    if low == "under":
        return None
    if linked and tokens[i].low == "control" and low_at(tokens, i + 1) != "in":
        owner = i - 1 if i and tokens[i - 1].kind == "w" and tokens[i - 1].low.endswith(("’s", "'s", "s")) else None
        return Trigger(i, i + 2, "holds", "active", owner, i if owner is not None else None)
    return None


def names_side(token: Token) -> bool:
    """Whether one word names a side or is its adjective: "rebel", "Orulandic", "SDF"."""
    words = english()
    return token.low in words.maps["plural"] or token.text in words.places or token.low in words.holder_names


def _taking(tokens: Sequence[Token], verb: int, noun: int, last: int) -> Trigger:
    """Make the trigger of "seize control of" whose verb and noun stand at two tokens."""
    words = english()
    low = tokens[verb].low
    relation = words.light[low]
    form = words.verbs[low].form if low in words.verbs else ""
    if relation == "gained" and low_at(tokens, verb - 1) == "to" and intended(tokens, verb - 1):
        relation = "contests"
    passive = form == "past" and low_at(tokens, before_adverbs(tokens, verb)) in words["grammar.being"]
    if relation in ("gained", "contests") and not passive and verb == noun - 2 and names_side(tokens[noun - 1]):
        # "An operation to restore Orulandic control of": who will have it.
        return Trigger(verb, last, relation, "active", noun - 1, noun, form=form)
    return Trigger(verb, last, relation, "passive" if passive else "active", form=form)
