"""STAC 1.1: a catalogue of a collection for the source and an item for each layer, with the layer's file beside it.

It is a folder that stands by itself: all links are relative, and nothing of it needs a server.

    catalog.json
    syr-whoholds-points-for-syria/collection.json
    syr-whoholds-points-for-syria/2018-12-11.json
    syr-whoholds-points-for-syria/2018-12-11.parquet
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from whoholds import days
from whoholds.atlas.exporting.drawn import joined
from whoholds.atlas.exporting.fields import field
from whoholds.atlas.exporting.licences import address_in, spdx_of, text_of

if TYPE_CHECKING:
    from whoholds.atlas.exporting.papers import ExportPapers

Bounds = tuple[float, float, float, float]
VERSION = "1.1.0"
FILE_EXTENSION = "https://stac-extensions.github.io/file/v2.1.0/schema.json"
TABLE_EXTENSION = "https://stac-extensions.github.io/table/v1.2.0/schema.json"
PARQUET = "application/vnd.apache.parquet"
ROOT = "catalog.json"
SHA256 = "1220"  # in a multihash: the hash is SHA-256, and 32 bytes long
NAMESPACE = "whoholds"
# Of the papers: those that STAC has a place of its own for.
ELSEWHERE = ("title", "licence", "source", "url", "note", "layers")


def catalog_of(items: Sequence[dict[str, Any]], papers: ExportPapers, folder: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a catalogue above its items: paths within the folder, and their bytes.

    `papers` are those of all items together, `folder` is the name of the collection's folder.
    """
    names = [f"{item['id'].removeprefix(folder + '-')}.json" for item in items]
    for item, name in zip(items, names, strict=True):
        yield f"{folder}/{name}", _bytes(item)
    yield f"{folder}/collection.json", _bytes(_collection(items, names, papers, folder))
    yield (
        ROOT,
        _bytes(
            {
                "type": "Catalog",
                "stac_version": VERSION,
                "id": f"whoholds-{folder}",
                "title": papers.title,
                "description": f"Layers of control exported from an atlas. {papers.disclaimer}",
                "links": [
                    _link("root", f"./{ROOT}"),
                    _link("child", f"./{folder}/collection.json", title=papers.source),
                ],
            }
        ),
    )


def item_of(papers: ExportPapers, content: bytes, folder: str, file: str, bounds_of_place: Bounds) -> dict[str, Any]:
    """Return the item of one layer, whose file is `file` with that content, in a collection's folder.

    A table of shares has no outlines: its ground is the box around its country, `bounds_of_place`.
    """
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(content))
    footprint = _footprint(table, bounds_of_place)
    properties = {
        **_when(papers.as_of),
        "title": papers.title,
        "description": " ".join(filter(None, (papers.note, papers.measured, papers.disclaimer))),
        "license": spdx_of(papers.licence) or "other",
        "providers": _providers(papers),
        **{f"{NAMESPACE}:{key}": value for key, value in papers.as_dict().items() if key not in ELSEWHERE},
        f"{NAMESPACE}:licence": papers.licence,
    }
    return {
        "type": "Feature",
        "stac_version": VERSION,
        "stac_extensions": [FILE_EXTENSION, TABLE_EXTENSION],
        "id": f"{folder}-{PurePosixPath(file).stem}",
        "collection": folder,
        "geometry": footprint.__geo_interface__,
        "bbox": list(footprint.bounds),
        "properties": properties,
        "links": [
            _link("root", f"../{ROOT}"),
            _link("parent", "./collection.json"),
            _link("collection", "./collection.json"),
            *_licence_links(papers),
        ],
        "assets": {
            papers.what: {
                "href": f"./{file}",
                "type": PARQUET,
                "title": papers.what,
                "roles": ["data"],
                "file:size": len(content),
                "file:checksum": SHA256 + hashlib.sha256(content).hexdigest(),
                "table:row_count": table.num_rows,
                "table:columns": [
                    {"name": name, "type": str(kind), "description": _says(name, papers)}
                    for name, kind in zip(table.column_names, table.schema.types, strict=True)
                ],
                **({"table:primary_geometry": "geometry"} if "geometry" in table.column_names else {}),
            }
        },
    }


# ------------------------------------------------------------------------------------------------ pieces of it


def _collection(
    items: Sequence[dict[str, Any]], names: Sequence[str], papers: ExportPapers, folder: str
) -> dict[str, Any]:
    boxes = [item["bbox"] for item in items]
    whole = [min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)]
    spans = [_span(item["properties"]) for item in items]
    return {
        "type": "Collection",
        "stac_version": VERSION,
        "id": folder,
        "title": f"{papers.country} by {papers.source}",
        "description": f"Who held what ground, by {papers.source}. {papers.measured} {papers.disclaimer}",
        "license": spdx_of(papers.licence) or "other",
        "providers": _providers(papers),
        "extent": {
            "spatial": {"bbox": [whole]},
            "temporal": {"interval": [[min(first for first, _ in spans), max(last for _, last in spans)]]},
        },
        "links": [
            _link("root", f"../{ROOT}"),
            _link("parent", f"../{ROOT}"),
            *(_link("item", f"./{name}", kind="application/geo+json") for name in names),
            *_licence_links(papers),
        ],
        f"{NAMESPACE}:licence": papers.licence,
    }


def _footprint(table: Any, bounds_of_place: Bounds) -> Any:
    """Return the ground of a layer in short: the convex hull of all that it has."""
    import shapely

    ground = shapely.box(*bounds_of_place)
    if "geometry" in table.column_names and table.num_rows:
        hull = shapely.convex_hull(shapely.geometrycollections(shapely.from_wkb(table.column("geometry").to_numpy())))
        ground = hull if hull.geom_type == "Polygon" else shapely.buffer(hull, 1e-4, quad_segs=1)
    return joined([ground])[0]


def _when(as_of: str) -> dict[str, Any]:
    """Return the time of an item: its day, or the first and last moment of a month or a year.

    >>> _when("2018-12-11"), _when("2018-02")["end_datetime"]
    ({'datetime': '2018-12-11T00:00:00Z'}, '2018-02-28T23:59:59Z')
    """
    if len(as_of) == len("2018-12-11"):
        return {"datetime": f"{as_of}T00:00:00Z"}
    first = date.fromisoformat("-".join([*as_of.split("-"), "01", "01"][:3]))
    return {
        "datetime": None,
        "start_datetime": f"{first.isoformat()}T00:00:00Z",
        "end_datetime": f"{days.last_day(as_of)}T23:59:59Z",
    }


def _span(properties: dict[str, Any]) -> tuple[str, str]:
    return (
        properties.get("start_datetime") or properties["datetime"],
        properties.get("end_datetime") or properties["datetime"],
    )


def _providers(papers: ExportPapers) -> list[dict[str, Any]]:
    source: dict[str, Any] = {"name": papers.source, "roles": ["producer", "licensor"]}
    address = address_in(papers.url)
    if address:
        source["url"] = address
    return [source, {"name": papers.made_by, "roles": ["processor"]}]


def _licence_links(papers: ExportPapers) -> list[dict[str, Any]]:
    address = text_of(papers.licence)
    return [_link("license", address, title=papers.licence, kind="text/html")] if address else []


def _says(name: str, papers: ExportPapers) -> str:
    return field(name, of_shares=papers.kind == "shares").says


def _link(rel: str, href: str, *, title: str | None = None, kind: str = "application/json") -> dict[str, Any]:
    return {"rel": rel, "href": href, "type": kind} | ({"title": title} if title else {})


def _bytes(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
