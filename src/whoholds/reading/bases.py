"""What a figure is a part of (base) and what is counted (measure).

"a fifth of Georgian territory" → Georgia, area; "two-thirds of the population" → population, of the country that the
text spoke of last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from whoholds.reading.names import Passage, Run, bare, place_of, tidy
from whoholds.reading.places import nearest_place, place_after, place_before, place_name, place_named, sort_of
from whoholds.reading.tokens import Token, low_at
from whoholds.reading.vocabulary import english


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
    if (
        "remaining" in {low_at(tokens, at + k) for k in (2, 3, 4)}
        or low_at(tokens, at + 2) in english()["grammar.auxiliaries"]
    ):
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
    first, last = max(run.first, whole.first), min(run.last, whole.last)
    if any(token.low in english()["holders.suffixes"] for token in tokens[whole.first : whole.last]):
        return tidy(passage.words(i, whole.first, whole.last))
    inner = Run(first, last, run.sort, run.before)
    if place_of(tokens, first, last) and last - first <= 2:
        return place_name(passage, i, inner)
    named = place_name(passage, i, inner)
    generic = (" territory", " soil", " land", " lands")
    return next((named[: -len(tail)] for tail in generic if named.endswith(tail)), named)


def _base_of_whole(passage: Passage, i: int, whole: Whole, at: int, holder: str | None) -> str | None:
    """Return the name in a whole, or what "the city", "its territory" stand for."""
    tokens = passage.sentence(i).tokens
    lows = [token.low for token in tokens[whole.first : whole.last]]
    found = _named_in(passage, i, whole)
    if found:
        return found
    if "remain" in lows or "remaining" in lows:
        return "the remaining land"
    after = place_after(passage, i, whole.last, 4)
    if after:
        return after
    sort = sort_of(tokens, whole.first, whole.last)
    if "national" in lows or "our" in lows:
        sort = "country"
    # "Russia holds a fifth of the country": not of Russia.
    but = place_named(holder) if holder and not {"its", "their", "his"} & set(lows) else None
    return nearest_place(passage, i, at, sort or "any", but)


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
    if whole is not None and whole.last > whole.first and (kind == "share" or _has_name(tokens, whole)):
        return _base_of_whole(passage, i, whole, first, holder)
    if kind in ("count", "area"):
        inside = next((token.text for token in tokens[first:last] if token.text in english().places), None)
        if inside:
            return english().places[inside]
    if kind == "share":
        if sibling and first and tokens[first - 1].low in ("another", "other", "further", "remaining"):
            # "Another tenth": of what the one before is a share of.
            return sibling
        return place_after(passage, i, last, 4) or sibling or nearest_place(passage, i, first, "any")
    after = place_after(passage, i, last)
    if after or sibling:
        return after or sibling
    if kind in ("people", "distance"):
        return nearest_place(passage, i, first, "any")
    return place_before(passage, i, first)


def _has_name(tokens: Sequence[Token], whole: Whole) -> bool:
    return any(token.cap for token in tokens[whole.first : whole.last])
