"""Build the wheel and check that it holds every file of the package: code, vocabulary, templates and starter data."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def tracked() -> set[str]:
    """The package's files that git tracks, as they should be named in the wheel."""
    listed = subprocess.run(["git", "ls-files", "src"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return {line.removeprefix("src/") for line in listed.splitlines()}


def packed(folder: str) -> set[str]:
    """The files in a wheel that is built in this folder."""
    command = ["uv", "build", "--quiet", "--wheel", "--out-dir", folder]
    subprocess.run(command, cwd=ROOT, check=True)
    (wheel,) = Path(folder).glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def main() -> int:
    """Say which files the wheel lacks, if any."""
    with tempfile.TemporaryDirectory() as folder:
        lacking = sorted(tracked() - packed(folder))
    if lacking:
        print(f"the wheel lacks {', '.join(lacking)}", file=sys.stderr)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
