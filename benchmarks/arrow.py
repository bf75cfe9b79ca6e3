"""Time readings to Arrow: `to_arrow` beside one dict a reading, given to PyArrow.

    uv run benchmarks/arrow.py [--runs 5] [--json]

Both have the same columns with the same values, which is checked. One core, CPU time, in turn, after one run each to
warm up; the readings are there before.
"""

from __future__ import annotations

import argparse
import json
from functools import partial
from typing import Any

import pyarrow as pa
from timing import in_turn, on_one_core

from whoholds.model import Claim, Evidence, Part, PartTable, Reckoning
from whoholds.reckoning import reckon
from whoholds.showing.as_arrow import readings_schema, to_arrow

SIZES = ((12, 1), (12, 4), (14, 3))


def reckoned(holders: int, sources: int) -> Reckoning:
    """A claim on so many sources with so many holders each, and contested ground."""
    parts = [
        Part(name=f"H{at:02}", holder=f"H{at:02}", value=90 / holders + at / 7, rounding=0.05) for at in range(holders)
    ]
    parts.append(Part(name="contested", holder="H01", status="contested", value=1.5, rounding=0.05))
    tables = [
        PartTable(
            evidence=Evidence(source=f"Source {at}", as_of="2018-11"), place="NWH", measure="area", unit="percent",
            day="2018-11-30", parts=tuple(parts), total=110.0,
        )
        for at in range(sources)
    ]  # fmt: skip
    claim = Claim(value=96.5, bound="at_least", last_place=0.1, holders=("H00",), on="2018-12-11", place="NWH")
    return reckon(claim, tables, deals=0)


def by_rows(reckoning: Reckoning) -> pa.Table:
    """Make a dict of each reading, as one would without looking at what readings share."""
    rows: list[dict[str, Any]] = []
    for tried in reckoning.readings:
        reading, paper = tried.reading, reckoning.evidence[tried.reading.evidence]
        row = {field: getattr(reading, field) for field in reading.__struct_fields__}
        row |= {field: getattr(tried, field) for field in ("value", "rounding", "holds", "gives", "cost")}
        row |= {"figure": reckoning.figure, "source": paper.source, "as_of": paper.as_of, "unit": "percent"}
        row["departures"] = [{"dimension": one.dimension, "to": one.to, "say": one.say} for one in tried.departures]
        rows.append(row)
    return pa.Table.from_pylist(rows, schema=readings_schema())


def timed(holders: int, sources: int, runs: int) -> dict[str, Any]:
    """Time both ways on one reckoning, and check that they give the same table."""
    reckoning = reckoned(holders, sources)
    ways = {"to_arrow": partial(to_arrow, reckoning), "one dict a reading": partial(by_rows, reckoning)}
    times, tables = in_turn(ways, runs)
    ours, theirs = tables["to_arrow"], tables["one dict a reading"]
    few = [*range(0, ours.num_rows, max(1, ours.num_rows // 200))]
    assert ours.num_rows == theirs.num_rows  # noqa: S101
    assert ours.take(few).to_pylist() == theirs.take(few).to_pylist()  # noqa: S101
    found = {name: round(each.cpu, 3) for name, each in times.items()}
    return {"readings": ours.num_rows, "megabytes": round(ours.nbytes / 1e6, 1), **found}


def main() -> None:
    """Time all sizes and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    on_one_core()
    rows = [timed(holders, sources, given.runs) for holders, sources in SIZES]
    if given.json:
        print(json.dumps(rows, indent=1))
        return
    for row in rows:
        ratio = row["one dict a reading"] / row["to_arrow"]
        print(
            f"{row['readings']:>9,} readings, {row['megabytes']:>6} MB: to_arrow {row['to_arrow']:.3f} s, "
            f"one dict a reading {row['one dict a reading']:.3f} s, {ratio:.1f} times as fast"
        )


if __name__ == "__main__":
    main()
