"""What a figure is a part of, or where it is: its base.

"a fifth of Georgian territory" → Georgia; "two-thirds of the population" → the country that the text spoke of last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whoholds.model import Figure
from whoholds.reading.figures.counted_on import counts_on, same_again
from whoholds.reading.figures.countries import home_of, is_longer
from whoholds.reading.figures.measured import place_apart, strip_measured, works_pierced
from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.owners import owner_after, owner_before, place_peopled
from whoholds.reading.figures.part_of import REMAINING, base_of_whole, not_of
from whoholds.reading.figures.people import base_of_people, where_they_stay
from whoholds.reading.figures.places import is_place_here, nearest_place, place_name, place_with_noun, sort_of
from whoholds.reading.figures.runs import COUNTRY, OTHER, bare, place_of, strip_possessive, tidy
from whoholds.reading.figures.theatres import theatre_of, told_by_governor
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english
from whoholds.reading.figures.wheres import ground_before, phrase_at, place_after, place_before
from whoholds.reading.figures.wholes import Whole, says_nothing, whole_after


@dataclass(frozen=True, slots=True)
class Part:
    """A figure in tokens `first` to `last` (half-open) of a sentence, with its kind and unit."""

    first: int
    last: int
    kind: str
    unit: str
    value: float


def base_of(
    passage: Passage,
    i: int,
    part: Part,
    whole: Whole | None,
    sibling: str | None,
    holder: str | None,
    recent: Sequence[Figure] = (),
) -> str | None:
    """Return what a figure of sentence i is a part of, or where it is.

    `sibling` is the base of the figure before it in the same sentence, which a bare figure shares with it. `holder`
    is who holds or took it: ground of "the country" that somebody holds is seldom the holder's own. `recent` are the
    figures before it, in order.
    """
    tokens = passage.sentence(i).tokens
    first, last, kind = part.first, part.last, part.kind
    again = _said_again(passage, i, last, holder) if kind in ("area", "count") else None
    inside = _inside(passage, i, part, holder)
    if inside:
        return again if again and tokens[first:last] and "our" in {t.low for t in tokens[first:last]} else inside
    if whole is not None and _is_whole(tokens, whole, kind):
        return base_of_whole(passage, i, whole, first, holder, sibling)
    if sibling and kind != "distance" and sibling.split()[-1] in english()["bases.works"]:
        # "Broke through Oruvian lines and took 300 sq km".
        sibling = None
    inside_it = low_at(tokens, first - 1) in english()["bases.containing"]
    if (
        sibling
        and kind != "share"
        and not inside_it
        and (_is_clause(sibling) or (sibling.islower() and kind != "distance"))
    ):
        # "95% of the land once held by rebels, with only 50 km2 left".
        sibling = None
    powerful = low_at(tokens, first - 1) in english()["triggers.powers"]
    if (kind == "share" and low_at(tokens, first - 1) == "its") or (
        low_at(tokens, first - 2) == "its" and not powerful
    ):
        # "Rebels seized its eastern half", not "brought under its authority 900 sq km".
        return nearest_place(passage, i, first, "city") or nearest_place(passage, i, first, "any")
    if kind == "share":
        return _base_of_share(passage, i, part, whole, sibling, holder)
    end = max(last, whole.last if whole else last)
    found = place_peopled(passage, i, first) if kind == "people" else None
    if kind == "count" and low_at(tokens, first - 1) == "(":
        found = _before_bracket(passage, i, first - 1)
    if kind == "count" and low_at(tokens, end) in ("that", "which") and low_at(tokens, end + 2) == "up":
        # "The 14 districts that make up Oru".
        found = phrase_at(passage, i, end + 3)
    if kind == "distance":
        found = strip_measured(passage, i, last, english()["bases.strips"]) or works_pierced(passage, i, first)
    if kind == "area" and low_at(tokens, first + 1) == "-":
        # "The 235-square-kilometre buffer zone".
        found = strip_measured(passage, i, last, english()["bases.strips"])
    if kind == "area" and low_at(tokens, first - 1) == ",":
        # "The Oru strip, 300 square kilometres of desert".
        found = place_apart(passage, i, first, last, zone=False)
    found = found or owner_after(passage, i, end) or place_after(passage, i, end, way=kind == "distance")
    if kind == "people":
        found = found or where_they_stay(passage, i, end)
    if sibling and recent and found is None:
        # "900 sq km of Oruland are held, and the governor of Aru region said that 28 villages were".
        found = told_by_governor(passage, i, first, recent[-1].span[1])
    found = found or sibling or again
    if found:
        return found
    if kind == "people":
        return base_of_people(passage, i, first, last)
    found = _base_before(passage, i, part, holder) or (passage.last_base if _in_the_area(tokens, end) else None)
    return found or _base_far(passage, i, part, holder, recent)


def _before_bracket(passage: Passage, i: int, at: int) -> str | None:
    """Return Oru in "Oru (four of its six towns)"."""
    run = next((r for r in passage.runs(i) if r.last == at and r.sort in (COUNTRY, OTHER)), None)
    return place_name(passage, i, run) if run else None


def _base_far(passage: Passage, i: int, part: Part, holder: str | None, recent: Sequence[Figure]) -> str | None:
    """Return the base of what other figures and other sentences tell: an operation's place, a figure before."""
    tokens = passage.sentence(i).tokens
    again = same_again(part.value, part.kind, part.unit, recent)
    found = again or counts_on(tokens, part.first, part.last, holder, recent) or theatre_of(passage, i, holder)
    if found is None and part.kind == "distance":
        return strip_measured(passage, i, part.last, english()["bases.fronts"])
    return found


