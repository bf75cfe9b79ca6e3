"""A figure whose own clause has no verb of holding: it goes on, or says anew, what was said before.

"54 districts, or 13 percent of the total"; "300 sq km of Oru, 90 on the west bank"; "the mayor put the figure at 70%";
"the army holds 40 percent; the rebels, a third"; "We hold the docks; that is a tenth of the city".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whoholds.model import Figure, Relation
from whoholds.reading.figures.bounds import Candidate, bound_before
from whoholds.reading.figures.holders import holder_of
from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.referents import ending_at, run_name
from whoholds.reading.figures.relations import Stand, triggers_of
from whoholds.reading.figures.runs import COUNTRY, SIDE, Run
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.trigger import before_adverbs
from whoholds.reading.figures.vocabulary import english
from whoholds.reading.figures.wheres import phrase_at, place_after
from whoholds.reading.figures.wholes import Whole, about_ground, says_nothing, whole_after

LOOK_BACK = 3
"""How many sentences before, the figure may stand that "the figure" is."""

_REACH = 14


@dataclass(frozen=True, slots=True)
class Carried:
    """What a figure takes from the text before it."""

    relation: Relation
    holder: str | None
    base: str | None
    measure: str | None
    or_contested: bool = False


def carried(
    passage: Passage,
    stand: Stand,
    candidate: Candidate,
    whole: Whole | None,
    before: tuple[Candidate, Figure] | None,
    recent: Sequence[Figure],
) -> Carried | None:
    """Return what a number without a verb of its own says, or None if it says nothing about ground.

    `before` is the figure right before it in its sentence; `recent` are the figures before it, in order.
    """
    if before is not None:
        found = _said_again(passage, stand, whole, *before) or _listed(passage, stand, candidate, *before)
        if found:
            return found
    return (
        _told(passage, stand, recent)
        or _gapped(passage, stand, recent)
        or _next_of_list(passage, stand, whole, recent)
        or _summed(passage, stand, whole)
        or _labelled(passage, stand, whole)
    )


def _said_again(
    passage: Passage, stand: Stand, whole: Whole | None, previous: Candidate, figure: Figure
) -> Carried | None:
    """Read a share that says a count again: "54 districts, or 13.3 percent of the total"."""
    tokens = passage.sentence(stand.i).tokens
    # "60 districts of Oru, or 15 percent of the total".
    first = whole_after(tokens, previous.last) if low_at(tokens, previous.last) == "of" else None
    between = {token.low for token in tokens[first.last if first else previous.last : stand.first]}
    said = whole is not None and not says_nothing(tokens, whole)
    if stand.kind != "share" or figure.kind != "count" or said or not between or between - english()["bases.again"]:
        return None
    return Carried(figure.relation, figure.holder, figure.base, figure.unit, figure.or_contested)


def _listed(
    passage: Passage, stand: Stand, candidate: Candidate, previous: Candidate, figure: Figure
) -> Carried | None:
    """Read the next of a list: "300 square kilometres of Oru, 90 on the west bank"."""
    tokens = passage.sentence(stand.i).tokens
    own_noun = candidate.unit.last > candidate.number.last
    if (
        figure.relation == "none"
        or own_noun
        or stand.kind not in ("area", "count")
        or (figure.kind, figure.unit) != (stand.kind, stand.unit)
    ):
        return None
    if low_at(tokens, stand.first - 1) not in (",", "and") or stand.first - previous.last > 9:
        return None
    base = place_after(passage, stand.i, stand.last) or figure.base
    return Carried(figure.relation, figure.holder, base, None, figure.or_contested)


def _told(passage: Passage, stand: Stand, recent: Sequence[Figure]) -> Carried | None:
    """Read "put the figure at 70%", "spoke of 60 percent", "put their losses at a third"."""
    tokens = passage.sentence(stand.i).tokens
    words = english()
    source = _source(passage, stand, recent)
    if source is not None and low_at(tokens, stand.first - 1) in words["carried.having"] and stand.kind == "count":
        # "They had eleven districts; they have eight".
        return Carried("holds", _who_has(passage, stand, source), source.base, None)
    verb = _giving_verb(tokens, stand.first)
    if verb is None:
        return None
    nouns = {token.low for token in tokens[verb : stand.first]}
    turned = next((words.maps["turned"][noun] for noun in nouns if noun in words.maps["turned"]), None)
    base = source.base if source else passage.last_base
    measure = "area" if stand.kind == "share" else None
    if turned is not None:
        return Carried(turned, _who_gives(passage, stand.i, verb), base, measure)  # type: ignore[arg-type]
    if source is None:
        return None
    trigger = next(
        (t for t in triggers_of(passage, stand.i) if t.shape == "under" and verb < t.first < stand.first), None
    )
    holder = holder_of(passage, stand, trigger) if trigger else source.holder
    return Carried(source.relation, holder, base, source.measure)


def _who_has(passage: Passage, stand: Stand, source: Figure) -> str | None:
    """Return the rebels in "The army holds 14 towns. The rebels still have five"; for "they" who held those before."""
    tokens = passage.sentence(stand.i).tokens
    at = before_adverbs(tokens, stand.first - 1)
    if low_at(tokens, at) in english()["grammar.pronouns"]:
        return source.holder
    run = ending_at(passage, stand.i, at)
    return run_name(passage, stand.i, run) if run is not None and run.sort >= COUNTRY else None


def grown_to(passage: Passage, stand: Stand, recent: Sequence[Figure]) -> Carried | None:
    """Read "But that figure had risen to 125,000 square kilometres": what the figure before it says."""
    tokens = passage.sentence(stand.i).tokens
    words = english()
    verb = stand.first - 2
    changing = words["turnovers.growing"] | words["turnovers.falling"]
    if low_at(tokens, stand.first - 1) != "to" or low_at(tokens, verb) not in changing:
        return None
    for k in range(verb - 1, max(0, verb - _REACH), -1):
        if tokens[k].low in words["carried.numbers"] and tokens[k - 1].low in ("that", "this", "the"):
            after = low_at(tokens, k + 1)
            source = _source(passage, stand, recent) if after != "of" else None
            return Carried(source.relation, source.holder, source.base, source.measure) if source else None
    return None


def _who_gives(passage: Passage, i: int, verb: int) -> str | None:
    """Return who puts a number at so much: the name right before the verb, else the side that is the subject."""
    runs = [run for run in passage.runs(i) if run.last <= verb and not run.before]
    tokens = passage.sentence(i).tokens
    near = next((run for run in runs if verb - run.last <= 1 and tokens[verb - 1].kind == "w"), None)
    small = english()["grammar.conjunctions"] | english()["grammar.subordinators"] | english()["grammar.auxiliaries"]
    if near is not None and tokens[verb - 1].low not in small:
        # "Rebel leaders".
        return passage.words(i, near.first, verb)
    sides = [run for run in runs if run.sort == SIDE]
    opening = next((run for run in runs if run.first <= 1), None)
    subject = sides[-1] if sides else opening
    return passage.name(i, subject) if subject else None


def _giving_verb(tokens: Sequence[Token], first: int) -> int | None:
    """Return the verb that gives a number at token `first`: "put the figure at", "speak of"."""
    words = english()
    before = low_at(tokens, first - 1)
    if before in ('"', "“", "'", "‘"):
        first -= 1
        before = low_at(tokens, first - 1)
    if before == "of" and low_at(tokens, first - 2) in words["carried.speaking"]:
        return first - 2
    if before not in ("at", "as"):
        return None
    for k in range(first - 2, max(-1, first - _REACH), -1):
        if tokens[k].low in words["carried.putting"]:
            said = {token.low for token in tokens[k:first]}
            return k if not said.isdisjoint(words["carried.numbers"] | set(words.maps["turned"])) else None
        if tokens[k].low in (";", ".") or tokens[k].kind == "n":
            return None
    return None


def changed(tokens: Sequence[Token], candidate: Candidate, before: Figure | None) -> Relation | None:
    """Return what a change beside a level says: "226 districts, three fewer than in May", "4.7%, up 2.8 points"."""
    if before is None or before.relation != "holds":
        return None
    after = low_at(tokens, candidate.number.last)
    at = bound_before(tokens, candidate.number.first)[1] - 1
    if low_at(tokens, at) == "of" and low_at(tokens, at - 2) in ("a", "an") and before.kind == candidate.unit.kind:
        # "30,000 sq km, an increase of 20,000".
        return english().maps["changed"].get(low_at(tokens, at - 1))  # type: ignore[return-value]
    if candidate.unit.kind == "count" and low_at(tokens, candidate.number.last + 1) == "than":
        if after in ("fewer", "less"):
            return "lost"
        return "gained" if after == "more" else None
    if after in ("points", "point") and low_at(tokens, candidate.first - 1) in ("up", "down"):
        return "gained" if low_at(tokens, candidate.first - 1) == "up" else "lost"
    return None


def _source(passage: Passage, stand: Stand, recent: Sequence[Figure]) -> Figure | None:
    """Return the figure that "the figure" is: the last one of its kind, not far before."""
    start = passage.spans[max(0, stand.i - LOOK_BACK)][0]
    for figure in reversed(recent):
        if figure.span[0] < start:
            return None
        if (
            figure.kind == stand.kind
            and figure.relation != "none"
            and (figure.kind == "share" or figure.unit == stand.unit)
        ):
            return figure
    return None


def _gapped(passage: Passage, stand: Stand, recent: Sequence[Figure]) -> Carried | None:
    """Read a clause without its verb: "The army holds 40 percent of Oru; the rebels, a third"."""
    tokens = passage.sentence(stand.i).tokens
    figure = _before_semicolon(passage, stand, recent)
    if figure is None or figure.kind != stand.kind or low_at(tokens, stand.last) not in ("", ".", ";", "and"):
        return None
    if low_at(tokens, 0) == "in":
        return _elsewhere(passage, stand, figure)
    opening = 1 if low_at(tokens, 0) in ("the", "and") else 0
    run = next((run for run in passage.runs(stand.i) if run.first <= opening + 1), None)
    if (
        run is None
        or run.sort < COUNTRY
        or any(token.low in english().verbs for token in tokens[run.first : run.first + 1])
    ):
        return None
    side = _side(passage, stand, run)
    return Carried(figure.relation, side, figure.base, figure.measure, figure.or_contested) if side else None


def _before_semicolon(passage: Passage, stand: Stand, recent: Sequence[Figure]) -> Figure | None:
    """Return the figure of the clause before, where a semicolon ends that clause and it says something of ground."""
    if stand.i == 0 or not recent:
        return None
    start, end, _ = passage.spans[stand.i - 1]
    # "4.7 percent, up 2.8 points; in Aru, 72 percent" goes on with the level.
    figure = next((figure for figure in reversed(recent) if not figure.quote.endswith(("points", "point"))), recent[-1])
    follows = passage.text[start:end].rstrip().endswith(";") and start <= figure.span[0] < end
    return figure if follows and figure.relation != "none" else None


def _next_of_list(passage: Passage, stand: Stand, whole: Whole | None, recent: Sequence[Figure]) -> Carried | None:
    """Read "Aru holds a third of Oru; 88 percent of the valley; and half of the coast": the same side, elsewhere."""
    tokens = passage.sentence(stand.i).tokens
    figure = _before_semicolon(passage, stand, recent)
    alone = low_at(tokens, stand.end) in ("", ".", ";") and stand.first == (low_at(tokens, 0) == "and")
    if figure is None or not alone or figure.kind != stand.kind:
        return None
    if stand.kind != "share" or whole is None or about_ground(tokens, whole) is not True:
        return None
    return Carried(figure.relation, figure.holder, None, None, figure.or_contested)


def _elsewhere(passage: Passage, stand: Stand, figure: Figure) -> Carried | None:
    """Read "they hold 5 percent of Oru; in Aru, where the river stopped them, 72 percent": the same side, there."""
    tokens = passage.sentence(stand.i).tokens
    place = phrase_at(passage, stand.i, 1)
    # Only a clause with "where" or "which" may stand between.
    verbs = [k for k in range(1, stand.first) if tokens[k].low in english()["grammar.being"]]
    if place is None or verbs or low_at(tokens, stand.first - 1) != ",":
        return None
    return Carried(figure.relation, figure.holder, place, figure.measure, figure.or_contested)


def _side(passage: Passage, stand: Stand, run: Run) -> str | None:
    """Return the side that stands alone before a number: "the rebels supported by Oru" in "…, a third"."""
    tokens = passage.sentence(stand.i).tokens
    last = stand.first - (low_at(tokens, stand.first - 1) == ",")
    between = tokens[run.last : last]
    if any(token.low in english()["grammar.auxiliaries"] or token.low in (",", "(") for token in between):
        return None
    return passage.words(stand.i, run.first, last) if len(between) <= 4 else None


def _summed(passage: Passage, stand: Stand, whole: Whole | None) -> Carried | None:
    """Read "that is about a tenth of the city": what the clause before said of its ground."""
    tokens = passage.sentence(stand.i).tokens
    if stand.kind != "share" or whole is None or stand.i == 0 or about_ground(tokens, whole) is not True:
        return None
    opening = [token.low for token in tokens[:3] if token.kind == "w"]
    if opening[:1] not in (["that"], ["this"], ["which"]) or stand.first > 4:
        return None
    if opening[1:2] and opening[1] not in english()["relations.amounting"] | {"is", "was"}:
        return None
    trigger = next(
        (t for t in reversed(triggers_of(passage, stand.i - 1)) if t.shape in ("active", "passive", "under")), None
    )
    if trigger is None:
        return None
    holder = holder_of(passage, replace(stand, i=stand.i - 1), trigger)
    return Carried(trigger.relation, holder, None, "area")  # type: ignore[arg-type]


def _labelled(passage: Passage, stand: Stand, whole: Whole | None) -> Carried | None:
    """Read the first row of a list: "government 44.8 percent of Oru; rebels 22.9 percent; …"."""
    tokens = passage.sentence(stand.i).tokens
    start, end, _ = passage.spans[stand.i]
    if stand.kind != "share" or whole is None or about_ground(tokens, whole) is not True:
        return None
    if not passage.text[start:end].rstrip().endswith(";") or stand.end < len(tokens) - 1:
        return None
    colon = next((k for k in range(stand.first - 1, -1, -1) if tokens[k].low == ":"), -1)
    opening = colon + 1 + (low_at(tokens, colon + 1) == "the")
    run = next((run for run in passage.runs(stand.i) if run.first == opening and run.sort == SIDE), None)
    if run is None or run.last != stand.first:
        return None
    return Carried("holds", passage.name(stand.i, run), None, None)
