"""Noun phrases that no list knows: "the gendarmerie", "our combatants", "the former governor of Oru"."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.referents import referent
from whoholds.reading.figures.runs import bare, tidy
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english

ARTICLES = frozenset(("the", "our", "this", "that", "these", "those", "their", "his", "its"))


def ends_noun(low: str) -> bool:
    """Whether a noun phrase ends before this word: a verb, a preposition or a word that begins a clause."""
    words = english()
    return any(
        low in words[key] for key in ("grammar.auxiliaries", "grammar.prepositions", "grammar.subordinators")
    ) or (low in words.verbs and low not in words["holders.nouns"])


def plain_noun(passage: Passage, i: int, at: int) -> str | None:
    """Return the phrase "the gendarmerie" or "our combatants" that ends at token `at`, if it may be a side."""
    tokens = passage.sentence(i).tokens
    words = english()
    head = bare(low_at(tokens, at))
    if not head.isalpha() or len(head) < 3 or tokens[at].kind != "w" or head.endswith("ed"):
        return None
    never = ("holders.events", "bases.times", "ground.nouns", "grammar.adverbs", "grammar.pronouns", "ground.zones")
    if any(head in words[key] for key in never) or ends_noun(head) or head in words.units:
        return None
    for k in range(at, max(-1, at - 6), -1):
        low = tokens[k].low
        if low in ARTICLES and k < at:
            if low_at(tokens, k - 1) in words["grammar.prepositions"]:
                # "By this point", "for its part".
                return None
            if low in ("its", "their") and head in words["holders.own_men"]:
                return referent(passage, i, k)
            return tidy(passage.words(i, k, at + 1))
        if k < at and (tokens[k].kind != "w" or ends_noun(low) or low in words["grammar.conjunctions"]):
            return None
    return None


def walk_left(tokens: Sequence[Token], at: int) -> int:
    """Return where the noun phrase that ends at token `at` begins."""
    words = english()
    k = at
    while k > 0 and k > at - 12:
        low = tokens[k - 1].low
        if tokens[k - 1].kind != "w" and low not in ("-", "’", "'"):
            break
        if low in words["grammar.subordinators"] and low not in ("who",):
            break
        if low in words["grammar.prepositions"] and low not in ("of", "to", "by", "up"):
            break
        if low in words["grammar.speech"]:
            break
        k -= 1
    return k
