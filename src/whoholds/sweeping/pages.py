"""The pages of a folder, each a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from whoholds.sweeping.archives import PAGES, Archive
from whoholds.sweeping.record import MOST_BYTES, Found, Item, PassedOver, Place


def read_pages(archive: Archive, low: int, high: int, *, start: Place | None = None) -> Iterator[Item]:
    """Yield the files number `low` to `high` of a folder's list; the number is the place's offset."""
    first = low if start is None else start.offset
    for number in range(first, min(high, len(archive.pages))):
        name, size = archive.pages[number]
        if start is not None and Place(number) < start:
            continue
        path = Path(archive.path, name) if Path(archive.path).is_dir() else Path(archive.path)
        yield _page(path, name, size, Place(number))


def _page(path: Path, name: str, size: int, place: Place) -> Item:
    if size > MOST_BYTES:
        return PassedOver(place, name, f"it has {size:,} bytes, more than a page of {MOST_BYTES:,}")
    try:
        with path.open("rb") as file:
            body = file.read(MOST_BYTES + 1)
    except OSError as error:
        return PassedOver(place, name, f"it cannot be read: {(error.strerror or 'an error').lower()}")
    if len(body) > MOST_BYTES:
        return PassedOver(place, name, f"it has over {MOST_BYTES:,} bytes")
    kind: Literal["html", "text"] = "html" if PAGES.get(path.suffix.lower()) == "html" else "text"
    return Found(place, name, None, kind, None, body)
