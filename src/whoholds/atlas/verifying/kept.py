"""Maps against their country: what the atlas answers of each map is held against the whole, and against a new cut."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoholds.atlas.layers import LayerKey
from whoholds.atlas.parts import Parts, parts_of_faces
from whoholds.atlas.verifying.finding import ADD_AGAIN, Finding
from whoholds.atlas.verifying.sums import check_sums, same_parts, wholes_of
from whoholds.errors import WhoholdsError

if TYPE_CHECKING:
    from whoholds.atlas.layers import LayerPapers
    from whoholds.atlas.maps import Maps

AT_ONCE = 64  # maps: what days have in common is worked out once
Wheres = Mapping[Path, str]
Passing = Callable[[Iterable[Any], int], Iterator[Any]]


def key_of(path: Path, papers: LayerPapers) -> LayerKey:
    """Return the key of a layer by its papers."""
    return LayerKey(
        place=papers.place,
        day=papers.day,
        slug=path.parent.name,
        revision=papers.revision,
        as_of=papers.as_of,
        path=path,
        shares=papers.kind == "shares",
    )


def check_maps(maps: Maps, keys: Sequence[LayerKey], wheres: Wheres, watch: Passing) -> tuple[int, list[Finding]]:
    """Return over how many bases of a country maps were summed at the most, and what does not come to the whole."""
    most, found = 0, []
    watched = watch(sorted(keys), len(keys))
    for place, of_place in groupby(watched, key=lambda key: str(key.place)):
        try:
            wholes = wholes_of(maps.base(place))
        except WhoholdsError as error:
            found += [_said(error, wheres[key.path]) for key in of_place]
            continue
        most = max(most, len(wholes))
        for key, parts in _parts(maps, of_place):
            where = wheres[key.path]
            found += [_said(parts, where)] if isinstance(parts, WhoholdsError) else check_sums(parts, wholes, where)
    return most, found


def check_anew(maps: Maps, keys: Sequence[LayerKey], wheres: Wheres, watch: Passing) -> list[Finding]:
    """Return which maps' parts are not those that come out if they are cut along their lines, which is another way."""
    found = []
    for key in watch(keys, len(keys)):
        try:
            anew = parts_of_faces(maps.faces_of(key), maps.unit_names(key.place))
            found += same_parts(maps.parts(key), anew, wheres[key.path])
        except WhoholdsError:
            continue  # said when it was summed
    return found


# ------------------------------------------------------------------------------------------------ pieces of it


def _parts(maps: Maps, keys: Iterator[LayerKey]) -> Iterator[tuple[LayerKey, Parts | WhoholdsError]]:
    """Yield the parts of maps, or why they cannot be had; many at once as long as all goes well."""
    while some := list(islice(keys, AT_ONCE)):
        try:
            yield from zip(some, maps.series(some), strict=True)
        except WhoholdsError:
            for key in some:
                yield key, _one(maps, key)


def _one(maps: Maps, key: LayerKey) -> Parts | WhoholdsError:
    try:
        return maps.parts(key)
    except WhoholdsError as error:
        return error


def _said(error: WhoholdsError, where: str) -> Finding:
    return Finding(where=where, what=str(error).rstrip("."), to_do=ADD_AGAIN)
