"""Tell a number about ground from a number about casualties, money, votes, weapons and all else."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from whoholds.reading.figures.bounds import bound_before
from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.numbers import Number
from whoholds.reading.figures.relations import Stand
from whoholds.reading.figures.runs import bare
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.triggers import Trigger
from whoholds.reading.figures.units import Unit, measure_at
from whoholds.reading.figures.vocabulary import english
from whoholds.reading.figures.wholes import Whole, about_ground

NEAR = 9
"""How many words around a number can make it one of casualties, money or votes."""

_BORDERS = frozenset((";", ".", "but", "while", "whereas", "although"))


def _around(tokens: Sequence[Token], first: int, last: int, reach: int, right: int | None = None) -> set[str]:
    """Return the words around a figure, up to the borders of its part of the sentence; `right` may be less far."""
    found: set[str] = set()
    for k in range(first - 1, max(-1, first - 1 - reach), -1):
        reported = tokens[k].low in ("said", "says") and k > 0 and tokens[k - 1].low == "and"
        if reported or tokens[k].low in _BORDERS:
            break
        found.add(bare(tokens[k].low))
    for k in range(last, min(len(tokens), last + (reach if right is None else right))):
        if tokens[k].low in _BORDERS:
            break
        found.add(bare(tokens[k].low))
    return found


def _is_of_an_election(passage: Passage, i: int) -> bool:
    """Whether a sentence stands in a report of a vote and speaks of no armed side."""
    words = english()
    if not words["holders.armed_only"].isdisjoint(token.low for token in passage.sentence(i).tokens):
        return False
    near = range(max(0, i - 1), min(len(passage.spans), i + 2))
    found = {token.low for k in near for token in passage.sentence(k).tokens} & words["not_ground.election"]
    return len(found) >= 2


def is_of_other(passage: Passage, stand: Stand, unit: Unit) -> bool:
    """Whether a number is of votes, money, casualties or the like by the words beside it, whatever the verb is."""
    tokens = passage.sentence(stand.i).tokens
    if unit.kind == "share" and passage.kept("election", stand.i, _is_of_an_election):
        return True
    if unit.kind == "people" and not english()["not_ground.people"].isdisjoint(_beside_people(tokens, stand)):
        return True
    near = _around(tokens, stand.first, stand.end, 14) | {token.low for token in tokens[stand.last : stand.end]}
    return not english()["not_ground.context"].isdisjoint(near)


def is_ground(
    passage: Passage,
    stand: Stand,
    number: Number,
    unit: Unit,
    whole: Whole | None,
    trigger: Trigger | None,
    *,
    chained: bool = False,
) -> bool:
    """Whether a number with its unit, in its place, is about ground or people on it, and not of something else.

    It is asked of a number that `is_of_other` passes.
    `chained` says that it is joined to a figure of the same kind ("3 km to the east and 6 km to the south").
    """
    if (
        trigger is not None
        and low_at(passage.sentence(stand.i).tokens, trigger.first - 1) in english()["not_ground.crimes"]
    ):
        # "Ethnic cleansing".
        trigger = None
    if unit.kind == "share":
        return _share(passage, stand, number, whole, trigger, chained=chained)
    if unit.kind == "area":
        return _area(passage, stand, trigger)
    if unit.kind == "distance":
        return _distance(passage, stand, trigger, chained=chained)
    if unit.kind == "people":
        return _people(passage, stand, unit, trigger)
    return _count(passage, stand, unit, trigger)


def _share(
    passage: Passage, stand: Stand, number: Number, whole: Whole | None, trigger: Trigger | None, *, chained: bool
) -> bool:
    tokens = passage.sentence(stand.i).tokens
    about = about_ground(tokens, whole) if whole else None
    if about is False:
        return False
    lows = {bare(token.low) for token in tokens[whole.first : whole.last]} if whole else set()
    if not lows.isdisjoint(english()["ground.population"]):
        near = _around(tokens, stand.first, stand.last, NEAR)
        if _makes_up(tokens, stand):
            return False
        return trigger is not None and near.isdisjoint(english()["not_ground.people"])
    if whole and any(token.text in english().peoples for token in tokens[whole.first : whole.last]):
        near = _around(tokens, stand.end, stand.end, 2 * NEAR)
        return trigger is not None and near.isdisjoint(english()["ground.opinions"])
    if about is True:
        return trigger is not None or (not lows.isdisjoint(english()["ground.strong"]) and _is_apart(tokens, stand))
    if whole and low_at(tokens, whole.first) == "what" and whole.first == whole.last:
        return trigger is not None
    if whole and _is_measured(tokens, whole):
        return trigger is not None
    if whole and low_at(tokens, whole.first) == "which" and whole.first == whole.last:
        return trigger is not None and _follows_ground(tokens, stand)
    if whole and low_at(tokens, stand.last) == "of" and lows.isdisjoint(("it", "them", "those", "that", "this")):
        return False
    if is_zone(passage, stand):
        return True
    return trigger is not None and _bare_share(tokens, stand, number, trigger, chained=chained)


def _is_measured(tokens: Sequence[Token], whole: Whole) -> bool:
    """Whether a share is of so many square kilometres: "almost all of the 6,000 square kilometres"."""
    for k in range(whole.first, min(whole.last + 1, len(tokens))):
        if tokens[k].kind == "n":
            measured = measure_at(tokens, k + 1)
            return measured is not None and measured.kind == "area"
    return False


def _follows_ground(tokens: Sequence[Token], stand: Stand) -> bool:
    """Whether "a fifth of which" goes back to ground: "our country, a fifth of which"."""
    before = tokens[max(0, stand.first - 6) : stand.first]
    return any(token.low in english()["ground.nouns"] or token.text in english().places for token in before)


def _makes_up(tokens: Sequence[Token], stand: Stand) -> bool:
    """Whether a people is a share of the population: "they make up 31 per cent of the population"."""
    near = {low_at(tokens, stand.first - 1), low_at(tokens, stand.first - 2)}
    return not near.isdisjoint(english()["relations.amounting"])


def _is_apart(tokens: Sequence[Token], stand: Stand) -> bool:
    """Whether a share of land that nobody holds is still a piece of it: not "rain fell in 80 percent of the land"."""
    words = english()
    if stand.first and tokens[stand.first - 1].low in words["grammar.prepositions"]:
        return tokens[stand.first - 1].low in ("to", "of", "with", "for", "on")
    return (words["ground.covering"] | words["ground.owning"]).isdisjoint(_around(tokens, stand.first, stand.last, 4))


def is_zone(passage: Passage, stand: Stand) -> bool:
    """Whether a share is said to be a piece of ground: "3.5% is the northern zone"."""
    tokens = passage.sentence(stand.i).tokens
    if low_at(tokens, stand.last) not in ("is", "are", "was", "were", "makes", "comprises"):
        return False
    for k in range(stand.last + 1, min(stand.last + 8, len(tokens))):
        if tokens[k].low in english()["ground.zone_before"]:
            return True
        if tokens[k].low in english()["grammar.prepositions"] or (
            tokens[k].kind == "p" and tokens[k].low not in ("-", "’")
        ):
            return False
    return False


def _bare_share(tokens: Sequence[Token], stand: Stand, number: Number, trigger: Trigger, *, chained: bool) -> bool:
    """Whether a share of nothing named is one of ground: "70% had fallen", "Area B (22.5%)", "roughly a third"."""
    words = english()
    following = low_at(tokens, stand.last)
    ends = _goes_past(following) or _is_dated_back(tokens, stand.last)
    if stand.last < len(tokens) and tokens[stand.last].kind == "w" and not ends:
        return False
    # What holds ground is no sign of something else: "75%, while the army kept the north", "ethnic armies 42 percent".
    near = {
        tokens[k].low
        for k in range(max(0, stand.first - 6), min(len(tokens), stand.last + 4))
        if not (k >= stand.last and _is_dated_back(tokens, stand.last)) and not _describes_side(tokens, k)
    } - words["holders.nouns"]
    if near & {"up", "down"}:
        # "4.7 percent, up 2.8 points".
        near = near - {"points", "point"}
    if not near.isdisjoint(words["ground.population"] | words["not_ground.of"]):
        return False
    if low_at(tokens, stand.first - 1) in ("from", "the") and not words["candidates.change"].isdisjoint(
        token.low for token in tokens[max(0, stand.first - 4) : stand.first]
    ):
        # "A decrease from the 12% reported last year".
        return True
    if low_at(tokens, stand.first - 1) == "at":
        return low_at(tokens, stand.first - 2) in words["candidates.standing"]
    if chained and low_at(tokens, stand.first - 1) in (",", "with") and following in ("", ".", ",", ";", "and"):
        return True
    if number.form == "fraction":
        # "Half" and "a third" are common words: they must stand at the verb.
        close = trigger.last <= stand.first and stand.first - trigger.last <= 3
        close = close or (chained and (_ends_side(tokens, stand.first) or low_at(tokens, stand.end) == "by"))
        return close or (trigger.first >= stand.last and trigger.first - stand.last <= 4)
    return True


def _is_dated_back(tokens: Sequence[Token], at: int) -> bool:
    """Whether "a year ago", "two years earlier" or "last year" stands at a token; "5 percent a year" is a rate."""
    if low_at(tokens, at + 1) not in english()["bases.times"]:
        return False
    return low_at(tokens, at) == "last" or low_at(tokens, at + 2) in ("ago", "earlier")


def _describes_side(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word only describes a side that follows: "ethnic" in "ethnic armed groups"."""
    modifiers = english()["holders.modifiers"]
    after = at
    while after - at < NEAR and low_at(tokens, after) in modifiers:
        after += 1
    return after > at and low_at(tokens, after) in english()["holders.nouns"]


