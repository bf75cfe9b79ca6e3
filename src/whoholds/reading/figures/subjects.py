"""Who is the subject of a verb of holding, contesting, gaining or losing: the name before it, or one of its clause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from whoholds.reading.figures.mentions import is_counted
from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.noun_phrases import ARTICLES, ends_noun, plain_noun, walk_left
from whoholds.reading.figures.referents import (
    ending_at,
    ourselves,
    over_aside,
    over_brackets,
    pronoun,
    referent,
    run_name,
)
from whoholds.reading.figures.relations import FAR, triggers_of
from whoholds.reading.figures.runs import COUNTRY, SIDE, Run, bare, strip_possessive, tidy
from whoholds.reading.figures.side_phrases import adjectival, phrase_from
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.trigger import Trigger, before_adverbs
from whoholds.reading.figures.vocabulary import english

_DASHES = ("-", "–", "—")
_THOUGHT = ("said", "thought", "known", "understood")


def _clause_start(tokens: Sequence[Token], before: int) -> int:
    for k in range(before - 1, max(-1, before - FAR), -1):
        low = tokens[k].low
        if low in ("while", "whereas", "although", "though", "but", "when", ";", ":", "—") or (
            low in english()["grammar.speech"] and low_at(tokens, k + 1) != "to"
        ):
            return k + 1
        if low in ("that",) and k and tokens[k - 1].low in english()["grammar.speech"]:
            return k + 1
    return max(0, before - FAR)


def first_subject(passage: Passage, i: int, before: int) -> Run | None:
    """Return the subject of the clause that goes on at token `before` after "and", a comma or with "-ing"."""
    tokens = passage.sentence(i).tokens
    start = _clause_start(tokens, before)
    runs = [run for run in passage.runs(i) if run.first >= start and run.last <= before and not is_counted(tokens, run)]
    for run in runs:
        if run.sort >= COUNTRY and (not run.before or _is_told_of(tokens, run)):
            return run
    earlier = [run for run in passage.runs(i) if run.last <= before and run.sort >= COUNTRY]
    earlier = [run for run in earlier if not run.before or _is_told_of(tokens, run)]
    earlier = [run for run in earlier if not is_counted(tokens, run)]
    return earlier[-1] if earlier else None


def _is_told_of(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a clause of its own follows a name: "to the Kurds, who are the winners, expanding …"."""
    return low_at(tokens, run.last) == "," and low_at(tokens, run.last + 1) == "who"


