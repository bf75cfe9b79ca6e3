"""A share or count that goes on from the figure before it.

"A third of the land and half of its coast"; "40 percent under army control, 50 percent under rebel control"; "fell from
70 percent to less than 50"; "This marks a 10 percent increase"; "another 12 towns have yet to be freed".
"""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.model import Figure, Relation
from whoholds.reading.figures.bounds import Candidate, bound_before
from whoholds.reading.figures.carried import Carried
from whoholds.reading.figures.holders import holder_of
from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.relations import Stand, triggers_of
from whoholds.reading.figures.runs import COUNTRY, Run
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english
from whoholds.reading.figures.wholes import Whole, about_ground, whole_after

_LOOK_BACK = 2
"""How many sentences before, the level may stand that "this increase" is one of."""

_AFTER_CHANGE = frozenset(("", ".", ",", ";", "from", "over", "since", "compared", "on", "in"))


def ended(tokens: Sequence[Token], stand: Stand, before: Figure | None) -> Carried | None:
    """Read the other end of a change: "fell from about 70 percent to less than 50" is the level once more."""
    end = low_at(tokens, bound_before(tokens, stand.first)[1] - 1)
    if before is None or before.kind != stand.kind or stand.kind != "share" or end not in ("to", "from"):
        return None
    bare = low_at(tokens, stand.last - 1) not in {word for phrase in english().percent for word in phrase}
    if not bare or before.relation == "none":
        return None
    return Carried(before.relation, before.holder, before.base, before.measure)


def parallel(passage: Passage, stand: Stand, before: Figure | None) -> Carried | None:
    """Read "40 percent of the people are under army control, 50 percent under rebel control": of the same whole."""
    tokens = passage.sentence(stand.i).tokens
    if before is None or before.kind != "share" or stand.kind != "share" or before.relation == "none":
        return None
    if low_at(tokens, stand.first - 1) not in (",", "and") or low_at(tokens, stand.last) != "under":
        return None
    trigger = next((t for t in triggers_of(passage, stand.i) if t.first == stand.last and t.shape == "under"), None)
    if trigger is None:
        return None
    holder = holder_of(passage, stand, trigger)
    return Carried(trigger.relation, holder, before.base, before.measure)  # type: ignore[arg-type]


def shared_out(passage: Passage, stand: Stand, candidate: Candidate, before: Figure | None) -> Carried | None:
    """Read the next part of a whole: "40 percent is held by the army, 12 by the gangs", "Aru held a third, Oru 20"."""
    tokens = passage.sentence(stand.i).tokens
    if before is None or before.kind != stand.kind or before.relation == "none":
        return None
    if low_at(tokens, stand.first - 1) in (",", "and", "—", "–", ":") and low_at(tokens, stand.last) == "by":
        side = _side_from(passage, stand.i, stand.last + 1)
    elif stand.kind == "share" and candidate.number.form == "cardinal":
        side = next((run for run in passage.runs(stand.i) if run.last == stand.first and run.sort >= COUNTRY), None)
        start = side.first - (low_at(tokens, side.first - 1) == "the") if side else 0
        side = side if low_at(tokens, start - 1) in (",", "and", ";", "while") else None
    else:
        return None
    if side is None:
        return None
    return Carried(before.relation, passage.name(stand.i, side), before.base, before.measure, before.or_contested)


def _side_from(passage: Passage, i: int, at: int) -> Run | None:
    at += low_at(passage.sentence(i).tokens, at) == "the"
    return next((run for run in passage.runs(i) if run.first == at and run.sort >= COUNTRY), None)


def continued(
    passage: Passage,
    stand: Stand,
    whole: Whole | None,
    pair: tuple[Candidate, Figure] | None,
    recent: Sequence[Figure],
) -> Carried | None:
    """Return what a share without a verb of its own takes from the one before it, or None.

    `pair` is the figure right before it in its sentence; `recent` are the figures before it, in order.
    """
    if stand.kind != "share":
        return None
    joined = _joined(passage, stand, whole, *pair) if pair else None
    return joined or _increased(passage, stand, recent)


def _joined(passage: Passage, stand: Stand, whole: Whole | None, previous: Candidate, figure: Figure) -> Carried | None:
    """Read a share that "and" or a comma joins to the whole phrase of another one."""
    tokens = passage.sentence(stand.i).tokens
    if figure.kind != "share" or figure.relation == "none":
        return None
    first = whole_after(tokens, previous.last)
    if first is None or whole is None or about_ground(tokens, whole) is not True:
        return None
    if [token.low for token in tokens[first.last : stand.first]] not in (["and"], [",", "and"], [","]):
        return None
    return Carried(figure.relation, figure.holder, None, None, figure.or_contested)


def risen(tokens: Sequence[Token], candidate: Candidate) -> Relation | None:
    """Return what "a 10 percent increase in its territory" says: so much was gained."""
    articled = low_at(tokens, candidate.first - 1) in ("a", "an", "another", "the")
    if (
        candidate.unit.kind != "share"
        or not articled
        or low_at(tokens, candidate.last + 1) not in _AFTER_CHANGE | {"of"}
    ):
        return None
    return english().maps["changed"].get(low_at(tokens, candidate.last))  # type: ignore[return-value]


def _increased(passage: Passage, stand: Stand, recent: Sequence[Figure]) -> Carried | None:
    """Read "This marks a 10 percent increase": how much more is held than before."""
    tokens = passage.sentence(stand.i).tokens
    turned = english().maps["changed"].get(low_at(tokens, stand.last))
    if turned is None or low_at(tokens, stand.last + 1) not in _AFTER_CHANGE:
        return None
    in_ground = low_at(tokens, stand.last + 2) in english()["bases.bare_ground"] | english()["triggers.powers"]
    if low_at(tokens, stand.last + 1) == "in" and not in_ground:
        return None
    pointed = low_at(tokens, 0) in ("this", "that", "it", "which")
    said = english()["continued.marking"] & {token.low for token in tokens[max(0, stand.first - 3) : stand.first]}
    start = passage.spans[max(0, stand.i - _LOOK_BACK)][0]
    level = next((f for f in reversed(recent) if f.kind == "share" and f.relation == "holds"), None)
    if not pointed or not said or level is None or level.span[0] < start:
        return None
    return Carried(turned, level.holder, level.base, level.measure)  # type: ignore[arg-type]
