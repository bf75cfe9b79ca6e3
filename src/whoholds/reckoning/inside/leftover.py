"""Shares of what is left: "a third is theirs; an eighth of the remaining land is held by others"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whoholds.model import Check, Figure, Report
from whoholds.reckoning.inside.facts import Known
from whoholds.reckoning.inside.fractions import has_other_share
from whoholds.reckoning.inside.moments import moments_of
from whoholds.reckoning.inside.overlaps import any_overlap, overlap
from whoholds.reckoning.inside.passages import Passage, sentence_start, words_after, words_before
from whoholds.reckoning.inside.saying import listed, number, quoted
from whoholds.reckoning.inside.shares import shares_of
from whoholds.reckoning.inside.windows import holds_window
from whoholds.reckoning.inside.words import ends_with_word, has_word, starts_with_word, tokens, word_list

MOST = 12


def check_leftovers(report: Report, passage: Passage, known: Known) -> Iterator[Check]:
    """What shares of the rest come to: as shares of what the first ones leave, and as shares of the whole.

    It needs shares of the whole before them, of the same measure and time, that leave something. "Of the remaining 40
    percent, they hold 28" may be 28 of the 40 or of the whole: nothing is said of it.
    """
    figures, shares = report.figures, shares_of(report, passage)
    if any(_is_all_the_rest(passage.text, figures[i]) for i in shares):
        return
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
    moments = moments_of(report, passage)
    if len({moments[i] for i in wholes}) > 1 or any_overlap(report, wholes, known):
        return
    yield _said(report, passage, wholes, rests, known)
    if sum(figures[i].value for i in rests) <= 100 and len(wholes) + len(rests) == len(alike):
        yield _sum(report, passage, wholes, rests, known)


def _of_rest(text: str, figure: Figure) -> bool:
    """Whether the share's own words make it a share of what is left."""
    return has_word(figure.base or "", "rest", "bases") or _says_of_rest(text, figure)


def _is_all_the_rest(text: str, figure: Figure) -> bool:
    return ends_with_word(words_before(text, figure, 40), "rest", "share_of")


def _says_of_rest(text: str, figure: Figure) -> bool:
    return has_word(figure.quote, "rest", "share_of") or starts_with_word(
        words_after(text, figure, 40), "rest", "share_of"
    )


def _run(text: str, report: Report, shares: list[int]) -> list[int]:
    """The share of the rest and those that go on with it, up to the first that does not."""
    run: list[int] = []
    for i in shares:
        figure = report.figures[i]
        if run and not _says_of_rest(text, figure) and not _goes_on(text, report.figures[run[-1]], figure):
            break
        run.append(i)
    return run


def _goes_on(text: str, before: Figure, figure: Figure) -> bool:
    """Whether the share is of the rest like the one before it: "another tenth", or in one sentence "and an eighth"."""
    again = ends_with_word(words_before(text, figure, 30), "rest", "again") or bool(
        re.match(r"another\b", figure.quote, re.IGNORECASE)
    )
    after = words_after(text, figure, 40)
    of_it = starts_with_word(after, "rest", "of_it") and figure.holder not in (None, before.holder)
    bare = figure.in_words and not starts_with_word(after, "rest", "of")
    of_rest = has_word(words_before(text, before), "rest", "share_of")
    return again or (sentence_start(text, before) == sentence_start(text, figure) and (of_it or bare or of_rest))


def _said(report: Report, passage: Passage, wholes: list[int], rests: list[int], known: Known) -> Check:
    figures = report.figures
    taken, said = sum(figures[i].value for i in wholes), sum(figures[i].value for i in rests)
    left = 100 - taken
    each = listed([number(left * figures[i].value / 100) for i in rests])
    say = (
        f"In {passage.name}, {number(taken)} percent of the whole{_whose([figures[i] for i in wholes])} leaves "
        f"{number(left)}. Of what is left, {listed([_named(figures[i]) for i in rests])} "
        f"{'come' if len(rests) > 1 else 'comes'} to {each} percent of the whole."
    )
    too_much = sum(_low(figures[i]) for i in rests) > 100 and not any_overlap(report, rests, known)
    if too_much:
        say += f" They are {number(said)} percent of what is left, more than there is."
    at = tuple(sorted({*wholes, *rests}))
    return Check(kind="share of what is left", figures=at, holds=False if too_much else None, say=say)


def _sum(report: Report, passage: Passage, wholes: list[int], rests: list[int], known: Known) -> Check:
    """What all make and leave, by both readings, and whether the report's own share has room in that.

    Where a share of the text was not read, nothing is said of what is left.
    """
    figures, at = report.figures, tuple(sorted({*wholes, *rests}))
    taken, said = sum(figures[i].value for i in wholes), sum(figures[i].value for i in rests)
    of_rest, of_whole = taken + (100 - taken) * said / 100, taken + said
    if has_other_share(report, passage):
        say = f"In {passage.name}, the shares that were read make {number(of_rest)} percent of the whole; if all are "
        say += f"meant as shares of the whole, they make {number(of_whole)}. The text has others, which were not read."
        return Check(kind="sum to a whole", figures=at, holds=None, say=say)
    say = f"In {passage.name}, all shares make {number(of_rest)} percent of the whole, and {number(100 - of_rest)} is "
    say += f"left; if all are meant as shares of the whole, they make {number(of_whole)}, "
    say += f"and {number(100 - of_whole)} is left." if of_whole <= 100 else "which is more than the whole."
    least = sum(_low(figures[i]) for i in wholes)
    room = (100 - least) * (1 - sum(_low(figures[i]) for i in rests) / 100)
    say += _against(report, passage, at, room, known)
    return Check(kind="sum to a whole", figures=at, holds=None, say=say)


def _low(figure: Figure) -> float:
    """The least that the share may be: a tenth less than itself for a fraction in words."""
    return max(0.0, holds_window(figure)[0])


def _named(figure: Figure) -> str:
    return f"“{' '.join(figure.quote.split())[:40]}”{_whose([figure])}"


def _whose(figures: Sequence[Figure]) -> str:
    names = list(dict.fromkeys(" ".join((figure.holder or "").split())[:60] for figure in figures if figure.holder))
    return f" ({listed(names)})" if names else ""


def _against(report: Report, passage: Passage, at: Sequence[int], room: float, known: Known) -> str:
    """The first share of the report's own text that is more than the passage leaves for all others, by any rounding."""
    if passage.key[0] != "comment":
        return ""
    whole = report.figures[at[0]]
    for i, figure in enumerate(report.figures):
        if (
            figure.kind == "share"
            and figure.comment is None
            and figure.relation in ("holds", "gained")
            and figure.asserted
            and (figure.measure or "area") == (whole.measure or "area")
            and is_of_one_whole(figure.base, whole.base)
            and holds_window(figure)[0] > room + 1
            and not (figure.holder and any(report.figures[a].holder and overlap(report, i, a, known) for a in at))
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
