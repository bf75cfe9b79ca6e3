"""An answer as one HTML page that asks for nothing: no fonts, no requests to anywhere, and no script but our own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from whoholds.model import Answer, Comment, Explanation, Figure, Reckoning, Report, Struct
from whoholds.showing import groups, marks, words
from whoholds.showing.curve import Curve, curve
from whoholds.showing.explorer import Explored
from whoholds.showing.json_ld import in_script, web_address
from whoholds.showing.places import key_of
from whoholds.showing.thread import steps

if TYPE_CHECKING:
    from jinja2 import Environment

    from whoholds.evidence import MapOfAnswer
    from whoholds.reckoning import ByHand
    from whoholds.showing.claim_review import Reviewer
    from whoholds.showing.maps import MapPicture

# What a map is of: its country, its source and its date.
Paper = tuple[str | None, str, str]


class Opened(Struct, frozen=True, kw_only=True):
    """A reckoning as the page shows it. `key` tells its parts from those of the others, `same` is the figure before."""

    key: int
    figure: Figure | None
    asked: str
    reckoning: Reckoning
    unit: str
    curve: Curve | None
    maps: tuple[tuple[str, str], ...] = ()
    same: int | None = None
    unfolded: bool = False
    explored: Explored | None = None


def page(
    answer: Answer,
    *,
    title: str | None = None,
    maps: Sequence[MapOfAnswer] = (),
    ways: Mapping[int, ByHand] | None = None,
    reviewer: Reviewer | None = None,
    embedded: bool = False,
    alone: bool = False,
) -> str:
    """Return an answer as one self-contained HTML page. `title` is what a browser calls it; default: the headline.

    `maps` are the layers that the figures were reckoned on (see `evidence.maps_for`): each is drawn once, with its
    table. `ways` are the sums that a reader counts with in the explorer, by the index of the figure (see
    `evidence.ways_by_hand`); without them the page has no script. With a `reviewer` the page carries ClaimReviews of
    its figures, for search engines: a reader does not see them. `embedded` is for a page inside another, in a frame
    that has its text as `srcdoc`; `alone` is for figures without a report.

    >>> page(Answer(report=Report(headline="A <bridge>"), reckonings=(), checks=())).count("A &lt;bridge&gt;") > 0
    True
    """
    report = answer.report
    verdicts = {r.figure: r.verdict for r in reversed(answer.reckonings) if r.figure is not None}
    drawn = _drawn(maps)
    opened = _opened(answer, drawn, ways or {})
    explorer = _explorer(opened)
    text = (
        _environment()
        .get_template("page.html")
        .render(
            answer=answer,
            report=report,
            title=title or f"{report.headline or 'A report'}: how its figures are counted",
            style=_style() + _map_style(drawn) + explorer.get("style", ""),
            explorer=explorer,
            reviews=_reviews(answer, reviewer),
            embedded=embedded,
            alone=alone,
            maps=list(drawn.values()),
            code=_language_code(report.language),
            direction="rtl" if words.runs_right_to_left(report.language) else "ltr",
            verdicts=verdicts,
            counts=_verdict_counts(answer),
            given=words.by_hand(answer.given),
            opened=opened,
            lacking=groups.lacking(answer),
            not_reckoned=groups.not_reckoned(answer),
            passages=_Passages(report),
            steps=list(steps(report.thread)),
            sources=[one for papers in groups.cited(groups.sources(answer)).values() for one in papers],
        )
    )
    return str(text)


def _reviews(answer: Answer, reviewer: Reviewer | None) -> str:
    """Return the ClaimReviews that stand in the page, if somebody answers for them."""
    if reviewer is None:
        return ""
    from whoholds.showing.claim_review import to_claim_reviews

    return in_script(to_claim_reviews(answer, reviewer))


def _opened(answer: Answer, drawn: dict[Paper, MapPicture], ways: Mapping[int, ByHand]) -> list[Opened]:
    """Return the reckonings that have an answer, each quantity's own together, the first with explanations unfolded."""
    shown: list[Opened] = []
    for same in groups.reckoned(answer):
        for reckoning in (same.first, *same.others):
            figure = groups.figure_of(reckoning, answer)
            shown.append(
                Opened(
                    key=len(shown) + 1,
                    figure=figure,
                    asked=words.asked(figure, answer.given) if figure else "",
                    reckoning=reckoning,
                    unit=_unit_of(reckoning, answer),
                    curve=curve(reckoning),
                    maps=_maps_of(reckoning, drawn),
                    same=None if reckoning is same.first else same.first.figure,
                    unfolded=not shown,
                    explored=_explored(reckoning, answer, drawn, ways),
                )
            )
    return shown


