"""Time the areas of all outlines of a series beside `pyproj.Geod`, in the same run, and say how far they are apart.

    uv run benchmarks/areas.py FILE [--runs 5] [--json]

FILE is GeoParquet with an outline for each day. `areas_km2` takes geodesics for edges, as `pyproj.Geod` does;
`straight_areas_km2` takes straight lines of a map in longitude and latitude, and so differs a little. Outlines are read
before, and all of them are measured, the same one on every day that has it. All run on one core, in turn.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import Geod
from timing import in_turn, on_one_core

from whoholds.atlas.geodesy import areas_km2
from whoholds.atlas.map_lines import straight_areas_km2
from whoholds.atlas.series_file import read_series

PEER = "pyproj.Geod"


def by_geod(outlines: Any) -> Any:
    """The areas by pyproj, one outline at a time, as it takes no arrays of polygons; rings must run its way round."""
    ellipsoid = Geod(ellps="WGS84")
    turned = shapely.orient_polygons(outlines)
    return np.array([ellipsoid.geometry_area_perimeter(outline)[0] for outline in turned]) / 1e6


def main() -> None:
    """Print the times, the ratios and the differences."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    on_one_core()
    series = read_series(options.file)
    outlines = series.shapes[series.which]
    ways = {
        "areas_km2": lambda: areas_km2(outlines),
        "straight_areas_km2": lambda: straight_areas_km2(outlines),
        PEER: lambda: by_geod(outlines),
    }
    times, areas = in_turn(ways, options.runs)
    off = {name: np.abs(areas[name] / areas[PEER] - 1).max() for name in ways}
    if options.json:
        print(json.dumps({name: {**asdict(times[name]), "off": float(off[name])} for name in ways}))
        return
    corners = int(shapely.get_num_coordinates(outlines).sum())
    print(f"{len(outlines):,} outlines, {corners:,} corners; median of {options.runs} runs on one core, CPU seconds")
    for name in ways:
        ratio = times[PEER].cpu / times[name].cpu
        print(
            f"{name:20} {times[name].cpu:7.3f} {ratio:6.1f} times as fast; off by {off[name]:.1e} of the area at most"
        )


if __name__ == "__main__":
    main()
