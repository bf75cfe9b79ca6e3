"""What a figure is a part of (base) and what is counted (measure).

"a fifth of Georgian territory" → Georgia, area; "two-thirds of the population" → population, of the country that the
text spoke of last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from whoholds.reading.figures.names import Passage, Run, bare, place_of, strip_possessive, tidy
from whoholds.reading.figures.places import (
    is_named_near,
    nearest_place,
    place_name,
    place_named,
    place_with_noun,
    sort_of,
    topic,
)
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english
from whoholds.reading.figures.wheres import place_after, place_apart, place_before

_ARTICLES = frozenset(("a", "an", "the", "its", "their", "his"))


@dataclass(frozen=True, slots=True)
class Whole:
    """What follows "of": tokens `first` to `last` (half-open); empty if nothing does."""

    first: int
    last: int


def whole_after(tokens: Sequence[Token], at: int) -> Whole | None:
    """Return the noun phrase that a share at token `at` is of: "of the land in X", "the country's territory"."""
    words = english()
    if low_at(tokens, at) == "(":
        close = next((k for k in range(at, min(at + 12, len(tokens))) if tokens[k].low == ")"), None)
        at = close + 1 if close is not None else at
    if low_at(tokens, at) == "of":
        at += 1
    elif low_at(tokens, at) not in ("the", "its", "their", "our", "this", "all", "his", "that") and not (
        at < len(tokens) and place_of(tokens, at, min(at + 2, len(tokens)))
    ):
        return None
    last = at
    while last < len(tokens) and last - at < 14:
        token = tokens[last]
        low = token.low
        if token.kind == "p" and low not in ("-", "’", "'", "‘", "´", "/"):
            break
        if low in words["grammar.auxiliaries"] and low != "to" and not (low == "remain" and last - at < 2):
            break
        if low in words["grammar.prepositions"] and low not in ("of",):
            break
        if low in words["grammar.subordinators"] or low in words["places.titles"]:
            break
        if low in words["grammar.speech"]:
            last = _before_speaker(tokens, at, last)
            break
        if low == "and" and not _goes_on(tokens, last):
            break
        if low in words["bases.whole_stops"] or (last > at + 1 and token.kind == "n"):
            break
        if (
            low in words.verbs
            and last > at
            and words.verbs[low].form in ("past", "s", "ing")
            and low_at(tokens, last - 1) not in ("the", "of", "-", "all")
        ):
            break
        last += 1
    return Whole(at, last)


def _before_speaker(tokens: Sequence[Token], at: int, last: int) -> int:
    """Return where a whole ends whose sentence goes on with a speaker, without a comma: "of the country Oru said"."""
    k = last
    while k > at and (tokens[k - 1].cap or tokens[k - 1].kind == "p"):
        k -= 1
    while k > at and tokens[k - 1].low in english()["grammar.determiners"]:
        k -= 1
    return k if k > at + 1 else last


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and" joins two words of one whole: "land and water", "Iraq and Syria", "Bosnia and Herzegovina"."""
    following = low_at(tokens, at + 1)
    after = low_at(tokens, at + 2)
    if "remaining" in {low_at(tokens, at + k) for k in (2, 3, 4)} or after in english()["grammar.auxiliaries"]:
        return False
    if after in english().verbs and english().verbs[after].form in ("s", "past"):
        # "A third of Oru and Aru holds the rest".
        return False
    both = at + 1 < len(tokens) and tokens[at + 1].cap and tokens[at - 1].cap
    return both or following in ("water", "waters", "population", "villages", "towns", "seats")


def about_ground(tokens: Sequence[Token], whole: Whole) -> bool | None:
    """Say whether a whole is ground or people on it (True), something else (False), or cannot be told (None)."""
    words = english()
    verdict = None
    for k in range(whole.first, whole.last):
        low = bare(tokens[k].low)
        if low == "and" and verdict:
            return True
        if low in words["not_ground.of"] and not (tokens[k].cap and k > whole.first):
            if low in ("government", "force", "army", "foreign", "oil", "ethnic") and k + 1 < whole.last:
                continue
            return False
        named = tokens[k].cap or tokens[k].text.capitalize() in words.places
        if low in words["ground.nouns"] or low in words["ground.population"] or (verdict is None and named):
            verdict = True
    return verdict


