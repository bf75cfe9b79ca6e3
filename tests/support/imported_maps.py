"""Files of other people's maps, made for one test: of Syria on 11 December 2018."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
import shapely

from whoholds.atlas.importing import Request
from whoholds.atlas.importing.draft import Draft

# Inside Syria: a square of a degree, 10,127.4 km², and its eastern neighbour.
SQUARE, NEIGHBOUR = shapely.box(37, 34.5, 38, 35.5), shapely.box(38, 34.5, 39, 35.5)


def request_for(path: Path, **asked: Any) -> Request:
    """A request for a file of Syria on 11 December 2018, with options of one's own."""
    usual: dict[str, Any] = {
        "place": "SYR",
        "source": "A mapmaker",
        "licence": "CC0-1.0",
        "known": "2018-12-12",
        "on": "2018-12-11",
    }
    return Request(file=str(path), **{**usual, **asked})


def rows(draft: Draft, *names: str) -> list[tuple[Any, ...]]:
    """The rows of a draft's table, as tuples of these columns."""
    return list(zip(*(draft.table.column(name).to_pylist() for name in names), strict=True))


def geojson(path: Path, features: Sequence[tuple[Any, dict[str, Any]]], **more: Any) -> Path:
    """Write GeoJSON: each feature is a shapely geometry (or a dict of it) with its properties."""
    made = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": geometry
            if geometry is None or isinstance(geometry, dict)
            else json.loads(shapely.to_geojson(geometry)),
        }
        for geometry, properties in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", **more, "features": made}), encoding="utf-8")
    return path


def by_gdal(
    path: Path, geometries: Sequence[Any], *, layer: str = "control", crs: str = "EPSG:4326", **columns: Any
) -> Path:
    """Write a GeoPackage or a Shapefile, by the ending of its name."""
    pyogrio = pytest.importorskip("pyogrio")
    array = np.array(geometries, dtype=object)
    package = path.suffix == ".gpkg"
    pyogrio.raw.write(
        str(path),
        shapely.to_wkb(array),
        [np.array(cells, dtype=object) for cells in columns.values()],
        list(columns),
        driver="GPKG" if package else "ESRI Shapefile",
        layer=layer if package else None,
        geometry_type="Unknown" if package else geometries[0].geom_type,
        crs=crs,
    )
    return path


def kml(path: Path, placemarks: str, *, before: str = "") -> Path:
    """Write KML around placemarks."""
    text = f'<?xml version="1.0" encoding="UTF-8"?>{before}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    path.write_text(f"{text}{placemarks}</Document></kml>", encoding="utf-8")
    return path


def placemark(name: str, geometry: Any) -> str:
    """A placemark of KML with a polygon."""
    corners = " ".join(f"{x},{y},0" for x, y in shapely.get_coordinates(geometry))
    ring = f"<LinearRing><coordinates>{corners}</coordinates></LinearRing>"
    return f"<Placemark><name>{name}</name><Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon></Placemark>"


def text_file(path: Path, text: str) -> Path:
    """Write a text file."""
    path.write_text(text, encoding="utf-8")
    return path


def without(papers: Any, *names: str) -> dict[str, Any]:
    """The papers of a layer without some of their fields."""
    return {name: value for name, value in msgspec.structs.asdict(papers).items() if name not in names}
