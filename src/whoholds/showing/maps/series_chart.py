"""A chart of who held how much from day to day: one line for each side, its name at the line's end."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from whoholds.errors import WhoholdsError
from whoholds.model import WHOLE_COUNTRY
from whoholds.showing import words
from whoholds.showing.maps import axes, fonts, notes
from whoholds.showing.maps.colours import Side, colours_of, palette, shaded
from whoholds.showing.maps.drawing import Box, Group, Look, Picture, Shape, Text, path_of_box, path_of_dot, short
from whoholds.showing.maps.frame import Frame
from whoholds.showing.maps.parts import area_words, share_words
from whoholds.showing.maps.series_lines import Line, gap_of, lines_of, runs_of

if TYPE_CHECKING:
    from whoholds.atlas.shares import Shares

ROOM_OF_A_DOT = 7.0  # units of the drawing: days that are so far apart are marked by dots


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where days and values stand in the drawing."""

    box: Box
    first: date
    last: date
    low: float
    high: float

    def x(self, day: date) -> float:
        span = max((self.last - self.first).days, 1)
        return self.box.x + (day - self.first).days / span * self.box.width

    def y(self, value: float) -> float:
        return self.box.foot - (value - self.low) / (self.high - self.low) * self.box.height


def series_chart(series: Sequence[Shares], place: str, frame: Frame, *, in_units: bool = False) -> Picture:
    """Return the chart of one source's shares over time; `place` is the country's name.

    Shares are in percent of the base, with `in_units` values in the unit of the measure. What the source leaves unsaid
    and what is uninhabited are not drawn. Raises WhoholdsError where there is nothing to draw.
    """
    by_share = not in_units and all(row.share is not None for shares in series for row in shares.rows)
    lines, left_out = lines_of(series, by_share=by_share)
    if not lines:
        raise WhoholdsError("no map in this time says who holds any ground: there is nothing to draw")
    days = [date.fromisoformat(shares.on) for shares in series]
    title = f"{place}: who held how much {_span(series)}"
    heading, y = notes.heading(frame, title, _below(series[0], by_share))
    values = axes.round_values(*_extent(lines))
    unit = "%" if by_share else ""
    plot = _plot(frame, lines, values, days, y, unit)
    colours = colours_of(series[0].place, [line.side for line in lines])
    gap = gap_of(days)
    groups = [heading, _grid(plot, values, days, frame, unit)]
    groups += [_lines(plot, lines, colours, gap), _names(plot, lines, colours, frame, by_share)]
    small, y = notes.footnotes(
        frame, _notes(series, values, left_out, gap), frame.margin, plot.box.foot + 2.6 * frame.small, frame.inner
    )
    height = round(y + 0.8 * frame.margin, 1)
    paper = Shape(path=path_of_box(Box(0, 0, frame.width, height)), fill=Look(palette()["ground"]["paper"]))
    return Picture(
        width=frame.width,
        height=height,
        title=title,
        desc=_desc(series, lines, by_share),
        groups=(Group(part="paper", items=(paper,)), *groups, small),
    )


# ------------------------------------------------------------------------------------------------ words


def _span(series: Sequence[Shares]) -> str:
    first, last = series[0].evidence.as_of, series[-1].evidence.as_of
    if first == last:
        return notes.day_words(first)
    return f"from {words.date(first)} to {words.date(last)}"


def _below(shares: Shares, by_share: bool) -> str:
    whole = "country" if shares.base == WHOLE_COUNTRY else words.shorten(shares.base.removeprefix("the "), 80)
    measure = words.shorten(shares.measure, 40)
    if by_share:
        return f"Share of the {whole}’s {measure}, in percent"
    unit = words.unit_sign(shares.unit).strip()
    return f"{measure.capitalize()} in {unit}" + ("" if shares.base == WHOLE_COUNTRY else f", {shares.base}")


def _value_words(value: float, by_share: bool) -> str:
    return share_words(value) if by_share else area_words(value)


