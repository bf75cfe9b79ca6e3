"""Whether the ground of two figures' holders may overlap: by their names, or by what the atlas knows of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from whoholds.model import Report
from whoholds.reckoning.inside.facts import Known
from whoholds.reckoning.inside.passages import words_before
from whoholds.reckoning.inside.words import has_word, tokens

MOST = 50


def any_overlap(report: Report, parts: Sequence[int], known: Known) -> bool:
    """Whether any two of the holders may count the same ground. Very many are no list of sides."""
    named = [i for i in parts if report.figures[i].holder]
    return len(parts) > MOST or any(overlap(report, one, other, known) for one, other in combinations(named, 2))


def unplaced(report: Report, parts: Sequence[int], known: Known) -> list[int]:
    """The figures whose holder the atlas does not know, where it knows others: he may stand within one of them."""
    unknown = [i for i in parts if not _holders(i, known)]
    return unknown if len(unknown) < len(parts) else []


def any_contested(report: Report, text: str, parts: Sequence[int]) -> bool:
    """Whether any of the figures has contested ground in it ("control or contest"): its holder counts it too."""
    return any(
        report.figures[i].relation == "contests"
        or report.figures[i].or_contested
        or has_word(words_before(text, report.figures[i]), "contested", "words")
        for i in parts
    )


def overlap(report: Report, one: int, other: int, known: Known) -> bool:
    """Whether one holder's name is in the other's ("A and B"), or the atlas has one of them within the other."""
    first, second = _names(report, one, known), _names(report, other, known)
    if any(a <= b or b <= a for a in first for b in second):
        return True
    ours, theirs = _holders(one, known), _holders(other, known)
    return any(b in _within(a, known) or a in _within(b, known) for a in ours for b in theirs)


def _names(report: Report, i: int, known: Known) -> list[frozenset[str]]:
    """The words of the holder's name, as the report has it and as the atlas does."""
    return [tokens(name) for name in (report.figures[i].holder or "", *_holders(i, known))]


def _holders(i: int, known: Known) -> tuple[str, ...]:
    claim = known.claims.get(i)
    return claim.holders if claim is not None else ()


def _within(holder: str, known: Known) -> Sequence[str]:
    return known.blocs.get(holder, ())
