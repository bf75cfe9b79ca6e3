"""A sheet of paper with a heading, a map, a legend beside or below it, and notes at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from whoholds.showing.maps import notes
from whoholds.showing.maps.base_map import BaseMap
from whoholds.showing.maps.colours import palette
from whoholds.showing.maps.drawing import Box, Group, Look, Picture, Shape, path_of_box
from whoholds.showing.maps.frame import Frame
from whoholds.showing.maps.legend import Entry, LineKey, disputed_key, legend
from whoholds.showing.maps.surroundings import Surroundings

GAP = 20.0  # between a map and the legend beside it
WIDE = 1.28  # a country that is wider than so many times its height has its legend below
COLUMN = 430.0  # the width of a column of a legend that stands below


class Sheet:
    """Takes the pieces of a picture from the top to the foot. `foot` is where the next one begins."""

    def __init__(self, frame: Frame, title: str, below: str | None) -> None:
        self.frame, self.title = frame, title
        heading, self.foot = notes.heading(frame, title, below)
        self.groups: list[Group] = [heading]
        self._notes_at: tuple[float, float, float] | None = None  # where, and how wide, if not at the foot
        self._below_legend: tuple[float, float, float] | None = None

    def add(self, *groups: Group) -> None:
        """Put groups on the sheet; empty ones are left out."""
        self.groups += [group for group in groups if group.items]

    def map_of(self, around: Surroundings, variant: str, focus: Any = None) -> BaseMap:
        """Lay out the map of a country: as wide as the sheet, or beside its legend. `focus` is what it is about."""
        frame, at = self.frame, {"x": self.frame.margin, "y": self.foot, "focus": focus}
        base = BaseMap(around, variant, frame, width=frame.inner, **at)
        if frame.beside and base.extent_ratio < WIDE:
            base = BaseMap(around, variant, frame, width=frame.inner - frame.beside - GAP, **at)
        self.foot = base.box.foot
        return base

    def legend(self, entries: Sequence[Entry], heads: tuple[str, ...], base: BaseMap) -> None:
        """Put the legend of a map beside it, or below it in one or two columns; the notes go where room is left."""
        frame, keys = self.frame, keys_of(base)
        if base.box.width < frame.inner:
            x = base.box.right + GAP
            width = frame.width - frame.margin - x
            group, foot = legend(frame, entries, heads, keys, x=x, y=base.box.y, width=width)
            self.add(group)
            self._below_legend = (x, foot + frame.small, width)
            self._notes_at = (frame.margin, base.box.foot, base.box.width)
            self.foot = max(self.foot, foot)
            return
        top = self.foot + frame.text * 0.7
        width = min(frame.inner, COLUMN * frame.widen)
        beside = frame.width - frame.margin - width
        is_roomy = frame.inner > 1.9 * width
        if is_roomy and len(entries) > 6:
            half = (len(entries) + 1) // 2
            first, foot = legend(frame, entries[:half], heads, (), x=frame.margin, y=top, width=width)
            second, other = legend(frame, entries[half:], heads, keys, x=beside, y=top, width=width)
            self.add(Group(part="legend", items=(*first.items, *second.items)))
            self.foot = max(foot, other)
            return
        group, self.foot = legend(frame, entries, heads, keys, x=frame.margin, y=top, width=width)
        self.add(group)
        if is_roomy:
            self._notes_at = (beside, top - frame.small * 0.3, width)

    def notes(self, lines: Sequence[str]) -> None:
        """Put sentences at the foot, or where the legend left room for them."""
        frame = self.frame
        x, y, width = self._notes_at or (frame.margin, self.foot, frame.inner)
        group, foot = notes.footnotes(frame, lines, x, y + 0.6 * frame.small, width)
        if self._below_legend:
            x, y, width = self._below_legend
            beside, end = notes.footnotes(frame, lines, x, y, width)
            if end <= self.foot + frame.small:  # there is room for them beside the map
                group, foot = beside, end
        self.foot = max(self.foot, foot)
        self.add(group)

    def picture(self, desc: str) -> Picture:
        """Return the whole sheet."""
        height = round(self.foot + self.frame.margin * 0.8, 1)
        paper = Shape(path=path_of_box(Box(0, 0, self.frame.width, height)), fill=Look(palette()["ground"]["paper"]))
        return Picture(
            width=self.frame.width,
            height=height,
            title=self.title,
            desc=desc,
            groups=(Group(part="paper", items=(paper,)), *self.groups),
        )


def keys_of(base: BaseMap) -> list[LineKey]:
    """Return the keys of the lines that a map has."""
    lines, ground = palette()["lines"], palette()["ground"]
    keys = []
    if base.has_disputed:
        keys.append(disputed_key())
    if base.has_units:
        keys.append(LineKey(label="Border of a first-level unit", stroke=lines["unit"], width=0.8, opacity=0.6))
    if base.has_water:
        keys.append(LineKey(label="Inland water, counted with the land around", stroke=ground["water"], width=7))
    return keys