def _ends_side(tokens: Sequence[Token], at: int) -> bool:
    """Whether a side ends before a token, as in "the army holds a third of it and the rebels two thirds"."""
    at -= low_at(tokens, at - 1) in ("another", "the", "only", "just")
    low = bare(low_at(tokens, at - 1))
    return at > 0 and (low in english()["holders.nouns"] or low in english().holder_names or tokens[at - 1].cap)


def _goes_past(low: str) -> bool:
    """Whether the sentence goes on past a share with this word, and not with the noun that it is a share of."""
    words = english()
    return (
        low in words["grammar.prepositions"]
        or low in words["grammar.auxiliaries"]
        or low in words["grammar.subordinators"]
        or low in words["grammar.conjunctions"]
        or low in words["grammar.adverbs"]
        or low in words["grammar.determiners"]
        or low in words["ground.nouns"]
        or low in words["grammar.pronouns"]
        or low in words["candidates.change"]
        or low in words["bases.whole_stops"]
        or low in words.verbs
    )


def _area(passage: Passage, stand: Stand, trigger: Trigger | None) -> bool:
    if trigger is not None:
        return True
    tokens = passage.sentence(stand.i).tokens
    near = _around(tokens, stand.first, stand.last, 8)
    return not near.isdisjoint(english()["ground.political"])


