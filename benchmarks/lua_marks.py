"""Time `read_lua_marks` on a map module beside a reader of Lua tables on the same text, in the same run.

    uv run --with slpp benchmarks/lua_marks.py [--marks 20000] [--runs 5] [--json]

The module is made up and the same each time: entries in the form of Wikipedia's, with icons of six forms. The peer is
slpp (MIT), which makes Python dictionaries of the table and does nothing else; what remains of our work (the meaning of
marks, labels, coordinates, repeats) has no peer. It takes the text without `return`, which it does not read. All run in
one process on one core in turn, after one warm-up; the times are CPU seconds.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import statistics
import time
from collections.abc import Callable

from whoholds.atlas.importing.lua_marks import read_lua_marks
from whoholds.atlas.importing.lua_module import read_module

ICONS = (
    *("Location dot red.svg", "Dot_yellow_ff4.svg", "Map-dot-grey-68a.svg", "Dot green 0d0.svg"),
    *("80x80-red-lime-anim.gif", "Abm-red-icon.png"),
)


def made_up_module(marks: int) -> str:
    """A module of so many marks, the same each time."""
    dice = random.Random(2018)  # noqa: S311 - coordinates, not secrets
    entries = (
        f'\t\t{{ lat = "{dice.uniform(32.4, 37.2):.4f}", long = "{dice.uniform(36, 42):.4f}", '
        f'mark = "{dice.choice(ICONS)}", marksize = "{dice.choice((4, 6, 8))}", '
        f'label = "[[Place {number}, Syria|Place {number}]]", '
        f'link = "Place {number}, Syria", label_size = "0", position = "top" }},\n'
        for number in range(marks)
    )
    return f"return {{\n\tmarks = {{\n{''.join(entries)}\t}},\n}}\n"


def cpu_seconds(work: Callable[[], object]) -> float:
    """The CPU time of one piece of work."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> None:
    """Print the times and their ratios to the peer's."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--marks", type=int, default=20_000)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    text = made_up_module(options.marks)
    works: dict[str, Callable[[], object]] = {
        "read_lua_marks, all of it": lambda: read_lua_marks(text, place="SYR", on="2018-12-11"),
        "read_module, the Lua alone": lambda: read_module(text),
    }
    try:
        slpp = importlib.import_module("slpp").slpp
        works["slpp"] = lambda: slpp.decode(text.removeprefix("return "))
    except ImportError:
        print("slpp is not installed: run with `uv run --with slpp` to see the peer")
    for work in works.values():
        work()
    runs = [{name: cpu_seconds(work) for name, work in works.items()} for _ in range(options.runs)]
    times = {name: statistics.median(run[name] for run in runs) for name in works}
    peer = times.get("slpp")
    if options.json:
        rows = {name: {"cpu_s": round(s, 4), "peer_ratio": peer and round(peer / s, 2)} for name, s in times.items()}
        print(json.dumps({"marks": options.marks, "characters": len(text), "times": rows}))
        return
    print(f"{options.marks:,} marks, {len(text):,} characters; median of {options.runs} runs, CPU seconds; slpp / ours")
    for name, seconds in times.items():
        print(f"{name:28} {seconds:8.3f} {f'{peer / seconds:6.1f}' if peer else ''}")


if __name__ == "__main__":
    main()
