"""Numbers with a unit that count nothing that is held, taken or lost by themselves.

"Aru, one of the largest towns"; "the 11th of 18 provinces"; "20 towns in the three northern states"; "all but two".
"""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.bounds import Candidate
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english

_NEAR = 10
"""How many words before a length the verb may stand that says what it is the length of."""

_MONEY = 25
"""How many words before a share a sum of money may stand that it is of."""

_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))


def is_uncounted(tokens: Sequence[Token], candidate: Candidate, previous: Candidate | None) -> bool:
    """Whether a candidate describes, orders or places something else. `previous` is the candidate before it.

    >>> from whoholds.reading.figures.candidates import candidates
    >>> from whoholds.reading.figures.tokens import words_of
    >>> [c.number.value for c in candidates(words_of("It took Aru, one of the largest towns, and two of the ports"))]
    [2.0]
    """
    if _is_left_out(tokens, candidate.first) or _is_numbered(tokens, candidate.number.first):
        return True
    if candidate.unit.kind == "share":
        # "Just under the 49 percent allotted to them in the plan".
        planned = low_at(tokens, candidate.last) in english()["uncounted.planned"]
        return planned or _is_of_money(tokens, candidate) or _is_rise_of_other(tokens, candidate.last)
    if candidate.unit.kind == "distance":
        return _is_of_nature(tokens, candidate.first)
    if candidate.unit.kind == "people":
        return _is_lost_men(tokens, candidate) or _is_to_come(tokens, candidate)
    if candidate.unit.kind != "count":
        return False
    return (
        _is_made(tokens, candidate.last)
        or _is_one_of_many(tokens, candidate)
        or _is_after_ordinal(tokens, candidate.number.first)
        or _is_where(tokens, candidate, previous)
    )


def _is_one_of_many(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether "one of the largest towns" only says what a place is like."""
    first = candidate.number.first
    if candidate.number.value != 1 or low_at(tokens, first + 1) != "of" or candidate.unit.whole is not None:
        return False
    words = english()
    before = low_at(tokens, candidate.first - 1)
    described = before in words["grammar.being"] or before in words["uncounted.describing"]
    inside = [token.low for token in tokens[first + 2 : candidate.last - 1]]
    return described or any(low in words["uncounted.superlatives"] or low.endswith("est") for low in inside)


def _is_left_out(tokens: Sequence[Token], first: int) -> bool:
    """Whether all but so much is meant, or nothing of it: "lost all but 10 percent of it", "none of the three"."""
    at = first - 1 - (low_at(tokens, first - 1) in english()["grammar.determiners"])
    if low_at(tokens, at) == "of" and low_at(tokens, at - 1) in ("none", "neither"):
        return True
    return low_at(tokens, first - 1) in ("but", "except") and low_at(tokens, first - 2) in ("all", "everything")


def _is_numbered(tokens: Sequence[Token], first: int) -> bool:
    """Whether digits end a name: "Highway 5", "Hill 937"."""
    named = first > 0 and tokens[first - 1].cap and tokens[first].kind == "n"
    return named and low_at(tokens, first - 1) in english()["uncounted.numbered"]


def _is_after_ordinal(tokens: Sequence[Token], first: int) -> bool:
    """Whether a number is the whole of an ordinal: "the 11th out of 18 provinces", "the last of three crossings"."""
    at = first - 1
    at -= low_at(tokens, at) in english()["grammar.determiners"]
    if low_at(tokens, at) != "of":
        return False
    at -= 1 + (low_at(tokens, at - 1) == "out")
    if low_at(tokens, at) in _ORDINAL_ENDINGS:
        return at > 0 and tokens[at - 1].kind == "n"
    ordinal = low_at(tokens, at) in english().parts or low_at(tokens, at) in english()["uncounted.ordinals"]
    return ordinal and low_at(tokens, at - 1) == "the"


def _is_where(tokens: Sequence[Token], candidate: Candidate, previous: Candidate | None) -> bool:
    """Whether a number only says where those are that were counted before: "20 towns in the three northern states"."""
    if previous is None or previous.unit.kind != "count" or candidate.first - previous.last > 3:
        return False
    between = [token.low for token in tokens[previous.last : candidate.first]]
    return between[-2:] == ["in", "the"] or between[-2:] == ["of", "the"]


def _is_made(tokens: Sequence[Token], last: int) -> bool:
    """Whether what is counted was built or opened: "18 camps have been built in the part that it holds"."""
    words = english()
    at = next((k for k in range(last, last + 3) if low_at(tokens, k) not in words["grammar.auxiliaries"]), last)
    return at > last and low_at(tokens, at) in words["uncounted.made"]


def _is_lost_men(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether fighters are an army's dead or have run away: "lost 500 soldiers there", "500 men had deserted"."""
    after = [low_at(tokens, candidate.last + k) for k in (0, 1)]
    gone = after[1] if after[0] in english()["grammar.auxiliaries"] else after[0]
    if candidate.unit.unit == "fighters" and gone in english()["uncounted.gone"]:
        return True
    verb = english().verbs.get(low_at(tokens, candidate.first - 1))
    return candidate.unit.unit == "fighters" and verb is not None and verb.base == "lose"


def _is_to_come(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether people come or have died: "the settlement of two million people", "the lives of 90 civilians"."""
    at = candidate.first - 1
    return low_at(tokens, at) == "of" and low_at(tokens, at - 1) in english()["uncounted.coming"]


def _is_rise_of_other(tokens: Sequence[Token], last: int) -> bool:
    """Whether a rise or fall is one of no ground: "a 10 percent increase in the price of bread in the area"."""
    words = english()
    if low_at(tokens, last) not in words.maps["changed"] or low_at(tokens, last + 1) not in ("in", "of"):
        return False
    risen = []
    for token in tokens[last + 2 : last + _NEAR]:
        if token.low in words["grammar.prepositions"] and token.low != "of":
            break
        risen.append(token.low)
    ground = words["ground.nouns"] | words["triggers.powers"]
    return ground.isdisjoint(risen)


def _is_of_nature(tokens: Sequence[Token], first: int) -> bool:
    """Whether a length is that of a lake or a river: "the lake is more than a mile wide and half a mile deep"."""
    words = english()
    being = next((k for k in range(first - 1, max(0, first - _NEAR), -1) if tokens[k].low in words["grammar.being"]), 0)
    if low_at(tokens, being - 1) in words["triggers.nature"]:
        return True
    # "Oruland is nine miles wide".
    return being > 0 and tokens[being - 1].text in words.place_names and tokens[being].low in ("is", "was")


def _is_of_money(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether a share says how money has changed: "income fell to $56 million and then by another 35 percent"."""
    words = english()
    changing = words["turnovers.falling"] | words["turnovers.growing"]
    near = {low_at(tokens, candidate.first - k) for k in (1, 2, 3)}
    if near.isdisjoint(changing) or low_at(tokens, candidate.last) == "of":
        return False
    return not {token.low for token in tokens[max(0, candidate.first - _MONEY) : candidate.first]}.isdisjoint("$€£¥")
