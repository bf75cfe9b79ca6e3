"""What a figure is a part of (base), what is counted (measure), and the date it is for (as_of).

"a fifth of Georgian territory" → Georgia, area; "two-thirds of the population" → population, of the country that the
text spoke of last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from whoholds.reading.names import COUNTRY, OTHER, Passage, Run, bare, place_of, tidy
from whoholds.reading.tokens import Token
from whoholds.reading.vocabulary import english

LOOK_BACK = 6
"""How many sentences before "the city" are searched for which city it is."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What follows "of": tokens `first` to `last` (half-open); empty if nothing does."""

    first: int
    last: int


def _low(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].low if 0 <= i < len(tokens) else ""


def whole_after(tokens: Sequence[Token], at: int) -> Whole | None:
    """Return the noun phrase that a share at token `at` is of: "of the land in X", "the country's territory"."""
    words = english()
    if _low(tokens, at) == "(":
        close = next((k for k in range(at, min(at + 12, len(tokens))) if tokens[k].low == ")"), None)
        at = close + 1 if close is not None else at
    if _low(tokens, at) == "of":
        at += 1
    elif _low(tokens, at) not in ("the", "its", "their", "our", "this", "all", "his", "that") and not (
        at < len(tokens) and place_of(tokens, at, min(at + 2, len(tokens)))
    ):
        return None
    last = at
    while last < len(tokens) and last - at < 14:
        token = tokens[last]
        low = token.low
        if token.kind == "p" and low not in ("-", "’", "'", "‘", "´", "/"):
            break
        if low in words["grammar.auxiliaries"] and low not in ("to",):
            break
        if low in words["grammar.prepositions"] and low not in ("of",):
            break
        if low in words["grammar.subordinators"] or low in words["grammar.speech"]:
            break
        if low == "and" and not _goes_on(tokens, last):
            break
        if low in words["bases.whole_stops"] or (last > at + 1 and token.kind == "n"):
            break
        if (
            low in words.verbs
            and last > at
            and words.verbs[low].form in ("past", "s", "ing")
            and _low(tokens, last - 1) not in ("the", "of", "-", "all")
        ):
            break
        last += 1
    return Whole(at, last)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and" joins two words of one whole: "land and water", "Iraq and Syria", "Bosnia and Herzegovina"."""
    following = _low(tokens, at + 1)
    if (
        "remaining" in {_low(tokens, at + k) for k in (2, 3, 4)}
        or _low(tokens, at + 2) in english()["grammar.auxiliaries"]
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
        if low in words["ground.nouns"] or low in words["ground.population"] or (verdict is None and tokens[k].cap):
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


# ------------------------------------------------------------------------------------------------ places


def _is_place(passage: Passage, i: int, run: Run, sort: str) -> bool:
    tokens = passage.sentence(i).tokens
    if run.sort == COUNTRY:
        return sort in ("country", "any")
    if run.sort != OTHER or sort == "country":
        return False
    return run.before in english()["bases.place_words"] or _low(tokens, run.last) in english()["ground.nouns"]


def _place_name(passage: Passage, i: int, run: Run) -> str:
    """Return a place's name with a noun that belongs to it: "Idlib province", "northern Syria"."""
    tokens = passage.sentence(i).tokens
    name = place_of(tokens, run.first, run.last)
    first, last = run.first, run.last
    if run.first and tokens[run.first - 1].low in english()["bases.compass"]:
        first -= 1
    if _low(tokens, last) in (
        "province",
        "governorate",
        "city",
        "canton",
        "region",
        "district",
        "countryside",
        "oblast",
        "county",
        "state",
        "camp",
        "peninsula",
        "valley",
    ):
        last += 1
    plain = first == run.first and last == run.last
    if name and plain and run.last - run.first <= 2:
        return name
    return tidy(passage.words(i, first, last))


def nearest_place(passage: Passage, i: int, before: int, sort: str) -> str | None:
    """Return the place of a sort ("country", "city", "province", "any") that the text means by "the city".

    It is the one named last before token `before`; for a country the one spoken of most; else the first one later in
    the sentence or the next.
    """
    if sort == "country":
        return _country_spoken_of(passage, i, before)
    for k in range(i, max(-1, i - 1 - LOOK_BACK), -1):
        runs = [r for r in passage.runs(k) if k < i or r.last <= before]
        found = [r for r in runs if _is_place(passage, k, r, sort)]
        if not found and k < i:
            found = [r for r in runs if r.sort == OTHER and not r.before]
        if found:
            return _place_name(passage, k, found[-1])
    for k in (i, i + 1):
        if k < len(passage.spans) and passage.spans[k][2] == passage.spans[i][2]:
            for run in passage.runs(k):
                if (k > i or run.first >= before) and _is_place(passage, k, run, sort):
                    return _place_name(passage, k, run)
    return None


def _country_spoken_of(passage: Passage, i: int, before: int) -> str | None:
    """Return the country that the sentences up to a token speak of most; "in X" and "of X" count double."""
    scores: dict[str, int] = {}
    last = i + 1 if i + 1 < len(passage.spans) and passage.spans[i + 1][2] == passage.spans[i][2] else i
    for k in range(max(0, i - LOOK_BACK), last + 1):
        tokens = passage.sentence(k).tokens
        for run in passage.runs(k):
            name = place_of(tokens, run.first, run.last)
            if name is None:
                continue
            near = 2 if k < i or (k == i and run.last <= before) else 1
            weight = 2 if run.before in ("in", "of", "across", "throughout", "inside", "within") else 1
            scores[name] = scores.get(name, 0) + near * weight * (0 if run.before in ("by", "with", "from") else 1)
    best = max(scores.values(), default=0)
    # Of equals the one named last.
    return next((name for name in reversed(list(scores)) if scores[name] == best), None) if best else None


def _sort_of(tokens: Sequence[Token], first: int, last: int) -> str | None:
    sorts = english().maps["sorts"]
    for token in reversed(tokens[first:last]):
        if bare(token.low) in sorts:
            return sorts[bare(token.low)]
    return None


def _named_in(passage: Passage, i: int, whole: Whole) -> str | None:
    """Return the name inside a whole: "Georgian territory" is Georgia, "the city of Rubizhne" Rubizhne."""
    tokens = passage.sentence(i).tokens
    caps = [k for k in range(whole.first, whole.last) if tokens[k].cap]
    if not caps:
        return None
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
        return _place_name(passage, i, inner)
    named = _place_name(passage, i, inner)
    generic = (" territory", " soil", " land", " lands")
    return next((named[: -len(tail)] for tail in generic if named.endswith(tail)), named)


def base_of_whole(passage: Passage, i: int, whole: Whole | None, at: int) -> str | None:
    """Return the base of a share: the name in its whole, or what "the city", "its territory" stand for."""
    tokens = passage.sentence(i).tokens
    if whole is not None and whole.last > whole.first:
        lows = [token.low for token in tokens[whole.first : whole.last]]
        if "remain" in lows or "remaining" in lows:
            named = _named_in(passage, i, whole)
            return named or "the remaining land"
        found = _named_in(passage, i, whole)
        if found:
            return found
        after = place_after(passage, i, whole.last)
        if after:
            return after
        sort = _sort_of(tokens, whole.first, whole.last)
        if sort in ("any", None):
            return nearest_place(passage, i, at, "country" if "national" in lows else "any")
        return nearest_place(passage, i, at, sort)
    return place_after(passage, i, at)


def place_after(passage: Passage, i: int, at: int, reach: int = 8) -> str | None:
    """Return the place after "in", "of", "on" or "near" behind token `at`, a few words on at most."""
    tokens = passage.sentence(i).tokens
    for k in range(at, min(at + reach, len(tokens))):
        if tokens[k].low in (";", ":", ".") or tokens[k].low in english()["grammar.subordinators"]:
            return None
        if tokens[k].low in ("in", "of", "on", "near", "around", "inside", "across", "within", "at"):
            run = next((r for r in passage.runs(i) if k < r.first <= k + 4 and r.sort in (COUNTRY, OTHER)), None)
            if run and all(tokens[n].kind == "w" or tokens[n].low == "-" for n in range(k + 1, run.first)):
                name = _place_name(passage, i, run)
                both = next((r for r in passage.runs(i) if r.first == run.last + 1), None)
                if both and _low(tokens, run.last) == "and" and both.sort == run.sort:
                    return f"{name} and {_place_name(passage, i, both)}"
                return name
    return None


# ------------------------------------------------------------------------------------------------ dates

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DATE = re.compile(
    r"\b(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<m>"
    + "|".join(_MONTHS)
    + r")\b(?:\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?\b)?"
    r",?(?:\s+(?P<y>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:in|by|since|of|during|late|early|mid)[ -]+"
    r"(?:the (?:end|summer|spring|autumn|fall|winter) of )?((?:1[89]|20)\d\d)\b",
    re.IGNORECASE,
)


def as_of(sentence: str) -> str | None:
    """Return the date that a sentence states, as far as it has a year.

    >>> as_of("By 23 March 2019 it held a third"), as_of("In 2017 it held a third"), as_of("On 2 June it fell")
    ('2019-03-23', '2017', None)
    """
    for match in _DATE.finditer(sentence):
        if match["y"]:
            month = _MONTHS.index(match["m"].lower()) + 1
            day = match["d"] or match["d2"]
            if day and 1 <= int(day) <= 31:
                return f"{match['y']}-{month:02d}-{int(day):02d}"
            return f"{match['y']}-{month:02d}"
    found = _YEAR.search(sentence)
    return found.group(1) if found else None
