"""Time how long the command line takes to answer, in CPU seconds (user and system) of the child process.

    uv run benchmarks/start_up.py [--runs 20] [--json]

The peers in the same run are Python that does nothing and Python that imports click.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WHOHOLDS = str(Path(sys.executable).parent / "whoholds")
EXAMPLE = str(ROOT / "examples/syria-2018-12-11.txt")
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "python -c 'import click'": [sys.executable, "-c", "import click"],
    "whoholds --help": [WHOHOLDS, "--help"],
    "whoholds check --help": [WHOHOLDS, "check", "--help"],
    "whoholds check EXAMPLE --json": [WHOHOLDS, "check", EXAMPLE, "--json"],
    "whoholds check EXAMPLE": [WHOHOLDS, "check", EXAMPLE],
}


def cpu_seconds(command: list[str]) -> float:
    """The CPU time of one run of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def timed(runs: int) -> dict[str, float]:
    """The median CPU time of each command; the commands take turns, so that noise meets all of them alike."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        cpu_seconds(command)  # once to warm the disk's cache
    for _ in range(runs):
        for name, command in COMMANDS.items():
            times[name].append(cpu_seconds(command))
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> None:
    """Print the times, and each as a ratio with Python that does nothing."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=20)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    medians = timed(options.runs)
    bare = medians["python -c pass"]
    if options.json:
        print(json.dumps({name: {"cpu_s": round(s, 4), "ratio": round(s / bare, 2)} for name, s in medians.items()}))
        return
    print(f"median of {options.runs} runs, CPU seconds")
    for name, seconds in medians.items():
        print(f"{name:32} {seconds:7.3f}   {seconds / bare:6.1f} times python -c pass")


if __name__ == "__main__":
    main()
