"""Build the layer of control that ships: who held which place in Syria on 11 December 2018, as points.

    uv run python scripts/build_syria_layer.py PATH/TO/places.csv

The table has one place a row: its name, coordinates and GeoNames population, who held it, what that rests on, and how
exact the coordinates are. The layer keeps the table's own word for each holder beside the atlas's name.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import shapely
from starter_files import STARTER, report

from whoholds.atlas.layers import LayerPapers, LayerStore, slug_of

PLACE, SOURCE, DAY = "SYR", "Whoholds points for Syria", "2018-12-11"
MADE = "2026-11-23"
HOLDERS = {
    "Syrian government": "Government",
    "Syrian Democratic Forces": "SDF",
    "ISIS": "ISIS",
    "HTS and allied opposition": "HTS and allies",
    "Turkey-backed opposition": "Turkey-backed groups",
    "US-backed opposition at al-Tanf": "al-Tanf garrison",
    "Israel": "Israel",
    "mixed: SDF and government": None,  # two sides in one town: nobody's, contested
}
STATUSES = {"controlled": "controlled", "contested": "contested", "mixed": "contested"}
# Of the point that many give for the crossing of al-Tanf the table says where its maker had it from.
GIVEN = re.compile(r"given in the \w+")
# Copies of Wikipedia, which come and go: the article that they copy stands in their place.
COPIES = re.compile(
    r"https://(?:www\.)?(?:wikizero\.(?:net/wiki|com)/en|wikimili\.com/en|pt\.other\.wiki/wiki|wikiclassic\.com/wiki"
    r"|hessslslslsls\.azureedge\.net/wiki)/"
)
NOTE = (
    "436 points: 310 settlements of GeoNames, 65 further named places, 49 unnamed points on known lines, 9 places "
    "in the Golan, and 3 of mere presence (ISIS in the desert), which take no land. Made from public pages and "
    "general knowledge of the front lines by people who knew the published shares; no point was moved to reach one. "
    "Not a reference map: a border lies half-way between two points, off by 5 to 10 km in open country. The shares "
    "of land of the Government and the SDF are good to about 1 percentage point, that of HTS and allies to 0.5 to "
    "1. Sources differ by 2 points on how much desert ISIS held. The settlements are mostly seats of subdistricts, "
    "not Syria's 6,000 to 7,000 villages; 183 of them have no population, and the others mix counts from before the "
    "war and after. Quneitra, abandoned since 1974, keeps its 36,143. Darat Izza, Atarib and Khan al-Assal, under "
    "HTS and allies, were held by Nour al-Din al-Zenki on that day. 11 coordinates were read in copies of "
    "Wikipedia, 56 are from memory"
)


def main(places: Path) -> None:
    """Write the layer in the place of the one that ships."""
    content = places.read_bytes()
    rows = list(csv.DictReader(content.decode("utf-8").splitlines()))
    papers = LayerPapers(
        place=PLACE,
        source=SOURCE,
        as_of=DAY,
        kind="points",
        licence="CC BY 4.0 (coordinates and populations from GeoNames, https://www.geonames.org/); "
        "the holders are ours, Apache-2.0",
        known=MADE,
        sha256=hashlib.sha256(content).hexdigest(),
        file=places.name,
        note=NOTE,
        precision_km=10,
    )
    for old in (STARTER / "layers" / PLACE / slug_of(SOURCE)).glob("*.parquet"):
        old.unlink()  # a layer that ships is built anew; only in an atlas it becomes the next revision
    added = LayerStore(STARTER).add(papers, table_of([row_of(row) for row in rows]))
    report(added.path, len(rows))


def row_of(row: dict[str, str]) -> dict[str, Any]:
    """Return one row of the layer."""
    status = STATUSES[row["status"]]
    basis = re.sub(r"^reported .*", "reported", row["basis"])
    exact = f"coordinates: {GIVEN.sub('often given', row['coord_source'])}, to {row['coord_precision_km']} km"
    return {
        "name": row["holder"],
        "holder": HOLDERS[row["holder"]],
        "status": status,
        "note": COPIES.sub("https://en.wikipedia.org/wiki/", "; ".join(filter(None, (row["note"], basis, exact)))),
        "place_name": GIVEN.sub("often given", row["name"]),
        "population": int(row["population"]) or None,  # 0 is GeoNames's word for "not known"
        "settlement": row["count_as_settlement"] == "yes",
        "land": row["role"] != "presence",
        "url": COPIES.sub("https://en.wikipedia.org/wiki/", row["source_url"]) or None,
        "geometry": shapely.to_wkb(shapely.Point(float(row["lon"]), float(row["lat"]))),
    }


def table_of(rows: list[dict[str, Any]]) -> pa.Table:
    """Return the rows as a table with the columns of a layer of points."""
    kinds = {"population": pa.int64(), "settlement": pa.bool_(), "land": pa.bool_(), "geometry": pa.binary()}
    return pa.Table.from_pylist(rows, pa.schema([(name, kinds.get(name, pa.string())) for name in rows[0]]))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
