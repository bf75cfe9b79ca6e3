"""GeoJSON: its features are taken apart by msgspec, and each geometry is built by GEOS."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from whoholds.atlas.importing.features import Cells, Features, check_counts, text_of
from whoholds.atlas.importing.formats.rings import polygon
from whoholds.errors import UnreadableSource

NULL = msgspec.Raw(b"null")


class _Feature(msgspec.Struct):
    type: str = "Feature"
    properties: dict[str, Any] | None = None
    geometry: msgspec.Raw = NULL


class _Named(msgspec.Struct):
    name: str | None = None
    href: str | None = None


class _Crs(msgspec.Struct):
    type: str | None = None
    properties: _Named = msgspec.field(default_factory=_Named)


class _Collection(msgspec.Struct):
    type: str | None = None
    name: str | None = None
    crs: _Crs | None = None
    features: list[_Feature] | None = None


_Ring = list[list[float]]


class _Polygon(msgspec.Struct, tag_field="type", tag="Polygon"):
    coordinates: list[_Ring]


class _MultiPolygon(msgspec.Struct, tag_field="type", tag="MultiPolygon"):
    coordinates: list[list[_Ring]]


def read_geojson(path: Path) -> Features:
    """Read a FeatureCollection, one Feature or one geometry. Raises UnreadableSource if it is none.

    A geometry that GEOS does not take as it stands (an open ring, a ring of three corners) is built without its faults.
    """
    content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    whole = _decoded(content, _Collection, path)
    if whole.type == "FeatureCollection" and whole.features is not None:
        features = whole.features
    elif whole.type == "Feature":
        features = [_decoded(content, _Feature, path)]
    elif whole.type in ("Polygon", "MultiPolygon", "Point", "MultiPoint", "GeometryCollection"):
        features = [_Feature(geometry=msgspec.Raw(content))]
    elif whole.type == "Topology":
        raise UnreadableSource(f"{path}: TopoJSON, which is not read here; save it as GeoJSON")
    else:
        raise UnreadableSource(f"{path}: JSON, but no GeoJSON; its type must be FeatureCollection")
    check_counts(len(features), max((len(f.properties or ()) for f in features), default=0), str(path))
    said: list[str] = []
    geometry = np.empty(len(features), dtype=object)
    for number, feature in enumerate(features):
        geometry[number] = _geometry(bytes(feature.geometry), number + 1, path, said)
    return Features(
        columns=_columns(features),
        geometry=geometry,
        crs=_crs(whole.crs, path),
        layer=whole.name,
        said=tuple(said),
    )


def _decoded(content: bytes, kind: type[Any], path: Path) -> Any:
    try:
        return msgspec.json.decode(content, type=kind)
    except RecursionError as error:
        raise UnreadableSource(f"{path}: nested too deeply; no map is") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableSource(f"{path}: not GeoJSON ({str(error)[:120]}); save it again") from error


def _geometry(raw: bytes, number: int, path: Path, said: list[str]) -> Any:
    import shapely

    if raw == b"null":
        return None
    try:
        return shapely.from_geojson(raw)
    except shapely.errors.GEOSException as error:
        built = _built(raw)
        if built is None:
            reason = str(error).partition(": ")[2] or str(error)
            raise UnreadableSource(f"{path}, feature {number}: no geometry ({reason[:100]}); correct it") from error
        said.append(
            f"Feature {number} had rings that were open or had fewer than three corners; they were closed or left out."
        )
        return built


def _built(raw: bytes) -> Any | None:
    """Return a (multi)polygon without its faulty rings; None if the coordinates are not those of one."""
    import shapely

    try:
        shape = msgspec.json.decode(raw, type=_Polygon | _MultiPolygon)
        outlines = [shape.coordinates] if isinstance(shape, _Polygon) else shape.coordinates
        rings = [[np.array([place[:2] for place in ring]).reshape(-1, 2) for ring in o] for o in outlines]
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    parts = [part for part in (polygon(each) for each in rings) if not part.is_empty]
    return shapely.MultiPolygon(parts)


def _columns(features: list[_Feature]) -> dict[str, Cells]:
    names = dict.fromkeys(name for feature in features for name in feature.properties or ())
    columns = {}
    for name in names:
        values = [(feature.properties or {}).get(name) for feature in features]
        if not any(isinstance(value, (dict, list)) for value in values):
            columns[name] = tuple(text_of(value) for value in values)
    return columns


def _crs(crs: _Crs | None, path: Path) -> str:
    """Return the coordinate system: longitude and latitude, unless the file names another, as was once allowed."""
    if crs is None:
        return "OGC:CRS84"
    if crs.type != "name" or crs.properties.name is None:
        raise UnreadableSource(f"{path}: its coordinate system stands in another file; save it as RFC 7946 GeoJSON")
    return crs.properties.name