def measure_of(tokens: Sequence[Token], whole: Whole | None) -> str:
    """Return what a share counts: "area" unless its whole says "population", "villages", "border", …."""
    if whole is None:
        return "area"
    words = english()
    lows = [bare(token.low) for token in tokens[whole.first : whole.last]]
    if any(token.text in words.peoples for token in tokens[whole.first : whole.last]):
        return "population"
    for low, following in pairwise([*lows, ""]):
        if low in words["ground.population"] and following not in ("center", "centers", "centres", "republic"):
            return "population"
        if low in words["ground.settlement_like"]:
            return "settlements"
        if low == "agricultural":
            return "agricultural land"
        if low in words.maps["measures"]:
            return words.maps["measures"][low]
    return "area"


# ------------------------------------------------------------------------------------------------ bases


def _named_in(passage: Passage, i: int, whole: Whole) -> str | None:
    """Return the name inside a whole: "Georgian territory" is Georgia, "the city of Rubizhne" Rubizhne."""
    tokens = passage.sentence(i).tokens
    caps = [k for k in range(whole.first, whole.last) if tokens[k].cap]
    if not caps:
        # Readers write "syria".
        written = [tokens[k].text.capitalize() for k in range(whole.first, whole.last)]
        return next((english().places[word] for word in written if word in english().places), None)
    runs = [
        r
        for r in passage.runs(i)
        if r.first < whole.last and r.last > whole.first and any(r.first <= k < r.last for k in caps)
    ]
    if not runs:
        name = place_of(tokens, caps[0], caps[-1] + 1)
        return name or tidy(passage.words(i, caps[0], caps[-1] + 1))
    run = runs[-1]
    if tokens[run.last - 1].text in english().peoples:
        # "98 percent of the Oruvians in Oru".
        return place_after(passage, i, whole.last, 4) or place_of(tokens, run.first, run.last)
    first, last = max(run.first, whole.first), min(run.last, whole.last)
    if any(token.low in english()["holders.suffixes"] for token in tokens[whole.first : whole.last]):
        return tidy(passage.words(i, whole.first, whole.last))
    inner = Run(first, last, run.sort, run.before)
    if place_of(tokens, first, last) and last - first <= 2:
        return place_name(passage, i, inner)
    named = place_name(passage, i, inner)
    generic = (" territory", " soil", " land", " lands")
    return next((named[: -len(tail)] for tail in generic if named.endswith(tail)), named)


def _described(passage: Passage, i: int, whole: Whole) -> str | None:
    """Return ground that only a clause tells: "the territory that was once theirs", "what they used to control"."""
    tokens = passage.sentence(i).tokens
    words = english()
    at = whole.first
    while at < whole.last and tokens[at].low in words["grammar.determiners"] | words["bases.peopled"]:
        at += 1
    asked = low_at(tokens, at) == "what" and at == whole.last
    if any(token.low in words["holders.suffixes"] for token in tokens[whole.first : whole.last]):
        # "The rebel-held area".
        return tidy(passage.words(i, whole.first, whole.last))
    if not asked and not (at < whole.last and tokens[at].low in words["bases.bare_ground"]):
        return None
    k = at + 1
    opens = low_at(tokens, k) in words["bases.clause_words"]
    held = low_at(tokens, k) in words.verbs and low_at(tokens, k + 1) == "by"
    if not (asked or opens or held):
        return None
    k += 1
    while k < len(tokens) and k - at < 14:
        finite = tokens[k].low in ("has", "is", "are", "have") and k - at > 4
        both = tokens[k].low == "and" and tokens[k - 1].cap and k + 1 < len(tokens) and tokens[k + 1].cap
        if both:
            k += 1
            continue
        if tokens[k].low in (",", ".", ";", ":", "(", ")", "and", "but") or finite or (tokens[k].low == "had" and held):
            break
        k += 1
    return tidy(passage.words(i, at, k))


def _base_of_whole(
    passage: Passage, i: int, whole: Whole, at: int, holder: str | None, sibling: str | None
) -> str | None:
    """Return the name in a whole, or what "the city", "its territory" stand for; else the phrase itself."""
    tokens = passage.sentence(i).tokens
    inner = next((k for k in range(whole.last - 2, whole.first, -1) if tokens[k].low == "of"), None)
    if inner is not None and any(token.kind == "n" for token in tokens[whole.first : inner]):
        # "A third of the 180,000 square kilometres of the country".
        whole = Whole(inner + 1, whole.last)
    described = _described(passage, i, whole)
    if described:
        return described
    lows = [token.low for token in tokens[whole.first : whole.last]]
    found = _named_in(passage, i, whole)
    if found:
        return found
    if "remain" in lows or "remaining" in lows:
        return sibling or "the remaining land"
    own = not {"its", "their"}.isdisjoint(lows)
    after = place_after(passage, i, whole.last, 4) if not own and "our" not in lows else None
    if after:
        return after
    if _is_of_its_own(lows):
        return _phrase(passage, i, whole)
    if own and sibling:
        return sibling
    return _meant(passage, i, whole, at, holder) or _phrase(passage, i, whole)


