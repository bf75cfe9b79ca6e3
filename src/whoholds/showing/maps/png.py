"""A picture as PNG: its own SVG, painted by resvg."""

from __future__ import annotations

from whoholds.errors import WhoholdsError
from whoholds.showing.maps import fonts
from whoholds.showing.maps.drawing import Picture
from whoholds.showing.maps.svg import svg, texts

NARROWEST, WIDEST = 400, 4000


def png(picture: Picture, width: int) -> bytes:
    """Return the picture as PNG, `width` pixels wide (400 to 4,000). The same picture gives the same bytes.

    Only the fonts that ship are used, so it looks alike on every machine; for letters that they have not (Arabic,
    Burmese, …) the machine's own are taken. Raises WhoholdsError for another width.

    >>> png(Picture(width=400, height=3, title="A map", desc="Of nothing."), 400)[1:4]
    b'PNG'
    """
    import resvg_py

    if not NARROWEST <= width <= WIDEST:
        raise WhoholdsError(f"a picture of {width} pixels: give a width from {NARROWEST} to {WIDEST:,}")
    known = fonts.knows(text.words for text in texts(picture))
    return resvg_py.svg_to_bytes(
        svg_string=svg(picture, in_page=True).replace('font-family="inherit"', f'font-family="{fonts.STACK}"', 1),
        width=width,
        font_files=fonts.files(),
        font_family=fonts.FAMILY,
        sans_serif_family=fonts.FAMILY,
        skip_system_fonts=known,
        background="#ffffff",
    )
