"""A sweep that is killed at any instant, and started again, comes to byte for byte what it would have come to.

It is killed 50 times where CI is set, which takes three to five minutes, and otherwise 5 times; WHOHOLDS_KILLS says
how often instead.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from archives_by_hand import gz, numbered, output, with_figure, zst

KILLS = int(os.environ.get("WHOHOLDS_KILLS", "50" if os.environ.get("CI") else "5"))
COMMAND = [sys.executable, "-c", "from whoholds.cli.sweep import sweep; sweep()"]
# Parts of 20 kB: there are some dozens, and a part is as likely to be half done as the writing of the end.
SMALL = (
    "from whoholds.sweeping import sweep, whole; import sys; from pathlib import Path; "
    "sweep(sys.argv[2:], sys.argv[1], workers=2, part_size=20_000)"
)


def archives(folder: Path) -> list[str]:
    """Archives of several kinds, with damage in them, that take a sweep a few seconds."""
    folder.mkdir()
    records = [gz(one) for one in numbered(1500, every=7)]
    records.insert(700, b"junk between the records")
    (folder / "a.warc.gz").write_bytes(b"".join(records))
    (folder / "b.warc.zst").write_bytes(zst(*numbered(400, every=5)))
    lines = [json.dumps({"url": f"http://a/{number}", "html": with_figure(1 + number % 90)}) for number in range(150)]
    (folder / "c.jsonl").write_text("\n".join([*lines, "no json", *lines]))
    return [str(path) for path in sorted(folder.iterdir())]


def swept(out: Path, sources: list[str], *, kill_after: float | None = None) -> bool:
    """Sweep, or kill the sweep after so many seconds; whether it was done before that."""
    told = out.with_suffix(".txt")
    with told.open("wb") as errors:
        process = subprocess.Popen([sys.executable, "-c", SMALL, str(out), *sources], stderr=errors)
        try:
            process.wait(timeout=kill_after)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            return False
    assert process.returncode == 0, told.read_text()
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal")
def test_kill_9_at_any_instant(tmp_path: Path) -> None:
    sources = archives(tmp_path / "in")
    started = time.monotonic()
    assert swept(tmp_path / "whole", sources)
    taken = time.monotonic() - started
    expected = output(tmp_path / "whole")
    assert sorted(expected) == ["claims.parquet", "skipped.jsonl", "sweep.json"]
    rng = random.Random(20260522)  # noqa: S311  # no secret
    kills = rounds = 0
    while kills < KILLS:
        out = tmp_path / f"out{rounds}"
        # Killed again and again, each time after a part of what the whole takes, until it comes through.
        for attempt in range(KILLS - kills):
            started = time.monotonic()
            if swept(out, sources, kill_after=rng.uniform(0.02, 0.8 * taken)):
                if attempt == 0:  # it was faster than the first: the next ones are killed sooner
                    taken = min(taken, time.monotonic() - started)
                break
            kills += 1
        assert swept(out, sources)
        assert output(out) == expected
        assert [path.name for path in out.iterdir() if path.name.endswith(".part")] == []
        rounds += 1
    assert rounds >= 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal")
def test_workers_go_when_the_one_who_started_them_is_killed(tmp_path: Path) -> None:
    sources = archives(tmp_path / "in")
    process = subprocess.Popen(
        [sys.executable, "-c", SMALL, str(tmp_path / "out"), *sources], stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 30
    while not (children := _children(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    while any(_runs(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [child for child in children if _runs(child)]


def _children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False).stdout
    return [int(child) for child in found.split()]


def _runs(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")
