"""A process apart, in which strangers' files are read: if one of them is a trap, that process ends, and nothing else.

It has a limit of memory, of processor time and of time on the clock, and it only ever writes into a folder that is
thrown away. What comes back is a line of JSON and a table for each layer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec

from whoholds.atlas.importing.formats.gdal import ENVIRONMENT
from whoholds.atlas.importing.inside import JOB, Answer, Job
from whoholds.errors import UnreadableSource

# The process takes over where this one finds its modules, so that it runs the same code.
_START = (
    "import json, pathlib, sys; sys.path[:] = json.loads(sys.argv[2]); "
    "from whoholds.atlas.importing.inside import main; main(pathlib.Path(sys.argv[1]))"
)
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ARROW_IO_THREADS"), "1")
_QUIET = {"PYTHONWARNINGS": "ignore", "ARROW_DEFAULT_MEMORY_POOL": "system"}
LONGEST_ANSWER = 50_000_000  # bytes


class Apart:
    """One process apart for the layers of a job. Somebody must `close` it."""

    def __init__(self, job: Job, folder: Path) -> None:
        self._limits = job.limits
        self._file = job.request.file
        job_file = folder / JOB
        if not job_file.exists():
            job_file.write_bytes(msgspec.json.encode(job))
        self._errors: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  # `close` does
        self._command = [sys.executable, "-c", _START, str(folder), json.dumps(sys.path)]
        self._process = self._started({})

    def opening(self) -> Answer:
        """Return its first answer: how many layers there are. Raises UnreadableSource if it ends before its time."""
        answer = self._answer()
        if answer.skip is not None:
            self._end()
            self._process = self._started({**ENVIRONMENT, "OGR_SKIP": answer.skip})
            answer = self._answer()
        return _without_error(answer)

    def draft(self, number: int) -> Answer:
        """Return the answer for one layer. Raises UnreadableSource if the process ends over it."""
        stdin = self._process.stdin
        with suppress(BrokenPipeError):  # it has ended: the answer that is not there says why
            if stdin is not None:
                stdin.write(b"%d\n" % number)
                stdin.flush()
        return _without_error(self._answer())

    def close(self) -> None:
        """End the process."""
        self._end()
        self._errors.close()

    def _started(self, environment: dict[str, str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  # this very interpreter
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, **_ONE_THREAD, **_QUIET, **environment},
        )

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()
        # A thread that still waits for an answer has got the end of the pipe instead, so this does not wait for it.
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _answer(self) -> Answer:
        late = threading.Event()

        def end() -> None:
            late.set()
            self._process.kill()

        clock = threading.Timer(2 * self._limits.seconds + 5, end)
        clock.start()
        try:
            line = self._process.stdout.readline(LONGEST_ANSWER) if self._process.stdout else b""
        finally:
            clock.cancel()
        if not line.endswith(b"\n"):
            raise UnreadableSource(f"{self._file}: {self._why(late.is_set())}. Nothing was written.")
        return msgspec.json.decode(line, type=Answer)

    def _why(self, late: bool) -> str:
        """Say why the process has ended."""
        code = self._process.wait()
        self._errors.seek(0)
        told = self._errors.read(20_000)
        # A process that may not use more processor time is ended by a signal: 24 on Linux, 9 from its own hard limit.
        if late or code == -24:
            return f"reading it takes more than {self._limits.seconds} s; simplify the map or split it"
        if b"MemoryError" in told or b"bad_alloc" in told or b"alloc" in told or code == -9:
            return f"reading it takes more than {self._limits.memory / 1e9:g} GB; simplify the map or split it"
        return "reading it broke off, as only a damaged or a hostile file makes it; save it again"


def _without_error(answer: Answer) -> Answer:
    """Return the answer. Raises UnreadableSource if it is an error."""
    if answer.error is not None:
        raise UnreadableSource(answer.error)
    return answer
