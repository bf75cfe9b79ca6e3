"""The scale bar: a round number of kilometres, and of miles below it."""

from __future__ import annotations

import math

from whoholds.showing.maps import fonts
from whoholds.showing.maps.colours import palette
from whoholds.showing.maps.drawing import Box, Group, Shape, Text, short
from whoholds.showing.maps.frame import Frame

KM_PER_MILE = 1.609344
LONGEST = 0.22  # of the picture's width


def round_length(longest: float) -> float:
    """Return the greatest of 1, 2 and 5 times a power of ten that is not over `longest`.

    >>> round_length(137), round_length(99), round_length(0.3)
    (100.0, 50.0, 0.2)
    """
    power = 10.0 ** math.floor(math.log10(longest))
    return max(factor * power for factor in (1, 2, 5) if factor * power <= longest * (1 + 1e-9))


def scale_bar(frame: Frame, corner: Box, scale: float) -> Group:
    """Return the bar in the lower left of a rectangle of that size; `scale` is units of the drawing for each km."""
    longest = LONGEST * frame.width
    kilometres = round_length(longest / scale)
    miles = round_length(kilometres / KM_PER_MILE)
    lines, size = palette()["lines"], frame.small
    x, y = corner.x + size * 0.5, corner.y + size * 1.45
    bars = [
        (kilometres * scale, f"{kilometres:,g} km", y, size),
        (miles * KM_PER_MILE * scale, f"{miles:,g} miles", y + size * 1.25, size * 0.88),
    ]
    items: list[Shape | Text] = []
    for long, words, at, letters in bars:
        tick = size * 0.38
        path = f"M{short(x)} {short(at - tick)}v{short(tick)}h{short(long)}v-{short(tick)}"
        items.append(Shape(path=path, stroke=palette()["ground"]["paper"], width=4.0, opacity=0.75))
        items.append(Shape(path=path, stroke=lines["ink"], width=1.2))
        items.append(
            Text(
                x=x + long + size * 0.45,
                y=at,
                words=words,
                size=letters,
                colour=lines["ink"],
                halo=palette()["ground"]["paper"],
            )
        )
    return Group(part="scale", items=tuple(items))


def size_of(frame: Frame, scale: float) -> tuple[float, float]:
    """Return the width and the height of the bar with its words."""
    kilometres = round_length(LONGEST * frame.width / scale)
    words = fonts.width_of(f"{kilometres:,g} km", frame.small) * frame.widen
    return kilometres * scale + words + frame.small * 1.5, frame.small * 3.2
