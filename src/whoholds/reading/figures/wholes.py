"""The noun phrase that a share is of, and what it counts: "a fifth of Georgian territory", "half of the population"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from whoholds.reading.figures.bounds import amount_at, bound_before
from whoholds.reading.figures.runs import bare, place_of
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english


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
    if low_at(tokens, at) == ")" and low_at(tokens, at + 1) == "of":
        # "A large part (40 percent) of the country".
        at += 1
    if low_at(tokens, at) in english()["bases.pieces"] and low_at(tokens, at + 1) == "of":
        # "A 30-percent chunk of the country".
        at += 1
    if low_at(tokens, at) in english()["light.nouns"] and low_at(tokens, at + 1) in ("of", "over"):
        # "In 100 percent control of Aru".
        return whole_after(tokens, at + 1) if low_at(tokens, at + 1) == "of" else None
    if low_at(tokens, at) in ('"', "”", "—", "–") and low_at(tokens, at + 1) == "of":
        # He said "about half" of the districts; only a fraction—60 sq km—of it.
        at += 1
    if low_at(tokens, at) == "of":
        at += 1
        pointed = low_at(tokens, at) in ("that", "this", "these", "those")
    elif _one_in(tokens, at):
        # "One in three Oruvian districts".
        pointed = False
    elif low_at(tokens, at - 1) == "entire":
        # "Almost the entire northern province".
        pointed = False
    elif low_at(tokens, at) not in ("the", "its", "their", "our", "this", "all", "his", "that") and not (
        at < len(tokens) and place_of(tokens, at, min(at + 2, len(tokens)))
    ):
        return None
    else:
        pointed = False
    last = at + pointed
    while last < len(tokens) and last - at < 14:
        token = tokens[last]
        low = token.low
        if token.kind == "p" and (low not in ("-", "’", "'", "‘", "´", "/") or _is_apart(tokens, last)):
            break
        if low in words["grammar.auxiliaries"] and low != "to" and not (low == "remain" and last - at < 2):
            break
        if low in ("live", "lives") and last > at:
            break
        if low in words["grammar.prepositions"] and low not in ("of",):
            break
        # Not "the DR Congo".
        titled = low in words["places.titles"] and low_at(tokens, last - 1) != "-" and not token.text.isupper()
        if low in words["grammar.subordinators"] or titled:
            break
        if low in words["grammar.speech"]:
            last = _before_speaker(tokens, at, last)
            break
        if low == "and" and not _goes_on(tokens, last):
            break
        before = low_at(tokens, last - 1)
        # "The total of 407 districts", "the country's 12 provinces", "the roughly 420 centres".
        counted = (before == "of" and low_at(tokens, last - 2) in words["bases.says_nothing"]) or bare(before) != before
        counted = counted or bound_before(tokens, last)[1] == at + 1
        adverb = last > at and low.endswith("ly") and low.islower() and before in words["bases.bare_ground"]
        if adverb or low in words["bases.whole_stops"] or (last > at + 1 and token.kind == "n" and not counted):
            break
        if last > at and low in words.number_openings and low_at(tokens, last + 1) in words["bases.times"]:
            # "Of Oru a year ago".
            break
        if (
            low in words.verbs
            and last > at
            and words.verbs[low].form in ("past", "s", "ing")
            and low_at(tokens, last - 1) not in ("the", "of", "-", "all")
        ):
            break
        last += 1
    if last > at + 1 and low_at(tokens, last - 1) == "of":
        # "The population of 12 million": the number is not of it.
        last -= 1
    return Whole(at, last)


def _is_apart(tokens: Sequence[Token], k: int) -> bool:
    """Whether a hyphen with blanks around it begins another number: "of territory - 4,900 - and"."""
    if tokens[k].low != "-" or k + 1 >= len(tokens) or tokens[k + 1].kind != "n":
        return False
    return tokens[k].start > tokens[k - 1].end and tokens[k + 1].start > tokens[k].end


def _one_in(tokens: Sequence[Token], at: int) -> bool:
    before = [low_at(tokens, at - k) for k in (2, 3, 4)]
    return before[:2] == ["in", "one"] or (before[0] == "every" and before[1] in ("in", "of"))


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
    if amount_at(tokens, _after_name(tokens, at + 1)):
        # "44.8 percent of Oru and Aru 15.8 percent".
        return False
    both = at + 1 < len(tokens) and tokens[at + 1].cap and tokens[at - 1].cap
    return both or following in ("water", "waters", "population", "villages", "towns", "seats")


def _after_name(tokens: Sequence[Token], at: int) -> int:
    """Return the token after the capitalised words that begin at a token."""
    return next((k for k in range(at, min(at + 9, len(tokens))) if not tokens[k].cap), at)


def about_ground(tokens: Sequence[Token], whole: Whole) -> bool | None:
    """Say whether a whole is ground or people on it (True), something else (False), or cannot be told (None)."""
    words = english()
    verdict = None
    if _is_of_things(tokens, whole):
        return False
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


def _is_of_things(tokens: Sequence[Token], whole: Whole) -> bool:
    """Whether a whole is what a place has, and no ground: "Oruland's oil wells", "the road network of Oruland"."""
    owner = next((k for k in range(whole.first, whole.last - 1) if bare(tokens[k].low) != tokens[k].low), None)
    end = _end_of_noun(tokens, whole)
    if end == whole.last and owner is None:
        return False
    said = tokens[owner + 1 if owner is not None and owner < end else whole.first : end]
    words = english()
    told = [token for token in said if token.low not in words["grammar.determiners"]]
    if not told or any(token.kind == "n" for token in told) or tuple(token.low for token in told[-2:]) in words.nouns:
        return False
    return not (_is_ground_word(told[-1]) or any(_names_ground(token) for token in told))


def _end_of_noun(tokens: Sequence[Token], whole: Whole) -> int:
    """Return where the first noun of a whole ends: behind "network" in "the road network of Oruland"."""
    return next((k for k in range(whole.first + 1, whole.last) if tokens[k].low == "of"), whole.last)


def _names_ground(token: Token) -> bool:
    words, low = english(), bare(token.low)
    return token.cap or any(low in words[key] for key in ("ground.nouns", "ground.population", "bases.compass"))


def _is_ground_word(token: Token) -> bool:
    """Whether a noun can be ground, a part of it, or places that are counted."""
    words, low = english(), bare(token.low)
    parts = ("ground.zones", "bases.whole_of", "bases.spots", "bases.pieces")
    return (low,) in words.nouns or low in words.maps["measures"] or any(low in words[key] for key in parts)


def _measure_of_noun(tokens: Sequence[Token], whole: Whole) -> str | None:
    """Return what a share counts by the noun itself: "border crossings" are crossings and no border."""
    words = english()
    end = _end_of_noun(tokens, whole)
    if end <= whole.first:
        return None
    head = tokens[end - 1].low
    noun = words.nouns.get((low_at(tokens, end - 2), head)) if end - whole.first > 1 else None
    if noun is not None and noun.kind == "count" and head not in words["bases.bare_ground"]:
        return noun.unit
    return words.maps["measures"].get(head)


def measure_of(tokens: Sequence[Token], whole: Whole | None) -> str:
    """Return what a share counts: "area" unless its whole says "population", "villages", "border", …."""
    if whole is None:
        return "area"
    words = english()
    lows = [bare(token.low) for token in tokens[whole.first : whole.last]]
    if any(token.text in words.peoples for token in tokens[whole.first : whole.last]):
        return "population"
    head = _measure_of_noun(tokens, whole)
    if head is not None:
        return head
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


def says_nothing(tokens: Sequence[Token], whole: Whole) -> bool:
    """Whether a whole only says "of the total", "of them", or nothing at all."""
    return {token.low for token in tokens[whole.first : whole.last]} <= english()["bases.says_nothing"]
