"""A distance around a place, and the area that it implies."""

from __future__ import annotations

import math
from collections.abc import Iterator

from whoholds.model import Check, Evidence, Figure, Report
from whoholds.reckoning.inside.facts import WholeArea
from whoholds.reckoning.inside.passages import Passage, words_after, words_before
from whoholds.reckoning.inside.saying import number, quoted
from whoholds.reckoning.inside.words import ends_with_word, has_word, starts_with_word

KM = {"km": 1.0, "mi": 1.609344, "m": 0.001}
NEAR = 40


def check_circles(report: Report, passage: Passage, country: WholeArea | None) -> Iterator[Check]:
    """The area of a flat circle for each distance that is a radius (or a diameter) around something. Never judged."""
    told: dict[tuple[float, float | None], list[int]] = {}
    for index in passage.figures:
        figure = report.figures[index]
        radius = _radius(passage.text, figure)
        if radius is not None and 0 < radius < 2000:
            told.setdefault((radius, figure.high), []).append(index)
    for (radius, _), indexes in told.items():
        yield _said(report, passage, radius, indexes, country)


def _radius(text: str, figure: Figure) -> float | None:
    """The radius in km, or None if the words do not make the distance a radius."""
    if figure.kind != "distance" or figure.unit not in KM or figure.relation in ("gained", "lost"):
        return None
    before, after = words_before(text, figure, NEAR), words_after(text, figure, NEAR).lstrip(" -–")
    near = before[-20:] + " " + after[:30]
    if has_word(near, "circle", "stops"):
        return None
    if has_word(near, "circle", "diameter"):
        return figure.value * KM[figure.unit] / 2
    if (
        starts_with_word(after, "circle", "after")
        or ends_with_word(before, "circle", "before")
        or _held_around(figure, after)
    ):
        return figure.value * KM[figure.unit]
    return None


def _held_around(figure: Figure, after: str) -> bool:
    """The distance says how large a held area is: "the occupied 55 km area around …"."""
    return figure.relation in ("holds", "contests") and " around " in f" {after} "


def _said(report: Report, passage: Passage, radius: float, indexes: list[int], country: WholeArea | None) -> Check:
    figure = report.figures[indexes[0]]
    area = math.pi * radius**2
    size, share = f"{number(area)} km²", ""
    high = None if figure.high is None else math.pi * (radius * figure.high / figure.value) ** 2
    if high is not None:
        size = f"{number(area)} to {number(high)} km²"
    sources: tuple[Evidence, ...] = ()
    if country is not None and country.area_km2 > 0:
        ends = [number(100 * end / country.area_km2, 2) for end in (area, high) if end is not None]
        share = (
            f", {' to '.join(ends)} percent of the {number(country.area_km2)} km² of {country.name}. It is less "
            "if a part of the circle lies across the border"
        )
        sources = (country.source,)
    say = f"In {passage.name}, {quoted(figure)} around a place, if it is the radius on all sides, "
    say += f"is a flat circle of {size}{share}."
    return Check(kind="distance as area", figures=tuple(indexes), holds=None, say=say, sources=sources)
