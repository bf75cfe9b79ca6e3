"""Shares of what is left: "a third is theirs; an eighth of the remaining land is held by others"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whoholds.model import Check, Figure, Report
from whoholds.reckoning.inside.passages import Passage, words_after, words_before
from whoholds.reckoning.inside.saying import listed, number
from whoholds.reckoning.inside.whole import shares_of
from whoholds.reckoning.inside.words import ends_with_word, has_word, starts_with_word

MOST = 12


def check_leftovers(report: Report, passage: Passage) -> Iterator[Check]:
    """What shares of the rest come to: as shares of what the first ones leave, and as shares of the whole.

    It needs shares of the whole before them, of the same measure, that leave something.
    """
    figures, shares = report.figures, shares_of(report, passage)
    first = next((n for n, i in enumerate(shares) if _of_rest(passage.text, figures[i])), 0)
    if first == 0:
        return
    measure, speaker = figures[shares[first]].measure or "area", figures[shares[first]].speaker
    alike = [i for i in shares if (figures[i].measure or "area", figures[i].speaker) == (measure, speaker)]
    position = alike.index(shares[first])
    wholes, rests = alike[:position], _run(passage.text, report, alike[position:])
    taken = sum(figures[i].value for i in wholes)
    if not wholes or len({figures[i].base for i in wholes}) > 1 or not 0 < taken < 100 or len(alike) > MOST:
        return
    yield _said(report, passage, wholes, rests, taken)


def _of_rest(text: str, figure: Figure) -> bool:
    """Whether the share's own words make it a share of what is left."""
    return (
        has_word(figure.base or "", "rest", "bases")
        or has_word(figure.quote, "rest", "share_of")
        or starts_with_word(words_after(text, figure, 40), "rest", "share_of")
    )


def _run(text: str, report: Report, shares: list[int]) -> list[int]:
    """The share of the rest and those that follow it with "another", up to the first that does neither."""
    run: list[int] = []
    for i in shares:
        figure = report.figures[i]
        again = ends_with_word(words_before(text, figure, 30), "rest", "again") or bool(
            re.match(r"another\b", figure.quote, re.IGNORECASE)
        )
        if not (_of_rest(text, figure) or (run and again)):
            break
        run.append(i)
    return run


def _said(report: Report, passage: Passage, wholes: list[int], rests: list[int], taken: float) -> Check:
    figures = report.figures
    left, said = 100 - taken, sum(figures[i].value for i in rests)
    of_rest = taken + left * said / 100
    each = listed([number(left * figures[i].value / 100) for i in rests])
    fractions = listed([f"“{' '.join(figures[i].quote.split())[:40]}”" for i in rests])
    say = (
        f"In {passage.name}, {number(taken)} percent of the whole leaves {number(left)}. Of what is left, {fractions} "
        f"{'come' if len(rests) > 1 else 'comes'} to {each} percent of the whole; with the {number(taken)} before "
        f"that makes {number(of_rest)}, and {number(100 - of_rest)} is left. "
    )
    if said > 100:
        say += f"They are {number(said)} percent of what is left, more than there is."
    else:
        say += f"If meant as shares of the whole, all make {number(taken + said)}, "
        say += f"and {number(100 - taken - said)} is left." if taken + said <= 100 else "which is more than the whole."
    holds = False if said > 100 else None
    return Check(kind="share of what is left", figures=tuple(sorted({*wholes, *rests})), holds=holds, say=say)
