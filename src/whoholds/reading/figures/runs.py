"""Names in a sentence: the stretches of words that can name somebody or something.

A run is such a stretch: "people's army of the Royal Government", "Syrian Democratic Forces (SDF)", "Wagner Group",
"rebels", "Kobanî". What may be a side and what only a place is told by its words.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from whoholds.reading.figures.bounds import amount_at
from whoholds.reading.figures.datelines import dash_of_dateline
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english

SIDE, COUNTRY, OTHER = 3, 2, 1

DATELINE = "—"
"""What stands "before" a name in a dateline: it is no subject, and nothing happens in it."""

_PLACING = ("across", "in", "of", "throughout")
"""What stands before a state that is a province."""

_GLUE = frozenset(("-", "‑", "–", "'", "’", "&", "/"))

_ARTICLES = ("al", "at", "an", "ar", "au", "el", "ez", "az", "ul", "as", "ash", "ad", "ed", "es", "la")

_PARTICLES = frozenset((*_ARTICLES, "de", "bin", "ibn", "abu"))


@dataclass(frozen=True, slots=True)
class Run:
    """A name in tokens `first` to `last` (half-open). `sort` is SIDE, COUNTRY or OTHER; `before` the preposition."""

    first: int
    last: int
    sort: int
    before: str


def bare(low: str) -> str:
    """Return a word without its possessive ending."""
    if "'" not in low and "’" not in low and "´" not in low:
        return low
    for ending in ("'s", "’s", "´s", "s'", "s’"):
        if low.endswith(ending):
            return low[: -len(ending)] + ("s" if ending[0] == "s" else "")
    return low


def is_name(token: Token) -> bool:
    """Whether a token is written as part of a name."""
    return token.cap and (token.low not in english().function_words or (token.text.isupper() and len(token.text) > 1))


def _is_noun(token: Token) -> bool:
    return token.kind == "w" and bare(token.low) in english()["holders.nouns"]


def _begins(tokens: Sequence[Token], i: int) -> bool:
    """Whether a run can begin at token i."""
    if i >= len(tokens) or tokens[i].kind != "w":
        return False
    if tokens[i].low in _PARTICLES and low_at(tokens, i + 1) == "-" and i + 2 < len(tokens) and tokens[i + 2].cap:
        return True
    word, words = bare(tokens[i].low), english()
    if is_name(tokens[i]) and (i > 0 or word not in words.verbs):
        return True
    return word in words["holders.nouns"] or (word in words["holders.modifiers"] and _leads_to_noun(tokens, i))


def _leads_to_noun(tokens: Sequence[Token], i: int) -> bool:
    """Whether modifiers from token i end in a noun for a side, or a name."""
    for k in range(i + 1, min(i + 6, len(tokens))):
        token = tokens[k]
        if _is_noun(token):
            return True
        if is_name(token):
            return bare(tokens[i].low) not in english()["holders.not_before_name"]
        if not (token.low in _GLUE or bare(token.low) in english()["holders.modifiers"]):
            return False
    return False


def _joins(tokens: Sequence[Token], first: int, i: int) -> int | None:
    """Return where a run goes on after a connecting word at token i, or None if it ends there."""
    low = tokens[i].low
    if low in _GLUE and i + 1 < len(tokens) and tokens[i].start == tokens[i - 1].end:
        return i + 1 if tokens[i + 1].kind in "wn" and (tokens[i + 1].start == tokens[i].end or low == "-") else None
    if low in _PARTICLES and i + 1 < len(tokens) and (tokens[i + 1].low in _GLUE or tokens[i + 1].cap):
        return i + 1
    if low == "of" and (_is_noun(tokens[i - 1]) or tokens[i - 1].cap):
        at = i + 1 + (low_at(tokens, i + 1) in ("the", "a", "our", "its"))
        return at if _begins(tokens, at) else None
    if low == "(" and i + 2 < len(tokens) and tokens[i + 2].low == ")" and tokens[i + 1].text.isupper():
        return i + 3
    return None


def _run_end(tokens: Sequence[Token], first: int) -> int:
    at = first + 1
    while at < len(tokens) and at - first < 24:
        if tokens[at - 1].low.endswith(("'s", "’s")) and tokens[at].kind != "w":
            return at
        if _begins(tokens, at):
            at += 1
            continue
        if tokens[at].kind == "n" and tokens[at - 1].text.isupper() and tokens[at].start == tokens[at - 1].end:
            # "M23" is two tokens.
            at += 1
            continue
        joined = _joins(tokens, first, at)
        if joined is None:
            return at
        at = joined
    return min(at, len(tokens))


def _sort(tokens: Sequence[Token], first: int, last: int) -> int:
    words = english()
    lows = [bare(token.low) for token in tokens[first:last]]
    if (
        any(low in words.holder_names for low in lows)
        or any(f"{a} {b}" in words.holder_names or a + b in words.holder_names for a, b in itertools.pairwise(lows))
        or any(f"{a} - {b}" in words.holder_names for a, b in zip(lows, lows[2:], strict=False))
    ):
        return SIDE
    if _is_province(tokens, first, last):
        return OTHER
    if any(_is_noun(token) for token in tokens[first:last]):
        return SIDE
    text = [token.text for token in tokens[first:last]]
    if any(word in words.peoples for word in text):
        return SIDE
    if place_of(tokens, first, last) in words.place_names:
        return COUNTRY
    return OTHER


def _is_province(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a run is a province that is called a state: "in Rakhine State", "of Borno state"."""
    if last - first != 2 or not tokens[first].cap or bare(tokens[last - 1].low) != "state":
        return False
    text, words = tokens[first].text, english()
    # "Of the Oruish State" is of a side.
    adjective = text in words.peoples or (text in words.places and text not in words.place_names)
    return not adjective and _before(tokens, first) in _PLACING


