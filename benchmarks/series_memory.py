"""Say how much memory a whole series takes at its peak: counted from its file, added to an atlas, asked over time.

    uv run --group bench benchmarks/series_memory.py FILE [--place UKR] [--json]

FILE is GeoParquet with an outline for each day. Each piece of work runs in a process of its own, and the system says
what it took at most. The peers do what they do in `series_shares.py`. An interpreter that only imports them stands
beside them, as most of a small number is that.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHOHOLDS = str(Path(sys.executable).parent / "whoholds")
TARGET_MIB = 1024

OURS = "from pathlib import Path; from whoholds.atlas.series_file import shares_of_series as shares; "
PEERS = "from pathlib import Path; import series_peers as peers; from whoholds.atlas.boundaries import FOLDER; "
TASK = "task = peers.Task(Path({file!r}), FOLDER, {place!r}, '0000-01-01', False); "
WORK = {
    "whoholds, only imported": OURS + "import shapely, pyarrow.parquet",
    "whoholds, shares of all days": OURS + "shares(Path({file!r}), {place!r})",
    "whoholds, shares of all units and days": OURS + "shares(Path({file!r}), {place!r}, by_unit=True)",
    "GeoPandas overlay, shares of all days": PEERS + TASK + "peers.geopandas_ways(task)['GeoPandas overlay']()",
    "DuckDB spatial, shares of all days": PEERS
    + TASK
    + "peers.duckdb_ways(task, peers.connected())['DuckDB spatial, equal-area']()",
}
ADD = "atlas add {file} --atlas {atlas} --place {place} --source Series --licence CC0 --holder Side --new-holders"
SERIES = "atlas series {place} --from 1900-01-01 --to 2100-01-01 --atlas {atlas} --csv {atlas}/days.csv"


def peak_mib(command: list[str]) -> float:
    """Run a command and return the most memory that it had, in MiB. Exits if it fails."""
    process = subprocess.Popen(command, cwd=HERE, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"failed: {' '.join(command)[:300]}")
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kibibytes
    return usage.ru_maxrss * unit / 2**20


def main() -> None:
    """Print the peaks; exit with 1 if ours goes beyond the target."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--place", default="UKR")
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    file, place = str(options.file.resolve()), options.place
    peaks = {name: peak_mib([sys.executable, "-c", code.format(file=file, place=place)]) for name, code in WORK.items()}
    with tempfile.TemporaryDirectory() as atlas:
        for command in (ADD, SERIES):
            words = [word.format(file=file, place=place, atlas=atlas) for word in command.split()]
            peaks[f"whoholds {words[0]} {words[1]}"] = peak_mib([WHOHOLDS, *words])
    if options.json:
        print(json.dumps({name: round(peak, 1) for name, peak in peaks.items()}))
    else:
        print("most memory at a time, MiB")
        for name, peak in peaks.items():
            print(f"{name:42} {peak:8.0f}")
    if any(peak > TARGET_MIB for name, peak in peaks.items() if name.startswith("whoholds")):
        sys.exit(f"more than {TARGET_MIB} MiB")


if __name__ == "__main__":
    main()