def _is_of_its_own(lows: Sequence[str]) -> bool:
    """Whether a whole is no place that was named before: "another country", "former royal land", "coast road"."""
    words = english()
    if not words["bases.not_named"].isdisjoint(lows):
        return True
    told = [low for low in lows if low not in words["grammar.determiners"] and low not in words["bases.whole_of"]]
    ground = words["bases.bare_ground"] | words["ground.population"]
    if told and told[-1] in ground:
        return len(told) > 1 and told[-1] in words["bases.bare_ground"]
    definite = not {"the", "this", "its", "their", "our", "that"}.isdisjoint(lows)
    return bool(told) and not definite and told[-1] not in english().maps["sorts"] and told[-1] not in ground


def _phrase(passage: Passage, i: int, whole: Whole) -> str | None:
    """Return a whole as it stands, unless it only says "of territory"."""
    tokens = passage.sentence(i).tokens
    if whole.last - whole.first == 1 and tokens[whole.first].low in english()["bases.bare_ground"]:
        return None
    last = whole.first + 1
    while last < whole.last and (tokens[last].low not in _ARTICLES or tokens[last - 1].low == "of"):
        last += 1
    if tokens[last - 1].low in english()["ground.population"]:
        return None
    return tidy(passage.words(i, whole.first, last)) or None


def _meant(passage: Passage, i: int, whole: Whole, at: int, holder: str | None) -> str | None:
    """Return the place named before that "the city", "our land" or "the district" stands for."""
    tokens = passage.sentence(i).tokens
    lows = [bare(token.low) for token in tokens[whole.first : whole.last]]
    sort = sort_of(tokens, whole.first, whole.last)
    if "national" in lows or "our" in lows or "nation's" in lows:
        sort = "country"
    # "Russia holds a fifth of the country": not of Russia.
    lost = {english().verbs[t.low].relation for t in tokens[max(0, at - 8) : at] if t.low in english().verbs}
    but = None if "lost" in lost and not {"its", "their", "his"}.isdisjoint(lows) else _not_of(holder, lows)
    if sort in ("city", "province"):
        noun = next(low for low in lows if english().maps["sorts"].get(low) == sort)
        named = place_with_noun(passage, i, at, noun)
        if named:
            return named
    counted = not english()["bases.parts_of_country"].isdisjoint(lows)
    if sort == "any" and lows[:1] == ["the"] and topic(passage, i) not in (None, but):
        return topic(passage, i)
    if sort is None and lows and lows[0] in ("the", "this") and not counted:
        # "A third of the mainland".
        return None
    found = nearest_place(passage, i, at, sort or "any", but)
    if found and "island" in lows and not is_named_near(passage, i, found):
        return None
    fenced = sort == "any" and not english()["ground.zone_before"].isdisjoint(lows)
    # "A third of the pocket" is not of the country.
    return None if fenced and found in english().places.values() and "area" not in lows else found


