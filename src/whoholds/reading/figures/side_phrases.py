"""The words that name a side at a trigger: after "by" and "of", and before "-held" and "control"."""

from __future__ import annotations

from whoholds.reading.figures.mentions import who
from whoholds.reading.figures.names import Passage, is_named
from whoholds.reading.figures.referents import ourselves, referent, run_name
from whoholds.reading.figures.runs import COUNTRY, bare, strip_possessive, tidy
from whoholds.reading.figures.tokens import low_at
from whoholds.reading.figures.vocabulary import english


def phrase_from(passage: Passage, i: int, first: int, *, stop: int | None = None) -> str | None:
    """Return the name of a side that begins at token `first`: a run, "their", or the words up to a border."""
    tokens = passage.sentence(i).tokens
    end = min(stop if stop is not None else len(tokens), first + 20)
    at = first
    while at < end and (
        tokens[at].low in english()["grammar.determiners"]
        or tokens[at].low in english()["grammar.adverbs"]
        or tokens[at].low in ('"', "“", "[", "both", "the")
    ):
        if tokens[at].low in ("their", "its", "his", "our", "my"):
            if tokens[at].low in ("our", "my"):
                run = next((r for r in passage.runs(i) if at < r.first <= at + 2 and r.last <= end), None)
                return passage.name(i, run) if run else ourselves(passage, i)
            run = next((r for r in passage.runs(i) if at < r.first <= at + 2 and r.last <= end), None)
            if run:
                return run_name(passage, i, run)
            if low_at(tokens, at + 1) in english()["holders.own_men"] | english()["triggers.powers"] or at + 1 == end:
                return referent(passage, i, at)
        at += 1
    if at >= end or tokens[at].low in english()["grammar.auxiliaries"]:
        return None
    if tokens[at].low in ("them", "him", "it", "they"):
        return referent(passage, i, at)
    if tokens[at].low == "us":
        return ourselves(passage, i)
    run = next((r for r in passage.runs(i) if r.first <= at < r.last), None)
    last = at
    while last < end:
        token = tokens[last]
        if run and last < run.last:
            last += 1
            continue
        if token.kind == "p" and token.low not in ("-", "’", "'", "´"):
            break
        if token.low == "of" or (token.low == "and" and _side_follows(passage, i, last + 1)):
            last += 1
            continue
        if token.low == "to" and low_at(tokens, last - 1) in ("loyal", "allied", "close", "linked", "affiliated"):
            last += 1
            continue
        named = last > at and any(r.last == last and r.first >= at for r in passage.runs(i))
        if named and not token.cap and bare(token.low) not in english()["holders.nouns"] and token.low != "-":
            break
        if token.low in english()["relations.agent_stops"] or token.low in english()["grammar.prepositions"]:
            break
        last += 1
        run = next((r for r in passage.runs(i) if r.first <= last < r.last), None)
    if tokens[at].low in english()["relations.no_agents"]:
        return None
    return tidy(passage.words(i, at, last)) or None


def _side_follows(passage: Passage, i: int, at: int) -> bool:
    return any(at <= r.first <= at + 1 and r.sort >= COUNTRY for r in passage.runs(i))


def adjectival(passage: Passage, i: int, first: int, last: int) -> str | None:
    """Return the side that an adjective or noun before "-held" or "control" names: "rebel" gives "rebels"."""
    tokens = passage.sentence(i).tokens
    vague = all(tokens[k].low in english()["holders.qualities"] for k in range(first, last))
    if vague and low_at(tokens, last) in ("occupation", "administration"):
        # "Under military occupation": nobody is named.
        return None
    text = strip_possessive(passage.words(i, first, last))
    low = text.lower()
    words = english()
    if low in words.maps["plural"]:
        return words.maps["plural"][low]
    if tokens[first].low in ("their", "its", "his", "it", "them", "him"):
        return referent(passage, i, first)
    if tokens[first].low in ("our", "my"):
        return ourselves(passage, i)
    if last - first > 1 and tokens[last - 1].low in words["holders.qualities"]:
        # "Turkish military occupation" is Turkey's.
        return adjectival(passage, i, first, last - 1)
    if last - first == 1 and low in words["holders.anaphors"]:
        found = who(passage, i, first, told=True)
        if found and is_named(passage, *found):
            return passage.name(*found)
    if text in words.peoples and last - first == 1:
        return words.peoples[text]
    if text in words.places and last - first == 1:
        return words.places[text]
    if tokens[first].low in ("the", "a"):
        return adjectival(passage, i, first + 1, last) if last - first > 1 else None
    if last - first == 1 and text.islower() and low not in words["holders.nouns"] | words["holders.modifiers"]:
        # "In private hands", "under firm control": nobody is named.
        return None
    return (tidy(text) or None) if any(ch.isalpha() for ch in text) else None
