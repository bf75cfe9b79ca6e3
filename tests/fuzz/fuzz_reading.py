"""Fuzz the reading room: whatever the bytes, a Report comes out, or one line that says why not.

    uv run --with atheris python tests/fuzz/fuzz_reading.py --runs 100000
    uv run python tests/fuzz/fuzz_reading.py --runs 1000 --target html      without coverage: the same changes, unguided

One process reads so many changed pages of all kinds, each kind with its share, and says how many of each there were,
the slowest, and the most memory. With atheris the pages that reach new code are changed further; without it, only the
seeds are. A finding is anything but a report or one line of a WhoholdsError; more than two seconds of processor time;
more than 500 MB of memory. Findings are kept, the smallest input of each, in a folder with the reason beside them;
those that are fixed belong in tests/fuzz/cases/, which tests/reading/test_fuzz_cases.py replays.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
import resource
import signal
import sys
import time
import traceback
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

from fuzz_mutation import mutate  # noqa: E402
from fuzz_seeds import LONGEST, seeds  # noqa: E402
from fuzz_targets import TARGETS  # noqa: E402

SLOW = 2.0  # seconds of processor time for one input of at most LONGEST bytes
HANGS = 20.0  # seconds after which an input is given up
MEMORY = 500  # MB, of the whole process
# To watch figures and speech as well doubles the time of each input; they have tests of their own in great number.
WATCHED = ["pages", "formats", "assemble"]
_EVERY = 2_000  # inputs between two lines of progress


class Hang(Exception):
    """An input that takes too long."""


def replay(target: str, data: bytes) -> None:
    """Run one input: only a WhoholdsError may come out, and no more than `SLOW` seconds of CPU time may go in."""
    from whoholds.errors import WhoholdsError

    start = time.process_time()
    try:
        TARGETS[target][0](data)
    except WhoholdsError as error:
        assert "\n" not in str(error).strip(), ("an error of more than one line", str(error))
    taken = time.process_time() - start
    assert taken < SLOW, f"{taken:.1f} s for {len(data):,} bytes"


class Findings:
    """What went wrong, one file for each place in the code, the smallest input of each; and what all inputs took."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: dict[str, int] = {}
        self.runs: dict[str, int] = {}
        self.slowest: tuple[float, str, bytes] = (0.0, "", b"")
        self.mutated = 0
        self.begun = time.monotonic()
        self._is_large = False

    @property
    def total(self) -> int:
        """How many inputs were run."""
        return sum(self.runs.values())

    def run(self, target: str, data: bytes) -> None:
        """Replay one input, and keep it if it fails in a new place or is smaller than the one that is kept."""
        self.runs[target] = self.runs.get(target, 0) + 1
        signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)
        start = time.process_time()
        try:
            replay(target, data)
        except Exception as error:
            self.keep(target, data, error)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        taken = time.process_time() - start
        if taken > self.slowest[0]:
            self.slowest = (taken, target, data)
        if not self._is_large and peak() > MEMORY:
            self._is_large = True
            self.keep(target, data, MemoryError(f"more than {MEMORY} MB after {self.total:,} inputs"))
        if self.total % _EVERY == 0:
            print(self.said(), flush=True)

    def keep(self, target: str, data: bytes, error: Exception) -> None:
        """Write a failing input to the folder, with the reason beside it."""
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "whoholds" in frame.filename]
        place = frames[-1] if frames else None
        what = re.sub(r"[\d.,]+", "N", str(error.args[0] if error.args else ""))[:60]
        where = f"{Path(place.filename).name}:{place.lineno}" if place else "?"
        key = f"{target}: {type(error).__name__} {what} at {where}"
        if len(data) >= self.known.get(key, LONGEST + 1):
            return
        if key not in self.known:
            print(f"FOUND {target}: {type(error).__name__}: {str(error)[:300]} at {where}", flush=True)
        self.known[key] = len(data)
        name = f"{target}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_bytes(data)
        told = "".join(traceback.format_exception(error))[-3000:]
        (self.folder / f"{name}.why").write_text(f"{key}\n{told}\n", encoding="utf-8")

    def said(self) -> str:
        """Say what all inputs came to so far."""
        seconds = time.monotonic() - self.begun
        taken, target, data = self.slowest
        return (
            f"{self.mutated:,} changed pages in {seconds:,.0f} s · slowest {taken:.2f} s "
            f"({target}, {len(data):,} bytes) · peak memory {peak():,.0f} MB · found {len(self.known)}"
        )

    def close(self) -> None:
        """Say the whole, and keep the slowest input."""
        print(self.said())
        print(", ".join(f"{target} {count:,}" for target, count in sorted(self.runs.items())), flush=True)
        if self.slowest[2]:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / f"slowest-{self.slowest[1]}").write_bytes(self.slowest[2])


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Mutator:
    """Changes inputs, each target with its share. The first byte of an input is the number of its target."""

    def __init__(self, targets: list[str], seed: int) -> None:
        self.targets = targets
        self.chance = random.Random(seed)  # noqa: S311
        self.pools = {target: list(seeds(target)) for target in targets}
        self.shares = [max(1, TARGETS[target][1]) for target in targets]

    def changed(self, data: bytes) -> bytes:
        """Change an input of the corpus, or a seed where the corpus has too few of a target."""
        wanted = self.chance.choices(range(len(self.targets)), self.shares)[0]
        given = data[0] % len(self.targets) if data else None
        target = self.targets[wanted]
        page = data[1:] if given == wanted and self.chance.random() < 0.9 else self.chance.choice(self.pools[target])
        return bytes([wanted]) + mutate(target, page, self.chance, self.pools[target], LONGEST - 1)

    def kept(self, data: bytes) -> None:
        """Take an input into the pool that others are made of: it came from the corpus, and so reached new code."""
        target = self.targets[data[0] % len(self.targets)] if data else None
        if target is not None and self.chance.random() < 0.02:
            self.pools[target].append(data[1:])


