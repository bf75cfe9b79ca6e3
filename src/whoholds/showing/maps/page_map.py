"""A map for the HTML page of an answer: the picture as inline SVG, and its table beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from whoholds.atlas.faces import Faces
from whoholds.showing.maps import notes
from whoholds.showing.maps.frame import frame_for
from whoholds.showing.maps.map_figure import control_map
from whoholds.showing.maps.surroundings import Surroundings
from whoholds.showing.maps.svg import svg
from whoholds.showing.maps.table import rows_of

PAGE_WIDTH, PHONE_WIDTH = 700, 400


@dataclass(frozen=True, kw_only=True, slots=True)
class MapPicture:
    """What the template `map.html` needs: a key for its ids, a title, two pictures, and the rows of the table.

    `svg` is the picture in a column of text, `small` that on a phone. Both are ours throughout, their texts escaped,
    and may stand in a page as they are. A row is a label, a share and an area in km².
    """

    key: str
    title: str
    svg: str
    small: str
    rows: tuple[tuple[str, str, str], ...]
    source: str


def map_for_page(
    faces: Faces, around: Surroundings, *, key: str = "map-1", variant: str | None = None, asked: str | None = None
) -> MapPicture:
    """Return a layer's map as a page shows it, about 700 pixels wide or as a phone does, both in less than 120 kB.

    `key` begins its ids: give each map of a page one of its own. `variant` and `asked` are those of `control_map`.
    """
    drawn, on_phone = (
        control_map(faces, around, frame_for(width, in_page=True), variant=variant, asked=asked)
        for width in (PAGE_WIDTH, PHONE_WIDTH)
    )
    return MapPicture(
        key=key,
        title=drawn.picture.title,
        svg=svg(drawn.picture, key=key, in_page=True),
        small=svg(on_phone.picture, key=f"{key}-small", in_page=True),
        rows=tuple(rows_of(drawn.parts)),
        source=notes.source_line(faces.evidence),
    )


@cache
def map_style() -> str:
    """Return the style of `map.html`, to stand in the page's own."""
    return resources.files("whoholds.showing.maps").joinpath("map.css").read_text("utf-8")