def base_of(
    passage: Passage,
    i: int,
    first: int,
    last: int,
    kind: str,
    whole: Whole | None,
    sibling: str | None,
    holder: str | None,
) -> str | None:
    """Return what a figure in tokens `first` to `last` of a sentence is a part of, or where it is.

    `sibling` is the base of the figure before it in the same sentence, which a bare figure shares with it. `holder`
    is who holds or took it: ground of "the country" that somebody holds is seldom the holder's own.
    """
    tokens = passage.sentence(i).tokens
    inside = _inside(passage, i, first, last, kind, holder)
    if inside:
        return inside
    if whole is not None and _is_whole(tokens, whole, kind):
        return _base_of_whole(passage, i, whole, first, holder, sibling)
    if sibling and kind != "share" and sibling.islower():
        # "95% of the land once held by rebels, with only 50 km2 left".
        sibling = None
    if (kind == "share" and low_at(tokens, first - 1) == "its") or low_at(tokens, first - 2) == "its":
        # "Rebels seized its eastern half."
        return nearest_place(passage, i, first, "city") or nearest_place(passage, i, first, "any")
    if kind == "share":
        if sibling and first and tokens[first - 1].low in ("another", "other", "further", "remaining"):
            # "Another tenth": of what the one before is a share of.
            return sibling
        return place_after(passage, i, last, 4) or sibling or nearest_place(passage, i, first, "any")
    after = place_after(passage, i, max(last, whole.last if whole else last), way=kind == "distance")
    if after or sibling:
        return after or sibling
    again = _said_again(passage, i, last, holder) if kind in ("area", "count") else None
    if again:
        return again
    if kind == "people":
        folk = next((k for k in range(first, last) if tokens[k].text in english().peoples), None)
        if folk is not None:
            return place_of(tokens, folk, folk + 1) or english().places.get(tokens[folk].text.removesuffix("s"))
        return nearest_place(passage, i, first, "any")
    apart = place_apart(passage, i, first, last, zone=kind == "distance") if kind in ("area", "distance") else None
    found = apart or place_before(passage, i, first)
    if found is None and tokens[last - 1].low in english()["bases.parts_of_country"]:
        return nearest_place(passage, i, first, "country", _not_of(holder, ()))
    return found


def _not_of(holder: str | None, lows: Sequence[str]) -> str | None:
    """Return the country that the ground cannot be of: the holder's own, where he is a country or an aggressor."""
    if holder is None:
        return None
    if place_named(holder):
        return None if "own" in lows else holder
    words = holder.split()
    if not {"our", "island", "island's", "island’s"}.isdisjoint(lows) or not english()["holders.aggressors"].isdisjoint(
        word.lower() for word in words
    ):
        return next((english().places[word] for word in words if word in english().places), None)
    return None


def _said_again(passage: Passage, i: int, last: int, holder: str | None) -> str | None:
    """Return the base of the share that says a number again: "4,000 sq km, or 12 percent of the republic"."""
    tokens = passage.sentence(i).tokens
    k = last + (low_at(tokens, last) in (",", "("))
    if low_at(tokens, k) not in ("or", "about", "some", "roughly") and k == last:
        return None
    for at in range(k, min(k + 7, len(tokens))):
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
            return _base_of_whole(passage, i, whole, last, holder, None) if whole and whole.last > whole.first else None
    return None


def _inside(passage: Passage, i: int, first: int, last: int, kind: str, holder: str | None) -> str | None:
    """Return the place inside a figure's own words: "ten of Oruland's 34 provinces", "4 of the country's regions"."""
    tokens = passage.sentence(i).tokens
    for k in range(first, last):
        low = bare(tokens[k].low)
        name = strip_possessive(tokens[k].text)
        known = place_of(tokens, k, k + 1)
        owns = name != tokens[k].text or low_at(tokens, k - 1) == "of"
        if tokens[k].cap and known and (owns or kind in ("count", "area")):
            return known
        if tokens[k].cap and owns and k > first:
            return name
        owner = low != tokens[k].low and low_at(tokens, k - 1) == "the" and not tokens[k].cap
        if owner and low not in ("country", "nation"):
            return place_with_noun(passage, i, first, low) or low
        if k > first and low in ("country", "nation", "countrys", "our") and low_at(tokens, k - 1) in ("the", "of"):
            after = place_after(passage, i, last) if low == "our" else None
            if after:
                return after
            found = nearest_place(passage, i, first, "country", _not_of(holder, (low,)))
            return found or (None if low == "our" else tidy(passage.words(i, k, k + 1)))
    if kind == "count" and [token.low for token in tokens[max(first, last - 3) : last - 1]] == ["of", "the"]:
        # "Two of the districts".
        return nearest_place(passage, i, first, "any")
    return None


def _is_whole(tokens: Sequence[Token], whole: Whole, kind: str) -> bool:
    """Whether a figure is of what follows: a share always, an area or a count if more than "of territory" follows."""
    lows = {token.low for token in tokens[whole.first : whole.last]}
    if lows and lows <= english()["bases.says_nothing"]:
        return False
    if whole.last <= whole.first:
        said = low_at(tokens, whole.first + 1)
        return low_at(tokens, whole.first) == "what" and kind == "share" and said not in english()["grammar.being"]
    if kind == "share":
        return True
    bare_ground = whole.last - whole.first == 1 and tokens[whole.first].low in english()["bases.bare_ground"]
    return not bare_ground and tokens[whole.first - 1].low == "of"