def _base_of_share(
    passage: Passage, i: int, part: Part, whole: Whole | None, sibling: str | None, holder: str | None
) -> str | None:
    """Return what a share without "of" is of."""
    tokens = passage.sentence(i).tokens
    if whole is not None and whole.first == whole.last and _is_what_is_left(tokens, whole.first):
        return REMAINING
    if sibling and part.first and tokens[part.first - 1].low in ("another", "other", "further", "remaining"):
        # "Another tenth": of what the one before is a share of.
        return sibling
    if sibling and of_which(tokens, part.first):
        return sibling
    if whole is not None and [token.low for token in tokens[whole.first : whole.last]] == ["it"]:
        here = nearest_place(passage, i, part.first, "any") if is_place_here(passage, i, part.first) else None
        return sibling or here or ground_before(passage, i, part.first) or passage.last_base
    after = place_after(passage, i, part.last, 4) or sibling
    if after is None and low_at(tokens, 0) == "of" and _opens_with_remainder(tokens):
        return REMAINING
    # Who holds a share of something holds it seldom of his own.
    return after or nearest_place(passage, i, part.first, "any", not_of(holder, ()))


def _is_what_is_left(tokens: Sequence[Token], at: int) -> bool:
    """Whether "what is left" or "what remains" begins at a token."""
    if low_at(tokens, at) != "what":
        return False
    verb = at + 2 if low_at(tokens, at + 1) in english()["grammar.being"] - english()["bases.left"] else at + 1
    return low_at(tokens, verb) in english()["bases.left"]


def _opens_with_remainder(tokens: Sequence[Token]) -> bool:
    """Whether a sentence shares out what others have left: "Of the remaining land Aru holds an eighth"."""
    opening = {token.low for token in tokens[1:5]}
    return _is_what_is_left(tokens, 1) or not english()["bases.remaining"].isdisjoint(opening)


def of_which(tokens: Sequence[Token], first: int) -> bool:
    """Whether a share goes back to what was measured: "300 sq km, of which rebels control two thirds"."""
    start = max(0, first - 9)
    return any(tokens[k].low == "which" and low_at(tokens, k - 1) == "of" for k in range(start, first))


def _base_before(passage: Passage, i: int, part: Part, holder: str | None) -> str | None:
    """Return the place that stands before an area, a count or a distance."""
    owned = owner_before(passage, i, part.first) if part.kind == "area" else None
    if owned:
        return owned
    apart = None
    if part.kind in ("area", "distance"):
        apart = place_apart(passage, i, part.first, part.last, zone=part.kind == "distance")
    found = apart or place_before(passage, i, part.first)
    tokens = passage.sentence(i).tokens
    counted = tokens[part.last - 1]
    # "The other ten" has no noun of its own.
    noun = part.unit if counted.kind == "n" or counted.low in english().units else counted.low
    if found is None and noun in english()["bases.parts_of_city"]:
        return nearest_place(passage, i, part.first, "city")
    # "Two district centers" are in two districts.
    seats = low_at(tokens, part.last - 2) + "s" if counted.low in ("centers", "centres") else noun
    if found is None and seats in english()["bases.parts_of_country"]:
        return theatre_of(passage, i, holder) or nearest_place(
            passage, i, part.first, "country", not_of(holder, ()), home_of(holder)
        )
    return found