def _explored(
    reckoning: Reckoning, answer: Answer, drawn: dict[Paper, MapPicture], ways: Mapping[int, ByHand]
) -> Explored | None:
    """Return what a reader can try of a figure, or None if its sums are not given."""
    at, figure = reckoning.figure, groups.figure_of(reckoning, answer)
    if at is None or figure is None or at not in ways:
        return None
    place = reckoning.claim.place if reckoning.claim else None
    keys = {(drawn[paper].key, paper[1], paper[2]): None for paper in drawn if paper[0] == place}
    names = {(one.source, one.as_of) for one in reckoning.evidence if one.kind != "shares"}
    maps = tuple(key for key in keys if key[1:] in names)
    return Explored(number=at + 1, quote=figure.quote, reckoning=reckoning, ways=ways[at], maps=maps)


def _explorer(opened: Sequence[Opened]) -> dict[str, str]:
    """Return the explorer's style, script and data; empty if no figure can be tried."""
    from whoholds.showing import explorer

    explored = [one.explored for one in opened if one.explored]
    if not explored:
        return {}
    return {
        "style": explorer.style(),
        "script": explorer.script(),
        "hash": explorer.script_hash(),
        "data": explorer.carried(explored),
    }


def _drawn(maps: Sequence[MapOfAnswer]) -> dict[Paper, MapPicture]:
    """Draw each map. They are drawn here and not before, so that an answer without maps loads nothing to draw with."""
    if not maps:
        return {}
    from whoholds.showing.maps import known_water, map_for_page, surroundings_of, towns_of

    water = known_water()
    drawn: dict[Paper, MapPicture] = {}
    for number, one in enumerate(maps, start=1):
        faces, place = one.faces, one.faces.place
        towns = towns_of(place, one.capital, one.folder)
        around = surroundings_of(place, towns=towns, water=water, name=one.country)
        picture = map_for_page(faces, around, key=f"map-{number}", asked=one.asked)
        drawn[place, faces.evidence.source, faces.evidence.as_of] = picture
    return drawn


def _map_style(drawn: dict[Paper, MapPicture]) -> str:
    if not drawn:
        return ""
    from whoholds.showing.maps import map_style

    return map_style()


def _maps_of(reckoning: Reckoning, drawn: dict[Paper, MapPicture]) -> tuple[tuple[str, str], ...]:
    """Return the keys and the titles of the maps among a reckoning's evidence."""
    place = reckoning.claim.place if reckoning.claim else None
    papers = dict.fromkeys((place, one.source, one.as_of) for one in reckoning.evidence if one.kind != "shares")
    return tuple((drawn[paper].key, drawn[paper].title) for paper in papers if paper in drawn)


def _unit_of(reckoning: Reckoning, answer: Answer) -> str:
    figure = groups.figure_of(reckoning, answer)
    return reckoning.claim.unit if reckoning.claim else figure.unit if figure else "percent"


def _verdict_counts(answer: Answer) -> list[tuple[str, int]]:
    given = [reckoning.verdict for reckoning in answer.reckonings]
    return [(verdict, given.count(verdict)) for verdict in words.vocabulary()["verdicts"]]


