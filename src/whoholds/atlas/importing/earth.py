"""Where on earth: from the coordinates of a file to longitude and latitude on WGS 84 (OGC:CRS84)."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.atlas.importing.features import counted
from whoholds.atlas.importing.guard import MOST_CORNERS
from whoholds.errors import UnreadableSource

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyproj import CRS

DIGITS = 9  # of a degree, after reprojection: a tenth of a millimetre, below which processors differ
LONGEST_CRS = 50_000  # characters
_OTHER_FILES = ("grids=", "parameterfile", "+init", "/vsi", "nadgrids", "geoidgrids")


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """Geometries in longitude and latitude, and in sentences what was done to them."""

    geometry: NDArray[Any]
    said: tuple[str, ...]


def placed(geometry: NDArray[Any], crs: str | None, where: str) -> Placed:
    """Return the geometries in longitude and latitude, two-dimensional, within 180 degrees of Greenwich.

    A geometry that goes beyond the antimeridian is cut there. Raises UnreadableSource for coordinates that are not
    finite or that no place on earth has, for too many of them, and for a coordinate system that is not known.

    >>> import shapely
    >>> placed(np.array([shapely.Point(500000, 0)]), "EPSG:32637", "a file").geometry[0].wkt
    'POINT (39 0)'
    """
    import shapely

    geometry = shapely.force_2d(geometry)
    corners = int(shapely.get_num_coordinates(geometry).sum())
    if corners > MOST_CORNERS:
        raise UnreadableSource(f"{where}: {corners:,} corners; simplify the map to less than {MOST_CORNERS:,}")
    _check_finite(geometry, where)
    moved, said = _reprojected(geometry, crs, where)
    return _within(moved, said, where)


def _check_finite(geometry: NDArray[Any], where: str) -> None:
    import shapely

    coordinates, index = shapely.get_coordinates(geometry, return_index=True)
    bad = ~np.isfinite(coordinates).all(axis=1)
    if bad.any():
        raise UnreadableSource(f"{where}, feature {index[bad][0] + 1}: a coordinate is not a finite number; correct it")


def _reprojected(geometry: NDArray[Any], crs: str | None, where: str) -> tuple[NDArray[Any], list[str]]:
    import shapely

    bounds = shapely.total_bounds(geometry)
    if crs is None:
        if not (np.isnan(bounds).all() or _like_degrees(bounds)):
            raise UnreadableSource(
                f"{where}: names no coordinate system, and its numbers are no longitudes and latitudes; save it with "
                "its coordinate system"
            )
        return geometry, ["The file names no coordinate system; its numbers were taken as longitude and latitude."]
    system = _system(crs, where)
    if _is_wgs84(system):
        return geometry, []
    return _transformed(geometry, system, where), [
        f"Moved from {system.name} ({_code(system)}) to longitude and latitude."
    ]


def _like_degrees(bounds: NDArray[np.float64]) -> bool:
    west, south, east, north = bounds
    return bool(-180 <= west <= east <= 180 and -90 <= south <= north <= 90)


def _system(crs: str, where: str) -> CRS:
    """Return the coordinate system. Raises UnreadableSource for one that is not known, or needs other files."""
    from pyproj.exceptions import CRSError

    plain = crs.casefold()
    if len(crs) > LONGEST_CRS or any(word in plain for word in _OTHER_FILES):
        raise UnreadableSource(f"{where}: its coordinate system needs other files; save it in longitude and latitude")
    if not plain.lstrip().startswith("{") and "[" not in plain and ":" not in plain:
        raise UnreadableSource(f"{where}: unknown coordinate system {crs[:60]!r}; save it in longitude and latitude")
    try:
        system = _known_system(crs)
    except CRSError as error:
        raise UnreadableSource(
            f"{where}: unknown coordinate system {crs[:60]!r}; save it in longitude and latitude"
        ) from error
    if not (system.is_geographic or system.is_projected):
        raise UnreadableSource(f"{where}: {system.name[:60]!r} is not on earth; save it in longitude and latitude")
    return system


@functools.lru_cache(maxsize=8)
def _known_system(crs: str) -> CRS:
    from pyproj import CRS

    return CRS.from_user_input(crs)


def _is_wgs84(system: CRS) -> bool:
    """Tell whether the system is WGS 84 in degrees; which axis comes first, files do not follow."""
    datum = system.datum.name if system.datum else ""
    degrees = all("degree" in axis.unit_name for axis in system.axis_info[:2])
    greenwich = system.prime_meridian is None or system.prime_meridian.longitude == 0
    return bool(system.is_geographic and degrees and greenwich and datum.replace("_", " ").startswith(_WGS84))


_WGS84 = ("World Geodetic System 1984", "WGS 1984", "D WGS 1984", "WGS 84", "WGS84")


def _code(system: CRS) -> str:
    code = system.to_authority(min_confidence=70)
    return ":".join(code) if code else "no code"


def _transformed(geometry: NDArray[Any], system: CRS, where: str) -> NDArray[Any]:
    import shapely
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    transformer = Transformer.from_crs(system, "OGC:CRS84", always_xy=True)

    def to_degrees(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        longitude, latitude = transformer.transform(xy[:, 0], xy[:, 1], errcheck=True)
        return np.column_stack([longitude, latitude]).round(DIGITS)

    try:
        moved: NDArray[Any] = shapely.transform(geometry, to_degrees)
    except ProjError as error:
        raise UnreadableSource(f"{where}: coordinates that {system.name[:60]} does not have; correct them") from error
    _check_finite(moved, where)
    return moved


def _within(geometry: NDArray[Any], said: list[str], where: str) -> Placed:
    """Return the geometries cut at the antimeridian. Raises UnreadableSource for what lies on no earth."""
    import shapely

    west, south, east, north = shapely.total_bounds(geometry)
    if south < -90 or north > 90:
        raise UnreadableSource(
            f"{where}: a latitude of {south if south < -90 else north:g} is beyond the pole; are longitude and "
            "latitude exchanged, or metres given?"
        )
    if west < -360 or east > 360:
        raise UnreadableSource(f"{where}: a longitude of {west if west < -360 else east:g}; save it in degrees")
    if west < -180 or east > 180:
        bounds = shapely.bounds(geometry)
        beyond = (bounds[:, 0] < -180) | (bounds[:, 2] > 180)
        geometry = geometry.copy()
        geometry[beyond] = [_wrapped(shapely.make_valid(each)) for each in geometry[beyond]]
        said = [*said, f"Cut at 180 degrees, and moved by 360 beyond: {counted(int(beyond.sum()), 'feature')}."]
    return Placed(geometry=geometry, said=tuple(said))


def _wrapped(geometry: Any) -> Any:
    import shapely
    from shapely import affinity

    parts = []
    for turn in (-360, 0, 360):
        inside = shapely.intersection(geometry, shapely.box(turn - 180, -90, turn + 180, 90))
        parts += list(shapely.get_parts(affinity.translate(inside, -turn)))
    kept = [part for part in parts if not part.is_empty]
    dimension = shapely.get_dimensions(geometry)
    return shapely.union_all([part for part in kept if shapely.get_dimensions(part) == dimension])
