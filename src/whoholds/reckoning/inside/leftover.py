"""Shares of what is left: "a third is theirs; an eighth of the remaining land is held by others"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whoholds.model import Check, Figure, Report
from whoholds.reckoning.inside.passages import Passage, words_after, words_before
from whoholds.reckoning.inside.saying import listed, number, quoted
from whoholds.reckoning.inside.whole import shares_of
from whoholds.reckoning.inside.windows import holds_window
from whoholds.reckoning.inside.words import ends_with_word, has_word, starts_with_word, tokens, word_list

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
    yield from _said(report, passage, wholes, rests, taken)


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


def _said(report: Report, passage: Passage, wholes: list[int], rests: list[int], taken: float) -> Iterator[Check]:
    figures = report.figures
    left, said = 100 - taken, sum(figures[i].value for i in rests)
    each = listed([number(left * figures[i].value / 100) for i in rests])
    say = (
        f"In {passage.name}, {number(taken)} percent of the whole{_whose([figures[i] for i in wholes])} leaves "
        f"{number(left)}. Of what is left, {listed([_named(figures[i]) for i in rests])} "
        f"{'come' if len(rests) > 1 else 'comes'} to {each} percent of the whole."
    )
    if said > 100:
        say += f" They are {number(said)} percent of what is left, more than there is."
    at = tuple(sorted({*wholes, *rests}))
    yield Check(kind="share of what is left", figures=at, holds=False if said > 100 else None, say=say)
    if said <= 100:
        yield _sum(report, passage, at, taken + left * said / 100, taken + said)


def _sum(report: Report, passage: Passage, at: tuple[int, ...], of_rest: float, of_whole: float) -> Check:
    """What all make and leave, by both readings, and whether the report's own share has room in that."""
    say = f"In {passage.name}, all shares make {number(of_rest)} percent of the whole, and {number(100 - of_rest)} is "
    say += f"left; if all are meant as shares of the whole, they make {number(of_whole)}, "
    say += f"and {number(100 - of_whole)} is left." if of_whole <= 100 else "which is more than the whole."
    say += _against(report, passage, at, max(100 - of_rest, 100 - of_whole))
    return Check(kind="sum to a whole", figures=at, holds=None, say=say)


def _named(figure: Figure) -> str:
    return f"“{' '.join(figure.quote.split())[:40]}”{_whose([figure])}"


def _whose(figures: Sequence[Figure]) -> str:
    names = list(dict.fromkeys(" ".join((figure.holder or "").split())[:60] for figure in figures if figure.holder))
    return f" ({listed(names)})" if names else ""


def _against(report: Report, passage: Passage, at: Sequence[int], left: float) -> str:
    """The first share of the report's own text that is more than the passage leaves for all others."""
    if passage.key[0] != "comment":
        return ""
    whole, mine = report.figures[at[0]], {(report.figures[i].holder or "").casefold() for i in at} - {""}
    for figure in report.figures:
        if (
            figure.kind == "share"
            and figure.comment is None
            and figure.relation in ("holds", "gained")
            and figure.asserted
            and (figure.measure or "area") == (whole.measure or "area")
            and is_of_one_whole(figure.base, whole.base)
            and (figure.holder or "").casefold() not in mine
            and holds_window(figure)[0] > left + 1
        ):
            by = f" ({figure.speaker})" if figure.speaker else ""
            return f" The report’s {quoted(figure)}{by} is more than either leaves."
    return ""


def is_of_one_whole(one: str | None, other: str | None) -> bool:
    """Whether two bases may be the same country: one is not said, or says just "the country", or they share a name.

    >>> is_of_one_whole("the country", "Syria land"), is_of_one_whole("Syria", "Idlib")
    (True, False)
    """
    plain = word_list("rest", "plain")
    first, second = tokens(one) - plain, tokens(other) - plain
    return not first or not second or first <= second or second <= first
