"""What tests may ask of a clock: whether work ends, and whether it grows with its input alone.

How fast something is, is told in benchmarks/. A machine that others use as well takes twice as long now as a moment
ago, so both bounds here leave room for a machine that is several times slower.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Seconds of processor time: more than ten times what the longest of these tests takes, and a small part of what any
# of them would take if its time grew with the square of its input.
HANG = 100
SPAN = 16
TRIES = 5


@contextmanager
def ends() -> Iterator[None]:
    """Fails where the work within took so long that somebody would call it a hang."""
    begun = time.process_time()
    yield
    taken = time.process_time() - begun
    assert taken < HANG, f"{taken:.0f} s of processor time"


def grows_linearly(work: Callable[[int], object], size: int) -> None:
    """Fails where `SPAN` times the input takes so much longer that the time must grow faster than the input.

    `work` is called with the smaller size and with the larger. Linear work takes 16 times as long, work that grows
    with the square 256 times; the bound is what lies between, 64. The quickest of a few tries counts, as others'
    work on the machine only ever slows one down, and another try is made only where the bound is not yet met.
    """
    small = large = float("inf")
    bound = SPAN**1.5
    gc.collect()
    gc.freeze()  # or a whole test run's objects are looked through again and again while the larger input is read
    try:
        for _ in range(TRIES):
            small = min(small, _seconds(work, size))
            large = min(large, _seconds(work, SPAN * size))
            if large < bound * small:
                return
    finally:
        gc.unfreeze()
    raise AssertionError(
        f"{SPAN} times the input took {large / small:.0f} times as long ({small:.3f} s, {large:.3f} s)"
    )


def _seconds(work: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    work(size)
    return time.process_time() - begun