def _notes(series: Sequence[Shares], values: Sequence[float], left_out: Sequence[str], gap: int) -> list[str]:
    first, last = series[0].evidence, series[-1].evidence
    noun = "table" if last.kind == "shares" else "map"
    source = notes.source_line(last)
    if first.as_of != last.as_of:
        span = f"{words.date(first.as_of)} to {words.date(last.as_of)}, {words.counted(len(series), noun)}"
        source = source.replace(f"as of {words.date(last.as_of)}", span, 1)
    lines = [source]
    if values[0] > 0:
        lines.append("The scale does not begin at zero.")
    if left_out:
        lines.append(f"Not drawn, as their ground is smaller: {words.listing(left_out, 6)}.")
    if any((b - a).days > gap for a, b in _steps(series)):
        lines.append(f"A line is broken where no {noun} is for more than {gap} days.")
    lines.append("Land of which the source says nothing is no line. Names show what sources say and take no side.")
    return lines


def _desc(series: Sequence[Shares], lines: Sequence[Line], by_share: bool) -> str:
    first, last = (words.date(shares.evidence.as_of) for shares in (series[0], series[-1]))
    said = [
        f"{line.label}: {_value_words(line.points[0][1], by_share)}, {_value_words(line.points[-1][1], by_share)}"
        for line in lines
    ]
    return f"Line chart. Values on {first} and on {last}. {'; '.join(said)}."


# ------------------------------------------------------------------------------------------------ layout


def _extent(lines: Sequence[Line]) -> tuple[float, float]:
    values = [value for line in lines for _, value in line.points]
    return min(values), max(values)


def _steps(series: Sequence[Shares]) -> Iterator[tuple[date, date]]:
    days = [date.fromisoformat(shares.on) for shares in series]
    return itertools.pairwise(days)


def _plot(
    frame: Frame, lines: Sequence[Line], values: Sequence[float], days: Sequence[date], top: float, unit: str
) -> _Plot:
    step = values[1] - values[0]
    left = max(fonts.width_of(axes.value_words(value, step, unit), frame.small) for value in values) * frame.widen
    x = frame.margin + left + frame.small * 0.7
    room = _label_room(frame, lines)
    high = frame.width * (0.62 if frame.layout == "phone" else 0.46)
    high = max(high, sum(_label_height(frame, _label_lines(frame, line, room)) for line in lines) - frame.town)
    box = Box(x, top + frame.small, frame.width - frame.margin - room - frame.town * 0.9 - x, round(high, 1))
    return _Plot(box, min(days), max(days), values[0], values[-1])


def _label_room(frame: Frame, lines: Sequence[Line]) -> float:
    """Return how wide the names at the ends of the lines are."""
    widest = max(fonts.width_of(line.label, frame.town, bold=True) for line in lines) * frame.widen
    return min(max(widest, 5 * frame.town), 0.27 * frame.width)


def _label_lines(frame: Frame, line: Line, room: float) -> list[str]:
    """Return the name of a line, in two lines of words at most."""
    return fonts.wrapped(line.label, room / frame.widen, frame.town, bold=True)[:2]


def _label_height(frame: Frame, named: Sequence[str]) -> float:
    return (len(named) + 1) * frame.town * 1.12 + frame.town * 0.3


def _grid(plot: _Plot, values: Sequence[float], days: Sequence[date], frame: Frame, unit: str) -> Group:
    lines, items = palette()["lines"], list[Shape | Text]()
    step = values[1] - values[0]
    for value in values:
        y = plot.y(value)
        is_zero = value == 0
        path = f"M{short(plot.box.x)} {short(y)}h{short(plot.box.width)}"
        items.append(
            Shape(
                path=path,
                stroke=lines["soft"] if is_zero else palette()["lines"]["abroad"],
                width=1.0 if is_zero else 0.6,
            )
        )
        items.append(
            Text(
                x=plot.box.x - frame.small * 0.6,
                y=y + frame.small * 0.35,
                words=axes.value_words(value, step, unit),
                size=frame.small,
                anchor="end",
                colour=lines["soft"],
            )
        )
    for day, said in axes.round_days(min(days), max(days), max(2, int(plot.box.width / (5.6 * frame.small)))):
        x = plot.x(day)
        items.append(
            Shape(
                path=f"M{short(x)} {short(plot.box.foot)}v{short(frame.small * 0.4)}", stroke=lines["soft"], width=0.8
            )
        )
        items.append(
            Text(
                x=x,
                y=plot.box.foot + frame.small * 1.5,
                words=said,
                size=frame.small,
                anchor="middle",
                colour=lines["soft"],
            )
        )
    return Group(part="axes", items=tuple(items))


