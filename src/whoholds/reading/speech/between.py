"""What stands between two statements of one speaker and goes on with the first, though it does not say so again.

Reports of a briefing leave out "he said" in the middle: "Petrov noted that the war began in May. The enemy took 12
towns that year. Petrov added that 5 were free." A writer puts background there too, so that only what shows that it is
reported counts: the next sentence adds to it, or it is shifted into the past and points back ("By May that had sunk").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from whoholds.model import Statement
from whoholds.reading.speech.going_on import counts
from whoholds.reading.speech.sentences import words_of
from whoholds.reading.speech.words import speech

_MOST = 2  # sentences between the two
_OPENING = 6
_LEAD = 80  # characters before what was said in which its cue can say that it adds

Place = tuple[int, int, int]  # paragraph, start, end


def bridge(statements: Sequence[Statement], untold: Sequence[Place], paragraphs: Sequence[str]) -> list[Statement]:
    """Return the statements with those between them; `untold` are the sentences that nobody has told, in order.

    >>> from whoholds.reading.speech.statements import find_statements
    >>> page = ["Brodek noted that it snowed. 12 towns fell. Brodek added that 5 were free."]
    >>> [statement.content for statement in find_statements(page)]
    ['it snowed', '12 towns fell.', '5 were free']
    """
    bridged: list[Statement] = []
    at = 0
    for before, after in pairwise(statements):
        bridged.append(before)
        while at < len(untold) and (untold[at][0], untold[at][2]) <= (before.paragraph or 0, before.span[1]):
            at += 1  # also a sentence that was given to its speaker later
        first = at
        while at < len(untold) and untold[at] < _place(after):
            at += 1
        between = untold[first:at]
        if 0 < len(between) <= _MOST and _belong(before, after):
            added = _adds(after, paragraphs[after.paragraph or 0])
            bridged += [
                _told(before, place, paragraphs) for place in between if _goes_on(paragraphs, place, added=added)
            ]
    return [*bridged, *statements[-1:]]


def _place(statement: Statement) -> Place:
    return (statement.paragraph or 0, *statement.span)


def _belong(before: Statement, after: Statement) -> bool:
    """Whether two statements are one speaker's report, and the first is in the words of the writer."""
    denied = {(said.cue or "").lower() for said in (before, after)} & speech().denial
    return before.speaker == after.speaker and not before.direct and not denied


def _adds(after: Statement, paragraph: str) -> bool:
    """Whether a statement adds to another: "he added that …", "he also said that …", "They also took …, he said"."""
    lists = speech().going_on
    if after.direct:
        return False
    if _cites_paper(after, paragraph):
        return True
    if (after.cue or "").lower() in lists["adding"] or after.content.lower().startswith(tuple(lists["openings"])):
        return True
    lead = words_of(paragraph, max(0, after.span[0] - _LEAD), after.span[0])
    stop = max((i for i, word in enumerate(lead) if word.text in ".!?"), default=-1)
    opening = words_of(paragraph, after.span[0], min(after.span[0] + _LEAD, after.span[1]))[:_OPENING]
    return any(word.low in lists["also"] for word in (*lead[stop + 1 :], *opening))


def _cites_paper(said: Statement, paragraph: str) -> bool:
    """Whether a statement names the paper that it is from: "the report added that …", "…, the study said"."""
    papers = speech().speakers["reported_on"]
    for lo, hi in ((max(0, said.span[0] - _LEAD // 2), said.span[0]), (said.span[1], said.span[1] + _LEAD // 2)):
        words = words_of(paragraph, lo, min(hi, len(paragraph)))
        if any(a.low == "the" and b.low in papers for a, b in pairwise(words)):
            return True
    return False


def _goes_on(paragraphs: Sequence[str], place: Place, *, added: bool) -> bool:
    paragraph, start, end = place
    words = words_of(paragraphs[paragraph], start, end)
    quoted = any(mark in paragraphs[paragraph][start:end] for mark in '"“”«»„')
    if quoted or not any(counts(words, i) for i in range(len(words))):
        return False
    if added:
        return True
    lists = speech().going_on
    points = any(word.low in lists["pointing_back"] for word in words[:_OPENING])
    return points and any(word.low in {"had", "would"} for word in words)


def _told(before: Statement, place: Place, paragraphs: Sequence[str]) -> Statement:
    paragraph, start, end = place
    content = paragraphs[paragraph][start:end]
    return msgspec.structs.replace(before, content=content, paragraph=paragraph, span=(start, end))
