"""Tell "controls or contests" from "controls": whether contested ground is counted with what is held."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.trigger import Trigger
from whoholds.reading.figures.vocabulary import english

_OR = ("or", "and/or", "/")
_REACH = 7


def or_contested(tokens: Sequence[Token], trigger: Trigger | None) -> bool:
    """Whether the words count contested ground with what is held: "control or contest", "held by it or disputed".

    >>> from whoholds.reading.figures.tokens import words_of
    >>> from whoholds.reading.figures.triggers import find_triggers
    >>> tokens = words_of("Rebels control or contest half of it")
    >>> or_contested(tokens, find_triggers(tokens)[0])
    True
    """
    if trigger is None or trigger.relation != "holds":
        return False
    contesting = english()["triggers.contesting"]
    if any(token.low in contesting for token in tokens[trigger.first : trigger.last]):
        return True
    return _or_contested_after(tokens, trigger.last) or _contested_or_before(tokens, trigger.first)


def _or_contested_after(tokens: Sequence[Token], at: int) -> bool:
    """Whether "or contested" follows in the same breath: "are held by the rebels or contested"."""
    for k in range(at, min(at + _REACH, len(tokens))):
        if tokens[k].low in _OR:
            said = k + 1
            while low_at(tokens, said) in english()["grammar.adverbs"] | english()["grammar.being"]:
                said += 1
            return low_at(tokens, said) in english()["triggers.contesting"]
        if tokens[k].kind == "n" or (tokens[k].kind == "p" and tokens[k].low not in ("-", "’", "'", ",")):
            return False
    return False


def _contested_or_before(tokens: Sequence[Token], at: int) -> bool:
    """Whether "contested or" stands before: "either contested or under rebel control"."""
    k = at - 1
    while k > 0 and tokens[k].low in english()["grammar.adverbs"] | english()["grammar.being"]:
        k -= 1
    return k > 0 and tokens[k].low in _OR and tokens[k - 1].low in english()["triggers.contesting"]
