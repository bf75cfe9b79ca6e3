"""Tell the whole behind a share, which nobody holds by itself: "45 percent of the 407 districts"."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.bounds import Candidate
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.trigger import Trigger
from whoholds.reading.figures.vocabulary import english

_WHOLES = ("area", "people", "count")
_REACH = 9
_LONGEST_OPENING = 6  # "Out of all of the country's"


def is_total(
    tokens: Sequence[Token], candidate: Candidate, previous: Candidate | None, trigger: Trigger | None
) -> bool:
    """Whether a candidate is the whole of a share beside it. `trigger` is the one that was found for it."""
    if candidate.unit.kind not in _WHOLES:
        return False
    if previous is not None and previous.unit.kind == "share" and _is_whole_of(tokens, candidate, previous):
        return True
    return _opens(tokens, candidate) or _is_shared_out(tokens, candidate, trigger)


def _is_whole_of(tokens: Sequence[Token], candidate: Candidate, share: Candidate) -> bool:
    """Whether a candidate is what the share before it is of: "a third of the 900 square kilometres".

    So are "half of Oru, a country of 900 square kilometres" and "half of Oru (900 square kilometres)". With a hedge
    the brackets say the share again.
    """
    between = tokens[share.last : candidate.first]
    lows = [token.low for token in between]
    if lows[-2:] in (["which", "is"], ["which", "was"]):
        # "22 percent of Oru (which is 900 square kilometres)".
        lows = lows[:-2]
        between = between[:-2]
    linking = english()["ground.between"]
    if len(between) <= 5 and linking.issuperset(lows):
        return True
    if len(between) > _REACH or lows[:1] != ["of"] or (lows[-1] == "(" and candidate.bound != "exact"):
        return False
    comma = lows.index(",") if "," in lows else len(lows)
    named = all(token.cap or token.low in linking for token in between[:comma])
    return named and (comma == len(lows) or _describes(lows[comma + 1 :]))


def _describes(lows: Sequence[str]) -> bool:
    """Whether words between a place and a number say how large the place is: "a country of", "a city with"."""
    sorts = english().maps["sorts"]
    opens = lows[:1] in (["a"], ["an"], ["the"]) and lows[-1:] in (["of"], ["covering"], ["with"])
    return opens and any(sorts.get(low, "any") != "any" for low in lows)


def _opens(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether a candidate is the whole that a sentence shares out: "Of the 40 districts, 12 were held by …"."""
    if candidate.first > _LONGEST_OPENING:
        return False
    opening = [token.low for token in tokens[: candidate.first]]
    if opening[:1] == ["out"]:
        opening = opening[1:]
    following = low_at(tokens, candidate.last)
    if following in english()["candidates.going_on"] or (candidate.unit.kind != "count" and following != ","):
        return False
    return opening[:1] == ["of"] and len(opening) < _LONGEST_OPENING and "," not in opening


def _is_shared_out(tokens: Sequence[Token], candidate: Candidate, trigger: Trigger | None) -> bool:
    """Whether all that is said is said of a share of it: "has an area of 900 sq km, a third of which Aru holds"."""
    if candidate.unit.kind not in ("area", "count") or trigger is None or trigger.first < candidate.last:
        return False
    if _is_there(tokens, candidate) and any(_begins_part(tokens, k) for k in range(candidate.last, trigger.first)):
        return True
    if candidate.unit.kind != "area":
        return False
    lows = [token.low for token in tokens[candidate.last : trigger.first]]
    which = next((k for k in range(1, len(lows)) if lows[k - 1 : k + 1] == ["of", "which"]), None)
    return which is not None and "," not in lows[which:]


def _is_there(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether a candidate is only said to be: "There are 14 districts", "the province has 23 districts"."""
    before = low_at(tokens, candidate.first - 1)
    if before in ("are", "were"):
        return low_at(tokens, candidate.first - 2) == "there"
    subject = low_at(tokens, candidate.first - 2)
    return before in ("has", "had") and english().maps["sorts"].get(subject, "any") != "any"


def _begins_part(tokens: Sequence[Token], k: int) -> bool:
    """Whether a new clause tells at token k what is with some of them: ", only two are held", ", 9 of which"."""
    if (low_at(tokens, k - 1), tokens[k].low) == ("of", "which"):
        return True
    if tokens[k].kind != "n" and tokens[k].low not in english().units:
        return False
    following = low_at(tokens, k + 1)
    return following in english()["grammar.being"] or (following == "of" and low_at(tokens, k + 2) in ("which", "them"))
