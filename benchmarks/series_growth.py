"""Time one more day of a series that has 10, 100, 1,000 and 10,000 days already.

    uv run benchmarks/series_growth.py FILE [--place UKR] [--sizes 10 100 1000 10000] [--runs 5] [--json]

FILE is GeoParquet with an outline for each day; they are used over and over, for made-up days. Timed are writing the
next day's layer, finding it as the map in force, and working out its parts and shares, each step by objects that know
nothing yet, as in a command that starts anew. What no series changes, cutting the country, is done before. Seconds are
the processor's, as writing waits for the disk. 10,000 days take 300 MB in a temporary folder, and some minutes.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import shapely
from timing import Times, median, on_one_core, once

from whoholds.atlas.layers import LayerPapers, LayerStore
from whoholds.atlas.maps import Maps
from whoholds.atlas.parts import part_table
from whoholds.atlas.series_file import Series, read_series

FIRST_DAY = date(1990, 1, 1)
WORDS = {"name": "Side", "holder": "Side", "status": "controlled", "note": None}
TARGET = 1.5  # times: more than that is not "the same" any more


class Growing:
    """A series in a folder that grows by one day at a time."""

    def __init__(self, folder: Path, place: str, series: Series) -> None:
        self.folder, self.place, self.size = folder, place, 0
        self._outlines = [shapely.to_wkb(series.shapes[which]) for which in series.which]
        self._cut = Maps(folder)
        self._cut.summed(place)

    def add(self) -> str:
        """Write the layer of the next day, and return the day."""
        day = (FIRST_DAY + timedelta(days=self.size)).isoformat()
        papers = LayerPapers(
            place=self.place, source="A series", as_of=day, kind="polygons", licence="CC0", known=day, sha256="0" * 64
        )
        columns = {name: pa.array([word], pa.string()) for name, word in WORDS.items()}
        outline = self._outlines[self.size % len(self._outlines)]
        LayerStore(self.folder).add(papers, pa.table({**columns, "geometry": pa.array([outline], pa.binary())}))
        self.size += 1
        return day

    def one_more(self) -> dict[str, Times]:
        """The times of one more day, step by step."""
        file, day = once(self.add)
        finding, key = once(lambda: Maps(self.folder).in_force(self.place, day))
        parts, _ = once(lambda: part_table(self._cut.parts(key)))
        steps = {"file": file, "in force": finding, "parts and shares": parts}
        together = Times(*(sum(getattr(step, kind) for step in steps.values()) for kind in ("cpu", "wall")))
        return {**steps, "together": together}


def timed(growing: Growing, sizes: list[int], runs: int) -> dict[int, dict[str, Times]]:
    """The median times of one more day at each size; one day is added before, to warm up."""
    found = {}
    for size in sorted(sizes):
        while growing.size < size:
            growing.add()
        growing.one_more()
        taken = [growing.one_more() for _ in range(runs)]
        found[size] = {step: median([times[step] for times in taken]) for step in taken[0]}
    return found


def main() -> None:
    """Print the times at each size, and the ratio of the largest to the smallest."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--place", default="UKR")
    arguments.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 1_000, 10_000])
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    on_one_core()
    with tempfile.TemporaryDirectory() as folder:
        growing = Growing(Path(folder), options.place, read_series(options.file))
        found = timed(growing, options.sizes, options.runs)
    ratio = found[max(found)]["together"].cpu / found[min(found)]["together"].cpu
    if options.json:
        rows = {size: {step: asdict(times) for step, times in steps.items()} for size, steps in found.items()}
        print(json.dumps({"sizes": rows, "ratio": ratio}))
        return
    print(f"one more day, median of {options.runs} runs on one core, milliseconds of the processor (on the clock)")
    print(f"{'days before':>11}" + "".join(f"{step:>22}" for step in found[min(found)]))
    for size, steps in found.items():
        cells = (f"{1000 * times.cpu:.1f} ({1000 * times.wall:.1f})" for times in steps.values())
        print(f"{size:11,}" + "".join(f"{cell:>22}" for cell in cells))
    print(f"the largest takes {ratio:.2f} times as long as the smallest (the target is at most {TARGET:g})")


if __name__ == "__main__":
    main()