def _after_brackets(tokens: Sequence[Token], at: int) -> int:
    """Return the token after a remark in brackets at token `at`, or `at`."""
    start = at + 1 if low_at(tokens, at) == "-" else at
    if low_at(tokens, start) != "(":
        return at
    return next((k + 1 for k in range(start, min(start + 12, len(tokens))) if tokens[k].low == ")"), at)


def _distance(passage: Passage, stand: Stand, trigger: Trigger | None, *, chained: bool) -> bool:
    """Whether a distance is one of ground (a zone's depth, an advance) and not the way to somewhere."""
    words = english()
    tokens = passage.sentence(stand.i).tokens
    at = _after_brackets(tokens, stand.last)
    following = [low_at(tokens, at + k) for k in range(3)]
    before = {token.low for token in tokens[max(0, stand.first - 6) : stand.first]}
    stretching = not before.isdisjoint(words["ground.stretching"])
    way = next((k for k, low in enumerate(following) if low in words["not_ground.way"]), len(following))
    shaped = any(low in words["ground.zones"] for low in following[:way])
    if low_at(tokens, stand.first - 1) == "within":
        return False
    if chained or _follows_zone(tokens, stand.first):
        return True
    if any(low_at(tokens, stand.first - k) in words["ground.advances"] for k in (1, 2)) and not stretching:
        return trigger is not None
    if not (stretching or shaped) and any(low in words["not_ground.way"] for low in following):
        return False
    if shaped or stretching:
        return True
    if trigger is not None and _advances(tokens, trigger, stand):
        return True
    return (
        trigger is not None
        and trigger.relation in ("gained", "lost", "holds")
        and (trigger.last <= stand.first and stand.first - trigger.last <= 4)
    )


def _follows_zone(tokens: Sequence[Token], first: int) -> bool:
    """Whether a distance stands at the word for a zone: "a belt of 5 km", "a safe zone that is 95 by 45 km"."""
    at = first - 1
    if low_at(tokens, at) in english()["grammar.being"] and low_at(tokens, at - 1) in ("that", "which"):
        at -= 2 + (low_at(tokens, at - 2) == ",")
        return low_at(tokens, at) in english()["ground.zone_before"]
    return any(low_at(tokens, at - k) in english()["ground.zone_before"] for k in (0, 1))


