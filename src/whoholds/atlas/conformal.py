"""A conformal map of the WGS 84 ellipsoid round a centre: the stereographic map of its conformal sphere.

On it small circles stay circles, there is no antimeridian and no pole, and only the point opposite to the centre is
missing. There and back changes a place by some nanometres.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.atlas.geodesy import ECCENTRICITY2

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ECCENTRICITY = math.sqrt(ECCENTRICITY2)


class ConformalMap:
    """The map round one centre. Its unit is the radius of the sphere; x runs east and y north at the centre.

    >>> there = ConformalMap(38, 35).flat(np.array([[38, 35], [39, 36]])).round(4)
    >>> there.tolist()
    [[0.0, 0.0], [0.0142, 0.0175]]
    """

    def __init__(self, longitude: float, latitude: float) -> None:
        self._longitude = longitude
        psi = _isometric(np.array([latitude]))
        self._sine, self._cosine = float(np.tanh(psi[0])), float(1 / np.cosh(psi[0]))

    def flat(self, degrees: Floats) -> Floats:
        """Return the places on the map of an array of longitudes and latitudes, both of shape (n, 2)."""
        psi = _isometric(degrees[:, 1])
        s, c = np.tanh(psi), 1 / np.cosh(psi)
        turn = np.radians(degrees[:, 0] - self._longitude)
        east, north = c * np.sin(turn), self._cosine * s - self._sine * c * np.cos(turn)
        scale = 2 / (1 + self._sine * s + self._cosine * c * np.cos(turn))
        return np.stack([scale * east, scale * north], axis=1)

    def degrees(self, flat: Floats) -> Floats:
        """Return longitudes and latitudes of places on the map; longitudes within 180 degrees of the centre's."""
        square = (flat * flat).sum(axis=1) / 4
        east, north = flat[:, 0] / (1 + square), flat[:, 1] / (1 + square)
        up = (1 - square) / (1 + square)
        level = self._cosine * up - self._sine * north
        turn = np.arctan2(east, level)
        psi = np.arcsinh((self._sine * up + self._cosine * north) / np.hypot(east, level))
        sine = np.tanh(psi)
        for _ in range(7):  # each turn is 150 times nearer
            sine = np.tanh(psi + ECCENTRICITY * np.arctanh(ECCENTRICITY * sine))
        latitude = np.arctan(np.sinh(psi + ECCENTRICITY * np.arctanh(ECCENTRICITY * sine)))
        return np.stack([self._longitude + np.degrees(turn), np.degrees(latitude)], axis=1)

    def flat_geometry(self, geometry: Any) -> Any:
        """Return a shapely geometry, or an array of them, moved to the map."""
        import shapely

        return shapely.transform(geometry, self.flat)

    def geometry_in_degrees(self, geometry: Any) -> Any:
        """Return a shapely geometry, or an array of them, moved back."""
        import shapely

        return shapely.transform(geometry, self.degrees)


def _isometric(latitude: Floats) -> Floats:
    """Return the isometric latitude: what a map that keeps angles draws as its height."""
    y = np.radians(latitude)
    psi: Floats = np.arcsinh(np.tan(y)) - ECCENTRICITY * np.arctanh(ECCENTRICITY * np.sin(y))
    return psi
