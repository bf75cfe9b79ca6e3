"""Whose ground a figure is, where no "of" says it: "our territory of 300 sq km", "ground that belongs to Oru".

Also the town of which a figure says how many live in it: "Aru, a town of 45,000".
"""

from __future__ import annotations

from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.places import nearest_place, place_name, sort_of
from whoholds.reading.figures.runs import COUNTRY, OTHER, place_of, strip_possessive, tidy
from whoholds.reading.figures.tokens import low_at
from whoholds.reading.figures.vocabulary import english

_NEAR = 6
"""How many words before its measure the owner of a territory may stand."""


def owner_after(passage: Passage, i: int, at: int) -> str | None:
    """Return Oru in "4,000 square kilometres that rightfully belong to Oru"; `at` is the token after the figure."""
    tokens = passage.sentence(i).tokens
    if low_at(tokens, at) not in ("that", "which", "belonging"):
        return None
    for k in range(at, min(at + 5, len(tokens))):
        if tokens[k].low in ("belong", "belongs", "belonged", "belonging") and low_at(tokens, k + 1) == "to":
            run = next((r for r in passage.runs(i) if k + 2 <= r.first <= k + 3), None)
            return place_name(passage, i, run) if run and run.sort in (COUNTRY, OTHER) else None
    return None


def owner_before(passage: Passage, i: int, first: int) -> str | None:
    """Return whose territory an area is: "our recognized territory of 300 sq km", "Oru's territory of 300 sq km"."""
    tokens = passage.sentence(i).tokens
    if low_at(tokens, first - 1) != "of" or low_at(tokens, first - 2) not in english()["bases.bare_ground"]:
        return None
    for k in range(first - 3, max(-1, first - 3 - _NEAR), -1):
        token = tokens[k]
        if token.low in ("our", "my", "national"):
            return nearest_place(passage, i, first, "country")
        if token.cap and strip_possessive(token.text) != token.text:
            return place_of(tokens, k, k + 1) or tidy(token.text)
        if token.kind != "w" or token.low in english()["grammar.prepositions"] or token.low in english().verbs:
            return None
    return None


def place_peopled(passage: Passage, i: int, first: int) -> str | None:
    """Return the town in "Aru, a city in the east with a population of 200,000" and "Aru, a town of 45,000"."""
    tokens = passage.sentence(i).tokens
    k = first - 1
    while k > 0 and (
        tokens[k].low in ("of", "population", "over", "some", "about", "than", "more", "nearly", "almost")
    ):
        k -= 1
    head = k + 1 if low_at(tokens, k) in ("with", "a", "had") or low_at(tokens, k + 1) == "of" else None
    if head is None or low_at(tokens, first - 1) == "," or k + 1 >= first:
        return None
    noun = next((n for n in range(k, max(-1, k - _NEAR), -1) if sort_of(tokens, n, n + 1) == "city"), None)
    if noun is None:
        return None
    article = next((n for n in range(noun - 1, max(-1, noun - _NEAR), -1) if tokens[n].low in ("a", "an", "the")), None)
    if article is None:
        return None
    end = article - (low_at(tokens, article - 1) == ",")
    run = next((r for r in passage.runs(i) if r.last == end and r.sort in (COUNTRY, OTHER)), None)
    return place_name(passage, i, run) if run else None
