"""What a figure says of its ground: held, contested, gained, lost, or nothing of it.

Of the sentence's triggers the one is taken that stands nearest to the figure, where a border between clauses counts
as far. For people in an area it is what the text says of the area, also some sentences before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.runs import COUNTRY
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.triggers import Trigger, find_triggers
from whoholds.reading.figures.vocabulary import english

FAR = 60
"""A trigger that stands this many words away, borders counted in, says nothing about the figure."""

LOOK_BACK = 3
"""How many sentences before people "in the town" are searched for who holds the town."""

_BORDER = 9
_NEVER = 30
_RELATIVES = frozenset(("that", "which", "where", "whom"))
_NEAR = 12
_CLAUSAL = ("grammar.auxiliaries", "grammar.subordinators", "grammar.prepositions")


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a figure stands: sentence `i` of a passage, tokens `first` to `last` (half-open), its kind and unit.

    `end` is the token after the whole noun phrase, with what it is of: "40 percent of the country's land".
    """

    i: int
    first: int
    last: int
    end: int
    kind: str
    unit: str


def _find(passage: Passage, i: int) -> list[Trigger]:
    return find_triggers(passage.sentence(i).tokens)


def triggers_of(passage: Passage, i: int) -> list[Trigger]:
    """Return the triggers of sentence number i."""
    return passage.kept("triggers", i, _find)


def _border_sums(passage: Passage, i: int) -> list[int]:
    """Return the weight of all borders before each token: a word between clauses weighs much, a comma little."""
    heavy = english()["relations.borders"]
    sums = [0]
    for token in passage.sentence(i).tokens:
        weight = 0
        if token.low in heavy:
            weight = _BORDER
        elif token.low in (";", ":", "—"):
            weight = 2 * _BORDER
        elif token.low in ("and", ","):
            weight = 2 if token.low == "and" else 1
        sums.append(sums[-1] + weight)
    return sums


def _borders(passage: Passage, i: int, first: int, last: int) -> int:
    """Weigh the borders between two tokens of a sentence."""
    sums = passage.kept("borders", i, _border_sums)
    return sums[last] - sums[first]


def _subject_between(passage: Passage, stand: Stand, trigger: Trigger) -> bool:
    """Whether a side stands between the figure and the verb right of it: "villages they have surrounded"."""
    tokens = passage.sentence(stand.i).tokens
    if any(token.low in ("they", "it", "he", "we") for token in tokens[stand.end : trigger.first]):
        return True
    runs = passage.runs(stand.i)
    start = bisect_left(runs, stand.end, key=lambda run: run.first)
    end = bisect_left(runs, trigger.first, key=lambda run: run.first)
    return any(r.last <= trigger.first and r.sort >= COUNTRY and not r.before for r in runs[start:end])


def _amounts(passage: Passage, stand: Stand) -> bool:
    """Whether a figure says how large something is: "constitute 20 per cent", "covers 4,400 square kilometres"."""
    tokens = passage.sentence(stand.i).tokens
    near = {low_at(tokens, stand.first - 1), low_at(tokens, stand.first - 2)}
    being = low_at(tokens, stand.first - 2) == "which" and low_at(tokens, stand.first - 1) in ("is", "was")
    return being or not near.isdisjoint(english()["relations.amounting"])


