"""From longitude and latitude to the paper: an equal-area projection that is made for the country on the map.

It is Lambert's azimuthal equal-area projection on the WGS 84 ellipsoid, with the middle of the country as its centre: a
square centimetre of the map is the same number of km² everywhere on it, and shapes near the centre are right.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.atlas.geodesy import without_empties
from whoholds.errors import WhoholdsError
from whoholds.showing.maps.drawing import Box, short

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Coordinates = NDArray[np.float64]

LONGEST_EDGE = 0.25  # degrees: longer edges get corners in between, so that they bend as the map does
FARTHEST = 0.87  # cosine of the angle (about 150°) beyond which an outline would reach round the back of the globe


@dataclass(frozen=True, slots=True)
class Plane:
    """A map's plane, in km from its centre, east and north."""

    longitude: float
    latitude: float

    @classmethod
    def centred_on(cls, geometry: Any) -> Plane:
        """Return the plane whose centre is the middle of a (multi)polygon's extent, to a tenth of a degree.

        Raises WhoholdsError for an outline that is empty.

        >>> from shapely import box
        >>> Plane.centred_on(box(30, 50, 40, 52))
        Plane(longitude=35.0, latitude=51.1)
        """
        import shapely

        parts = shapely.get_parts(without_empties(geometry))
        if shapely.is_empty(geometry):
            raise WhoholdsError("an outline without land cannot be drawn: give a country's")
        middles = _on_the_globe(shapely.get_coordinates(shapely.centroid(parts)))
        weights = shapely.area(parts) * np.sqrt(1 - middles[:, 2] ** 2)
        x, y, z = (middles * weights[:, None]).sum(axis=0)
        about = cls(float(np.degrees(np.arctan2(y, x))), float(np.degrees(np.arctan2(z, np.hypot(x, y)))))
        west, south, east, north = shapely.bounds(about.project(geometry))
        longitude, latitude = about.proj()((west + east) / 2, (south + north) / 2, inverse=True)
        return cls(round(longitude, 1), round(latitude, 1))

    def project(self, geometry: Any) -> Any:
        """Return a geometry, or an array of them, on the plane; long edges are divided first.

        >>> from shapely import Point
        >>> Plane(35.0, 51.0).project(Point(35, 52)).wkt
        'POINT (0 111.2554)'
        """
        import shapely

        return shapely.transform(shapely.segmentize(without_empties(geometry), LONGEST_EDGE), self.points)

    def reaches(self, geometry: Any) -> bool:
        """Say whether all of a geometry is on the near side of the globe, so that it can be drawn."""
        import shapely

        centre = _on_the_globe(np.array([[self.longitude, self.latitude]]))[0]
        return bool((_on_the_globe(shapely.get_coordinates(geometry)) @ centre > -FARTHEST).all())

    @property
    def says(self) -> str:
        """The projection in words."""
        east, north = "E" if self.longitude >= 0 else "W", "N" if self.latitude >= 0 else "S"
        centre = f"{short(abs(self.latitude), 1)}° {north} {short(abs(self.longitude), 1)}° {east}"
        return f"Lambert azimuthal equal-area projection centred on {centre}"

    def points(self, points: Coordinates) -> Coordinates:
        """Return places in degrees on the plane: shape (places, 2)."""
        x, y = self.proj()(points[:, 0], points[:, 1])
        return np.round(np.column_stack([x, y]), 4)  # to a decimetre: what lies below differs between processors

    def proj(self) -> Any:
        """The projection itself, as pyproj has it."""
        return _proj(self.longitude, self.latitude)


@dataclass(frozen=True, slots=True)
class View:
    """A plane laid into a rectangle of the drawing: `scale` is in units of the drawing for each km.

    `west` and `north` are the plane's coordinates, in km, of the rectangle's upper left corner.
    """

    plane: Plane
    box: Box
    scale: float
    west: float
    north: float

    @classmethod
    def of(cls, plane: Plane, bounds: tuple[float, float, float, float], box: Box, margin: float) -> View:
        """Return the view in which bounds on the plane (west, south, east, north) fill a rectangle but for a margin.

        >>> View.of(Plane(0, 0), (-50, -50, 50, 50), Box(0, 0, 240, 220), margin=10).scale
        2.0
        """
        west, south, east, north = bounds
        wide, high = max(east - west, 1e-6), max(north - south, 1e-6)
        scale = min((box.width - 2 * margin) / wide, (box.height - 2 * margin) / high)
        return cls(
            plane,
            box,
            scale,
            (west + east) / 2 - box.width / 2 / scale,
            (south + north) / 2 + box.height / 2 / scale,
        )

    def place(self, geometry: Any) -> Any:
        """Return a geometry in longitude and latitude, or an array of them, in units of the drawing."""
        return self.laid(self.plane.project(geometry))

    def laid(self, geometry: Any) -> Any:
        """Return a geometry of the plane, or an array of them, in units of the drawing."""
        import shapely

        return shapely.transform(geometry, self._onto)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a place stands in the drawing."""
        x, y = self._onto(self.plane.points(np.array([[longitude, latitude]], dtype=float)))[0]
        return float(x), float(y)

    def degrees(self) -> tuple[float, float, float, float] | None:
        """Return bounds in longitude and latitude that hold all that is seen, None if it holds a pole.

        Longitudes run on over 180 or under -180 where the antimeridian is seen.
        """
        edge = np.linspace(-0.1, 1.1, 25)
        x, y = (grid.ravel() for grid in np.meshgrid(edge, edge))
        west = self.west + x * self.box.width / self.scale
        north = self.north - y * self.box.height / self.scale
        longitude, latitude = self.plane.proj()(west, north, inverse=True)
        if not (np.isfinite(longitude).all() and np.isfinite(latitude).all()):
            return None  # the rectangle reaches beyond the edge of the globe
        east = (longitude - self.plane.longitude + 180) % 360 - 180 + self.plane.longitude
        seen = (float(east.min()), float(latitude.min()), float(east.max()), float(latitude.max()))
        return seen if seen[2] - seen[0] < 170 and max(seen[3], -seen[1]) < 85 else None

    def cut(self, geometry: Any) -> Any:
        """Return what of a geometry in longitude and latitude may be seen; it saves the work on all the rest."""
        import shapely

        bounds = self.degrees()
        if bounds is None or shapely.get_dimensions(geometry) != 2:
            return geometry
        west, south, east, north = bounds
        turns = [turn for turn in (-360, 0, 360) if west + turn < 180 and east + turn > -180]
        cut = [shapely.clip_by_rect(geometry, west + turn, south, east + turn, north) for turn in turns]
        parts = shapely.get_parts(shapely.get_parts(cut))
        return shapely.multipolygons(parts[shapely.get_dimensions(parts) == 2])

    def _onto(self, points: Coordinates) -> Coordinates:
        x = self.box.x + (points[:, 0] - self.west) * self.scale
        y = self.box.y + (self.north - points[:, 1]) * self.scale
        return np.column_stack([x, y])


def _on_the_globe(points: Coordinates) -> Coordinates:
    """Return the unit vectors of places: shape (places, 3)."""
    longitude, latitude = np.radians(points[:, 0]), np.radians(points[:, 1])
    flat = np.cos(latitude)
    return np.column_stack([flat * np.cos(longitude), flat * np.sin(longitude), np.sin(latitude)])


@functools.lru_cache(maxsize=16)
def _proj(longitude: float, latitude: float) -> Any:
    from pyproj import Proj

    return Proj(proj="laea", lon_0=longitude, lat_0=latitude, ellps="WGS84", units="km")