class _Passages:
    """The report's texts with their figures, statements and notes marked."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.figures: dict[tuple[str, int | str], list[tuple[int, tuple[int, int]]]] = {}
        for index, figure in enumerate(report.figures):
            self.figures.setdefault(key_of(figure), []).append((index, figure.span))
        self.statements: dict[int, list[Any]] = {}
        for statement in report.statements:
            if statement.paragraph is not None:
                self.statements.setdefault(statement.paragraph, []).append(statement)
        self.notes: dict[int, list[tuple[int, tuple[int, int]]]] = {}
        self.own_notes: dict[int, list[int]] = {}
        last = len(report.paragraphs) - 1
        for index, note in enumerate(report.notes):
            if marks.inside_note(note, report.paragraphs) and note.span and note.paragraph is not None:
                self.notes.setdefault(note.paragraph, []).append((index, note.span))
            else:
                after = note.after if note.after is not None else last
                self.own_notes.setdefault(max(-1, min(after, last)), []).append(index)

    def headline(self) -> tuple[marks.Stretch, ...]:
        return marks.passage(self.report.headline or "", self._figures("headline", 0))

    def paragraph(self, number: int) -> tuple[marks.Stretch, ...]:
        text = self.report.paragraphs[number]
        told = self.statements.get(number, ())
        return marks.passage(text, self._figures("paragraph", number), told, self.notes.get(number, ()))

    def note(self, number: int) -> tuple[marks.Stretch, ...]:
        return marks.passage(self.report.notes[number].text, self._figures("note", number))

    def caption(self, number: int) -> tuple[marks.Stretch, ...]:
        return marks.passage(self.report.images[number].caption or "", self._figures("image", number))

    def comment(self, comment: Comment) -> tuple[marks.Stretch, ...]:
        return marks.passage(comment.text, self._figures("comment", comment.id))

    def notes_after(self, number: int) -> list[int]:
        return self.own_notes.get(number, [])

    def _figures(self, where: str, which: int | str) -> list[tuple[int, tuple[int, int]]]:
        return self.figures.get((where, which), [])


# ------------------------------------------------------------------------------------------------- the environment


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("whoholds.showing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Every text that a template prints is cleaned first; what a macro has made is Markup, and clean already.
        finalize=lambda value: words.clean_lines(value) if type(value) is str else value,
    )
    environment.filters.update(
        amount=words.amount,
        attribution=words.attribution,
        by_whom=words.by_whom,
        counted=words.counted,
        date=words.date,
        dates=words.dates,
        departing=words.departing,
        counted_over=words.counted_over,
        giving=words.giving,
        href=href,
        in_range=words.in_range,
        kind=words.kind,
        language=words.language,
        money=words.money,
        number=words.number,
        outcome=words.outcome,
        quantity=words.quantity,
        shorten=words.shorten,
        source=words.source,
        standing=words.standing,
        union=words.union,
        whose=words.whose,
        window=words.window,
    )
    environment.globals.update(
        by_holders=groups.by_holders,
        by_map=groups.by_map,
        names_source=names_source,
        vocabulary=words.vocabulary(),
        way_of_counting=words.way_of_counting,
    )
    return environment


@cache
def _style() -> str:
    return resources.files("whoholds.showing").joinpath("style.css").read_text("utf-8")


def href(url: str | None) -> str | None:
    """Return an address that may be a link: http or https, with a host. Anything else is only shown.

    >>> href("https://example.org/a?b=c"), href("javascript:alert(1)"), href(None)
    ('https://example.org/a?b=c', None, None)
    """
    address = web_address(url)
    return words.clean(address).strip() if address else None


def names_source(explanation: Explanation, reckoning: Reckoning) -> bool:
    """Say whether an explanation's sentence names its source already."""
    index = explanation.reading.evidence
    return 0 <= index < len(reckoning.evidence) and reckoning.evidence[index].source in explanation.say


def _language_code(code: str | None) -> str | None:
    """Return a language code that a browser can trust, or None."""
    return code if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}", code or "") else None
