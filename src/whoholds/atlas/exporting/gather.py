"""Gathering: what is asked for as one table with its papers, whatever file it is then written to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from whoholds.atlas.exporting.papers import ExportPapers, export_papers, origins
from whoholds.atlas.exporting.streamed import Streamed
from whoholds.atlas.exporting.tables import holders_table, layer_table, parts_table
from whoholds.atlas.layers import LayerKey, read_layer, read_papers
from whoholds.atlas.parts import Parts, base_words, checked, measures_of, parts_of_faces, within
from whoholds.atlas.summing import NOTHING
from whoholds.errors import UnknownName, WhoholdsError

if TYPE_CHECKING:
    import pyarrow as pa

    from whoholds.atlas.atlas import Atlas
    from whoholds.atlas.exporting.asked import Asked
    from whoholds.atlas.layers import LayerPapers
    from whoholds.atlas.maps import Maps
    from whoholds.atlas.parts import BaseChoice, Piece
    from whoholds.atlas.zones import Zone

AT_ONCE = 64  # layers: what days have in common is worked out once
Watch = Callable[[Iterable[Any], int], Iterator[Any]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Exported:
    """A table and its papers. "geometry" is WKB, longitude first; a table for a spreadsheet has no such column."""

    papers: ExportPapers
    table: pa.Table

    @property
    def of_shares(self) -> bool:
        """Whether it is a published table."""
        return self.papers.what == "layer" and self.papers.kind == "shares"


def gathered(atlas: Atlas, asked: Asked, watch: Watch | None = None) -> Exported:
    """Return all that is asked for in one table: of one layer, or of every layer of a source.

    Raises UnknownName where there is no such layer or base. `watch` passes the layers on and may show how far it is.
    """
    import pyarrow as pa

    found = list(_tables(atlas, asked, watch))
    table = pa.concat_tables([each for each, *_ in found], promote_options="default")
    return Exported(papers=papers_for(atlas, asked, [papers for _, papers, _ in found]), table=table)


def streamed(atlas: Atlas, asked: Asked, watch: Watch | None = None) -> Streamed:
    """Return the same table by table, a table for each layer."""
    papers = [read_papers(key.path) for key in chosen_layers(atlas.maps, asked)]
    return Streamed(papers_for(atlas, asked, papers), (table for table, *_ in _tables(atlas, asked, watch)))


def gathered_by_layer(
    atlas: Atlas, asked: Asked, watch: Watch | None = None
) -> Iterator[tuple[LayerKey, LayerPapers, Exported | None]]:
    """Yield what is asked for of each layer on its own; None for a layer as it stands, whose file needs no other."""
    if asked.what == "layer":
        keys = chosen_layers(atlas.maps, asked)
        for key in watch(keys, len(keys)) if watch else keys:
            yield key, read_papers(key.path), None
        return
    for table, papers, key in _tables(atlas, asked, watch):
        yield key, papers, Exported(papers=papers_for(atlas, asked, [papers], series=False), table=table)


def chosen_layers(maps: Maps, asked: Asked) -> tuple[LayerKey, ...]:
    """Return the layer in force on the day that is asked for, or all layers of a series. Raises UnknownName.

    A published table is taken only where a layer as it stands is asked for, and where there is no map.
    """
    if not asked.series:
        return (_in_force(maps, asked),)
    source = asked.source or _only_source(maps, asked.place)
    keys = maps.maps_of(asked.place, source)
    if not keys and asked.what == "layer":
        keys = maps.layers(asked.place, source)
    if not keys:
        maps.named(asked.place, source)  # raises with the sources that there are
        raise UnknownName(f"no map of {asked.place} by {source[:60]}: export its tables with --what layer")
    wanted = tuple(k for k in keys if (asked.first or k.day) <= k.day <= (asked.last or k.day))
    if not wanted:
        raise UnknownName(f"no layer of these days: those of {source[:60]} are of {keys[0].day} to {keys[-1].day}")
    return wanted


def papers_for(
    atlas: Atlas, asked: Asked, layers: Sequence[LayerPapers], *, series: bool | None = None
) -> ExportPapers:
    """Return the papers of an export of these layers."""
    of_layer = asked.what == "layer"
    choice, _ = _base_of(atlas.maps, asked)
    variants = atlas.maps.boundaries.variants(asked.place) if not of_layer else ()
    bare = _bare_parts(atlas.maps, asked.place, layers[-1])
    return export_papers(
        layers,
        asked.what,
        atlas.country(asked.place).name,
        series=asked.series if series is None else series,
        base=None if of_layer else base_words(bare, choice),
        boundary=None if of_layer else (choice.variant or variants[0]) or "drawn in one way only",
        also_from=() if of_layer else origins(atlas.maps, asked.place, places=True),
    )


# ------------------------------------------------------------------------------------------------ pieces of it


def _in_force(maps: Maps, asked: Asked) -> LayerKey:
    on = asked.on or ""
    if asked.what == "layer" and not any(key.day <= on for key in maps.maps_of(asked.place, asked.source)):
        tables = [key for key in maps.layers(asked.place, asked.source) if key.day <= on]
        if tables:
            return tables[-1]
    return maps.in_force(asked.place, on, asked.source)


def _only_source(maps: Maps, place: str) -> str:
    slugs = sorted({key.slug for key in maps.maps_of(place)} or {key.slug for key in maps.layers(place)})
    if len(slugs) == 1:
        return slugs[0]
    known = f"name one of {', '.join(slugs)} with --source" if slugs else "add a map with `whoholds atlas add`"
    raise UnknownName(f"no single source of {place}: {known}")


def _base_of(maps: Maps, asked: Asked) -> tuple[BaseChoice, tuple[Zone, ...]]:
    from whoholds.atlas.base_choice import settled_base

    return settled_base(asked.base, asked.place, maps)


def _tables(atlas: Atlas, asked: Asked, watch: Watch | None) -> Iterator[tuple[pa.Table, LayerPapers, LayerKey]]:
    """Yield the table of each layer that is asked for, with the layer's papers."""
    keys = chosen_layers(atlas.maps, asked)
    watched = iter(watch(keys, len(keys)) if watch else keys)
    if asked.what == "layer":
        for key in watched:
            layer = read_layer(key.path)
            yield layer_table(layer, outlines=asked.outlines), layer.papers, key
        return
    choice, zones = _base_of(atlas.maps, asked)
    for key, parts, drawn in _cut(atlas.maps, watched, zones, outlines=asked.outlines):
        papers, measures = read_papers(key.path), measures_of(parts)
        pieces = _in_base(parts, drawn, choice)
        if not pieces:
            raise WhoholdsError(
                f"{papers.source}, {papers.as_of}: no ground in {base_words(parts, choice)}; change --base"
            )
        if asked.what == "holders":
            base = base_words(parts, choice)
            yield holders_table(pieces, papers, base, measures, outlines=asked.outlines), papers, key
        else:
            yield parts_table(pieces, papers, parts.units, measures, outlines=asked.outlines), papers, key


