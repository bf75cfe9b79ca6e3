"""Introductions: a speaker whom a page first describes ("a war monitor said") and names in the next paragraphs.

Agencies open with what somebody is and say who it was further down. The name is taken for the description only where
the next one who speaks is of that kind: "a military spokesman" is the next speaker if that is a spokesman of an army.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from whoholds.model import Statement
from whoholds.reading.speech.sentences import words_of
from whoholds.reading.speech.speakers import Speaker, speaker_of, without_possessive
from whoholds.reading.speech.words import speech

_NEAR = 3  # paragraphs
_SPOKES = "spokes"


def introduce(statements: Sequence[Statement], cast: Mapping[str, Speaker]) -> list[Statement]:
    """Give the statements of those who are described to those whom the next statement names.

    `cast` are the speakers of the page by the names that their statements bear.

    >>> from whoholds.reading.speech.statements import find_statements
    >>> page = ["12 villages fell, a war monitor said.", "The Velin Observatory said that it snowed."]
    >>> [statement.speaker for statement in find_statements(page)]
    ['Velin Observatory', 'Velin Observatory']
    """
    named = list(statements)
    first = 0  # where the run of statements by one described speaker begins
    for i, statement in enumerate(named):
        before = named[first]
        if statement.speaker == before.speaker:
            continue
        if (statement.paragraph or 0) - (before.paragraph or 0) <= _NEAR:
            meant = _meant(before, statement, cast)
            if meant is not None:
                named[first:i] = [_renamed(said, meant) for said in named[first:i]]
        first = i
    return named


def _renamed(said: Statement, meant: Speaker) -> Statement:
    return msgspec.structs.replace(said, speaker=meant.name, role=meant.role, rank=meant.rank)


def _meant(said: Statement, following: Statement, cast: Mapping[str, Speaker]) -> Speaker | None:
    """Return whom a description means, if the next who speaks is of its kind."""
    described, named = cast.get(said.speaker), cast.get(following.speaker)
    if described is None or named is None or not _is_description(described) or _is_description(named):
        return None
    head = described.head
    lists = speech().introductions
    if head in lists["watchers"] and not lists["with_watch"].isdisjoint(_words(described.name)):
        return _watcher(named, following)
    office = described.kind == "person" or head in speech().ranks_first
    if office and named.kind == "person" and _is_of_kind(described, named):
        return named
    return None


def _is_description(speaker: Speaker) -> bool:
    """Whether a speaker is called only by what they are: the head noun stands in the name, in small letters."""
    return bool(speaker.head) and speaker.head in speaker.name.split() and speaker.kind in {"person", "body"}


def _watcher(named: Speaker, following: Statement) -> Speaker | None:
    """Return the body that watches and counts: the next who speaks, or the body for which they do."""
    if named.kind == "body":
        # "IHS found that …": an army by its initials does not find.
        initials = named.name.isupper() and named.name not in speech().speakers["seats"]
        found = initials and (following.cue or "").lower() in speech().of_observers
        return named if found or _is_watcher(named) else None
    if not named.role:
        return named if _is_watcher(named) else None  # "Velin Rights Watch"
    words = [w for w in words_of(named.role, 0, len(named.role)) if w.is_word]
    at = next((k for k, w in enumerate(words) if w.low in {"of", "for", "at"} and words[k - 1].low in _roles()), None)
    words = words[at + 1 :] if at is not None else words
    while words and words[-1].low in _roles():
        words.pop()
    body = speaker_of(words) if words else None
    return body if body is not None and body.kind == "body" and _is_watcher(body) else None


def _is_watcher(body: Speaker) -> bool:
    lists, words = speech().introductions, _words(body.name)
    return not words.isdisjoint(lists["names_of_watchers"]) and words.isdisjoint(lists["no_watchers"])


def _is_of_kind(described: Speaker, named: Speaker) -> bool:
    """Whether a person has the office or the rank by which one was described, and nothing in it speaks against."""
    lists = speech().introductions
    said = _words(described.name)
    own = _words(f"{named.role or ''} {named.rank or ''}")
    if described.head in speech().ranks_first:
        ranked = (named.rank or "").lower().endswith(described.head)
        return ranked and "top" in said and described.definite
    if _stem(described.head) not in {_stem(word) for word in own} or not named.role:
        return False
    one_side = not lists["irregulars"].isdisjoint(own) and lists["irregulars"].isdisjoint(said)
    return not one_side and said - {described.head} - lists["of_any"] <= own | _words(named.name)


def _stem(head: str) -> str:
    return _SPOKES if head.startswith(_SPOKES) else head


def _roles() -> frozenset[str]:
    return speech().speakers["roles"]


def _words(name: str) -> set[str]:
    return {without_possessive(word.strip(",")).lower() for word in name.split()}
