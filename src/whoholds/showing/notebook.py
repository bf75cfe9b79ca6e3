"""The page in a notebook: in a frame of its own, so that neither style nor script leaks out of it or into it."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, get_args

import msgspec

from whoholds.model import Answer, Claim, Figure, Kind, Reckoning, Report
from whoholds.showing import words
from whoholds.showing.page import page

if TYPE_CHECKING:
    from whoholds.evidence import MapOfAnswer
    from whoholds.reckoning import ByHand

# A page decides on nothing outside its frame; a reader can pull the frame's lower edge.
FRAME = (
    "display:block;width:100%;height:{height};min-height:12rem;border:1px solid #8886;border-radius:8px;resize:vertical"
)
OF_ANSWER, OF_RECKONING = "46rem", "38rem"


def in_notebook(
    noun: Answer | Reckoning, *, maps: Sequence[MapOfAnswer] = (), ways: Mapping[int, ByHand] | None = None
) -> dict[str, str]:
    """Return an answer or a reckoning as a notebook shows it, by media type.

    The HTML is a frame with the page in it; the frame may run the page's script and open links, and nothing else.
    `maps` and `ways` are those of `page`; a reckoning alone is figure 0. In plain text it is the verdicts.

    >>> shown = in_notebook(Reckoning(verdict="cannot tell", say="The page gives no date."))
    >>> shown["text/plain"], shown["text/html"][:31]
    ('cannot tell: The page gives no date.', '<iframe sandbox="allow-scripts ')
    """
    alone = isinstance(noun, Reckoning)
    answer = _answer_of(noun) if isinstance(noun, Reckoning) else noun
    title = "Which ways of counting give the figure" if alone else None
    inside = page(answer, title=title, maps=maps, ways=ways, embedded=True, alone=alone)
    frame = FRAME.format(height=OF_RECKONING if alone else OF_ANSWER)
    label = html.escape(words.shorten(title or answer.report.headline or "A report", 200))
    return {
        "text/html": (
            '<iframe sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" loading="lazy" '
            f'title="{label}" style="{frame}" srcdoc="{html.escape(inside)}"></iframe>'
        ),
        "text/plain": "\n".join(_line(reckoning, answer, alone=alone) for reckoning in answer.reckonings)
        or "no figure about ground",
    }


def _line(reckoning: Reckoning, answer: Answer, *, alone: bool) -> str:
    said = f"{reckoning.verdict}{words.by_whom(reckoning)}: {words.clean(reckoning.say)}"
    return said if alone or reckoning.figure is None else f"{reckoning.figure + 1} “{_quote(reckoning, answer)}” {said}"


def _quote(reckoning: Reckoning, answer: Answer) -> str:
    return words.shorten(answer.report.figures[reckoning.figure or 0].quote, 60)


def _answer_of(reckoning: Reckoning) -> Answer:
    """Return an answer of one figure: the one that the reckoning's claim is about."""
    report = Report(figures=(_figure_of(reckoning.claim or Claim(value=0.0)),))
    return Answer(report=report, reckonings=(msgspec.structs.replace(reckoning, figure=0),), checks=())


def _figure_of(claim: Claim) -> Figure:
    figure = Figure(
        quote="",
        span=(0, 0),
        value=claim.value,
        high=claim.high,
        bound=claim.bound,
        kind=msgspec.convert(claim.kind if claim.kind in get_args(Kind) else "share", Kind),
        unit=claim.unit,
        relation=claim.relation,
        holder=words.listing(claim.holders) if claim.holders else None,
        base=claim.base,
        measure=claim.measure,
        as_of=claim.on,
        last_place=claim.last_place,
        in_words=claim.in_words,
    )
    said = words.amount(figure)
    return msgspec.structs.replace(figure, quote=said, span=(0, len(said)))
