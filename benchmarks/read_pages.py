"""Time `whoholds.read_html` on saved pages beside the content library alone on the same pages, in the same run.

    uv run benchmarks/read_pages.py FOLDER [--runs 5] [--json]

FOLDER holds HTML pages. The peer is trafilatura's `bare_extraction` with metadata and without comments: the part of
the work that we leave to it. Both run in one process on one core, page by page in turn, after one warm-up.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from whoholds import read_html


def content_alone(page: bytes) -> object:
    """What the content library does by itself."""
    return trafilatura.bare_extraction(page, include_comments=False, with_metadata=True)


def cpu_seconds(work: Callable[[bytes], object], page: bytes) -> float:
    """The CPU time of one piece of work on one page."""
    started = time.process_time()
    work(page)
    return time.process_time() - started


def timed(pages: dict[str, bytes], runs: int) -> dict[str, tuple[float, float]]:
    """For each page the median time of whoholds and of the content library alone."""
    for page in pages.values():
        read_html(page)
        content_alone(page)
    result = {}
    for name, page in pages.items():
        ours = [cpu_seconds(read_html, page) for _ in range(runs)]
        peer = [cpu_seconds(content_alone, page) for _ in range(runs)]
        result[name] = (statistics.median(ours), statistics.median(peer))
    return result


def main() -> None:
    """Print the times and their ratios."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    pages = {path.name: path.read_bytes() for path in sorted(options.folder.glob("*.html"))}
    if not pages:
        sys.exit(f"{options.folder} holds no .html page. Name a folder of saved pages.")
    times = timed(pages, options.runs)
    times["all pages"] = (sum(ours for ours, _ in times.values()), sum(peer for _, peer in times.values()))
    if options.json:
        rows = {name: {"read_s": ours, "content_s": peer, "ratio": ours / peer} for name, (ours, peer) in times.items()}
        print(json.dumps({name: {key: round(value, 4) for key, value in row.items()} for name, row in rows.items()}))
        return
    print(f"median of {options.runs} runs, CPU seconds: whoholds.read_html, trafilatura alone, ratio")
    for name, (ours, peer) in times.items():
        print(f"{name:40} {ours:8.4f} {peer:8.4f} {ours / peer:6.2f}")


if __name__ == "__main__":
    main()
