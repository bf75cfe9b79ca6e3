"""The ground that a measure stands beside: "a 270-kilometre border with Oru", "the Oru basin, 300 sq km"."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.places import nearest_place
from whoholds.reading.figures.runs import COUNTRY, OTHER, bare, place_of, tidy
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english
from whoholds.reading.figures.wheres import LOCAL, generic, is_spot, phrase_end


def strip_measured(passage: Passage, i: int, last: int, nouns: frozenset[str]) -> str | None:
    """Return the strip of ground whose measure ends before a token: "its 270-kilometre border with Oru"."""
    tokens = passage.sentence(i).tokens
    k = last
    if low_at(tokens, k) == "(":
        k = next((n + 1 for n in range(k, min(k + 9, len(tokens))) if tokens[n].low == ")"), k)
    while low_at(tokens, k) in ("-", "long", "wide", "deep"):
        k += 1
    stop = phrase_end(tokens, k)
    end = next((n for n in range(k + 1, stop) if tokens[n].low in english()["bases.made"]), stop)
    if end <= k or tokens[end - 1].low not in nouns or any(token.low == "of" for token in tokens[k:end]):
        return None
    if low_at(tokens, end) in ("with", "between"):
        end = phrase_end(tokens, end + 1)
    return tidy(passage.words(i, k, end))


def works_pierced(passage: Passage, i: int, first: int) -> str | None:
    """Return "Oruvian lines" in "penetrated Oruvian lines up to 50 km"."""
    tokens = passage.sentence(i).tokens
    for k in range(first - 1, max(0, first - 9), -1):
        if tokens[k].low in english()["bases.works"]:
            start = next(
                (n + 1 for n in range(k, max(-1, k - 5), -1) if tokens[n].low in english()["bases.pierces"]), k
            )
            return tidy(passage.words(i, start, k + 1)) if start < k else None
    return None


def _long(tokens: Sequence[Token], last: int) -> bool:
    return "long" in {token.low for token in tokens[last : last + 2]} or low_at(tokens, last) in ("-", "wide", "deep")


def _zone_after(passage: Passage, i: int, last: int) -> str | None:
    """Return the zone behind its measure: "a 30 km-long sand wall"."""
    tokens = passage.sentence(i).tokens
    k = last
    while k < min(last + 9, len(tokens)) and tokens[k].low not in ("long", "wide", "deep"):
        k += 1
    end = phrase_end(tokens, k + 1)
    if end > k + 1 and tokens[end - 1].low in english()["ground.zones"] | english()["ground.strong"]:
        return tidy(passage.words(i, k + 1, end))
    return None


def place_apart(passage: Passage, i: int, first: int, last: int, *, zone: bool) -> str | None:
    """Return the place that a figure stands beside: "the Oru basin, 300 sq km," and "the zone covers 300 sq km".

    A `zone` may stand before it without a comma: "a safe area 30 km wide".
    """
    tokens = passage.sentence(i).tokens
    k = first - 1
    while k > 0 and (tokens[k].low in english()["ground.covering"] or tokens[k].low in ("is", "was", "of", "some")):
        k -= 1
    if k < 0 or (k == first - 1 and tokens[k].low != "," and not zone):
        return None
    if tokens[k].low == "which" and low_at(tokens, k - 1) == ",":
        # "The zone, which is 5 km deep".
        k -= 1
    k -= tokens[k].low == ","
    if tokens[k].low in english()["bases.bare_ground"] and low_at(tokens, k - 1) == "the" and k < first - 1:
        # "The area, 1,150 square kilometres, …": of what the text spoke of.
        return nearest_place(passage, i, k, "any")
    run = next(
        (r for r in passage.runs(i) if r.first <= k < r.last or (r.last <= k <= r.last + 2 and r.sort < 3)), None
    )
    verb = run is not None and low_at(tokens, run.first - 1 - (low_at(tokens, run.first - 1) == "the"))
    known = run is not None and place_of(tokens, run.first, run.last) is not None
    if run is not None and run.sort in (COUNTRY, OTHER) and (not known or verb in english().verbs):
        if tokens[k].low in english()["places.not_of"]:
            # "Oruvian control of 300 sq km".
            return None
        if run.last <= k and not all(is_spot(tokens, n) or tokens[n].low.islower() for n in range(run.last, k + 1)):
            return None
        joined = any(tokens[n].low in ("with", "to", "for", "by") for n in range(run.last, k + 1))
        # "Aru and Oru, with a depth of 30 km".
        return tidy(passage.words(i, run.first, run.last if joined else k + 1))
    if zone and _long(tokens, last):
        after = _zone_after(passage, i, last)
        if after:
            return after
    nouns = english()["ground.zones"] - english()["bases.extents"] if zone else english()["ground.nouns"]
    if k >= 0 and bare(tokens[k].low) in nouns and run is None and (zone or low_at(tokens, first - 1) != "of"):
        start = k
        while start > 0 and tokens[start - 1].kind == "w" and start > k - 3 and tokens[start - 1].low not in LOCAL:
            start -= 1
            if tokens[start].low in english()["grammar.determiners"]:
                break
        if k - start <= 1 and tokens[k].low in english()["bases.bare_ground"]:
            # "An area of 300 sq km".
            return None
        return generic(passage, i, start, k + 1) or tidy(passage.words(i, start, k + 1))
    return None
