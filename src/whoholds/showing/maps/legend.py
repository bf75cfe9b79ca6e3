"""The legend: a swatch, a name, the share and the area of each part; then what the lines mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whoholds.showing.maps import fonts
from whoholds.showing.maps.base_map import DASHES
from whoholds.showing.maps.colours import palette
from whoholds.showing.maps.drawing import Box, Group, Look, Shape, Text, path_of_box, short
from whoholds.showing.maps.frame import Frame


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One row: its look, its words, and its numbers, which may be none. A row without a look is a sum, or a heading."""

    look: Look | None
    label: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class LineKey:
    """A line of the map and what it means."""

    label: str
    stroke: str
    width: float = 1.3
    dashes: tuple[float, ...] = ()
    opacity: float = 1.0


def disputed_key() -> LineKey:
    """The key of disputed borders."""
    return LineKey(label="Disputed border", stroke=palette()["lines"]["country"], dashes=DASHES)


def legend(
    frame: Frame,
    entries: Sequence[Entry],
    heads: tuple[str, ...],
    keys: Sequence[LineKey],
    *,
    x: float,
    y: float,
    width: float,
) -> tuple[Group, float]:
    """Lay out a legend in a column of this width. Return it and where it ends."""
    size, lines = frame.text, palette()["lines"]
    swatch, high = Box(0, 0, size * 1.7, size * 1.02), size * 1.5
    columns = _columns(frame, entries, heads)
    left = x + swatch.width + size * 0.6
    room = width - (left - x) - sum(columns) - size * 0.4
    items: list[Shape | Text] = []
    base = y + frame.small
    for words, right in zip(heads, _rights(x + width, columns), strict=True):
        items.append(Text(x=right, y=base, words=words, size=frame.small, anchor="end", colour=lines["soft"]))
    base += size * 0.45 if heads else -frame.small
    for entry in entries:
        names = fonts.wrapped(entry.label, room / frame.widen, size, bold=entry.look is None) or [""]
        base += high
        if entry.look is None and entry.numbers:
            rule = f"M{short(x)} {short(base - size * 1.12)}h{short(width)}"
            items.append(Shape(path=rule, stroke=lines["soft"], width=0.7))
        elif entry.look:
            box = Box(x, base - size * 0.86, swatch.width, swatch.height)
            items.append(Shape(path=path_of_box(box), fill=entry.look, stroke=lines["country"], width=0.6))
        for right, words in zip(_rights(x + width, columns), entry.numbers, strict=False):
            items.append(Text(x=right, y=base, words=words, size=size, bold=right != x + width, anchor="end"))
        for number, words in enumerate(names[:3]):
            base += 1.15 * size if number else 0
            items.append(Text(x=left if entry.look else x, y=base, words=words, size=size, bold=entry.look is None))
    group, foot = _keys(frame, keys, x, base + size * 0.5, width)
    return Group(part="legend", items=(*items, *group)), foot


def _keys(frame: Frame, keys: Sequence[LineKey], x: float, y: float, width: float) -> tuple[list[Shape | Text], float]:
    size, items = frame.small, list[Shape | Text]()
    for key in keys:
        y += size * 1.5
        path = f"M{short(x)} {short(y - size * 0.32)}h{short(frame.text * 1.7)}"
        items.append(Shape(path=path, stroke=key.stroke, width=key.width, dashes=key.dashes, opacity=key.opacity))
        items.append(Text(x=x + frame.text * 2.3, y=y, words=key.label, size=size, colour=palette()["lines"]["soft"]))
    return items, y + size * 0.4


def _columns(frame: Frame, entries: Sequence[Entry], heads: tuple[str, ...]) -> list[float]:
    """Return how wide each column of numbers is."""
    widths = []
    for column, head in enumerate(heads):
        numbers = [entry.numbers[column] for entry in entries if column < len(entry.numbers)]
        widest = max((fonts.width_of(words, frame.text, bold=True) for words in numbers), default=0.0)
        widths.append(max(widest, fonts.width_of(head, frame.small)) * frame.widen + frame.text * 0.8)
    return widths


def _rights(right: float, columns: Sequence[float]) -> list[float]:
    """Return the right edge of each column."""
    return [right - sum(columns[n + 1 :]) for n in range(len(columns))]
