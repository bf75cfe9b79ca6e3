"""Who holds, contests, gained or lost the ground of a figure, as the text names them.

The trigger's shape says where the name stands: before an active verb, after "by", inside "under X control".
"They", "which" and "the group" are looked up in the sentence, then in the sentences before.
"""

from __future__ import annotations

from whoholds.reading.figures.bounds import amount_at
from whoholds.reading.figures.names import Passage, is_named
from whoholds.reading.figures.partners import with_partner
from whoholds.reading.figures.referents import ending_at, run_name
from whoholds.reading.figures.relations import Stand, triggers_of
from whoholds.reading.figures.runs import COUNTRY, SIDE, Run
from whoholds.reading.figures.side_phrases import adjectival, phrase_from
from whoholds.reading.figures.subjects import first_subject, subject_of, subject_of_clause
from whoholds.reading.figures.tokens import low_at
from whoholds.reading.figures.triggers import Trigger, before_adverbs
from whoholds.reading.figures.vocabulary import english

_JOINING = ("and", ",", "while", ";", "with")

_GOES_ON = 3
"""How many sentences are searched for who took ground, the figure's own counted in."""

_LED = 8
"""How many words before "the occupation" it may stand that something led to it."""


def _agent_of_passive(passage: Passage, i: int, trigger: Trigger) -> str | None:
    """Return who stands after "by" of a passive verb, also some words later ("occupied now by", "captured … by")."""
    tokens = passage.sentence(i).tokens
    for k in range(trigger.last, min(trigger.last + 10, len(tokens))):
        low = tokens[k].low
        if low == "by" and low_at(tokens, k + 1) not in ("the", *tuple(english()["grammar.months"])):
            if tokens[k + 1 if k + 1 < len(tokens) else k].kind == "n" or amount_at(tokens, k + 1):
                # "Has shrunk by more than 200 square kilometres".
                return None
            return phrase_from(passage, i, k + 1)
        if low == "by":
            return phrase_from(passage, i, k + 1)
        if low in (",", ".", ";", "while", "when", "but", "with") or low in english().verbs:
            return None
    return None


def _from_hands(passage: Passage, i: int, trigger: Trigger) -> str | None:
    tokens = passage.sentence(i).tokens
    assert trigger.agent is not None  # noqa: S101 - the caller has looked
    if trigger.agent_last is None:
        return phrase_from(passage, i, trigger.agent)
    last = trigger.agent_last
    bracket = next((k for k in range(trigger.agent, last) if tokens[k].low == "("), last)
    last = bracket if bracket > trigger.agent else last
    # "In Oru are now in the army's hands": the name begins after the last "in".
    again = [k for k in range(trigger.agent, last - 1) if tokens[k].low in ("in", "at", "into", "are", "is")]
    return adjectival(passage, i, again[-1] + 1 if again else trigger.agent, last)


def holder_of(passage: Passage, stand: Stand, trigger: Trigger) -> str | None:
    """Return who holds, contests, gained or lost the ground, as the text names them; None if it does not say."""
    i = stand.i
    tokens = passage.sentence(i).tokens
    if trigger.agent is not None:
        shared = low_at(tokens, trigger.agent - 1) == "to" and trigger.agent < stand.first
        if shared and low_at(tokens, stand.last) == "to":
            # "Left a half to Oru and a third to Aru".
            return phrase_from(passage, i, stand.last + 1)
        gapped = _gapped(passage, stand, trigger) if trigger.shape == "active" else None
        return gapped or _from_hands(passage, i, trigger)
    if trigger.shape in ("under", "to"):
        return None
    if trigger.shape == "attributive":
        joined = low_at(tokens, trigger.first - 1) in ("and", "or") and trigger.last == stand.first
        return subject_of_clause(passage, i, trigger.first) if joined else _besieger(passage, i, trigger)
    if trigger.shape == "passive":
        by = next((k for k in (stand.last, stand.end) if low_at(tokens, k) == "by"), None)
        if trigger.last <= stand.first and by is not None:
            # "A fifth is held by the army and two fifths (of it) by the rebels".
            return phrase_from(passage, i, by + 1)
        agent = _agent_of_passive(passage, i, trigger) or _before_quote(passage, i, trigger)
        if agent is None and trigger.relation in ("gained", "lost"):
            agent = _teller(passage, i, trigger) or _same_as_before(passage, i, trigger, stand)
            agent = agent if agent != _taken_from(passage, i, trigger) else None
        verb = english().verbs.get(tokens[trigger.first].low)
        if agent is None and trigger.relation == "holds" and verb is not None and verb.relation == "gained":
            # "Two towns are yet to be liberated from the rebels": they hold them.
            return _taken_from(passage, i, trigger)
        return agent
    if trigger.shape == "nominal":
        return _agent_of_noun(passage, i, trigger)
    found = _gapped(passage, stand, trigger)
    if found is None:
        subject = subject_of(passage, i, trigger)
        found = with_partner(passage, stand, trigger, subject) if subject else None
    return found or (_owner_said(passage, i, trigger) if trigger.relation == "lost" else None)


def _taken_from(passage: Passage, i: int, trigger: Trigger) -> str | None:
    """Return the rebels in "has been liberated from the rebels"."""
    tokens = passage.sentence(i).tokens
    return phrase_from(passage, i, trigger.last + 1) if low_at(tokens, trigger.last) == "from" else None


def _owner_said(passage: Passage, i: int, trigger: Trigger) -> str | None:
    """Return X of "the area under the control of X has shrunk"."""
    for other in triggers_of(passage, i):
        if other.last <= trigger.first and other.shape == "under" and other.agent is not None:
            return _from_hands(passage, i, other)
    return None


