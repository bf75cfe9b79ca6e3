"""Pictures in files: the name's ending says which kind, and the width how large."""

from __future__ import annotations

from pathlib import Path

from whoholds.errors import WhoholdsError
from whoholds.showing.maps.drawing import Picture
from whoholds.showing.maps.png import NARROWEST, WIDEST, png
from whoholds.showing.maps.svg import svg
from whoholds.writing import write_whole, write_whole_bytes

KINDS = (".svg", ".png")


def check_name(path: Path, width: int) -> None:
    """Raise WhoholdsError for a name that ends neither in .svg nor in .png, and for a width beyond 400 to 4,000.

    >>> check_name(Path("map.svg"), 1200)
    """
    if path.suffix.lower() not in KINDS:
        raise WhoholdsError(f"{path}: name a file that ends in .svg or .png")
    if not NARROWEST <= width <= WIDEST:
        raise WhoholdsError(f"a picture of {width} pixels: give a width from {NARROWEST} to {WIDEST:,}")


def write_picture(path: Path, picture: Picture, width: int) -> None:
    """Write a picture as the file's name says, whole or not at all. Raises WhoholdsError as `check_name` does."""
    check_name(path, width)
    if path.suffix.lower() == ".svg":
        write_whole(path, svg(picture, width=width))
    else:
        write_whole_bytes(path, png(picture, width))
