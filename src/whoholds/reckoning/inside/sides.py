"""Whether two names are one speaker, one side or one holder, as far as their words tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from whoholds.model import Report
from whoholds.reckoning.inside.words import tokens, vocabulary, word_list


def same_side(speaker: str, source: str) -> bool:
    """Whether the two share a name of their own, or are offices of one nation.

    >>> same_side("Head of the Russian National Defense Management Center", "Russian Ministry of Defence")
    True
    >>> same_side("Syrian government", "Syrian Observatory for Human Rights")
    False
    """
    ours, theirs = tokens(speaker), tokens(source)
    if _names(ours) & _names(theirs):
        return True
    offices = word_list("sides", "offices")
    return bool(ours & offices and theirs & offices and _nations(ours) & _nations(theirs))


def same_holder(one: str | None, other: str | None) -> bool:
    """Whether two holders may be the same: either is unnamed, they share a name, or both are a government's side.

    >>> same_holder("Syrian government troops and militia", "Government"), same_holder("ISIS", "Government")
    (True, False)
    """
    ours, theirs = tokens(one), tokens(other)
    nobody, government = word_list("sides", "nobody"), word_list("sides", "government")
    if not ours or not theirs or ours & nobody or theirs & nobody:
        return True
    return bool(
        (ours & theirs) - word_list("sides", "generic") - _all_nations() or (ours & government and theirs & government)
    )


def titles(report: Report) -> dict[str, str]:
    """The words that the page calls its speakers by (name, rank, role), by the name and by its last word."""
    known: dict[str, str] = {}
    for statement in report.statements:
        name = statement.speaker.casefold().split()
        if name and (statement.role or statement.rank):
            words = " ".join(filter(None, (statement.speaker, statement.rank, statement.role)))
            known.setdefault(" ".join(name), words)
            known.setdefault(name[-1], words)
    return known


def called(speaker: str | None, known: Mapping[str, str]) -> str:
    """All that the page calls a speaker, who may be named by the last name alone; else just the name."""
    name = (speaker or "").casefold().split()
    return known.get(" ".join(name)) or known.get(name[-1] if name else "") or speaker or ""


def _names(words: frozenset[str]) -> frozenset[str]:
    plain = word_list("sides", "generic") | word_list("sides", "offices") | _all_nations()
    return frozenset(word for word in words - plain if len(word) > 2)


def _nations(words: frozenset[str]) -> frozenset[str]:
    return frozenset(nation for nation, forms in _nation_table().items() if words.intersection(forms))


def _all_nations() -> frozenset[str]:
    return frozenset(form for forms in _nation_table().values() for form in forms)


def _nation_table() -> Mapping[str, Sequence[str]]:
    return cast("Mapping[str, Sequence[str]]", vocabulary()["sides"]["nations"])
