"""Where a figure without "of" is: the phrase behind it, or before it in the sentence.

"14 villages in northern Hama", "advanced 3 km along the coast road", "In Oru province, five towns fell".
"""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.countries import is_formal, is_named_near, land_of_teller
from whoholds.reading.figures.names import Passage, is_named
from whoholds.reading.figures.places import (
    is_place_here,
    nearest_place,
    place_name,
    place_with_noun,
    preposition,
    sort_of,
)
from whoholds.reading.figures.runs import COUNTRY, OTHER, Run, bare, strip_possessive, tidy
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english

LOCAL = frozenset(
    (
        "in",
        "of",
        "on",
        "near",
        "around",
        "inside",
        "across",
        "within",
        "at",
        "along",
        "into",
        "throughout",
        "alongside",
        "overlooking",
    )
)
_BESIDE = frozenset(("along", "near", "around", "alongside"))


def _stops(tokens: Sequence[Token], k: int) -> bool:
    """Whether the place of a figure cannot stand behind token k: another clause begins."""
    low = tokens[k].low
    if low in (";", ":", ".") or low in english()["grammar.subordinators"]:
        return True
    following = low_at(tokens, k + 1)
    if low == "," and following == "including":
        # "Six villages, including two on the Oru axis".
        return True
    if low in ("and", ",", "plus"):
        also = low == "and" and following in ("a", "an", "one", "several", "some")
        if also and (is_spot(tokens, k + 2) or _is_unit(tokens, k + 2)) and low_at(tokens, k + 3) in LOCAL - {"of"}:
            # "Three villages and a hill in Oru".
            return False
        compass = following in english()["bases.compass"]
        return not (compass or following in LOCAL or (k + 2 < len(tokens) and is_measured(tokens, k + 1)))
    return False


def _is_unit(tokens: Sequence[Token], k: int) -> bool:
    return (low_at(tokens, k),) in english().nouns


def is_measured(tokens: Sequence[Token], k: int) -> bool:
    """Whether a number stands at token k or behind a word there: "9 km wide and (about) 3 km deep"."""
    return any(token.kind == "n" or token.low in english().units for token in tokens[k : k + 2])


def phrase_end(tokens: Sequence[Token], first: int) -> int:
    """Return where a place's phrase that begins at a token ends: "the western countryside of Oru"."""
    words = english()
    k = first
    while k < len(tokens) and k - first < 9:
        token = tokens[k]
        if token.kind != "w" and token.low not in ("-", "’", "'", "‑", "–"):
            break
        if token.low == "of" and k > first:
            k += 1
            continue
        if token.low in words["grammar.prepositions"] or token.low in words["grammar.subordinators"]:
            break
        if token.low == "and" and tokens[k - 1].low in words["bases.compass"] and _is_compass(tokens, k + 1):
            k += 1
            continue
        # "The northern states" say nothing.
        says = token.low in words["grammar.speech"] and not _is_compass(tokens, k - 1)
        if says or token.low in words["grammar.conjunctions"]:
            break
        if token.low in words["grammar.auxiliaries"] or (token.low in words["bases.whole_stops"] and k > first):
            break
        if k > first and token.low in ("this", "that", "the") and _is_time(tokens, k + 1):
            # "In Oru this year".
            break
        k += 1
    return k


def _is_time(tokens: Sequence[Token], k: int) -> bool:
    return any(low_at(tokens, n) in english()["bases.times"] for n in (k, k + 1))


def _is_compass(tokens: Sequence[Token], k: int) -> bool:
    return low_at(tokens, k) in english()["bases.compass"]


def phrase_at(passage: Passage, i: int, first: int) -> str | None:
    """Return the place that a phrase names whose first token is behind "in": "Hama", "the city", "the western bank"."""
    tokens = passage.sentence(i).tokens
    end = phrase_end(tokens, first)
    lows = [bare(token.low) for token in tokens[first:end]]
    if not lows or not english()["bases.times"].isdisjoint(lows[-1:]):
        return None
    runs = [r for r in passage.runs(i) if first <= r.first < end]
    run = next((r for r in runs if r.sort in (COUNTRY, OTHER)), None)
    if run is not None and run.last < end and bare(tokens[run.last].low) in english()["bases.works"]:
        # "Into Oruvian lines".
        return None
    if run is not None:
        return _named_at(passage, i, first, _narrowest(tokens, runs, run))
    if any(is_named(passage, i, r) for r in runs):
        return None
    ends = english()["bases.spots"] | frozenset(english().maps["sorts"])
    front = bool(runs) and tokens[runs[-1].last - 1].low in ends and (runs[-1].last == end or tokens[end - 1].cap)
    if front and tokens[runs[-1].first].cap:
        return passage.name(i, runs[-1])
    if (runs and not front) or tokens[first].kind != "w":
        formal = next((r for r in runs if is_formal(tokens, r)), None)
        return passage.name(i, formal) if formal else None
    return generic(passage, i, first, end)