def _belongs_to_verb(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word before a verb is part of it: "has now", "wants to", "managed to"."""
    words = english()
    low = tokens[at].low
    before, after = low_at(tokens, at - 1), low_at(tokens, at + 1)
    if after == "to" and before in words["grammar.being"] and at > 1 and (low.endswith("ed") or low in _THOUGHT):
        # "Was said to hold", "is thought to control".
        return True
    if after == "to" and low in words["grammar.speech"]:
        # "The army claims to have recaptured".
        return True
    if low in words["intent.considering"] and after.endswith("ing"):
        return True
    is_noun = low in words["intent.nouns"] and before not in words["grammar.pronouns"]
    intends = low in words["intent.words"] and after == "to" and not is_noun
    return intends or low in words["grammar.auxiliaries"] or low in words["grammar.adverbs"]


def subject_of(passage: Passage, i: int, verb: Trigger) -> str | None:
    """Return the subject of an active verb."""
    tokens = passage.sentence(i).tokens
    words = english()
    if verb.relation == "contests" and tokens[verb.first].low in words["intent.fighting"]:
        # "The conflict has spread to five provinces": it is nobody's.
        return None
    at = before_adverbs(tokens, verb.first)
    while at >= 0 and _belongs_to_verb(tokens, at):
        at -= 1
    at = over_brackets(tokens, at)
    low = low_at(tokens, at).replace("'", "’").split("’")[0]
    if at < 0:
        return _subject_later(passage, i, verb) if verb.form == "ing" else None
    if low in ("they", "it", "he", "she", "who", "which", "that", "whom", "these", "those", "this"):
        return pronoun(passage, i, at)
    if low in ("we", "i", "you"):
        return ourselves(passage, i)
    if low == "the" and low_at(tokens, at - 1) == "with":
        # "They nearly took the province with the control of 18 districts".
        earlier = triggers_of(passage, i)
        k = bisect_left(earlier, verb.first, key=lambda trigger: trigger.first)
        return subject_of(passage, i, earlier[k - 1]) if k and earlier[k - 1].shape == "active" else None
    if low in ("the", "a", "an"):
        # "The incursion extended 12 km": whose it was is not said here.
        return None
    if low == "country" and low_at(tokens, at - 1) in ("his", "her", "our", "my"):
        return ourselves(passage, i)
    if low in (",", *_DASHES):
        aside = over_aside(tokens, at)
        run = ending_at(passage, i, aside) if aside is not None and verb.form != "ing" else None
        if run and not run.before:
            return run_name(passage, i, run)
        plain = plain_noun(passage, i, aside) if aside is not None and run is None and verb.form != "ing" else None
        return plain or subject_of_clause(passage, i, at)
    if verb.form == "ing" and at == 0 and low in words["grammar.prepositions"]:
        return _subject_later(passage, i, verb)
    if low in ("people", "persons") and low_at(tokens, at - 1) in ("these", "those", "such"):
        return pronoun(passage, i, at - 1)
    if low in words["grammar.conjunctions"] or low in (
        "but",
        "then",
        "by",
        "while",
        "after",
        "for",
        "from",
        "before",
        "in",
    ):
        return subject_of_clause(passage, i, at)
    return _noun_subject(passage, i, at, verb)


def _subject_later(passage: Passage, i: int, verb: Trigger) -> str | None:
    """Return the subject that follows a participle at the sentence's start: "After taking it, the army …"."""
    tokens = passage.sentence(i).tokens
    for k in range(verb.last, len(tokens)):
        if tokens[k].low == "we":
            return ourselves(passage, i)
        if tokens[k].low in ("they", "it"):
            return referent(passage, i, 0)
        run = next((r for r in passage.runs(i) if r.first == k and not r.before and r.sort >= SIDE), None)
        if run and low_at(tokens, run.last) not in ("-", "in", "of"):
            return run_name(passage, i, run)
    return None


def subject_of_clause(passage: Passage, i: int, before: int) -> str | None:
    """Return who is the subject of the clause that ends or goes on at token `before`."""
    run = first_subject(passage, i, before) or _opening_name(passage, i, before)
    if run is not None:
        return _with_loyalty(passage, i, run)
    tokens = passage.sentence(i).tokens
    for k in range(before - 1, -1, -1):
        if tokens[k].low in ("they", "it"):
            return referent(passage, i, k)
        if tokens[k].low == "we":
            return ourselves(passage, i)
    return _opening_noun(passage, i, before)


def _with_loyalty(passage: Passage, i: int, run: Run) -> str:
    """Return a run's name with whom the side is loyal to: "forces loyal to General Oru"."""
    tokens = passage.sentence(i).tokens
    if low_at(tokens, run.last) in english()["holders.loyal"] and low_at(tokens, run.last + 1) in ("to", "with"):
        whose = next((r for r in passage.runs(i) if run.last + 2 <= r.first <= run.last + 3), None)
        if whose is not None:
            return tidy(passage.words(i, run.first, whose.last))
    return run_name(passage, i, run)


def _opening_name(passage: Passage, i: int, before: int) -> Run | None:
    """Return a name of an unknown sort that opens the clause and does something: "Ansar Oru occupied half and …"."""
    tokens = passage.sentence(i).tokens
    start = _clause_start(tokens, before)
    for run in passage.runs(i):
        if run.first >= start and run.last < before and not run.before and run.sort < COUNTRY:
            following = tokens[run.last].low
            if following in english().verbs or following in english()["grammar.auxiliaries"] - {"to"}:
                return run
    return None


def _opening_noun(passage: Passage, i: int, before: int) -> str | None:
    """Return the noun phrase that opens the clause: "The gendarmerie withdrew from two towns and …"."""
    tokens = passage.sentence(i).tokens
    start = _clause_start(tokens, before)
    if low_at(tokens, start) not in ARTICLES:
        return None
    k = start + 1
    while k < before and tokens[k].kind == "w" and not ends_noun(tokens[k].low):
        k += 1
    return plain_noun(passage, i, k - 1) if k > start + 1 else None


def _noun_subject(passage: Passage, i: int, at: int, verb: Trigger) -> str | None:
    tokens = passage.sentence(i).tokens
    if tokens[at].low in english()["holders.owned"] and at:
        owner = _owner(passage, i, at)
        if owner:
            return owner
    run = ending_at(passage, i, at)
    subjects = [r for r in passage.runs(i) if r.last <= verb.first and not r.before and r.sort >= COUNTRY]
    start = _clause_start(tokens, verb.first)
    in_clause = [r for r in subjects if r.first >= start]
    if run and run.before == "with" and verb.form == "ing":
        return run_name(passage, i, run)
    near = run is not None and bool(in_clause) and 0 < run.first - in_clause[-1].last <= 3
    if run and near and run.before in ("to", "with", "by"):
        # "Forces loyal to the president", "militants backed by Turkey".
        return tidy(passage.words(i, in_clause[-1].first, run.last))
    if run and run.before == "like":
        return run_name(passage, i, run)
    if run and (run.before in ("", "with") or (run.sort == SIDE and not in_clause)):
        apart = any(token.low == "," for token in tokens[in_clause[-1].last : run.first]) if in_clause else True
        if run.sort >= COUNTRY or apart or low_at(tokens, run.first - 1) == "the":
            return run_name(passage, i, run)
        # "Spokesman Oru of the Army": a person's name beside a side.
        return run_name(passage, i, in_clause[-1])
    if run is None and low_at(tokens, at).isalpha():
        walked = walk_left(tokens, at)
        part = [bare(token.low) for token in tokens[walked : at + 1]]
        if any(word in english()["holders.nouns"] for word in part):
            return tidy(passage.words(i, walked, at + 1))
        plain = plain_noun(passage, i, at)
        if plain:
            return plain
    if in_clause and in_clause[-1].last == at and _are_men(tokens, at):
        # "Orulandic tanks seized".
        return tidy(passage.words(i, in_clause[-1].first, at + 1))
    if in_clause:
        made = _maker(passage, i, in_clause[-1], verb.first)
        return made or run_name(passage, i, in_clause[-1])
    if subjects:
        return run_name(passage, i, subjects[-1])
    others = [r for r in passage.runs(i) if start <= r.first and r.last <= verb.first and not r.before]
    others = [r for r in others if tokens[r.first].low not in english()["places.not_places"] | set(english().units)]
    if others and (run is None or run.before == "under"):
        # "The Whites under Kolchak had advanced".
        return run_name(passage, i, others[-1])
    if run:
        return run_name(passage, i, run)
    return referent(passage, i, verb.first)


def _are_men(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun after "Orulandic" is those who act: "tanks" and "marines", but no "counterattack"."""
    low, words = tokens[at].low, english()
    happens = any(low in words[key] for key in ("holders.events", "intent.attacks", "intent.nouns", "holders.owned"))
    return tokens[at].text.islower() and low.endswith("s") and not happens and low not in words["bases.times"]


def _maker(passage: Passage, i: int, run: Run, before: int) -> str | None:
    """Return whose realm a run is: IS for "the caliphate proclaimed by IS in June has shrunk"."""
    tokens = passage.sentence(i).tokens
    if run.last - run.first > 1 or tokens[run.first].low not in english()["turnovers.lands"]:
        return None
    by = next((k for k in range(run.last, min(run.last + 5, before)) if tokens[k].low in ("by", "of")), None)
    return phrase_from(passage, i, by + 1, stop=before) if by is not None else None


def _owner(passage: Passage, i: int, at: int) -> str | None:
    """Return whose "rebel territory" or "IS's remaining territory" it is."""
    tokens = passage.sentence(i).tokens
    k = at - 1
    while k > 0 and tokens[k].low in ("remaining", "own", "territorial", "total", "former"):
        k -= 1
    if tokens[k].low in ("its", "their"):
        return referent(passage, i, k)
    run = ending_at(passage, i, k)
    if run is not None and tokens[k].low not in english()["holders.owned"]:
        return adjectival(passage, i, run.first, k + 1)
    known = strip_possessive(tokens[k].text) in english().places or tokens[k].low in english().maps["plural"]
    return adjectival(passage, i, k, k + 1) if known else None