def _cut(
    maps: Maps, keys: Iterator[LayerKey], zones: tuple[Zone, ...], *, outlines: bool
) -> Iterator[tuple[LayerKey, Parts, Sequence[Any]]]:
    """Yield the parts of layers, each with the outline of every part, or None in its place."""
    if outlines:
        for key in keys:
            faces = maps.faces_of(key, *zones)
            yield key, parts_of_faces(faces, maps.unit_names(key.place)), [face.geometry for face in faces.faces]
        return
    while some := tuple(islice(keys, AT_ONCE)):
        for key, parts in zip(some, maps.series(some, *zones), strict=True):
            yield key, parts, [None] * len(parts.pieces)


def _in_base(parts: Parts, drawn: Sequence[Any], choice: BaseChoice) -> list[tuple[Piece, Any]]:
    """Return the parts in a base. What is less than a square metre without a place in it is rounding, and left out."""
    checked(parts, choice)
    inside = {id(piece) for piece in within(parts, parts.pieces, choice)}
    return [
        (piece, geometry)
        for piece, geometry in zip(parts.pieces, drawn, strict=True)
        if id(piece) in inside and (piece.area_km2 >= NOTHING or piece.places)
    ]


def _bare_parts(maps: Maps, place: str, papers: LayerPapers) -> Parts:
    """Return parts without pieces, which know the names of their bases."""
    return Parts(
        place=place,
        evidence=papers.evidence(),
        day=papers.day,
        variants=maps.boundaries.variants(place),
        units=maps.unit_names(place),
        pieces=(),
    )
