"""Who holds ground together with another one: "Together with its allies the army holds …"."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.relations import Stand
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.trigger import Trigger
from whoholds.reading.figures.vocabulary import english

_REACH = 14


def with_partner(passage: Passage, stand: Stand, verb: Trigger, subject: str) -> str:
    """Return the subject of a verb, and whom the sentence joins to it by "together with".

    It may open the clause, follow the subject, or stand between commas before the figure.
    """
    tokens = passage.sentence(stand.i).tokens
    for first, end in ((max(0, verb.first - _REACH), verb.first), (max(verb.last, stand.first - _REACH), stand.first)):
        for k in range(first, end - 2):
            if tokens[k].low not in english()["holders.together"] or low_at(tokens, k + 1) != "with":
                continue
            last = _last_of_partner(tokens, k + 2, end)
            partner = passage.words(stand.i, k + 2, last)
            # "The army, together with its allies," may be the name as it stands.
            if partner and partner not in subject and _is_beside(tokens, k, last, end, subject):
                return f"{subject} together with {partner}"
    return subject


def _is_beside(tokens: Sequence[Token], k: int, last: int, end: int, subject: str) -> bool:
    """Whether "together with X", tokens `k` to `last`, is said of the subject of what follows up to `end`."""
    between = {token.low for token in tokens[last:end]}
    if not between.isdisjoint(english()["grammar.subordinators"] | {";", ":"}):
        # "Oru, together with Aru, backs the army, which holds …".
        return False
    before = low_at(tokens, k - 1)
    opens = k == 0 or before in (";", ":", "—", "but", "that") or before in english()["grammar.conjunctions"]
    follows = before == "," and low_at(tokens, k - 2) == subject.split()[-1].lower()
    goes_on = before == "," and low_at(tokens, k - 2) in english()["grammar.conjunctions"] and between <= {","}
    return opens or follows or goes_on


def _last_of_partner(tokens: Sequence[Token], first: int, end: int) -> int:
    """Return where the partner's name ends: at a comma, at "it", at another article, at the verb."""
    words = english()
    k = first
    while k < end:
        low = tokens[k].low
        opens = k > first and low in words["grammar.determiners"] and low_at(tokens, k - 1) != "and"
        stops = low in words["grammar.auxiliaries"] or low in words["grammar.subordinators"]
        if stops or opens or low in (",", "it", "they", "he", "she", "we"):
            break
        k += 1
    return k