def _narrowest(tokens: Sequence[Token], runs: Sequence[Run], run: Run) -> Run:
    """Return Aru in "Oru's border region of Aru" and "Oru's northern Aru region"."""
    if strip_possessive(tokens[run.last - 1].text) == tokens[run.last - 1].text:
        return run
    return next((r for r in runs if r.sort == OTHER and r.first > run.first), run)


def _named_at(passage: Passage, i: int, first: int, run: Run) -> str | None:
    tokens = passage.sentence(i).tokens
    words = english()
    if any(token.low in words["grammar.months"] | words["grammar.days"] for token in tokens[run.first : run.last]):
        return None
    if any(token.low in words["places.not_places"] for token in tokens[run.first : run.last]):
        return None
    name = place_name(passage, i, run)
    lows = [token.low for token in tokens[first : run.first]]
    spot = next((k for k, low in enumerate(lows) if low in words["bases.spots"] or low in words["bases.compass"]), None)
    if spot is not None and "of" in lows[spot:]:
        # "The western countryside of Oru".
        return tidy(f"{passage.words(i, first, run.first)} {name}") if name[0].isupper() else name
    both = next((r for r in passage.runs(i) if r.first == run.last + 1), None)
    if both and low_at(tokens, run.last) == "and" and both.sort == run.sort:
        return f"{name} and {place_name(passage, i, both)}"
    return name


def generic(passage: Passage, i: int, first: int, end: int) -> str | None:
    """Return what "the city" or "the country" stands for, or the phrase itself: "southern front"."""
    tokens = passage.sentence(i).tokens
    words = english()
    lows = [bare(token.low) for token in tokens[first:end]]
    sort = sort_of(tokens, end - 1, end) or sort_of(tokens, first, end)
    plain = [low for low in lows if low not in words["grammar.determiners"]]
    definite = any(low in ("the", "this", "that", "our") for low in lows)
    if (
        definite
        and plain
        and sort in ("city", "province")
        and (len(plain) == 1 or sort == sort_of(tokens, end - 1, end))
    ):
        found = place_with_noun(passage, i, first, plain[-1]) or nearest_place(passage, i, first, sort)
        return found or tidy(passage.words(i, first, end))
    if definite and len(plain) == 1 and plain[0] in words["ground.zone_before"] - words["bases.bare_ground"]:
        return place_with_noun(passage, i, first, plain[0]) or _described_before(passage, i, first, plain[0])
    if definite and sort == "country":
        found = (land_of_teller(passage, i) if "our" in lows else None) or nearest_place(passage, i, first, sort)
        island = "island" in lows and (found is None or not is_named_near(passage, i, found))
        return tidy(passage.words(i, first, end)) if island or found is None else found
    if "a" in lows[:1]:
        # "On a broad front".
        return None
    if definite and len(plain) == 1 and plain[0] in words["bases.lines"] and low_at(tokens, first - 1) == "of":
        return plain[0]
    if len(plain) > 1 and words["bases.compass"].issuperset(low for low in plain if low != "and"):
        return None
    side = (
        definite
        and not words["bases.compass"].isdisjoint(plain[:-1])
        and plain[-1] in words["bases.parts_of_country"]
        and not is_place_here(passage, i, first)
    )
    taken = definite and not words["bases.taken"].isdisjoint(plain[:-1]) and plain[-1] in words["bases.bare_ground"]
    if side or taken or (len(plain) > 1 and (plain[-1] in words["bases.spots"] or sort not in (None, "any"))):
        return tidy(passage.words(i, first, end))
    return None


def _described_before(passage: Passage, i: int, before: int, noun: str) -> str:
    """Return "security zone" for "the zone", as it was called before; else the noun."""
    words = english()
    for n in range(i, max(-1, i - 4), -1):
        tokens = passage.sentence(n).tokens
        for k in range((before if n == i else len(tokens)) - 1, 0, -1):
            described = tokens[k].low == noun and tokens[k - 1].kind == "w"
            if described and tokens[k - 1].low not in words.function_words and tokens[k - 1].low not in words.verbs:
                return tidy(passage.words(n, k - 1, k + 1))
    return noun


def ground_before(passage: Passage, i: int, before: int = 0) -> str | None:
    """Return what "it" is where a share is "of it": the ground named last before a token of sentence i."""
    sorts = english().maps["sorts"]
    zones = english()["ground.zone_before"] - english()["bases.bare_ground"]
    for n in range(i, max(-1, i - 4), -1):
        tokens = passage.sentence(n).tokens
        for k in range((before if n == i else len(tokens)) - 1, 0, -1):
            ground = sorts.get(tokens[k].low, "any") != "any" or tokens[k].low in zones
            if ground and low_at(tokens, k - 1) in ("the", "this"):
                return generic(passage, n, k - 1, k + 1)
    return None


