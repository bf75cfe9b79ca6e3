"""The sizes of a picture: three layouts, for a phone, for a column and for a page, each in units of its own drawing.

A picture that is narrower than a layout is not squeezed: it takes the next one down, in which letters are larger
against the map, fewer towns are named and the legend stands below.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Layout = Literal["phone", "column", "page"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """A layout. `width` is that of the whole picture; sizes of letters are in the same units.

    `beside` is the width of a legend beside the map, 0 where it stands below. `towns` is how many are named at most.
    `widen` is by how much letters may be wider than ours, where the font is the reader's. `fine` says how much finer
    than a unit of the drawing an eye sees it: the number of pixels in each. What is smaller than `coarse` of a unit may
    be left out of a line.
    """

    layout: Layout
    width: float
    margin: float
    title: float
    text: float
    small: float
    town: float
    towns: int
    beside: float = 0.0
    widen: float = 1.0
    fine: float = 1.0
    coarse: float = 0.55

    @property
    def inner(self) -> float:
        """The width within the margins."""
        return self.width - 2 * self.margin


def frame_for(width: int, *, in_page: bool = False) -> Frame:
    """Return the layout for a picture of so many pixels.

    >>> frame_for(400).layout, frame_for(700).layout, frame_for(1600).layout
    ('phone', 'column', 'page')
    """
    widen, coarse = (1.28, 1.0) if in_page else (1.0, 0.55)
    if width < 560:
        return Frame(
            layout="phone",
            width=400,
            margin=14,
            title=19,
            text=13,
            small=11,
            town=11.5,
            towns=7,
            widen=widen,
            fine=width / 400,
            coarse=coarse,
        )
    if width < 900:
        return Frame(
            layout="column",
            width=700,
            margin=20,
            title=24,
            text=14.5,
            small=12,
            town=13,
            towns=14,
            widen=widen,
            fine=width / 700,
            coarse=coarse,
        )
    return Frame(
        layout="page",
        width=1000,
        margin=26,
        title=30,
        text=15.5,
        small=13,
        town=14,
        towns=22,
        beside=330,
        widen=widen,
        fine=width / 1000,
        coarse=coarse,
    )