def _in_the_area(tokens: Sequence[Token], at: int) -> bool:
    """Whether "in the area" or "there" follows a figure: the ground that the text spoke of last."""
    if low_at(tokens, at) == "there":
        return True
    if low_at(tokens, at) == "(":
        at = next((k + 1 for k in range(at, min(at + 9, len(tokens))) if tokens[k].low == ")"), at)
    said = (low_at(tokens, at + 1), low_at(tokens, at + 2))
    return low_at(tokens, at) == "in" and said[0] in ("the", "that", "this") and said[1] in ("area", "region", "zone")


def _is_clause(base: str) -> bool:
    """Whether a base is ground that a clause tells: "land once held by rebels"."""
    return base[:1].islower() and not (english()["bases.clause_words"] | {"by"}).isdisjoint(base.split())


def _said_again(passage: Passage, i: int, last: int, holder: str | None) -> str | None:
    """Return the base of the share that says a number again: "4,000 sq km, or 12 percent of the republic"."""
    tokens = passage.sentence(i).tokens
    k = last + (low_at(tokens, last) in (",", "("))
    which = low_at(tokens, k) in ("that", "which") or low_at(tokens, k) in ("representing", "constituting")
    makes = which and low_at(tokens, k + 1) in english()["relations.amounting"] | english()["grammar.being"]
    makes = makes or low_at(tokens, k) in english()["relations.amounting"]
    if low_at(tokens, k) not in ("or", "about", "some", "roughly", "equivalent") and k == last and not makes:
        return None
    k += 2 * which
    for at in range(k, min(k + 7, len(tokens))):
        if tokens[at].low in english()["grammar.subordinators"]:
            # "Ten, in which a third of the population lives".
            return None
        if tokens[at].low == "of" and tokens[at - 1].low in (
            "percent",
            "cent",
            "%",
            "half",
            "third",
            "quarter",
            "fifth",
        ):
            whole = whole_after(tokens, at)
            if whole is None or says_nothing(tokens, whole):
                return None
            return base_of_whole(passage, i, whole, last, holder, None)
    return None


def _inside(passage: Passage, i: int, part: Part, holder: str | None) -> str | None:
    """Return the place inside a figure's own words: "ten of Oruland's 34 provinces", "4 of the country's regions"."""
    tokens = passage.sentence(i).tokens
    first, last, kind = part.first, part.last, part.kind
    for k in range(first, last):
        low = bare(tokens[k].low)
        name = strip_possessive(tokens[k].text)
        known = place_of(tokens, k, k + 1)
        owns = name != tokens[k].text or low_at(tokens, k - 1) == "of"
        if tokens[k].cap and known and (owns or kind in ("count", "area")):
            run = next((r for r in passage.runs(i) if r.first == k and is_longer(tokens, r)), None)
            return place_name(passage, i, run) if run else known
        if tokens[k].cap and owns and k > first:
            return name
        owner = low != tokens[k].low and low_at(tokens, k - 1) == "the" and not tokens[k].cap
        if owner and low not in ("country", "nation"):
            sort = sort_of(tokens, k, k + 1)
            near = nearest_place(passage, i, k, sort) if sort in ("city", "province") else None
            return place_with_noun(passage, i, first, low) or near or low
        if k > first and low in ("country", "nation", "countrys", "our") and low_at(tokens, k - 1) in ("the", "of"):
            after = place_after(passage, i, last) if low == "our" else None
            if after:
                return after
            found = nearest_place(passage, i, first, "country", not_of(holder, (low,)), home_of(holder))
            return found or (None if low == "our" else tidy(passage.words(i, k, k + 1)))
    if kind == "count" and [token.low for token in tokens[max(first, last - 3) : last - 1]] == ["of", "the"]:
        # "Two of the districts": of those that were counted last.
        return passage.last_base or nearest_place(passage, i, first, "any")
    return None


def _is_whole(tokens: Sequence[Token], whole: Whole, kind: str) -> bool:
    """Whether a figure is of what follows: a share always, an area or a count if more than "of territory" follows."""
    if whole.last > whole.first and says_nothing(tokens, whole):
        return False
    lows = {token.low for token in tokens[whole.first : whole.last]}
    if kind != "share" and whole.last > whole.first and tokens[whole.last - 1].kind == "n":
        # "229 districts of the 407".
        return False
    if lows and kind != "share" and lows <= english()["bases.nature"]:
        # "300 square kilometres of desert".
        return False
    if whole.last <= whole.first:
        said = low_at(tokens, whole.first + 1)
        return low_at(tokens, whole.first) == "what" and kind == "share" and said not in english()["grammar.being"]
    if kind == "share":
        return True
    bare_ground = whole.last - whole.first == 1 and tokens[whole.first].low in english()["bases.bare_ground"]
    return not bare_ground and tokens[whole.first - 1].low == "of"