def fuzz_by_mutation(findings: Findings, mutator: Mutator, runs: int) -> None:
    """Change the seeds at random."""
    for _ in range(runs):
        data = mutator.changed(b"")
        findings.mutated += 1
        findings.run(mutator.targets[data[0]], data[1:])
    findings.close()


def fuzz_by_coverage(findings: Findings, mutator: Mutator, runs: int, corpus: Path, watched: list[str]) -> None:
    """Let atheris choose what is changed further, by the code that it reached. It ends the process when it is done."""
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=[f"whoholds.reading.{name}" for name in watched]):
        import_readers()
    corpus.mkdir(parents=True, exist_ok=True)
    for number, target in enumerate(mutator.targets):
        for place, data in enumerate(mutator.pools[target]):
            (corpus / f"seed-{target}-{place}").write_bytes(bytes([number]) + data)

    num_seeds = len(list(corpus.iterdir()))

    def one(data: bytes) -> None:
        if not data:
            return
        findings.mutated += findings.total >= num_seeds  # the corpus is read first, as it is
        findings.run(mutator.targets[data[0] % len(mutator.targets)], data[1:LONGEST])
        if findings.mutated >= runs:
            findings.close()
            os._exit(1 if findings.known else 0)

    def change(data: bytes, most: int, seed: int) -> bytes:
        mutator.kept(data)
        return mutator.changed(data)[:most]

    # Weighing the corpus anew and reading its folder again take a quarter of the time, and bring nothing here.
    options = [f"-max_len={LONGEST}", "-timeout=120", "-rss_limit_mb=3000", "-verbosity=0", "-entropic=0", "-reload=0"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one, custom_mutator=change)
    atheris.Fuzz()


def import_readers() -> None:
    """Import all that is to be watched."""
    for name in (
        "assemble", "lines", "passage", "pages.html", "formats.mail", "formats.mail_html", "formats.markdown",
        "formats.pdf", "formats.telegram_page", "formats.page_of", "figures.find",
    ):  # fmt: skip
        import_module(f"whoholds.reading.{name}")


def give_up(number: int, frame: FrameType | None) -> None:
    """End an input that takes too long."""
    raise Hang(f"more than {HANGS:.0f} s")


def main() -> int:
    """Run so many inputs in this process, and say what was found."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=10_000, help="how many changed pages are read")
    options.add_argument(
        "--target", choices=sorted(TARGETS), action="append", help="only this kind (may be given again)"
    )
    options.add_argument("--seed", type=int, default=1, help="of the changes")
    options.add_argument("--work", type=Path, default=Path("/tmp/whoholds-fuzz"), help="where the corpus grows")  # noqa: S108
    options.add_argument("--found", type=Path, default=Path("/tmp/whoholds-fuzz/found"), help="where findings go")  # noqa: S108
    options.add_argument(
        "--watch", action="append", help="the part of whoholds.reading whose coverage leads: pages, formats, figures, …"
    )
    options.add_argument("--unguided", action="store_true", help="without coverage, even where atheris is there")
    chosen = options.parse_args()
    signal.signal(signal.SIGVTALRM, give_up)
    findings = Findings(chosen.found)
    mutator = Mutator(chosen.target or [name for name, (_, share) in TARGETS.items() if share], chosen.seed)
    try:
        import_module("atheris" if not chosen.unguided else "no atheris")
    except ImportError:
        fuzz_by_mutation(findings, mutator, chosen.runs)
        return 1 if findings.known else 0
    fuzz_by_coverage(findings, mutator, chosen.runs, chosen.work / "corpus", chosen.watch or WATCHED)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    sys.exit(main())
