"""Listing: which layers there are, a line for each source or for each layer."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from whoholds.atlas.layers import LayerKey, read_papers
from whoholds.model import Struct

if TYPE_CHECKING:
    from whoholds.atlas.maps import Maps


class Listed(Struct, frozen=True, kw_only=True):
    """The layers of one source, or one of them: from its first to its last day, with the papers of the newest."""

    place: str
    source: str
    kind: str
    first: str
    last: str
    layers: int
    revision: int
    licence: str
    url: str | None
    known: str
    file: str


def listed(maps: Maps, place: str | None = None, *, each: bool = False) -> tuple[Listed, ...]:
    """Return a line for each source of a country, or of all countries; with `each`, a line for each layer.

    >>> from whoholds.atlas.maps import Maps
    >>> [(line.place, line.kind, line.layers) for line in listed(Maps(), "SYR")]
    [('SYR', 'points', 1)]
    """
    places = maps.places() if place is None else (place,)
    keys = [key for code in places for key in maps.layers(code)]
    if each:
        return tuple(_line([key]) for key in keys)
    keys.sort(key=lambda key: (key.place, key.slug, key.shares, key.day))
    groups = groupby(keys, key=lambda key: (key.place, key.slug, key.shares))
    return tuple(_line(list(group)) for _, group in groups)


def _line(keys: list[LayerKey]) -> Listed:
    papers = read_papers(keys[-1].path)
    return Listed(
        place=papers.place,
        source=papers.source,
        kind=papers.kind,
        first=keys[0].as_of,
        last=keys[-1].as_of,
        layers=len(keys),
        revision=papers.revision,
        licence=papers.licence,
        url=papers.url,
        known=papers.known,
        file=keys[-1].path.name,
    )
