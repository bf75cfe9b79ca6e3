"""A figure said again: "it is unclear how he reached this 96.5%".

A bare percentage with the same value as a figure about ground that was read before says the same thing again. It
takes the kind of relation and the measure from the figure that it repeats, and leaves open who and of what.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from whoholds.model import Figure, Span
from whoholds.reading.figures.bounds import Candidate
from whoholds.reading.figures.candidates import candidates
from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.wholes import about_ground, whole_after

# One set of characters at its beginning makes a search many times as fast: which one it was is asked behind it.
_PERCENT = re.compile(r"[%pP](?:(?<=%)|(?<=\b[pP])(?i:er ?cent|ct\b))")


def _points_back(passage: Passage, i: int, candidate: Candidate) -> bool:
    """Whether a number is precise or is pointed at, so that no other thing has the same number by chance."""
    tokens = passage.sentence(i).tokens
    place = candidate.number.last_place
    if place is not None and place < 1:
        return True
    before = tokens[candidate.first - 1].low if candidate.first else ""
    return before in ("this", "that", "those", "these", "his", "her", "their", "its") or before.endswith(
        ("’s", "'s", "´s")
    )


def _said_again(passage: Passage, i: int, known: dict[float, Figure]) -> Iterator[Figure]:
    tokens = passage.sentence(i).tokens
    for candidate in candidates(tokens):
        value = round(candidate.number.value, 4)
        original = known.get(value)
        if original is None or candidate.number.form != "percent" or not _points_back(passage, i, candidate):
            continue
        whole = whole_after(tokens, candidate.last)
        if whole is not None and (about_ground(tokens, whole) is False or tokens[candidate.last].low == "of"):
            continue
        start, end = tokens[candidate.first].start, tokens[candidate.last - 1].end
        yield Figure(
            quote=passage.text[start:end],
            span=(start, end),
            value=value,
            high=candidate.number.high,
            bound=candidate.bound,
            kind="share",
            unit="percent",
            relation=original.relation,
            since=original.since,
            measure=original.measure,
            last_place=candidate.number.last_place,
        )


def find_repeats(passage: Passage, found: Iterable[Figure], known: Iterable[Figure] = ()) -> tuple[Figure, ...]:
    """Return the figures that say one of `found` or `known` again, and are not among `found`, in order."""
    found = list(found)
    shares: dict[float, Figure] = {}
    for figure in [*known, *found]:
        if figure.kind == "share" and figure.relation != "none" and not figure.in_words:
            shares.setdefault(figure.value, figure)
    if not shares:
        return ()
    spans = [figure.span for figure in found]
    again = [
        figure
        for i in _sentences_with_more(passage, spans)
        for figure in _said_again(passage, i, shares)
        if not _overlaps(spans, figure.span)
    ]
    return tuple(again)


def _sentences_with_more(passage: Passage, spans: list[Span]) -> Iterator[int]:
    """Yield the sentences with a percent sign that stands in no figure found."""
    last = -1
    for mark in _PERCENT.finditer(passage.text):
        if _overlaps(spans, mark.span()):
            continue
        i = bisect_right(passage.spans, (mark.start(), math.inf, 0)) - 1
        if i > last:
            yield i
            last = i


def _overlaps(spans: list[Span], span: Span) -> bool:
    """Whether a span overlaps one of some that stand in order and apart."""
    k = bisect_right(spans, (span[1], -1)) - 1
    return k >= 0 and spans[k][1] > span[0]