def place_after(passage: Passage, i: int, at: int, reach: int = 9, *, way: bool = False) -> str | None:
    """Return the place after "in", "of", "on" or "near" behind token `at`, a few words on at most.

    For a `way` also the place that it leads from or to.
    """
    tokens = passage.sentence(i).tokens
    local = LOCAL | {"from", "to", "toward", "towards"} if way else LOCAL
    for k in range(at, min(at + reach, len(tokens))):
        if _stops(tokens, k):
            return None
        if low_at(tokens, k) == "between":
            return _between(passage, i, k)
        if tokens[k].low == "of" and (low_at(tokens, k - 1) in english()["places.not_of"]):
            return None
        if tokens[k].low == "to" and low_at(tokens, k - 1) == "according":
            return None
        if tokens[k].low in ("around", "near") and low_at(tokens, k + 1) == "it":
            return ground_before(passage, i)
        if tokens[k].low in local or (_is_compass(tokens, k) and low_at(tokens, k + 1) == "of" and k + 2 < len(tokens)):
            if tokens[k].low == "of" and k > at and not is_spot(tokens, k - 1):
                continue
            found = phrase_at(passage, i, k + 1 + _is_compass(tokens, k))
            if found:
                return _wider(passage, i, k) if tokens[k].low in _BESIDE and way else found
    return None


def _wider(passage: Passage, i: int, k: int) -> str | None:
    """Return Oru in "along the reservoir in Oru", else the place itself that "along" stands before."""
    tokens = passage.sentence(i).tokens
    end = phrase_end(tokens, k + 1)
    inside = phrase_at(passage, i, end + 1) if low_at(tokens, end) in ("in", "on") else None
    return inside or phrase_at(passage, i, k + 1)


def is_spot(tokens: Sequence[Token], k: int) -> bool:
    """Whether a word is a part of a place or a kind of ground: "outskirts", "valley", "zone"."""
    low = low_at(tokens, k)
    words = english()
    return any(low in words[key] for key in ("bases.spots", "bases.compass", "ground.nouns", "ground.zones"))


def _between(passage: Passage, i: int, k: int) -> str | None:
    """Return "Aru and Oru" of "between Aru and Oru"."""
    tokens = passage.sentence(i).tokens
    names = [r for r in passage.runs(i) if k < r.first <= k + 3 and r.sort in (COUNTRY, OTHER)]
    if not names:
        return None
    second = [r for r in passage.runs(i) if names[0].last < r.first <= names[0].last + 2]
    last = second[0].last if second and low_at(tokens, names[0].last) == "and" else names[0].last
    return tidy(passage.words(i, names[0].first, last))


def place_before(passage: Passage, i: int, at: int) -> str | None:
    """Return the place that the same clause names before token `at`, after "in", "of" or "near"."""
    tokens = passage.sentence(i).tokens
    runs = [
        r
        for r in passage.runs(i)
        if r.last <= at and (r.sort in (COUNTRY, OTHER) or is_formal(tokens, r) or _is_state(tokens, r))
    ]
    runs = [
        r
        for r in runs
        if (r.before or preposition(tokens, r)) in ("in", "near", "inside", "across", "around", "into", "throughout")
        or (r.before == "of" and is_spot(tokens, r.first - 2) and not _is_way_from(tokens, r.first - 2))
        or (r.before == "of" and low_at(tokens, r.first - 2) in english()["bases.much_of"])
    ]
    works = english()["bases.works"]
    # "Three months into Oru's invasion" is no place either.
    runs = [r for r in runs if bare(low_at(tokens, r.last)) not in works | english()["bases.deeds"]]
    for run in reversed(runs):
        name = _named_at(passage, i, run.first, run)
        if name and not _has_side_after(passage, i, run, at):
            return name
        if low_at(tokens, run.first - 1) == "":
            break
    return None


def _is_state(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run that may be a side is a part of a country: "Oru state"."""
    return tokens[run.last - 1].text == "state" and tokens[run.first].cap and tokens[run.first].low != "islamic"


def _is_way_from(tokens: Sequence[Token], noun: int) -> bool:
    """Whether a noun is where a way begins: "from the town of Oru"."""
    at = noun - 1 - (low_at(tokens, noun - 1) in english()["grammar.determiners"])
    return low_at(tokens, at) == "from"


def _has_side_after(passage: Passage, i: int, run: Run, at: int) -> bool:
    """Whether a place only describes a noun before the clause's subject: "the fighting in Oru, the army took"."""
    tokens = passage.sentence(i).tokens
    opening = run.first - 2 - (low_at(tokens, run.first - 1) in english()["grammar.determiners"])
    if run.first <= 4 or low_at(tokens, opening) in (":", ";", "but"):
        return False
    return any(token.low == "," for token in tokens[run.last : at]) and any(
        r.first > run.last and r.last <= at and r.sort > COUNTRY and not r.before for r in passage.runs(i)
    )