def _advances(tokens: Sequence[Token], trigger: Trigger, stand: Stand) -> bool:
    """Whether a distance is how far an advance went: "advanced around the flanks, 200 metres toward the town"."""
    words = english()
    moved = low_at(tokens, trigger.first) in words["ground.advances"] and trigger.last <= stand.first
    if moved and low_at(tokens, bound_before(tokens, stand.first)[1] - 1) == "by":
        return True
    return moved and low_at(tokens, stand.last) in words["candidates.toward"]


def _is_ruled(trigger: Trigger, stand: Stand, tokens: Sequence[Token]) -> bool:
    """Whether people are the object of a verb of ruling: "governed eight million people"."""
    ruling = any(token.low in english()["ground.ruling"] for token in tokens[trigger.first : trigger.last])
    return ruling and trigger.shape == "active" and 0 <= stand.first - trigger.last <= 2


def _come_with_land(trigger: Trigger, stand: Stand, tokens: Sequence[Token]) -> bool:
    """Whether people came with the land: "annexed 70,000 square miles with 13 million people"."""
    joined = {low_at(tokens, stand.first - k) for k in (1, 2)} & {"with", "and", "containing", "inhabited"}
    near = {token.low for token in tokens[max(0, stand.first - 12) : stand.first]}
    land = near & ({"square", "sq", "km2", "km²"} | english()["ground.settlement_like"])
    joined = joined or {low_at(tokens, stand.first - 1)} & {"them"}
    return bool(joined and land) and trigger.shape == "active" and trigger.last <= stand.first


def _going_home(tokens: Sequence[Token], last: int) -> bool:
    """Whether people are away from home: "half a million citizens cannot go home"."""
    following = [token.low for token in tokens[last : last + NEAR]]
    return any(pair in (("go", "home"), ("going", "home"), ("return", "home")) for pair in pairwise(following))


def _left_in(tokens: Sequence[Token], last: int) -> bool:
    """Whether people are left in a place and have not left it: "there are no more than 150 fighters left in it"."""
    return low_at(tokens, last) == "left" and low_at(tokens, last + 1) in ("in", "inside", "there", "on")


def _beside_people(tokens: Sequence[Token], stand: Stand) -> set[str]:
    """Return the words around a number of people; "go home" and "left in it" do not say that they have gone."""
    # "Drove a third of the 12 million who lived there from their homes".
    reach = NEAR + 5 if low_at(tokens, stand.first - 1) == "of" else NEAR
    near = _around(tokens, stand.first, stand.last, reach, NEAR)
    if "home" in near and _going_home(tokens, stand.last):
        near = near - {"home"}
    if _left_in(tokens, stand.last):
        near = (near - {"left"}) | {"remain"}
    return near


def _people(passage: Passage, stand: Stand, unit: Unit, trigger: Trigger | None) -> bool:
    tokens = passage.sentence(stand.i).tokens
    words = english()
    near = _beside_people(tokens, stand)
    inside = {token.low for token in tokens[stand.first : stand.last]}
    if unit.unit == "fighters":
        near = near | _around(tokens, stand.last, stand.last, 2 * NEAR)
    ruled = trigger is not None and (_is_ruled(trigger, stand, tokens) or _come_with_land(trigger, stand, tokens))
    ruled = ruled or (unit.unit == "fighters" and trigger is not None and low_at(tokens, stand.first - 1) == "with")
    if not ruled and (near | inside | {low_at(tokens, stand.first - 2)}).isdisjoint(words["not_ground.staying"]):
        return unit.unit == "people" and low_at(tokens, stand.first - 1) == "of" and trigger is not None
    if unit.unit == "fighters":
        return True
    return trigger is not None or "civilians" in tokens[stand.last - 1].low


def _count(passage: Passage, stand: Stand, unit: Unit, trigger: Trigger | None) -> bool:
    tokens = passage.sentence(stand.i).tokens
    reach = NEAR if trigger is None or trigger.first < stand.last else min(NEAR, trigger.last - stand.last)
    near = _around(tokens, stand.first, stand.last, NEAR, reach)
    if not near.isdisjoint(english()["not_ground.count"]):
        return False
    if trigger is None and unit.unit == "settlements" and any(token.low == "settlements" for token in tokens):
        # Settlements in occupied land are about ground, who holds it or not.
        return not english()["ground.settling"].isdisjoint(token.low for token in tokens)
    return trigger is not None
