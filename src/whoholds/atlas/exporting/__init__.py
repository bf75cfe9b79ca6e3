"""Exporting: maps of an atlas as files that other programs open, each with its papers.

`export` writes one file (GeoParquet, GeoPackage, GeoJSON, TopoJSON, CSV) or a folder (STAC). The same atlas gives the
same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from whoholds.atlas.exporting.asked import FORMATS, USUAL, WHATS, Asked, Format, What, check_asked, format_of
from whoholds.errors import WhoholdsError
from whoholds.model import Struct
from whoholds.writing import write_whole_bytes

if TYPE_CHECKING:
    from whoholds.atlas.atlas import Atlas
    from whoholds.atlas.exporting.gather import Exported, Watch

__all__ = ["FORMATS", "USUAL", "WHATS", "Asked", "Done", "Format", "What", "export", "format_of"]


class Done(Struct, frozen=True, kw_only=True):
    """What an export wrote: its files, how many rows or items they hold, and its title."""

    files: tuple[Path, ...]
    rows: int
    title: str


def export(atlas: Atlas, asked: Asked, path: Path, watch: Watch | None = None) -> Done:
    """Write what is asked for, whole or not at all; a file that stands there is replaced.

    `watch` passes the layers on and may show how far it is. Raises WhoholdsError for what does not go together or
    cannot be written, UnknownName for a layer or a base that is not there.
    """
    check_asked(asked)
    if asked.form == "stac":
        return _export_stac(atlas, asked, path, watch)
    _check_place(path, asked.form)
    if asked.series and asked.outlines and asked.what != "layer":
        return _export_streamed(atlas, asked, path, watch)
    from shapely.errors import ShapelyError

    from whoholds.atlas.exporting.gather import gathered

    exported = gathered(atlas, asked, watch)
    if asked.outlines and "geometry" not in exported.table.column_names and asked.form in ("geojson", "topojson"):
        raise WhoholdsError(
            f"{exported.papers.title}: a table of shares has no outlines; export it as csv or geoparquet"
        )
    try:
        files = {path: content_of(exported, asked.form)}
    except ShapelyError as error:
        what = f"its outlines cannot be drawn ({str(error)[:120]})"
        raise WhoholdsError(
            f"{exported.papers.title}: {what}; see what is wrong with `whoholds atlas verify`"
        ) from error
    if asked.form == "csv":
        from whoholds.atlas.exporting.csv_table import DESCRIPTOR, data_package

        files[path.parent / DESCRIPTOR] = data_package(exported, files[path], path)
    for file, content in files.items():
        write_whole_bytes(file, content)
    return Done(files=tuple(files), rows=exported.table.num_rows, title=exported.papers.title)


def content_of(exported: Exported, form: Format) -> bytes:
    """Return the bytes of a file in one of the formats but STAC, which is a folder."""
    if form == "geoparquet":
        from whoholds.atlas.geoparquet import geoparquet

        return geoparquet(exported.table, exported.papers.as_dict())
    if form == "gpkg":
        from whoholds.atlas.exporting.geopackage import geopackage

        return geopackage(exported)
    if form == "geojson":
        from whoholds.atlas.exporting.geojson import geojson

        return geojson(exported)
    if form == "topojson":
        from whoholds.atlas.exporting.topology import topology

        return topology(exported)
    from whoholds.atlas.exporting.csv_table import csv_table

    return csv_table(exported)


# ------------------------------------------------------------------------------------------------ pieces of it


def _check_place(path: Path, form: Format) -> None:
    """Raise WhoholdsError for a file that cannot be written where it should be, before any work is done."""
    if path.is_dir():
        raise WhoholdsError(f"{path}: it is a folder. Name a file in it.")
    if not path.parent.is_dir():
        raise WhoholdsError(f"{path}: there is no folder {path.parent}. Make it, or name a file in one that is there.")
    if form == "csv":
        from whoholds.atlas.exporting.csv_table import described_beside

        described_beside(path)


def _export_streamed(atlas: Atlas, asked: Asked, path: Path, watch: Watch | None) -> Done:
    from whoholds.atlas.exporting.gather import streamed
    from whoholds.atlas.exporting.geopackage import streamed_geopackage
    from whoholds.atlas.exporting.streamed import streamed_geoparquet

    days = streamed(atlas, asked, watch)
    write_whole_bytes(path, streamed_geopackage(days) if asked.form == "gpkg" else streamed_geoparquet(days))
    return Done(files=(path,), rows=days.rows, title=days.papers.title)


def _export_stac(atlas: Atlas, asked: Asked, path: Path, watch: Watch | None) -> Done:
    from whoholds.atlas.exporting.folders import write_folder
    from whoholds.atlas.exporting.stac import ROOT

    told: list[Any] = []
    write_folder(path, _stac_files(atlas, asked, watch, told), ROOT)
    return Done(files=(path,), rows=len(told) - 1, title=told[-1].title)


def _stac_files(atlas: Atlas, asked: Asked, watch: Watch | None, told: list[Any]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a catalogue. `told` takes the items, and then the papers of all of them."""
    from whoholds.atlas.exporting.gather import gathered_by_layer, papers_for
    from whoholds.atlas.exporting.stac import catalog_of, item_of
    from whoholds.atlas.layers import slug_of

    bounds = atlas.maps.boundaries.boundary(asked.place).geometry.bounds
    items, layers, folder = [], [], ""
    for key, papers, exported in gathered_by_layer(atlas, asked, watch):
        folder = f"{key.place.lower()}-{slug_of(papers.source)}"
        of_item = papers_for(atlas, msgspec.structs.replace(asked, series=False), [papers])
        content = key.path.read_bytes() if exported is None else content_of(exported, "geoparquet")
        yield f"{folder}/{key.path.name}", content
        items.append(item_of(of_item, content, folder, key.path.name, bounds))
        layers.append(papers)
    whole = papers_for(atlas, asked, layers)
    yield from catalog_of(items, whole, folder)
    told += [*items, whole]
