"""What the benchmarks share: one core, several ways of one piece of work in turn, and a table of what came out."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Times:
    """Median seconds of one way: of the processor, and on the clock."""

    cpu: float
    wall: float


def on_one_core() -> None:
    """Keep this process and its threads on one core, where the system can do that."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def once(work: Callable[[], Result]) -> tuple[Times, Result]:
    """Do a piece of work once, and return its times and its result."""
    cpu, wall = time.process_time(), time.perf_counter()
    result = work()
    return Times(time.process_time() - cpu, time.perf_counter() - wall), result


def in_turn(ways: Mapping[str, Callable[[], Result]], runs: int) -> tuple[dict[str, Times], dict[str, Result]]:
    """Return the median times of each way and its result, after one run each to warm up.

    The ways take turns, so that noise on the machine meets all of them alike.
    """
    results = {name: work() for name, work in ways.items()}
    taken: dict[str, list[Times]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, work in ways.items():
            taken[name].append(once(work)[0])
    return {name: median(times) for name, times in taken.items()}, results


def median(times: list[Times]) -> Times:
    """Return the median of each of both."""
    return Times(statistics.median(each.cpu for each in times), statistics.median(each.wall for each in times))
