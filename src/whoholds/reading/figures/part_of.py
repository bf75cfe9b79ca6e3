"""What the noun phrase behind "of" names: "Georgian territory" is Georgia, "the city" the one named before."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.countries import (
    home_of,
    is_named_near,
    is_rising,
    its_own,
    land_of,
    land_of_teller,
    place_named,
)
from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.places import nearest_place, place_name, place_with_noun, region_before, sort_of, topic
from whoholds.reading.figures.runs import Run, bare, place_of, tidy
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english
from whoholds.reading.figures.wheres import place_after
from whoholds.reading.figures.wholes import Whole

REMAINING = "the remaining land"
"""The base of a share of what others have left."""

_ARTICLES = frozenset(("a", "an", "the", "its", "their", "his"))


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
    if tokens[run.last - 1].low in ("caliphate", "emirate"):
        return tokens[run.last - 1].low
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
    if low_at(tokens, k) == "and" and low_at(tokens, k + 1) in ("water", "waters"):
        # "Two thirds of the land and water under colonial rule".
        k += 2
    opens = low_at(tokens, k) in words["bases.clause_words"]
    held = low_at(tokens, k) in words.verbs and low_at(tokens, k + 1) in ("by", "since", "on")
    if not (asked or opens or held):
        return None
    k += 1
    while k < len(tokens) and k - at < 14:
        finite = tokens[k].low in ("has", "is", "are", "have") and k - at > 4
        both = tokens[k].low == "and" and tokens[k - 1].cap and k + 1 < len(tokens) and tokens[k + 1].cap
        if both:
            k += 1
            continue
        if tokens[k].low in ("in", "within") and _is_lapse(tokens, k + 1):
            break
        told = held or any(token.low == "by" for token in tokens[at:k])
        if tokens[k].low in (",", ".", ";", ":", "(", ")", "and", "but") or finite or (tokens[k].low == "had" and told):
            break
        k += 1
    return tidy(passage.words(i, at, k))


def _is_lapse(tokens: Sequence[Token], k: int) -> bool:
    """Whether a time that something took begins at a token: "(in) less than a year"."""
    opens = low_at(tokens, k) in ("a", "about", "barely", "just", "less", "more", "only", "over", "under")
    return opens and any(low_at(tokens, n) in english()["bases.times"] for n in range(k + 1, k + 4))


def base_of_whole(
    passage: Passage, i: int, whole: Whole, at: int, holder: str | None, sibling: str | None
) -> str | None:
    """Return the name in a whole, or what "the city", "its territory" stand for; else the phrase itself."""
    tokens = passage.sentence(i).tokens
    numbered = _numbered(passage, i, whole)
    if numbered:
        return numbered
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
    if not english()["bases.remaining"].isdisjoint(lows):
        return REMAINING
    own = not {"its", "their"}.isdisjoint(lows)
    elsewhere = not own or low_at(tokens, whole.last) == "in"
    after = place_after(passage, i, whole.last, 4) if elsewhere and "our" not in lows else None
    if after:
        return after
    if not own and _is_counted(tokens, whole):
        return nearest_place(passage, i, at, "any", not_of(holder, lows), home_of(holder))
    if _is_of_its_own(lows):
        return _phrase(passage, i, whole)
    if own and sibling:
        return sibling
    return _meant(passage, i, whole, at, holder) or _phrase(passage, i, whole)


def _numbered(passage: Passage, i: int, whole: Whole) -> str | None:
    """Return "district 3" in "half of district 3"."""
    tokens = passage.sentence(i).tokens
    noun = tokens[whole.first].low if whole.last - whole.first > 1 else ""
    named = noun in english()["ground.nouns"] and tokens[whole.first + 1].kind == "n"
    return tidy(passage.words(i, whole.first, whole.first + 2)) if named else None


def _is_counted(tokens: Sequence[Token], whole: Whole) -> bool:
    """Whether a whole only says what is counted, and not where: "townships", "the 407 districts", "all rural towns"."""
    words = english()
    last = tokens[whole.last - 1] if whole.last > whole.first else None
    if last is None or last.kind == "n":
        return last is not None
    double = (low_at(tokens, whole.last - 2), last.low) in words.nouns
    lows = [token.low for token in tokens[whole.first : whole.last - 1 - double]]
    # "The southern districts" and "the country's towns" say where.
    somewhere = not words["bases.compass"].isdisjoint(lows) or any(bare(low) in words.maps["sorts"] for low in lows)
    noun = words.nouns.get((low_at(tokens, whole.last - 2), last.low)) or words.nouns.get((last.low,))
    counted = noun is not None and noun.kind == "count" and not noun.singular
    return counted and not somewhere and last.low not in words["bases.bare_ground"]


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
    last = whole.first + 1
    while (
        last < whole.last
        and tokens[last].kind != "n"
        and (tokens[last].low not in _ARTICLES or tokens[last - 1].low == "of")
    ):
        last += 1
    said = {token.low for token in tokens[whole.first : last]}
    if said - {"its", "their", "the"} <= english()["bases.bare_ground"]:
        # "60 percent of their territory".
        return None
    if tokens[last - 1].low in english()["ground.population"] or said <= english()["grammar.determiners"]:
        # "Half of the 419 centres": "the" is no place.
        return None
    return tidy(passage.words(i, whole.first, last)) or None


def _meant(passage: Passage, i: int, whole: Whole, at: int, holder: str | None) -> str | None:
    """Return the place named before that "the city", "our land" or "the district" stands for."""
    tokens = passage.sentence(i).tokens
    lows = [bare(token.low) for token in tokens[whole.first : whole.last]]
    sort = sort_of(tokens, whole.first, whole.last)
    told = land_of_teller(passage, i) if "our" in lows else None
    if told:
        return told
    if "national" in lows or "our" in lows or "nation's" in lows:
        sort = "country"
    owned = not {"its", "their", "his"}.isdisjoint(lows)
    verbs = [english().verbs[t.low] for t in tokens[max(0, at - 8) : at + 8] if t.low in english().verbs]
    foreign = any(verb.base in english()["places.occupies"] for verb in verbs) and not is_rising(holder)
    land = owned and not english()["ground.strong"].isdisjoint(lows)
    own = its_own(passage, i, at, holder) if land and not foreign else None
    if own:
        return own
    # "Russia holds a fifth of the country": not of Russia.
    lost = {english().verbs[t.low].relation for t in tokens[max(0, at - 8) : at] if t.low in english().verbs}
    but = None if "lost" in lost and owned else not_of(holder, lows)
    home = None if foreign or "island" in lows else home_of(holder)
    if foreign:
        but = but or land_of(holder)
    if sort in ("city", "province"):
        noun = next(low for low in lows if english().maps["sorts"].get(low) == sort)
        named = place_with_noun(passage, i, at, noun) or (region_before(passage, i, at) if noun == "region" else None)
        if named:
            return named
    counted = not english()["bases.parts_of_country"].isdisjoint(lows)
    if sort == "any" and lows[:1] == ["the"] and topic(passage, i) not in (None, but):
        return topic(passage, i)
    if sort is None and lows and lows[0] in ("the", "this") and not counted:
        # "A third of the mainland".
        return None
    found = nearest_place(passage, i, at, sort or "any", home) if land and home else None
    # "Oru says that the Aruvian army holds a third of its territory": of another's sooner than of its own.
    found = found or nearest_place(passage, i, at, sort or "any", but, home)
    if found and "island" in lows and not (found in english()["bases.islands"] or is_named_near(passage, i, found)):
        return None
    fenced = sort == "any" and not english()["ground.zone_before"].isdisjoint(lows)
    # "A third of the pocket" is not of the country.
    return None if fenced and found in english().place_names and "area" not in lows else found


def not_of(holder: str | None, lows: Sequence[str]) -> str | None:
    """Return the country that the ground cannot be of: the holder's own, where he is a country or an aggressor."""
    if holder is None:
        return None
    country = place_named(holder) or english().maps["capitals"].get(holder)
    if country:
        return None if "own" in lows else country
    words = holder.split()
    if not english()["bases.breakaway"].isdisjoint(word.lower() for word in words) and " of " in holder:
        # "The self-declared Republic of Oru controls four of the country's regions".
        return holder.rpartition(" of ")[2]
    if not {"our", "island", "island's", "island’s"}.isdisjoint(lows) or not english()["holders.aggressors"].isdisjoint(
        word.lower() for word in words
    ):
        return next((english().places[word] for word in words if word in english().places), None)
    return None
