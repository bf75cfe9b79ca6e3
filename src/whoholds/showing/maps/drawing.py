"""The nouns of a picture: looks, shapes, texts and groups, in units of the drawing. They know of no maps and no files.

A picture is laid out once. `svg.py` writes it as SVG, and `png.py` paints that SVG, so that the two never differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

Texture = Literal["plain", "stripes", "dots", "dashes"]
Anchor = Literal["start", "middle", "end"]


class Box(NamedTuple):
    """A rectangle: its upper left corner, its width and its height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def foot(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def meets(self, other: Box) -> bool:
        """Say whether two rectangles overlap.

        >>> Box(0, 0, 2, 1).meets(Box(1, 0, 2, 1)), Box(0, 0, 2, 1).meets(Box(2, 0, 2, 1))
        (True, False)
        """
        return self.x < other.right and other.x < self.right and self.y < other.foot and other.y < self.foot

    def within(self, other: Box) -> bool:
        """Say whether this rectangle lies inside the other."""
        return self.x >= other.x and self.right <= other.right and self.y >= other.y and self.foot <= other.foot

    def grown(self, by: float) -> Box:
        """Return the rectangle with `by` more on every side."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


@dataclass(frozen=True, slots=True)
class Look:
    """How ground is painted: a plain colour, or a texture of `ink` on `ground`. Colours are "#rrggbb"."""

    ground: str
    ink: str | None = None
    texture: Texture = "plain"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """An outline in the syntax of SVG's path data, filled, drawn as a line, or both.

    `opacity` is that of the line. `says` is what it stands for in words: what a reader sees who rests a pointer on it.
    `data` are names and values that a script of the page may read.
    """

    path: str
    fill: Look | None = None
    stroke: str | None = None
    width: float = 1.0
    dashes: tuple[float, ...] = ()
    opacity: float = 1.0
    says: str | None = None
    data: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """One line of words. `y` is its baseline; `halo` is the colour of an edge that keeps it readable on any ground."""

    x: float
    y: float
    words: str
    size: float
    bold: bool = False
    anchor: Anchor = "start"
    colour: str = "#1d2127"
    halo: str | None = None
    spacing: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Things that belong together. `part` says what they are; nothing of them shows outside `clip`."""

    part: str
    items: tuple[Shape | Text | Group, ...]
    clip: Box | None = None

    def everything(self) -> Iterator[Shape | Text]:
        """Yield the shapes and texts in it, those of the groups inside it included."""
        for item in self.items:
            if isinstance(item, Group):
                yield from item.everything()
            else:
                yield item


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A whole picture. `title` and `desc` say what is in it to those who do not see it."""

    width: float
    height: float
    title: str
    desc: str
    groups: tuple[Group, ...] = ()

    def everything(self) -> Iterator[Shape | Text]:
        """Yield all shapes and texts of the picture, in the order in which they are drawn."""
        for group in self.groups:
            yield from group.everything()


def path_of_box(box: Box) -> str:
    """Return a rectangle as path data.

    >>> path_of_box(Box(1, 2.5, 10, 4))
    'M1 2.5h10v4h-10z'
    """
    return f"M{short(box.x)} {short(box.y)}h{short(box.width)}v{short(box.height)}h-{short(box.width)}z"


def path_of_dot(x: float, y: float, radius: float) -> str:
    """Return a circle as path data."""
    r = short(radius)
    return f"M{short(x - radius)} {short(y)}a{r} {r} 0 1 0 {short(2 * radius)} 0a{r} {r} 0 1 0 -{short(2 * radius)} 0z"


def short(value: float, digits: int = 2) -> str:
    """Return a coordinate with as few characters as it needs.

    >>> short(12.0), short(-0.001), short(3.14159)
    ('12', '0', '3.14')
    """
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