def place_of(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """Return the country or region that the tokens name or whose adjective they are, or None."""
    places, names = english().places, english().place_names
    words = [strip_possessive(token.text) for token in tokens[first:last]]
    for length in range(min(5, len(words)), 0, -1):
        for i in range(len(words) - length + 1):
            name = " ".join(words[i : i + length]).replace(" - ", "-")
            if name in places:
                return places[name]
            if length == 1 and name.endswith("s") and name[:-1] in names:
                return name[:-1]
    return None


def strip_possessive(text: str) -> str:
    """Return a word without "'s".

    >>> strip_possessive("Angola's")
    'Angola'
    """
    return text[:-2] if text.endswith(("'s", "’s", "´s")) else text.rstrip("'’´")


def find_runs(tokens: Sequence[Token]) -> list[Run]:
    """Return the runs of a sentence in order; two sides joined by "and" are one run."""
    found: list[Run] = []
    i = 0
    while i < len(tokens):
        if not _begins(tokens, i):
            i += 1
            continue
        last = _run_end(tokens, i)
        if last - i == 1 and tokens[i].low in ("military", "opposition", "state") and _describes(tokens, last):
            # "A military operation" is nobody.
            i = last
            continue
        if _is_no_side(tokens, i, last) or (last - i == 1 and _is_the_state(tokens, i)):
            i = last
            continue
        sort = SIDE if _acts(tokens, i, last) else _sort(tokens, i, last)
        run = Run(i, last, sort, _before(tokens, i))
        if found and _joined(tokens, found[-1], run):
            first = found.pop()
            run = Run(first.first, last, max(first.sort, run.sort), first.before)
        found.append(run)
        i = max(last, i + 1)
    dash = dash_of_dateline(tokens)
    return [replace(run, before=DATELINE) if run.last <= dash else run for run in found] if dash else found


def _is_no_side(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a noun for a side is part of a phrase for something else: "the front line", "international community"."""
    known = english()["holders.no_sides"]
    pairs = (f"{low_at(tokens, k)} {low_at(tokens, k + 1)}" for k in (first - 1, first))
    return last - first == 1 and tokens[first].text.islower() and any(pair in known for pair in pairs)


def _is_the_state(tokens: Sequence[Token], i: int) -> bool:
    """Whether "state" is a province: "out of the state", "across the state"."""
    before = _before(tokens, i)
    out = before == "of" and low_at(tokens, i - 3) in ("out", "most", "all", "half", "part", "parts")
    return tokens[i].text == "state" and (out or (before != "of" and before in _PLACING))


def _acts(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a run does something to ground and is an acronym or many: "the EPLF withdrew", "the Whites took"."""
    words = english()
    text = tokens[first].text
    acronym = text.isupper() and len(text) > 2
    if last - first > 1 or not (text.isalpha() and (acronym or (tokens[first].cap and text.endswith("s")))):
        return False
    if text in words.places or text.lower() in words["places.not_places"] or low_at(tokens, first - 1) != "the":
        return False
    at = last
    while at < min(last + 4, len(tokens)) and _is_light(tokens[at]):
        at += 1
    return low_at(tokens, at) in words.verbs


def _is_light(token: Token) -> bool:
    return token.low in english()["grammar.auxiliaries"] or token.low in english()["grammar.adverbs"]


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word before token `at` only describes a noun in lower case that stands there."""
    low, words = low_at(tokens, at), english()
    return (
        low.isalpha()
        and low.islower()
        and not tokens[at].cap
        and low not in words.function_words
        and low not in words["grammar.adverbs"]
        and low not in words.verbs
    )


def _joined(tokens: Sequence[Token], left: Run, right: Run) -> bool:
    between = [token.low for token in tokens[left.last : right.first] if token.low not in ("the", "its", "a")]
    if _are_its(tokens, left, right):
        return True
    if between not in (["and"], ["&"], ["or"]):
        return False
    if {low_at(tokens, right.last), low_at(tokens, right.last + 1)} & {"remaining", "rest", "other", "another"}:
        return False
    verb = english().verbs.get(low_at(tokens, right.last))
    if left.before and verb is not None and verb.form in ("s", "past"):
        # "A third of Oru and Aru holds the rest".
        return False
    if left.before in ("of", "in") and amount_at(tokens, right.last):
        # "The army holds 21 percent of Oru and the resistance 42 percent".
        return False
    return (left.sort >= COUNTRY) == (right.sort >= COUNTRY) and (
        left.sort == right.sort or SIDE in (left.sort, right.sort)
    )


def _are_its(tokens: Sequence[Token], left: Run, right: Run) -> bool:
    """Whether two runs are a side and those who go with it: "the US and its partners", "Kabul and its new allies"."""
    if (low_at(tokens, left.last), low_at(tokens, left.last + 1)) != ("and", "its") or left.before:
        return False
    between = tokens[left.last + 2 : right.first]
    own = right.last - right.first == 1 and tokens[right.first].low in english()["holders.own_men"] | {"partners"}
    named = left.sort >= COUNTRY or tokens[left.last - 1].cap
    return own and named and len(between) <= 2 and all(token.kind == "w" and token.text.islower() for token in between)


def _before(tokens: Sequence[Token], i: int) -> str:
    """Return the preposition before a run, over its determiner and adjectives in lower case."""
    at = i - 1
    for _ in range(3):
        low = low_at(tokens, at)
        if low in english()["grammar.prepositions"]:
            return "" if low in ("after", "before", "since", "until", "as", "than") else low
        if low not in english()["grammar.determiners"] and low not in (
            "eastern",
            "western",
            "northern",
            "southern",
            "nearby",
            "neighbouring",
            "neighboring",
        ):
            return ""
        at -= 1
    return ""


def tidy(name: str) -> str:
    """Strip leading articles and a closing possessive from a name.

    >>> tidy("the  Turkish army's")
    'Turkish army'
    """
    words = name.split()
    while words and words[0].lower() in english()["grammar.determiners"] and len(words) > 1:
        words = words[1:]
    return strip_possessive(" ".join(words)).strip(" ,;:-–—()[]\"“”'‘")
