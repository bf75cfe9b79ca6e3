"""The same tasks on a Dask cluster: its workers read the archives, and send the parts back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any

from whoholds.errors import WhoholdsError
from whoholds.sweeping.parts import Task, encode, run
from whoholds.sweeping.state import code

PATIENCE = "10s"
_AHEAD = 2  # tasks for each thread of the cluster that are sent out before the first has come back


def run_there(tasks: Iterable[Task], address: str) -> Iterator[tuple[Task, bytes]]:
    """Give the parts of tasks, those of one task in order, worked on by the cluster whose scheduler is at an address.

    Raises WhoholdsError if there is no cluster, or a worker could not read an archive.
    """
    try:
        distributed: Any = import_module("distributed")  # it has no types
    except ImportError as error:
        raise WhoholdsError("--scheduler needs Dask. Install it with: pip install 'whoholds[cluster]'") from error
    try:
        client = distributed.Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise WhoholdsError(f"no Dask scheduler answers at {address}. Start one, or check the address.") from error
    with client:
        left = iter(tasks)
        threads = max(1, sum(client.nthreads().values()))
        # `pure` would let the scheduler take an earlier sweep's answer for this one's.
        sent: dict[Any, Task] = {
            client.submit(parts_of, task, code(), pure=False): task for task in islice(left, _AHEAD * threads)
        }
        waiting = distributed.as_completed(list(sent))
        for future in waiting:
            task = sent.pop(future)
            for part in _result(future):
                yield task, part
            if (another := next(left, None)) is not None:
                later = client.submit(parts_of, another, code(), pure=False)
                sent[later] = another
                waiting.add(later)


def parts_of(task: Task, expected: str) -> list[bytes]:
    """Read a shard on a worker of the cluster, which must have the code that is `expected`."""
    if code() != expected:
        raise WhoholdsError(
            "a worker of the cluster has another version of whoholds, or of what it needs. Install the same."
        )
    return [encode(part) for part in run(task)]


def _result(future: Any) -> list[bytes]:
    try:
        found: list[bytes] = future.result()
    except WhoholdsError:
        raise
    except Exception as error:
        raise WhoholdsError(
            f"the cluster failed: {type(error).__name__}: {error}. Run the same command again."
        ) from error
    return found