def _lines(plot: _Plot, lines: Sequence[Line], colours: dict[Side, str], gap: int) -> Group:
    items: list[Shape] = []
    for line in reversed(lines):
        colour = colours[line.side]
        runs = list(runs_of(line.points, gap))
        path = "".join(_path(plot, run) for run in runs if len(run) > 1)
        dashes = () if line.status == "controlled" else (6.0, 4.0)
        if path:
            items.append(Shape(path=path, stroke=shaded(colour, 0.45), width=3.4, dashes=dashes))
            items.append(Shape(path=path, stroke=colour, width=2.2, dashes=dashes, says=line.label))
        apart = plot.box.width / max(len(line.points), 1)
        marked = [point for run in runs for point in run if apart >= ROOM_OF_A_DOT or len(run) == 1]
        marked = [point for point in marked if point != line.points[-1]]
        radius = min(3.2, max(0.3 * apart, 1.6))
        dots = "".join(path_of_dot(plot.x(day), plot.y(value), radius) for day, value in marked)
        dots += path_of_dot(plot.x(line.points[-1][0]), plot.y(line.points[-1][1]), 3.4)
        items.append(Shape(path=dots, fill=Look(colour), stroke=shaded(colour, 0.45), width=0.7))
    return Group(part="lines", items=tuple(items))


def _path(plot: _Plot, run: Sequence[tuple[date, float]]) -> str:
    points = [(short(plot.x(day), 1), short(plot.y(value), 1)) for day, value in run]
    return "M" + "L".join(f"{x} {y}" for x, y in points)


def _names(plot: _Plot, lines: Sequence[Line], colours: dict[Side, str], frame: Frame, by_share: bool) -> Group:
    """Return the names at the ends of the lines, moved apart where they would lie on each other."""
    size = frame.town
    x = plot.box.right + size * 0.7
    room = _label_room(frame, lines)
    blocks = []
    for line in lines:
        day, last = line.points[-1]
        named = _label_lines(frame, line, room)
        value = _value_words(last, by_share) + (f", {axes.month_words(day)}" if day < plot.last else "")
        blocks.append((plot.y(last), named, value, shaded(colours[line.side], 0.5)))
    blocks.sort(key=lambda block: block[0])
    high = [_label_height(frame, named) for _, named, _, _ in blocks]
    tops = _apart([y - size * 0.6 for y, *_ in blocks], high, plot.box.y - 0.6 * size, plot.box.foot + 1.2 * size)
    items = []
    for (_, named, value, colour), top in zip(blocks, tops, strict=True):
        for number, words_ in enumerate([*named, value]):
            y = top + size * (0.85 + 1.12 * number)
            items.append(Text(x=x, y=y, words=words_, size=size, bold=number < len(named), colour=colour))
    return Group(part="names of sides", items=tuple(items))


def _apart(tops: Sequence[float], high: Sequence[float], first: float, last: float) -> list[float]:
    """Return the tops of blocks, in their order, moved so that none lies on another.

    >>> _apart([10, 12, 50], [10, 10, 10], 0, 100)
    [10, 20, 50]
    """
    placed: list[float] = []
    free = first
    for top, size in zip(tops, high, strict=True):
        placed.append(max(top, free))
        free = placed[-1] + size
    below = last
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], below - high[index])
        below = placed[index]
    return placed
