"""GDAL, with all its drivers taken out but two: those of GeoPackage and Shapefile.

GDAL knows some sixty formats, among them such as open other files and addresses. Which drivers it has is settled when
it is loaded, so the process that reads (see `apart`) is started anew with the others named in OGR_SKIP. What it is
given to open is always a copy under a name of ours, alone in a folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whoholds.atlas.importing.features import Features, check_counts, text_columns
from whoholds.errors import UnreadableSource, WhoholdsError

WANTED = ("ESRI Shapefile", "GPKG")
# No address is opened, not even by a driver that should not be there; nothing is written beside the copy.
ENVIRONMENT = {
    "GDAL_HTTP_PROXY": "127.0.0.1:9",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "{none}",
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
    "GDAL_PAM_ENABLED": "NO",
    "SHAPE_RESTORE_SHX": "YES",
    "CPL_LOG_ERRORS": "OFF",
    "GDAL_NUM_THREADS": "1",
}


class OtherDrivers(WhoholdsError):
    """GDAL was loaded with drivers that must not be there. `skip` names them as OGR_SKIP wants it."""

    def __init__(self, skip: str) -> None:
        self.skip = skip
        super().__init__(
            "GDAL has drivers that read other files: import with `whoholds atlas add`, which leaves them out"
        )


def layers_of(path: Path) -> dict[str, str | None]:
    """Return the layers of a file: name to kind of geometry, None for a table without."""
    return {str(name): kind for name, kind in _gdal().list_layers(path)}


def read_layer(path: Path, layer: str, *, shown: Path) -> Features:
    """Read one layer of a file. `shown` is the file as the user knows it. Raises UnreadableSource."""
    import shapely

    pyogrio = _gdal()
    where = f"{shown}, layer {layer[:60]!r}"
    try:
        info = pyogrio.read_info(path, layer=layer)
        check_counts(int(info["features"]), len(info["fields"]), where)
        meta, table = pyogrio.raw.read_arrow(path, layer=layer, datetime_as_string=True)
        check_counts(table.num_rows, table.num_columns, where)
        name = meta["geometry_name"] or "wkb_geometry"
        geometry = shapely.from_wkb(table.column(name).to_numpy()) if name in table.column_names else None
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, RuntimeError, ValueError, OSError) as error:
        raise UnreadableSource(f"{where}: cannot be read ({str(error)[:120]}); save it again, or as GeoJSON") from error
    except shapely.errors.GEOSException as error:
        raise UnreadableSource(
            f"{where}: outlines that are damaged or curved ({str(error)[:80]}); save as GeoJSON"
        ) from error
    columns, _ = text_columns(table.drop_columns([name]) if geometry is not None else table)
    return Features(columns=columns, geometry=geometry, crs=meta["crs"], layer=layer)


def check_drivers() -> None:
    """Raise OtherDrivers if GDAL was loaded with more than it may have."""
    _gdal()


def _gdal() -> Any:
    """Return pyogrio. Raises OtherDrivers if GDAL was loaded with more than it may have."""
    import pyogrio  # type: ignore[import-untyped, unused-ignore]
    import pyogrio.raw  # type: ignore[import-untyped, unused-ignore]

    others = sorted(set(pyogrio.list_drivers()) - set(WANTED))
    if others:
        raise OtherDrivers(",".join(others))
    return pyogrio
