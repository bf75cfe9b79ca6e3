"""Whom "they", "the group" and "our forces" mean: the side that a sentence, or one before it, has named."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.figures.names import (
    COUNTRY,
    SIDE,
    Passage,
    Run,
    full_name_of,
    is_anaphor,
    is_named,
    tidy,
    who,
)
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english

_STEPS = 4
"""How often "its troops" is followed back to whose they are."""


def ending_at(passage: Passage, i: int, at: int) -> Run | None:
    """Return the run that token `at` is part of, or None."""
    return next((run for run in passage.runs(i) if run.first <= at < run.last), None)


def over_brackets(tokens: Sequence[Token], at: int) -> int:
    """Return the token before a bracketed remark that ends at token `at`."""
    if low_at(tokens, at) != ")":
        return at
    k = at - 1
    while k > 0 and k > at - 30 and tokens[k].low != "(":
        k -= 1
    return k - 1


def over_aside(tokens: Sequence[Token], at: int) -> int | None:
    """Return the token before ", assisted by the coalition," if its closing comma stands at token `at`."""
    for k in range(at - 1, max(-1, at - 20), -1):
        if tokens[k].low == ",":
            return k - 1
    return None


def referent(passage: Passage, i: int, before: int) -> str | None:
    """Return the side that a pronoun at token `before` of sentence i means, or None."""
    tokens = passage.sentence(i).tokens
    low = low_at(tokens, before)
    for _ in range(_STEPS):
        single = low in ("it", "its")
        found = who(passage, i, before, single=single)
        country = who(passage, i, before, sort=COUNTRY, single=single)
        if found is None or (single and country and country[0] > found[0] and not country[1].before):
            # "It" is the country of the sentence before rather than an army of long before.
            found = country
        if found is None:
            return _said_only(passage, i, before)
        i, run = found
        if not is_own(passage, i, run):
            return passage.name(i, run)
        # "Its troops were driven out, but they …": the side whose troops they are.
        before = run.first - 1
        low = low_at(passage.sentence(i).tokens, before)
    return None


def _said_only(passage: Passage, i: int, before: int) -> str | None:
    """Return "movement" for "it", where nothing but "the movement" has been said."""
    for k in (i, i - 1):
        if k >= 0:
            for run in passage.runs(k):
                if run.sort == SIDE and not run.before and (k < i or run.last <= before):
                    return passage.name(k, run)
    return None


def is_own(passage: Passage, i: int, run: Run) -> bool:
    """Whether a run is only "its troops" or "his men": it names nobody by itself."""
    tokens = passage.sentence(i).tokens
    own = low_at(tokens, run.first - 1) in ("its", "their") and run.last - run.first == 1
    return own and tokens[run.first].low in english()["holders.own_men"]


def run_name(passage: Passage, i: int, run: Run) -> str:
    """Return a side's name; "the group" gives the name that it stands for, if one was given."""
    tokens = passage.sentence(i).tokens
    if run.before in ("like", "including", "as"):
        # "groups like X and Y": the name begins with the groups.
        whole = next((r for r in passage.runs(i) if r.last in (run.first - 1, run.first - 2) and r.sort >= SIDE), None)
        if whole:
            return tidy(passage.words(i, whole.first, run.last))
    if is_own(passage, i, run):
        return referent(passage, i, run.first - 1) or passage.name(i, run)
    if is_anaphor(passage, i, run):
        if low_at(tokens, run.first - 1) in ("these", "those", "such"):
            longer = full_name_of(passage, i, run)
            if longer:
                return passage.name(*longer)
        found = who(passage, i, run.first, told=True)
        if found and (is_named(passage, *found) or _are_its_troops(passage, i, run, *found)):
            return passage.name(*found)
    return passage.name(i, run)


def _are_its_troops(passage: Passage, i: int, run: Run, k: int, longer: Run) -> bool:
    """Whether "the troops" are "African Union forces", named before."""
    noun = passage.sentence(i).tokens[run.first].low
    named = passage.sentence(k).tokens[longer.first : longer.last]
    same = named[-1].low in english()["holders.troops"] and noun in english()["holders.troops"]
    return same and any(token.cap for token in named)


def pronoun(passage: Passage, i: int, at: int) -> str | None:
    """Return whom "they", "it", "which" or "who" at token `at` means, or None."""
    tokens = passage.sentence(i).tokens
    low = tokens[at].low
    if low in ("which", "who", "that", "whom"):
        end = at - 1
        if low_at(tokens, end) in (",", "of", "in"):
            end -= 1
        run = ending_at(passage, i, over_brackets(tokens, end))
        if run and run.sort >= COUNTRY and (not run.before or run.sort == SIDE or low_at(tokens, at - 1) == ","):
            return run_name(passage, i, run)
    sayer = _sayer(passage, i, at) if low in ("it", "they") else None
    return sayer or referent(passage, i, at)


def _sayer(passage: Passage, i: int, at: int) -> str | None:
    """Return who says it in "Ankara says that it wants …"."""
    tokens = passage.sentence(i).tokens
    verb = at - 2 if low_at(tokens, at - 1) == "that" else at - 1
    if low_at(tokens, verb) not in english()["grammar.speech"]:
        return None
    if tokens[verb].low.endswith("ing") and ending_at(passage, i, verb - 1) is None:
        # "Oru claimed gains, saying they had taken three towns".
        subjects = [r for r in passage.runs(i) if r.last < verb and not r.before and r.sort >= COUNTRY]
        return run_name(passage, i, subjects[0]) if subjects else None
    end = over_brackets(tokens, verb - 1)
    if low_at(tokens, end) == ",":
        aside = over_aside(tokens, end)
        end = aside if aside is not None else end
    run = ending_at(passage, i, end)
    if run is not None and run.before in ("in", "of", "from"):
        # "The army in Oru says": the noun before the place says it.
        run = ending_at(passage, i, run.first - (3 if low_at(tokens, run.first - 1) == "the" else 2))
    if run is None or (run.sort < COUNTRY and low_at(tokens, at) == "they"):
        return None
    return run_name(passage, i, run)


def ourselves(passage: Passage, i: int) -> str | None:
    """Return the country whose delegate speaks: a country that is the subject of a sentence close by."""
    for k in (i, i + 1, i - 1, i + 2, i - 2, i + 3, i - 3, i + 4):
        if 0 <= k < len(passage.spans):
            for run in passage.runs(k):
                if run.sort == COUNTRY and not run.before:
                    return passage.name(k, run)
    return "we"
