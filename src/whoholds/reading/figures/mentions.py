"""Which side a text has named that "they" or "the group" can mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from whoholds.reading.figures.names import LOOK_BACK, Passage, in_aside
from whoholds.reading.figures.runs import COUNTRY, DATELINE, SIDE, Run
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english

_FEW = 4  # how many words an article may stand before its noun
_PLACING = ("across", "in", "of")  # what stands before a country that is only where something is
_DESCRIBED = 7  # words that may stand between "are" and what somebody is said to be


def is_anaphor(passage: Passage, i: int, run: Run) -> bool:
    """Whether a run is only "the group", "these militants" or "the armed group": it names nobody by itself."""
    tokens = passage.sentence(i).tokens
    if low_at(tokens, run.first - 1) == "his":
        # "A spokesman for the Front said that his group had taken it".
        return run.last - run.first == 1 and tokens[run.first].low in english()["holders.groups"]
    if low_at(tokens, run.first - 1) not in ("the", "this", "that", "these", "those", "such"):
        return False
    if run.last - run.first > 1:
        described = all(token.low in english()["holders.describing"] for token in tokens[run.first : run.last - 1])
        return described and tokens[run.last - 1].low in english()["holders.groups"]
    return tokens[run.first].low in english()["holders.anaphors"]


def full_name_of(passage: Passage, i: int, run: Run) -> tuple[int, Run] | None:
    """Return an earlier, longer name that ends in the same noun: "outlaw military groups" for "these groups"."""
    noun = passage.sentence(i).tokens[run.first].low
    for k in range(i, max(-1, i - 1 - LOOK_BACK), -1):
        tokens = passage.sentence(k).tokens
        for other in reversed(passage.runs(k)):
            if (
                (k < i or other.last <= run.first)
                and other.last - other.first > 1
                and tokens[other.last - 1].low == noun
            ):
                return k, other
    return None


def is_plural(passage: Passage, i: int, run: Run) -> bool:
    """Whether a run is several by its noun: "rebels", but not "Oru Forces" or "the Houthis"."""
    last = passage.sentence(i).tokens[run.last - 1]
    return last.text.islower() and last.low.endswith("s") and last.low in english()["holders.nouns"]


def is_counted(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is only some of a side, by number: "3,500 troops" are no subject of what is said later."""
    if run.first == 0 or tokens[run.first - 1].kind != "n":
        return False
    number = tokens[run.first - 1].text.replace(",", "")
    # "In 1985 Oruland", "on May 5 the army": a date counts nobody.
    dated = len(tokens[run.first - 1].text) == 4 or low_at(tokens, run.first - 2) in english()["grammar.months"]
    return number.isdecimal() and not dated


def is_new(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is only what a subject has or makes: "the Tigers ran a state on the island"."""
    words = english()
    at = run.first - 1
    while at > 0 and tokens[at].text.islower() and run.first - at < _FEW and low_at(tokens, at) not in ("a", "an"):
        at -= 1
    if at < 1 or low_at(tokens, at) not in ("a", "an") or tokens[run.first].cap or run.last - run.first > 1:
        return False
    return tokens[at - 1].low in words.verbs or tokens[at - 1].low in words["mentions.making"]


def _is_sayer(passage: Passage, i: int, run: Run) -> bool:
    """Whether a run says something: it is a source, and "the militants" of its words are others."""
    tokens = passage.sentence(i).tokens
    if low_at(tokens, run.first - 1) in ("after", "before", "since", "until", "when"):
        # "Two years after Oru declared a republic": this only tells when.
        return False
    at = run.last
    while low_at(tokens, at) in (")", "later", "also", "has", "had", "itself"):
        at += 1
    return low_at(tokens, at) in english()["grammar.speech"]


def _may_describe(token: Token) -> bool:
    """Whether a word may stand between "are" and a noun: "not", "the", "strong"."""
    words = english()
    low = token.low
    if low in words["grammar.determiners"] or low in words["grammar.adverbs"]:
        return True
    other = low in words.function_words or low in words.verbs or low.endswith(("ing", "ed"))
    return token.kind == "w" and not token.cap and not other


def _is_complement(passage: Passage, i: int, run: Run) -> bool:
    """Whether a run is what another one is said to be or not to be: "the SDF are not government troops"."""
    tokens = passage.sentence(i).tokens
    words = english()
    if tokens[run.first].low.endswith("ing"):
        # "The army is fighting rebels".
        return False
    at = run.first - 1
    denied = False
    while at > max(0, run.first - _DESCRIBED) and _may_describe(tokens[at]):
        denied = denied or tokens[at].low in ("not", "no", "never")
        at -= 1
    low = low_at(tokens, at).replace("’", "'")
    if low not in words["grammar.being"] and low.removesuffix("n't") not in words["grammar.being"]:
        return False
    if denied or low.endswith("n't"):
        return True
    # "There are rebels in the north" and "the strongest are the rebels" speak of the rebels.
    runs = passage.runs(i)
    other = runs[bisect_left(runs, run.first, key=lambda other: other.first) - 1]
    return other.last == at and not other.before and other.sort >= COUNTRY


def who(
    passage: Passage, i: int, before: int, *, sort: int = SIDE, single: bool = False, told: bool = False
) -> tuple[int, Run] | None:
    """Return the side that a pronoun at token `before` of sentence i stands for: sentence and run, or None.

    In the same sentence the nearest subject before it; in an earlier one the first subject there. With `single` no
    "rebels" ("it"); with `told` nobody who says something ("the observers said that the group …").
    """

    def fits(k: int, run: Run) -> bool:
        if (
            run.sort < sort
            or run.before == DATELINE
            or is_anaphor(passage, k, run)
            or in_aside(passage.sentence(k).tokens, run)
            or is_counted(passage.sentence(k).tokens, run)
        ):
            return False
        if _is_complement(passage, k, run) or is_new(passage.sentence(k).tokens, run):
            return False
        if run.last - run.first == 1 and passage.sentence(k).tokens[run.first].low in english()["turnovers.lands"]:
            # "The caliphate" is what a group has.
            return False
        return not (single and is_plural(passage, k, run)) and not (told and _is_sayer(passage, k, run))

    here = [run for run in passage.runs(i) if run.last <= before and fits(i, run)]
    for run in reversed(here):
        if not run.before:
            return i, run
    for k in range(i - 1, max(-1, i - 1 - LOOK_BACK), -1):
        runs = [run for run in passage.runs(k) if fits(k, run)]
        if here and runs:
            break
        for run in runs:
            if not run.before:
                return k, run
        runs = [run for run in runs if run.sort > COUNTRY or run.before not in _PLACING]
        if runs:
            return k, runs[0]
    here = [run for run in here if run.sort > COUNTRY or run.before not in _PLACING]
    return (i, here[-1]) if here else None
