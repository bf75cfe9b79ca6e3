"""Time shares of a country for all days of a series, from file to table, beside GeoPandas and DuckDB spatial.

    uv run --group bench benchmarks/series_shares.py FILE [--place UKR] [--runs 5] [--json]

FILE is GeoParquet with an outline for each day (`as_of`, geometry), or a folder with one such file. Two things are
timed: shares of the country on all days, and of each of its first-level units on the last 30. Each way starts from the
same two files, the series and the boundaries that ship, and ends with a table of km² and percent. All run in one
process on one core, in turn, after one run each to warm up. Imports are left out for all, and for DuckDB what it takes
to connect and to load its extension. Ours checks each outline before it is counted, as GeoPandas does; DuckDB does not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import series_peers as peers
from series_peers import Table, Task
from timing import in_turn, on_one_core, once

from whoholds.atlas.boundaries import FOLDER, Boundaries
from whoholds.atlas.series_file import read_series, shares_of_series

OURS = "whoholds"
DAYS_BY_UNIT = 30
TARGETS = {"all days": 5.0, "units": 3.0}
# km²: straight lines on two maps are not the same line. A method that is further off than this is wrong.
TOLERANCE = 1.0


def our_way(task: Task) -> Callable[[], Any]:
    """Shares by ours; the boundaries are opened anew in each run."""
    return lambda: shares_of_series(
        task.series, task.place, start=task.start, by_unit=task.by_unit, boundaries=Boundaries(task.boundaries)
    )


def of_ours(table: Any, by_unit: bool) -> Table:
    """Return our table as the one that is compared."""
    keys = ["as_of", "unit"] if by_unit else ["as_of"]
    return {tuple(row[key] for key in keys): (row["area_km2"], row["share"]) for row in table.to_pylist()}


def furthest(one: Table, other: Table) -> tuple[float, float]:
    """The greatest difference of two tables, in km² and in percent of the base; what one lacks is nothing."""
    pairs = [(one.get(key, (0.0, 0.0)), other.get(key, (0.0, 0.0))) for key in one.keys() | other.keys()]
    return max(abs(a[0] - b[0]) for a, b in pairs), max(abs(a[1] - b[1]) for a, b in pairs)


def timed(task: Task, connection: Any, runs: int) -> dict[str, Any]:
    """Times of all ways, how far each is from ours, and the ratio with the fastest peer."""
    ways = {OURS: our_way(task), **peers.geopandas_ways(task), **peers.duckdb_ways(task, connection)}
    times, results = in_turn(ways, runs)
    tables = {
        name: (of_ours if name == OURS else peers.of_geopandas if "GeoPandas" in name else peers.of_duckdb)(
            result, task.by_unit
        )
        for name, result in results.items()
    }
    fastest = min((name for name in ways if name != OURS), key=lambda name: times[name].cpu)
    return {
        "rows": len(tables[OURS]),
        "ways": {
            name: {**asdict(times[name]), "off_km2": off[0], "off_percent": off[1]}
            for name in ways
            for off in [furthest(tables[OURS], tables[name])]
        },
        "fastest_peer": fastest,
        "ratio": times[fastest].cpu / times[OURS].cpu,
        "ratio_wall": min(times[name].wall for name in ways if name != OURS) / times[OURS].wall,
    }


def printed(name: str, found: dict[str, Any]) -> None:
    """Print the times of one task as a table."""
    print(f"\n{name}: {found['rows']:,} rows")
    print(f"{'':48} {'CPU s':>8} {'clock s':>8} {'ratio':>7}   furthest from ours")
    for way, row in found["ways"].items():
        ratio = row["cpu"] / found["ways"][OURS]["cpu"]
        off = "" if way == OURS else f"   {row['off_km2']:.4f} km², {row['off_percent']:.6f} points"
        print(f"{way:48} {row['cpu']:8.3f} {row['wall']:8.3f} {ratio:7.1f}{off}")
    print(f"ours {found['ratio']:.1f} times as fast as {found['fastest_peer']} (the target is {TARGETS[name]:g} times)")


def main() -> None:
    """Print the times, the ratios and the differences; exit with 1 if a method is wrong."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--place", default="UKR")
    arguments.add_argument("--boundaries", type=Path, default=FOLDER, help="a folder with countries and units")
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    files = sorted(options.file.glob("*.parquet")) if options.file.is_dir() else [options.file]
    if len(files) != 1:
        sys.exit(f"{options.file} holds {len(files)} files of Parquet. Name the one that has the series.")
    on_one_core()
    days = read_series(files[0]).days
    connecting, connection = once(peers.connected)
    found = {
        name: timed(Task(files[0], options.boundaries, options.place, start, by_unit), connection, options.runs)
        for name, start, by_unit in (
            ("all days", days[0], False),
            ("units", days[-DAYS_BY_UNIT:][0], True),
        )
    }
    if options.json:
        print(json.dumps({"versions": peers.versions(), "connect_and_load": asdict(connecting), **found}))
    else:
        versions = ", ".join(f"{name} {version}" for name, version in peers.versions().items())
        print(f"median of {options.runs} runs on one core; {versions}")
        print(f"left out: DuckDB's connecting and loading of its extension, {connecting.cpu:.3f} s of the processor")
        for name, each in found.items():
            printed(name, each)
    wrong = [way for each in found.values() for way, row in each["ways"].items() if row["off_km2"] > TOLERANCE]
    if wrong:
        sys.exit(f"more than {TOLERANCE:g} km² from ours: {', '.join(wrong)}")


if __name__ == "__main__":
    main()
