"""Where a text tells of fighting: villages that an "operation in Oru" takes are in Oru.

It is asked for counts, areas and distances that no place of their own follows or precedes.
"""

from __future__ import annotations

from whoholds.reading.figures.countries import land_of
from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.places import place_name, sort_of
from whoholds.reading.figures.runs import COUNTRY, bare, strip_possessive
from whoholds.reading.figures.tokens import low_at
from whoholds.reading.figures.vocabulary import english
from whoholds.reading.figures.wheres import phrase_at

_REACH = 4
"""How many sentences before a figure are searched for where the fighting is."""

_STEM = 4
"""How many letters a country's name has in common with its adjective."""

_FAR = 30
"""How many words before a figure the governor may stand who tells of it."""

_NEAR = 4
"""How many words before "in" the operation may stand: "Operation Long Road in Oru"."""


def theatre_of(passage: Passage, i: int, holder: str | None) -> str | None:
    """Return where the operation is that sentence i, or one not long before it, tells of.

    A sentence before must name the side that holds or took what is counted, if that has a name.
    """
    for k in range(i, max(-1, i - 1 - _REACH), -1):
        start, end, _ = passage.spans[k]
        found = passage.kept("theatre", k, _theatre)
        if found and k < i and not _tells_of(passage, k, holder):
            return None
        if found and found in (land_of(holder), holder) and passage.kept("invaded", k, _is_invaded):
            # Whose country is invaded may fight in the other one.
            return None
        if found:
            return found
        if passage.text[start:end].lower().startswith(tuple(english()["places.turns"])):
            return None
    return None


def _tells_of(passage: Passage, k: int, holder: str | None) -> bool:
    names = {word[:_STEM] for word in (holder or "").split() if word[:1].isupper()}
    return not names or not names.isdisjoint(passage.kept("stems", k, _stems))


def _stems(passage: Passage, k: int) -> set[str]:
    """Return how the names in a sentence begin: "Ukra" of "Ukrainian", and of the capital "Kyiv"."""
    capitals = english().maps["capitals"]
    names = [strip_possessive(token.text) for token in passage.sentence(k).tokens if token.cap]
    return {capitals.get(name, name)[:_STEM] for name in names}


def _theatre(passage: Passage, k: int) -> str | None:
    """Return the last place in a sentence in which an operation goes on, or whose governor speaks."""
    tokens = passage.sentence(k).tokens
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at].low == "where" and _begins_operation(passage, k, at):
            run = next((r for r in reversed(passage.runs(k)) if r.last <= at), None)
            if run is not None and run.sort <= COUNTRY and at - run.last <= 2:
                return place_name(passage, k, run)
        if not (_is_entered(passage, k, at) or _goes_on_in(passage, k, at)):
            continue
        place = phrase_at(passage, k, at)
        if place and place != place.lower() and _is_wide(passage, k, at):
            return place
    return _governed(passage, k)


def _is_invaded(passage: Passage, k: int) -> bool:
    return any(token.low in english()["places.invasions"] for token in passage.sentence(k).tokens)


def _begins_operation(passage: Passage, k: int, at: int) -> bool:
    """Whether "where" at a token goes on with an operation: "Oru, where the army launched an offensive"."""
    tokens = passage.sentence(k).tokens
    clause = tokens[at + 1 : at + 9]
    return any(token.low in english()["places.operations"] for token in clause)


def _is_wide(passage: Passage, k: int, at: int) -> bool:
    """Whether villages can be in what token `at` begins: no city, and men may enter a town."""
    tokens = passage.sentence(k).tokens
    end = min(at + 9, len(tokens))
    stop = next((n for n in range(at, end) if tokens[n].kind == "p" and tokens[n].low != "-"), end)
    sort = sort_of(tokens, at, stop)
    if sort == "city":
        return False
    country = any(token.text in english().places for token in tokens[at:stop])
    return sort is not None or country or not _is_entered(passage, k, at)


def _goes_on_in(passage: Passage, k: int, at: int) -> bool:
    """Whether "in" before token `at` follows an operation: "since it launched an operation in"."""
    tokens = passage.sentence(k).tokens
    if low_at(tokens, at - 1) == "of":
        return low_at(tokens, at - 2) in english()["places.invasions"]
    if low_at(tokens, at - 1) not in ("in", "into", "inside", "across"):
        return False
    for n in range(at - 2, max(-1, at - 2 - _NEAR), -1):
        if tokens[n].low in english()["places.operations"]:
            return True
        if tokens[n].kind == "p" or not (tokens[n].cap or n == at - 2):
            return False
    return False


def _is_entered(passage: Passage, k: int, at: int) -> bool:
    """Whether somebody enters what token `at` begins: "troops entered the Oru region", "pushed into Oru"."""
    tokens = passage.sentence(k).tokens
    if tokens[at - 1].low in ("inside", "into"):
        return low_at(tokens, at - 2 - (low_at(tokens, at - 2) == "on")) in english()["places.pushes"]
    return tokens[at - 1].low in english()["places.enters"]


def told_by_governor(passage: Passage, i: int, first: int, since: int) -> str | None:
    """Return the region whose governor tells of a figure at token `first`, if he is named behind offset `since`."""
    tokens = passage.sentence(i).tokens
    near = range(max(0, first - _FAR), first)
    named = any(tokens[k].low in english()["places.governors"] and tokens[k].start > since for k in near)
    return passage.kept("governed", i, _governed) if named else None


def _governed(passage: Passage, k: int) -> str | None:
    """Return Oru region in "the Oru region's governor said" and "the governor of Oru region": he speaks of it."""
    tokens = passage.sentence(k).tokens
    for run in passage.runs(k):
        at = run.first - 1 - (low_at(tokens, run.first - 1) == "the")
        sorts = english().maps["sorts"]
        nouns = (low_at(tokens, run.last), tokens[run.last - 1].low)
        if (
            "province" in map(sorts.get, nouns)
            and low_at(tokens, at) == "of"
            and tokens[at - 1].low in english()["places.governors"]
        ):
            return phrase_at(passage, k, at + 1)
        noun = low_at(tokens, run.last)
        owns = bare(noun) != noun and english().maps["sorts"].get(bare(noun)) in ("city", "province")
        if owns and low_at(tokens, run.last + 1) in english()["places.governors"]:
            return passage.words(k, run.first, run.last) + " " + bare(noun)
    return None