def _lists(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether only other objects stand between verb and figure: "hold the bridges and, by his count, half of it"."""
    words = english()
    aside = False
    joined = False
    for k in range(first, last):
        low = tokens[k].low
        if low == ",":
            opens = low_at(tokens, k + 1) in ("by", "according", "in")
            aside = opens or (aside and low_at(tokens, k - 1) == ",")
            joined = True
        elif aside:
            continue
        elif low != "of" and (low in words.verbs or any(low in words[key] for key in _CLAUSAL)):
            return False
        joined = joined or low == "and"
    return joined and last - first <= 2 * _NEAR


def _left_cost(passage: Passage, stand: Stand, trigger: Trigger) -> int | None:
    tokens = passage.sentence(stand.i).tokens
    gap = stand.first - trigger.last
    cost = gap + _borders(passage, stand.i, trigger.last, stand.first)
    if trigger.shape in ("active", "nominal"):
        moved = stand.kind == "distance" and low_at(tokens, trigger.first) in english()["ground.advances"]
        if trigger.weak and gap > 5 and not moved and not _lists(tokens, trigger.last, stand.first):
            return None
        return cost + (4 if stand.kind == "people" and trigger.relation != "lost" else 0)
    if trigger.shape in ("attributive", "passive", "under") and _amounts(passage, stand):
        # "The occupied zone, which makes up 12 percent of the country".
        return gap
    if trigger.shape == "attributive":
        if gap == 0:
            return cost
        if stand.kind != "people":
            return cost + _NEVER
        return None if low_at(tokens, stand.last) == "in" else cost + _BORDER
    return cost + 10


def _right_cost(passage: Passage, stand: Stand, trigger: Trigger) -> int | None:
    tokens = passage.sentence(stand.i).tokens
    relative = False
    gap = max(0, trigger.first - stand.end)
    cost = gap + _borders(passage, stand.i, stand.end, max(stand.end, trigger.first))
    if [low_at(tokens, stand.end + k) for k in range(3)] == [",", "of", "which"]:
        # "The rebels 10 percent, of which Aru holds 7": what Aru holds is told of the part.
        return cost + _NEVER
    if {token.low for token in tokens[stand.end : min(stand.end + 3, trigger.first)]} & _RELATIVES:
        cost -= _BORDER
        relative = True
    if trigger.shape == "to" and trigger.relation == "gained":
        return cost - 4
    if _tells_whole(tokens, stand, trigger):
        # "They lost a third of it, and a tenth of the land they held in Oru".
        return cost + 2 * _BORDER
    if trigger.shape in ("passive", "under", "to"):
        return cost
    if trigger.shape == "attributive":
        return cost + 3 if stand.kind != "people" or cost <= _NEAR else None
    if trigger.form in ("past", "base", "s", "has") and _subject_between(passage, stand, trigger):
        return cost + (1 if relative else 6)
    return cost + 14 if stand.kind == "people" else None


def _tells_whole(tokens: Sequence[Token], stand: Stand, trigger: Trigger) -> bool:
    """Whether a verb only says which whole a share is of: "a tenth of the land they held", "half of what it had"."""
    words = english()
    between = [token.low for token in tokens[stand.last : trigger.first]]
    formerly = trigger.shape == "passive" and not words["relations.formerly"].isdisjoint(between[-2:])
    if stand.kind == "share" and between[:1] == ["of"] and len(between) <= 8 and formerly:
        # "They freed nearly all of the land once held by the rebels".
        return words["grammar.being"].isdisjoint(between)
    if stand.kind != "share" or between[:1] != ["of"] or len(between) > 8 or not {"they", "it"} & set(between):
        return False
    light = words["grammar.auxiliaries"] | words["grammar.adverbs"] | words["bases.bare_ground"]
    return all(low in light or low in ("of", "the", "what", "that", "which", "they", "it") for low in between)


def _cost(passage: Passage, stand: Stand, trigger: Trigger) -> int | None:
    """Return how far a trigger stands from a figure, or None if it cannot be about it."""
    if trigger.last <= stand.first:
        return _left_cost(passage, stand, trigger)
    if trigger.first >= stand.last:
        return _right_cost(passage, stand, trigger)
    return 16


def choose(passage: Passage, stand: Stand, triggers: Sequence[Trigger]) -> Trigger | None:
    """Return the trigger of its sentence that a figure belongs to, or None. On a tie the left one is taken."""
    best: Trigger | None = None
    least = FAR
    if _is_none_of(passage.sentence(stand.i).tokens, stand):
        return None
    # Nothing that stands further off than this can cost less than FAR.
    low = bisect_left(triggers, stand.first - FAR - _BORDER, key=lambda trigger: trigger.last)
    high = bisect_left(triggers, stand.end + FAR + _BORDER, key=lambda trigger: trigger.first)
    for trigger in triggers[low:high]:
        cost = _cost(passage, stand, trigger)
        if cost is not None and cost < least:
            best, least = trigger, cost
    inner = best is not None and stand.last <= best.first and best.last <= stand.end
    if best is not None and best.shape == "attributive" and best.agent is None and (best.last == stand.first or inner):
        # "They hold the occupied 55 km zone": who holds it stands at the verb.
        best = _verb_before(passage, stand, triggers) or best
    if best is not None and best.relation == "contests":
        best = _inside(stand, triggers[low:high]) or best
    if best is not None and _is_refuge(passage.sentence(stand.i).tokens, stand, best):
        return replace(best, relation="holds")
    return _finite(passage, stand, best, triggers) if best else None


def _is_none_of(tokens: Sequence[Token], stand: Stand) -> bool:
    """Whether nothing is said but that it is not so: "they have not taken over any of the 34 capitals"."""
    counted = [low_at(tokens, stand.first - k) for k in (3, 2, 1)]
    if counted not in (["any", "of", "the"], ["none", "of", "the"]):
        return False
    before = tokens[max(0, stand.first - _NEAR) : stand.first]
    return counted[0] == "none" or any(
        token.low in ("not", "never") or token.low.endswith(("n't", "n’t")) for token in before
    )


def _is_refuge(tokens: Sequence[Token], stand: Stand, trigger: Trigger) -> bool:
    """Whether a side has withdrawn into the ground of a figure: "withdrew from the port into three villages"."""
    moved = trigger.relation == "lost" and trigger.shape == "active" and stand.kind != "distance"
    if not moved or tokens[trigger.first].low not in english()["relations.withdrawing"]:
        return False
    between = tokens[trigger.last - 1 : min(stand.first, trigger.last + _NEAR)]
    moves = [token.low for token in between if token.low in ("from", "into")]
    return moves[-1:] == ["into"]


def _inside(stand: Stand, triggers: Sequence[Trigger]) -> Trigger | None:
    """Return who holds what another one attacks: "besieging 54 rebel-held villages"."""
    for trigger in triggers:
        inside = stand.first <= trigger.first and trigger.last <= stand.last
        if inside and trigger.shape == "attributive" and trigger.relation == "holds" and trigger.agent is not None:
            return trigger
    return None


def _verb_before(passage: Passage, stand: Stand, triggers: Sequence[Trigger]) -> Trigger | None:
    end = bisect_left(triggers, stand.first, key=lambda trigger: trigger.first)
    for trigger in reversed(triggers[max(0, end - 9) : end]):
        if trigger.shape == "active" and trigger.last <= stand.first:
            cost = _cost(passage, stand, trigger)
            return trigger if cost is not None and cost <= _NEAR else None
    return None


def _finite(passage: Passage, stand: Stand, chosen: Trigger, triggers: Sequence[Trigger]) -> Trigger:
    """Prefer "had been retaken by" in "40% of the land once held by rebels had been retaken by the army"."""
    tokens = passage.sentence(stand.i).tokens
    being = english()["grammar.being"]
    if chosen.shape != "passive" or chosen.first < stand.end or chosen.first - stand.end > 2:
        return chosen
    if any(token.low in being for token in tokens[stand.end : chosen.first]):
        return chosen
    start = bisect_left(triggers, chosen.last, key=lambda trigger: trigger.first)
    for trigger in triggers[start : start + 9]:
        between = [token.low for token in tokens[chosen.last : trigger.first]]
        follows = trigger.first >= chosen.last and trigger.shape in ("passive", "to") and len(between) <= 9
        if follows and not being.isdisjoint(between) and not {",", ";"} & set(between):
            return trigger
    return chosen


def _states(trigger: Trigger) -> bool:
    """Whether a trigger says who holds an area: "rebel-held", "under rebel control"."""
    named = trigger.shape in ("attributive", "under") and trigger.agent is not None
    return trigger.relation == "holds" and (named or trigger.shape == "passive")


def of_their_area(passage: Passage, stand: Stand, chosen: Trigger | None) -> tuple[int, Trigger] | None:
    """Return who holds the area that people are in, if a sentence close before says so, with its sentence.

    People who are besieged live with the side that holds the place, where the text names it.
    """
    if chosen is not None and (chosen.relation != "contests" or (chosen.shape == "active" and chosen.form != "ing")):
        return None
    if chosen is not None and chosen.form == "ing" and stand.first - chosen.last in (0, 1):
        return None
    for i in range(stand.i, max(-1, stand.i - 1 - LOOK_BACK), -1):
        if passage.spans[i][2] != passage.spans[stand.i][2]:
            break
        for trigger in reversed(triggers_of(passage, i)):
            # What stands right of the people was weighed already.
            if _states(trigger) and (i < stand.i or chosen is not None or trigger.last <= stand.first):
                return i, trigger
    return None
