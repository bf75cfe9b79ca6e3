"""KML and KMZ: placemarks with their folder, their style and their data. No entity and no address is followed."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from whoholds.atlas.importing.features import Cells, Features, check_counts, counted, text_of
from whoholds.atlas.importing.formats.rings import polygon
from whoholds.atlas.importing.guard import checked_archive, unpack
from whoholds.errors import UnreadableSource


def read_kml(path: Path, *, zipped: bool = False) -> Features:
    """Read the placemarks of a file. Their columns are name, folder, style, and the data that each one brings along.

    Raises UnreadableSource for a file that is no KML or has a document type.
    """
    content = _unpacked(path) if zipped else path.read_bytes()
    if b"<!DOCTYPE" in content[:4_096] or b"<!ENTITY" in content:
        raise UnreadableSource(f"{path}: has a document type with entities, as no map needs; save it again")
    rows: list[dict[str, str | None]] = []
    shapes: list[Any] = []
    links = 0
    for element in _elements(content, path):
        if _name(element) == "NetworkLink":
            links += 1
        else:
            rows.append(_row(element))
            shapes.append(_shape(element, path, len(rows)))
        element.clear(keep_tail=False)
    check_counts(len(rows), 0, str(path))
    if not rows and links:
        raise UnreadableSource(f"{path}: only points to another address; download the map itself and give that")
    geometry = np.empty(len(shapes), dtype=object)
    geometry[:] = shapes
    said = (f"Not followed: {counted(links, 'link')} to other addresses.",) if links else ()
    return Features(columns=_columns(rows), geometry=geometry, crs="OGC:CRS84", layer=None, said=said)


def _unpacked(path: Path) -> bytes:
    import tempfile

    inside = [member for member in checked_archive(path) if member.filename.lower().endswith(".kml")]
    first = next((member for member in inside if member.filename.lower() == "doc.kml"), inside[0])
    with tempfile.TemporaryDirectory() as folder:
        to = Path(folder) / "doc.kml"
        unpack(path, first, to)
        return to.read_bytes()


def _elements(content: bytes, path: Path) -> Iterator[Any]:
    from lxml import etree

    try:
        for _, element in etree.iterparse(
            io.BytesIO(content),
            events=("end",),
            tag=("{*}Placemark", "{*}NetworkLink"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
        ):
            yield element
    except etree.XMLSyntaxError as error:
        raise UnreadableSource(f"{path}: not well-formed KML ({str(error)[:120]}); save it again") from error


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if _name(child) == name)


def _below(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element.iter() if _name(child) == name)


def _text(element: Any, name: str) -> str | None:
    child = next(_children(element, name), None)
    return None if child is None else text_of(child.text)


def _row(placemark: Any) -> dict[str, str | None]:
    folder = next((a for a in placemark.iterancestors() if _name(a) == "Folder"), None)
    row = {
        "name": _text(placemark, "name"),
        "folder": None if folder is None else _text(folder, "name"),
        "style": (_text(placemark, "styleUrl") or "").lstrip("#") or None,
    }
    for data in _below(placemark, "Data"):
        row[data.get("name") or "data"] = _text(data, "value")
    for data in _below(placemark, "SimpleData"):
        row[data.get("name") or "data"] = text_of(data.text)
    return row


def _columns(rows: list[dict[str, str | None]]) -> dict[str, Cells]:
    names: dict[str, None] = defaultdict()
    for row in rows:
        names.update(dict.fromkeys(row))
    columns = {name: tuple(row.get(name) for row in rows) for name in names}
    return {name: cells for name, cells in columns.items() if any(cell is not None for cell in cells)}


def _shape(placemark: Any, path: Path, number: int) -> Any | None:
    import shapely

    try:
        areas = [_polygon(element) for element in _below(placemark, "Polygon")]
        points = [shapely.Point(place) for e in _below(placemark, "Point") for place in _coordinates(e)]
        lines = [shapely.LineString(c) for e in _below(placemark, "LineString") if len(c := _coordinates(e)) > 1]
    except ValueError as error:
        raise UnreadableSource(f"{path}, placemark {number}: coordinates that are no numbers; correct them") from error
    parts = [*areas, *points, *lines]
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return None
    if areas and len(areas) == len(parts):
        return shapely.MultiPolygon([part for part in areas if not part.is_empty])
    return shapely.GeometryCollection(parts)


def _polygon(element: Any) -> Any:
    rings = [
        _coordinates(boundary)
        for side in ("outerBoundaryIs", "innerBoundaryIs")
        for boundary in _children(element, side)
    ]
    return polygon(rings)


def _coordinates(element: Any) -> Any:
    """Return the coordinates below an element as an array of longitude and latitude."""
    written = next(_below(element, "coordinates"), None)
    places = ((written.text if written is not None else None) or "").split()
    pairs = [place.split(",")[:2] for place in places]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError("a coordinate without its pair")
    found = np.array(pairs, dtype=float).reshape(-1, 2)
    if not np.isfinite(found).all():
        raise ValueError("a coordinate that is not finite")
    return found
