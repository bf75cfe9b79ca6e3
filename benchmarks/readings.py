"""Time readings: how many a second, and the first claim on the map that ships, beside GeoPandas and a NumPy loop.

    uv run --with geopandas==1.2.0 --with pandas==3.1.1 benchmarks/readings.py [--runs 7] [--json] [--no-peers]

Three things are timed, all on one core, in CPU time, in turn, after one run each to warm up:

1. Tables of 8 to 16 holders with contested ground, once printed to a tenth and once measured: every reading with what
   it comes to, its rounding, its departures, whether the figure holds and whether it is given; from parts to arrays.
2. "More than 96.5 percent" on the map of Syria that ships, its parts already cut: the whole reckoning, with sentences,
   chance and the search over unions. Beside it 768 readings, the 256 unions of its 8 parts by 3 borders of the country:
   with one GeoPandas overlay each, as one would without parts, and summed from the parts in a plain NumPy loop.
3. What twice the readings cost: one holder more, again and again, for the arrays and for the whole reckoning.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import random
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from importlib import import_module
from typing import Any

import msgspec
import numpy as np
from timing import Times, in_turn, on_one_core, once

from whoholds.atlas import Atlas, open_atlas
from whoholds.evidence import evidence_for
from whoholds.model import WHOLE_COUNTRY, Claim, Evidence, Part, PartTable
from whoholds.reckoning import reckon
from whoholds.reckoning.choosing import Entry
from whoholds.reckoning.fit import Windows, claim_windows
from whoholds.reckoning.trying import Trial, try_table
from whoholds.reckoning.unions import parts_of

HOLDERS = (8, 12, 14, 16)
DOUBLED = {"arrays": range(13, 17), "whole reckoning": range(11, 16)}
BASES = (WHOLE_COUNTRY, "the country without the Golan", "the country without inland water")
TARGETS = {"readings a second": 20e6, "the first claim": 0.100, "twice the readings": 2.2}
# Points: borders drawn straight on two projections are not the same. A share that is further off than this is wrong.
TOLERANCE = 0.05


# ------------------------------------------------------------------------------------------------ many holders


def table_of(holders: int, *, rounding: float) -> PartTable:
    """A table of so many holders, the same each time, with contested ground and a little left unsaid."""
    dice = random.Random(holders)  # noqa: S311
    parts = [
        Part(name=f"H{at:02}", holder=f"H{at:02}", value=round(dice.uniform(1, 90), 1), rounding=rounding)
        for at in range(holders)
    ]
    parts.append(Part(name="shared", status="contested", value=20.5, rounding=rounding))
    parts.append(Part(name="front", holder="H03", status="contested", value=9.5, rounding=rounding))
    return PartTable(
        evidence=Evidence(source="Surveyors", as_of="2018-11"),
        place="NWH",
        measure="area",
        unit="km2",
        day="2018-11-30",
        parts=tuple(parts),
        total=1.02 * sum(part.value for part in parts),
    )


def claim_on_many() -> Claim:
    """A claim for such tables, with an enemy and two blocs."""
    return Claim(
        value=40.5,
        bound="at_least",
        holders=("H00", "H05"),
        enemies=("H02",),
        blocs={"north": ("H03", "H04"), "south": ("H06", "H07", "H01")},
        on="2018-12-11",
        place="NWH",
    )


def tried(claim: Claim, table: PartTable) -> Trial:
    """Try every reading of a table: values, roundings, departures, and both windows."""
    trial = try_table(claim, Entry(table=table), 0, claim_windows(claim))
    _ = trial.costs, trial.holds, trial.gives  # made when they are first asked for
    return trial


def speed(runs: int) -> list[dict[str, Any]]:
    """Readings a second by the number of holders."""
    claim, rows = claim_on_many(), []
    tables = {
        (holders, rounding): table_of(holders, rounding=rounding) for rounding in (0.05, 0.0) for holders in HOLDERS
    }
    ways = {f"{key}": partial(tried, claim, table) for key, table in tables.items()}
    times, trials = in_turn(ways, runs)
    for key, (holders, rounding) in zip(ways, tables, strict=True):
        size = trials[key].size
        rows.append(
            {
                "holders": holders,
                "rounded": bool(rounding),
                "readings": size,
                "cpu": times[key].cpu,
                "a_second": size / times[key].cpu,
                "loop_a_second": loop_speed(trials[key]) if holders == max(HOLDERS) else None,
            }
        )
    return rows


def loop_speed(trial: Trial, number: int = 4096) -> float:
    """Readings a second of a plain loop: one mask, one sum, one division and two windows for each union."""
    amounts, whole, fit = trial.ground.held[0], trial.ground.whole or 1.0, trial.fit
    times, _ = once(lambda: [summed(amounts, whole, union, fit) for union in range(1, number + 1)])
    return number / times.cpu


def summed(amounts: Any, whole: float, union: int, fit: Windows) -> tuple[float, bool, bool]:
    """One reading, as a plain loop over NumPy arrays makes it."""
    counted = (union >> np.arange(len(amounts)) & 1).astype(bool)
    share = float(100 * amounts[counted].sum() / whole)
    return share, fit.holds.takes(share), fit.gives.takes(share)


def doubling(runs: int) -> dict[str, Any]:
    """What one holder more costs: the ratio of times over that of readings, by twos; its mean and its greatest."""
    claim = claim_on_many()
    found: dict[str, Any] = {}
    ways: dict[str, Callable[[PartTable], Any]] = {
        "arrays": lambda table: tried(claim, table).size,
        "whole reckoning": lambda table: reckon(claim, [table]).readings_tried,
    }
    for name, work in ways.items():
        tables = [table_of(holders, rounding=0.05) for holders in DOUBLED[name]]
        sizes = [work(table) for table in tables]
        rounds = [[timed(partial(work, table)) for table in tables] for _ in range(runs)]
        # Readings do not quite double with a holder more; a step is what twice the readings would cost. Both of its
        # times are of one round, so that other work on the machine meets them alike.
        steps = [
            statistics.median(
                (each[at + 1] / each[at]) ** (1 / math.log2(sizes[at + 1] / sizes[at])) for each in rounds
            )
            for at in range(len(tables) - 1)
        ]
        found[name] = {
            "readings": sizes,
            "cpu": [statistics.median(times) for times in zip(*rounds, strict=True)],
            "steps": steps,
            "mean": statistics.geometric_mean(steps),
            "greatest": max(steps),
        }
    return found


def timed(work: Callable[[], Any]) -> float:
    """Seconds of the processor that some work takes, after what is dead from before has been cleared away."""
    gc.collect()
    return once(work)[0].cpu


# ------------------------------------------------------------------------------------------------ the first claim


def first_claim(atlas: Atlas) -> Claim:
    """More than 96.5 percent of Syria, retaken from ISIS and held by the government, on 11 December 2018."""
    claim = Claim(value=96.5, bound="at_least", relation="gained", on="2018-12-11", place="SYR")
    return msgspec.structs.replace(
        claim,
        holders=atlas.find_holder("Government", "SYR", claim.on),
        enemies=atlas.find_holder("ISIS", "SYR", claim.on),
        blocs=atlas.blocs("SYR", claim.on or ""),
    )


def unions_by_base(tables: dict[str, PartTable]) -> Iterator[tuple[str, int]]:
    """The 768 readings: the borders and, by a mask over the parts, their unions."""
    for base, table in tables.items():
        for union in range(1 << len(parts_of(table))):
            yield base, union


def numpy_loop(tables: dict[str, PartTable], fit: Windows) -> list[float]:
    """Shares of all unions from the parts, one reading after the other."""
    parts = {base: np.array(list(parts_of(table).values())) for base, table in tables.items()}
    wholes = {base: table.total or 1.0 for base, table in tables.items()}
    return [summed(parts[base], wholes[base], union, fit)[0] for base, union in unions_by_base(tables)]


def overlays(tables: dict[str, PartTable], atlas: Atlas) -> Callable[[], list[float]]:
    """Return what lays the land of each union over each border with GeoPandas; the maps are ready, as in a script."""
    geopandas: Any = import_module("geopandas")
    faces = atlas.maps.faces("SYR", "2018-12-11").faces
    standard = atlas.maps.base("SYR").variants[0]
    ground = geopandas.GeoDataFrame(
        {
            "part": [face.holder or face.name for face in faces],
            WHOLE_COUNTRY: [standard in face.variants for face in faces],
            BASES[1]: [BASES[1].removeprefix("the country ") in face.variants for face in faces],
            BASES[2]: [standard in face.variants and not face.water for face in faces],
        },
        geometry=[face.geometry for face in faces],
        crs="OGC:CRS84",
    ).to_crs("EPSG:6933")
    land = ground.dissolve("part").reset_index()[["part", "geometry"]]
    borders = {base: ground[ground[base]][["geometry"]].dissolve() for base in tables}

    def lay() -> list[float]:
        shares = []
        for base, union in unions_by_base(tables):
            counted = [name for at, name in enumerate(parts_of(tables[base])) if union >> at & 1]
            pieces = land[land["part"].isin(counted)].overlay(borders[base], how="intersection")
            shares.append(float(100 * pieces.area.sum() / borders[base].area.sum()))
        return shares

    return lay


def first(runs: int, *, peers: bool) -> dict[str, Any]:
    """Times of the first claim: ours on all evidence and on the map alone, and the peers."""
    atlas = open_atlas()
    claim = first_claim(atlas)
    evidence, _ = evidence_for(claim, None, atlas)
    on_map = [table for table in evidence if table.evidence.kind != "shares"]
    tables = {table.base: table for table in on_map if table.measure == "area" and table.base in BASES}
    times, results = in_turn(
        {
            "ours, all evidence": lambda: reckon(claim, evidence),
            "ours, the map alone": lambda: reckon(claim, on_map),
        },
        runs,
    )
    rows: dict[str, dict[str, Any]] = {
        name: {**asdict(times[name]), "readings": results[name].readings_tried} for name in times
    }
    loop, sums = once(lambda: numpy_loop(tables, claim_windows(claim)))
    rows["NumPy loop, from parts"] = {**asdict(loop), "readings": len(sums)}
    if peers:
        naive, shares = overlaid(tables, atlas)
        off = max(abs(one - other) for one, other in zip(sums, shares, strict=True))
        rows["GeoPandas, one overlay a reading"] = {**asdict(naive), "readings": len(shares), "off_points": off}
    return rows


def overlaid(tables: dict[str, PartTable], atlas: Atlas) -> tuple[Times, list[float]]:
    """All readings by overlays, once: that takes long enough."""
    return once(overlays(tables, atlas))


# ------------------------------------------------------------------------------------------------ what is printed


def printed(found: dict[str, Any]) -> None:
    """Print all that was measured."""
    print("1. readings a second, from parts to arrays")
    print(f"{'holders':>8} {'numbers':>9} {'readings':>9} {'CPU ms':>8} {'million a second':>17} {'NumPy loop':>11}")
    for row in found["speed"]:
        loop = f"{row['loop_a_second'] / 1e6:11.3f}" if row["loop_a_second"] else ""
        kind = "rounded" if row["rounded"] else "measured"
        size = f"{row['holders']:8} {kind:>9} {row['readings']:9,}"
        print(f"{size} {1000 * row['cpu']:8.2f} {row['a_second'] / 1e6:17.1f} {loop}")
    print('\n2. "more than 96.5 percent" of Syria, parts already cut')
    ours = found["first claim"]["ours, all evidence"]["cpu"]
    print(f"{'':34} {'readings':>9} {'CPU s':>9} {'ratio':>9} {'ms a reading':>13}")
    for name, row in found["first claim"].items():
        each = 1000 * row["cpu"] / row["readings"]
        print(f"{name:34} {row['readings']:9,} {row['cpu']:9.4f} {row['cpu'] / ours:9.2f} {each:13.4f}")
    print("\n3. what twice the readings cost, in times (mean; greatest step)")
    for name, row in found["twice"].items():
        sizes = f"{row['readings'][0]:,} to {row['readings'][-1]:,} readings"
        steps = ", ".join(f"{step:.2f}" for step in row["steps"])
        print(f"{name:18} {sizes:34} {row['mean']:5.2f} {row['greatest']:6.2f}   ({steps})")


def main() -> None:
    """Print what was measured beside its targets; exit with 1 if a share by overlay is not ours."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=7)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--no-peers", action="store_true", help="leave GeoPandas out, which takes a minute or more")
    options = arguments.parse_args()
    on_one_core()
    found: dict[str, Any] = {
        "speed": speed(options.runs),
        "first claim": first(options.runs, peers=not options.no_peers),
        "twice": doubling(options.runs),
        "targets": TARGETS,
    }
    if options.json:
        print(json.dumps(found))
    else:
        printed(found)
    off = found["first claim"].get("GeoPandas, one overlay a reading", {}).get("off_points", 0.0)
    if off > TOLERANCE:
        sys.exit(f"a share by overlay is {off:.3f} points from ours")


if __name__ == "__main__":
    main()
