"""A worker process: takes tasks from its standard input and gives parts to its standard output, until that closes.

Each message is a letter, a length and so many bytes. A task comes as "T"; parts go as "P", the place of a page that is
about to be read as "A", a place that the work has come to as "M", the end of a task as "D" and an error as "E". When
the one who started it is gone, so is it.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
import time
from typing import BinaryIO

import msgspec

from whoholds.errors import WhoholdsError
from whoholds.sweeping.parts import Task, encode, run
from whoholds.sweeping.record import Place

_BETWEEN = 0.5  # seconds between two words of how far the work has come


def send(file: BinaryIO, letter: bytes, content: bytes = b"") -> None:
    """Write a message."""
    file.write(letter + struct.pack("<Q", len(content)) + content)
    file.flush()


def receive(file: BinaryIO) -> tuple[bytes, bytes] | None:
    """Read a message; None where there are no more."""
    head = file.read(9)
    if len(head) < 9:
        return None
    (size,) = struct.unpack("<Q", head[1:])
    content = file.read(size)
    return None if len(content) < size else (head[:1], content)


def main() -> None:
    """Work until there are no more tasks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it decides
    given = os.fdopen(os.dup(0), "rb")
    made = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no part
    sys.stdout = sys.stderr

    def announce(place: Place) -> None:
        send(made, b"A", msgspec.msgpack.encode(place))

    told = 0.0

    def moved(place: Place) -> None:
        nonlocal told
        if (now := time.monotonic()) - told >= _BETWEEN:
            told = now
            send(made, b"M", msgspec.msgpack.encode(place))

    try:
        while (message := receive(given)) is not None:
            task = msgspec.msgpack.decode(message[1], type=Task)
            try:
                for part in run(task, announce, moved):
                    send(made, b"P", encode(part))
                send(made, b"D")
            except WhoholdsError as error:
                send(made, b"E", str(error).encode())
            except OSError as error:
                if isinstance(error, BrokenPipeError):
                    raise
                send(made, b"E", f"{task.shard.archive.name} cannot be read: {error}".encode())
    except BrokenPipeError:
        os._exit(0)  # nobody is left to take the parts


if __name__ == "__main__":
    main()