def _gapped(passage: Passage, stand: Stand, trigger: Trigger) -> str | None:
    """Return Morocco in "the Front holds 20 percent and Morocco the remaining 80 percent"."""
    tokens = passage.sentence(stand.i).tokens
    at = stand.first - 1
    while at > trigger.last and tokens[at].low in ("the", "remaining", "other", "another", "with", "a", "only", "just"):
        at -= 1
    if low_at(tokens, at) == "others" and low_at(tokens, at - 1) in _JOINING:
        return "others"
    run = ending_at(passage, stand.i, at)
    if run is None or run.before or run.first <= trigger.last:
        return None
    if run.sort < COUNTRY and not any(token.kind == "n" for token in tokens[trigger.last : run.first]):
        return None
    before = run.first - 1
    for _ in range(2):
        before -= low_at(tokens, before) in ("the", "other", "various")
    return run_name(passage, stand.i, run) if low_at(tokens, before) in _JOINING else None


def _before_quote(passage: Passage, i: int, trigger: Trigger) -> str | None:
    """Return the subject of a verb whose object stands in quotation marks or before it: "the tenth that it held"."""
    tokens = passage.sentence(i).tokens
    before = before_adverbs(tokens, trigger.first)
    told = low_at(tokens, before) in ("it", "they", "we", "he", "she")
    if not told and low_at(tokens, trigger.last) not in ('"', "“", "‘"):
        return None
    if low_at(tokens, before) in english()["grammar.being"]:
        return None
    return subject_of(passage, i, trigger)


def _same_as_before(passage: Passage, i: int, trigger: Trigger, stand: Stand | None = None) -> str | None:
    """Return who took or lost ground just before, where nobody is named: "Two more towns were captured".

    "Of them ten were liberated" says that the one who took them has not: it is the one before who took ground.
    """
    back = stand is not None and _is_of_these(passage, stand)
    taker: str | None = None
    for k in range(i, max(-1, i - _GOES_ON), -1):
        for other in reversed(triggers_of(passage, k)):
            if (k == i and other.last > trigger.first) or other.weak:
                continue
            if trigger.relation == "gained" and other.shape == "under" and other.agent is not None:
                # "Half was in the hands of the rebels. Today it has been freed": not by them.
                freed = passage.sentence(i).tokens[trigger.first].low in english()["relations.freeing"]
                return None if freed and _was(passage, k, other) else _from_hands(passage, k, other)
            if other.relation != trigger.relation or other.shape not in ("active", "passive"):
                continue
            active = other.shape == "active"
            found = subject_of(passage, k, other) if active else _agent_of_passive(passage, k, other)
            if back and taker is None:
                taker = found
            elif (active or found) and (not back or found != taker):
                return found
    return None


def _was(passage: Passage, i: int, trigger: Trigger) -> bool:
    tokens = passage.sentence(i).tokens
    return low_at(tokens, before_adverbs(tokens, trigger.first)) in ("was", "were", "been")


def _is_of_these(passage: Passage, stand: Stand) -> bool:
    tokens = passage.sentence(stand.i).tokens
    return low_at(tokens, stand.last) == "of" and low_at(tokens, stand.last + 1) in ("them", "these", "those", "which")


def _teller(passage: Passage, i: int, trigger: Trigger) -> str | None:
    """Return the side that itself says that ground was taken: "the army said five villages had been seized"."""
    tokens = passage.sentence(i).tokens
    for k in range(min(trigger.first, len(tokens)) - 1, 0, -1):
        if tokens[k].low not in english()["grammar.speech"]:
            continue
        run = ending_at(passage, i, k - 1)
        if run and run.sort == SIDE and not run.before and _is_armed(passage, i, run):
            return passage.name(i, run)
        return None
    return None


def _is_armed(passage: Passage, i: int, run: Run) -> bool:
    tokens = passage.sentence(i).tokens[run.first : run.last]
    return is_named(passage, i, run) or any(token.low in english()["holders.armed"] for token in tokens)


def _besieger(passage: Passage, i: int, trigger: Trigger) -> str | None:
    tokens = passage.sentence(i).tokens
    for k in range(trigger.last, min(trigger.last + 4, len(tokens))):
        if tokens[k].low == "by":
            return phrase_from(passage, i, k + 1)
    return None


def _agent_of_noun(passage: Passage, i: int, trigger: Trigger) -> str | None:
    """Return who stands with "the occupation of …": "Morocco's", or after "by" later in the clause."""
    tokens = passage.sentence(i).tokens
    before = ending_at(passage, i, trigger.first - 1)
    if before and not before.before and before.sort >= COUNTRY:
        return passage.name(i, before)
    for k in range(trigger.last, min(trigger.last + 16, len(tokens))):
        if tokens[k].low == "by" and tokens[k + 1 if k + 1 < len(tokens) else k].kind == "w":
            return phrase_from(passage, i, k + 1)
        if tokens[k].low in (".", ";"):
            break
    invader = _invader(passage, i, trigger)
    if invader is not None:
        return invader
    run = first_subject(passage, i, trigger.first)
    return run_name(passage, i, run) if run else _same_as_before(passage, i, trigger)


def _invader(passage: Passage, i: int, trigger: Trigger) -> str | None:
    """Return Oruland in "was attacked by Oruland, which led to the occupation of a fifth"."""
    tokens = passage.sentence(i).tokens
    led = max(0, trigger.first - _LED)
    if english()["relations.leading"].isdisjoint(token.low for token in tokens[led : trigger.first]):
        return None
    for k in range(trigger.first - 1, max(0, trigger.first - 2 * _LED), -1):
        if tokens[k].low == "by" and tokens[k - 1].low in english()["relations.invaded"]:
            return phrase_from(passage, i, k + 1)
    return None
